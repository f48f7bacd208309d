/*
 * UTX, read and written: the glossaries of AAMT, tab-separated text under a
 * header in comments.
 *
 * Source: UTX 1.20 Specification, AAMT, 2016, and the versions before it.  The
 * first line says "#UTX 1.20; en/ja; ...", the last comment before the entries
 * names the columns, of which `src` and `tgt` must be there; "#" begins a line
 * comment after it too.  Entries with one `concept ID` are one concept.  What
 * UTX has no column for stands in columns of our own.
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/termfile.h"
#include "text/encoding.h"
#include "text/lang.h"

enum column { SRC, TGT, SRC_POS, TGT_POS, TGT_STATUS, SRC_STATUS, SRC_NOTE,
	      TGT_NOTE, CONCEPT, DOMAIN, DEFINITION, NOTE, NCOLUMNS, IGNORED };

static const struct {
	const char	*name;
	enum column	 column;
} columns[] = {
	/* As they are written; then as others call them. */
	{ "src", SRC }, { "tgt", TGT }, { "src:pos", SRC_POS },
	{ "tgt:pos", TGT_POS }, { "term status", TGT_STATUS },
	{ "src:term status", SRC_STATUS }, { "src:comment", SRC_NOTE },
	{ "tgt:comment", TGT_NOTE }, { "concept ID", CONCEPT },
	{ "domain", DOMAIN }, { "definition", DEFINITION },
	{ "comment", NOTE },
	{ "tgt:term status", TGT_STATUS }, { "status", TGT_STATUS },
	{ "subject", DOMAIN }, { "subject field", DOMAIN },
	{ "note", NOTE },
};

#define MAX_COLUMNS	64

struct utx {
	const struct ty_term_file *file;
	char		 source[TY_LANG_MAX], target[TY_LANG_MAX];
	enum column	 order[MAX_COLUMNS];
	size_t		 ncolumns;
	bool		 has[NCOLUMNS];
	struct ty_term_rows rows;
	long		 line;
	struct ty_buf	 text[NCOLUMNS];	/* fields of the entry */
};

/* -------------------------------------------------------------- header -- */

/* "en-US/ja-JP" among the properties of the first line. */
static enum ty_status read_languages(struct utx *u, const char *line,
				     struct ty_error *err)
{
	char tag[2][TY_LANG_MAX];
	const char *p = line, *slash;
	size_t n, m;

	for (; (slash = strchr(p, '/')); p = slash + 1) {
		for (n = 0; slash - n > line &&
		     !strchr(" \t;:", slash[-(ptrdiff_t)n - 1]); n++)
			;
		m = strcspn(slash + 1, " \t;/");
		if (!n || !m || n >= TY_LANG_MAX || m >= TY_LANG_MAX)
			continue;
		memcpy(tag[0], slash - n, n);
		memcpy(tag[1], slash + 1, m);
		tag[0][n] = tag[1][m] = '\0';
		if (ty_lang_canonical(u->source, tag[0], NULL) == TY_OK &&
		    ty_lang_canonical(u->target, tag[1], NULL) == TY_OK &&
		    !ty_lang_same(u->source, u->target))
			return TY_OK;
	}
	return ty_fail_at(err, TY_ESYNTAX, u->file->path, u->line, 0,
			  _("the header does not name two languages, as in 'en/ja'"));
}

static enum ty_status read_first(struct utx *u, const char *line,
				 struct ty_error *err)
{
	if (strncasecmp(line, "#UTX", 4))
		return ty_fail_at(err, TY_ESYNTAX, u->file->path, u->line, 0,
				  _("not a UTX file: its first line does not begin with '#UTX'"));
	return read_languages(u, line, err);
}

static enum column column_named(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strlen(columns[i].name) == len &&
		    !strncasecmp(columns[i].name, name, len))
			return columns[i].column;
	return IGNORED;
}

/* A comment of the header that may name the columns: the last one that does. */
static enum ty_status read_columns(struct utx *u, const char *line,
				   struct ty_error *err)
{
	size_t len, n = 0;

	line++;
	if (strcspn(line, "\t") != 3 || strncasecmp(line, "src\t", 4))
		return TY_OK;
	memset(u->has, 0, sizeof(u->has));
	for (;; line += len + 1) {
		enum column column;

		len = strcspn(line, "\t");
		if (n == MAX_COLUMNS)
			return ty_fail_at(err, TY_ELIMIT, u->file->path,
					  u->line, 0,
					  _("more than %d columns"),
					  MAX_COLUMNS);
		column = column_named(line, len);
		if (column == IGNORED && len)
			ty_note(u->file->options->monitor, TY_ESYNTAX,
				u->file->path, u->line, 0,
				_("'%.*s' has no place in the termbase and is left out"),
				(int)len, line);
		else if (column != IGNORED)
			u->has[column] = true;
		u->order[n++] = column;
		if (!line[len])
			break;
	}
	u->ncolumns = n;
	return TY_OK;
}

/* ------------------------------------------------------------- entries -- */

static enum ty_status status_of(enum ty_term_status *out, struct utx *u,
				enum column column, struct ty_error *err)
{
	const char *word = u->text[column].p;

	/* An entry nobody has decided about, where others are decided. */
	*out = u->has[column] ? TY_ALLOWED : TY_PREFERRED;
	if (!*word || ty_term_status_of(out, word))
		return TY_OK;
	return ty_fail_at(err, TY_ESYNTAX, u->file->path, u->line, 0,
			  _("'%s' is no status of a term"), word);
}

static enum ty_status keep_term(struct utx *u, struct ty_concept_buf *c,
				const char *lang, enum column text,
				enum column status_column, enum column pos,
				enum column note, struct ty_error *err)
{
	enum ty_term_status status;
	struct ty_term *t;
	enum ty_status st;

	if (!u->text[text].len)
		return TY_OK;
	if (u->text[text].len > TY_MAX_TERM)
		return ty_fail_at(err, TY_ELIMIT, u->file->path, u->line, 0,
				  _("a term of more than %d bytes"),
				  TY_MAX_TERM);
	if ((st = status_of(&status, u, status_column, err)) != TY_OK)
		return st;
	t = ty_term_rows_term(c, lang, u->text[text].p, status);
	if (u->text[pos].len)
		ty_concept_set(&t->pos, u->text[pos].p);
	if (u->text[note].len)
		ty_concept_set(&t->note, u->text[note].p);
	return TY_OK;
}

static enum ty_status keep_entry(struct utx *u, struct ty_error *err)
{
	struct ty_concept_buf *c;
	enum ty_status st;

	c = ty_term_rows_get(&u->rows, u->text[CONCEPT].p, u->line);
	if (c->concept.nterms + 2 > TY_MAX_TERMS)
		return ty_fail_at(err, TY_ELIMIT, u->file->path, u->line, 0,
				  _("a concept of more than %d terms"),
				  TY_MAX_TERMS);
	if (u->text[DOMAIN].len)
		ty_concept_set(&c->concept.domain, u->text[DOMAIN].p);
	if (u->text[DEFINITION].len)
		ty_concept_set(&c->concept.definition,
			       u->text[DEFINITION].p);
	if (u->text[NOTE].len)
		ty_concept_set(&c->concept.note, u->text[NOTE].p);
	st = keep_term(u, c, u->source, SRC, SRC_STATUS, SRC_POS, SRC_NOTE,
		       err);
	if (st == TY_OK)
		st = keep_term(u, c, u->target, TGT, TGT_STATUS, TGT_POS,
			       TGT_NOTE, err);
	return st;
}

static enum ty_status read_entry(struct utx *u, const char *line,
				 struct ty_error *err)
{
	size_t n, len;

	for (n = 0; n < NCOLUMNS; n++)
		ty_buf_clear(&u->text[n]);
	for (n = 0;; line += len + 1, n++) {
		len = strcspn(line, "\t");
		if (n >= u->ncolumns && len)
			return ty_fail_at(err, TY_ESYNTAX, u->file->path,
					  u->line, 0,
					  _("more fields than columns, of which there are %zu"),
					  u->ncolumns);
		/* A hyphen stands for nothing. */
		if (n < u->ncolumns && u->order[n] != IGNORED &&
		    !(len == 1 && *line == '-'))
			ty_buf_add(&u->text[u->order[n]], line, len);
		if (!line[len])
			break;
	}
	if (!n)
		return ty_fail_at(err, TY_ESYNTAX, u->file->path, u->line, 0,
				  _("no tab: an entry has a source and a target term"));
	return keep_entry(u, err);
}

/* ---------------------------------------------------------------- file -- */

static enum ty_status read_lines(struct utx *u, char *s, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	char *end, *next;

	for (; st == TY_OK && s; s = next) {
		end = s + strcspn(s, "\n");
		next = *end ? end + 1 : NULL;
		if (end > s && end[-1] == '\r')
			end[-1] = '\0';
		*end = '\0';
		u->line++;
		if (u->line == 1)
			st = read_first(u, s, err);
		else if (*s == '#' && !u->rows.n)
			st = read_columns(u, s, err);
		else if (*s && *s != '#' && s[strspn(s, " \t")] &&
			 !u->ncolumns)
			st = ty_fail_at(err, TY_ESYNTAX, u->file->path,
					u->line, 0,
					_("an entry before the header line that names the columns, '#src<TAB>tgt...'"));
		else if (*s != '#' && s[strspn(s, " \t")])
			st = read_entry(u, s, err);
	}
	return st;
}

/* The columns of UTX-S 0.9, which did not name them. */
static void set_old_columns(struct utx *u, const char *text)
{
	static const enum column old[] = { SRC, TGT, SRC_POS };
	size_t i;

	if (strncasecmp(text, "#UTX-S 0.", 9))
		return;
	for (i = 0; i < MAX_COLUMNS; i++)
		u->order[i] = i < 3 ? old[i] : IGNORED;
	u->ncolumns = MAX_COLUMNS;
}

static enum ty_status read_utx(const struct ty_term_file *file,
			       struct ty_error *err)
{
	struct ty_decoded text = { .length = 0 };
	struct ty_buf bytes = TY_BUF_INIT, copy = TY_BUF_INIT;
	struct utx u = { .file = file };
	enum ty_status st;
	size_t i;

	for (i = 0; i < NCOLUMNS; i++)
		ty_buf_init(&u.text[i]);
	st = ty_read_file(&bytes, file->path, TY_MAX_STORY, err);
	if (st == TY_OK && !bytes.len)
		st = ty_fail_at(err, TY_ESYNTAX, file->path, 0, 0,
				_("the file is empty"));
	if (st == TY_OK)
		st = ty_decode(&text, bytes.p, bytes.len, NULL, NULL,
			       file->path, err);
	if (st == TY_OK) {
		ty_buf_add(&copy, text.text, text.length);
		set_old_columns(&u, copy.p);
		st = read_lines(&u, copy.p, err);
	}
	if (st == TY_OK && !u.ncolumns)
		st = ty_fail_at(err, TY_ESYNTAX, file->path, u.line, 0,
				_("no header line names the columns, '#src<TAB>tgt...'"));
	if (st == TY_OK)
		st = ty_term_rows_give(&u.rows, file, err);
	ty_term_rows_release(&u.rows);
	for (i = 0; i < NCOLUMNS; i++)
		ty_buf_release(&u.text[i]);
	ty_decoded_release(&text);
	ty_buf_release(&bytes);
	ty_buf_release(&copy);
	return st;
}

/* -------------------------------------------------------------- writer -- */

static void begin(struct ty_term_writer *w)
{
	size_t i;

	fprintf(w->out.f, "#UTX 1.20; %s/%s; creator: Taiyaku %s\r\n#",
		w->options->source, w->options->target, ty_version());
	for (i = 0; i < NCOLUMNS; i++)
		fprintf(w->out.f, "%s%s", i ? "\t" : "", columns[i].name);
	fputs("\r\n", w->out.f);
}

/* A field: tabs and line breaks, which no term has, as spaces. */
static void put_field(struct ty_buf *out, bool first, const char *s)
{
	size_t at;

	if (!first)
		ty_buf_addc(out, '\t');
	at = out->len;
	/* What would read as a comment, or as nothing. */
	if (first && *s == '#')
		ty_buf_addc(out, ' ');
	ty_buf_adds(out, s);
	for (; at < out->len; at++)
		if (strchr("\t\r\n", out->p[at]))
			out->p[at] = ' ';
}

/* What stands where a concept has no term. */
static const struct ty_term nothing = { "", "-", TY_PREFERRED, "", "" };

static void put_entry(struct ty_term_writer *w, const struct ty_concept *c,
		      const char *id, const struct ty_term *s,
		      const struct ty_term *t)
{
	static const char *const words[] = {
		[TY_PREFERRED] = "approved", [TY_ALLOWED] = "non-standard",
		[TY_FORBIDDEN] = "forbidden",
	};
	const char *const fields[NCOLUMNS] = {
		[SRC] = s->text, [TGT] = t->text, [SRC_POS] = s->pos,
		[TGT_POS] = t->pos, [TGT_STATUS] = words[t->status],
		[SRC_STATUS] = words[s->status], [SRC_NOTE] = s->note,
		[TGT_NOTE] = t->note, [CONCEPT] = id, [DOMAIN] = c->domain,
		[DEFINITION] = c->definition, [NOTE] = c->note,
	};
	size_t i;

	for (i = 0; i < NCOLUMNS; i++)
		put_field(&w->buf, i == 0, fields[i]);
	ty_buf_adds(&w->buf, "\r\n");
}

/* The k-th term in `lang`; NULL: there are fewer. */
static const struct ty_term *term_in(const struct ty_concept *c,
				     const char *lang, size_t k)
{
	size_t i;

	for (i = 0; i < c->nterms; i++)
		if (ty_lang_same(c->terms[i].lang, lang) && !k--)
			return &c->terms[i];
	return NULL;
}

/* The first source term with each target term, and the other source terms with
 * the first target term again. */
static bool put(struct ty_term_writer *w, const struct ty_concept *c)
{
	const char *source = w->options->source, *target = w->options->target;
	const struct ty_term *s = term_in(c, source, 0), *t;
	const struct ty_term *first = term_in(c, target, 0);
	const char *id;
	size_t k;

	if (!s && !first)
		return false;
	id = ty_term_writer_id(w, c);
	put_entry(w, c, id, s ? s : &nothing, first ? first : &nothing);
	for (k = 1; (t = term_in(c, target, k)); k++)
		put_entry(w, c, id, s ? s : &nothing, t);
	for (k = 1; (t = term_in(c, source, k)); k++)
		put_entry(w, c, id, t, first ? first : &nothing);
	return true;
}

static void end(struct ty_term_writer *w)
{
	(void)w;
}

const struct ty_term_format ty_term_format_utx = {
	.name = "utx", .extensions = "utx",
	.title = N_("UTX 1.20, in the two languages"),
	.read = read_utx, .begin = begin, .put = put, .end = end,
};
