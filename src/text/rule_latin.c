/* Where sentences end in alphabets with capitals, after . ! ? and the dots. */

#include <string.h>
#include <unicode/uchar.h>

#include "text/glyph.h"
#include "text/rule.h"

#define FAR	64		/* bytes a look back or ahead may take */

/* What begins after a candidate, behind quotes, brackets and dashes. */
struct ahead {
	size_t	at;		/* the first letter, digit or symbol */
	size_t	word_end;	/* of the letters there */
	int32_t	c;		/* 0 at the passage's end */
	int32_t	opener;		/* the first bracket or quote passed, or 0 */
	bool	upper, lower, digit;
};

size_t ty_word_start(const struct ty_passage *p, size_t i)
{
	size_t at = i, prev;

	while (at > p->sentence && i - at < FAR) {
		int32_t c = ty_char_before(p->s, p->sentence, at, &prev);

		if (!u_isalnum(c) && c != '.' && c != '\'' && c != 0x2019 &&
		    c != '&' && c != 0xB0)
			break;
		at = prev;
	}
	/* An opening quote is no part of the word. */
	while (at < i && (p->s[at] == '\'' || p->s[at] == '.'))
		at++;
	return at;
}

static size_t letters_end(const struct ty_passage *p, size_t i)
{
	size_t next, from = i;

	while (i < p->end && i - from < FAR &&
	       u_isalpha(ty_char_at(p->s, i, p->end, &next)))
		i = next;
	return i;
}

static struct ahead look_ahead(const struct ty_passage *p, size_t i)
{
	struct ahead a = { 0 };
	size_t next, from = i;

	while (i < p->end && i - from < FAR) {
		int32_t c = ty_char_at(p->s, i, p->end, &next);
		unsigned g = ty_glyph(c);

		/* An apostrophe may come out as a closing quote: ’90s. */
		if (g & (TY_G_OPEN | TY_G_QUOTE))
			a.opener = a.opener ? a.opener : c;
		else if (!(g & (TY_G_SPACE | TY_G_DASH | TY_G_BULLET)) &&
			 c != '*' && c != '_' && c != 0xBF && c != 0xA1)
			break;
		i = next;
	}
	a.at = i;
	if (i < p->end) {
		a.c = ty_char_at(p->s, i, p->end, NULL);
		a.upper = u_isupper(a.c) || u_istitle(a.c);
		a.lower = u_islower(a.c);
		a.digit = u_isdigit(a.c);
		a.word_end = letters_end(p, i);
	} else {
		a.word_end = i;
	}
	return a;
}

static bool is(const struct ty_passage *p, enum ty_word_class which,
	       size_t from, size_t to)
{
	return ty_abbrev_is(p->words, which, p->s + from, to - from);
}

static bool starter(const struct ty_passage *p, const struct ahead *a)
{
	return a->upper && is(p, TY_W_STARTER, a->at, a->word_end);
}

/* "J", "U.S", "M.B.A": letters with full stops between them. */
static int lone_letters(const struct ty_passage *p, size_t from, size_t to)
{
	int n = 0;

	while (from < to) {
		if (!u_isalpha(ty_char_at(p->s, from, to, &from)))
			return 0;
		n++;
		if (from < to && p->s[from++] != '.')
			return 0;
	}
	return n;
}

/* "12", "iv", "b" in front of a full stop that opens the sentence: "1. ..." */
static bool list_number(const struct ty_passage *p, size_t from,
			const struct ty_candidate *k)
{
	struct ty_list_marker marker;
	size_t i = p->sentence;

	while (i < from && (ty_glyph(ty_char_at(p->s, i, p->end, NULL)) &
			    (TY_G_BULLET | TY_G_SPACE)))
		ty_char_at(p->s, i, p->end, &i);
	return i == from && ty_list_marker(&marker, p, from) == k->end &&
	       !marker.capital;
}

/*
 * "?" and "!" within a quote and the speaker after it: `"Why?" Hamada asked`,
 * unless the quote itself came with a speaker: `He said, "No!" Hamada left`.
 */
static bool attribution(const struct ty_passage *p,
			const struct ty_candidate *k, const struct ahead *a)
{
	size_t i = a->at, word, prev, opener = k->mark;
	int words = 0;

	if (a->opener || !a->upper ||
	    (starter(p, a) && a->word_end - a->at > 1))
		return false;
	while (opener > p->sentence && k->mark - opener < 4 * FAR) {
		int32_t c = ty_char_before(p->s, p->sentence, opener, &prev);

		if ((ty_glyph(c) & TY_G_QUOTE) && c != '\'' && c != 0x2019)
			break;
		opener = prev;
	}
	if (opener > p->sentence + 3)
		return false;
	while (i < p->end && i - a->at < 2 * FAR && words++ < 8) {
		word = i;
		i = letters_end(p, i);
		if (i == word)
			return false;
		if (is(p, TY_W_SPEECH, word, i))
			return true;
		while (i < p->end && (ty_space_byte(p->s[i]) ||
				      strchr(".,-'", p->s[i])))
			i++;
	}
	return false;
}

/* After "p.m.": does what follows belong to the time, as in "Friday", "(0710
 * GMT)" and "New York time", or has nothing but a time been said so far, as in
 * "At 5 a.m. Mr. Smith"? */
static bool part_of_time(const struct ty_passage *p, size_t mark,
			 const struct ahead *a)
{
	size_t i = a->at, end = a->word_end;
	int n;

	if (a->opener == '(' || is(p, TY_W_AFTER_TIME, a->at, a->word_end))
		return true;
	for (n = 0; n < 3 && end > i; n++) {
		if (end - i == 4 && !memcmp(p->s + i, "time", 4))
			return n > 0;
		i = ty_skip_space(p->s, end, p->end);
		end = letters_end(p, i);
	}
	return mark - p->sentence < 16 &&
	       is(p, TY_W_OPENING, p->sentence, letters_end(p, p->sentence));
}

static enum ty_rule after_initial(const struct ty_passage *p, size_t from,
				  const struct ahead *a)
{
	size_t prev = ty_trim_space(p->s, p->sentence, from);
	size_t word;

	if (!starter(p, a) || prev == p->sentence)
		return TY_RULE_INITIAL;
	/* "you and I. He ..." but "Louis C. So said it" */
	word = ty_word_start(p, prev);
	if (word < prev && u_isupper(ty_char_at(p->s, word, prev, NULL)) &&
	    p->s[from] != 'I' && a->word_end - a->at < 3)
		return TY_RULE_INITIAL;
	return TY_RULE_STARTER;
}

static enum ty_rule ambiguous(const struct ty_passage *p,
			      const struct ahead *a)
{
	return starter(p, a) ? TY_RULE_STARTER : TY_RULE_ABBREVIATION;
}

/* One full stop after a word, followed by something that may be a beginning:
 * does it belong to the word? */
static enum ty_rule after_word(const struct ty_passage *p,
			       const struct ty_candidate *k,
			       const struct ahead *a)
{
	size_t mark = k->mark, from = ty_word_start(p, mark);
	uint32_t c = ty_abbrev_classes(p->words, p->s + from, mark + 1 - from);
	int alone = lone_letters(p, from, mark);

	if (from == mark)
		return TY_RULE_STOP;
	if (list_number(p, from, k))
		return TY_RULE_LIST_MARKER;
	if (c >> TY_W_WORD & 1)
		return TY_RULE_STOP;
	if (c >> TY_W_NEVER & 1)
		return TY_RULE_ABBREVIATION;
	if (c >> TY_W_TITLE & 1)
		return a->upper || a->opener || a->digit ?
		       TY_RULE_TITLE : TY_RULE_STOP;
	if (c >> TY_W_TIME & 1)
		return part_of_time(p, mark, a) ? TY_RULE_TIME : TY_RULE_STOP;
	if (c >> TY_W_MONTH & 1)
		return a->digit ? TY_RULE_MONTH : TY_RULE_STOP;
	if ((c >> TY_W_NUMBER & 1) &&
	    (a->digit || (a->upper && a->word_end - a->at <= 1 &&
			  a->c != 'I' && a->c != 'A')))
		return TY_RULE_NUMBER;
	if (c & (1u << TY_W_COMPANY | 1u << TY_W_PLACE |
		 1u << TY_W_AMBIGUOUS | 1u << TY_W_NAME))
		return ambiguous(p, a);
	if (alone == 1 && u_isupper(ty_char_at(p->s, from, mark, NULL)))
		return after_initial(p, from, a);
	return alone ? ambiguous(p, a) : TY_RULE_STOP;
}

/* Notes glued to the full stop, "the text.3 The" or "the text.[3] The": where
 * they end, or 0. */
static size_t notes_end(const struct ty_passage *p, size_t i)
{
	bool bracket = p->s[i] == '[';
	size_t from = i;

	if (!bracket && !ty_is_digit(p->s[i]))
		return 0;
	while (i < p->end && i - from < 16 && p->s[i] > 0 &&
	       strchr("0123456789[],- ", p->s[i]))
		i++;
	i = ty_trim_space(p->s, from, i);
	return i < p->end && ty_space_byte(p->s[i]) && p->s[i - 1] != ',' &&
	       p->s[i - 1] != '-' && bracket == (p->s[i - 1] == ']') ? i : 0;
}

/* A word that ends with the mark, not known for a full stop of its own. */
static bool plain_word(const struct ty_passage *p, size_t from, size_t mark)
{
	return mark - from > 2 && letters_end(p, from) == mark &&
	       !ty_abbrev_classes(p->words, p->s + from, mark + 1 - from);
}

/* "the world.Today is", "bought 1,000.That is": a plain word or a number on its
 * own, a capitalised word or title, a space. */
static bool missing_space(const struct ty_passage *p, size_t from,
			  const struct ty_candidate *k)
{
	struct ahead a = look_ahead(p, k->end);
	bool one = a.word_end - a.at == 1;

	if (k->end != k->stop || a.at != k->end || !a.upper ||
	    a.word_end >= p->end || from == k->mark)
		return false;
	if (!ty_space_byte(p->s[a.word_end]) &&
	    !is(p, TY_W_TITLE, a.at, a.word_end + 1))
		return false;
	/* "Today" or "I", not "TODAY". */
	if (u_isupper(ty_char_before(p->s, a.at, a.word_end, NULL)) != one)
		return false;
	if (from > p->sentence &&
	    !(ty_glyph(ty_char_before(p->s, p->sentence, from, NULL)) &
	      (TY_G_SPACE | TY_G_OPEN | TY_G_QUOTE | TY_G_PAUSE)))
		return false;
	if (ty_is_digit(p->s[from]))
		return ty_is_digit(p->s[k->mark - 1]) &&
		       !memchr(p->s + from, '.', k->mark - from);
	return plain_word(p, from, k->mark) &&
	       u_islower(ty_char_before(p->s, from, k->mark, NULL));
}

/* No white space after the mark: hardly ever an end. */
static enum ty_rule glued(const struct ty_passage *p, struct ty_candidate *k)
{
	size_t from = ty_word_start(p, k->mark);
	size_t notes = notes_end(p, k->end);
	bool plain = plain_word(p, from, k->mark);

	if (!notes)
		return missing_space(p, from, k) ? TY_RULE_MISSING_SPACE :
		       TY_RULE_GLUED;
	if (from == k->mark && k->mark > p->sentence)
		plain = ty_glyph(ty_char_before(p->s, p->sentence, k->mark,
						NULL)) & TY_G_CLOSE;
	if (!plain ||
	    !look_ahead(p, ty_skip_space(p->s, notes, p->end)).upper)
		return TY_RULE_GLUED;
	k->end = notes;
	k->next = ty_skip_space(p->s, notes, p->end);
	return TY_RULE_NOTE;
}

/* [...] or (...) */
static bool bracketed(const struct ty_passage *p, const struct ty_candidate *k)
{
	int32_t c = ty_char_before(p->s, p->sentence, k->mark, NULL);

	return c == '[' || c == '(';
}

static enum ty_rule after_dots(const struct ty_passage *p,
			       struct ty_candidate *k, const struct ahead *a)
{
	bool apart = k->mark > p->sentence &&
		     ty_is_space(ty_char_before(p->s, p->sentence, k->mark,
						NULL));

	/* Dots that begin a sentence, or stand for words left out: [...] */
	if (k->mark == p->sentence || (k->end > k->stop && bracketed(p, k)))
		return TY_RULE_DOTS;
	/* "compounds. . . . The": a full stop, then a sentence that begins
	 * with an ellipsis. */
	if (k->spaced && !apart && k->marks == 4 && !a->lower) {
		k->stop = k->end = k->mark + 1;
		k->next = ty_skip_space(p->s, k->end, p->end);
	}
	return TY_RULE_STOP;
}

static bool prefix(const struct ty_passage *p, size_t i, const char *word)
{
	size_t n = strlen(word);

	return p->end - i > n && !memcmp(p->s + i, word, n);
}

/* Will one of the next few words say who spoke? */
static bool speech_ahead(const struct ty_passage *p, size_t i)
{
	int n;

	for (n = 0; n < 3 && i < p->end; n++) {
		size_t end = letters_end(p, i);

		if (end == i)
			return false;
		if (is(p, TY_W_SPEECH, i, end))
			return true;
		i = ty_skip_space(p->s, end, p->end);
	}
	return false;
}

/*
 * What begins with a small letter is hardly a new sentence, but for addresses,
 * items of a list, and text whose writer does without capitals: one who began
 * this sentence so, or who asks and goes on: `what is it? i don't know`.
 */
static bool begins_without_capital(const struct ty_passage *p,
				   const struct ty_candidate *k,
				   const struct ahead *a)
{
	struct ty_list_marker marker;
	size_t from = ty_word_start(p, k->mark);

	if (prefix(p, a->at, "http://") || prefix(p, a->at, "https://") ||
	    prefix(p, a->at, "www.") ||
	    (ty_list_marker(&marker, p, a->at) && marker.close))
		return true;
	if (k->end > k->stop || a->at != k->next || speech_ahead(p, a->at))
		return false;
	if (k->asks)
		return !is(p, TY_W_NAME, from, k->stop);
	return k->marks == 1 && k->mark - from > 2 &&
	       letters_end(p, from) == k->mark &&
	       !ty_abbrev_classes(p->words, p->s + from, k->stop - from) &&
	       u_islower(ty_char_at(p->s, p->sentence, p->end, NULL));
}

enum ty_rule ty_latin_rule(const struct ty_passage *p, struct ty_candidate *k)
{
	struct ahead a;

	if (k->next == k->end)
		return glued(p, k);
	a = look_ahead(p, k->next);
	if (a.lower && begins_without_capital(p, k, &a))
		a.lower = false;
	if (k->asks) {
		if (a.lower)
			return TY_RULE_LOWER;
		if (k->end > k->stop && attribution(p, k, &a))
			return TY_RULE_ATTRIBUTION;
		if (k->end == k->mark + 1 && !starter(p, &a) &&
		    is(p, TY_W_NAME, ty_word_start(p, k->mark), k->stop))
			return TY_RULE_NAME;
		return TY_RULE_STOP;
	}
	if (k->marks > 1 || k->first == 0x2026)
		return after_dots(p, k, &a);
	if (a.lower) {
		/* iPhone, eBay */
		if (a.word_end - a.at > 2 &&
		    u_isupper(ty_char_at(p->s, a.at + 1, p->end, NULL)))
			return after_word(p, k, &a);
		return TY_RULE_LOWER;
	}
	return after_word(p, k, &a);
}
