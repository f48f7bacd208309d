/* What makes a pair of segments unfit for a corpus, told from the pair alone. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align.h"
#include "base/alloc.h"
#include "base/error.h"
#include "flow/corpus.h"
#include "text/agree.h"
#include "text/chars.h"
#include "text/langid.h"
#include "text/utf8.h"

#define LEAST_LETTERS	2
#define MOST_CHARACTERS	2000
#define LEAST_WORD_SHARE .5	/* letters and digits / all but spaces */
#define SLACK		6	/* characters by which short texts may differ */

struct amount {
	size_t	all, words;		/* characters but spaces; of words */
};

static struct amount measure(const char *s)
{
	size_t len = strlen(s), i = 0;
	struct amount a = { 0, 0 };

	while (i < len) {
		int32_t c = ty_utf8_next(s, len, &i);

		a.all += c != ' ' && c != 0x3000;
		a.words += ty_char_is_word(c);
	}
	return a;
}

/* Code, addresses, tables: no running text. */
static bool is_markup(const char *s, const struct amount *a)
{
	static const char *const telling[] = {
		"</", "/>", "&nbsp;", "&amp;", "{{", "}}", "\xEF\xBF\xBD",
		"<?", "<!"
	};
	const char *url = strstr(s, "://");
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		if (strstr(s, telling[i]))
			return true;
	if (url && strcspn(url, " \xE3") * 2 > strlen(s))
		return true;
	return (double)a->words < LEAST_WORD_SHARE * (double)a->all;
}

double ty_corpus_ratio(const struct ty_corpus_pair *pair,
		       const struct ty_desk *desk)
{
	double usual = exp(ty_align_ratio(desk->source, desk->target));
	double s = (double)measure(pair->source).all * usual + SLACK;
	double t = (double)measure(pair->target).all + SLACK;

	return s > t ? s / t : t / s;
}

/* ----------------------------------------------------------------- values */

/* Days are told by their name in one language and by number in the other, times
 * in the reader's zone, and small numbers are often words. */
static bool is_hard(const struct ty_value *v)
{
	switch (v->kind) {
	case TY_VALUE_DATE:
	case TY_VALUE_TIME:
	case TY_VALUE_ORDINAL:
	case TY_VALUE_RANGE:
		return false;
	case TY_VALUE_NUMBER:
	case TY_VALUE_COUNT:
		return strlen(v->amount) > 1;
	default:
		return true;
	}
}

static enum ty_value_kind class_of(const struct ty_value *v)
{
	return v->kind == TY_VALUE_COUNT ? TY_VALUE_NUMBER : v->kind;
}

/* Each side has a value of a kind that the other has not, of the same kind:
 * they cannot both be right. */
static bool disagree(const struct ty_values *s, const struct ty_values *t)
{
	size_t *ps = ty_alloc(s->n, sizeof(*ps));
	size_t *pt = ty_alloc(t->n, sizeof(*pt)), i, j;
	bool found = false;

	ty_values_pair(s, t, ps, pt);
	for (i = 0; i < s->n && !found; i++) {
		if (ps[i] != TY_NO_PARTNER || !is_hard(&s->v[i]))
			continue;
		for (j = 0; j < t->n && !found; j++)
			found = pt[j] == TY_NO_PARTNER && is_hard(&t->v[j]) &&
				class_of(&s->v[i]) == class_of(&t->v[j]);
	}
	free(ps);
	free(pt);
	return found;
}

/* ------------------------------------------------------------------ marks */

struct readers {
	const struct ty_value_reader	*source, *target;
	struct ty_values		 s, t;
};

static unsigned marks_of(const struct ty_corpus_pair *pair,
			 const struct ty_desk *desk, struct readers *r)
{
	size_t slen = strlen(pair->source), tlen = strlen(pair->target);
	struct amount s = measure(pair->source), t = measure(pair->target);
	unsigned marks = 0;

	if (!strcmp(pair->source, pair->target))
		marks |= 1u << TY_WHY_SAME;
	if (!ty_language_plausible(pair->source, slen, desk->source, NULL) ||
	    !ty_language_plausible(pair->target, tlen, desk->target, NULL))
		marks |= 1u << TY_WHY_LANGUAGE;
	if (is_markup(pair->source, &s) || is_markup(pair->target, &t))
		marks |= 1u << TY_WHY_MARKUP;
	/* Of what is too long the values are not worth their time. */
	if (s.words < LEAST_LETTERS || t.words < LEAST_LETTERS ||
	    s.all > MOST_CHARACTERS || t.all > MOST_CHARACTERS)
		return marks | 1u << TY_WHY_LENGTH;
	ty_values_read(r->source, pair->source, slen, &r->s);
	ty_values_read(r->target, pair->target, tlen, &r->t);
	if (disagree(&r->s, &r->t))
		marks |= 1u << TY_WHY_VALUES;
	return marks;
}

enum ty_status ty_corpus_mark(struct ty_corpus_story *story,
			      struct ty_desk *desk, struct ty_error *err)
{
	struct readers r = { 0 };
	enum ty_status st;
	size_t i;

	if ((st = ty_desk_reader(&r.source, desk, desk->source, err)) !=
	    TY_OK ||
	    (st = ty_desk_reader(&r.target, desk, desk->target, err)) != TY_OK)
		return st;
	for (i = 0; i < story->n; i++)
		story->pairs[i].marks = marks_of(&story->pairs[i], desk, &r);
	ty_values_release(&r.s);
	ty_values_release(&r.t);
	story->marked = true;
	return TY_OK;
}

void ty_corpus_judge(struct ty_corpus_story *story, const struct ty_desk *desk,
		     const struct ty_corpus_options *options)
{
	static const enum ty_corpus_why order[] = {
		TY_WHY_SAME, TY_WHY_LANGUAGE, TY_WHY_MARKUP, TY_WHY_LENGTH,
		TY_WHY_CONFIDENCE, TY_WHY_RATIO, TY_WHY_VALUES
	};
	size_t i, k;

	for (i = 0; i < story->n; i++) {
		struct ty_corpus_pair *pair = &story->pairs[i];
		unsigned marks = pair->marks;

		if (pair->score < options->confidence)
			marks |= 1u << TY_WHY_CONFIDENCE;
		if (ty_corpus_ratio(pair, desk) > options->ratio)
			marks |= 1u << TY_WHY_RATIO;
		pair->why = TY_WHY_KEPT;
		for (k = 0; k < sizeof(order) / sizeof(order[0]) &&
		     pair->why == TY_WHY_KEPT; k++)
			if (marks & 1u << order[k])
				pair->why = order[k];
	}
}
