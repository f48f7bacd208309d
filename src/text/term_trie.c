/* The trie that terms are kept in, and how capitals are compared. */

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "text/term_match.h"

void ty_trie_init(struct ty_trie *trie)
{
	memset(trie, 0, sizeof(*trie));
	ty_buf_init(&trie->spellings);
	trie->ends = ty_grow(NULL, &trie->cap_ends, 1, sizeof(*trie->ends));
	trie->ends[0] = 0;
}

void ty_trie_release(struct ty_trie *trie)
{
	free(trie->slots);
	free(trie->ends);
	free(trie->entries);
	ty_buf_release(&trie->spellings);
}

static uint64_t key_of(uint32_t node, uint32_t symbol)
{
	return ((uint64_t)node << 32 | symbol) + 1;
}

/* The slot of `key`, or the free one where it belongs. */
static struct ty_trie_slot *slot(const struct ty_trie *trie, uint64_t key)
{
	uint64_t h = key * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 32) & (trie->nslots - 1);

	while (trie->slots[i].key && trie->slots[i].key != key)
		i = (i + 1) & (trie->nslots - 1);
	return &trie->slots[i];
}

static void enlarge(struct ty_trie *trie)
{
	struct ty_trie_slot *old = trie->slots;
	size_t n = trie->nslots, i;

	trie->nslots = n ? 2 * n : 64;
	trie->slots = ty_alloc(trie->nslots, sizeof(*trie->slots));
	for (i = 0; i < n; i++)
		if (old[i].key)
			*slot(trie, old[i].key) = old[i];
	free(old);
}

uint32_t ty_trie_step(const struct ty_trie *trie, uint32_t node,
		      uint32_t symbol)
{
	return trie->nslots ? slot(trie, key_of(node, symbol))->node : 0;
}

uint32_t ty_trie_make(struct ty_trie *trie, uint32_t node, uint32_t symbol)
{
	struct ty_trie_slot *s;

	if (2 * (size_t)(trie->n + 1) > trie->nslots)
		enlarge(trie);
	s = slot(trie, key_of(node, symbol));
	if (s->key)
		return s->node;
	s->key = key_of(node, symbol);
	s->node = ++trie->n;
	trie->ends = ty_grow(trie->ends, &trie->cap_ends, trie->n + 1,
			     sizeof(*trie->ends));
	trie->ends[trie->n] = 0;
	return s->node;
}

void ty_trie_end(struct ty_trie *trie, uint32_t node, uint32_t term,
		 size_t spelling)
{
	uint32_t e;

	for (e = trie->ends[node]; e; e = trie->entries[e - 1].next)
		if (trie->entries[e - 1].term == term)
			return;
	trie->entries = ty_grow(trie->entries, &trie->cap_entries,
				trie->nentries + 1, sizeof(*trie->entries));
	trie->entries[trie->nentries++] = (struct ty_trie_entry){
		.term = term, .next = trie->ends[node], .spelling = spelling,
	};
	trie->ends[node] = (uint32_t)trie->nentries;
}

/* ------------------------------------------------------------ capitals -- */

void ty_spelling_add(struct ty_buf *out, const char *s, size_t len)
{
	size_t i = 0, start;
	UChar32 c;

	while (i < len) {
		start = i;
		U8_NEXT_OR_FFFD(s, i, len, c);
		if (u_isalpha(c))
			ty_buf_add(out, s + start, i - start);
	}
	ty_buf_addc(out, '\0');
}

/* The next letter of a text; 0: there is none. */
static UChar32 next_letter(const char *s, size_t len, size_t *i)
{
	UChar32 c;

	while (*i < len) {
		U8_NEXT_OR_FFFD(s, *i, len, c);
		if (u_isalpha(c))
			return c;
	}
	return 0;
}

static bool is_capital(UChar32 c)
{
	return u_isupper(c) || u_istitle(c);
}

bool ty_spelling_fits(const char *spelling, const char *s, size_t len,
		      bool *exact)
{
	size_t n = strlen(spelling), i = 0, k = 0;
	UChar32 a, b;

	while ((a = next_letter(spelling, n, &i)) &&
	       (b = next_letter(s, len, &k))) {
		if (is_capital(a) && !is_capital(b))
			return false;
		if (is_capital(a) != is_capital(b))
			*exact = false;
	}
	return true;
}
