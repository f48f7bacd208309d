#ifndef TY_FLOW_DOCUMENT_H
#define TY_FLOW_DOCUMENT_H

#include "base/buf.h"
#include "flow/desk.h"

/*
 * A document to be translated and handed back: a story (text, HTML), or a file
 * of units that somebody else made (XLIFF, PO).  It is read into segments, and
 * written from them and its own bytes, so that what was not translated comes
 * back as it was.
 *
 * Texts are *tagged*: inline codes stand in them as <1>, </1>, <2/> (a code that
 * opens, closes, stands alone), numbered as in the source, and a "<" that could
 * be mistaken for one is <lt/>.  A text without codes is itself.
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
	size_t		 nsegments;
};

/*
 * Read a document from memory.  `lang` NULL: what the file says, else the
 * desk's source.  The format is told by content, then by the name.
 *
 * Errors: as ty_story_parse(), and those of the format, with file and line.
 */
enum ty_status ty_document_read(struct ty_document **out, struct ty_desk *desk,
				const char *bytes, size_t len, const char *name,
				const char *lang, struct ty_error *err);
void ty_document_free(struct ty_document *document);

/* What became of a piece of a document: of segment `segment` (an index), or of
 * the segments that begin with it.  Pieces with the same `segment` are put
 * together, in order. */
struct ty_document_piece {
	size_t		 segment, segments;	/* segments > 1: joined */
	const char	*source, *target;
	bool		 confirmed;
	int		 score;		/* 0, or of the match it is from */
};

/* What a document can be written as: words ("xliff"), NULL-terminated; the
 * first is the document's own format. */
const char *const *ty_document_formats(const struct ty_document *document);

/*
 * Write the document translated.  `format`: its own (its bytes with the targets
 * in their places, nothing else changed); "text" (a story's translation as
 * paragraphs, untranslated segments marked); "html" (source and target side by
 * side, to be read and printed); "page" (the translation as an HTML page, ruby
 * kept); "xliff" (2.0), "tmx", "tsv".  Appends to `out`.
 *
 * Errors: TY_EINVAL a format not in ty_document_formats(), tags that cannot be
 * put back (the error names the segment).
 */
enum ty_status ty_document_write(struct ty_buf *out, struct ty_desk *desk,
				 const struct ty_document *document,
				 const char *bytes, size_t len,
				 const struct ty_document_piece *pieces, size_t n,
				 const char *format, struct ty_error *err);

#endif
