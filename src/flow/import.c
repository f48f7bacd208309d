/* Bilingual files into the memory and out of it. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"
#include "format/format.h"

/* Progress is told every so many units. */
#define TELL_EVERY	2000

/* A unit of a file whose order is a story's, kept until its neighbours are
 * known. */
struct kept {
	struct ty_unit		 unit;
	struct ty_variant	 variants[2];
	char			*strings[4];	/* the variants' texts, codes */
	char			*note, *creator, *created;
	long			 line;
};

struct import {
	struct ty_desk		*desk;
	struct ty_reader	*reader;
	const char		*path;
	uint64_t		 read;
	struct kept		*kept;		/* of a file in order */
	size_t			 nkept, cap;
};

/* The first variant in `lang` that has text, or NULL. */
static const struct ty_variant *variant_in(const struct ty_unit *unit,
					   const char *lang)
{
	size_t i;

	for (i = 0; i < unit->nvariants; i++)
		if (ty_lang_same(unit->variants[i].lang, lang) &&
		    unit->variants[i].text[0])
			return &unit->variants[i];
	return NULL;
}

/* Why a unit is not stored, as a stable word; NULL if it is. */
static const char *unfit(const struct ty_unit *unit)
{
	const char *first = NULL;
	size_t i;

	for (i = 0; i < unit->nvariants; i++) {
		const struct ty_variant *v = &unit->variants[i];

		if (!v->text[0])
			continue;
		if (first && !ty_lang_same(first, v->lang))
			return NULL;
		if (!first)
			first = v->lang;
	}
	return first ? "untranslated" : "empty";
}

static void skip(struct import *import, const char *why, long line,
		 const char *sentence)
{
	ty_store_skip(import->desk->store, why);
	ty_note(&import->desk->monitor, TY_ESYNTAX, import->path, line, 0,
		"%s", sentence);
}

static enum ty_status put(struct import *import, const struct ty_unit *unit,
			  long line, struct ty_error *err)
{
	const char *why = unfit(unit);
	enum ty_put how;

	if (why) {
		skip(import, why, line,
		     _("skipped: no text in two languages"));
		return TY_OK;
	}
	return ty_store_put(import->desk->store, unit, NULL, &how, NULL, err);
}

/* Keep what has text in the desk's source language: an untranslated segment is
 * a neighbour, too.  Anything else is put as it is, without neighbours. */
static enum ty_status keep(struct import *import, const struct ty_unit *unit,
			   struct ty_error *err)
{
	const struct ty_variant *s = variant_in(unit,
						import->desk->source);
	const struct ty_variant *t = variant_in(unit,
						import->desk->target);
	long line = ty_reader_line(import->reader);
	struct kept *k;
	int i;

	if (!s)
		return put(import, unit, line, err);
	import->kept = ty_grow(import->kept, &import->cap, import->nkept + 1,
			       sizeof(*k));
	k = &import->kept[import->nkept++];
	memset(k, 0, sizeof(*k));
	k->unit = *unit;
	k->unit.note = k->note = ty_strdup(unit->note ? unit->note : "");
	/* Who brings a finished draft back has written it. */
	k->unit.creator = k->creator = ty_strdup(unit->creator[0] ?
						 unit->creator :
						 import->desk->user);
	k->unit.created = k->created = ty_strdup(unit->created);
	k->variants[0] = *s;
	if (t)
		k->variants[1] = *t;
	for (i = 0; i < (t ? 2 : 1); i++) {
		struct ty_variant *v = &k->variants[i];

		v->text = k->strings[2 * i] = ty_strdup(v->text);
		v->codes = k->strings[2 * i + 1] = ty_strdup(v->codes);
		/* The tags of desk's languages outlive the reader's. */
		v->lang = i ? import->desk->target : import->desk->source;
	}
	k->unit.nvariants = t ? 2 : 1;
	k->line = line;
	return TY_OK;
}

static enum ty_status put_kept(struct import *import, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;
	int side;

	for (i = 0; st == TY_OK && i < import->nkept; i++) {
		struct kept *k = &import->kept[i];

		for (side = 0; side < 2; side++) {
			k->variants[side].prev = !i ? "" :
				import->kept[i - 1].variants[side].text;
			k->variants[side].next = i + 1 == import->nkept ? "" :
				import->kept[i + 1].variants[side].text;
		}
		k->unit.variants = k->variants;
		/* A fuzzy match that nobody has looked at would come back as
		 * an exact one, with the old values. */
		if (k->unit.status == TY_DRAFT)
			skip(import, "unfinished", k->line,
			     _("skipped: its state says that it is not finished"));
		else
			st = put(import, &k->unit, k->line, err);
	}
	return st;
}

static void release_kept(struct import *import)
{
	size_t i;
	int j;

	for (i = 0; i < import->nkept; i++) {
		for (j = 0; j < 4; j++)
			free(import->kept[i].strings[j]);
		free(import->kept[i].note);
		free(import->kept[i].creator);
		free(import->kept[i].created);
	}
	import->nkept = 0;
}

static enum ty_status import_file(struct import *import, const char *format,
				  struct ty_error *err)
{
	struct ty_format_options options = {
		.source = import->desk->source,
		.target = import->desk->target,
		.monitor = &import->desk->monitor,
	};
	const struct ty_format *f;
	struct ty_unit unit;
	enum ty_status st;
	FILE *there;

	/* A file that is not there has no format either. */
	if (!ty_is_pipe(import->path)) {
		if ((st = ty_open_input(&there, import->path, err)) != TY_OK)
			return st;
		ty_close_input(there);
	}
	st = ty_format_find(&f, format, import->path, err);
	if (st == TY_OK && !f->next)
		st = ty_fail_at(err, TY_EINVAL, import->path, 0, 0,
				_("'%s' files hold no translations; use 'taiyaku learn' for stories"),
				f->name);
	if (st == TY_OK)
		st = ty_store_source(import->desk->store,
				     ty_desk_shown(import->desk, import->path),
				     err);
	if (st == TY_OK)
		st = ty_reader_open(&import->reader, f, import->path, &options,
				    err);
	if (st != TY_OK)
		return st;
	while ((st = ty_reader_next(import->reader, &unit, err)) == TY_OK) {
		if (++import->read % TELL_EVERY == 0) {
			ty_progress(&import->desk->monitor, _("importing"),
				    import->read, 0);
			if (ty_cancelled(&import->desk->monitor)) {
				st = ty_fail_cancelled(err);
				break;
			}
		}
		if (ty_reader_in_order(import->reader))
			st = keep(import, &unit, err);
		else
			st = put(import, &unit,
				 ty_reader_line(import->reader), err);
		if (st != TY_OK)
			break;
	}
	if (st == TY_END)
		st = put_kept(import, err);
	release_kept(import);
	ty_reader_close(import->reader);
	return st;
}

enum ty_status ty_import(struct ty_batch **out, struct ty_desk *desk,
			 const char *const *paths, size_t npaths,
			 const char *format, struct ty_error *err)
{
	struct import import = { .desk = desk };
	enum ty_status st;
	size_t i;

	*out = NULL;
	ty_desk_await(paths, npaths);
	st = ty_desk_begin(desk, "import", npaths ? paths[0] : "", npaths,
			   err);
	if (st != TY_OK)
		return st;
	for (i = 0; st == TY_OK && i < npaths; i++) {
		import.path = paths[i];
		st = import_file(&import, format, err);
	}
	if (st == TY_OK)
		st = ty_store_commit(desk->store, out, err);
	if (st == TY_OK)
		ty_desk_settle(desk);
	else
		ty_store_abort(desk->store);
	free(import.kept);
	return st;
}

enum ty_status ty_export(int64_t *count, struct ty_desk *desk,
			 const char *path, const char *format,
			 struct ty_error *err)
{
	struct ty_format_options options = {
		.source = desk->source, .target = desk->target,
		.monitor = &desk->monitor,
	};
	struct ty_cursor *cursor = NULL;
	struct ty_writer *writer = NULL;
	const struct ty_format *f;
	struct ty_origin origin;
	struct ty_store *store;
	struct ty_unit unit;
	int64_t n = 0, left_out = 0;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (st = ty_format_for_output(&f, format, path, err)) != TY_OK)
		return st;
	if (!f->put)
		return ty_fail(err, TY_EINVAL,
			       _("a memory cannot be written as '%s'"),
			       f->name);
	options.memory = ty_store_path(store);
	if ((st = ty_store_units(&cursor, store, err)) != TY_OK ||
	    (st = ty_writer_open(&writer, f, path, &options, err)) != TY_OK)
		goto done;
	while ((st = ty_cursor_next(cursor, &unit, &origin, err)) == TY_OK) {
		if (unit.status == TY_REJECTED)
			continue;
		st = ty_writer_put(writer, &unit, &origin, err);
		if (st == TY_END) {
			left_out++;
			continue;
		}
		if (st != TY_OK)
			goto done;
		if (++n % TELL_EVERY)
			continue;
		ty_progress(&desk->monitor, _("exporting"), (uint64_t)n, 0);
		if (ty_cancelled(&desk->monitor)) {
			st = ty_fail_cancelled(err);
			goto done;
		}
	}
	if (st == TY_END) {
		st = ty_writer_commit(writer, err);
		writer = NULL;
	}
	if (left_out)
		ty_note(&desk->monitor, TY_EINVAL, path, 0, 0,
			Q_("%lld unit has no text in both '%s' and '%s' and was left out",
			   "%lld units have no text in both '%s' and '%s' and were left out",
			   (unsigned long)left_out), (long long)left_out,
			desk->source, desk->target);
done:
	ty_writer_abort(writer);
	ty_cursor_close(cursor);
	if (count)
		*count = n;
	return st;
}

enum ty_status ty_confirm(int64_t *id, struct ty_desk *desk,
			  const struct ty_unit *unit, struct ty_error *err)
{
	struct ty_store *store;
	struct ty_unit human = *unit;
	enum ty_status st;
	enum ty_put how;

	human.kind = TY_HUMAN;
	human.score = 1;
	if (!variant_in(unit, desk->source) || !variant_in(unit, desk->target))
		return ty_fail(err, TY_EINVAL,
			       _("a unit needs text in both '%s' and '%s'"),
			       desk->source, desk->target);
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (st = ty_store_begin(store, "confirm", "", desk->user, err)) !=
	    TY_OK)
		return st;
	if (unit->id) {
		st = ty_store_change(store, &human, err);
		if (id)
			*id = unit->id;
	} else {
		st = ty_store_put(store, &human, NULL, &how, id, err);
	}
	if (st == TY_OK)
		st = ty_store_commit(store, NULL, err);
	if (st != TY_OK)
		ty_store_abort(store);
	return st;
}
