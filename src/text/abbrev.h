#ifndef TY_TEXT_ABBREV_H
#define TY_TEXT_ABBREV_H

#include "base/intern.h"
#include "taiyaku.h"

/*
 * Words that decide about the ends of sentences, in classes.  They come from
 * DATA/rules/LANG.abbr, whose lines are `class: word word ...`; # begins a
 * comment.  A word counts as written and in capitals; the classes themselves
 * are explained in en.abbr and ja.abbr.
 */
enum ty_word_class {
	TY_W_TITLE,	/* Gen. Mrs.: a name follows */
	TY_W_NUMBER,	/* No. p.: an abbreviation where a number follows */
	TY_W_MONTH,	/* Oct. Sat.: ends a sentence unless a day follows */
	TY_W_TIME,	/* p.m. */
	TY_W_COMPANY,	/* Corp. */
	TY_W_PLACE,	/* Calif. St. */
	TY_W_AMBIGUOUS,	/* U.S. Jr.: ends one if a starter follows */
	TY_W_NEVER,	/* vs. e.g. */
	TY_W_WORD,	/* X.: an ordinary word, though it looks like initials */
	TY_W_NAME,	/* Yahoo!: the mark is part of the name */
	TY_W_STARTER,	/* The However: begins a sentence */
	TY_W_OPENING,	/* At By: opens with a time ("At 5 a.m. Mr. ...") */
	TY_W_AFTER_TIME,	/* Friday JST: follows p.m. in a sentence */
	TY_W_SPEECH,	/* said asked: "Why?" Hamada asked */
	TY_W_PARTICLE,	/* と の: carries a sentence on after a quote */
	TY_W_AGENCY,	/* Kyodo 共同: stands in datelines and credits */
	TY_W_NCLASSES
};

struct ty_abbrev {
	struct ty_intern	 words;
	uint32_t		*classes;	/* bit set for each word */
	size_t			 cap;
	uint64_t		 name_lengths;	/* bit n: a name of n bytes */
};

/* An empty table if there is no such file.  Errors: TY_EIO; TY_ESYNTAX with
 * file and line for an unknown class. */
enum ty_status ty_abbrev_load(struct ty_abbrev *table, const char *path,
			      struct ty_error *err);
void ty_abbrev_release(struct ty_abbrev *table);

/* "title", ...: as in the file. */
const char *ty_word_class_word(enum ty_word_class which);

/* The classes of a word, as bits 1 << TY_W_...; 0 if it has none. */
uint32_t ty_abbrev_classes(const struct ty_abbrev *table, const char *word,
			   size_t len);
bool ty_abbrev_is(const struct ty_abbrev *table, enum ty_word_class which,
		  const char *word, size_t len);

/* True if the text [start, end) ends with a name, whatever stands before. */
bool ty_abbrev_ends_with_name(const struct ty_abbrev *table, const char *s,
			      size_t start, size_t end);

#endif
