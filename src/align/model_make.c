/* Learning a lexicon from translations: IBM Model 1 by expectation maximisation,
 * word by word, so that memory is for the texts and not for all pairs. */

#include <stdlib.h>
#include <string.h>

#include "align/cut.h"
#include "align/model_file.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/intern.h"

#define ITERATIONS	5
#define MAX_TEXT	4000		/* bytes; a longer one is no sentence */
#define MAX_WORDS	24000000	/* of a side, in all texts */
/* What is left of a word's translations between iterations, and in the end. */
#define LEAST		5e-4
#define LEAST_KEPT	.01
#define LEAST_COUNT	.3
#define LEAST_NOTHING	1e-4		/* of "" */

/* A text: words[at] to words[at + n] of its side. */
struct text {
	int64_t		key;
	size_t		at;
	uint32_t	n;
};

struct texts {
	struct ty_intern	 names;	/* of words; 0 is "" */
	struct text		*v;
	size_t			 n, cap;
	uint32_t		*words;
	size_t			 nwords, cap_words;
};

/* What words of one side are on the other. */
struct rows {
	struct ty_model_cell	*cells;
	size_t			 n, cap;
	size_t			*row;	/* of each word, and the end */
	float			*total;
};

struct ty_model_maker {
	char			 lang[2][TY_LANG_MAX];
	const struct ty_model	*prior;
	struct texts		 side[2];
	struct rows		 rows[2];
	struct ty_cut		 cut;
	size_t			 pairs;
};

/* Words that are known keep their numbers. */
static void begin(struct texts *t, const struct ty_model *prior, int side)
{
	const struct ty_model_side *s = prior ? &prior->side[side] : NULL;
	uint32_t i;

	ty_intern_add(&t->names, "", 0);
	for (i = 1; s && i < s->n; i++)
		ty_intern_add(&t->names, s->bytes + s->start[i],
			      s->start[i + 1] - s->start[i]);
}

struct ty_model_maker *ty_model_maker_new(const char *lang0, const char *lang1,
					  const struct ty_model *prior)
{
	struct ty_model_maker *maker = ty_alloc(1, sizeof(*maker));

	strncpy(maker->lang[0], lang0, TY_LANG_MAX - 1);
	strncpy(maker->lang[1], lang1, TY_LANG_MAX - 1);
	maker->prior = prior;
	begin(&maker->side[0], prior, 0);
	begin(&maker->side[1], prior, 1);
	ty_cut_init(&maker->cut);
	return maker;
}

void ty_model_maker_free(struct ty_model_maker *maker)
{
	int s;

	if (!maker)
		return;
	for (s = 0; s < 2; s++) {
		ty_intern_release(&maker->side[s].names);
		free(maker->side[s].v);
		free(maker->side[s].words);
		free(maker->rows[s].cells);
		free(maker->rows[s].row);
		free(maker->rows[s].total);
	}
	ty_cut_release(&maker->cut);
	free(maker);
}

void ty_model_maker_add(struct ty_model_maker *maker, int side, int64_t key,
			const char *text, size_t len)
{
	struct texts *t = &maker->side[side];
	struct ty_cut *cut = &maker->cut;
	size_t i;

	if (len > MAX_TEXT)
		return;
	ty_cut(cut, text, len);
	if (!cut->n || t->nwords + cut->n > MAX_WORDS)
		return;
	t->v = ty_grow(t->v, &t->cap, t->n + 1, sizeof(*t->v));
	t->v[t->n++] = (struct text){ key, t->nwords, (uint32_t)cut->n };
	t->words = ty_grow(t->words, &t->cap_words, t->nwords + cut->n,
			   sizeof(*t->words));
	for (i = 0; i < cut->n; i++)
		t->words[t->nwords++] = ty_intern_add(&t->names,
				cut->bytes.p + cut->v[i].at, cut->v[i].len);
}

/* ---------------------------------------------------------------- pairs -- */

static int by_key(const void *a, const void *b)
{
	const struct text *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* In order of their keys, each key once. */
static void sort(struct texts *t)
{
	size_t i, n = 0;

	if (t->n)
		qsort(t->v, t->n, sizeof(*t->v), by_key);
	for (i = 0; i < t->n; i++)
		if (!n || t->v[n - 1].key != t->v[i].key)
			t->v[n++] = t->v[i];
	t->n = n;
}

/* Leave only texts that have a translation: text i of the one side is that of
 * the other. */
static void join(struct ty_model_maker *maker)
{
	struct texts *a = &maker->side[0], *b = &maker->side[1];
	size_t i = 0, j = 0, n = 0;

	sort(a);
	sort(b);
	while (i < a->n && j < b->n) {
		if (a->v[i].key < b->v[j].key) {
			i++;
		} else if (a->v[i].key > b->v[j].key) {
			j++;
		} else {
			a->v[n] = a->v[i++];
			b->v[n++] = b->v[j++];
		}
	}
	a->n = b->n = maker->pairs = n;
}

/* ------------------------------------------------------------- learning -- */

/* One direction: what words of `from` are in `to`. */
struct em {
	const struct texts	*from, *to;
	const struct ty_model_side *prior;	/* or NULL */
	size_t			*at;	/* texts with word w: where[at[w]] to
					   where[at[w + 1]] */
	uint32_t		*where;
	float			*sum;	/* of each word of `to`: of its chances
					   from all words of its pair */
	struct rows		 old, now;
	float			 base;	/* chance of any word, and what more */
	float			*extra;	/* each has, of the word at hand */
	float			*count;	/* 0 but for those touched */
	uint32_t		*touched;
	size_t			 ntouched;
};

/* Where each word stands; "" is everywhere and is not listed. */
static void invert(struct em *em)
{
	const struct texts *t = em->from;
	size_t i, k, *end;

	em->at = ty_alloc((size_t)t->names.n + 2, sizeof(*em->at));
	em->where = ty_alloc(t->nwords + 1, sizeof(*em->where));
	end = em->at + 1;
	for (i = 0; i < t->n; i++)
		for (k = t->v[i].at; k < t->v[i].at + t->v[i].n; k++)
			end[t->words[k] + 1]++;
	for (k = 0; k < t->names.n; k++)
		end[k + 1] += end[k];
	for (i = 0; i < t->n; i++)
		for (k = t->v[i].at; k < t->v[i].at + t->v[i].n; k++)
			em->where[end[t->words[k]]++] = (uint32_t)i;
}

static void load(struct em *em, const struct ty_model_cell *cells, size_t n,
		 float total, bool on)
{
	size_t i;

	for (i = 0; i < n; i++)
		em->extra[cells[i].word] = on ? cells[i].count / total : 0;
}

static bool has_prior(const struct em *em, uint32_t w)
{
	return em->prior && w < em->prior->n;
}

/* The chances of word w's translations: in the beginning what is known of it,
 * and that it may be anything. */
static void chances(struct em *em, uint32_t w, bool first, bool on)
{
	const struct ty_model_side *p = em->prior;
	float total = 1;

	if (!first) {
		em->base = 0;
		load(em, em->old.cells + em->old.row[w],
		     em->old.row[w + 1] - em->old.row[w], em->old.total[w],
		     on);
		return;
	}
	if (has_prior(em, w)) {
		total += p->total[w];
		load(em, p->cells + p->row[w], p->row[w + 1] - p->row[w],
		     total, on);
	}
	em->base = 1 / (total * (float)em->to->names.n);
}

/* Call `see` for each text that has word w. */
static void each_text(struct em *em, uint32_t w,
		      void (*see)(struct em *em, size_t text))
{
	size_t i;

	if (w == 0)
		for (i = 0; i < em->from->n; i++)
			see(em, i);
	else
		for (i = em->at[w]; i < em->at[w + 1]; i++)
			see(em, em->where[i]);
}

static void add_chances(struct em *em, size_t text)
{
	const struct texts *t = em->to;
	size_t k;

	for (k = t->v[text].at; k < t->v[text].at + t->v[text].n; k++)
		em->sum[k] += em->base + em->extra[t->words[k]];
}

static void touch(struct em *em, uint32_t word, float count)
{
	if (!(count > 0))
		return;
	if (em->count[word] <= 0)
		em->touched[em->ntouched++] = word;
	em->count[word] += count;
}

static void add_counts(struct em *em, size_t text)
{
	const struct texts *t = em->to;
	size_t k;
	float x;

	for (k = t->v[text].at; k < t->v[text].at + t->v[text].n; k++) {
		x = em->base + em->extra[t->words[k]];
		if (x > 0)
			touch(em, t->words[k], x / em->sum[k]);
	}
}

/* What was counted, with what was known before, becomes the row of word w. */
static void settle(struct em *em, uint32_t w, bool last)
{
	const struct ty_model_side *p = em->prior;
	struct rows *rows = &em->now;
	double total = 0;
	size_t i;
	float x, least;

	for (i = 0; i < em->ntouched; i++)
		total += em->count[em->touched[i]];
	if (has_prior(em, w)) {
		total += p->total[w];
		for (i = p->row[w]; i < p->row[w + 1]; i++)
			touch(em, p->cells[i].word, p->cells[i].count);
	}
	least = (float)(total * (w == 0 ? LEAST_NOTHING :
				 last ? LEAST_KEPT : LEAST));
	if (last && w != 0 && least < (float)LEAST_COUNT)
		least = (float)LEAST_COUNT;
	for (i = 0; i < em->ntouched; i++) {
		x = em->count[em->touched[i]];
		em->count[em->touched[i]] = 0;
		if (x < least || x <= 0)
			continue;
		rows->cells = ty_grow(rows->cells, &rows->cap, rows->n + 1,
				      sizeof(*rows->cells));
		rows->cells[rows->n++] =
			(struct ty_model_cell){ em->touched[i], x };
	}
	em->ntouched = 0;
	rows->total[w] = (float)total;
	rows->row[w + 1] = rows->n;
}

static enum ty_status iterate(struct em *em, bool first, bool last,
			      const struct ty_monitor *monitor,
			      struct ty_error *err)
{
	struct rows spare;
	uint32_t w;

	memset(em->sum, 0, em->to->nwords * sizeof(*em->sum));
	for (w = 0; w < em->from->names.n; w++) {
		chances(em, w, first, true);
		each_text(em, w, add_chances);
		chances(em, w, first, false);
	}
	em->now.n = 0;
	for (w = 0; w < em->from->names.n; w++) {
		chances(em, w, first, true);
		each_text(em, w, add_counts);
		settle(em, w, last);
		chances(em, w, first, false);
		if (w % 1024 == 0 && ty_cancelled(monitor))
			return ty_fail_cancelled(err);
	}
	spare = em->old;
	em->old = em->now;
	em->now = spare;
	return TY_OK;
}

static void new_rows(struct rows *rows, size_t n)
{
	memset(rows, 0, sizeof(*rows));
	rows->row = ty_alloc(n + 1, sizeof(*rows->row));
	rows->total = ty_alloc(n + 1, sizeof(*rows->total));
}

static enum ty_status learn(struct ty_model_maker *maker, int side,
			    const struct ty_monitor *monitor,
			    struct ty_error *err)
{
	struct em em = {
		.from = &maker->side[side], .to = &maker->side[!side],
		.prior = maker->prior ? &maker->prior->side[side] : NULL,
	};
	size_t nfrom = em.from->names.n, nto = em.to->names.n;
	enum ty_status st = TY_OK;
	int i;

	invert(&em);
	em.sum = ty_alloc(em.to->nwords + 1, sizeof(*em.sum));
	em.extra = ty_alloc(nto, sizeof(*em.extra));
	em.count = ty_alloc(nto, sizeof(*em.count));
	em.touched = ty_alloc(nto, sizeof(*em.touched));
	new_rows(&em.old, nfrom);
	new_rows(&em.now, nfrom);
	for (i = 0; st == TY_OK && i < ITERATIONS; i++)
		st = iterate(&em, i == 0, i == ITERATIONS - 1, monitor, err);
	maker->rows[side] = em.old;
	free(em.now.cells);
	free(em.now.row);
	free(em.now.total);
	free(em.at);
	free(em.where);
	free(em.sum);
	free(em.extra);
	free(em.count);
	free(em.touched);
	return st;
}

/* ---------------------------------------------------------------- image -- */

/* The words of a side in the order of the image. */
struct order {
	struct kept {
		const char	*s;
		uint32_t	 len, word;
	}		*v;
	uint32_t	*place;		/* of each word */
	uint32_t	 n;
	size_t		 bytes;
};

static int by_text(const void *a, const void *b)
{
	const struct kept *x = a, *y = b;
	int d = memcmp(x->s, y->s, x->len < y->len ? x->len : y->len);

	return d ? d : (x->len > y->len) - (x->len < y->len);
}

/* Words that have a counterpart, or are one. */
static void sort_words(struct order *order, const struct ty_model_maker *maker,
		       int side)
{
	const struct rows *rows = &maker->rows[side];
	const struct rows *other = &maker->rows[!side];
	const struct ty_intern *names = &maker->side[side].names;
	uint32_t n = names->n, w;
	size_t i;

	order->v = ty_alloc(n, sizeof(*order->v));
	order->place = ty_alloc(n, sizeof(*order->place));
	order->place[0] = 1;
	for (i = 0; i < other->n; i++)
		order->place[other->cells[i].word] = 1;
	order->n = 0;
	order->bytes = 0;
	for (w = 0; w < n; w++)
		if (order->place[w] || rows->row[w + 1] > rows->row[w]) {
			order->v[order->n++] = (struct kept){
				ty_intern_get(names, w), names->length[w], w
			};
			order->bytes += names->length[w];
		}
	qsort(order->v, order->n, sizeof(*order->v), by_text);
	for (w = 0; w < order->n; w++)
		order->place[order->v[w].word] = w;
}

static int by_word(const void *a, const void *b)
{
	const struct ty_model_cell *x = a, *y = b;

	return (x->word > y->word) - (x->word < y->word);
}

static void lay_out(struct ty_model_head *head, const struct order order[2],
		    const struct rows rows[2])
{
	uint64_t at = sizeof(*head), size;
	int side, s;

	for (side = 0; side < 2; side++) {
		const uint64_t sizes[TY_MODEL_SECTIONS] = {
			[TY_MODEL_START] = ((uint64_t)order[side].n + 1) * 4,
			[TY_MODEL_BYTES] = order[side].bytes,
			[TY_MODEL_TOTAL] = (uint64_t)order[side].n * 4,
			[TY_MODEL_ROW] = ((uint64_t)order[side].n + 1) * 4,
			[TY_MODEL_CELL] = (uint64_t)rows[side].n *
					  sizeof(struct ty_model_cell),
		};

		for (s = 0; s < TY_MODEL_SECTIONS; s++) {
			size = sizes[s];
			head->sections[side][s].at = at;
			head->sections[side][s].size = size;
			at += size + (-size & 7);
		}
		head->about.words[side] = order[side].n;
		head->about.cells += rows[side].n;
	}
	head->about.bytes = at;
}

static void fill(char *image, int side, const struct order order[2],
		 const struct rows *rows)
{
	const struct ty_model_head *head = (struct ty_model_head *)image;
	uint32_t *start = (uint32_t *)
		(image + head->sections[side][TY_MODEL_START].at);
	char *bytes = image + head->sections[side][TY_MODEL_BYTES].at;
	float *total = (float *)
		(image + head->sections[side][TY_MODEL_TOTAL].at);
	uint32_t *row = (uint32_t *)
		(image + head->sections[side][TY_MODEL_ROW].at);
	struct ty_model_cell *cells = (struct ty_model_cell *)
		(image + head->sections[side][TY_MODEL_CELL].at);
	const struct order *o = &order[side];
	uint32_t i, n = 0;
	size_t k;

	for (i = 0; i < o->n; i++) {
		uint32_t w = o->v[i].word;

		memcpy(bytes + start[i], o->v[i].s, o->v[i].len);
		start[i + 1] = start[i] + o->v[i].len;
		total[i] = rows->total[w];
		row[i] = n;
		for (k = rows->row[w]; k < rows->row[w + 1]; k++)
			cells[n++] = (struct ty_model_cell){
				order[!side].place[rows->cells[k].word],
				rows->cells[k].count
			};
		if (n > row[i])
			qsort(cells + row[i], n - row[i], sizeof(*cells),
			      by_word);
	}
	row[o->n] = n;
}

static struct ty_model *compile(const struct ty_model_maker *maker,
				const struct ty_model_about *moment)
{
	struct ty_model_head head = {
		.magic = { 'T', 'Y', 'L', 'E', 'A', 'R', 'N', '\n' },
		.order = TY_MODEL_ORDER, .version = TY_MODEL_VERSION,
		.cut = TY_CUT_VERSION,
	};
	struct order order[2];
	char *image;
	int side;

	head.about.change = moment->change;
	head.about.stamp = moment->stamp;
	head.about.whole = moment->whole;
	head.about.pairs = maker->pairs;
	if (maker->prior)
		head.about.pairs += maker->prior->head->about.pairs;
	memcpy(head.about.lang, maker->lang, sizeof(head.about.lang));
	for (side = 0; side < 2; side++)
		sort_words(&order[side], maker, side);
	lay_out(&head, order, maker->rows);
	image = ty_alloc(1, head.about.bytes);
	memcpy(image, &head, sizeof(head));
	for (side = 0; side < 2; side++)
		fill(image, side, order, &maker->rows[side]);
	for (side = 0; side < 2; side++) {
		free(order[side].v);
		free(order[side].place);
	}
	return ty_model_adopt(image);
}

enum ty_status ty_model_maker_finish(struct ty_model **out,
				     struct ty_model_maker *maker,
				     const struct ty_model_about *moment,
				     const struct ty_monitor *monitor,
				     struct ty_error *err)
{
	enum ty_status st;

	*out = NULL;
	join(maker);
	if ((st = learn(maker, 0, monitor, err)) == TY_OK &&
	    (st = learn(maker, 1, monitor, err)) == TY_OK)
		*out = compile(maker, moment);
	return st;
}
