/* A list of stories and their translations: two paths a line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "text/utf8.h"

void release_story_list(struct story_list *pairs)
{
	size_t i;

	for (i = 0; i < pairs->n; i++) {
		free((char *)pairs->v[i].source);
		free((char *)pairs->v[i].target);
	}
	free(pairs->v);
}

/* A path of the list, relative to the list's own folder. */
static char *beside(const char *list, const char *path, size_t len)
{
	const char *slash = strrchr(list, '/');
	struct ty_buf out = TY_BUF_INIT;

	if (path[0] != '/' && slash)
		ty_buf_add(&out, list, (size_t)(slash - list) + 1);
	ty_buf_add(&out, path, len);
	return ty_buf_detach(&out);
}

enum ty_status read_story_list(struct story_list *pairs, const char *list,
			       struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;
	enum ty_status st;
	long number = 0;
	FILE *f;

	if ((st = ty_open_input(&f, list, err)) != TY_OK)
		return st;
	while ((st = ty_read_line(&line, f, list, ++number, 65536, err)) ==
	       TY_OK) {
		const char *tab;

		if (number == 1)
			ty_skip_mark(&line);
		tab = memchr(line.p, '\t', line.len);
		if (line.len == 0 || line.p[0] == '#')
			continue;
		if ((st = ty_utf8_require(line.p, line.len, list, number,
					  err)) != TY_OK)
			break;
		if (!tab || tab == line.p || !tab[1] || strchr(tab + 1, '\t')) {
			st = ty_fail_at(err, TY_ESYNTAX, list, number, 0,
				_("not a line of two paths with a tab between"));
			break;
		}
		pairs->v = ty_grow(pairs->v, &pairs->cap, pairs->n + 1,
				   sizeof(*pairs->v));
		pairs->v[pairs->n].source = beside(list, line.p,
						   (size_t)(tab - line.p));
		pairs->v[pairs->n++].target = beside(list, tab + 1,
						     strlen(tab + 1));
	}
	if (st == TY_END)
		st = pairs->n ? TY_OK : ty_fail_at(err, TY_ESYNTAX, list, 0, 0,
						   _("the list is empty"));
	ty_buf_release(&line);
	ty_close_input(f);
	return st;
}
