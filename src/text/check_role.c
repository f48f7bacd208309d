/* Values that changed places: what each of them counts, from the words around
 * it, in both languages. */

#include <string.h>

#include "base/i18n.h"
#include "text/check_value.h"
#include "text/glyph.h"

/* How far from a value the word may stand, in bytes. */
#define REACH	60

/* What a value may count.  "*" ends the stem of a word; Japanese words may be
 * parts of words. */
static const struct role {
	const char	*english[8], *japanese[8];
} roles[] = {
	{ { "kill*", "dead", "died", "death*", "die", "fatal*" },
	  { "死亡", "死者", "亡くな", "犠牲", "死ん" } },
	{ { "injur*", "hurt", "wound*" },
	  { "負傷", "けが", "怪我", "重傷", "軽傷", "重軽傷" } },
	{ { "sicken*", "ill", "sick" }, { "発症", "体調" } },
	{ { "missing", "unaccounted" }, { "不明" } },
	{ { "rescue*", "saved", "surviv*" }, { "救助", "救出", "生存" } },
	{ { "arrest*", "detain*" }, { "逮捕", "拘束" } },
	{ { "evacuat*", "fled", "displaced" }, { "避難" } },
	{ { "hospital*" }, { "病院", "入院", "搬送" } },
	{ { "infect*", "new cases" }, { "感染" } },
	{ { "men", "man", "male", "boy*", "sons" }, { "男" } },
	{ { "women", "woman", "female", "girl*", "daughter*" }, { "女" } },
	{ { "adult*" }, { "大人", "成人" } },
	{ { "child*", "kids", "pupil*" }, { "子供", "子ども", "児童" } },
	{ { "in favor", "in favour", "support*", "approv*", "voted for", "yes" },
	  { "賛成", "支持する" } },
	{ { "against", "oppos*", "disapprov*", "voted no" },
	  { "反対", "不支持", "支持しない" } },
	{ { "wins", "win", "won", "victor*" }, { "勝" } },
	{ { "loss", "lost", "losses", "defeat*" }, { "敗" } },
	{ { "export*" }, { "輸出" } },
	{ { "import*" }, { "輸入" } },
	{ { "high of", "highs", "high was", "maximum" }, { "最高" } },
	{ { "low of", "lows", "low was", "minimum" }, { "最低" } },
	{ { "tall", "high", "height" }, { "高さ" } },
	{ { "wide", "width" }, { "幅" } },
	{ { "long", "length" }, { "長さ" } },
	{ { "deep", "depth" }, { "深さ" } },
	{ { "sales", "revenue*" }, { "売上", "売り上げ" } },
	{ { "profit*" }, { "利益" } },
};

#define NROLES		(sizeof(roles) / sizeof(roles[0]))
#define NO_ROLE		((size_t)-1)

/* The text around value `i` that is its own: up to its neighbours, and to the
 * end of the clause. */
static void room(const struct ty_check_values *v, int side, size_t i,
		 size_t *from, size_t *to)
{
	const struct ty_values *values = v->values[side];
	const struct ty_check_side *text = &v->run->side[side];
	size_t start = values->v[i].span.start, end = values->v[i].span.end;

	*from = i ? values->v[i - 1].span.end : 0;
	*to = i + 1 < values->n ? values->v[i + 1].span.start : text->len;
	if (start - *from > REACH)
		*from = start - REACH;
	if (*to - end > REACH)
		*to = end + REACH;
	while (*from < start && (text->s[*from] & 0xC0) == 0x80)
		++*from;
	while (*to < text->len && (text->s[*to] & 0xC0) == 0x80)
		++*to;
}

/* Does `word` stand at `i`? */
static bool word_at(const struct ty_check_side *text, size_t i, size_t to,
		    const char *word)
{
	size_t n = strlen(word);
	bool stem = word[n - 1] == '*';

	n -= stem;
	return n <= to - i &&
	       (text->s[i] == word[0] || (text->s[i] | 0x20) == word[0]) &&
	       !memcmp(text->s + i + 1, word + 1, n - 1) &&
	       (text->japanese || stem ||
		!ty_is_latin((unsigned char)text->s[i + n]));
}

/* Does a word of the role begin at `i`? */
static bool shows(const struct ty_check_side *text, size_t i, size_t to,
		  const struct role *role)
{
	const char *const *words = text->japanese ? role->japanese :
				   role->english;
	size_t k;

	if (!text->japanese && i && ty_is_latin((unsigned char)text->s[i - 1]))
		return false;
	for (k = 0; k < 8 && words[k]; k++)
		if (word_at(text, i, to, words[k]))
			return true;
	return false;
}

static bool ends_clause(const struct ty_check_side *text, size_t i)
{
	static const char *const words[] = { " and ", " while ", " but " };
	int32_t c = ty_char_at(text->s, i, text->len, NULL);
	size_t k;

	for (k = 0; c == ' ' && k < sizeof(words) / sizeof(words[0]); k++)
		if (!strncmp(text->s + i, words[k], strlen(words[k])))
			return true;
	return c == 0x3001 || c == 0x3002 || c == ',' || c == ';' ||
	       c == 0xFF0C;
}

static size_t role_at(const struct ty_check_side *text, size_t i, size_t to)
{
	size_t r;

	for (r = 0; r < NROLES; r++)
		if (shows(text, i, to, &roles[r]))
			return r;
	return NO_ROLE;
}

#define ROLE(r)		(UINT32_C(1) << (r))

/* The roles of value `i`: that of the nearest word before it and that of the
 * nearest one behind it, within its clause.  In English only the nearer one
 * counts; in Japanese the noun stands before and the verb behind. */
static uint32_t roles_of(const struct ty_check_values *v, int side, size_t i)
{
	const struct ty_check_side *text = &v->run->side[side];
	const struct ty_span *span = &v->values[side]->v[i].span;
	size_t from, to, k, behind = NO_ROLE, before = NO_ROLE;
	size_t behind_at = 0, before_at = 0;

	room(v, side, i, &from, &to);
	for (k = span->end; k < to && behind == NO_ROLE; k++) {
		if (ends_clause(text, k))
			break;
		behind = role_at(text, k, to);
		behind_at = k - span->end;
	}
	for (k = span->start; k-- > from && before == NO_ROLE;) {
		if (ends_clause(text, k))
			break;
		before = role_at(text, k, span->start);
		before_at = span->start - k;
	}
	if (!text->japanese && behind != NO_ROLE && before != NO_ROLE) {
		if (behind_at < before_at)
			before = NO_ROLE;
		else
			behind = NO_ROLE;
	}
	return (behind == NO_ROLE ? 0 : ROLE(behind)) |
	       (before == NO_ROLE ? 0 : ROLE(before));
}

/* Values i and k of the source count different things, and their partners each
 * count what the other one does. */
static bool exchanged_roles(const struct ty_check_values *v, size_t i, size_t k)
{
	uint32_t mine = roles_of(v, TY_CHECK_SOURCE, i);
	uint32_t yours = roles_of(v, TY_CHECK_SOURCE, k);
	uint32_t here = roles_of(v, TY_CHECK_TARGET,
				 v->partner[TY_CHECK_SOURCE][i]);
	uint32_t there = roles_of(v, TY_CHECK_TARGET,
				  v->partner[TY_CHECK_SOURCE][k]);
	uint32_t only_mine = mine & ~yours, only_yours = yours & ~mine;

	return (only_mine & there & ~here) && (only_yours & here & ~there) &&
	       !(only_mine & here) && !(only_yours & there);
}

/* ---- six of the nine, 9人のうち6人; from three to five, 3から5へ */

/* Is the text between value `i` and the next one just one of these words? */
static bool joined(const struct ty_check_values *v, int side, size_t i,
		   const char *const *words)
{
	const struct ty_check_side *text = &v->run->side[side];
	const struct ty_values *values = v->values[side];
	size_t from, to, k, n;

	if (i + 1 >= values->n)
		return false;
	from = values->v[i].span.end;
	to = values->v[i + 1].span.start;
	for (k = 0; words[k]; k++) {
		n = strlen(words[k]);
		if (to - from >= n && to - from <= n + 12 &&
		    !memcmp(text->s + from, words[k], n))
			return true;
	}
	return false;
}

/* True if values i and i + 1 of `side` are a part and its whole, in this order
 * in *part_first. */
static bool part_and_whole(const struct ty_check_values *v, int side, size_t i,
			   bool *part_first)
{
	static const char *const of[] = {
		" of the ", " of its ", " of their ", " of ", " out of ",
		" of his ", " of her ", NULL
	};
	static const char *const among[] = {
		"のうち", "中、", "中の", "の中", NULL
	};

	*part_first = !v->run->side[side].japanese;
	return joined(v, side, i, *part_first ? of : among);
}

static bool from_and_to(const struct ty_check_values *v, int side, size_t i,
			bool *old_first)
{
	static const char *const to[] = { " to ", NULL };
	static const char *const from[] = { " from ", NULL };
	static const char *const japanese[] = { "から", NULL };

	*old_first = true;
	if (v->run->side[side].japanese)
		return joined(v, side, i, japanese);
	if (joined(v, side, i, from)) {
		*old_first = false;
		return true;
	}
	return joined(v, side, i, to);
}

static bool exchangeable(const struct ty_value *a, const struct ty_value *b)
{
	return a->kind == b->kind && !strcmp(a->unit, b->unit) &&
	       strcmp(a->amount, b->amount);
}

/* Values i and k of the source, whose partners are each other's; a score that
 * is turned round (i is k) is named by both texts. */
static void report(const struct ty_check_values *v, size_t i, size_t k)
{
	const struct ty_values *a = v->values[TY_CHECK_SOURCE];
	const struct ty_values *b = v->values[TY_CHECK_TARGET];
	const struct ty_check_side *text = &v->run->side[TY_CHECK_TARGET];
	size_t x = v->partner[TY_CHECK_SOURCE][i];
	size_t y = v->partner[TY_CHECK_SOURCE][k];
	struct ty_span from = { a->v[i].span.start, a->v[k].span.end };
	struct ty_span to;
	struct ty_buf message = TY_BUF_INIT;
	size_t first = x < y ? x : y, second = x < y ? y : x;
	struct ty_span quote = i == k ? a->v[i].span : b->v[first].span;
	const char *quoted = i == k ? v->run->side[TY_CHECK_SOURCE].s : text->s;

	to = (struct ty_span){ b->v[first].span.start, b->v[second].span.end };
	ty_buf_addf(&message, _("'%.*s' and '%.*s' are exchanged"),
		    (int)(quote.end - quote.start), quoted + quote.start,
		    (int)(b->v[second].span.end - b->v[second].span.start),
		    text->s + b->v[second].span.start);
	ty_check_report(v->run, TY_CHECK_VALUE_SWAPPED, TY_CHECK_TARGET, to,
			&from, NULL, message.p);
	ty_buf_release(&message);
}

/* Values i and i + 1 of the source, both with partners, against what these say
 * of themselves. */
static bool turned(const struct ty_check_values *v, size_t i,
		   bool (*relation)(const struct ty_check_values *v, int side,
				    size_t i, bool *first))
{
	size_t x = v->partner[TY_CHECK_SOURCE][i];
	size_t y = v->partner[TY_CHECK_SOURCE][i + 1];
	bool source_first, target_first;

	if (x != y + 1 && y != x + 1)
		return false;
	if (!relation(v, TY_CHECK_SOURCE, i, &source_first) ||
	    !relation(v, TY_CHECK_TARGET, x < y ? x : y, &target_first))
		return false;
	/* The source's first, and the one that stands first in the target. */
	return source_first == (x < y) ? !target_first : target_first;
}

static void turned_scores(const struct ty_check_values *v)
{
	static const char *const english[] = {
		"los*", "fell", "defeat*", "beaten", "down", "trail*", "bow*", NULL
	};
	static const char *const japanese[] = {
		"敗", "負け", "屈", "喫", "落と", "逆転", "リード", NULL
	};
	const struct ty_values *a = v->values[TY_CHECK_SOURCE];
	size_t i, j;
	int side;

	for (i = 0; i < a->n; i++) {
		j = v->partner[TY_CHECK_SOURCE][i];
		if (j == TY_NO_PARTNER || a->v[i].kind != TY_VALUE_SCORE ||
		    ty_value_agree(&a->v[i], &v->values[TY_CHECK_TARGET]->v[j])
		    == TY_AGREE_SAME)
			continue;
		for (side = 0; side < 2; side++)
			if (ty_check_says(&v->run->side[side], 0,
					  v->run->side[side].len,
					  v->run->side[side].japanese ?
					  japanese : english))
				break;
		if (side == 2)
			report(v, i, i);
	}
}

void ty_check_swaps(const struct ty_check_values *v)
{
	const struct ty_values *a = v->values[TY_CHECK_SOURCE];
	size_t i, k;

	if (!ty_check_on(v->run, TY_CHECK_VALUE_SWAPPED))
		return;
	turned_scores(v);
	for (i = 0; i + 1 < a->n; i++) {
		k = i + 1;
		if (v->partner[TY_CHECK_SOURCE][i] == TY_NO_PARTNER ||
		    v->partner[TY_CHECK_SOURCE][k] == TY_NO_PARTNER ||
		    !exchangeable(&a->v[i], &a->v[k]))
			continue;
		if (turned(v, i, part_and_whole) || turned(v, i, from_and_to)) {
			report(v, i, k);
			continue;
		}
		if (exchanged_roles(v, i, k))
			report(v, i, k);
	}
}
