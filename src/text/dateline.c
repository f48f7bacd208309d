/* What a dateline looks like. */

#include <string.h>
#include <unicode/uchar.h>

#include "text/dateline.h"
#include "text/glyph.h"

#define LONGEST		120	/* bytes of a dateline */
#define MAX_FIELDS	6

static struct ty_span trim(const char *s, size_t start, size_t end)
{
	start = ty_skip_space(s, start, end);
	return (struct ty_span){ start, ty_trim_space(s, start, end) };
}

static bool empty(struct ty_span span)
{
	return span.start == span.end;
}

static bool is(const struct ty_abbrev *words, enum ty_word_class which,
	       const char *s, struct ty_span span)
{
	return ty_abbrev_is(words, which, s + span.start,
			    span.end - span.start);
}

/* ------------------------------------------------------------- English -- */

/* The dash that ends an English dateline: its start in *dash, its end; 0 if
 * there is none near the start of the paragraph. */
static size_t find_dash(const char *s, struct ty_span p, size_t *dash)
{
	size_t limit = p.end - p.start > LONGEST ? p.start + LONGEST : p.end;
	size_t i, next;

	for (i = p.start; i < limit; i = next) {
		int32_t c = ty_char_at(s, i, p.end, &next);
		bool apart = i > p.start && ty_space_byte(s[i - 1]);

		if (c != '_' && !(ty_glyph(c) & TY_G_DASH))
			continue;
		*dash = i;
		if (c == '-' && next < p.end && s[next] == '-')
			next++;
		else if (c < 0x80 && !apart)
			continue;	/* a hyphen */
		else if (c == 0x2013 && !apart)
			continue;	/* 10–12 */
		if (next == p.end || ty_space_byte(s[next]) || c >= 0x80)
			return next;
	}
	return 0;
}

/* Capitals only, three letters or more; spaces, points, hyphens between. */
static bool all_capitals(const char *s, struct ty_span span)
{
	size_t i = span.start;
	int letters = 0;

	while (i < span.end) {
		int32_t c = ty_char_at(s, i, span.end, &i);

		if (u_isupper(c))
			letters++;
		else if (!strchr(" .-'", c < 0x80 ? (int)c : '!') &&
			 c != 0x2019)
			return false;
	}
	return letters >= 3;
}

/* One to four words that begin with capitals: "Italy", "South Korea". */
static bool capitalised(const char *s, struct ty_span span)
{
	size_t i = span.start;
	int words = 0;

	while (i < span.end) {
		int32_t c = ty_char_at(s, i, span.end, NULL);
		size_t from = i;

		while (i < span.end && !ty_space_byte(s[i]))
			i++;
		if (!u_isupper(c) &&
		    !(i - from <= 3 && words > 0 && u_islower(c)))
			return false;	/* "Rio de Janeiro" is fine */
		words++;
		i = ty_skip_space(s, i, span.end);
	}
	return words >= 1 && words <= 4;
}

static bool number(const char *s, struct ty_span span, size_t most)
{
	size_t i;

	if (empty(span) || span.end - span.start > most)
		return false;
	for (i = span.start; i < span.end; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* The end of the word at the start of `span`. */
static size_t word_end(const char *s, struct ty_span span)
{
	size_t i = span.start;

	while (i < span.end && !ty_space_byte(s[i]))
		i++;
	return i;
}

/* "Oct. 19", "19 Oct", "February 1"; what is left of the field in *rest. */
static bool read_date(const char *s, struct ty_span field,
		      const struct ty_abbrev *words, struct ty_span *date,
		      struct ty_span *rest)
{
	struct ty_span first = { field.start, word_end(s, field) };
	struct ty_span second = trim(s, first.end, field.end);
	struct ty_span month;

	second.end = word_end(s, second);
	month = number(s, first, 2) ? second : first;
	if (!number(s, month.start == first.start ? second : first, 2))
		return false;
	if (!is(words, TY_W_MONTH, s, month) &&
	    !is(words, TY_W_AFTER_TIME, s, month))
		return false;
	*date = (struct ty_span){ field.start, second.end };
	*rest = trim(s, second.end, field.end);
	return true;
}

/* Take "(Kyodo)" or "/PRNewswire/" off the end of `head`. */
static bool take_agency(const char *s, struct ty_span *head,
			struct ty_span *agency)
{
	char open, last = s[head->end - 1];
	size_t i;

	if (last != ')' && last != '/')
		return false;
	open = last == ')' ? '(' : '/';
	for (i = head->end - 1; i > head->start && s[i - 1] != open; i--)
		;
	if (i == head->start)
		return false;
	*agency = trim(s, i, head->end - 1);
	*head = trim(s, head->start, i - 1);
	return !empty(*agency) && !empty(*head);
}

/* What stands before the dash, fields between commas: place, date, year. */
static bool read_fields(struct ty_dateline *out, const char *s,
			struct ty_span head, const struct ty_abbrev *words)
{
	struct ty_span fields[MAX_FIELDS], rest = { 0, 0 };
	size_t i, from = head.start, n = 0, places = 0;

	for (i = head.start; i <= head.end; i++) {
		if (i < head.end && s[i] != ',')
			continue;
		if (n == MAX_FIELDS)
			return false;
		fields[n] = trim(s, from, i);
		if (empty(fields[n++]))
			return false;
		from = i + 1;
	}
	while (places < n && empty(out->date)) {
		if (places > 0 && read_date(s, fields[places], words,
					    &out->date, &rest))
			break;
		if (places > 0 && !capitalised(s, fields[places]))
			return false;
		places++;
	}
	out->place = (struct ty_span){ head.start, fields[places - 1].end };
	if (places < n) {		/* the date, and perhaps a year */
		if (places + 1 < n && number(s, fields[places + 1], 4)) {
			out->date.end = fields[places + 1].end;
			places++;
		}
		if (places + 1 < n)
			return false;
		if (!empty(rest) && (!empty(out->agency) ||
				     !capitalised(s, rest)))
			return false;
		if (!empty(rest))
			out->agency = rest;	/* "Dec. 9 Kyodo -" */
	}
	if (all_capitals(s, fields[0]))
		return !empty(out->agency) || !empty(out->date) ||
		       fields[0].end - fields[0].start >= 4;
	return capitalised(s, fields[0]) && !empty(out->agency);
}

static bool english(struct ty_dateline *out, const char *s, struct ty_span p,
		    const struct ty_abbrev *words)
{
	size_t dash = 0, end = find_dash(s, p, &dash);
	struct ty_span head;
	bool weak;

	if (!end)
		return false;
	head = trim(s, p.start, dash);
	if (empty(head))
		return false;
	take_agency(s, &head, &out->agency);
	if (!read_fields(out, s, head, words))
		return false;
	/* "NATO - a short history" has but a place and a hyphen. */
	weak = empty(out->agency) && empty(out->date);
	if (empty(out->agency) && ty_skip_space(s, end, p.end) == p.end)
		return false;
	if (weak && (s[dash] == '_' || end - dash == 1))
		return false;
	out->all = (struct ty_span){ p.start, end };
	return true;
}

/* ------------------------------------------------------------ Japanese -- */

static bool ends_with(const char *s, struct ty_span span, const char *tail)
{
	size_t n = strlen(tail);

	return span.end - span.start >= n &&
	       !memcmp(s + span.end - n, tail, n);
}

bool ty_agency_like(const char *s, struct ty_span span,
		    const struct ty_abbrev *words)
{
	return is(words, TY_W_AGENCY, s, span) || ends_with(s, span, "通信") ||
	       ends_with(s, span, "新聞") || ends_with(s, span, "通信社");
}

/* Where the agency's name begins in 東京共同 or リスボン港通信: the longest one
 * known, or what follows the last kana. */
static size_t agency_start(const char *s, struct ty_span span,
			   const struct ty_abbrev *words)
{
	size_t i = span.start, next, kana = span.start;

	for (; i < span.end; i = next) {
		if (is(words, TY_W_AGENCY, s, (struct ty_span){ i, span.end }))
			return i;
		if (ty_is_kana(ty_char_at(s, i, span.end, &next)))
			kana = next;
	}
	return kana > span.start && kana < span.end &&
	       ty_agency_like(s, (struct ty_span){ kana, span.end }, words) ?
	       kana : span.end;
}

/* 北京５日 ends with a date: where that begins. */
static size_t date_start(const char *s, struct ty_span span)
{
	size_t i = span.end, prev;
	int32_t c;

	while (i > span.start) {
		c = ty_char_before(s, span.start, i, &prev);
		if (!ty_is_digit(c) && c != 0x65E5 && c != 0x6708)
			break;		/* 日 月 */
		i = prev;
	}
	return ends_with(s, span, "日") &&
	       ty_is_digit(ty_char_at(s, i, span.end, NULL)) ? i : span.end;
}

static bool japanese(struct ty_dateline *out, const char *s, struct ty_span p,
		     const struct ty_abbrev *words)
{
	size_t inside, close, next = p.start, i;
	int32_t open = ty_char_at(s, p.start, p.end, &inside), c = 0;
	struct ty_span in, tail;

	if (open != 0x3010 && open != 0xFF08 && open != '(')
		return false;
	for (close = inside; close < p.end && close - inside < LONGEST;
	     close = next) {
		c = ty_char_at(s, close, p.end, &next);
		if (c == ty_glyph_partner(open))
			break;
	}
	if (c != ty_glyph_partner(open) || close == inside ||
	    ty_skip_space(s, next, p.end) == p.end)
		return false;
	in = trim(s, inside, close);
	out->all = (struct ty_span){ p.start, next };
	for (i = in.start; i < in.end; i = next) {
		c = ty_char_at(s, i, in.end, &next);
		if (c != '=' && c != 0xFF1D && c != 0x3001 && c != 0xFF0C)
			continue;
		tail = trim(s, next, in.end);
		out->place = trim(s, in.start, i);
		if (ty_agency_like(s, tail, words))
			out->agency = tail;
		else if (c == '=' || c == 0xFF1D)
			out->reporter = tail;
		else
			return false;
		break;
	}
	if (i >= in.end) {
		i = agency_start(s, in, words);
		if (i == in.end)
			return false;	/* 【速報】 */
		out->place = (struct ty_span){ in.start, i };
		out->agency = (struct ty_span){ i, in.end };
	}
	i = date_start(s, out->place);
	out->date = (struct ty_span){ i, out->place.end };
	out->place.end = i;
	return open == 0x3010 || !empty(out->agency);
}

bool ty_dateline_parse(struct ty_dateline *out, const char *s,
		       struct ty_span paragraph,
		       const struct ty_abbrev *words)
{
	memset(out, 0, sizeof(*out));
	if (english(out, s, paragraph, words))
		return true;
	memset(out, 0, sizeof(*out));
	if (japanese(out, s, paragraph, words))
		return true;
	memset(out, 0, sizeof(*out));
	return false;
}
