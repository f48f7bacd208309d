/* The words by which an agency takes a story back. */

#include "text/kill.h"
#include "text/wording.h"

/* At the beginning of a slugline or note. */
static const char *const first[] = {
	"kill", "story kill", "mandatory kill", "bulletin kill", "withdrawn",
	"withdrawal", "story withdrawn", "story withdrawal", "story killed",
	"全文取り消し", "全文取消", "記事取り消し", "記事取消", "配信取り消し",
	"配信取消", "取り消し", "取消",
};

/* Anywhere in one. */
static const char *const within[] = {
	"mandatory kill", "bulletin kill", "kill the story", "story is killed",
	"story has been killed", "story is withdrawn",
	"story has been withdrawn", "全文を取り消し", "記事を取り消し",
	"配信を取り消し",
};

bool ty_kill_stated(const char *s, size_t len)
{
	struct ty_span all = { 0, len };
	size_t i;

	if (ty_begins_any(s, ty_bare(s, all), first, TY_LENGTH(first)))
		return true;
	for (i = 0; i < TY_LENGTH(within); i++)
		if (ty_contains(s, all, within[i]))
			return true;
	return false;
}
