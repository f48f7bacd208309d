/* Terms in languages with spaces: words, their inflection and their hyphens. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "text/inflect.h"
#include "text/lang.h"
#include "text/norm.h"
#include "text/term_match.h"
#include "text/token.h"

#define MAX_WORDS	64	/* of a term */
#define MAX_CHOICES	4	/* hyphens and full stops taken both ways */
#define MAX_PARTS	3	/* of a compound that may be written as one */

/* A way from one token of the text to another: a symbol of the vocabulary. */
struct edge {
	uint32_t	symbol, to;
	uint32_t	next;		/* of the same token: edge + 1 */
	unsigned	how;		/* inflected; 0: as it stands */
	struct ty_span	span;
};

struct term {
	uint32_t	number;
	bool		bends;		/* can be a verb */
	bool		counts;		/* can have a plural */
	bool		verb;		/* is one for sure */
};

struct ty_term_words {
	struct ty_tokenizer	*tokenizer;
	bool			 english;
	struct ty_intern	 vocabulary;
	struct ty_trie		 trie;
	struct term		*terms;
	size_t			 nterms, cap_terms;

	/* Of the text at hand. */
	const char		*s;
	struct ty_tokens	 tokens;
	uint32_t		*first;		/* of token: edge + 1 */
	size_t			 cap_first;
	struct edge		*edges;
	size_t			 nedges, cap_edges;
	const struct edge	*path[MAX_WORDS];
	struct ty_buf		 scratch, joined;
	enum ty_term_mode	 mode;
	struct ty_term_places	*places;
};

enum ty_status ty_term_words_open(struct ty_term_words **out, const char *lang,
				  struct ty_error *err)
{
	struct ty_term_words *w = ty_alloc(1, sizeof(*w));
	enum ty_status st;

	ty_trie_init(&w->trie);
	ty_buf_init(&w->scratch);
	ty_buf_init(&w->joined);
	w->english = ty_lang_same(lang, "en");
	st = ty_tokenizer_open(&w->tokenizer, lang, err);
	if (st != TY_OK) {
		ty_term_words_close(w);
		w = NULL;
	}
	*out = w;
	return st;
}

void ty_term_words_close(struct ty_term_words *w)
{
	if (!w)
		return;
	ty_tokenizer_close(w->tokenizer);
	ty_intern_release(&w->vocabulary);
	ty_trie_release(&w->trie);
	ty_tokens_release(&w->tokens);
	ty_buf_release(&w->scratch);
	ty_buf_release(&w->joined);
	free(w->terms);
	free(w->first);
	free(w->edges);
	free(w);
}

/* --------------------------------------------------------------- words -- */

/* A hyphen that holds two words together: no dash. */
static bool is_hyphen(const struct ty_term_words *w, size_t i)
{
	const struct ty_tokens *t = &w->tokens;
	const struct ty_span *span;
	const char *p;

	if (i == 0 || i + 1 >= t->n || t->v[i].kind != TY_PUNCT)
		return false;
	span = &t->v[i].span;
	p = w->s + span->start;
	return t->v[i - 1].span.end == span->start &&
	       t->v[i + 1].span.start == span->end &&
	       t->v[i - 1].kind != TY_PUNCT && t->v[i + 1].kind != TY_PUNCT &&
	       ((span->end - span->start == 1 && *p == '-') ||
		(span->end - span->start == 3 &&
		 (!memcmp(p, "\xE2\x80\x90", 3) ||
		  !memcmp(p, "\xE2\x80\x91", 3))));
}

/* Token `i` as the vocabulary has it, appended to `out`; *end is where it ends
 * in the text, without the ending of a possessive. */
static void spell(struct ty_term_words *w, size_t i, struct ty_buf *out,
		  size_t *end)
{
	const struct ty_token *token = &w->tokens.v[i];
	const char *fold = w->tokens.folded.p + token->fold;
	size_t n = token->fold_len, k;

	*end = token->span.end;
	if (token->kind == TY_NUMBER) {
		ty_fold(out, w->s + token->span.start,
			token->span.end - token->span.start, TY_FOLD_MATCH,
			NULL);
		return;
	}
	if (n > 2 && !memcmp(fold + n - 2, "'s", 2)) {
		n -= 2;
		/* An s, then a quotation mark of one byte or of three. */
		*end -= w->s[*end - 2] == '\'' ? 2 : 4;
	}
	if (token->kind == TY_PUNCT) {
		ty_buf_add(out, fold, n);
		return;
	}
	for (k = 0; k < n; k++)		/* "U.S." is "US", "G-7" is "G7" */
		if (fold[k] != '.' && fold[k] != '-')
			ty_buf_addc(out, fold[k]);
}

static void tokenize(struct ty_term_words *w, const char *s, size_t len)
{
	w->s = s;
	ty_tokenize(w->tokenizer, s, len, &w->tokens);
}

/* -------------------------------------------------------------- adding -- */

static bool has_capital(const char *text)
{
	bool exact = true;

	/* Only capitals make a text differ from its folded form here. */
	struct ty_buf folded = TY_BUF_INIT;

	ty_fold(&folded, text, strlen(text), TY_FOLD_MATCH, NULL);
	ty_spelling_fits(folded.p, text, strlen(text), &exact);
	ty_buf_release(&folded);
	return !exact;
}

static bool any_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(s, *words))
			return true;
	return false;
}

static void classify(struct term *t, const char *text, const char *pos)
{
	static const char *const nouns[] = {
		"noun", "properNoun", "proper noun", "n", "名詞", "固有名詞",
		NULL
	};
	static const char *const verbs[] = { "verb", "v", "動詞", NULL };
	static const char *const others[] = {
		"adjective", "adj", "adverb", "adv", "形容詞", "形容動詞",
		"副詞", NULL
	};

	t->verb = any_of(pos, verbs);
	t->counts = !any_of(pos, others);
	t->bends = t->verb || (t->counts && !any_of(pos, nouns) &&
			       !has_capital(text));
}

/* A term's words in one of the ways it may be written: where bit k of `choice`
 * is set, the k-th hyphen joins, the k-th full stop is left out. */
static uint32_t insert(struct ty_term_words *w, unsigned choice,
		       size_t *spelling)
{
	struct ty_buf *word = &w->scratch, *letters = &w->trie.spellings;
	const struct ty_tokens *t = &w->tokens;
	uint32_t node = 0;
	unsigned k = 0;
	size_t i, end;

	*spelling = letters->len;
	ty_buf_clear(word);
	for (i = 0; i < t->n; i++) {
		bool hyphen = is_hyphen(w, i);
		bool stop = !hyphen && t->v[i].fold_len == 1 &&
			    w->tokens.folded.p[t->v[i].fold] == '.';
		bool taken = (hyphen || stop) &&
			     choice >> (k++ % MAX_CHOICES) & 1;

		if (hyphen && taken)
			letters->len--;		/* go on with the word */
		if (hyphen || (stop && taken))
			continue;
		spell(w, i, word, &end);
		ty_spelling_add(letters, w->s + t->v[i].span.start,
				end - t->v[i].span.start);
		/* The next token may belong to this word. */
		if (is_hyphen(w, i + 1) && choice >> (k % MAX_CHOICES) & 1)
			continue;
		node = ty_trie_make(&w->trie, node, ty_intern_add(
			&w->vocabulary, word->p, word->len));
		ty_buf_clear(word);
	}
	return node;
}

bool ty_term_words_add(struct ty_term_words *w, const char *text,
		       const char *pos, uint32_t number)
{
	const struct ty_tokens *t = &w->tokens;
	unsigned choices = 0, choice;
	size_t i, words = 0, spelling;
	uint32_t node;

	tokenize(w, text, strlen(text));
	for (i = 0; i < t->n; i++) {
		words += t->v[i].kind != TY_PUNCT;
		choices += is_hyphen(w, i) ||
			   (t->v[i].fold_len == 1 &&
			    t->folded.p[t->v[i].fold] == '.');
	}
	if (!words || t->n > MAX_WORDS)
		return false;
	w->terms = ty_grow(w->terms, &w->cap_terms, w->nterms + 1,
			   sizeof(*w->terms));
	w->terms[w->nterms].number = number;
	classify(&w->terms[w->nterms], text, pos);
	if (choices > MAX_CHOICES)
		choices = MAX_CHOICES;
	for (choice = 0; choice < 1u << choices; choice++) {
		node = insert(w, choice, &spelling);
		ty_trie_end(&w->trie, node, (uint32_t)w->nterms, spelling);
	}
	w->nterms++;
	return true;
}

/* --------------------------------------------------------------- edges -- */

static void add_edge(struct ty_term_words *w, size_t from, size_t to,
		     const char *word, size_t len, unsigned how, size_t start,
		     size_t end)
{
	uint32_t symbol = ty_intern_find(&w->vocabulary, word, len);
	uint32_t e;

	if (symbol == TY_INTERN_NONE)
		return;
	for (e = w->first[from]; e; e = w->edges[e - 1].next)
		if (w->edges[e - 1].symbol == symbol &&
		    w->edges[e - 1].to == to)
			return;
	w->edges = ty_grow(w->edges, &w->cap_edges, w->nedges + 1,
			   sizeof(*w->edges));
	w->edges[w->nedges++] = (struct edge){
		.symbol = symbol, .to = (uint32_t)to, .next = w->first[from],
		.how = how, .span = { start, end },
	};
	w->first[from] = (uint32_t)w->nedges;
}

/* The word itself, and what it may be a form of. */
static void add_forms(struct ty_term_words *w, size_t from, size_t to,
		      const struct ty_buf *word, size_t start, size_t end)
{
	struct ty_base bases[TY_MAX_BASES];
	size_t n, i;

	add_edge(w, from, to, word->p, word->len, 0, start, end);
	n = w->english ? ty_english_bases(word->p, word->len, bases) : 0;
	for (i = 0; i < n; i++)
		add_edge(w, from, to, bases[i].text, bases[i].len,
			 bases[i].how, start, end);
}

static void add_edges(struct ty_term_words *w, size_t i)
{
	const struct ty_token *token = &w->tokens.v[i];
	struct ty_buf *word = &w->joined;
	size_t end, k;

	ty_buf_clear(word);
	spell(w, i, word, &end);
	if (token->kind == TY_PUNCT) {
		add_edge(w, i, i + 1, word->p, word->len, 0, token->span.start,
			 end);
		return;
	}
	add_forms(w, i, i + 1, word, token->span.start, end);
	for (k = 1; k < MAX_PARTS && is_hyphen(w, i + 2 * k - 1); k++) {
		spell(w, i + 2 * k, word, &end);
		add_forms(w, i, i + 2 * k + 1, word, token->span.start, end);
	}
}

/* ------------------------------------------------------------- walking -- */

/* May word k of n be inflected so? */
static bool may_be(const struct term *t, unsigned how, size_t k, size_t n)
{
	if (!how)
		return true;
	if (how == TY_INFLECT_S)
		return t->counts && (k == 0 || k + 1 == n);
	/* "stepped down", but not "traded deal" unless it is a verb. */
	return n == 1 ? t->bends : k == 0 && t->verb;
}

static void report(struct ty_term_words *w, uint32_t node, size_t n)
{
	const struct ty_trie *trie = &w->trie;
	uint32_t e;
	size_t k;

	for (e = trie->ends[node]; e; e = trie->entries[e - 1].next) {
		const struct ty_trie_entry *entry = &trie->entries[e - 1];
		const struct term *t = &w->terms[entry->term];
		const char *spelling = trie->spellings.p + entry->spelling;
		bool fits = true, exact = true;

		for (k = 0; w->mode != TY_TERMS_ANY && fits && k < n; k++) {
			const struct ty_span *span = &w->path[k]->span;

			fits = may_be(t, w->path[k]->how, k, n) &&
			       ty_spelling_fits(spelling, w->s + span->start,
						span->end - span->start,
						&exact);
			spelling += strlen(spelling) + 1;
		}
		if (fits)
			ty_term_place_add(w->places, w->path[0]->span.start,
					  w->path[n - 1]->span.end, t->number,
					  exact);
	}
}

/* Every way on from `node`, reached before token `i` by n edges. */
static void walk(struct ty_term_words *w, uint32_t node, size_t i, size_t n)
{
	uint32_t e, next;

	if (i >= w->tokens.n || n == MAX_WORDS)
		return;
	for (e = w->first[i]; e; e = w->edges[e - 1].next) {
		const struct edge *edge = &w->edges[e - 1];

		next = ty_trie_step(&w->trie, node, edge->symbol);
		if (!next)
			continue;
		w->path[n] = edge;
		report(w, next, n + 1);
		walk(w, next, edge->to, n + 1);
		if (is_hyphen(w, edge->to))
			walk(w, next, edge->to + 1, n + 1);
	}
}

void ty_term_words_run(struct ty_term_words *w, const char *s, size_t len,
		       enum ty_term_mode mode, struct ty_term_places *places)
{
	size_t i;

	tokenize(w, s, len);
	w->mode = mode;
	w->places = places;
	w->nedges = 0;
	w->first = ty_grow(w->first, &w->cap_first, w->tokens.n + 1,
			   sizeof(*w->first));
	memset(w->first, 0, (w->tokens.n + 1) * sizeof(*w->first));
	for (i = 0; i < w->tokens.n; i++)
		add_edges(w, i);
	for (i = 0; i < w->tokens.n; i++)
		walk(w, 0, i, 0);
}
