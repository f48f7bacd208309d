/* Values of one number: what stands around it, and how that follows it. */

#include "text/value_form.h"
#include "text/value_lex.h"

struct slot {
	struct ty_form		*f;
	struct ty_decimal	 old, now;	/* without their signs */
	bool			 was_minus, minus;
	struct ty_buf		 before, after;
};

static const char *const minus_en[] = { "minus ", "-", "−", "–" };
static const char *const minus_ja[] = {
	"氷点下", "マイナス", "零下", "-", "－", "−", "▲", "△"
};

static void replace(struct ty_buf *text, size_t from, size_t to,
		    const char *with)
{
	struct ty_buf all = TY_BUF_INIT;

	ty_buf_add(&all, text->p, from);
	ty_buf_adds(&all, with);
	ty_buf_adds(&all, text->p + to);
	ty_buf_release(text);
	*text = all;
}

/* A sign goes or comes with degrees only: "a loss of minus" is prose. */
static bool follow_sign(struct slot *s)
{
	const char *const *words = s->f->ja ? minus_ja : minus_en;
	size_t i, n = s->f->ja ? sizeof(minus_ja) / sizeof(*minus_ja) :
		      sizeof(minus_en) / sizeof(*minus_en);
	const char *at;

	if (s->was_minus == s->minus)
		return true;
	if (s->f->value->kind != TY_VALUE_TEMPERATURE)
		return false;
	if (s->minus) {
		replace(&s->before, s->before.len, s->before.len, words[0]);
		return true;
	}
	for (i = 0; i < n; i++) {
		if (!(at = strstr(s->before.p, words[i])))
			continue;
		replace(&s->before, (size_t)(at - s->before.p),
			(size_t)(at - s->before.p) + strlen(words[i]), "");
		return true;
	}
	return false;
}

/* -------------------------------------------------------- another unit -- */

/* True if `s` begins with a form of the lexicon, which is in small letters. */
static bool begins(const char *s, size_t len, const struct ty_lex_entry *e)
{
	size_t i;

	for (i = 0; i < e->len && i < len; i++)
		if (s[i] != e->form[i] && (s[i] | 0x20) != e->form[i])
			return false;
	return i == e->len;
}

static enum ty_lex_class class_of(enum ty_value_kind kind)
{
	return kind == TY_VALUE_MONEY ? TY_LEX_MONEY : TY_LEX_DURATION;
}

/* Where the old unit's word begins `after`, behind a space or hyphen. */
static size_t old_word(const struct slot *s, size_t *len)
{
	const struct ty_lex_entry *e = s->f->ja ? ty_lex_ja : ty_lex_en;
	size_t n = s->f->ja ? ty_lex_ja_len : ty_lex_en_len;
	size_t at = strspn(s->after.p, " -");

	*len = 0;
	for (; n > 0; n--, e++)
		if (e->len > *len &&
		    e->class == class_of(s->f->value->kind) &&
		    !strcmp(e->unit, s->f->how->old->unit) &&
		    begins(s->after.p + at, s->after.len - at, e))
			*len = e->len;
	return at;
}

/* 間 is kept where it was chosen, and stands where a bare unit would be read
 * as a date or a time. */
static const char *span_word(const char *unit, bool spans)
{
	static const struct { const char *unit, *plain, *spans; } words[] = {
		{ "s", "秒", "秒間" }, { "min", "分", "分間" },
		{ "h", "時間", "時間" }, { "day", "日間", "日間" },
		{ "week", "週間", "週間" }, { "month", "カ月", "カ月間" },
		{ "year", "年", "年間" },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i].unit, unit))
			return spans ? words[i].spans : words[i].plain;
	return NULL;
}

static bool ends_with(const char *s, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && !memcmp(s + len - n, end, n);
}

static bool change_duration(struct slot *s, const struct ty_unit_words *words)
{
	const char *old = s->f->how->old->unit, *word;
	size_t len, at = old_word(s, &len);
	bool spans;

	if (len == 0)
		return false;
	if (s->f->ja) {
		spans = ends_with(s->after.p + at, len, "間") &&
			strcmp(old, "day") && strcmp(old, "week") &&
			strcmp(old, "h");
		word = span_word(s->f->value->unit, spans);
	} else if (s->after.p[0] == '-' ||
		   !strcmp(s->f->value->amount, "1")) {
		word = words->en_one + 1;
	} else {
		word = words->en_many + 1;
	}
	if (!word)
		return false;
	replace(&s->after, at, at + len, word);
	return true;
}

/* A currency as the house writes it; nothing else may have been there. */
static bool change_currency(struct slot *s, const struct ty_unit_words *words)
{
	const struct ty_unit_words *was =
		ty_unit_words(TY_VALUE_MONEY, s->f->how->old->unit);
	bool sign = was && s->before.len > 0 &&
		    !strcmp(s->before.p, was->en_before);
	size_t len, at = old_word(s, &len);

	if (s->f->ja) {
		if (len == 0 || len != s->after.len || s->before.len > 0)
			return false;
		replace(&s->after, 0, len, words->ja);
		return true;
	}
	if (sign ? s->after.len > 0 :
	    len == 0 || at + len != s->after.len || s->before.len > 0 ||
	    s->after.p[0] == '-')
		return false;
	replace(&s->before, 0, s->before.len, words->en_before);
	replace(&s->after, 0, s->after.len, words->en_before[0] ? "" :
		!strcmp(s->f->value->amount, "1") ? words->en_one :
		words->en_many);
	return true;
}

/* 5強 and 6弱, "upper 5" and "lower 6". */
static bool change_intensity(struct slot *s, const char *old, const char *now)
{
	static const char *const units[] = { "shindo_upper", "shindo_lower" };
	static const char *const words[][2] = {
		{ "upper ", "lower " }, { "強", "弱" }
	};
	struct ty_buf *side = s->f->ja ? &s->after : &s->before;
	int i, from = -1, to = -1;
	const char *at;

	for (i = 0; i < 2; i++) {
		from = strcmp(old, units[i]) ? from : i;
		to = strcmp(now, units[i]) ? to : i;
	}
	if (from < 0 || (to < 0 && now[0]) ||
	    !(at = strstr(side->p, words[s->f->ja][from])))
		return false;
	replace(side, (size_t)(at - side->p), (size_t)(at - side->p) +
		strlen(words[s->f->ja][from]),
		to < 0 ? "" : words[s->f->ja][to]);
	return true;
}

static bool follow_unit(struct slot *s)
{
	const char *old = s->f->how->old->unit, *now = s->f->value->unit;
	const struct ty_unit_words *words;

	if (!strcmp(old, now))
		return true;
	words = ty_unit_words(s->f->value->kind, now);
	if (s->f->value->kind == TY_VALUE_DURATION && words)
		return change_duration(s, words);
	if (s->f->value->kind == TY_VALUE_MONEY && words)
		return change_currency(s, words);
	if (s->f->value->kind == TY_VALUE_NUMBER)
		return change_intensity(s, old, now);
	return false;
}

/* -------------------------------------------------------------- plural -- */

static bool is_one(const struct ty_value *v)
{
	return !strcmp(v->amount, "1") || !strcmp(v->amount, "-1");
}

/* " years" to " year" and back; abbreviations have no plural. */
static bool follow_number(struct slot *s)
{
	bool one = is_one(s->f->value);
	const struct ty_unit_words *words;
	const char *from, *to;
	size_t n, letters;

	if (s->f->ja || one == is_one(s->f->how->old) ||
	    s->after.p[0] == '-' || s->after.len == 0 ||
	    s->f->value->kind == TY_VALUE_ORDINAL ||
	    strcmp(s->f->value->unit, s->f->how->old->unit))
		return true;
	words = ty_unit_words(s->f->value->kind, s->f->value->unit);
	from = !words ? "" : one ? words->en_many : words->en_one;
	to = !words ? "" : one ? words->en_one : words->en_many;
	n = strlen(from);
	if (n > 0 && !strncmp(s->after.p, from, n)) {
		replace(&s->after, 0, n, to);
		return true;
	}
	if (s->f->value->kind == TY_VALUE_PERCENT &&
	    !strcmp(s->f->value->unit, "percent"))
		return true;
	letters = s->after.len - strspn(s->after.p, " ");
	return one ? !ends_with(s->after.p, s->after.len, "s") : letters < 3;
}

/* ------------------------------------------------------------- writing -- */

static bool write_slot(struct slot *s, const struct ty_manner *m)
{
	ty_buf_add(s->f->out, s->before.p, s->before.len);
	if (!ty_form_number(s->f, m, &s->now))
		return false;
	ty_buf_add(s->f->out, s->after.p, s->after.len);
	return true;
}

/* "1.2m" is a length, but behind a currency's sign. */
static void follow_scale(const struct slot *s, struct ty_manner *m)
{
	if (!s->f->ja && (s->f->value->kind != TY_VALUE_MONEY ||
			  s->before.len == 0 || s->after.len > 0)) {
		m->family = 0;
		m->gap = " ";
	}
}

static bool by_example(struct slot *s)
{
	const struct ty_value_how *how = s->f->how;
	struct ty_manner m = s->f->manner;
	struct ty_span span;

	if (!ty_form_learn(s->f, &m, 0, &s->old, &span))
		return false;
	m.places = ty_value_places(how->example + span.start,
				   span.end - span.start, &s->old);
	if (m.places <= ty_digits_below(&s->old, 0))
		m.places = 0;
	if (!ty_form_agrees(s->f, &m, &s->old, span))
		return false;
	if (how->start && m.wordy && !ty_decimal_under(&s->now, 100))
		return false;
	m.places = how->places;
	ty_buf_add(&s->before, how->example, span.start);
	ty_buf_add(&s->after, how->example + span.end, how->len - span.end);
	if (!m.shown)
		follow_scale(s, &m);
	/* 三つ, and then 10. */
	if (s->f->ja && !strncmp(s->after.p, "つ", strlen("つ")) &&
	    !ty_decimal_under(&s->now, 10))
		return false;
	return follow_sign(s) && follow_unit(s) && follow_number(s) &&
	       write_slot(s, &m);
}

static const char *percent_word(const struct ty_form *f)
{
	static const char *const ja[] = { "％", "%", "パーセント" };
	static const char *const en[] = { " percent", " per cent", "%" };
	const unsigned char *v = f->how->style->v;

	return f->ja ? ja[v[TY_STYLE_JA_PERCENT]] : en[v[TY_STYLE_EN_PERCENT]];
}

static bool by_house(struct slot *s)
{
	const struct ty_value *v = s->f->value;
	const struct ty_unit_words *words = ty_unit_words(v->kind, v->unit);
	bool sign = !s->f->ja && v->kind == TY_VALUE_MONEY && words &&
		    words->en_before[0] &&
		    s->f->how->style->v[TY_STYLE_EN_MONEY] == 0;
	struct ty_manner m = s->f->manner;

	if (v->kind == TY_VALUE_PERCENT && !strcmp(v->unit, "percent"))
		ty_buf_adds(&s->after, percent_word(s->f));
	else if (!words)
		return false;
	else if (s->f->ja)
		ty_buf_adds(&s->after, words->ja);
	else if (!sign)
		ty_buf_adds(&s->after, is_one(v) ? words->en_one :
			    words->en_many);
	if (words && s->f->ja)
		ty_buf_adds(&s->before, words->ja_before);
	else if (words && (sign || v->kind != TY_VALUE_MONEY))
		ty_buf_adds(&s->before, words->en_before);
	if (s->minus)
		replace(&s->before, 0, 0, !s->f->ja ? "minus " :
			v->kind == TY_VALUE_TEMPERATURE ? "氷点下" :
			"マイナス");
	m.places = s->f->how->places;
	follow_scale(s, &m);
	return write_slot(s, &m);
}

bool ty_form_slot(struct ty_form *f)
{
	const struct ty_value *old = f->how->old;
	struct slot s = { .f = f, .before = TY_BUF_INIT, .after = TY_BUF_INIT };
	bool done;

	done = ty_decimal_parse(&s.now, f->value->amount,
				strlen(f->value->amount)) &&
	       (!f->how->example ||
		ty_decimal_parse(&s.old, old->amount, strlen(old->amount)));
	if (done) {
		s.minus = s.now.negative;
		s.was_minus = s.old.negative;
		s.now.negative = s.old.negative = false;
		done = f->how->example ? by_example(&s) : by_house(&s);
	}
	ty_buf_release(&s.before);
	ty_buf_release(&s.after);
	return done;
}
