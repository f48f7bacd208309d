/* The file of terms that people write: one pair a line. */

#include <string.h>

#include "align/lexmaker.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/lang.h"
#include "text/utf8.h"

/* Where the reader is. */
struct reader {
	struct ty_lexmaker *maker;
	const char	*path;
	const char	*line;		/* not NUL-terminated */
	size_t		 len;
	long		 number;
};

static enum ty_status bad(const struct reader *r, size_t at, const char *why,
			  struct ty_error *err)
{
	return ty_fail_at(err, TY_ESYNTAX, r->path, r->number,
			  (long)ty_utf8_count(r->line, at) + 1, "%s", why);
}

/* "# languages: en ja"; other comments are passed over. */
static enum ty_status read_comment(const struct reader *r,
				   struct ty_error *err)
{
	static const char head[] = "# languages:";
	const size_t n = sizeof(head) - 1;
	char line[128], *source, *target, *rest;

	if (r->len < n || memcmp(r->line, head, n))
		return TY_OK;
	if (r->len >= sizeof(line))
		return bad(r, n, _("expected two languages"), err);
	memcpy(line, r->line, r->len);
	line[r->len] = '\0';
	source = strtok_r(line + n, " \t", &rest);
	target = strtok_r(NULL, " \t", &rest);
	if (!target || strtok_r(NULL, " \t", &rest) ||
	    ty_lang_canonical(r->maker->source, source, NULL) != TY_OK ||
	    ty_lang_canonical(r->maker->target, target, NULL) != TY_OK)
		return bad(r, n, _("expected two languages"), err);
	return TY_OK;
}

static enum ty_status read_line(struct reader *r, struct ty_error *err)
{
	uint32_t term, string;
	const char *tab;
	size_t at, n;

	if (r->len && r->line[r->len - 1] == '\r')
		r->len--;
	if (!r->len)
		return TY_OK;
	if (r->line[0] == '#')
		return read_comment(r, err);
	tab = memchr(r->line, '\t', r->len);
	if (!tab)
		return bad(r, r->len, _("expected a tab and a translation"),
			   err);
	at = (size_t)(tab - r->line);
	if (memchr(tab + 1, '\t', r->len - at - 1))
		return bad(r, at, _("expected one tab only"), err);
	term = ty_lexmaker_term(r->maker, r->line, at, &n);
	if (term == TY_INTERN_NONE)
		return bad(r, 0, n ? _("the term has more than eight words") :
			   _("the term has no words"), err);
	at++;
	string = ty_lexmaker_string(r->maker, r->line + at, r->len - at, &n);
	if (string == TY_INTERN_NONE)
		return bad(r, at, n ? _("the translation is too long") :
			   _("the translation is empty"), err);
	ty_lexmaker_pair(r->maker, term, string, TY_GRADE_OWN);
	return TY_OK;
}

enum ty_status ty_glossary_read(struct ty_lexmaker *maker, const char *path,
				struct ty_error *err)
{
	struct ty_lexicon_source *about =
		ty_lexmaker_source(maker, "glossary", "GPL-3.0-or-later");
	struct reader r = { .maker = maker, .path = path };
	struct ty_buf text = TY_BUF_INIT;
	size_t before = maker->npairs;
	const char *s, *end;
	enum ty_status st;

	st = ty_read_file(&text, path, TY_MAX_STORY, err);
	if (st == TY_OK)
		st = ty_utf8_require(text.p, text.len, path, 1, err);
	for (s = text.p; st == TY_OK && s < text.p + text.len; s = end + 1) {
		end = memchr(s, '\n', (size_t)(text.p + text.len - s));
		if (!end)
			end = text.p + text.len;
		r.line = s;
		r.len = (size_t)(end - s);
		r.number++;
		st = read_line(&r, err);
	}
	about->entries = maker->npairs - before;
	ty_buf_release(&text);
	return st;
}
