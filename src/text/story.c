/* Stories: which paragraph of a wire item is what. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "text/dateline.h"
#include "text/glyph.h"
#include "text/lines.h"
#include "text/looks.h"
#include "text/norm.h"
#include "text/story.h"

#define UNKNOWN		(-1)
#define MOST		50000	/* paragraphs; what follows them is one */
#define LEAD_WIDTH	40	/* columns of a first sentence, at least */
#define HEADLINE_WIDTH	24	/* of a headline that leaves no doubt */
#define HEADLINE_WORDS	3
#define SUBHEAD_WIDTH	60	/* at most */
#define BODY_WIDTH	80	/* a line as wide as this is no junk */

struct paragraph {
	struct ty_span	span;
	int		kind;		/* enum ty_kind, or UNKNOWN */
	int		width;
	bool		gap;		/* a blank line before it */
	bool		dateline;
	bool		sentence;	/* ends as one */
};

/* A story on its way. */
struct layout {
	const char		*s;
	const struct ty_abbrev	*words;
	struct paragraph	*v;
	size_t			 n, cap;
	size_t			 lead;	/* first paragraph of the body; n if
					   there is none */
	size_t			 last;	/* last paragraph of the body */
	bool			 gaps;	/* blank lines between paragraphs */
	bool			 given;	/* the blocks were not found here */
};

/* ----------------------------------------------------------- paragraphs -- */

static bool blank_line_between(const char *s, size_t from, size_t to,
			       char newline)
{
	int n = 0;

	for (; from < to; from++)
		n += s[from] == newline;
	return n > 1;
}

/* What can be told without the others. */
static void look(struct layout *l, struct paragraph *p)
{
	struct ty_dateline dateline;
	struct ty_span name;

	p->width = ty_looks_width(l->s, p->span);
	p->kind = UNKNOWN;
	p->dateline = ty_dateline_parse(&dateline, l->s, p->span, l->words);
	p->sentence = p->dateline ||
		      ty_looks_sentence(l->s, p->span, l->words);
	if (p->dateline)
		return;
	if (ty_looks_note(l->s, p->span))
		p->kind = TY_NOTE;
	else if (ty_looks_slug(l->s, p->span))
		p->kind = TY_SLUG;
	else if (ty_looks_credit(l->s, p->span, l->words, &name))
		p->kind = TY_CREDIT;
	else if (ty_looks_caption(l->s, p->span))
		p->kind = TY_CAPTION;
	else if (ty_looks_byline(l->s, p->span, &name))
		p->kind = TY_BYLINE;
	else if (ty_looks_boilerplate(l->s, p->span))
		p->kind = TY_BOILERPLATE;
	else if (ty_looks_subhead(l->s, p->span))
		p->kind = TY_SUBHEAD;
}

static void read_paragraphs(struct layout *l, size_t length)
{
	struct ty_lines lines;
	struct ty_span span;
	size_t end = 0;

	ty_lines_begin(&lines, l->s, (struct ty_span){ 0, length });
	while (ty_lines_next(&lines, &span)) {
		struct paragraph *p;

		l->v = ty_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
		p = &l->v[l->n++];
		memset(p, 0, sizeof(*p));
		if (l->n == MOST) {
			span.end = ty_trim_space(l->s, span.start, length);
			lines.at = length;
		}
		p->span = span;
		p->gap = l->n == 1 || blank_line_between(l->s, end, span.start,
							 lines.newline);
		l->gaps |= l->n > 1 && p->gap;
		look(l, p);
		end = span.end;
	}
}

/* ----------------------------------------------------------------- body -- */

/* The body begins with the first dateline; without one, with a sentence long
 * enough to be no junk. */
static void find_lead(struct layout *l)
{
	size_t i, sentence = l->n;

	for (i = 0; i < l->n; i++)
		if (l->v[i].dateline)
			break;
	for (l->lead = 0; i == l->n && l->lead < l->n; l->lead++) {
		struct paragraph *p = &l->v[l->lead];

		if (p->kind != UNKNOWN || !p->sentence)
			continue;
		if (sentence == l->n)
			sentence = l->lead;
		if (p->width >= LEAD_WIDTH)
			i = l->lead;
	}
	l->lead = i < l->n ? i : sentence;
}

/* A line among others of a list or table, rather than a heading. */
static bool in_list(const struct layout *l, size_t i)
{
	const struct paragraph *p = &l->v[i];
	int32_t c = ty_char_at(l->s, p->span.start, p->span.end, NULL);

	if ((ty_glyph(c) & (TY_G_BULLET | TY_G_DASH | TY_G_PAUSE)) || c == '*')
		return true;
	if (i > 0 && !p->gap && !l->v[i - 1].sentence && i - 1 >= l->lead)
		return true;
	return i + 1 < l->n && !l->v[i + 1].gap && !l->v[i + 1].sentence &&
	       l->v[i + 1].kind == UNKNOWN;
}

/* The body ends with its last sentence, long line, or entry of a list that
 * belongs to one. */
static void find_last(struct layout *l)
{
	size_t i;

	l->last = l->lead;
	for (i = l->lead; i < l->n; i++) {
		struct paragraph *p = &l->v[i];
		int32_t c;

		if (p->kind != UNKNOWN)
			continue;
		c = ty_char_at(l->s, p->span.start, p->span.end, NULL);
		if (p->sentence || p->width >= BODY_WIDTH ||
		    (ty_glyph(c) & TY_G_BULLET) ||
		    (!p->gap && l->gaps && l->last + 1 == i))
			l->last = i;
	}
}

static bool pauses_at_end(const struct layout *l, const struct paragraph *p)
{
	int32_t c = ty_char_before(l->s, p->span.start, p->span.end, NULL);

	return ty_glyph(c) & TY_G_PAUSE;
}

static void name_body(struct layout *l)
{
	size_t i;

	for (i = l->lead; i < l->n; i++) {
		struct paragraph *p = &l->v[i];

		/* A slug stands above, a credit below. */
		if (p->kind == TY_SLUG ||
		    (p->kind == TY_CREDIT && i < l->last))
			p->kind = UNKNOWN;
		if (p->kind != UNKNOWN)
			continue;
		if (i > l->last)
			p->kind = TY_BOILERPLATE;
		else if (!p->sentence && p->width <= SUBHEAD_WIDTH &&
			 i > l->lead && !pauses_at_end(l, p) && !in_list(l, i))
			p->kind = TY_SUBHEAD;
		else
			p->kind = TY_BODY;
	}
}

/* ----------------------------------------------------------------- head -- */

static bool headline_like(const struct layout *l, const struct paragraph *p,
			  bool surely)
{
	bool japanese = ty_is_cjk(ty_char_at(l->s, p->span.start, p->span.end,
					     NULL));

	if (p->kind != UNKNOWN || p->sentence)
		return false;
	return !surely || (p->width >= HEADLINE_WIDTH &&
			   (japanese || ty_looks_words(l->s, p->span) >=
				       HEADLINE_WORDS));
}

/* A short line right above the headline: 【解説】, "ANALYSIS". */
static bool kicker_like(const struct layout *l, const struct paragraph *p)
{
	bool capitals = false;
	size_t i;

	if ((p->kind != UNKNOWN && p->kind != TY_BYLINE) ||
	    p->width >= HEADLINE_WIDTH || p->sentence)
		return false;
	if (ty_glyph_partner(ty_char_at(l->s, p->span.start, p->span.end,
					NULL)))
		return true;
	for (i = p->span.start; i < p->span.end; i++) {
		if (l->s[i] >= 'a' && l->s[i] <= 'z')
			return false;
		capitals |= l->s[i] >= 'A' && l->s[i] <= 'Z';
	}
	return capitals;
}

/* The headline is the nearest line above the body that looks like one, with
 * the lines directly above that do, too. */
static void name_head(struct layout *l)
{
	size_t i, at = l->lead;

	for (i = l->lead; i-- > 0 && at == l->lead; )
		if (headline_like(l, &l->v[i], true))
			at = i;
	for (i = l->lead; i-- > 0 && at == l->lead; )
		if (headline_like(l, &l->v[i], false))
			at = i;
	/* ■ stands before a headline, too. */
	for (i = l->lead; i-- > 0 && at == l->lead; )
		if (l->v[i].kind == TY_SUBHEAD)
			at = i;
	if (at < l->lead) {
		l->v[at].kind = TY_HEADLINE;
		while (at > 0 && !l->v[at].gap &&
		       headline_like(l, &l->v[at - 1], true))
			l->v[--at].kind = TY_HEADLINE;
		if (at > 0 && !l->v[at].gap && kicker_like(l, &l->v[at - 1]))
			l->v[at - 1].kind = TY_KICKER;
	}
	for (i = 0; i < l->lead; i++) {
		struct paragraph *p = &l->v[i];

		if (p->kind == UNKNOWN)
			p->kind = p->width >= BODY_WIDTH && p->sentence ?
				  TY_BODY : TY_BOILERPLATE;
	}
}

/* Nothing that ends like a sentence: a headline, perhaps with lines below. */
static void name_without_body(struct layout *l)
{
	bool headline = false;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].kind == UNKNOWN) {
			l->v[i].kind = headline ? TY_BODY : TY_HEADLINE;
			headline = true;
		}
}

/* ---------------------------------------------------------------- facts -- */

/* Where a wrapped line of Japanese ends there is no space: the newlines of
 * s[span) but for those between two such characters. */
static void unwrap(struct ty_buf *out, const char *s, struct ty_span span)
{
	size_t at = span.start, left, right;
	const char *nl;

	while ((nl = memchr(s + at, '\n', span.end - at)) != NULL) {
		left = ty_trim_space(s, at, (size_t)(nl - s));
		right = ty_skip_space(s, (size_t)(nl - s), span.end);
		ty_buf_add(out, s + at, left - at);
		if (left == at || right == span.end ||
		    !ty_is_cjk(ty_char_before(s, at, left, NULL)) ||
		    !ty_is_cjk(ty_char_at(s, right, span.end, NULL)))
			ty_buf_addc(out, ' ');
		at = right;
	}
	ty_buf_add(out, s + at, span.end - at);
}

static void add_text(struct ty_buf *buf, const struct layout *l,
		     struct ty_span span)
{
	struct ty_buf text = TY_BUF_INIT;
	const char *s = l->s;

	if (span.start == span.end)
		return;
	if (buf->len)
		ty_buf_addc(buf, ' ');
	/* Whoever gave the blocks has left only newlines that mean something. */
	if (!l->given && memchr(s + span.start, '\n', span.end - span.start)) {
		unwrap(&text, s, span);
		ty_squeeze(buf, text.p, text.len);
		ty_buf_release(&text);
	} else {
		ty_squeeze(buf, s + span.start, span.end - span.start);
	}
}

/* A headline without the signs of old wires around it, its own brackets kept:
 * "^Storm hits north<". */
static struct ty_span without_signs(const char *s, struct ty_span span)
{
	while (span.start < span.end &&
	       ((unsigned char)s[span.start] < 0x20 || s[span.start] == '^'))
		span.start++;
	while (span.end > span.start &&
	       (s[span.end - 1] == '<' || s[span.end - 1] == '='))
		span.end--;
	span.end = ty_trim_space(s, span.start, span.end);
	return span;
}

static char *text_of(const struct layout *l, struct ty_span span)
{
	struct ty_buf buf = TY_BUF_INIT;

	add_text(&buf, l, span);
	return ty_buf_detach(&buf);
}

static void set_dateline(struct ty_story *story, const struct layout *l,
			 struct ty_buf *byline)
{
	struct ty_dateline d = { 0 };

	if (l->lead < l->n)
		ty_dateline_parse(&d, l->s, l->v[l->lead].span, l->words);
	story->dateline = text_of(l, d.all);
	story->place = text_of(l, d.place);
	story->agency = text_of(l, d.agency);
	story->date = text_of(l, d.date);
	add_text(byline, l, d.reporter);
}

/* …した。（共同） and …した。【山田太郎】 at the end of the body. */
static void read_ending(const struct layout *l, struct ty_buf *byline,
			struct ty_buf *credit)
{
	struct ty_span in;

	if (l->lead == l->n ||
	    !ty_looks_ending(l->s, l->v[l->last].span, &in))
		return;
	if (ty_agency_like(l->s, in, l->words)) {
		if (!credit->len)
			add_text(credit, l, in);
	} else if (!byline->len && l->s[in.end] != ')' &&
		   !memcmp(l->s + in.end, "】", 3)) {
		add_text(byline, l, in);
	}
}

static void collect_facts(struct ty_story *story, const struct layout *l)
{
	struct ty_buf slug = TY_BUF_INIT, headline = TY_BUF_INIT;
	struct ty_buf note = TY_BUF_INIT, byline = TY_BUF_INIT;
	struct ty_buf credit = TY_BUF_INIT, kicker = TY_BUF_INIT;
	size_t i;

	story->version = 1;
	for (i = 0; i < l->n; i++) {
		struct ty_span span = l->v[i].span, name;
		int version = 0;

		switch (l->v[i].kind) {
		case TY_SLUG:
			add_text(&slug, l, span);
			version = ty_looks_version(l->s, span);
			break;
		case TY_HEADLINE:
			add_text(&headline, l, without_signs(l->s, span));
			version = ty_looks_version(l->s, span);
			break;
		case TY_KICKER:
			add_text(&kicker, l, span);
			break;
		case TY_NOTE:
			add_text(&note, l, span);
			break;
		case TY_BYLINE:
			if (ty_looks_byline(l->s, span, &name))
				add_text(&byline, l, name);
			else if (l->given)
				add_text(&byline, l, span);
			break;
		case TY_CREDIT:
			if (ty_looks_credit(l->s, span, l->words, &name))
				add_text(&credit, l, name);
			break;
		default:
			break;
		}
		if (version > story->version)
			story->version = version;
	}
	set_dateline(story, l, &byline);
	read_ending(l, &byline, &credit);
	story->slugline = ty_buf_detach(&slug);
	story->headline = ty_buf_detach(&headline);
	story->note = ty_buf_detach(&note);
	story->byline = ty_buf_detach(&byline);
	story->credit = ty_buf_detach(&credit);
	story->kicker = ty_buf_detach(&kicker);
	story->description = ty_strdup("");
	story->published = ty_strdup("");
	story->addresses = ty_strdup("");
}

/* ------------------------------------------------------- blocks, segments -- */

static void add_segment(struct ty_story *story, size_t *cap,
			const struct layout *l, size_t block,
			struct ty_span span)
{
	struct ty_segment *segment;

	story->segments = ty_grow(story->segments, cap, story->nsegments + 1,
				  sizeof(*story->segments));
	segment = &story->segments[story->nsegments++];
	segment->kind = story->blocks[block].kind;
	segment->block = block;
	segment->span = span;
	segment->text = text_of(l, span);
}

/* Running text is split into sentences; anything else is one segment. */
static void fill_story(struct ty_story *story, const struct layout *l,
		       struct ty_segmenter *segmenter)
{
	struct ty_span_list sentences = { 0 };
	size_t i, k, cap = 0;

	story->blocks = ty_alloc(l->n, sizeof(*story->blocks));
	story->nblocks = l->n;
	for (i = 0; i < l->n; i++) {
		enum ty_kind kind = (enum ty_kind)l->v[i].kind;

		story->blocks[i].kind = kind;
		story->blocks[i].span = l->v[i].span;
		sentences.n = 0;
		if (kind == TY_BODY && l->given)
			ty_segmenter_run(segmenter, l->s, l->v[i].span,
					 &sentences);
		else if (kind == TY_BODY)
			ty_segmenter_paragraph(segmenter, l->s, l->v[i].span,
					       &sentences);
		for (k = 0; k < sentences.n; k++)
			add_segment(story, &cap, l, i, sentences.v[k]);
		if (!sentences.n)
			add_segment(story, &cap, l, i, l->v[i].span);
	}
	free(sentences.v);
}

/* Facts and segments of a story whose blocks have their kinds. */
static void finish(struct ty_story **out, struct layout *l, size_t length,
		   const char *lang, struct ty_segmenter *segmenter)
{
	struct ty_story *story = ty_alloc(1, sizeof(*story));

	story->lang = ty_strdup(lang);
	story->text = ty_strndup(l->s, length);
	story->length = length;
	collect_facts(story, l);
	fill_story(story, l, segmenter);
	free(l->v);
	*out = story;
}

void ty_story_build_parts(struct ty_story **out,
			  struct ty_segmenter *segmenter, const char *text,
			  size_t length, const char *lang,
			  const struct ty_part *parts, size_t nparts)
{
	struct layout l = {
		.s = text, .words = ty_segmenter_words(segmenter),
		.v = ty_alloc(nparts, sizeof(*l.v)), .n = nparts,
		.lead = nparts, .given = true,
	};
	struct ty_dateline dateline;
	size_t i;

	for (i = 0; i < nparts; i++) {
		l.v[i].span = parts[i].span;
		l.v[i].kind = parts[i].kind;
		if (parts[i].kind != TY_BODY)
			continue;
		if (l.lead == nparts)
			l.lead = i;
		l.last = i;
	}
	/* A summary may stand before the paragraph with the dateline. */
	for (i = l.lead; i < nparts && i < l.lead + 4; i++)
		if (parts[i].kind == TY_BODY &&
		    ty_dateline_parse(&dateline, text, parts[i].span,
				      l.words)) {
			l.lead = i;
			break;
		}
	finish(out, &l, length, lang, segmenter);
}

void ty_story_build(struct ty_story **out, struct ty_segmenter *segmenter,
		    const char *text, size_t length, const char *lang)
{
	struct layout l = {
		.s = text, .words = ty_segmenter_words(segmenter),
	};

	read_paragraphs(&l, length);
	find_lead(&l);
	if (l.lead < l.n) {
		find_last(&l);
		name_body(&l);
		name_head(&l);
	} else {
		name_without_body(&l);
	}
	finish(out, &l, length, lang, segmenter);
}
