/* Which encoding a file is in: marks, declarations, and what the bytes say. */

#include <string.h>

#include <uchardet/uchardet.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/encoding.h"
#include "text/readable.h"
#include "text/utf8.h"

#define SAMPLE		((size_t)1 << 16)	/* bytes that tell */
#define ENOUGH		8	/* characters that show an encoding for sure */
#define LATIN_SURE	16	/* letters that tell one Latin set from others */
#define MAX_DOUBTS	1000	/* lines read again in other encodings */

/* A file being looked at. */
struct look {
	const char	*bytes;
	size_t		 length;
	struct ty_span	 sample;	/* from the first line that tells */
	struct ty_kanji	 kanji;
};

/* An encoding it might be in. */
struct guess {
	char			 name[TY_ENCODING_MAX];
	struct ty_readable	 text;		/* of the sample */
	size_t			 reach;		/* bytes that decode */
	bool			 whole;		/* all of the sample does */
};

/* ---------------------------------------------------------------- marks -- */

static const char *by_mark(const char *p, size_t len, size_t *skip)
{
	static const struct {
		const char	*bytes;
		size_t		 len;
		const char	*name;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, "UTF-8" },
		{ "\xFF\xFE\0\0", 4, "UTF-32LE" },
		{ "\0\0\xFE\xFF", 4, "UTF-32BE" },
		{ "\xFF\xFE", 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
	};
	size_t i;

	*skip = 0;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (len >= marks[i].len &&
		    !memcmp(p, marks[i].bytes, marks[i].len)) {
			*skip = marks[i].len;
			return marks[i].name;
		}
	return NULL;
}

/* Does ISO-2022-JP announce a character set somewhere? */
static bool has_escape(const char *p, size_t len)
{
	static const char *const sets[] = { "$@", "$B", "(J", "(I", "$(D" };
	const char *end = p + len;
	size_t i;

	while (p < end && (p = memchr(p, 0x1B, (size_t)(end - p)))) {
		p++;
		for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
			if ((size_t)(end - p) >= strlen(sets[i]) &&
			    !memcmp(p, sets[i], strlen(sets[i])))
				return true;
	}
	return false;
}

static bool is_wide(const char *name)
{
	return !strncmp(name, "UTF-16", 6) || !strncmp(name, "UTF-32", 6);
}

/* ----------------------------------------------------------- converting -- */

static enum ty_status fail_byte(const struct ty_buf *before, const char *name,
				char byte, const char *path,
				struct ty_error *err)
{
	long line, column;

	ty_locate(before->p, before->len, &line, &column);
	return ty_fail_at(err, TY_ESYNTAX, path, line, column,
			  _("invalid %s: byte 0x%02X"), name,
			  (unsigned)(unsigned char)byte);
}

/* No text of any encoding has a NUL. */
static enum ty_status refuse_nul(const struct ty_decoded *out,
				 const char *path, struct ty_error *err)
{
	const char *nul = out->length ? memchr(out->text, '\0', out->length) :
			  NULL;
	long line, column;

	if (!nul)
		return TY_OK;
	ty_locate(out->text, (size_t)(nul - out->text), &line, &column);
	return ty_fail_at(err, TY_ESYNTAX, path, line, column,
			  _("a NUL byte, which no text has"));
}

static enum ty_status decode_as(struct ty_decoded *out, const char *name,
				const char *bytes, size_t length,
				const char *path, struct ty_error *err)
{
	size_t skip, bad;

	if (by_mark(bytes, length, &skip) &&
	    !strcmp(name, by_mark(bytes, length, &skip))) {
		bytes += skip;
		length -= skip;
	}
	strcpy(out->encoding, name);
	if (!strcmp(name, "UTF-8")) {
		out->text = bytes;
		out->length = length;
		return ty_utf8_require(bytes, length, path, 1, err);
	}
	ty_buf_clear(&out->own);
	if (!ty_convert(&out->own, name, bytes, length, &bad))
		return fail_byte(&out->own, name, length ? bytes[bad] : 0, path,
				 err);
	out->text = out->own.p;
	out->length = out->own.len;
	return refuse_nul(out, path, err);
}

/* ------------------------------------------------------------- guessing -- */

/* From the line of the first byte that tells, as much as is worth a look; cut
 * after a line if possible. */
static void take_sample(struct look *l)
{
	size_t at = 0, end, i;

	while (at < l->length && !(l->bytes[at] & 0x80) && l->bytes[at] != 0x1B)
		at++;
	while (at > 0 && l->bytes[at - 1] != '\n')
		at--;
	end = l->length - at > SAMPLE ? at + SAMPLE : l->length;
	for (i = end; end < l->length && i > at; i--)
		if (l->bytes[i - 1] == '\n') {
			end = i;
			break;
		}
	l->sample = (struct ty_span){ at, end };
}

static void try_encoding(struct guess *g, const struct look *l,
			 const char *name)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t size = l->sample.end - l->sample.start, bad;

	memset(g, 0, sizeof(*g));
	strcpy(g->name, name);
	g->whole = ty_convert(&text, name, l->bytes + l->sample.start, size,
			      &bad);
	g->reach = g->whole ? size : bad;
	/* A sample cut in a line of many megabytes may end within a
	 * character. */
	if (l->sample.end < l->length && size - g->reach < 4)
		g->whole = true;
	ty_readable_count(&g->text, &l->kanji, text.p, text.len);
	ty_buf_release(&text);
}

/* Leads of UTF-8 that other encodings seldom have before continuation bytes:
 * accented Latin letters, Cyrillic, and all that takes three bytes. */
static bool utf8_lead(char c)
{
	return c == '\xC2' || c == '\xC3' || c == '\xD0' || c == '\xD1' ||
	       (c & 0xE0) == 0xE0;
}

/* Is most of what is not ASCII well-formed UTF-8?  Then that is what the file
 * is meant to be, and a few bytes of it are bad. */
static bool mostly_utf8(const struct look *l)
{
	const char *s = l->bytes + l->sample.start;
	size_t len = l->sample.end - l->sample.start, i = 0, bad, n;
	size_t good = 0, all = 0;

	while (i < len) {
		if (!(s[i] & 0x80)) {
			i++;
			continue;
		}
		for (n = 1; i + n < len && (s[i + n] & 0xC0) == 0x80 && n < 4;
		     n++)
			;
		if (n > 1 && utf8_lead(s[i]) && ty_utf8_valid(s + i, n, &bad))
			good += n;
		all += n;
		i += n;
	}
	return good * 2 > all;
}

/* uchardet's opinion by our name for it; "" for none. */
static void ask_uchardet(char name[TY_ENCODING_MAX], const struct look *l)
{
	uchardet_t detector = uchardet_new();

	name[0] = '\0';
	if (uchardet_handle_data(detector, l->bytes + l->sample.start,
				 l->sample.end - l->sample.start) == 0) {
		uchardet_data_end(detector);
		if (!ty_convert_name(name, uchardet_get_charset(detector)) ||
		    is_wide(name) || !strcmp(name, "UTF-8"))
			name[0] = '\0';
	}
	uchardet_delete(detector);
}

/* Better Japanese than the best so far? */
static bool better(const struct ty_readable *a, const struct ty_readable *b)
{
	size_t a_bad = a->halfwidth + a->rare + a->letters + a->loose;
	size_t b_bad = b->halfwidth + b->rare + b->letters + b->loose;

	return a->japanese * (b->japanese + b_bad) >
	       b->japanese * (a->japanese + a_bad);
}

/*
 * The encoding whose reading of the sample looks written, "" if none does.
 * When one does but breaks off before the end, *broken is set: it is that
 * encoding, with a bad place.
 */
static void guess_encoding(char name[TY_ENCODING_MAX], bool *broken,
			   const struct look *l)
{
	static const char *const japanese[] = { "Shift_JIS", "EUC-JP",
		"ISO-2022-JP" };
	struct guess g, best = { 0 }, halfwidth = { 0 }, start = { 0 };
	char asked[TY_ENCODING_MAX];
	size_t i;

	*broken = false;
	name[0] = '\0';
	if (mostly_utf8(l))
		return;
	for (i = 0; i < sizeof(japanese) / sizeof(japanese[0]); i++) {
		try_encoding(&g, l, japanese[i]);
		if (g.whole && ty_readable_japanese(&g.text)) {
			if (!best.name[0] || better(&g.text, &best.text))
				best = g;
		} else if (g.whole && ty_readable_halfwidth(&g.text)) {
			halfwidth = g;
		} else if (!g.whole && g.text.japanese >= ENOUGH &&
			   ty_readable_japanese(&g.text) &&
			   g.reach > start.reach) {
			start = g;
		}
	}
	if (!best.name[0])
		best = halfwidth;
	if (!best.name[0] && start.name[0]) {
		best = start;
		*broken = true;
	}
	if (!best.name[0]) {
		/* One Latin letter tells nobody which Latin set it is of. */
		ask_uchardet(asked, l);
		try_encoding(&g, l, "windows-1252");
		if (g.whole && ty_readable_words(&g.text))
			best = g;
		if (asked[0] && strcmp(asked, "windows-1252"))
			try_encoding(&g, l, asked);
		if (g.whole && ty_readable_words(&g.text) &&
		    (!best.name[0] || g.text.latin >= LATIN_SURE ||
		     g.text.latin * 2 < g.text.letters))
			best = g;
	}
	strcpy(name, best.name);
}

/* ---------------------------------------------------- two in one file -- */

/* The other encoding in which a line is good Japanese; NULL if there is none:
 * then it is merely bad. */
static const char *joined(const struct look *l, const char *line, size_t len,
			  const char *encoding)
{
	static const char *const others[] = { "UTF-8", "Shift_JIS", "EUC-JP" };
	struct look part = *l;
	struct guess g;
	size_t i;

	part.bytes = line;
	part.length = len;
	part.sample = (struct ty_span){ 0, len };
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (!strcmp(others[i], encoding))
			continue;
		try_encoding(&g, &part, others[i]);
		if (g.whole && ty_readable_japanese(&g.text))
			return others[i];
	}
	return NULL;
}

static enum ty_status fail_joined(const char *encoding, const char *other,
				  const char *path, long line,
				  struct ty_error *err)
{
	return ty_fail_at(err, TY_ESYNTAX, path, line, 1,
			  _("this line is in %s, the lines before it in %s"),
			  other, encoding);
}

/* Step over a line; its length. */
static size_t next_line(const char **p, const char *end)
{
	const char *nl = memchr(*p, '\n', (size_t)(end - *p));
	size_t n = (size_t)((nl ? nl : end) - *p);

	*p += n + (nl != NULL);
	return n;
}

/* Lines of `out` that read badly, and well in another encoding: somebody has
 * joined two files.  In the encodings looked at, lines are the bytes' lines. */
static enum ty_status check_lines(const struct ty_decoded *out,
				  const struct look *l, const char *path,
				  struct ty_error *err)
{
	const char *raw = l->bytes, *raw_end = l->bytes + l->length;
	const char *p = out->text, *end = out->text + out->length;
	size_t n, raw_n, doubts = 0;
	struct ty_readable r;
	const char *other;
	long number = 1;

	for (; p < end && raw < raw_end && doubts < MAX_DOUBTS; number++) {
		n = next_line(&p, end);
		raw_n = next_line(&raw, raw_end);
		memset(&r, 0, sizeof(r));
		ty_readable_count(&r, &l->kanji, p - n - (p[-1] == '\n'), n);
		if (r.halfwidth + r.rare + r.letters + r.loose + r.broken <
		    r.japanese + r.marks + ENOUGH / 2)
			continue;
		doubts++;
		other = joined(l, raw - raw_n - (raw[-1] == '\n'), raw_n,
			       out->encoding);
		if (other)
			return fail_joined(out->encoding, other, path, number,
					   err);
	}
	return TY_OK;
}

/* Is a line that does not decode of another encoding? */
static enum ty_status blame(const struct look *l, const char *name,
			    const char *path, const struct ty_error *bad,
			    struct ty_error *err)
{
	const char *p = l->bytes, *end = l->bytes + l->length, *other = NULL;
	long number = 0;
	size_t n = 0;

	while (p < end && ++number <= bad->line)
		n = next_line(&p, end);
	if (bad->line > 1 && p > l->bytes)
		other = joined(l, p - n - (p[-1] == '\n'), n, name);
	if (other)
		return fail_joined(name, other, path, bad->line, err);
	if (err)
		*err = *bad;
	return bad->code;
}

static bool is_japanese(const char *name)
{
	return !strcmp(name, "Shift_JIS") || !strcmp(name, "EUC-JP");
}

/* A guess is taken only if it holds for the whole file. */
static enum ty_status accept(struct ty_decoded *out, const struct look *l,
			     const char *name, const char *path,
			     struct ty_error *err)
{
	struct ty_readable r = { 0 };
	struct ty_error bad;
	enum ty_status st;

	st = decode_as(out, name, l->bytes, l->length, path, &bad);
	if (st != TY_OK)
		return blame(l, name, path, &bad, err);
	if (is_japanese(name))
		return check_lines(out, l, path, err);
	if (!strcmp(name, "ISO-2022-JP"))
		return TY_OK;
	ty_readable_count(&r, &l->kanji, out->text, out->length);
	return ty_readable_words(&r) ? TY_OK :
	       decode_as(out, "UTF-8", l->bytes, l->length, path, err);
}

/* --------------------------------------------------------- the decision -- */

/* UTF-16 without a mark: every other byte of ASCII is NUL. */
static bool guess_wide(char name[TY_ENCODING_MAX], const struct look *l)
{
	static const char *const wide[] = { "UTF-16LE", "UTF-16BE" };
	struct look head = *l;
	struct guess g;
	size_t i, all;

	head.sample = (struct ty_span){ 0, l->length < SAMPLE ? l->length :
					SAMPLE };
	if (l->length < 8 || l->length % 2)
		return false;
	for (i = 0; i < 2; i++) {
		try_encoding(&g, &head, wide[i]);
		all = g.text.rare + g.text.letters + g.text.loose +
		      g.text.halfwidth;
		if (!g.whole || g.text.broken ||
		    g.text.ascii + g.text.japanese < 4 + 10 * all)
			continue;
		strcpy(name, wide[i]);
		return true;
	}
	return false;
}

/* Bytes that are all ASCII, or UTF-8 that nobody would write by chance. */
static enum ty_status decode_utf8(struct ty_decoded *out, struct look *l,
				  const char *declared, const char *path,
				  struct ty_error *err)
{
	struct guess utf8, other;

	take_sample(l);
	if (l->sample.start == l->sample.end)
		return decode_as(out, "UTF-8", l->bytes, l->length, path, err);
	ty_kanji_init(&l->kanji);
	if (has_escape(l->bytes, l->length)) {
		try_encoding(&other, l, "ISO-2022-JP");
		if (ty_readable_japanese(&other.text) &&
		    (other.whole || other.text.japanese >= ENOUGH))
			return decode_as(out, "ISO-2022-JP", l->bytes,
					 l->length, path, err);
	}
	if (declared && strcmp(declared, "UTF-8")) {
		/* A few half-width letters of Shift_JIS can be UTF-8, too. */
		try_encoding(&utf8, l, "UTF-8");
		try_encoding(&other, l, declared);
		if (!ty_readable_japanese(&utf8.text) &&
		    !ty_readable_words(&utf8.text) && other.whole &&
		    (ty_readable_japanese(&other.text) ||
		     ty_readable_halfwidth(&other.text)))
			return accept(out, l, declared, path, err);
	}
	return decode_as(out, "UTF-8", l->bytes, l->length, path, err);
}

static enum ty_status decode_other(struct ty_decoded *out, struct look *l,
				   const char *declared, const char *path,
				   struct ty_error *err)
{
	char name[TY_ENCODING_MAX];
	struct guess g;
	bool broken;

	take_sample(l);
	ty_kanji_init(&l->kanji);
	if (declared) {
		try_encoding(&g, l, declared);
		if (g.whole && (ty_readable_japanese(&g.text) ||
				ty_readable_words(&g.text)))
			return accept(out, l, declared, path, err);
	}
	guess_encoding(name, &broken, l);
	if (name[0] && !broken)
		return accept(out, l, name, path, err);
	/* Odd text, but as declared. */
	if (declared && strcmp(declared, "UTF-8") && g.whole &&
	    !g.text.broken && !mostly_utf8(l))
		return decode_as(out, declared, l->bytes, l->length, path, err);
	return accept(out, l, name[0] ? name : "UTF-8", path, err);
}

enum ty_status ty_decode(struct ty_decoded *out, const char *bytes,
			 size_t length, const char *chosen,
			 const char *declared, const char *path,
			 struct ty_error *err)
{
	struct look l = { .bytes = bytes, .length = length };
	char name[TY_ENCODING_MAX];
	size_t skip, bad;
	const char *mark;

	memset(out, 0, sizeof(*out));
	ty_buf_init(&out->own);
	if (chosen) {
		if (!ty_convert_name(name, chosen))
			return ty_fail(err, TY_EINVAL,
				       _("unknown encoding '%s'"), chosen);
		mark = by_mark(bytes, length, &skip);
		/* "utf-16" leaves the order of bytes to the mark. */
		if (mark && !strncmp(name, mark, 6) && is_wide(name))
			strcpy(name, mark);
		return decode_as(out, name, bytes, length, path, err);
	}
	if ((mark = by_mark(bytes, length, &skip)) != NULL)
		return decode_as(out, mark, bytes, length, path, err);
	if (length && memchr(bytes, '\0', length)) {
		ty_kanji_init(&l.kanji);
		return decode_as(out, guess_wide(name, &l) ? name : "UTF-8",
				 bytes, length, path, err);
	}
	/* What says that it is wide, in bytes anybody can read, is wrong. */
	declared = declared && ty_convert_name(name, declared) &&
		   !is_wide(name) ? name : NULL;
	if (ty_utf8_valid(bytes, length, &bad))
		return decode_utf8(out, &l, declared, path, err);
	return decode_other(out, &l, declared, path, err);
}

void ty_decoded_release(struct ty_decoded *decoded)
{
	ty_buf_release(&decoded->own);
}

bool ty_decode_plain(const char *bytes, size_t length, const char *chosen)
{
	char name[TY_ENCODING_MAX];
	size_t skip, bad;
	const char *mark = by_mark(bytes, length, &skip);

	if (chosen)
		return ty_convert_name(name, chosen) && !strcmp(name, "UTF-8");
	if (mark && strcmp(mark, "UTF-8"))
		return false;
	if (memchr(bytes, '\0', length) || has_escape(bytes, length))
		return false;
	return ty_utf8_valid(bytes, length, &bad) || length - bad < 4;
}
