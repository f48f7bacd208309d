#ifndef TY_FLOW_DESK_H
#define TY_FLOW_DESK_H

#include "align/align.h"
#include "flow/learnt.h"
#include "flow/live.h"
#include "store/store.h"
#include "text/lang.h"
#include "text/segment.h"
#include "text/srx.h"
#include "text/style.h"
#include "text/token.h"
#include "text/value.h"

/* What is loaded for one language. */
struct ty_language {
	char			 tag[TY_LANG_MAX];
	struct ty_segmenter	*segmenter;	/* NULL until asked for */
	struct ty_tokenizer	*tokenizer;
	struct ty_value_reader	*reader;
};

/* A memory that suggestions come from. */
struct ty_memory {
	struct ty_store		*store;
	int			 penalty;	/* on all its matches */
	struct ty_live		*live;		/* index of the source language;
						   NULL until asked for */
	struct ty_query		*query;		/* what was found there last */
};

struct ty_desk {
	struct ty_store		*store;		/* memories[0]'s; NULL: a desk
						   without */
	struct ty_memory	*memories;	/* its own, then others in the
						   order of their priority */
	size_t			 nmemories;
	char			*data, *user;
	char			*lexicon_path;	/* of the one used; NULL: the
						   data folder's, not yet open */
	bool			 lexicon_optional;
	char			*encoding;	/* of stories; or NULL */
	char			 source[TY_LANG_MAX], target[TY_LANG_MAX];
	struct ty_monitor	 monitor;
	struct ty_language	 languages[4];
	size_t			 nlanguages;
	struct ty_srx		*srx;		/* rules before ours; or NULL */
	bool			 srx_given;	/* by the user, not the memory */
	bool			 srx_known;	/* whether there are any */
	struct ty_lexicon	*lexicon;
	struct ty_lesson_book	 learnt;	/* of the desk's own memory */
	struct ty_style		 style;		/* the memory's */
	bool			 style_known;
	bool			 pinned;	/* to a state of the memory */
	struct ty_termbase	*termbase;	/* flow/terms.h; or NULL */
	int			 threads;	/* 0: one a core */
	char			*uploads;	/* files in this folder came from
						   elsewhere; or NULL */
};

/* Another desk on the same memories, to be read by another thread: it has the
 * languages and shares what may be shared.  `monitor` is kept until close. */
enum ty_status ty_desk_share(struct ty_desk **out, struct ty_desk *desk,
			     const struct ty_monitor *monitor,
			     struct ty_error *err);

/* The desk's memory; TY_EINVAL if it was opened without one. */
enum ty_status ty_desk_store(struct ty_store **out, struct ty_desk *desk,
			     struct ty_error *err);

/* A path as it is kept: of an upload its name, which is all that the one who
 * sent it knows. */
const char *ty_desk_shown(const struct ty_desk *desk, const char *path);

/* Begin a batch of `n` files of which `first` is one: "first (+n-1)". */
enum ty_status ty_desk_begin(struct ty_desk *desk, const char *kind,
			     const char *first, size_t n,
			     struct ty_error *err);

/* Nobody else can write once a batch has begun: if standard input is one of
 * these paths, wait until something comes from it. */
void ty_desk_await(const char *const *paths, size_t n);

/* Loaded on first use, owned by the desk.  `lang` NULL: the desk's source. */
enum ty_status ty_desk_segmenter(struct ty_segmenter **out,
				 struct ty_desk *desk, const char *lang,
				 struct ty_error *err);
enum ty_status ty_desk_tokenizer(struct ty_tokenizer **out,
				 struct ty_desk *desk, const char *lang,
				 struct ty_error *err);
enum ty_status ty_desk_reader(const struct ty_value_reader **out,
			      struct ty_desk *desk, const char *lang,
			      struct ty_error *err);
enum ty_status ty_desk_style(struct ty_style *out, struct ty_desk *desk,
			     struct ty_error *err);
enum ty_status ty_desk_lexicon(const struct ty_lexicon **out,
			       struct ty_desk *desk, struct ty_error *err);

/* What the desk's memory taught; NULL: no memory, or nothing yet. */
const struct ty_model *ty_desk_learnt(struct ty_desk *desk);

/* Read the rules that the user chose, to be used instead of the memory's. */
enum ty_status ty_desk_choose_rules(struct ty_desk *desk, const char *path,
				    struct ty_error *err);
/* Give a new segmenter for `tag` the SRX rules of its language. */
enum ty_status ty_desk_give_rules(struct ty_desk *desk,
				  struct ty_segmenter *segmenter,
				  const char *tag, struct ty_error *err);

/* The fuzzy index of the desk's source language in one of its memories
 * (live.h). */
enum ty_status ty_desk_live(struct ty_live **out, struct ty_desk *desk,
			    struct ty_memory *memory, struct ty_error *err);

/* Build the fuzzy index of one language in the desk's own memory again. */
enum ty_status ty_desk_reindex(struct ty_desk *desk, const char *lang,
			       struct ty_error *err);

/* Keep seeing the desk's own memory as it is now, whatever others commit, until
 * it is unpinned.  Nothing if that is so already, or without a memory. */
enum ty_status ty_desk_pin(struct ty_desk *desk, struct ty_error *err);
void ty_desk_unpin(struct ty_desk *desk);

/* Learn from the desk's own memory, as ty_learnt_follow(). */
enum ty_status ty_desk_learn(struct ty_desk *desk, bool anew, int64_t least,
			     struct ty_error *err);

/* After a batch: the index files of the desk's languages are brought up to
 * date, and its lexicon learns, if much was written.  What fails is noted: the batch is in. */
void ty_desk_settle(struct ty_desk *desk);

/* TY_EINVAL if less of the story than any text of `lang` has is written in its
 * scripts. */
enum ty_status ty_story_require_lang(const struct ty_story *story,
				     const char *lang, struct ty_error *err);

/* The segments of `story` that are translated, in order: *out is an array of
 * pointers into the story, of *n, to be free()d. */
void ty_story_translated(const struct ty_segment ***out, size_t *n,
			 const struct ty_story *story);

/* How many of these are above the body, headline and kicker: they are aligned
 * among themselves. */
size_t ty_story_heads(const struct ty_segment *const *segments, size_t n);

#endif
