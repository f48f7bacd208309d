/* What English has around a number: sentence starts, names, plurals. */

#include <ctype.h>
#include <string.h>

#include "flow/carry.h"

static bool upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool letter(char c)
{
	return upper(c) || (c >= 'a' && c <= 'z');
}

/* The word before `end`, behind one space; 0 if there is none. */
static size_t word_before(const char *text, size_t end, const char **word)
{
	size_t stop = end, start;

	if (stop == 0 || text[stop - 1] != ' ')
		return 0;
	stop--;
	for (start = stop; start > 0 && (letter(text[start - 1]) ||
					 text[start - 1] == '\''); start--)
		;
	*word = text + start;
	return stop - start;
}

static bool is_word(const char *word, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && !strncmp(*list, word, len))
			return true;
	return false;
}

/* Quotes and spaces back to a stop, or to the text's beginning. */
bool ty_carry_starts(const char *text, const struct ty_value *value)
{
	static const char *const quotes[] = { "\"", "'", "“", "‘", "(", " " };
	size_t at = value->span.start, i, n;

	for (i = 0; at > 0 && i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		n = strlen(quotes[i]);
		if (at < n || memcmp(text + at - n, quotes[i], n))
			continue;
		at -= n;
		i = (size_t)-1;
	}
	if (at == 0)
		return true;
	/* A stop, if the word is large behind it; else "No. 5". */
	return strchr(".!?:", text[at - 1]) && upper(text[value->span.start]);
}

/* "Peleliu Island 14 times": the number goes with what follows. */
static bool counted(const char *after)
{
	static const char *const words[] = {
		" people", " times", " men", " women", " children"
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strncmp(after, words[i], strlen(words[i])) &&
		    !letter(after[strlen(words[i])]))
			return true;
	return false;
}

/* "second-largest", "second largest": nothing is "first largest". */
static bool superlative(const char *after)
{
	size_t n;

	if (*after == '-')
		return true;
	if (*after != ' ')
		return false;
	for (n = 1; letter(after[n]); n++)
		;
	return (n > 4 && !strncmp(after + n - 3, "est", 3)) ||
	       !strncmp(after, " most ", 6);
}

/* "Second Army", "Boeing 737": large letters inside a sentence. */
bool ty_carry_named(const char *text, const struct ty_value *value)
{
	const char *s = text + value->span.start, *word;
	/* Words that a headline writes large. */
	static const char *const titles[] = {
		"Above", "About", "After", "And", "Around", "As", "At", "By",
		"Below", "For", "From", "In", "Kills", "Least", "Nearly", "Of",
		"Or", "Over", "Some", "Than", "The", "To", "With", "Within",
		NULL
	};
	bool bare = value->kind == TY_VALUE_NUMBER && !value->unit[0];
	size_t n, i;

	if ((bare || value->kind == TY_VALUE_ORDINAL ||
	     value->kind == TY_VALUE_COUNT) &&
	    upper(*s) && !ty_carry_starts(text, value))
		return true;
	if (!bare || *s < '0' || *s > '9')
		return false;
	n = word_before(text, value->span.start, &word);
	if (n == 0 || !upper(*word) || memchr(word, '\'', n) ||
	    is_word(word, n, titles) || counted(text + value->span.end))
		return false;
	/* A sentence may begin with any word: "Some 12 people". */
	for (i = 0; text + i < word; i++)
		if (letter(text[i]))
			break;
	if (text + i == word)
		return false;
	/* 1.2 million and 1,200 are no numbers of things' names. */
	for (i = 0; s + i < text + value->span.end; i++)
		if (s[i] == ',' || s[i] == '.' || s[i] == ' ')
			return false;
	return true;
}

static bool one(const struct ty_value *v)
{
	return !strcmp(v->amount, "1");
}

/* "one person was" and "two people were": nouns and verbs go with a number. */
bool ty_carry_bound(const char *text, const struct ty_value *value,
		    const struct ty_value *now)
{
	static const char *const before[] = {
		"for", "in", "after", "within", "over", "about", "nearly",
		"by", "than", "to", "at", "under", "of", "lasted", NULL
	};
	bool rank = value->kind == TY_VALUE_ORDINAL;
	const char *next = text + value->span.end, *word;
	size_t n;

	/* "second-largest", but "the largest"; no house has "zero people". */
	if (rank)
		return one(now) != one(value) && superlative(next);
	if (value->kind == TY_VALUE_COUNT || value->kind == TY_VALUE_NUMBER)
		if (!strcmp(now->amount, "0") || !strcmp(value->amount, "0"))
			return true;
	if (one(value) == one(now))
		return false;
	switch (value->kind) {
	case TY_VALUE_NUMBER:
		if (!strcmp(value->unit, "magnitude") ||
		    !strncmp(value->unit, "shindo", 6))
			return false;
		return *next != '-';
	case TY_VALUE_COUNT:
		return *next != '-';
	case TY_VALUE_DATE: case TY_VALUE_MONTH: case TY_VALUE_YEAR:
	case TY_VALUE_TIME: case TY_VALUE_FRACTION: case TY_VALUE_RANGE:
	case TY_VALUE_SCORE: case TY_VALUE_AGE:
		return false;
	case TY_VALUE_PERCENT:
		if (!strcmp(value->unit, "percent"))
			return false;
		break;
	default:
		break;
	}
	/* "a five-day truce" has no plural; else only where the value cannot
	 * be what a verb goes with. */
	if (*next == '-' || memchr(text + value->span.start, '-',
				   value->span.end - value->span.start))
		return false;
	n = word_before(text, value->span.start, &word);
	return n == 0 || !is_word(word, n, before);
}

/* How a number sounds when it is read out. */
static bool begins_with_vowel(const char *s)
{
	size_t digits, rest;

	while (*s && !isdigit((unsigned char)*s) && !letter(*s))
		s++;
	if (letter(*s))
		return strncmp(s, "one", 3) && strncmp(s, "uni", 3) &&
		       strncmp(s, "eu", 2) && strncmp(s, "US", 2) &&
		       strchr("aeiouAEIOU", *s);
	if (*s == '8')
		return true;
	if (strncmp(s, "11", 2) && strncmp(s, "18", 2))
		return false;
	/* Eleven and eighteen, of ones, thousands or millions. */
	for (digits = 0, rest = 0; isdigit((unsigned char)s[rest]) ||
	     (s[rest] == ',' && isdigit((unsigned char)s[rest + 1])); rest++)
		digits += s[rest] != ',';
	return digits % 3 == 2;
}

const char *ty_carry_article(const char *text, const struct ty_value *value,
			     const char *now_text, size_t *from)
{
	static const char *const articles[] = { "a", "an", "A", "An", NULL };
	bool was = begins_with_vowel(text + value->span.start);
	bool is = begins_with_vowel(now_text);
	const char *word;
	size_t n = word_before(text, value->span.start, &word);

	if (n == 0 || !is_word(word, n, articles) || was == is ||
	    (n == 2) != was)
		return NULL;
	*from = (size_t)(word - text);
	if (upper(*word))
		return is ? "An " : "A ";
	return is ? "an " : "a ";
}
