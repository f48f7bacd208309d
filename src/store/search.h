#ifndef TY_STORE_SEARCH_H
#define TY_STORE_SEARCH_H

#include "store/filter.h"
#include "text/norm.h"

/* A search under way. */
struct ty_searching {
	struct ty_store		*store;
	const struct ty_search_options *options;
	struct ty_buf		*needles;	/* folded */
	size_t			 n;
	struct ty_buf		 other;		/* folded; "": none */
	struct ty_filter	 filter;
	struct ty_set		 set;		/* what was found */
	struct ty_offsets	 map;		/* scratch */
};

/* Fill the page that the options want from the set. */
enum ty_status ty_searching_show(struct ty_searching *q, struct ty_hits *hits,
				 struct ty_error *err);

#endif
