/* A translation that is a fuzzy match of the memory, left as it was. */

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "flow/check.h"

/* Of a lower score nobody takes a match over unseen. */
#define LEAST	70
#define LOOKED_AT	5

/* White space aside, does the match say what the translation does? */
static bool says(const struct ty_match *m, const char *target)
{
	return !strcmp(m->target, target) ||
	       (m->repaired && !strcmp(m->repaired, target));
}

/* The best match that could have been taken over; NULL if the memory has the
 * pair itself, or texts that differ in nothing but values and form. */
static const struct ty_match *taken(struct ty_checker *c,
				    const struct ty_matches *matches,
				    const struct ty_check_subject *subject)
{
	const struct ty_match *found = NULL;
	size_t i;

	for (i = 0; i < matches->n; i++) {
		const struct ty_match *m = &matches->items[i];

		if (!says(m, subject->target))
			continue;
		if (m->similarity >= 1)
			return NULL;
		if (!found && ty_check_other_names(c, subject->source,
						   m->source))
			found = m;
	}
	return found;
}

enum ty_status ty_check_fuzzy(struct ty_checker *checker,
			      const struct ty_check_run *run,
			      const struct ty_check_subject *subject,
			      struct ty_error *err)
{
	const struct ty_suggest_options options = {
		.min = LEAST, .max = LOOKED_AT,
		.codes = subject->source_codes,
	};
	const struct ty_span whole = { 0, run->side[TY_CHECK_TARGET].len };
	struct ty_buf message = TY_BUF_INIT;
	const struct ty_match *match;
	struct ty_matches *matches;
	enum ty_status st;

	/* A unit of the memory is compared with its like as pairs of the run. */
	if (!checker->desk->store || subject->unit || subject->draft ||
	    !ty_check_on(run, TY_CHECK_UNEDITED))
		return TY_OK;
	st = ty_suggest(&matches, checker->desk, subject->source, &options,
			err);
	if (st != TY_OK)
		return st;
	match = taken(checker, matches, subject);
	if (match) {
		ty_buf_addf(&message,
			    _("the match of %d for '%s', left as it was"),
			    match->score, match->source);
		ty_check_report(run, TY_CHECK_UNEDITED, TY_CHECK_TARGET, whole,
				NULL, NULL, message.p);
		ty_buf_release(&message);
	}
	ty_matches_free(matches);
	return TY_OK;
}
