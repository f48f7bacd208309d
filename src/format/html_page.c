/* Pages as their readers see them: visible text in blocks, with its source. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/html_page.h"
#include "text/glyph.h"
#include "text/utf8.h"

#define MAX_DEPTH	256	/* elements within each other; deeper ones are
				   not told apart */
#define MAX_BLOCKS	100000	/* of a page; the last takes the rest */
#define NO_NODE		UINT32_MAX
#define NEAR		3	/* elements whose names hint at a block */

struct open {
	int		 number;
	unsigned	 element, hints;
	uint32_t	 node;		/* NO_NODE until it has text */
};

struct reader {
	struct ty_html_page	*page;
	const char		*s;
	struct open		 stack[MAX_DEPTH];
	size_t			 depth;
	size_t			 lost;		/* open, but not on the stack */
	int			 opened[TY_EL_MAX];	/* on it, of a number */
	int			 hidden, pre;		/* on it */
	size_t			 start;		/* of the block, in the text */
	size_t			 linked, timed;	/* bytes of it */
	struct ty_span		 space;		/* white space not yet written */
	bool			 newline;	/* there is one in it */
	bool			 link;
	size_t			 link_depth;	/* where it began */
	bool			 time;		/* within <time> */
	bool			 titled, json;
};

/* ----------------------------------------------------------------- text -- */

static void put(struct reader *r, size_t source, size_t source_length,
		const char *bytes, size_t n)
{
	struct ty_html_page *page = r->page;
	struct ty_html_run *last = page->nruns ? &page->runs[page->nruns - 1] :
				   NULL;

	if (last && n == source_length && last->length == last->source_length &&
	    last->text + last->length == page->text.len &&
	    last->source + last->length == source) {
		last->length += n;
		last->source_length += n;
	} else {
		page->runs = ty_grow(page->runs, &page->cap_runs,
				     page->nruns + 1, sizeof(*page->runs));
		page->runs[page->nruns++] = (struct ty_html_run){
			page->text.len, n, source, source_length
		};
	}
	ty_buf_add(&page->text, bytes, n);
	if (r->link)
		r->linked += n;
	if (r->time)
		r->timed += n;
}

/* A line break of the page. */
static void put_line(struct reader *r, struct ty_span source)
{
	r->space.start = r->space.end;
	if (!r->hidden && r->page->text.len > r->start)
		put(r, source.start, source.end - source.start, "\n", 1);
}

/* Write the white space before `next`, if it counts: not at the ends of a line,
 * and not where a source line ended within Japanese. */
static void settle(struct reader *r, int32_t next)
{
	const struct ty_buf *text = &r->page->text;
	size_t n = r->space.end - r->space.start;

	if (!n)
		return;
	if (text->len > r->start && text->p[text->len - 1] != '\n' &&
	    !(r->newline && ty_is_cjk(next) &&
	      ty_is_cjk(ty_char_before(text->p, r->start, text->len, NULL))))
		put(r, r->space.start, n, " ", 1);
	r->space.start = r->space.end;
}

static void add_space(struct reader *r, size_t at)
{
	if (r->pre && r->s[at] == '\n') {
		put_line(r, (struct ty_span){ at, at + 1 });
		return;
	}
	if (r->space.start == r->space.end) {
		r->space.start = at;
		r->newline = false;
	}
	r->space.end = at + 1;
	r->newline |= r->s[at] == '\n' || r->s[at] == '\r';
}

static void add_text(struct reader *r, struct ty_span span, bool references)
{
	size_t at = span.start, end;
	char bytes[4];
	int32_t c;

	while (at < span.end) {
		if (ty_space_byte(r->s[at])) {
			add_space(r, at++);
			continue;
		}
		if (references && r->s[at] == '&' &&
		    (end = ty_html_reference(r->s, at, span.end, &c)) != 0) {
			if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
				r->space.start = at;
				r->space.end = end;
				r->newline = false;
			} else if (c) {
				settle(r, c);
				put(r, at, end - at, bytes,
				    ty_utf8_put(bytes, c));
			}
			at = end;
			continue;
		}
		settle(r, ty_char_at(r->s, at, span.end, NULL));
		end = at + 1;
		while (end < span.end && !ty_space_byte(r->s[end]) &&
		       (r->s[end] != '&' || !references))
			end++;
		put(r, at, end - at, r->s + at, end - at);
		at = end;
	}
}

/* --------------------------------------------------------------- blocks -- */

static uint32_t node_at(struct reader *r, size_t depth)
{
	struct ty_html_page *page = r->page;
	struct open *o;
	size_t i;

	if (!page->nnodes) {
		page->nodes = ty_grow(page->nodes, &page->cap_nodes, 1,
				      sizeof(*page->nodes));
		memset(&page->nodes[page->nnodes++], 0, sizeof(*page->nodes));
	}
	for (i = 0; i < depth; i++) {
		o = &r->stack[i];
		if (o->node != NO_NODE)
			continue;
		page->nodes = ty_grow(page->nodes, &page->cap_nodes,
				      page->nnodes + 1, sizeof(*page->nodes));
		o->node = (uint32_t)page->nnodes;
		page->nodes[page->nnodes++] = (struct ty_html_node){
			i ? r->stack[i - 1].node : 0, o->element, o->hints
		};
	}
	return depth ? r->stack[depth - 1].node : 0;
}

/* What the elements around a block say of it. */
static void describe(struct reader *r, struct ty_html_block *block)
{
	const unsigned near = TY_EL_HEADING | TY_EL_PARAGRAPH | TY_EL_CELL |
			      TY_EL_ITEM;
	const unsigned all = TY_HINT_AROUND | TY_HINT_ARTICLE;
	size_t i, n;

	for (n = 1, i = r->depth; i-- > 0; n++) {
		const struct open *o = &r->stack[i];

		block->element |= o->element &
				  (n <= NEAR ? near | TY_EL_CAPTION :
				   TY_EL_CAPTION);
		if (n <= NEAR)
			block->hints |= o->hints & ~all;
		if ((o->element & TY_EL_HEADING) && !block->level) {
			int h1;

			ty_html_flags("h1", &h1);
			block->level = o->number - h1 + 1;
		}
	}
	block->node = node_at(r, r->depth);
}

static void add_block(struct reader *r, struct ty_span span, size_t all)
{
	struct ty_html_page *page = r->page;
	struct ty_html_block *block;

	span.start = ty_skip_space(page->text.p, span.start, span.end);
	span.end = ty_trim_space(page->text.p, span.start, span.end);
	if (span.start == span.end)
		return;
	if (page->nblocks == MAX_BLOCKS) {
		page->blocks[MAX_BLOCKS - 1].span.end = span.end;
		return;
	}
	page->blocks = ty_grow(page->blocks, &page->cap_blocks,
			       page->nblocks + 1, sizeof(*page->blocks));
	block = &page->blocks[page->nblocks++];
	memset(block, 0, sizeof(*block));
	block->span = span;
	block->linked = (size_t)((double)r->linked *
				 (double)(span.end - span.start) / (double)all);
	describe(r, block);
	if (r->timed * 2 > all)
		block->hints |= TY_HINT_DATE;
}

/* The block ends here; empty lines within it part it further. */
static void end_block(struct reader *r)
{
	const struct ty_buf *text = &r->page->text;
	size_t start = r->start, all = text->len - r->start, i;

	r->space.start = r->space.end;
	for (i = start; i < text->len; i++) {
		if (text->p[i] != '\n' || text->p[i + 1] != '\n')
			continue;
		add_block(r, (struct ty_span){ start, i }, all);
		while (text->p[i + 1] == '\n')
			i++;
		start = i + 1;
	}
	add_block(r, (struct ty_span){ start, text->len }, all);
	if (all)
		ty_buf_adds(&r->page->text, "\n\n");
	r->start = r->page->text.len;
	r->linked = r->timed = 0;
}

/* ------------------------------------------------------------- elements -- */

static void pop(struct reader *r)
{
	const struct open *o = &r->stack[--r->depth];

	r->opened[o->number]--;
	r->hidden -= (o->element & TY_EL_HIDDEN) != 0;
	r->pre -= (o->element & TY_EL_PRE) != 0;
	if (r->link && r->depth < r->link_depth)
		r->link = false;
}

static void push(struct reader *r, int number, unsigned element,
		 const struct ty_html_hints *hints)
{
	struct open *o;

	if (r->depth == MAX_DEPTH) {
		r->lost++;
		return;
	}
	o = &r->stack[r->depth++];
	o->number = number;
	o->element = element;
	o->hints = element & TY_EL_ROOT ? 0 : hints->hints;
	o->node = NO_NODE;
	if (hints->hidden && !(element & (TY_EL_ROOT | TY_EL_ARTICLE)))
		o->element |= TY_EL_HIDDEN;
	r->opened[number]++;
	r->hidden += (o->element & TY_EL_HIDDEN) != 0;
	r->pre += (o->element & TY_EL_PRE) != 0;
}

/* What a start tag ends without saying so: a paragraph ends where any block
 * begins, an item of a list where the next one does. */
static void close_implied(struct reader *r, int number, unsigned element)
{
	int p;

	if (!r->depth)
		return;
	ty_html_flags("p", &p);
	if ((element & TY_EL_BLOCK) && r->stack[r->depth - 1].number == p)
		pop(r);
	if (!r->depth)
		return;
	if (element & (TY_EL_ITEM | TY_EL_CELL)) {
		unsigned kind = element & (TY_EL_ITEM | TY_EL_CELL);

		if (r->stack[r->depth - 1].element & kind)
			pop(r);
	} else if (element & TY_EL_RUBY) {
		int ruby;

		ty_html_flags("ruby", &ruby);
		while (r->depth && number != ruby &&
		       r->stack[r->depth - 1].number != ruby &&
		       (r->stack[r->depth - 1].element & TY_EL_RUBY))
			pop(r);
	}
}

static void start_tag(struct reader *r, const struct ty_html_token *token)
{
	struct ty_html_hints hints;
	int number;
	unsigned element = ty_html_flags(token->name, &number);

	if (!strcmp(token->name, "br")) {
		put_line(r, token->span);
		return;
	}
	if (!strcmp(token->name, "html") || !strcmp(token->name, "meta") ||
	    (!strcmp(token->name, "time") && !r->hidden))
		ty_html_meta_tag(&r->page->meta, r->s, token);
	if (!strcmp(token->name, "script")) {
		char *type = ty_html_value(r->s, token, "type");

		r->json = !strcmp(type, "application/ld+json");
		free(type);
	}
	if (!strcmp(token->name, "time"))
		r->time = true;
	if (!strcmp(token->name, "a")) {
		ty_html_hints(&hints, r->s, token);
		r->link = hints.link;
		r->link_depth = r->depth;
	}
	if (!element)
		return;
	if (element & TY_EL_BLOCK)
		end_block(r);
	close_implied(r, number, element);
	if (element & TY_EL_VOID)
		return;
	ty_html_hints(&hints, r->s, token);
	push(r, number, element, &hints);
}

/* Is an element of this number open, within the list it would belong to? */
static bool is_open(const struct reader *r, int number, unsigned element)
{
	size_t i;

	if (!r->opened[number])
		return false;
	if (!(element & (TY_EL_ITEM | TY_EL_CELL | TY_EL_PARAGRAPH)))
		return true;
	for (i = r->depth; i-- > 0; ) {
		if (r->stack[i].number == number)
			return true;
		if (r->stack[i].element & TY_EL_LIST)
			return false;
	}
	return false;
}

static void end_tag(struct reader *r, const struct ty_html_token *token)
{
	int number;
	unsigned element = ty_html_flags(token->name, &number);

	if (!strcmp(token->name, "a"))
		r->link = false;
	if (!strcmp(token->name, "time") || (element & TY_EL_BLOCK))
		r->time = false;
	if (!element || (element & TY_EL_VOID))
		return;
	if (element & TY_EL_BLOCK)
		end_block(r);
	if (r->lost) {
		r->lost--;
		return;
	}
	if (!is_open(r, number, element))
		return;
	while (r->stack[r->depth - 1].number != number) {
		if (r->stack[r->depth - 1].element & TY_EL_BLOCK)
			end_block(r);
		pop(r);
	}
	pop(r);
}

static void raw_text(struct reader *r, const struct ty_html_token *token)
{
	size_t block = r->page->nblocks;

	if (!strcmp(token->name, "script") && r->json)
		ty_html_meta_json(&r->page->meta, r->s + token->span.start,
				  token->span.end - token->span.start);
	if (strcmp(token->name, "title") || r->titled || r->hidden)
		return;
	end_block(r);
	add_text(r, token->span, true);
	end_block(r);
	if (r->page->nblocks > block) {
		r->titled = true;
		r->page->blocks[block].title = true;
	}
}

void ty_html_page_read(struct ty_html_page *page, const char *s, size_t len)
{
	struct ty_html_lexer lexer = { .s = s, .length = len };
	struct reader *r = ty_alloc(1, sizeof(*r));
	struct ty_html_token token;

	memset(page, 0, sizeof(*page));
	ty_buf_init(&page->text);
	r->page = page;
	r->s = s;
	while (ty_html_next(&lexer, &token))
		switch (token.type) {
		case TY_HTML_TEXT:
			if (!r->hidden)
				add_text(r, token.span, true);
			break;
		case TY_HTML_RAW:
			raw_text(r, &token);
			break;
		case TY_HTML_START:
			start_tag(r, &token);
			break;
		case TY_HTML_END:
			end_tag(r, &token);
			break;
		}
	end_block(r);
	free(r);
}

void ty_html_page_release(struct ty_html_page *page)
{
	ty_buf_release(&page->text);
	free(page->runs);
	free(page->nodes);
	free(page->blocks);
	ty_html_meta_release(&page->meta);
}

/* --------------------------------------------------------------- places -- */

/* The run with byte `at` of the text. */
static const struct ty_html_run *run_at(const struct ty_html_page *page,
					size_t at)
{
	size_t low = 0, high = page->nruns;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (page->runs[middle].text <= at)
			low = middle;
		else
			high = middle;
	}
	return &page->runs[low];
}

struct ty_span ty_html_page_source(const struct ty_html_page *page,
				   struct ty_span span)
{
	const struct ty_html_run *a = run_at(page, span.start);
	const struct ty_html_run *b = run_at(page, span.end - 1);

	return (struct ty_span){
		a->length == a->source_length ?
			a->source + (span.start - a->text) : a->source,
		b->length == b->source_length ?
			b->source + (span.end - b->text) :
			b->source + b->source_length
	};
}
