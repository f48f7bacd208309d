/*
 * Terms in languages without spaces: characters, and where words begin and end.
 *
 * A word ends where the script changes, and within one script where ICU's
 * dictionary has it end.  That dictionary joins and parts too much at times:
 * prefixes and suffixes that leave a word what it is are taken off, and where a
 * lone character beside a term would make another word with the term's edge,
 * nothing is found.
 */

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/norm.h"
#include "text/term_match.h"

#define MAX_CHARS	200	/* of a term */
#define MAX_RUN		200	/* characters segmented at a time */

enum class { OTHER, KANJI, HIRAGANA, KATAKANA, LATIN, DIGIT };

struct ty_term_chars {
	UBreakIterator	*words;
	struct ty_trie	 trie;

	/* Of the text at hand. */
	const char	*s;
	struct ty_buf	 folded;
	struct ty_offsets map;
	size_t		 run, run_end;	/* bytes whose words are known */
	uint8_t		*breaks;	/* of the run, a byte each */
	size_t		 cap_breaks;
};

enum ty_status ty_term_chars_open(struct ty_term_chars **out, const char *lang,
				  struct ty_error *err)
{
	struct ty_term_chars *c = ty_alloc(1, sizeof(*c));
	UErrorCode status = U_ZERO_ERROR;
	enum ty_status st = TY_OK;

	ty_trie_init(&c->trie);
	ty_buf_init(&c->folded);
	c->words = ubrk_open(UBRK_WORD, lang, NULL, 0, &status);
	if (U_FAILURE(status)) {
		st = ty_fail(err, TY_EIO, _("ICU has no word rules for '%s': %s"),
			     lang, u_errorName(status));
		ty_term_chars_close(c);
		c = NULL;
	}
	*out = c;
	return st;
}

void ty_term_chars_close(struct ty_term_chars *c)
{
	if (!c)
		return;
	if (c->words)
		ubrk_close(c->words);
	ty_trie_release(&c->trie);
	ty_buf_release(&c->folded);
	ty_offsets_release(&c->map);
	free(c->breaks);
	free(c);
}

/* ------------------------------------------------------------ characters -- */

static enum class class_of(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;

	if (c < 0x80)
		return c >= '0' && c <= '9' ? DIGIT :
		       u_isalpha(c) ? LATIN : OTHER;
	if (c >= 0x3041 && c <= 0x3096)
		return HIRAGANA;
	if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC)
		return KATAKANA;
	if ((c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005)
		return KANJI;
	if (!u_isalpha(c))
		return u_isdigit(c) ? DIGIT : OTHER;
	return uscript_getScript(c, &status) == USCRIPT_HAN ? KANJI : LATIN;
}

static UChar32 char_at(const char *s, size_t len, size_t i)
{
	UChar32 c;

	U8_NEXT_OR_FFFD(s, i, len, c);
	return c;
}

static size_t next_at(const char *s, size_t len, size_t i)
{
	U8_FWD_1(s, i, len);
	return i;
}

static size_t back_at(const char *s, size_t i)
{
	U8_BACK_1((const uint8_t *)s, 0, i);
	return i;
}

/* What parts the words of a foreign name: ジョー・バイデン. */
static bool is_dot(UChar32 c)
{
	return c == 0x30FB || c == '=' || c == 0x30A0;
}

/* A dot between katakana, at byte i of s: names are written without, too. */
static bool is_name_dot(const char *s, size_t len, size_t i)
{
	size_t after = next_at(s, len, i);

	return is_dot(char_at(s, len, i)) && i > 0 && after < len &&
	       class_of(char_at(s, len, back_at(s, i))) == KATAKANA &&
	       class_of(char_at(s, len, after)) == KATAKANA;
}

bool ty_term_chars_add(struct ty_term_chars *c, const char *text,
		       uint32_t number)
{
	size_t spelling = c->trie.spellings.len, i, n = 0, len;
	const char *s;
	uint32_t node = 0;
	bool word = false;

	ty_buf_clear(&c->folded);
	ty_fold(&c->folded, text, strlen(text), TY_FOLD_MATCH, NULL);
	s = c->folded.p;
	len = c->folded.len;
	for (i = 0; i < len; i = next_at(s, len, i)) {
		word |= class_of(char_at(s, len, i)) != OTHER;
		n++;
	}
	if (!word || n > MAX_CHARS)
		return false;
	for (i = 0; i < len; i = next_at(s, len, i))
		if (!is_name_dot(s, len, i))
			node = ty_trie_make(&c->trie, node,
					    (uint32_t)char_at(s, len, i));
	ty_spelling_add(&c->trie.spellings, text, strlen(text));
	ty_trie_end(&c->trie, node, number, spelling);
	return true;
}

/* ---------------------------------------------------------------- words -- */

/* Have ICU find the words of [start, end): breaks[i] tells if one begins or
 * ends i bytes after the start. */
static void segment(struct ty_term_chars *c, const char *s, size_t start,
		    size_t end, uint8_t *breaks)
{
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	int32_t at;

	memset(breaks, 0, end - start + 1);
	utext_openUTF8(&text, s + start, (int64_t)(end - start), &status);
	ubrk_setUText(c->words, &text, &status);
	if (U_SUCCESS(status))
		for (at = ubrk_first(c->words); at != UBRK_DONE;
		     at = ubrk_next(c->words))
			breaks[at] = 1;
	utext_close(&text);
}

/* Find the words around byte `at`, which is between two letters. */
static void find_run(struct ty_term_chars *c, size_t at)
{
	const char *s = c->folded.p;
	size_t len = c->folded.len, n;

	/* An edge on either side of the run is none of its own. */
	if (at > c->run && at < c->run_end)
		return;
	c->run = c->run_end = at;
	for (n = 0; c->run > 0 && n < MAX_RUN / 2; n++) {
		size_t k = back_at(s, c->run);

		if (class_of(char_at(s, len, k)) == OTHER)
			break;
		c->run = k;
	}
	for (n = 0; c->run_end < len && n < MAX_RUN; n++) {
		if (class_of(char_at(s, len, c->run_end)) == OTHER)
			break;
		c->run_end = next_at(s, len, c->run_end);
	}
	c->breaks = ty_grow(c->breaks, &c->cap_breaks, c->run_end - c->run + 1,
			    sizeof(*c->breaks));
	segment(c, s, c->run, c->run_end, c->breaks);
}

static bool is_break(const struct ty_term_chars *c, size_t at)
{
	return at <= c->run || at >= c->run_end || c->breaks[at - c->run];
}

/* Only characters of `set` in [start, end), and some. */
static bool all_of(const char *s, size_t start, size_t end, const char *set)
{
	size_t i, n = strlen(set), k;

	for (i = start; i < end; i = next_at(s, end, i)) {
		for (k = 0; k < n; k = next_at(set, n, k))
			if (char_at(set, n, k) == char_at(s, end, i))
				break;
		if (k == n)
			return false;
	}
	return start < end;
}

/* What may stand before a word, or after it, and leave it the same word. */
static const char prefixes[] =
	"米日英仏独中韓露朝伊豪欧加印台前元新旧副総各全両対反非未再同当他故"
	"超準現初大小高最諸駐在親脱約第都道府県市区町村州国";
static const char suffixes[] =
	"氏側内外前後中間等時用案発着行別級差以的化";
/* More that stand alone after a word, and are no part of another. */
static const char endings[] =
	"市県府都区町村州島党省庁院会者派軍相選率額法権税費機車船艦";
/* Numerals, which a word of one kanji may follow: 三党. */
static const char numerals[] = "〇一二三四五六七八九十百千万億兆数何";
/* What may follow a word of one kanji: particles, no inflection. */
static const char particles[] = "はがをにでともへのやかなだまよ";

static bool is_word(struct ty_term_chars *c, const char *s, size_t start,
		    size_t end)
{
	uint8_t breaks[32];
	size_t i;

	if (end - start >= sizeof(breaks))
		return false;
	segment(c, s, start, end, breaks);
	for (i = 1; i < end - start; i++)
		if (breaks[i])
			return false;
	return true;
}

/* Does a word begin at `at`, that of a term which ends at `end`? */
static bool begins(struct ty_term_chars *c, size_t at, size_t end)
{
	const char *s = c->folded.p;
	size_t len = c->folded.len, before, word, first;

	find_run(c, at);
	before = back_at(s, at);
	first = next_at(s, len, at);
	if (!is_break(c, at)) {
		for (word = at; !is_break(c, word); word = back_at(s, word))
			;
		return first < end && all_of(s, word, at, prefixes);
	}
	if (!is_break(c, before) ||
	    class_of(char_at(s, len, before)) != KANJI ||
	    class_of(char_at(s, len, at)) != KANJI)
		return true;
	/* A lone kanji before it: two in a row are mostly a name that is cut
	 * to pieces, and with a longer term's first it may be a word. */
	return first == end ? all_of(s, before, at, numerals) :
	       all_of(s, before, at, prefixes) ||
	       !is_word(c, s, before, first);
}

static bool ends(struct ty_term_chars *c, size_t start, size_t at)
{
	const char *s = c->folded.p;
	size_t len = c->folded.len, after, word, last;

	find_run(c, at);
	after = next_at(s, len, at);
	last = back_at(s, at);
	if (last == start && class_of(char_at(s, len, at)) == HIRAGANA &&
	    !all_of(s, at, after, particles))
		return false;
	if (!is_break(c, at)) {
		for (word = at; !is_break(c, word);
		     word = next_at(s, len, word))
			;
		return last > start && all_of(s, at, word, suffixes);
	}
	if (!is_break(c, after) ||
	    class_of(char_at(s, len, last)) != KANJI ||
	    class_of(char_at(s, len, at)) != KANJI)
		return true;
	if (last == start)
		return all_of(s, at, after, "側等");
	return all_of(s, at, after, suffixes) ||
	       all_of(s, at, after, endings) || !is_word(c, s, last, after);
}

/* A word goes on from a character of class `a` to one of class `b`: for sure,
 * or as the dictionary says. */
enum link { PARTED, JOINED, ASK };

static enum link link_of(enum class a, enum class b)
{
	if (a == OTHER || b == OTHER)
		return PARTED;
	if ((a == LATIN || a == DIGIT) && (b == LATIN || b == DIGIT))
		return JOINED;
	if (a == KATAKANA && b == KATAKANA)
		return JOINED;
	return (a == KANJI || a == HIRAGANA) &&
	       (b == KANJI || b == HIRAGANA) ? ASK : PARTED;
}

/* A small kana: no word begins with one. */
static bool is_tail(UChar32 c)
{
	switch (c) {
	case 0x3041: case 0x3043: case 0x3045: case 0x3047: case 0x3049:
	case 0x3063: case 0x3083: case 0x3085: case 0x3087:
		return true;
	}
	return false;
}

static bool stands_alone(struct ty_term_chars *c, size_t start, size_t end)
{
	const char *s = c->folded.p;
	size_t len = c->folded.len;
	UChar32 first = char_at(s, len, start);
	enum link link;

	if (start > 0) {
		enum class before = class_of(char_at(s, len,
						     back_at(s, start)));

		link = link_of(before, class_of(first));
		/* A kanji begins a word after hiragana, whatever it was. */
		if (before == HIRAGANA && class_of(first) == KANJI)
			link = PARTED;
		if (link == JOINED ||
		    (link == ASK && !begins(c, start, end)))
			return false;
	}
	if (end < len) {
		UChar32 next = char_at(s, len, end);

		link = link_of(class_of(char_at(s, len, back_at(s, end))),
			       class_of(next));
		if (link == JOINED || is_tail(next) ||
		    (link == ASK && !ends(c, start, end)))
			return false;
	}
	return true;
}

/* -------------------------------------------------------------- finding -- */

static void report(struct ty_term_chars *c, uint32_t node, size_t start,
		   size_t end, enum ty_term_mode mode,
		   struct ty_term_places *places)
{
	const struct ty_trie *trie = &c->trie;
	size_t from = c->map.v[start], to = c->map.v[end];
	uint32_t e = trie->ends[node];

	if (!e)
		return;
	/* Not within what one character of the text was folded to. */
	if ((start > 0 && c->map.v[start - 1] == from) ||
	    (end > 0 && c->map.v[end - 1] == to))
		return;
	if (mode != TY_TERMS_ANY && !stands_alone(c, start, end))
		return;
	for (; e; e = trie->entries[e - 1].next) {
		const struct ty_trie_entry *entry = &trie->entries[e - 1];
		bool exact = true;

		if (mode == TY_TERMS_ANY ||
		    ty_spelling_fits(trie->spellings.p + entry->spelling,
				     c->s + from, to - from, &exact))
			ty_term_place_add(places, from, to, entry->term,
					  exact);
	}
}

void ty_term_chars_run(struct ty_term_chars *c, const char *s, size_t len,
		       enum ty_term_mode mode, struct ty_term_places *places)
{
	size_t start, i, n;
	const char *f;
	uint32_t node;

	c->s = s;
	c->run = c->run_end = 0;
	ty_buf_clear(&c->folded);
	ty_fold(&c->folded, s, len, TY_FOLD_MATCH, &c->map);
	f = c->folded.p;
	n = c->folded.len;
	for (start = 0; start < n; start = next_at(f, n, start)) {
		node = 0;
		for (i = start; i < n; ) {
			uint32_t to = ty_trie_step(&c->trie, node,
					(uint32_t)char_at(f, n, i));

			if (!to && !(node && is_name_dot(f, n, i)))
				break;
			i = next_at(f, n, i);
			if (!to)
				continue;
			node = to;
			report(c, node, start, i, mode, places);
		}
	}
}
