#ifndef TY_FORMAT_PO_FILE_H
#define TY_FORMAT_PO_FILE_H

#include "format/patch.h"

/* Larger files than any project's; libgettextpo takes ten times their size. */
#define TY_MAX_PO	((size_t)16 << 20)

/* Plural forms that a message may have (Arabic has six). */
#define TY_PO_FORMS	10

/*
 * A PO file: its messages as libgettextpo understands them, and where in the
 * file's text they stand, so that they can be put back.  Obsolete messages are
 * comments here.
 */
struct ty_po_comment {
	struct ty_span	span;		/* with its line end */
	char		type;		/* ',' flags, '|' previous, '~' obsolete,
					   else 0 */
};

struct ty_po_form {
	struct ty_span	span;		/* from its keyword to its last quote */
	int		index;		/* -1: not one of several */
};

struct ty_po_message {
	long		 line;
	size_t		 keyword;	/* where it begins but for comments */
	size_t		 end;
	size_t		 comment, ncomments;	/* of ty_po_file.comments */
	size_t		 form, nforms;		/* of ty_po_file.forms */
	struct ty_span	 domain;	/* its name; empty: the usual one */
	bool		 header;
	/* As libgettextpo reads it; NULL: has none. */
	char		*context, *id, *plural;
	char		*texts[TY_PO_FORMS];	/* ntexts of them, never NULL */
	size_t		 ntexts;
	char		*comments, *extracted, *previous;
	bool		 fuzzy;
};

struct ty_po_file {
	struct ty_patched	 file;
	const char		*name;
	struct ty_po_message	*v;
	struct ty_po_comment	*comments;
	struct ty_po_form	*forms;
	size_t			 n, ncomments, nforms;
	size_t			 cap, cap_comments, cap_forms;
	struct ty_span		 charset;	/* in the text; empty: none */
	bool			 guessed;	/* the charset is not said, and
						   not UTF-8 */
	char			*language;	/* of the header; "" */
	size_t			 plurals;	/* nplurals; 0: not said */
};

/*
 * `bytes` and `name` are borrowed until the release, which is to be called also
 * after a failure.  Threads may read at the same time; one waits for the other.
 *
 * Errors: TY_ESYNTAX, TY_ELIMIT with file, line and column.
 */
enum ty_status ty_po_file_open(struct ty_po_file *out, const char *bytes,
			       size_t len, const char *name,
			       struct ty_error *err);
void ty_po_file_release(struct ty_po_file *po);

/* How many forms a message is translated in: as the file's language has them, if
 * the header says; none of the header. */
size_t ty_po_forms(const struct ty_po_file *po, const struct ty_po_message *m);
/* What form `i` of `n` translates: the singular only where there is a form for
 * it; and its translation, "" if there is none. */
const char *ty_po_source(const struct ty_po_message *m, size_t i, size_t n);
const char *ty_po_text(const struct ty_po_message *m, size_t i);

/* Does it look like a PO file? */
bool ty_po_sniff(const char *head, size_t len);

/* ---- parts */

/* Find the places of the messages of po->file. */
enum ty_status ty_po_scan(struct ty_po_file *po, struct ty_error *err);
/* Fill in what the messages say, by libgettextpo. */
enum ty_status ty_po_read(struct ty_po_file *po, struct ty_error *err);

#endif
