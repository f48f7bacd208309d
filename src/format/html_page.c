/* Pages as their readers see them: visible text in blocks, with its source. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/html_page.h"
#include "text/glyph.h"

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
	size_t			 linked, timed;	/* bytes of it */
	bool			 link;
	size_t			 link_depth;	/* where it began */
	bool			 time;		/* within <time> */
	bool			 titled, json;
};

/* Text of the page, seen within what is open now. */
static void add_text(struct reader *r, struct ty_span span)
{
	struct ty_html_text *text = &r->page->text;
	size_t had = text->buf.len;

	ty_html_text_add(text, span, r->pre > 0);
	if (r->link)
		r->linked += text->buf.len - had;
	if (r->time)
		r->timed += text->buf.len - had;
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

	span.start = ty_skip_space(page->text.buf.p, span.start, span.end);
	span.end = ty_trim_space(page->text.buf.p, span.start, span.end);
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
	struct ty_html_text *page = &r->page->text;
	const struct ty_buf *text = &page->buf;
	size_t start = page->start, all = text->len - start, i;

	for (i = start; i < text->len; i++) {
		if (text->p[i] != '\n' || text->p[i + 1] != '\n')
			continue;
		add_block(r, (struct ty_span){ start, i }, all);
		while (text->p[i + 1] == '\n')
			i++;
		start = i + 1;
	}
	add_block(r, (struct ty_span){ start, text->len }, all);
	ty_html_text_end(page);
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
		if (!r->hidden)
			ty_html_text_line(&r->page->text, token->span);
		return;
	}
	if (!strcmp(token->name, "html") || !strcmp(token->name, "meta") ||
	    !strcmp(token->name, "link") ||
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
	add_text(r, token->span);
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
	ty_html_text_init(&page->text, s);
	r->page = page;
	r->s = s;
	while (ty_html_next(&lexer, &token))
		switch (token.type) {
		case TY_HTML_TEXT:
			if (!r->hidden)
				add_text(r, token.span);
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
	ty_html_text_release(&page->text);
	free(page->nodes);
	free(page->blocks);
	ty_html_meta_release(&page->meta);
}
