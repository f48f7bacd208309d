#ifndef TY_FORMAT_FORMATS_H
#define TY_FORMAT_FORMATS_H

#include "format/format.h"

/* One of these a format, for the table in format.c. */
extern const struct ty_format ty_format_tmx, ty_format_tsv, ty_format_xliff,
	ty_format_text, ty_format_html, ty_format_po;

/* The parts of a format that stand in files of their own. */
enum ty_status ty_tmx_begin(struct ty_writer *writer, struct ty_error *err);
enum ty_status ty_tmx_put(struct ty_writer *writer, const struct ty_unit *unit,
			  const struct ty_origin *origin,
			  struct ty_error *err);
enum ty_status ty_tmx_end(struct ty_writer *writer, struct ty_error *err);
enum ty_status ty_tmx_draft(FILE *f, const struct ty_draft *draft,
			    struct ty_error *err);
enum ty_status ty_xliff_draft(FILE *f, const struct ty_draft *draft,
			      struct ty_error *err);

/* Does a file's head have `root` for the name of its first element? */
bool ty_sniff_root(const char *head, size_t len, const char *root);

#endif
