/* Which value of a new text stands where one of the old text stood. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/intern.h"
#include "flow/carry.h"
#include "match/runs.h"
#include "text/glyph.h"

/* A text as the differ sees it: words, and values by their class. */
struct line {
	const struct ty_carry_text *text;
	struct ty_tokens	 tokens;
	uint32_t		*ids;		/* of items */
	size_t			*value;		/* of items; or TY_NO_PARTNER */
	size_t			*token;		/* of items: whose text it is */
	size_t			 n;
};

/* Values of one class may take each other's place. */
static void add_class(struct ty_buf *out, const struct ty_value *v)
{
	bool counts = v->kind == TY_VALUE_NUMBER || v->kind == TY_VALUE_COUNT;
	static const char *const scales[] = {
		"times", "idxpt", "magnitude", "shindo_upper", "shindo_lower",
		"digit", "occasion"
	};
	size_t i;

	ty_buf_addf(out, "\2%d", counts ? TY_VALUE_NUMBER : (int)v->kind);
	if (v->kind == TY_VALUE_RANGE)
		ty_buf_addf(out, "/%d", (int)v->ends);
	if (v->kind == TY_VALUE_DATE)
		ty_buf_adds(out, v->amount[0] >= 'A' ? "w" : "d");
	if (v->kind == TY_VALUE_PERCENT || v->kind == TY_VALUE_YEAR ||
	    v->kind == TY_VALUE_AGE || v->kind == TY_VALUE_ORDINAL)
		ty_buf_adds(out, v->unit);
	for (i = 0; counts && i < sizeof(scales) / sizeof(scales[0]); i++)
		if (!strcmp(v->unit, scales[i]))
			ty_buf_adds(out, strncmp(v->unit, "shindo", 6) ?
				    v->unit : "shindo");
}

static void add_item(struct line *line, uint32_t id, size_t value, size_t token)
{
	line->ids[line->n] = id;
	line->value[line->n] = value;
	line->token[line->n++] = token;
}

/* What of a token lies outside a value is a word by itself. */
static void add_rest(struct line *line, struct ty_intern *set, size_t token,
		     size_t from, size_t to)
{
	struct ty_buf rest = TY_BUF_INIT;

	ty_buf_addc(&rest, '\3');
	ty_buf_add(&rest, line->text->text + from, to - from);
	add_item(line, ty_intern_add(set, rest.p, rest.len), TY_NO_PARTNER,
		 token);
	ty_buf_release(&rest);
}

/* Tokens and values are both in the order of the text. */
static void build(struct line *line, struct ty_carry_job *job,
		  const struct ty_carry_text *text, struct ty_intern *set)
{
	const struct ty_values *values = &text->values;
	struct ty_buf class = TY_BUF_INIT;
	size_t t, v = 0, most, begun = TY_NO_PARTNER;
	uint32_t *ids;
	struct ty_span span;

	line->text = text;
	ty_tokenize(job->tokenizer, text->text, text->len, &line->tokens);
	ids = ty_alloc(line->tokens.n + 1, sizeof(*ids));
	ty_token_ids(set, text->text, &line->tokens, true, ids);
	most = 2 * line->tokens.n + 2 * values->n + 1;
	line->ids = ty_alloc(most, sizeof(*line->ids));
	line->value = ty_alloc(most, sizeof(*line->value));
	line->token = ty_alloc(most, sizeof(*line->token));
	for (t = 0; t < line->tokens.n; t++) {
		span = line->tokens.v[t].span;
		while (v < values->n && values->v[v].span.end <= span.start)
			v++;
		if (v == values->n || values->v[v].span.start >= span.end) {
			add_item(line, ids[t], TY_NO_PARTNER, t);
			continue;
		}
		/* A token may hold one value, and reach into the next. */
		while (v < values->n && values->v[v].span.start < span.end) {
			if (span.start < values->v[v].span.start)
				add_rest(line, set, t, span.start,
					 values->v[v].span.start);
			if (begun != v) {
				begun = v;
				ty_buf_clear(&class);
				add_class(&class, &values->v[v]);
				add_item(line, ty_intern_add(set, class.p,
							     class.len), v, t);
			}
			span.start = values->v[v].span.end;
			if (span.start >= span.end)
				break;
			v++;
		}
		if (span.start < span.end)
			add_rest(line, set, t, span.start, span.end);
	}
	ty_buf_release(&class);
	free(ids);
}

static void release(struct line *line)
{
	ty_tokens_release(&line->tokens);
	free(line->ids);
	free(line->value);
	free(line->token);
}

/* -------------------------------------------------- words that changed -- */

static bool capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Short English words that belong to grammar; others, and capitals (EU), name
 * what a value goes with. */
static bool says_nothing(const char *s, size_t len, const char *written)
{
	static const char *const words[] = {
		"the", "and", "was", "for", "had", "has", "are", "but", "not",
		"its", "his", "her", "who", "per", "all", "any", "out", "off",
		"now", "yet", "may", "can", "did", "also", "than"
	};
	size_t i;

	if (len > 4)
		return false;
	/* Company B, EU; but not "A man" and not "I". */
	if (len < 3)
		return !capital(written[0]) || (len == 2 ? !capital(written[1]) :
						written[0] == 'A' ||
						written[0] == 'I');
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && !memcmp(s, words[i], len))
			return true;
	return false;
}

/* The folded text of a word that says something: no punctuation, no particle,
 * no word of grammar.  NULL for those. */
static const char *content(const struct line *line, size_t item, size_t *len)
{
	const struct ty_token *t = &line->tokens.v[line->token[item]];
	const char *s = line->tokens.folded.p + t->fold;
	static const char grammar[] =
		"はがをにでとのもへやかられてしたっいるなだ";
	int32_t c;
	size_t i;

	if (line->value[item] != TY_NO_PARTNER || t->kind == TY_PUNCT)
		return NULL;
	*len = t->fold_len;
	c = ty_char_at(s, 0, t->fold_len, NULL);
	if (c < 0x3000)
		return says_nothing(s, t->fold_len, line->text->text +
				    t->span.start) ? NULL : s;
	for (i = 0; t->fold_len == 3 && grammar[i]; i += 3)
		if (!memcmp(s, grammar + i, 3))
			return NULL;
	return s;
}

static bool has_digit(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

/* Words that say an amount or a day, and that no value was made of; units that
 * "a" makes one of, which is a value in Japanese: a week, 1週間. */
static bool vague(const char *s, size_t len)
{
	static const char *const words[] = {
		"dozen", "dozens", "hundred", "hundreds", "thousand",
		"thousands", "million", "millions", "billion", "billions",
		"trillion", "trillions", "tens", "scores", "several", "half",
		"halved", "halves", "doubled", "doubles", "tripled", "triples",
		"quadrupled", "twice", "both", "pair", "couple", "one", "two",
		"three", "four", "five", "six", "seven", "eight", "nine",
		"ten", "eleven", "twelve", "first", "second", "third",
		"fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
		"tenth", "none", "zero", "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday", "january",
		"february", "april", "june", "july", "august", "september",
		"october", "november", "december", "today", "yesterday",
		"tomorrow", "noon", "midnight", "a.m", "p.m", "a.m.", "p.m.",
		"minute", "hour", "day", "week", "month", "year", "decade",
		"century", "fortnight", "dollar", "euro", "pound", "yuan",
		"franc", "barrel", "ounce", "ton", "bushel", "gallon",
		"liter", "pint", "mile", "kilometer", "meter", "acre",
		"hectare", "kilogram",
		"多", "数", "〇", "一", "二", "三", "四", "五", "六", "七",
		"八", "九", "十", "百", "千", "万", "億", "兆", "半", "倍",
		"両", "曜"
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && !memcmp(s, words[i], len))
			return true;
	return false;
}

/* （月）: a weekday, where a word of that kanji would go on. */
static bool bracketed(const struct line *line, size_t item)
{
	static const char days[] = "月火水木金土日";
	const struct ty_token *t = &line->tokens.v[line->token[item]];
	const char *s = line->text->text;

	size_t day;

	if (t->fold_len != 3 || t->span.start == 0 ||
	    (s[t->span.start - 1] != '(' &&
	     (t->span.start < 3 ||
	      memcmp(s + t->span.start - 3, "（", 3))))
		return false;
	for (day = 0; days[day]; day += 3)
		if (!memcmp(days + day, line->tokens.folded.p + t->fold, 3))
			return true;
	return false;
}

/* What a changed run of words forbids: numbers in names, vague amounts. */
static enum ty_carry_why judge_words(const struct line *line, size_t from,
				     size_t n)
{
	const struct ty_token *t;
	const char *s;
	size_t i;

	for (i = from; i < from + n; i++) {
		if (line->value[i] != TY_NO_PARTNER)
			continue;
		t = &line->tokens.v[line->token[i]];
		s = line->tokens.folded.p + t->fold;
		if (t->kind == TY_NUMBER || has_digit(s, t->fold_len))
			return TY_CARRY_NAME;
		if (vague(s, t->fold_len) || bracketed(line, i))
			return TY_CARRY_VAGUE;
	}
	return TY_CARRY_OK;
}

/* A word that went here and came there: what the values go with is unclear. */
static bool moved(const struct line *old, const struct line *now,
		  const struct ty_run *runs, size_t n)
{
	struct ty_intern gone = { 0 };
	bool found = false;
	const char *s;
	size_t r, i, len;

	for (r = 0; r < n; r++)
		for (i = runs[r].old; !runs[r].same &&
		     i < runs[r].old + runs[r].old_n; i++)
			if ((s = content(old, i, &len)))
				ty_intern_add(&gone, s, len);
	for (r = 0; r < n; r++)
		for (i = runs[r].now; !runs[r].same &&
		     i < runs[r].now + runs[r].now_n; i++)
			if ((s = content(now, i, &len)) &&
			    ty_intern_find(&gone, s, len) != TY_INTERN_NONE)
				found = true;
	ty_intern_release(&gone);
	return found;
}

/* ------------------------------------------------------------ interface -- */

/* The end of the text before an item: where something is missing. */
static size_t place(const struct line *line, size_t item)
{
	return item == 0 ? 0 : line->tokens.v[line->token[item - 1]].span.end;
}

static size_t count_values(const struct line *line, size_t from, size_t n,
			   size_t *first)
{
	size_t i, count = 0;

	for (i = from + n; i-- > from;) {
		if (line->value[i] == TY_NO_PARTNER)
			continue;
		*first = line->value[i];
		count++;
	}
	return count;
}

/* People are counted alike, whatever they are called. */
static bool is_people(const char *s, size_t len)
{
	static const char *const words[] = {
		"people", "persons", "men", "women", "children", "boys",
		"girls", "residents", "citizens", "civilians", "villagers",
		"workers", "employees", "staff", "soldiers", "troops",
		"officers", "police", "students", "pupils", "teachers",
		"doctors", "nurses", "patients", "passengers", "tourists",
		"visitors", "migrants", "refugees", "evacuees", "protesters",
		"demonstrators", "fans", "spectators", "members", "players",
		"athletes", "lawmakers", "ministers", "leaders", "officials",
		"experts", "suspects", "victims", "survivors", "foreigners",
		"fishermen", "farmers", "miners", "climbers", "firefighters",
		"journalists", "voters", "candidates", "delegates"
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && !memcmp(s, words[i], len))
			return true;
	return false;
}

/* Does a run of changed words end with a noun in the plural, and not with an
 * adjective before one that stays? */
static bool ends_in_noun(const struct line *line, size_t from, size_t n,
			 bool *people)
{
	const struct ty_token *t;
	const char *s;

	*people = false;
	if (n == 0 || line->value[from + n - 1] != TY_NO_PARTNER)
		return false;
	t = &line->tokens.v[line->token[from + n - 1]];
	s = line->tokens.folded.p + t->fold;
	*people = is_people(s, t->fold_len);
	return *people || (t->fold_len > 2 && s[t->fold_len - 1] == 's');
}

/* "Three ships" have become "five planes": the Japanese counter would have to
 * change.  True if the run stands right behind the number of a count. */
static bool counts_else(const struct ty_carry_job *job, const struct line *old,
			const struct line *now, const struct ty_run *run)
{
	const struct ty_value *v;
	bool was, is, noun;

	if (job->from_ja || run->old == 0 ||
	    old->value[run->old - 1] == TY_NO_PARTNER)
		return false;
	v = &job->source.values.v[old->value[run->old - 1]];
	if (v->kind != TY_VALUE_NUMBER && v->kind != TY_VALUE_COUNT)
		return false;
	noun = ends_in_noun(old, run->old, run->old_n, &was) &&
	       ends_in_noun(now, run->now, run->now_n, &is);
	return noun && !(was && is);
}

static void judge_run(struct ty_carry_job *job, const struct line *old,
		      const struct line *now, const struct ty_run *run)
{
	enum ty_carry_why why;
	size_t i, was = 0, is = 0, before, after;

	if (run->same) {
		for (i = 0; i < run->old_n; i++)
			if (old->value[run->old + i] != TY_NO_PARTNER)
				job->same[old->value[run->old + i]] =
					now->value[run->now + i];
		return;
	}
	before = count_values(old, run->old, run->old_n, &was);
	after = count_values(now, run->now, run->now_n, &is);
	if (after > 0)
		ty_carry_refuse(job, &job->now.values.v[is], 0,
				before > 0 ? TY_CARRY_KIND : TY_CARRY_ADDED);
	else if (before > 0)
		ty_carry_refuse(job, NULL, place(now, run->now),
				TY_CARRY_REMOVED);
	why = judge_words(old, run->old, run->old_n);
	if (why == TY_CARRY_OK)
		why = judge_words(now, run->now, run->now_n);
	if (why == TY_CARRY_OK && counts_else(job, old, now, run))
		why = TY_CARRY_COUNTER;
	if (why != TY_CARRY_OK)
		ty_carry_refuse(job, NULL, place(now, run->now), why);
}

/* A value that takes another's amount, while words changed too. */
static bool exchanged(const struct ty_carry_job *job, size_t i)
{
	const struct ty_value *now = &job->now.values.v[job->same[i]];
	size_t k;

	for (k = 0; k < job->source.values.n; k++)
		if (k != i && ty_carry_changed(job, k) &&
		    ty_value_agree(now, &job->source.values.v[k]) ==
		    TY_AGREE_SAME)
			return true;
	return false;
}

/* Another value that could take the place of this one. */
static bool has_rival(const struct ty_carry_job *job, size_t i)
{
	const struct ty_value *v = job->source.values.v;
	size_t k;

	for (k = 0; k < job->source.values.n; k++)
		if (v[k].kind == v[i].kind &&
		    ty_value_agree(&v[k], &v[i]) != TY_AGREE_SAME)
			return true;
	return false;
}

bool ty_carry_changed(const struct ty_carry_job *job, size_t i)
{
	const struct ty_value *old = &job->source.values.v[i], *now;

	if (job->same[i] == TY_NO_PARTNER)
		return true;
	now = &job->now.values.v[job->same[i]];
	return strcmp(old->amount, now->amount) || strcmp(old->unit, now->unit);
}

void ty_carry_align(struct ty_carry_job *job)
{
	struct line old = { 0 }, now = { 0 };
	struct ty_intern set = { 0 };
	struct ty_run *runs;
	size_t i, n;
	bool words = false, mixed;

	build(&old, job, &job->source, &set);
	build(&now, job, &job->now, &set);
	for (i = 0; i < job->source.values.n; i++)
		job->same[i] = TY_NO_PARTNER;
	ty_runs_find(old.ids, old.n, now.ids, now.n, &runs, &n);
	for (i = 0; i < n; i++) {
		judge_run(job, &old, &now, &runs[i]);
		words |= !runs[i].same;
	}
	job->words = words;
	mixed = words && moved(&old, &now, runs, n);
	for (i = 0; words && i < job->source.values.n; i++) {
		if (job->same[i] == TY_NO_PARTNER)
			continue;
		/* Where nothing but the words moved, the values stand in the
		 * wrong places of the translation. */
		if (ty_carry_changed(job, i) ? mixed || exchanged(job, i) :
					       mixed && has_rival(job, i))
			ty_carry_refuse(job, &job->now.values.v[job->same[i]],
					0, TY_CARRY_ORDER);
	}
	free(runs);
	ty_intern_release(&set);
	release(&old);
	release(&now);
}
