/* taiyaku term extract: terms proposed from a memory, files or stories. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/term.h"
#include "format/format.h"
#include "format/results.h"
#include "text/lang.h"
#include "text/utf8.h"

/* The pairs of bilingual files, one file after another. */
struct files {
	char			**paths;
	int			 n, at;
	struct ty_reader	*reader;
	struct ty_format_options options;
};

static enum ty_status rewind_files(void *user, struct ty_error *err)
{
	struct files *f = user;

	(void)err;
	ty_reader_close(f->reader);
	f->reader = NULL;
	f->at = 0;
	return TY_OK;
}

static enum ty_status open_next(struct files *f, struct ty_error *err)
{
	const struct ty_format *format;
	const char *path = f->paths[f->at];
	enum ty_status st;

	if (ty_is_pipe(path))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("it can be read only once, and is needed twice"));
	st = ty_format_find(&format, NULL, path, err);
	if (st == TY_OK)
		st = ty_reader_open(&f->reader, format, path, &f->options,
				    err);
	f->at++;
	return st;
}

static const char *text_in(const struct ty_unit *unit, const char *lang)
{
	size_t i;

	for (i = 0; i < unit->nvariants; i++)
		if (ty_lang_same(unit->variants[i].lang, lang))
			return unit->variants[i].text;
	return NULL;
}

static enum ty_status next_in_files(void *user, const char **source,
				    const char **target, struct ty_error *err)
{
	struct files *f = user;
	struct ty_unit unit;
	enum ty_status st;

	for (;;) {
		if (!f->reader && f->at == f->n)
			return TY_END;
		if (!f->reader && (st = open_next(f, err)) != TY_OK)
			return st;
		st = ty_reader_next(f->reader, &unit, err);
		if (st == TY_END) {
			ty_reader_close(f->reader);
			f->reader = NULL;
			continue;
		}
		if (st != TY_OK)
			return st;
		*source = text_in(&unit, f->options.source);
		*target = text_in(&unit, f->options.target);
		if (*source && *target)
			return TY_OK;
	}
}

/* ------------------------------------------------------------- stories -- */

/* The beads of stories and their translations. */
struct stories {
	struct list	texts;		/* source, target, source, ... */
	size_t		at;
};

static enum ty_status rewind_stories(void *user, struct ty_error *err)
{
	(void)err;
	((struct stories *)user)->at = 0;
	return TY_OK;
}

static enum ty_status next_in_stories(void *user, const char **source,
				      const char **target,
				      struct ty_error *err)
{
	struct stories *s = user;

	(void)err;
	if (s->at >= s->texts.n)
		return TY_END;
	*source = s->texts.v[s->at++];
	*target = s->texts.v[s->at++];
	return TY_OK;
}

static void keep(struct stories *s, struct ty_buf *text)
{
	struct list *l = &s->texts;

	l->v = ty_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
	l->v[l->n++] = ty_buf_detach(text);
}

/* The texts of the story's segments that are translated: to be free()d. */
static const char **segments(const struct ty_story *story, size_t *n)
{
	const char **texts = ty_alloc(story->nsegments, sizeof(*texts));
	size_t i;

	*n = 0;
	for (i = 0; i < story->nsegments; i++)
		if (ty_kind_translated(story->segments[i].kind))
			texts[(*n)++] = story->segments[i].text;
	return texts;
}

static void join(struct stories *s, const char *const *texts, size_t first,
		 size_t n, const char *gap)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t i;

	for (i = first; i < first + n; i++) {
		ty_buf_adds(&text, i > first ? gap : "");
		ty_buf_adds(&text, texts[i]);
	}
	keep(s, &text);
}

static const char *gap_of(const char *lang)
{
	return ty_lang_spaced(lang) ? " " : "";
}

/* Beads that are likely right are pairs. */
static enum ty_status align(struct stories *s, struct ty_desk *desk,
			    const char *source, const char *target,
			    struct ty_error *err)
{
	const char *const langs[] = { ty_desk_source(desk),
				      ty_desk_target(desk) };
	struct ty_story *a = NULL, *b = NULL;
	const char **from = NULL, **to = NULL;
	struct ty_beads *beads = NULL;
	size_t nfrom, nto, i;
	enum ty_status st;

	if ((st = ty_story_read(&a, desk, source, langs[0], err)) != TY_OK ||
	    (st = ty_story_read(&b, desk, target, langs[1], err)) != TY_OK)
		goto done;
	from = segments(a, &nfrom);
	to = segments(b, &nto);
	st = ty_align(&beads, desk, from, nfrom, to, nto, err);
	for (i = 0; st == TY_OK && i < beads->n; i++) {
		const struct ty_bead *bead = &beads->items[i];

		if (!bead->source_n || !bead->target_n ||
		    bead->confidence < TY_LEARN_CONFIDENCE)
			continue;
		join(s, from, bead->source, bead->source_n, gap_of(langs[0]));
		join(s, to, bead->target, bead->target_n, gap_of(langs[1]));
	}
done:
	ty_beads_free(beads);
	ty_story_free(a);
	ty_story_free(b);
	free(from);
	free(to);
	return st;
}

static enum ty_status read_stories(struct stories *s, struct ty_desk *desk,
				   const char *path, struct ty_error *err)
{
	struct story_list list = { .n = 0 };
	enum ty_status st;
	size_t i;

	st = read_story_list(&list, path, err);
	for (i = 0; st == TY_OK && i < list.n; i++)
		st = align(s, desk, list.v[i].source, list.v[i].target, err);
	release_story_list(&list);
	return st;
}

/* -------------------------------------------------------------- answer -- */

/* A text as a field: tabs and line breaks, which no segment has, as spaces. */
static void put_field(struct ty_buf *out, const char *s)
{
	size_t at = out->len;

	ty_buf_adds(out, s);
	for (; at < out->len; at++)
		if (strchr("\t\r\n", out->p[at]))
			out->p[at] = ' ';
}

static void print_tsv(const struct ty_proposals *list)
{
	struct ty_buf line = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct ty_proposal *p = &list->items[i];

		ty_buf_clear(&line);
		put_field(&line, p->source);
		ty_buf_addc(&line, '\t');
		put_field(&line, p->target);
		ty_buf_addf(&line, "\t%.2f\t%lld\t%lld\t%lld\t", p->score,
			    (long long)p->together, (long long)p->source_count,
			    (long long)p->target_count);
		put_field(&line, p->example_source);
		ty_buf_addc(&line, '\t');
		put_field(&line, p->example_target);
		puts(line.p);
	}
	ty_buf_release(&line);
}

/* A glossary that nobody has decided about yet, to be edited and imported. */
static void print_utx(const struct ty_desk *desk,
		      const struct ty_proposals *list)
{
	struct ty_buf line = TY_BUF_INIT;
	size_t i;

	printf("#UTX 1.20; %s/%s; creator: Taiyaku %s\r\n"
	       "#src\ttgt\tsrc:pos\tterm status\r\n", ty_desk_source(desk),
	       ty_desk_target(desk), ty_version());
	for (i = 0; i < list->n; i++) {
		ty_buf_clear(&line);
		put_field(&line, list->items[i].source);
		ty_buf_addc(&line, '\t');
		put_field(&line, list->items[i].target);
		ty_buf_addf(&line, "\t%s\tprovisional\r\n",
			    list->items[i].name ? "properNoun" : "noun");
		fputs(line.p, stdout);
	}
	ty_buf_release(&line);
}

static void print_json(const struct ty_proposals *list)
{
	struct ty_buf json = TY_BUF_INIT;
	size_t i;

	for (i = 0; i < list->n; i++) {
		ty_buf_clear(&json);
		ty_json_proposal(&json, &list->items[i]);
		puts(json.p);
	}
	ty_buf_release(&json);
}

static void print_text_list(const struct ty_proposals *list)
{
	struct table table = { .columns = 4,
			       .right = { true, true, false, false } };
	size_t i;

	table_add(&table, "%s", _("score"));
	table_add(&table, "%s", _("pairs"));
	table_add(&table, "%s", _("term"));
	table_add(&table, "%s", _("translation"));
	for (i = 0; i < list->n; i++) {
		const struct ty_proposal *p = &list->items[i];

		table_add(&table, "%.2f", p->score);
		table_add(&table, "%lld", (long long)p->together);
		table_add(&table, "%s", p->source);
		table_add(&table, "%s%s", p->target,
			  p->known ? _(" (known)") : "");
	}
	table_print(&table, stdout);
	printf(Q_("%zu proposal from %lld pair of segments\n",
		  "%zu proposals from %lld pairs of segments\n",
		  list->n), list->n, (long long)list->pairs);
}

static int print_proposals(const struct cli *cli, const struct ty_desk *desk,
			   const struct ty_proposals *list,
			   const char *format)
{
	ui_clear_progress();
	if (cli->json)
		print_json(list);
	else if (format && !strcmp(format, "utx"))
		print_utx(desk, list);
	else if (format)
		print_tsv(list);
	else
		print_text_list(list);
	return finish_output();
}

static enum ty_status extract(struct ty_proposals **out, struct ty_desk *desk,
			      struct cli *cli, const char *list, char **paths,
			      int npaths,
			      const struct ty_extract_options *options,
			      struct ty_error *err)
{
	struct stories stories = { .at = 0 };
	struct files files = { .paths = paths, .n = npaths };
	struct ty_pairs pairs = { next_in_files, rewind_files, &files };
	enum ty_status st = TY_OK;

	files.options = (struct ty_format_options){
		.source = ty_desk_source(desk), .target = ty_desk_target(desk),
		.monitor = &cli->monitor,
	};
	if (list) {
		pairs = (struct ty_pairs){ next_in_stories, rewind_stories,
					   &stories };
		st = read_stories(&stories, desk, list, err);
	}
	if (st == TY_OK)
		st = ty_terms_extract(out, desk, list || npaths ? &pairs :
				      NULL, options, err);
	ty_reader_close(files.reader);
	while (stories.texts.n > 0)
		free((char *)stories.texts.v[--stories.texts.n]);
	free(stories.texts.v);
	return st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_extract_options options = { .known = false };
	const char *list = NULL, *format = NULL;
	long least = 2, max = 100;
	const struct option table[] = {
		{ 0, "pairs", N_("LIST"), N_("from stories: LIST has 'SOURCE<TAB>TARGET' paths"), OPT_STRING, &list, 0, 0 },
		{ 0, "least", N_("N"), N_("stand together in at least N pairs of segments (2)"), OPT_NUMBER, &least, 2, 1e9 },
		{ 0, "max", N_("N"), N_("most proposals shown (100)"), OPT_NUMBER, &max, 1, 1e6 },
		{ 0, "known", NULL, N_("show what the termbase has, too"), OPT_FLAG, &options.known, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("tsv, or utx to be edited and imported"), OPT_STRING, &format, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_proposals *proposals = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, table, &nargs, 0, -1);
	if (status != GO_ON)
		return status;
	if (format && strcmp(format, "tsv") && strcmp(format, "utx"))
		return usage_error("term extract",
			_("unknown format '%s'; known are %s"), format,
			"tsv, utx");
	if (list && nargs)
		return usage_error("term extract",
			_("--pairs or files, not both"));
	options.least = least;
	options.max = (size_t)max;
	/* Files need no memory. */
	st = open_desk(&desk, cli, !nargs && !list, TY_READ, &err);
	if (st == TY_OK)
		st = extract(&proposals, desk, cli, list, argv, nargs,
			     &options, &err);
	status = st == TY_OK ? print_proposals(cli, desk, proposals, format) :
		 fail(&err);
	ty_proposals_free(proposals);
	ty_desk_close(desk);
	return status;
}

const struct command term_extract = {
	"term extract", run, N_("[OPTION]... [FILE... | --pairs LIST]"),
	N_("propose terms with their translations"),
	N_("Proposes terms from the memory's units, from bilingual files, or from stories and their translations: expressions that stand in the same pairs of segments, the surest first.  What the termbase has already is left out when the memory is looked at.  -f utx makes a glossary of them, to be edited and given to 'taiyaku term import'.")
};
