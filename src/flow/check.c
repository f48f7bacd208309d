/* A pair of texts under every check: what is read once, and in which order. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/check.h"
#include "text/utf8.h"

/* Fixes may give rise to others; after so many rounds it is enough. */
#define MOST_ROUNDS	8

enum ty_status ty_checker_open(struct ty_checker **out, struct ty_desk *desk,
			       struct ty_error *err)
{
	struct ty_checker *c = ty_alloc(1, sizeof(*c));
	const char *lang[2] = { desk->source, desk->target };
	enum ty_status st = TY_OK;
	int side;
	size_t k;

	*out = NULL;
	c->desk = desk;
	ty_buf_init(&c->fixed);
	ty_buf_init(&c->scratch);
	for (k = 0; k < TY_NCHECKS; k++)
		c->severity[k] = ty_check_table[k].severity;
	for (side = 0; st == TY_OK && side < 2; side++) {
		c->japanese[side] = ty_lang_same(lang[side], "ja");
		c->english[side] = ty_lang_same(lang[side], "en");
		st = ty_value_reader_open(&c->reader[side], lang[side], err);
	}
	ty_check_seen_init(&c->seen);
	ty_check_lengths_init(&c->lengths, c->japanese[0], c->japanese[1]);
	if (st == TY_OK)
		*out = c;
	else
		ty_checker_close(c);
	return st;
}

void ty_checker_close(struct ty_checker *c)
{
	int side;

	if (!c)
		return;
	for (side = 0; side < 2; side++) {
		ty_value_reader_close(c->reader[side]);
		ty_values_release(&c->values[side]);
		ty_codes_release(&c->codes[side]);
	}
	ty_check_seen_release(&c->seen);
	ty_issues_release(&c->issues);
	ty_issues_release(&c->rest);
	ty_buf_release(&c->fixed);
	ty_buf_release(&c->scratch);
	free(c);
}

/* The side's text, its values and its codes. */
static void look_at(struct ty_checker *c, struct ty_check_side *side, int which,
		    const char *text, size_t len, const char *codes)
{
	ty_values_read(c->reader[which], text, len, &c->values[which]);
	ty_check_drop_codes(&c->values[which], text);
	ty_codes_read(&c->codes[which], codes, len);
	*side = (struct ty_check_side){
		.s = text, .len = len, .japanese = c->japanese[which],
		.english = c->english[which], .values = &c->values[which],
		.codes = c->codes[which].v, .ncodes = c->codes[which].n,
	};
}

/* The target with every fix, and with those that the fixed text needs, until
 * there is nothing to fix; NULL if there never was. */
static const char *fix(struct ty_checker *c, struct ty_check_run *run)
{
	struct ty_buf now = TY_BUF_INIT;
	struct ty_buf swap;
	int round;

	ty_buf_clear(&c->fixed);
	if (!ty_issues_fix(&c->fixed, run->side[TY_CHECK_TARGET].s,
			   run->side[TY_CHECK_TARGET].len, &c->issues))
		return NULL;
	run->out = &c->rest;
	for (round = 1; round < MOST_ROUNDS; round++) {
		look_at(c, &run->side[TY_CHECK_TARGET], TY_CHECK_TARGET,
			c->fixed.p, c->fixed.len, NULL);
		ty_issues_clear(&c->rest);
		ty_check_pair_texts(run, false);
		ty_buf_clear(&now);
		if (!ty_issues_fix(&now, c->fixed.p, c->fixed.len, &c->rest))
			break;
		swap = c->fixed;
		c->fixed = now;
		now = swap;
	}
	ty_buf_release(&now);
	return c->fixed.p;
}

enum ty_status ty_checker_run(const struct ty_checked **out,
			      struct ty_checker *c,
			      const struct ty_check_subject *subject,
			      struct ty_error *err)
{
	enum ty_severity severity[TY_NCHECKS];
	struct ty_check_run run = { .severity = severity, .out = &c->issues };
	enum ty_status st = TY_OK;

	ty_check_local(severity, c, subject->note);
	ty_issues_clear(&c->issues);
	look_at(c, &run.side[TY_CHECK_SOURCE], TY_CHECK_SOURCE, subject->source,
		strlen(subject->source), subject->source_codes);
	look_at(c, &run.side[TY_CHECK_TARGET], TY_CHECK_TARGET, subject->target,
		strlen(subject->target), subject->target_codes);
	ty_check_pair_texts(&run, c->both);
	if (run.side[TY_CHECK_TARGET].len) {
		ty_check_lengths_run(&c->lengths, &run);
		ty_check_seen_run(c, &run, subject);
		st = ty_check_terms(c, &run, err);
		if (st == TY_OK)
			st = ty_check_fuzzy(c, &run, subject, err);
	}
	c->checked = (struct ty_checked){
		.path = subject->path, .line = subject->line,
		.unit = subject->unit, .source = subject->source,
		.target = subject->target, .issues = c->issues.v,
		.n = c->issues.n,
	};
	/* Codes stand at bytes of the text: it is not moved under them. */
	if (!subject->target_codes || !subject->target_codes[0])
		c->checked.fixed = fix(c, &run);
	*out = &c->checked;
	return st;
}

enum ty_status ty_check_pair(const struct ty_checked **out,
			     struct ty_checker *checker, const char *source,
			     const char *target, const char *note,
			     struct ty_error *err)
{
	const struct ty_check_subject subject = {
		.path = "", .source = source, .target = target, .note = note,
	};
	enum ty_status st;

	*out = NULL;
	st = ty_utf8_require(source, strlen(source), "", 1, err);
	if (st == TY_OK)
		st = ty_utf8_require(target, strlen(target), "", 1, err);
	return st == TY_OK ? ty_checker_run(out, checker, &subject, err) : st;
}
