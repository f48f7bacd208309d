/* Which languages there are, and how their tags are written. */

#include <string.h>

#include <unicode/uloc.h>

#include "base/error.h"
#include "base/i18n.h"
#include "text/lang.h"

#define SUBTAG_MAX	9		/* bytes of a subtag with NUL */

static bool ascii_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* The primary subtag, in lower case; "" for what cannot be one. */
static void primary(char out[SUBTAG_MAX], const char *tag)
{
	size_t n;

	for (n = 0; ascii_alnum(tag[n]); n++) {
		if (n + 1 == SUBTAG_MAX) {
			n = 0;
			break;
		}
		out[n] = tag[n] >= 'A' && tag[n] <= 'Z' ?
			 (char)(tag[n] - 'A' + 'a') : tag[n];
	}
	out[n] = '\0';
}

/* Copy `tag` with hyphens for underscores; false if it is too long or has what
 * no tag has. */
static bool clean(char out[TY_LANG_MAX], const char *tag)
{
	size_t n;

	for (n = 0; tag[n]; n++) {
		if (n + 1 == TY_LANG_MAX ||
		    !(ascii_alnum(tag[n]) || tag[n] == '-' || tag[n] == '_'))
			return false;
		out[n] = tag[n] == '_' ? '-' : tag[n];
	}
	out[n] = '\0';
	return n > 0;
}

/* True if ICU has an English name of its own for the locale's language. */
static bool named(const char *locale)
{
	UErrorCode status = U_ZERO_ERROR;
	char code[ULOC_LANG_CAPACITY];
	UChar name[128];

	if (uloc_getLanguage(locale, code, sizeof(code), &status) <= 0 ||
	    U_FAILURE(status) || !strcmp(code, "root") || !strcmp(code, "und"))
		return false;
	uloc_getDisplayLanguage(locale, "en", name, 128, &status);
	return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

static bool canonical(char out[TY_LANG_MAX], const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[ULOC_FULLNAME_CAPACITY], in[TY_LANG_MAX];
	int32_t parsed = 0;

	if (!clean(in, tag))
		return false;
	uloc_forLanguageTag(in, locale, sizeof(locale), &parsed, &status);
	/* ICU reads as far as it understands: take all or nothing. */
	if (U_FAILURE(status) || (size_t)parsed != strlen(in) || !named(locale))
		return false;
	uloc_toLanguageTag(locale, out, TY_LANG_MAX, true, &status);
	return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
}

enum ty_status ty_lang_canonical(char out[TY_LANG_MAX], const char *tag,
				 struct ty_error *err)
{
	if (canonical(out, tag))
		return TY_OK;
	out[0] = '\0';
	return ty_fail(err, TY_EINVAL, _("unknown language '%s'"), tag);
}

bool ty_lang_same(const char *a, const char *b)
{
	char x[SUBTAG_MAX], y[SUBTAG_MAX];

	primary(x, a);
	primary(y, b);
	return x[0] && !strcmp(x, y);
}

bool ty_lang_spaced(const char *lang)
{
	/* Japanese; Chinese and its members; Thai, Lao, Khmer, Burmese. */
	static const char *const unspaced[] = {
		"ja", "zh", "cmn", "yue", "wuu", "nan", "hak", "gan", "hsn",
		"lzh", "th", "lo", "km", "my",
	};
	char code[SUBTAG_MAX];
	size_t i;

	primary(code, lang);
	for (i = 0; i < sizeof(unspaced) / sizeof(unspaced[0]); i++)
		if (!strcmp(code, unspaced[i]))
			return false;
	return true;
}
