/* Making lexicons, and what a desk says of its own. */

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

enum ty_status ty_learnt_build(struct ty_learnt *info, struct ty_desk *desk,
			       bool anew, struct ty_error *err)
{
	struct ty_store *store;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) == TY_OK &&
	    (st = ty_desk_learn(desk, anew, 1, err)) == TY_OK && info)
		st = ty_learnt_describe(info, desk, err);
	return st;
}

enum ty_status ty_learnt_describe(struct ty_learnt *info, struct ty_desk *desk,
				  struct ty_error *err)
{
	const struct ty_model *model = ty_desk_learnt(desk);
	const struct ty_model_about *about;
	int64_t last, stamp;
	enum ty_status st;
	bool swapped;

	memset(info, 0, sizeof(*info));
	if (!model)
		return TY_END;
	if ((st = ty_store_sequence(desk->store, &last, &stamp, err)) != TY_OK)
		return st;
	about = ty_model_about(model);
	swapped = !ty_lang_same(about->lang[0], desk->source);
	strcpy(info->source, about->lang[swapped]);
	strcpy(info->target, about->lang[!swapped]);
	info->bytes = about->bytes;
	info->learnt_from = about->pairs;
	info->source_words = about->words[swapped] - 1;
	info->target_words = about->words[!swapped] - 1;
	info->pairs = about->cells;
	info->change = about->change;
	info->behind = last - about->change;
	return TY_OK;
}
