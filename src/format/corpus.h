#ifndef TY_FORMAT_CORPUS_H
#define TY_FORMAT_CORPUS_H

#include "base/buf.h"
#include "taiyaku.h"

/* What is known of a story and its translation, as strings; NULL: not said.
 * The names of docs/json.md, in its order. */
enum ty_corpus_field {
	TY_CF_STORY,		/* its name: versions of one story share it */
	TY_CF_SOURCE, TY_CF_TARGET,		/* paths */
	TY_CF_SOURCE_TEXT, TY_CF_TARGET_TEXT,	/* or what stands there */
	TY_CF_SOURCE_LANG, TY_CF_TARGET_LANG,
	TY_CF_PUBLISHER, TY_CF_LICENCE, TY_CF_DATE,
	TY_CF_STATUS,		/* "usable", "corrected"; others never leave */
	TY_CF_EMBARGO,		/* until when, ISO 8601; or its words */
	TY_CF_METHOD,		/* of the alignment */
	TY_CF_BARRED,		/* why it has no pairs: a stable word */
	TY_CF_ERROR,		/* why it has none, a sentence */
	TY_NCORPUS_FIELDS
};
const char *ty_corpus_field_word(enum ty_corpus_field field);
/* False: there is no such field. */
bool ty_corpus_field_parse(enum ty_corpus_field *out, const char *word,
			   size_t len);

/* Why a pair is left out of a corpus; stable words. */
enum ty_corpus_why {
	TY_WHY_KEPT,
	TY_WHY_CONFIDENCE,	/* of its alignment is too low */
	TY_WHY_LANGUAGE,	/* a side is in another */
	TY_WHY_LENGTH,		/* a side is too short or too long */
	TY_WHY_RATIO,		/* one side is too long for the other */
	TY_WHY_VALUES,		/* numbers that disagree */
	TY_WHY_MARKUP,		/* code, addresses, more signs than letters */
	TY_WHY_SAME,		/* both sides are the same text */
	TY_WHY_BOILERPLATE,	/* stands in very many stories */
	TY_WHY_DUPLICATE,
	TY_WHY_NEAR,		/* nearly a duplicate */
	TY_WHY_LEAK,		/* like one in another split */
	TY_NWHYS
};
const char *ty_corpus_why_word(enum ty_corpus_why why);
/* For people. */
const char *ty_corpus_why_title(enum ty_corpus_why why);

/* What was found in a pair whatever the thresholds: bits 1 << enum
 * ty_corpus_why. */
struct ty_corpus_pair {
	char		*source, *target;
	double		 score;
	int		 source_n, target_n;	/* segments */
	int		 source_paragraph, target_paragraph;	/* 1-based */
	char		*kind;			/* of the source: "body" */
	unsigned	 marks;
	enum ty_corpus_why why;
};

struct ty_corpus_story {
	char			*field[TY_NCORPUS_FIELDS];
	int			 version;	/* of the story; 0 not known */
	bool			 aligned, marked;
	struct ty_corpus_pair	*pairs;
	size_t			 n, cap;
};

/* Zeroed to begin with; ..._clear() makes it so again. */
void ty_corpus_clear(struct ty_corpus_story *story);
void ty_corpus_set(struct ty_corpus_story *story, enum ty_corpus_field field,
		   const char *value);
/* A new pair, zeroed, which takes over the strings it is given. */
struct ty_corpus_pair *ty_corpus_add(struct ty_corpus_story *story);

/*
 * A story as a line of JSON without its newline (docs/json.md), appended, and
 * back into a cleared one.
 *
 * Errors: TY_ESYNTAX no JSON, no such object, or a member of another type; the
 * place is in `path`.
 */
void ty_corpus_write(struct ty_buf *out, const struct ty_corpus_story *story);
enum ty_status ty_corpus_read(struct ty_corpus_story *out, const char *line,
			      size_t len, const char *path, long number,
			      struct ty_error *err);

#endif
