/* What stories say of themselves by which a translation is known: names of
 * files, slugs, addresses, dates. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "flow/corpus_keys.h"
#include "text/lang.h"

#define RUNNING		6		/* digits that are more than a running
					   number */

static void add(struct ty_keys *keys, struct ty_buf *key)
{
	keys->v = ty_grow(keys->v, &keys->cap, keys->n + 1, sizeof(*keys->v));
	keys->v[keys->n++] = ty_buf_detach(key);
}

void ty_keys_release(struct ty_keys *keys)
{
	while (keys->n > 0)
		free(keys->v[--keys->n]);
	free(keys->v);
	memset(keys, 0, sizeof(*keys));
}

/* ---------------------------------------------------------------- names -- */

/* "en", "EN", "en-US" of the language "en". */
static bool names_lang(const char *s, size_t len, const char *lang)
{
	size_t n = strcspn(lang, "-"), i;

	if (len < n || (len > n && s[n] != '-' && s[n] != '_') ||
	    len > n + 5)
		return false;
	for (i = 0; i < n; i++)
		if (tolower((unsigned char)s[i]) != lang[i])
			return false;
	return true;
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A name without what says its format: "quake.en.txt" is "quake.en". */
static size_t stem(const char *name)
{
	static const char *const known[] = {
		".txt", ".text", ".html", ".htm", ".xhtml", ".xml"
	};
	size_t len = strlen(name), i, n;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		n = strlen(known[i]);
		if (len > n && !strcmp(name + len - n, known[i]))
			return len - n;
	}
	return len;
}

/* Where the language stands in a stem, with its dot, hyphen or underscore: at
 * its end or at its beginning. */
static bool find_mark(const char *name, size_t len, const char *lang,
		      struct ty_span *mark)
{
	size_t i;

	for (i = len; i > 1 && len - i < TY_LANG_MAX; i--)
		if (strchr("._-", name[i - 1]) &&
		    names_lang(name + i, len - i, lang)) {
			*mark = (struct ty_span){ i - 1, len };
			return true;
		}
	i = strcspn(name, "._-");
	if (i + 1 < len && names_lang(name, i, lang)) {
		*mark = (struct ty_span){ 0, i + 1 };
		return true;
	}
	return false;
}

bool ty_path_marked(const char *path, const char *lang)
{
	const char *name = base_of(path);
	struct ty_span mark;

	return find_mark(name, stem(name), lang, &mark);
}

/* Folders that are called by the language are all one. */
static void add_folders(struct ty_buf *key, const char *from, const char *to,
			const char *lang)
{
	size_t n;

	for (; from < to; from += n + 1) {
		n = strcspn(from, "/");
		if (names_lang(from, n, lang))
			ty_buf_addc(key, '*');
		else
			ty_buf_add(key, from, n);
		ty_buf_addc(key, '/');
	}
}

void ty_keys_of_path(struct ty_keys *keys, const char *path, size_t root,
		     const char *lang)
{
	const char *name = base_of(path);
	const char *from[3] = { path, path + root, name };
	struct ty_span mark = { 0, 0 };
	size_t len = stem(name), k;

	if (!find_mark(name, len, lang, &mark) && len < RUNNING &&
	    strspn(name, "0123456789") == len)
		return;
	for (k = 0; k < 3; k++) {
		struct ty_buf key = TY_BUF_INIT;

		ty_buf_adds(&key, k == 0 ? "path:" : k == 1 ? "file:" :
			    "name:");
		add_folders(&key, from[k], name, lang);
		ty_buf_add(&key, name, mark.start);
		ty_buf_add(&key, name + mark.end, len - mark.end);
		add(keys, &key);
	}
}

size_t ty_paths_root(const char *const *paths, size_t n)
{
	size_t root, i, k;

	if (!n)
		return 0;
	root = (size_t)(base_of(paths[0]) - paths[0]);
	for (i = 1; i < n; i++) {
		for (k = 0; k < root && paths[i][k] == paths[0][k]; k++)
			;
		while (k > 0 && paths[0][k - 1] != '/')
			k--;
		root = k;
	}
	return root;
}

/* -------------------------------------------------------------- stories -- */

/* https://www.example.com/a/ and http://www.example.com/a#top are one. */
static void add_address(struct ty_keys *keys, const char *s, size_t len)
{
	struct ty_buf key = TY_BUF_INIT;
	const char *slashes = strstr(s, "://"), *end = s + len;
	const char *hash = memchr(s, '#', len);

	s = slashes ? slashes + 3 : s;
	end = hash ? hash : end;
	while (end > s && end[-1] == '/')
		end--;
	if (end <= s)
		return;
	ty_buf_adds(&key, "url:");
	ty_buf_add(&key, s, (size_t)(end - s));
	add(keys, &key);
}

void ty_keys_of_story(struct ty_keys *keys, const struct ty_story *story)
{
	struct ty_buf key = TY_BUF_INIT;
	const char *p = story->addresses;

	for (; *p; p += strcspn(p, "\n") + 1)
		add_address(keys, p, strcspn(p, "\n"));

	/* A word or two, as "1st Ld", are of many stories. */
	if (strpbrk(story->slugline, "-/") && strlen(story->slugline) >= 8) {
		ty_buf_addf(&key, "slug:%s#%d", story->slugline,
			    story->version);
		add(keys, &key);
	}
}

/* "2024-10-01", "--10-01", "---15", with anything after. */
static struct ty_day read_day(const char *s)
{
	struct ty_day day = { 0, 0, 0 };

	if (isdigit((unsigned char)s[0]))
		day.year = (int)strtol(s, (char **)&s, 10);
	else if (*s++ != '-')
		return day;
	if (*s++ != '-')
		return (struct ty_day){ 0, 0, 0 };
	if (isdigit((unsigned char)s[0]))
		day.month = (int)strtol(s, (char **)&s, 10);
	if (*s++ == '-' && isdigit((unsigned char)s[0]))
		day.day = (int)strtol(s, NULL, 10);
	if (day.year < 0 || day.year > 9999 || day.month > 12 || day.day > 31)
		return (struct ty_day){ 0, 0, 0 };
	return day;
}

struct ty_day ty_story_day(const struct ty_story *story,
			   const struct ty_value_reader *reader)
{
	struct ty_day day = read_day(story->published);
	struct ty_values values = { 0 };
	size_t i;

	if (day.day)
		return day;
	ty_values_read(reader, story->date, strlen(story->date), &values);
	for (i = 0; i < values.n && !day.day; i++)
		if (values.v[i].kind == TY_VALUE_DATE)
			day = read_day(values.v[i].amount);
	ty_values_release(&values);
	return day;
}
