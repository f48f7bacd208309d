/* SRX rules at work: ICU's regular expressions around one place of a text. */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/glyph.h"
#include "text/srx_edge.h"
#include "text/srx_set.h"

#define WINDOW		512	/* code units seen on either side */
#define MATCH_TIME	100	/* ICU's steps; one takes about 0.2 ms */
#define MATCH_STACK	(1 << 20)	/* bytes */

/*
 * Limits of processor time: what a match may take does not limit a million of
 * them.  So each SAMPLE-th one is timed and counts for all of them.
 */
#define COMPILE_SECONDS	5.0
#define RUN_SECONDS	1.0		/* and then */
#define SECONDS_PER_MB	2.0
#define SAMPLE		61

/*
 * A rule compiled in one of two ways.  ICU looks behind only where it knows how
 * long the match is at most; then `whole` is both patterns in one, tried at the
 * place.  Otherwise `before` is looked for up to the place.
 */
struct compiled {
	struct ty_chars		 last[TY_EDGE], first[TY_EDGE];
	unsigned char		 nlast, nfirst;
	bool			 breaks;
	unsigned		 loaded;	/* window the expressions have */
	URegularExpression	*whole;		/* or NULL */
	URegularExpression	*before, *after;	/* NULL if empty */
	const char		*language;
	int			 number;
	long			 line, column;
};

struct ty_srx_rules {
	char		*file;
	char		**names;	/* of the language rules */
	size_t		 nnames;
	struct compiled	*rules;
	size_t		 n, cap;
	struct ty_chars	 marks;		/* that rules break after */

	/* Part of a text as UTF-16; place i of it is window[middle]. */
	UChar		 window[2 * WINDOW + 4];
	int32_t		 length, middle;
	bool		 cut;		/* text precedes it */
	unsigned	 loaded;	/* its number */

	/* Time. */
	unsigned	 matches;
	double		 allowed, spent;	/* seconds */
	struct ty_span	 paragraph;	/* last counted */
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ------------------------------------------------------------ compiling -- */

static const char *why(UErrorCode status)
{
	switch (status) {
	case U_REGEX_MISMATCHED_PAREN:
		return _("a bracket ( or ) has no partner");
	case U_REGEX_MISSING_CLOSE_BRACKET:
		return _("a set [ is not closed");
	case U_REGEX_BAD_ESCAPE_SEQUENCE:
		return _("an escape \\ that does not exist");
	case U_REGEX_PROPERTY_SYNTAX:
		return _("no such character property");
	case U_REGEX_BAD_INTERVAL:
	case U_REGEX_MAX_LT_MIN:
	case U_REGEX_NUMBER_TOO_BIG:
		return _("a bad {number,number}");
	case U_REGEX_INVALID_RANGE:
		return _("a range whose end comes before its start");
	case U_REGEX_LOOK_BEHIND_LIMIT:
		return _("a look-behind without a longest match");
	case U_REGEX_RULE_SYNTAX:
		return _("something is out of place");
	default:
		return u_errorName(status);
	}
}

/* Compile a piece of the file between `head` and `tail`; without them the
 * error says where in the piece it is. */
static URegularExpression *open_between(const char *head, const char *piece,
					const char *tail, uint32_t flags,
					UParseError *at, UErrorCode *status)
{
	size_t size = strlen(head) + strlen(piece) + strlen(tail) + 1;
	UChar *pattern = ty_alloc(size, sizeof(*pattern));
	URegularExpression *re = NULL;
	int32_t n = 0, k;
	const char *parts[] = { head, piece, tail };
	size_t i;

	for (i = 0; i < 3 && U_SUCCESS(*status); i++) {
		u_strFromUTF8(pattern + n, (int32_t)size - n, &k, parts[i], -1,
			      status);
		n += k;
	}
	if (U_SUCCESS(*status))
		re = uregex_open(pattern, n, flags, at, status);
	free(pattern);
	return re;
}

static enum ty_status bad_pattern(const struct ty_srx *srx,
				  const struct ty_srx_piece *piece,
				  const struct ty_srx_rule *rule,
				  UErrorCode status, const UParseError *at,
				  struct ty_error *err)
{
	if (!rule)
		return ty_fail_at(err, TY_ESYNTAX, srx->file, piece->line,
				  piece->column,
				  _("the language pattern '%s' is not a regular expression: %s"),
				  piece->s, why(status));
	return ty_fail_at(err, TY_ESYNTAX, srx->file, piece->line,
			  piece->column,
			  /* TRANSLATORS: rule 3 of the rules named 'English';
			   * a place in a regular expression; what is wrong. */
			  _("rule %d of '%s' is not a regular expression at its character %d: %s"),
			  rule->number, srx->languages[rule->language].s,
			  (int)at->offset, why(status));
}

/* One expression of a rule; *out stays NULL for an empty one. */
static enum ty_status open_piece(URegularExpression **out,
				 const struct ty_srx *srx,
				 const struct ty_srx_piece *piece,
				 const struct ty_srx_rule *rule,
				 struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	UParseError at = { 0 };

	if (!piece->s[0])
		return TY_OK;
	*out = open_between("", piece->s, "", rule ? 0 :
			    UREGEX_CASE_INSENSITIVE, &at, &status);
	if (U_FAILURE(status))
		return bad_pattern(srx, piece, rule, status, &at, err);
	return TY_OK;
}

static void set_limits(URegularExpression *re, UErrorCode *status)
{
	if (!re)
		return;
	uregex_setTimeLimit(re, MATCH_TIME, status);
	uregex_setStackLimit(re, MATCH_STACK, status);
}

/* Join what was found to be two expressions. */
static void join(struct compiled *c, const struct ty_srx_rule *rule)
{
	UErrorCode status = U_ZERO_ERROR;
	struct ty_buf tail = TY_BUF_INIT;
	UParseError at;

	if (c->before) {
		ty_buf_addf(&tail, ")(?:%s)", rule->after.s);
		c->whole = open_between("(?<=", rule->before.s, tail.p, 0, &at,
					&status);
		ty_buf_release(&tail);
		if (U_FAILURE(status)) {
			uregex_close(c->before);
			status = U_ZERO_ERROR;
			/* It ends where the place is, the region's end. */
			c->before = open_between("(?:", rule->before.s,
						 ")\\z", 0, &at, &status);
			if (c->before)
				uregex_useTransparentBounds(c->before, true,
							    &status);
		}
	}
	set_limits(c->whole, &status);
	set_limits(c->before, &status);
	set_limits(c->after, &status);
}

static void release(struct compiled *c)
{
	uregex_close(c->whole);
	uregex_close(c->before);
	uregex_close(c->after);
}

static enum ty_status compile_rule(struct compiled *c,
				   const struct ty_srx *srx,
				   const struct ty_srx_rule *rule,
				   struct ty_error *err)
{
	enum ty_status st;

	memset(c, 0, sizeof(*c));
	if ((st = open_piece(&c->before, srx, &rule->before, rule, err)) !=
	    TY_OK ||
	    (st = open_piece(&c->after, srx, &rule->after, rule, err)) !=
	    TY_OK) {
		release(c);
		return st;
	}
	join(c, rule);
	c->nlast = (unsigned char)ty_edge_last(c->last, rule->before.s);
	c->nfirst = (unsigned char)ty_edge_first(c->first, rule->after.s);
	c->breaks = rule->breaks;
	c->number = rule->number;
	c->line = rule->before.line;
	c->column = rule->before.column;
	return TY_OK;
}

/* What a rule that breaks does so after, but for one white space. */
static void note_marks(struct ty_srx_rules *rules, const struct compiled *c)
{
	int i = c->nlast > 1 && ty_chars_has(&c->last[0], ' ');

	if (!c->breaks || i >= c->nlast || ty_chars_has(&c->last[i], ' '))
		return;
	rules->marks.w[0] |= c->last[i].w[0];
	rules->marks.w[1] |= c->last[i].w[1];
	rules->marks.w[2] |= c->last[i].w[2];
}

bool ty_srx_is_mark(const struct ty_srx_rules *rules, int32_t c)
{
	return ty_chars_has(&rules->marks, c);
}

bool ty_srx_has_far_marks(const struct ty_srx_rules *rules)
{
	return rules->marks.w[2] != 0;
}

static enum ty_status in_time(double began, const struct ty_srx *srx,
			      const struct ty_srx_rule *rule,
			      struct ty_error *err)
{
	if (seconds() - began < COMPILE_SECONDS)
		return TY_OK;
	return ty_fail_at(err, TY_ELIMIT, srx->file, rule->before.line,
			  rule->before.column,
			  _("the rules up to rule %d of '%s' take too long to read"),
			  rule->number, srx->languages[rule->language].s);
}

/* Does a map fit a language?  As a whole, and in bounded time. */
static enum ty_status fits(bool *out, const struct ty_srx *srx,
			   const struct ty_srx_map *map, const char *lang,
			   struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	URegularExpression *re = NULL;
	UChar tag[64];
	enum ty_status st;
	int32_t n;

	*out = false;
	st = open_piece(&re, srx, &map->pattern, NULL, err);
	if (st != TY_OK || !re)
		return st;
	set_limits(re, &status);
	u_strFromUTF8(tag, 64, &n, lang, -1, &status);
	uregex_setText(re, tag, n, &status);
	*out = uregex_matches(re, 0, &status);
	uregex_close(re);
	if (U_FAILURE(status))
		return ty_fail_at(err, TY_ELIMIT, srx->file, map->pattern.line,
				  map->pattern.column,
				  _("the language pattern '%s' takes too long"),
				  map->pattern.s);
	return TY_OK;
}

enum ty_status ty_srx_check(const struct ty_srx *srx, struct ty_error *err)
{
	double began = seconds();
	struct compiled c;
	enum ty_status st = TY_OK;
	bool yes;
	size_t i;

	for (i = 0; st == TY_OK && i < srx->nmaps; i++)
		st = fits(&yes, srx, &srx->maps[i], "en", err);
	for (i = 0; st == TY_OK && i < srx->nrules; i++) {
		st = compile_rule(&c, srx, &srx->rules[i], err);
		if (st == TY_OK) {
			release(&c);
			st = in_time(began, srx, &srx->rules[i], err);
		}
	}
	return st;
}

/* Add the rules of one language rule. */
static enum ty_status add_language(struct ty_srx_rules *rules,
				   const struct ty_srx *srx, size_t language,
				   double began, struct ty_error *err)
{
	char *name = rules->names[rules->nnames] =
		ty_strdup(srx->languages[language].s);
	enum ty_status st = TY_OK;
	size_t i;

	rules->nnames++;
	for (i = 0; st == TY_OK && i < srx->nrules; i++) {
		if (srx->rules[i].language != language)
			continue;
		rules->rules = ty_grow(rules->rules, &rules->cap, rules->n + 1,
				       sizeof(*rules->rules));
		st = compile_rule(&rules->rules[rules->n], srx, &srx->rules[i],
				  err);
		if (st == TY_OK) {
			note_marks(rules, &rules->rules[rules->n]);
			rules->rules[rules->n++].language = name;
			st = in_time(began, srx, &srx->rules[i], err);
		}
	}
	return st;
}

enum ty_status ty_srx_compile(struct ty_srx_rules **out,
			      const struct ty_srx *srx, const char *lang,
			      struct ty_error *err)
{
	struct ty_srx_rules *rules = ty_alloc(1, sizeof(*rules));
	bool *used = ty_alloc(srx->nlanguages + 1, sizeof(*used));
	double began = seconds();
	enum ty_status st = TY_OK;
	bool yes = false;
	size_t i, k;

	*out = NULL;
	rules->file = ty_strdup(srx->file);
	rules->names = ty_alloc(srx->nlanguages + 1, sizeof(*rules->names));
	rules->allowed = RUN_SECONDS;
	for (i = 0; st == TY_OK && i < srx->nmaps; i++) {
		st = fits(&yes, srx, &srx->maps[i], lang, err);
		if (st != TY_OK || !yes)
			continue;
		/* What two maps name counts once, where it came first. */
		k = ty_srx_find(srx, srx->maps[i].name.s);
		if (!used[k])
			st = add_language(rules, srx, k, began, err);
		used[k] = true;
		if (!srx->cascade)
			break;
	}
	free(used);
	if (st == TY_OK && rules->nnames)
		*out = rules;
	else
		ty_srx_rules_free(rules);
	return st;
}

void ty_srx_rules_free(struct ty_srx_rules *rules)
{
	size_t i;

	if (!rules)
		return;
	for (i = 0; i < rules->n; i++)
		release(&rules->rules[i]);
	for (i = 0; i < rules->nnames; i++)
		free(rules->names[i]);
	free(rules->names);
	free(rules->rules);
	free(rules->file);
	free(rules);
}

/* --------------------------------------------------------------- a place -- */

struct place {
	const char	*s;
	struct ty_span	 paragraph;
	size_t		 at;
	int32_t		 last[TY_EDGE], first[TY_EDGE];	/* characters around */
	int		 nlast, nfirst;
	bool		 in_window;
};

static void look_around(struct place *p)
{
	size_t i;

	for (i = p->at; i > p->paragraph.start && p->nlast < TY_EDGE; )
		p->last[p->nlast++] =
			ty_char_before(p->s, p->paragraph.start, i, &i);
	for (i = p->at; i < p->paragraph.end && p->nfirst < TY_EDGE; )
		p->first[p->nfirst++] = ty_char_at(p->s, i, p->paragraph.end,
						   &i);
}

static inline bool edge_fits(const struct ty_chars *sets, int nsets,
			     const int32_t *c, int n)
{
	int i;

	if (nsets > n)
		return false;
	for (i = 0; i < nsets; i++)
		if (!ty_chars_has(&sets[i], c[i]))
			return false;
	return true;
}

/* The text around the place, as UTF-16.  Where text precedes it, one unit more
 * than the window is wide, so that ^ does not match at its edge. */
static void fill_window(struct ty_srx_rules *rules, const struct place *p)
{
	size_t i = p->at, start = p->paragraph.start;
	int32_t units = 0, c;

	while (i > start && units <= WINDOW) {
		c = ty_char_before(p->s, start, i, &i);
		units += U16_LENGTH(c);
	}
	rules->cut = i > start;
	rules->length = 0;
	while (i < p->at) {
		c = ty_char_at(p->s, i, p->paragraph.end, &i);
		U16_APPEND_UNSAFE(rules->window, rules->length, c);
	}
	rules->middle = rules->length;
	while (i < p->paragraph.end && rules->length - rules->middle < WINDOW) {
		c = ty_char_at(p->s, i, p->paragraph.end, &i);
		U16_APPEND_UNSAFE(rules->window, rules->length, c);
	}
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

static bool matches(struct ty_srx_rules *rules, struct compiled *c,
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
			       const struct compiled *c, struct ty_error *err)
{
	return ty_fail_at(err, TY_ELIMIT, rules->file, c->line, c->column,
			  _("rule %d of '%s' takes too much time or memory to match"),
			  c->number, c->language);
}

/* TY_OK: it matches; TY_END: it does not. */
static enum ty_status try_rule(struct ty_srx_rules *rules, struct compiled *c,
			       struct place *p, struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	bool timed, yes;
	double began = 0;

	if (!edge_fits(c->last, c->nlast, p->last, p->nlast) ||
	    !edge_fits(c->first, c->nfirst, p->first, p->nfirst))
		return TY_END;
	if (!p->in_window)
		fill_window(rules, p);
	p->in_window = true;
	timed = ++rules->matches % SAMPLE == 0;
	if (timed)
		began = seconds();
	yes = matches(rules, c, &status);
	if (timed)
		rules->spent += (seconds() - began) * SAMPLE;
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
		struct compiled *c = &rules->rules[i];

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
