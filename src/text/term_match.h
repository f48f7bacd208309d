#ifndef TY_TEXT_TERM_MATCH_H
#define TY_TEXT_TERM_MATCH_H

#include "base/buf.h"
#include "text/term_find.h"

/* Private to term_*.c: a trie of terms, and the two ways to walk it. */

/* Nodes by (node, symbol); symbols are words or characters.  Node 0 is the
 * root.  A node has the list of terms that end there. */
struct ty_trie {
	struct ty_trie_slot {
		uint64_t	key;		/* node << 32 | symbol; + 1 */
		uint32_t	node;
	}		*slots;
	size_t		 nslots;
	uint32_t	 n;			/* nodes, root not counted */
	uint32_t	*ends;			/* of node: entry + 1; 0 none */
	size_t		 cap_ends;
	struct ty_trie_entry {
		uint32_t	term, next;	/* next: entry + 1 */
		size_t		spelling;	/* in `spellings` */
	}		*entries;
	size_t		 nentries, cap_entries;
	/* The letters of each symbol as the term writes them, each symbol's
	 * NUL-terminated. */
	struct ty_buf	 spellings;
};

void ty_trie_init(struct ty_trie *trie);
void ty_trie_release(struct ty_trie *trie);
/* The node behind `symbol`; 0: none. */
uint32_t ty_trie_step(const struct ty_trie *trie, uint32_t node,
		      uint32_t symbol);
/* The same, made if need be. */
uint32_t ty_trie_make(struct ty_trie *trie, uint32_t node, uint32_t symbol);
/* A term ends at `node`; `spelling` is where its letters begin. */
void ty_trie_end(struct ty_trie *trie, uint32_t node, uint32_t term,
		 size_t spelling);

/* Keep the letters of [s, s + len). */
void ty_spelling_add(struct ty_buf *out, const char *s, size_t len);
/* True if every capital of `spelling` is one in the text, letter by letter as
 * far as both go; *exact is cleared unless all of these are alike. */
bool ty_spelling_fits(const char *spelling, const char *s, size_t len,
		      bool *exact);

void ty_term_place_add(struct ty_term_places *places, size_t start, size_t end,
		       uint32_t term, bool exact);

/* Languages that put spaces between words. */
struct ty_term_words;
enum ty_status ty_term_words_open(struct ty_term_words **out, const char *lang,
				  struct ty_error *err);
void ty_term_words_close(struct ty_term_words *words);
bool ty_term_words_add(struct ty_term_words *words, const char *text,
		       const char *pos, uint32_t number);
void ty_term_words_run(struct ty_term_words *words, const char *s, size_t len,
		       enum ty_term_mode mode, struct ty_term_places *places);

/* Languages that do not. */
struct ty_term_chars;
enum ty_status ty_term_chars_open(struct ty_term_chars **out, const char *lang,
				  struct ty_error *err);
void ty_term_chars_close(struct ty_term_chars *chars);
bool ty_term_chars_add(struct ty_term_chars *chars, const char *text,
		       uint32_t number);
void ty_term_chars_run(struct ty_term_chars *chars, const char *s, size_t len,
		       enum ty_term_mode mode, struct ty_term_places *places);

#endif
