#ifndef TY_FLOW_DOCUMENT_STORY_H
#define TY_FLOW_DOCUMENT_STORY_H

#include "flow/document.h"

/* Stories as documents: ty_document_read() and ty_document_write() for plain
 * text and HTML, the latter as "text" or "page". */
enum ty_status ty_story_document(struct ty_document **out,
				 struct ty_desk *desk, const char *bytes,
				 size_t len, const char *name,
				 const char *lang, struct ty_error *err);
enum ty_status ty_story_document_write(struct ty_buf *out,
				       struct ty_desk *desk,
				       const struct ty_document_out *doc,
				       const char *bytes, size_t len,
				       const char *format,
				       struct ty_error *err);

/*
 * The embargo that a story states, of the day `date`: its words, to be free()d,
 * NULL if there is none, and until when ("" if they do not tell it exactly).
 */
enum ty_status ty_story_embargo(char **words, char until[40],
				struct ty_desk *desk,
				const struct ty_story *story, const char *date,
				struct ty_error *err);

#endif
