/* English text as a row of words, numerals and marks; which digits belong to
 * names, numbers of telephones and the like. */

#include <string.h>

#include "base/alloc.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/value_en.h"

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char at(const struct ty_en *p, size_t i)
{
	return i < p->len ? p->s[i] : '\0';
}

/* The end of the letters that begin at byte i; i if there are none. */
static size_t letters_end(const struct ty_en *p, size_t i)
{
	size_t next;
	int32_t c;

	while (i < p->len) {
		if (is_alpha(p->s[i])) {
			i++;
			continue;
		}
		if ((unsigned char)p->s[i] < 0x80)
			break;
		next = i;
		c = ty_utf8_next(p->s, p->len, &next);
		if (!ty_char_is_word(c) || ty_char_digit(c) >= 0)
			break;
		i = next;
	}
	return i;
}

/* The end of letters and stops in turn that begin at `i`, U.S., or of single
 * letters. */
static size_t word_end(const struct ty_en *p, size_t i)
{
	size_t end = letters_end(p, i);

	if (end != i + 1)
		return end;
	while (at(p, end) == '.' && is_alpha(at(p, end + 1)) &&
	       !is_alpha(at(p, end + 2)))
		end += 2;
	if (end > i + 1 && at(p, end) == '.')
		end++;
	return end;
}

/* The end of a name that has digits in it and goes on at byte i. */
static size_t name_end(const struct ty_en *p, size_t i)
{
	for (;;) {
		if (is_digit(at(p, i)) || letters_end(p, i) > i)
			i += is_digit(at(p, i)) ? 1 : letters_end(p, i) - i;
		else if (at(p, i) && strchr("-./_", p->s[i]) &&
			 (is_digit(at(p, i + 1)) || is_alpha(at(p, i + 1))))
			i++;
		else
			return i;
	}
}

/* What stands between spaces here is an address of the web or the like: its
 * end; else i. */
static size_t address_end(const struct ty_en *p, size_t i)
{
	size_t end = i;
	bool found, stop = false;

	found = !strncmp(p->s + i, "www.", p->len - i < 4 ? p->len - i : 4) &&
		p->len - i > 4;
	for (; end < p->len && !is_space(p->s[end]); end++) {
		switch (p->s[end]) {
		case '@': case '#': case '\\': case '_':
			found = true;
			break;
		case ':':
			found |= at(p, end + 1) == '/' && at(p, end + 2) == '/';
			break;
		case '.':
			stop |= end > i && is_alpha(p->s[end - 1]) &&
				is_alpha(at(p, end + 1));
			break;
		case '/':		/* example.org/2024 */
			found |= stop && at(p, end + 1) &&
				 !is_space(p->s[end + 1]);
			break;
		}
	}
	return found ? end : i;
}

static struct ty_en_token *add(struct ty_en *p, size_t start, size_t end,
			       enum ty_en_type type)
{
	struct ty_en_token *t;

	p->v = ty_grow(p->v, &p->cap, p->n + 1, sizeof(*p->v));
	t = &p->v[p->n++];
	memset(t, 0, sizeof(*t));
	t->start = start;
	t->end = end;
	t->type = type;
	return t;
}

/* ----------------------------------------------------------------- words -- */

/* Digits behind this token and a hyphen are a number of their own: mid-1990s,
 * but not F-35. */
static bool lets_go(const struct ty_en_token *t)
{
	const struct ty_lex_entry *e;

	for (e = t->entry; e && e < t->entry + t->nentries; e++)
		if (e->class == TY_LEX_MONTH || e->class == TY_LEX_WEEKDAY ||
		    !strcmp(e->unit, "prefix") || !strcmp(e->unit, "upper") ||
		    !strcmp(e->unit, "lower") || !strcmp(e->unit, "magnitude"))
			return true;
	return t->entry && !t->capital && t->end - t->start > 1;
}

static bool all_capital(const struct ty_en *p, size_t i, size_t end)
{
	while (i < end && p->s[i] >= 'A' && p->s[i] <= 'Z')
		i++;
	return i == end;
}

/* The end of digits with commas and points. */
static size_t digits_end(const struct ty_en *p, size_t i)
{
	while (is_digit(at(p, i)) ||
	       ((at(p, i) == ',' || at(p, i) == '.') &&
		is_digit(at(p, i + 1))))
		i++;
	return i;
}

/* The code of a currency, or the Y of yen. */
static bool is_code(const struct ty_en *p, size_t start, size_t end)
{
	return all_capital(p, start, end) &&
	       (end == start + 3 || (end == start + 1 && p->s[start] == 'Y'));
}

/* The digits at byte i are many, or have a comma or a scale; COP29, Y2K and
 * TRY1 are names. */
static bool is_sum(const struct ty_en *p, size_t i)
{
	const struct ty_lex_entry *e;
	size_t end = digits_end(p, i), n, len;

	if (name_end(p, end) > end)
		return false;
	e = at(p, end) == ' ' ?
		ty_lex_match(p->lex, p->s, p->len, end + 1, &n, &len) : NULL;
	return end - i > 2 || ty_lex_of(e, e ? n : 0, TY_LEX_SCALE);
}

/* Letters that digits may follow at once: Rs500, FY2024, M6.1. */
static bool is_sign(struct ty_en *p, size_t start, size_t end,
		    struct ty_en_token *t)
{
	const struct ty_lex_entry *e;
	size_t n, len;

	if (end == start + 1 && p->s[start] == 'M' && at(p, end + 1) == '.')
		return true;
	e = ty_lex_match(p->lex, p->s, end, start, &n, &len);
	if (!e || start + len != end ||
	    (is_code(p, start, end) && !is_sum(p, end)))
		return false;
	t->entry = e;
	t->nentries = n;
	return ty_lex_of(e, n, TY_LEX_SYMBOL) || !strcmp(e->unit, "fiscal");
}

/* Read the word, and the digits that make it a name, at byte i. */
static size_t scan_word(struct ty_en *p, size_t i, size_t end)
{
	struct ty_en_token *t = add(p, i, end, TY_EN_WORD);
	size_t len;

	for (len = i; len < end; len++)
		t->capital |= p->s[len] >= 'A' && p->s[len] <= 'Z';
	t->entry = ty_lex_match(p->lex, p->s, p->len, i, &t->nentries, &len);
	if (t->entry && i + len >= end)
		t->end = i + len;
	else if (t->entry)
		t->entry = NULL;
	if (is_digit(at(p, t->end)) && is_alpha(p->s[t->end - 1])) {
		if (is_sign(p, i, t->end, t))
			return t->end;
	} else if (t->capital && !t->entry && at(p, t->end) == '.' &&
		   is_digit(at(p, t->end + 1)) &&
		   end == t->end && all_capital(p, i, end)) {
		;	/* BA.5 */
	} else if (!is_digit(at(p, t->end + 1)) ||
		   (at(p, t->end) != '-' && at(p, t->end) != '/') ||
		   lets_go(t)) {
		return t->end;
	}
	t->type = TY_EN_NAME;
	t->entry = NULL;
	return t->end = name_end(p, t->end);
}

/* -------------------------------------------------------------- numerals -- */

/* Digits in three parts: 2024-10-01 and 10/31/2024 are dates, all others
 * numbers of telephones and the like.  0 if there are not three. */
static size_t scan_parts(struct ty_en *p, const struct ty_numeral *first)
{
	struct ty_numeral part;
	size_t end = first->span.end, n = 1;
	char mark = at(p, end);

	if ((mark != '-' && mark != '/') || !is_digit(at(p, end + 1)))
		return 0;
	while (at(p, end) == mark && is_digit(at(p, end + 1)) &&
	       ty_numeral_read(&part, p->s, p->len, end + 1)) {
		end = part.span.end;
		n++;
	}
	if (n < 3)
		return 0;
	add(p, first->span.start, end, n == 3 ? TY_EN_DATE : TY_EN_NAME);
	return end;
}

/* Letters at once behind a numeral that leave it one: 3rd, 90s, 10km, 7pm. */
static bool is_suffix(struct ty_en *p, size_t start, size_t end)
{
	static const char *const suffixes[] = {
		"st", "nd", "rd", "th", "s", "x", "fold"
	};
	const struct ty_lex_entry *e;
	size_t i, n, len;
	bool money;

	for (i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (strlen(suffixes[i]) == end - start &&
		    !strncmp(suffixes[i], p->s + start, end - start))
			return suffixes[i][0] != 'x' || !is_digit(at(p, end));
	e = ty_lex_match(p->lex, p->s, p->len, start, &n, &len);
	if (!e || start + len < end)
		return false;
	/* 5G and 4K are names, $4K is not. */
	money = p->n > 1 && ty_en_of(p, p->n - 2, TY_LEX_SYMBOL);
	if (end == start + 1 && p->s[start] >= 'A' && p->s[start] <= 'Z')
		return (money && ty_lex_of(e, n, TY_LEX_SCALE)) ||
		       (ty_lex_of(e, n, TY_LEX_TEMPERATURE) &&
			ty_en_plays_before(p, p->n - 1, 10, "temp"));
	return e->class >= TY_LEX_COUNT || e->class == TY_LEX_CLOCK ||
	       e->class == TY_LEX_SCALE || !strcmp(e->unit, "zone");
}

static size_t scan_numeral(struct ty_en *p, size_t i)
{
	struct ty_en_token *t;
	struct ty_numeral num;
	size_t end;

	ty_numeral_read(&num, p->s, p->len, i);
	end = scan_parts(p, &num);
	if (end)
		return end;
	t = add(p, i, num.span.end, num.good ? TY_EN_NUMERAL : TY_EN_NAME);
	end = letters_end(p, t->end);
	if (t->type == TY_EN_NAME || (end > t->end &&
				      !is_suffix(p, t->end, end))) {
		t = &p->v[p->n - 1];
		t->type = TY_EN_NAME;
		t->end = name_end(p, t->end);
	}
	return t->end;
}

/* --------------------------------------------------------------- the row -- */

static size_t scan_token(struct ty_en *p, size_t i)
{
	struct ty_en_token *t;
	size_t end, len, n;
	const struct ty_lex_entry *e;
	int32_t c;

	end = word_end(p, i);
	if (end > i)
		return scan_word(p, i, end);
	e = ty_lex_match(p->lex, p->s, p->len, i, &n, &len);
	if (e && !is_digit(p->s[i])) {
		t = add(p, i, i + len, TY_EN_WORD);
		t->entry = e;
		t->nentries = n;
		return t->end;
	}
	end = i;
	c = ty_utf8_next(p->s, p->len, &end);
	if (ty_char_digit(c) >= 0)
		return scan_numeral(p, i);
	t = add(p, i, end, TY_EN_MARK);
	t->c = c;
	return end;
}

/* A space of any kind at byte i: its end; else i. */
static size_t space_end(const struct ty_en *p, size_t i)
{
	size_t next = i;

	if (is_space(p->s[i]))
		return i + 1;
	if ((unsigned char)p->s[i] < 0xC2)
		return i;
	switch (ty_utf8_next(p->s, p->len, &next)) {
	case 0xA0: case 0x2002: case 0x2003: case 0x2009: case 0x202F:
	case 0x3000: case 0xFEFF:
		return next;
	}
	return i;
}

void ty_en_scan(struct ty_en *p)
{
	bool space = true, line = true;
	size_t i = 0, end, small = 0, large = 0, k;

	while (i < p->len) {
		end = space_end(p, i);
		if (end > i) {
			line |= p->s[i] == '\n';
			space = true;
			i = end;
			continue;
		}
		k = p->n;
		end = space ? address_end(p, i) : i;
		if (end > i)
			add(p, i, end, TY_EN_NAME);
		else
			end = scan_token(p, i);
		i = end;
		p->v[k].space = space;
		p->v[k].line = line;
		p->fahrenheit |= ty_en_of(p, k, TY_LEX_TEMPERATURE) &&
				 !strcmp(p->v[k].entry->unit, "degF");
		if (p->v[k].type == TY_EN_WORD &&
		    p->v[k].end - p->v[k].start > 3) {
			large += p->v[k].capital;
			small += !p->v[k].capital;
		}
		space = line = false;
	}
	p->titled = large > 2 && small * 4 < large &&
		    !ty_en_mark(p, p->n - 1, '.');
}
