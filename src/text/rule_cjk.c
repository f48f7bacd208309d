/* Where Japanese and Chinese sentences end: after 。！？ and after quotes. */

#include "text/glyph.h"
#include "text/rule.h"

#define LONGEST	6		/* characters of a particle or starter */
#define QUOTE	300		/* bytes of a quote that follows another */
#define QUOTES	4		/* of them looked at */

/* Does what follows carry the sentence on, as と or の do?  The longest word
 * known decides: で does, ですが does not. */
static bool goes_on(const struct ty_passage *p, size_t i)
{
	size_t ends[LONGEST + 1] = { i };
	int n = 0;

	while (n < LONGEST && ends[n] < p->end) {
		if (!ty_is_cjk(ty_char_at(p->s, ends[n], p->end,
					  &ends[n + 1])))
			break;
		n++;
	}
	for (; n > 0; n--) {
		uint32_t c = ty_abbrev_classes(p->words, p->s + i,
					       ends[n] - i);

		if (c >> TY_W_STARTER & 1)
			return false;
		if (c >> TY_W_PARTICLE & 1)
			return true;
	}
	return false;
}

/* A comma, a dash, a mark, ＝ or → cannot begin a sentence. */
static bool pauses(int32_t c)
{
	return (ty_glyph(c) & (TY_G_PAUSE | TY_G_CLOSE | TY_G_DASH |
			       TY_G_STOP)) ||
	       c == '=' || c == 0xFF1D || c == 0x2192 || c == 0x21D2;
}

/* Where the quote that opens at `i` has ended; 0 if it does not, nearby. */
static size_t quote_end(const struct ty_passage *p, size_t i)
{
	size_t from = i;
	int32_t c = ty_char_at(p->s, i, p->end, &i);
	int32_t close = ty_glyph_partner(c);

	if ((ty_glyph(c) & (TY_G_OPEN | TY_G_QUOTE)) !=
	    (TY_G_OPEN | TY_G_QUOTE))
		return 0;
	while (i < p->end && i - from < QUOTE)
		if (ty_char_at(p->s, i, p->end, &i) == close)
			return i;
	return 0;
}

/* 「ああ。」「いい。」と: one sentence, if the last of the quotes goes on. */
static bool quotes_go_on(const struct ty_passage *p, size_t i)
{
	int n;

	for (n = 0; n < QUOTES && i < p->end; n++) {
		i = quote_end(p, i);
		if (!i)
			return false;
		if (i < p->end && goes_on(p, i))
			return true;
	}
	return false;
}

enum ty_rule ty_cjk_after_bracket(const struct ty_passage *p, size_t open,
				  const struct ty_candidate *k)
{
	int32_t c = ty_char_at(p->s, k->next, p->end, NULL);

	if (pauses(c) || goes_on(p, k->next) ||
	    (k->next == k->end && quotes_go_on(p, k->next)))
		return TY_RULE_GOES_ON;
	if (ty_abbrev_ends_with_name(p->words, p->s, p->sentence, k->stop))
		return TY_RULE_NAME;
	/* A title within the sentence: 映画「どうする？」公開 */
	if ((k->asks || k->first == 0x2026) && open > p->sentence &&
	    k->next == k->end && !(ty_glyph(c) & TY_G_OPEN))
		return TY_RULE_GOES_ON;
	return TY_RULE_QUOTE_ENDS;
}

/* "1." "２．" "3.）" at the beginning of a sentence. */
static bool list_number(const struct ty_passage *p,
			const struct ty_candidate *k)
{
	size_t i = p->sentence;

	if ((k->first != '.' && k->first != 0xFF0E) || i == k->mark ||
	    k->mark - i > 9)
		return false;
	while (i < k->mark)
		if (!ty_is_digit(ty_char_at(p->s, i, k->mark, &i)))
			return false;
	return true;
}

/* After the full stop of Latin script, ． or . beside Japanese. */
static enum ty_rule after_point(const struct ty_passage *p,
				const struct ty_candidate *k)
{
	bool gap = k->next > k->end, wide = k->first == 0xFF0E;
	int32_t c = ty_char_at(p->s, k->next, p->end, NULL);
	size_t prev = k->mark, from;
	int32_t before = 0;

	if (k->mark > p->sentence)
		before = ty_char_before(p->s, p->sentence, k->mark, &prev);
	if (!ty_is_latin(before) && !ty_is_digit(before)) {
		if (gap || wide || (ty_is_kana(before) && ty_is_cjk(c)))
			return TY_RULE_STOP;
		return TY_RULE_GLUED;
	}
	if (!gap && (!wide || ty_is_latin(c) || ty_is_digit(c)))
		return TY_RULE_GLUED;
	if (ty_is_digit(before))
		return TY_RULE_STOP;
	from = ty_word_start(p, k->mark);
	if (prev == from || !ty_is_latin(ty_char_before(p->s, from, prev,
							NULL)))
		return TY_RULE_INITIAL;
	if (ty_abbrev_classes(p->words, p->s + from, k->stop - from) ||
	    goes_on(p, k->next))
		return TY_RULE_ABBREVIATION;
	return TY_RULE_STOP;
}

enum ty_rule ty_cjk_rule(const struct ty_passage *p,
			 const struct ty_candidate *k)
{
	if (k->marks == 1 && list_number(p, k))
		return TY_RULE_LIST_MARKER;
	if (k->end > k->stop)
		return ty_cjk_after_bracket(p, p->sentence, k);
	if (ty_abbrev_ends_with_name(p->words, p->s, p->sentence, k->stop))
		return TY_RULE_NAME;
	if (k->marks == 1 && (k->first == '.' || k->first == 0xFF0E))
		return after_point(p, k);
	if (k->asks)
		return goes_on(p, k->next) ? TY_RULE_GOES_ON :
		       TY_RULE_STOP;
	if (k->first == 0x2026 || k->first == '.') {
		/* …。 is a full stop. */
		int32_t last = ty_char_before(p->s, k->mark, k->stop, NULL);

		if (!(ty_glyph(last) & TY_G_WIDE) && goes_on(p, k->next))
			return TY_RULE_DOTS;
	}
	return TY_RULE_STOP;
}
