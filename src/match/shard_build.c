/* How segments become the image of a shard. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "match/image.h"
#include "match/pieces.h"

struct segment {
	int64_t		id, unit;
	uint64_t	start;			/* in `pool` */
	uint32_t	length;
};

struct ty_shard_builder {
	struct ty_shard_head	 head;
	struct ty_intern	 words;
	struct segment		*segments;
	size_t			 n, cap;
	uint32_t		*pool;		/* tokens, by first appearance */
	size_t			 npool, cap_pool;
	int64_t			*touched;
	size_t			 ntouched, cap_touched;
	uint32_t		*longest;	/* memory for one segment */
	size_t			 cap_longest;
};

struct ty_shard_builder *ty_shard_builder_new(const struct ty_shard_head *head)
{
	struct ty_shard_builder *builder = ty_alloc(1, sizeof(*builder));

	builder->head = *head;
	/* What stands behind the tag is written, too. */
	memset(builder->head.lang, 0, sizeof(builder->head.lang));
	memcpy(builder->head.lang, head->lang, strlen(head->lang));
	return builder;
}

static void empty(struct ty_shard_builder *builder)
{
	ty_intern_release(&builder->words);
	free(builder->segments);
	free(builder->pool);
	free(builder->touched);
	free(builder->longest);
	memset(builder, 0, sizeof(*builder));
}

void ty_shard_builder_free(struct ty_shard_builder *builder)
{
	if (!builder)
		return;
	empty(builder);
	free(builder);
}

size_t ty_shard_builder_size(const struct ty_shard_builder *builder)
{
	return builder->n;
}

/* --------------------------------------------------------------- adding -- */

/* Begin a segment; room for its tokens, which the caller fills in. */
static uint32_t *add_segment(struct ty_shard_builder *builder, int64_t id,
			     int64_t unit, size_t length)
{
	struct segment *s;

	builder->segments = ty_grow(builder->segments, &builder->cap,
				    builder->n + 1, sizeof(*s));
	builder->pool = ty_grow(builder->pool, &builder->cap_pool,
				builder->npool + length,
				sizeof(*builder->pool));
	s = &builder->segments[builder->n++];
	s->id = id;
	s->unit = unit;
	s->start = builder->npool;
	s->length = (uint32_t)length;
	builder->npool += length;
	return builder->pool + s->start;
}

void ty_shard_builder_add(struct ty_shard_builder *builder, int64_t id,
			  int64_t unit, const struct ty_tokens *tokens)
{
	const struct ty_token *t = tokens->v;
	uint32_t *ids;
	size_t i;

	if (!tokens->n)
		return;
	ids = add_segment(builder, id, unit, tokens->n);
	for (i = 0; i < tokens->n; i++, t++)
		ids[i] = ty_intern_add(&builder->words,
				       tokens->folded.p + t->fold,
				       t->fold_len);
}

void ty_shard_builder_add_ids(struct ty_shard_builder *builder, int64_t id,
			      int64_t unit, const struct ty_intern *words,
			      const uint32_t *ids, size_t n)
{
	uint32_t *own = add_segment(builder, id, unit, n);
	size_t i;

	for (i = 0; i < n; i++)
		own[i] = ty_intern_add(&builder->words,
				       ty_intern_get(words, ids[i]),
				       words->length[ids[i]]);
}

void ty_shard_builder_touch(struct ty_shard_builder *builder, int64_t unit)
{
	builder->touched = ty_grow(builder->touched, &builder->cap_touched,
				   builder->ntouched + 1,
				   sizeof(*builder->touched));
	builder->touched[builder->ntouched++] = unit;
}

/* The builder's number of each word of `shard`, UINT32_MAX until asked for. */
static bool translate(struct ty_shard_builder *builder, struct ty_shard *shard,
		      uint32_t *numbers, const uint32_t *tokens, uint32_t *ids,
		      size_t n)
{
	struct ty_word word;
	size_t i;

	for (i = 0; i < n; i++) {
		if (tokens[i] >= shard->head->nwords)
			return false;
		if (numbers[tokens[i]] == UINT32_MAX) {
			if (!ty_shard_word(&word, shard, tokens[i]))
				return false;
			numbers[tokens[i]] = ty_intern_add(&builder->words,
							   word.p, word.len);
		}
		ids[i] = numbers[tokens[i]];
	}
	return true;
}

static bool add_group(struct ty_shard_builder *builder, struct ty_shard *shard,
		      uint32_t *numbers, const struct ty_group *g,
		      const struct ty_units *dead, size_t ndead)
{
	const struct ty_indexed *s = ty_shard_section(shard, TY_SEGMENTS);
	const uint32_t *tokens = ty_shard_section(shard, TY_TOKENS);
	uint32_t i;

	builder->longest = ty_grow(builder->longest, &builder->cap_longest,
				   g->length, sizeof(*builder->longest));
	tokens += g->tokens;
	for (i = g->first; i < g[1].first; i++, tokens += g->length) {
		if (!ty_shard_ready(shard, &s[i], sizeof(*s)) ||
		    !ty_shard_ready(shard, tokens,
				    g->length * sizeof(*tokens)))
			return false;
		if (ty_units_any(dead, ndead, s[i].unit))
			continue;
		if (!translate(builder, shard, numbers, tokens,
			       builder->longest, g->length))
			return false;
		memcpy(add_segment(builder, s[i].id, s[i].unit, g->length),
		       builder->longest, g->length * sizeof(*tokens));
	}
	return true;
}

enum ty_status ty_shard_builder_add_shard(struct ty_shard_builder *builder,
					  struct ty_shard *shard,
					  const struct ty_units *dead,
					  size_t ndead, struct ty_error *err)
{
	uint32_t *numbers = ty_alloc(shard->head->nwords, sizeof(*numbers));
	enum ty_status st = TY_OK;
	size_t i;

	memset(numbers, 0xFF, shard->head->nwords * sizeof(*numbers));
	for (i = 0; i < shard->ngroups && st == TY_OK; i++)
		if (!add_group(builder, shard, numbers, &shard->groups[i],
			       dead, ndead))
			st = ty_shard_damaged(shard, err);
	free(numbers);
	return st;
}

/* ----------------------------------------------- numbering what was added -- */

static int by_id(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Sort by length, then id: mostly the ids come ascending, and there are not
 * many lengths. */
static void sort_segments(struct ty_shard_builder *builder)
{
	struct segment *sorted;
	uint32_t most = 0;
	size_t *at, i, sum = 0, n;

	for (i = 1; i < builder->n; i++)
		if (builder->segments[i - 1].id > builder->segments[i].id)
			break;
	if (i < builder->n)
		qsort(builder->segments, builder->n,
		      sizeof(*builder->segments), by_id);
	for (i = 0; i < builder->n; i++)
		if (builder->segments[i].length > most)
			most = builder->segments[i].length;
	at = ty_alloc(most + 1ull, sizeof(*at));
	for (i = 0; i < builder->n; i++)
		at[builder->segments[i].length]++;
	for (i = 0; i <= most; i++) {
		n = at[i];
		at[i] = sum;
		sum += n;
	}
	sorted = ty_alloc(builder->n, sizeof(*sorted));
	for (i = 0; i < builder->n; i++)
		sorted[at[builder->segments[i].length]++] =
			builder->segments[i];
	free(at);
	free(builder->segments);
	builder->segments = sorted;
	builder->cap = builder->n;
}

/* Number the words again, the rarest first; *order is the old number of each
 * new one. */
static void sort_words(struct ty_shard_builder *builder, uint32_t **order)
{
	uint32_t n = builder->words.n, *number = ty_alloc(n, sizeof(*number));
	uint64_t *keys = ty_alloc(n, sizeof(*keys));
	uint32_t k;
	size_t i;

	*order = ty_alloc(n, sizeof(**order));
	for (k = 0; k < n; k++)
		keys[k] = k;
	for (i = 0; i < builder->npool; i++)
		if (keys[builder->pool[i]] >> 32 != UINT32_MAX)
			keys[builder->pool[i]] += (uint64_t)1 << 32;
	ty_sort_numbers(keys, n);
	for (k = 0; k < n; k++) {
		(*order)[k] = (uint32_t)keys[k];
		number[(uint32_t)keys[k]] = k;
	}
	for (i = 0; i < builder->npool; i++)
		builder->pool[i] = number[builder->pool[i]];
	free(keys);
	free(number);
}

static int by_unit(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Returns how many different ones there are. */
static size_t sort_touched(struct ty_shard_builder *builder)
{
	int64_t *v = builder->touched;
	size_t i, n = 0;

	if (builder->ntouched)
		qsort(v, builder->ntouched, sizeof(*v), by_unit);
	for (i = 0; i < builder->ntouched; i++)
		if (!n || v[n - 1] != v[i])
			v[n++] = v[i];
	return n;
}

/* --------------------------------------------------------------- layout -- */

struct image {
	char			*p;
	struct ty_image_head	*head;
	uint64_t		 size;		/* laid out so far */
};

static void reserve(struct ty_image_head *head, enum ty_image_section section,
		    uint64_t bytes)
{
	uint64_t align = section == TY_SUMS ? TY_IMAGE_BLOCK : 64;

	head->bytes = (head->bytes + align - 1) / align * align;
	head->sections[section].at = head->bytes;
	head->sections[section].size = bytes;
	head->bytes += bytes;
}

/* Lists for runs: one for about 16 tokens, so that few share one. */
static uint32_t lists_for(const struct ty_shard_builder *builder)
{
	uint32_t n = 256;

	while (n < builder->npool / 16 && n < 1u << 26)
		n *= 2;
	return n;
}

static uint64_t slots_for(uint64_t nwords)
{
	uint64_t n = 16;

	while (n < 2 * nwords)
		n *= 2;
	return n;
}

/* Go through the lengths of the sorted segments. */
static void count_groups(const struct ty_shard_builder *builder, bool runs,
			 uint64_t *groups, uint64_t *signs, uint64_t *postings)
{
	uint32_t length, last = 0;
	size_t i;

	*groups = *signs = *postings = 0;
	for (i = 0; i < builder->n; i++) {
		length = builder->segments[i].length;
		*groups += length != last;
		last = length;
		*signs += ty_sign_words(length);
		if (length <= TY_LISTED)
			*postings += ty_pieces(runs, length);
	}
}

static enum ty_status lay_out(struct ty_image_head *head,
			      const struct ty_shard_builder *builder,
			      size_t ntouched, struct ty_error *err)
{
	uint64_t groups, signs, postings;
	bool runs = !ty_lang_spaced(builder->head.lang);

	count_groups(builder, runs, &groups, &signs, &postings);
	if (builder->n >= UINT32_MAX || postings >= UINT32_MAX ||
	    builder->words.nbytes >= UINT32_MAX)
		return ty_fail(err, TY_ELIMIT,
			       _("too many segments for one index"));
	memcpy(head->magic, TY_IMAGE_MAGIC, sizeof(head->magic));
	head->order = TY_IMAGE_ORDER;
	head->version = TY_IMAGE_VERSION;
	head->head = builder->head;
	head->nsegments = (uint32_t)builder->n;
	head->nwords = builder->words.n;
	head->runs = runs;
	head->nlists = runs ? lists_for(builder) : head->nwords;
	head->bytes = TY_IMAGE_BLOCK;
	reserve(head, TY_TOUCHED, ntouched * sizeof(int64_t));
	reserve(head, TY_GROUPS, (groups + 1) * sizeof(struct ty_group));
	reserve(head, TY_SLOTS, slots_for(head->nwords) * sizeof(uint64_t));
	reserve(head, TY_WORDS, (head->nwords + 1ull) * sizeof(uint32_t));
	reserve(head, TY_BYTES, builder->words.nbytes - head->nwords);
	reserve(head, TY_LISTS, (head->nlists + 1ull) * sizeof(uint32_t));
	reserve(head, TY_POSTINGS, postings * sizeof(uint64_t));
	reserve(head, TY_HINTS, runs ? postings * sizeof(uint64_t) : 0);
	reserve(head, TY_TOKENS, builder->npool * sizeof(uint32_t));
	reserve(head, TY_SIGNS, signs * sizeof(uint64_t));
	reserve(head, TY_SEGMENTS, builder->n * sizeof(struct ty_indexed));
	reserve(head, TY_SUMS, 0);
	reserve(head, TY_SUMS, head->bytes / TY_IMAGE_BLOCK * sizeof(uint64_t));
	return TY_OK;
}

/* -------------------------------------------------------------- filling -- */

static void *section(const struct image *image, enum ty_image_section which)
{
	return image->p + image->head->sections[which].at;
}

static void fill_words(struct image *image,
		       const struct ty_shard_builder *builder,
		       const uint32_t *order)
{
	uint64_t mask = image->head->sections[TY_SLOTS].size / 8 - 1, hash, i;
	uint64_t *slots = section(image, TY_SLOTS);
	uint32_t *at = section(image, TY_WORDS);
	char *bytes = section(image, TY_BYTES);
	uint32_t used = 0, k, len;
	const char *s;

	memset(slots, 0xFF, (mask + 1) * sizeof(*slots));
	for (k = 0; k < image->head->nwords; k++) {
		s = ty_intern_get(&builder->words, order[k]);
		len = builder->words.length[order[k]];
		at[k] = used;
		memcpy(bytes + used, s, len);
		used += len;
		hash = ty_image_hash(s, len);
		for (i = hash & mask; slots[i] != TY_SLOT_FREE;)
			i = (i + 1) & mask;
		slots[i] = ty_slot(hash, k);
	}
	at[k] = used;
}

/* Groups, tokens, signatures, ids. */
static void fill_segments(struct image *image,
			  const struct ty_shard_builder *builder)
{
	uint32_t *seen = ty_alloc(image->head->nwords, sizeof(*seen));
	struct ty_group *g = section(image, TY_GROUPS);
	struct ty_indexed *out = section(image, TY_SEGMENTS);
	uint32_t *tokens = section(image, TY_TOKENS), *t = tokens;
	uint64_t *signs = section(image, TY_SIGNS), *sign = signs;
	const struct segment *s = builder->segments;
	uint32_t length = 0;
	size_t i, k;

	for (i = 0; i <= builder->n; i++, s++) {
		if (i == builder->n || s->length != length) {
			length = i < builder->n ? s->length : UINT32_MAX;
			g->length = length;
			g->first = (uint32_t)i;
			g->tokens = (uint64_t)(t - tokens);
			g++->signs = (uint64_t)(sign - signs);
		}
		if (i == builder->n)
			break;
		memcpy(t, builder->pool + s->start, length * sizeof(*t));
		for (k = 0; k < length; k++)
			ty_sign_add(sign, ty_sign_words(length), t[k],
				    seen[t[k]]++);
		for (k = 0; k < length; k++)
			seen[t[k]] = 0;
		out[i].id = s->id;
		out[i].unit = s->unit;
		t += length;
		sign += ty_sign_words(length);
	}
	free(seen);
}

/* The pieces of all segments that are listed, in order. */
static struct ty_piece *choose_all(const struct image *image)
{
	size_t n = image->head->sections[TY_POSTINGS].size / 8, used = 0;
	struct ty_piece *all = ty_alloc(n, sizeof(*all));
	struct ty_piece pieces[TY_LISTED];
	const struct ty_group *g = section(image, TY_GROUPS);
	const uint32_t *t = section(image, TY_TOKENS);
	struct ty_chooser chooser;
	uint32_t i;

	ty_chooser_init(&chooser, image->head, t);
	for (; g->length <= TY_LISTED; g++)
		for (i = g->first; i < g[1].first; i++, t += g->length) {
			n = ty_chooser_choose(&chooser, t, g->length, pieces);
			memcpy(all + used, pieces, n * sizeof(*all));
			used += n;
		}
	ty_chooser_release(&chooser);
	return all;
}

/* A list has many segments, and a segment is in many lists: their hints are
 * made once. */
static void fill_hints(struct image *image)
{
	uint64_t n = image->head->sections[TY_POSTINGS].size / 8, i;
	uint32_t nwords = image->head->nwords, segment = 0;
	uint64_t *of = ty_alloc(image->head->nsegments, sizeof(*of));
	uint32_t *seen = ty_alloc(nwords, sizeof(*seen));
	const struct ty_group *g = section(image, TY_GROUPS);
	const uint64_t *postings = section(image, TY_POSTINGS);
	const uint32_t *t = section(image, TY_TOKENS);
	uint64_t *hints = section(image, TY_HINTS);
	size_t k;

	for (; g->length <= TY_LISTED; g++)
		for (; segment < g[1].first; segment++, t += g->length) {
			for (k = 0; k < g->length; k++)
				ty_hint_add(&of[segment], t[k], seen[t[k]]++,
					    nwords);
			for (k = 0; k < g->length; k++)
				seen[t[k]] = 0;
		}
	for (i = 0; i < n; i++)
		hints[i] = of[(uint32_t)postings[i]];
	free(of);
	free(seen);
}

static void fill_lists(struct image *image)
{
	const struct ty_group *g = section(image, TY_GROUPS);
	uint64_t *postings = section(image, TY_POSTINGS);
	uint32_t *lists = section(image, TY_LISTS), k;
	struct ty_piece *all = choose_all(image), *p = all;
	size_t n = image->head->sections[TY_POSTINGS].size / 8, i;

	for (i = 0; i < n; i++)
		lists[all[i].list + 1]++;
	for (i = 0; i < image->head->nlists; i++)
		lists[i + 1] += lists[i];
	/* lists[i] is where the next one goes, and when all are there, where
	 * list i + 1 begins. */
	for (; g->length <= TY_LISTED; g++)
		for (k = g->first; k < g[1].first; k++)
			for (i = 0; i < ty_pieces(image->head->runs,
						  g->length); i++, p++)
				postings[lists[p->list]++] =
					ty_posting(g->length, i, p->place, k);
	free(all);
	memmove(lists + 1, lists, image->head->nlists * sizeof(*lists));
	lists[0] = 0;
	for (i = 0; i < image->head->nlists; i++)
		ty_sort_numbers(postings + lists[i], lists[i + 1] - lists[i]);
	if (image->head->runs)
		fill_hints(image);
}

enum ty_status ty_shard_build(struct ty_shard **out,
			      struct ty_shard_builder *builder,
			      struct ty_error *err)
{
	struct ty_image_head head = { .nsegments = 0 };
	struct image image = { NULL, NULL, 0 };
	uint32_t *order = NULL;
	enum ty_status st;
	size_t ntouched;

	*out = NULL;
	sort_segments(builder);
	ntouched = sort_touched(builder);
	if ((st = lay_out(&head, builder, ntouched, err)) != TY_OK)
		goto done;
	sort_words(builder, &order);
	image.p = ty_alloc(head.bytes, 1);
	image.head = (struct ty_image_head *)image.p;
	*image.head = head;
	if (ntouched)
		memcpy(section(&image, TY_TOUCHED), builder->touched,
		       ntouched * sizeof(*builder->touched));
	fill_words(&image, builder, order);
	fill_segments(&image, builder);
	empty(builder);
	fill_lists(&image);
	ty_image_seal(image.p);
	*out = ty_shard_of_image(image.p);
done:
	free(order);
	empty(builder);
	return st;
}
