/* Language tags as files write them: a handful of them, a million times. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/langs.h"

#define REMEMBERED	256		/* a file with more is up to no good */

const char *ty_langs_find(struct ty_langs *langs, const char *tag,
			  const struct ty_monitor *monitor, const char *path,
			  long line)
{
	struct ty_langs_entry *e;
	size_t i;

	for (i = 0; i < langs->n; i++)
		if (!strcmp(langs->entries[i].tag, tag))
			return langs->entries[i].canonical;
	if (langs->n == REMEMBERED)
		free(langs->entries[--langs->n].tag);
	langs->entries = ty_grow(langs->entries, &langs->cap, langs->n + 1,
				 sizeof(*langs->entries));
	e = &langs->entries[langs->n++];
	e->tag = ty_strdup(tag);
	if (ty_lang_canonical(e->canonical, tag, NULL) != TY_OK) {
		e->canonical[0] = '\0';
		ty_note(monitor, TY_EINVAL, path, line, 0,
			_("unknown language '%s'; its texts are left out"),
			tag);
	}
	return e->canonical;
}

void ty_langs_release(struct ty_langs *langs)
{
	size_t i;

	for (i = 0; i < langs->n; i++)
		free(langs->entries[i].tag);
	free(langs->entries);
	memset(langs, 0, sizeof(*langs));
}
