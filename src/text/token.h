#ifndef TY_TEXT_TOKEN_H
#define TY_TEXT_TOKEN_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/value.h"

/*
 * Tokens as the matcher compares them: words and single punctuation marks in
 * languages with spaces (UAX #29 words), characters in those without (there,
 * runs of Latin letters are still words).  White space is no token.  A value
 * (text/value.h: $1.2 million, Oct. 1, three) is one token of its kind, whatever
 * its amount, and so are digits that are no value; digits that touch letters are
 * else part of a word (G7), also behind a hyphen (F-35).  "U.S." is one word, a
 * row of equal dots or dashes one mark.
 */
enum ty_token_kind { TY_WORD, TY_PUNCT, TY_NUMBER };

struct ty_token {
	struct ty_span		span;	/* bytes of the text */
	size_t			fold;	/* offset in ty_tokens.folded */
	uint32_t		fold_len;
	uint32_t		value;	/* of a number token: 1 + its index in
					   ty_tokens.values; 0: plain digits */
	enum ty_token_kind	kind;
};

struct ty_tokens {
	struct ty_token	*v;
	size_t		 n, cap;
	struct ty_buf	 folded;	/* NFKC, case folded; a number token's is
					   what no text has, by its kind */
	struct ty_values values;	/* of the text, all of them */
};

/* Which tokens these are: another number when another version of this program,
 * or of Unicode, may make others of a text.  What is derived from them is then
 * built again. */
uint32_t ty_tokens_version(void);

/* What has to be known of a language. */
struct ty_tokenizer;
enum ty_status ty_tokenizer_open(struct ty_tokenizer **out, const char *lang,
				 struct ty_error *err);
void ty_tokenizer_close(struct ty_tokenizer *tokenizer);

/* Tokenize valid UTF-8; `tokens` (zeroed at first) is overwritten and its
 * memory used again. */
void ty_tokenize(struct ty_tokenizer *tokenizer, const char *s, size_t len,
		 struct ty_tokens *tokens);
void ty_tokens_release(struct ty_tokens *tokens);

/* How much text this is, in the units translators are paid by: adds to
 * volume->words and ->characters (see struct ty_volume). */
void ty_count_volume(struct ty_tokenizer *tokenizer, const char *s, size_t len,
		     struct ty_volume *volume);

#endif
