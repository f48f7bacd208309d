#ifndef TY_FLOW_TERMS_H
#define TY_FLOW_TERMS_H

#include "base/concept.h"
#include "flow/desk.h"

/*
 * The memory's termbase, loaded: concepts, and a finder for each language they
 * have terms in.  It is loaded again when any process has changed it; results
 * that point into an old one hold that.
 */
struct ty_termbase;
enum ty_status ty_desk_termbase(struct ty_termbase **out, struct ty_desk *desk,
				struct ty_error *err);
void ty_termbase_release(struct ty_termbase *base);	/* NULL is allowed */

/* Make a concept of the caller's fit to be stored: texts squeezed to NFC,
 * languages canonical, no text twice.  TY_EINVAL: not UTF-8, empty, an unknown
 * language. */
enum ty_status ty_concept_fit(struct ty_concept_buf *concept,
			      struct ty_error *err);

/*
 * What a translation does with terms.  MISSING: a term of the source has none
 * of its translations in the target, though the termbase has some; `source` is
 * where it stands.  FORBIDDEN: the target has a term that must not be used, at
 * `target`, for a concept that the source has or that has no terms in its
 * language.  Nothing is said where the termbase knows another concept of that
 * name that fits.  Japanese has its translation wherever its characters stand,
 * English in any form: doubt is no issue.
 */
enum ty_term_issue_kind { TY_TERM_MISSING, TY_TERM_FORBIDDEN };

struct ty_term_issue {
	enum ty_term_issue_kind		 kind;
	struct ty_span			 source;	/* 0, 0: nowhere */
	struct ty_span			 target;	/* 0, 0: nowhere */
	const struct ty_concept		*concept;
	const struct ty_term		*term;	/* that of the source, or the
						   forbidden one */
	const struct ty_term		*use;	/* ty_concept_best() of the
						   target's language, or NULL */
};

struct ty_term_issues {
	struct ty_term_issue	*items;		/* in the order of the source,
						   then of the target */
	size_t			 n;
	struct ty_termbase	*termbase;	/* holds what they point to */
};

/* `source` and `target` are valid UTF-8 in the desk's languages. */
enum ty_status ty_terms_check(struct ty_term_issues **out,
			      struct ty_desk *desk, const char *source,
			      const char *target, struct ty_error *err);
void ty_term_issues_free(struct ty_term_issues *issues);

/* For the files of flow/ that find terms: those of one language, with their
 * concepts. */
struct ty_term_finder;
struct ty_term_places;
struct ty_termbase_side {
	char			 lang[TY_LANG_MAX];
	struct ty_term_finder	*finder;	/* NULL until asked */
	struct ty_term_ref {
		const struct ty_concept	*concept;
		const struct ty_term	*term;
	}			*terms;		/* by their number */
	size_t			 n, cap;
};
struct ty_termbase *ty_termbase_hold(struct ty_termbase *base);
/* NULL: the termbase has no terms in that language. */
struct ty_termbase_side *ty_termbase_side(struct ty_termbase *base,
					  const char *lang);
/* The places of its terms in a text, as ty_term_finder_run(). */
enum ty_status ty_termbase_run(struct ty_termbase_side *side, const char *s,
			       size_t len, bool any,
			       struct ty_term_places *places,
			       struct ty_error *err);

#endif
