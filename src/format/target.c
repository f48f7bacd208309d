/* The translation of a match, with the places a reader has to look at. */

#include <string.h>

#include "format/target.h"

/* What is being put, and how far. */
struct putting {
	struct ty_buf			*out;
	const struct ty_target_style	*style;
	const char			*s;
	size_t				 len, done;
};

static void put_marked(struct putting *p, const struct ty_span *span,
		       const char *const marks[2])
{
	if (!marks[0] || span->start < p->done || span->end <= span->start ||
	    span->end > p->len)
		return;
	p->style->put(p->out, p->s + p->done, span->start - p->done);
	ty_buf_adds(p->out, marks[0]);
	p->style->put(p->out, p->s + span->start, span->end - span->start);
	ty_buf_adds(p->out, marks[1]);
	p->done = span->end;
}

static bool overlap(const struct ty_span *a, const struct ty_span *b)
{
	return a->start < b->end && b->start < a->end;
}

bool ty_target_carried(const struct ty_match *m, const struct ty_span *span)
{
	size_t i;

	for (i = 0; m->repaired && m->carry && i < m->carry->ncarried; i++)
		if (overlap(&m->carry->carried[i].was, span))
			return true;
	return false;
}

void ty_target_put(struct ty_buf *out, const struct ty_match *m, bool now,
		   const struct ty_target_style *style)
{
	const struct ty_carry *carry = m->repaired ? m->carry : NULL;
	size_t ncarried = carry ? carry->ncarried : 0, i = 0, k;
	struct putting p = {
		out, style, now && m->repaired ? m->repaired : m->target, 0, 0
	};
	const struct ty_carried *c = NULL;

	p.len = strlen(p.s);
	for (k = 0; k <= m->ntarget_spans; k++) {
		struct ty_span at = { p.len, p.len };

		if (k < m->ntarget_spans)
			at = m->target_spans[k];
		for (; i < ncarried && (k == m->ntarget_spans ||
			carry->carried[i].was.start < at.end); i++) {
			c = &carry->carried[i];
			put_marked(&p, now ? &c->now : &c->was,
				   style->carried);
		}
		if (k == m->ntarget_spans || ty_target_carried(m, &at))
			continue;
		/* What stands before it may have become longer. */
		if (now && c) {
			at.start = at.start - c->was.end + c->now.end;
			at.end = at.end - c->was.end + c->now.end;
		}
		put_marked(&p, &at, style->revise);
	}
	style->put(out, p.s + p.done, p.len - p.done);
}
