#ifndef TY_FORMAT_TMX_H
#define TY_FORMAT_TMX_H

#include <stdbool.h>

#include "base/buf.h"

/* The types of the <prop> elements in which TMX carries what only we know. */
#define TY_TMX_KIND	"x-taiyaku-kind"
#define TY_TMX_STATUS	"x-taiyaku-status"
#define TY_TMX_SCORE	"x-taiyaku-score"

/* "20240131T120000Z" into ISO 8601, "2024-01-31T12:00:00Z", and back: *out is
 * replaced, by "" if `s` is no such date. */
void ty_tmx_read_date(struct ty_buf *out, const char *s);
void ty_tmx_write_date(struct ty_buf *out, const char *s);

/* "0.9312", with a point in every locale: leaves *score alone if `s` is not a
 * number from 0 to 1.  Writing keeps four digits. */
void ty_tmx_read_score(double *score, const char *s);
void ty_tmx_write_score(struct ty_buf *out, double score);

/* Append a segment: `text` with its inline codes (see inline.h) as elements.
 * False if `codes` is not what it should be. */
bool ty_tmx_put_segment(struct ty_buf *out, const char *text,
			const char *codes);

#endif
