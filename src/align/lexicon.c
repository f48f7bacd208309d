/* Terms of one side and strings of the other, looked up in running text. */

#include <string.h>

#include "align/english.h"
#include "align/lexfile.h"
#include "align/lexmaker.h"
#include "align/romaji.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/lang.h"
#include "text/utf8.h"

enum ty_status ty_lexicon_make(struct ty_lexicon **out,
			       const struct ty_lexicon_files *files,
			       const struct ty_monitor *monitor,
			       struct ty_error *err)
{
	struct ty_lexmaker maker;
	enum ty_status st = TY_OK;

	*out = NULL;
	ty_lexmaker_init(&maker);
	if (files->glossary)
		st = ty_glossary_read(&maker, files->glossary, err);
	if (st == TY_OK && (files->dictionary || files->names) &&
	    (strcmp(maker.source, "en") || strcmp(maker.target, "ja")))
		st = ty_fail_at(err, TY_EINVAL, files->glossary, 0, 0,
				_("not a glossary from English to Japanese, as the dictionaries are"));
	if (st == TY_OK && files->dictionary)
		st = ty_edict_read(&maker, files->dictionary, monitor, err);
	if (st == TY_OK && files->names)
		st = ty_enamdict_read(&maker, files->names, monitor, err);
	if (st == TY_OK)
		*out = ty_lexmaker_finish(&maker);
	ty_lexmaker_release(&maker);
	return st;
}

enum ty_status ty_lexicon_open(struct ty_lexicon **out, const char *path,
			       struct ty_error *err)
{
	const struct ty_lexicon_files files = { .glossary = path };
	enum ty_status st = ty_lexfile_map(out, path, err);

	return st == TY_END ? ty_lexicon_make(out, &files, NULL, err) : st;
}

bool ty_lexicon_fits(const struct ty_lexicon *lex, const char *a,
		     const char *b, bool *swapped)
{
	const char *source = lex->head->source, *target = lex->head->target;

	*swapped = ty_lang_same(target, a) && ty_lang_same(source, b);
	return *swapped || (ty_lang_same(source, a) && ty_lang_same(target, b));
}

/* ----------------------------------------------------- the source side -- */

static uint32_t find_word(const struct ty_lexicon *lex, const char *s,
			  size_t len)
{
	uint32_t node = 0;
	size_t i;

	for (i = 0; i < len && node != TY_LEXTRIE_NONE; i++)
		node = ty_lextrie_child(&lex->words, node, (unsigned char)s[i]);
	if (node != TY_LEXTRIE_NONE &&
	    !(lex->words.symbol[node] & TY_LEXTRIE_WHOLE))
		node = TY_LEXTRIE_NONE;
	return node;
}

static void add_form(const struct ty_lexicon *lex, const char *s, size_t len,
		     struct ty_forms *forms)
{
	uint32_t k = find_word(lex, s, len);

	if (k != TY_LEXTRIE_NONE && forms->n < TY_FORMS_MAX)
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

/* The longest term from `node` of the terms on, each word in one of its forms:
 * its number, and in *used its words of words[0..n). */
static uint32_t find_term(const struct ty_lexicon *lex, uint32_t node,
			  const struct ty_forms *words, size_t n,
			  size_t *used)
{
	uint32_t best = TY_INTERN_NONE, next, t;
	size_t k, more;

	for (k = 0; n && k < words[0].n; k++) {
		next = ty_lextrie_child(&lex->terms, node, words[0].v[k]);
		if (next == TY_LEXTRIE_NONE)
			continue;
		t = find_term(lex, next, words + 1, n - 1, &more);
		if (t == TY_INTERN_NONE &&
		    lex->terms.symbol[next] & TY_LEXTRIE_WHOLE) {
			t = next;
			more = 0;
		}
		if (t != TY_INTERN_NONE &&
		    (best == TY_INTERN_NONE || more + 1 > *used)) {
			best = t;
			*used = more + 1;
		}
	}
	return best;
}

uint32_t ty_lexicon_term(const struct ty_lexicon *lex,
			 const struct ty_forms *words, size_t n, size_t *used)
{
	return find_term(lex, 0, words, n, used);
}

uint32_t ty_lexicon_name(const struct ty_lexicon *lex,
			 const struct ty_piece *word)
{
	char key[TY_ROMAJI_MAX];
	size_t n = ty_romaji_key(key, word->text, word->len);
	uint32_t k = n ? find_word(lex, key, n) : TY_LEXTRIE_NONE;

	return k == TY_LEXTRIE_NONE ? TY_INTERN_NONE :
	       ty_lextrie_child(&lex->terms, 0, k);
}

void ty_lexicon_meanings(struct ty_meanings *meanings,
			 const struct ty_lexicon *lex, uint32_t term)
{
	uint32_t first = lex->first[term];

	meanings->string = lex->meanings + first;
	meanings->grade = lex->grades + first;
	meanings->n = lex->first[term + 1] - first;
}

/* ----------------------------------------------------- the target side -- */

size_t ty_lexicon_strings(const struct ty_lexicon *lex, const char *s,
			  size_t len, uint32_t id[TY_STRING_MAX],
			  uint8_t used[TY_STRING_MAX])
{
	uint32_t node = 0;
	size_t i = 0, n = 0;

	while (i < len && n < TY_STRING_MAX) {
		node = ty_lextrie_child(&lex->strings, node,
				     (uint32_t)ty_utf8_next(s, len, &i));
		if (node == TY_LEXTRIE_NONE)
			break;
		if (lex->strings.symbol[node] & TY_LEXTRIE_WHOLE && i < 256) {
			id[n] = node;
			used[n++] = (uint8_t)i;
		}
	}
	return n;
}

size_t ty_lexicon_text(const struct ty_lexicon *lex, uint32_t id,
		       char out[TY_STRING_BYTES])
{
	uint32_t c[TY_STRING_MAX];
	size_t n = 0, len = 0;

	while (id && n < TY_STRING_MAX) {
		c[n++] = lex->strings.symbol[id] & ~TY_LEXTRIE_WHOLE;
		id = ty_lextrie_parent(&lex->strings, id);
	}
	while (n)
		len += ty_utf8_put(out + len, (int32_t)c[--n]);
	out[len] = '\0';
	return len;
}
