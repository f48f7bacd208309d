#ifndef TY_ALIGN_HEADS_H
#define TY_ALIGN_HEADS_H

#include "taiyaku.h"

/* How a Japanese dictionary form changes in a text. */
enum ty_bending {
	TY_BEND_NOT,
	TY_BEND_V1,		/* 食べる */
	TY_BEND_V5,		/* 書く: another kana of the same row */
	TY_BEND_SURU,		/* 達する, 論ずる */
	TY_BEND_KURU,		/* 来る */
	TY_BEND_ADJECTIVE	/* 大きい */
};

#define TY_HEADS_MAX	9
#define TY_HEAD_MAX	128		/* bytes of a form, NUL included */

/*
 * What of `head` stands in all of its forms, its stem; of a stem of one
 * character, which would be found inside other words, each form that begins in
 * its own way.  Returns how many; 0 if there is nothing to look for.
 */
size_t ty_heads(char out[TY_HEADS_MAX][TY_HEAD_MAX], const char *head,
		size_t len, enum ty_bending bending);

#endif
