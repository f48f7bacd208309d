/* Languages by their tags. */

#include "text/lang.h"
#include "../tap.h"

static void canonical(const char *tag, const char *want)
{
	char out[TY_LANG_MAX] = "unset";
	struct ty_error err = { .code = TY_OK };

	ok_st(ty_lang_canonical(out, tag, &err), &err, tag);
	is_str(out, want, "in its canonical form");
}

static void unknown(const char *tag)
{
	char out[TY_LANG_MAX] = "unset", want[600];
	struct ty_error err = { .code = TY_OK };

	is_int(ty_lang_canonical(out, tag, &err), TY_EINVAL, tag);
	snprintf(want, sizeof(want), "unknown language '%s'", tag);
	is_str(err.text, want, "is named in the error");
}

int main(void)
{
	char out[TY_LANG_MAX];

	canonical("en", "en");
	canonical("JA", "ja");
	canonical("EN_us", "en-US");
	canonical("pt-br", "pt-BR");
	canonical("zh_hant_TW", "zh-Hant-TW");
	canonical("fil", "fil");
	canonical("yue", "yue");
	canonical("iw", "he");		/* as Hebrew was called until 1989 */
	canonical("jpn", "ja");
	canonical("en-US-u-co-phonebk", "en-US-u-co-phonebk");

	unknown("");
	unknown("xx");
	unknown("qq");
	unknown("english");
	unknown("日本語");
	unknown("en-");
	unknown("en--US");
	unknown("-en");
	unknown("e");
	unknown("und");
	unknown("root");
	unknown("x-private");
	unknown("en US");
	unknown("en;");
	unknown("en-x-a-subtag-for-every-day-of-a-long-year");
	is_int(ty_lang_canonical(out, "xx", NULL), TY_EINVAL,
	       "err may be NULL");

	ok(ty_lang_same("en", "en-GB"), "British English is English");
	ok(ty_lang_same("pt-PT", "PT_br"), "however it is written");
	ok(!ty_lang_same("en", "ja"), "Japanese is not");
	ok(!ty_lang_same("e", "en") && !ty_lang_same("fi", "fil"),
	   "a beginning is not the whole");
	ok(!ty_lang_same("", ""), "nothing is no language");

	ok(ty_lang_spaced("en") && ty_lang_spaced("ko-KR"), "with spaces");
	ok(!ty_lang_spaced("ja") && !ty_lang_spaced("ja-JP") &&
	   !ty_lang_spaced("zh-Hant") && !ty_lang_spaced("TH"),
	   "without spaces");
	ok(ty_lang_spaced("jam") && ty_lang_spaced("tha"),
	   "three letters are another language");
	return tap_done();
}
