#ifndef TY_TEXT_MANNER_H
#define TY_TEXT_MANNER_H

#include "text/decimal.h"
#include "text/style.h"

/*
 * How a bare number is written: 1,234.5 or 1234・5, 1.2 million, 百二十万,
 * 1億2千万, seven, 3rd.  One is made from the house style, is taught by an
 * example what the example shows, and writes any other number in that manner.
 */
enum ty_digits {
	TY_DIGITS_HALF, TY_DIGITS_FULL,
	TY_DIGITS_KANJI,		/* 十二 */
	TY_DIGITS_ROW			/* 一二, 二〇二四 */
};
enum ty_thousand {
	TY_THOUSAND_DIGITS,		/* 1万2000 */
	TY_THOUSAND_LARGE,		/* 1万2千, but 5000 */
	TY_THOUSAND_ALWAYS		/* 5千 */
};

struct ty_manner {
	enum ty_digits		 digits;
	enum ty_thousand	 thousand;
	const char		*comma;		/* "" for none */
	const char		*point;
	bool			 scaled;	/* 万, million: where they begin */
	bool			 mixed;		/* 1.5億: a mark before them */
	bool			 shown;		/* the example has such a word */
	int			 family;	/* which words of scale */
	const char		*gap;		/* between number and scale */
	uint32_t		 words;		/* written in words below this */
	bool			 wordy;		/* the example was in words */
	bool			 capital;	/* its first letter is large */
	bool			 ordinal;
	int			 places;	/* at least so many after the mark */
	int			 pad;		/* at least so many before it */
};

void ty_manner_house_en(struct ty_manner *m, const struct ty_style *style);
void ty_manner_house_ja(struct ty_manner *m, const struct ty_style *style);

/*
 * Look for the first numeral of s[from, len), which says `amount` (NULL: not
 * known), and take over what it shows.  False if there is none.  Whether it
 * was understood is seen by writing `amount` again.
 */
bool ty_manner_learn_en(struct ty_manner *m, const char *s, size_t from,
			 size_t len, const struct ty_decimal *amount,
			 struct ty_span *span);
bool ty_manner_learn_ja(struct ty_manner *m, const char *s, size_t from,
			 size_t len, const struct ty_decimal *amount,
			 struct ty_span *span);

/* Append the number, without its sign; false if it has no such form. */
bool ty_manner_write_en(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount);
bool ty_manner_write_ja(struct ty_buf *out, const struct ty_manner *m,
			 const struct ty_decimal *amount);

/* Digits of a decimal by their places: 0 is that of the ones.  _whole: how many
 * stand before the mark; _below: how many after it, if it stood at `place`. */
int ty_digit_at(const struct ty_decimal *d, int place);
int ty_digits_whole(const struct ty_decimal *d);
int ty_digits_below(const struct ty_decimal *d, int place);
bool ty_decimal_under(const struct ty_decimal *d, uint32_t bound);

#endif
