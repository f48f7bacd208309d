/* Which encoding a file is in: marks, declarations, and what the bytes say. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/encoding.h"
#include "text/guess.h"
#include "text/utf8.h"

#define MAX_DOUBTS	1000	/* lines read again in other encodings */

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

/* ---------------------------------------------------- two in one file -- */

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
				  const struct ty_file_bytes *f,
				  const char *path, struct ty_error *err)
{
	const char *raw = f->bytes, *raw_end = f->bytes + f->length;
	const char *p = out->text, *end = out->text + out->length;
	size_t n, raw_n, doubts = 0;
	struct ty_readable r;
	const char *other;
	long number = 1;

	for (; p < end && raw < raw_end && doubts < MAX_DOUBTS; number++) {
		n = next_line(&p, end);
		raw_n = next_line(&raw, raw_end);
		memset(&r, 0, sizeof(r));
		ty_readable_count(&r, &f->kanji, p - n - (p[-1] == '\n'), n);
		if (r.halfwidth + r.rare + r.letters + r.loose + r.broken <
		    r.japanese + r.marks + TY_GUESS_ENOUGH / 2)
			continue;
		doubts++;
		other = ty_guess_joined(f, raw - raw_n - (raw[-1] == '\n'),
					raw_n, out->encoding);
		if (other)
			return fail_joined(out->encoding, other, path, number,
					   err);
	}
	return TY_OK;
}

/* Is a line that does not decode of another encoding? */
static enum ty_status blame(const struct ty_file_bytes *f, const char *name,
			    const char *path, const struct ty_error *bad,
			    struct ty_error *err)
{
	const char *p = f->bytes, *end = f->bytes + f->length, *other = NULL;
	long number = 0;
	size_t n = 0;

	while (p < end && ++number <= bad->line)
		n = next_line(&p, end);
	if (bad->line > 1 && p > f->bytes)
		other = ty_guess_joined(f, p - n - (p[-1] == '\n'), n, name);
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
static enum ty_status accept(struct ty_decoded *out,
			     const struct ty_file_bytes *f,
			     const char *name, const char *path,
			     struct ty_error *err)
{
	struct ty_readable r = { 0 };
	struct ty_error bad;
	enum ty_status st;

	st = decode_as(out, name, f->bytes, f->length, path, &bad);
	if (st != TY_OK)
		return blame(f, name, path, &bad, err);
	if (is_japanese(name))
		return check_lines(out, f, path, err);
	if (!strcmp(name, "ISO-2022-JP"))
		return TY_OK;
	ty_readable_count(&r, &f->kanji, out->text, out->length);
	return ty_readable_words(&r) ? TY_OK :
	       decode_as(out, "UTF-8", f->bytes, f->length, path, err);
}

/* --------------------------------------------------------- the decision -- */

/* Bytes that are all ASCII, or UTF-8 that nobody would write by chance. */
static enum ty_status decode_utf8(struct ty_decoded *out,
				  struct ty_file_bytes *f,
				  const char *declared, const char *path,
				  struct ty_error *err)
{
	bool escape = has_escape(f->bytes, f->length);
	struct ty_guess utf8, other;

	ty_guess_sample(f);
	if (f->sample.start == f->sample.end || (!escape && !declared))
		return decode_as(out, "UTF-8", f->bytes, f->length, path, err);
	ty_kanji_init(&f->kanji);
	if (escape) {
		ty_guess_try(&other, f, "ISO-2022-JP");
		if (ty_readable_japanese(&other.text) &&
		    (other.whole || other.text.japanese >= TY_GUESS_ENOUGH))
			return decode_as(out, "ISO-2022-JP", f->bytes,
					 f->length, path, err);
	}
	if (declared && strcmp(declared, "UTF-8")) {
		/* A few half-width letters of Shift_JIS can be UTF-8, too. */
		ty_guess_try(&utf8, f, "UTF-8");
		ty_guess_try(&other, f, declared);
		if (!ty_readable_japanese(&utf8.text) &&
		    !ty_readable_words(&utf8.text) && other.whole &&
		    (ty_readable_japanese(&other.text) ||
		     ty_readable_halfwidth(&other.text)))
			return accept(out, f, declared, path, err);
	}
	return decode_as(out, "UTF-8", f->bytes, f->length, path, err);
}

static enum ty_status decode_other(struct ty_decoded *out,
				   struct ty_file_bytes *f,
				   const char *declared, const char *path,
				   struct ty_error *err)
{
	char name[TY_ENCODING_MAX];
	struct ty_guess g;
	bool broken;

	ty_guess_sample(f);
	ty_kanji_init(&f->kanji);
	if (declared) {
		ty_guess_try(&g, f, declared);
		if (g.whole && (ty_readable_japanese(&g.text) ||
				ty_readable_words(&g.text)))
			return accept(out, f, declared, path, err);
	}
	ty_guess_encoding(name, &broken, f);
	if (name[0] && !broken)
		return accept(out, f, name, path, err);
	/* Odd text, but as declared. */
	if (declared && strcmp(declared, "UTF-8") && g.whole &&
	    !g.text.broken && !ty_guess_utf8(f))
		return decode_as(out, declared, f->bytes, f->length, path, err);
	return accept(out, f, name[0] ? name : "UTF-8", path, err);
}

enum ty_status ty_decode(struct ty_decoded *out, const char *bytes,
			 size_t length, const char *chosen,
			 const char *declared, const char *path,
			 struct ty_error *err)
{
	struct ty_file_bytes f = { .bytes = bytes, .length = length };
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
		if (mark && !strncmp(name, mark, 6) && ty_convert_wide(name))
			strcpy(name, mark);
		return decode_as(out, name, bytes, length, path, err);
	}
	if ((mark = by_mark(bytes, length, &skip)) != NULL)
		return decode_as(out, mark, bytes, length, path, err);
	if (length && memchr(bytes, '\0', length)) {
		ty_kanji_init(&f.kanji);
		return decode_as(out, ty_guess_wide(name, &f) ? name : "UTF-8",
				 bytes, length, path, err);
	}
	/* What says that it is wide, in bytes anybody can read, is wrong. */
	declared = declared && ty_convert_name(name, declared) &&
		   !ty_convert_wide(name) ? name : NULL;
	if (ty_utf8_valid(bytes, length, &bad))
		return decode_utf8(out, &f, declared, path, err);
	return decode_other(out, &f, declared, path, err);
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
