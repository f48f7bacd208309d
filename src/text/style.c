/* The settings of a house style, by name. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "text/style.h"

#define LONGEST_LINE	200

static const struct ty_style_info infos[TY_NSTYLE_SETTINGS] = {
	[TY_STYLE_JA_DIGITS] = { "ja.digits",
		{ "half", "full", "kanji", "row" },
		N_("digits: 12, １２, 十二, 一二") },
	[TY_STYLE_JA_COMMA] = { "ja.comma", { "none", "comma" },
		N_("thousands: 1234 or 1,234") },
	[TY_STYLE_JA_POINT] = { "ja.point", { "point", "nakaguro" },
		N_("decimal mark after half-width digits: 3.5 or 3・5") },
	[TY_STYLE_JA_SCALE] = { "ja.scale", { "man", "plain" },
		N_("from ten thousand: 1万2300 or 12300") },
	[TY_STYLE_JA_THOUSAND] = { "ja.thousand", { "kanji", "digits" },
		N_("round thousands in large numbers: 1万2千 or 1万2000") },
	[TY_STYLE_JA_PERCENT] = { "ja.percent", { "wide", "sign", "word" },
		N_("percent: 5％, 5%, 5パーセント") },
	[TY_STYLE_JA_YEAR] = { "ja.year", { "gregorian", "era" },
		N_("years: 2024年 or 令和6年") },
	[TY_STYLE_JA_CLOCK] = { "ja.clock", { "12", "24" },
		N_("hours: 午後3時 or 15時") },
	[TY_STYLE_JA_HALF] = { "ja.half-hour", { "minutes", "half" },
		N_("half hours: 9時30分 or 9時半") },
	[TY_STYLE_EN_WORDS] = { "en.words", { "ten", "hundred", "never" },
		N_("words below ten, below a hundred, or never") },
	[TY_STYLE_EN_COMMA] = { "en.comma", { "comma", "none" },
		N_("thousands: 1,234 or 1234") },
	[TY_STYLE_EN_SCALE] = { "en.scale", { "words", "letters", "digits" },
		N_("from a million: 1.2 million, 1.2m, 1,200,000") },
	[TY_STYLE_EN_PERCENT] = { "en.percent",
		{ "percent", "per-cent", "sign" },
		N_("percent: 5 percent, 5 per cent, 5%") },
	[TY_STYLE_EN_MONEY] = { "en.money", { "sign", "word" },
		N_("money: $5 or 5 dollars") },
	[TY_STYLE_EN_MONTH] = { "en.month", { "ap", "long" },
		N_("months before a day: Oct. 1 or October 1") },
	[TY_STYLE_EN_DATE] = { "en.date", { "month-day", "day-month" },
		N_("dates: Oct. 1 or 1 October") },
	[TY_STYLE_EN_CLOCK] = { "en.clock", { "12", "24" },
		N_("hours: 3:15 p.m. or 15:15") },
};

const struct ty_style_info *ty_style_info(enum ty_style_setting setting)
{
	return &infos[setting];
}

static enum ty_status set_choice(struct ty_style *style, int setting,
				 const char *word, const char *file, long line,
				 struct ty_error *err)
{
	const char *const *words = infos[setting].words;
	struct ty_buf list = TY_BUF_INIT;
	enum ty_status st;
	int i;

	for (i = 0; i < TY_STYLE_CHOICES && words[i]; i++) {
		if (!strcmp(words[i], word)) {
			style->v[setting] = (unsigned char)i;
			ty_buf_release(&list);
			return TY_OK;
		}
		ty_buf_addf(&list, "%s%s", i ? ", " : "", words[i]);
	}
	st = ty_fail_at(err, TY_EINVAL, file, line, 0,
			_("%s is one of %s, not '%.40s'"),
			infos[setting].name, list.p, word);
	ty_buf_release(&list);
	return st;
}

static enum ty_status set_at(struct ty_style *style, const char *name,
			     const char *word, const char *file, long line,
			     struct ty_error *err)
{
	int i;

	for (i = 0; i < TY_NSTYLE_SETTINGS; i++)
		if (!strcmp(infos[i].name, name))
			return set_choice(style, i, word, file, line, err);
	return ty_fail_at(err, TY_EINVAL, file, line, 0,
			  _("there is no style setting '%.40s'"), name);
}

enum ty_status ty_style_set(struct ty_style *style, const char *name,
			    const char *word, struct ty_error *err)
{
	return set_at(style, name, word, "", 0, err);
}

void ty_style_print(struct ty_buf *out, const struct ty_style *style)
{
	int i;

	for (i = 0; i < TY_NSTYLE_SETTINGS; i++)
		if (style->v[i])
			ty_buf_addf(out, "%s = %s\n", infos[i].name,
				    infos[i].words[style->v[i]]);
}

/* "NAME = WORD", spaces as you like. */
static enum ty_status parse_line(struct ty_style *style, char *line,
				 const char *file, long number,
				 struct ty_error *err)
{
	char *name = line + strspn(line, " \t"), *word;
	char *sign = strchr(name, '=');

	if (!*name || *name == '#')
		return TY_OK;
	if (!sign)
		return ty_fail_at(err, TY_ESYNTAX, file, number, 0,
				  _("a style setting is NAME = WORD"));
	word = sign + 1 + strspn(sign + 1, " \t");
	word[strcspn(word, " \t\r")] = '\0';
	*sign = '\0';
	name[strcspn(name, " \t")] = '\0';
	return set_at(style, name, word, file, number, err);
}

enum ty_status ty_style_parse(struct ty_style *style, const char *text,
			      const char *file, struct ty_error *err)
{
	char line[LONGEST_LINE];
	enum ty_status st;
	long number = 0;
	size_t len;

	for (; *text; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		number++;
		if (len >= sizeof(line))
			return ty_fail_at(err, TY_ELIMIT, file, number, 0,
					  _("a style setting is NAME = WORD"));
		memcpy(line, text, len);
		line[len] = '\0';
		/* A text without a name has no lines either. */
		st = parse_line(style, line, file, *file ? number : 0, err);
		if (st != TY_OK)
			return st;
	}
	return TY_OK;
}
