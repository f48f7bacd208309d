/* Which pairs of a corpus are alike, and what follows: the first of them stays,
 * and stories that share some are never in two splits. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/sorter.h"
#include "flow/corpus_near.h"

/* Texts of one band that a text is compared with: of formulas that come every
 * day there are very many, all linked by the first. */
#define COMPANY	64
/* A group of stories so large, of all, does not go into dev or test. */
#define LARGE_SHARE	.02
#define LARGE_LEAST	20

struct pair {
	uint8_t		sign[2][TY_NEAR_HASHES];
	uint64_t	whole[2];
	uint32_t	story;
	uint32_t	why;
};

struct story {
	uint64_t	first;		/* its first pair */
	uint64_t	name;		/* hash of it */
	uint32_t	parent;		/* union-find: to the smallest of its
						   group */
	uint32_t	size;		/* of the group, at its smallest */
};

struct ty_corpus_net {
	struct ty_corpus_options options;
	char			*folder;
	FILE			*f;		/* of pairs */
	struct pair		*pairs;		/* mapped from it */
	size_t			 npairs;
	struct story		*stories;	/* one more than there are */
	size_t			 nstories, cap;
	struct ty_sorter	*bands, *texts, *names;
	struct ty_buf		 folded;
};

struct ty_corpus_net *ty_corpus_net_new(const char *folder,
					const struct ty_corpus_options *options)
{
	struct ty_corpus_net *net = ty_alloc(1, sizeof(*net));

	net->options = *options;
	net->folder = ty_strdup(folder);
	net->bands = ty_sorter_new(folder);
	net->texts = ty_sorter_new(folder);
	net->names = ty_sorter_new(folder);
	net->stories = ty_grow(NULL, &net->cap, 1, sizeof(*net->stories));
	memset(net->stories, 0, sizeof(*net->stories));
	ty_buf_init(&net->folded);
	return net;
}

void ty_corpus_net_free(struct ty_corpus_net *net)
{
	if (!net)
		return;
	if (net->pairs)
		munmap(net->pairs, net->npairs * sizeof(*net->pairs));
	if (net->f)
		fclose(net->f);
	ty_sorter_free(net->bands);
	ty_sorter_free(net->texts);
	ty_sorter_free(net->names);
	ty_buf_release(&net->folded);
	free(net->stories);
	free(net->folder);
	free(net);
}

/* ----------------------------------------------------------------- adding */

/* A side of a pair, as what is sorted names it. */
static uint64_t place_of(size_t pair, int side)
{
	return (uint64_t)pair * 2 + (uint64_t)side;
}

/* Equal texts of two sides are not the same text. */
static uint64_t key_of(uint64_t key, int side)
{
	return side ? ~key : key;
}

static enum ty_status add_side(struct ty_corpus_net *net, struct pair *out,
			       const char *text, int side, const char *lang,
			       struct ty_error *err)
{
	struct ty_sketch near;
	enum ty_status st;
	int k;

	ty_near_make(&near, &net->folded, text, strlen(text),
		     ty_lang_spaced(lang));
	memcpy(out->sign[side], near.byte, sizeof(near.byte));
	out->whole[side] = near.whole;
	st = ty_sorter_add(net->texts, key_of(near.whole, side),
			   place_of(net->npairs, side), err);
	for (k = 0; st == TY_OK && k < TY_NEAR_BANDS; k++)
		st = ty_sorter_add(net->bands, key_of(near.band[k], side),
				   place_of(net->npairs, side), err);
	return st;
}

static enum ty_status add_pair(struct ty_corpus_net *net,
			       const struct ty_corpus_pair *pair,
			       const struct ty_desk *desk, struct ty_error *err)
{
	struct pair out = { .story = (uint32_t)net->nstories };
	enum ty_status st;

	if (!net->f && !(net->f = ty_nameless_file(net->folder)))
		return ty_fail_errno(err, net->folder, errno);
	if ((st = add_side(net, &out, pair->source, 0, desk->source, err)) !=
	    TY_OK ||
	    (st = add_side(net, &out, pair->target, 1, desk->target, err)) !=
	    TY_OK)
		return st;
	if (fwrite(&out, sizeof(out), 1, net->f) != 1)
		return ty_fail_errno(err, net->folder, errno ? errno : EIO);
	net->npairs++;
	return TY_OK;
}

enum ty_status ty_corpus_net_add(struct ty_corpus_net *net,
				 const struct ty_corpus_story *story,
				 const struct ty_desk *desk,
				 struct ty_error *err)
{
	const char *name = story->field[TY_CF_STORY];
	enum ty_status st = TY_OK;
	struct story *s;
	size_t i;

	if (net->nstories >= UINT32_MAX - 1)
		return ty_fail(err, TY_ELIMIT, _("too many stories"));
	for (i = 0; st == TY_OK && i < story->n; i++)
		if (story->pairs[i].why == TY_WHY_KEPT)
			st = add_pair(net, &story->pairs[i], desk, err);
	net->stories = ty_grow(net->stories, &net->cap, net->nstories + 2,
			       sizeof(*net->stories));
	s = &net->stories[net->nstories];
	s->parent = (uint32_t)net->nstories;
	s->size = 1;
	s->name = ty_hash_bytes(name ? name : "", name ? strlen(name) : 0);
	if (st == TY_OK)
		st = ty_sorter_add(net->names, s->name, net->nstories, err);
	memset(s + 1, 0, sizeof(*s));
	s[1].first = net->npairs;
	net->nstories++;
	return st;
}

/* ----------------------------------------------------------------- groups */

static uint32_t root_of(struct story *stories, uint32_t i)
{
	while (stories[i].parent != i) {
		stories[i].parent = stories[stories[i].parent].parent;
		i = stories[i].parent;
	}
	return i;
}

/* The smaller number is the root, so that the order of joining is no matter. */
static void join(struct story *stories, uint32_t a, uint32_t b)
{
	a = root_of(stories, a);
	b = root_of(stories, b);
	if (a == b)
		return;
	if (b < a) {
		uint32_t t = a;

		a = b;
		b = t;
	}
	stories[b].parent = a;
	stories[a].size += stories[b].size;
}

/* Versions of a story have one name. */
static enum ty_status join_names(struct ty_corpus_net *net,
				 struct ty_error *err)
{
	struct ty_sorted now, last = { 0, 0 };
	enum ty_status st;
	bool any = false;

	st = ty_sorter_rewind(net->names, err);
	while (st == TY_OK &&
	       (st = ty_sorter_next(net->names, &now, err)) == TY_OK) {
		if (any && now.key == last.key)
			join(net->stories, (uint32_t)now.value,
			     (uint32_t)last.value);
		last = now;
		any = true;
	}
	return st == TY_END ? TY_OK : st;
}

/* ------------------------------------------------------------ boilerplate */

static int compare_roots(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Mark the pairs of one text, if it is of many stories; versions count once. */
static void mark_text(struct ty_corpus_net *net, const uint64_t *place,
		      size_t n)
{
	size_t stories = 1, i;
	uint32_t *root;

	if (n < net->options.boilerplate)
		return;
	root = ty_alloc(n, sizeof(*root));
	for (i = 0; i < n; i++)
		root[i] = root_of(net->stories, net->pairs[place[i] / 2].story);
	qsort(root, n, sizeof(*root), compare_roots);
	for (i = 1; i < n; i++)
		stories += root[i] != root[i - 1];
	free(root);
	for (i = 0; i < n && stories >= net->options.boilerplate; i++)
		net->pairs[place[i] / 2].why = TY_WHY_BOILERPLATE;
}

/* Call `see` with all places that share a key. */
static enum ty_status by_key(struct ty_corpus_net *net, struct ty_sorter *from,
			     void (*see)(struct ty_corpus_net *net,
					 const uint64_t *place, size_t n),
			     const struct ty_monitor *monitor,
			     struct ty_error *err)
{
	struct ty_sorted now = { 0, 0 };
	uint64_t *place = NULL, key = 0;
	size_t n = 0, cap = 0;
	enum ty_status st;

	st = ty_sorter_rewind(from, err);
	while (st == TY_OK) {
		st = ty_sorter_next(from, &now, err);
		if (st == TY_OK && ty_cancelled(monitor))
			st = ty_fail_cancelled(err);
		if (n && (st != TY_OK || now.key != key)) {
			if (st == TY_OK || st == TY_END)
				see(net, place, n);
			n = 0;
		}
		key = now.key;
		place = ty_grow(place, &cap, n + 1, sizeof(*place));
		place[n++] = now.value;
	}
	free(place);
	return st == TY_END ? TY_OK : st;
}

/* --------------------------------------------------------- near-duplicates */

static bool alike(const struct ty_corpus_net *net, size_t a, size_t b, int side)
{
	return net->pairs[a].whole[side] == net->pairs[b].whole[side] ||
	       ty_near_similarity(net->pairs[a].sign[side],
				  net->pairs[b].sign[side]) >=
	       net->options.near;
}

/* `later` is like an earlier pair on one side: it goes if it is on the other,
 * too; their stories stay together. */
static void tie(struct ty_corpus_net *net, size_t earlier, size_t later,
		 int side)
{
	const struct pair *a = &net->pairs[earlier];
	struct pair *b = &net->pairs[later];

	join(net->stories, a->story, b->story);
	if (b->why == TY_WHY_DUPLICATE || !alike(net, earlier, later, !side))
		return;
	b->why = a->whole[0] == b->whole[0] && a->whole[1] == b->whole[1] ?
		 TY_WHY_DUPLICATE : TY_WHY_NEAR;
}

static void link_band(struct ty_corpus_net *net, const uint64_t *place,
		      size_t n)
{
	size_t company[COMPANY], m = 0, i, k;

	for (i = 0; i < n; i++) {
		size_t pair = (size_t)(place[i] / 2);
		int side = (int)(place[i] % 2);
		bool same = false;

		if (net->pairs[pair].why == TY_WHY_BOILERPLATE)
			continue;
		for (k = 0; k < m; k++) {
			if (!alike(net, company[k], pair, side))
				continue;
			tie(net, company[k], pair, side);
			same |= net->pairs[company[k]].whole[0] ==
				net->pairs[pair].whole[0] &&
				net->pairs[company[k]].whole[1] ==
				net->pairs[pair].whole[1];
		}
		/* Where there are too many, the first ones stay. */
		if (!same && m < COMPANY)
			company[m++] = pair;
	}
}

/* ------------------------------------------------------------------ splits */

int ty_corpus_net_split(const struct ty_corpus_net *net, size_t story)
{
	const struct ty_corpus_options *o = &net->options;
	uint32_t root = root_of(net->stories, (uint32_t)story);
	uint64_t seed[2] = { o->seed, net->stories[root].name };
	size_t size = net->stories[root].size;
	double at;

	if (size > LARGE_LEAST &&
	    (double)size > LARGE_SHARE * (double)net->nstories)
		return TY_TRAIN;
	/* 53 bits: what a double holds exactly. */
	at = (double)(ty_hash_bytes(seed, sizeof(seed)) * 0x9E3779B97F4A7C15u
		      >> 11) / 9007199254740992.;
	return at < o->test ? TY_TEST : at < o->test + o->dev ? TY_DEV :
	       TY_TRAIN;
}

size_t ty_corpus_net_group(const struct ty_corpus_net *net, size_t story)
{
	return net->stories[root_of(net->stories, (uint32_t)story)].size;
}

/* Pairs that are kept, of one band, and of different splits: none may be
 * alike.  What is found leaves the split that has most. */
static void check_band(struct ty_corpus_net *net, const uint64_t *place,
		       size_t n)
{
	size_t company[TY_NSPLITS][COMPANY], m[TY_NSPLITS] = { 0 }, i, k;
	int other;

	for (i = 0; i < n; i++) {
		size_t pair = (size_t)(place[i] / 2);
		int side = (int)(place[i] % 2);
		struct pair *p = &net->pairs[pair];
		int split = ty_corpus_net_split(net, p->story);

		if (p->why != TY_WHY_KEPT)
			continue;
		for (other = 0; other < TY_NSPLITS; other++)
			for (k = 0; other != split && k < m[other]; k++)
				if (alike(net, company[other][k], pair, side))
					net->pairs[split < other ? pair :
						   company[other][k]].why =
						TY_WHY_LEAK;
		if (m[split] < COMPANY)
			company[split][m[split]++] = pair;
	}
}

/* ---------------------------------------------------------------- settling */

static enum ty_status map(struct ty_corpus_net *net, struct ty_error *err)
{
	void *p;

	if (!net->npairs)
		return TY_OK;
	errno = 0;
	if (fflush(net->f) != 0)
		return ty_fail_errno(err, net->folder, errno ? errno : EIO);
	p = mmap(NULL, net->npairs * sizeof(*net->pairs),
		 PROT_READ | PROT_WRITE, MAP_SHARED, fileno(net->f), 0);
	if (p == MAP_FAILED)
		return ty_fail_errno(err, net->folder, errno);
	net->pairs = p;
	return TY_OK;
}

enum ty_status ty_corpus_net_settle(struct ty_corpus_net *net, size_t *leaks,
				    const struct ty_monitor *monitor,
				    struct ty_error *err)
{
	enum ty_status st;
	size_t i;

	*leaks = 0;
	if ((st = map(net, err)) != TY_OK ||
	    (st = join_names(net, err)) != TY_OK)
		return st;
	ty_progress(monitor, _("looking for duplicates"), 0, 0);
	if (net->options.boilerplate)
		st = by_key(net, net->texts, mark_text, monitor, err);
	if (st == TY_OK)
		st = by_key(net, net->bands, link_band, monitor, err);
	if (st == TY_OK)
		st = by_key(net, net->bands, check_band, monitor, err);
	for (i = 0; st == TY_OK && i < net->npairs; i++)
		*leaks += net->pairs[i].why == TY_WHY_LEAK;
	return st;
}

size_t ty_corpus_net_pairs(const struct ty_corpus_net *net, size_t story)
{
	return (size_t)(net->stories[story + 1].first -
			net->stories[story].first);
}

enum ty_corpus_why ty_corpus_net_why(const struct ty_corpus_net *net,
				     size_t story, size_t pair)
{
	return (enum ty_corpus_why)
		net->pairs[net->stories[story].first + pair].why;
}
