#ifndef TY_FLOW_CORPUS_KEYS_H
#define TY_FLOW_CORPUS_KEYS_H

#include "align/docpair.h"
#include "text/value.h"

/* Strings that a story and its translation have in common because somebody
 * said so: parts of their paths, slugs, addresses. */
struct ty_keys {
	char	**v;
	size_t	  n, cap;
};
void ty_keys_release(struct ty_keys *keys);

/*
 * Keys of a path by its names: "news/quake.en.txt" and "news/quake.ja.txt",
 * "en/quake.txt" and "ja/quake.txt" have one in common.  The first `root` bytes
 * are a folder that all paths of this side share.  A name of fewer than six
 * digits and nothing else is a running number, which says nothing unless the
 * name itself has the language.
 */
void ty_keys_of_path(struct ty_keys *keys, const char *path, size_t root,
		     const char *lang);

/* Its name says that it is in the other language: "quake.ja.txt". */
bool ty_path_marked(const char *path, const char *lang);

/* How many bytes of the paths are folders that all of them share. */
size_t ty_paths_root(const char *const *paths, size_t n);

/* Keys by what the story itself says. */
void ty_keys_of_story(struct ty_keys *keys, const struct ty_story *story);

/* When a story was written, as far as it says. */
struct ty_day ty_story_day(const struct ty_story *story,
			   const struct ty_value_reader *reader);

#endif
