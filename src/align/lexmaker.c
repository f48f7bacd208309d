/* How pairs of terms and strings become one image. */

#include <stdlib.h>
#include <string.h>

#include "align/english.h"
#include "align/lexfile.h"
#include "align/lexmaker.h"
#include "align/romaji.h"
#include "base/alloc.h"
#include "text/utf8.h"

#define MOST_MEANINGS	1000		/* of a term: the surest are kept */

struct ty_lexpair {
	uint32_t	term, string;
	uint32_t	grade;
	uint32_t	order;		/* as they came */
};

void ty_lexmaker_init(struct ty_lexmaker *m)
{
	memset(m, 0, sizeof(*m));
	strcpy(m->source, "en");
	strcpy(m->target, "ja");
	ty_scan_init(&m->scan);
}

void ty_lexmaker_release(struct ty_lexmaker *m)
{
	ty_intern_release(&m->words);
	ty_intern_release(&m->terms);
	ty_intern_release(&m->strings);
	free(m->pairs);
	ty_scan_release(&m->scan);
}

uint32_t ty_lexmaker_term(struct ty_lexmaker *m, const char *text, size_t len,
			  size_t *n)
{
	uint32_t words[TY_PHRASE_MAX];
	struct ty_piece piece;

	*n = 0;
	ty_scan_begin(&m->scan, text, len);
	while (ty_scan_next(&m->scan, &piece)) {
		if (!piece.len)
			continue;
		if (++*n > TY_PHRASE_MAX)
			return TY_INTERN_NONE;
		words[*n - 1] = ty_intern_add(&m->words, piece.text,
					      piece.len);
	}
	if (!*n)
		return TY_INTERN_NONE;
	return ty_intern_add(&m->terms, (const char *)words,
			     *n * sizeof(*words));
}

uint32_t ty_lexmaker_name(struct ty_lexmaker *m, const char *name, size_t len)
{
	char key[TY_ROMAJI_MAX];
	uint32_t word;
	size_t n = ty_romaji_key(key, name, len);

	if (!n)
		return TY_INTERN_NONE;
	word = ty_intern_add(&m->words, key, n);
	return ty_intern_add(&m->terms, (const char *)&word, sizeof(word));
}

uint32_t ty_lexmaker_string(struct ty_lexmaker *m, const char *text, size_t len,
			    size_t *n)
{
	const struct ty_buf *folded = &m->scan.folded;

	ty_scan_begin(&m->scan, text, len);
	*n = ty_utf8_count(folded->p, folded->len);
	if (!*n || *n > TY_STRING_MAX)
		return TY_INTERN_NONE;
	return ty_intern_add(&m->strings, folded->p, folded->len);
}

void ty_lexmaker_pair(struct ty_lexmaker *m, uint32_t term, uint32_t string,
		      enum ty_grade grade)
{
	m->pairs = ty_grow(m->pairs, &m->cap_pairs, m->npairs + 1,
			   sizeof(*m->pairs));
	m->pairs[m->npairs] = (struct ty_lexpair){
		term, string, grade, (uint32_t)m->npairs
	};
	m->npairs++;
}

struct ty_lexicon_source *ty_lexmaker_source(struct ty_lexmaker *m,
					     const char *name,
					     const char *licence)
{
	struct ty_lexicon_source *s = &m->sources[m->nsources++];

	strcpy(s->name, name);
	strcpy(s->licence, licence);
	return s;
}

/* ----------------------------------------------------------- the pairs -- */

static int by_pair(const void *a, const void *b)
{
	const struct ty_lexpair *x = a, *y = b;

	if (x->term != y->term)
		return x->term < y->term ? -1 : 1;
	if (x->string != y->string)
		return x->string < y->string ? -1 : 1;
	if (x->grade != y->grade)
		return x->grade < y->grade ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static int by_grade(const void *a, const void *b)
{
	const struct ty_lexpair *x = a, *y = b;

	if (x->term != y->term)
		return x->term < y->term ? -1 : 1;
	if (x->grade != y->grade)
		return x->grade < y->grade ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Each pair once, with its best grade; the surest first; not too many. */
static void settle_pairs(struct ty_lexmaker *m)
{
	struct ty_lexpair *v = m->pairs;
	size_t i, n = 0, same = 0;

	if (!m->npairs)
		return;
	qsort(v, m->npairs, sizeof(*v), by_pair);
	for (i = 0; i < m->npairs; i++)
		if (!n || v[i].term != v[n - 1].term ||
		    v[i].string != v[n - 1].string)
			v[n++] = v[i];
	m->npairs = n;
	qsort(v, n, sizeof(*v), by_grade);
	for (n = i = 0; i < m->npairs; i++) {
		same = n && v[i].term == v[n - 1].term ? same + 1 : 0;
		if (same < MOST_MEANINGS)
			v[n++] = v[i];
	}
	m->npairs = n;
}

/* The term of one word that is the base of `term`, if it is one word. */
static uint32_t base_of(const struct ty_lexmaker *m, uint32_t term)
{
	char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX];
	uint32_t word, t = TY_INTERN_NONE;
	size_t n, i;

	if (m->terms.length[term] != sizeof(word))
		return TY_INTERN_NONE;
	memcpy(&word, ty_intern_get(&m->terms, term), sizeof(word));
	n = ty_english_lemmas(lemma, ty_intern_get(&m->words, word),
			      m->words.length[word]);
	for (i = 0; i < n && t == TY_INTERN_NONE; i++) {
		word = ty_intern_find(&m->words, lemma[i], strlen(lemma[i]));
		if (word != TY_INTERN_NONE)
			t = ty_intern_find(&m->terms, (const char *)&word,
					   sizeof(word));
	}
	return t;
}

/* A text's "elections" is found as the term that it is; what "election" means
 * is meant, too, if less surely. */
static void inherit(struct ty_lexmaker *m)
{
	size_t n = m->npairs, i, *first = ty_alloc((size_t)m->terms.n + 1,
						   sizeof(*first));
	uint32_t t, base;

	/* Sorted by term: where each begins, plus one. */
	for (i = n; i > 0; i--)
		first[m->pairs[i - 1].term] = i;
	for (t = 0; t < m->terms.n; t++) {
		base = first[t] ? base_of(m, t) : TY_INTERN_NONE;
		if (base == TY_INTERN_NONE || !first[base])
			continue;
		for (i = first[base] - 1; i < n && m->pairs[i].term == base;
		     i++)
			ty_lexmaker_pair(m, t, m->pairs[i].string,
					 m->pairs[i].grade < TY_GRADE_OTHER ?
					 m->pairs[i].grade + 1 :
					 m->pairs[i].grade);
	}
	free(first);
}

/* ----------------------------------------------------------- the tries -- */

/* The words or strings as a trie of bytes, or of characters. */
static uint32_t *build_of_text(struct ty_lextrie *trie,
			       const struct ty_intern *set, bool characters)
{
	struct ty_lextrie_row *rows = ty_alloc((size_t)set->n + 1, sizeof(*rows));
	uint32_t *pool = ty_alloc(set->nbytes + 1, sizeof(*pool));
	uint32_t *node = ty_alloc((size_t)set->n + 1, sizeof(*node));
	uint32_t *p = pool, k;
	size_t i;

	for (k = 0; k < set->n; k++) {
		const char *s = ty_intern_get(set, k);

		rows[k].v = p;
		rows[k].id = k;
		for (i = 0; i < set->length[k]; )
			*p++ = characters ?
			       (uint32_t)ty_utf8_next(s, set->length[k], &i) :
			       (unsigned char)s[i++];
		rows[k].n = (uint32_t)(p - rows[k].v);
	}
	ty_lextrie_build(trie, rows, set->n, node);
	free(rows);
	free(pool);
	return node;
}

static uint32_t *build_of_terms(struct ty_lextrie *trie,
				const struct ty_intern *terms,
				const uint32_t *word)
{
	struct ty_lextrie_row *rows = ty_alloc((size_t)terms->n + 1,
					    sizeof(*rows));
	uint32_t *pool = ty_alloc(terms->nbytes / sizeof(*pool) + 1,
				  sizeof(*pool));
	uint32_t *node = ty_alloc((size_t)terms->n + 1, sizeof(*node));
	uint32_t *p = pool, w, t, k;

	for (t = 0; t < terms->n; t++) {
		rows[t].v = p;
		rows[t].id = t;
		rows[t].n = terms->length[t] / sizeof(w);
		for (k = 0; k < rows[t].n; k++) {
			memcpy(&w, ty_intern_get(terms, t) + k * sizeof(w),
			       sizeof(w));
			*p++ = word[w];
		}
	}
	ty_lextrie_build(trie, rows, terms->n, node);
	free(rows);
	free(pool);
	return node;
}

/* ----------------------------------------------------------- the image -- */

struct part {
	const void	*p;
	size_t		 size;
};

static void trie_parts(struct part *parts, enum ty_lexfile_section first,
		       const struct ty_lextrie *trie)
{
	parts[first].p = trie->first;
	parts[first].size = ((size_t)trie->n + 1) * sizeof(*trie->first);
	parts[first + 1].p = trie->symbol;
	parts[first + 1].size = trie->n * sizeof(*trie->symbol);
}

static char *assemble(const struct ty_lexmaker *m, const struct part *parts)
{
	struct ty_lexfile_head head = {
		.magic = TY_LEXFILE_MAGIC, .order = TY_LEXFILE_ORDER,
		.version = TY_LEXFILE_VERSION, .bytes = sizeof(head),
		.nterms = m->terms.n, .nstrings = m->strings.n,
		.nsources = m->nsources
	};
	char *image;
	int s;

	strcpy(head.source, m->source);
	strcpy(head.target, m->target);
	memcpy(head.sources, m->sources, sizeof(head.sources));
	for (s = 0; s < TY_LEXFILE_SECTIONS; s++) {
		head.sections[s].at = head.bytes;
		head.sections[s].size = parts[s].size;
		head.bytes += parts[s].size;
		head.bytes += -head.bytes & 7;
	}
	image = ty_alloc(head.bytes, 1);
	memcpy(image, &head, sizeof(head));
	for (s = 0; s < TY_LEXFILE_SECTIONS; s++)
		if (parts[s].size)
			memcpy(image + head.sections[s].at, parts[s].p,
			       parts[s].size);
	ty_lexfile_seal(image);
	return image;
}

/* Bring the pairs into the order of the nodes and split them into tables. */
static void table_pairs(struct ty_lexmaker *m, const uint32_t *term,
			const uint32_t *string, uint32_t *first,
			uint32_t *meanings, uint8_t *grades, uint32_t nnodes)
{
	uint32_t t = 0;
	size_t i;

	for (i = 0; i < m->npairs; i++) {
		m->pairs[i].term = term[m->pairs[i].term];
		m->pairs[i].string = string[m->pairs[i].string];
	}
	settle_pairs(m);
	for (i = 0; i < m->npairs; i++) {
		while (t <= m->pairs[i].term)
			first[t++] = (uint32_t)i;
		meanings[i] = m->pairs[i].string;
		grades[i] = (uint8_t)m->pairs[i].grade;
	}
	while (t <= nnodes)
		first[t++] = (uint32_t)m->npairs;
}

struct ty_lexicon *ty_lexmaker_finish(struct ty_lexmaker *m)
{
	struct part parts[TY_LEXFILE_SECTIONS];
	struct ty_lextrie words, terms, strings;
	uint32_t *word, *term, *string, *first, *meanings;
	uint8_t *grades;
	char *image;

	settle_pairs(m);
	inherit(m);
	word = build_of_text(&words, &m->words, false);
	string = build_of_text(&strings, &m->strings, true);
	term = build_of_terms(&terms, &m->terms, word);
	first = ty_alloc((size_t)terms.n + 1, sizeof(*first));
	meanings = ty_alloc(m->npairs + 1, sizeof(*meanings));
	grades = ty_alloc(m->npairs + 1, 1);
	table_pairs(m, term, string, first, meanings, grades, terms.n);
	trie_parts(parts, TY_WORD_FIRST, &words);
	trie_parts(parts, TY_TERM_FIRST, &terms);
	trie_parts(parts, TY_STRING_FIRST, &strings);
	parts[TY_MEANING_FIRST] = (struct part){
		first, ((size_t)terms.n + 1) * sizeof(*first)
	};
	parts[TY_MEANINGS] = (struct part){
		meanings, m->npairs * sizeof(*meanings)
	};
	parts[TY_GRADES] = (struct part){ grades, m->npairs };
	image = assemble(m, parts);
	ty_lextrie_release(&words);
	ty_lextrie_release(&terms);
	ty_lextrie_release(&strings);
	free(word);
	free(term);
	free(string);
	free(first);
	free(meanings);
	free(grades);
	return ty_lexfile_adopt(image);
}
