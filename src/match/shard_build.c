/* How what was gathered becomes the image of a shard. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "match/gather.h"
#include "match/pieces.h"

struct image {
	char			*p;
	struct ty_image_head	*head;
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
	const struct ty_gathered *s = builder->segments;
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
	struct image image;
	uint32_t *order = NULL;
	enum ty_status st;
	size_t ntouched;

	*out = NULL;
	ty_gather_sort(builder, &order, &ntouched);
	if ((st = lay_out(&head, builder, ntouched, err)) != TY_OK)
		goto done;
	image.p = ty_alloc(head.bytes, 1);
	image.head = (struct ty_image_head *)image.p;
	*image.head = head;
	if (ntouched)
		memcpy(section(&image, TY_TOUCHED), builder->touched,
		       ntouched * sizeof(*builder->touched));
	fill_words(&image, builder, order);
	fill_segments(&image, builder);
	ty_gather_empty(builder);
	fill_lists(&image);
	ty_image_seal(image.p);
	*out = ty_shard_of_image(image.p);
done:
	free(order);
	ty_gather_empty(builder);
	return st;
}
