/* Which segmentation rules a language gets: the user's, the memory's, ours. */

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/desk.h"
#include "format/srx.h"
#include "text/utf8.h"

/* Read a file of ours for `tag`: LANG.srx, else default.srx, else none. */
static enum ty_status own_rules(struct ty_srx_rules **out,
				const struct ty_desk *desk, const char *tag,
				struct ty_error *err)
{
	const char *names[] = { tag, "default" };
	struct ty_buf path = TY_BUF_INIT;
	struct ty_srx *srx = NULL;
	enum ty_status st = TY_ENOTFOUND;
	struct ty_error why;
	size_t i;

	*out = NULL;
	for (i = 0; i < 2 && st == TY_ENOTFOUND; i++) {
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/rules/%.*s.srx", desk->data,
			    (int)strcspn(names[i], "-"), names[i]);
		st = ty_srx_read(&srx, path.p, &why);
	}
	ty_buf_release(&path);
	if (st == TY_OK)
		st = ty_srx_compile(out, srx, tag, &why);
	ty_srx_free(srx);
	if (st == TY_ENOTFOUND)
		return TY_OK;
	if (st != TY_OK && err)
		*err = why;
	return st;
}

/* The rules that stand before ours: found out once. */
static enum ty_status choose(struct ty_desk *desk, struct ty_error *err)
{
	struct ty_buf name = TY_BUF_INIT;
	enum ty_status st = TY_OK;
	char *text = NULL;

	if (desk->srx_known || !desk->store)
		return TY_OK;
	st = ty_store_rules(&text, desk->store, err);
	if (st == TY_OK && text) {
		/* TRANSLATORS: stands where errors have a file's name. */
		ty_buf_addf(&name, _("rules in %s"),
			    ty_store_path(desk->store));
		st = ty_srx_parse(&desk->srx, text, strlen(text), name.p, err);
		ty_buf_release(&name);
	}
	free(text);
	desk->srx_known = st == TY_OK;
	return st;
}

enum ty_status ty_desk_choose_rules(struct ty_desk *desk, const char *path,
				    struct ty_error *err)
{
	enum ty_status st;

	st = ty_srx_read(&desk->srx, path, err);
	if (st == TY_OK)
		st = ty_srx_check(desk->srx, err);
	desk->srx_given = desk->srx_known = true;
	return st;
}

enum ty_status ty_desk_give_rules(struct ty_desk *desk,
				  struct ty_segmenter *segmenter,
				  const char *tag, struct ty_error *err)
{
	struct ty_srx_rules *rules = NULL;
	enum ty_status st;

	st = choose(desk, err);
	if (st == TY_OK && desk->srx)
		st = ty_srx_compile(&rules, desk->srx, tag, err);
	if (st == TY_OK && !rules)
		st = own_rules(&rules, desk, tag, err);
	if (st == TY_OK)
		ty_segmenter_set_rules(segmenter, rules);
	return st;
}

enum ty_status ty_rules(char **out, struct ty_desk *desk, struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st = ty_desk_store(&store, desk, err);

	*out = NULL;
	return st == TY_OK ? ty_store_rules(out, store, err) : st;
}

/* The memory's rules are others now: segmenters get them when next asked for. */
static void forget(struct ty_desk *desk)
{
	size_t i;

	if (desk->srx_given)
		return;
	for (i = 0; i < desk->nlanguages; i++) {
		ty_segmenter_close(desk->languages[i].segmenter);
		desk->languages[i].segmenter = NULL;
	}
	ty_srx_free(desk->srx);
	desk->srx = NULL;
	desk->srx_known = false;
}

/* Rules fit to be stored: what is read from the memory later is text. */
static enum ty_status check(const struct ty_buf *text, const char *path,
			    struct ty_error *err)
{
	struct ty_srx *srx;
	enum ty_status st;

	if ((st = ty_utf8_require(text->p, text->len, path, 1, err)) != TY_OK ||
	    (st = ty_srx_parse(&srx, text->p, text->len, path, err)) != TY_OK)
		return st;
	st = ty_srx_check(srx, err);
	ty_srx_free(srx);
	return st;
}

enum ty_status ty_set_rules(struct ty_desk *desk, const char *path,
			    struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	struct ty_store *store;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	if (path && (st = ty_read_file(&text, path, TY_MAX_SRX, err)) == TY_OK)
		st = check(&text, path, err);
	if (st == TY_OK)
		st = ty_store_set_rules(store, path ? text.p : NULL, err);
	if (st == TY_OK)
		forget(desk);
	ty_buf_release(&text);
	return st;
}
