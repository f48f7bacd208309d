#ifndef TY_FORMAT_PATCH_H
#define TY_FORMAT_PATCH_H

#include "base/buf.h"
#include "format/decoder.h"
#include "taiyaku.h"

/*
 * A file that is changed in places: its text as UTF-8, and the places with what
 * shall stand there.  Everything else stays byte for byte, in whatever encoding
 * the file is.
 */
struct ty_patch {
	struct ty_span	 span;		/* of the text */
	size_t		 start, end;	/* of what stands there, in `fresh` */
	size_t		 order;
};

struct ty_patched {
	const char	*bytes;		/* borrowed */
	size_t		 len;
	const char	*text;		/* NUL-terminated, without a mark */
	size_t		 length;
	char		 encoding[41];
	bool		 plain;		/* the text is the bytes (but for a
					   mark) */
	bool		 ascii;		/* and may hold nothing but ASCII */
	size_t		 skip;		/* bytes of the mark */
	struct ty_buf	 own;
	struct ty_patch	*v;
	size_t		 n, cap;
	struct ty_buf	 fresh;
};

/*
 * `encoding` NULL: as an XML file says.  The text is not checked but for its
 * encoding.
 *
 * Errors: TY_ESYNTAX an unknown encoding, or a byte that is not of it.
 */
enum ty_status ty_patched_open(struct ty_patched *out, const char *bytes,
			       size_t len, const char *encoding,
			       const char *name, struct ty_error *err);
void ty_patched_release(struct ty_patched *file);

/* Let `text` stand in the place of a span; spans must not overlap, those of no
 * length in one place come in the order they were added. */
void ty_patched_add(struct ty_patched *file, size_t start, size_t end,
		    const char *text, size_t len);

/*
 * Append the changed file.  instead() appends, in ASCII, what stands for a
 * character that the encoding has not; NULL: then *missing is that character
 * (else 0), nothing is appended, and the answer is false.
 */
bool ty_patched_write(struct ty_buf *out, struct ty_patched *file,
		      void (*instead)(struct ty_buf *out, int32_t c),
		      int32_t *missing);

/* Append the changed text, in UTF-8. */
void ty_patched_text(struct ty_buf *out, struct ty_patched *file);

#endif
