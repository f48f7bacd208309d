/* The one table of termbase formats, and what readers and writers share. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/words.h"
#include "format/termfile.h"

#define OWN_ID	"taiyaku-"

const struct ty_term_format *const ty_term_formats[] = {
	&ty_term_format_tbx, &ty_term_format_utx, &ty_term_format_csv, NULL
};

static bool has_extension(const struct ty_term_format *f, const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && !strcasecmp(dot + 1, f->extensions);
}

enum ty_status ty_term_format_find(const struct ty_term_format **out,
				   const char *name, const char *path,
				   struct ty_error *err)
{
	static const char names[] = "tbx, utx, csv";
	size_t i;

	for (i = 0; ty_term_formats[i]; i++) {
		*out = ty_term_formats[i];
		if (name ? !strcmp(name, (*out)->name) :
		    has_extension(*out, path))
			return TY_OK;
	}
	*out = NULL;
	if (name)
		return ty_fail(err, TY_EINVAL,
			       _("unknown format '%s'; known are %s"), name,
			       names);
	return ty_fail_at(err, TY_EINVAL, path, 0, 0,
			  _("the name does not tell the format; choose one of %s"),
			  names);
}

enum ty_status ty_term_file_read(const struct ty_term_format *format,
				 const struct ty_term_file *file,
				 struct ty_error *err)
{
	return format->read(file, err);
}

/* ------------------------------------------------------------- writing -- */

enum ty_status ty_term_writer_open(struct ty_term_writer **out,
				   const struct ty_term_format *format,
				   const char *path,
				   const struct ty_format_options *options,
				   struct ty_error *err)
{
	struct ty_term_writer *w = ty_alloc(1, sizeof(*w));
	enum ty_status st;

	*out = NULL;
	w->format = format;
	w->options = options;
	ty_buf_init(&w->buf);
	ty_buf_init(&w->id);
	st = ty_output_open(&w->out, path, err);
	if (st != TY_OK) {
		ty_term_writer_abort(w);
		return st;
	}
	format->begin(w);
	*out = w;
	return TY_OK;
}

bool ty_term_writer_put(struct ty_term_writer *w,
			const struct ty_concept *concept)
{
	ty_buf_clear(&w->buf);
	if (!w->format->put(w, concept))
		return false;
	fwrite(w->buf.p, 1, w->buf.len, w->out.f);
	return true;
}

enum ty_status ty_term_writer_commit(struct ty_term_writer *w,
				     struct ty_error *err)
{
	enum ty_status st;

	w->format->end(w);
	st = ty_output_commit(&w->out, err);
	ty_term_writer_abort(w);
	return st;
}

void ty_term_writer_abort(struct ty_term_writer *w)
{
	if (!w)
		return;
	ty_output_abort(&w->out);
	ty_buf_release(&w->buf);
	ty_buf_release(&w->id);
	ty_intern_release(&w->ids);
	free(w);
}

/* Fit to be an XML id, which is the strictest: ASCII will do. */
static bool is_id(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	return *s && strchr(letters, *s) &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz"
		      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-.") == strlen(s);
}

const char *ty_term_writer_id(struct ty_term_writer *w,
			      const struct ty_concept *c)
{
	size_t len = strlen(c->uid);

	ty_buf_clear(&w->id);
	if (is_id(c->uid) && ty_intern_find(&w->ids, c->uid, len) ==
			     TY_INTERN_NONE)
		ty_buf_adds(&w->id, c->uid);
	else
		ty_buf_addf(&w->id, OWN_ID "%u", (unsigned)w->ids.n + 1);
	ty_intern_add(&w->ids, w->id.p, w->id.len);
	return w->id.p;
}

const char *ty_term_uid(const char *id)
{
	return strncmp(id, OWN_ID, strlen(OWN_ID)) ? id : "";
}

/* ---------------------------------------------------------------- rows -- */

struct ty_concept_buf *ty_term_rows_get(struct ty_term_rows *rows,
					const char *id, long line)
{
	uint32_t was = rows->ids.n, number = 0;

	if (*id) {
		number = ty_intern_add(&rows->ids, id, strlen(id));
		if (rows->ids.n == was)
			return &rows->v[rows->at[number]];
		rows->at = ty_grow(rows->at, &rows->cap_at, rows->ids.n,
				   sizeof(*rows->at));
		rows->at[number] = (uint32_t)rows->n;
	}
	rows->v = ty_grow(rows->v, &rows->cap, rows->n + 1, sizeof(*rows->v));
	rows->lines = ty_grow(rows->lines, &rows->cap_lines, rows->n + 1,
			      sizeof(*rows->lines));
	memset(&rows->v[rows->n], 0, sizeof(rows->v[rows->n]));
	ty_concept_clear(&rows->v[rows->n]);
	ty_concept_set(&rows->v[rows->n].concept.uid, ty_term_uid(id));
	rows->lines[rows->n] = line;
	return &rows->v[rows->n++];
}

enum ty_status ty_term_rows_give(struct ty_term_rows *rows,
				 const struct ty_term_file *file,
				 struct ty_error *err)
{
	enum ty_status st = TY_OK;
	size_t i;

	for (i = 0; st == TY_OK && i < rows->n; i++)
		st = file->sink(file->user, &rows->v[i].concept,
				rows->lines[i], err);
	return st;
}

void ty_term_rows_release(struct ty_term_rows *rows)
{
	while (rows->n > 0)
		ty_concept_release(&rows->v[--rows->n]);
	free(rows->v);
	free(rows->lines);
	free(rows->at);
	ty_intern_release(&rows->ids);
}

struct ty_term *ty_term_rows_term(struct ty_concept_buf *concept,
				  const char *lang, const char *text,
				  enum ty_term_status status)
{
	size_t i = ty_concept_find(&concept->concept, lang, text);
	struct ty_term *t = i < concept->concept.nterms ? &concept->terms[i] :
			    ty_concept_add(concept, lang, text);

	t->status = status;
	return t;
}

bool ty_term_status_of(enum ty_term_status *out, const char *word)
{
	static const struct {
		const char *word;
		enum ty_term_status status;
	} words[] = {
		/* UTX */
		{ "approved", TY_PREFERRED }, { "provisional", TY_ALLOWED },
		{ "non-standard", TY_ALLOWED }, { "rejected", TY_FORBIDDEN },
		{ "obsolete", TY_FORBIDDEN },
		/* TBX of all years; -admn-sts is left off first */
		{ "preferredTerm", TY_PREFERRED },
		{ "admittedTerm", TY_ALLOWED }, { "admitted", TY_ALLOWED },
		{ "legalTerm", TY_ALLOWED }, { "regulatedTerm", TY_ALLOWED },
		{ "standardizedTerm", TY_PREFERRED },
		{ "deprecatedTerm", TY_FORBIDDEN },
		{ "supersededTerm", TY_FORBIDDEN },
		{ "notRecommended", TY_FORBIDDEN },
	};
	static const char suffix[] = "-admn-sts";
	size_t len = strlen(word), i;

	if (len > strlen(suffix) &&
	    !strcmp(word + len - strlen(suffix), suffix))
		len -= strlen(suffix);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].word) == len &&
		    !strncasecmp(words[i].word, word, len)) {
			*out = words[i].status;
			return true;
		}
	return ty_term_status_parse(out, word);
}
