/* What the JSON of all results has in common: places, paths, origins. */

#include <stdlib.h>
#include <string.h>

#include "format/json.h"
#include "text/utf8.h"

json_int_t ty_points_to(struct ty_points *c, size_t byte)
{
	if (byte < c->byte) {
		c->byte = 0;
		c->points = 0;
	}
	c->points += (json_int_t)ty_utf8_count(c->text + c->byte,
					       byte - c->byte);
	c->byte = byte;
	return c->points;
}

json_t *ty_points_span(struct ty_points *c, const struct ty_span *s)
{
	json_int_t start = ty_points_to(c, s->start);

	return json_pack("[II]", start, ty_points_to(c, s->end));
}

static int append(const char *s, size_t len, void *out)
{
	ty_buf_add(out, s, len);
	return 0;
}

/* Everything in it is valid UTF-8, so that only exhausted memory could make it
 * NULL. */
static void put(struct ty_buf *out, json_t *object, size_t how)
{
	if (!object || json_dump_callback(object, append, out, how))
		abort();
	json_decref(object);
}

void ty_json_put(struct ty_buf *out, json_t *object)
{
	put(out, object, JSON_COMPACT);
}

void ty_json_put_short(struct ty_buf *out, json_t *object)
{
	put(out, object, JSON_COMPACT | JSON_REAL_PRECISION(4));
}

json_t *ty_json_bytes(const char *bytes)
{
	struct ty_buf valid = TY_BUF_INIT;
	json_t *s;

	ty_utf8_mend(&valid, bytes);
	s = json_string(valid.p);
	ty_buf_release(&valid);
	return s;
}

json_t *ty_json_origin(const struct ty_origin *o)
{
	return json_pack("{ss so ss ss si}", "headline", o->headline,
			 "path", ty_json_bytes(o->path), "date", o->date,
			 "user", o->user, "version", o->version);
}
