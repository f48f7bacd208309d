#ifndef TY_FLOW_CARRY_H
#define TY_FLOW_CARRY_H

#include "text/agree.h"
#include "text/style.h"
#include "text/token.h"
#include "text/value.h"

/* What the parts of carrying over share.  For carry*.c only. */

/* A text with its values. */
struct ty_carry_text {
	const char		*text;
	size_t			 len;
	struct ty_values	 values;
};

/* Why a value is not carried over. */
enum ty_carry_why {
	TY_CARRY_OK, TY_CARRY_ADDED, TY_CARRY_REMOVED, TY_CARRY_KIND,
	TY_CARRY_NAME, TY_CARRY_ORDER, TY_CARRY_VAGUE, TY_CARRY_NO_COUNTERPART,
	TY_CARRY_TWICE, TY_CARRY_DISAGREE, TY_CARRY_EXTRA, TY_CARRY_PARTLY,
	TY_CARRY_GRAMMAR, TY_CARRY_COUNTER, TY_CARRY_FORM, TY_CARRY_LANGUAGE,
	TY_CARRY_LONG,
	TY_NCARRY_WHYS
};

struct ty_carry_job {
	bool			 from_ja;	/* else from English */
	struct ty_carry_text	 source, target, now;
	const struct ty_value_reader *source_reader, *target_reader;
	struct ty_tokenizer	*tokenizer;	/* of the source */
	struct ty_style		 style;
	bool			 words;		/* that are no values changed */
	size_t			*same;		/* of each value of `source` the
						   one of `now` in its place */
	size_t			*partner;	/* the one of `target` */
	size_t			*back;		/* of each of `target` */
	struct ty_carry		*out;
};

/* Note that a value of `now` is refused (NULL: none, `at` says where). */
void ty_carry_refuse(struct ty_carry_job *job, const struct ty_value *value,
		     size_t at, enum ty_carry_why why);

/* Which values of `source` and `now` stand in the same place: fills job->same,
 * refuses what has no such place. */
void ty_carry_align(struct ty_carry_job *job);

/* True if value `i` of the source says something else now. */
bool ty_carry_changed(const struct ty_carry_job *job, size_t i);

/* Who is whose counterpart in the target; refuses whatever is not certain. */
void ty_carry_counterparts(struct ty_carry_job *job);

/* What value `t` of the target says if its counterpart `i` says what it now
 * does; TY_CARRY_OK or why that cannot be said. */
enum ty_carry_why ty_carry_value(const struct ty_carry_job *job, size_t i,
				 struct ty_value *out);

/* English only.  True if the value stands first in its sentence; if it cannot
 * become `now` without other words; the article before it, with `now_text`
 * behind it, as *out of *from..value->span.start, if it changes. */
bool ty_carry_starts(const char *text, const struct ty_value *value);
bool ty_carry_named(const char *text, const struct ty_value *value);
bool ty_carry_bound(const char *text, const struct ty_value *value,
		    const struct ty_value *now);
const char *ty_carry_article(const char *text, const struct ty_value *value,
			     const char *now_text, size_t *from);

#endif
