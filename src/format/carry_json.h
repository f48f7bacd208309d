#ifndef TY_FORMAT_CARRY_JSON_H
#define TY_FORMAT_CARRY_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "taiyaku.h"

/*
 * What `taiyaku carry --json` reads and answers, one object on a line
 * (docs/json.md).  Strings are "" or, languages, NULL where the object has none.
 */
struct ty_carry_question {
	char	*source, *target, *now;
	char	*from, *to;		/* NULL: the desk's */
};
/* TY_ESYNTAX: no object with these members, all of them strings. */
enum ty_status ty_carry_question_parse(struct ty_carry_question *out,
				       const char *line, size_t len,
				       const char *file, long number,
				       struct ty_error *err);
void ty_carry_question_release(struct ty_carry_question *question);

/* The two lists of the answer, as new objects: the values carried over and the
 * refusals. */
json_t *ty_carry_changes(const char *target, const char *now,
			 const struct ty_carry *carry);
json_t *ty_carry_whys(const char *now, const struct ty_carry *carry);

/* Append the answer, without its newline. */
void ty_json_carry(struct ty_buf *out, const char *target, const char *now,
		   const struct ty_carry *carry);

#endif
