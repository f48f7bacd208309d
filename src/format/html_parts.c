/* What our pages are made of: tags, text, head and foot. */

#include <string.h>

#include "base/i18n.h"
#include "format/escape.h"
#include "format/html.h"
#include "text/lang.h"

const char *const ty_html_classes[TY_NBANDS] = {
	[TY_BAND_101] = "b101",	[TY_BAND_100] = "b100",
	[TY_BAND_95] = "b95",	[TY_BAND_85] = "b85",
	[TY_BAND_75] = "b75",	[TY_BAND_50] = "b50",
	[TY_BAND_NEW] = "new",	[TY_BAND_REPEATED] = "rep",
	[TY_BAND_VALUES] = "val",	[TY_BAND_ACROSS] = "acr",
};

void ty_html_put(struct ty_html *page, const char *html)
{
	ty_buf_adds(&page->out, html);
}

void ty_html_text(struct ty_html *page, const char *s)
{
	ty_escape_text(&page->out, s, strlen(s));
}

void ty_html_open(struct ty_html *page, const char *tag, const char *class,
		  const char *lang)
{
	ty_buf_addf(&page->out, "<%s", tag);
	if (class[0])
		ty_escape_pair(&page->out, "class", class);
	if (lang)
		ty_escape_pair(&page->out, "lang", lang);
	ty_html_put(page, ">");
}

void ty_html_put_element(struct ty_html *page, const char *tag, const char *class,
		     const char *lang, const char *content)
{
	ty_html_open(page, tag, class, lang);
	ty_html_text(page, content);
	ty_buf_addf(&page->out, "</%s>", tag);
}

void ty_html_column(struct ty_html *page, const char *name)
{
	ty_html_put(page, "<th scope=\"col\">");
	ty_html_text(page, name);
	ty_html_put(page, "</th>");
}

const char *ty_html_lang_name(const char *lang)
{
	if (ty_lang_same(lang, "en"))
		return _("English");
	return ty_lang_same(lang, "ja") ? _("Japanese") : lang;
}

void ty_html_head(struct ty_html *page, const char *title)
{
	ty_html_head_styled(page, title, "");
}

void ty_html_head_styled(struct ty_html *page, const char *title,
			 const char *style)
{
	ty_html_put(page, "<!doctype html>\n<html");
	/* TRANSLATORS: the BCP 47 tag of the language you translate into. */
	ty_escape_pair(&page->out, "lang", _("en"));
	ty_html_put(page, ">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta http-equiv=\"Content-Security-Policy\" content="
		    "\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		    "<meta name=\"viewport\" content="
		    "\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<title>");
	ty_html_text(page, title);
	ty_html_put(page, "</title>\n<style>\n");
	ty_html_put(page, ty_html_style);
	ty_html_put(page, style);
	ty_html_put(page, "</style>\n</head>\n<body>\n<div class=\"wrap\">\n");
}

void ty_html_end(struct ty_html *page)
{
	ty_html_open(page, "footer", "", NULL);
	ty_buf_addf(&page->out, "Taiyaku %s", ty_version());
	ty_html_put(page, "</footer>\n</div>\n</body>\n</html>\n");
}

static void put_fact(struct ty_html *page, const char *name, const char *lang,
		     const char *value)
{
	if (!value || !value[0])
		return;
	ty_html_put_element(page, "dt", "", NULL, name);
	ty_html_put_element(page, "dd", "text", lang, value);
	ty_html_put(page, "\n");
}

void ty_html_header(struct ty_html *page, const struct ty_html_header *story)
{
	ty_html_put(page, "<header>\n<p class=\"over\">"
		    "<span class=\"brand\">Taiyaku 対訳</span>");
	ty_html_put_element(page, "span", "kind", NULL, story->kind);
	ty_html_put(page, "</p>\n");
	ty_html_put_element(page, "h1", "text", story->source, story->title);
	if (story->translation[0])
		ty_html_put_element(page, "p", "headline text", story->target,
				    story->translation);
	ty_html_put(page, "\n<dl class=\"facts\">\n");
	put_fact(page, _("slugline"), story->source, story->slugline);
	put_fact(page, _("dateline"), story->source, story->dateline);
	put_fact(page, _("byline"), story->source, story->byline);
	put_fact(page, _("credit"), story->source, story->credit);
	put_fact(page, _("file"), NULL, story->file);
	ty_html_put(page, "</dl>\n</header>\n");
}
