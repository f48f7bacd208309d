/* Words that stand twice in a row: a slip of the keyboard, or how it is said. */

#include <string.h>

#include "base/i18n.h"
#include "text/check.h"
#include "text/glyph.h"

/* How many characters a piece of `s` that may be doubled has. */
#define MOST_WORD	40

static bool letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80);
}

static bool same_word(const char *a, const char *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char x = a[i], y = b[i];

		if (x >= 'A' && x <= 'Z')
			x = (char)(x | 0x20);
		if (y >= 'A' && y <= 'Z')
			y = (char)(y | 0x20);
		if (x != y)
			return false;
	}
	return true;
}

static bool is_one_of(const char *s, size_t n, const char *const *words,
		      size_t nwords)
{
	size_t i;

	for (i = 0; i < nwords; i++)
		if (strlen(words[i]) == n && same_word(s, words[i], n))
			return true;
	return false;
}

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* A word and the same again behind white space: "had had" and "bye bye" are
 * English, and so is what is capitalised twice (Duran Duran). */
static void english(const struct ty_check_run *run, int side)
{
	static const char *const idioms[] = {
		"had", "that", "very", "so", "no", "yes", "bye", "ha", "ho",
		"many", "much", "really", "long", "far", "there", "now", "well",
		"knock", "blah", "hear", "go", "her", "you", "is", "do", "tut",
		"again", "never", "please", "too", "win", "half", "in", "on"
	};
	static const char *const certain[] = {
		"the", "a", "an", "of", "and", "to", "with", "from", "by",
		"at", "for", "their", "its", "our", "be", "was", "were", "are"
	};
	const char *s = run->side[side].s;
	size_t len = run->side[side].len, i = 0, start, n, k;

	while (i < len) {
		if (!letter(s[i])) {
			i++;
			continue;
		}
		for (start = i; i < len && (letter(s[i]) || s[i] == '\'');)
			i++;
		n = i - start;
		k = i;
		while (k < len && ty_space_byte(s[k]))
			k++;
		if (k == i || len - k < n || n > MOST_WORD ||
		    (k + n < len && (letter(s[k + n]) || s[k + n] == '\'' ||
				     s[k + n] == '-')) ||
		    (start && (s[start - 1] == '-' || s[start - 1] == '\'')) ||
		    !same_word(s + start, s + k, n) ||
		    (s[k] >= 'A' && s[k] <= 'Z') || (n == 1 && s[k] != 'a') ||
		    is_one_of(s + start, n, idioms, COUNT(idioms)))
			continue;
		{
			char word[MOST_WORD + 1];

			memcpy(word, s + start, n);
			word[n] = '\0';
			ty_check_quote(run, TY_CHECK_DOUBLED_WORD, side,
				       (struct ty_span){ start, k + n },
				       is_one_of(s + start, n, certain,
						 COUNT(certain)) ? word : NULL,
				       _("a word stands twice: '%s'"));
		}
		i = k + n;
	}
}

static bool is_content(int32_t c)
{
	return (ty_is_japanese(c) && !(c >= 0x3041 && c <= 0x309F)) ||
	       ty_is_latin(c) || ty_is_digit(c);
}

/* を is nothing but a particle.  The others are parts of words, too (かに,
 * はは, もの), and are looked at between words that are none of kana. */
static bool particle(const char *s, size_t len, size_t i, size_t end)
{
	static const char *const particles[] = {
		"は", "が", "に", "で", "の", "と", "へ"
	};
	size_t k, after;
	int32_t next;

	if (!memcmp(s + i, "を", 3))
		return true;
	if (i == 0 || end >= len)
		return false;
	for (k = 0; k < COUNT(particles); k++)
		if (!memcmp(s + i, particles[k], 3))
			break;
	next = ty_char_at(s, end, len, &after);
	return k < COUNT(particles) &&
	       is_content(ty_char_before(s, 0, i, &after)) &&
	       (is_content(next) || next == 0x3001);
}

static void particles(const struct ty_check_run *run, int side)
{
	const char *s = run->side[side].s;
	size_t len = run->side[side].len, i;
	char one[4] = "";

	for (i = 0; i + 6 <= len; i++) {
		if ((unsigned char)s[i] != 0xE3 || memcmp(s + i, s + i + 3, 3))
			continue;
		/* Three of them are no slip. */
		if ((i + 9 <= len && !memcmp(s + i, s + i + 6, 3)) ||
		    (i >= 3 && !memcmp(s + i, s + i - 3, 3)))
			continue;
		if (!particle(s, len, i, i + 6))
			continue;
		memcpy(one, s + i, 3);
		ty_check_quote(run, TY_CHECK_DOUBLED_PARTICLE, side,
			       (struct ty_span){ i, i + 6 }, one,
			       _("a particle stands twice: '%s'"));
		i += 5;
	}
}

/* Endings and phrases that nobody says twice. */
static void phrases(const struct ty_check_run *run, int side)
{
	static const char *const list[] = {
		"です", "ました", "ません", "でした", "として",
		"について", "により", "によって", "において", "している",
		"された", "される"
	};
	const char *s = run->side[side].s, *at;
	size_t k, n;

	for (k = 0; k < COUNT(list); k++) {
		n = strlen(list[k]);
		for (at = s; (at = strstr(at, list[k])); at += n) {
			if (strncmp(at + n, list[k], n))
				continue;
			ty_check_quote(run, TY_CHECK_DOUBLED_WORD, side,
				       (struct ty_span){ (size_t)(at - s),
							 (size_t)(at - s) + 2 * n },
				       list[k],
				       _("a word stands twice: '%s'"));
			at += n;
		}
	}
}

void ty_check_words(const struct ty_check_run *run, int side)
{
	if (run->side[side].japanese) {
		if (ty_check_on(run, TY_CHECK_DOUBLED_PARTICLE))
			particles(run, side);
		if (ty_check_on(run, TY_CHECK_DOUBLED_WORD))
			phrases(run, side);
	} else if (run->side[side].english &&
		   ty_check_on(run, TY_CHECK_DOUBLED_WORD)) {
		english(run, side);
	}
}
