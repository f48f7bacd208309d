#ifndef TY_TEXT_EMBARGO_H
#define TY_TEXT_EMBARGO_H

#include "text/calendar.h"

/* What a story says of when it may be published. */
struct ty_embargo {
	struct ty_span	words;		/* bytes of the text that say so */
	char		until[40];	/* "2026-10-19T22:00:00Z"; "" if they do
					   not tell it exactly */
};

/*
 * Find the first embargo in prose: "EMBARGOED until 6 p.m. EDT Oct. 19", "HOLD
 * FOR RELEASE ...", 【解禁：10月19日午前5時】, 解禁日時 ...  With `leading` only
 * one that the text begins with, brackets and the like aside: in a body an
 * embargo may be the news.
 *
 * The moment is told exactly by one date, one time of day and one time zone;
 * Japanese without a zone means Japan's.  A year that is not said is the one
 * that brings the date nearest to `today` (year 0: not known).
 */
bool ty_embargo_find(struct ty_embargo *out,
		     const struct ty_value_reader *reader, const char *s,
		     size_t len, bool leading, const struct ty_calendar *today);

#endif
