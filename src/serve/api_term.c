/* /terms: the termbase, looked through and changed. */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "flow/terms.h"
#include "format/json.h"
#include "format/results.h"
#include "serve/api.h"
#include "serve/scribe.h"

/* ---- list */

struct filter {
	const char		*text, *domain;
	bool			 by_status;
	enum ty_term_status	 status;
};

static bool shows(const struct filter *f, const struct ty_concept *c)
{
	size_t i;

	if (f->domain && strcmp(f->domain, c->domain))
		return false;
	for (i = 0; i < c->nterms; i++)
		if ((!f->by_status || c->terms[i].status == f->status) &&
		    (!f->text || strstr(c->terms[i].text, f->text)))
			return true;
	return false;
}

static enum ty_status list(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	const char *word = ty_request_query(request, "status");
	struct filter f = {
		.text = ty_request_query(request, "q"),
		.domain = ty_request_query(request, "domain"),
		.by_status = word && *word,
	};
	struct ty_concepts *concepts;
	const char *glue = "";
	enum ty_status st;
	size_t i;

	if (f.by_status && !ty_term_status_parse(&f.status, word))
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is no status of a term"), word);
	if (f.domain && !*f.domain)
		f.domain = NULL;
	st = ty_terms(&concepts, request->worker->desk, err);
	if (st != TY_OK)
		return st;
	ty_buf_adds(&reply->body, "{\"version\":1,\"terms\":[");
	for (i = 0; i < concepts->n; i++) {
		if (!shows(&f, &concepts->items[i]))
			continue;
		ty_buf_adds(&reply->body, glue);
		ty_json_concept(&reply->body, &concepts->items[i]);
		glue = ",";
	}
	ty_buf_adds(&reply->body, "]}");
	ty_concepts_free(concepts);
	return TY_OK;
}

/* ---- changing: in the scribe's thread, so that a revision cannot pass
 * between looking and writing */

struct edit {
	json_t			*body;		/* of a change; else NULL */
	int64_t			 id;		/* 0: new */
	int			 revision;
	bool			 conflict;
	struct ty_concept_buf	 concept;
	struct ty_buf		 now;		/* CONCEPT, afterwards */
};

static enum ty_status put(struct edit *e, struct ty_desk *desk,
			  struct ty_error *err)
{
	struct ty_batch *batch;
	enum ty_status st = ty_terms_put(&batch, desk, &e->concept.concept, 1,
					 err);

	if (st == TY_OK)
		ty_batch_free(batch);
	return st;
}

/* Has the concept all the terms of the one that was put? */
static bool has_terms(const struct ty_concept *c, const struct ty_concept *put)
{
	size_t i;

	for (i = 0; i < put->nterms; i++)
		if (ty_concept_find(c, put->terms[i].lang,
				    put->terms[i].text) == c->nterms)
			return false;
	return true;
}

/* Give the concept as it is: that of the id, or the newest with the terms. */
static enum ty_status show(struct edit *e, struct ty_desk *desk,
			   struct ty_error *err)
{
	const struct ty_concept *c = NULL;
	struct ty_concepts *all;
	enum ty_status st = ty_terms(&all, desk, err);
	size_t i;

	if (st != TY_OK)
		return st;
	for (i = 0; i < all->n; i++)
		if (e->id ? all->items[i].id == e->id :
		    has_terms(&all->items[i], &e->concept.concept))
			c = &all->items[i];
	if (c)
		ty_json_concept(&e->now, c);
	ty_concepts_free(all);
	return c ? TY_OK : ty_fail(err, TY_ENOTFOUND,
				   _("no concept with number %lld"),
				   (long long)e->id);
}

static enum ty_status add_run(void *user, struct ty_desk *desk,
			      struct ty_error *err)
{
	struct edit *e = user;
	enum ty_status st = ty_concept_fit(&e->concept, err);

	if (st == TY_OK)
		st = put(e, desk, err);
	return st == TY_OK ? show(e, desk, err) : st;
}

/* A string of an object, "" if it is not there. */
static enum ty_status text_of(const char **out, json_t *object,
			      const char *name, struct ty_error *err)
{
	json_t *value = json_object_get(object, name);

	*out = value ? json_string_value(value) : "";
	return *out ? TY_OK : ty_fail(err, TY_EINVAL,
				      _("'%s' is to be a text"), name);
}

static enum ty_status read_term(struct ty_concept_buf *out, json_t *object,
				struct ty_error *err)
{
	const char *lang, *text, *word, *pos, *note;
	enum ty_term_status status = TY_PREFERRED;
	struct ty_term *term;
	enum ty_status st;

	if ((st = text_of(&lang, object, "lang", err)) != TY_OK ||
	    (st = text_of(&text, object, "text", err)) != TY_OK ||
	    (st = text_of(&word, object, "status", err)) != TY_OK ||
	    (st = text_of(&pos, object, "pos", err)) != TY_OK ||
	    (st = text_of(&note, object, "note", err)) != TY_OK)
		return st;
	if (*word && !ty_term_status_parse(&status, word))
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is no status of a term"), word);
	if (out->concept.nterms == TY_MAX_TERMS)
		return ty_fail(err, TY_ELIMIT,
			       _("a concept of more than %d terms"),
			       TY_MAX_TERMS);
	term = ty_concept_add(out, lang, text);
	term->status = status;
	ty_concept_set(&term->pos, pos);
	ty_concept_set(&term->note, note);
	return TY_OK;
}

/* What the body says over what the concept has; its terms are all of them. */
static enum ty_status apply(struct ty_concept_buf *c, json_t *body,
			    struct ty_error *err)
{
	const struct {
		const char	*key, **field;
	} fields[] = {
		{ "uid", &c->concept.uid }, { "domain", &c->concept.domain },
		{ "definition", &c->concept.definition },
		{ "note", &c->concept.note },
	};
	json_t *terms = json_object_get(body, "terms"), *term;
	const char *value;
	enum ty_status st;
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (!json_object_get(body, fields[i].key))
			continue;
		st = text_of(&value, body, fields[i].key, err);
		if (st != TY_OK)
			return st;
		ty_concept_set(fields[i].field, value);
	}
	if (!terms)
		return TY_OK;
	if (!json_array_size(terms))
		return ty_fail(err, TY_EINVAL,
			       _("a concept has at least one term"));
	json_array_foreach(terms, i, term)
		if ((st = read_term(c, term, err)) != TY_OK)
			return st;
	return TY_OK;
}

/* The concept as it is, and whether that is what the caller saw; without its
 * terms if they are going to be given. */
static enum ty_status fetch(struct edit *e, struct ty_desk *desk,
			    struct ty_error *err)
{
	struct ty_concepts *all;
	struct ty_concept *c = NULL;
	enum ty_status st;
	size_t i;

	if ((st = ty_terms(&all, desk, err)) != TY_OK)
		return st;
	for (i = 0; i < all->n && !c; i++)
		if (all->items[i].id == e->id)
			c = &all->items[i];
	if (!c) {
		st = ty_fail(err, TY_ENOTFOUND,
			     _("no concept with number %lld"),
			     (long long)e->id);
	} else if (c->revision != e->revision) {
		e->conflict = true;
		ty_json_concept(&e->now, c);
		st = ty_fail(err, TY_EINVAL,
			     _("concept %lld has been changed meanwhile"),
			     (long long)e->id);
	} else {
		size_t nterms = c->nterms;

		if (!e->body || json_object_get(e->body, "terms"))
			c->nterms = 0;
		ty_concept_assign(&e->concept, c);
		c->nterms = nterms;
	}
	ty_concepts_free(all);
	return st;
}

static enum ty_status change_run(void *user, struct ty_desk *desk,
				 struct ty_error *err)
{
	struct edit *e = user;
	enum ty_status st = fetch(e, desk, err);

	if (st == TY_OK && e->body)
		st = apply(&e->concept, e->body, err);
	if (st == TY_OK)
		st = put(e, desk, err);
	return st == TY_OK && e->body ? show(e, desk, err) : st;
}

/* Have it done, and answer. */
static enum ty_status edit(struct edit *e, int status,
			   enum ty_status (*run)(void *user,
						 struct ty_desk *desk,
						 struct ty_error *err),
			   struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct ty_server *server = request->worker->server;
	enum ty_status st;

	st = ty_scribe_call(server, run, e, err);
	if (e->conflict) {
		st = ty_api_refuse(reply, 409, "conflict", err,
				   json_pack("{so}", "current",
					     json_loads(e->now.p, 0, NULL)));
	} else if (st == TY_OK) {
		ty_server_tell(server, "terms", "{}");
		reply->status = status;
		ty_buf_adds(&reply->body, "{\"version\":1");
		if (e->now.len)
			ty_buf_addf(&reply->body, ",\"concept\":%s",
				    e->now.p);
		ty_buf_addc(&reply->body, '}');
	}
	ty_concept_release(&e->concept);
	ty_buf_release(&e->now);
	return st;
}

static enum ty_status add(struct ty_request *request, struct ty_reply *reply,
			  struct ty_error *err)
{
	const struct ty_desk *desk = request->worker->desk;
	struct edit e = { .now = TY_BUF_INIT };
	enum ty_term_status status;
	const char *source, *target, *word, *domain, *note;
	enum ty_status st;

	if ((st = ty_body_text(&source, request, "source", NULL, err)) !=
	    TY_OK ||
	    (st = ty_body_text(&target, request, "target", NULL, err)) !=
	    TY_OK ||
	    (st = ty_body_text(&word, request, "status", "preferred", err)) !=
	    TY_OK ||
	    (st = ty_body_text(&domain, request, "domain", "", err)) != TY_OK ||
	    (st = ty_body_text(&note, request, "note", "", err)) != TY_OK)
		return st;
	if (!ty_term_status_parse(&status, word))
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is no status of a term"), word);
	ty_concept_clear(&e.concept);
	ty_concept_set(&e.concept.concept.domain, domain);
	ty_concept_set(&e.concept.concept.note, note);
	ty_concept_add(&e.concept, ty_desk_source(desk), source);
	ty_concept_add(&e.concept, ty_desk_target(desk), target)->status =
		status;
	return edit(&e, 201, add_run, request, reply, err);
}

static enum ty_status change(struct ty_request *request,
			     struct ty_reply *reply, struct ty_error *err)
{
	struct edit e = { .now = TY_BUF_INIT, .body = request->body };
	enum ty_status st;

	if ((st = ty_api_id(&e.id, request, 0, err)) != TY_OK ||
	    (st = ty_api_revision(&e.revision, request, "revision", err)) !=
	    TY_OK)
		return st;
	return edit(&e, 200, change_run, request, reply, err);
}

static enum ty_status drop(struct ty_request *request, struct ty_reply *reply,
			   struct ty_error *err)
{
	struct edit e = { .now = TY_BUF_INIT };
	enum ty_status st;

	if ((st = ty_api_id(&e.id, request, 0, err)) != TY_OK ||
	    (st = ty_api_query_revision(&e.revision, request, err)) != TY_OK)
		return st;
	return edit(&e, 200, change_run, request, reply, err);
}

const struct ty_route ty_routes_term[] = {
	{ "GET", "/api/v1/terms", list, 0 },
	{ "POST", "/api/v1/terms", add, 0 },
	{ "PUT", "/api/v1/terms/{}", change, 0 },
	{ "DELETE", "/api/v1/terms/{}", drop, 0 },
	{ NULL, NULL, NULL, 0 }
};
