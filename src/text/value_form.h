#ifndef TY_TEXT_VALUE_FORM_H
#define TY_TEXT_VALUE_FORM_H

#include <string.h>

#include "text/manner.h"
#include "text/value_write.h"

/* What the writers of values share.  For value_write*.c only. */

struct ty_form {
	struct ty_buf			*out;
	bool				 ja;
	const struct ty_value		*value;
	const struct ty_value_how	*how;
	struct ty_manner		 manner;	/* of the house */
};

/* The writers by kind: each appends, or returns false with `out` in disorder
 * (ty_value_write() puts it right). */
bool ty_form_slot(struct ty_form *f);	/* one number, with words around it */
bool ty_form_radix(struct ty_form *f, bool *mine);	/* 2時間30分, 3割 */
bool ty_form_fraction(struct ty_form *f);
bool ty_form_pair(struct ty_form *f);	/* scores, ranges */
bool ty_form_span(struct ty_form *f);	/* ranges of dates and times */
bool ty_form_calendar(struct ty_form *f);	/* dates, months, years */
bool ty_form_weekday(struct ty_form *f);
bool ty_form_time(struct ty_form *f);

/* As the functions of manner.h, by the form's language. */
bool ty_form_learn(const struct ty_form *f, struct ty_manner *m, size_t from,
		   const struct ty_decimal *amount, struct ty_span *span);
bool ty_form_number(const struct ty_form *f, const struct ty_manner *m,
		    const struct ty_decimal *amount);
/* True if writing `amount` gives example[span]. */
bool ty_form_agrees(const struct ty_form *f, const struct ty_manner *m,
		    const struct ty_decimal *amount, struct ty_span span);
/* Append example[from, to). */
void ty_form_copy(const struct ty_form *f, size_t from, size_t to);
bool ty_form_is(const struct ty_form *f, size_t at, const char *word);

/* The words that the house uses for a unit. */
struct ty_unit_words {
	enum ty_value_kind	 kind;
	const char		*unit;
	const char		*en_before, *en_one, *en_many;
	const char		*ja_before, *ja;
};
/* NULL if it has none. */
const struct ty_unit_words *ty_unit_words(enum ty_value_kind kind,
					  const char *unit);

#endif
