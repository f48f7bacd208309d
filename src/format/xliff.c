/*
 * XLIFF 1.2, read: which of its elements are translations, and how finished.
 *
 * Source: XLIFF Version 1.2, OASIS Standard, 2008.  1.0 and 1.1 have the same
 * elements, as far as they are read here.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/formats.h"
#include "format/inline.h"
#include "format/langs.h"
#include "format/unit_buf.h"
#include "format/xml.h"
#include "text/norm.h"

/* The element whose children are awaited. */
enum place { OUTSIDE, ROOT, FILE_, BODY, UNIT, TEXT, NOTE };

struct xliff {
	struct ty_reader	*reader;
	struct ty_xml		*xml;
	struct ty_langs		 langs;
	struct ty_unit_buf	 unit;
	struct ty_inline	*text;
	struct ty_buf		 version, root, scratch, note;
	char			 source[TY_LANG_MAX], target[TY_LANG_MAX];
	struct ty_unit_side	*side;		/* being read */
	enum place		 place;
	int			 groups;	/* open in the body */
	int			 skipping;	/* depth in what is ignored */
	bool			 approved, complete;
};

/* Codes are told apart as in TMX.  A pair is matched by `rid` where it can
 * have one; elements of their own keep `id` for the other language's text. */
static const struct ty_inline_kind kinds[] = {
	{ "g", "bpt", "id", NULL, TY_INLINE_PAIR },
	{ "x", "ph", NULL, "id", TY_INLINE_DATA },
	{ "bx", "bpt", "rid", "id", TY_INLINE_DATA },
	{ "ex", "ept", "rid", "id", TY_INLINE_DATA },
	{ "bpt", "bpt", "rid", "id", TY_INLINE_DATA },
	{ "ept", "ept", "rid", "id", TY_INLINE_DATA },
	{ "it", "it", NULL, "id", TY_INLINE_DATA },
	{ "ph", "ph", NULL, "id", TY_INLINE_DATA },
	{ "sub", "sub", NULL, NULL, TY_INLINE_DATA },
	{ "mrk", "hi", NULL, "mid", TY_INLINE_HIGHLIGHT },
};

/* The same, where there is no `rid`: then `id` does both. */
static const struct ty_inline_kind alone[] = {
	{ "bx", "bpt", "id", NULL, TY_INLINE_DATA },
	{ "ex", "ept", "id", NULL, TY_INLINE_DATA },
	{ "bpt", "bpt", "id", NULL, TY_INLINE_DATA },
	{ "ept", "ept", "id", NULL, TY_INLINE_DATA },
};

/* ------------------------------------------------------------ elements -- */

static void start_root(struct xliff *x, const struct ty_xml_tag *tag)
{
	if (strcmp(tag->name, "xliff")) {
		ty_xml_fail(x->xml, TY_ESYNTAX,
			    _("not an XLIFF file: its first element is '%s'"),
			    tag->name);
		return;
	}
	ty_xml_attr(&x->version, tag, "version");
	if (x->version.len && strncmp(x->version.p, "1.", 2))
		ty_xml_fail(x->xml, TY_ESYNTAX,
			    _("XLIFF %s is not supported yet, only 1.0 to 1.2"),
			    x->version.p);
	ty_buf_adds(&x->root, tag->uri);
	x->place = ROOT;
}

/* The language that attribute `name` names, "" if none or unknown. */
static void set_lang(struct xliff *x, char lang[TY_LANG_MAX],
		     const struct ty_xml_tag *tag, const char *name)
{
	if (!ty_xml_attr(&x->scratch, tag, name) || !x->scratch.len)
		return;
	strcpy(lang, ty_langs_find(&x->langs, x->scratch.p,
				   x->reader->options.monitor,
				   x->reader->path, ty_xml_line(x->xml)));
}

static void start_file(struct xliff *x, const struct ty_xml_tag *tag)
{
	x->source[0] = x->target[0] = '\0';
	set_lang(x, x->source, tag, "source-language");
	set_lang(x, x->target, tag, "target-language");
	x->place = FILE_;
}

static bool attribute_is(struct xliff *x, const struct ty_xml_tag *tag,
			 const char *name, const char *value)
{
	return ty_xml_attr(&x->scratch, tag, name) &&
	       !strcmp(x->scratch.p, value);
}

static void start_unit(struct xliff *x, const struct ty_xml_tag *tag)
{
	if (attribute_is(x, tag, "translate", "no")) {
		x->skipping = 1;
		return;
	}
	ty_unit_buf_clear(&x->unit, TY_HUMAN);
	x->reader->line = ty_xml_line(x->xml);
	x->approved = attribute_is(x, tag, "approved", "yes");
	x->place = UNIT;
}

/* What a <target> says of how it was made and how finished it is. */
static void set_status(struct xliff *x, const struct ty_xml_tag *tag)
{
	static const struct {
		const char *state;
		enum ty_unit_status status;
	} states[] = {
		{ "final", TY_REVIEWED }, { "signed-off", TY_REVIEWED },
		{ "translated", TY_TRANSLATED }, { "new", TY_DRAFT },
		{ "needs-adaptation", TY_DRAFT }, { "needs-l10n", TY_DRAFT },
		{ "needs-review-adaptation", TY_DRAFT },
		{ "needs-review-l10n", TY_DRAFT },
		{ "needs-review-translation", TY_DRAFT },
		{ "needs-translation", TY_DRAFT },
	};
	struct ty_unit *unit = &x->unit.unit;
	size_t i;

	ty_xml_attr(&x->scratch, tag, "state");
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (!strcmp(x->scratch.p, states[i].state))
			unit->status = states[i].status;
	if (x->approved)
		unit->status = TY_REVIEWED;
	if (attribute_is(x, tag, "state-qualifier", "mt-suggestion") ||
	    attribute_is(x, tag, "state-qualifier", "leveraged-mt"))
		unit->kind = TY_MACHINE;
}

/* A <source> or <target>. */
static void start_text(struct xliff *x, const struct ty_xml_tag *tag)
{
	bool target = !strcmp(tag->name, "target");
	char lang[TY_LANG_MAX];

	strcpy(lang, target ? x->target : x->source);
	set_lang(x, lang, tag, "xml:lang");
	if (!lang[0]) {
		x->skipping = 1;
		return;
	}
	if (target)
		set_status(x, tag);
	x->side = ty_unit_buf_side(&x->unit, lang);
	ty_inline_reset(x->text);
	x->place = TEXT;
}

static const struct ty_inline_kind *find(const struct ty_inline_kind *table,
					 size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(table[i].element, name))
			return &table[i];
	return NULL;
}

/* An element inside a text.  Marks of segments (<mrk mtype="seg">) cut what is
 * one unit here; of them, as of elements unknown, only the content counts. */
static void start_inline(struct xliff *x, const struct ty_xml_tag *tag)
{
	const struct ty_inline_kind *kind = NULL;

	if (!strcmp(tag->uri, x->root.p) &&
	    !attribute_is(x, tag, "mtype", "seg")) {
		if (!ty_xml_attr(&x->scratch, tag, "rid"))
			kind = find(alone, sizeof(alone) / sizeof(alone[0]),
				    tag->name);
		if (!kind)
			kind = find(kinds, sizeof(kinds) / sizeof(kinds[0]),
				    tag->name);
	}
	ty_inline_start(x->text, kind, tag);
}

/* ------------------------------------------------------------- events -- */

static void start_in_body(struct xliff *x, const struct ty_xml_tag *tag)
{
	if (!strcmp(tag->name, "trans-unit"))
		start_unit(x, tag);
	else if (!strcmp(tag->name, "group") || !strcmp(tag->name, "bin-unit"))
		x->groups++;
	else
		x->skipping = 1;
}

static void start_in_unit(struct xliff *x, const struct ty_xml_tag *tag)
{
	if (!strcmp(tag->name, "source") || !strcmp(tag->name, "target")) {
		start_text(x, tag);
	} else if (!strcmp(tag->name, "note")) {
		ty_buf_clear(&x->note);
		x->place = NOTE;
	} else {
		x->skipping = 1;	/* alternatives are not translations */
	}
}

/* Refuse what is larger than anything a person would translate. */
static void check_sizes(struct xliff *x)
{
	if (ty_inline_size(x->text) > TY_MAX_SEGMENT)
		ty_xml_fail(x->xml, TY_ELIMIT,
			    _("a segment of more than 1 MB"));
	if (x->note.len + x->unit.note.len > TY_MAX_SEGMENT)
		ty_xml_fail(x->xml, TY_ELIMIT, _("notes of more than 1 MB"));
	if (x->unit.nsides > TY_MAX_SIDES)
		ty_xml_fail(x->xml, TY_ELIMIT,
			    _("a unit of more than %d texts"), TY_MAX_SIDES);
	if (x->unit.size > TY_MAX_UNIT)
		ty_xml_fail(x->xml, TY_ELIMIT, _("a unit of more than 16 MB"));
}

static void on_start(void *user, const struct ty_xml_tag *tag)
{
	struct xliff *x = user;

	if (x->skipping) {
		x->skipping++;
		return;
	}
	if (x->place == TEXT) {
		start_inline(x, tag);
		check_sizes(x);
		return;
	}
	if (x->place == OUTSIDE)
		start_root(x, tag);
	else if (strcmp(tag->uri, x->root.p))
		x->skipping = 1;
	else if (x->place == ROOT && !strcmp(tag->name, "file"))
		start_file(x, tag);
	else if (x->place == FILE_ && !strcmp(tag->name, "body"))
		x->place = BODY;
	else if (x->place == BODY)
		start_in_body(x, tag);
	else if (x->place == UNIT)
		start_in_unit(x, tag);
	else
		x->skipping = 1;
}

static void end_note(struct xliff *x)
{
	ty_buf_clear(&x->scratch);
	ty_squeeze(&x->scratch, x->note.p, x->note.len);
	ty_unit_buf_note(&x->unit, x->scratch.p, x->scratch.len);
	ty_buf_clear(&x->note);
	x->place = UNIT;
}

static void end_text(struct xliff *x)
{
	ty_inline_finish(x->text, &x->side->text, &x->side->codes);
	ty_unit_buf_keep(&x->unit);
	x->place = UNIT;
}

static void on_end(void *user)
{
	struct xliff *x = user;

	if (x->skipping) {
		x->skipping--;
		return;
	}
	switch (x->place) {
	case TEXT:
		if (ty_inline_depth(x->text))
			ty_inline_end(x->text);
		else
			end_text(x);
		break;
	case NOTE:
		end_note(x);
		break;
	case UNIT:
		x->complete = true;
		x->place = BODY;
		break;
	case BODY:
		if (x->groups)
			x->groups--;
		else
			x->place = FILE_;
		break;
	case FILE_:
		x->place = ROOT;
		break;
	case ROOT:
	case OUTSIDE:
		break;
	}
	check_sizes(x);
}

static void on_text(void *user, const char *s, size_t len)
{
	struct xliff *x = user;

	if (x->skipping)
		return;
	if (x->place == TEXT)
		ty_inline_text(x->text, s, len);
	else if (x->place == NOTE)
		ty_buf_add(&x->note, s, len);
	check_sizes(x);
}

/* -------------------------------------------------------------- reader -- */

static void close_xliff(struct ty_reader *reader)
{
	struct xliff *x = reader->state;

	ty_xml_close(x->xml);
	ty_langs_release(&x->langs);
	ty_unit_buf_release(&x->unit);
	ty_inline_free(x->text);
	ty_buf_release(&x->version);
	ty_buf_release(&x->root);
	ty_buf_release(&x->scratch);
	ty_buf_release(&x->note);
	free(x);
}

static enum ty_status open_xliff(struct ty_reader *reader,
				 struct ty_error *err)
{
	static const char *const stops[] = { "trans-unit", NULL };
	static const struct ty_xml_handler handler = {
		.stops = stops, .start = on_start, .end = on_end,
		.text = on_text,
	};
	struct xliff *x = ty_alloc(1, sizeof(*x));
	enum ty_status st;

	reader->state = x;
	reader->in_order = true;
	x->reader = reader;
	ty_unit_buf_init(&x->unit);
	x->text = ty_inline_new();
	ty_buf_init(&x->version);
	ty_buf_init(&x->root);
	ty_buf_init(&x->scratch);
	ty_buf_init(&x->note);
	st = ty_xml_open(&x->xml, reader->in, reader->path, &handler, x, err);
	if (st == TY_OK)
		reader->encoding = ty_xml_encoding(x->xml);
	else
		close_xliff(reader);
	return st;
}

static enum ty_status next_xliff(struct ty_reader *reader,
				 struct ty_unit *unit, struct ty_error *err)
{
	struct xliff *x = reader->state;
	enum ty_status st = TY_OK;

	x->complete = false;
	while (!x->complete && st == TY_OK)
		st = ty_xml_pump(x->xml, err);
	reader->version = x->version.p;
	if (st == TY_OK)
		ty_unit_buf_give(&x->unit, unit);
	return st;
}

static bool sniff(const char *head, size_t len)
{
	return ty_sniff_root(head, len, "xliff");
}

const struct ty_format ty_format_xliff = {
	.name = "xliff",
	.extensions = "xlf xliff sdlxliff mxliff mqxliff",
	.title = N_("XLIFF 1.2, a draft for translation tools"),
	.open = open_xliff, .next = next_xliff, .close = close_xliff,
	.draft = ty_xliff_draft,
	.sniff = sniff,
};
