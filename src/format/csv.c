/* RFC 4180, and what spreadsheets make of it. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/csv.h"

#define MAX_FIELDS	1000

void ty_csv_open(struct ty_csv *csv, const char *s, const char *path)
{
	size_t head = strcspn(s, "\r\n");

	memset(csv, 0, sizeof(*csv));
	csv->s = s;
	csv->path = path;
	csv->next_line = 1;
	ty_buf_init(&csv->text);
	csv->delimiter = ',';
	if (!memchr(s, ',', head))
		csv->delimiter = memchr(s, '\t', head) ? '\t' :
				 memchr(s, ';', head) ? ';' : ',';
}

void ty_csv_close(struct ty_csv *csv)
{
	ty_buf_release(&csv->text);
	free(csv->fields);
}

/* A field in quotes, from behind the first one. */
static enum ty_status read_quoted(struct ty_csv *csv, struct ty_error *err)
{
	long begun = csv->next_line;
	const char *s = csv->s;

	for (;; csv->at++) {
		char c = s[csv->at];

		if (!c)
			return ty_fail_at(err, TY_ESYNTAX, csv->path, begun, 0,
					  _("a quotation mark that is not closed"));
		if (c == '"' && s[++csv->at] != '"')
			break;
		if (c == '\n')
			csv->next_line++;
		ty_buf_addc(&csv->text, c);
	}
	if (s[csv->at] && s[csv->at] != csv->delimiter &&
	    s[csv->at] != '\r' && s[csv->at] != '\n')
		return ty_fail_at(err, TY_ESYNTAX, csv->path, csv->next_line,
				  0, _("text after a closing quotation mark"));
	return TY_OK;
}

static enum ty_status read_plain(struct ty_csv *csv, struct ty_error *err)
{
	const char *s = csv->s + csv->at;
	const char stops[] = { csv->delimiter, '\r', '\n', '\0' };
	size_t n = strcspn(s, stops);

	if (memchr(s, '"', n))
		return ty_fail_at(err, TY_ESYNTAX, csv->path, csv->next_line,
				  0, _("a quotation mark inside a field that does not begin with one"));
	ty_buf_add(&csv->text, s, n);
	csv->at += n;
	return TY_OK;
}

static enum ty_status read_field(struct ty_csv *csv, struct ty_error *err)
{
	enum ty_status st;

	if (csv->n == MAX_FIELDS)
		return ty_fail_at(err, TY_ELIMIT, csv->path, csv->next_line, 0,
				  _("more than %d columns"), MAX_FIELDS);
	csv->fields = ty_grow(csv->fields, &csv->cap, csv->n + 1,
			      sizeof(*csv->fields));
	csv->fields[csv->n++] = csv->text.len;
	if (csv->s[csv->at] == '"') {
		csv->at++;
		st = read_quoted(csv, err);
	} else {
		st = read_plain(csv, err);
	}
	ty_buf_addc(&csv->text, '\0');
	return st;
}

/* Step over the end of a line; false if there is none here. */
static bool end_line(struct ty_csv *csv)
{
	const char *s = csv->s + csv->at;

	if (*s != '\r' && *s != '\n')
		return false;
	csv->at += s[0] == '\r' && s[1] == '\n' ? 2 : 1;
	csv->next_line++;
	return true;
}

enum ty_status ty_csv_next(struct ty_csv *csv, struct ty_error *err)
{
	enum ty_status st;

	while (end_line(csv))
		;
	if (!csv->s[csv->at])
		return TY_END;
	csv->line = csv->next_line;
	csv->n = 0;
	ty_buf_clear(&csv->text);
	for (;;) {
		if ((st = read_field(csv, err)) != TY_OK)
			return st;
		if (csv->s[csv->at] != csv->delimiter)
			break;
		csv->at++;
	}
	end_line(csv);
	return TY_OK;
}

const char *ty_csv_field(const struct ty_csv *csv, size_t i)
{
	return csv->text.p + csv->fields[i];
}

/* Would it be calculated, but for apostrophes before it? */
static bool calculates(const char *field)
{
	static const char *const signs[] = {
		"=", "+", "-", "@", "\t", "\r", "\n",
		"\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212",
	};
	size_t i;

	field += strspn(field, "'");
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (!strncmp(field, signs[i], strlen(signs[i])))
			return true;
	return false;
}

const char *ty_csv_text(const char *field)
{
	return field[0] == '\'' && calculates(field) ? field + 1 : field;
}

void ty_csv_quote(struct ty_buf *out, const char *field)
{
	const char *p;

	ty_buf_adds(out, calculates(field) ? "\"'" : "\"");
	for (p = field; *p; p++) {
		if (*p == '"')
			ty_buf_addc(out, '"');
		ty_buf_addc(out, *p);
	}
	ty_buf_addc(out, '"');
}

void ty_csv_put(struct ty_buf *out, const char *field)
{
	if (field[strcspn(field, ",;\t\"\r\n")] || *field == ' ') {
		ty_csv_quote(out, field);
		return;
	}
	if (calculates(field))
		ty_buf_addc(out, '\'');
	ty_buf_adds(out, field);
}
