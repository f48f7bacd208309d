/* The learnt lexicon as a file: what it must be to be believed, and looking
 * words up. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "align/cut.h"
#include "align/model_file.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"

#define HASHED	offsetof(struct ty_model_head, about)

static uint64_t hash_of(const char *image, size_t bytes)
{
	return XXH3_64bits(image + HASHED, bytes - HASHED);
}

static const void *section(const struct ty_model *m, int side,
			   enum ty_model_section s)
{
	return m->image + m->head->sections[side][s].at;
}

static void describe(struct ty_model *m)
{
	int s;

	for (s = 0; s < 2; s++) {
		struct ty_model_side *side = &m->side[s];

		side->n = (uint32_t)m->head->about.words[s];
		side->start = section(m, s, TY_MODEL_START);
		side->bytes = section(m, s, TY_MODEL_BYTES);
		side->total = section(m, s, TY_MODEL_TOTAL);
		side->row = section(m, s, TY_MODEL_ROW);
		side->cells = section(m, s, TY_MODEL_CELL);
	}
}

/* ------------------------------------------------------------ verifying -- */

static bool sections_fit(const struct ty_model_head *head)
{
	uint64_t at = sizeof(*head), words, size;
	int side, s;

	for (side = 0; side < 2; side++) {
		words = head->about.words[side];
		if (words < 1 || words >= UINT32_MAX)
			return false;
		for (s = 0; s < TY_MODEL_SECTIONS; s++) {
			size = head->sections[side][s].size;
			if (head->sections[side][s].at != at ||
			    size > head->about.bytes - at)
				return false;
			if (((s == TY_MODEL_START || s == TY_MODEL_ROW) &&
			     size != (words + 1) * 4) ||
			    (s == TY_MODEL_TOTAL && size != words * 4) ||
			    (s == TY_MODEL_CELL && size % 8))
				return false;
			at += size + (-size & 7);
			if (at > head->about.bytes)
				return false;
		}
	}
	return at == head->about.bytes;
}

static bool rising(const uint32_t *v, size_t n, uint64_t end)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (v[i] > v[i + 1])
			return false;
	return v[0] == 0 && v[n] == end;
}

/* Word 0 is "", and each is greater than the one before it: none is there
 * twice. */
static bool words_fit(const struct ty_model_side *side)
{
	const uint32_t *at = side->start;
	uint32_t i, n, before;
	int order;

	for (i = 1; i < side->n; i++) {
		n = at[i + 1] - at[i];
		before = at[i] - at[i - 1];
		order = memcmp(side->bytes + at[i - 1], side->bytes + at[i],
			       n < before ? n : before);
		if (order > 0 || (order == 0 && n <= before))
			return false;
	}
	return at[1] == 0;
}

static bool count_fits(float count)
{
	return count > 0 && count < 1e12f;
}

/* Every number that is followed later without asking again. */
static bool side_fits(const struct ty_model *m, int s)
{
	const struct ty_model_side *side = &m->side[s];
	uint64_t cells = m->head->sections[s][TY_MODEL_CELL].size / 8, i;

	if (!rising(side->start, side->n,
		    m->head->sections[s][TY_MODEL_BYTES].size) ||
	    !rising(side->row, side->n, cells) || !words_fit(side))
		return false;
	for (i = 0; i < side->n; i++)
		if (side->total[i] != 0 && !count_fits(side->total[i]))
			return false;
	for (i = 0; i < cells; i++)
		if (side->cells[i].word >= m->side[!s].n ||
		    !count_fits(side->cells[i].count))
			return false;
	return true;
}

static bool ended(const char lang[TY_LANG_MAX])
{
	return memchr(lang, '\0', TY_LANG_MAX) != NULL;
}

static enum ty_status verify(struct ty_model *m, const char *path,
			     struct ty_error *err)
{
	const struct ty_model_head *head = m->head;

	if (m->bytes >= sizeof(*head) &&
	    !memcmp(head->magic, TY_MODEL_MAGIC, sizeof(head->magic)) &&
	    head->order == TY_MODEL_ORDER &&
	    head->version == TY_MODEL_VERSION && head->cut == TY_CUT_VERSION &&
	    !head->spare &&
	    head->about.bytes == m->bytes &&
	    head->hash == hash_of(m->image, m->bytes) &&
	    ended(head->about.lang[0]) && ended(head->about.lang[1]) &&
	    sections_fit(head)) {
		describe(m);
		if (side_fits(m, 0) && side_fits(m, 1))
			return TY_OK;
	}
	return ty_fail_at(err, TY_EDAMAGED, path, 0, 0,
			  _("the learnt lexicon is damaged, or of another version; 'taiyaku lexicon learn' makes it again"));
}

/* -------------------------------------------------------------- opening -- */

struct ty_model *ty_model_adopt(char *image)
{
	struct ty_model_head *head = (struct ty_model_head *)image;
	struct ty_model *m = ty_alloc(1, sizeof(*m));

	head->hash = hash_of(image, head->about.bytes);
	m->image = image;
	m->bytes = head->about.bytes;
	m->head = head;
	describe(m);
	return m;
}

enum ty_status ty_model_open(struct ty_model **out, const char *path,
			     struct ty_error *err)
{
	struct ty_model *m = ty_alloc(1, sizeof(*m));
	enum ty_status st;
	struct stat sb;
	void *p;
	int fd;

	*out = NULL;
	/* A pipe of that name must not be waited for. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &sb) != 0) {
		st = ty_fail_errno(err, path, errno);
		goto done;
	}
	p = S_ISREG(sb.st_mode) && sb.st_size > 0 ?
	    mmap(NULL, (size_t)sb.st_size, PROT_READ, MAP_SHARED, fd, 0) : NULL;
	if (p == MAP_FAILED) {
		st = ty_fail_errno(err, path, errno);
		goto done;
	}
	m->image = p;
	m->bytes = p ? (size_t)sb.st_size : 0;
	m->mapped = p != NULL;
	m->head = p;
	if ((st = verify(m, path, err)) == TY_OK) {
		*out = m;
		m = NULL;
	}
done:
	ty_model_close(m);
	if (fd >= 0)
		close(fd);
	return st;
}

void ty_model_close(struct ty_model *m)
{
	if (!m)
		return;
	if (m->mapped)
		munmap((void *)m->image, m->bytes);
	else
		free((void *)m->image);
	free(m);
}

enum ty_status ty_model_write(const struct ty_model *m, const char *path,
			      struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st;

	if ((st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	/* Said here: what the stream remembers is only that it failed. */
	errno = 0;
	if (fwrite(m->image, 1, m->bytes, out.f) != m->bytes) {
		st = ty_fail_errno(err, path, errno ? errno : EIO);
		ty_output_abort(&out);
		return st;
	}
	return ty_output_commit(&out, err);
}

const struct ty_model_about *ty_model_about(const struct ty_model *m)
{
	return &m->head->about;
}

/* ----------------------------------------------------------- looking up -- */

uint32_t ty_model_word(const struct ty_model *m, int side, const char *word,
		       size_t len)
{
	const struct ty_model_side *s = &m->side[side];
	uint32_t low = 1, high = s->n, mid;
	size_t n;
	int order;

	while (low < high) {
		mid = low + (high - low) / 2;
		n = s->start[mid + 1] - s->start[mid];
		order = memcmp(word, s->bytes + s->start[mid],
			       n < len ? n : len);
		if (!order)
			order = (len > n) - (len < n);
		if (!order)
			return mid;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return TY_MODEL_NONE;
}

double ty_model_chance(const struct ty_model *m, int side, uint32_t from,
		       uint32_t to, double *count)
{
	const struct ty_model_side *s = &m->side[side];
	uint32_t low = s->row[from], high = s->row[from + 1], mid;

	if (count)
		*count = 0;
	while (low < high) {
		mid = low + (high - low) / 2;
		if (s->cells[mid].word == to) {
			if (count)
				*count = s->cells[mid].count;
			return s->total[from] > 0 ?
			       s->cells[mid].count / s->total[from] : 0;
		}
		if (s->cells[mid].word > to)
			high = mid;
		else
			low = mid + 1;
	}
	return 0;
}
