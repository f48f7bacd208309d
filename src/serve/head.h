#ifndef TY_SERVE_HEAD_H
#define TY_SERVE_HEAD_H

#include "base/buf.h"
#include "taiyaku.h"

/* Limits of a request's head, and of any body. */
#define TY_MAX_REQUEST_LINE	8192
#define TY_MAX_HEAD		16384
#define TY_MAX_FIELDS		64
#define TY_MAX_BODY		(64u << 20)

/*
 * The head of an HTTP/1 request, read as strictly as RFC 9112 allows: whatever
 * two readers could understand in two ways is refused (two lengths or hosts,
 * Transfer-Encoding, folded lines, stray CR, LF, NUL or spaces).  Bytes come
 * in pieces; nothing is looked at twice.
 */
enum ty_head_state { TY_HEAD_MORE, TY_HEAD_WHOLE, TY_HEAD_BAD };

/* The fields that are let through; all others are dropped. */
enum ty_field {
	TY_FIELD_HOST, TY_FIELD_LENGTH, TY_FIELD_TYPE, TY_FIELD_COOKIE,
	TY_FIELD_AUTHORIZATION, TY_FIELD_ORIGIN, TY_FIELD_SITE,
	TY_FIELD_LANGUAGE, TY_FIELD_EVENT, TY_FIELD_CLIENT, TY_FIELD_MATCH,
	TY_FIELD_EXPECT, TY_FIELDS
};

struct ty_head {
	/* How far the search for its end is: zeroed to begin with. */
	size_t		 at;
	bool		 line_ended;
	/* What is wrong: an HTTP status, and a sentence, N_(). */
	int		 status;
	const char	*why;
	/* What it says; spans of the bytes that were read. */
	size_t		 len;		/* with the empty line */
	struct ty_span	 method, target;
	int		 minor;		/* of the version: 0 or 1 */
	bool		 keep;		/* the connection goes on */
	uint64_t	 length;	/* of the body */
	struct ty_span	 fields[TY_FIELDS];	/* values; 0, 0: none */
};

/* Look for the end in the first `len` bytes, and if it is there, read. */
enum ty_head_state ty_head_read(struct ty_head *head, const char *bytes,
				size_t len);
/* Append it as it goes on: what was understood, and nothing else. */
void ty_head_write(struct ty_buf *out, const struct ty_head *head,
		   const char *bytes);
bool ty_head_is(const char *bytes, const struct ty_span *span,
		const char *word);

#endif
