/* Building a corpus: stories in the order of their list, read twice; first to
 * see what pairs have to do with one another, then to write them. */

#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/team.h"
#include "flow/corpus_near.h"
#include "format/corpus_report.h"
#include "text/utf8.h"

#define CHUNK	256		/* stories in memory at once */

struct item {
	struct ty_corpus_story	story;
	bool			fresh;
	enum ty_status		status;
	struct ty_error		error;
};

struct build {
	struct ty_desk		*desk;
	struct ty_desk		*desks[TY_TEAM_MAX];	/* [0] is `desk` */
	size_t			 ndesks;
	const struct ty_corpus_options *options;
	struct ty_corpus_list	 list;
	struct ty_corpus_work	 work;
	struct ty_corpus_net	*net;
	struct ty_corpus_files	 files;
	struct ty_corpus_report	 report;
	struct ty_intern	 killed;	/* names of stories */
	struct ty_buf		 folder, cache;
	struct item		 items[CHUNK];
	size_t			 nitems, total;	/* total 0: not counted yet */
	bool			 writing;	/* the second time */
	int			 lock;
};

/* ---------------------------------------------------------- reading stories */

/* A version that was killed takes all of its story with it. */
static enum ty_status find_killed(struct build *b, struct ty_error *err)
{
	struct ty_corpus_story story = { 0 };
	enum ty_status st;
	const char *status, *name;

	while ((st = ty_corpus_list_next(&story, &b->list, err)) == TY_OK) {
		status = story.field[TY_CF_STATUS];
		name = story.field[TY_CF_STORY];
		if (status && name && (!strcmp(status, "killed") ||
				       !strcmp(status, "withdrawn")))
			ty_intern_add(&b->killed, name, strlen(name));
		ty_corpus_clear(&story);
		b->total++;
	}
	ty_corpus_clear(&story);
	if (st == TY_END && !b->total)
		return ty_fail_at(err, TY_ESYNTAX, b->list.path, 0, 0,
				  _("the list is empty"));
	return st == TY_END ? ty_corpus_list_rewind(&b->list, err) : st;
}

static void apply_killed(const struct build *b, struct ty_corpus_story *story)
{
	const char *name = story->field[TY_CF_STORY];

	if (name && ty_intern_find(&b->killed, name, strlen(name)) !=
	    TY_INTERN_NONE)
		ty_corpus_set(story, TY_CF_STATUS, "killed");
}

/* The next stories of the list; TY_END: none. */
static enum ty_status take_chunk(struct build *b, struct ty_error *err)
{
	enum ty_status st = TY_OK;

	for (b->nitems = 0; b->nitems < CHUNK; b->nitems++) {
		struct item *item = &b->items[b->nitems];

		memset(item, 0, sizeof(*item));
		st = ty_corpus_list_next(&item->story, &b->list, err);
		if (st != TY_OK) {
			ty_corpus_clear(&item->story);
			break;
		}
		apply_killed(b, &item->story);
	}
	return st == TY_END && b->nitems ? TY_OK : st;
}

static void clear_chunk(struct build *b)
{
	while (b->nitems > 0)
		ty_corpus_clear(&b->items[--b->nitems].story);
}

static bool load(void *user, size_t who, size_t i)
{
	struct build *b = user;
	struct item *item = &b->items[i];

	if (ty_cancelled(&b->desk->monitor)) {
		item->status = ty_fail_cancelled(&item->error);
		return false;
	}
	item->status = ty_corpus_work_load(&item->story, &item->fresh, &b->work,
					   b->desks[who], b->options,
					   &item->error);
	if (item->status == TY_OK)
		ty_corpus_judge(&item->story, b->desks[who], b->options);
	/* A full disk is not one story's trouble. */
	return item->status != TY_EIO || strncmp(item->error.file,
		b->cache.p, b->cache.len) != 0;
}

/* Is it the build that cannot go on, or only this story? */
static bool ends_all(const struct build *b, const struct item *item)
{
	return item->status == TY_ECANCEL || b->options->strict ||
	       !strncmp(item->error.file, b->cache.p, b->cache.len);
}

/* ---------------------------------------------------------- the first time */

static void count_barred(struct ty_corpus_report *r, const char *why)
{
	r->counts.barred++;
	r->embargoed += !strcmp(why, "embargoed");
	r->killed += !strcmp(why, "killed");
	r->licence += !strcmp(why, "licence");
	r->status += !strcmp(why, "status");
}

static enum ty_status look(struct build *b, struct item *item,
			   struct ty_error *err)
{
	struct ty_corpus_report *r = &b->report;
	const struct ty_corpus_story empty = {
		.field = { [TY_CF_STORY] = item->story.field[TY_CF_STORY] },
	};

	r->counts.stories++;
	r->counts.aligned += item->fresh;
	if (item->status != TY_OK) {
		r->counts.failed++;
		ty_note(&b->desk->monitor, item->status,
			item->error.file[0] ? item->error.file : b->list.path,
			item->error.line, item->error.column, "%s",
			item->error.text);
		return ty_corpus_net_add(b->net, &empty, b->desk, err);
	}
	if (item->story.field[TY_CF_BARRED]) {
		count_barred(r, item->story.field[TY_CF_BARRED]);
		return ty_corpus_net_add(b->net, &empty, b->desk, err);
	}
	return ty_corpus_net_add(b->net, &item->story, b->desk, err);
}

/* --------------------------------------------------------- the second time */

#define ID	17

/* A pair's name is made from its texts: it stays the same when stories come and
 * go. */
static void make_id(char id[ID], const struct ty_corpus_pair *pair)
{
	struct ty_buf both = TY_BUF_INIT;
	char digest[SHA256_DIGEST_STRING_LENGTH];

	ty_buf_addf(&both, "%s\t%s", pair->source, pair->target);
	SHA256Data((const uint8_t *)both.p, both.len, digest);
	memcpy(id, digest, ID - 1);
	id[ID - 1] = '\0';
	ty_buf_release(&both);
}

static size_t bin(double value)
{
	return value < 0 ? 0 : value >= TY_CORPUS_BINS ? TY_CORPUS_BINS - 1 :
	       (size_t)value;
}

static void count_pair(struct ty_corpus_report *r, int split,
		       const struct ty_corpus_story *story,
		       const struct ty_corpus_pair *pair, uint64_t rank)
{
	size_t s = ty_utf8_count(pair->source, strlen(pair->source));
	size_t t = ty_utf8_count(pair->target, strlen(pair->target));
	bool kept = pair->why == TY_WHY_KEPT;

	r->counts.beads++;
	r->why[pair->why]++;
	r->score[kept][bin(pair->score * TY_CORPUS_BINS)]++;
	if (!kept) {
		ty_corpus_draw(&r->examples[pair->why], TY_CORPUS_EXAMPLES,
			       rank, story, pair);
		return;
	}
	r->counts.kept++;
	r->counts.split[split]++;
	r->characters[split][0] += s;
	r->characters[split][1] += t;
	r->length[0][bin((double)s / 10)]++;
	r->length[1][bin((double)t / 5)]++;
	r->shape[pair->source_n < 3 ? pair->source_n : 3]
		[pair->target_n < 3 ? pair->target_n : 3]++;
	ty_corpus_draw(&r->samples, TY_CORPUS_SAMPLES, rank, story, pair);
}

static void count_date(struct ty_corpus_report *r, const char *date)
{
	if (!date || strlen(date) < 10 || date[4] != '-' || date[7] != '-')
		return;
	if (!r->first[0] || strncmp(date, r->first, 10) < 0)
		memcpy(r->first, date, 10);
	if (!r->last[0] || strncmp(date, r->last, 10) > 0)
		memcpy(r->last, date, 10);
}

static enum ty_status write_story(struct build *b, size_t number,
				  struct ty_corpus_story *story,
				  struct ty_error *err)
{
	int split = ty_corpus_net_split(b->net, number);
	size_t i, had = 0, kept = b->report.counts.kept;
	size_t group = ty_corpus_net_group(b->net, number);
	enum ty_status st = TY_OK;
	char id[ID];

	for (i = 0; st == TY_OK && i < story->n; i++) {
		struct ty_corpus_pair *pair = &story->pairs[i];

		if (pair->why == TY_WHY_KEPT) {
			if (had == ty_corpus_net_pairs(b->net, number))
				break;
			pair->why = ty_corpus_net_why(b->net, number, had++);
		}
		make_id(id, pair);
		count_pair(&b->report, split, story, pair,
			   ty_hash_bytes(id, ID - 1) * 0x9E3779B97F4A7C15u);
		if (pair->why == TY_WHY_KEPT)
			st = ty_corpus_files_put(&b->files, split, story, pair,
						 id, err);
	}
	if (st == TY_OK && (i < story->n ||
			    had != ty_corpus_net_pairs(b->net, number)))
		return ty_fail_at(err, TY_EIO, story->field[TY_CF_SOURCE], 0, 0,
				  _("this story changed while the corpus was built; build it again"));
	if (b->report.counts.kept > kept) {
		b->report.counts.used++;
		b->report.stories[split]++;
		count_date(&b->report, story->field[TY_CF_DATE]);
		if (group > b->report.largest)
			b->report.largest = group;
	}
	return st;
}

/* --------------------------------------------------------------- all of it */

static enum ty_status run(struct build *b, struct ty_error *err)
{
	const char *what = b->writing ? _("writing") : _("aligning");
	size_t done = 0, i;
	enum ty_status st;

	while ((st = take_chunk(b, err)) == TY_OK) {
		ty_progress(&b->desk->monitor, what, done, b->total);
		ty_team_run(b->ndesks, b->nitems, load, b);
		for (i = 0; st == TY_OK && i < b->nitems; i++, done++) {
			struct item *item = &b->items[i];

			if (item->status != TY_OK && ends_all(b, item)) {
				st = item->status;
				if (err)
					*err = item->error;
			} else if (!b->writing) {
				st = look(b, item, err);
			} else if (item->status == TY_OK) {
				st = write_story(b, done, &item->story, err);
			}
		}
		clear_chunk(b);
		if (st != TY_OK)
			return st;
	}
	clear_chunk(b);
	return st == TY_END ? ty_corpus_list_rewind(&b->list, err) : st;
}

static enum ty_status open_folder(struct build *b, struct ty_error *err)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;

	if (mkdir(b->folder.p, 0700) != 0 && errno != EEXIST)
		return ty_fail_errno(err, b->folder.p, errno);
	ty_buf_addf(&b->cache, "%s/.work", b->folder.p);
	st = ty_corpus_work_open(&b->work, b->cache.p, b->desk, err);
	if (st != TY_OK)
		return st;
	ty_buf_addf(&path, "%s/lock", b->cache.p);
	b->lock = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (b->lock < 0)
		st = ty_fail_errno(err, path.p, errno);
	else if (fcntl(b->lock, F_SETLK, &lock) != 0)
		st = ty_fail_at(err, TY_EBUSY, b->folder.p, 0, 0,
				_("another build is at work in this folder"));
	ty_buf_release(&path);
	return st;
}

static enum ty_status open_desks(struct build *b, struct ty_error *err)
{
	size_t wanted = ty_team_size(b->desk->threads, b->total);
	enum ty_status st = TY_OK;

	b->desks[0] = b->desk;
	for (b->ndesks = 1; st == TY_OK && b->ndesks < wanted; b->ndesks++)
		st = ty_desk_share(&b->desks[b->ndesks], b->desk, NULL, err);
	b->ndesks -= st != TY_OK;
	return st;
}

static enum ty_status check_options(const struct ty_corpus_options *o,
				    struct ty_error *err)
{
	if (o->confidence < 0 || o->confidence > 1 || o->ratio <= 1 ||
	    o->near < .5 || o->near > 1 || o->boilerplate == 1 || o->dev < 0 ||
	    o->test < 0 || o->dev + o->test > 1)
		return ty_fail(err, TY_EINVAL,
			       _("an option of the corpus is out of its range"));
	return TY_OK;
}

static const char *name_of(const struct build *b)
{
	const char *slash = strrchr(b->folder.p, '/');

	return b->options->name ? b->options->name :
	       slash ? slash + 1 : b->folder.p;
}

static enum ty_status write_all(struct build *b, struct ty_error *err)
{
	struct ty_corpus_report *r = &b->report;
	enum ty_status st;

	b->writing = true;
	r->options = b->options;
	r->name = name_of(b);
	r->source = b->desk->source;
	r->target = b->desk->target;
	st = ty_corpus_files_open(&b->files, b->folder.p, r->source, r->target,
				  err);
	if (st == TY_OK)
		st = run(b, err);
	if (st == TY_OK) {
		ty_corpus_page(b->files.page.f, r);
		ty_corpus_card(b->files.card.f, r);
		st = ty_corpus_files_commit(&b->files, err);
	}
	ty_corpus_files_abort(&b->files);
	return st;
}

static void close_build(struct build *b)
{
	clear_chunk(b);
	while (b->ndesks > 1)
		ty_desk_close(b->desks[--b->ndesks]);
	ty_corpus_list_close(&b->list);
	ty_corpus_net_free(b->net);
	ty_corpus_report_release(&b->report);
	ty_intern_release(&b->killed);
	ty_buf_release(&b->folder);
	ty_buf_release(&b->cache);
	if (b->lock >= 0)
		close(b->lock);
	free(b);
}

enum ty_status ty_corpus_build(struct ty_corpus_counts *out,
			       struct ty_desk *desk, const char *input,
			       const char *folder,
			       const struct ty_corpus_options *options,
			       struct ty_error *err)
{
	struct build *b = ty_alloc(1, sizeof(*b));
	enum ty_status st;

	b->desk = desk;
	b->options = options;
	b->lock = -1;
	ty_buf_init(&b->folder);
	ty_buf_init(&b->cache);
	ty_buf_adds(&b->folder, folder);
	while (b->folder.len > 1 && b->folder.p[b->folder.len - 1] == '/')
		b->folder.p[--b->folder.len] = '\0';
	if ((st = check_options(options, err)) != TY_OK ||
	    (st = ty_corpus_list_open(&b->list, input, err)) != TY_OK ||
	    (st = find_killed(b, err)) != TY_OK ||
	    (st = open_folder(b, err)) != TY_OK ||
	    (st = open_desks(b, err)) != TY_OK)
		goto done;
	b->net = ty_corpus_net_new(b->cache.p, options);
	if ((st = run(b, err)) != TY_OK ||
	    (st = ty_corpus_net_settle(b->net, &b->report.counts.leaks,
				       &desk->monitor, err)) != TY_OK)
		goto done;
	if ((st = write_all(b, err)) != TY_OK)
		goto done;
	ty_corpus_work_sweep(&b->work);
	*out = b->report.counts;
done:
	close_build(b);
	return st;
}

/* ------------------------------------------------------------------ stages */

enum ty_status ty_corpus_align_line(char **out, struct ty_desk *desk,
				    const char *line, size_t length,
				    const char *path, long number,
				    const struct ty_corpus_options *options,
				    struct ty_error *err)
{
	struct ty_corpus_story story = { 0 };
	struct ty_buf text = TY_BUF_INIT;
	struct ty_error why;
	enum ty_status st;

	*out = NULL;
	st = ty_corpus_read(&story, line, length, path, number, err);
	if (st == TY_OK && !story.aligned && !story.field[TY_CF_ERROR]) {
		st = ty_corpus_align(&story, desk, options, &why);
		if (st == TY_ECANCEL && err)
			*err = why;
		if (st != TY_OK && st != TY_ECANCEL) {
			ty_buf_addf(&text, "%s%s%s", why.file,
				    why.file[0] ? ": " : "", why.text);
			ty_corpus_set(&story, TY_CF_ERROR, text.p);
			ty_buf_clear(&text);
			st = TY_OK;
		}
	}
	if (st == TY_OK) {
		ty_corpus_write(&text, &story);
		*out = ty_buf_detach(&text);
	}
	ty_buf_release(&text);
	ty_corpus_clear(&story);
	return st;
}

enum ty_status ty_corpus_filter_line(char **out, struct ty_desk *desk,
				     const char *line, size_t length,
				     const char *path, long number,
				     const struct ty_corpus_options *options,
				     struct ty_error *err)
{
	struct ty_corpus_story story = { 0 };
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;

	*out = NULL;
	st = ty_corpus_read(&story, line, length, path, number, err);
	if (st == TY_OK && story.aligned && !story.marked)
		st = ty_corpus_mark(&story, desk, err);
	if (st == TY_OK) {
		ty_corpus_judge(&story, desk, options);
		ty_corpus_write(&text, &story);
		*out = ty_buf_detach(&text);
	}
	ty_corpus_clear(&story);
	return st;
}
