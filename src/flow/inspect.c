/* What a file is: its format, languages and how much it holds. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "format/format.h"
#include "text/script.h"

/* The first of a file's bytes, as many as there are. */
static enum ty_status read_head(char *head, size_t size, size_t *len,
				int64_t *bytes, const char *path,
				struct ty_error *err)
{
	enum ty_status st;
	FILE *f;

	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st;
	*len = fread(head, 1, size, f);
	if (fseeko(f, 0, SEEK_END) == 0)
		*bytes = ftello(f);
	ty_close_input(f);
	return TY_OK;
}

static enum ty_status inspect_memory(struct ty_file_info *info,
				     const char *path, struct ty_error *err)
{
	struct ty_buf langs = TY_BUF_INIT;
	struct ty_store *store;
	struct ty_stats stats;
	enum ty_status st;
	size_t i;

	if ((st = ty_store_open(&store, path, TY_READ, NULL, err)) != TY_OK)
		return st;
	st = ty_store_stats(store, &stats, err);
	ty_store_close(store);
	if (st != TY_OK)
		return st;
	info->format = ty_strdup("memory");
	ty_buf_addf(&langs, "%d", stats.schema);
	info->version = ty_buf_detach(&langs);
	for (i = 0; i < stats.nlangs; i++)
		ty_buf_addf(&langs, "%s%s", i ? " " : "",
			    stats.langs[i].lang);
	info->source = ty_buf_detach(&langs);
	info->units = info->translated = stats.units;
	return TY_OK;
}

/* A story is read once to see its language, and again if that is not the one
 * it was split by. */
static enum ty_status inspect_story(struct ty_file_info *info,
				    struct ty_desk *desk, const char *path,
				    struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_story *story = NULL;
	enum ty_status st;
	const char *lang;
	size_t i;

	st = ty_read_file(&text, path, TY_MAX_STORY, err);
	if (st == TY_OK)
		st = ty_story_parse(&story, desk, text.p, text.len, path, NULL,
				    err);
	if (st != TY_OK)
		goto done;
	lang = !strcmp(story->format, "text") ?
	       ty_script_guess(story->text, story->length) : story->lang;
	if (lang[0] && !ty_lang_same(lang, story->lang)) {
		ty_story_free(story);
		st = ty_story_parse(&story, desk, text.p, text.len, path, lang,
				    err);
		if (st != TY_OK)
			goto done;
	}
	info->format = ty_strdup(story->format);
	info->encoding = ty_strdup(story->encoding);
	info->source = ty_strdup(lang);
	for (i = 0; i < story->nsegments; i++)
		info->units += ty_kind_translated(story->segments[i].kind);
done:
	ty_story_free(story);
	ty_buf_release(&text);
	return st;
}

static enum ty_status inspect_units(struct ty_file_info *info,
				    struct ty_desk *desk,
				    const struct ty_format *format,
				    const char *path, struct ty_error *err)
{
	struct ty_format_options options = {
		.source = desk->source, .target = desk->target,
		.monitor = &desk->monitor,
	};
	struct ty_reader *reader;
	struct ty_unit unit;
	enum ty_status st;
	size_t i, with_text;

	st = ty_reader_open(&reader, format, path, &options, err);
	if (st != TY_OK)
		return st;
	while ((st = ty_reader_next(reader, &unit, err)) == TY_OK) {
		if (++info->units % 4096 == 0 && ty_cancelled(&desk->monitor)) {
			st = ty_fail_cancelled(err);
			break;
		}
		for (with_text = i = 0; i < unit.nvariants; i++)
			with_text += unit.variants[i].text[0] != '\0';
		info->translated += with_text >= 2;
		if (!info->source && unit.nvariants >= 1)
			info->source = ty_strdup(unit.variants[0].lang);
		if (!info->target && unit.nvariants >= 2)
			info->target = ty_strdup(unit.variants[1].lang);
	}
	if (st == TY_END) {
		st = TY_OK;
		info->format = ty_strdup(format->name);
		info->version = ty_strdup(ty_reader_version(reader));
		info->encoding = ty_strdup(ty_reader_encoding(reader));
	}
	ty_reader_close(reader);
	return st;
}

/* A string that was not set is "". */
static void settle(char **s)
{
	if (!*s)
		*s = ty_strdup("");
}

enum ty_status ty_inspect(struct ty_file_info **out, struct ty_desk *desk,
			  const char *path, const char *format,
			  struct ty_error *err)
{
	static const char sqlite[] = "SQLite format 3";
	struct ty_file_info *info = ty_alloc(1, sizeof(*info));
	const struct ty_format *f;
	enum ty_status st;
	char head[64];
	size_t len;

	*out = NULL;
	/* What can be read once only keeps its first bytes. */
	info->bytes = -1;
	len = 0;
	if (!ty_is_pipe(path) &&
	    (st = read_head(head, sizeof(head), &len, &info->bytes, path,
			    err)) != TY_OK)
		goto done;
	if (!format && len >= sizeof(sqlite) &&
	    !memcmp(head, sqlite, sizeof(sqlite)))
		st = inspect_memory(info, path, err);
	else if ((st = ty_format_find(&f, format, path, err)) == TY_OK)
		st = f->next ? inspect_units(info, desk, f, path, err) :
		     inspect_story(info, desk, path, err);
done:
	settle(&info->format);
	settle(&info->version);
	settle(&info->encoding);
	settle(&info->source);
	settle(&info->target);
	if (st == TY_OK)
		*out = info;
	else
		ty_file_info_free(info);
	return st;
}

void ty_file_info_free(struct ty_file_info *info)
{
	if (!info)
		return;
	free(info->format);
	free(info->version);
	free(info->encoding);
	free(info->source);
	free(info->target);
	free(info);
}
