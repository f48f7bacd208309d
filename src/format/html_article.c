/* Where on a page the article is. */

#include <stdlib.h>

#include "base/alloc.h"
#include "format/html_article.h"
#include "text/looks.h"

#define SENTENCE	16	/* columns of the shortest sentence of a body */
#define LONG		100	/* so wide, text is no label */
#define BURDEN		20	/* columns each block of junk counts more */
#define MOST		0.6	/* of a page's sentences */
#define BONUS		1.2	/* for what calls itself an article */
#define NEARLY_ALL	0.9	/* of the text of an element chosen */

/* Sums over an element and all in it. */
struct sums {
	double	sentences;		/* columns of them, wherever */
	double	good, bad;		/* columns of article, and of others */
	bool	own;			/* running text directly in it */
	bool	around;			/* it is not of the article */
	bool	inside;			/* it is, or is in, the one chosen */
};

struct search {
	const struct ty_html_page	*page;
	struct ty_html_look		*looks;
	struct sums			*sums;
};

static void look(struct search *se, const struct ty_abbrev *words, size_t i)
{
	const struct ty_html_block *b = &se->page->blocks[i];
	const char *s = se->page->text.buf.p;
	struct ty_html_look *m = &se->looks[i];
	size_t len = b->span.end - b->span.start;

	m->width = ty_looks_width(s, b->span);
	m->sentence = ty_looks_sentence(s, b->span, words);
	m->links = b->linked * 10 >= len * 7;
	m->running = !b->title && !b->level && b->linked * 2 < len &&
		     !(b->element & TY_EL_CAPTION) &&
		     !(b->hints & (TY_HINT_CAPTION | TY_HINT_DECK |
				   TY_HINT_NOTE)) &&
		     ((m->sentence && m->width >= SENTENCE) ||
		      m->width >= LONG) &&
		     !ty_looks_boilerplate(s, b->span) &&
		     !ty_looks_note(s, b->span) &&
		     !ty_looks_caption(s, b->span);
}

/* Elements that are around the article: by what they are or are called, unless
 * they hold most of the page's sentences; and all within them. */
static void find_around(struct search *se)
{
	const struct ty_html_page *page = se->page;
	struct sums *sums = se->sums;
	size_t i;

	for (i = 0; i < page->nblocks; i++)
		if (se->looks[i].running)
			sums[page->blocks[i].node].sentences +=
				se->looks[i].width;
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
static void weigh(struct search *se, size_t i)
{
	const struct ty_html_block *b = &se->page->blocks[i];
	const struct ty_html_look *m = &se->looks[i];
	struct sums *sums = &se->sums[b->node];

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

static double value(const struct search *se, size_t node)
{
	const struct ty_html_node *n = &se->page->nodes[node];
	double v = se->sums[node].good - se->sums[node].bad / 2;

	return v > 0 && is_article(n) ? v * BONUS : v;
}

/* An element that only holds one with nearly all its text is the page rather
 * than the article: the rest is a notice somewhere else. */
static size_t inner(const struct search *se, size_t best)
{
	const struct ty_html_page *page = se->page;
	double least = se->sums[best].good * NEARLY_ALL;
	size_t i;

	for (i = best + 1; i < page->nnodes; i++) {
		if (se->sums[best].own || is_article(&page->nodes[best]))
			break;
		if (page->nodes[i].parent == best && !se->sums[i].around &&
		    se->sums[i].good >= least)
			best = i;
	}
	return best;
}

/* The element that is the article. */
static size_t choose(struct search *se)
{
	const struct ty_html_page *page = se->page;
	size_t i, best = 0;

	for (i = 0; i < page->nblocks; i++)
		weigh(se, i);
	for (i = page->nnodes; i-- > 1; ) {
		struct sums *parent = &se->sums[page->nodes[i].parent];

		parent->good += se->sums[i].good;
		parent->bad += se->sums[i].bad;
	}
	/* Of equals, the innermost. */
	for (i = 1; i < page->nnodes; i++)
		if (!se->sums[i].around && value(se, i) >= value(se, best))
			best = i;
	return inner(se, best);
}

void ty_html_article_find(struct ty_html_article *out,
			  const struct ty_html_page *page,
			  const struct ty_abbrev *words)
{
	struct search se = {
		.page = page,
		.looks = ty_alloc(page->nblocks, sizeof(*se.looks)),
		.sums = ty_alloc(page->nnodes, sizeof(*se.sums)),
	};
	size_t i, best;

	for (i = 0; i < page->nblocks; i++)
		look(&se, words, i);
	find_around(&se);
	best = choose(&se);
	for (i = 0; i < page->nnodes; i++)
		se.sums[i].inside = i == best ||
			(i && se.sums[page->nodes[i].parent].inside);
	out->looks = se.looks;
	out->first = page->nblocks;
	out->last = 0;
	for (i = 0; i < page->nblocks; i++) {
		const struct sums *sums = &se.sums[page->blocks[i].node];
		struct ty_html_look *m = &se.looks[i];

		m->around = sums->around;
		m->inside = sums->inside && !sums->around;
		if (!m->running || !m->inside)
			continue;
		if (out->first == page->nblocks)
			out->first = i;
		out->last = i;
	}
	free(se.sums);
}

void ty_html_article_release(struct ty_html_article *article)
{
	free(article->looks);
}
