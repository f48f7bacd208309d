/* UTF-8 as the bytes of another encoding. */

#include <string.h>
#include <strings.h>

#include "format/encoder.h"
#include "text/utf8.h"

#define NO_ICONV	((iconv_t)-1)

void ty_encoder_open(struct ty_encoder *encoder, const char *name)
{
	encoder->convert = encoder->spare = NO_ICONV;
	encoder->ascii = !strcasecmp(name, "US-ASCII");
	encoder->wide = !strncasecmp(name, "UTF-16", 6) ||
			!strncasecmp(name, "UTF-32", 6);
	if (encoder->ascii || !strcasecmp(name, "UTF-8"))
		return;
	/* As they are read: the standard's table, then the vendor's. */
	if (!strncasecmp(name, "shift", 5) || !strcasecmp(name, "sjis") ||
	    !strcasecmp(name, "x-sjis")) {
		name = "SHIFT_JIS";
		encoder->spare = iconv_open("CP932", "UTF-8");
	} else if (!strcasecmp(name, "euc-jp") || !strcasecmp(name, "eucjp") ||
		   !strcasecmp(name, "x-euc-jp")) {
		name = "EUC-JP";
		encoder->spare = iconv_open("EUC-JP-MS", "UTF-8");
	}
	encoder->convert = iconv_open(name, "UTF-8");
}

void ty_encoder_close(struct ty_encoder *encoder)
{
	if (encoder->convert != NO_ICONV)
		iconv_close(encoder->convert);
	if (encoder->spare != NO_ICONV)
		iconv_close(encoder->spare);
}

/* Convert one character; false if the table has none such. */
static int convert(iconv_t table, struct ty_buf *out, const char *s, size_t len)
{
	char bytes[32], *to = bytes, *from = (char *)s;
	size_t room = sizeof(bytes);

	if (table == NO_ICONV ||
	    iconv(table, &from, &len, &to, &room) != 0 || len)
		return 0;
	ty_buf_add(out, bytes, (size_t)(to - bytes));
	return 1;
}

/* Back to where ASCII is ASCII. */
static void reset(iconv_t table, struct ty_buf *out)
{
	char bytes[32], *to = bytes;
	size_t room = sizeof(bytes);

	if (table == NO_ICONV || iconv(table, NULL, NULL, &to, &room) != 0)
		return;
	ty_buf_add(out, bytes, (size_t)(to - bytes));
}

static int32_t put_instead(struct ty_encoder *encoder, struct ty_buf *out,
			   int32_t c,
			   void (*instead)(struct ty_buf *out, int32_t c))
{
	struct ty_buf text = TY_BUF_INIT;
	size_t i;

	if (!instead)
		return c;
	reset(encoder->convert, out);
	instead(&text, c);
	if (!encoder->wide)
		ty_buf_add(out, text.p, text.len);
	for (i = 0; encoder->wide && i < text.len; i++)
		convert(encoder->convert, out, text.p + i, 1);
	ty_buf_release(&text);
	return 0;
}

int32_t ty_encoder_run(struct ty_encoder *encoder, struct ty_buf *out,
		       const char *s, size_t len,
		       void (*instead)(struct ty_buf *out, int32_t c))
{
	size_t i = 0, from, n;
	int32_t c, missing = 0;

	if (!encoder->ascii && encoder->convert == NO_ICONV) {
		ty_buf_add(out, s, len);
		return 0;
	}
	while (i < len && !missing) {
		from = i;
		c = ty_utf8_next(s, len, &i);
		/* Shift_JIS tables have a yen sign where everybody writes a
		 * backslash. */
		if (c < 0x80 && !encoder->wide) {
			reset(encoder->convert, out);
			ty_buf_addc(out, (char)c);
			continue;
		}
		n = i - from;
		if (encoder->ascii ||
		    (!convert(encoder->convert, out, s + from, n) &&
		     !convert(encoder->spare, out, s + from, n))) {
			missing = put_instead(encoder, out, c, instead);
		}
	}
	reset(encoder->convert, out);
	return missing;
}
