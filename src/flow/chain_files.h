#ifndef TY_FLOW_CHAIN_FILES_H
#define TY_FLOW_CHAIN_FILES_H

#include "flow/chain.h"

/* Private to the files chain*.c: what lies beside a memory. */

/* A file beside the memory that bears a name of ours. */
struct ty_file {
	char	*path;
	int64_t	 from, to;
	bool	 temp;			/* not whole */
	bool	 bad;
};
struct ty_files {
	struct ty_file	*v;
	size_t		 n, cap;
};

/* The files that bear a name of this shelf's. */
void ty_files_list(struct ty_files *files, const struct ty_shelf *shelf);
void ty_files_release(struct ty_files *files);

#endif
