/* Shards as files: mapped, and verified block by block. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "match/image.h"

uint64_t ty_image_hash(const void *bytes, size_t len)
{
	return XXH3_64bits(bytes, len);
}

/* -------------------------------------------------------------- sealing -- */

/* The hash of block 0 is its last 8 bytes. */
#define HEAD_HASH	(TY_IMAGE_BLOCK - sizeof(uint64_t))

static size_t block_size(const struct ty_image_head *head, size_t block)
{
	uint64_t left = head->sections[TY_SUMS].at -
			(uint64_t)block * TY_IMAGE_BLOCK;

	return left < TY_IMAGE_BLOCK ? (size_t)left : TY_IMAGE_BLOCK;
}

/* Block 0 has its own hash, and 0 among the sums. */
void ty_image_seal(char *image)
{
	struct ty_image_head *head = (struct ty_image_head *)image;
	uint64_t *sums = (uint64_t *)(image + head->sections[TY_SUMS].at);
	size_t n = head->sections[TY_SUMS].size / sizeof(*sums), i;
	uint64_t hash;

	for (i = 1; i < n; i++)
		sums[i] = ty_image_hash(image + i * TY_IMAGE_BLOCK,
					block_size(head, i));
	head->sums = ty_image_hash(sums, n * sizeof(*sums));
	hash = ty_image_hash(image, HEAD_HASH);
	memcpy(image + HEAD_HASH, &hash, sizeof(hash));
}

/* ------------------------------------------------------------ verifying -- */

enum ty_status ty_shard_damaged(const struct ty_shard *shard,
				struct ty_error *err)
{
	return ty_fail_at(err, TY_EDAMAGED, shard->path, 0, 0,
			  _("the index is damaged"));
}

bool ty_shard_check(struct ty_shard *shard, size_t block)
{
	const uint64_t *sums = ty_shard_section(shard, TY_SUMS);

	if (sums[block] !=
	    ty_image_hash(shard->base + block * TY_IMAGE_BLOCK,
			  block_size(shard->head, block)))
		return false;
	/* The bytes never change, so that no other thread has to see them in
	 * any order. */
	atomic_fetch_or_explicit(&shard->checked[block / 64],
				 (uint64_t)1 << block % 64,
				 memory_order_relaxed);
	return true;
}

enum ty_status ty_shard_verify(struct ty_shard *shard, struct ty_error *err)
{
	const uint64_t end = shard->head->sections[TY_SUMS].at;

	return ty_shard_ready(shard, shard->base, end) ? TY_OK :
	       ty_shard_damaged(shard, err);
}

/* Sections lie inside the file, and are as large as the counts say. */
static bool sections_fit(const struct ty_image_head *head)
{
	static const uint32_t unit[TY_NSECTIONS] = {
		8, sizeof(struct ty_group), 8, 4, 1, 4, 8, 8, 4, 8,
		sizeof(struct ty_indexed), 8
	};
	uint64_t sums = head->sections[TY_SUMS].at, slots, at, size;
	int i;

	for (i = 0; i < TY_NSECTIONS; i++) {
		at = head->sections[i].at;
		size = head->sections[i].size;
		if (at < TY_IMAGE_BLOCK || at % 64 || size % unit[i] ||
		    at > head->bytes || size > head->bytes - at ||
		    (i != TY_SUMS && at + size > sums))
			return false;
	}
	slots = head->sections[TY_SLOTS].size / 8;
	return sums % TY_IMAGE_BLOCK == 0 &&
	       head->sections[TY_SUMS].size == sums / TY_IMAGE_BLOCK * 8 &&
	       sums + head->sections[TY_SUMS].size == head->bytes &&
	       head->sections[TY_GROUPS].size > 0 &&
	       slots > head->nwords && !(slots & (slots - 1)) &&
	       head->sections[TY_WORDS].size / 4 == head->nwords + 1ull &&
	       head->sections[TY_LISTS].size / 4 == head->nlists + 1ull &&
	       head->sections[TY_HINTS].size ==
	       (head->runs ? head->sections[TY_POSTINGS].size : 0) &&
	       head->sections[TY_SEGMENTS].size /
	       sizeof(struct ty_indexed) == head->nsegments &&
	       (head->runs ? head->nlists &&
			      !(head->nlists & (head->nlists - 1)) :
			      head->nlists == head->nwords);
}

/* The groups divide the segments, their tokens and signatures. */
static bool groups_fit(const struct ty_shard *shard)
{
	const struct ty_image_head *head = shard->head;
	const struct ty_group *g = shard->groups;
	uint64_t n;
	size_t i;

	if (g->first || g->tokens || g->signs)
		return false;
	for (i = 0; i < shard->ngroups; i++, g++) {
		if (!g->length || g->length >= g[1].length ||
		    g->first >= g[1].first)
			return false;
		n = g[1].first - g->first;
		if (g[1].tokens != g->tokens + n * g->length ||
		    g[1].signs != g->signs + n * ty_sign_words(g->length))
			return false;
	}
	return g->first == head->nsegments &&
	       g->tokens == head->sections[TY_TOKENS].size / 4 &&
	       g->signs == head->sections[TY_SIGNS].size / 8;
}

static bool ascending(struct ty_units units)
{
	size_t i;

	for (i = 1; i < units.n; i++)
		if (units.v[i - 1] >= units.v[i])
			return false;
	return true;
}

/* What is read without asking again later. */
static bool parts_fit(struct ty_shard *shard)
{
	const struct ty_image_head *head = shard->head;
	struct ty_units touched = ty_shard_touched(shard);

	if (memchr(head->head.lang, '\0', sizeof(head->head.lang)) == NULL ||
	    !ty_shard_ready(shard, shard->groups,
			    head->sections[TY_GROUPS].size) ||
	    (touched.n && !ty_shard_ready(shard, touched.v,
					  touched.n * sizeof(*touched.v))))
		return false;
	return groups_fit(shard) && ascending(touched);
}

/* -------------------------------------------------------------- opening -- */

static void describe(struct ty_shard *shard)
{
	const struct ty_image_head *head = shard->head;

	shard->groups = ty_shard_section(shard, TY_GROUPS);
	shard->ngroups = head->sections[TY_GROUPS].size /
			 sizeof(*shard->groups) - 1;
	shard->nslots = head->sections[TY_SLOTS].size / 8;
	shard->nbytes = head->sections[TY_BYTES].size;
	shard->npostings = head->sections[TY_POSTINGS].size / 8;
}

struct ty_shard *ty_shard_of_image(char *image)
{
	struct ty_shard *shard = ty_alloc(1, sizeof(*shard));

	atomic_init(&shard->refs, 1);
	shard->base = image;
	shard->head = (const struct ty_image_head *)image;
	shard->bytes = shard->head->bytes;
	describe(shard);
	return shard;
}

/* Map the file; TY_EDAMAGED if it is too short to have a head. */
static enum ty_status map(struct ty_shard *shard, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	struct stat sb;
	void *p;
	int fd;

	/* A pipe of that name must not be waited for. */
	fd = open(shard->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &sb) != 0) {
		st = ty_fail_errno(err, shard->path, errno);
	} else if (!S_ISREG(sb.st_mode) ||
		   (uint64_t)sb.st_size < TY_IMAGE_BLOCK ||
		   (uint64_t)sb.st_size > SIZE_MAX) {
		st = ty_shard_damaged(shard, err);
	} else {
		p = mmap(NULL, (size_t)sb.st_size, PROT_READ, MAP_SHARED, fd,
			 0);
		if (p == MAP_FAILED) {
			st = ty_fail_errno(err, shard->path, errno);
		} else {
			shard->base = p;
			shard->bytes = (size_t)sb.st_size;
			shard->mapped = true;
		}
	}
	if (fd >= 0)
		close(fd);
	return st;
}

static enum ty_status verify_head(struct ty_shard *shard, struct ty_error *err)
{
	const struct ty_image_head *head;
	uint64_t hash;

	head = shard->head = (const struct ty_image_head *)shard->base;
	if (memcmp(head->magic, TY_IMAGE_MAGIC, sizeof(head->magic)))
		return ty_shard_damaged(shard, err);
	if (head->order != TY_IMAGE_ORDER || head->version != TY_IMAGE_VERSION)
		return ty_fail_at(err, TY_EDAMAGED, shard->path, 0, 0,
				  _("an index of another version or machine"));
	memcpy(&hash, shard->base + HEAD_HASH, sizeof(hash));
	if (hash != ty_image_hash(shard->base, HEAD_HASH) ||
	    head->bytes != shard->bytes || !sections_fit(head) ||
	    head->sums != ty_image_hash(ty_shard_section(shard, TY_SUMS),
					head->sections[TY_SUMS].size))
		return ty_shard_damaged(shard, err);
	describe(shard);
	shard->checked = ty_alloc(shard->bytes / TY_IMAGE_BLOCK / 64 + 1,
				  sizeof(*shard->checked));
	atomic_init(&shard->checked[0], 1);	/* the head */
	return parts_fit(shard) ? TY_OK : ty_shard_damaged(shard, err);
}

enum ty_status ty_shard_open(struct ty_shard **out, const char *path,
			     struct ty_error *err)
{
	struct ty_shard *shard = ty_alloc(1, sizeof(*shard));
	enum ty_status st;

	*out = NULL;
	atomic_init(&shard->refs, 1);
	shard->path = ty_strdup(path);
	if ((st = map(shard, err)) == TY_OK)
		st = verify_head(shard, err);
	if (st == TY_OK)
		*out = shard;
	else
		ty_shard_unref(shard);
	return st;
}

enum ty_status ty_shard_write(struct ty_shard *shard, const char *path,
			      struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st;

	if ((st = ty_shard_verify(shard, err)) != TY_OK ||
	    (st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	/* Said here: what the stream remembers is only that it failed. */
	errno = 0;
	if (fwrite(shard->base, 1, shard->bytes, out.f) != shard->bytes) {
		st = ty_fail_errno(err, path, errno ? errno : EIO);
		ty_output_abort(&out);
		return st;
	}
	return ty_output_commit(&out, err);
}

/* ---------------------------------------------------------------- using -- */

struct ty_shard *ty_shard_ref(struct ty_shard *shard)
{
	atomic_fetch_add(&shard->refs, 1);
	return shard;
}

void ty_shard_unref(struct ty_shard *shard)
{
	if (!shard || atomic_fetch_sub(&shard->refs, 1) != 1)
		return;
	if (shard->mapped)
		munmap((void *)shard->base, shard->bytes);
	else
		free((void *)shard->base);
	free(shard->checked);
	free(shard->path);
	free(shard);
}

const struct ty_shard_head *ty_shard_head(const struct ty_shard *shard)
{
	return &shard->head->head;
}

struct ty_units ty_shard_touched(const struct ty_shard *shard)
{
	struct ty_units units = {
		ty_shard_section(shard, TY_TOUCHED),
		shard->head->sections[TY_TOUCHED].size / sizeof(*units.v)
	};

	return units;
}

size_t ty_shard_size(const struct ty_shard *shard)
{
	return shard->head->nsegments;
}

size_t ty_shard_bytes(const struct ty_shard *shard)
{
	return shard->bytes;
}
