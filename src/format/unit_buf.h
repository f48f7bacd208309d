#ifndef TY_FORMAT_UNIT_BUF_H
#define TY_FORMAT_UNIT_BUF_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/lang.h"

/* Bytes of one segment with its codes, or of a unit's notes; bytes of a unit
 * with everything; texts of a unit. */
#define TY_MAX_SEGMENT	((size_t)1 << 20)
#define TY_MAX_UNIT	((size_t)16 << 20)
#define TY_MAX_SIDES	1000

/* A unit that a reader puts together; its memory is used again for the next.
 * ty_unit_buf_init() to begin, ty_unit_buf_release() to end. */
struct ty_unit_buf {
	struct ty_unit	 unit;		/* but for strings and variants */
	struct ty_buf	 note, creator, changer, created, changed;
	struct ty_unit_side {
		char		 lang[TY_LANG_MAX];
		struct ty_buf	 text, codes;
	}		*sides;
	struct ty_variant *variants;
	size_t		 nsides, cap_sides, cap_variants;
	size_t		 made;		/* sides whose buffers are live */
	size_t		 size;		/* bytes in it */
};

void ty_unit_buf_init(struct ty_unit_buf *buf);
void ty_unit_buf_release(struct ty_unit_buf *buf);
/* Make it an empty unit of `kind`: translated, score 1. */
void ty_unit_buf_clear(struct ty_unit_buf *buf, enum ty_unit_kind kind);

/* An empty side in canonical `lang`, for the caller to fill.  It belongs to
 * the unit after ty_unit_buf_keep(), which leaves it out if it has no text. */
struct ty_unit_side *ty_unit_buf_side(struct ty_unit_buf *buf,
				      const char *lang);
void ty_unit_buf_keep(struct ty_unit_buf *buf);

/* Append a line to the note. */
void ty_unit_buf_note(struct ty_unit_buf *buf, const char *line, size_t len);

/* The finished unit; valid until the buffer changes. */
void ty_unit_buf_give(struct ty_unit_buf *buf, struct ty_unit *unit);

#endif
