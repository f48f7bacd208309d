#ifndef TY_FLOW_WORK_IMPL_H
#define TY_FLOW_WORK_IMPL_H

#include "flow/work.h"

/* Private to flow/work*.c. */
struct ty_work {
	struct ty_workfile	*file;
	struct ty_tokenizer	*tokenizer;	/* of `lang`; or NULL */
	char			 lang[TY_LANG_MAX];
};

/* The text without its tags, to be free()d. */
char *ty_work_plain(const char *tagged);

/* Words and characters of a tagged source. */
void ty_work_count(struct ty_tokenizer *tokenizer, const char *tagged,
		   int64_t *words, int64_t *characters);

/* The tokenizer of a language, kept until another is asked for. */
enum ty_status ty_work_tokenizer(struct ty_tokenizer **out,
				 struct ty_work *work, const char *lang,
				 struct ty_error *err);

#endif
