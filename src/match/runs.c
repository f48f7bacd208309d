/* The shortest way from one list of tokens to another. */

#include <stdlib.h>

#include "base/alloc.h"
#include "match/runs.h"
#include "text/chars.h"
#include "text/utf8.h"

#define LONGEST	2000			/* tokens compared in detail */

/* ----------------------------------------------------------- token ids -- */

/* True if exactly three digits stand at `i`. */
static bool three_digits(const char *s, size_t len, size_t i)
{
	int digits = 0;

	while (digits <= 3 && i < len && ty_char_digit(ty_utf8_next(s, len, &i)) >= 0)
		digits++;
	return digits == 3;
}

/* What a value says, however it is written. */
static void add_value(struct ty_buf *out, const struct ty_value *v)
{
	ty_buf_adds(out, v->amount);
	ty_buf_addc(out, '\1');
	ty_buf_adds(out, v->unit);
	ty_buf_addc(out, '\1');
	ty_buf_adds(out, ty_value_kind_word(v->kind));
}

/* The same of digits that are no value. */
static void add_digits(struct ty_buf *out, const char *s, size_t len)
{
	size_t i = 0;
	int32_t c;

	while (i < len) {
		c = ty_utf8_next(s, len, &i);
		if (ty_char_digit(c) >= 0)
			ty_buf_addc(out, (char)('0' + ty_char_digit(c)));
		else if (c == '.' || c == 0xFF0E || c == 0x066B)
			ty_buf_addc(out, '.');
		else if (!three_digits(s, len, i))
			ty_buf_addc(out, ',');
	}
}

void ty_token_ids(struct ty_intern *set, const char *text,
		  const struct ty_tokens *tokens, bool values, uint32_t *ids)
{
	struct ty_buf value = TY_BUF_INIT;
	const struct ty_token *t;
	size_t i;

	for (i = 0; i < tokens->n; i++) {
		t = &tokens->v[i];
		if (!values || t->kind != TY_NUMBER) {
			ids[i] = ty_intern_add(set, tokens->folded.p + t->fold,
					       t->fold_len);
			continue;
		}
		ty_buf_clear(&value);
		/* No folded word begins like this. */
		ty_buf_addc(&value, '\1');
		if (t->value)
			add_value(&value, &tokens->values.v[t->value - 1]);
		else
			add_digits(&value, text + t->span.start,
				   t->span.end - t->span.start);
		ids[i] = ty_intern_add(set, value.p, value.len);
	}
	ty_buf_release(&value);
}

/* ------------------------------------------------- dynamic programming -- */

/*
 * Two costs for each cell: of the best script that ends in a same token, and of
 * the best that ends in an edit.  An edit costs EDIT, and the first of a change
 * one more, so that among the shortest scripts the one with the fewest changes
 * wins; there are never as many as EDIT.
 */
#define EDIT	(2u * LONGEST + 2)
#define NEVER	(UINT32_MAX / 2)

/* How a cell's two costs came about: bits in one byte. */
enum {
	SAME_AFTER_EDIT = 1,
	EDIT_AFTER_EDIT = 2,
	DELETION = 4,
	INSERTION = 8			/* neither of them: replacement */
};

struct cost {
	uint32_t	same, edit;
};

struct table {
	const uint32_t	*old, *now;
	size_t		 m, n;
	unsigned char	*how;		/* m + 1 rows of n + 1 */
	bool		 ends_in_edit;
};

/* Make the script up to `from` and one more edit the cell's, if cheaper. */
static void try_edit(struct cost *cell, struct cost from, unsigned kind,
		     unsigned char *how)
{
	bool goes_on = from.edit <= from.same + 1;
	uint32_t cost = (goes_on ? from.edit : from.same + 1) + EDIT;

	if (cost >= cell->edit)
		return;
	cell->edit = cost;
	*how = (unsigned char)((*how & SAME_AFTER_EDIT) | kind |
			       (goes_on ? EDIT_AFTER_EDIT : 0));
}

static void fill(struct table *t)
{
	struct cost *row = ty_alloc(t->n + 1, sizeof(*row));
	struct cost cell, diagonal;
	unsigned char *how = t->how;
	size_t i, j;

	for (i = 0; i <= t->m; i++) {
		diagonal = row[0];
		for (j = 0; j <= t->n; j++, how++) {
			cell.same = i || j ? NEVER : 0;
			cell.edit = NEVER;
			if (i && j && t->old[i - 1] == t->now[j - 1]) {
				cell.same = diagonal.same;
				if (diagonal.edit < cell.same) {
					cell.same = diagonal.edit;
					*how = SAME_AFTER_EDIT;
				}
			} else if (i && j) {
				try_edit(&cell, diagonal, 0, how);
			}
			if (i)
				try_edit(&cell, row[j], DELETION, how);
			if (j)
				try_edit(&cell, row[j - 1], INSERTION, how);
			diagonal = row[j];
			row[j] = cell;
		}
	}
	t->ends_in_edit = row[t->n].edit < row[t->n].same;
	free(row);
}

/* ---------------------------------------------------------------- runs -- */

struct runs {
	struct ty_run	*v;
	size_t		 n, cap;
};

/* Append tokens to the last run, or to a new one. */
static void append(struct runs *runs, bool same, size_t old_n, size_t now_n)
{
	struct ty_run *last = runs->n ? &runs->v[runs->n - 1] : NULL;
	struct ty_run run = { .same = same };

	if (!old_n && !now_n)
		return;
	if (!last || last->same != same) {
		if (last) {
			run.old = last->old + last->old_n;
			run.now = last->now + last->now_n;
		}
		runs->v = ty_grow(runs->v, &runs->cap, runs->n + 1,
				  sizeof(*runs->v));
		last = &runs->v[runs->n++];
		*last = run;
	}
	last->old_n += old_n;
	last->now_n += now_n;
}

enum step { STEP_SAME, STEP_DELETE, STEP_INSERT, STEP_REPLACE };

/* Walk back from the last cell, then append the steps in their order. */
static void trace(const struct table *t, struct runs *runs)
{
	unsigned char *steps = ty_alloc(t->m + t->n, 1), how;
	bool edit = t->ends_in_edit;
	size_t i = t->m, j = t->n, n = 0;

	while (i || j) {
		how = t->how[i * (t->n + 1) + j];
		if (!edit) {
			steps[n++] = STEP_SAME;
			edit = how & SAME_AFTER_EDIT;
			i--;
			j--;
			continue;
		}
		steps[n++] = how & DELETION ? STEP_DELETE :
			     how & INSERTION ? STEP_INSERT : STEP_REPLACE;
		edit = how & EDIT_AFTER_EDIT;
		i -= !(how & INSERTION);
		j -= !(how & DELETION);
	}
	while (n--)
		append(runs, steps[n] == STEP_SAME, steps[n] != STEP_INSERT,
		       steps[n] != STEP_DELETE);
	free(steps);
}

void ty_runs_find(const uint32_t *old, size_t old_n, const uint32_t *now,
		  size_t now_n, struct ty_run **out, size_t *n)
{
	struct table t = { .old = old, .now = now, .m = old_n, .n = now_n };
	struct runs runs = { NULL, 0, 0 };
	size_t before = 0, after = 0;

	/* What is the same at both ends stays so in a shortest script. */
	while (t.m && t.n && t.old[0] == t.now[0]) {
		t.old++;
		t.now++;
		t.m--;
		t.n--;
		before++;
	}
	while (t.m && t.n && t.old[t.m - 1] == t.now[t.n - 1]) {
		t.m--;
		t.n--;
		after++;
	}
	append(&runs, true, before, before);
	if (t.m > LONGEST || t.n > LONGEST || !t.m || !t.n) {
		append(&runs, false, t.m, t.n);
	} else {
		t.how = ty_alloc((t.m + 1) * (t.n + 1), 1);
		fill(&t);
		trace(&t, &runs);
		free(t.how);
	}
	append(&runs, true, after, after);
	*out = runs.v;
	*n = runs.n;
}
