#ifndef TY_ALIGN_SOUND_H
#define TY_ALIGN_SOUND_H

#include <stddef.h>
#include <stdint.h>

#define TY_SOUND_MAX	24		/* sounds of a word that count */
#define TY_SOUND_KINDS	25

/* What a word sounds like, roughly: enough to see that "Lisbon" is リスボン. */
struct ty_sound {
	uint8_t		n;		/* 0: nothing known */
	uint8_t		weight;		/* of all its sounds */
	uint8_t		v[TY_SOUND_MAX];
};

/* What it costs to hear one sound for another. */
struct ty_sound_costs {
	uint8_t		v[TY_SOUND_KINDS][TY_SOUND_KINDS];
};
void ty_sound_init(struct ty_sound_costs *costs);

/* From a katakana word, and from a folded word in Latin letters. */
void ty_sound_of_kana(struct ty_sound *sound, const char *s, size_t len);
void ty_sound_of_latin(struct ty_sound *sound, const char *s, size_t len);

/* 1 for the same sounds, about 0 for words that share none; 0 without looking
 * closer when they begin or weigh too differently. */
double ty_sound_similarity(const struct ty_sound_costs *costs,
			   const struct ty_sound *a, const struct ty_sound *b);

#endif
