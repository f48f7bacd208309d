/* Pairs from where they stand: a TSV as it is, any bilingual file, the memory;
 * and fixed targets back to where they came from. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/check.h"
#include "format/format.h"
#include "text/utf8.h"

/* Progress is told every so many pairs. */
#define TELL_EVERY	2000

struct job {
	struct ty_checker	*checker;
	void			(*found)(void *user,
					 const struct ty_checked *pair);
	void			*user;
	uint64_t		 done;
	bool			 counting;	/* lengths only */
	uint64_t		 fixes;		/* targets to be changed */
};

static enum ty_status one(struct job *job,
			  const struct ty_check_subject *subject,
			  const struct ty_checked **out, struct ty_error *err)
{
	struct ty_desk *desk = job->checker->desk;
	const struct ty_checked *checked;
	enum ty_status st;

	*out = NULL;
	if (job->counting) {
		ty_check_lengths_add(&job->checker->lengths, subject->source,
				     subject->target);
		return TY_OK;
	}
	st = ty_checker_run(&checked, job->checker, subject, err);
	if (st != TY_OK)
		return st;
	*out = checked;
	job->fixes += checked->fixed != NULL;
	if (job->found)
		job->found(job->user, checked);
	if (++job->done % TELL_EVERY == 0) {
		ty_progress(&desk->monitor, _("checking"), job->done, 0);
		if (ty_cancelled(&desk->monitor))
			return ty_fail_cancelled(err);
	}
	return TY_OK;
}

/* ---------------------------------------------------------------- TSV -- */

/* Where the columns of a line are. */
struct columns {
	struct ty_span	source, target, note;
};

static struct columns split(const struct ty_buf *line, bool first)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t end = line->len, at = 0, k;
	struct ty_span column[3];

	while (end && (line->p[end - 1] == '\n' || line->p[end - 1] == '\r'))
		end--;
	if (first && !strncmp(line->p, mark, 3))
		at = 3;
	for (k = 0; k < 3; k++) {
		const char *tab = k < 2 && at <= end ?
			memchr(line->p + at, '\t', end - at) : NULL;

		column[k].start = at < end ? at : end;
		column[k].end = tab ? (size_t)(tab - line->p) : end;
		at = column[k].end + 1;
	}
	return (struct columns){ column[0], column[1], column[2] };
}

static enum ty_status tsv_lines(struct job *job, FILE *in, const char *path,
				FILE *fixed, struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT, text[3];
	struct ty_check_subject subject = { .path = path };
	const struct ty_checked *checked;
	enum ty_status st;
	int k;

	for (k = 0; k < 3; k++)
		ty_buf_init(&text[k]);
	while ((st = ty_read_raw_line(&line, in, path, ++subject.line,
				      TY_MAX_LINE, err)) == TY_OK) {
		struct columns c = split(&line, subject.line == 1);
		const struct ty_span *spans[] = { &c.source, &c.target,
						  &c.note };

		st = ty_utf8_require(line.p, line.len, path, subject.line, err);
		if (st != TY_OK)
			break;
		for (k = 0; k < 3; k++) {
			ty_buf_clear(&text[k]);
			ty_buf_add(&text[k], line.p + spans[k]->start,
				   spans[k]->end - spans[k]->start);
		}
		subject.source = text[0].p;
		subject.target = text[1].p;
		subject.note = text[2].p;
		if ((st = one(job, &subject, &checked, err)) != TY_OK)
			break;
		if (!fixed)
			continue;
		fwrite(line.p, 1, c.target.start, fixed);
		if (checked->fixed)
			fputs(checked->fixed, fixed);
		else
			fwrite(text[1].p, 1, text[1].len, fixed);
		fwrite(line.p + c.target.end, 1, line.len - c.target.end,
		       fixed);
	}
	ty_buf_release(&line);
	for (k = 0; k < 3; k++)
		ty_buf_release(&text[k]);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status tsv_pass(struct job *job, const char *path,
			       const char *fixed, struct ty_error *err)
{
	struct ty_output out = { .f = NULL };
	enum ty_status st;
	FILE *in;

	if ((st = ty_open_input(&in, path, err)) != TY_OK)
		return st;
	if (fixed)
		st = ty_output_open(&out, fixed, err);
	if (st == TY_OK)
		st = tsv_lines(job, in, path, out.f, err);
	ty_close_input(in);
	/* A file that needs none stays what it is, to the last bit. */
	if (st == TY_OK && fixed && (job->fixes || !ty_same_file(path, fixed)))
		st = ty_output_commit(&out, err);
	if (fixed)
		ty_output_abort(&out);
	return st;
}

/* ---------------------------------------------------- bilingual files -- */

static const struct ty_variant *variant_in(const struct ty_unit *unit,
					   const char *lang)
{
	size_t i;

	for (i = 0; i < unit->nvariants; i++)
		if (ty_lang_same(unit->variants[i].lang, lang))
			return &unit->variants[i];
	return NULL;
}

/* The unit as a pair; false if it has no source to compare with. */
static bool as_subject(struct ty_check_subject *subject,
		       const struct ty_checker *checker,
		       const struct ty_unit *unit)
{
	const struct ty_variant *s = variant_in(unit, checker->desk->source);
	const struct ty_variant *t = variant_in(unit, checker->desk->target);

	if (!s)
		return false;
	subject->source = s->text;
	subject->source_codes = s->codes;
	subject->target = t ? t->text : "";
	subject->target_codes = t ? t->codes : "";
	subject->note = unit->note;
	return true;
}

static enum ty_status file_pass(struct job *job, const struct ty_format *format,
				const char *path, struct ty_error *err)
{
	struct ty_desk *desk = job->checker->desk;
	struct ty_format_options options = {
		.source = desk->source, .target = desk->target,
		.monitor = &desk->monitor,
	};
	struct ty_check_subject subject = { .path = path };
	const struct ty_checked *checked;
	struct ty_reader *reader;
	struct ty_unit unit;
	enum ty_status st;

	st = ty_reader_open(&reader, format, path, &options, err);
	if (st != TY_OK)
		return st;
	while ((st = ty_reader_next(reader, &unit, err)) == TY_OK) {
		subject.line = ty_reader_line(reader);
		subject.draft = unit.status == TY_DRAFT;
		if (as_subject(&subject, job->checker, &unit) &&
		    (st = one(job, &subject, &checked, err)) != TY_OK)
			break;
	}
	ty_reader_close(reader);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status pass(struct job *job, const struct ty_format *format,
			   const char *path, const char *fixed,
			   struct ty_error *err)
{
	return !strcmp(format->name, "tsv") ?
		tsv_pass(job, path, fixed, err) :
		file_pass(job, format, path, err);
}

static bool measures(const struct ty_checker *checker)
{
	return checker->severity[TY_CHECK_LENGTH] != TY_SEVERITY_OFF;
}

enum ty_status ty_check_file(struct ty_checker *checker, const char *path,
			     const char *format, const char *fixed,
			     void (*found)(void *user,
					   const struct ty_checked *pair),
			     void *user, struct ty_error *err)
{
	struct job job = { .checker = checker, .found = found, .user = user };
	const struct ty_format *f;
	enum ty_status st;
	FILE *there;

	/* A file that is not there has no format either. */
	if (!ty_is_pipe(path)) {
		if ((st = ty_open_input(&there, path, err)) != TY_OK)
			return st;
		ty_close_input(there);
	}
	if ((st = ty_format_find(&f, format, path, err)) != TY_OK)
		return st;
	if (!f->next)
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("'%s' files hold no translations; use 'taiyaku learn' for stories"),
				  f->name);
	if (fixed && strcmp(f->name, "tsv"))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("'%s' files cannot be fixed in place; import it, fix the memory, export that"),
				  f->name);
	/* What is read once only is measured by what is usual. */
	if (measures(checker) && !ty_is_pipe(path)) {
		job.counting = true;
		if ((st = pass(&job, f, path, NULL, err)) != TY_OK)
			return st;
		job.counting = false;
		ty_check_lengths_settle(&checker->lengths);
	}
	return pass(&job, f, path, fixed, err);
}

/* ------------------------------------------------------------- memory -- */

/* Store the unit with its fixed target; the first one begins the batch. */
static enum ty_status store_fix(struct ty_checker *checker,
				const struct ty_unit *unit,
				const struct ty_variant *target,
				const char *fixed, bool *begun,
				struct ty_error *err)
{
	struct ty_variant *variants;
	struct ty_unit changed = *unit;
	struct ty_store *store = checker->desk->store;
	enum ty_status st = TY_OK;
	size_t at = (size_t)(target - unit->variants);

	if (!*begun)
		st = ty_desk_begin(checker->desk, "check",
				   ty_store_path(store), 1, err);
	if (st != TY_OK)
		return st;
	*begun = true;
	variants = ty_alloc(unit->nvariants, sizeof(*variants));
	memcpy(variants, unit->variants, unit->nvariants * sizeof(*variants));
	variants[at].text = fixed;
	changed.variants = variants;
	st = ty_store_change(store, &changed, err);
	free(variants);
	return st;
}

static enum ty_status memory_pass(struct job *job, struct ty_store *reader,
				  bool fix, bool *begun, struct ty_error *err)
{
	struct ty_check_subject subject = { .path = ty_store_path(reader) };
	const struct ty_checked *checked;
	struct ty_cursor *cursor;
	struct ty_origin origin;
	struct ty_unit unit;
	enum ty_status st;

	if ((st = ty_store_units(&cursor, reader, err)) != TY_OK)
		return st;
	while ((st = ty_cursor_next(cursor, &unit, &origin, err)) == TY_OK) {
		if (unit.status == TY_REJECTED)
			continue;
		subject.unit = unit.id;
		if (!as_subject(&subject, job->checker, &unit) ||
		    !variant_in(&unit, job->checker->desk->target))
			continue;
		if ((st = one(job, &subject, &checked, err)) != TY_OK)
			break;
		if (fix && checked && checked->fixed && checked->fixed[0])
			st = store_fix(job->checker, &unit,
				       variant_in(&unit,
						  job->checker->desk->target),
				       checked->fixed, begun, err);
		if (st != TY_OK)
			break;
	}
	ty_cursor_close(cursor);
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_check_memory(struct ty_batch **batch,
			       struct ty_checker *checker, bool fix,
			       void (*found)(void *user,
					     const struct ty_checked *pair),
			       void *user, struct ty_error *err)
{
	struct job job = { .checker = checker, .found = found, .user = user };
	struct ty_store *store, *reader;
	bool begun = false;
	enum ty_status st;

	*batch = NULL;
	if ((st = ty_desk_store(&store, checker->desk, err)) != TY_OK)
		return st;
	/* Another connection reads: it does not see what is written. */
	st = ty_store_open(&reader, ty_store_path(store), TY_READ, NULL, err);
	if (st != TY_OK)
		return st;
	if (measures(checker)) {
		job.counting = true;
		st = memory_pass(&job, reader, false, &begun, err);
		job.counting = false;
		ty_check_lengths_settle(&checker->lengths);
	}
	if (st == TY_OK)
		st = memory_pass(&job, reader, fix, &begun, err);
	ty_store_close(reader);
	if (begun && st == TY_OK)
		st = ty_store_commit(store, batch, err);
	else if (begun)
		ty_store_abort(store);
	return st;
}
