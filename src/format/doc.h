#ifndef TY_FORMAT_DOC_H
#define TY_FORMAT_DOC_H

#include "base/buf.h"
#include "format/format.h"
#include "taiyaku.h"

/*
 * The document model: what there is to translate in a file, whatever its
 * format.  A reader fills a document; a writer makes a file of it and what
 * became of its segments.
 *
 * Texts are *tagged* (format/tagged.h): inline codes stand in them as <1>, </1>,
 * <2/> (a code that opens, closes, stands alone), numbered as in the source, and
 * a "<" that could be mistaken for one is <lt/>.  A text without codes is itself.
 */
struct ty_document_segment {
	enum ty_kind	 kind;
	size_t		 paragraph;	/* segments of one paragraph have the
					   same; they grow */
	char		*source;
	char		*target;	/* "" if there is none yet */
	bool		 finished;	/* the file says of its target so */
	bool		 locked;	/* the file says: not to be touched */
	char		*note;		/* comments for the translator, one a
					   line; "" if none */
	char		*id;		/* the file's own name for it; "" */
	long		 line;		/* of the file; 0 unknown */
};

struct ty_document {
	char		*name, *format;	/* "text", "html", "xliff", "po" */
	char		*source, *target;	/* languages, canonical; target ""
						   if the file does not say */
	/* Of a story; "" where not known. */
	char		*slugline, *headline, *dateline, *byline, *date, *note;
	char		*embargo;	/* the words that say so */
	char		*embargo_until;	/* ISO 8601, UTC; "" if they do not
					   tell exactly */
	int		 version;	/* of a story; else 0 */
	bool		 story;		/* segments may be joined over the
					   file's own bounds, in a paragraph */
	struct ty_document_segment *segments;	/* translated ones only */
	size_t		 nsegments, cap_segments;
};

/* An empty document; strings are "" until they are set. */
struct ty_document *ty_document_new(const char *name, const char *format);
void ty_document_free(struct ty_document *document);
/* Give a string another value. */
void ty_document_set(char **field, const char *value);
/* A new last segment, a body paragraph of its own; valid until the next. */
struct ty_document_segment *ty_document_add(struct ty_document *document);

/* What became of a piece of a document: of segment `segment` (an index), or of
 * the segments that begin with it.  Pieces with the same `segment` are put
 * together, in order. */
struct ty_document_piece {
	size_t		 segment, segments;	/* segments > 1: joined */
	const char	*source, *target;
	bool		 confirmed;
	int		 score;		/* 0, or of the match it is from */
	const char	*previous;	/* of a draft: the other text that its
					   target translates; NULL: not known */
};

/* A document to be written, in these languages. */
struct ty_document_out {
	const struct ty_document	*document;
	const struct ty_document_piece	*pieces;
	size_t				 n;
	const char			*source, *target;
};

/*
 * The target of segment `segment`, of its pieces put together, in `out`, which
 * is cleared; *at is the first of them, and moves behind them.  *confirmed: all
 * are.  False: there is no piece.
 */
bool ty_document_target(struct ty_buf *out, const struct ty_document_out *doc,
			size_t segment, size_t *at, bool *confirmed);

/* ---- writers of any document; they append to `out` */

/* Units, by a format of the table ("tmx", "tsv"). */
enum ty_status ty_document_units(struct ty_buf *out,
				 const struct ty_document_out *doc,
				 const struct ty_format *format,
				 struct ty_error *err);
/* XLIFF 2.0. */
void ty_document_xliff(struct ty_buf *out, const struct ty_document_out *doc);
/* Source and target side by side, to be read and printed. */
void ty_document_html(struct ty_buf *out, const struct ty_document_out *doc);

#endif
