/* Stories read from many files and paired with their translations. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/team.h"
#include "flow/corpus_keys.h"
#include "flow/desk.h"

/* What is kept of a story: its segments, and what it says of itself. */
struct entry {
	const char	*path;		/* as given */
	bool		 both;		/* it is on the other side, too, */
	bool		 elsewhere;	/* and belongs there */
	char		*text;		/* of all segments, NUL after each */
	const char	**segments;
	size_t		 n;
	struct ty_keys	 keys;
	struct ty_day	 day;
	enum ty_status	 status;
	struct ty_error	 error;
};

struct side {
	const char	*lang, *other;
	struct entry	*v;
	size_t		 n;
	size_t		 root;		/* of all paths */
};

struct work {
	struct ty_desk	*desk;
	struct side	 side[2];
	struct ty_desk	*desks[TY_TEAM_MAX];	/* the first is the caller's */
};

/* -------------------------------------------------------------- reading -- */

static void keep(struct entry *e, const struct ty_story *story)
{
	const struct ty_segment **segments;
	size_t i, n, size = 0;
	char *p;

	ty_story_translated(&segments, &n, story);
	for (i = 0; i < n; i++)
		size += strlen(segments[i]->text) + 1;
	e->text = p = ty_alloc(size + 1, 1);
	e->segments = ty_alloc(n + 1, sizeof(*e->segments));
	for (i = 0; i < n; i++) {
		e->segments[i] = p;
		p = stpcpy(p, segments[i]->text) + 1;
	}
	e->n = n;
	free(segments);
}

static enum ty_status read_story(struct entry *e, const struct side *side,
				 struct ty_desk *desk)
{
	const struct ty_value_reader *reader;
	struct ty_story *story;
	enum ty_status st;

	if (strpbrk(e->path, "\t\r\n"))
		return ty_fail_at(&e->error, TY_EINVAL, e->path, 0, 0,
				  _("a name with a tab or a line break"));
	st = ty_story_read(&story, desk, e->path, side->lang, &e->error);
	if (st != TY_OK)
		return st;
	st = ty_story_require_lang(story, side->lang, &e->error);
	/* One folder holds both sides, and this is of the other. */
	e->elsewhere = st == TY_EINVAL && e->both;
	if (st == TY_OK && e->both &&
	    ty_story_require_lang(story, side->other, NULL) == TY_OK)
		st = ty_fail_at(&e->error, TY_EINVAL, e->path, 0, 0,
				_("this story is on both sides, and may be in either language"));
	if (st == TY_OK)
		st = ty_desk_reader(&reader, desk, side->lang, &e->error);
	if (st == TY_OK) {
		keep(e, story);
		ty_keys_of_path(&e->keys, e->path, side->root, side->lang);
		ty_keys_of_story(&e->keys, story);
		e->day = ty_story_day(story, reader);
	}
	ty_story_free(story);
	return st;
}

static bool read_one(void *user, size_t who, size_t i)
{
	struct work *w = user;
	struct side *side = &w->side[i >= w->side[0].n];
	struct entry *e;

	if (who == 0) {
		ty_progress(&w->desk->monitor, _("reading stories"), i,
			    w->side[0].n + w->side[1].n);
		if (ty_cancelled(&w->desk->monitor))
			return false;
	}
	e = &side->v[side == w->side ? i : i - w->side[0].n];
	e->status = read_story(e, side, w->desks[who]);
	return true;
}

static enum ty_status read_all(struct work *w, struct ty_error *err)
{
	size_t n = w->side[0].n + w->side[1].n, k;
	size_t size = ty_team_size(w->desk->threads, n);
	enum ty_status st = TY_OK;

	w->desks[0] = w->desk;
	for (k = 1; k < size && st == TY_OK; k++)
		st = ty_desk_share(&w->desks[k], w->desk, NULL, err);
	if (st == TY_OK && !ty_team_run(size, n, read_one, w))
		st = ty_fail_cancelled(err);
	for (k = 1; k < size; k++)
		ty_desk_close(w->desks[k]);
	return st;
}

/* Tell what could not be read, in the order of the stories: the first ends all
 * if `strict`. */
static enum ty_status complain(struct ty_story_pairs *out, struct work *w,
			       int side, bool strict, struct ty_error *err)
{
	const struct side *s = &w->side[side];
	const struct entry *e;
	size_t elsewhere = 0;

	for (e = s->v; e < s->v + s->n; e++) {
		elsewhere += e->elsewhere;
		if (e->status == TY_OK || e->elsewhere)
			continue;
		if (strict) {
			if (err)
				*err = e->error;
			return e->status;
		}
		ty_note(&w->desk->monitor, e->error.code, e->error.file,
			e->error.line, e->error.column, "%s", e->error.text);
		out->failed++;
	}
	if (elsewhere && elsewhere == s->n)
		ty_note(&w->desk->monitor, TY_ENOTFOUND, "", 0, 0,
			_("none of the stories is in the language '%s'"),
			s->lang);
	return TY_OK;
}

/* -------------------------------------------------------------- sorting -- */

/* Numbers of the paths of one side, or of the known stories of one. */
static void know(struct ty_intern *set, const char *path)
{
	ty_intern_add(set, path, strlen(path));
}

static bool known(const struct ty_intern *set, const char *path)
{
	return ty_intern_find(set, path, strlen(path)) != TY_INTERN_NONE;
}

/* The stories to be compared: each path once, not those whose name says that
 * they are of the other side, not those that have been paired. */
static void take_paths(struct work *w, int side, const char *const *paths,
		       size_t n, const struct ty_intern *others,
		       const struct ty_intern *before)
{
	struct side *s = &w->side[side];
	struct ty_intern seen = { 0 };
	struct entry *e;
	size_t i;

	s->lang = side ? w->desk->target : w->desk->source;
	s->other = side ? w->desk->source : w->desk->target;
	s->root = ty_paths_root(paths, n);
	s->v = ty_alloc(n + 1, sizeof(*s->v));
	for (i = 0; i < n; i++) {
		if (known(&seen, paths[i]) || known(before, paths[i]) ||
		    (ty_path_marked(paths[i], s->other) &&
		     !ty_path_marked(paths[i], s->lang)))
			continue;
		know(&seen, paths[i]);
		e = &s->v[s->n++];
		e->path = paths[i];
		e->both = known(others, paths[i]);
	}
	ty_intern_release(&seen);
}

static void take_all(struct work *w, const char *const *const paths[2],
		     const size_t n[2],
		     const struct ty_story_pairs_options *options)
{
	struct ty_intern set[2] = { { 0 }, { 0 } }, before[2] = { { 0 }, { 0 } };
	size_t i;
	int side;

	for (side = 0; side < 2; side++)
		for (i = 0; i < n[side]; i++)
			know(&set[side], paths[side][i]);
	for (i = 0; i < options->nknown; i++) {
		know(&before[0], options->known[i].source);
		know(&before[1], options->known[i].target);
	}
	for (side = 0; side < 2; side++)
		take_paths(w, side, paths[side], n[side], &set[!side],
			   &before[side]);
	for (side = 0; side < 2; side++) {
		ty_intern_release(&set[side]);
		ty_intern_release(&before[side]);
	}
}

/* -------------------------------------------------------------- pairing -- */

/* The stories that were read, and which of all they are. */
struct chosen {
	struct ty_pair_document	*docs;
	const struct entry	**of;
	size_t			 n;
};

static void choose(struct chosen *c, const struct side *s)
{
	const struct entry *e;

	c->docs = ty_alloc(s->n + 1, sizeof(*c->docs));
	c->of = ty_alloc(s->n + 1, sizeof(*c->of));
	c->n = 0;
	for (e = s->v; e < s->v + s->n; e++) {
		if (e->status != TY_OK)
			continue;
		c->of[c->n] = e;
		c->docs[c->n++] = (struct ty_pair_document){
			.segments = e->segments, .n = e->n,
			.keys = (const char *const *)e->keys.v,
			.nkeys = e->keys.n, .day = e->day
		};
	}
}

static void tell(struct ty_story_pairs *out, struct ty_desk *desk,
		 const struct ty_docpairs *found, const struct chosen c[2])
{
	const struct ty_paired *p;
	size_t k;

	for (k = 0; k < found->nbelied; k++) {
		p = &found->belied[k];
		ty_note(&desk->monitor, TY_EINVAL, c[0].of[p->at[0]]->path, 0,
			0, _("it says that it belongs to %s, but the texts have nothing in common"),
			c[1].of[p->at[1]]->path);
	}
	out->items = ty_alloc(found->n + 1, sizeof(*out->items));
	for (k = 0; k < found->n; k++) {
		p = &found->v[k];
		out->items[out->n++] = (struct ty_story_pair){
			.source = ty_strdup(c[0].of[p->at[0]]->path),
			.target = ty_strdup(c[1].of[p->at[1]]->path),
			.score = p->score,
			.method = p->linked ? "link" : "text",
			.likeness = p->likeness,
			.share = p->share, .odds = p->odds, .ahead = p->ahead
		};
	}
}

static enum ty_status pair_all(struct ty_story_pairs *out, struct work *w,
			       const struct ty_story_pairs_options *options,
			       struct ty_error *err)
{
	const struct ty_docpair_options how = {
		.least = options->least, .days = options->days,
		.many = options->many, .threads = w->desk->threads,
		.monitor = &w->desk->monitor
	};
	const char *const lang[2] = { w->desk->source, w->desk->target };
	const struct ty_lexicon *lexicon;
	struct ty_docpairs found = { 0 };
	struct chosen c[2];
	enum ty_status st;

	if ((st = ty_desk_lexicon(&lexicon, w->desk, err)) != TY_OK)
		return st;
	choose(&c[0], &w->side[0]);
	choose(&c[1], &w->side[1]);
	out->sources = c[0].n;
	out->targets = c[1].n;
	st = ty_docpair_find(&found, lexicon, lang,
			     (const struct ty_pair_document *const[]){
				c[0].docs, c[1].docs },
			     (const size_t[]){ c[0].n, c[1].n }, &how, err);
	if (st == TY_OK)
		tell(out, w->desk, &found, c);
	ty_docpairs_release(&found);
	free(c[0].docs);
	free(c[0].of);
	free(c[1].docs);
	free(c[1].of);
	return st;
}

static void release(struct side *s)
{
	struct entry *e;

	for (e = s->v; e < s->v + s->n; e++) {
		free(e->text);
		free(e->segments);
		ty_keys_release(&e->keys);
	}
	free(s->v);
}

enum ty_status ty_corpus_pair(struct ty_story_pairs **out, struct ty_desk *desk,
			      const char *const *sources, size_t nsources,
			      const char *const *targets, size_t ntargets,
			      const struct ty_story_pairs_options *options,
			      struct ty_error *err)
{
	const char *const *const paths[2] = { sources, targets };
	const size_t n[2] = { nsources, ntargets };
	struct ty_story_pairs *pairs = ty_alloc(1, sizeof(*pairs));
	struct work w = { .desk = desk };
	enum ty_status st;
	int side;

	*out = NULL;
	take_all(&w, paths, n, options);
	st = read_all(&w, err);
	for (side = 0; side < 2 && st == TY_OK; side++)
		st = complain(pairs, &w, side, options->strict, err);
	if (st == TY_OK)
		st = pair_all(pairs, &w, options, err);
	release(&w.side[0]);
	release(&w.side[1]);
	if (st == TY_OK)
		*out = pairs;
	else
		ty_story_pairs_free(pairs);
	return st;
}

void ty_story_pairs_free(struct ty_story_pairs *pairs)
{
	size_t k;

	if (!pairs)
		return;
	for (k = 0; k < pairs->n; k++) {
		free(pairs->items[k].source);
		free(pairs->items[k].target);
	}
	free(pairs->items);
	free(pairs);
}
