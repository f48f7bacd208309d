/*
 * Termbases as CSV, in two layouts that the header line tells apart.  Long, a
 * term a row: concept, domain, definition, note, lang, term, status, pos,
 * term_note.  Wide, as people keep them: a language a column ("en"), and others
 * beside it for terms of that status ("ja:allowed", "ja:forbidden"); a row is a
 * concept, or goes on with the one of the same `concept`.  Long is written.
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/words.h"
#include "format/csv.h"
#include "format/termfile.h"
#include "text/encoding.h"
#include "text/lang.h"

enum column { CONCEPT, DOMAIN, DEFINITION, NOTE, LANG, TERM, STATUS, POS,
	      TERM_NOTE, NCOLUMNS, WIDE, IGNORED };

static const char *const names[NCOLUMNS] = {
	"concept", "domain", "definition", "note", "lang", "term", "status",
	"pos", "term_note",
};

struct term_csv {
	const struct ty_term_file *file;
	struct ty_csv		 csv;
	struct layout {
		enum column		 column;
		char			 lang[TY_LANG_MAX];	/* WIDE */
		enum ty_term_status	 status;
	}			*layout;
	size_t			 ncolumns;
	size_t			 at[NCOLUMNS];	/* of a column, + 1; 0 none */
	struct ty_term_rows	 rows;
};

static enum ty_status fail(const struct term_csv *t, enum ty_status code,
			   struct ty_error *err, const char *text)
{
	return ty_fail_at(err, code, t->file->path, t->csv.line, 0, "%s",
			  text);
}

/* -------------------------------------------------------------- header -- */

/* "ja" or "ja:forbidden". */
static bool read_wide(struct layout *to, const char *name)
{
	char tag[64];
	size_t n = strcspn(name, ":");

	if (n >= sizeof(tag))
		return false;
	memcpy(tag, name, n);
	tag[n] = '\0';
	to->status = TY_PREFERRED;
	if (name[n] && !ty_term_status_of(&to->status, name + n + 1))
		return false;
	return ty_lang_canonical(to->lang, tag, NULL) == TY_OK;
}

static void read_name(struct term_csv *t, size_t i)
{
	const char *name = ty_csv_field(&t->csv, i);
	struct layout *to = &t->layout[i];
	size_t k;

	for (k = 0; k < NCOLUMNS; k++)
		if (!strcasecmp(name, names[k]))
			break;
	to->column = k < NCOLUMNS ? (enum column)k :
		     read_wide(to, name) ? WIDE : IGNORED;
	if (k < NCOLUMNS)
		t->at[k] = i + 1;
	else if (to->column == IGNORED && *name)
		ty_note(t->file->options->monitor, TY_ESYNTAX, t->file->path,
			t->csv.line, 0,
			_("'%s' has no place in the termbase and is left out"),
			name);
}

static enum ty_status read_header(struct term_csv *t, struct ty_error *err)
{
	bool wide = false;
	enum ty_status st;
	size_t i;

	st = ty_csv_next(&t->csv, err);
	if (st == TY_END)
		return ty_fail_at(err, TY_ESYNTAX, t->file->path, 0, 0,
				  _("the file is empty"));
	if (st != TY_OK)
		return st;
	t->ncolumns = t->csv.n;
	t->layout = ty_alloc(t->ncolumns, sizeof(*t->layout));
	for (i = 0; i < t->ncolumns; i++) {
		read_name(t, i);
		wide |= t->layout[i].column == WIDE;
	}
	if (wide || (t->at[LANG] && t->at[TERM]))
		return TY_OK;
	return fail(t, TY_ESYNTAX, err,
		    _("the first line has to name the columns: 'lang' and 'term', or languages"));
}

/* ---------------------------------------------------------------- rows -- */

static const char *field(const struct term_csv *t, enum column column)
{
	return t->at[column] ?
	       ty_csv_text(ty_csv_field(&t->csv, t->at[column] - 1)) : "";
}

static enum ty_status keep_term(struct term_csv *t, struct ty_concept_buf *c,
				const char *lang, const char *text,
				enum ty_term_status status,
				struct ty_error *err)
{
	struct ty_term *term;

	if (strlen(text) > TY_MAX_TERM)
		return ty_fail_at(err, TY_ELIMIT, t->file->path, t->csv.line,
				  0, _("a term of more than %d bytes"),
				  TY_MAX_TERM);
	if (c->concept.nterms == TY_MAX_TERMS)
		return ty_fail_at(err, TY_ELIMIT, t->file->path, t->csv.line,
				  0, _("a concept of more than %d terms"),
				  TY_MAX_TERMS);
	term = ty_term_rows_term(c, lang, text, status);
	if (*field(t, POS))
		ty_concept_set(&term->pos, field(t, POS));
	if (*field(t, TERM_NOTE))
		ty_concept_set(&term->note, field(t, TERM_NOTE));
	return TY_OK;
}

static enum ty_status keep_long(struct term_csv *t, struct ty_concept_buf *c,
				struct ty_error *err)
{
	enum ty_term_status status = TY_PREFERRED;
	const char *word = field(t, STATUS);
	char tag[TY_LANG_MAX];

	if (!*field(t, TERM))
		return TY_OK;
	if (*word && !ty_term_status_of(&status, word))
		return ty_fail_at(err, TY_ESYNTAX, t->file->path, t->csv.line,
				  0, _("'%s' is no status of a term"), word);
	if (ty_lang_canonical(tag, field(t, LANG), NULL) != TY_OK)
		return ty_fail_at(err, TY_ESYNTAX, t->file->path, t->csv.line,
				  0, _("'%s' is no language"), field(t, LANG));
	return keep_term(t, c, tag, field(t, TERM), status, err);
}

static enum ty_status keep_row(struct term_csv *t, struct ty_error *err)
{
	struct ty_concept_buf *c;
	enum ty_status st = TY_OK;
	size_t i;

	c = ty_term_rows_get(&t->rows, field(t, CONCEPT), t->csv.line);
	if (*field(t, DOMAIN))
		ty_concept_set(&c->concept.domain, field(t, DOMAIN));
	if (*field(t, DEFINITION))
		ty_concept_set(&c->concept.definition, field(t, DEFINITION));
	if (*field(t, NOTE))
		ty_concept_set(&c->concept.note, field(t, NOTE));
	if (t->at[LANG] && t->at[TERM])
		st = keep_long(t, c, err);
	for (i = 0; st == TY_OK && i < t->ncolumns; i++) {
		const char *text = ty_csv_text(ty_csv_field(&t->csv, i));

		if (t->layout[i].column == WIDE && *text)
			st = keep_term(t, c, t->layout[i].lang, text,
				       t->layout[i].status, err);
	}
	return st;
}

static enum ty_status read_rows(struct term_csv *t, struct ty_error *err)
{
	enum ty_status st;

	if ((st = read_header(t, err)) != TY_OK)
		return st;
	while ((st = ty_csv_next(&t->csv, err)) == TY_OK) {
		if (t->csv.n != t->ncolumns)
			return ty_fail_at(err, TY_ESYNTAX, t->file->path,
					  t->csv.line, 0,
					  _("%zu fields; the first line has %zu"),
					  t->csv.n, t->ncolumns);
		if ((st = keep_row(t, err)) != TY_OK)
			return st;
	}
	return st == TY_END ? ty_term_rows_give(&t->rows, t->file, err) : st;
}

static enum ty_status read_csv(const struct ty_term_file *file,
			       struct ty_error *err)
{
	struct ty_decoded text = { .length = 0 };
	struct ty_buf bytes = TY_BUF_INIT, copy = TY_BUF_INIT;
	struct term_csv t = { .file = file };
	enum ty_status st;

	st = ty_read_file(&bytes, file->path, TY_MAX_STORY, err);
	if (st == TY_OK)
		st = ty_decode(&text, bytes.p, bytes.len, NULL, NULL,
			       file->path, err);
	if (st == TY_OK) {
		ty_buf_add(&copy, text.text, text.length);
		ty_csv_open(&t.csv, copy.p, file->path);
		st = read_rows(&t, err);
		ty_csv_close(&t.csv);
	}
	free(t.layout);
	ty_term_rows_release(&t.rows);
	ty_decoded_release(&text);
	ty_buf_release(&bytes);
	ty_buf_release(&copy);
	return st;
}

/* -------------------------------------------------------------- writer -- */

static void begin(struct ty_term_writer *w)
{
	int i;

	for (i = 0; i < NCOLUMNS; i++)
		fprintf(w->out.f, "%s%s", i ? "," : "", names[i]);
	fputs("\r\n", w->out.f);
}

static bool put(struct ty_term_writer *w, const struct ty_concept *c)
{
	const char *id = ty_term_writer_id(w, c);
	size_t i, k;

	for (i = 0; i < c->nterms; i++) {
		const struct ty_term *t = &c->terms[i];
		const char *const fields[NCOLUMNS] = {
			id, c->domain, c->definition, c->note, t->lang,
			t->text, ty_term_status_word(t->status), t->pos,
			t->note,
		};

		for (k = 0; k < NCOLUMNS; k++) {
			if (k)
				ty_buf_addc(&w->buf, ',');
			ty_csv_put(&w->buf, fields[k]);
		}
		ty_buf_adds(&w->buf, "\r\n");
	}
	return true;
}

static void end(struct ty_term_writer *w)
{
	(void)w;
}

const struct ty_term_format ty_term_format_csv = {
	.name = "csv", .extensions = "csv",
	.title = N_("CSV, a term a row, or a language a column"),
	.read = read_csv, .begin = begin, .put = put, .end = end,
};
