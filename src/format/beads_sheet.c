/* The sheet of an alignment, which goes to a spreadsheet and comes back. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "format/beads.h"
#include "format/csv.h"
#include "format/tmx.h"
#include "text/encoding.h"
#include "text/norm.h"

#define BEADS_FILE	"# taiyaku beads"
#define SOURCE_STORY	"# source"
#define TARGET_STORY	"# target"
#define OF_LINES	"# lines"

enum column {
	SOURCE, TARGET, CONFIDENCE, VERDICT, SOURCE_TEXT, TARGET_TEXT, NCOLUMNS
};
static const char *const columns[NCOLUMNS] = {
	"source", "target", "confidence", "verdict", "source text",
	"target text",
};

/* The first row has a tab, and nothing else that could stand between fields: from
 * it the reader learns what does. */
static void put_field(struct ty_buf *out, const char *field, bool last)
{
	ty_csv_put(out, field);
	ty_buf_addc(out, last ? '\n' : '\t');
}

static void put_numbers(struct ty_buf *out, size_t first, size_t n)
{
	size_t i;

	for (i = first; i < first + n; i++)
		ty_buf_addf(out, "%s%zu", i > first ? "+" : "", i + 1);
	ty_buf_addc(out, '\t');
}

static void put_row(struct ty_buf *out, const struct ty_bead_view *view,
		    const struct ty_bead *bead)
{
	const size_t first[2] = { bead->source, bead->target };
	const size_t n[2] = { bead->source_n, bead->target_n };
	struct ty_buf text = TY_BUF_INIT;
	int k;

	put_numbers(out, first[0], n[0]);
	put_numbers(out, first[1], n[1]);
	ty_tmx_write_score(out, bead->confidence);
	ty_buf_adds(out, "\t\t");
	for (k = 0; k < 2; k++) {
		ty_buf_clear(&text);
		ty_beads_text(&text, view, k, first[k], n[k]);
		put_field(out, text.p, k == 1);
	}
	ty_buf_release(&text);
}

void ty_beads_sheet(struct ty_buf *out, const struct ty_bead_view *view,
		    bool mark)
{
	size_t i;
	int k;

	if (mark)
		ty_buf_adds(out, "\xEF\xBB\xBF");
	ty_buf_adds(out, BEADS_FILE "\t1\n");
	for (k = 0; k < 2; k++) {
		ty_buf_addf(out, "%s\t%s\t", k ? TARGET_STORY : SOURCE_STORY,
			    view->lang[k]);
		put_field(out, view->path[k], true);
	}
	if (view->lines)
		ty_buf_adds(out, OF_LINES "\t\n");
	for (i = 0; i < NCOLUMNS; i++)
		put_field(out, columns[i], i + 1 == NCOLUMNS);
	for (i = 0; i < view->beads->n; i++)
		put_row(out, view, &view->beads->items[i]);
}

/* -------------------------------------------------------------- reading -- */

struct reading {
	struct ty_sheet	*sheet;
	struct ty_csv	 csv;
	bool		 headed;		/* the columns were named */
	size_t		 at[NCOLUMNS];		/* where each is, from 1; 0:
						   nowhere */
};

/* A field as people write it, without white space at its ends; "" if the row
 * has none. */
static char *take(const struct reading *r, size_t i)
{
	struct ty_buf text = TY_BUF_INIT;
	const char *s;

	if (i < r->csv.n) {
		s = ty_csv_text(ty_csv_field(&r->csv, i));
		ty_squeeze(&text, s, strlen(s));
	}
	return ty_buf_detach(&text);
}

static char *cell(const struct reading *r, enum column column)
{
	return r->at[column] ? take(r, r->at[column] - 1) : ty_strdup("");
}

/* A row that begins with "#": what the sheet says of itself. */
static enum ty_status read_comment(struct reading *r, const char *key,
				   struct ty_error *err)
{
	struct ty_sheet *sheet = r->sheet;
	int side = !strcmp(key, TARGET_STORY);
	enum ty_status st = TY_OK;
	char *value = take(r, 1);

	if (!strcmp(key, OF_LINES)) {
		sheet->lines = true;
	} else if (!strcmp(key, BEADS_FILE)) {
		if (strcmp(value, "1"))
			st = ty_fail_at(err, TY_ESYNTAX, sheet->path,
					r->csv.line, 0,
					_("a sheet of version '%s'; this program knows version 1"),
					value);
	} else if (side || !strcmp(key, SOURCE_STORY)) {
		st = ty_lang_canonical(sheet->lang[side], value, err);
		if (st != TY_OK)
			st = ty_fail_at(err, TY_ESYNTAX, sheet->path,
					r->csv.line, 0,
					_("'%s' is not a language"), value);
		free(sheet->story[side]);
		sheet->story[side] = r->csv.n > 2 ?
			ty_strdup(ty_csv_text(ty_csv_field(&r->csv, 2))) :
			NULL;
	}
	free(value);
	return st;
}

static enum ty_status read_heading(struct reading *r, struct ty_error *err)
{
	size_t i, k;

	for (i = 0; i < r->csv.n; i++) {
		char *name = take(r, i);

		for (k = 0; k < NCOLUMNS; k++)
			if (!r->at[k] && !strcasecmp(name, columns[k]))
				r->at[k] = i + 1;
		free(name);
	}
	if (!r->at[SOURCE] || !r->at[TARGET])
		return ty_fail_at(err, TY_ESYNTAX, r->sheet->path, r->csv.line,
				  0, _("the columns '%s' and '%s' are to be named before the first bead"),
				  columns[SOURCE], columns[TARGET]);
	r->headed = true;
	return TY_OK;
}

/* "2+3", or what a spreadsheet or a person makes of it: "2, 3", "2 3". */
static enum ty_status read_numbers(struct ty_sheet_row *row, int side,
				   const char *s, const char *path,
				   struct ty_error *err)
{
	const char *p = s;
	size_t number, last = 0;
	char *end;

	while (*p) {
		if (*p < '0' || *p > '9' || strspn(p, "0123456789") > 9 ||
		    (number = strtoul(p, &end, 10)) == 0)
			return ty_fail_at(err, TY_ESYNTAX, path, row->line, 0,
				_("'%s' is not a list of segments such as 2 or 2+3"),
				s);
		if (last && number != last + 1)
			return ty_fail_at(err, TY_ESYNTAX, path, row->line, 0,
				_("the segments of a bead follow one another; '%s' do not"),
				s);
		if (!last)
			row->first[side] = number - 1;
		if (++row->n[side] > TY_BEAD_MOST)
			return ty_fail_at(err, TY_ELIMIT, path, row->line, 0,
				_("a bead of more than %d segments"),
				TY_BEAD_MOST);
		last = number;
		p = end + strspn(end, "+, ");
	}
	return TY_OK;
}

static enum ty_status read_verdict(struct ty_sheet_row *row, const char *s,
				   const char *path, struct ty_error *err)
{
	static const struct {
		const char		*word;
		enum ty_judgement	 judgement;
	} known[] = {
		{ "", TY_NOT_JUDGED },
		{ "right", TY_JUDGED_RIGHT }, { "ok", TY_JUDGED_RIGHT },
		{ "○", TY_JUDGED_RIGHT }, { "正", TY_JUDGED_RIGHT },
		{ "wrong", TY_JUDGED_WRONG }, { "×", TY_JUDGED_WRONG },
		{ "誤", TY_JUDGED_WRONG },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (!strcasecmp(s, known[i].word)) {
			row->judgement = known[i].judgement;
			return TY_OK;
		}
	return ty_fail_at(err, TY_ESYNTAX, path, row->line, 0,
			  _("the verdict '%s' is neither 'right' nor 'wrong'"),
			  s);
}

/* With a decimal comma too, as a spreadsheet of most of Europe writes it. */
static enum ty_status read_confidence(struct ty_sheet_row *row, char *s,
				      const char *path, struct ty_error *err)
{
	char *comma = strchr(s, ',');

	row->confidence = -1;
	if (!*s)
		return TY_OK;
	if (comma)
		*comma = '.';
	ty_tmx_read_score(&row->confidence, s);
	if (row->confidence < 0)
		return ty_fail_at(err, TY_ESYNTAX, path, row->line, 0,
				  _("the confidence '%s' is not a number from 0 to 1"),
				  s);
	return TY_OK;
}

static enum ty_status read_row(struct reading *r, struct ty_error *err)
{
	struct ty_sheet *sheet = r->sheet;
	char *cells[NCOLUMNS];
	struct ty_sheet_row *row;
	enum ty_status st;
	size_t i;

	for (i = 0; i < NCOLUMNS; i++)
		cells[i] = cell(r, (enum column)i);
	sheet->rows = ty_grow(sheet->rows, &sheet->cap, sheet->n + 1,
			      sizeof(*sheet->rows));
	row = &sheet->rows[sheet->n++];
	memset(row, 0, sizeof(*row));
	row->line = r->csv.line;
	row->text[0] = cells[SOURCE_TEXT];
	row->text[1] = cells[TARGET_TEXT];
	if ((st = read_numbers(row, 0, cells[SOURCE], sheet->path, err)) ==
	    TY_OK &&
	    (st = read_numbers(row, 1, cells[TARGET], sheet->path, err)) ==
	    TY_OK &&
	    (st = read_verdict(row, cells[VERDICT], sheet->path, err)) ==
	    TY_OK)
		st = read_confidence(row, cells[CONFIDENCE], sheet->path, err);
	for (i = SOURCE; i <= VERDICT; i++)
		free(cells[i]);
	return st;
}

static enum ty_status read_rows(struct reading *r, struct ty_error *err)
{
	enum ty_status st;
	char *first;

	while ((st = ty_csv_next(&r->csv, err)) == TY_OK) {
		first = take(r, 0);
		if (first[0] == '#')
			st = read_comment(r, first, err);
		else if (!r->headed)
			st = read_heading(r, err);
		else
			st = read_row(r, err);
		free(first);
		if (st != TY_OK)
			return st;
	}
	if (st == TY_END && !r->sheet->n)
		return ty_fail_at(err, TY_ESYNTAX, r->sheet->path, 0, 0,
				  _("there are no beads in this file"));
	return st == TY_END ? TY_OK : st;
}

enum ty_status ty_sheet_read(struct ty_sheet **out, const char *path,
			     const char *encoding, struct ty_error *err)
{
	struct reading r = { .sheet = ty_alloc(1, sizeof(*r.sheet)) };
	struct ty_buf bytes = TY_BUF_INIT, text = TY_BUF_INIT;
	struct ty_decoded decoded;
	enum ty_status st;

	*out = NULL;
	r.sheet->path = ty_strdup(path);
	if ((st = ty_read_file(&bytes, path, TY_MAX_STORY, err)) != TY_OK)
		goto done;
	st = ty_decode(&decoded, bytes.p, bytes.len, encoding, NULL, path, err);
	if (st == TY_OK) {
		ty_buf_add(&text, decoded.text, decoded.length);
		ty_csv_open(&r.csv, text.p, r.sheet->path);
		st = read_rows(&r, err);
		ty_csv_close(&r.csv);
	}
	ty_decoded_release(&decoded);
done:
	ty_buf_release(&bytes);
	ty_buf_release(&text);
	if (st == TY_OK)
		*out = r.sheet;
	else
		ty_sheet_free(r.sheet);
	return st;
}

void ty_sheet_free(struct ty_sheet *sheet)
{
	size_t i;

	if (!sheet)
		return;
	for (i = 0; i < sheet->n; i++) {
		free(sheet->rows[i].text[0]);
		free(sheet->rows[i].text[1]);
	}
	free(sheet->rows);
	free(sheet->story[0]);
	free(sheet->story[1]);
	free(sheet->path);
	free(sheet);
}
