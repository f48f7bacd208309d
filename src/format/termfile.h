#ifndef TY_FORMAT_TERMFILE_H
#define TY_FORMAT_TERMFILE_H

#include "base/concept.h"
#include "base/intern.h"
#include "base/io.h"
#include "format/format.h"

/*
 * Termbase files: one table, a reader and a writer each.
 */
struct ty_term_writer;

/* Gets each concept, which lives until it returns, and the line it stands on;
 * anything but TY_OK ends the reading. */
typedef enum ty_status ty_concept_sink(void *user,
				       const struct ty_concept *concept,
				       long line, struct ty_error *err);

struct ty_term_file {
	const char			*path;
	const struct ty_format_options	*options;
	ty_concept_sink			*sink;
	void				*user;
};

struct ty_term_format {
	const char	*name;			/* "tbx" */
	const char	*extensions;		/* "tbx" */
	const char	*title;			/* marked with N_() */
	enum ty_status	(*read)(const struct ty_term_file *file,
				struct ty_error *err);
	void		(*begin)(struct ty_term_writer *writer);
	bool		(*put)(struct ty_term_writer *writer,
			       const struct ty_concept *concept);
	void		(*end)(struct ty_term_writer *writer);
};

/* All formats, NULL-terminated. */
extern const struct ty_term_format *const ty_term_formats[];

/* The format named `name`, or (NULL) that of the extension of `path`; TY_EINVAL
 * with the list of them: neither is one. */
enum ty_status ty_term_format_find(const struct ty_term_format **out,
				   const char *name, const char *path,
				   struct ty_error *err);

/*
 * Read a file's concepts in their order.  Their strings are as the file has
 * them (valid UTF-8, not squeezed), languages canonical; texts of languages
 * nobody knows are noted and left out.
 */
enum ty_status ty_term_file_read(const struct ty_term_format *format,
				 const struct ty_term_file *file,
				 struct ty_error *err);

/* Write concepts to a file that appears whole or not at all. */
struct ty_term_writer {
	const struct ty_term_format	*format;
	const struct ty_format_options	*options;
	struct ty_output		 out;
	struct ty_buf			 buf;	/* what is being made */
	struct ty_intern		 ids;	/* that were given */
	struct ty_buf			 id;
};
enum ty_status ty_term_writer_open(struct ty_term_writer **out,
				   const struct ty_term_format *format,
				   const char *path,
				   const struct ty_format_options *options,
				   struct ty_error *err);
/* False: the format has no place for such a concept; it is left out. */
bool ty_term_writer_put(struct ty_term_writer *writer,
			const struct ty_concept *concept);
enum ty_status ty_term_writer_commit(struct ty_term_writer *writer,
				     struct ty_error *err);	/* frees it */
void ty_term_writer_abort(struct ty_term_writer *writer);

/* ---- for the formats */

extern const struct ty_term_format ty_term_format_tbx, ty_term_format_utx,
	ty_term_format_csv;
void ty_tbx_begin(struct ty_term_writer *writer);
bool ty_tbx_put(struct ty_term_writer *writer,
		const struct ty_concept *concept);
void ty_tbx_end(struct ty_term_writer *writer);

/* A name for the concept that no other has in this file: its own if it can be,
 * else "taiyaku-N", which ty_term_uid() reads as none; N counts the concepts of
 * the file, so that the same terms make the same file.  Until the next call. */
const char *ty_term_writer_id(struct ty_term_writer *writer,
			      const struct ty_concept *concept);
const char *ty_term_uid(const char *id);

/*
 * Files of rows: a concept may stand on several of them.  ty_term_rows_get()
 * gives the concept named `id` ("": a new one each time), to be filled.
 */
struct ty_term_rows {
	struct ty_concept_buf	*v;
	long			*lines;
	size_t			 n, cap, cap_lines;
	struct ty_intern	 ids;
	uint32_t		*at;		/* of id: index */
	size_t			 cap_at;
};
struct ty_concept_buf *ty_term_rows_get(struct ty_term_rows *rows,
					const char *id, long line);
/* Give them all to the sink. */
enum ty_status ty_term_rows_give(struct ty_term_rows *rows,
				 const struct ty_term_file *file,
				 struct ty_error *err);
void ty_term_rows_release(struct ty_term_rows *rows);
/* The concept's term, found or added; its status is set. */
struct ty_term *ty_term_rows_term(struct ty_concept_buf *concept,
				  const char *lang, const char *text,
				  enum ty_term_status status);

/* "approved", "admittedTerm-admn-sts", "forbidden", ... of all formats; false:
 * none of them. */
bool ty_term_status_of(enum ty_term_status *out, const char *word);

#endif
