#ifndef TY_FLOW_CHECK_H
#define TY_FLOW_CHECK_H

#include "base/intern.h"
#include "flow/desk.h"
#include "format/codes.h"
#include "text/check.h"

/* A configuration that is read without being asked for, in the working folder
 * or, by the server, beside the memory. */
#define TY_CHECK_CONFIG	".taiyaku-check"

/* What was seen of other pairs (check_seen.c). */
struct ty_check_seen {
	struct ty_intern	 sources, targets;	/* texts */
	struct ty_intern	 shapes;		/* values left out */
	struct ty_intern	 target_shapes;
	struct ty_check_first {
		uint32_t	other;		/* its text on the other side */
		uint32_t	text;		/* of a shape: the text itself */
		long		line;
		int64_t		unit;
	}			*first[3];	/* by source, shape, target */
	size_t			 cap[3];
	struct ty_buf		 shape, target_shape, message;
	struct ty_tokens	 tokens[2];
};

/* How long translations are, against their sources (check_length.c).  Starts
 * with what is usual between the two languages. */
struct ty_check_lengths {
	uint32_t	bins[256];	/* of log ratios */
	uint32_t	n;
	double		middle, spread;
};

struct ty_checker {
	struct ty_desk		*desk;
	struct ty_value_reader	*reader[2];	/* source, target */
	bool			 japanese[2], english[2];
	enum ty_severity	 severity[TY_NCHECKS];
	bool			 both;		/* sides looked at alone */
	struct ty_check_seen	 seen;
	struct ty_check_lengths	 lengths;
	/* The pair at hand. */
	struct ty_values	 values[2];
	struct ty_code_list	 codes[2];
	struct ty_issue_list	 issues, rest;
	struct ty_buf		 fixed, scratch;
	struct ty_checked	 checked;
};

/* A pair with what is known of where it comes from. */
struct ty_check_subject {
	const char	*path;
	long		 line;
	int64_t		 unit;
	const char	*source, *target;
	const char	*source_codes, *target_codes;	/* NULL: none */
	const char	*note;
	bool		 draft;		/* its state says: not confirmed */
};

enum ty_status ty_checker_run(const struct ty_checked **out,
			      struct ty_checker *checker,
			      const struct ty_check_subject *subject,
			      struct ty_error *err);

/* The severities of one pair: those of the checker, without what its note
 * switches off. */
void ty_check_local(enum ty_severity severity[TY_NCHECKS],
		    const struct ty_checker *checker, const char *note);
/* A check, a group or "all" by name; false if there is none. */
bool ty_check_assign(enum ty_severity severity[TY_NCHECKS], const char *name,
		     size_t len, enum ty_severity value);

/* What the memory's termbase says of a pair; nothing without a memory. */
enum ty_status ty_check_terms(struct ty_checker *checker,
			      const struct ty_check_run *run,
			      struct ty_error *err);

/* What other pairs say of this one. */
void ty_check_seen_run(struct ty_checker *checker,
		       const struct ty_check_run *run,
		       const struct ty_check_subject *subject);
void ty_check_seen_init(struct ty_check_seen *seen);
void ty_check_seen_release(struct ty_check_seen *seen);

/* Is one sentence nearly the other, but about somebody else?  With the same
 * translation it is a match that nobody has edited. */
bool ty_check_other_names(struct ty_checker *checker, const char *now,
			  const char *before);
/* Is the translation of a pair from a file a fuzzy match of the memory, as it
 * was?  Nothing without a memory. */
enum ty_status ty_check_fuzzy(struct ty_checker *checker,
			      const struct ty_check_run *run,
			      const struct ty_check_subject *subject,
			      struct ty_error *err);

/* Count a pair / settle the figures when all are counted / look at one. */
void ty_check_lengths_init(struct ty_check_lengths *lengths,
			   bool source_japanese, bool target_japanese);
void ty_check_lengths_add(struct ty_check_lengths *lengths, const char *source,
			  const char *target);
void ty_check_lengths_settle(struct ty_check_lengths *lengths);
void ty_check_lengths_run(const struct ty_check_lengths *lengths,
			  const struct ty_check_run *run);

#endif
