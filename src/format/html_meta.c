/* What pages say about themselves: <meta>, Open Graph, JSON-LD. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "format/html_meta.h"
#include "text/norm.h"
#include "text/utf8.h"

#define HEAD		((size_t)4096)	/* bytes in which a charset stands */
#define MAX_JSON	((size_t)4 << 20)
#define MAX_NODES	2000		/* of JSON-LD, looked at */
#define MAX_FACT	4096		/* bytes of a fact */
#define MAX_ADDRESSES	64

enum { RANK_NONE, RANK_TIME, RANK_META, RANK_OPEN_GRAPH, RANK_JSON };

static void set(struct ty_html_meta *meta, enum ty_html_fact fact, int rank,
		const char *value)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t len = strlen(value);

	if (rank <= meta->rank[fact] || len > MAX_FACT)
		return;
	/* An author is a name, not a profile. */
	if (fact == TY_META_AUTHOR && (strstr(value, "://") || value[0] == '@'))
		return;
	ty_squeeze(&text, value, len);
	if (text.len) {
		free(meta->facts[fact]);
		meta->facts[fact] = ty_buf_detach(&text);
		meta->rank[fact] = rank;
	}
	ty_buf_release(&text);
}

static void add_address(struct ty_html_meta *meta, const char *value)
{
	struct ty_buf all = TY_BUF_INIT;

	if ((strncmp(value, "https://", 8) && strncmp(value, "http://", 7)) ||
	    strlen(value) > MAX_FACT || strpbrk(value, "\r\n") ||
	    meta->naddresses == MAX_ADDRESSES)
		return;
	if (meta->addresses)
		ty_buf_adds(&all, meta->addresses);
	ty_buf_addf(&all, "%s\n", value);
	free(meta->addresses);
	meta->addresses = ty_buf_detach(&all);
	meta->naddresses++;
}

/* ----------------------------------------------------------------- tags -- */

/* What a page is called, here and in other languages. */
static void link_element(struct ty_html_meta *meta, const char *s,
			 const struct ty_html_token *token)
{
	char *rel = ty_html_value(s, token, "rel");
	char *lang = ty_html_value(s, token, "hreflang");
	char *href = ty_html_value(s, token, "href");

	if (!strcasecmp(rel, "canonical") ||
	    (!strcasecmp(rel, "alternate") && lang[0]))
		add_address(meta, href);
	free(rel);
	free(lang);
	free(href);
}

static void meta_element(struct ty_html_meta *meta, const char *s,
			 const struct ty_html_token *token)
{
	static const struct {
		const char		*name;
		enum ty_html_fact	 fact;
		int			 rank;
	} names[] = {
		{ "og:title", TY_META_HEADLINE, RANK_OPEN_GRAPH },
		{ "twitter:title", TY_META_HEADLINE, RANK_META },
		{ "author", TY_META_AUTHOR, RANK_META },
		{ "byl", TY_META_AUTHOR, RANK_META },
		{ "dc.creator", TY_META_AUTHOR, RANK_META },
		{ "article:author", TY_META_AUTHOR, RANK_OPEN_GRAPH },
		{ "article:published_time", TY_META_PUBLISHED, RANK_OPEN_GRAPH },
		{ "datePublished", TY_META_PUBLISHED, RANK_OPEN_GRAPH },
		{ "date", TY_META_PUBLISHED, RANK_META },
		{ "pubdate", TY_META_PUBLISHED, RANK_META },
		{ "dc.date", TY_META_PUBLISHED, RANK_META },
		{ "og:description", TY_META_DESCRIPTION, RANK_OPEN_GRAPH },
		{ "description", TY_META_DESCRIPTION, RANK_META },
		{ "article:section", TY_META_SECTION, RANK_OPEN_GRAPH },
		{ "og:site_name", TY_META_SITE, RANK_OPEN_GRAPH },
	};
	static const char *const keys[] = { "property", "name", "itemprop" };
	char *content = ty_html_value(s, token, "content");
	size_t i, k;

	for (k = 0; k < 3 && content[0]; k++) {
		char *key = ty_html_value(s, token, keys[k]);

		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (!strcasecmp(key, names[i].name))
				set(meta, names[i].fact, names[i].rank,
				    content);
		if (!strcasecmp(key, "og:url") ||
		    !strcasecmp(key, "translated_from"))
			add_address(meta, content);
		free(key);
	}
	free(content);
}

void ty_html_meta_tag(struct ty_html_meta *meta, const char *s,
		      const struct ty_html_token *token)
{
	char *value;

	if (!strcmp(token->name, "meta")) {
		meta_element(meta, s, token);
		return;
	}
	if (!strcmp(token->name, "link")) {
		link_element(meta, s, token);
		return;
	}
	if (!strcmp(token->name, "time")) {
		if (meta->rank[TY_META_PUBLISHED] >= RANK_TIME)
			return;
		value = ty_html_value(s, token, "datetime");
		set(meta, TY_META_PUBLISHED, RANK_TIME, value);
		free(value);
		return;
	}
	if (meta->lang)
		return;
	value = ty_html_value(s, token, "lang");
	if (!value[0]) {
		free(value);
		value = ty_html_value(s, token, "xml:lang");
	}
	if (value[0])
		meta->lang = value;
	else
		free(value);
}

void ty_html_meta_release(struct ty_html_meta *meta)
{
	int i;

	for (i = 0; i < TY_META_NFACTS; i++)
		free(meta->facts[i]);
	free(meta->lang);
	free(meta->addresses);
}

/* -------------------------------------------------------------- JSON-LD -- */

static void add_name(struct ty_buf *names, const json_t *value)
{
	const char *s = json_string_value(json_is_object(value) ?
					  json_object_get(value, "name") :
					  value);

	if (s && s[0] && names->len < MAX_FACT)
		ty_buf_addf(names, "%s%s", names->len ? ", " : "", s);
}

/* A value, or several, each a string or an object with a name. */
static void set_names(struct ty_html_meta *meta, enum ty_html_fact fact,
		      const json_t *value)
{
	struct ty_buf names = TY_BUF_INIT;
	size_t i;

	if (json_is_array(value))
		for (i = 0; i < json_array_size(value) && i < 32; i++)
			add_name(&names, json_array_get(value, i));
	else
		add_name(&names, value);
	set(meta, fact, RANK_JSON, names.p);
	ty_buf_release(&names);
}

/* An address, or an object that has one. */
static void add_work(struct ty_html_meta *meta, const json_t *value)
{
	const char *s = json_string_value(!json_is_object(value) ? value :
			json_object_get(value, json_object_get(value, "url") ?
					"url" : "@id"));

	if (s)
		add_address(meta, s);
}

/* "NewsArticle", "ReportageNewsArticle", ["Article", ...] */
static bool is_article(const json_t *type)
{
	const char *s = json_string_value(json_is_array(type) ?
					  json_array_get(type, 0) : type);
	size_t n = s ? strlen(s) : 0;

	return (n >= 7 && !strcmp(s + n - 7, "Article")) ||
	       (n >= 11 && !strcmp(s + n - 11, "BlogPosting"));
}

/* Look for articles in an object, a list of them, and what they hold under
 * @graph or mainEntity.  jansson has bounded the depth. */
static void walk(struct ty_html_meta *meta, const json_t *node, int *budget)
{
	size_t i;

	if (!node || --*budget < 0)
		return;
	if (json_is_array(node)) {
		for (i = 0; i < json_array_size(node) && *budget > 0; i++)
			walk(meta, json_array_get(node, i), budget);
		return;
	}
	if (is_article(json_object_get(node, "@type"))) {
		set_names(meta, TY_META_HEADLINE,
			  json_object_get(node, "headline"));
		set_names(meta, TY_META_AUTHOR,
			  json_object_get(node, "author"));
		set_names(meta, TY_META_PUBLISHED,
			  json_object_get(node, "datePublished"));
		set_names(meta, TY_META_DESCRIPTION,
			  json_object_get(node, "description"));
		set_names(meta, TY_META_SECTION,
			  json_object_get(node, "articleSection"));
		set_names(meta, TY_META_SITE,
			  json_object_get(node, "publisher"));
		add_work(meta, json_object_get(node, "url"));
		add_work(meta, json_object_get(node, "mainEntityOfPage"));
		add_work(meta, json_object_get(node, "translationOfWork"));
		add_work(meta, json_object_get(node, "workTranslation"));
	}
	walk(meta, json_object_get(node, "@graph"), budget);
	walk(meta, json_object_get(node, "mainEntity"), budget);
}

void ty_html_meta_json(struct ty_html_meta *meta, const char *s, size_t len)
{
	const char *start = NULL, *end = s + len;
	int budget = MAX_NODES;
	json_t *root;

	/* Some hide it in a comment or CDATA: from the first bracket on. */
	if (len <= MAX_JSON)
		for (start = s; start < end && *start != '{' &&
				(*start != '[' || (start > s && start[-1] == '!') ||
				 (start > s && start[-1] == 'A')); start++)
			;
	if (!start || start == end)
		return;
	root = json_loadb(start, (size_t)(end - start),
			  JSON_DISABLE_EOF_CHECK, NULL);
	walk(meta, root, &budget);
	json_decref(root);
}

/* -------------------------------------------------------------- charset -- */

/* "text/html; charset=Shift_JIS" */
static bool copy_charset(char out[41], const char *s)
{
	size_t n;

	n = strspn(s, " \t\r\n\"'=");
	s += n;
	n = strcspn(s, " \t\r\n\"';/>");
	if (n == 0 || n > 40)
		return false;
	memcpy(out, s, n);
	out[n] = '\0';
	return true;
}

static bool charset_of(char out[41], const char *s,
		       const struct ty_html_token *token)
{
	char *value = ty_html_value(s, token, "charset"), *at;
	bool found = value[0] && copy_charset(out, value);

	free(value);
	if (found)
		return true;
	value = ty_html_value(s, token, "content");
	for (at = value; *at && strncasecmp(at, "charset", 7); at++)
		;
	found = *at && copy_charset(out, at + 7);
	free(value);
	return found;
}

bool ty_html_charset(char out[41], const char *s, size_t len)
{
	struct ty_html_lexer lexer = { .s = s,
				       .length = len < HEAD ? len : HEAD };
	struct ty_html_token token;
	char head[256];
	char *at;

	/* An XHTML page may say it in the XML declaration. */
	if (len > sizeof(head) && !memcmp(s, "<?xml", 5)) {
		memcpy(head, s, sizeof(head) - 1);
		head[sizeof(head) - 1] = '\0';
		at = strstr(head, "encoding");
		if (at && at < strstr(head, "?>") && copy_charset(out, at + 8))
			return true;
	}
	while (ty_html_next(&lexer, &token)) {
		if (token.type == TY_HTML_START &&
		    !strcmp(token.name, "meta") && charset_of(out, s, &token))
			return true;
		if (token.type == TY_HTML_START && !strcmp(token.name, "body"))
			break;
	}
	return false;
}
