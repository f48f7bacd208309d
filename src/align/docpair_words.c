/* What documents mention, and which words of one side may be which of the
 * other. */

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "align/docpair_words.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/team.h"

#define MAX_READ	1000		/* segments of a document that are read */

/* ------------------------------------------------------------- mentions -- */

struct reader {
	struct ty_mentions	*mentions;	/* of both sides */
	const struct ty_lexicon	*lexicon;
	const struct ty_value_reader *const *readers;
	const struct ty_pair_document *const *docs;
	const size_t		*n;
	const struct ty_monitor	*monitor;
	pthread_mutex_t		 lock;		/* of both vocabularies */
};

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Word `f` of one document in the vocabulary.  What several documents say of it
 * is joined in a way that does not depend on their order. */
static uint32_t join(struct ty_vocabulary *words,
		     const struct ty_features *fs, uint32_t f)
{
	const struct ty_feature *new = &fs->v[f];
	uint32_t old = words->names.n, k;
	struct ty_feature *all;

	k = ty_intern_add(&words->names, ty_intern_get(&fs->names, f),
			  fs->names.length[f]);
	if (k == old) {
		words->v = ty_grow(words->v, &words->cap, words->names.n,
				   sizeof(*words->v));
		words->v[k] = *new;
		return k;
	}
	all = &words->v[k];
	all->id = least(all->id, new->id);
	all->name = least(all->name, new->name);
	all->capital |= new->capital;
	all->longest |= new->longest;
	return k;
}

static void keep(struct ty_mentions *m, size_t i, const struct ty_features *fs,
		 int side)
{
	const size_t *at = fs->side[side].at;
	struct ty_mention *v = ty_alloc(fs->names.n + (size_t)1, sizeof(*v));
	size_t n = 0;
	uint32_t f;

	for (f = 0; f < fs->names.n; f++) {
		const struct ty_feature *feature = &fs->v[f];

		if (feature->kind == TY_FEATURE_MARK)
			continue;
		v[n].word = join(&m->words, fs, f);
		v[n].weight = 1 + (float)log((double)(at[f + 1] - at[f]));
		/* What only stands within other words. */
		if (feature->kind == TY_FEATURE_STRING && !feature->longest)
			v[n].weight *= 0.3f;
		n++;
	}
	m->of[i].v = v;
	m->of[i].n = n;
}

static bool read_one(void *user, size_t who, size_t i)
{
	struct reader *r = user;
	int side = i >= r->n[0];
	const struct ty_pair_document *doc;
	struct ty_features fs;
	const char *const *text[2] = { NULL, NULL };
	size_t n[2] = { 0, 0 };

	if (who == 0) {
		ty_progress(r->monitor, _("reading what stories mention"), i,
			    r->n[0] + r->n[1]);
		if (ty_cancelled(r->monitor))
			return false;
	}
	i -= side ? r->n[0] : 0;
	doc = &r->docs[side][i];
	text[side] = doc->segments;
	n[side] = doc->n < MAX_READ ? doc->n : MAX_READ;
	ty_features_find(&fs, r->lexicon, r->readers, text, n);
	pthread_mutex_lock(&r->lock);
	keep(&r->mentions[side], i, &fs, side);
	pthread_mutex_unlock(&r->lock);
	ty_features_release(&fs);
	return true;
}

static void count(struct ty_mentions *m)
{
	size_t i, k;

	m->words.documents = ty_alloc((size_t)m->words.names.n + 1,
				      sizeof(*m->words.documents));
	for (i = 0; i < m->n; i++)
		for (k = 0; k < m->of[i].n; k++)
			m->words.documents[m->of[i].v[k].word]++;
}

bool ty_mentions_find(struct ty_mentions mentions[2],
		      const struct ty_lexicon *lexicon,
		      const struct ty_value_reader *const readers[2],
		      const struct ty_pair_document *const docs[2],
		      const size_t n[2],
		      const struct ty_docpair_options *options)
{
	struct reader r = {
		.mentions = mentions, .lexicon = lexicon, .readers = readers,
		.docs = docs, .n = n, .monitor = options->monitor
	};
	bool done;
	int side;

	memset(mentions, 0, 2 * sizeof(*mentions));
	for (side = 0; side < 2; side++) {
		mentions[side].n = n[side];
		mentions[side].of = ty_alloc(n[side] + 1,
					     sizeof(*mentions[side].of));
	}
	pthread_mutex_init(&r.lock, NULL);
	done = ty_team_run(ty_team_size(options->threads, n[0] + n[1]),
			   n[0] + n[1], read_one, &r);
	pthread_mutex_destroy(&r.lock);
	count(&mentions[0]);
	count(&mentions[1]);
	return done;
}

void ty_mentions_release(struct ty_mentions *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		free(m->of[i].v);
	free(m->of);
	free(m->words.v);
	free(m->words.documents);
	ty_intern_release(&m->words.names);
}

/* --------------------------------------------------------- counterparts -- */

/* How often a link of each kind means that two documents speak of one thing;
 * the order was found on pairs of stories, the figures are round. */
static const float trust[TY_NLINKS] = {
	[TY_LINK_NUMBER] = 1, [TY_LINK_MONTH] = 0.5f, [TY_LINK_LATIN] = 1,
	[TY_LINK_SOUND] = 1, [TY_LINK_TERM] = 1, [TY_LINK_SHORT] = 1,
	[TY_LINK_FIRST] = 1, [TY_LINK_USUAL] = 0.8f, [TY_LINK_NAME] = 0.8f,
	[TY_LINK_SIGN] = 0.5f, [TY_LINK_OTHER] = 0.4f, [TY_LINK_PART] = 0.3f,
	[TY_LINK_FAINT] = 0.3f, [TY_LINK_SMALL] = 0.5f, [TY_LINK_ECHO] = 0.4f
};

/* Katakana words by their first sound, which spares most comparisons. */
struct heard {
	uint32_t	word;
	struct ty_sound	sound;
};

struct matcher {
	const struct ty_mentions *m;
	const struct ty_lexicon	 *lexicon;
	struct ty_counterparts	 *out;
	struct ty_sound_costs	  costs;
	struct heard		 *kana;
	size_t			  nkana, cap_kana;
};

static void add(struct ty_counterparts *c, uint32_t word,
		enum ty_link_kind kind)
{
	size_t k;

	for (k = 0; k < c->n; k++)
		if (c->v[k].word == word) {
			if (trust[kind] > c->v[k].weight)
				c->v[k].weight = trust[kind];
			return;
		}
	c->v = ty_grow(c->v, &c->cap, c->n + 1, sizeof(*c->v));
	c->v[c->n++] = (struct ty_counterpart){ word, trust[kind] };
}

static void add_meanings(struct matcher *mt, struct ty_counterparts *c,
			 uint32_t term)
{
	const struct ty_vocabulary *words = &mt->m[1].words;
	char name[sizeof(uint32_t) + 1] = "s";
	struct ty_meanings m;
	uint32_t word;
	size_t k;

	if (term == TY_INTERN_NONE)
		return;
	ty_lexicon_meanings(&m, mt->lexicon, term);
	for (k = 0; k < m.n; k++) {
		memcpy(name + 1, &m.string[k], sizeof(m.string[k]));
		word = ty_intern_find(&words->names, name, sizeof(name));
		if (word != TY_INTERN_NONE)
			add(c, word, ty_link_kind_of(&words->v[word],
						     m.grade[k]));
	}
}

static void add_sounds(struct matcher *mt, struct ty_counterparts *c,
		       const struct ty_feature *f, const char *name,
		       size_t len)
{
	struct ty_sound sound;
	struct heard *h;
	double x;

	if (f->kind != TY_FEATURE_LATIN || f->length < 3)
		return;
	ty_sound_of_latin(&sound, name, len);
	for (h = mt->kana; h < mt->kana + mt->nkana; h++) {
		x = ty_sound_similarity(&mt->costs, &h->sound, &sound);
		if (x >= ty_align_weights.likeness[0])
			add(c, h->word, TY_LINK_SOUND);
		else if (x >= ty_align_weights.likeness[1] && f->capital)
			add(c, h->word, TY_LINK_ECHO);
	}
}

static int weightiest_first(const void *a, const void *b)
{
	const struct ty_counterpart *x = a, *y = b;

	return (x->weight < y->weight) - (x->weight > y->weight);
}

/* As if some more documents had been seen, so that few tell little. */
static double rarity(const struct ty_mentions *m, uint32_t word)
{
	return log(((double)m->n + 20) /
		   ((double)m->words.documents[word] + 2));
}

/* A rare sense of a common word is no rare word. */
static void weigh(const struct matcher *mt, struct ty_counterparts *c,
		  uint32_t word)
{
	double own = rarity(&mt->m[0], word), other;
	size_t k;

	for (k = 0; k < c->n; k++) {
		other = rarity(&mt->m[1], c->v[k].word);
		c->v[k].weight *= (float)(own < other ? own : other);
	}
	if (c->n)
		qsort(c->v, c->n, sizeof(*c->v), weightiest_first);
}

static bool match_one(void *user, size_t who, size_t i)
{
	struct matcher *mt = user;
	const struct ty_vocabulary *words = &mt->m[0].words;
	const struct ty_feature *f = &words->v[i];
	const char *name = ty_intern_get(&words->names, (uint32_t)i);
	size_t len = words->names.length[i];
	struct ty_counterparts *c = &mt->out[i];
	enum ty_link_kind same = ty_link_kind_same(f->kind);
	uint32_t word;

	(void)who;
	if (same != TY_NLINKS) {
		word = ty_intern_find(&mt->m[1].words.names, name, len);
		if (word != TY_INTERN_NONE)
			add(c, word, same);
	}
	if (f->kind == TY_FEATURE_LATIN || f->kind == TY_FEATURE_PHRASE) {
		add_meanings(mt, c, f->id);
		add_meanings(mt, c, f->name);
	}
	add_sounds(mt, c, f, name + 1, len - 1);
	weigh(mt, c, (uint32_t)i);
	return true;
}

static void hear(struct matcher *mt)
{
	const struct ty_vocabulary *words = &mt->m[1].words;
	struct heard *h;
	uint32_t f;

	ty_sound_init(&mt->costs);
	for (f = 0; f < words->names.n; f++) {
		if (words->v[f].kind != TY_FEATURE_KATAKANA ||
		    words->v[f].length < 2)
			continue;
		mt->kana = ty_grow(mt->kana, &mt->cap_kana, mt->nkana + 1,
				   sizeof(*mt->kana));
		h = &mt->kana[mt->nkana++];
		h->word = f;
		ty_sound_of_kana(&h->sound, ty_intern_get(&words->names, f) + 1,
				 words->names.length[f] - 1);
	}
}

struct ty_counterparts *ty_counterparts_find(const struct ty_mentions m[2],
					     const struct ty_lexicon *lexicon,
					     int threads)
{
	struct matcher mt = { .m = m, .lexicon = lexicon };
	size_t n = m[0].words.names.n;

	mt.out = ty_alloc(n + 1, sizeof(*mt.out));
	hear(&mt);
	ty_team_run(ty_team_size(threads, n), n, match_one, &mt);
	free(mt.kana);
	return mt.out;
}
