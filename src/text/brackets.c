/* Which brackets belong together. */

#include <stdlib.h>

#include "base/alloc.h"
#include "text/brackets.h"
#include "text/glyph.h"

#define WINDOW		65536	/* bytes looked at in one go */
#define DEEPEST		256	/* brackets in brackets; more are strays */
#define STRAIGHT_REACH	600	/* bytes between " and ", often strays */

struct open {
	size_t	at;
	int32_t	close;		/* what ends it */
};

struct stack {
	struct open	v[DEEPEST];
	int		n;
};

void ty_brackets_begin(struct ty_brackets *b, const char *s,
		       struct ty_span passage)
{
	b->s = s;
	b->end = passage.end;
	b->filled = passage.start;
	b->at = 0;
	b->found.n = 0;
}

void ty_brackets_release(struct ty_brackets *b)
{
	free(b->found.v);
}

/* A bracket opened at `at` is closed by what ends at `end`: keep it if it is
 * the outermost so far. */
static void record(struct ty_brackets *b, size_t at, size_t end)
{
	struct ty_span_list *f = &b->found;

	while (f->n && f->v[f->n - 1].start > at)
		f->n--;
	f->v = ty_grow(f->v, &f->cap, f->n + 1, sizeof(*f->v));
	f->v[f->n++] = (struct ty_span){ .start = at, .end = end };
}

static void push(struct stack *stack, size_t at, int32_t close)
{
	if (stack->n < DEEPEST)
		stack->v[stack->n++] = (struct open){ at, close };
}

/* Close the innermost bracket that `c` ends; those inside it were strays.
 * Returns true if there was one. */
static bool pop(struct ty_brackets *b, struct stack *stack, int32_t c,
		size_t at, size_t end)
{
	size_t reach = c == '"' ? STRAIGHT_REACH : TY_BRACKET_REACH;
	int k = stack->n - 1;

	if (c != '"')
		while (k >= 0 && stack->v[k].close != c)
			k--;
	if (k < 0 || stack->v[k].close != c)
		return false;
	stack->n = k;
	if (at - stack->v[k].at > reach)
		return c != '"';
	if (stack->v[k].at < b->filled)
		record(b, stack->v[k].at, end);
	return true;
}

/* Find the brackets that open in the window from `i`. */
static void fill(struct ty_brackets *b, size_t i)
{
	struct stack stack = { .n = 0 };
	size_t end = b->end, next;

	b->at = b->found.n = 0;
	b->filled = b->end - i > WINDOW ? i + WINDOW : b->end;
	if (end - b->filled > TY_BRACKET_REACH)
		end = b->filled + TY_BRACKET_REACH;
	for (; i < end; i = next) {
		int32_t c = ty_char_at(b->s, i, end, &next);
		unsigned g;

		/* Letters and kana, by far the most. */
		if ((c < 0x80 && c != '"' && c != '(' && c != ')' &&
		     c != '[' && c != ']' && c != '{' && c != '}') ||
		    (c >= 0x3040 && c < 0xFF00))
			continue;
		g = ty_glyph(c);
		if (c == '"') {
			/* 27" is a length, if no quote ends here. */
			if (!pop(b, &stack, c, i, next) &&
			    (i == 0 || !ty_is_digit(b->s[i - 1])))
				push(&stack, i, c);
		} else if (g & TY_G_OPEN) {
			push(&stack, i, ty_glyph_partner(c));
		} else if (g & TY_G_CLOSE) {
			pop(b, &stack, c, i, next);
		}
	}
}

size_t ty_brackets_close(struct ty_brackets *b, size_t i)
{
	if (i >= b->filled)
		fill(b, i);
	while (b->at < b->found.n && b->found.v[b->at].start < i)
		b->at++;
	if (b->at < b->found.n && b->found.v[b->at].start == i)
		return b->found.v[b->at].end;
	return 0;
}
