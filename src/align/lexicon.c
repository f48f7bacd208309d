/* The file of terms, and how to find them in running text of both sides. */

#include <stdlib.h>
#include <string.h>

#include "align/english.h"
#include "align/lexicon.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/io.h"
#include "text/lang.h"
#include "text/utf8.h"

#define MAX_STRING	96		/* bytes of a target string */

struct pair {
	uint32_t	term, string;
};

struct ty_lexicon {
	char		 source[TY_LANG_MAX], target[TY_LANG_MAX];
	bool		 english;	/* the source side */
	struct ty_intern words;		/* of the source side */
	uint8_t		*most;		/* words of the longest term that
					   begins with word i */
	size_t		 cap_most;
	struct ty_intern terms;		/* each a row of word numbers */
	struct ty_intern prefixes;	/* of target strings; the number of a
					   string is that of the prefix it is */
	uint8_t		*whole;		/* true if prefix i is a string */
	size_t		 cap_whole;
	struct pair	*pairs;		/* as read, in the order of the file */
	size_t		 npairs, cap_pairs;
	uint32_t	*meanings;	/* of all terms, one after the other */
	uint32_t	*first;		/* of term i in `meanings` */
};

/* Where the reader is. */
struct reader {
	const char	*path;
	const char	*line;		/* not NUL-terminated */
	size_t		 len;
	long		 number;
	struct ty_scan	 scan;
};

static enum ty_status bad(const struct reader *r, size_t at, const char *why,
			  struct ty_error *err)
{
	return ty_fail_at(err, TY_ESYNTAX, r->path, r->number,
			  (long)ty_utf8_count(r->line, at) + 1, "%s", why);
}

/* As ty_grow() for single bytes, with the new ones cleared. */
static void *grow_flags(void *p, size_t *cap, size_t need)
{
	size_t old = *cap;

	p = ty_grow(p, cap, need, 1);
	memset((char *)p + old, 0, *cap - old);
	return p;
}

/* "# languages: en ja"; other comments are passed over. */
static enum ty_status read_comment(struct ty_lexicon *lex,
				   const struct reader *r,
				   struct ty_error *err)
{
	static const char head[] = "# languages:";
	const size_t n = sizeof(head) - 1;
	char line[128], *source, *target, *rest;

	if (r->len < n || memcmp(r->line, head, n))
		return TY_OK;
	if (r->len >= sizeof(line))
		return bad(r, n, _("expected two languages"), err);
	memcpy(line, r->line, r->len);
	line[r->len] = '\0';
	source = strtok_r(line + n, " \t", &rest);
	target = strtok_r(NULL, " \t", &rest);
	if (!target || strtok_r(NULL, " \t", &rest) ||
	    ty_lang_canonical(lex->source, source, NULL) != TY_OK ||
	    ty_lang_canonical(lex->target, target, NULL) != TY_OK)
		return bad(r, n, _("expected two languages"), err);
	return TY_OK;
}

/* The source side of a line, `len` bytes long: its words are the term. */
static enum ty_status read_term(uint32_t *term, struct ty_lexicon *lex,
				struct reader *r, size_t len,
				struct ty_error *err)
{
	uint32_t words[TY_PHRASE_MAX];
	struct ty_piece piece;
	size_t n = 0;

	ty_scan_begin(&r->scan, r->line, len);
	while (ty_scan_next(&r->scan, &piece)) {
		if (!piece.len)
			continue;
		if (n == TY_PHRASE_MAX)
			return bad(r, 0,
				   _("the term has more than eight words"),
				   err);
		words[n++] = ty_intern_add(&lex->words, piece.text, piece.len);
	}
	if (!n)
		return bad(r, 0, _("the term has no words"), err);
	lex->most = grow_flags(lex->most, &lex->cap_most, lex->words.n);
	if (lex->most[words[0]] < n)
		lex->most[words[0]] = (uint8_t)n;
	*term = ty_intern_add(&lex->terms, (const char *)words,
			      n * sizeof(*words));
	return TY_OK;
}

/* The target side, from byte `start`.  Every prefix of it is made known, so
 * that the longest match is found by going on while there is a prefix. */
static enum ty_status read_string(uint32_t *string, struct ty_lexicon *lex,
				  struct reader *r, size_t start,
				  struct ty_error *err)
{
	const char *s;
	size_t i = 0, len;

	if (r->len - start > MAX_STRING)
		return bad(r, start, _("the translation is too long"), err);
	ty_scan_begin(&r->scan, r->line + start, r->len - start);
	s = r->scan.folded.p;
	len = r->scan.folded.len;
	if (!len)
		return bad(r, start, _("the translation is empty"), err);
	while (i < len) {
		ty_utf8_next(s, len, &i);
		*string = ty_intern_add(&lex->prefixes, s, i);
	}
	lex->whole = grow_flags(lex->whole, &lex->cap_whole, lex->prefixes.n);
	lex->whole[*string] = true;
	return TY_OK;
}

static enum ty_status read_line(struct ty_lexicon *lex, struct reader *r,
				struct ty_error *err)
{
	const char *tab;
	struct pair pair;
	enum ty_status st;
	size_t n;

	if (r->len && r->line[r->len - 1] == '\r')
		r->len--;
	if (!r->len)
		return TY_OK;
	if (r->line[0] == '#')
		return read_comment(lex, r, err);
	tab = memchr(r->line, '\t', r->len);
	if (!tab)
		return bad(r, r->len, _("expected a tab and a translation"),
			   err);
	n = (size_t)(tab - r->line);
	if (memchr(tab + 1, '\t', r->len - n - 1))
		return bad(r, n, _("expected one tab only"), err);
	if ((st = read_term(&pair.term, lex, r, n, err)) != TY_OK ||
	    (st = read_string(&pair.string, lex, r, n + 1, err)) != TY_OK)
		return st;
	lex->pairs = ty_grow(lex->pairs, &lex->cap_pairs, lex->npairs + 1,
			     sizeof(*lex->pairs));
	lex->pairs[lex->npairs++] = pair;
	return TY_OK;
}

/* Sort the pairs into rows, one for each term. */
static void index_meanings(struct ty_lexicon *lex)
{
	uint32_t t, *end;
	size_t k;

	lex->meanings = ty_alloc(lex->npairs + 1, sizeof(*lex->meanings));
	lex->first = ty_alloc((size_t)lex->terms.n + 2, sizeof(*lex->first));
	end = lex->first + 1;
	for (k = 0; k < lex->npairs; k++)
		end[lex->pairs[k].term + 1]++;
	for (t = 0; t < lex->terms.n; t++)
		end[t + 1] += end[t];
	/* end[t] is now where row t begins, and grows to where it ends, which
	 * is where first[t + 1] has to be. */
	for (k = 0; k < lex->npairs; k++)
		lex->meanings[end[lex->pairs[k].term]++] = lex->pairs[k].string;
	free(lex->pairs);
	lex->pairs = NULL;
}

enum ty_status ty_lexicon_open(struct ty_lexicon **out, const char *path,
			       struct ty_error *err)
{
	struct ty_lexicon *lex = ty_alloc(1, sizeof(*lex));
	struct reader r = { .path = path };
	struct ty_buf text = TY_BUF_INIT;
	const char *s, *end;
	enum ty_status st;

	*out = NULL;
	strcpy(lex->source, "en");
	strcpy(lex->target, "ja");
	ty_scan_init(&r.scan);
	st = ty_read_file(&text, path, TY_MAX_STORY, err);
	if (st == TY_OK)
		st = ty_utf8_require(text.p, text.len, path, 1, err);
	for (s = text.p; st == TY_OK && s < text.p + text.len; s = end + 1) {
		end = memchr(s, '\n', (size_t)(text.p + text.len - s));
		if (!end)
			end = text.p + text.len;
		r.line = s;
		r.len = (size_t)(end - s);
		r.number++;
		st = read_line(lex, &r, err);
	}
	if (st == TY_OK) {
		index_meanings(lex);
		lex->english = ty_lang_same(lex->source, "en");
		*out = lex;
	} else {
		ty_lexicon_close(lex);
	}
	ty_scan_release(&r.scan);
	ty_buf_release(&text);
	return st;
}

void ty_lexicon_close(struct ty_lexicon *lex)
{
	if (!lex)
		return;
	ty_intern_release(&lex->words);
	ty_intern_release(&lex->terms);
	ty_intern_release(&lex->prefixes);
	free(lex->most);
	free(lex->whole);
	free(lex->pairs);
	free(lex->meanings);
	free(lex->first);
	free(lex);
}

bool ty_lexicon_fits(const struct ty_lexicon *lex, const char *a,
		     const char *b, bool *swapped)
{
	*swapped = ty_lang_same(lex->target, a) && ty_lang_same(lex->source, b);
	return *swapped || (ty_lang_same(lex->source, a) &&
			    ty_lang_same(lex->target, b));
}

static void add_form(const struct ty_lexicon *lex, const char *s, size_t len,
		     struct ty_forms *forms)
{
	uint32_t k = ty_intern_find(&lex->words, s, len);

	if (k != TY_INTERN_NONE && forms->n < TY_FORMS_MAX)
		forms->v[forms->n++] = k;
}

void ty_lexicon_forms(const struct ty_lexicon *lex,
		      const struct ty_piece *word, struct ty_forms *forms)
{
	char lemma[TY_LEMMAS_MAX][TY_PIECE_MAX], low[TY_PIECE_MAX];
	size_t i, k, n;

	forms->n = 0;
	add_form(lex, word->text, word->len, forms);
	memcpy(low, word->text, word->len);
	if (word->acronym) {
		/* A headline in capitals, or an acronym in the plural. */
		for (i = 0; i < word->len; i++)
			if (low[i] >= 'A' && low[i] <= 'Z')
				low[i] += 'a' - 'A';
		add_form(lex, low, word->len, forms);
	}
	if (!lex->english)
		return;
	k = forms->n;
	n = ty_english_lemmas(lemma, low, word->len);
	for (i = 0; i < n && forms->n == k; i++)
		add_form(lex, lemma[i], strlen(lemma[i]), forms);
}

/* The term of `n` words, each in one of its forms. */
static uint32_t find_term(const struct ty_lexicon *lex,
			  const struct ty_forms *words, size_t n,
			  uint32_t *row, size_t at)
{
	uint32_t t = TY_INTERN_NONE;
	size_t k;

	if (at == n)
		return ty_intern_find(&lex->terms, (const char *)row,
				      n * sizeof(*row));
	for (k = 0; k < words[at].n && t == TY_INTERN_NONE; k++) {
		row[at] = words[at].v[k];
		t = find_term(lex, words, n, row, at + 1);
	}
	return t;
}

uint32_t ty_lexicon_term(const struct ty_lexicon *lex,
			 const struct ty_forms *words, size_t n, size_t *used)
{
	uint32_t row[TY_PHRASE_MAX], t = TY_INTERN_NONE;
	size_t k, most = 0;

	for (k = 0; n && k < words[0].n; k++)
		if (lex->most[words[0].v[k]] > most)
			most = lex->most[words[0].v[k]];
	for (k = most < n ? most : n; k && t == TY_INTERN_NONE; k--) {
		t = find_term(lex, words, k, row, 0);
		*used = k;
	}
	return t;
}

uint32_t ty_lexicon_string(const struct ty_lexicon *lex, const char *s,
			   size_t len, size_t *used)
{
	uint32_t best = TY_INTERN_NONE, k;
	size_t i = 0;

	while (i < len) {
		ty_utf8_next(s, len, &i);
		k = ty_intern_find(&lex->prefixes, s, i);
		if (k == TY_INTERN_NONE)
			break;
		if (lex->whole[k]) {
			best = k;
			*used = i;
		}
	}
	return best;
}

const char *ty_lexicon_text(const struct ty_lexicon *lex, uint32_t id)
{
	return ty_intern_get(&lex->prefixes, id);
}

const uint32_t *ty_lexicon_meanings(const struct ty_lexicon *lex,
				    uint32_t term, size_t *n)
{
	*n = lex->first[term + 1] - lex->first[term];
	return lex->meanings + lex->first[term];
}
