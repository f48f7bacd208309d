/* What is fit to be a unit, and how it becomes one. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "store/batch.h"
#include "store/claim.h"
#include "store/context.h"
#include "text/lang.h"
#include "text/utf8.h"

/* Most variants of one unit: no story goes out in more languages. */
#define MAX_VARIANTS	256

/* A unit as given, checked: empty variants left out, NULL made "". */
struct checked {
	struct ty_unit		 unit;		/* variants: below */
	struct ty_variant	*variants;
	struct ty_place		*places;
	int64_t			*ids;		/* of the stored variants */
	int64_t			 hash;
};

static void release(struct checked *c)
{
	free(c->variants);
	free(c->places);
	free(c->ids);
}

/* One string of a unit. */
static enum ty_status check_text(const char *s, struct ty_error *err)
{
	size_t len = strlen(s), bad;

	if (len > TY_MAX_LINE)
		return ty_fail(err, TY_ELIMIT,
			       _("a text of more than %u bytes"), TY_MAX_LINE);
	if (!ty_utf8_valid(s, len, &bad))
		return ty_fail(err, TY_EINVAL,
			       _("invalid UTF-8: byte 0x%02X"),
			       (unsigned)(unsigned char)s[bad]);
	return TY_OK;
}

static enum ty_status check_strings(const struct checked *c,
				    struct ty_error *err)
{
	const struct ty_unit *u = &c->unit;
	const char *const strings[] = { u->creator, u->created, u->note };
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < 3; i++)
		st = check_text(strings[i], err);
	for (i = 0; st == TY_OK && i < u->nvariants; i++) {
		const struct ty_variant *v = &c->variants[i];

		if (!v->lang || !v->lang[0] || strlen(v->lang) >= TY_LANG_MAX)
			return ty_fail(err, TY_EINVAL,
				       _("a text without a language"));
		st = check_text(v->text, err);
		if (st == TY_OK)
			st = check_text(v->codes, err);
	}
	return st;
}

static bool two_languages(const struct ty_unit *unit)
{
	size_t i;

	for (i = 1; i < unit->nvariants; i++)
		if (!ty_lang_same(unit->variants[0].lang,
				  unit->variants[i].lang))
			return true;
	return false;
}

static void copy_variants(struct checked *c, const struct ty_unit *unit,
			  const struct ty_place *places)
{
	size_t i, n = 0;

	c->variants = ty_alloc(unit->nvariants, sizeof(*c->variants));
	c->places = ty_alloc(unit->nvariants, sizeof(*c->places));
	c->ids = ty_alloc(unit->nvariants, sizeof(*c->ids));
	for (i = 0; i < unit->nvariants; i++) {
		if (!unit->variants[i].text || !unit->variants[i].text[0])
			continue;
		c->variants[n] = unit->variants[i];
		if (!c->variants[n].codes)
			c->variants[n].codes = "";
		if (places)
			c->places[n] = places[i];
		n++;
	}
	c->unit.variants = c->variants;
	c->unit.nvariants = n;
}

static enum ty_status check(struct checked *c, struct ty_store *store,
			    const struct ty_unit *unit,
			    const struct ty_place *places,
			    struct ty_error *err)
{
	enum ty_status st;

	memset(c, 0, sizeof(*c));
	c->unit = *unit;
	if (unit->nvariants > MAX_VARIANTS)
		return ty_fail(err, TY_ELIMIT,
			       _("a unit of more than %d texts"), MAX_VARIANTS);
	/* Written so that not-a-number is refused. */
	if (!(unit->score >= 0 && unit->score <= 1) ||
	    (unsigned)unit->kind > TY_MACHINE ||
	    (unsigned)unit->status > TY_REJECTED)
		return ty_fail(err, TY_EINVAL,
			       _("a unit's kind, status or score is out of range"));
	c->unit.batch = store->batch.id;
	if (unit->kind == TY_HUMAN)
		c->unit.score = 1;
	if (!unit->creator)
		c->unit.creator = store->batch.user;
	if (!unit->created || !unit->created[0])
		c->unit.created = store->batch.started;
	if (!unit->note)
		c->unit.note = "";
	copy_variants(c, unit, places);
	if ((st = check_strings(c, err)) != TY_OK)
		return st;
	if (!two_languages(&c->unit))
		return ty_fail(err, TY_EINVAL,
			       _("a unit needs text in two languages"));
	c->hash = ty_row_identity(store, c->variants, c->unit.nvariants);
	return TY_OK;
}

/* -------------------------------------------------------------- storing -- */

static enum ty_status add_contexts(struct ty_store *store,
				   const struct checked *c,
				   struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < c->unit.nvariants; i++)
		st = ty_context_add(store, c->ids[i], &c->variants[i],
				    &c->places[i], err);
	return st;
}

/* The open batch as the one that supersedes a revision. */
static struct ty_author author_of(const struct ty_store *store)
{
	return (struct ty_author){
		.op = "change", .user = store->batch.user,
		.at = store->batch.started, .batch = store->batch.id,
	};
}

static enum ty_status merge(struct ty_store *store, const struct checked *c,
			    const struct ty_row *row, enum ty_put *how,
			    struct ty_error *err)
{
	const struct ty_author author = author_of(store);
	enum ty_status st;
	bool made, changed = false;

	if ((st = ty_claim_made(&made, store, row->unit.id, err)) == TY_OK)
		st = ty_claim_add(store, row->unit.id, &c->unit, err);
	if (st == TY_OK && !made)
		st = ty_write_change(store, row->unit.id, TY_OP_ORIGIN, err);
	if (st == TY_OK)
		st = ty_unit_settle(store, row, &author, &changed, err);
	*how = changed ? TY_PUT_CHANGED : TY_PUT_MERGED;
	return st;
}

static enum ty_status put(struct ty_store *store, struct checked *c,
			  enum ty_put *how, int64_t *id, struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	enum ty_status st;

	st = ty_unit_find(&row, store, &c->unit, c->hash, 0, c->ids, err);
	if (st == TY_OK) {
		*id = row.unit.id;
		st = merge(store, c, &row, how, err);
	} else if (st == TY_END) {
		*how = TY_PUT_ADDED;
		st = ty_unit_add(store, &c->unit, c->hash, id, c->ids, err);
		if (st == TY_OK)
			st = ty_claim_add(store, *id, &c->unit, err);
	}
	if (st == TY_OK)
		st = add_contexts(store, c, err);
	ty_row_release(&row);
	return st;
}

static void count(struct ty_store *store, enum ty_put how)
{
	store->batch.read++;
	store->batch.added += how == TY_PUT_ADDED;
	store->batch.merged += how == TY_PUT_MERGED;
	store->batch.changed += how == TY_PUT_CHANGED;
}

enum ty_status ty_store_put(struct ty_store *store, const struct ty_unit *unit,
			    const struct ty_place *places, enum ty_put *how,
			    int64_t *id, struct ty_error *err)
{
	enum ty_put done = TY_PUT_ADDED;
	struct checked c;
	int64_t put_id = 0;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	if ((st = check(&c, store, unit, places, err)) == TY_OK)
		st = ty_batch_result(store,
				     put(store, &c, &done, &put_id, err));
	release(&c);
	if (st != TY_OK)
		return st;
	count(store, done);
	if (how)
		*how = done;
	if (id)
		*id = put_id;
	return TY_OK;
}

/*
 * The changed unit is what the open batch says of it, and nobody else.  If one
 * has the new texts already, that one becomes part of it: the unit that the
 * caller named stays.
 */
static enum ty_status change(struct ty_store *store, const struct ty_row *row,
			     struct checked *c, struct ty_error *err)
{
	const struct ty_author author = author_of(store);
	struct ty_row twin = { .hash = 0 };
	enum ty_status st, found;

	found = ty_unit_find(&twin, store, &c->unit, c->hash, row->unit.id,
			     c->ids, err);
	st = found == TY_END ? TY_OK : found;
	if (st == TY_OK)
		st = ty_unit_replace(store, row, &c->unit, &author, c->ids,
				     err);
	if (st == TY_OK)
		st = ty_claim_silence(store, row->unit.id, err);
	if (st == TY_OK)
		st = ty_claim_add(store, row->unit.id, &c->unit, err);
	if (st == TY_OK)
		st = add_contexts(store, c, err);
	if (st == TY_OK && found == TY_OK)
		st = ty_unit_absorb(store, row->unit.id, &twin, &author, err);
	ty_row_release(&twin);
	return st;
}

enum ty_status ty_store_change(struct ty_store *store,
			       const struct ty_unit *unit,
			       struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	struct checked c;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	if ((st = check(&c, store, unit, NULL, err)) == TY_OK)
		st = ty_row_load(&row, store, unit->id, err);
	if (st == TY_END)
		st = ty_fail_at(err, TY_ENOTFOUND, store->path, 0, 0,
				_("no unit with number %lld"),
				(long long)unit->id);
	if (st == TY_OK && row.unit.revision != unit->revision)
		st = ty_fail_at(err, TY_EINVAL, store->path, 0, 0,
				_("unit %lld was changed by someone else meanwhile"),
				(long long)unit->id);
	if (st == TY_OK)
		st = change(store, &row, &c, err);
	st = ty_batch_result(store, st);
	if (st == TY_OK)
		count(store, TY_PUT_CHANGED);
	ty_row_release(&row);
	release(&c);
	return st;
}

/*
 * What was taught before is changed where it is still just that, and nothing
 * but confirmed segments speak of it; anything else is somebody else's.
 */
static enum ty_status still_ours(bool *ours, struct ty_store *store,
				 struct ty_row *row,
				 const struct ty_lesson *lesson,
				 struct ty_error *err)
{
	static const char sql[] =
		"SELECT count(*) FROM origin o JOIN batch b ON b.id = o.batch"
		" WHERE o.unit = ?1 AND b.kind <> 'confirm'";
	enum ty_status st;
	int64_t others;

	*ours = false;
	if (!lesson->unit || lesson->shared)
		return TY_OK;
	st = ty_row_load(row, store, lesson->unit, err);
	if (st == TY_END)
		return TY_OK;
	if (st == TY_OK)
		st = ty_db_int(&others, store, sql,
			       TY_ARGS(TY_INT(lesson->unit)), err);
	if (st == TY_OK)
		*ours = !others && row->unit.revision == lesson->revision &&
			row->hash == lesson->identity;
	return st;
}

static enum ty_status teach(struct ty_store *store, struct checked *c,
			    struct ty_lesson *lesson, enum ty_put *how,
			    struct ty_error *err)
{
	struct ty_row row = { .hash = 0 };
	enum ty_status st;
	bool ours;

	st = still_ours(&ours, store, &row, lesson, err);
	if (st == TY_OK && ours && row.hash != c->hash) {
		*how = TY_PUT_CHANGED;
		st = change(store, &row, c, err);
	} else if (st == TY_OK) {
		st = put(store, c, how, &lesson->unit, err);
	}
	if (st == TY_OK)
		st = ty_row_load(&row, store, lesson->unit, err);
	if (st == TY_OK) {
		lesson->revision = row.unit.revision;
		lesson->identity = row.hash;
	}
	ty_row_release(&row);
	return st;
}

enum ty_status ty_store_teach(struct ty_store *store,
			      const struct ty_unit *unit,
			      const struct ty_place *places,
			      struct ty_lesson *lesson, struct ty_error *err)
{
	enum ty_put how = TY_PUT_ADDED;
	struct checked c;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	if ((st = check(&c, store, unit, places, err)) == TY_OK)
		st = ty_batch_result(store, teach(store, &c, lesson, &how,
						  err));
	release(&c);
	if (st == TY_OK)
		count(store, how);
	return st;
}
