/* The lexicon that a memory teaches: when it is read, and learnt again. */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/learnt.h"

/* The two languages, in the order of the alphabet. */
static void order(const char *const lang[2], const char *sorted[2])
{
	bool other = strcmp(lang[0], lang[1]) > 0;

	sorted[0] = lang[other];
	sorted[1] = lang[!other];
}

static void set_path(struct ty_lesson_book *book, const struct ty_store *store,
		     const char *const lang[2])
{
	struct ty_buf path = TY_BUF_INIT;
	const char *sorted[2];
	int i;

	if (book->path)
		return;
	order(lang, sorted);
	ty_buf_adds(&path, ty_store_file(store));
	for (i = 0; i < 2; i++) {
		ty_buf_addc(&path, '-');
		ty_buf_add(&path, sorted[i], strcspn(sorted[i], "-_"));
	}
	ty_buf_adds(&path, ".learnt");
	book->path = ty_buf_detach(&path);
}

static void forget(struct ty_lesson_book *book)
{
	ty_model_close(book->model);
	book->model = NULL;
	memset(book->file, 0, sizeof(book->file));
}

void ty_learnt_release(struct ty_lesson_book *book)
{
	forget(book);
	free(book->path);
	book->path = NULL;
}

/* Of these languages, and of the memory's own past: it may have been put back
 * from a copy. */
static bool belongs(const struct ty_model *model, struct ty_store *store,
		    const char *const lang[2])
{
	const struct ty_model_about *about = ty_model_about(model);
	const char *sorted[2];
	int64_t stamp = 0;

	order(lang, sorted);
	return ty_lang_same(sorted[0], about->lang[0]) &&
	       ty_lang_same(sorted[1], about->lang[1]) &&
	       about->change > 0 &&
	       ty_store_stamp(store, about->change, &stamp, NULL) == TY_OK &&
	       stamp == about->stamp;
}

/* Open the file if it is another than the one that is open. */
static void look(struct ty_lesson_book *book, struct ty_store *store,
		 const char *const lang[2], const struct ty_monitor *monitor)
{
	struct ty_error why;
	struct stat sb;
	int64_t file[3];
	enum ty_status st;

	set_path(book, store, lang);
	if (stat(book->path, &sb) != 0) {
		forget(book);
		return;
	}
	file[0] = (int64_t)sb.st_ino;
	file[1] = (int64_t)sb.st_mtim.tv_sec;
	file[2] = (int64_t)sb.st_mtim.tv_nsec;
	if (!memcmp(file, book->file, sizeof(file)))
		return;
	forget(book);
	memcpy(book->file, file, sizeof(file));
	st = ty_model_open(&book->model, book->path, &why);
	if (st == TY_OK && !belongs(book->model, store, lang)) {
		ty_model_close(book->model);
		book->model = NULL;
	} else if (st != TY_OK && st != TY_ENOTFOUND) {
		ty_note(monitor, why.code, why.file, why.line, why.column,
			"%s", why.text);
	}
}

const struct ty_model *ty_learnt_model(struct ty_lesson_book *book,
				       struct ty_store *store,
				       const char *const lang[2],
				       const struct ty_monitor *monitor)
{
	look(book, store, lang, monitor);
	return book->model;
}

int64_t ty_learnt_verify(struct ty_lesson_book *book, struct ty_store *store,
			 const char *const lang[2],
			 const struct ty_monitor *monitor)
{
	struct ty_model *model;
	struct ty_error why;
	enum ty_status st;

	set_path(book, store, lang);
	st = ty_model_open(&model, book->path, &why);
	ty_model_close(model);
	if (st == TY_OK || st == TY_ENOTFOUND)
		return 0;
	ty_note(monitor, why.code, why.file, why.line, why.column, "%s",
		why.text);
	return 1;
}

/* ------------------------------------------------------------- learning -- */

/* A memory read for one language. */
struct reading {
	struct ty_model_maker	*maker;
	const struct ty_monitor	*monitor;
	struct ty_error		*err;
	int			 side;
	size_t			 n;
};

static enum ty_status read_variant(void *user, int64_t variant, int64_t unit,
				   const char *text, size_t len)
{
	struct reading *r = user;

	(void)variant;
	ty_model_maker_add(r->maker, r->side, unit, text, len);
	return r->n++ % 4096 == 0 && ty_cancelled(r->monitor) ?
	       ty_fail_cancelled(r->err) : TY_OK;
}

/* Learn from what changed after prior's last change, or from all. */
static enum ty_status learn(struct ty_model **out, struct ty_store *store,
			    const char *const lang[2],
			    const struct ty_model *prior,
			    const struct ty_model_about *moment,
			    const struct ty_monitor *monitor,
			    struct ty_error *err)
{
	static const int64_t none[1];
	struct reading r = { .monitor = monitor, .err = err };
	int64_t *units = NULL;
	enum ty_status st = TY_OK;
	size_t n = 0;

	*out = NULL;
	if (prior)
		st = ty_store_changed(&units, &n, store,
				      ty_model_about(prior)->change, err);
	if (st != TY_OK)
		return st;
	r.maker = ty_model_maker_new(lang[0], lang[1], prior);
	for (r.side = 0; st == TY_OK && r.side < 2; r.side++)
		st = ty_store_each_variant(store, lang[r.side],
					   !prior ? NULL : n ? units : none, n,
					   read_variant, &r, err);
	if (st == TY_OK)
		st = ty_model_maker_finish(out, r.maker, moment, monitor, err);
	ty_model_maker_free(r.maker);
	free(units);
	return st;
}

enum ty_status ty_learnt_follow(struct ty_lesson_book *book,
				struct ty_store *store,
				const char *const lang[2], bool anew,
				int64_t least,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	struct ty_model_about moment = { .bytes = 0 };
	const struct ty_model *prior;
	struct ty_model *model = NULL;
	const char *sorted[2];
	int64_t whole = 0;
	enum ty_status st;
	bool held;

	if ((st = ty_store_hold(store, &held, err)) != TY_OK)
		return st;
	st = ty_store_sequence(store, &moment.change, &moment.stamp, err);
	if (st != TY_OK)
		goto done;
	prior = ty_learnt_model(book, store, lang, monitor);
	if (prior)
		whole = ty_model_about(prior)->whole;
	if (moment.change == 0 || (!anew && moment.change -
	    (prior ? ty_model_about(prior)->change : 0) < least))
		goto done;
	if (anew || moment.change >= 2 * whole)
		prior = NULL;
	moment.whole = prior ? whole : moment.change;
	order(lang, sorted);
	st = learn(&model, store, sorted, prior, &moment, monitor, err);
	if (st == TY_OK)
		st = ty_model_write(model, book->path, err);
done:
	ty_store_let_go(store, held);
	ty_model_close(model);
	return st;
}
