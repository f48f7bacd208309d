#ifndef TY_FORMAT_LANGS_H
#define TY_FORMAT_LANGS_H

#include "taiyaku.h"
#include "text/lang.h"

/* The language tags of one file, made canonical once each.  Zeroed to begin
 * with. */
struct ty_langs {
	struct ty_langs_entry {
		char	*tag;
		char	 canonical[TY_LANG_MAX];	/* "" unknown */
	}	*entries;
	size_t	 n, cap;
};

/* The canonical form of `tag`, or "" for a language nobody knows, which is
 * noted the first time.  Valid until the next call. */
const char *ty_langs_find(struct ty_langs *langs, const char *tag,
			  const struct ty_monitor *monitor, const char *path,
			  long line);
void ty_langs_release(struct ty_langs *langs);

#endif
