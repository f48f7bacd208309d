#ifndef TY_STORE_FILTER_H
#define TY_STORE_FILTER_H

#include "store/query.h"

/* Which units a search wants, beside what their texts contain. */
struct ty_filter {
	const struct ty_search_options *options;
	bool		 asks_unit;	/* kind, status or date */
	/* If a story is named: what of that name units may come from. */
	bool		 asks_story;
	struct ty_set	 stories, files, batches;
};

/* `options` are kept.  TY_EINVAL: a date that is none, or a story's name of
 * which folding leaves nothing. */
enum ty_status ty_filter_init(struct ty_filter *filter, struct ty_store *store,
			      const struct ty_search_options *options,
			      struct ty_error *err);
void ty_filter_release(struct ty_filter *filter);

/* False: it wants every unit. */
bool ty_filter_any(const struct ty_filter *filter);
enum ty_status ty_filter_wants(bool *wants, const struct ty_filter *filter,
			       struct ty_store *store, int64_t unit,
			       struct ty_error *err);

#endif
