/* A translation rewritten with new values: where all of them are certain. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/carry.h"
#include "flow/desk.h"
#include "text/decimal.h"
#include "text/utf8.h"
#include "text/value_write.h"

/* Texts of more are tables, and comparing all with all takes seconds. */
#define MOST_VALUES	200
#define MOST_BYTES	100000

static const struct {
	const char	*word, *title;
} whys[TY_NCARRY_WHYS] = {
	[TY_CARRY_OK] = { "", "" },
	[TY_CARRY_ADDED] = { "added",
		N_("the new text has a value that the old one has not") },
	[TY_CARRY_REMOVED] = { "removed",
		N_("the old text has a value that the new one has not") },
	[TY_CARRY_KIND] = { "kind",
		N_("the value has become one of another kind") },
	[TY_CARRY_NAME] = { "name",
		N_("the number is part of a name") },
	[TY_CARRY_ORDER] = { "order",
		N_("words around the values have changed places") },
	[TY_CARRY_VAGUE] = { "vague",
		N_("an amount without a number has changed") },
	[TY_CARRY_NO_COUNTERPART] = { "no-counterpart",
		N_("the translation does not say this value") },
	[TY_CARRY_TWICE] = { "twice",
		N_("the same value stands there twice, and not all of them change alike") },
	[TY_CARRY_DISAGREE] = { "disagree",
		N_("the old text and its translation have different values") },
	[TY_CARRY_EXTRA] = { "extra",
		N_("the translation has a value that the old text has not") },
	[TY_CARRY_PARTLY] = { "partly",
		N_("the translation says only a part of the value, and that is not enough") },
	[TY_CARRY_GRAMMAR] = { "grammar",
		N_("other words would have to change with the number") },
	[TY_CARRY_COUNTER] = { "counter",
		N_("something else is counted now") },
	[TY_CARRY_FORM] = { "form",
		N_("the value cannot be written in the way of the translation") },
	[TY_CARRY_LANGUAGE] = { "language",
		N_("values are carried over between English and Japanese only") },
	[TY_CARRY_LONG] = { "long",
		N_("the text is too long") },
};

const char *ty_refusal_title(const char *why)
{
	size_t i;

	for (i = 1; i < TY_NCARRY_WHYS; i++)
		if (!strcmp(whys[i].word, why))
			return _(whys[i].title);
	return why;
}

void ty_carry_free(struct ty_carry *carry)
{
	if (!carry)
		return;
	free(carry->target);
	free(carry->carried);
	free(carry->refused);
	free(carry);
}

void ty_carry_refuse(struct ty_carry_job *job, const struct ty_value *value,
		     size_t at, enum ty_carry_why why)
{
	struct ty_carry *out = job->out;
	struct ty_refusal *r;

	if (out->nrefused > MOST_VALUES)
		return;
	out->refused = realloc(out->refused,
			       (out->nrefused + 1) * sizeof(*out->refused));
	if (!out->refused)
		abort();
	r = &out->refused[out->nrefused++];
	r->why = whys[why].word;
	r->source = value ? value->span : (struct ty_span){ at, at };
}

/* ------------------------------------------------------------- rewriting -- */

/* One value of the target, to be rewritten. */
struct rewrite {
	size_t		 source;	/* index of its value there */
	bool		 wanted;
	struct ty_value	 value;		/* what it is to say */
};

/* 4.00-4.25: as many digits after the mark as both ends have, or none. */
static int range_places(const char *s, size_t len)
{
	static const char digits[] = "0123456789";
	const char *end = s + len;
	int places = 0, n;

	/* The text goes on behind the value, and ends with a NUL. */
	for (s += strcspn(s, digits); s < end; s += strcspn(s, digits)) {
		s += strspn(s, digits);
		n = *s == '.' ? (int)strspn(s + 1, digits) : 0;
		if (n == 0 || (places && n != places))
			return 0;
		places = n;
		s += 1 + n;
	}
	return places;
}

/* How many digits after its mark the new source gives, if the target is to say
 * the same number. */
static int places(const struct ty_carry_job *job, const struct rewrite *r)
{
	const struct ty_value *v = &job->now.values.v[job->same[r->source]];
	const char *s = job->now.text + v->span.start;
	size_t len = v->span.end - v->span.start, k;
	struct ty_decimal amount;

	if (v->kind == TY_VALUE_RANGE && !strcmp(v->amount, r->value.amount))
		return range_places(s, len);
	if (strcmp(v->amount, r->value.amount) ||
	    !ty_decimal_parse(&amount, v->amount, strlen(v->amount)))
		return 0;
	for (k = 0; k + 3 <= len; k++)
		if (!memcmp(s + k, "銭", 3) ||
		    !strncmp(s + k, "セント", strlen("セント")))
			return 2;
	return ty_value_places(s, len, &amount);
}

static bool write_value(struct ty_carry_job *job, struct ty_buf *text,
			const struct rewrite *r, const struct ty_value *old)
{
	const struct ty_value_how how = {
		.style = &job->style,
		.example = job->target.text + old->span.start,
		.len = old->span.end - old->span.start, .old = old,
		.start = job->from_ja &&
			 ty_carry_starts(job->target.text, old),
		.places = places(job, r),
	};

	return ty_value_write(text, job->from_ja ? "en" : "ja", &r->value,
			      &how);
}

/* Decide on each value of the target; refuses what cannot be. */
static void prepare(struct ty_carry_job *job, struct rewrite *rewrites)
{
	enum ty_carry_why why;
	struct rewrite *r;
	size_t i, t;

	for (i = 0; i < job->source.values.n; i++) {
		if (!ty_carry_changed(job, i))
			continue;
		t = job->partner[i];
		/* A conversion that the translation leaves out. */
		if (t == TY_NO_PARTNER)
			continue;
		r = &rewrites[t];
		r->source = i;
		r->wanted = true;
		why = ty_carry_value(job, i, &r->value);
		if (why == TY_CARRY_OK && job->from_ja &&
		    ty_carry_bound(job->target.text, &job->target.values.v[t],
				   &r->value))
			why = TY_CARRY_GRAMMAR;
		if (why != TY_CARRY_OK)
			ty_carry_refuse(job,
					&job->now.values.v[job->same[i]], 0,
					why);
	}
}

static void note_carried(struct ty_carry_job *job, const struct rewrite *r,
			 size_t start, size_t end, const struct ty_value *old)
{
	struct ty_carried *c = &job->out->carried[job->out->ncarried++];

	c->now.start = start;
	c->now.end = end;
	c->was = old->span;
	c->source = job->now.values.v[job->same[r->source]].span;
}

static void refuse_form(struct ty_carry_job *job, const struct rewrite *r)
{
	ty_carry_refuse(job, &job->now.values.v[job->same[r->source]], 0,
			TY_CARRY_FORM);
}

/* The stop of "p.m." also ends a sentence: "noon" gets one of its own there,
 * and "p.m." takes that of "noon" along (*over bytes of the target). */
static bool follow_stop(const struct ty_carry_job *job,
			const struct ty_value *old, struct ty_buf *value,
			size_t *over)
{
	const char *after = job->target.text + old->span.end;
	bool had = job->target.text[old->span.end - 1] == '.';
	bool has = value->p[value->len - 1] == '.';

	*over = has && !had && *after == '.';
	if (!job->from_ja || !had || has)
		return true;
	/* Before a large letter it may end or go on: "p.m. Monday". */
	if (after[0] == ' ' && after[1] >= 'A' && after[1] <= 'Z')
		return false;
	if (!*after || strchr("\"\n", *after) || !strncmp(after, "”", 3))
		ty_buf_addc(value, '.');
	return true;
}

/* 2週間後 becomes 10日後: 間 is part of the week, and 日間後 is not said. */
static void follow_span(const struct ty_carry_job *job,
			const struct ty_value *old, struct ty_buf *value)
{
	static const char *const behind[] = {
		"後", "前", "以内", "ぶり", "ごと", "おき", "遅れ", "目"
	};
	static const char days[] = "日間";
	const size_t n = sizeof(days) - 1;
	const char *was = job->target.text + old->span.start;
	size_t len = old->span.end - old->span.start, i;

	if (job->from_ja || old->kind != TY_VALUE_DURATION || value->len < n ||
	    memcmp(value->p + value->len - n, days, n) ||
	    (len >= n && !memcmp(was + len - n, days, n)))
		return;
	for (i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
		if (!strncmp(job->target.text + old->span.end, behind[i],
			     strlen(behind[i])))
			value->p[value->len -= strlen("間")] = '\0';
}

/* The target with all its rewritten values, from first to last. */
static void rewrite_all(struct ty_carry_job *job,
			const struct rewrite *rewrites, struct ty_buf *text)
{
	struct ty_buf value = TY_BUF_INIT;
	const struct ty_value *old;
	const char *article;
	size_t t, at = 0, from, start, at_stop;

	for (t = 0; t < job->target.values.n; t++) {
		if (!rewrites[t].wanted)
			continue;
		old = &job->target.values.v[t];
		ty_buf_clear(&value);
		if (!write_value(job, &value, &rewrites[t], old)) {
			refuse_form(job, &rewrites[t]);
			continue;
		}
		follow_span(job, old, &value);
		if (!follow_stop(job, old, &value, &at_stop)) {
			refuse_form(job, &rewrites[t]);
			continue;
		}
		article = job->from_ja ?
			ty_carry_article(job->target.text, old, value.p,
					 &from) : NULL;
		if (article) {
			ty_buf_add(text, job->target.text + at, from - at);
			ty_buf_adds(text, article);
		} else {
			ty_buf_add(text, job->target.text + at,
				   old->span.start - at);
		}
		start = text->len;
		ty_buf_add(text, value.p, value.len);
		note_carried(job, &rewrites[t], start, text->len, old);
		at = old->span.end + at_stop;
	}
	ty_buf_adds(text, job->target.text + at);
	ty_buf_release(&value);
}

/* Read the result again: what was rewritten must say what it should, and the
 * rest what it did. */
static bool holds(struct ty_carry_job *job, const struct rewrite *rewrites,
		  const struct ty_buf *text)
{
	const struct ty_values *old = &job->target.values;
	const struct ty_value *want, *got;
	struct ty_values new = { 0 };
	bool good;
	size_t t;

	ty_values_read(job->target_reader, text->p, text->len, &new);
	good = new.n == old->n;
	for (t = 0; good && t < old->n; t++) {
		want = rewrites[t].wanted ? &rewrites[t].value : &old->v[t];
		got = &new.v[t];
		good = got->kind == want->kind &&
		       !strcmp(got->amount, want->amount) &&
		       !strcmp(got->unit, want->unit);
	}
	ty_values_release(&new);
	return good;
}

static void carry_over(struct ty_carry_job *job, struct ty_buf *text)
{
	struct rewrite *rewrites;

	ty_carry_align(job);
	if (job->out->nrefused == 0)
		ty_carry_counterparts(job);
	if (job->out->nrefused > 0)
		return;
	rewrites = ty_alloc(job->target.values.n + 1, sizeof(*rewrites));
	job->out->carried = ty_alloc(job->target.values.n + 1,
				     sizeof(*job->out->carried));
	prepare(job, rewrites);
	if (job->out->nrefused == 0)
		rewrite_all(job, rewrites, text);
	if (job->out->nrefused == 0 && !holds(job, rewrites, text))
		ty_carry_refuse(job, NULL, job->now.len, TY_CARRY_FORM);
	free(rewrites);
}

/* ------------------------------------------------------------- interface -- */

static void read_text(struct ty_carry_text *out, const char *text,
		      const struct ty_value_reader *reader)
{
	out->text = text;
	out->len = strlen(text);
	ty_values_read(reader, text, out->len, &out->values);
}

static bool too_long(const struct ty_carry_job *job)
{
	return job->source.values.n > MOST_VALUES ||
	       job->target.values.n > MOST_VALUES ||
	       job->now.values.n > MOST_VALUES;
}

/* TY_CARRY_OK if values can be carried between the languages of these texts. */
static enum ty_carry_why possible(const struct ty_desk *desk,
				  const char *source, const char *target,
				  const char *now)
{
	bool from_ja = ty_lang_same(desk->source, "ja");
	const char *other = from_ja ? desk->target : desk->source;

	if (!(from_ja || ty_lang_same(desk->target, "ja")) ||
	    !ty_lang_same(other, "en"))
		return TY_CARRY_LANGUAGE;
	if (strlen(source) > MOST_BYTES || strlen(target) > MOST_BYTES ||
	    strlen(now) > MOST_BYTES)
		return TY_CARRY_LONG;
	return TY_CARRY_OK;
}

static enum ty_status load(struct ty_carry_job *job, struct ty_desk *desk,
			   struct ty_error *err)
{
	enum ty_status st;

	st = ty_desk_reader(&job->source_reader, desk, desk->source, err);
	if (st == TY_OK)
		st = ty_desk_reader(&job->target_reader, desk, desk->target,
				    err);
	if (st == TY_OK)
		st = ty_desk_tokenizer(&job->tokenizer, desk, desk->source,
				       err);
	if (st == TY_OK)
		st = ty_desk_style(&job->style, desk, err);
	return st;
}

/* With room for what is found out about each value. */
static void run(struct ty_carry_job *job, struct ty_buf *text)
{
	size_t n = job->source.values.n + 1;

	job->same = ty_alloc(n, sizeof(*job->same));
	job->partner = ty_alloc(n, sizeof(*job->partner));
	job->back = ty_alloc(job->target.values.n + 1, sizeof(*job->back));
	ty_values_pair(&job->source.values, &job->target.values, job->partner,
		       job->back);
	carry_over(job, text);
	free(job->same);
	free(job->partner);
	free(job->back);
}

enum ty_status ty_carry_over(struct ty_carry **out, struct ty_desk *desk,
			     const char *source, const char *target,
			     const char *now, struct ty_error *err)
{
	struct ty_carry_job job = { 0 };
	struct ty_buf text = TY_BUF_INIT;
	enum ty_carry_why why;
	enum ty_status st;

	*out = NULL;
	if ((st = ty_utf8_require(source, strlen(source), "", 1, err)) ||
	    (st = ty_utf8_require(target, strlen(target), "", 1, err)) ||
	    (st = ty_utf8_require(now, strlen(now), "", 1, err)) ||
	    (st = load(&job, desk, err)))
		return st;
	*out = job.out = ty_alloc(1, sizeof(**out));
	job.from_ja = ty_lang_same(desk->source, "ja");
	why = possible(desk, source, target, now);
	if (why == TY_CARRY_OK) {
		read_text(&job.source, source, job.source_reader);
		read_text(&job.target, target, job.target_reader);
		read_text(&job.now, now, job.source_reader);
		why = too_long(&job) ? TY_CARRY_LONG : TY_CARRY_OK;
	}
	if (why == TY_CARRY_OK)
		run(&job, &text);
	else
		ty_carry_refuse(&job, NULL, 0, why);
	if (job.out->nrefused > 0)
		job.out->ncarried = 0;
	else
		job.out->target = ty_buf_detach(&text);
	ty_buf_release(&text);
	ty_values_release(&job.source.values);
	ty_values_release(&job.target.values);
	ty_values_release(&job.now.values);
	return TY_OK;
}
