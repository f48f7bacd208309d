#ifndef TY_TEXT_EXPRESSION_H
#define TY_TEXT_EXPRESSION_H

#include "base/buf.h"
#include "taiyaku.h"

/*
 * Expressions of a text that might be terms: rows of words that make a noun
 * phrase, as far as that is seen without grammar.  English: words that are no
 * function words, joined by "of"; Japanese: compounds of kanji, katakana and
 * Latin letters, cut where ICU's dictionary has words end.
 */
#define TY_EXPRESSION_WORDS	5	/* at most */

struct ty_expression {
	size_t		key, key_len;	/* in ty_expressions.text: folded, of a
					   noun's singular; words are parted by
					   TY_EXPRESSION_GAP */
	size_t		form, form_len;	/* the same: as it is written */
	int		words;
	bool		first;		/* begins the text: a capital tells
					   nothing */
	bool		name;		/* every word has a capital */
};
#define TY_EXPRESSION_GAP	'\x1F'

/* Zeroed to begin with; memory is used again. */
struct ty_expressions {
	struct ty_expression	*v;
	size_t			 n, cap;
	struct ty_buf		 text;
};
void ty_expressions_release(struct ty_expressions *list);

struct ty_expression_finder;
/* TY_EINVAL: neither English nor Japanese. */
enum ty_status ty_expression_finder_open(struct ty_expression_finder **out,
					 const char *lang,
					 struct ty_error *err);
void ty_expression_finder_close(struct ty_expression_finder *finder);

/* The expressions of valid UTF-8, shorter ones within longer ones too. */
void ty_expressions_find(struct ty_expression_finder *finder, const char *s,
			 size_t len, struct ty_expressions *list);

#endif
