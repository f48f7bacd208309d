/* Where words, characters, numbers and punctuation marks begin and end. */

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "text/lang.h"
#include "text/norm.h"
#include "text/token.h"
#include "text/value_lex.h"

/*
 * The rules are those of UAX #29, section 4.1.1, read from ICU's Word_Break
 * property.  They are applied here and not by ICU's iterator, because that one
 * looks up a dictionary for Japanese and Thai, where a token is a character,
 * and because text comes in many short pieces.  What UAX #29 does not say:
 *
 * - where words have no spaces, katakana is cut into characters as well;
 * - a hyphen between a letter and a digit joins them: F-35, COVID-19 (but
 *   35-year-old starts with a number);
 * - a full stop after letters and stops belongs to them: U.S., p.m.;
 * - a run of one kind of dash or dot is one mark;
 * - a colon does not join letters (nor does it in CLDR's rules).
 */
struct ty_tokenizer {
	struct ty_value_reader	*values;
	bool	spaced;
	uint8_t	ascii[128];		/* Word_Break of the first 128 */
};

/* Two classes that Word_Break does not have. */
#define BLANK	(U_WB_COUNT + 0)	/* white space and controls: no token */
#define HYPHEN	(U_WB_COUNT + 1)

/* Where reading stands: the character at `start`, of class `class`, goes up to
 * `end`, the marks that belong to it included. */
struct reader {
	const struct ty_tokenizer	*tokenizer;
	const char			*s;
	size_t				 len;
	size_t				 start, end;
	UChar32				 c;
	int				 class;
	bool				 zwj;	/* ends in a joiner */
};

static bool is_hyphen(UChar32 c)
{
	return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFF0D;
}

static bool is_stop(UChar32 c)
{
	return c == '.' || c == 0xFF0E;
}

static int raw_class(UChar32 c)
{
	/* Kana but for its marks, and Han: ICU need not be asked. */
	if (c >= 0x30A1 && c <= 0x30FA)
		return U_WB_KATAKANA;
	if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x4E00 && c <= 0x9FFF))
		return U_WB_OTHER;
	if (is_hyphen(c))
		return HYPHEN;
	if (c == ':' || c == 0xFE55 || c == 0xFF1A)
		return U_WB_OTHER;
	if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR)
		return BLANK;
	return u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
}

static int class_of(const struct ty_tokenizer *tokenizer, UChar32 c)
{
	int class;

	if (c < 0x80)
		return tokenizer->ascii[c];
	class = raw_class(c);
	if (tokenizer->spaced)
		return class;
	switch (c) {
	case 0x3005: case 0x303B:	/* repeat Han; to Unicode, letters */
		return U_WB_OTHER;
	case 0x0E33: case 0x0EB3:	/* Thai and Lao vowels written behind */
		return U_WB_EXTEND;
	}
	return class == U_WB_KATAKANA ? U_WB_OTHER : class;
}

static bool is_mark(int class)
{
	return class == U_WB_EXTEND || class == U_WB_FORMAT ||
	       class == U_WB_ZWJ;
}

/* Read the character at `start` with the marks on it; false at the end. */
static bool read_at(struct reader *r, size_t start)
{
	size_t i = start;
	UChar32 c;
	int class;

	if (start >= r->len)
		return false;
	r->start = start;
	U8_NEXT_OR_FFFD(r->s, i, r->len, r->c);
	r->class = class_of(r->tokenizer, r->c);
	r->zwj = false;
	r->end = i;
	/* No ASCII character is a mark. */
	while (i < r->len && (unsigned char)r->s[i] >= 0x80) {
		U8_NEXT_OR_FFFD(r->s, i, r->len, c);
		class = class_of(r->tokenizer, c);
		if (!is_mark(class))
			break;
		r->zwj = class == U_WB_ZWJ;
		r->end = i;
	}
	return true;
}

static bool is_letter(int class)
{
	return class == U_WB_ALETTER || class == U_WB_HEBREW_LETTER;
}

static bool is_word_part(int class)
{
	return is_letter(class) || class == U_WB_NUMERIC ||
	       class == U_WB_KATAKANA || class == U_WB_EXTENDNUMLET;
}

/* UAX #29 WB3c, WB5, WB8-WB10, WB13-WB16: no break between the two. */
static bool joins(const struct reader *a, const struct reader *b, bool first)
{
	int x = a->class, y = b->class;

	if (a->zwj && u_hasBinaryProperty(b->c, UCHAR_EXTENDED_PICTOGRAPHIC))
		return true;
	if (x == U_WB_REGIONAL_INDICATOR)
		return first && y == U_WB_REGIONAL_INDICATOR;
	if (x == U_WB_HEBREW_LETTER && y == U_WB_SINGLE_QUOTE)
		return true;
	if (!is_word_part(x) || !is_word_part(y))
		return false;
	if (x == U_WB_EXTENDNUMLET || y == U_WB_EXTENDNUMLET)
		return true;
	return (x == U_WB_KATAKANA) == (y == U_WB_KATAKANA);
}

/* WB6-WB7c, WB11-WB12 and our hyphen: `mid` joins the two around it. */
static bool bridges(int x, int mid, int y)
{
	bool any = mid == U_WB_MIDNUMLET || mid == U_WB_SINGLE_QUOTE;

	if (mid == HYPHEN)
		return is_letter(x) && y == U_WB_NUMERIC;
	if (x == U_WB_NUMERIC && y == U_WB_NUMERIC)
		return any || mid == U_WB_MIDNUM;
	if (mid == U_WB_DOUBLE_QUOTE)
		return x == U_WB_HEBREW_LETTER && y == U_WB_HEBREW_LETTER;
	return is_letter(x) && is_letter(y) && (any || mid == U_WB_MIDLETTER);
}

/* What a token was seen to have in it. */
struct seen {
	bool	letter, digit;
	bool	initials;	/* letters and full stops in turn, ends in a
				   letter */
};

static void see(struct seen *seen, int class)
{
	if (class == U_WB_NUMERIC)
		seen->digit = true;
	else if (is_letter(class) || class == U_WB_KATAKANA)
		seen->letter = true;
}

/* The end of the token that starts with the character in *r. */
static size_t word_end(struct reader *r, struct seen *seen)
{
	struct reader next = *r, after;
	bool first = true, stops = false, single = is_letter(r->class);

	see(seen, r->class);
	while (read_at(&next, r->end)) {
		after = next;
		if (is_word_part(r->class) && !is_word_part(next.class) &&
		    next.class != BLANK && read_at(&after, next.end) &&
		    bridges(r->class, next.class, after.class)) {
			single &= is_stop(next.c);
			stops = true;
			next = after;
		} else if (joins(r, &next, first)) {
			single = false;
		} else {
			break;
		}
		see(seen, next.class);
		*r = next;
		first = false;
	}
	seen->initials = stops && single && is_letter(r->class);
	return r->end;
}

/* Dots and dashes that are written in rows. */
static bool comes_in_rows(UChar32 c)
{
	switch (c) {
	case '.': case 0x2025: case 0x2026: case 0x2500: case 0x30FB:
		return true;
	}
	return u_charType(c) == U_DASH_PUNCTUATION;
}

/* The end of the row of the mark in *r. */
static size_t row_end(struct reader *r)
{
	struct reader next = *r;

	while (read_at(&next, r->end) && next.c == r->c)
		*r = next;
	return r->end;
}

static enum ty_token_kind kind_of_other(UChar32 c)
{
	return U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK) ?
	       TY_WORD : TY_PUNCT;
}

/* Find the next token at or after *i and step over it; false if there is
 * none. */
static bool next_token(const struct ty_tokenizer *tokenizer, const char *s,
		       size_t len, size_t *i, struct ty_token *token)
{
	struct reader r = { .tokenizer = tokenizer, .s = s, .len = len };
	struct seen seen = { false, false, false };
	UChar32 c;

	do {
		if (!read_at(&r, *i))
			return false;
		*i = r.end;
	} while (r.class == BLANK);
	c = r.c;
	token->span.start = r.start;
	*i = word_end(&r, &seen);
	if (seen.letter || seen.digit) {
		token->kind = seen.letter ? TY_WORD : TY_NUMBER;
		if (seen.initials && read_at(&r, *i) && is_stop(r.c))
			*i = r.end;
	} else {
		token->kind = kind_of_other(c);
		if (token->kind == TY_PUNCT && comes_in_rows(c))
			*i = row_end(&r);
	}
	token->span.end = *i;
	return true;
}

/* ------------------------------------------------------------- interface -- */

enum ty_status ty_tokenizer_open(struct ty_tokenizer **out, const char *lang,
				 struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	char tag[TY_LANG_MAX];
	enum ty_status st;
	UChar32 c;

	*out = NULL;
	st = ty_lang_canonical(tag, lang, err);
	if (st != TY_OK)
		return st;
	tokenizer = ty_alloc(1, sizeof(*tokenizer));
	st = ty_value_reader_open(&tokenizer->values, tag, err);
	if (st != TY_OK) {
		free(tokenizer);
		return st;
	}
	tokenizer->spaced = ty_lang_spaced(tag);
	for (c = 0; c < 0x80; c++)
		tokenizer->ascii[c] = (uint8_t)raw_class(c);
	*out = tokenizer;
	return TY_OK;
}

void ty_tokenizer_close(struct ty_tokenizer *tokenizer)
{
	if (tokenizer)
		ty_value_reader_close(tokenizer->values);
	free(tokenizer);
}

uint32_t ty_tokens_version(void)
{
	UVersionInfo unicode;

	u_getUnicodeVersion(unicode);
	return ty_lex_sum + ((uint32_t)unicode[0] << 8 | unicode[1]);
}

void ty_tokens_release(struct ty_tokens *tokens)
{
	free(tokens->v);
	tokens->v = NULL;
	tokens->n = tokens->cap = 0;
	ty_buf_release(&tokens->folded);
	ty_values_release(&tokens->values);
}

static void add_token(struct ty_tokens *tokens, struct ty_token *token)
{
	token->fold_len = (uint32_t)(tokens->folded.len - token->fold);
	/* Nothing is left of a zero-width space. */
	if (!token->fold_len)
		return;
	tokens->v = ty_grow(tokens->v, &tokens->cap, tokens->n + 1,
			    sizeof(*tokens->v));
	tokens->v[tokens->n++] = *token;
}

/* A value is folded to its class: a control character, which no token has in
 * it, and a letter for the kind.  Digits that are no value are a number. */
static void add_class(struct ty_tokens *tokens, bool reference,
		      enum ty_value_kind kind)
{
	ty_buf_addc(&tokens->folded, reference ? '\2' : '\1');
	ty_buf_addc(&tokens->folded, (char)('A' + kind));
}

static void add_value(struct ty_tokens *tokens, size_t i)
{
	const struct ty_value *v = &tokens->values.v[i];
	struct ty_token token = { .span = v->span, .kind = TY_NUMBER,
				  .fold = tokens->folded.len,
				  .value = (uint32_t)i + 1 };

	add_class(tokens, v->reference, v->kind);
	add_token(tokens, &token);
}

/* Add what stands between values, from byte `i` on. */
static void add_text(struct ty_tokenizer *tokenizer, const char *s, size_t end,
		     size_t i, struct ty_tokens *tokens)
{
	struct ty_token token = { .value = 0 };

	while (next_token(tokenizer, s, end, &i, &token)) {
		token.fold = tokens->folded.len;
		if (token.kind == TY_NUMBER)
			add_class(tokens, false, TY_VALUE_NUMBER);
		else
			ty_fold(&tokens->folded, s + token.span.start,
				token.span.end - token.span.start,
				TY_FOLD_MATCH, NULL);
		add_token(tokens, &token);
	}
}

void ty_tokenize(struct ty_tokenizer *tokenizer, const char *s, size_t len,
		 struct ty_tokens *tokens)
{
	struct ty_values *values = &tokens->values;
	size_t i, at = 0;

	if (!tokens->folded.p)
		ty_buf_init(&tokens->folded);
	ty_buf_clear(&tokens->folded);
	tokens->n = 0;
	ty_values_read(tokenizer->values, s, len, values);
	for (i = 0; i < values->n; i++) {
		add_text(tokenizer, s, values->v[i].span.start, at, tokens);
		add_value(tokens, i);
		at = values->v[i].span.end;
	}
	add_text(tokenizer, s, len, at, tokens);
}

/* True for the letters and digits of a script that has no spaces. */
static bool is_unspaced(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;

	if (c < 0x0E00)
		return false;
	switch (uscript_getScript(c, &status)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return true;
	case USCRIPT_COMMON:
		/* The mark of long vowels belongs to both kana. */
		return raw_class(c) == U_WB_KATAKANA;
	default:
		return false;
	}
}

void ty_count_volume(struct ty_tokenizer *tokenizer, const char *s, size_t len,
		     struct ty_volume *volume)
{
	struct ty_token token;
	size_t i = 0, k;
	UChar32 c;

	while (next_token(tokenizer, s, len, &i, &token)) {
		if (token.kind == TY_PUNCT)
			continue;
		k = token.span.start;
		U8_NEXT_OR_FFFD(s, k, len, c);
		if (!is_unspaced(c)) {
			volume->words++;
			continue;
		}
		volume->characters++;
		while (k < token.span.end)
			volume->characters += ((unsigned char)s[k++] & 0xC0) !=
					      0x80;
	}
}
