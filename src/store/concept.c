/* What is fit to be a concept, which one it is, and how it is said. */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "store/batch.h"
#include "store/termbase.h"
#include "text/lang.h"
#include "text/utf8.h"

/* ------------------------------------------------------------ checking -- */

static enum ty_status check_text(const char *s, size_t most,
				 struct ty_error *err)
{
	size_t len = strlen(s), bad;

	if (len > most)
		return ty_fail(err, TY_ELIMIT,
			       _("a text of more than %u bytes"),
			       (unsigned)most);
	if (!ty_utf8_valid(s, len, &bad))
		return ty_fail(err, TY_EINVAL,
			       _("invalid UTF-8: byte 0x%02X"),
			       (unsigned)(unsigned char)s[bad]);
	return TY_OK;
}

static enum ty_status check(const struct ty_concept *c, struct ty_error *err)
{
	const char *const strings[] = { c->uid, c->domain, c->definition,
					c->note, c->creator, c->created };
	enum ty_status st = TY_OK;
	size_t i;

	if (c->nterms > TY_MAX_TERMS)
		return ty_fail(err, TY_ELIMIT,
			       _("a concept of more than %d terms"),
			       TY_MAX_TERMS);
	for (i = 0; st == TY_OK && i < 6; i++)
		st = check_text(strings[i], TY_MAX_LINE, err);
	for (i = 0; st == TY_OK && i < c->nterms; i++) {
		const struct ty_term *t = &c->terms[i];

		if (!t->lang[0] || strlen(t->lang) >= TY_LANG_MAX)
			return ty_fail(err, TY_EINVAL,
				       _("a text without a language"));
		if (!t->text[0] || (unsigned)t->status > TY_FORBIDDEN)
			return ty_fail(err, TY_EINVAL,
				       _("a term without text"));
		if (ty_concept_find(c, t->lang, t->text) != i)
			return ty_fail(err, TY_EINVAL,
				       _("the term '%s' is there twice"),
				       t->text);
		if ((st = check_text(t->text, TY_MAX_TERM, err)) == TY_OK &&
		    (st = check_text(t->pos, TY_MAX_TERM, err)) == TY_OK)
			st = check_text(t->note, TY_MAX_LINE, err);
	}
	return st;
}

/* ------------------------------------------------------------- finding -- */

static bool monolingual(const struct ty_concept *c)
{
	size_t i;

	for (i = 1; i < c->nterms; i++)
		if (!ty_lang_same(c->terms[0].lang, c->terms[i].lang))
			return false;
	return true;
}

/*
 * The same concept: two terms that are each other's translations stand in both
 * (of concepts in one language: a term), or one term and the file's own name.
 * In another domain the same words are another concept.
 */
static bool same_concept(const struct ty_concept *a,
			 const struct ty_concept *b)
{
	const char *lang = NULL;
	bool two = false;
	size_t i;

	if (a->domain[0] && b->domain[0] && strcmp(a->domain, b->domain))
		return false;
	for (i = 0; i < b->nterms; i++) {
		const struct ty_term *t = &b->terms[i];

		if (ty_concept_find(a, t->lang, t->text) == a->nterms)
			continue;
		two |= lang && !ty_lang_same(lang, t->lang);
		lang = t->lang;
	}
	return two || (lang && ((monolingual(a) && monolingual(b)) ||
				(a->uid[0] && !strcmp(a->uid, b->uid))));
}

/* Concepts that are compared for each term: one that has both terms of a pair is
 * found by the rarer of them, and a word that names fifty concepts by no other
 * means. */
#define MOST_TWINS	50

/* The oldest stored concept that is `c` and has its term `t`, if it is older
 * than *id. */
static enum ty_status find_by(int64_t *id, struct ty_store *store,
			      const struct ty_concept *c,
			      const struct ty_term *t, struct ty_error *err)
{
	static const char sql[] =
		"SELECT DISTINCT concept FROM term WHERE text = ?1"
		" AND lang = ?2 ORDER BY concept LIMIT ?3";
	struct ty_concept_buf other = { .cap = 0 };
	enum ty_status st, loaded = TY_OK;
	sqlite3_stmt *row;

	st = ty_db_row(&row, store, sql, TY_ARGS(TY_TEXT(t->text),
		       TY_TEXT(t->lang), TY_INT(MOST_TWINS)), err);
	for (; st == TY_OK; st = ty_db_next(row, store, err)) {
		int64_t at = sqlite3_column_int64(row, 0);

		if (*id && at >= *id)
			break;
		loaded = ty_concept_load(&other, store, at, err);
		if (loaded != TY_OK)
			break;
		if (same_concept(&other.concept, c)) {
			*id = at;
			break;
		}
	}
	if (st == TY_OK) {
		sqlite3_reset(row);
		st = loaded;
	}
	ty_concept_release(&other);
	return st == TY_END ? TY_OK : st;
}

/* The oldest stored concept that is `c`; 0: none. */
static enum ty_status find(int64_t *id, struct ty_store *store,
			   const struct ty_concept *c, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;

	*id = 0;
	for (i = 0; st == TY_OK && i < c->nterms; i++)
		st = find_by(id, store, c, &c->terms[i], err);
	return st;
}

/* ------------------------------------------------------------- writing -- */

static enum ty_status say(struct ty_store *store, const char *op,
			  struct ty_concept_buf *c, enum ty_concept_fate *how,
			  struct ty_error *err)
{
	enum ty_status st;

	if (!c->concept.creator[0])
		ty_concept_set(&c->concept.creator, store->batch.user);
	if (!c->concept.created[0])
		ty_concept_set(&c->concept.created, store->batch.started);
	if ((st = check(&c->concept, err)) == TY_OK &&
	    (st = ty_concept_say(store, op, &c->concept, err)) == TY_OK)
		st = ty_concept_settle(how, store, c->concept.id, err);
	return st;
}

static enum ty_status put(struct ty_store *store, struct ty_concept_buf *c,
			  enum ty_concept_fate *how, struct ty_error *err)
{
	enum ty_status st;
	int64_t last;

	if (!c->concept.nterms)
		return ty_fail(err, TY_EINVAL, _("a concept without terms"));
	if ((st = find(&c->concept.id, store, &c->concept, err)) != TY_OK)
		return st;
	if (!c->concept.id) {
		st = ty_db_int(&last, store,
			       "SELECT max(concept) FROM concept_said",
			       TY_NO_ARGS, err);
		c->concept.id = last + 1;
	}
	return st == TY_OK ? say(store, "put", c, how, err) : st;
}

/* Errors of our own making have no file: the memory's name helps nobody. */
static enum ty_status change(struct ty_store *store, struct ty_concept_buf *c,
			     enum ty_concept_fate *how, struct ty_error *err)
{
	struct ty_concept_buf now = { .cap = 0 };
	enum ty_status st;

	st = ty_concept_load(&now, store, c->concept.id, err);
	if (st == TY_END)
		st = ty_fail(err, TY_ENOTFOUND, _("no concept with number %lld"),
			     (long long)c->concept.id);
	else if (st == TY_OK && now.concept.revision != c->concept.revision)
		st = ty_fail(err, TY_EINVAL,
			     _("concept %lld was changed by somebody else meanwhile"),
			     (long long)c->concept.id);
	ty_concept_release(&now);
	if (st != TY_OK)
		return st;
	/* Who changes it is not who made it. */
	ty_concept_set(&c->concept.creator, "");
	ty_concept_set(&c->concept.created, "");
	return say(store, c->concept.nterms ? "change" : "remove", c, how,
		   err);
}

enum ty_status ty_store_put_concept(struct ty_store *store,
				    const struct ty_concept *concept,
				    int64_t *id, struct ty_error *err)
{
	struct ty_concept_buf c = { .cap = 0 };
	enum ty_concept_fate how = TY_CONCEPT_SAME;
	enum ty_status st;

	if ((st = ty_batch_usable(store, err)) != TY_OK)
		return st;
	ty_concept_assign(&c, concept);
	st = c.concept.id ? change(store, &c, &how, err) :
	     put(store, &c, &how, err);
	ty_batch_result(store, st);
	if (st == TY_OK) {
		store->batch.read++;
		store->batch.added += how == TY_CONCEPT_ADDED;
		store->batch.merged += how == TY_CONCEPT_SAME;
		store->batch.changed += how == TY_CONCEPT_CHANGED ||
					how == TY_CONCEPT_REMOVED;
		if (id)
			*id = c.concept.id;
	}
	ty_concept_release(&c);
	return st;
}
