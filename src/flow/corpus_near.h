#ifndef TY_FLOW_CORPUS_NEAR_H
#define TY_FLOW_CORPUS_NEAR_H

#include "flow/corpus.h"
#include "format/corpus_files.h"
#include "text/near.h"

/*
 * What pairs of one corpus have to do with one another: boilerplate, duplicates,
 * and which stories have to stay together.  Of a pair there is what a file maps,
 * of a story a few bytes in memory.
 */

struct ty_corpus_net;
/* `folder`: where large files lie meanwhile. */
struct ty_corpus_net *ty_corpus_net_new(const char *folder,
					const struct ty_corpus_options *options);
void ty_corpus_net_free(struct ty_corpus_net *net);

/* A story, in the order of the list, with its kept pairs in their order. */
enum ty_status ty_corpus_net_add(struct ty_corpus_net *net,
				 const struct ty_corpus_story *story,
				 const struct ty_desk *desk,
				 struct ty_error *err);

/* After all stories: decide.  *leaks: pairs that were still alike across splits
 * when everything was decided; they are left out. */
enum ty_status ty_corpus_net_settle(struct ty_corpus_net *net, size_t *leaks,
				    const struct ty_monitor *monitor,
				    struct ty_error *err);

/* The split of story i; how many stories have to stay together with it. */
int ty_corpus_net_split(const struct ty_corpus_net *net, size_t story);
size_t ty_corpus_net_group(const struct ty_corpus_net *net, size_t story);
/* How many pairs a story had when it was added, and what became of one. */
size_t ty_corpus_net_pairs(const struct ty_corpus_net *net, size_t story);
enum ty_corpus_why ty_corpus_net_why(const struct ty_corpus_net *net,
				     size_t story, size_t pair);

#endif
