/* taiyaku term list and find: the termbase, and its terms in a text. */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "cli/term.h"
#include "format/results.h"
#include "format/term_line.h"
#include "text/lang.h"

#define STRONG	"\033[1m"
#define PLAIN	"\033[0m"

/* ---------------------------------------------------------------- list -- */

void print_concept(const struct ty_concept *c, const char *source,
		   const char *target)
{
	struct ty_buf line = TY_BUF_INIT;

	ty_term_line(&line, c, source, target);
	print_text(stdout, line.p, line.len);
	putchar('\n');
	ty_buf_release(&line);
}

/* What a list is asked for. */
struct filter {
	const char		*text, *domain, *lang, *word;
	enum ty_term_status	 status;
};

static bool shows(const struct filter *f, const struct ty_concept *c)
{
	size_t i;

	if (f->domain && strcmp(f->domain, c->domain))
		return false;
	for (i = 0; i < c->nterms; i++) {
		const struct ty_term *t = &c->terms[i];

		if ((!f->lang || ty_lang_same(t->lang, f->lang)) &&
		    (!f->word || t->status == f->status) &&
		    (!f->text || strstr(t->text, f->text)))
			return true;
	}
	return false;
}

static int run_list(struct cli *cli, int argc, char **argv)
{
	struct filter f = { .text = NULL };
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("concepts with terms in this language"), OPT_STRING, &f.lang, 0, 0 },
		{ 0, "domain", N_("DOMAIN"), N_("concepts of this domain"), OPT_STRING, &f.domain, 0, 0 },
		{ 0, "status", N_("STATUS"), N_("those with terms that are preferred, allowed or forbidden"), OPT_STRING, &f.word, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_concepts *list = NULL;
	struct ty_buf json = TY_BUF_INIT;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;
	size_t i;

	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	if (f.word && !ty_term_status_parse(&f.status, f.word))
		return usage_error("term list",
			_("--status: '%s' is not preferred, allowed or forbidden"),
			f.word);
	f.text = nargs ? argv[0] : NULL;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_terms(&list, desk, &err);
	for (i = 0; st == TY_OK && i < list->n; i++) {
		if (!shows(&f, &list->items[i]))
			continue;
		if (cli->json) {
			ty_buf_clear(&json);
			ty_json_concept(&json, &list->items[i]);
			puts(json.p);
			continue;
		}
		printf("%6lld  ", (long long)list->items[i].id);
		print_concept(&list->items[i], ty_desk_source(desk),
			      ty_desk_target(desk));
	}
	ty_buf_release(&json);
	ty_concepts_free(list);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : fail(&err);
}

const struct command term_list = {
	"term list", run_list, N_("[OPTION]... [TEXT]"),
	N_("list the concepts, or those with a term that contains TEXT"), NULL
};

/* ---------------------------------------------------------------- find -- */

/* The text with its terms marked. */
static void print_marked(const struct cli *cli, const char *text,
			 const struct ty_term_hits *hits)
{
	size_t at = 0, i;

	for (i = 0; i < hits->n; i++) {
		const struct ty_span *s = &hits->items[i].span;

		if (s->start < at)
			continue;	/* another concept of that place */
		print_text(stdout, text + at, s->start - at);
		fputs(cli->color ? STRONG : "[", stdout);
		print_text(stdout, text + s->start, s->end - s->start);
		fputs(cli->color ? PLAIN : "]", stdout);
		at = s->end;
	}
	print_text(stdout, text + at, strlen(text + at));
	putchar('\n');
}

void print_terms(const struct ty_term_hits *hits, const char *source,
		 const char *target)
{
	const struct ty_concept *concept;
	size_t i = 0;

	while ((concept = ty_term_next(hits, &i))) {
		fputs(_("  term "), stdout);
		print_concept(concept, source, target);
	}
}

static enum ty_status find(struct cli *cli, struct ty_desk *desk,
			   const char *text, const char *lang,
			   struct ty_error *err)
{
	const char *source = ty_desk_source(desk);
	const char *target = ty_desk_target(desk);
	bool back = lang && ty_lang_same(lang, target);
	struct ty_buf json = TY_BUF_INIT;
	struct ty_term_hits *hits;
	enum ty_status st;

	st = ty_terms_find(&hits, desk, text, strlen(text), lang, err);
	if (st != TY_OK)
		return st;
	if (cli->json) {
		ty_json_terms(&json, text, hits);
		puts(json.p);
	} else {
		print_marked(cli, text, hits);
		print_terms(hits, back ? target : source,
			    back ? source : target);
	}
	ty_buf_release(&json);
	ty_term_hits_free(hits);
	return TY_OK;
}

static enum ty_status find_lines(struct cli *cli, struct ty_desk *desk,
				 const char *lang, struct ty_error *err)
{
	struct questions questions = { .line = TY_BUF_INIT };
	enum ty_status st;

	while ((st = next_question(&questions, TY_MAX_LINE, err)) == TY_OK)
		if ((st = find(cli, desk, questions.line.p, lang, err)) !=
		    TY_OK)
			break;
	ty_buf_release(&questions.line);
	return st == TY_END ? TY_OK : st;
}

static int run_find(struct cli *cli, int argc, char **argv)
{
	const char *lang = NULL;
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("the language of the text (the source language)"), OPT_STRING, &lang, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = nargs && strcmp(argv[0], "-") ?
		     find(cli, desk, argv[0], lang, &err) :
		     find_lines(cli, desk, lang, &err);
	ty_desk_close(desk);
	return st == TY_OK ? finish_output() : (fflush(stdout), fail(&err));
}

const struct command term_find = {
	"term find", run_find, N_("[OPTION]... [TEXT]"),
	N_("show the terms of a text and what to use for them"),
	N_("Marks the termbase's terms in TEXT, or in each line of standard input, and lists their concepts.  English terms are found inflected; Japanese ones where words begin and end; of terms that overlap the longest.")
};
