/* The files that a corpus is handed on in. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/corpus_files.h"
#include "format/formats.h"
#include "format/json.h"

const char *const ty_corpus_splits[TY_NSPLITS] = { "train", "dev", "test" };

static const char *const facts[] = {
	"story", "publisher", "licence", "date", "method"
};
static const enum ty_corpus_field fact_fields[] = {
	TY_CF_STORY, TY_CF_PUBLISHER, TY_CF_LICENCE, TY_CF_DATE, TY_CF_METHOD
};
#define NFACTS	(sizeof(facts) / sizeof(facts[0]))

static enum ty_status open_split(struct ty_corpus_files *files, int split,
				 const char *folder, struct ty_error *err)
{
	const char *const ends[TY_NCO] = {
		[TY_CO_TSV] = "tsv", [TY_CO_JSONL] = "jsonl",
		[TY_CO_SOURCE] = files->source, [TY_CO_TARGET] = files->target,
	};
	const struct ty_format_options options = {
		.source = files->source, .target = files->target,
	};
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;
	int k;

	ty_buf_addf(&path, "%s/%s.tmx", folder, ty_corpus_splits[split]);
	st = ty_writer_open(&files->tmx[split], &ty_format_tmx, path.p,
			    &options, err);
	for (k = 0; st == TY_OK && k < TY_NCO; k++) {
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/%s.%s", folder, ty_corpus_splits[split],
			    ends[k]);
		st = ty_output_open(&files->out[split][k], path.p, err);
	}
	ty_buf_release(&path);
	return st;
}

enum ty_status ty_corpus_files_open(struct ty_corpus_files *files,
				    const char *folder, const char *source,
				    const char *target, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;
	int split;

	ty_buf_init(&files->buf);
	ty_buf_init(&files->note);
	files->source = source;
	files->target = target;
	for (split = 0; st == TY_OK && split < TY_NSPLITS; split++)
		st = open_split(files, split, folder, err);
	ty_buf_addf(&path, "%s/report.html", folder);
	if (st == TY_OK)
		st = ty_output_open(&files->page, path.p, err);
	ty_buf_clear(&path);
	ty_buf_addf(&path, "%s/README.md", folder);
	if (st == TY_OK)
		st = ty_output_open(&files->card, path.p, err);
	ty_buf_release(&path);
	return st;
}

/* A text as a line, and a column of one. */
static void put_text(struct ty_buf *out, const char *s)
{
	for (; *s; s++)
		ty_buf_addc(out, *s == '\t' || *s == '\n' || *s == '\r' ? ' ' :
			    *s);
}

static void put_plain(struct ty_corpus_files *files, struct ty_output *out,
		      const char *text)
{
	ty_buf_clear(&files->buf);
	put_text(&files->buf, text);
	ty_buf_addc(&files->buf, '\n');
	fwrite(files->buf.p, 1, files->buf.len, out->f);
}

static const char *fact(const struct ty_corpus_story *story, size_t i)
{
	const char *value = story->field[fact_fields[i]];

	return value ? value : "";
}

static void put_tsv(struct ty_corpus_files *files, struct ty_output *out,
		    const struct ty_corpus_story *story,
		    const struct ty_corpus_pair *pair, const char *id)
{
	struct ty_buf *buf = &files->buf;
	size_t i;

	ty_buf_clear(buf);
	put_text(buf, pair->source);
	ty_buf_addc(buf, '\t');
	put_text(buf, pair->target);
	ty_buf_addf(buf, "\t%.4f\t%s\t%d\t%d", pair->score, id,
		    pair->source_paragraph, pair->target_paragraph);
	for (i = 0; i < NFACTS; i++) {
		ty_buf_addc(buf, '\t');
		put_text(buf, fact(story, i));
	}
	ty_buf_addc(buf, '\n');
	fwrite(buf->p, 1, buf->len, out->f);
}

static void put_json(struct ty_corpus_files *files, struct ty_output *out,
		     int split, const struct ty_corpus_story *story,
		     const struct ty_corpus_pair *pair, const char *id)
{
	json_t *o = json_pack("{ss ss ss ss ss ss sf s[ii] s[ii] ss}",
		"id", id, "split", ty_corpus_splits[split],
		"source", pair->source, "target", pair->target,
		"source_lang", files->source, "target_lang", files->target,
		"score", (double)(int)(pair->score * 1e4 + .5) / 1e4,
		"segments", pair->source_n, pair->target_n,
		"paragraphs", pair->source_paragraph, pair->target_paragraph,
		"kind", pair->kind);
	size_t i;

	if (story->version)
		json_object_set_new(o, "story_version",
				    json_integer(story->version));
	for (i = 0; i < NFACTS; i++)
		if (fact(story, i)[0])
			json_object_set_new(o, facts[i],
					    ty_json_bytes(fact(story, i)));
	if (story->field[TY_CF_SOURCE])
		json_object_set_new(o, "source_path",
				    ty_json_bytes(story->field[TY_CF_SOURCE]));
	if (story->field[TY_CF_TARGET])
		json_object_set_new(o, "target_path",
				    ty_json_bytes(story->field[TY_CF_TARGET]));
	ty_buf_clear(&files->buf);
	ty_json_put_short(&files->buf, o);
	ty_buf_addc(&files->buf, '\n');
	fwrite(files->buf.p, 1, files->buf.len, out->f);
}

static enum ty_status put_tmx(struct ty_corpus_files *files, int split,
			      const struct ty_corpus_story *story,
			      const struct ty_corpus_pair *pair,
			      const char *id, struct ty_error *err)
{
	const struct ty_variant sides[] = {
		{ .lang = files->source, .text = pair->source, .codes = "" },
		{ .lang = files->target, .text = pair->target, .codes = "" },
	};
	struct ty_unit unit = {
		.kind = TY_ALIGNED, .status = TY_TRANSLATED,
		.score = pair->score, .variants = sides, .nvariants = 2,
		.creator = "", .changer = "", .created = "", .changed = "",
	};
	size_t i;

	ty_buf_clear(&files->note);
	ty_buf_addf(&files->note, "[tuid] %s", id);
	for (i = 0; i < NFACTS; i++)
		if (fact(story, i)[0]) {
			ty_buf_addf(&files->note, "\n[x-taiyaku-%s] ",
				    facts[i]);
			put_text(&files->note, fact(story, i));
		}
	ty_buf_addf(&files->note, "\n[x-taiyaku-paragraphs] %d %d",
		    pair->source_paragraph, pair->target_paragraph);
	if (story->version)
		ty_buf_addf(&files->note, "\n[x-taiyaku-story-version] %d",
			    story->version);
	unit.note = files->note.p;
	return ty_writer_put(files->tmx[split], &unit, NULL, err);
}

enum ty_status ty_corpus_files_put(struct ty_corpus_files *files, int split,
				   const struct ty_corpus_story *story,
				   const struct ty_corpus_pair *pair,
				   const char *id, struct ty_error *err)
{
	struct ty_output *out = files->out[split];
	enum ty_status st;
	int k;

	put_tsv(files, &out[TY_CO_TSV], story, pair, id);
	put_json(files, &out[TY_CO_JSONL], split, story, pair, id);
	put_plain(files, &out[TY_CO_SOURCE], pair->source);
	put_plain(files, &out[TY_CO_TARGET], pair->target);
	st = put_tmx(files, split, story, pair, id, err);
	/* A full disk is told at once, not after the last story. */
	for (k = 0; st == TY_OK && k < TY_NCO; k++)
		if (ferror(out[k].f))
			st = ty_fail_errno(err, out[k].path, ENOSPC);
	return st;
}

static enum ty_status flush(FILE *f, const char *path, struct ty_error *err)
{
	bool bad;

	errno = 0;
	bad = ferror(f);
	bad |= fflush(f) != 0;
	bad |= fsync(fileno(f)) != 0;
	return bad ? ty_fail_errno(err, path, errno ? errno : ENOSPC) : TY_OK;
}

static enum ty_status flush_all(struct ty_corpus_files *files,
				struct ty_error *err)
{
	enum ty_status st;
	int split, k;

	st = flush(files->page.f, files->page.path, err);
	if (st == TY_OK)
		st = flush(files->card.f, files->card.path, err);
	for (split = 0; split < TY_NSPLITS; split++) {
		struct ty_output *tmx = &files->tmx[split]->out;

		if (st == TY_OK)
			st = flush(tmx->f, tmx->path, err);
		for (k = 0; st == TY_OK && k < TY_NCO; k++)
			st = flush(files->out[split][k].f,
				   files->out[split][k].path, err);
	}
	return st;
}

enum ty_status ty_corpus_files_commit(struct ty_corpus_files *files,
				      struct ty_error *err)
{
	enum ty_status st = flush_all(files, err);
	int split, k;

	/* The TMX files come first: they still get their last lines. */
	for (split = 0; st == TY_OK && split < TY_NSPLITS; split++) {
		struct ty_writer *tmx = files->tmx[split];

		files->tmx[split] = NULL;
		st = ty_writer_commit(tmx, err);
	}
	for (split = 0; st == TY_OK && split < TY_NSPLITS; split++)
		for (k = 0; st == TY_OK && k < TY_NCO; k++)
			st = ty_output_commit(&files->out[split][k], err);
	if (st == TY_OK)
		st = ty_output_commit(&files->card, err);
	if (st == TY_OK)
		st = ty_output_commit(&files->page, err);
	return st;
}

void ty_corpus_files_abort(struct ty_corpus_files *files)
{
	int split, k;

	for (split = 0; split < TY_NSPLITS; split++) {
		if (files->tmx[split])
			ty_writer_abort(files->tmx[split]);
		files->tmx[split] = NULL;
		for (k = 0; k < TY_NCO; k++)
			ty_output_abort(&files->out[split][k]);
	}
	ty_output_abort(&files->page);
	ty_output_abort(&files->card);
	ty_buf_release(&files->buf);
	ty_buf_release(&files->note);
}

/* ----------------------------------------------------------------- reading */

static const char *text(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s ? s : "";
}

enum ty_status ty_corpus_line_read(struct ty_corpus_line *out, const char *line,
				   size_t len, const char *path, long number,
				   struct ty_error *err)
{
	json_error_t why;
	json_t *o = json_loadb(line, len, JSON_REJECT_DUPLICATES, &why);

	memset(out, 0, sizeof(*out));
	if (!json_is_object(o) || !text(o, "id")[0] || !text(o, "source")[0]) {
		json_decref(o);
		return ty_fail_at(err, TY_ESYNTAX, path, number, 0,
				  _("not a pair of a corpus"));
	}
	out->id = text(o, "id");
	out->source = text(o, "source");
	out->target = text(o, "target");
	out->split = text(o, "split");
	out->story = text(o, "story");
	out->score = json_number_value(json_object_get(o, "score"));
	out->hold = o;
	return TY_OK;
}

void ty_corpus_line_free(struct ty_corpus_line *line)
{
	json_decref(line->hold);
	memset(line, 0, sizeof(*line));
}
