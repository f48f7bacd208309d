/* Termbase files into the memory and out of it. */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "flow/terms.h"
#include "format/termfile.h"

/* Progress is told every so many concepts. */
#define TELL_EVERY	1000

struct import {
	struct ty_desk		*desk;
	const char		*path;
	struct ty_concept_buf	 concept;
	uint64_t		 read;
};

static void skip(struct import *import, const char *why, long line,
		 const char *sentence)
{
	ty_store_skip(import->desk->store, why);
	ty_note(&import->desk->monitor, TY_ESYNTAX, import->path, line, 0,
		"%s", sentence);
}

/* Terms without text, which a file may have, are no terms. */
static void drop_empty(struct ty_concept_buf *buf)
{
	struct ty_concept_buf full = { .cap = 0 };
	struct ty_concept head = buf->concept;
	size_t i;

	head.nterms = 0;
	ty_concept_assign(&full, &head);
	for (i = 0; i < buf->concept.nterms; i++) {
		const struct ty_term *t = &buf->terms[i];
		struct ty_term *copy;

		if (!t->text[strspn(t->text, " \t\r\n")])
			continue;
		copy = ty_concept_add(&full, t->lang, t->text);
		copy->status = t->status;
		ty_concept_set(&copy->pos, t->pos);
		ty_concept_set(&copy->note, t->note);
	}
	ty_concept_release(buf);
	*buf = full;
}

static enum ty_status put(void *user, const struct ty_concept *concept,
			  long line, struct ty_error *err)
{
	struct import *import = user;
	struct ty_error why;
	enum ty_status st;

	if (++import->read % TELL_EVERY == 0) {
		ty_progress(&import->desk->monitor, _("importing"),
			    import->read, 0);
		if (ty_cancelled(&import->desk->monitor))
			return ty_fail_cancelled(err);
	}
	ty_concept_assign(&import->concept, concept);
	drop_empty(&import->concept);
	if ((st = ty_concept_fit(&import->concept, &why)) == TY_OK) {
		if (!import->concept.concept.nterms) {
			skip(import, "empty", line,
			     _("skipped: a concept without terms"));
			return TY_OK;
		}
		st = ty_store_put_concept(import->desk->store,
					  &import->concept.concept, NULL,
					  &why);
	}
	/* Our words about a concept, at its place in the file. */
	if (st == TY_EINVAL || st == TY_ELIMIT)
		return ty_fail_at(err, st, import->path, line, 0, "%s",
				  why.text);
	if (st != TY_OK && err)
		*err = why;
	return st;
}

static enum ty_status import_file(struct import *import, const char *name,
				  struct ty_error *err)
{
	const struct ty_format_options options = {
		.source = import->desk->source,
		.target = import->desk->target,
		.monitor = &import->desk->monitor,
	};
	const struct ty_term_file file = {
		.path = import->path, .options = &options, .sink = put,
		.user = import,
	};
	const struct ty_term_format *format;
	enum ty_status st;
	FILE *there;

	/* A file that is not there has no format either. */
	if (!ty_is_pipe(import->path)) {
		if ((st = ty_open_input(&there, import->path, err)) != TY_OK)
			return st;
		ty_close_input(there);
	}
	st = ty_term_format_find(&format, name, import->path, err);
	return st == TY_OK ? ty_term_file_read(format, &file, err) : st;
}

enum ty_status ty_terms_import(struct ty_batch **out, struct ty_desk *desk,
			       const char *const *paths, size_t npaths,
			       const char *format, struct ty_error *err)
{
	struct import import = { .desk = desk };
	enum ty_status st;
	size_t i;

	*out = NULL;
	ty_desk_await(paths, npaths);
	st = ty_desk_begin(desk, "terms", npaths ? paths[0] : "", npaths, err);
	if (st != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < npaths; i++) {
		import.path = paths[i];
		st = import_file(&import, format, err);
	}
	ty_concept_release(&import.concept);
	if (st == TY_OK)
		st = ty_store_commit(desk->store, out, err);
	if (st != TY_OK)
		ty_store_abort(desk->store);
	return st;
}

enum ty_status ty_terms_export(int64_t *count, struct ty_desk *desk,
			       const char *path, const char *name,
			       struct ty_error *err)
{
	const struct ty_format_options options = {
		.source = desk->source, .target = desk->target,
		.monitor = &desk->monitor,
	};
	const struct ty_term_format *format;
	struct ty_term_writer *writer;
	struct ty_concepts *concepts;
	int64_t n = 0, left_out = 0;
	enum ty_status st;
	size_t i;

	if (count)
		*count = 0;
	if ((st = ty_term_format_find(&format, name, path, err)) != TY_OK ||
	    (st = ty_terms(&concepts, desk, err)) != TY_OK)
		return st;
	st = ty_term_writer_open(&writer, format, path, &options, err);
	for (i = 0; st == TY_OK && i < concepts->n; i++) {
		if (ty_term_writer_put(writer, &concepts->items[i]))
			n++;
		else
			left_out++;
	}
	ty_concepts_free(concepts);
	if (st == TY_OK)
		st = ty_term_writer_commit(writer, err);
	if (st == TY_OK && left_out)
		ty_note(&desk->monitor, TY_EINVAL, path, 0, 0,
			Q_("%lld concept has no term in '%s' or '%s' and was left out",
			   "%lld concepts have no term in '%s' or '%s' and were left out",
			   (unsigned long)left_out), (long long)left_out,
			desk->source, desk->target);
	if (count && st == TY_OK)
		*count = n;
	return st;
}
