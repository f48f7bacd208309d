/* A match as a translator reads it: score, why, what differs, target, origin. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "format/difference.h"
#include "format/target.h"
#include "text/utf8.h"

static const char *paint(const struct cli *cli, const char *code)
{
	return cli->color ? code : "";
}

/* "= text 94, number −2" */
static void print_why(const struct ty_match *m)
{
	int text = m->score;
	size_t i;

	if (m->score == 101 && !m->npenalties) {
		printf(" %s", _("same text, same neighbours"));
		return;
	}
	if (m->score == 100 && !m->npenalties) {
		printf(" %s", _("same text"));
		return;
	}
	for (i = 0; i < m->npenalties; i++)
		text += m->penalties[i].points;
	printf(_(" = text %d"), text);
	for (i = 0; i < m->npenalties; i++)
		printf(_(", %s −%d"), ty_penalty_title(m->penalties[i].name),
		       m->penalties[i].points);
}

static void print_span(const char *s, const struct ty_span *span)
{
	print_text(stdout, s + span->start, span->end - span->start);
}

/* The old source with what must become of it: [-out-]{+in+}, or in colour. */
static void print_changes(const struct cli *cli, const char *now,
			  const struct ty_match *m)
{
	static const struct ty_difference_style colours = {
		.del = { DELETED, PLAIN }, .ins = { INSERTED, PLAIN },
		.put = ty_printable,
	};
	struct ty_buf text = TY_BUF_INIT;

	ty_difference_put(&text, now, m,
			  cli->color ? &colours : &ty_difference_text);
	fputs(text.p, stdout);
	ty_buf_release(&text);
}

static void print_origin(const struct cli *cli, const struct ty_match *m)
{
	const struct ty_origin *o = &m->origin;

	printf("#%lld", (long long)m->unit);
	if (o->headline[0]) {
		/* TRANSLATORS: the marks around a headline, before and after. */
		printf(" %s", _("“"));
		print_text(stdout, o->headline, strlen(o->headline));
		fputs(_("”"), stdout);
	} else if (o->path[0]) {
		fputc(' ', stdout);
		print_text(stdout, o->path, strlen(o->path));
	}
	if (o->version > 1)
		printf(_(", version %d"), o->version);
	printf(", %.10s", o->date);
	if (o->user[0]) {
		printf(", ");
		print_text(stdout, o->user, strlen(o->user));
	}
	if (cli->nmemories > 1) {
		printf(", ");
		print_text(stdout, m->memory, strlen(m->memory));
	}
}

static void print_quoted(const char *s, const struct ty_span *span)
{
	fputs(_("“"), stdout);
	print_span(s, span);
	fputs(_("”"), stdout);
}

/* The similarity, and what each penalty was seen in. */
static void print_reasons(const char *now, const struct ty_match *m)
{
	size_t i;

	/* TRANSLATORS: how alike two texts are, as 1 - distance / tokens. */
	printf(_("\n       similarity %.3f = 1 − %zu/%zu tokens"),
	       m->similarity, m->distance, m->tokens);
	for (i = 0; i < m->npenalties; i++) {
		const struct ty_penalty *p = &m->penalties[i];

		printf("\n       %s −%d", ty_penalty_title(p->name),
		       p->points);
		if (p->old.start == p->old.end && p->now.start == p->now.end)
			continue;
		fputs(": ", stdout);
		print_quoted(m->source, &p->old);
		fputs(" → ", stdout);
		print_quoted(now, &p->now);
	}
}

/* The values of a repaired translation: what they were, what they are now; or
 * why there are none. */
static void print_carry(const char *now, const struct ty_match *m)
{
	const struct ty_carry *carry = m->carry;
	size_t i;

	for (i = 0; carry && i < carry->ncarried; i++) {
		printf("\n       %s", _("carried over: "));
		print_quoted(m->target, &carry->carried[i].was);
		fputs(" → ", stdout);
		print_quoted(carry->target, &carry->carried[i].now);
	}
	for (i = 0; carry && i < carry->nrefused; i++) {
		const struct ty_refusal *r = &carry->refused[i];

		printf("\n       %s", _("not carried over: "));
		if (r->source.end > r->source.start) {
			print_quoted(now, &r->source);
			fputs(": ", stdout);
		}
		fputs(ty_refusal_title(r->why), stdout);
	}
}

/* The translation; what is still to be changed in it is underlined. */
static void print_target(const struct cli *cli, const struct ty_match *m)
{
	static const struct ty_target_style styles[2] = {
		{ .put = ty_printable },
		{ .revise = { TO_REVISE, REVISED }, .put = ty_printable },
	};
	struct ty_buf text = TY_BUF_INIT;

	ty_target_put(&text, m, true, &styles[cli->color]);
	fputs(text.p, stdout);
	ty_buf_release(&text);
}

/* The same in words, for those who see no underline. */
static void print_revise(const struct ty_match *m)
{
	bool any = false;
	size_t i;

	for (i = 0; i < m->ntarget_spans; i++) {
		if (ty_target_carried(m, &m->target_spans[i]))
			continue;
		/* TRANSLATORS: words of an earlier translation. */
		if (!any)
			printf("\n       %s", _("to be changed: "));
		else
			fputc(' ', stdout);
		print_quoted(m->target, &m->target_spans[i]);
		any = true;
	}
}

void print_match(const struct cli *cli, const char *text,
		 const struct ty_match *m)
{
	printf("%s%5d%s%s", paint(cli, STRONG), m->score, paint(cli, PLAIN),
	       paint(cli, FAINT));
	print_why(m);
	if (cli->explain)
		print_reasons(text, m);
	printf("%s\n       ", paint(cli, PLAIN));
	if (m->score >= 100)
		print_text(stdout, m->source, strlen(m->source));
	else
		print_changes(cli, text, m);
	printf("\n       %s", paint(cli, STRONG));
	print_target(cli, m);
	printf("%s%s", paint(cli, PLAIN), paint(cli, FAINT));
	print_carry(text, m);
	print_revise(m);
	printf("\n       ");
	print_origin(cli, m);
	printf("%s\n", paint(cli, PLAIN));
}
