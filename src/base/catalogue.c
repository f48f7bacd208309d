/*
 * Message catalogues (.mo), for a thread that speaks another language than the
 * process: libintl goes by the locale and the environment, which are the
 * process's, and knows no language whose locale the machine has not.
 *
 * Source: "The Format of GNU MO Files", GNU gettext manual, 10.3.
 */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/catalogue.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"

#define MAGIC		0x950412deu
#define MOST_BYTES	(16u << 20)

enum plural { ONE_FORM, NOT_ONE, ABOVE_ONE };

struct ty_catalogue {
	struct ty_buf	 file;
	bool		 swapped;	/* of the other byte order */
	uint32_t	 n;		/* messages, in strcmp() order */
	uint32_t	 ids, texts;	/* where their tables begin */
	enum plural	 plural;
};

const struct ty_catalogue ty_catalogue_none = { .n = 0 };

static _Thread_local const struct ty_catalogue *used;

static uint32_t word_at(const struct ty_catalogue *c, size_t at)
{
	uint32_t w;

	memcpy(&w, c->file.p + at, sizeof(w));
	return !c->swapped ? w : (w >> 24 | (w >> 8 & 0xFF00) |
				  (w << 8 & 0xFF0000) | w << 24);
}

/* Entry `i` of a table; checked when the file was read. */
static const char *string_at(const struct ty_catalogue *c, uint32_t table,
			     uint32_t i, uint32_t *len)
{
	*len = word_at(c, table + 8 * (size_t)i);
	return c->file.p + word_at(c, table + 8 * (size_t)i + 4);
}

/* Every string of a table lies in the file with its NUL. */
static bool sound_table(const struct ty_catalogue *c, uint32_t table)
{
	size_t size = c->file.len, i;

	if (table > size || (size - table) / 8 < c->n)
		return false;
	for (i = 0; i < c->n; i++) {
		size_t len = word_at(c, table + 8 * i);
		size_t at = word_at(c, table + 8 * i + 4);

		if (at >= size || len >= size - at || c->file.p[at + len])
			return false;
	}
	return true;
}

static bool sound(struct ty_catalogue *c)
{
	if (c->file.len < 20)
		return false;
	c->swapped = word_at(c, 0) != MAGIC;
	if (word_at(c, 0) != MAGIC || word_at(c, 4) >> 16 > 1)
		return false;
	c->n = word_at(c, 8);
	c->ids = word_at(c, 12);
	c->texts = word_at(c, 16);
	return sound_table(c, c->ids) && sound_table(c, c->texts);
}

/* The rule of the header, in one of the ways in which it is written. */
static bool read_plural(struct ty_catalogue *c)
{
	const char *header = ty_catalogue_text(c, "");
	const char *p = strstr(header, "nplurals="), *end;
	char rule[64];
	size_t n = 0;

	if (!p) {
		c->plural = NOT_ONE;
		return true;
	}
	end = p + strcspn(p, "\n");
	for (; p < end && n < sizeof(rule) - 1; p++)
		if (!strchr(" ()", *p))
			rule[n++] = *p;
	rule[n] = '\0';
	if (!strncmp(rule, "nplurals=1;", 11))
		c->plural = ONE_FORM;
	else if (!strncmp(rule, "nplurals=2;plural=n!=1", 22))
		c->plural = NOT_ONE;
	else if (!strncmp(rule, "nplurals=2;plural=n>1", 21))
		c->plural = ABOVE_ONE;
	else
		return false;
	return true;
}

enum ty_status ty_catalogue_read(struct ty_catalogue **out, const char *path,
				 struct ty_error *err)
{
	struct ty_catalogue *c = ty_alloc(1, sizeof(*c));
	enum ty_status st;

	*out = NULL;
	ty_buf_init(&c->file);
	st = ty_read_file(&c->file, path, MOST_BYTES, err);
	if (st == TY_OK && (!sound(c) || !read_plural(c)))
		st = ty_fail_at(err, TY_ESYNTAX, path, 0, 0,
				_("not a catalogue of messages"));
	if (st == TY_OK)
		*out = c;
	else
		ty_catalogue_free(c);
	return st;
}

void ty_catalogue_free(struct ty_catalogue *c)
{
	if (!c)
		return;
	ty_buf_release(&c->file);
	free(c);
}

/* The message called `id`, up to its first NUL; NULL: none, or not yet
 * translated. */
static const char *find(const struct ty_catalogue *c, const char *id,
			uint32_t *len)
{
	uint32_t from = 0, to = c->n, i, ignored;
	const char *text;
	int order;

	while (from < to) {
		i = from + (to - from) / 2;
		order = strcmp(id, string_at(c, c->ids, i, &ignored));
		if (!order) {
			text = string_at(c, c->texts, i, len);
			return *text ? text : NULL;
		}
		if (order < 0)
			to = i;
		else
			from = i + 1;
	}
	return NULL;
}

const char *ty_catalogue_text(const struct ty_catalogue *c, const char *id)
{
	uint32_t len;
	const char *text = find(c, id, &len);

	return text ? text : id;
}

const char *ty_catalogue_count(const struct ty_catalogue *c, const char *one,
			       const char *many, unsigned long n)
{
	bool several = c->plural == NOT_ONE ? n != 1 :
		       c->plural == ABOVE_ONE ? n > 1 : false;
	uint32_t len;
	const char *text = find(c, one, &len);

	if (!text)
		return n == 1 ? one : many;
	/* The forms stand behind one another, each with its NUL. */
	return several && strlen(text) < len ? text + strlen(text) + 1 : text;
}

void ty_language_use(const struct ty_catalogue *catalogue)
{
	used = catalogue;
}

const struct ty_catalogue *ty_language_used(void)
{
	return used;
}

const char *ty_catalogue_folder(void)
{
	return bindtextdomain("taiyaku", NULL);
}

const char *ty_message(const char *id)
{
	return used ? ty_catalogue_text(used, id) : dgettext("taiyaku", id);
}

const char *ty_message_count(const char *one, const char *many, unsigned long n)
{
	return used ? ty_catalogue_count(used, one, many, n) :
	       dngettext("taiyaku", one, many, n);
}
