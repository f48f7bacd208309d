/* Pages as stories: which block is the headline, and what the others are. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "format/html_article.h"
#include "format/html_story.h"
#include "text/chars.h"
#include "text/glyph.h"
#include "text/looks.h"
#include "text/norm.h"

#define HEAD		2048	/* bytes in which a page shows itself */
#define LABEL		40	/* columns: narrower, it may be one */
#define CANDIDATES	64	/* for a headline */
#define TITLE_WIDTH	12	/* columns of a headline in a <title> */
#define TITLE_BYTES	2048	/* of a title, compared */

struct sorter {
	const struct ty_html_page	*page;
	const struct ty_abbrev		*words;
	const char			*s;		/* its text */
	struct ty_html_article		 article;
	size_t				 headline;	/* nblocks: none */
};

/* -------------------------------------------------------------- looking -- */

bool ty_html_named(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcasecmp(dot, ".html") || !strcasecmp(dot, ".htm") ||
		       !strcasecmp(dot, ".xhtml"));
}

bool ty_html_sniff(const char *head, size_t len)
{
	static const char *const names[] = { "html", "head", "body" };
	struct ty_html_lexer lexer = { 0 };
	struct ty_html_token token;
	char plain[HEAD];
	size_t i;

	/* Without the NULs of UTF-16 and the mark of any UTF. */
	for (i = 0; i < len && lexer.length < HEAD; i++)
		if (head[i] && (i > 2 || (unsigned char)head[i] < 0x80))
			plain[lexer.length++] = head[i];
	lexer.s = plain;
	while (ty_html_next(&lexer, &token)) {
		if (token.type == TY_HTML_START) {
			for (i = 0; i < 3; i++)
				if (!strcmp(token.name, names[i]))
					return true;
			return false;
		}
		/* Only white space may stand above. */
		if (token.type != TY_HTML_TEXT ||
		    ty_skip_space(plain, token.span.start, token.span.end) <
		    token.span.end)
			return false;
	}
	return false;
}

/* ---------------------------------------------------------- the headline -- */

static char *folded(const char *s, size_t len)
{
	struct ty_buf squeezed = TY_BUF_INIT, out = TY_BUF_INIT;

	ty_squeeze(&squeezed, s, len);
	ty_fold(&out, squeezed.p, squeezed.len, TY_FOLD_MATCH, NULL);
	ty_buf_release(&squeezed);
	return ty_buf_detach(&out);
}

static size_t title_block(const struct sorter *so)
{
	size_t i;

	for (i = 0; i < so->page->nblocks; i++)
		if (so->page->blocks[i].title)
			return i;
	return so->page->nblocks;
}

/* The page's titles as it states them, folded, one a line. */
static char *stated_titles(const struct sorter *so)
{
	const char *fact = so->page->meta.facts[TY_META_HEADLINE];
	size_t title = title_block(so), len;
	struct ty_buf all = TY_BUF_INIT;
	const struct ty_span *span;
	char *line;

	if (fact) {
		line = folded(fact, strlen(fact));
		ty_buf_addf(&all, "%s\n", line);
		free(line);
	}
	if (title < so->page->nblocks) {
		span = &so->page->blocks[title].span;
		len = span->end - span->start;
		line = folded(so->s + span->start,
			      len <= TITLE_BYTES ? len : 0);
		ty_buf_adds(&all, line);
		free(line);
	}
	return ty_buf_detach(&all);
}

/* Does a stated title hold this text: 2 if as most of it or as its first words,
 * 1 as a part. */
static int in_titles(const char *titles, const char *text)
{
	const char *at = strstr(titles, text), *start = at, *end;

	if (!at)
		return 0;
	while (start > titles && start[-1] != '\n')
		start--;
	end = at + strcspn(at, "\n");
	if (at == start &&
	    !ty_char_is_word(ty_char_at(at, strlen(text), (size_t)(end - at) + 1,
					NULL)))
		return 2;
	return strlen(text) * 2 >= (size_t)(end - start) ? 2 : 1;
}

static int headline_points(const struct sorter *so, size_t i,
			   const char *titles)
{
	static const int for_titles[] = { 0, 1, 4 };
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct ty_html_look *m = &so->article.looks[i];
	int points = 0;
	char *text;

	if (b->title || m->running || m->width < 4 || m->width > 300)
		return 0;
	points += b->level == 1 ? 3 : b->level == 2 ? 1 : 0;
	points += (b->hints & TY_HINT_HEADLINE) ? 2 : 0;
	points += b->level && m->inside ? 2 : 0;
	points -= m->around ? 4 : 0;
	points -= m->links ? 1 : 0;
	text = folded(so->s + b->span.start, b->span.end - b->span.start);
	if (m->width >= 8)
		points += for_titles[in_titles(titles, text)];
	free(text);
	return points;
}

/* What stands above a headline in the article is no body, unless it is most of
 * it. */
static void begin_below(struct sorter *so)
{
	int above = 0, below = 0;
	size_t i, next = so->page->nblocks;

	for (i = so->article.first; i <= so->article.last; i++) {
		const struct ty_html_look *m = &so->article.looks[i];

		if (!m->running || !m->inside)
			continue;
		if (i < so->headline) {
			above += m->width;
		} else {
			below += m->width;
			if (next > i)
				next = i;
		}
	}
	if (above * 4 < below)
		so->article.first = next;
}

/* The best of the blocks above the body and the top headings within it; of
 * equals the one nearest to the body's first line. */
static void find_headline(struct sorter *so)
{
	const struct ty_html_page *page = so->page;
	char *titles = stated_titles(so);
	size_t i, tried;
	int best = 2, points;

	so->headline = page->nblocks;
	for (i = so->article.first, tried = 0; i-- > 0 && tried < CANDIDATES; tried++)
		if ((points = headline_points(so, i, titles)) > best) {
			best = points;
			so->headline = i;
		}
	for (i = so->article.first, tried = 0; i < page->nblocks && i <= so->article.last &&
	     tried < CANDIDATES; i++)
		if (page->blocks[i].level == 1) {
			tried++;
			if ((points = headline_points(so, i, titles)) > best) {
				best = points;
				so->headline = i;
			}
		}
	if (so->headline > so->article.first && so->headline < page->nblocks)
		begin_below(so);
	free(titles);
}

/* "Quake hits north | Kyodo News": where the headline ends. */
static void cut_site(const struct sorter *so, struct ty_span *title)
{
	static const char *const signs[] = { " | ", " - ", " – ", " — ",
		"｜", " : ", "：", " :: " };
	size_t i, k, n;

	for (i = title->end; i > title->start; i--)
		for (k = 0; k < sizeof(signs) / sizeof(signs[0]); k++) {
			struct ty_span left = { title->start, i };

			n = strlen(signs[k]);
			if (title->end - i <= n ||
			    memcmp(so->s + i, signs[k], n))
				continue;
			if (ty_looks_width(so->s, left) < TITLE_WIDTH)
				return;
			*title = left;
			return;
		}
}

/* --------------------------------------------------------------- kinds -- */

/* What a block of the article that is no running text tells of itself. */
static int kind_by_looks(const struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	struct ty_span name;

	if ((b->element & TY_EL_CAPTION) || (b->hints & TY_HINT_CAPTION) ||
	    ty_looks_caption(so->s, b->span))
		return TY_CAPTION;
	if ((b->hints & TY_HINT_NOTE) || ty_looks_note(so->s, b->span))
		return TY_NOTE;
	if (ty_looks_credit(so->s, b->span, so->words, &name))
		return TY_CREDIT;
	if (ty_looks_byline(so->s, b->span, &name))
		return TY_BYLINE;
	return ty_looks_boilerplate(so->s, b->span) ? TY_BOILERPLATE : -1;
}

static int kind_within(const struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct ty_html_look *m = &so->article.looks[i];
	int kind;

	if (m->running)
		return TY_BODY;
	kind = kind_by_looks(so, i);
	if (m->links && !m->sentence && kind != TY_BYLINE)
		return TY_BOILERPLATE;
	if (kind >= 0)
		return kind;
	if (b->level || (b->hints & TY_HINT_DECK) ||
	    ty_looks_subhead(so->s, b->span))
		return TY_SUBHEAD;
	if (b->hints & (TY_HINT_DATE | TY_HINT_BYLINE))
		return TY_BOILERPLATE;
	if (m->sentence || m->width >= LABEL ||
	    (b->element & (TY_EL_PARAGRAPH | TY_EL_CELL | TY_EL_ITEM)))
		return TY_BODY;
	return TY_BOILERPLATE;
}

/* Above the body, from the headline on: the lines that belong to it. */
static int kind_above(const struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct ty_html_look *m = &so->article.looks[i];
	int kind;

	if (m->running)
		return TY_BODY;
	kind = kind_by_looks(so, i);
	if (m->links && kind != TY_BYLINE && !(b->hints & TY_HINT_BYLINE))
		return TY_BOILERPLATE;
	if (kind >= 0)
		return kind;
	if ((b->hints & TY_HINT_BYLINE) && m->width < 2 * LABEL)
		return TY_BYLINE;
	if ((b->hints & TY_HINT_DECK) || (b->level == 2 && i ==
					  so->headline + 1))
		return TY_SUBHEAD;
	return TY_BOILERPLATE;
}

/* -1: not a part of the story. */
static int kind_of(const struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct ty_html_look *m = &so->article.looks[i];
	size_t first = so->article.first;
	int kind;

	if (i == so->headline)
		return TY_HEADLINE;
	if (b->title)
		return -1;
	if (m->around || first == so->page->nblocks)
		return TY_BOILERPLATE;
	if (i >= first && i <= so->article.last)
		return m->inside ? kind_within(so, i) : TY_BOILERPLATE;
	if (i < first && so->headline < i)
		return kind_above(so, i);
	if (i + 1 == so->headline && (b->hints & TY_HINT_KICKER))
		return TY_KICKER;
	kind = m->inside ? kind_by_looks(so, i) : -1;
	return kind >= 0 ? kind : TY_BOILERPLATE;
}

void ty_html_story(struct ty_part **out, size_t *n,
		   const struct ty_html_page *page,
		   const struct ty_abbrev *words)
{
	struct sorter so = {
		.page = page, .words = words, .s = page->text.buf.p
	};
	struct ty_part *parts = ty_alloc(page->nblocks, sizeof(*parts));
	size_t i;
	int kind;

	*n = 0;
	ty_html_article_find(&so.article, page, words);
	find_headline(&so);
	if (so.headline == page->nblocks)
		so.headline = title_block(&so);
	for (i = 0; i < page->nblocks; i++) {
		if ((kind = kind_of(&so, i)) < 0)
			continue;
		parts[*n].kind = (enum ty_kind)kind;
		parts[*n].span = page->blocks[i].span;
		if (page->blocks[i].title)
			cut_site(&so, &parts[*n].span);
		++*n;
	}
	ty_html_article_release(&so.article);
	*out = parts;
}
