/* Which languages a text can be in, as far as its scripts tell. */

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "text/script.h"

#define LOOK_AT	65536

double ty_script_share(const char *s, size_t len, const char *lang)
{
	UScriptCode scripts[8];
	UErrorCode status = U_ZERO_ERROR;
	long all = 0, own = 0;
	int32_t i = 0, n, k, c;
	int32_t end = (int32_t)(len < LOOK_AT ? len : LOOK_AT);

	n = uscript_getCode(lang, scripts, 8, &status);
	if (U_FAILURE(status) || n < 1)
		return -1;
	while (i < end) {
		UScriptCode script;

		U8_NEXT(s, i, end, c);
		if (c < 0 || !u_isalpha(c))
			continue;
		status = U_ZERO_ERROR;
		script = uscript_getScript(c, &status);
		if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
			continue;
		all++;
		for (k = 0; k < n; k++)
			if (script == scripts[k]) {
				own++;
				break;
			}
	}
	return all ? (double)own / (double)all : -1;
}

const char *ty_script_guess(const char *s, size_t len)
{
	static const struct {
		const char	*lang;
		double		 share;	/* of the letters, at least */
	} guesses[] = { { "ko", .3 }, { "en", .5 } };
	double ja = ty_script_share(s, len, "ja");
	size_t i;

	if (ja >= .3)
		return ty_script_share(s, len, "zh") < ja ? "ja" : "zh";
	for (i = 0; i < sizeof(guesses) / sizeof(guesses[0]); i++)
		if (ty_script_share(s, len, guesses[i].lang) >=
		    guesses[i].share)
			return guesses[i].lang;
	return "";
}
