#ifndef TY_TEXT_CALENDAR_H
#define TY_TEXT_CALENDAR_H

#include "text/value.h"

/* A date, month or year as far as it is known: 0 is unknown.  weekday: 1 is
 * Monday, 7 Sunday. */
struct ty_calendar {
	int	year, month, day, weekday;
};

/* False if the amount is none of a date, a month or a year. */
bool ty_calendar_read(struct ty_calendar *out, const struct ty_value *v);

/* The weekday of a date that is known in full, or as it says; 0 unknown. */
int ty_calendar_weekday(const struct ty_calendar *date);

/* Is there such a day (in a leap year, if the year is not known)? */
bool ty_calendar_valid(const struct ty_calendar *date);

#endif
