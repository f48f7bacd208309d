#ifndef TY_TEXT_SEGMENT_H
#define TY_TEXT_SEGMENT_H

#include "taiyaku.h"

/*
 * Sentence segmentation for one language.  Candidates are the places after
 * marks that can end a sentence (in languages other than English, Japanese and
 * Chinese: ICU's sentence boundaries), before bullets and before items of
 * inline lists; rules decide.  Abbreviations come from DATA/rules/LANG.abbr (a
 * language without one uses none).
 */
struct ty_segmenter;
enum ty_status ty_segmenter_open(struct ty_segmenter **out, const char *data,
				 const char *lang, struct ty_error *err);
void ty_segmenter_close(struct ty_segmenter *segmenter);

/* Append the segments of text[span) to `out`, as bytes of `text`: in order,
 * not overlapping, leaving out white space between them only.  Newlines: see
 * ty_segment_text(). */
struct ty_span_list {
	struct ty_span	*v;
	size_t		 n, cap;
};
void ty_segmenter_run(struct ty_segmenter *segmenter, const char *text,
		      struct ty_span span, struct ty_span_list *out);

/* The same for one paragraph, whose newlines are but white space. */
void ty_segmenter_paragraph(struct ty_segmenter *segmenter, const char *text,
			    struct ty_span span, struct ty_span_list *out);

/* What decided about a place where a segment might have ended. */
enum ty_rule {
	TY_RULE_BLANK_LINE, TY_RULE_NEWLINE, TY_RULE_WRAPPED,
	TY_RULE_STOP,		/* a mark that ends a sentence */
	TY_RULE_STARTER,	/* abbreviation, but a sentence begins after it */
	TY_RULE_NOTE,		/* after the notes glued to a full stop */
	TY_RULE_MISSING_SPACE,	/* "the world.Today is" */
	TY_RULE_BULLET, TY_RULE_LIST_ITEM,
	TY_RULE_QUOTE_ENDS,	/* 「…。」 and a new sentence */
	TY_RULE_LOWER,		/* a small letter follows */
	TY_RULE_TITLE, TY_RULE_NUMBER, TY_RULE_MONTH, TY_RULE_TIME,
	TY_RULE_INITIAL, TY_RULE_ABBREVIATION,
	TY_RULE_NAME,		/* Yahoo! */
	TY_RULE_DOTS,		/* ". . ." within a sentence */
	TY_RULE_ATTRIBUTION,	/* "Why?" Hamada asked */
	TY_RULE_LIST_MARKER,	/* the full stop of "1." */
	TY_RULE_GLUED,		/* no candidate at all: example.com, 3.5; it
				   is not traced */
	TY_RULE_BRACKET,	/* inside a bracket or quote */
	TY_RULE_GOES_ON,	/* a comma follows; 「…。」と述べた */
	TY_RULE_SRX_BREAK, TY_RULE_SRX_KEEP,	/* ty_segmenter_verdict() */
	TY_NRULES
};
const char *ty_rule_word(enum ty_rule rule);	/* "stop", ...: stable */
bool ty_rule_splits(enum ty_rule rule);

/*
 * Rules of an SRX file: where one matches it decides, elsewhere we do.  The
 * segmenter takes them over.  A rule that takes too long is not asked again;
 * ty_segmenter_status() then tells why, until it was asked.
 */
struct ty_srx_rules;
void ty_segmenter_set_rules(struct ty_segmenter *segmenter,
			    struct ty_srx_rules *rules);
enum ty_status ty_segmenter_status(struct ty_segmenter *segmenter,
				   struct ty_error *err);

/* From now on tell `trace` of each decision, at which byte of the text; NULL
 * for nobody. */
void ty_segmenter_trace(struct ty_segmenter *segmenter,
			void (*trace)(void *user, size_t at,
				      enum ty_rule rule), void *user);

/* While the trace is told of TY_RULE_SRX_...: the rule that decided. */
struct ty_verdict;
const struct ty_verdict *ty_segmenter_verdict(const struct ty_segmenter *
					      segmenter);

/* The word before a place that the trace told of, if LANG.abbr lists it among
 * the words that do not end sentences; else *word and *name stay. */
void ty_segmenter_word(const struct ty_segmenter *segmenter, const char *text,
		       size_t at, struct ty_span *word, const char **name);

/* The words of LANG.abbr, borrowed. */
struct ty_abbrev;
const struct ty_abbrev *ty_segmenter_words(const struct ty_segmenter *
					   segmenter);

#endif
