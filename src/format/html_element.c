/* HTML's vocabulary: its elements, and the words page makers name them with. */

#include <stdlib.h>
#include <string.h>

#include "format/html_element.h"

#define MAX_ATTRIBUTES	32	/* looked at */
#define MAX_VALUE	512	/* bytes of a value looked at */
#define MAX_WORD	16

struct word {
	const char	*word;
	unsigned	 flags;
};

/* In the order of strcmp(). */
static const struct word elements[] = {
	{ "address", TY_EL_BLOCK },
	{ "area", TY_EL_VOID },
	{ "article", TY_EL_BLOCK | TY_EL_ARTICLE },
	{ "aside", TY_EL_BLOCK | TY_EL_AROUND },
	{ "audio", TY_EL_HIDDEN },
	{ "base", TY_EL_VOID },
	{ "blockquote", TY_EL_BLOCK | TY_EL_PARAGRAPH },
	{ "body", TY_EL_BLOCK | TY_EL_ROOT },
	{ "br", TY_EL_VOID },
	{ "button", TY_EL_BLOCK | TY_EL_AROUND },
	{ "canvas", TY_EL_HIDDEN },
	{ "caption", TY_EL_BLOCK | TY_EL_CAPTION },
	{ "center", TY_EL_BLOCK },
	{ "col", TY_EL_VOID },
	{ "datalist", TY_EL_HIDDEN },
	{ "dd", TY_EL_BLOCK | TY_EL_PARAGRAPH | TY_EL_ITEM },
	{ "details", TY_EL_BLOCK },
	{ "dialog", TY_EL_BLOCK | TY_EL_AROUND },
	{ "dir", TY_EL_BLOCK | TY_EL_LIST },
	{ "div", TY_EL_BLOCK },
	{ "dl", TY_EL_BLOCK | TY_EL_LIST },
	{ "dt", TY_EL_BLOCK | TY_EL_ITEM },
	{ "embed", TY_EL_VOID },
	{ "fieldset", TY_EL_BLOCK },
	{ "figcaption", TY_EL_BLOCK | TY_EL_CAPTION },
	{ "figure", TY_EL_BLOCK | TY_EL_CAPTION },
	{ "footer", TY_EL_BLOCK | TY_EL_AROUND },
	{ "form", TY_EL_BLOCK | TY_EL_AROUND },
	{ "h1", TY_EL_BLOCK | TY_EL_HEADING },
	{ "h2", TY_EL_BLOCK | TY_EL_HEADING },
	{ "h3", TY_EL_BLOCK | TY_EL_HEADING },
	{ "h4", TY_EL_BLOCK | TY_EL_HEADING },
	{ "h5", TY_EL_BLOCK | TY_EL_HEADING },
	{ "h6", TY_EL_BLOCK | TY_EL_HEADING },
	{ "header", TY_EL_BLOCK },
	{ "hgroup", TY_EL_BLOCK },
	{ "hr", TY_EL_BLOCK | TY_EL_VOID },
	{ "html", TY_EL_BLOCK | TY_EL_ROOT },
	{ "img", TY_EL_VOID },
	{ "input", TY_EL_VOID },
	{ "li", TY_EL_BLOCK | TY_EL_ITEM },
	{ "link", TY_EL_VOID },
	{ "main", TY_EL_BLOCK | TY_EL_ARTICLE },
	{ "math", TY_EL_HIDDEN },
	{ "menu", TY_EL_BLOCK | TY_EL_AROUND | TY_EL_LIST },
	{ "meta", TY_EL_VOID },
	{ "nav", TY_EL_BLOCK | TY_EL_AROUND },
	{ "noscript", TY_EL_HIDDEN },
	{ "object", TY_EL_HIDDEN },
	{ "ol", TY_EL_BLOCK | TY_EL_LIST },
	{ "optgroup", TY_EL_BLOCK },
	{ "option", TY_EL_BLOCK | TY_EL_AROUND },
	{ "p", TY_EL_BLOCK | TY_EL_PARAGRAPH },
	{ "param", TY_EL_VOID },
	{ "pre", TY_EL_BLOCK | TY_EL_PARAGRAPH | TY_EL_PRE },
	{ "rb", TY_EL_RUBY },
	{ "rp", TY_EL_RUBY | TY_EL_HIDDEN },
	{ "rt", TY_EL_RUBY | TY_EL_HIDDEN },
	{ "rtc", TY_EL_RUBY | TY_EL_HIDDEN },
	{ "ruby", TY_EL_RUBY },
	{ "search", TY_EL_BLOCK | TY_EL_AROUND },
	{ "section", TY_EL_BLOCK },
	{ "select", TY_EL_BLOCK | TY_EL_AROUND },
	{ "source", TY_EL_VOID },
	{ "summary", TY_EL_BLOCK },
	{ "svg", TY_EL_HIDDEN },
	{ "table", TY_EL_BLOCK | TY_EL_LIST },
	{ "tbody", TY_EL_BLOCK },
	{ "td", TY_EL_BLOCK | TY_EL_CELL },
	{ "template", TY_EL_HIDDEN },
	{ "tfoot", TY_EL_BLOCK },
	{ "th", TY_EL_BLOCK | TY_EL_CELL },
	{ "thead", TY_EL_BLOCK },
	{ "tr", TY_EL_BLOCK },
	{ "track", TY_EL_VOID },
	{ "ul", TY_EL_BLOCK | TY_EL_LIST },
	{ "video", TY_EL_HIDDEN },
	{ "wbr", TY_EL_VOID },
};

/* In the order of strcmp(); single words, as they stand between the hyphens and
 * capitals of names such as "article__body" or "photoCaption". */
static const struct word hints[] = {
	{ "ad", TY_HINT_AROUND },
	{ "ads", TY_HINT_AROUND },
	{ "advert", TY_HINT_AROUND },
	{ "advertisement", TY_HINT_AROUND },
	{ "alert", TY_HINT_AROUND },
	{ "article", TY_HINT_ARTICLE },
	{ "articlebody", TY_HINT_ARTICLE },
	{ "author", TY_HINT_BYLINE },
	{ "authors", TY_HINT_BYLINE },
	{ "banner", TY_HINT_AROUND },
	{ "body", TY_HINT_ARTICLE },
	{ "bookmark", TY_HINT_AROUND },
	{ "breadcrumb", TY_HINT_AROUND },
	{ "breadcrumbs", TY_HINT_AROUND },
	{ "byline", TY_HINT_BYLINE },
	{ "caption", TY_HINT_CAPTION },
	{ "comment", TY_HINT_AROUND },
	{ "comments", TY_HINT_AROUND },
	{ "complementary", TY_HINT_AROUND },
	{ "consent", TY_HINT_AROUND },
	{ "content", TY_HINT_ARTICLE },
	{ "contentinfo", TY_HINT_AROUND },
	{ "cookie", TY_HINT_AROUND },
	{ "cookies", TY_HINT_AROUND },
	{ "copyright", TY_HINT_AROUND },
	{ "correction", TY_HINT_NOTE },
	{ "corrections", TY_HINT_NOTE },
	{ "cutline", TY_HINT_CAPTION },
	{ "date", TY_HINT_DATE },
	{ "dateline", TY_HINT_DATE },
	{ "datepublished", TY_HINT_DATE },
	{ "datetime", TY_HINT_DATE },
	{ "deck", TY_HINT_DECK },
	{ "dek", TY_HINT_DECK },
	{ "detail", TY_HINT_ARTICLE },
	{ "dialog", TY_HINT_AROUND },
	{ "disqus", TY_HINT_AROUND },
	{ "entry", TY_HINT_ARTICLE },
	{ "eyebrow", TY_HINT_KICKER },
	{ "figcaption", TY_HINT_CAPTION },
	{ "follow", TY_HINT_AROUND },
	{ "foot", TY_HINT_AROUND },
	{ "footer", TY_HINT_AROUND },
	{ "headline", TY_HINT_HEADLINE },
	{ "honbun", TY_HINT_ARTICLE },
	{ "kicker", TY_HINT_KICKER },
	{ "kiji", TY_HINT_ARTICLE },
	{ "login", TY_HINT_AROUND },
	{ "main", TY_HINT_ARTICLE },
	{ "masthead", TY_HINT_AROUND },
	{ "menu", TY_HINT_AROUND },
	{ "modal", TY_HINT_AROUND },
	{ "more", TY_HINT_AROUND },
	{ "nav", TY_HINT_AROUND },
	{ "navbar", TY_HINT_AROUND },
	{ "navi", TY_HINT_AROUND },
	{ "navigation", TY_HINT_AROUND },
	{ "newsletter", TY_HINT_AROUND },
	{ "outbrain", TY_HINT_AROUND },
	{ "overline", TY_HINT_KICKER },
	{ "pager", TY_HINT_AROUND },
	{ "pagination", TY_HINT_AROUND },
	{ "pankuzu", TY_HINT_AROUND },
	{ "paragraph", TY_HINT_ARTICLE },
	{ "popular", TY_HINT_AROUND },
	{ "popup", TY_HINT_AROUND },
	{ "post", TY_HINT_ARTICLE },
	{ "print", TY_HINT_AROUND },
	{ "promo", TY_HINT_AROUND },
	{ "pubdate", TY_HINT_DATE },
	{ "published", TY_HINT_DATE },
	{ "rail", TY_HINT_AROUND },
	{ "ranking", TY_HINT_AROUND },
	{ "recirc", TY_HINT_AROUND },
	{ "recommend", TY_HINT_AROUND },
	{ "recommended", TY_HINT_AROUND },
	{ "related", TY_HINT_AROUND },
	{ "reply", TY_HINT_AROUND },
	{ "search", TY_HINT_AROUND },
	{ "share", TY_HINT_AROUND },
	{ "sharing", TY_HINT_AROUND },
	{ "sidebar", TY_HINT_AROUND },
	{ "signup", TY_HINT_AROUND },
	{ "sns", TY_HINT_AROUND },
	{ "social", TY_HINT_AROUND },
	{ "sponsor", TY_HINT_AROUND },
	{ "sponsored", TY_HINT_AROUND },
	{ "standfirst", TY_HINT_DECK },
	{ "story", TY_HINT_ARTICLE },
	{ "subhead", TY_HINT_DECK },
	{ "subheadline", TY_HINT_DECK },
	{ "subscribe", TY_HINT_AROUND },
	{ "subtitle", TY_HINT_DECK },
	{ "taboola", TY_HINT_AROUND },
	{ "tag", TY_HINT_AROUND },
	{ "tags", TY_HINT_AROUND },
	{ "text", TY_HINT_ARTICLE },
	{ "time", TY_HINT_DATE },
	{ "timestamp", TY_HINT_DATE },
	{ "toolbar", TY_HINT_AROUND },
	{ "tools", TY_HINT_AROUND },
	{ "topics", TY_HINT_AROUND },
	{ "trending", TY_HINT_AROUND },
	{ "utility", TY_HINT_AROUND },
	{ "widget", TY_HINT_AROUND },
};

static int compare(const void *key, const void *entry)
{
	return strcmp(key, ((const struct word *)entry)->word);
}

unsigned ty_html_flags(const char *name, int *number)
{
	const struct word *e = bsearch(name, elements,
				       sizeof(elements) / sizeof(elements[0]),
				       sizeof(elements[0]), compare);

	*number = e ? (int)(e - elements) : 0;
	return e ? e->flags : 0;
}

/* Add up the words of one value; words for and against weigh the same. */
static void add_words(unsigned *found, int *balance, const char *s,
		      struct ty_span value)
{
	size_t i = value.start, n;
	const struct word *w;
	char word[MAX_WORD];

	if (value.end - value.start > MAX_VALUE)
		value.end = value.start + MAX_VALUE;
	while (i < value.end) {
		/* A word is small letters, perhaps after a capital. */
		for (n = 0; i < value.end && n < MAX_WORD - 1; i++) {
			char c = s[i];

			if (c >= 'A' && c <= 'Z' && n == 0)
				c = (char)(c + 0x20);
			if (c < 'a' || c > 'z')
				break;
			word[n++] = c;
		}
		word[n] = '\0';
		if (n == 0)
			i++;
		w = bsearch(word, hints, sizeof(hints) / sizeof(hints[0]),
			    sizeof(hints[0]), compare);
		if (!w)
			continue;
		*found |= w->flags;
		*balance += w->flags == TY_HINT_ARTICLE;
		*balance -= w->flags == TY_HINT_AROUND;
	}
}

static bool hides(const char *s, struct ty_span style)
{
	const char *p = s + style.start, *end = s + style.end;

	for (; end - p >= 12; p++)
		if (!memcmp(p, "display:none", 12) ||
		    (end - p >= 13 && !memcmp(p, "display: none", 13)))
			return true;
	return false;
}

void ty_html_hints(struct ty_html_hints *out, const char *s,
		   const struct ty_html_token *token)
{
	size_t at = token->attributes.start;
	struct ty_html_attribute a;
	unsigned found = 0;
	int n, balance = 0;

	memset(out, 0, sizeof(*out));
	for (n = 0; n < MAX_ATTRIBUTES && ty_html_attribute(&a, s, token, &at);
	     n++) {
		if (!strcmp(a.name, "class") || !strcmp(a.name, "id") ||
		    !strcmp(a.name, "role") || !strcmp(a.name, "itemprop") ||
		    !strcmp(a.name, "rel") || !strcmp(a.name, "name"))
			add_words(&found, &balance, s, a.value);
		else if (!strcmp(a.name, "href"))
			out->link = true;
		else if (!strcmp(a.name, "hidden"))
			out->hidden = true;
		else if (!strcmp(a.name, "style"))
			out->hidden |= hides(s, a.value);
	}
	out->hints = found & ~(unsigned)(TY_HINT_AROUND | TY_HINT_ARTICLE);
	if (balance)
		out->hints |= balance < 0 ? TY_HINT_AROUND : TY_HINT_ARTICLE;
}
