#ifndef TY_TEXT_DATELINE_H
#define TY_TEXT_DATELINE_H

#include "text/abbrev.h"

/*
 * The dateline at the start of a paragraph, in the forms of English and
 * Japanese wires:
 *
 *	NAPLES, Italy (Kyodo) — ...	TOKYO, Oct. 19 (Reuters) - ...
 *	SAITAMA, Japan, Dec. 9 Kyodo - ...	SAO PAULO, Feb. 1 /PRNewswire/ -- ...
 *	【東京共同】...	【ワシントン＝港通信】...	（ロンドン、共同）...
 *
 * Spans are bytes of the text; start == end for a part that is not there.
 */
struct ty_dateline {
	struct ty_span	all;			/* with its dash or brackets */
	struct ty_span	place, agency, date;
	struct ty_span	reporter;		/* 【ソウル＝山田太郎】 */
};

bool ty_dateline_parse(struct ty_dateline *out, const char *s,
		       struct ty_span paragraph,
		       const struct ty_abbrev *words);

/* Is it the name of a news agency: a known one, or 〜通信, 〜新聞? */
bool ty_agency_like(const char *s, struct ty_span span,
		    const struct ty_abbrev *words);

#endif
