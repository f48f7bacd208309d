/* How the difference of two texts is shown to a reader. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/diff.h"
#include "match/runs.h"
#include "text/utf8.h"

#define ISLAND	2			/* unchanged characters, at most, that
					   are taken into the changes around */

/* One of the two texts. */
struct side {
	const char		*text;
	const struct ty_tokens	*tokens;
};

/* --------------------------------------- phrases, where no spaces divide -- */

enum family { OTHER_FAMILY, KATAKANA, NUMERAL };

static bool is_kanji_numeral(int32_t c)
{
	switch (c) {
	case 0x3007: case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB:
	case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D:
	case 0x5341: case 0x767E: case 0x5343: case 0x4E07: case 0x5104:
	case 0x5146:			/* 〇一二三四五六七八九十百千万億兆 */
		return true;
	}
	return false;
}

/* Tokens of one family that touch make a word or a number.  (Letters do so
 * already: they are one token.) */
static enum family family(const struct side *side, size_t i)
{
	const struct ty_token *t = &side->tokens->v[i];
	size_t at = 0;
	int32_t c;

	if (t->kind == TY_NUMBER)
		return NUMERAL;
	c = ty_utf8_next(side->tokens->folded.p + t->fold, t->fold_len, &at);
	if ((c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FE))
		return KATAKANA;
	return is_kanji_numeral(c) ? NUMERAL : OTHER_FAMILY;
}

/* True if a cut before token `i` would be inside a word or number. */
static bool is_inside(const struct side *side, size_t i)
{
	const struct ty_token *v = side->tokens->v;
	enum family f;

	if (!i || i >= side->tokens->n || v[i - 1].span.end != v[i].span.start)
		return false;
	f = family(side, i);
	return f != OTHER_FAMILY && f == family(side, i - 1);
}

/* Take tokens from both ends of an unchanged run until no word is cut. */
static void trim_run(struct ty_run *run, const struct side *old,
		     const struct side *now)
{
	while (run->old_n && (is_inside(old, run->old) ||
			      is_inside(now, run->now))) {
		run->old++;
		run->now++;
		run->old_n--;
		run->now_n--;
	}
	while (run->old_n && (is_inside(old, run->old + run->old_n) ||
			      is_inside(now, run->now + run->now_n))) {
		run->old_n--;
		run->now_n--;
	}
}

/* An unchanged run of so few characters, in both texts, that a reader would
 * stumble over it. */
static bool is_island(const struct ty_run *run, const struct side *old)
{
	const struct ty_token *v = old->tokens->v + run->old;
	size_t start, end;

	start = v[0].span.start;
	end = v[run->old_n - 1].span.end;
	return ty_utf8_count(old->text + start, end - start) <= ISLAND;
}

/* Keep the unchanged runs that are worth it; everything else becomes part of
 * the change beside it.  Returns the new number of runs. */
static size_t make_phrases(struct ty_run *runs, size_t n,
			   const struct side *old, const struct side *now)
{
	struct ty_run *kept = ty_alloc(n + 1, sizeof(*kept)), rest;
	size_t nkept = 0, i;

	memset(&rest, 0, sizeof(rest));		/* the change to come */
	for (i = 0; i < n; i++) {
		if (!runs[i].same)
			continue;
		trim_run(&runs[i], old, now);
		if (!runs[i].old_n ||
		    (i && i + 1 < n && is_island(&runs[i], old)))
			continue;
		rest.old_n = runs[i].old - rest.old;
		rest.now_n = runs[i].now - rest.now;
		if (rest.old_n || rest.now_n)
			kept[nkept++] = rest;
		kept[nkept++] = runs[i];
		rest.old = runs[i].old + runs[i].old_n;
		rest.now = runs[i].now + runs[i].now_n;
	}
	rest.old_n = old->tokens->n - rest.old;
	rest.now_n = now->tokens->n - rest.now;
	if (rest.old_n || rest.now_n)
		kept[nkept++] = rest;
	memcpy(runs, kept, nkept * sizeof(*runs));
	free(kept);
	return nkept;
}

/* ----------------------------------------------------------------- spans -- */

/* The white space before token `i`, which is neither the first nor the end. */
static struct ty_span gap(const struct side *side, size_t i)
{
	struct ty_span span = { side->tokens->v[i - 1].span.end,
				side->tokens->v[i].span.start };

	return span;
}

static bool same_gap(const struct side *a, size_t i, const struct side *b,
		     size_t j)
{
	struct ty_span x = gap(a, i), y = gap(b, j);

	return x.end - x.start == y.end - y.start &&
	       !memcmp(a->text + x.start, b->text + y.start, x.end - x.start);
}

/*
 * Where the border before token `i` stands: after the gap there, if the gap
 * goes to the run on its left, else before it.
 */
static size_t border(const struct side *side, size_t i, bool left)
{
	const struct ty_tokens *tokens = side->tokens;

	if (!tokens->n)
		return 0;
	if (!i)
		return tokens->v[0].span.start;
	if (i == tokens->n)
		return tokens->v[i - 1].span.end;
	return left ? gap(side, i).end : gap(side, i).start;
}

/*
 * A deletion has a gap on either side, but its place in the other text has only
 * one: true if that one is the gap on the left, so that the deletion takes
 * along the one on its right, as "big " in "the big cat", and not " again" in
 * "at it again.".  For an insertion the texts change places.
 */
static bool takes_right_gap(const struct ty_run *run, bool first, bool last,
			    const struct side *old, const struct side *now)
{
	if (first || last)
		return !last;
	if (run->old_n)
		return same_gap(old, run->old, now, run->now) ||
		       !same_gap(old, run->old + run->old_n, now, run->now);
	return same_gap(now, run->now, old, run->old) ||
	       !same_gap(now, run->now + run->now_n, old, run->old);
}

static enum ty_edit edit_of(const struct ty_run *run)
{
	if (run->same)
		return TY_SAME;
	if (!run->now_n)
		return TY_DELETED;
	return run->old_n ? TY_REPLACED : TY_INSERTED;
}

/* Borders stand between an unchanged run and a change, and the change decides:
 * a replacement leaves the gaps on both its sides to the unchanged. */
static void set_spans(const struct ty_run *runs, size_t n,
		      const struct side *old, const struct side *now,
		      struct ty_change *out)
{
	const struct ty_run *run;
	bool before, after;
	size_t i;

	for (i = 0; i < n; i++) {
		run = &runs[i];
		out[i].edit = edit_of(run);
		if (out[i].edit == TY_SAME)
			continue;
		before = true;
		after = false;
		if (out[i].edit != TY_REPLACED)
			before = after = takes_right_gap(run, !i, i + 1 == n,
							 old, now);
		out[i].old.start = border(old, run->old, before);
		out[i].now.start = border(now, run->now, before);
		out[i].old.end = border(old, run->old + run->old_n, after);
		out[i].now.end = border(now, run->now + run->now_n, after);
	}
	for (i = 0; i < n; i++) {
		run = &runs[i];
		if (out[i].edit != TY_SAME)
			continue;
		out[i].old.start = i ? out[i - 1].old.end :
				       border(old, 0, true);
		out[i].now.start = i ? out[i - 1].now.end :
				       border(now, 0, true);
		out[i].old.end = i + 1 < n ? out[i + 1].old.start :
					     border(old, old->tokens->n, true);
		out[i].now.end = i + 1 < n ? out[i + 1].now.start :
					     border(now, now->tokens->n, true);
	}
}

void ty_diff(const char *old, const struct ty_tokens *old_tokens,
	     const char *now, const struct ty_tokens *now_tokens, bool spaced,
	     struct ty_change **out, size_t *n)
{
	const struct side before = { old, old_tokens };
	const struct side after = { now, now_tokens };
	struct ty_intern set = { 0 };
	uint32_t *a = ty_alloc(old_tokens->n, sizeof(*a));
	uint32_t *b = ty_alloc(now_tokens->n, sizeof(*b));
	struct ty_run *runs;

	ty_token_ids(&set, old, old_tokens, true, a);
	ty_token_ids(&set, now, now_tokens, true, b);
	ty_runs_find(a, old_tokens->n, b, now_tokens->n, &runs, n);
	if (!spaced && *n)
		*n = make_phrases(runs, *n, &before, &after);
	*out = ty_alloc(*n, sizeof(**out));
	set_spans(runs, *n, &before, &after, *out);
	free(runs);
	ty_intern_release(&set);
	free(a);
	free(b);
}
