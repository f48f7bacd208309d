/*
 * TMX 1.4b, read: its elements, and where in a unit each of them goes.
 *
 * Source: TMX 1.4b Specification, LISA OSCAR, 2005; 1.1 to 1.3 differ in what
 * they lack and in `lang` for `xml:lang`.
 *
 * A unit has one note.  What else TMX can say about a unit is kept there, a
 * line each, and written back by tmx_write.c: `[TYPE] VALUE` for a <prop>,
 * `[tuid] ID`, and `[LANG/TYPE] VALUE`, `[LANG/note] TEXT` for those of a
 * variant.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/words.h"
#include "format/formats.h"
#include "format/inline.h"
#include "format/langs.h"
#include "format/tmx.h"
#include "format/unit_buf.h"
#include "format/xml.h"
#include "text/norm.h"

/* The element whose children are awaited. */
enum place { OUTSIDE, ROOT, BODY, TU, TUV, SEG, NOTE };

struct tmx {
	struct ty_reader	*reader;
	struct ty_xml		*xml;
	struct ty_langs		 langs;
	struct ty_unit_buf	 unit;
	struct ty_inline	*seg;
	struct ty_unit_side	*side;	/* NULL: its text has been read */
	struct ty_buf		 version, root, scratch;
	struct ty_buf		 lang;	/* of the variant; "" unit's own */
	struct ty_buf		 type;	/* of the prop; "" a note */
	struct ty_buf		 value;	/* its content */
	enum place		 place, outer;	/* outer: of a note */
	int			 skipping;	/* depth in what is ignored */
	bool			 said[4];	/* see set_history() */
	bool			 complete;
};

static const struct ty_inline_kind kinds[] = {
	{ "bpt", "bpt", "i", "x", TY_INLINE_DATA },
	{ "ept", "ept", "i", NULL, TY_INLINE_DATA },
	{ "it", "it", NULL, "x", TY_INLINE_DATA },
	{ "ph", "ph", NULL, "x", TY_INLINE_DATA },
	{ "hi", "hi", NULL, "x", TY_INLINE_HIGHLIGHT },
	{ "ut", "ut", NULL, "x", TY_INLINE_DATA },
	{ "sub", "sub", NULL, NULL, TY_INLINE_DATA },
};

/* ------------------------------------------------------------ metadata -- */

/* Who and when.  A variant's words fill what the unit leaves open; the last
 * variant's count, for a translation is changed after its source. */
static void set_history(struct tmx *t, const struct ty_xml_tag *tag,
			bool of_variant)
{
	struct {
		const char *name;
		struct ty_buf *to;
		bool date;
	} fields[] = {
		{ "creationdate", &t->unit.created, true },
		{ "changedate", &t->unit.changed, true },
		{ "creationid", &t->unit.creator, false },
		{ "changeid", &t->unit.changer, false },
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (of_variant && t->said[i])
			continue;
		if (!ty_xml_attr(&t->scratch, tag, fields[i].name))
			continue;
		ty_buf_clear(fields[i].to);
		if (fields[i].date)
			ty_tmx_read_date(fields[i].to, t->scratch.p);
		else
			ty_buf_adds(fields[i].to, t->scratch.p);
		t->said[i] = !of_variant;
	}
}

/* Our own props; false if `type` is none of them. */
static bool set_own(struct ty_unit *unit, const char *type, const char *value)
{
	if (!strcmp(type, TY_TMX_KIND))
		ty_unit_kind_parse(&unit->kind, value);
	else if (!strcmp(type, TY_TMX_STATUS))
		ty_unit_status_parse(&unit->status, value);
	else if (!strcmp(type, TY_TMX_SCORE))
		ty_tmx_read_score(&unit->score, value);
	else
		return false;
	return true;
}

/* Keep what was collected in t->value as a line, or lines, of the note. */
static void keep_note(struct tmx *t)
{
	struct ty_buf *line = &t->scratch;
	bool of_variant = t->lang.len > 0, prop = t->type.len > 0;

	ty_buf_clear(line);
	if (prop || of_variant)
		ty_buf_addf(line, "[%s%s%s] ", t->lang.p,
			    of_variant ? "/" : "", prop ? t->type.p : "note");
	if (line->len)
		ty_squeeze(line, t->value.p, t->value.len);
	else
		ty_nfc(line, t->value.p, t->value.len);
	if (!prop || of_variant ||
	    !set_own(&t->unit.unit, t->type.p, t->value.p))
		ty_unit_buf_note(&t->unit, line->p, line->len);
	ty_buf_clear(&t->value);
}

/* -------------------------------------------------------------- events -- */

static void start_root(struct tmx *t, const struct ty_xml_tag *tag)
{
	if (strcmp(tag->name, "tmx")) {
		ty_xml_fail(t->xml, TY_ESYNTAX,
			    _("not a TMX file: its first element is '%s'"),
			    tag->name);
		return;
	}
	ty_xml_attr(&t->version, tag, "version");
	if (t->version.len && t->version.p[0] != '1')
		ty_xml_fail(t->xml, TY_ESYNTAX,
			    _("TMX %s cannot be read, only 1.1 to 1.4"),
			    t->version.p);
	ty_buf_adds(&t->root, tag->uri);
	t->place = ROOT;
}

static void start_tu(struct tmx *t, const struct ty_xml_tag *tag)
{
	ty_unit_buf_clear(&t->unit, TY_IMPORTED);
	ty_buf_clear(&t->lang);
	t->reader->line = ty_xml_line(t->xml);
	memset(t->said, 0, sizeof(t->said));
	set_history(t, tag, false);
	if (ty_xml_attr(&t->value, tag, "tuid") && t->value.len) {
		ty_buf_clear(&t->type);
		ty_buf_adds(&t->type, "tuid");
		keep_note(t);
	}
	t->place = TU;
}

static void start_tuv(struct tmx *t, const struct ty_xml_tag *tag)
{
	const char *lang = "";

	if (ty_xml_attr(&t->lang, tag, "xml:lang") ||
	    ty_xml_attr(&t->lang, tag, "lang"))
		lang = ty_langs_find(&t->langs, t->lang.p,
				     t->reader->options.monitor,
				     t->reader->path, ty_xml_line(t->xml));
	else
		ty_note(t->reader->options.monitor, TY_ESYNTAX,
			t->reader->path, ty_xml_line(t->xml), 0,
			_("a text without a language is left out"));
	ty_buf_clear(&t->lang);
	if (!lang[0]) {
		t->skipping = 1;
		return;
	}
	ty_buf_adds(&t->lang, lang);
	t->side = ty_unit_buf_side(&t->unit, lang);
	set_history(t, tag, true);
	t->place = TUV;
}

/* A <note> or <prop>. */
static void start_note(struct tmx *t, const struct ty_xml_tag *tag)
{
	char *p;

	ty_buf_clear(&t->type);
	if (!strcmp(tag->name, "prop")) {
		ty_xml_attr(&t->type, tag, "type");
		if (!t->type.len)
			ty_buf_adds(&t->type, "x-untyped");
		/* The type ends at a bracket in the note's line. */
		for (p = t->type.p; *p; p++)
			if (*p == ']' || *p == '\n' || *p == '\r')
				*p = '_';
	}
	ty_buf_clear(&t->value);
	t->outer = t->place;
	t->place = NOTE;
}

static void start_seg(struct tmx *t)
{
	if (!t->side) {
		t->skipping = 1;
		return;
	}
	ty_inline_reset(t->seg);
	t->place = SEG;
}

/* An element inside a segment: one this reader does not know leaves only its
 * content. */
static void start_inline(struct tmx *t, const struct ty_xml_tag *tag)
{
	const struct ty_inline_kind *kind = NULL;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !kind; i++)
		if (!strcmp(tag->name, kinds[i].element) &&
		    !strcmp(tag->uri, t->root.p))
			kind = &kinds[i];
	ty_inline_start(t->seg, kind, tag);
}

/* What `name` is where the parser stands; OUTSIDE: nothing to read. */
static enum place place_of(const struct tmx *t, const char *name)
{
	static const struct {
		enum place in;
		const char *name;
		enum place to;
	} known[] = {
		{ ROOT, "body", BODY }, { BODY, "tu", TU }, { TU, "tuv", TUV },
		{ TUV, "seg", SEG }, { TU, "note", NOTE }, { TU, "prop", NOTE },
		{ TUV, "note", NOTE }, { TUV, "prop", NOTE },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].in == t->place && !strcmp(known[i].name, name))
			return known[i].to;
	return OUTSIDE;
}

/* Refuse what is larger than anything a person would translate. */
static void check_sizes(struct tmx *t)
{
	if (ty_inline_size(t->seg) > TY_MAX_SEGMENT)
		ty_xml_fail(t->xml, TY_ELIMIT,
			    _("a segment of more than 1 MB"));
	if (t->value.len + t->unit.note.len > TY_MAX_SEGMENT)
		ty_xml_fail(t->xml, TY_ELIMIT, _("notes of more than 1 MB"));
	if (t->unit.nsides > TY_MAX_SIDES)
		ty_xml_fail(t->xml, TY_ELIMIT,
			    _("a unit of more than %d texts"), TY_MAX_SIDES);
	if (t->unit.size > TY_MAX_UNIT)
		ty_xml_fail(t->xml, TY_ELIMIT, _("a unit of more than 16 MB"));
}

static void on_start(void *user, const struct ty_xml_tag *tag)
{
	struct tmx *t = user;
	enum place to;

	if (t->skipping) {
		t->skipping++;
		return;
	}
	if (t->place == OUTSIDE) {
		start_root(t, tag);
		return;
	}
	if (t->place == SEG) {
		start_inline(t, tag);
		check_sizes(t);
		return;
	}
	to = strcmp(tag->uri, t->root.p) ? OUTSIDE : place_of(t, tag->name);
	if (to == OUTSIDE)
		t->skipping = 1;
	else if (to == TU)
		start_tu(t, tag);
	else if (to == TUV)
		start_tuv(t, tag);
	else if (to == SEG)
		start_seg(t);
	else if (to == NOTE)
		start_note(t, tag);
	else
		t->place = to;
}

static void end_seg(struct tmx *t)
{
	ty_inline_finish(t->seg, &t->side->text, &t->side->codes);
	ty_unit_buf_keep(&t->unit);
	t->side = NULL;		/* a second <seg> is not read */
	t->place = TUV;
}

static void on_end(void *user)
{
	struct tmx *t = user;

	if (t->skipping) {
		t->skipping--;
		return;
	}
	switch (t->place) {
	case SEG:
		if (ty_inline_depth(t->seg))
			ty_inline_end(t->seg);
		else
			end_seg(t);
		break;
	case NOTE:
		keep_note(t);
		t->place = t->outer;
		break;
	case TUV:
		ty_buf_clear(&t->lang);
		t->place = TU;
		break;
	case TU:
		t->complete = true;
		t->place = BODY;
		break;
	case BODY:
		t->place = ROOT;
		break;
	case ROOT:
	case OUTSIDE:
		break;
	}
	check_sizes(t);
}

static void on_text(void *user, const char *s, size_t len)
{
	struct tmx *t = user;

	if (t->skipping)
		return;
	if (t->place == SEG)
		ty_inline_text(t->seg, s, len);
	else if (t->place == NOTE)
		ty_buf_add(&t->value, s, len);
	check_sizes(t);
}

/* -------------------------------------------------------------- reader -- */

static void close_tmx(struct ty_reader *reader)
{
	struct tmx *t = reader->state;

	ty_xml_close(t->xml);
	ty_langs_release(&t->langs);
	ty_unit_buf_release(&t->unit);
	ty_inline_free(t->seg);
	ty_buf_release(&t->version);
	ty_buf_release(&t->root);
	ty_buf_release(&t->scratch);
	ty_buf_release(&t->lang);
	ty_buf_release(&t->type);
	ty_buf_release(&t->value);
	free(t);
}

static enum ty_status open_tmx(struct ty_reader *reader, struct ty_error *err)
{
	static const char *const stops[] = { "tu", NULL };
	static const struct ty_xml_handler handler = {
		.stops = stops, .start = on_start, .end = on_end,
		.text = on_text,
	};
	struct tmx *t = ty_alloc(1, sizeof(*t));
	enum ty_status st;

	reader->state = t;
	t->reader = reader;
	ty_unit_buf_init(&t->unit);
	t->seg = ty_inline_new();
	ty_buf_init(&t->version);
	ty_buf_init(&t->root);
	ty_buf_init(&t->scratch);
	ty_buf_init(&t->lang);
	ty_buf_init(&t->type);
	ty_buf_init(&t->value);
	st = ty_xml_open(&t->xml, reader->in, reader->path, &handler, t, err);
	if (st == TY_OK)
		reader->encoding = ty_xml_encoding(t->xml);
	else
		close_tmx(reader);
	return st;
}

static enum ty_status next_tmx(struct ty_reader *reader, struct ty_unit *unit,
			       struct ty_error *err)
{
	struct tmx *t = reader->state;
	enum ty_status st = TY_OK;

	t->complete = false;
	while (!t->complete && st == TY_OK)
		st = ty_xml_pump(t->xml, err);
	reader->version = t->version.p;
	if (st == TY_OK)
		ty_unit_buf_give(&t->unit, unit);
	return st;
}

static bool sniff(const char *head, size_t len)
{
	return ty_sniff_root(head, len, "tmx");
}

const struct ty_format ty_format_tmx = {
	.name = "tmx",
	.extensions = "tmx",
	.title = N_("TMX 1.4b, translation memory exchange"),
	.open = open_tmx, .next = next_tmx, .close = close_tmx,
	.begin = ty_tmx_begin, .put = ty_tmx_put, .end = ty_tmx_end,
	.draft = ty_tmx_draft,
	.sniff = sniff,
};
