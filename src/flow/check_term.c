/* The memory's terms, as checks of a pair. */

#include "base/i18n.h"
#include "flow/check.h"
#include "flow/terms.h"

static void tell(const struct ty_check_run *run,
		 const struct ty_term_issue *issue)
{
	struct ty_buf message = TY_BUF_INIT;
	bool missing = issue->kind == TY_TERM_MISSING;

	if (missing)
		ty_buf_addf(&message, _("the term '%s' should be '%s'"),
			    issue->term->text, issue->use->text);
	else if (issue->use)
		ty_buf_addf(&message,
			    _("'%s' is not to be used; the term is '%s'"),
			    issue->term->text, issue->use->text);
	else
		ty_buf_addf(&message, _("'%s' is not to be used"),
			    issue->term->text);
	ty_check_report(run, missing ? TY_CHECK_TERM_MISSING :
			TY_CHECK_TERM_FORBIDDEN,
			missing ? TY_CHECK_SOURCE : TY_CHECK_TARGET,
			missing ? issue->source : issue->target,
			missing ? &issue->target : &issue->source, NULL,
			message.p);
	ty_buf_release(&message);
}

enum ty_status ty_check_terms(struct ty_checker *checker,
			      const struct ty_check_run *run,
			      struct ty_error *err)
{
	struct ty_term_issues *issues;
	enum ty_status st;
	size_t i;

	if (!checker->desk->store ||
	    (!ty_check_on(run, TY_CHECK_TERM_MISSING) &&
	     !ty_check_on(run, TY_CHECK_TERM_FORBIDDEN)))
		return TY_OK;
	st = ty_terms_check(&issues, checker->desk,
			    run->side[TY_CHECK_SOURCE].s,
			    run->side[TY_CHECK_TARGET].s, err);
	if (st != TY_OK)
		return st;
	for (i = 0; i < issues->n; i++)
		tell(run, &issues->items[i]);
	ty_term_issues_free(issues);
	return TY_OK;
}
