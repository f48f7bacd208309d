/* SRX rules at work: which of them matches the text around a place. */

#include <string.h>
#include <unicode/utf16.h>

#include "base/error.h"
#include "base/i18n.h"
#include "text/glyph.h"
#include "text/srx_rules.h"

/*
 * What a match may take does not limit a million of them.  Those that take one
 * of ICU's ticks or more are counted by it (rules->spent); of the others each
 * SAMPLE-th one is timed and stands for all.
 */
#define SAMPLE		61
#define SECONDS_PER_MB	2.0

/* Characters from the place on, outermost first. */
struct around {
	int32_t	c[TY_EDGE];
	int	n;
};

struct place {
	const char	*s;
	struct ty_span	 paragraph;
	size_t		 at;
	struct around	 last, first;
	struct around	 beyond;	/* first, behind white space */
	bool		 in_window;
};

static void read_ahead(struct around *out, const struct place *p, size_t i)
{
	while (i < p->paragraph.end && out->n < TY_EDGE)
		out->c[out->n++] = ty_char_at(p->s, i, p->paragraph.end, &i);
}

static void look_around(struct place *p)
{
	size_t i = p->at;

	while (i > p->paragraph.start && p->last.n < TY_EDGE)
		p->last.c[p->last.n++] =
			ty_char_before(p->s, p->paragraph.start, i, &i);
	read_ahead(&p->first, p, p->at);
	read_ahead(&p->beyond, p,
		   ty_skip_space(p->s, p->at, p->paragraph.end));
}

static inline bool edge_fits(const struct ty_edge *e, const struct around *a)
{
	int i;

	if (e->n > a->n)
		return false;
	for (i = 0; i < e->n; i++)
		if (!ty_chars_has(&e->c[i], a->c[i]))
			return false;
	return true;
}

/* Could the rule match, by the characters nearest to the place? */
static bool may_match(const struct ty_srx_compiled *c, const struct place *p)
{
	bool fits = c->nlast == 0;
	int i;

	for (i = 0; !fits && i < c->nlast; i++)
		fits = edge_fits(&c->last[i], &p->last);
	if (!fits || c->nfirst == 0)
		return fits;
	for (fits = false, i = 0; !fits && i < c->nfirst; i++)
		fits = edge_fits(&c->first[i], c->first[i].spaced ?
				 &p->beyond : &p->first);
	return fits;
}

/* The bytes [i, end) of the text as UTF-16, after what the window holds. */
static void add_to_window(struct ty_srx_rules *rules, const struct place *p,
			  size_t i, size_t end)
{
	UChar *w = rules->window;
	int32_t n = rules->length, c, k;
	uint64_t eight;

	while (i < end) {
		if (end - i >= sizeof(eight) &&
		    (memcpy(&eight, p->s + i, sizeof(eight)),
		     !(eight & 0x8080808080808080))) {
			for (k = 0; k < 8; k++)
				w[n + k] = (UChar)p->s[i + (size_t)k];
			n += 8;
			i += 8;
		} else if ((unsigned char)p->s[i] < 0x80) {
			w[n++] = (UChar)p->s[i++];
		} else {
			c = ty_char_at(p->s, i, p->paragraph.end, &i);
			U16_APPEND_UNSAFE(w, n, c);
		}
	}
	rules->length = n;
}

/* The text around the place, from a character's first byte on. */
static void fill_window(struct ty_srx_rules *rules, const struct place *p)
{
	size_t start = p->paragraph.start, end = p->paragraph.end;

	rules->cut = p->at - start > TY_SRX_WINDOW;
	if (rules->cut)
		for (start = p->at - TY_SRX_WINDOW; start < p->at &&
		     ((unsigned char)p->s[start] & 0xC0) == 0x80; start++)
			;
	if (end - p->at > TY_SRX_WINDOW)
		end = p->at + TY_SRX_WINDOW;
	rules->length = 0;
	add_to_window(rules, p, start, p->at);
	rules->middle = rules->length;
	add_to_window(rules, p, p->at, end);
	rules->loaded++;
}

static bool matches_behind(struct ty_srx_rules *rules, URegularExpression *re,
			   UErrorCode *status)
{
	uregex_setRegion(re, 0, rules->middle, status);
	/* A match from the edge of the window on may be a cut one. */
	return uregex_findNext(re, status) &&
	       !(rules->cut && uregex_start(re, 0, status) == 0);
}

static bool matches(struct ty_srx_rules *rules, struct ty_srx_compiled *c,
		    UErrorCode *status)
{
	if (c->loaded != rules->loaded) {
		URegularExpression *all[] = { c->whole, c->before, c->after };
		size_t i;

		for (i = 0; i < 3; i++)
			if (all[i])
				uregex_setText(all[i], rules->window,
					       rules->length, status);
		c->loaded = rules->loaded;
	}
	if (c->whole)
		return uregex_lookingAt(c->whole, rules->middle, status);
	return (!c->after ||
		uregex_lookingAt(c->after, rules->middle, status)) &&
	       (!c->before || matches_behind(rules, c->before, status));
}

static enum ty_status too_slow(const struct ty_srx_rules *rules,
			       const struct ty_srx_compiled *c,
			       struct ty_error *err)
{
	return ty_fail_at(err, TY_ELIMIT, rules->file, c->line, c->column,
			  _("rule %d of '%s' takes too much time or memory to match"),
			  c->number, c->language);
}

/* TY_OK: it matches; TY_END: it does not. */
static enum ty_status try_rule(struct ty_srx_rules *rules,
			       struct ty_srx_compiled *c, struct place *p,
			       struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	double spent = rules->spent, began = 0, took;
	bool timed, yes;

	if (!may_match(c, p))
		return TY_END;
	if (!p->in_window)
		fill_window(rules, p);
	p->in_window = true;
	timed = ++rules->matches % SAMPLE == 0;
	if (timed)
		began = ty_srx_seconds();
	yes = matches(rules, c, &status);
	if (timed && rules->spent == spent) {
		took = ty_srx_seconds() - began;
		rules->spent += SAMPLE * (took < TY_SRX_TICK ? took :
					  TY_SRX_TICK);
	}
	if (U_FAILURE(status) || rules->spent > rules->allowed)
		return too_slow(rules, c, err);
	return yes ? TY_OK : TY_END;
}

static enum ty_status decide_at(struct ty_verdict *out,
				struct ty_srx_rules *rules, const char *s,
				struct ty_span paragraph, size_t at,
				struct ty_error *err)
{
	struct place p = { .s = s, .paragraph = paragraph, .at = at };
	enum ty_status st = TY_END;
	size_t i;

	look_around(&p);
	for (i = 0; i < rules->n && st == TY_END; i++) {
		struct ty_srx_compiled *c = &rules->rules[i];

		st = try_rule(rules, c, &p, err);
		if (st == TY_OK)
			*out = (struct ty_verdict){ c->language, c->number,
						    c->breaks, at };
	}
	return st;
}

enum ty_status ty_srx_decide(struct ty_verdict *out,
			     struct ty_srx_rules *rules, const char *s,
			     struct ty_span paragraph, size_t from, size_t to,
			     struct ty_error *err)
{
	size_t places[3] = { from, from, to };
	struct ty_verdict v;
	enum ty_status st, answer = TY_END;
	int i;

	if (paragraph.start != rules->paragraph.start ||
	    paragraph.end != rules->paragraph.end) {
		rules->allowed += (double)(paragraph.end - paragraph.start) /
				  1e6 * SECONDS_PER_MB;
		rules->paragraph = paragraph;
	}
	if (from < to)
		ty_char_at(s, from, to, &places[1]);
	for (i = 0; i < 3; i++) {
		if (i > 0 && places[i] == places[i - 1])
			continue;
		st = decide_at(&v, rules, s, paragraph, places[i], err);
		if (st != TY_OK && st != TY_END)
			return st;
		if (st == TY_OK && (answer == TY_END || v.breaks)) {
			*out = v;
			answer = TY_OK;
		}
		if (answer == TY_OK && out->breaks)
			break;
	}
	return answer;
}
