#ifndef TY_CLI_CORPUS_H
#define TY_CLI_CORPUS_H

#include "cli/cmd.h"

/* The commands behind `taiyaku corpus`: "corpus pair", ... */
extern const struct command corpus_pair, corpus_build, corpus_align,
	corpus_filter, corpus_sample, corpus_rate;

/* The stories that an argument stands for: the files of a folder and of those
 * in it, in the order of their names and without hidden ones; or the lines of a
 * list ("-": standard input), relative to its folder.  Zeroed to begin with. */
struct paths {
	char	**v;
	size_t	  n, cap;
};
enum ty_status find_stories(struct paths *paths, const char *arg,
			    struct ty_error *err);
/* Pairs that an earlier run printed: two paths, and whatever follows. */
enum ty_status read_known_pairs(struct story_list *pairs, const char *path,
				struct ty_error *err);
void release_paths(struct paths *paths);

#endif
