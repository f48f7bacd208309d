#ifndef TY_TEXT_STYLE_H
#define TY_TEXT_STYLE_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * A house style: how values are written where no example shows it.  Each
 * setting is one of a few words; the first is the default (English after AP,
 * Japanese as newspapers print it across the page).
 */
enum ty_style_setting {
	TY_STYLE_JA_DIGITS,	/* half 12, full １２, kanji 十二, row 一二 */
	TY_STYLE_JA_COMMA,	/* none 1234, comma 1,234 */
	TY_STYLE_JA_POINT,	/* point 3.5, nakaguro 3・5; full-width digits
				   always have the latter */
	TY_STYLE_JA_SCALE,	/* man 1万2300, plain 12300 */
	TY_STYLE_JA_THOUSAND,	/* kanji 1万2千 and 2千万, digits 1万2000 */
	TY_STYLE_JA_PERCENT,	/* wide ％, sign %, word パーセント */
	TY_STYLE_JA_YEAR,	/* gregorian 2024年, era 令和6年 */
	TY_STYLE_JA_CLOCK,	/* 12 午後3時, 24 15時 */
	TY_STYLE_JA_HALF,	/* minutes 9時30分, half 9時半 */
	TY_STYLE_EN_WORDS,	/* ten nine but 10, hundred, never */
	TY_STYLE_EN_COMMA,	/* comma 1,234, none 1234 */
	TY_STYLE_EN_SCALE,	/* words 1.2 million, letters 1.2m, digits */
	TY_STYLE_EN_PERCENT,	/* percent, per-cent, sign 5% */
	TY_STYLE_EN_MONEY,	/* sign $5, word 5 dollars */
	TY_STYLE_EN_MONTH,	/* ap Oct. 1, long October 1 */
	TY_STYLE_EN_DATE,	/* month-day Oct. 1, day-month 1 October */
	TY_STYLE_EN_CLOCK,	/* 12 3:15 p.m., 24 15:15 */
	TY_NSTYLE_SETTINGS
};

#define TY_STYLE_CHOICES	4
struct ty_style_info {
	const char	*name;			/* "ja.digits" */
	const char	*words[TY_STYLE_CHOICES];	/* NULL: no more */
	const char	*title;			/* N_(): what it decides */
};
const struct ty_style_info *ty_style_info(enum ty_style_setting setting);

/* The choice made for each setting; zeroed it is the default. */
struct ty_style {
	unsigned char	v[TY_NSTYLE_SETTINGS];
};

/* Set one setting by its words: TY_EINVAL naming what is possible. */
enum ty_status ty_style_set(struct ty_style *style, const char *name,
			    const char *word, struct ty_error *err);

/*
 * As text, a line "NAME = WORD" for each setting that is not the default, and
 * back; empty lines and lines of # are skipped.  `file` is for errors.
 */
void ty_style_print(struct ty_buf *out, const struct ty_style *style);
enum ty_status ty_style_parse(struct ty_style *style, const char *text,
			      const char *file, struct ty_error *err);

#endif
