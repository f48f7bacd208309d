#ifndef TY_TEXT_SCAN_H
#define TY_TEXT_SCAN_H

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/brackets.h"
#include "text/rule.h"
#include "text/srx.h"

struct ty_segmenter {
	struct ty_abbrev	 words;
	struct ty_brackets	 brackets, inner;
	bool			 cjk;		/* Japanese, Chinese */
	UBreakIterator		*icu;		/* other languages; else NULL */
	UText			*utext;
	unsigned char		 telling[256];	/* bytes worth a look */
	struct ty_srx_rules	*srx;		/* asked first; NULL: none */
	struct ty_verdict	 verdict;	/* their last one */
	struct ty_error		 failed;	/* code TY_OK: they did not */
	void			(*trace)(void *user, size_t at,
					 enum ty_rule rule);
	void			*user;
};

/* Tell the trace, if there is one. */
void ty_scan_tell(const struct ty_segmenter *seg, size_t at,
		  enum ty_rule rule);

#endif
