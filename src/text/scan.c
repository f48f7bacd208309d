/* One pass over a paragraph: where a sentence may end, and what the rules say. */

#include <limits.h>
#include <unicode/uchar.h>

#include "base/alloc.h"
#include "text/glyph.h"
#include "text/scan.h"

/* One passage on its way into segments. */
struct run {
	struct ty_segmenter	*seg;
	struct ty_passage	 p;
	struct ty_span_list	*out;
	size_t			 content;	/* after the sentence's bullet */
	size_t			 boundary;	/* ICU's next mark, or the end */
	bool			 quoted;	/* inside a quote that is split */
	struct ty_list_marker	 list;		/* the last item's */
	int			 items;
};

void ty_scan_tell(const struct ty_segmenter *seg, size_t at,
		  enum ty_rule rule)
{
	if (seg->trace)
		seg->trace(seg->user, at, rule);
}

/* ------------------------------------------------------------ sentences -- */

/* A sentence begins at or after `i`: step over bullets, note a list marker. */
static void begin_sentence(struct run *r, size_t i)
{
	struct ty_list_marker marker;
	size_t next;

	i = ty_skip_space(r->p.s, i, r->p.end);
	r->p.sentence = i;
	while (i < r->p.end && (ty_glyph(ty_char_at(r->p.s, i, r->p.end,
						    &next)) &
				(TY_G_BULLET | TY_G_SPACE)))
		i = next;
	r->content = i;
	if (i < r->p.end && ty_list_marker(&marker, &r->p, i)) {
		r->items = ty_list_follows(&r->list, r->items, &marker) ?
			   r->items + 1 : 1;
		r->list = marker;
	}
}

static void end_sentence(struct run *r, size_t at)
{
	struct ty_span_list *out = r->out;
	size_t end = ty_trim_space(r->p.s, r->p.sentence, at);

	if (end > r->p.sentence) {
		out->v = ty_grow(out->v, &out->cap, out->n + 1,
				 sizeof(*out->v));
		out->v[out->n++] = (struct ty_span){ r->p.sentence, end };
	}
	begin_sentence(r, at);
}

/* What the rules of an SRX file say about the place `at` and the white space
 * around it; `rule`, our own decision, where they say nothing. */
static enum ty_rule ask_rules(struct run *r, size_t at, enum ty_rule rule)
{
	struct ty_segmenter *seg = r->seg;
	struct ty_span paragraph = { r->p.start, r->p.end };
	enum ty_status st;

	if (!seg->srx || seg->failed.code != TY_OK)
		return rule;
	st = ty_srx_decide(&seg->verdict, seg->srx, r->p.s, paragraph,
			   ty_trim_space(r->p.s, r->p.sentence, at),
			   ty_skip_space(r->p.s, at, r->p.end), &seg->failed);
	if (st != TY_OK)
		return rule;
	return seg->verdict.breaks ? TY_RULE_SRX_BREAK : TY_RULE_SRX_KEEP;
}

/* Carry out a decision about the place `at`, unless the rules decide. */
static void decide(struct run *r, size_t at, enum ty_rule rule)
{
	rule = ask_rules(r, at, rule);
	ty_scan_tell(r->seg, at, rule);
	if (ty_rule_splits(rule))
		end_sentence(r, at);
}

/* ----------------------------------------------------------- candidates -- */

/* Marks at `i`: returns where to go on looking. */
static size_t at_marks(struct run *r, size_t i)
{
	struct ty_candidate k;
	enum ty_rule rule;

	ty_candidate_read(&k, &r->p, i);
	if (k.next == r->p.end)
		return k.next;
	if (ty_candidate_cjk(&k, &r->p, r->seg->cjk))
		rule = ty_cjk_rule(&r->p, &k);
	else
		rule = ty_latin_rule(&r->p, &k);
	if (rule != TY_RULE_GLUED)
		decide(r, k.end, rule);
	return k.end;
}

static size_t scan(struct run *r, size_t i, size_t end);

/*
 * A balanced bracket [open, end) of a Japanese sentence, its opening character
 * ending at `inside`.  Nothing in it splits when the sentence goes on after it;
 * when it ends the sentence, the sentences of a quote are separate ones.
 */
static size_t at_bracket(struct run *r, size_t open, size_t inside, size_t end,
			 bool quote)
{
	struct ty_candidate k;
	enum ty_rule rule = TY_RULE_BRACKET;

	ty_candidate_last(&k, &r->p, open, end);
	if (k.marks)
		rule = k.next == r->p.end ? TY_RULE_QUOTE_ENDS :
		       ty_cjk_after_bracket(&r->p, open, &k);
	if (rule == TY_RULE_QUOTE_ENDS && quote && !r->quoted) {
		size_t whole = r->p.end;

		/* A sentence inside must not end beyond the quote's last
		 * mark, as dots with spaces between them could. */
		r->quoted = true;
		r->p.end = k.stop;
		ty_brackets_begin(&r->seg->inner, r->p.s,
				  (struct ty_span){ inside, k.mark });
		scan(r, inside, k.mark);
		r->p.end = whole;
		r->quoted = false;
	}
	if (k.next < r->p.end)
		decide(r, end, rule);
	return end;
}

/* ▽■◇●, alone: in Japanese anywhere, otherwise after white space only. */
static size_t at_bullet(struct run *r, size_t i, int32_t c, size_t next)
{
	int32_t before = i > r->p.start ?
		ty_char_before(r->p.s, r->p.start, i, NULL) : ' ';
	bool apart = ty_glyph(before) & (TY_G_SPACE | TY_G_STOP | TY_G_CLOSE);
	bool strong = c == 0x25A0 || c == 0x25C6 || c == 0x25C7 ||
		      c == 0x25BC || c == 0x25BD || c == 0x25A1;
	int32_t after = next < r->p.end ?
		ty_char_at(r->p.s, next, r->p.end, NULL) : 0;

	/* ●●氏 is a blank for a name, ▼1.2% a fall. */
	if (i <= r->content || after == c || before == c || r->quoted ||
	    (c == 0x25BC && ty_is_digit(after)))
		return next;
	if (apart || (strong && r->seg->cjk))
		decide(r, i, TY_RULE_BULLET);
	return next;
}

/* A list runs: does "b)" or "2." end at `i`, its last character? */
static void at_list_marker(struct run *r, size_t i)
{
	struct ty_list_marker marker;
	size_t at = i;

	while (at > r->content && i - at < 8 &&
	       !ty_space_byte(r->p.s[at - 1]))
		at--;
	if (at <= r->content || at == i ||
	    !ty_space_byte(r->p.s[at - 1]))
		return;
	if (ty_list_marker(&marker, &r->p, at) > i &&
	    ty_list_follows(&r->list, r->items, &marker))
		decide(r, at, TY_RULE_LIST_ITEM);
}

/* The next byte worth a look, kana being passed by the three. */
static size_t skip_dull(const struct run *r, size_t i, size_t limit)
{
	const unsigned char *s = (const unsigned char *)r->p.s;
	const unsigned char *telling = r->seg->telling;

	while (i < limit) {
		if (!telling[s[i]]) {
			i++;
		} else if (s[i] == 0xE3 && limit - i > 2 && s[i + 1] != 0x80) {
			i += 3;
		} else {
			break;
		}
	}
	return i;
}

static size_t at_telling(struct run *r, size_t i)
{
	size_t next, close;
	int32_t c = ty_char_at(r->p.s, i, r->p.end, &next);
	unsigned g = ty_glyph(c);

	if (r->items && (c == '.' || c == ')'))
		at_list_marker(r, i);
	if (r->seg->cjk && ((g & TY_G_OPEN) || c == '"')) {
		close = ty_brackets_close(r->quoted ? &r->seg->inner :
					  &r->seg->brackets, i);
		return close ? at_bracket(r, i, next, close, g & TY_G_QUOTE) :
		       next;
	}
	if ((g & TY_G_STOP) && !r->seg->icu)
		return at_marks(r, i);
	if (g & TY_G_BULLET)
		return at_bullet(r, i, c, next);
	if (r->seg->srx && next < r->p.end &&
	    ty_srx_is_mark(r->seg->srx, c) &&
	    ask_rules(r, next, TY_RULE_GLUED) == TY_RULE_SRX_BREAK)
		decide(r, next, TY_RULE_GLUED);
	return next;
}

/* Look for candidates in [i, end). */
static size_t scan(struct run *r, size_t i, size_t end)
{
	while ((i = skip_dull(r, i, end)) < end)
		i = at_telling(r, i);
	return i;
}

/* ------------------------------------------------------ other languages -- */

/* Find the marks, at or after `start`, before ICU's next boundary that has
 * any. */
static void next_boundary(struct run *r, size_t start)
{
	const struct ty_passage *p = &r->p;
	size_t prev, i, from;
	int32_t at;

	while ((at = ubrk_next(r->seg->icu)) != UBRK_DONE) {
		i = from = ty_trim_space(p->s, p->start,
					 p->start + (size_t)at);
		while (i > p->start && from - i < 64) {
			int32_t c = ty_char_before(p->s, p->start, i, &prev);
			int32_t sb = u_getIntPropertyValue(
				c, UCHAR_SENTENCE_BREAK);

			if (sb == U_SB_STERM || sb == U_SB_ATERM)
				break;
			if (!(ty_glyph(c) & (TY_G_CLOSE | TY_G_QUOTE |
					     TY_G_SPACE)))
				i = p->start;
			else
				i = prev;
		}
		if (i > start && from - i < 64 && prev >= start) {
			r->boundary = prev;
			return;
		}
	}
	r->boundary = p->end;
}

/* ICU ends a sentence at the marks at r->boundary; the rules may object. */
static size_t at_boundary(struct run *r)
{
	size_t i = r->boundary, next;
	int32_t c = ty_char_at(r->p.s, i, r->p.end, &next);

	if (ty_glyph(c) & TY_G_STOP) {
		i = at_marks(r, i);
	} else {
		struct ty_candidate k;

		ty_candidate_of(&k, &r->p, i, next);
		i = k.end;
		if (k.next < r->p.end)
			decide(r, i, TY_RULE_STOP);
	}
	next_boundary(r, i);
	return i;
}

static void ask_icu(struct run *r)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t len = r->p.end - r->p.start;

	r->boundary = r->p.end;
	if (!r->seg->icu || len > INT32_MAX)
		return;
	r->seg->utext = utext_openUTF8(r->seg->utext, r->p.s + r->p.start,
				       (int64_t)len, &status);
	ubrk_setUText(r->seg->icu, r->seg->utext, &status);
	if (U_FAILURE(status))
		return;
	ubrk_first(r->seg->icu);
	next_boundary(r, r->p.start);
}

/* ------------------------------------------------------------- the whole -- */

void ty_segmenter_paragraph(struct ty_segmenter *seg, const char *text,
			    struct ty_span span, struct ty_span_list *out)
{
	struct run r = {
		.seg = seg,
		.p = { .s = text, .start = span.start, .end = span.end,
		       .sentence = span.start, .words = &seg->words },
		.out = out,
	};
	size_t i = span.start;

	ask_icu(&r);
	if (seg->cjk)
		ty_brackets_begin(&seg->brackets, text, span);
	begin_sentence(&r, i);
	while ((i = scan(&r, i, r.boundary)) < span.end)
		i = at_boundary(&r);
	end_sentence(&r, span.end);
}
