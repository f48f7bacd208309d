#ifndef TY_ALIGN_LEXMAKER_H
#define TY_ALIGN_LEXMAKER_H

#include "align/lexicon.h"
#include "base/intern.h"
#include "text/lang.h"

/* A lexicon being made: terms, strings and which may be which. */
struct ty_lexmaker {
	char			source[TY_LANG_MAX], target[TY_LANG_MAX];
	struct ty_intern	words;		/* of the source side */
	struct ty_intern	terms;		/* each a row of word numbers */
	struct ty_intern	strings;	/* folded */
	struct ty_lexpair	*pairs;
	size_t			 npairs, cap_pairs;
	struct ty_lexicon_source sources[TY_LEXICON_SOURCES];
	size_t			 nsources;
	struct ty_scan		 scan;
};

void ty_lexmaker_init(struct ty_lexmaker *maker);
void ty_lexmaker_release(struct ty_lexmaker *maker);

/* The number of a term; TY_INTERN_NONE, and *n is 0 if the text has no words,
 * else more than TY_PHRASE_MAX. */
uint32_t ty_lexmaker_term(struct ty_lexmaker *maker, const char *text,
			  size_t len, size_t *n);

/* The number of a name in Latin letters. */
uint32_t ty_lexmaker_name(struct ty_lexmaker *maker, const char *name,
			  size_t len);

/* The number of a string; TY_INTERN_NONE, and *n is 0 if nothing is left of it,
 * else more than TY_STRING_MAX. */
uint32_t ty_lexmaker_string(struct ty_lexmaker *maker, const char *text,
			    size_t len, size_t *n);

void ty_lexmaker_pair(struct ty_lexmaker *maker, uint32_t term,
		      uint32_t string, enum ty_grade grade);

/* A source to name; its `entries` are counted by the caller. */
struct ty_lexicon_source *ty_lexmaker_source(struct ty_lexmaker *maker,
					     const char *name,
					     const char *licence);

/* Readers: the file's pairs are put to what is there. */
enum ty_status ty_glossary_read(struct ty_lexmaker *maker, const char *path,
				struct ty_error *err);
enum ty_status ty_edict_read(struct ty_lexmaker *maker, const char *path,
			     const struct ty_monitor *monitor,
			     struct ty_error *err);
enum ty_status ty_enamdict_read(struct ty_lexmaker *maker, const char *path,
				const struct ty_monitor *monitor,
				struct ty_error *err);

struct ty_lexicon *ty_lexmaker_finish(struct ty_lexmaker *maker);

#endif
