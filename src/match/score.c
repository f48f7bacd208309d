/* The number a translator sees beside a match, and what lowered it. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/runs.h"
#include "match/score.h"
#include "text/chars.h"
#include "text/norm.h"
#include "text/utf8.h"

static const struct ty_penalty penalties[TY_NPENALTIES] = {
	[TY_PENALTY_NUMBER] = { .name = "number", .points = 2 },
	[TY_PENALTY_CASE] = { .name = "case", .points = 1 },
	[TY_PENALTY_PUNCTUATION] = { .name = "punctuation", .points = 1 },
	[TY_PENALTY_ALIGNED] = { .name = "aligned", .points = 1 },
	[TY_PENALTY_CODES] = { .name = "codes", .points = 1 },
	[TY_PENALTY_MEMORY] = { .name = "memory" },
};

int ty_score_most_penalty(void)
{
	int sum = 0, i;

	for (i = 0; i < TY_NPENALTIES; i++)
		sum += penalties[i].points;
	return sum;
}

/* Both texts, token by token, and the penalties found so far. */
struct comparison {
	const char		*old, *now;
	const struct ty_tokens	*old_tokens, *now_tokens;
	uint32_t		*old_values, *now_values;
	struct ty_span		 at_old, at_now;	/* looked at */
	struct ty_penalty	 found[TY_NPENALTIES];	/* points 0: not */
};

/* What is looked at has a penalty; the first place is remembered. */
static void find(struct comparison *c, enum ty_penalty_kind kind)
{
	if (c->found[kind].points)
		return;
	c->found[kind] = penalties[kind];
	c->found[kind].old = c->at_old;
	c->found[kind].now = c->at_now;
}

static void look_at(struct comparison *c, struct ty_span old,
		    struct ty_span now)
{
	c->at_old = old;
	c->at_now = now;
}

/* Characters that differ while the folded forms do not: letters, digits and
 * what stands in the block of widths differ in case or width, all others in
 * their typographic form. */
static void see_character(struct comparison *c, int32_t x)
{
	bool width = (x >= 0xFF00 && x <= 0xFFEF) || ty_char_is_word(x);

	find(c, width ? TY_PENALTY_CASE : TY_PENALTY_PUNCTUATION);
}

/* Compare what was written for a token that is folded to the same. */
static void see_forms(struct comparison *c, const char *a, size_t m,
		      const char *b, size_t n)
{
	size_t i = 0, j = 0;
	int32_t x, y;

	if (m == n && !memcmp(a, b, n))
		return;
	while (i < m && j < n) {
		x = ty_utf8_next(a, m, &i);
		y = ty_utf8_next(b, n, &j);
		if (x != y)
			see_character(c, x < y ? y : x);
	}
	/* One side is longer, as with a ligature or an ellipsis. */
	while (i < m)
		see_character(c, ty_utf8_next(a, m, &i));
	while (j < n)
		see_character(c, ty_utf8_next(b, n, &j));
}

/* Where the gap before token `i` begins and ends, the text's ends included. */
static struct ty_span gap(const struct ty_tokens *tokens, const char *text,
			  size_t i)
{
	struct ty_span span;

	span.start = i ? tokens->v[i - 1].span.end : 0;
	span.end = i < tokens->n ? tokens->v[i].span.start : strlen(text);
	return span;
}

static void see_gap(struct comparison *c, size_t i, size_t j)
{
	struct ty_span a = gap(c->old_tokens, c->old, i);
	struct ty_span b = gap(c->now_tokens, c->now, j);

	look_at(c, a, b);
	if (a.end - a.start != b.end - b.start ||
	    memcmp(c->old + a.start, c->now + b.start, b.end - b.start))
		find(c, TY_PENALTY_PUNCTUATION);
}

/* One value, in two forms perhaps: of another width or case, or with other
 * digits, words or separators. */
static void see_number(struct comparison *c, const char *a, size_t m,
		       const char *b, size_t n)
{
	struct ty_buf x = TY_BUF_INIT, y = TY_BUF_INIT;

	if (m == n && !memcmp(a, b, n))
		return;
	ty_fold(&x, a, m, TY_FOLD_MATCH, NULL);
	ty_fold(&y, b, n, TY_FOLD_MATCH, NULL);
	if (strcmp(x.p, y.p))
		find(c, TY_PENALTY_PUNCTUATION);
	else
		see_forms(c, a, m, b, n);
	ty_buf_release(&x);
	ty_buf_release(&y);
}

static void see_same(struct comparison *c, size_t i, size_t j)
{
	const struct ty_token *t = &c->old_tokens->v[i];
	const struct ty_span *now = &c->now_tokens->v[j].span;
	const char *a = c->old + t->span.start, *b = c->now + now->start;
	size_t m = t->span.end - t->span.start, n = now->end - now->start;

	look_at(c, t->span, *now);
	if (c->old_values[i] != c->now_values[j])
		find(c, TY_PENALTY_NUMBER);
	else if (t->kind == TY_NUMBER)
		see_number(c, a, m, b, n);
	else
		see_forms(c, a, m, b, n);
}

static struct ty_span spread(const struct ty_tokens *tokens, size_t from,
			     size_t n)
{
	struct ty_span span = { 0, 0 };

	if (n > 0) {
		span.start = tokens->v[from].span.start;
		span.end = tokens->v[from + n - 1].span.end;
	}
	return span;
}

static bool any_number(const struct ty_tokens *tokens, size_t from, size_t n)
{
	while (n-- > 0)
		if (tokens->v[from++].kind == TY_NUMBER)
			return true;
	return false;
}

/* A number that came or went has a counterpart in the translation that must
 * come or go too. */
static void see_numbers(struct comparison *c, const struct ty_run *run)
{
	look_at(c, spread(c->old_tokens, run->old, run->old_n),
		spread(c->now_tokens, run->now, run->now_n));
	if (any_number(c->old_tokens, run->old, run->old_n) ||
	    any_number(c->now_tokens, run->now, run->now_n))
		find(c, TY_PENALTY_NUMBER);
}

static void see_run(struct comparison *c, const struct ty_run *run)
{
	size_t i;

	if (!run->same) {
		see_numbers(c, run);
		return;
	}
	for (i = 0; i < run->old_n; i++) {
		see_same(c, run->old + i, run->now + i);
		if (i)
			see_gap(c, run->old + i, run->now + i);
	}
	/* The ends of the texts are neighbours, too. */
	if (!run->old && !run->now)
		see_gap(c, 0, 0);
	if (run->old + run->old_n == c->old_tokens->n &&
	    run->now + run->now_n == c->now_tokens->n)
		see_gap(c, c->old_tokens->n, c->now_tokens->n);
}

static void compare(struct comparison *c)
{
	struct ty_intern set = { 0 };
	size_t m = c->old_tokens->n, n = c->now_tokens->n, nruns, i;
	uint32_t *a = ty_alloc(m, sizeof(*a)), *b = ty_alloc(n, sizeof(*b));
	struct ty_run *runs;

	c->old_values = ty_alloc(m, sizeof(*c->old_values));
	c->now_values = ty_alloc(n, sizeof(*c->now_values));
	ty_token_ids(&set, c->old, c->old_tokens, false, a);
	ty_token_ids(&set, c->now, c->now_tokens, false, b);
	ty_token_ids(&set, c->old, c->old_tokens, true, c->old_values);
	ty_token_ids(&set, c->now, c->now_tokens, true, c->now_values);
	ty_runs_find(a, m, b, n, &runs, &nruns);
	for (i = 0; i < nruns; i++)
		see_run(c, &runs[i]);
	free(runs);
	free(c->old_values);
	free(c->now_values);
	free(a);
	free(b);
	ty_intern_release(&set);
}

static bool identical(const char *a, const char *b)
{
	struct ty_buf x = TY_BUF_INIT, y = TY_BUF_INIT;
	bool same = !strcmp(a, b);

	if (!same) {
		ty_nfc(&x, a, strlen(a));
		ty_nfc(&y, b, strlen(b));
		same = !strcmp(x.p, y.p);
		ty_buf_release(&x);
		ty_buf_release(&y);
	}
	return same;
}

void ty_score_match(struct ty_score *score, const char *old,
		    const struct ty_tokens *old_tokens, const char *now,
		    const struct ty_tokens *now_tokens, double similarity,
		    bool context, enum ty_unit_kind kind,
		    enum ty_unit_status status)
{
	struct comparison c = { .old = old, .now = now,
				.old_tokens = old_tokens,
				.now_tokens = now_tokens };
	int i;

	memset(score, 0, sizeof(*score));
	if (identical(old, now)) {
		score->shown = score->text = context ? 101 : 100;
		return;
	}
	compare(&c);
	if (status == TY_DRAFT ||
	    ((kind == TY_ALIGNED || kind == TY_MACHINE) &&
	     status != TY_REVIEWED))
		c.found[TY_PENALTY_ALIGNED] = penalties[TY_PENALTY_ALIGNED];
	/* Fractions lie further apart than this. */
	score->text = (int)(100 * similarity + 1e-9);
	if (score->text > 99)
		score->text = 99;
	score->shown = score->text;
	for (i = 0; i < TY_NPENALTIES; i++) {
		if (!c.found[i].points)
			continue;
		score->penalties[score->npenalties++] = c.found[i];
		score->shown -= c.found[i].points;
	}
	if (score->shown < 0)
		score->shown = 0;
}

void ty_score_lower(struct ty_score *score, enum ty_penalty_kind kind,
		    int points)
{
	struct ty_penalty *p = &score->penalties[score->npenalties++];

	*p = penalties[kind];
	if (points)
		p->points = points;
	if (kind == TY_PENALTY_CODES && score->shown > 100)
		score->shown = 100;
	score->shown -= p->points;
	if (score->shown < 0)
		score->shown = 0;
}

bool ty_score_spare(struct ty_score *score, enum ty_penalty_kind kind)
{
	size_t i;

	for (i = 0; i < score->npenalties; i++)
		if (!strcmp(score->penalties[i].name, penalties[kind].name))
			break;
	if (i == score->npenalties)
		return false;
	score->shown += score->penalties[i].points;
	score->npenalties--;
	memmove(&score->penalties[i], &score->penalties[i + 1],
		(score->npenalties - i) * sizeof(score->penalties[0]));
	return true;
}
