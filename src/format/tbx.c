/*
 * TBX, read: ISO 30042:2019 (TBX-Core and its dialects, data categories as
 * attributes or as tags), ISO 30042:2008 (martif), and TBX-Min of 2013.
 *
 * These differ in the names of their elements, not in what stands where; a data
 * category is the type of a <descrip>, <termNote> or <admin>, or the name of an
 * element of its own.
 */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "format/langs.h"
#include "format/termfile.h"
#include "format/xml.h"

/* Bytes of text in one concept. */
#define MAX_CONCEPT	((size_t)1 << 20)
/* Elements in each other, as xml.c allows. */
#define MAX_DEPTH	256

/* What an element is to us. */
enum kind { OTHER, CONCEPT, LANGUAGE, TERM, TRANSACTION, CATEGORY };

struct tbx {
	const struct ty_term_file *file;
	struct ty_xml		*xml;
	struct ty_langs		 langs;
	struct ty_intern	 strange;	/* categories that were noted */
	struct ty_concept_buf	 concept;
	struct ty_term		*term;		/* in a term section: its own,
						   once its text is known */
	bool			 in_concept, in_term;
	bool			 complete;	/* a concept has ended */
	unsigned char		 open[MAX_DEPTH + 1];	/* kinds of what is */
	int			 depth;
	char			 lang[TY_LANG_MAX];	/* "" none */
	struct ty_buf		 category;	/* being read; "" none */
	struct ty_buf		 value, scratch;
	size_t			 size;
	long			 line;
	struct ty_buf		 pos, note, date, who;	/* of the term; of the
							   transaction */
	enum ty_term_status	 status;
	bool			 origination;
};

static bool is_any(const char *s, const char *a, const char *b, const char *c)
{
	return !strcmp(s, a) || !strcmp(s, b) || (c && !strcmp(s, c));
}

/* ------------------------------------------------------------- content -- */

/* Append to a field that may have something already. */
static void add(struct tbx *t, const char **field, const char *value)
{
	ty_buf_clear(&t->scratch);
	if (**field)
		ty_buf_addf(&t->scratch, "%s; ", *field);
	ty_buf_adds(&t->scratch, value);
	ty_concept_set(field, t->scratch.p);
}

/* Say once what is left out. */
static void note_strange(struct tbx *t)
{
	uint32_t n = t->strange.n;

	if (n < 256)
		ty_intern_add(&t->strange, t->category.p, t->category.len);
	if (t->strange.n > n)
		ty_note(t->file->options->monitor, TY_ESYNTAX, t->file->path,
			ty_xml_line(t->xml), 0,
			_("'%s' has no place in the termbase and is left out"),
			t->category.p);
}

static void keep_term(struct tbx *t, const char *value)
{
	if (!t->lang[0])
		return;
	if (t->term)
		ty_xml_fail(t->xml, TY_ESYNTAX,
			    _("a second term where one is expected"));
	else if (strlen(value) > TY_MAX_TERM)
		ty_xml_fail(t->xml, TY_ELIMIT,
			    _("a term of more than %d bytes"), TY_MAX_TERM);
	else if (t->concept.concept.nterms == TY_MAX_TERMS)
		ty_xml_fail(t->xml, TY_ELIMIT,
			    _("a concept of more than %d terms"),
			    TY_MAX_TERMS);
	else
		t->term = ty_concept_add(&t->concept, t->lang, value);
}

/* What was read of t->category. */
static void keep(struct tbx *t)
{
	const char *category = t->category.p, *value = t->value.p;
	struct ty_concept *c = &t->concept.concept;

	if (!strcmp(category, "term")) {
		keep_term(t, value);
	} else if (is_any(category, "partOfSpeech", "grammaticalCategory",
			  NULL)) {
		ty_buf_clear(&t->pos);
		ty_buf_adds(&t->pos, value);
	} else if (is_any(category, "administrativeStatus", "termStatus",
			  "normativeAuthorization")) {
		if (!ty_term_status_of(&t->status, value))
			ty_xml_fail(t->xml, TY_ESYNTAX,
				    _("'%s' is no status of a term"), value);
	} else if (!strcmp(category, "definition")) {
		add(t, &c->definition, value);
	} else if (is_any(category, "subjectField", "domain", NULL)) {
		add(t, &c->domain, value);
	} else if (!strcmp(category, "note")) {
		if (t->in_term && t->note.len)
			ty_buf_adds(&t->note, "; ");
		if (t->in_term)
			ty_buf_adds(&t->note, value);
		else
			add(t, &c->note, value);
	} else if (is_any(category, "transactionType", "transac", NULL)) {
		t->origination = !strcmp(value, "origination") &&
				 !t->in_term;
	} else if (!strcmp(category, "date")) {
		ty_buf_clear(&t->date);
		ty_buf_adds(&t->date, value);
	} else if (!strcmp(category, "responsibility")) {
		ty_buf_clear(&t->who);
		ty_buf_adds(&t->who, value);
	} else {
		note_strange(t);
	}
}

/* A transaction is over: who made the concept, and when. */
static void keep_transaction(struct tbx *t)
{
	struct ty_concept *c = &t->concept.concept;

	if (t->origination && !t->lang[0]) {
		ty_concept_set(&c->creator, t->who.p);
		/* The day of TBX, as a time. */
		if (t->date.len == 10)
			ty_buf_adds(&t->date, "T00:00:00Z");
		ty_concept_set(&c->created, t->date.p);
	}
	t->origination = false;
	ty_buf_clear(&t->date);
	ty_buf_clear(&t->who);
}

/* -------------------------------------------------------------- events -- */

static void start_lang(struct tbx *t, const struct ty_xml_tag *tag)
{
	const char *lang = "";

	t->lang[0] = '\0';
	if (ty_xml_attr(&t->scratch, tag, "xml:lang") ||
	    ty_xml_attr(&t->scratch, tag, "lang"))
		lang = ty_langs_find(&t->langs, t->scratch.p,
				     t->file->options->monitor,
				     t->file->path, ty_xml_line(t->xml));
	else
		ty_xml_fail(t->xml, TY_ESYNTAX,
			    _("'%s' does not name its language"), tag->name);
	strcpy(t->lang, lang);
}

static void start_concept(struct tbx *t, const struct ty_xml_tag *tag)
{
	ty_concept_clear(&t->concept);
	if (ty_xml_attr(&t->scratch, tag, "id"))
		ty_concept_set(&t->concept.concept.uid,
			       ty_term_uid(t->scratch.p));
	t->line = ty_xml_line(t->xml);
	t->in_concept = true;
	t->in_term = false;
	t->lang[0] = '\0';
	t->size = 0;
}

static void start_term(struct tbx *t)
{
	t->in_term = true;
	t->term = NULL;
	t->status = TY_PREFERRED;
	ty_buf_clear(&t->pos);
	ty_buf_clear(&t->note);
}

/* A leaf: the name of what it says. */
static void start_category(struct tbx *t, const struct ty_xml_tag *tag)
{
	static const char *const typed[] = { "termNote", "descrip", "admin",
					     "transac", "transacNote",
					     "descripNote", "adminNote",
					     "xref", "ref" };
	size_t i;

	ty_buf_clear(&t->category);
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		if (!strcmp(tag->name, typed[i]))
			ty_xml_attr(&t->category, tag, "type");
	if (!t->category.len)
		ty_buf_adds(&t->category, tag->name);
	ty_buf_clear(&t->value);
}

static enum kind kind_of(const struct tbx *t, const char *name)
{
	static const struct {
		const char *name;
		enum kind kind;
	} known[] = {
		{ "termEntry", CONCEPT }, { "conceptEntry", CONCEPT },
		{ "entry", CONCEPT }, { "langSet", LANGUAGE },
		{ "langSec", LANGUAGE }, { "langGroup", LANGUAGE },
		{ "tig", TERM }, { "ntig", TERM }, { "termSec", TERM },
		{ "termGroup", TERM }, { "transacGrp", TRANSACTION },
		{ "termGrp", OTHER }, { "descripGrp", OTHER },
		{ "adminGrp", OTHER }, { "termNoteGrp", OTHER },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(name, known[i].name))
			return t->in_concept || known[i].kind == CONCEPT ?
			       known[i].kind : OTHER;
	return t->in_concept ? CATEGORY : OTHER;
}

static void on_start(void *user, const struct ty_xml_tag *tag)
{
	struct tbx *t = user;
	enum kind kind = OTHER;

	if (!t->depth && !is_any(tag->name, "martif", "tbx", "TBX"))
		ty_xml_fail(t->xml, TY_ESYNTAX,
			    _("not a TBX file: its first element is '%s'"),
			    tag->name);
	/* Within a category there is only text. */
	if (!t->category.len)
		kind = kind_of(t, tag->name);
	t->open[t->depth++] = (unsigned char)kind;
	if (kind == CONCEPT)
		start_concept(t, tag);
	else if (kind == LANGUAGE)
		start_lang(t, tag);
	else if (kind == TERM)
		start_term(t);
	else if (kind == CATEGORY)
		start_category(t, tag);
}

static void end_term(struct tbx *t)
{
	if (t->term) {
		t->term->status = t->status;
		ty_concept_set(&t->term->pos, t->pos.p);
		ty_concept_set(&t->term->note, t->note.p);
	}
	t->in_term = false;
	t->term = NULL;
}

static void on_end(void *user)
{
	struct tbx *t = user;

	switch ((enum kind)t->open[--t->depth]) {
	case CONCEPT:
		t->in_concept = false;
		t->complete = true;
		break;
	case LANGUAGE:
		t->lang[0] = '\0';
		break;
	case TERM:
		end_term(t);
		break;
	case TRANSACTION:
		keep_transaction(t);
		break;
	case CATEGORY:
		keep(t);
		ty_buf_clear(&t->category);
		break;
	case OTHER:
		break;
	}
}

static void on_text(void *user, const char *s, size_t len)
{
	struct tbx *t = user;

	if (!t->category.len)
		return;
	ty_buf_add(&t->value, s, len);
	t->size += len;
	if (t->size > MAX_CONCEPT)
		ty_xml_fail(t->xml, TY_ELIMIT,
			    _("a concept of more than 1 MB"));
}

/* -------------------------------------------------------------- reader -- */

static enum ty_status read_concepts(struct tbx *t, struct ty_error *err)
{
	enum ty_status st = TY_OK, given;

	while (st == TY_OK) {
		t->complete = false;
		st = ty_xml_pump(t->xml, err);
		if ((st != TY_OK && st != TY_END) || !t->complete)
			continue;
		given = t->file->sink(t->file->user, &t->concept.concept,
				      t->line, err);
		if (given != TY_OK)
			st = given;
	}
	return st == TY_END ? TY_OK : st;
}

static enum ty_status read_tbx(const struct ty_term_file *file,
			       struct ty_error *err)
{
	static const char *const stops[] = { "termEntry", "conceptEntry",
					     "entry", NULL };
	static const struct ty_xml_handler handler = {
		.stops = stops, .start = on_start, .end = on_end,
		.text = on_text,
	};
	struct tbx t = { .file = file };
	struct ty_buf *const bufs[] = { &t.category, &t.value, &t.scratch,
					&t.pos, &t.note, &t.date, &t.who };
	enum ty_status st;
	FILE *in;
	size_t i;

	if ((st = ty_open_input(&in, file->path, err)) != TY_OK)
		return st;
	for (i = 0; i < sizeof(bufs) / sizeof(bufs[0]); i++)
		ty_buf_init(bufs[i]);
	ty_concept_clear(&t.concept);
	st = ty_xml_open(&t.xml, in, file->path, &handler, &t, err);
	if (st == TY_OK)
		st = read_concepts(&t, err);
	ty_xml_close(t.xml);
	ty_concept_release(&t.concept);
	ty_langs_release(&t.langs);
	ty_intern_release(&t.strange);
	for (i = 0; i < sizeof(bufs) / sizeof(bufs[0]); i++)
		ty_buf_release(bufs[i]);
	ty_close_input(in);
	return st;
}

const struct ty_term_format ty_term_format_tbx = {
	.name = "tbx", .extensions = "tbx",
	.title = N_("TBX: TBX-Basic, TBX-Core, TBX-Min, and TBX of 2008"),
	.read = read_tbx, .begin = ty_tbx_begin, .put = ty_tbx_put,
	.end = ty_tbx_end,
};
