#ifndef TY_TEXT_RULE_H
#define TY_TEXT_RULE_H

#include "text/abbrev.h"
#include "text/segment.h"

/* A passage is text without hard breaks: its newlines are but white space. */
struct ty_passage {
	const char		*s;
	size_t			 start, end;
	size_t			 sentence;	/* where the present one begins */
	const struct ty_abbrev	*words;
};

/*
 * A place where a sentence may end: marks (". . ." is one run of three), the
 * closing brackets and quotes after them, white space, what comes next.
 */
struct ty_candidate {
	size_t	mark;		/* first mark */
	size_t	stop;		/* after the last mark */
	size_t	end;		/* after the closers: the break falls here */
	size_t	next;		/* first byte after white space */
	int32_t	first;		/* the first mark */
	int	marks;		/* how many */
	bool	asks;		/* ! or ? is among them */
	bool	spaced;		/* ". . ." */
};

/* Read the candidate whose first mark is at `i`; or the one whose only mark is
 * [mark, stop), whatever character that is. */
void ty_candidate_read(struct ty_candidate *k, const struct ty_passage *p,
		       size_t i);
void ty_candidate_of(struct ty_candidate *k, const struct ty_passage *p,
		     size_t mark, size_t stop);
/* The candidate at the end of a bracket [open, end): k->marks is 0 if no mark
 * stands before its closing character. */
void ty_candidate_last(struct ty_candidate *k, const struct ty_passage *p,
		       size_t open, size_t end);
/* Is it written among Japanese, so that ty_cjk_rule() is the one to ask?
 * `cjk`: the text is Japanese or Chinese. */
bool ty_candidate_cjk(const struct ty_candidate *k, const struct ty_passage *p,
		      bool cjk);

/* Decide about a candidate with something after it. */
enum ty_rule ty_latin_rule(const struct ty_passage *p,
			   struct ty_candidate *k);	/* may move k->end */
enum ty_rule ty_cjk_rule(const struct ty_passage *p,
			 const struct ty_candidate *k);

/* In Japanese, after a closed bracket that ends with a mark. */
enum ty_rule ty_cjk_after_bracket(const struct ty_passage *p, size_t open,
				  const struct ty_candidate *k);

/* The word that ends before `i`, within `p`: its start.  An abbreviation's
 * inner full stops belong to it ("U.S"), its last one does not. */
size_t ty_word_start(const struct ty_passage *p, size_t i);

/*
 * Markers of an inline list: "2)", "2.)", "2.", "b)", "(b)", "(ii)".  Reads one
 * that starts at `i` and is followed by white space; returns its end or 0.
 */
struct ty_list_marker {
	bool	open, dot, close;	/* ( . ) */
	bool	capital;
	int	number, letter, roman;	/* its values, 0 if it has none: "i" is
					   letter 9 and Roman 1 */
};
size_t ty_list_marker(struct ty_list_marker *out, const struct ty_passage *p,
		      size_t i);
/* True if `now` goes on with the list that `last` belongs to. */
bool ty_list_follows(const struct ty_list_marker *last, int items,
		     const struct ty_list_marker *now);

#endif
