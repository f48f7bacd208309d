#ifndef TY_FORMAT_XLIFF_FILE_H
#define TY_FORMAT_XLIFF_FILE_H

#include "format/patch.h"
#include "format/xml_scan.h"
#include "text/lang.h"

/*
 * An XLIFF file, 1.0 to 1.2 or 2.x, as places in its text: where each segment's
 * source and target stand, so that they can be read and put back.
 */
struct ty_xliff_place {
	struct ty_span	 source;	/* inside of <source>, or of its part */
	bool		 has_target;
	struct ty_xml_token target_tag;	/* its <target>, if there is one */
	struct ty_xml_token holder;	/* what the target stands in: that, or
					   an <mrk> in it */
	struct ty_span	 target;	/* inside of it */
	struct ty_xml_token unit;	/* start tag of what has its state: the
					   <trans-unit>, the <segment> */
	size_t		 insert;	/* where a <target> would stand */
	struct ty_span	 indent;	/* white space before it */
	struct ty_span	 whole;		/* inside of <seg-source>, if the unit
					   has several segments by it */
	struct ty_span	 whole_target;	/* then inside of its <target> */
	struct ty_span	 id, part;	/* attributes' values; empty if none */
	size_t		 number;	/* of the unit, from 0 */
	bool		 first;		/* of its unit */
	bool		 finished, locked;
	enum ty_kind	 kind;
	char		*note;
	long		 line;
};

struct ty_xliff_file {
	struct ty_patched	 file;
	const char		*name;
	bool			 v2;
	struct ty_buf		 prefix;	/* of XLIFF's elements: "x:" */
	struct ty_buf		 uri_name, uri;	/* "xmlns:x" and its value, as
						   they are written */
	struct ty_xml_token	 root;
	char			 source[TY_LANG_MAX], target[TY_LANG_MAX];
	struct ty_xml_token	*files;		/* start tags of <file> */
	size_t			 nfiles, cap_files;
	struct ty_xliff_place	*v;
	size_t			 n, cap;
};

/*
 * `bytes` and `name` are borrowed until the release, which is to be called also
 * after a failure.
 *
 * Errors: TY_ESYNTAX, TY_ELIMIT with file, line and column.
 */
enum ty_status ty_xliff_file_open(struct ty_xliff_file *out, const char *bytes,
				  size_t len, const char *name,
				  struct ty_error *err);
void ty_xliff_file_release(struct ty_xliff_file *x);

#endif
