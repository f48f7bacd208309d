/* Which value of a translation says what a value of the source says, and when
 * that is certain enough to rewrite it. */

#include <stdlib.h>
#include <string.h>

#include "flow/carry.h"
#include "text/calendar.h"
#include "text/decimal.h"
#include "text/quantity.h"

/* A word for the part of the day stands as near to its time, in bytes. */
#define PART_AWAY	18

static const struct ty_value *source(const struct ty_carry_job *job, size_t i)
{
	return &job->source.values.v[i];
}

static const struct ty_value *target(const struct ty_carry_job *job, size_t t)
{
	return &job->target.values.v[t];
}

static void refuse(struct ty_carry_job *job, size_t i, enum ty_carry_why why)
{
	ty_carry_refuse(job, job->same[i] == TY_NO_PARTNER ? NULL :
			&job->now.values.v[job->same[i]], 0, why);
}

/* ----------------------------------------------------------- certainty -- */

/* True if both change to the same thing, or neither changes. */
static bool alike(const struct ty_carry_job *job, size_t i, size_t k)
{
	const struct ty_value *a, *b;

	if (ty_carry_changed(job, i) != ty_carry_changed(job, k))
		return false;
	if (!ty_carry_changed(job, i))
		return true;
	if (job->same[i] == TY_NO_PARTNER || job->same[k] == TY_NO_PARTNER)
		return false;
	a = &job->now.values.v[job->same[i]];
	b = &job->now.values.v[job->same[k]];
	return !strcmp(a->amount, b->amount) && !strcmp(a->unit, b->unit);
}

/* Pairs that agree better than two of them would crosswise are no rivals:
 * 2024年 and 2024人. */
static bool rivals(const struct ty_carry_job *job, size_t i, size_t p,
		   size_t k, size_t q)
{
	enum ty_agree here = ty_value_agree(source(job, i), target(job, p));
	enum ty_agree there = ty_value_agree(source(job, k), target(job, q));

	return !(ty_value_agree(source(job, i), target(job, q)) < here &&
		 ty_value_agree(source(job, k), target(job, p)) < there);
}

/* Could another value of the source be what target `p` says?  It may, if it
 * has a place of its own there and changes alike. */
static bool shared_source(const struct ty_carry_job *job, size_t i)
{
	size_t p = job->partner[i], k;

	for (k = 0; k < job->source.values.n; k++) {
		if (k == i || ty_value_agree(source(job, k), target(job, p)) ==
		    TY_AGREE_NOT)
			continue;
		if (job->partner[k] == TY_NO_PARTNER ||
		    (!alike(job, i, k) &&
		     rivals(job, i, p, k, job->partner[k])))
			return true;
	}
	return false;
}

/* Does the target say it twice, or with a value that goes another way? */
static bool shared_target(const struct ty_carry_job *job, size_t i)
{
	size_t p = job->partner[i], q;

	for (q = 0; q < job->target.values.n; q++) {
		if (q == p || ty_value_agree(source(job, i), target(job, q)) ==
		    TY_AGREE_NOT)
			continue;
		if (job->back[q] == TY_NO_PARTNER ||
		    (!alike(job, i, job->back[q]) &&
		     rivals(job, i, p, job->back[q], q)))
			return true;
	}
	return false;
}

static bool kin(const struct ty_value *a, const struct ty_value *b)
{
	enum ty_value_kind x = a->kind == TY_VALUE_COUNT ? TY_VALUE_NUMBER :
			       a->kind;
	enum ty_value_kind y = b->kind == TY_VALUE_COUNT ? TY_VALUE_NUMBER :
			       b->kind;

	return x == y && !a->reference && !b->reference;
}

/* Values of a kind that are left over on both sides: the pair in the memory
 * says two things, and what else it says is not to be trusted. */
static bool disagree(const struct ty_carry_job *job)
{
	size_t i, t;

	for (i = 0; i < job->source.values.n; i++) {
		if (job->partner[i] != TY_NO_PARTNER)
			continue;
		for (t = 0; t < job->target.values.n; t++)
			if (job->back[t] == TY_NO_PARTNER &&
			    kin(source(job, i), target(job, t)))
				return true;
	}
	return false;
}

/* The target has a value that the source has not as one.  It may be what other
 * words say, a sum or a conversion: who knows whether it still holds?  Only "a
 * man" is often 男性1人, and "both" or "the couple" are 2人. */
static bool unexplained(const struct ty_carry_job *job)
{
	const struct ty_value *v;
	size_t t;

	for (t = 0; t < job->target.values.n; t++) {
		v = target(job, t);
		if (job->back[t] != TY_NO_PARTNER || v->reference ||
		    !strcmp(v->amount, "1") ||
		    (!strcmp(v->amount, "2") &&
		     (v->kind == TY_VALUE_COUNT || v->kind == TY_VALUE_NUMBER)))
			continue;
		return true;
	}
	return false;
}

/* "4 billion yen ($26 million)": what the brackets convert is left out in
 * Japanese. */
static bool conversion(const struct ty_carry_text *text, size_t i)
{
	const struct ty_value *v = &text->values.v[i];
	const char *s = text->text;
	size_t from;

	if (i == 0 || v->kind != TY_VALUE_MONEY ||
	    v[-1].kind != TY_VALUE_MONEY || s[v->span.end] != ')')
		return false;
	from = v[-1].span.end;
	return s[from] == ' ' && s[from + 1] == '(' &&
	       !memchr(s + from, ')', v->span.start - from);
}

static bool left_out(const struct ty_carry_job *job, size_t i)
{
	return !job->from_ja && conversion(&job->source, i) &&
	       conversion(&job->now, job->same[i]);
}

/* The English of a pair, to be looked at for names. */
static bool named(const struct ty_carry_job *job, size_t i)
{
	size_t n = job->same[i];

	if (job->from_ja)
		return ty_carry_named(job->target.text,
				      target(job, job->partner[i]));
	return ty_carry_named(job->source.text, source(job, i)) ||
	       (n != TY_NO_PARTNER &&
		ty_carry_named(job->now.text, &job->now.values.v[n]));
}

void ty_carry_counterparts(struct ty_carry_job *job)
{
	bool apart = disagree(job), changed = false;
	size_t i;

	for (i = 0; i < job->source.values.n; i++)
		changed |= ty_carry_changed(job, i);
	for (i = 0; i < job->source.values.n; i++) {
		if (!ty_carry_changed(job, i))
			continue;
		/* Refused already, when the texts were aligned. */
		if (job->same[i] == TY_NO_PARTNER)
			continue;
		if (apart)
			refuse(job, i, TY_CARRY_DISAGREE);
		else if (job->partner[i] == TY_NO_PARTNER && left_out(job, i))
			continue;
		else if (job->partner[i] == TY_NO_PARTNER)
			refuse(job, i, TY_CARRY_NO_COUNTERPART);
		else if (source(job, i)->reference ||
			 target(job, job->partner[i])->reference ||
			 named(job, i))
			refuse(job, i, TY_CARRY_NAME);
		else if (shared_source(job, i) || shared_target(job, i))
			refuse(job, i, TY_CARRY_TWICE);
	}
	if ((changed || job->words) && job->out->nrefused == 0 &&
	    unexplained(job))
		ty_carry_refuse(job, NULL, job->now.len, TY_CARRY_EXTRA);
}

/* ------------------------------------------------------- the new value -- */

/* A date of which the target says a part. */
static enum ty_carry_why narrow(struct ty_value *out,
				const struct ty_value *old,
				const struct ty_value *now)
{
	struct ty_calendar s, n, t;

	if (!ty_calendar_read(&s, old) || !ty_calendar_read(&n, now) ||
	    !ty_calendar_read(&t, out) || s.weekday || n.weekday || t.weekday ||
	    (t.year && !s.year) || (t.month && !s.month) || (t.day && !s.day))
		return TY_CARRY_PARTLY;
	if ((!t.year && s.year != n.year) || (!t.month && s.month != n.month) ||
	    (!t.day && s.day != n.day) || (t.year && !n.year) ||
	    (t.month && !n.month) || (t.day && !n.day))
		return TY_CARRY_PARTLY;
	/* Both are dates, months or years of the amount's form; what is left
	 * of the longer one is its end, but for the year. */
	if (t.year)
		strcpy(out->amount, now->amount);
	else if (t.month)
		memcpy(out->amount, now->amount + (n.year ? 3 : 0),
		       strlen(now->amount) - (n.year ? 3 : 0) + 1);
	else
		memcpy(out->amount + 3, now->amount + strlen(now->amount) - 2,
		       3);
	if (!t.year && t.month)
		memcpy(out->amount, "--", 2);
	return TY_CARRY_OK;
}

/* The number whose unit is `factor` of the old ones, or a part of it. */
static bool scale(struct ty_value *out, const struct ty_value *old,
		  const struct ty_value *now)
{
	static const uint32_t factors[] = {
		10, 100, 1000, 10000, 1000000, 60, 3600, 24, 7, 12
	};
	struct ty_value trial = *out;
	struct ty_decimal d;
	uint32_t whole;
	size_t i;
	int up;

	for (i = 0; i < 2 * sizeof(factors) / sizeof(factors[0]); i++) {
		up = i % 2;
		/* Is this the factor between the old two? */
		if (!ty_decimal_parse(&d, up ? old->amount : out->amount,
				      strlen(up ? old->amount : out->amount)) ||
		    !ty_decimal_times(&d, factors[i / 2]))
			return false;
		ty_decimal_format(&d, trial.amount);
		if (!ty_amount_equal(trial.amount,
				     up ? out->amount : old->amount))
			continue;
		if (!ty_decimal_parse(&d, now->amount, strlen(now->amount)))
			return false;
		if (up) {
			if (!ty_decimal_times(&d, factors[i / 2]))
				return false;
		} else {
			/* Exact to four places, or not at all. */
			if (!ty_decimal_shift(&d, 4) ||
			    !ty_decimal_whole(&d, UINT32_MAX, &whole) ||
			    whole % factors[i / 2])
				return false;
			ty_decimal_set(&d, whole / factors[i / 2]);
			if (!ty_decimal_shift(&d, -4))
				return false;
		}
		ty_decimal_format(&d, trial.amount);
		*out = trial;
		return ty_quantity_equal(out, now);
	}
	return false;
}

static bool plain(const struct ty_value *v)
{
	struct ty_decimal d;

	return ty_decimal_parse(&d, v->amount, strlen(v->amount));
}

static bool dated(const struct ty_value *v)
{
	return v->kind == TY_VALUE_DATE || v->kind == TY_VALUE_MONTH ||
	       v->kind == TY_VALUE_YEAR;
}

/* 朝9時, "Monday night at 9 p.m.": the text names the part of the day, too. */
static bool names_part(const struct ty_carry_job *job,
		       const struct ty_value *time)
{
	static const char *const words[] = {
		"未明", "早朝", "明け方", "朝", "昼", "夕", "夜", "晩",
		"early", "Early", "morning", "afternoon", "evening", "night"
	};
	const struct ty_carry_text *text = &job->target;
	size_t from = time->span.start > PART_AWAY ?
		      time->span.start - PART_AWAY : 0;
	size_t to = time->span.end + PART_AWAY < text->len ?
		    time->span.end + PART_AWAY : text->len;
	size_t i, k, n;

	/* In Japanese it stands before the hour. */
	if (!job->from_ja)
		to = time->span.end;
	for (k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
		n = strlen(words[k]);
		for (i = from; i + n <= to; i++)
			if (!memcmp(text->text + i, words[k], n))
				return true;
	}
	return false;
}

/* Could both times be called by one part of the day? */
static bool same_part(const struct ty_value *old, const struct ty_value *now)
{
	int a = atoi(old->amount), b = atoi(now->amount);

	return old->kind == TY_VALUE_TIME && a / 12 == b / 12 && abs(a - b) < 3;
}

enum ty_carry_why ty_carry_value(const struct ty_carry_job *job, size_t i,
				 struct ty_value *out)
{
	const struct ty_value *old = source(job, i);
	const struct ty_value *now = &job->now.values.v[job->same[i]];
	const struct ty_value *was = target(job, job->partner[i]);
	bool same_unit = !strcmp(old->unit, now->unit);

	*out = *was;
	if (now->kind != old->kind || now->ends != old->ends)
		return TY_CARRY_KIND;
	if (now->reference)
		return TY_CARRY_NAME;
	if (!same_unit && (old->kind == TY_VALUE_COUNT ||
			   was->kind == TY_VALUE_COUNT))
		return TY_CARRY_COUNTER;
	if ((was->kind == TY_VALUE_TIME || was->ends == TY_VALUE_TIME) &&
	    names_part(job, was) && !same_part(old, now))
		return TY_CARRY_GRAMMAR;
	switch (ty_value_agree(old, was)) {
	case TY_AGREE_SAME:
		if (!same_unit && strcmp(old->unit, was->unit))
			return TY_CARRY_KIND;
		if (!same_unit)
			out->unit = now->unit;
		strcpy(out->amount, now->amount);
		return TY_CARRY_OK;
	case TY_AGREE_CONVERTED:
		return same_unit && scale(out, old, now) ? TY_CARRY_OK :
			TY_CARRY_FORM;
	case TY_AGREE_PARTLY:
		if (dated(old) && dated(was))
			return narrow(out, old, now);
		if (!same_unit || !plain(old) || !plain(was) || !plain(now) ||
		    strcmp(old->amount, was->amount))
			return TY_CARRY_PARTLY;
		strcpy(out->amount, now->amount);
		return TY_CARRY_OK;
	default:
		return TY_CARRY_NO_COUNTERPART;
	}
}
