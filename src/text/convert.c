/* Bytes of a named encoding to UTF-8, strictly, by ICU's converters. */

#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "text/convert.h"
#include "text/utf8.h"

#define PIECE	4096		/* UTF-16 units converted at a time */

/*
 * What a name means in files as they are, which is more than ICU's own reading
 * of it: "Shift_JIS" and "EUC-JP" with the vendors' characters (①, 髙),
 * Latin-1 with the quotes of Windows.
 */
static const struct encoding {
	const char	*name, *icu;
	const char	*labels;	/* with a space before and after each */
} encodings[] = {
	{ "UTF-8", "UTF-8",
	  " utf-8 utf8 us-ascii ascii unicode-1-1-utf-8 iso_646.irv:1991 " },
	{ "Shift_JIS", "windows-31j",
	  " shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 "
	  "windows-932 csshiftjis " },
	{ "EUC-JP", "EUC-JP",
	  " euc-jp eucjp euc_jp x-euc-jp eucjp-ms euc-jp-ms cp51932 "
	  "cseucpkdfmtjapanese " },
	{ "ISO-2022-JP", "ISO-2022-JP",
	  " iso-2022-jp csiso2022jp jis iso-2022-jp-1 iso-2022-jp-ms cp50220 "
	  "cp50221 cp50222 " },
	{ "windows-1252", "windows-1252",
	  " windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 "
	  "latin1 latin-1 l1 ansi " },
	{ "UTF-16LE", "UTF-16LE", " utf-16le utf-16 unicode ucs-2 " },
	{ "UTF-16BE", "UTF-16BE", " utf-16be " },
	{ "UTF-32LE", "UTF-32LE", " utf-32le utf-32 ucs-4 " },
	{ "UTF-32BE", "UTF-32BE", " utf-32be " },
};

static const struct encoding *known(const char *label)
{
	char word[TY_ENCODING_MAX + 2];
	size_t i, n = strlen(label);

	word[0] = ' ';
	for (i = 0; i < n; i++)
		word[i + 1] = (char)(label[i] >= 'A' && label[i] <= 'Z' ?
				     label[i] + 0x20 : label[i]);
	memcpy(word + 1 + n, " ", 2);
	for (i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++)
		if (strstr(encodings[i].labels, word))
			return &encodings[i];
	return NULL;
}

bool ty_convert_name(char out[TY_ENCODING_MAX], const char *label)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:+-";
	UErrorCode status = U_ZERO_ERROR;
	const struct encoding *e;
	const char *name;
	UConverter *icu;

	/* ICU takes options after a comma: nothing for strangers. */
	if (!label[0] || strlen(label) >= TY_ENCODING_MAX ||
	    label[strspn(label, allowed)])
		return false;
	if ((e = known(label)) != NULL) {
		strcpy(out, e->name);
		return true;
	}
	icu = ucnv_open(label, &status);
	if (U_FAILURE(status))
		return false;
	name = ucnv_getStandardName(label, "MIME", &status);
	if (!name)
		name = ucnv_getStandardName(label, "IANA", &status);
	if (!name)
		name = label;
	strcpy(out, strlen(name) < TY_ENCODING_MAX ? name : label);
	ucnv_close(icu);
	return true;
}

bool ty_convert_wide(const char *name)
{
	return !strncmp(name, "UTF-16", 6) || !strncmp(name, "UTF-32", 6);
}

/* Append UTF-16.  A lead surrogate at the end waits for its trail: the number
 * of units left over, 0 or 1. */
static size_t append(struct ty_buf *out, const UChar *s, size_t n)
{
	size_t i = 0, at;
	UChar32 c;

	ty_buf_reserve(out, n * 3 + 4);
	at = out->len;
	while (i < n) {
		if (i + 1 == n && U16_IS_LEAD(s[i]))
			break;
		U16_NEXT(s, i, n, c);
		U8_APPEND_UNSAFE(out->p, at, c);
	}
	out->len = at;
	out->p[at] = '\0';
	return n - i;
}

static bool convert(struct ty_buf *out, UConverter *icu, const char *bytes,
		    size_t len, size_t *bad)
{
	UChar piece[PIECE];
	const char *p = bytes, *end = bytes + len;
	char invalid[32];
	int8_t ninvalid = sizeof(invalid);
	UErrorCode status, ignored = U_ZERO_ERROR;
	size_t kept = 0;

	do {
		UChar *to = piece + kept;

		status = U_ZERO_ERROR;
		ucnv_toUnicode(icu, &to, piece + PIECE, &p, end, NULL, true,
			       &status);
		kept = append(out, piece, (size_t)(to - piece));
		if (kept)
			piece[0] = to[-1];
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	if (!U_FAILURE(status))
		return true;
	ucnv_getInvalidChars(icu, invalid, &ninvalid, &ignored);
	*bad = (size_t)(p - bytes);
	if (!U_FAILURE(ignored) && (size_t)ninvalid <= *bad)
		*bad -= (size_t)ninvalid;
	if (*bad == len)
		*bad -= len > 0;
	return false;
}

/* ICU passes control characters from 0x80 to 0x9F through; Japanese files have
 * none, so such a byte is one of another encoding.  The length before it. */
static size_t before_controls(const char *name, const char *bytes, size_t len)
{
	bool sjis = !strcmp(name, "Shift_JIS");
	size_t i = 0;

	if (!sjis && strcmp(name, "EUC-JP"))
		return len;
	while (i < len) {
		unsigned char b = (unsigned char)bytes[i];

		if (b < 0x80 || (sjis && b >= 0xA1 && b <= 0xDF))
			i++;
		else if (sjis ? b != 0x80 && b != 0xA0 && b < 0xFD :
			 b == 0x8E || b >= 0xA1)
			i += 2;
		else if (!sjis && b == 0x8F)
			i += 3;
		else
			return i;
	}
	return len;
}

bool ty_convert(struct ty_buf *out, const char *name, const char *bytes,
		size_t len, size_t *bad)
{
	const struct encoding *e = known(name);
	UErrorCode status = U_ZERO_ERROR;
	size_t length;
	UConverter *icu;
	bool good;

	*bad = 0;
	if (e == &encodings[0]) {
		good = ty_utf8_valid(bytes, len, bad);
		ty_buf_add(out, bytes, good ? len : *bad);
		return good;
	}
	length = before_controls(name, bytes, len);
	icu = ucnv_open(e ? e->icu : name, &status);
	ucnv_setToUCallBack(icu, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
			    &status);
	good = !U_FAILURE(status) && convert(out, icu, bytes, length, bad);
	ucnv_close(icu);
	if (good && length < len)
		*bad = length;
	return good && length == len;
}
