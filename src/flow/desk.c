/* A desk: a memory, a pair of languages, and what is loaded for them. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/paths.h"
#include "flow/desk.h"
#include "flow/terms.h"
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

static enum ty_status open_memories(struct ty_desk *desk,
				    const struct ty_desk_options *options,
				    struct ty_error *err)
{
	const struct ty_reference *reference = options->references;
	const struct ty_reference own = { options->memory, options->penalty };
	struct ty_memory *memory;
	enum ty_status st = TY_OK;
	size_t i;

	if (!options->memory)
		return TY_OK;
	desk->memories = ty_alloc(options->nreferences + 1,
				  sizeof(*desk->memories));
	for (i = 0; st == TY_OK && i <= options->nreferences; i++) {
		const struct ty_reference *r = i ? reference++ : &own;

		if (r->penalty < 0 || r->penalty > TY_MOST_PENALTY)
			return ty_fail(err, TY_EINVAL,
				_("a memory's penalty of %d is not between 0 and %d"),
				r->penalty, TY_MOST_PENALTY);
		memory = &desk->memories[desk->nmemories];
		memory->penalty = r->penalty;
		st = ty_store_open(&memory->store, r->path,
				   i ? TY_READ : options->mode, &desk->monitor,
				   err);
		desk->nmemories += st == TY_OK;
	}
	desk->store = desk->memories[0].store;
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
	desk->lexicon_path = ty_strdup(options->lexicon);
	desk->lexicon_optional = options->lexicon_optional;
	desk->user = ty_strdup(options->user ? options->user : "");
	desk->encoding = ty_strdup(options->encoding);
	desk->threads = options->threads;
	if (options->monitor)
		desk->monitor = *options->monitor;
	st = set_languages(desk, options, err);
	if (st == TY_OK && options->encoding &&
	    !ty_convert_name(encoding, options->encoding))
		st = ty_fail(err, TY_EINVAL, _("unknown encoding '%s'"),
			     options->encoding);
	if (st == TY_OK)
		st = open_memories(desk, options, err);
	if (st == TY_OK && options->rules)
		st = ty_desk_choose_rules(desk, options->rules, err);
	if (st == TY_OK)
		*out = desk;
	else
		ty_desk_close(desk);
	return st;
}

/* The shards of each memory are the same for all who share the desk: read, or
 * built, once. */
static enum ty_status share_index(struct ty_memory *to, struct ty_desk *desk,
				  struct ty_memory *from, struct ty_desk *other,
				  struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	struct ty_live *live;
	enum ty_status st;
	bool held;

	if ((st = ty_desk_live(&live, desk, from, err)) != TY_OK ||
	    (st = ty_desk_tokenizer(&tokenizer, other, NULL, err)) != TY_OK ||
	    (st = ty_store_hold(from->store, &held, err)) != TY_OK)
		return st;
	st = ty_live_follow(live, err);
	ty_store_let_go(from->store, held);
	if (st != TY_OK)
		return st;
	to->query = ty_query_new();
	to->live = ty_live_share(live, to->store, tokenizer, &other->monitor);
	return TY_OK;
}

enum ty_status ty_desk_share(struct ty_desk **out, struct ty_desk *desk,
			     const struct ty_monitor *monitor,
			     struct ty_error *err)
{
	struct ty_reference *memories = ty_alloc(desk->nmemories,
						 sizeof(*memories));
	const struct ty_desk_options options = {
		.memory = desk->store ? ty_store_path(desk->store) : NULL,
		.penalty = desk->store ? desk->memories[0].penalty : 0,
		.references = memories + 1,
		.nreferences = desk->store ? desk->nmemories - 1 : 0,
		.mode = TY_READ,
		.source = desk->source, .target = desk->target,
		.data = desk->data, .lexicon = desk->lexicon_path,
		.lexicon_optional = desk->lexicon_optional,
		.encoding = desk->encoding, .user = desk->user,
		.monitor = monitor, .threads = 1,
	};
	enum ty_status st;
	size_t i;

	for (i = 0; i < desk->nmemories; i++) {
		memories[i].path = ty_store_path(desk->memories[i].store);
		memories[i].penalty = desk->memories[i].penalty;
	}
	st = ty_desk_open(out, &options, err);
	for (i = 0; st == TY_OK && i < desk->nmemories; i++)
		st = share_index(&(*out)->memories[i], desk,
				 &desk->memories[i], *out, err);
	if (st != TY_OK) {
		ty_desk_close(*out);
		*out = NULL;
	}
	free(memories);
	return st;
}

void ty_desk_close(struct ty_desk *desk)
{
	size_t i;

	if (!desk)
		return;
	for (i = 0; i < desk->nmemories; i++) {
		ty_query_free(desk->memories[i].query);
		ty_live_free(desk->memories[i].live);
	}
	for (i = 0; i < desk->nlanguages; i++) {
		ty_segmenter_close(desk->languages[i].segmenter);
		ty_tokenizer_close(desk->languages[i].tokenizer);
		ty_value_reader_close(desk->languages[i].reader);
	}
	ty_srx_free(desk->srx);
	ty_lexicon_close(desk->lexicon);
	ty_learnt_release(&desk->learnt);
	ty_termbase_release(desk->termbase);
	for (i = 0; i < desk->nmemories; i++)
		ty_store_close(desk->memories[i].store);
	free(desk->memories);
	free(desk->data);
	free(desk->lexicon_path);
	free(desk->user);
	free(desk->encoding);
	free(desk->uploads);
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

const char *ty_desk_shown(const struct ty_desk *desk, const char *path)
{
	size_t n = desk->uploads ? strlen(desk->uploads) : 0;

	return n && !strncmp(path, desk->uploads, n) && path[n] == '/' ?
	       strrchr(path, '/') + 1 : path;
}

enum ty_status ty_desk_begin(struct ty_desk *desk, const char *kind,
			     const char *first, size_t n, struct ty_error *err)
{
	struct ty_buf source = TY_BUF_INIT;
	struct ty_store *store;
	enum ty_status st;

	if ((st = ty_desk_store(&store, desk, err)) != TY_OK)
		return st;
	ty_buf_adds(&source, ty_desk_shown(desk, first));
	if (n > 1)
		ty_buf_addf(&source, " (+%zu)", n - 1);
	st = ty_store_begin(store, kind, source.p, desk->user, err);
	ty_buf_release(&source);
	return st;
}

void ty_desk_await(const char *const *paths, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(paths[i], "-"))
			ungetc(getc(stdin), stdin);
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
		ty_value_reader_close(desk->languages[i].reader);
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

enum ty_status ty_desk_reader(const struct ty_value_reader **out,
			      struct ty_desk *desk, const char *lang,
			      struct ty_error *err)
{
	struct ty_language *l;
	enum ty_status st;

	*out = NULL;
	if ((st = language(&l, desk, lang, err)) != TY_OK)
		return st;
	if (!l->reader)
		st = ty_value_reader_open(&l->reader, l->tag, err);
	*out = l->reader;
	return st;
}

/* The glossary, which is always there. */
static enum ty_status open_glossary(struct ty_desk *desk, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;

	ty_buf_addf(&path, "%s/lexicon/newsroom.tsv", desk->data);
	free(desk->lexicon_path);
	desk->lexicon_path = ty_buf_detach(&path);
	return ty_lexicon_open(&desk->lexicon, desk->lexicon_path, err);
}

enum ty_status ty_desk_lexicon(const struct ty_lexicon **out,
			       struct ty_desk *desk, struct ty_error *err)
{
	struct ty_error why;
	enum ty_status st = TY_OK;

	if (!desk->lexicon && desk->lexicon_path) {
		st = ty_lexicon_open(&desk->lexicon, desk->lexicon_path, &why);
		if (st != TY_OK && desk->lexicon_optional) {
			ty_note(&desk->monitor, why.code, why.file, why.line,
				why.column, "%s", why.text);
			st = open_glossary(desk, err);
		} else if (st != TY_OK && err) {
			*err = why;
		}
	} else if (!desk->lexicon) {
		st = open_glossary(desk, err);
	}
	*out = desk->lexicon;
	return st;
}

const struct ty_model *ty_desk_learnt(struct ty_desk *desk)
{
	const char *const lang[2] = { desk->source, desk->target };

	return !desk->store ? NULL :
	       ty_learnt_model(&desk->learnt, desk->store, lang,
			       &desk->monitor);
}

enum ty_status ty_desk_live(struct ty_live **out, struct ty_desk *desk,
			    struct ty_memory *memory, struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	enum ty_status st;

	*out = NULL;
	if (!memory->live) {
		/* The desk's own languages keep their tokenizers. */
		st = ty_desk_tokenizer(&tokenizer, desk, desk->source, err);
		if (st != TY_OK)
			return st;
		memory->live = ty_live_new(memory->store, tokenizer,
					   desk->source, &desk->monitor);
		memory->query = ty_query_new();
	}
	*out = memory->live;
	return TY_OK;
}

/* Do `what` with the index of any language in the desk's own memory. */
static enum ty_status with_live(struct ty_desk *desk, const char *lang,
				enum ty_status (*what)(struct ty_live *,
						       struct ty_error *),
				struct ty_error *err)
{
	struct ty_tokenizer *tokenizer;
	struct ty_live *live, *other = NULL;
	enum ty_status st;
	bool held;

	if (ty_lang_same(lang, desk->source)) {
		st = ty_desk_live(&live, desk, desk->memories, err);
	} else {
		st = ty_desk_tokenizer(&tokenizer, desk, lang, err);
		if (st == TY_OK)
			live = other = ty_live_new(desk->store, tokenizer,
						   lang, &desk->monitor);
	}
	if (st == TY_OK &&
	    (st = ty_store_hold(desk->store, &held, err)) == TY_OK) {
		st = what(live, err);
		ty_store_let_go(desk->store, held);
	}
	ty_live_free(other);
	return st;
}

enum ty_status ty_desk_reindex(struct ty_desk *desk, const char *lang,
			       struct ty_error *err)
{
	return with_live(desk, lang, ty_live_rebuild, err);
}

enum ty_status ty_desk_pin(struct ty_desk *desk, struct ty_error *err)
{
	int64_t sequence, stamp;
	enum ty_status st;

	if (desk->pinned || !desk->store)
		return TY_OK;
	st = ty_store_hold(desk->store, &desk->pinned, err);
	/* The state is that of the first thing read. */
	if (st == TY_OK &&
	    (st = ty_store_sequence(desk->store, &sequence, &stamp,
				    err)) != TY_OK)
		ty_desk_unpin(desk);
	return st;
}

void ty_desk_unpin(struct ty_desk *desk)
{
	if (desk->pinned)
		ty_store_let_go(desk->store, true);
	desk->pinned = false;
}

enum ty_status ty_desk_learn(struct ty_desk *desk, bool anew, int64_t least,
			     struct ty_error *err)
{
	const char *const lang[2] = { desk->source, desk->target };

	return ty_learnt_follow(&desk->learnt, desk->store, lang, anew, least,
				&desk->monitor, err);
}

void ty_desk_settle(struct ty_desk *desk)
{
	struct ty_error err;
	enum ty_status st;

	/* Somebody else looks things up in the other direction. */
	st = with_live(desk, desk->source, ty_live_settle, &err);
	if (st == TY_OK)
		st = with_live(desk, desk->target, ty_live_settle, &err);
	if (st != TY_OK && st != TY_ECANCEL)
		ty_note(&desk->monitor, st, err.file, 0, 0,
			_("the fuzzy index is not kept: %s"), err.text);
	st = ty_desk_learn(desk, false, TY_LEARNT_BATCH, &err);
	if (st != TY_OK && st != TY_ECANCEL)
		ty_note(&desk->monitor, st, err.file, 0, 0,
			_("the learnt lexicon is not kept: %s"), err.text);
}
