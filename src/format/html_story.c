/* Which part of a page is the article, and which block of it is what. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "format/html_story.h"
#include "text/chars.h"
#include "text/glyph.h"
#include "text/looks.h"
#include "text/norm.h"

#define HEAD		2048	/* bytes in which a page shows itself */
#define SENTENCE	16	/* columns of the shortest sentence of a body */
#define LONG		100	/* so wide, text is no label */
#define LABEL		40	/* columns: narrower, it may be one */
#define BURDEN		20	/* columns each block of junk counts more */
#define MOST		0.6	/* of a page's sentences */
#define BONUS		1.2	/* for what calls itself an article */
#define NEARLY_ALL	0.9	/* of the text of an element chosen */
#define CANDIDATES	64	/* for a headline */
#define TITLE_WIDTH	12	/* columns of a headline in a <title> */
#define TITLE_BYTES	2048	/* of a title, compared */

/* Sums over an element and all in it. */
struct sums {
	double	sentences;		/* columns of them, wherever */
	double	good, bad;		/* columns of article, and of others */
	bool	own;			/* running text directly in it */
	bool	around;			/* it is not of the article */
	bool	inside;			/* the element chosen */
};

struct mark {
	int	kind;			/* enum ty_kind; -1: left out */
	int	width;
	bool	sentence;
	bool	links;			/* nothing else, nearly */
	bool	running;		/* text as articles have it */
};

struct sorter {
	const struct ty_html_page	*page;
	const struct ty_abbrev		*words;
	const char			*s;
	struct mark			*marks;
	struct sums			*sums;
	size_t				 first, last;	/* running blocks of
							   the article; first
							   > last: none */
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

static void look(struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	struct mark *m = &so->marks[i];
	size_t len = b->span.end - b->span.start;

	m->kind = TY_BOILERPLATE;
	m->width = ty_looks_width(so->s, b->span);
	m->sentence = ty_looks_sentence(so->s, b->span, so->words);
	m->links = b->linked * 10 >= len * 7;
	m->running = !b->title && !b->level && b->linked * 2 < len &&
		     !(b->element & TY_EL_CAPTION) &&
		     !(b->hints & (TY_HINT_CAPTION | TY_HINT_DECK |
				   TY_HINT_NOTE)) &&
		     ((m->sentence && m->width >= SENTENCE) ||
		      m->width >= LONG) &&
		     !ty_looks_boilerplate(so->s, b->span) &&
		     !ty_looks_note(so->s, b->span) &&
		     !ty_looks_caption(so->s, b->span);
}

/* ----------------------------------------------------------- the article -- */

/* Elements that are around the article: by what they are or are called, unless
 * they hold most of the page's sentences; and all within them. */
static void find_around(struct sorter *so)
{
	const struct ty_html_page *page = so->page;
	struct sums *sums = so->sums;
	size_t i;

	for (i = 0; i < page->nblocks; i++)
		if (so->marks[i].running)
			sums[page->blocks[i].node].sentences +=
				so->marks[i].width;
	for (i = page->nnodes; i-- > 1; )
		sums[page->nodes[i].parent].sentences += sums[i].sentences;
	for (i = 1; i < page->nnodes; i++) {
		const struct ty_html_node *n = &page->nodes[i];

		sums[i].around = sums[n->parent].around ||
			(((n->element & TY_EL_AROUND) ||
			  (n->hints & TY_HINT_AROUND)) &&
			 sums[i].sentences < MOST * sums[0].sentences);
	}
}

/* What a block weighs for and against the elements it stands in. */
static void weigh(struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct mark *m = &so->marks[i];
	struct sums *sums = &so->sums[b->node];

	if (b->title)
		return;
	if (sums->around || m->links) {
		sums->bad += m->width + BURDEN;
	} else if (m->running) {
		sums->good += m->width;
		sums->own = true;
	} else if (!b->level && !(b->element & (TY_EL_CELL | TY_EL_ITEM |
					      TY_EL_CAPTION))) {
		sums->bad += BURDEN;
	}
}

static bool is_article(const struct ty_html_node *n)
{
	return (n->element & TY_EL_ARTICLE) || (n->hints & TY_HINT_ARTICLE);
}

static double value(const struct sorter *so, size_t node)
{
	const struct ty_html_node *n = &so->page->nodes[node];
	double v = so->sums[node].good - so->sums[node].bad / 2;

	return v > 0 && is_article(n) ? v * BONUS : v;
}

/* An element that only holds one with nearly all its text is the page rather
 * than the article: the rest is a notice somewhere else. */
static size_t inner(const struct sorter *so, size_t best)
{
	const struct ty_html_page *page = so->page;
	double least = so->sums[best].good * NEARLY_ALL;
	size_t i;

	for (i = best + 1; i < page->nnodes; i++) {
		if (so->sums[best].own || is_article(&page->nodes[best]))
			break;
		if (page->nodes[i].parent == best && !so->sums[i].around &&
		    so->sums[i].good >= least)
			best = i;
	}
	return best;
}

static void find_article(struct sorter *so)
{
	const struct ty_html_page *page = so->page;
	size_t i, best = 0;

	find_around(so);
	for (i = 0; i < page->nblocks; i++)
		weigh(so, i);
	for (i = page->nnodes; i-- > 1; ) {
		struct sums *parent = &so->sums[page->nodes[i].parent];

		parent->good += so->sums[i].good;
		parent->bad += so->sums[i].bad;
	}
	/* Of equals, the innermost. */
	for (i = 1; i < page->nnodes; i++)
		if (!so->sums[i].around && value(so, i) >= value(so, best))
			best = i;
	best = inner(so, best);
	for (i = 0; i < page->nnodes; i++)
		so->sums[i].inside = i == best ||
			(i && so->sums[page->nodes[i].parent].inside);
	so->first = page->nblocks;
	for (i = 0; i < page->nblocks; i++) {
		const struct sums *sums = &so->sums[page->blocks[i].node];

		if (!so->marks[i].running || !sums->inside || sums->around)
			continue;
		if (so->first == page->nblocks)
			so->first = i;
		so->last = i;
	}
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

/* The page's titles as it states them, for comparing. */
static char *stated_titles(const struct sorter *so)
{
	const char *fact = so->page->meta.facts[TY_META_HEADLINE];
	size_t title = title_block(so);
	struct ty_buf all = TY_BUF_INIT;
	char *out;

	if (fact)
		ty_buf_adds(&all, fact);
	ty_buf_addc(&all, '\n');
	if (title < so->page->nblocks) {
		const struct ty_span *span = &so->page->blocks[title].span;

		if (span->end - span->start <= TITLE_BYTES)
			ty_buf_add(&all, so->s + span->start,
				   span->end - span->start);
	}
	out = folded(all.p, all.len);
	ty_buf_release(&all);
	return out;
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
	const struct mark *m = &so->marks[i];
	int points = 0;
	char *text;

	if (b->title || m->running || m->width < 4 || m->width > 300)
		return 0;
	points += b->level == 1 ? 3 : b->level == 2 ? 1 : 0;
	points += (b->hints & TY_HINT_HEADLINE) ? 2 : 0;
	points += b->level && so->sums[b->node].inside ? 2 : 0;
	points -= so->sums[b->node].around ? 4 : 0;
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

	for (i = so->first; i <= so->last; i++) {
		const struct sums *sums = &so->sums[so->page->blocks[i].node];

		if (!so->marks[i].running || !sums->inside || sums->around)
			continue;
		if (i < so->headline) {
			above += so->marks[i].width;
		} else {
			below += so->marks[i].width;
			if (next > i)
				next = i;
		}
	}
	if (above * 4 < below)
		so->first = next;
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
	for (i = so->first, tried = 0; i-- > 0 && tried < CANDIDATES; tried++)
		if ((points = headline_points(so, i, titles)) > best) {
			best = points;
			so->headline = i;
		}
	for (i = so->first, tried = 0; i < page->nblocks && i <= so->last &&
	     tried < CANDIDATES; i++)
		if (page->blocks[i].level == 1) {
			tried++;
			if ((points = headline_points(so, i, titles)) > best) {
				best = points;
				so->headline = i;
			}
		}
	if (so->headline > so->first && so->headline < page->nblocks)
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
	const struct mark *m = &so->marks[i];
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
	const struct mark *m = &so->marks[i];
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

static void name_block(struct sorter *so, size_t i)
{
	const struct ty_html_block *b = &so->page->blocks[i];
	const struct sums *sums = &so->sums[b->node];
	struct mark *m = &so->marks[i];
	bool body = so->first < so->page->nblocks;
	int kind;

	if (b->title) {
		m->kind = -1;
		return;
	}
	if (i == so->headline) {
		m->kind = TY_HEADLINE;
		return;
	}
	if (sums->around || !body)
		return;
	if (i >= so->first && i <= so->last) {
		if (sums->inside)
			m->kind = kind_within(so, i);
	} else if (i < so->first && so->headline < i) {
		m->kind = kind_above(so, i);
	} else if (i + 1 == so->headline && (b->hints & TY_HINT_KICKER)) {
		m->kind = TY_KICKER;
	} else if (sums->inside) {
		kind = kind_by_looks(so, i);
		m->kind = kind >= 0 ? kind : TY_BOILERPLATE;
	}
}

void ty_html_story(struct ty_part **out, size_t *n,
		   const struct ty_html_page *page,
		   const struct ty_abbrev *words)
{
	struct sorter so = {
		.page = page, .words = words, .s = page->text.p,
		.marks = ty_alloc(page->nblocks, sizeof(*so.marks)),
		.sums = ty_alloc(page->nnodes, sizeof(*so.sums)),
	};
	struct ty_part *parts = ty_alloc(page->nblocks, sizeof(*parts));
	size_t i, title;

	*n = 0;
	for (i = 0; i < page->nblocks; i++)
		look(&so, i);
	find_article(&so);
	find_headline(&so);
	for (i = 0; i < page->nblocks; i++)
		name_block(&so, i);
	title = title_block(&so);
	if (so.headline == page->nblocks && title < page->nblocks)
		so.marks[title].kind = TY_HEADLINE;
	for (i = 0; i < page->nblocks; i++) {
		if (so.marks[i].kind < 0)
			continue;
		parts[*n].kind = (enum ty_kind)so.marks[i].kind;
		parts[*n].span = page->blocks[i].span;
		if (i == title)
			cut_site(&so, &parts[*n].span);
		++*n;
	}
	free(so.marks);
	free(so.sums);
	*out = parts;
}
