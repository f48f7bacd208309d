#ifndef TY_FORMAT_FORMAT_H
#define TY_FORMAT_FORMAT_H

#include "base/io.h"
#include "taiyaku.h"

/*
 * File formats: one table, a reader and a writer each.  The table is what
 * --help, inspect and the docs print.
 */
struct ty_reader;
struct ty_writer;

struct ty_format_options {
	const char	*source, *target;	/* languages the caller wants;
						   names them where the file
						   does not (TSV) */
	const struct ty_monitor *monitor;
	const char	*memory;		/* name of the memory, for
						   headers; may be NULL */
};

struct ty_format {
	const char	*name;			/* "tmx" */
	const char	*extensions;		/* "tmx" or "xlf xliff" */
	const char	*title;			/* marked with N_() */

	/* NULL where a format cannot do it. */
	enum ty_status	(*open)(struct ty_reader *reader, struct ty_error *err);
	enum ty_status	(*next)(struct ty_reader *reader, struct ty_unit *unit,
				struct ty_error *err);
	void		(*close)(struct ty_reader *reader);

	enum ty_status	(*begin)(struct ty_writer *writer, struct ty_error *err);
	enum ty_status	(*put)(struct ty_writer *writer,
			       const struct ty_unit *unit,
			       const struct ty_origin *origin,
			       struct ty_error *err);
	enum ty_status	(*end)(struct ty_writer *writer, struct ty_error *err);

	void		(*release)(struct ty_writer *writer);	/* its state */

	enum ty_status	(*draft)(FILE *f, const struct ty_draft *draft,
				 struct ty_error *err);

	/* Does a file that begins with these bytes look like this format? */
	bool		(*sniff)(const char *head, size_t len);
};

/* All formats, NULL-terminated. */
extern const struct ty_format *const ty_formats[];

/*
 * The format named `name`, or (name NULL) the one of the extension of `path`,
 * or (path readable) of its content.  TY_EINVAL: unknown, with the list of
 * known ones in the error.
 */
enum ty_status ty_format_find(const struct ty_format **out, const char *name,
			      const char *path, struct ty_error *err);

/* The format of bytes, told by them, else by the name; NULL: of none. */
const struct ty_format *ty_format_of_bytes(const char *bytes, size_t len,
					   const char *name);

/* The same for a file to be written: what stands there now does not matter. */
enum ty_status ty_format_for_output(const struct ty_format **out,
				    const char *name, const char *path,
				    struct ty_error *err);

/* What a text draft puts before text that is not finished. */
#define TY_DRAFT_MARK	"⟦"
#define TY_DRAFT_END	"⟧"

/*
 * Lay a story out as text, in its own blocks: put() appends what becomes of a
 * segment, in the language `lang`, nothing if there is nothing.
 */
void ty_story_text(struct ty_buf *out, const struct ty_story *story,
		   const char *lang,
		   void (*put)(struct ty_buf *out, size_t segment, void *user),
		   void *user);

/*
 * Read units one by one:
 *
 *	while ((st = ty_reader_next(r, &unit, err)) == TY_OK)
 *		...
 *	ty_reader_close(r);
 *	if (st != TY_END)
 *		return st;
 *
 * Strings in `unit` live until the next call.  unit.variants has one entry a
 * text found, squeezed to NFC, never empty (a language may have several); a
 * unit with fewer than two is given too (the caller counts it as skipped).
 * `prev` and `next` of the variants are NULL (the caller knows the
 * neighbours); `codes` are as in format/inline.h.
 */
enum ty_status ty_reader_open(struct ty_reader **out,
			      const struct ty_format *format, const char *path,
			      const struct ty_format_options *options,
			      struct ty_error *err);
enum ty_status ty_reader_next(struct ty_reader *reader, struct ty_unit *unit,
			      struct ty_error *err);
/* Where the unit last given stands. */
long ty_reader_line(const struct ty_reader *reader);
/* The reader's own words about the file: version and encoding, "" unknown. */
const char *ty_reader_version(const struct ty_reader *reader);
const char *ty_reader_encoding(const struct ty_reader *reader);
/* True if units follow one another as in a story (XLIFF). */
bool ty_reader_in_order(const struct ty_reader *reader);
void ty_reader_close(struct ty_reader *reader);

enum ty_status ty_writer_open(struct ty_writer **out,
			      const struct ty_format *format, const char *path,
			      const struct ty_format_options *options,
			      struct ty_error *err);
/* The same to a stream, which it takes over; `name` is that in errors. */
enum ty_status ty_writer_open_stream(struct ty_writer **out,
				     const struct ty_format *format, FILE *f,
				     const char *name,
				     const struct ty_format_options *options,
				     struct ty_error *err);
/* TY_END: the format has no place for such a unit; it is left out. */
enum ty_status ty_writer_put(struct ty_writer *writer,
			     const struct ty_unit *unit,
			     const struct ty_origin *origin,
			     struct ty_error *err);
enum ty_status ty_writer_commit(struct ty_writer *writer,
				struct ty_error *err);	/* frees it too */
void ty_writer_abort(struct ty_writer *writer);

/* A unit's text in `lang`, of the same region rather than another; NULL:
 * none. */
const char *ty_unit_text(const struct ty_unit *unit, const char *lang);

/* What the formats share (filled by ty_reader_open / ty_writer_open). */
struct ty_reader {
	const struct ty_format		*format;
	struct ty_format_options	 options;
	char				*path;
	FILE				*in;
	long				 line;		/* of the last unit */
	const char			*version, *encoding;
	bool				 in_order;
	void				*state;		/* the format's own */
};

struct ty_writer {
	const struct ty_format		*format;
	struct ty_format_options	 options;
	struct ty_output		 out;
	struct ty_buf			 buf;		/* what is being made */
	void				*state;		/* the format's own */
};

#endif
