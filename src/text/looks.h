#ifndef TY_TEXT_LOOKS_H
#define TY_TEXT_LOOKS_H

#include "text/abbrev.h"

/*
 * What a paragraph of a story is by its looks alone, wherever it stands.  A
 * paragraph is given without white space at its ends.
 */

/* "1st Ld", "UPDATE 1-Japan ...", "（第２報）": the version it states, else 0. */
int ty_looks_version(const char *s, struct ty_span p);
/* A line that is nothing but such a word, or a slugline: "BC-US--Alert". */
bool ty_looks_slug(const char *s, struct ty_span p);
/* "Eds: ...", "(Eds: ...)", "（編注＝...）" */
bool ty_looks_note(const char *s, struct ty_span p);
/* "By Hana Kirishima", 【山田太郎】, 文・山田太郎; *name is the person. */
bool ty_looks_byline(const char *s, struct ty_span p, struct ty_span *name);
/* "==Kyodo", "KWS-", "(END)", （共同）; *name without the signs. */
bool ty_looks_credit(const char *s, struct ty_span p,
		     const struct ty_abbrev *words, struct ty_span *name);
/* "Photo: ...", "... (AP Photo/...)", ...＝１１日、東京（共同） */
bool ty_looks_caption(const char *s, struct ty_span p);
/* A line of the wire itself: begins with SOH, ETX, EOT or SYN (IPTC 7901). */
bool ty_looks_transmission(const char *s, struct ty_span p);
/* "Copyright ...", "Share this", "* * *", an address of the web. */
bool ty_looks_boilerplate(const char *s, struct ty_span p);
/* ■見出し */
bool ty_looks_subhead(const char *s, struct ty_span p);

/* Does it end as a sentence does?  A short "12 South Maple Ave." does
 * not. */
bool ty_looks_sentence(const char *s, struct ty_span p,
		       const struct ty_abbrev *words);
/* （共同） after the last sentence of a story: what stands in the brackets. */
bool ty_looks_ending(const char *s, struct ty_span p, struct ty_span *in);

/* Columns, as far as a layout cares: 1000 is as wide as it gets. */
int ty_looks_width(const char *s, struct ty_span p);
int ty_looks_words(const char *s, struct ty_span p);

#endif
