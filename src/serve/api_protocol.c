/*
 * What other tools ask a translation memory, in their words: amaGama's and
 * translate-toolkit's tmserver, and MyMemory's.
 *
 * Sources: the amaGama API (amagama.translatehouse.org), tmserver of
 * translate-toolkit 3.8, the MyMemory API (mymemory.translated.net/doc/spec).
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/json.h"
#include "serve/api.h"

#define USUAL_SIMILARITY	75
#define USUAL_CANDIDATES	5
#define MOST_CANDIDATES		50
#define LOWEST			50

/* A number of the query, brought within bounds as these protocols do. */
static int number(const struct ty_request *request, const char *name,
		  int least, int most, int usual)
{
	const char *s = ty_request_query(request, name);
	long n = s && *s ? strtol(s, NULL, 10) : usual;

	return n < least ? least : n > most ? most : (int)n;
}

/* The desk for a pair of languages ("en", "ja_JP"); NULL: not ours. */
static enum ty_status desk_for(struct ty_desk **out, struct ty_request *request,
			       const char *source, const char *target,
			       struct ty_error *err)
{
	const struct ty_desk *desk = request->worker->desk;
	char tags[2][TY_LANG_MAX];
	const char *given[] = { source, target };
	char *s, *p;
	enum ty_status st;
	int i;

	*out = NULL;
	for (i = 0; i < 2; i++) {
		s = ty_strdup(given[i]);
		for (p = s; *p; p++)
			if (*p == '_')
				*p = '-';
		st = ty_lang_canonical(tags[i], s, NULL);
		free(s);
		if (st != TY_OK)
			return TY_OK;
	}
	if ((ty_lang_same(tags[0], desk->source) &&
	     ty_lang_same(tags[1], desk->target)) ||
	    (ty_lang_same(tags[0], desk->target) &&
	     ty_lang_same(tags[1], desk->source)))
		return ty_worker_desk(out, request->worker, tags[0], err);
	return TY_OK;
}

static const char *target_of(const struct ty_match *m)
{
	return m->repaired ? m->repaired : m->target;
}

/* A context match is not better than a perfect one to them. */
static int quality(const struct ty_match *m)
{
	return m->score < 100 ? m->score : 100;
}

static enum ty_status units(struct ty_request *request, struct ty_reply *reply,
			    struct ty_error *err)
{
	struct ty_suggest_options options = {
		.min = number(request, "min_similarity", LOWEST, 100,
			      USUAL_SIMILARITY),
		.max = (size_t)number(request, "max_candidates", 1,
				      MOST_CANDIDATES, USUAL_CANDIDATES),
	};
	struct ty_matches *matches = NULL;
	struct ty_desk *desk;
	json_t *list;
	enum ty_status st;
	size_t i;

	st = desk_for(&desk, request, request->arg[0], request->arg[1], err);
	if (st == TY_OK && desk)
		st = ty_suggest(&matches, desk, request->arg[2], &options,
				err);
	if (st != TY_OK)
		return st;
	list = json_array();
	for (i = 0; matches && i < matches->n; i++) {
		const struct ty_match *m = &matches->items[i];

		json_array_append_new(list, json_pack("{ss ss sf sf}",
			"source", m->source, "target", target_of(m),
			"quality", (double)quality(m),
			"rank", (double)m->score));
	}
	ty_json_put(&reply->body, list);
	ty_matches_free(matches);
	return TY_OK;
}

/* ---- MyMemory */

/* "2026-11-23T18:00:00Z" as "2026-11-23 18:00:00". */
static json_t *moment(const char *iso)
{
	char text[20] = "";

	if (strlen(iso) >= 19) {
		memcpy(text, iso, 19);
		text[10] = ' ';
	}
	return json_string(text);
}

static json_t *mymemory_match(const struct ty_match *m,
			      const struct ty_desk *desk)
{
	char id[32], percent[16];

	snprintf(id, sizeof(id), "%lld", (long long)m->unit);
	snprintf(percent, sizeof(percent), "%d", quality(m));
	return json_pack("{ss ss ss ss ss ss ss si ss ss ss so so sf}",
			 "id", id, "segment", m->source,
			 "translation", target_of(m), "source", desk->source,
			 "target", desk->target, "quality", percent,
			 "reference", m->origin.headline, "usage-count", 1,
			 "subject", "", "created-by", m->origin.user,
			 "last-updated-by", m->origin.user,
			 "create-date", moment(m->origin.date),
			 "last-update-date", moment(m->origin.date),
			 "match", quality(m) / 100.0);
}

/* Its errors are answers with a status of their own. */
static void refuse_mymemory(struct ty_reply *reply, int status,
			    const char *details)
{
	ty_json_put(&reply->body, json_pack(
		"{s{ss sn} sb ss si so}",
		"responseData", "translatedText", details, "match",
		"quotaFinished", 0, "responseDetails", details,
		"responseStatus", status, "matches", json_array()));
}

static void put_mymemory(struct ty_reply *reply,
			 const struct ty_matches *matches,
			 const struct ty_desk *desk)
{
	const struct ty_match *best = matches->n ? matches->items : NULL;
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < matches->n; i++)
		json_array_append_new(list, mymemory_match(&matches->items[i],
							   desk));
	ty_json_put(&reply->body, json_pack(
		"{s{ss sf} sb ss si so}", "responseData",
		"translatedText", best ? target_of(best) : "",
		"match", best ? quality(best) / 100.0 : 0.0,
		"quotaFinished", 0, "responseDetails", "",
		"responseStatus", 200, "matches", list));
}

static enum ty_status mymemory(struct ty_request *request,
			       struct ty_reply *reply, struct ty_error *err)
{
	const struct ty_suggest_options options = {
		.min = LOWEST, .max = USUAL_CANDIDATES,
	};
	const char *text = ty_request_query(request, "q");
	const char *pair = ty_request_query(request, "langpair");
	struct ty_matches *matches;
	struct ty_desk *desk = NULL;
	enum ty_status st = TY_OK;
	char *source;
	size_t n;

	if (!text || !*text) {
		refuse_mymemory(reply, 403, "NO QUERY SPECIFIED");
		return TY_OK;
	}
	n = pair ? strcspn(pair, "|") : 0;
	if (n && pair[n]) {
		source = ty_strndup(pair, n);
		st = desk_for(&desk, request, source, pair + n + 1, err);
		free(source);
	}
	if (st != TY_OK)
		return st;
	if (!desk) {
		refuse_mymemory(reply, 403, "INVALID LANGUAGE PAIR SPECIFIED");
		return TY_OK;
	}
	st = ty_suggest(&matches, desk, text, &options, err);
	if (st == TY_OK) {
		put_mymemory(reply, matches, desk);
		ty_matches_free(matches);
	}
	return st;
}

const struct ty_route ty_routes_protocol[] = {
	{ "GET", "/tmserver/{}/{}/unit/{*}", units, TY_ROUTE_TM },
	{ "GET", "/get", mymemory, TY_ROUTE_TM },
	{ NULL, NULL, NULL, 0 }
};
