#ifndef TY_FORMAT_JSON_H
#define TY_FORMAT_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "taiyaku.h"

/* Counts the code points before growing offsets of one text. */
struct ty_points {
	const char	*text;
	size_t		 byte;
	json_int_t	 points;
};
json_int_t ty_points_to(struct ty_points *c, size_t byte);
/* [start, end] */
json_t *ty_points_span(struct ty_points *c, const struct ty_span *s);

/* Append an object and let it go. */
void ty_json_put(struct ty_buf *out, json_t *object);
/* The same, real numbers with four digits. */
void ty_json_put_short(struct ty_buf *out, json_t *object);
/* A string of what may be no UTF-8, such as a path: U+FFFD for what is not. */
json_t *ty_json_bytes(const char *s);
json_t *ty_json_origin(const struct ty_origin *o);
/* Terms with their places, as `suggest` and `term find` have them. */
json_t *ty_json_term_list(const char *text, const struct ty_term_hits *hits);

#endif
