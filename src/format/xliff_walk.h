#ifndef TY_FORMAT_XLIFF_WALK_H
#define TY_FORMAT_XLIFF_WALK_H

#include "format/xliff_file.h"

/* Where the walk through the elements has come to. */
struct ty_walk {
	struct ty_xliff_file	*x;
	struct ty_xml_scan	 scan;
	struct ty_buf		 scratch, note;
	size_t			 counted;	/* lines are, up to here */
	long			 line;
	size_t			 units;
	struct ty_error		*err;
};

/* Fail at byte `at`; the line it is on, asked for in the order of the file. */
enum ty_status ty_xliff_fail(struct ty_walk *w, size_t at,
			     enum ty_status code, const char *what);
long ty_xliff_line(struct ty_walk *w, size_t at);

/* Is a tag that of this element of XLIFF, with its prefix? */
bool ty_xliff_is(const struct ty_walk *w, const struct ty_xml_token *t,
		 const char *name);
bool ty_xliff_attr_is(struct ty_walk *w, const struct ty_xml_token *t,
		      const char *name, const char *value);
/* translate="..." holds for all that is inside. */
bool ty_xliff_locks(struct ty_walk *w, const struct ty_xml_token *t,
		    bool locked);
/* The next child of an element; false behind its end tag. */
bool ty_xliff_child(struct ty_walk *w, struct ty_xml_token *t);

/* A <trans-unit> of XLIFF 1 and a <unit> of XLIFF 2, just begun: their segments
 * become places. */
enum ty_status ty_xliff_unit_1(struct ty_walk *w,
			       const struct ty_xml_token *tag, bool locked,
			       enum ty_kind kind);
enum ty_status ty_xliff_unit_2(struct ty_walk *w,
			       const struct ty_xml_token *tag, bool locked,
			       enum ty_kind kind);

#endif
