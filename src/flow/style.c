/* The house style of a desk: its memory's, else the default. */

#include <stdlib.h>

#include "base/i18n.h"
#include "flow/desk.h"

/* Read once, and again when it was set. */
enum ty_status ty_desk_style(struct ty_style *out, struct ty_desk *desk,
			     struct ty_error *err)
{
	enum ty_status st = TY_OK;
	char *text = NULL;

	if (!desk->style_known && desk->store) {
		st = ty_store_setting(&text, desk->store, "style", err);
		if (st == TY_OK && text)
			st = ty_style_parse(&desk->style, text,
					    ty_store_path(desk->store), err);
		free(text);
	}
	desk->style_known = st == TY_OK;
	*out = desk->style;
	return st;
}

enum ty_status ty_style(char **out, struct ty_desk *desk, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_style style;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_style(&style, desk, err)) != TY_OK)
		return st;
	ty_style_print(&text, &style);
	*out = ty_buf_detach(&text);
	return TY_OK;
}

enum ty_status ty_set_style(struct ty_desk *desk, const char *lines,
			    struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_style style = { 0 };
	struct ty_store *store;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (lines && (st = ty_desk_style(&style, desk, err)) != TY_OK) ||
	    (lines && (st = ty_style_parse(&style, lines, "", err)) != TY_OK))
		return st;
	ty_style_print(&text, &style);
	st = ty_store_set_setting(store, "style", text.len ? text.p : NULL,
				  err);
	if (st == TY_OK)
		desk->style = style;
	ty_buf_release(&text);
	return st;
}
