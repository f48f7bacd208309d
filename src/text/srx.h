#ifndef TY_TEXT_SRX_H
#define TY_TEXT_SRX_H

#include "taiyaku.h"

/*
 * Segmentation rules as data: what an SRX file says (Segmentation Rules
 * eXchange 2.0, LISA, 2008).  Language rules are named lists of rules; a rule
 * breaks, or forbids to, where one regular expression (ICU's) matches the text
 * that ends at a place and another the text that begins there; language maps
 * say which language rules a language uses.
 */
struct ty_srx;

#define TY_SRX_PATTERN	16384		/* bytes of a regular expression */
#define TY_SRX_RULES	20000		/* rules of a file */
#define TY_SRX_MAPS	2000

/* A piece of the file and where it stands, for errors. */
struct ty_srx_text {
	const char	*s;		/* borrowed for the call; never NULL */
	long		 line, column;
};

/* `file` names the rules in errors.  The strings given to the functions below
 * are copied. */
struct ty_srx *ty_srx_new(const char *file);
void ty_srx_free(struct ty_srx *srx);

/* With it, every map that fits a language counts, one after the other;
 * without, the first.  Without is how it begins. */
void ty_srx_set_cascade(struct ty_srx *srx, bool cascade);

/* Begin a language rule; what ty_srx_add_rule() adds belongs to the last one
 * begun.  TY_ESYNTAX: there is one of that name; TY_ELIMIT. */
enum ty_status ty_srx_add_language(struct ty_srx *srx,
				   const struct ty_srx_text *name,
				   struct ty_error *err);
enum ty_status ty_srx_add_rule(struct ty_srx *srx, bool breaks,
			       const struct ty_srx_text *before,
			       const struct ty_srx_text *after,
			       struct ty_error *err);
/* Languages that `pattern` matches as a whole, whatever their case, use the
 * language rule `name`. */
enum ty_status ty_srx_add_map(struct ty_srx *srx,
			      const struct ty_srx_text *pattern,
			      const struct ty_srx_text *name,
			      struct ty_error *err);

/* When all is added: does every map name a language rule?  TY_ESYNTAX. */
enum ty_status ty_srx_seal(const struct ty_srx *srx, struct ty_error *err);
/* Is every regular expression one?  TY_ESYNTAX names the first rule that is
 * not; TY_ELIMIT. */
enum ty_status ty_srx_check(const struct ty_srx *srx, struct ty_error *err);

/* ------------------------------------------------------------ at work -- */

/*
 * The rules of one language, ready to run.  *out is NULL if no map fits it.
 *
 * Errors: as ty_srx_check(), for the maps and rules of this language.
 */
struct ty_srx_rules;
enum ty_status ty_srx_compile(struct ty_srx_rules **out,
			      const struct ty_srx *srx, const char *lang,
			      struct ty_error *err);
void ty_srx_rules_free(struct ty_srx_rules *rules);

/*
 * Rules that break name the marks they break after, where the expression before
 * the place ends plainly: `[:;]`, `[;]\s`.  Is `c` one of them?  Beyond ASCII
 * the answer may be a false yes.
 */
bool ty_srx_is_mark(const struct ty_srx_rules *rules, int32_t c);
bool ty_srx_has_far_marks(const struct ty_srx_rules *rules);

/* The rule that decided; its name lives as long as the rules. */
struct ty_verdict {
	const char	*language;	/* the language rule */
	int		 number;	/* of the rule in it: 1, 2, ... */
	bool		 breaks;
	size_t		 at;		/* byte of the text */
};

/*
 * Ask about the white space [from, to) of a paragraph, which may be empty: its
 * beginning, the place after its first character, its end.  At each place the
 * first rule that matches decides; a break at any of them is one.  TY_END: no
 * rule matches.  A rule sees 512 bytes on either side.
 *
 * Errors: TY_ELIMIT names the rule that takes too much time or memory.
 */
enum ty_status ty_srx_decide(struct ty_verdict *out,
			     struct ty_srx_rules *rules, const char *s,
			     struct ty_span paragraph, size_t from, size_t to,
			     struct ty_error *err);

#endif
