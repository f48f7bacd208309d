/* The list of a corpus's stories: two paths a line with what is known of them,
 * or records of JSON. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/corpus.h"
#include "text/utf8.h"

#define LONGEST_LINE	65536
#define LONGEST_RECORD	((size_t)TY_MAX_STORY)

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);

	return len >= n && !strcmp(s + len - n, end);
}

enum ty_status ty_corpus_list_open(struct ty_corpus_list *list,
				   const char *path, struct ty_error *err)
{
	memset(list, 0, sizeof(*list));
	ty_buf_init(&list->buf);
	list->path = ty_strdup(path);
	list->json = ends_with(path, ".jsonl");
	if (ty_is_pipe(path))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("a list is read several times; this can be read only once"));
	return ty_open_input(&list->f, path, err);
}

void ty_corpus_list_close(struct ty_corpus_list *list)
{
	ty_close_input(list->f);
	free(list->path);
	ty_buf_release(&list->buf);
}

enum ty_status ty_corpus_list_rewind(struct ty_corpus_list *list,
				     struct ty_error *err)
{
	(void)err;
	rewind(list->f);
	list->line = 0;
	return TY_OK;
}

/* A path of the list, relative to the list's own folder. */
static void set_path(struct ty_corpus_story *out, enum ty_corpus_field f,
		     const char *list, const char *path, size_t len)
{
	const char *slash = strrchr(list, '/');
	struct ty_buf whole = TY_BUF_INIT;

	if (path[0] != '/' && slash)
		ty_buf_add(&whole, list, (size_t)(slash - list) + 1);
	ty_buf_add(&whole, path, len);
	ty_corpus_set(out, f, whole.p);
	ty_buf_release(&whole);
}

/* "licence=CC-BY-4.0" */
static enum ty_status read_fact(struct ty_corpus_story *out,
				const struct ty_corpus_list *list,
				const char *s, size_t len, struct ty_error *err)
{
	static const unsigned may = 1u << TY_CF_STORY | 1u << TY_CF_PUBLISHER |
		1u << TY_CF_LICENCE | 1u << TY_CF_DATE | 1u << TY_CF_STATUS |
		1u << TY_CF_EMBARGO;
	const char *equal = memchr(s, '=', len);
	enum ty_corpus_field f;
	char *value;

	/* The third column of `taiyaku corpus pair` says how sure it is. */
	if (!equal && strspn(s, "0123456789.") == len)
		return TY_OK;
	if (!equal || !ty_corpus_field_parse(&f, s, (size_t)(equal - s)) ||
	    !(may & 1u << f))
		return ty_fail_at(err, TY_ESYNTAX, list->path, list->line, 0,
				  _("'%.*s' is none of story=, publisher=, licence=, date=, status=, embargo="),
				  (int)(len < 80 ? len : 80), s);
	value = ty_strndup(equal + 1, len - (size_t)(equal + 1 - s));
	ty_corpus_set(out, f, value);
	free(value);
	return TY_OK;
}

static enum ty_status read_columns(struct ty_corpus_story *out,
				   const struct ty_corpus_list *list,
				   struct ty_error *err)
{
	enum ty_status st;
	const char *s = list->buf.p;
	size_t len, column;

	st = ty_utf8_require(s, list->buf.len, list->path, list->line, err);
	for (column = 0; st == TY_OK && s; column++) {
		len = strcspn(s, "\t");
		if (column < 2 && !len)
			break;
		if (column < 2)
			set_path(out, column ? TY_CF_TARGET : TY_CF_SOURCE,
				 list->path, s, len);
		else if (len)
			st = read_fact(out, list, s, len, err);
		s = s[len] ? s + len + 1 : NULL;
	}
	if (st == TY_OK && !out->field[TY_CF_TARGET])
		st = ty_fail_at(err, TY_ESYNTAX, list->path, list->line, 0,
				_("not a line of two paths with a tab between"));
	return st;
}

enum ty_status ty_corpus_list_next(struct ty_corpus_story *out,
				   struct ty_corpus_list *list,
				   struct ty_error *err)
{
	enum ty_status st;

	do {
		st = ty_read_line(&list->buf, list->f, list->path,
				  ++list->line, list->json ? LONGEST_RECORD :
				  LONGEST_LINE, err);
		if (st != TY_OK)
			return st;
		if (list->line == 1)
			ty_skip_mark(&list->buf);
	} while (!list->buf.len || (!list->json && list->buf.p[0] == '#'));
	st = list->json ? ty_corpus_read(out, list->buf.p, list->buf.len,
					 list->path, list->line, err) :
	     read_columns(out, list, err);
	if (st == TY_OK && !out->field[TY_CF_STORY])
		ty_corpus_set(out, TY_CF_STORY, out->field[TY_CF_SOURCE] ?
			      out->field[TY_CF_SOURCE] : "");
	return st;
}
