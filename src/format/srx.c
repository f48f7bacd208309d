/*
 * SRX files, read: which of their elements are rules and maps.
 *
 * Source: Segmentation Rules eXchange 2.0, LISA, 2008; 1.0, 2004.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/srx.h"
#include "format/xml.h"

/* The element whose children are awaited. */
enum place { OUTSIDE, ROOT, BODY, LANGUAGES, LANGUAGE, RULE, PATTERN, MAPS };

struct side {				/* <beforebreak> or <afterbreak> */
	struct ty_buf	text;
	long		line, column;
	bool		given;
};

struct reader {
	struct ty_srx	*srx;
	struct ty_xml	*xml;
	struct ty_buf	 root, value;	/* namespace of the root; scratch */
	struct side	 before, after;
	struct side	*side;		/* being read */
	enum place	 place;
	int		 skipping;	/* depth in what is ignored */
	int		 groups;	/* <maprule>s open */
	bool		 breaks, maps;
};

/* ------------------------------------------------------------ elements -- */

/* What the rule set said no to, told by the parser. */
static void pass_on(struct reader *r, enum ty_status st,
		    const struct ty_error *err)
{
	if (st != TY_OK)
		ty_xml_fail(r->xml, st, "%s", err->text);
}

static void start_root(struct reader *r, const struct ty_xml_tag *tag)
{
	if (strcmp(tag->name, "srx")) {
		ty_xml_fail(r->xml, TY_ESYNTAX,
			    _("not an SRX file: its first element is '%s'"),
			    tag->name);
		return;
	}
	ty_xml_attr(&r->value, tag, "version");
	if (r->value.len && strcmp(r->value.p, "2.0") &&
	    strncmp(r->value.p, "1.", 2))
		ty_xml_fail(r->xml, TY_ESYNTAX,
			    _("SRX %s is not supported, only 1.0 to 2.0"),
			    r->value.p);
	ty_buf_adds(&r->root, tag->uri);
	r->place = ROOT;
}

/* A yes or no into *out, which stays as it is without the attribute. */
static void yes_or_no(struct reader *r, const struct ty_xml_tag *tag,
		      const char *name, bool *out)
{
	if (!ty_xml_attr(&r->value, tag, name))
		return;
	*out = !strcmp(r->value.p, "yes");
	if (!*out && strcmp(r->value.p, "no"))
		ty_xml_fail(r->xml, TY_ESYNTAX,
			    _("attribute '%s' of '%s' must be 'yes' or 'no', not '%s'"),
			    name, tag->name, r->value.p);
}

static void start_header(struct reader *r, const struct ty_xml_tag *tag)
{
	bool cascade = false;

	yes_or_no(r, tag, "cascade", &cascade);
	ty_srx_set_cascade(r->srx, cascade);
	r->skipping = 1;
}

/* Attribute `name`, which must be there, into `out`. */
static bool needed(struct reader *r, const struct ty_xml_tag *tag,
		   const char *name, struct ty_buf *out)
{
	if (ty_xml_attr(out, tag, name) && out->len)
		return true;
	ty_xml_fail(r->xml, TY_ESYNTAX, _("element '%s' lacks attribute '%s'"),
		    tag->name, name);
	return false;
}

static void start_language(struct reader *r, const struct ty_xml_tag *tag)
{
	struct ty_srx_text name;
	struct ty_error err;

	if (!needed(r, tag, "languagerulename", &r->value))
		return;
	name.s = r->value.p;
	ty_xml_place(r->xml, &name.line, &name.column);
	pass_on(r, ty_srx_add_language(r->srx, &name, &err), &err);
	r->place = LANGUAGE;
}

static void start_rule(struct reader *r, const struct ty_xml_tag *tag)
{
	struct side *sides[] = { &r->before, &r->after };
	size_t i;

	r->breaks = true;
	yes_or_no(r, tag, "break", &r->breaks);
	for (i = 0; i < 2; i++) {
		ty_buf_clear(&sides[i]->text);
		sides[i]->given = false;
		ty_xml_place(r->xml, &sides[i]->line, &sides[i]->column);
	}
	r->place = RULE;
}

static void start_pattern(struct reader *r, const struct ty_xml_tag *tag,
			  struct side *side)
{
	if (side->given)
		ty_xml_fail(r->xml, TY_ESYNTAX,
			    _("a rule has two elements '%s'"), tag->name);
	side->given = true;
	ty_xml_place(r->xml, &side->line, &side->column);
	r->side = side;
	r->place = PATTERN;
}

static void start_map(struct reader *r, const struct ty_xml_tag *tag)
{
	struct ty_srx_text pattern, name;
	struct ty_error err;

	r->skipping = 1;
	if (!needed(r, tag, "languagepattern", &r->value) ||
	    !needed(r, tag, "languagerulename", &r->before.text))
		return;
	pattern.s = r->value.p;
	name.s = r->before.text.p;
	ty_xml_place(r->xml, &pattern.line, &pattern.column);
	name.line = pattern.line;
	name.column = pattern.column;
	pass_on(r, ty_srx_add_map(r->srx, &pattern, &name, &err), &err);
	r->maps = true;
}

/* The rule is complete.  Okapi marks expressions that its own codes are not to
 * be put into; here there are none. */
static void end_rule(struct reader *r)
{
	static const char mark[] = "[noauto]";
	const size_t n = sizeof(mark) - 1;
	struct side *b = &r->before, *a = &r->after;
	struct ty_error err;

	if (b->text.len >= n && !strcmp(b->text.p + b->text.len - n, mark)) {
		b->text.len -= n;
		b->text.p[b->text.len] = '\0';
	}
	pass_on(r, ty_srx_add_rule(r->srx, r->breaks,
		&(struct ty_srx_text){ b->text.p, b->line, b->column },
		&(struct ty_srx_text){ a->text.p, a->line, a->column }, &err),
		&err);
}

/* -------------------------------------------------------------- events -- */

static void on_start(void *user, const struct ty_xml_tag *tag)
{
	struct reader *r = user;
	const char *name = tag->name;

	if (r->skipping)
		r->skipping++;
	else if (r->place == OUTSIDE)
		start_root(r, tag);
	else if (strcmp(tag->uri, r->root.p))
		r->skipping = 1;
	else if (r->place == ROOT && !strcmp(name, "header"))
		start_header(r, tag);
	else if (r->place == ROOT && !strcmp(name, "body"))
		r->place = BODY;
	else if (r->place == BODY && !strcmp(name, "languagerules"))
		r->place = LANGUAGES;
	else if (r->place == BODY && !strcmp(name, "maprules"))
		r->place = MAPS;
	else if (r->place == LANGUAGES && !strcmp(name, "languagerule"))
		start_language(r, tag);
	else if (r->place == LANGUAGE && !strcmp(name, "rule"))
		start_rule(r, tag);
	else if (r->place == RULE && !strcmp(name, "beforebreak"))
		start_pattern(r, tag, &r->before);
	else if (r->place == RULE && !strcmp(name, "afterbreak"))
		start_pattern(r, tag, &r->after);
	else if (r->place == MAPS && !strcmp(name, "maprule"))
		r->groups++;
	else if (r->place == MAPS && !strcmp(name, "languagemap"))
		start_map(r, tag);
	else
		r->skipping = 1;
}

static void on_end(void *user)
{
	static const enum place parents[] = {
		[ROOT] = OUTSIDE, [BODY] = ROOT, [LANGUAGES] = BODY,
		[LANGUAGE] = LANGUAGES, [RULE] = LANGUAGE, [PATTERN] = RULE,
		[MAPS] = BODY,
	};
	struct reader *r = user;

	if (r->skipping) {
		r->skipping--;
		return;
	}
	if (r->place == MAPS && r->groups) {
		r->groups--;
		return;
	}
	if (r->place == RULE)
		end_rule(r);
	r->place = parents[r->place];
}

static void on_text(void *user, const char *s, size_t len)
{
	struct reader *r = user;

	if (r->skipping || r->place != PATTERN)
		return;
	if (r->side->text.len + len > TY_SRX_PATTERN)
		ty_xml_fail(r->xml, TY_ELIMIT,
			    _("a regular expression of more than %d bytes"),
			    TY_SRX_PATTERN);
	else
		ty_buf_add(&r->side->text, s, len);
}

/* -------------------------------------------------------------- reader -- */

static enum ty_status read_all(struct reader *r, const char *name,
			       struct ty_error *err)
{
	enum ty_status st;

	do {
		st = ty_xml_pump(r->xml, err);
	} while (st == TY_OK);
	if (st != TY_END)
		return st;
	if (!r->maps)
		return ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				  _("no language map, so no language would use the rules"));
	return ty_srx_seal(r->srx, err);
}

enum ty_status ty_srx_parse(struct ty_srx **out, const char *text, size_t len,
			    const char *name, struct ty_error *err)
{
	static const char *const stops[] = { "rule", "languagemap", NULL };
	static const struct ty_xml_handler handler = {
		.stops = stops, .start = on_start, .end = on_end,
		.text = on_text,
	};
	struct reader r = { .place = OUTSIDE };
	enum ty_status st;
	FILE *in;

	*out = NULL;
	if (len == 0)
		return ty_fail_at(err, TY_ESYNTAX, name, 0, 0,
				  _("the file is empty"));
	in = fmemopen((void *)text, len, "rb");
	if (!in)
		return ty_fail_errno(err, name, errno);
	ty_buf_init(&r.root);
	ty_buf_init(&r.value);
	ty_buf_init(&r.before.text);
	ty_buf_init(&r.after.text);
	r.srx = ty_srx_new(name);
	st = ty_xml_open(&r.xml, in, name, &handler, &r, err);
	if (st == TY_OK) {
		st = read_all(&r, name, err);
		ty_xml_close(r.xml);
	}
	fclose(in);
	ty_buf_release(&r.root);
	ty_buf_release(&r.value);
	ty_buf_release(&r.before.text);
	ty_buf_release(&r.after.text);
	if (st == TY_OK)
		*out = r.srx;
	else
		ty_srx_free(r.srx);
	return st;
}

enum ty_status ty_srx_read(struct ty_srx **out, const char *path,
			   struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;

	*out = NULL;
	st = ty_read_file(&text, path, TY_MAX_SRX, err);
	if (st == TY_OK)
		st = ty_srx_parse(out, text.p, text.len, path, err);
	ty_buf_release(&text);
	return st;
}
