/* Work on stories: what may be written, before it goes to the file. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/work_impl.h"
#include "format/tagged.h"
#include "text/calendar.h"
#include "text/norm.h"
#include "text/utf8.h"

#define MAX_KEY		64		/* bytes; made by programs */
#define MAX_NAME	1024		/* bytes of a story's name, and so on */

enum ty_status ty_work_open(struct ty_work **out, const char *memory,
			    const char *user, struct ty_error *err)
{
	struct ty_workfile *file;
	enum ty_status st;

	*out = NULL;
	st = ty_workfile_open(&file, memory, TY_CREATE, user, err);
	if (st != TY_OK)
		return st;
	*out = ty_alloc(1, sizeof(**out));
	(*out)->file = file;
	return TY_OK;
}

void ty_work_close(struct ty_work *work)
{
	if (!work)
		return;
	ty_workfile_close(work->file);
	ty_tokenizer_close(work->tokenizer);
	free(work);
}

/* ---------------------------------------------------------------- texts -- */

char *ty_work_plain(const char *tagged)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_tagged_plain(&out, tagged);
	return ty_buf_detach(&out);
}

void ty_work_count(struct ty_tokenizer *tokenizer, const char *tagged,
		   int64_t *words, int64_t *characters)
{
	struct ty_volume volume = { .words = 0 };
	char *plain = ty_work_plain(tagged);

	ty_count_volume(tokenizer, plain, strlen(plain), &volume);
	*words = volume.words;
	*characters = volume.characters;
	free(plain);
}

enum ty_status ty_work_tokenizer(struct ty_tokenizer **out,
				 struct ty_work *work, const char *lang,
				 struct ty_error *err)
{
	enum ty_status st = TY_OK;

	if (!work->tokenizer || strcmp(work->lang, lang)) {
		ty_tokenizer_close(work->tokenizer);
		work->tokenizer = NULL;
		st = ty_lang_canonical(work->lang, lang, err);
		if (st == TY_OK)
			st = ty_tokenizer_open(&work->tokenizer, work->lang,
					       err);
	}
	*out = work->tokenizer;
	return st;
}

/* A text of somebody's: valid, not too long. */
static enum ty_status check_text(const char *text, size_t most,
				 struct ty_error *err)
{
	size_t len = strlen(text);

	if (len > most)
		return ty_fail(err, TY_ELIMIT,
			       _("a text of more than %u bytes"),
			       (unsigned)most);
	return ty_utf8_require(text, len, "", 1, err);
}

/* -------------------------------------------------------------- stories -- */

enum ty_status ty_work_stories(struct ty_work_stories **out,
			       struct ty_work *work, struct ty_error *err)
{
	return ty_workfile_stories(out, work->file, 0, err);
}

enum ty_status ty_work_story(struct ty_work_stories **out, struct ty_work *work,
			     int64_t story, struct ty_error *err)
{
	*out = NULL;
	if (story <= 0)		/* 0 would be all of them */
		return ty_fail(err, TY_ENOTFOUND,
			       _("no story with number %lld"),
			       (long long)story);
	return ty_workfile_stories(out, work->file, story, err);
}

static bool is_status(const char *word)
{
	return !strcmp(word, "open") || !strcmp(word, "done") ||
	       !strcmp(word, "killed");
}

/* "2026-11-24T05:00:00Z", a moment that there is. */
static bool is_moment(const char *s)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	struct ty_calendar day = { 0 };
	size_t i;

	if (strlen(s) != sizeof(form) - 1)
		return false;
	for (i = 0; form[i]; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' :
		    s[i] != form[i])
			return false;
	day.year = atoi(s);
	day.month = atoi(s + 5);
	day.day = atoi(s + 8);
	return day.year && day.month && day.day && ty_calendar_valid(&day) &&
	       atoi(s + 11) < 24 && atoi(s + 14) < 60 && atoi(s + 17) < 60;
}

enum ty_status ty_work_change_story(struct ty_work *work, int64_t story,
				    int revision,
				    const struct ty_work_change *change,
				    struct ty_error *err)
{
	const char *const texts[] = { change->name, change->embargo };
	const char *until = change->embargo_until;
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < 2; i++)
		if (texts[i])
			st = check_text(texts[i], MAX_NAME, err);
	if (st != TY_OK)
		return st;
	if (change->name && !change->name[0])
		return ty_fail(err, TY_EINVAL, _("a story without a name"));
	if (change->status && !is_status(change->status))
		return ty_fail(err, TY_EINVAL,
			       _("a story is not '%s' but open, done or killed"),
			       change->status);
	if (until && until[0] && !is_moment(until))
		return ty_fail(err, TY_EINVAL,
			       _("a moment is not written '%s' but as 2026-01-31T23:59:59Z"),
			       until);
	return ty_workfile_change(work->file, story, revision, change, err);
}

enum ty_status ty_work_remove(struct ty_work *work, int64_t story, int revision,
			      struct ty_error *err)
{
	return ty_workfile_remove(work->file, story, revision, err);
}

/* ------------------------------------------------------------- segments -- */

enum ty_status ty_work_segments(struct ty_work_segments **out,
				struct ty_work *work, int64_t story,
				int64_t from, size_t n, struct ty_error *err)
{
	return ty_workfile_segments(out, work->file, story, from, n, err);
}

enum ty_status ty_work_segment(struct ty_work_segments **out,
			       struct ty_work *work, int64_t segment,
			       struct ty_error *err)
{
	return ty_workfile_segment(out, work->file, segment, err);
}

enum ty_status ty_work_neighbours(char **prev, char **next,
				  struct ty_work *work, int64_t segment,
				  struct ty_error *err)
{
	char *before, *after;
	enum ty_status st;

	*prev = *next = NULL;
	st = ty_workfile_neighbours(&before, &after, work->file, segment, err);
	if (st == TY_OK) {
		*prev = ty_work_plain(before);
		*next = ty_work_plain(after);
	}
	free(before);
	free(after);
	return st;
}

static bool is_origin(const char *word)
{
	return !strcmp(word, "typed") || !strcmp(word, "match") ||
	       !strcmp(word, "source");
}

static enum ty_status put(struct ty_work_segments **out, struct ty_work *work,
			  const struct ty_work_write *write,
			  enum ty_work_how how, struct ty_error *err)
{
	struct ty_work_write w = *write;
	struct ty_buf text = TY_BUF_INIT, squeezed = TY_BUF_INIT;
	enum ty_status st;

	*out = NULL;
	w.key = w.key ? w.key : "";
	w.from = w.from && w.from[0] ? w.from : "typed";
	if ((st = check_text(w.target, TY_MAX_LINE, err)) != TY_OK ||
	    (st = check_text(w.key, MAX_KEY, err)) != TY_OK)
		return st;
	if (!is_origin(w.from) || w.unit < 0 || w.score < 0 || w.score > 101)
		return ty_fail(err, TY_EINVAL,
			       _("a translation cannot come from '%s'"),
			       w.from);
	/* White space is nothing that could be confirmed. */
	ty_squeeze(&squeezed, w.target, strlen(w.target));
	if (how == TY_WORK_KEEP || squeezed.len)
		ty_nfc(&text, w.target, strlen(w.target));
	w.target = text.p;
	st = ty_workfile_write(out, work->file, &w, how, err);
	ty_buf_release(&squeezed);
	ty_buf_release(&text);
	return st;
}

enum ty_status ty_work_draft(struct ty_work_segments **out,
			     struct ty_work *work,
			     const struct ty_work_write *write,
			     struct ty_error *err)
{
	return put(out, work, write, TY_WORK_KEEP, err);
}

enum ty_status ty_work_confirm(struct ty_work_segments **out,
			       struct ty_work *work,
			       const struct ty_work_write *write, bool repeat,
			       struct ty_error *err)
{
	return put(out, work, write,
		   repeat ? TY_WORK_CONFIRM_ALL : TY_WORK_CONFIRM, err);
}

enum ty_status ty_work_reopen(struct ty_work_segments **out,
			      struct ty_work *work, int64_t segment,
			      int revision, struct ty_error *err)
{
	return ty_workfile_reopen(out, work->file, segment, revision, err);
}

enum ty_status ty_work_lock(struct ty_work_segments **out, struct ty_work *work,
			    int64_t segment, int revision, bool locked,
			    struct ty_error *err)
{
	return ty_workfile_lock(out, work->file, segment, revision, locked,
				err);
}

enum ty_status ty_work_undo(struct ty_work_segments **out, struct ty_work *work,
			    int64_t story, int64_t step, struct ty_error *err)
{
	return ty_workfile_undo(out, work->file, story, step, err);
}

enum ty_status ty_work_history(struct ty_work_history **out,
			       struct ty_work *work, int64_t segment,
			       struct ty_error *err)
{
	return ty_workfile_history(out, work->file, segment, err);
}

enum ty_status ty_work_waiting(size_t *n, struct ty_work *work,
			       struct ty_error *err)
{
	return ty_workfile_waiting(n, work->file, err);
}
