/* A desk: a memory, a pair of languages, and what is loaded for them. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/paths.h"
#include "flow/desk.h"
#include "text/convert.h"

const char *ty_version(void)
{
	return TY_VERSION;
}

static enum ty_status set_languages(struct ty_desk *desk,
				    const struct ty_desk_options *options,
				    struct ty_error *err)
{
	const char *source = options->source, *target = options->target;
	enum ty_status st;

	/* Of the two default languages the one that is left. */
	if (!source)
		source = target && ty_lang_same(target, "en") ? "ja" : "en";
	if (!target)
		target = ty_lang_same(source, "ja") ? "en" : "ja";
	st = ty_lang_canonical(desk->source, source, err);
	if (st == TY_OK)
		st = ty_lang_canonical(desk->target, target, err);
	if (st == TY_OK && ty_lang_same(desk->source, desk->target))
		st = ty_fail(err, TY_EINVAL,
			     _("source and target are the same language: '%s' and '%s'"),
			     desk->source, desk->target);
	return st;
}

enum ty_status ty_desk_open(struct ty_desk **out,
			    const struct ty_desk_options *options,
			    struct ty_error *err)
{
	struct ty_desk *desk = ty_alloc(1, sizeof(*desk));
	char encoding[TY_ENCODING_MAX];
	enum ty_status st;

	*out = NULL;
	desk->data = ty_strdup(options->data ? options->data : ty_data_dir);
	desk->user = ty_strdup(options->user ? options->user : "");
	desk->encoding = ty_strdup(options->encoding);
	if (options->monitor)
		desk->monitor = *options->monitor;
	st = set_languages(desk, options, err);
	if (st == TY_OK && options->encoding &&
	    !ty_convert_name(encoding, options->encoding))
		st = ty_fail(err, TY_EINVAL, _("unknown encoding '%s'"),
			     options->encoding);
	if (st == TY_OK && options->memory)
		st = ty_store_open(&desk->store, options->memory,
				   options->mode, &desk->monitor, err);
	if (st == TY_OK && options->rules)
		st = ty_desk_choose_rules(desk, options->rules, err);
	if (st == TY_OK)
		*out = desk;
	else
		ty_desk_close(desk);
	return st;
}

void ty_desk_close(struct ty_desk *desk)
{
	size_t i;

	if (!desk)
		return;
	ty_live_free(desk->live);
	ty_query_free(desk->query);
	for (i = 0; i < desk->nlanguages; i++) {
		ty_segmenter_close(desk->languages[i].segmenter);
		ty_tokenizer_close(desk->languages[i].tokenizer);
	}
	ty_srx_free(desk->srx);
	ty_lexicon_close(desk->lexicon);
	ty_store_close(desk->store);
	free(desk->data);
	free(desk->user);
	free(desk->encoding);
	free(desk);
}

const char *ty_desk_source(const struct ty_desk *desk)
{
	return desk->source;
}

const char *ty_desk_target(const struct ty_desk *desk)
{
	return desk->target;
}

enum ty_status ty_desk_store(struct ty_store **out, struct ty_desk *desk,
			     struct ty_error *err)
{
	*out = desk->store;
	if (!desk->store)
		return ty_fail(err, TY_EINVAL,
			       _("this needs a memory, and none was opened"));
	return TY_OK;
}

enum ty_status ty_desk_begin(struct ty_desk *desk, const char *kind,
			     const char *first, size_t n, struct ty_error *err)
{
	struct ty_buf source = TY_BUF_INIT;
	struct ty_store *store;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	ty_buf_adds(&source, first);
	if (n > 1)
		ty_buf_addf(&source, " (+%zu)", n - 1);
	st = ty_store_begin(store, kind, source.p, desk->user, err);
	ty_buf_release(&source);
	return st;
}

/* The slot of a language; when all are taken, the oldest but the desk's own
 * two makes room. */
static enum ty_status language(struct ty_language **out, struct ty_desk *desk,
			       const char *lang, struct ty_error *err)
{
	const size_t room = sizeof(desk->languages) /
			    sizeof(desk->languages[0]);
	char tag[TY_LANG_MAX];
	struct ty_language *l;
	enum ty_status st;
	size_t i;

	st = ty_lang_canonical(tag, lang ? lang : desk->source, err);
	if (st != TY_OK)
		return st;
	for (i = 0; i < desk->nlanguages; i++)
		if (!strcmp(desk->languages[i].tag, tag)) {
			*out = &desk->languages[i];
			return TY_OK;
		}
	if (desk->nlanguages == room) {
		for (i = 0; !strcmp(desk->languages[i].tag, desk->source) ||
			    !strcmp(desk->languages[i].tag, desk->target); i++)
			;
		ty_segmenter_close(desk->languages[i].segmenter);
		ty_tokenizer_close(desk->languages[i].tokenizer);
		memmove(&desk->languages[i], &desk->languages[i + 1],
			(room - i - 1) * sizeof(desk->languages[0]));
		desk->nlanguages--;
	}
	l = &desk->languages[desk->nlanguages++];
	memset(l, 0, sizeof(*l));
	memcpy(l->tag, tag, sizeof(tag));
	*out = l;
	return TY_OK;
}

enum ty_status ty_desk_segmenter(struct ty_segmenter **out,
				 struct ty_desk *desk, const char *lang,
				 struct ty_error *err)
{
	struct ty_language *l;
	enum ty_status st;

	*out = NULL;
	if ((st = language(&l, desk, lang, err)) != TY_OK)
		return st;
	if (!l->segmenter) {
		st = ty_segmenter_open(&l->segmenter, desk->data, l->tag, err);
		if (st == TY_OK)
			st = ty_desk_give_rules(desk, l->segmenter, l->tag,
						err);
		if (st != TY_OK) {
			ty_segmenter_close(l->segmenter);
			l->segmenter = NULL;
		}
	}
	*out = l->segmenter;
	return st;
}

enum ty_status ty_desk_tokenizer(struct ty_tokenizer **out,
				 struct ty_desk *desk, const char *lang,
				 struct ty_error *err)
{
	struct ty_language *l;
	enum ty_status st;

	*out = NULL;
	if ((st = language(&l, desk, lang, err)) != TY_OK)
		return st;
	if (!l->tokenizer)
		st = ty_tokenizer_open(&l->tokenizer, l->tag, err);
	*out = l->tokenizer;
	return st;
}

enum ty_status ty_desk_lexicon(const struct ty_lexicon **out,
			       struct ty_desk *desk, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	if (!desk->lexicon) {
		ty_buf_addf(&path, "%s/lexicon/newsroom.tsv", desk->data);
		st = ty_lexicon_open(&desk->lexicon, path.p, err);
		ty_buf_release(&path);
	}
	*out = desk->lexicon;
	return st;
}

enum ty_status ty_desk_live(struct ty_live **out, struct ty_desk *desk,
			    struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	struct ty_store *store;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	if (!desk->live) {
		/* The desk's own languages keep their tokenizers. */
		st = ty_desk_tokenizer(&tokenizer, desk, desk->source, err);
		if (st != TY_OK)
			return st;
		desk->live = ty_live_new(store, tokenizer, desk->source,
					 &desk->monitor);
	}
	*out = desk->live;
	return TY_OK;
}

/* Do `what` with the index of any language. */
static enum ty_status with_live(struct ty_desk *desk, const char *lang,
				enum ty_status (*what)(struct ty_live *,
						       struct ty_error *),
				struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	struct ty_live *live;
	enum ty_status st;

	if (ty_lang_same(lang, desk->source))
		return (st = ty_desk_live(&live, desk, err)) == TY_OK ?
			what(live, err) : st;
	st = ty_desk_tokenizer(&tokenizer, desk, lang, err);
	if (st != TY_OK)
		return st;
	live = ty_live_new(desk->store, tokenizer, lang, &desk->monitor);
	st = what(live, err);
	ty_live_free(live);
	return st;
}

enum ty_status ty_desk_reindex(struct ty_desk *desk, const char *lang,
			       struct ty_error *err)
{
	return with_live(desk, lang, ty_live_rebuild, err);
}

void ty_desk_settle(struct ty_desk *desk)
{
	struct ty_error err;
	enum ty_status st;

	if ((st = ty_store_hold(desk->store, &err)) == TY_OK) {
		/* Somebody else looks things up in the other direction. */
		st = with_live(desk, desk->source, ty_live_settle, &err);
		if (st == TY_OK)
			st = with_live(desk, desk->target, ty_live_settle,
				       &err);
		ty_store_release(desk->store);
	}
	if (st != TY_OK && st != TY_ECANCEL)
		ty_note(&desk->monitor, st, err.file, 0, 0,
			_("the fuzzy index is not kept: %s"), err.text);
}
