/* SRX rules compiled: ICU's expressions, with limits, or what is wrong. */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ustring.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/srx_rules.h"
#include "text/srx_set.h"

#define MATCH_TIME	100	/* ticks */
#define MATCH_STACK	(1 << 20)	/* bytes */

#define COMPILE_SECONDS	5.0	/* for all the rules of a file */
#define RUN_SECONDS	1.0	/* for a text, and more with its length */

double ty_srx_seconds(void)
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

/* Make one expression of the two, which are right by themselves. */
static enum ty_status join(struct ty_srx_compiled *c, const struct ty_srx *srx,
			   const struct ty_srx_rule *rule,
			   struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct ty_buf tail = TY_BUF_INIT;
	UParseError at = { 0 };

	if (!c->before)
		return TY_OK;
	ty_buf_addf(&tail, ")(?:%s)", rule->after.s);
	c->whole = open_between("(?<=", rule->before.s, tail.p, 0, &at,
				&status);
	ty_buf_release(&tail);
	uregex_close(c->before);
	c->before = NULL;
	if (c->whole) {
		uregex_close(c->after);
		c->after = NULL;
		return TY_OK;
	}
	/* It ends where the place is, the region's end. */
	status = U_ZERO_ERROR;
	c->before = open_between("(?:", rule->before.s, ")\\z", 0, &at,
				 &status);
	if (!c->before) {
		/* Right by itself: only its end can be at fault. */
		at.offset = (int32_t)strlen(rule->before.s);
		return bad_pattern(srx, &rule->before, rule, status, &at, err);
	}
	uregex_useTransparentBounds(c->before, true, &status);
	return TY_OK;
}

static void release(struct ty_srx_compiled *c)
{
	uregex_close(c->whole);
	uregex_close(c->before);
	uregex_close(c->after);
}

static enum ty_status compile_rule(struct ty_srx_compiled *c,
				   const struct ty_srx *srx,
				   const struct ty_srx_rule *rule,
				   struct ty_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	enum ty_status st;

	memset(c, 0, sizeof(*c));
	if ((st = open_piece(&c->before, srx, &rule->before, rule, err)) !=
	    TY_OK ||
	    (st = open_piece(&c->after, srx, &rule->after, rule, err)) !=
	    TY_OK ||
	    (st = join(c, srx, rule, err)) != TY_OK) {
		release(c);
		return st;
	}
	set_limits(c->whole, &status);
	set_limits(c->before, &status);
	set_limits(c->after, &status);
	c->nlast = ty_edge_last(c->last, rule->before.s);
	c->nfirst = ty_edge_first(c->first, rule->after.s);
	c->breaks = rule->breaks;
	c->number = rule->number;
	c->line = rule->before.line;
	c->column = rule->before.column;
	return TY_OK;
}

/* What a rule that breaks does so after, but for one white space. */
static void note_marks(struct ty_srx_rules *rules,
		       const struct ty_srx_compiled *c)
{
	const struct ty_chars *set;
	int i, k;

	for (i = 0; c->breaks && i < c->nlast; i++) {
		set = c->last[i].c;
		if (c->last[i].n > 1 && ty_chars_has(set, ' '))
			set++;
		for (k = 0; k < TY_CHARS_WORDS && !ty_chars_has(set, ' '); k++)
			rules->marks.w[k] |= set->w[k];
	}
}

bool ty_srx_is_mark(const struct ty_srx_rules *rules, int32_t c)
{
	return ty_chars_has(&rules->marks, c);
}

bool ty_srx_has_far_marks(const struct ty_srx_rules *rules)
{
	const uint64_t *w = rules->marks.w;

	return (w[2] | w[3] | w[4] | w[5]) != 0;
}

static enum ty_status in_time(double began, const struct ty_srx *srx,
			      const struct ty_srx_rule *rule,
			      struct ty_error *err)
{
	if (ty_srx_seconds() - began < COMPILE_SECONDS)
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
	double began = ty_srx_seconds();
	struct ty_srx_compiled c;
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

/* ICU tells of each tick. */
static UBool count_tick(const void *spent, int32_t ticks)
{
	(void)ticks;
	*(double *)spent += TY_SRX_TICK;
	return true;
}

static void count_ticks(struct ty_srx_compiled *c, double *spent)
{
	URegularExpression *all[] = { c->whole, c->before, c->after };
	UErrorCode status = U_ZERO_ERROR;
	size_t i;

	for (i = 0; i < 3; i++)
		if (all[i])
			uregex_setMatchCallback(all[i], count_tick, spent,
						&status);
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
			count_ticks(&rules->rules[rules->n], &rules->spent);
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
	double began = ty_srx_seconds();
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
