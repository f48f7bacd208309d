/* taiyaku term add, change, remove, import, export: the termbase is written. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/concept.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "cli/term.h"
#include "format/results.h"
#include "text/lang.h"

/* What is said of a concept on the command line. */
struct said {
	struct list	 source, preferred, allowed, forbidden;
	const char	*lang;		/* of these; NULL: the target */
	const char	*domain, *definition, *note, *pos;
};

static void release(struct said *said)
{
	free(said->source.v);
	free(said->preferred.v);
	free(said->allowed.v);
	free(said->forbidden.v);
}

#define SAID_OPTIONS(said) \
	{ 0, "allow", N_("TERM"), N_("a term that may be used, too; may be repeated"), OPT_LIST, &(said).allowed, 0, 0 }, \
	{ 0, "forbid", N_("TERM"), N_("a term that must not be used; may be repeated"), OPT_LIST, &(said).forbidden, 0, 0 }, \
	{ 0, "domain", N_("DOMAIN"), N_("where the concept belongs"), OPT_STRING, &(said).domain, 0, 0 }, \
	{ 0, "definition", N_("TEXT"), N_("what it is"), OPT_STRING, &(said).definition, 0, 0 }, \
	{ 0, "note", N_("TEXT"), N_("a note for translators"), OPT_STRING, &(said).note, 0, 0 }, \
	{ 0, "pos", N_("WORD"), N_("part of speech of the terms given: noun, verb, properNoun, ..."), OPT_STRING, &(said).pos, 0, 0 }

static void add_terms(struct ty_concept_buf *c, const struct list *texts,
		      const char *lang, enum ty_term_status status,
		      const char *pos)
{
	struct ty_term *t;
	size_t i, at;

	for (i = 0; i < texts->n; i++) {
		at = ty_concept_find(&c->concept, lang, texts->v[i]);
		t = at < c->concept.nterms ? &c->terms[at] :
		    ty_concept_add(c, lang, texts->v[i]);
		t->status = status;
		if (pos)
			ty_concept_set(&t->pos, pos);
	}
}

static void set(const char **field, const char *value)
{
	if (value)
		ty_concept_set(field, value);
}

static void apply(struct ty_concept_buf *c, const struct said *said,
		  const struct ty_desk *desk)
{
	const char *lang = said->lang ? said->lang : ty_desk_target(desk);

	set(&c->concept.domain, said->domain);
	set(&c->concept.definition, said->definition);
	set(&c->concept.note, said->note);
	add_terms(c, &said->source,
		  said->lang ? said->lang : ty_desk_source(desk),
		  TY_PREFERRED, said->pos);
	add_terms(c, &said->preferred, lang, TY_PREFERRED, said->pos);
	add_terms(c, &said->allowed, lang, TY_ALLOWED, said->pos);
	add_terms(c, &said->forbidden, lang, TY_FORBIDDEN, said->pos);
}

static int tell(struct cli *cli, struct ty_batch *batch)
{
	struct ty_buf json = TY_BUF_INIT;

	ui_clear_progress();
	if (cli->json) {
		ty_json_batch(&json, batch);
		puts(json.p);
		ty_buf_release(&json);
	} else if (!cli->quiet) {
		printf(_("concepts: %lld read, %lld added, %lld merged with what was there, %lld changed, %lld skipped\n"),
		       (long long)batch->read, (long long)batch->added,
		       (long long)batch->merged, (long long)batch->changed,
		       (long long)batch->skipped);
		printf(_("batch %lld; 'taiyaku undo %lld' takes it back\n"),
		       (long long)batch->id, (long long)batch->id);
	}
	ty_batch_free(batch);
	return finish_output();
}

static int run_add(struct cli *cli, int argc, char **argv)
{
	struct said said = { .lang = NULL };
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("a rule of style: all its terms are in this language"), OPT_STRING, &said.lang, 0, 0 },
		SAID_OPTIONS(said),
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_concept_buf c = { .cap = 0 };
	struct ty_batch *batch = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		goto done;
	said.source = (struct list){ (const char **)&argv[0], 1, 0 };
	said.preferred = (struct list){ (const char **)&argv[1],
					(size_t)nargs - 1, 0 };
	st = open_desk(&desk, cli, true, TY_CREATE, &err);
	if (st == TY_OK) {
		ty_concept_clear(&c);
		apply(&c, &said, desk);
		st = ty_terms_put(&batch, desk, &c.concept, 1, &err);
	}
	ty_desk_close(desk);
	if (st != TY_OK)
		drop_new_memory(cli);
	status = st == TY_OK ? tell(cli, batch) : fail(&err);
	ty_concept_release(&c);
	said.source.v = said.preferred.v = NULL;
done:
	release(&said);
	return status;
}

const struct command term_add = {
	"term add", run_add, N_("[OPTION]... TERM [TRANSLATION]..."),
	N_("add a concept: a term and its translations"),
	N_("Adds TERM, in the source language, with the TRANSLATIONs to use for it.  If the termbase has that pair already, its concept gets what is new.  With -l, TERM is a form to use instead of others in one language.  The memory is made if it is not there.")
};

/* ------------------------------------------------------ change, remove -- */

/* The concept numbered `word`, as the termbase has it now. */
static enum ty_status get(struct ty_concept_buf *out, struct ty_desk *desk,
			  const char *word, struct ty_error *err)
{
	struct ty_concepts *list;
	enum ty_status st;
	long long id;
	char *end;
	size_t i;

	errno = 0;
	id = strtoll(word, &end, 10);
	if (errno || *end || end == word || id < 1)
		return ty_fail(err, TY_EINVAL,
			       _("'%s' is not the number of a concept; 'taiyaku term list' shows them"),
			       word);
	if ((st = ty_terms(&list, desk, err)) != TY_OK)
		return st;
	for (i = 0; i < list->n && list->items[i].id != id; i++)
		;
	if (i < list->n)
		ty_concept_assign(out, &list->items[i]);
	else
		st = ty_fail(err, TY_ENOTFOUND,
			     _("no concept with number %lld"), id);
	ty_concepts_free(list);
	return st;
}

/* Open the memory, and its concept. */
static enum ty_status open_concept(struct ty_desk **desk,
				   struct ty_concept_buf *c, struct cli *cli,
				   const char *word, struct ty_error *err)
{
	enum ty_status st = open_desk(desk, cli, true, TY_WRITE, err);

	return st == TY_OK ? get(c, *desk, word, err) : st;
}

static int run_change(struct cli *cli, int argc, char **argv)
{
	struct said said = { .lang = NULL };
	const struct option options[] = {
		{ 'l', "lang", N_("LANG"), N_("the language of the terms given (the target language)"), OPT_STRING, &said.lang, 0, 0 },
		{ 0, "prefer", N_("TERM"), N_("a term to use; may be repeated"), OPT_LIST, &said.preferred, 0, 0 },
		SAID_OPTIONS(said),
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_concept_buf c = { .cap = 0 };
	struct ty_batch *batch = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	char tag[TY_LANG_MAX];
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, 1);
	if (status != GO_ON)
		goto done;
	st = open_concept(&desk, &c, cli, argv[0], &err);
	if (st == TY_OK && said.lang) {
		st = ty_lang_canonical(tag, said.lang, &err);
		said.lang = tag;
	}
	if (st == TY_OK) {
		apply(&c, &said, desk);
		st = ty_terms_put(&batch, desk, &c.concept, 1, &err);
	}
	ty_desk_close(desk);
	status = st == TY_OK ? tell(cli, batch) : fail(&err);
	ty_concept_release(&c);
done:
	release(&said);
	return status;
}

const struct command term_change = {
	"term change", run_change, N_("[OPTION]... NUMBER"),
	N_("give a concept other terms or marks"),
	N_("Adds terms to the concept with that number, gives those it has another status, and sets its domain, definition or note.  'taiyaku term remove' takes single terms away.")
};

/* Without the terms of that text; false: it has none. */
static bool take_away(struct ty_concept_buf *c, const char *text)
{
	size_t i, n = 0, all = c->concept.nterms;
	struct ty_concept_buf rest = { .cap = 0 };
	struct ty_concept head = c->concept;

	head.nterms = 0;
	ty_concept_assign(&rest, &head);
	for (i = 0; i < all; i++) {
		const struct ty_term *t = &c->terms[i];
		struct ty_term *kept;

		if (!strcmp(t->text, text)) {
			n++;
			continue;
		}
		kept = ty_concept_add(&rest, t->lang, t->text);
		kept->status = t->status;
		ty_concept_set(&kept->pos, t->pos);
		ty_concept_set(&kept->note, t->note);
	}
	ty_concept_release(c);
	*c = rest;
	return n > 0;
}

static int run_remove(struct cli *cli, int argc, char **argv)
{
	struct ty_concept_buf c = { .cap = 0 };
	struct ty_batch *batch = NULL;
	struct ty_concept gone;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status, i;

	status = parse(cli, argc, argv, NULL, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	st = open_concept(&desk, &c, cli, argv[0], &err);
	for (i = 1; st == TY_OK && i < nargs; i++)
		if (!take_away(&c, argv[i]))
			st = ty_fail(&err, TY_ENOTFOUND,
				     _("concept %lld has no term '%s'"),
				     (long long)c.concept.id, argv[i]);
	if (st == TY_OK) {
		gone = c.concept;
		if (nargs == 1)
			gone.nterms = 0;
		st = ty_terms_put(&batch, desk, &gone, 1, &err);
	}
	ty_desk_close(desk);
	status = st == TY_OK ? tell(cli, batch) : fail(&err);
	ty_concept_release(&c);
	return status;
}

const struct command term_remove = {
	"term remove", run_remove, N_("NUMBER [TERM]..."),
	N_("remove a concept, or terms of it"),
	N_("Removes the concept with that number, or only the TERMs named.  'taiyaku undo' brings back what was removed.")
};

/* ------------------------------------------------------ import, export -- */

static int run_import(struct cli *cli, int argc, char **argv)
{
	const char *format = NULL;
	const struct option options[] = {
		{ 'f', "format", N_("FORMAT"), N_("tbx, utx or csv, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_batch *batch = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 1, -1);
	if (status != GO_ON)
		return status;
	st = open_desk(&desk, cli, true, TY_CREATE, &err);
	if (st == TY_OK)
		st = ty_terms_import(&batch, desk,
				     (const char *const *)argv, (size_t)nargs,
				     format, &err);
	ty_desk_close(desk);
	if (st == TY_OK)
		return tell(cli, batch);
	drop_new_memory(cli);
	return fail(&err);
}

const struct command term_import = {
	"term import", run_import, N_("[OPTION]... FILE..."),
	N_("add termbase files: TBX, UTX, CSV"),
	N_("Adds the concepts of TBX, UTX and CSV files as one batch: all of them or, when a file is bad, none.  A concept that the termbase has, which is seen from a pair of terms, gets what is new.  The memory is made if it is not there.")
};

static int run_export(struct cli *cli, int argc, char **argv)
{
	const char *out = NULL, *format = NULL;
	const struct option options[] = {
		{ 'o', "output", N_("FILE"), N_("the file to write; - is standard output"), OPT_STRING, &out, 0, 0 },
		{ 'f', "format", N_("FORMAT"), N_("tbx, utx or csv, whatever the file's name"), OPT_STRING, &format, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	int64_t n = 0;
	int nargs, status;

	status = parse(cli, argc, argv, options, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	if (!out)
		return usage_error("term export",
			_("say where the terms go with -o FILE"));
	st = open_desk(&desk, cli, true, TY_READ, &err);
	if (st == TY_OK)
		st = ty_terms_export(&n, desk, out, format, &err);
	ty_desk_close(desk);
	if (st != TY_OK)
		return fail(&err);
	ui_clear_progress();
	if (cli->json && !ty_is_stdout(out))
		print_done("file", out, "concepts", n);
	else if (!cli->quiet && !ty_is_stdout(out))
		say(Q_("%lld concept written to %s", "%lld concepts written to %s",
		       (unsigned long)n), (long long)n, out);
	return finish_output();
}

const struct command term_export = {
	"term export", run_export, N_("[OPTION]... -o FILE"),
	N_("write the termbase to a file: TBX, UTX, CSV"),
	N_("Writes the concepts as TBX-Basic (ISO 30042:2019), UTX 1.20 (the source and the target language) or CSV (a term a row).  The file appears whole or not at all.")
};
