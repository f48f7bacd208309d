/* Abbreviations and other telling words: their file and their hash table. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/abbrev.h"

#define LONGEST	63		/* bytes of a word; longer ones are refused */

static const char *const class_words[TY_W_NCLASSES] = {
	[TY_W_TITLE] = "title",		[TY_W_NUMBER] = "number",
	[TY_W_MONTH] = "month",		[TY_W_TIME] = "time",
	[TY_W_COMPANY] = "company",	[TY_W_PLACE] = "place",
	[TY_W_AMBIGUOUS] = "ambiguous",	[TY_W_NEVER] = "never",
	[TY_W_WORD] = "word",
	[TY_W_NAME] = "name",		[TY_W_STARTER] = "starter",
	[TY_W_OPENING] = "opening",	[TY_W_AFTER_TIME] = "after-time",
	[TY_W_SPEECH] = "speech",	[TY_W_PARTICLE] = "particle",
	[TY_W_AGENCY] = "agency",
};

const char *ty_word_class_word(enum ty_word_class which)
{
	return class_words[which];
}

void ty_abbrev_release(struct ty_abbrev *table)
{
	ty_intern_release(&table->words);
	free(table->classes);
	memset(table, 0, sizeof(*table));
}

static void add(struct ty_abbrev *table, enum ty_word_class which,
		const char *word, size_t len)
{
	uint32_t before = table->words.n;
	uint32_t i = ty_intern_add(&table->words, word, len);

	table->classes = ty_grow(table->classes, &table->cap,
				 (size_t)table->words.n,
				 sizeof(*table->classes));
	if (i == before)
		table->classes[i] = 0;
	table->classes[i] |= 1u << which;
	if (which == TY_W_NAME)
		table->name_lengths |= (uint64_t)1 << len;
}

/* Add a word and its form in capitals (headlines, "U.S. AND U.K. CORP."). */
static void add_both(struct ty_abbrev *table, enum ty_word_class which,
		     const char *word, size_t len)
{
	char upper[LONGEST + 1];
	size_t i;

	for (i = 0; i < len; i++)
		upper[i] = word[i] >= 'a' && word[i] <= 'z' ?
			   (char)(word[i] - 'a' + 'A') : word[i];
	add(table, which, word, len);
	/* "I SAT. HE LEFT." is rarer than "SAT. 9 A.M."; a lone letter or a
	 * lower-case word in capitals is another word ("ART.", "THE"). */
	if (len > 2 && memcmp(upper, word, len))
		add(table, which, upper, len);
}

static enum ty_status add_line(struct ty_abbrev *table, char *line,
			       const char *path, long number,
			       struct ty_error *err)
{
	char *colon = strchr(line, ':'), *word, *rest;
	int which;

	if (!colon)
		return ty_fail_at(err, TY_ESYNTAX, path, number, 1,
				  _("no 'class:' at the start of the line"));
	*colon = '\0';
	for (which = 0; which < TY_W_NCLASSES; which++)
		if (!strcmp(line, class_words[which]))
			break;
	if (which == TY_W_NCLASSES)
		return ty_fail_at(err, TY_ESYNTAX, path, number, 1,
				  _("unknown class of words '%s'"), line);
	for (word = strtok_r(colon + 1, " \t", &rest); word;
	     word = strtok_r(NULL, " \t", &rest)) {
		if (strlen(word) > LONGEST)
			return ty_fail_at(err, TY_ESYNTAX, path, number,
					  0, _("a word of more than %d bytes"),
					  LONGEST);
		add_both(table, (enum ty_word_class)which, word, strlen(word));
	}
	return TY_OK;
}

enum ty_status ty_abbrev_load(struct ty_abbrev *table, const char *path,
			      struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;
	struct ty_error open_err;
	enum ty_status st;
	long number = 0;
	FILE *f;

	memset(table, 0, sizeof(*table));
	st = ty_open_input(&f, path, &open_err);
	if (st == TY_ENOTFOUND)
		return TY_OK;
	if (st != TY_OK) {
		if (err)
			*err = open_err;
		return st;
	}
	while (st == TY_OK) {
		st = ty_read_line(&line, f, path, ++number, TY_MAX_LINE, err);
		if (st != TY_OK)
			break;
		line.p[strcspn(line.p, "#")] = '\0';
		if (line.p[strspn(line.p, " \t")] != '\0')
			st = add_line(table, line.p, path, number, err);
	}
	ty_close_input(f);
	ty_buf_release(&line);
	if (st == TY_END)
		return TY_OK;
	ty_abbrev_release(table);
	return st;
}

uint32_t ty_abbrev_classes(const struct ty_abbrev *table, const char *word,
			   size_t len)
{
	uint32_t i;

	if (!table->words.n || len == 0 || len > LONGEST)
		return 0;
	i = ty_intern_find(&table->words, word, len);
	return i == TY_INTERN_NONE ? 0 : table->classes[i];
}

bool ty_abbrev_is(const struct ty_abbrev *table, enum ty_word_class which,
		  const char *word, size_t len)
{
	return ty_abbrev_classes(table, word, len) >> which & 1;
}

bool ty_abbrev_ends_with_name(const struct ty_abbrev *table, const char *s,
			      size_t start, size_t end)
{
	uint64_t lengths = table->name_lengths;
	size_t len;

	for (len = 1; lengths >>= 1; len++)
		if ((lengths & 1) && len <= end - start &&
		    ty_abbrev_is(table, TY_W_NAME, s + end - len, len))
			return true;
	return false;
}
