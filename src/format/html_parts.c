/* The smallest parts of the side-by-side page: tags and text. */

#include <string.h>

#include "format/escape.h"
#include "format/html.h"

const char *const ty_html_classes[TY_NBANDS] = {
	[TY_BAND_101] = "b101",	[TY_BAND_100] = "b100",
	[TY_BAND_95] = "b95",	[TY_BAND_85] = "b85",
	[TY_BAND_75] = "b75",	[TY_BAND_50] = "b50",
	[TY_BAND_NEW] = "new",	[TY_BAND_REPEATED] = "rep",
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
