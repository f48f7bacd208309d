/* The encodings of XML files, by their marks, by what they declare, and as
 * Japanese programs really write them. */

#include <errno.h>
#include <string.h>

#include "format/decoder.h"

#define NO_ICONV	((iconv_t)-1)

/* The encoding that the bytes themselves show, "" if none. */
static const char *by_mark(const char *p, size_t len, size_t *skip)
{
	static const struct {
		const char *bytes;
		size_t len, skip;
		const char *name;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, 3, "UTF-8" },
		{ "\xFF\xFE\0\0", 4, 4, "UTF-32LE" },
		{ "\0\0\xFE\xFF", 4, 4, "UTF-32BE" },
		{ "\xFF\xFE", 2, 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, 2, "UTF-16BE" },
		{ "<\0\0\0", 4, 0, "UTF-32LE" },
		{ "\0\0\0<", 4, 0, "UTF-32BE" },
		{ "<\0", 2, 0, "UTF-16LE" },
		{ "\0<", 2, 0, "UTF-16BE" },
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (len < marks[i].len ||
		    memcmp(p, marks[i].bytes, marks[i].len))
			continue;
		*skip = marks[i].skip;
		return marks[i].name;
	}
	*skip = 0;
	return "";
}

/* Copy the encoding that the XML declaration names; leaves `name` alone if it
 * names none. */
static void by_declaration(char name[41], const char *p, size_t len)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	char head[256];
	size_t n = len < sizeof(head) - 1 ? len : sizeof(head) - 1;
	char *at, *end;

	memcpy(head, p, n);
	head[n] = '\0';
	if (strncmp(head, "<?xml", 5) || !(end = strstr(head, "?>")))
		return;
	*end = '\0';
	if (!(at = strstr(head, "encoding")))
		return;
	at += strlen("encoding");
	at += strspn(at, " \t\r\n");
	at += *at == '=';
	at += strspn(at, " \t\r\n");
	if (*at != '"' && *at != '\'')
		return;
	n = strspn(++at, letters);
	if (n > 0 && n < 41) {
		memcpy(name, at, n);
		name[n] = '\0';
	}
}

static bool is_one_of(const char *name, const char *const *names)
{
	char lower[41];
	size_t i;

	for (i = 0; name[i]; i++)
		lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ?
				  name[i] + 0x20 : name[i]);
	lower[i] = '\0';
	while (*names && strcmp(*names, lower))
		names++;
	return *names != NULL;
}

/* Find the tables of decoder->name; `marked`: the bytes have shown it. */
static bool open_tables(struct ty_decoder *decoder, bool marked)
{
	static const char *const plain[] = { "utf-8", "utf8", "us-ascii",
		"ascii", NULL };
	/* Declared in bytes that anybody can read, these must be untrue. */
	static const char *const wide[] = { "utf-16", "utf-16le", "utf-16be",
		"utf-32", "utf-32le", "utf-32be", "ucs-2", "ucs-4",
		"iso-10646-ucs-2", "iso-10646-ucs-4", NULL };
	static const char *const shift_jis[] = { "shift_jis", "shift-jis",
		"sjis", "x-sjis", NULL };
	static const char *const euc[] = { "euc-jp", "eucjp", "x-euc-jp",
		NULL };
	const char *name = decoder->name;

	if (is_one_of(name, plain) || (!marked && is_one_of(name, wide))) {
		strcpy(decoder->name, "UTF-8");
		return true;
	}
	/* Files that say Shift_JIS or EUC-JP also hold ① and 髙: the vendor's
	 * table is asked where the standard's has nothing. */
	if (is_one_of(name, shift_jis)) {
		decoder->shift_jis = true;
		name = "SHIFT_JIS";
		decoder->spare = iconv_open("UTF-8", "CP932");
	} else if (is_one_of(name, euc)) {
		name = "EUC-JP";
		decoder->spare = iconv_open("UTF-8", "EUC-JP-MS");
	}
	decoder->convert = iconv_open("UTF-8", name);
	return decoder->convert != NO_ICONV;
}

static void init(struct ty_decoder *decoder)
{
	memset(decoder, 0, sizeof(*decoder));
	ty_buf_init(&decoder->raw);
	decoder->convert = decoder->spare = NO_ICONV;
}

bool ty_decoder_open(struct ty_decoder *decoder, const char *head, size_t len,
		     size_t *skip)
{
	const char *mark = by_mark(head, len, skip);

	init(decoder);
	strcpy(decoder->name, mark[0] ? mark : "UTF-8");
	if (!mark[0])
		by_declaration(decoder->name, head, len);
	return open_tables(decoder, mark[0] != '\0');
}

bool ty_decoder_open_as(struct ty_decoder *decoder, const char *name,
			const char *head, size_t len, size_t *skip)
{
	const char *mark = by_mark(head, len, skip);

	init(decoder);
	if (!*skip || strlen(name) >= sizeof(decoder->name))
		mark = name;
	strncat(decoder->name, mark, sizeof(decoder->name) - 1);
	return open_tables(decoder, true);
}

void ty_decoder_close(struct ty_decoder *decoder)
{
	if (decoder->convert != NO_ICONV)
		iconv_close(decoder->convert);
	if (decoder->spare != NO_ICONV)
		iconv_close(decoder->spare);
	ty_buf_release(&decoder->raw);
}

/* Shift_JIS has a yen sign and an overline where its users write a backslash
 * and a tilde; no other bytes of it give these two characters. */
static void as_ascii(struct ty_buf *text, size_t from)
{
	char *p = text->p + from, *end = text->p + text->len, *to = p;

	while (p < end) {
		if (end - p >= 2 && !memcmp(p, "\xC2\xA5", 2)) {
			*to++ = '\\';
			p += 2;
		} else if (end - p >= 3 && !memcmp(p, "\xE2\x80\xBE", 3)) {
			*to++ = '~';
			p += 3;
		} else {
			*to++ = *p++;
		}
	}
	text->len = (size_t)(to - text->p);
	*to = '\0';
}

/* Convert a character or two with the spare table; false if it has none. */
static bool convert_spare(struct ty_decoder *decoder, char **p, size_t *left,
			  char **to, size_t *room)
{
	size_t n = *left < 3 ? *left : 3, had = n;

	if (decoder->spare == NO_ICONV)
		return false;
	iconv(decoder->spare, p, &n, to, room);
	*left -= had - n;
	return n < had;
}

bool ty_decoder_run(struct ty_decoder *decoder, struct ty_buf *out,
		    const char *s, size_t len, bool last, unsigned char *bad)
{
	size_t left, room, from = out->len, done;
	char *p, *to;
	int why;

	if (decoder->convert == NO_ICONV) {
		ty_buf_add(out, s, len);
		return true;
	}
	ty_buf_add(&decoder->raw, s, len);
	p = decoder->raw.p;
	left = decoder->raw.len;
	do {
		ty_buf_reserve(out, left * 2 + 16);
		room = out->cap - out->len - 1;
		to = out->p + out->len;
		errno = 0;
		done = iconv(decoder->convert, &p, &left, &to, &room);
		why = done == (size_t)-1 ? errno : 0;
		if (why == EILSEQ &&
		    convert_spare(decoder, &p, &left, &to, &room))
			why = E2BIG;		/* that is: go on */
		out->len = (size_t)(to - out->p);
		*to = '\0';
	} while (why == E2BIG);
	if (decoder->shift_jis)
		as_ascii(out, from);
	/* What is left can only be the beginning of a character. */
	if (left && (why == EILSEQ || last || left > 16)) {
		*bad = (unsigned char)*p;
		return false;
	}
	memmove(decoder->raw.p, p, left);
	decoder->raw.len = left;
	return true;
}
