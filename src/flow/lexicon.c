/* Making the compiled lexicon, and what a desk says of its own. */

#include <string.h>

#include "flow/desk.h"

enum ty_status ty_lexicon_build(struct ty_lexicon_info *info, const char *path,
				const struct ty_lexicon_files *files,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	struct ty_lexicon *lexicon;
	enum ty_status st;

	if ((st = ty_lexicon_make(&lexicon, files, monitor, err)) != TY_OK)
		return st;
	st = ty_lexicon_write(lexicon, path, err);
	if (st == TY_OK && info) {
		ty_lexicon_about(info, lexicon);
		info->path = path;
	}
	ty_lexicon_close(lexicon);
	return st;
}

enum ty_status ty_lexicon_describe(struct ty_lexicon_info *info,
				   struct ty_desk *desk, struct ty_error *err)
{
	const struct ty_lexicon *lexicon;
	enum ty_status st;

	memset(info, 0, sizeof(*info));
	st = ty_desk_lexicon(&lexicon, desk, err);
	if (st == TY_OK) {
		ty_lexicon_about(info, lexicon);
		info->path = desk->lexicon_path;
	}
	return st;
}
