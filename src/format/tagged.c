/* Inline codes as tags in the text: <1>, </1>, <2/>. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/tagged.h"

/* ----------------------------------------------------------------- tags -- */

/* The tag that `s`, which begins with "<", begins with. */
static bool read_tag(struct ty_tag *out, const char *s)
{
	const char *p = s + 1;

	if (!strncmp(p, "lt/>", 4)) {
		out->kind = TY_TAG_LESS;
		out->number = 0;
		out->end = 5;
		return true;
	}
	out->kind = *p == '/' ? TY_TAG_CLOSE : TY_TAG_OPEN;
	p += *p == '/';
	if (*p < '1' || *p > '9')
		return false;
	for (out->number = 0; *p >= '0' && *p <= '9'; p++)
		if ((out->number = out->number * 10 + (unsigned)(*p - '0')) >
		    TY_MAX_TAG)
			return false;
	if (*p == '/' && out->kind == TY_TAG_OPEN) {
		out->kind = TY_TAG_ALONE;
		p++;
	}
	out->end = (size_t)(p + 1 - s);
	return *p == '>';
}

bool ty_tag_next(struct ty_tag *out, const char *tagged, size_t *at)
{
	const char *s = tagged + *at;

	for (; (s = strchr(s, '<')); s++) {
		if (!read_tag(out, s))
			continue;
		out->start = (size_t)(s - tagged);
		*at = out->end += out->start;
		return true;
	}
	return false;
}

void ty_tag_put(struct ty_buf *out, enum ty_tag_kind kind, unsigned number)
{
	if (kind == TY_TAG_LESS)
		ty_buf_adds(out, "<lt/>");
	else
		ty_buf_addf(out, "<%s%u%s>", kind == TY_TAG_CLOSE ? "/" : "",
			    number, kind == TY_TAG_ALONE ? "/" : "");
}

/* ------------------------------------------------------------ plain text -- */

void ty_tagged_escape(struct ty_buf *out, const char *text, size_t len)
{
	char *s = ty_strndup(text, len);
	size_t at = 0, done = 0;
	struct ty_tag tag;

	/* What looks like a tag holds no other "<". */
	while (ty_tag_next(&tag, s, &at)) {
		ty_buf_add(out, s + done, tag.start - done);
		ty_buf_adds(out, "<lt/>");
		done = tag.start + 1;
	}
	ty_buf_adds(out, s + done);
	free(s);
}

char *ty_tagged_of(const char *text)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_tagged_escape(&out, text, strlen(text));
	return ty_buf_detach(&out);
}

/* Append text up to the tag, and the "<" that a tag may stand for. */
static void put_plain(struct ty_buf *out, const char *tagged, size_t from,
		      const struct ty_tag *tag)
{
	ty_buf_add(out, tagged + from, tag->start - from);
	if (tag->kind == TY_TAG_LESS)
		ty_buf_addc(out, '<');
}

void ty_tagged_plain(struct ty_buf *out, const char *tagged)
{
	size_t at = 0, done = 0;
	struct ty_tag tag;

	for (; ty_tag_next(&tag, tagged, &at); done = at)
		put_plain(out, tagged, done, &tag);
	ty_buf_adds(out, tagged + done);
}

/* ---------------------------------------------------------------- codes -- */

static json_t *code_of(const struct ty_tag *tag, size_t at)
{
	static const char *const types[] = {
		[TY_TAG_OPEN] = "bpt", [TY_TAG_CLOSE] = "ept",
		[TY_TAG_ALONE] = "ph",
	};
	json_t *code = json_object();
	char number[12];

	snprintf(number, sizeof(number), "%u", tag->number);
	json_object_set_new(code, "at", json_integer((json_int_t)at));
	json_object_set_new(code, "type", json_string(types[tag->kind]));
	if (tag->kind != TY_TAG_ALONE)
		json_object_set_new(code, "i", json_string(number));
	if (tag->kind != TY_TAG_CLOSE)
		json_object_set_new(code, "x", json_string(number));
	return code;
}

void ty_tagged_parse(struct ty_buf *text, struct ty_buf *codes,
		     const char *tagged)
{
	size_t at = 0, done = 0, from = text->len;
	json_t *list = json_array();
	struct ty_tag tag;
	char *s;

	for (; ty_tag_next(&tag, tagged, &at); done = at) {
		put_plain(text, tagged, done, &tag);
		if (tag.kind != TY_TAG_LESS)
			json_array_append_new(list, code_of(&tag,
							    text->len - from));
	}
	ty_buf_adds(text, tagged + done);
	if (json_array_size(list)) {
		s = json_dumps(list, JSON_COMPACT | JSON_SORT_KEYS);
		if (!s)
			abort();	/* no memory */
		ty_buf_adds(codes, s);
		free(s);
	}
	json_decref(list);
}

/* Numbers that are taken, and pairs that are open. */
struct numbers {
	bool		 taken[TY_MAX_TAG + 1];
	unsigned	 next;
	struct open {
		const char	*i;		/* NULL: a highlight */
		unsigned	 number;
	}		*open;
	size_t		 nopen, cap;
};

static const char *get(const json_t *code, const char *key)
{
	return json_string_value(json_object_get(code, key));
}

/* `s` as a number that is free, or 0. */
static unsigned wish(const struct numbers *n, const char *s)
{
	struct ty_buf tag = TY_BUF_INIT;
	struct ty_tag read = { .kind = TY_TAG_LESS };
	unsigned number = 0;

	if (!s)
		return 0;
	ty_buf_addf(&tag, "<%.8s>", s);
	if (read_tag(&read, tag.p) && read.kind == TY_TAG_OPEN &&
	    read.end == tag.len && !n->taken[read.number])
		number = read.number;
	ty_buf_release(&tag);
	return number;
}

/* A number for a code; 0: all are taken. */
static unsigned take(struct numbers *n, const json_t *code)
{
	unsigned number = wish(n, get(code, "x"));

	if (!number)
		number = wish(n, get(code, "i"));
	while (!number && n->next < TY_MAX_TAG)
		if (!n->taken[++n->next])
			number = n->next;
	n->taken[number] = true;
	return number;
}

/* The open pair that this code closes, its number taken from the list; 0:
 * there is none. */
static unsigned close_pair(struct numbers *n, const char *i)
{
	size_t k = n->nopen;
	unsigned number;

	while (k > 0) {
		const struct open *o = &n->open[--k];

		if (i ? !o->i || strcmp(o->i, i) : o->i != NULL)
			continue;
		number = o->number;
		memmove(&n->open[k], &n->open[k + 1],
			(--n->nopen - k) * sizeof(*n->open));
		return number;
	}
	return 0;
}

/* Whether an "ept" with this `i`, or a "/hi", comes after code `from`. */
static bool is_closed(const json_t *codes, size_t from, const char *i,
		      bool highlight)
{
	const char *type, *other;
	size_t depth = 1, k;

	for (k = from + 1; k < json_array_size(codes); k++) {
		const json_t *code = json_array_get(codes, k);

		type = get(code, "type");
		other = get(code, "i");
		if (!type)
			continue;
		if (highlight && !strcmp(type, "hi"))
			depth++;
		else if (highlight && !strcmp(type, "/hi") && !--depth)
			return true;
		else if (!highlight && !strcmp(type, "ept") && i && other &&
			 !strcmp(i, other))
			return true;
	}
	return false;
}

/* Append code `k`; false: no number is left. */
static bool put_code(struct ty_buf *out, struct numbers *n,
		     const json_t *codes, size_t k)
{
	const json_t *code = json_array_get(codes, k);
	const char *type = get(code, "type"), *i = get(code, "i");
	bool ends = type && (!strcmp(type, "ept") || !strcmp(type, "/hi"));
	bool highlight = type && strstr(type, "hi") != NULL;
	unsigned number = ends && (i || highlight) ?
			  close_pair(n, highlight ? NULL : i) : 0;

	if (number) {
		ty_tag_put(out, TY_TAG_CLOSE, number);
		return true;
	}
	if (!(number = take(n, code)))
		return false;
	if (ends || !type || (strcmp(type, "bpt") && !highlight) ||
	    !is_closed(codes, k, i, highlight)) {
		ty_tag_put(out, TY_TAG_ALONE, number);
		return true;
	}
	n->open = ty_grow(n->open, &n->cap, n->nopen + 1, sizeof(*n->open));
	n->open[n->nopen].i = highlight ? NULL : i;
	n->open[n->nopen++].number = number;
	ty_tag_put(out, TY_TAG_OPEN, number);
	return true;
}

bool ty_tagged_make(struct ty_buf *out, const char *text, const char *codes)
{
	size_t len = strlen(text), done = 0, at, k, from = out->len;
	json_t *list = codes[0] ? json_loads(codes, 0, NULL) : json_array();
	struct numbers *n = ty_alloc(1, sizeof(*n));
	bool fits = json_is_array(list) &&
		    json_array_size(list) <= TY_MAX_TAG;

	for (k = 0; fits && k < json_array_size(list); k++) {
		json_int_t place = json_integer_value(
			json_object_get(json_array_get(list, k), "at"));

		at = place < 0 ? 0 : (size_t)place;
		if (at > len)
			at = len;
		while (((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
		if (at > done) {
			ty_tagged_escape(out, text + done, at - done);
			done = at;
		}
		fits = put_code(out, n, list, k);
	}
	if (fits) {
		ty_tagged_escape(out, text + done, len - done);
	} else {
		out->len = from;
		if (out->cap)
			out->p[from] = '\0';
	}
	free(n->open);
	free(n);
	json_decref(list);
	return fits;
}

/* ------------------------------------------------------------- checking -- */

struct tags {
	struct ty_tag	*v;
	size_t		 n, cap;
};

static void collect(struct tags *tags, const char *tagged)
{
	struct ty_tag tag;
	size_t at = 0;

	while (ty_tag_next(&tag, tagged, &at)) {
		if (tag.kind == TY_TAG_LESS)
			continue;
		tags->v = ty_grow(tags->v, &tags->cap, tags->n + 1,
				  sizeof(*tags->v));
		tags->v[tags->n++] = tag;
	}
}

static int by_tag(const void *a, const void *b)
{
	const struct ty_tag *p = a, *q = b;

	if (p->number != q->number)
		return p->number < q->number ? -1 : 1;
	return (int)p->kind - (int)q->kind;
}

static struct tags sorted(const struct tags *tags)
{
	struct tags copy = { .n = tags->n };

	copy.v = ty_alloc(tags->n + 1, sizeof(*copy.v));
	if (tags->n) {
		memcpy(copy.v, tags->v, tags->n * sizeof(*copy.v));
		qsort(copy.v, copy.n, sizeof(*copy.v), by_tag);
	}
	return copy;
}

static enum ty_status refuse(bool missing, const struct ty_tag *tag,
			     struct ty_error *err)
{
	struct ty_buf name = TY_BUF_INIT;
	enum ty_status st;

	ty_tag_put(&name, tag->kind, tag->number);
	st = ty_fail(err, TY_EINVAL, missing ?
		     _("the tag %s of the source is missing in the translation") :
		     _("the translation has a tag %s too many"), name.p);
	ty_buf_release(&name);
	return st;
}

/* The same tags, in whatever order. */
static enum ty_status compare(const struct tags *source,
			      const struct tags *target, struct ty_error *err)
{
	struct tags a = sorted(source), b = sorted(target);
	enum ty_status st = TY_OK;
	size_t i = 0, k = 0;

	while (st == TY_OK && (i < a.n || k < b.n)) {
		int order = i == a.n ? 1 : k == b.n ? -1 :
			    by_tag(&a.v[i], &b.v[k]);

		if (order < 0)
			st = refuse(true, &a.v[i], err);
		else if (order > 0)
			st = refuse(false, &b.v[k], err);
		i++;
		k++;
	}
	free(a.v);
	free(b.v);
	return st;
}

/* The first tag that ends a pair which another one inside it has not ended, or
 * which has not begun though it does later; NULL: there is none. */
static const struct ty_tag *crossing(const struct tags *tags)
{
	unsigned char *seen = ty_alloc(TY_MAX_TAG + 1, 1);
	unsigned *open = ty_alloc(tags->n + 1, sizeof(*open));
	const struct ty_tag *found = NULL;
	size_t n = 0, i;

	for (i = 0; i < tags->n && !found; i++) {
		const struct ty_tag *tag = &tags->v[i];

		if (tag->kind == TY_TAG_OPEN) {
			if (seen[tag->number] == 2)
				found = tag;
			seen[tag->number] = 1;
			open[n++] = tag->number;
		} else if (tag->kind == TY_TAG_CLOSE) {
			if (n && open[n - 1] == tag->number)
				n--;
			else if (seen[tag->number] == 1)
				found = tag;
			seen[tag->number] = 2;
		}
	}
	free(open);
	free(seen);
	return found;
}

enum ty_status ty_tagged_check(const char *source, const char *target,
			       struct ty_error *err)
{
	struct tags a = { 0 }, b = { 0 };
	struct ty_buf name = TY_BUF_INIT;
	const struct ty_tag *cross;
	enum ty_status st;

	collect(&a, source);
	collect(&b, target);
	st = compare(&a, &b, err);
	if (st == TY_OK && !crossing(&a) && (cross = crossing(&b))) {
		ty_tag_put(&name, cross->kind, cross->number);
		st = ty_fail(err, TY_EINVAL,
			     _("the tag %s stands where it crosses another one or its own pair"),
			     name.p);
	}
	ty_buf_release(&name);
	free(a.v);
	free(b.v);
	return st;
}
