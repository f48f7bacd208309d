/*
 * TMX 1.4b, written: valid against its DTD, and the same bytes again for what
 * was read from them (tmx.c says how notes carry what units have no field for).
 */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/escape.h"
#include "format/formats.h"
#include "format/tmx.h"

/* -------------------------------------------------------------- notes -- */

/* A line of a unit's note, taken apart. */
struct line {
	const char	*lang, *type, *value, *end;
	size_t		 lang_len, type_len;	/* 0: none */
};

/* Read `[TYPE] VALUE` or `[LANG/TYPE] VALUE`; otherwise the value is all. */
static struct line read_line(const char *s)
{
	struct line line = { .value = s, .end = s + strcspn(s, "\n") };
	const char *close, *slash;

	if (*s != '[' || !(close = memchr(s, ']', (size_t)(line.end - s))) ||
	    close == s + 1 || close + 1 == line.end || close[1] != ' ')
		return line;
	line.type = s + 1;
	slash = memchr(line.type, '/', (size_t)(close - line.type));
	if (slash && slash > line.type && slash + 1 < close) {
		line.lang = line.type;
		line.lang_len = (size_t)(slash - line.lang);
		line.type = slash + 1;
	}
	line.type_len = (size_t)(close - line.type);
	line.value = close + 2;
	return line;
}

static bool is(const char *s, size_t len, const char *word)
{
	return len == strlen(word) && !memcmp(s, word, len);
}

/* True if the line speaks of one of the unit's languages only. */
static bool of_variant(const struct line *line, const struct ty_unit *unit)
{
	size_t i;

	for (i = 0; line->lang_len && i < unit->nvariants; i++)
		if (is(line->lang, line->lang_len, unit->variants[i].lang))
			return true;
	return false;
}

static void put_prop(struct ty_buf *out, const char *type, size_t type_len,
		     const char *value, size_t len)
{
	struct ty_buf name = TY_BUF_INIT;

	ty_buf_add(&name, type, type_len);
	ty_buf_adds(out, "<prop");
	ty_escape_pair(out, "type", name.p);
	ty_buf_addc(out, '>');
	ty_escape_text(out, value, len);
	ty_buf_adds(out, "</prop>\n");
	ty_buf_release(&name);
}

static void put_word(struct ty_buf *out, const char *type, const char *word)
{
	put_prop(out, type, strlen(type), word, strlen(word));
}

static void put_note(struct ty_buf *out, const char *value, size_t len)
{
	ty_buf_adds(out, "<note>");
	ty_escape_text(out, value, len);
	ty_buf_adds(out, "</note>\n");
}

/* The lines of the note that belong to the unit itself; plain lines are one
 * <note>, up to the next prop. */
static void put_unit_notes(struct ty_buf *out, const struct ty_unit *unit)
{
	const char *s = unit->note ? unit->note : "";
	struct ty_buf plain = TY_BUF_INIT;
	bool any = false;
	struct line line;

	for (; *s; s = *line.end ? line.end + 1 : line.end) {
		line = read_line(s);
		if (!line.type_len) {
			if (any)
				ty_buf_addc(&plain, '\n');
			ty_buf_add(&plain, s, (size_t)(line.end - s));
			any = true;
			continue;
		}
		if (of_variant(&line, unit) ||
		    is(line.type, line.type_len, "tuid"))
			continue;
		if (any)
			put_note(out, plain.p, plain.len);
		any = false;
		ty_buf_clear(&plain);
		/* A language the unit lacks stays part of the type. */
		if (line.lang_len)
			line.type_len += line.lang_len + 1;
		put_prop(out, line.lang ? line.lang : line.type, line.type_len,
			 line.value, (size_t)(line.end - line.value));
	}
	if (any)
		put_note(out, plain.p, plain.len);
	ty_buf_release(&plain);
}

/* The lines that belong to variant `v`, or rather to its language: the first
 * variant of a language has them. */
static void put_variant_notes(struct ty_buf *out, const struct ty_unit *unit,
			      size_t v)
{
	const char *s = unit->note ? unit->note : "";
	const char *lang = unit->variants[v].lang;
	struct line line;

	while (v > 0)
		if (!strcmp(unit->variants[--v].lang, lang))
			return;
	for (; *s; s = *line.end ? line.end + 1 : line.end) {
		size_t len;

		line = read_line(s);
		len = (size_t)(line.end - line.value);
		if (!line.lang_len || !is(line.lang, line.lang_len, lang))
			continue;
		if (is(line.type, line.type_len, "note"))
			put_note(out, line.value, len);
		else
			put_prop(out, line.type, line.type_len, line.value,
				 len);
	}
}

static void put_tuid(struct ty_buf *out, const char *note)
{
	struct ty_buf value = TY_BUF_INIT;
	struct line line;

	for (; note && *note; note = *line.end ? line.end + 1 : line.end) {
		line = read_line(note);
		if (line.lang_len || !is(line.type, line.type_len, "tuid"))
			continue;
		ty_buf_add(&value, line.value, (size_t)(line.end - line.value));
		ty_escape_pair(out, "tuid", value.p);
		break;
	}
	ty_buf_release(&value);
}

/* -------------------------------------------------------------- units -- */

static void put_date(struct ty_buf *out, const char *name, const char *iso)
{
	struct ty_buf date = TY_BUF_INIT;

	if (iso && *iso)
		ty_tmx_write_date(&date, iso);
	if (date.len)
		ty_escape_pair(out, name, date.p);
	ty_buf_release(&date);
}

static void put_who(struct ty_buf *out, const char *name, const char *who)
{
	if (who && *who)
		ty_escape_pair(out, name, who);
}

/* What a unit read from anybody's file is not, unless it says so. */
static void put_own(struct ty_buf *out, const struct ty_unit *unit)
{
	struct ty_buf score = TY_BUF_INIT;

	if (unit->kind != TY_IMPORTED)
		put_word(out, TY_TMX_KIND, ty_unit_kind_word(unit->kind));
	if (unit->status != TY_TRANSLATED)
		put_word(out, TY_TMX_STATUS,
			 ty_unit_status_word(unit->status));
	ty_tmx_write_score(&score, unit->score);
	if (strcmp(score.p, "1.0000"))
		put_word(out, TY_TMX_SCORE, score.p);
	ty_buf_release(&score);
}

/* What the unit's story was, unless its note has brought that from another
 * memory.  Files it was imported from are not worth telling. */
static void put_origin(struct ty_buf *out, const char *note,
		       const struct ty_origin *origin)
{
	static const char headline[] = "x-taiyaku-headline";
	static const char path[] = "x-taiyaku-path";

	if (!origin || origin->version < 1)
		return;
	if (origin->headline[0] && !(note && strstr(note, headline)))
		put_word(out, headline, origin->headline);
	if (origin->path[0] && !(note && strstr(note, path)))
		put_word(out, path, origin->path);
}

static enum ty_status put_unit(struct ty_buf *out, const struct ty_unit *unit,
			       const struct ty_origin *origin,
			       struct ty_error *err)
{
	size_t i;

	ty_buf_adds(out, "<tu");
	put_tuid(out, unit->note);
	put_date(out, "creationdate", unit->created);
	put_who(out, "creationid", unit->creator);
	put_date(out, "changedate", unit->changed);
	put_who(out, "changeid", unit->changer);
	ty_buf_adds(out, ">\n");
	put_own(out, unit);
	put_origin(out, unit->note, origin);
	put_unit_notes(out, unit);
	for (i = 0; i < unit->nvariants; i++) {
		const struct ty_variant *v = &unit->variants[i];

		ty_buf_adds(out, "<tuv");
		ty_escape_pair(out, "xml:lang", v->lang);
		ty_buf_addc(out, '>');
		put_variant_notes(out, unit, i);
		ty_buf_adds(out, "<seg>");
		if (!v->codes || !v->codes[0])
			ty_escape_text(out, v->text, strlen(v->text));
		else if (!ty_tmx_put_segment(out, v->text, v->codes))
			return ty_fail(err, TY_EINVAL,
				       _("the inline codes of unit %lld are damaged"),
				       (long long)unit->id);
		ty_buf_adds(out, "</seg></tuv>\n");
	}
	ty_buf_adds(out, "</tu>\n");
	return TY_OK;
}

/* -------------------------------------------------------------- files -- */

static void put_head(struct ty_buf *out, const char *source)
{
	ty_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
		    "<tmx version=\"1.4\">\n"
		    "<header creationtool=\"Taiyaku\"");
	ty_escape_pair(out, "creationtoolversion", ty_version());
	ty_buf_adds(out, " segtype=\"sentence\" o-tmf=\"taiyaku\""
		    " adminlang=\"en\"");
	ty_escape_pair(out, "srclang", source ? source : "*all*");
	ty_buf_adds(out, " datatype=\"plaintext\"/>\n<body>\n");
}

static const char tail[] = "</body>\n</tmx>\n";

enum ty_status ty_tmx_begin(struct ty_writer *writer, struct ty_error *err)
{
	struct ty_buf *buf = &writer->buf;

	(void)err;
	put_head(buf, writer->options.source);
	fwrite(buf->p, 1, buf->len, writer->out.f);
	return TY_OK;
}

enum ty_status ty_tmx_put(struct ty_writer *writer, const struct ty_unit *unit,
			  const struct ty_origin *origin, struct ty_error *err)
{
	struct ty_buf *buf = &writer->buf;
	enum ty_status st;

	/* The DTD wants a variant, and a unit without one says nothing. */
	if (!unit->nvariants)
		return TY_OK;
	ty_buf_clear(buf);
	if ((st = put_unit(buf, unit, origin, err)) == TY_OK)
		fwrite(buf->p, 1, buf->len, writer->out.f);
	return st;
}

enum ty_status ty_tmx_end(struct ty_writer *writer, struct ty_error *err)
{
	(void)err;
	fputs(tail, writer->out.f);
	return TY_OK;
}

enum ty_status ty_tmx_draft(FILE *f, const struct ty_draft *draft,
			    struct ty_error *err)
{
	struct ty_buf buf = TY_BUF_INIT;
	enum ty_status st = TY_OK;
	size_t i;

	put_head(&buf, draft->source);
	for (i = 0; st == TY_OK && i < draft->story->nsegments; i++) {
		const struct ty_draft_segment *d = &draft->segments[i];
		const struct ty_variant sides[] = {
			{ .lang = draft->source, .text = d->segment->text },
			{ .lang = draft->target, .text = d->target },
		};
		const struct ty_unit unit = {
			.kind = TY_IMPORTED, .score = 1,
			.status = d->band > TY_BAND_100 ? TY_DRAFT :
				  TY_TRANSLATED,
			.variants = sides, .nvariants = 2,
		};

		if (d->target[0])
			st = put_unit(&buf, &unit, NULL, err);
	}
	ty_buf_adds(&buf, tail);
	if (st == TY_OK)
		fwrite(buf.p, 1, buf.len, f);
	ty_buf_release(&buf);
	return st;
}
