/* What in a text might be a term: rows of words that look like noun phrases. */

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/expression.h"
#include "text/glyph.h"
#include "text/inflect.h"
#include "text/lang.h"
#include "text/norm.h"
#include "text/token.h"

/* A word of the text, or what comes between. */
struct unit {
	struct ty_span	span;
	size_t		fold, fold_len;	/* in finder->folded */
	enum { BREAK, WORD, PART, LINK } kind;	/* PART: no term alone; LINK:
						   "of" */
	bool		capital;
	bool		touches;	/* no break before it */
};

struct ty_expression_finder {
	struct ty_tokenizer	*tokenizer;	/* English, or */
	UBreakIterator		*words;		/* Japanese */
	struct ty_tokens	 tokens;
	struct ty_buf		 folded;
	struct unit		*units;
	size_t			 n, cap;
};

void ty_expressions_release(struct ty_expressions *list)
{
	free(list->v);
	if (list->text.p)
		ty_buf_release(&list->text);
	memset(list, 0, sizeof(*list));
}

enum ty_status ty_expression_finder_open(struct ty_expression_finder **out,
					 const char *lang,
					 struct ty_error *err)
{
	struct ty_expression_finder *f = ty_alloc(1, sizeof(*f));
	UErrorCode status = U_ZERO_ERROR;
	enum ty_status st = TY_OK;

	ty_buf_init(&f->folded);
	if (ty_lang_same(lang, "en"))
		st = ty_tokenizer_open(&f->tokenizer, "en", err);
	else if (ty_lang_same(lang, "ja"))
		f->words = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	else
		st = ty_fail(err, TY_EINVAL,
			     _("terms are proposed for English and Japanese only, not for '%s'"),
			     lang);
	if (U_FAILURE(status))
		st = ty_fail(err, TY_EIO, _("ICU has no word rules for '%s': %s"),
			     lang, u_errorName(status));
	if (st != TY_OK) {
		ty_expression_finder_close(f);
		f = NULL;
	}
	*out = f;
	return st;
}

void ty_expression_finder_close(struct ty_expression_finder *f)
{
	if (!f)
		return;
	ty_tokenizer_close(f->tokenizer);
	if (f->words)
		ubrk_close(f->words);
	ty_tokens_release(&f->tokens);
	ty_buf_release(&f->folded);
	free(f->units);
	free(f);
}

static struct unit *add_unit(struct ty_expression_finder *f, size_t start,
			     size_t end)
{
	struct unit *u;

	f->units = ty_grow(f->units, &f->cap, f->n + 1, sizeof(*f->units));
	u = &f->units[f->n++];
	memset(u, 0, sizeof(*u));
	u->span.start = start;
	u->span.end = end;
	u->fold = f->folded.len;
	return u;
}

/* ------------------------------------------------------------- English -- */

/* Words that are no terms, nor parts of any: function words, adverbs, and the
 * commonest verbs and adjectives.  In the order of strcmp(). */
static const char *const function_words[] = {
	"a", "able", "about", "above", "according", "across", "actually",
	"add", "added", "after", "afterward", "again", "against", "ago",
	"all", "allow", "allowed", "allows", "almost", "along", "already",
	"also", "although", "always", "am", "amid", "among", "an", "and",
	"another", "any", "anyone", "anything", "apart", "are", "aren't",
	"around", "as", "ask", "asked", "at", "away", "back", "be", "became",
	"because", "become", "been", "before", "began", "behind", "being",
	"below", "besides", "best", "better", "between", "beyond", "both",
	"bring", "but", "by", "call", "called", "came", "can", "can't",
	"cannot", "come", "contain", "contains", "could", "couldn't", "did",
	"didn't", "different", "do", "does", "doesn't", "doing", "don't",
	"done", "down", "due", "during", "e.g", "each", "early", "either",
	"else", "enough", "especially", "etc", "even", "ever", "every",
	"everyone", "everything", "except", "expect", "expected", "far", "few",
	"first", "follow", "followed", "following", "for", "found", "from",
	"full", "further", "gave", "get", "gets", "getting", "give", "given",
	"gives", "go", "goes", "going", "good", "got", "great", "had",
	"hadn't", "has", "hasn't", "have", "haven't", "having", "he", "held",
	"hence", "her", "here", "hers", "him", "himself", "his", "hold",
	"how", "however", "i", "i'm", "i.e", "if", "in", "include",
	"included", "includes", "including", "indeed", "inside", "instead",
	"into", "is", "isn't", "it", "it's", "its", "itself", "just", "keep",
	"know", "known", "large", "last", "late", "later", "least", "less",
	"let", "like", "likely", "little", "long", "look", "made", "mainly",
	"make", "makes", "making", "many", "may", "maybe", "me", "mean",
	"means", "meanwhile", "might", "more", "most", "mostly", "much",
	"must", "my", "myself", "near", "nearly", "need", "needed", "needs",
	"neither", "never", "new", "next", "no", "nobody", "none", "nor",
	"not", "nothing", "now", "of", "off", "often", "old", "on", "once",
	"one", "ones", "only", "onto", "or", "other", "others", "otherwise",
	"ought", "our", "ours", "out", "outside", "over", "overall", "own",
	"part", "per", "perhaps", "please", "put", "quite", "rather", "really",
	"recent", "recently", "said", "same", "saw", "say", "saying", "says",
	"second", "see", "seem", "seems", "seen", "several", "shall", "she",
	"should", "show", "shown", "shows", "similar", "simply", "since", "so",
	"some", "someone", "something", "soon", "specified", "still", "such",
	"take", "taken", "takes", "taking", "tell", "than", "that", "that's",
	"the", "their", "them", "themselves", "then", "there", "therefore",
	"these", "they", "thing", "things", "think", "this", "those",
	"though", "through", "throughout", "thus", "time", "times", "to",
	"told", "too", "took", "toward", "towards", "tried", "try", "trying",
	"two", "under", "unless", "until", "up", "upon", "us", "use", "used",
	"uses", "using", "usually", "various", "very", "via", "want",
	"wants", "was", "wasn't", "way", "we", "well", "went", "were",
	"weren't", "what", "when", "where", "whereas", "whether", "which",
	"while", "who", "whole", "whom", "whose", "why", "will", "with",
	"within", "without", "won't", "would", "wouldn't", "yes", "yet",
	"you", "your", "yours", "yourself",
};

static int by_string(const void *key, const void *member)
{
	return strcmp(key, *(const char *const *)member);
}

/* Is [s, s + len) one of `n` words in order? */
static bool is_among(const char *s, size_t len, const char *const *words,
		     size_t n)
{
	char word[TY_MAX_WORD];

	if (len >= sizeof(word))
		return false;
	memcpy(word, s, len);
	word[len] = '\0';
	return bsearch(word, words, n, sizeof(*words), by_string) != NULL;
}

#define AMONG(s, len, words) \
	is_among(s, len, words, sizeof(words) / sizeof((words)[0]))

static bool is_capital_at(const char *s, size_t at, size_t len)
{
	UChar32 c;

	U8_NEXT_OR_FFFD(s, at, len, c);
	return u_isupper(c);
}

/* The token's kind; its folded form is at f->tokens.folded. */
static int english_kind(const char *fold, size_t len,
			enum ty_token_kind kind)
{
	size_t i, letters = 0;

	if (kind != TY_WORD)
		return BREAK;
	if (len == 2 && !memcmp(fold, "of", 2))
		return LINK;
	for (i = 0; i < len; i++)
		letters += (unsigned char)fold[i] >= 0x80 ||
			   (fold[i] >= 'a' && fold[i] <= 'z');
	return letters < 2 || len >= TY_MAX_WORD ||
	       AMONG(fold, len, function_words) ? BREAK : WORD;
}

static bool joins(const char *s, const struct ty_tokens *t, size_t i)
{
	return i + 1 < t->n && t->v[i].kind == TY_PUNCT &&
	       s[t->v[i].span.start] == '-' &&
	       t->v[i].span.end - t->v[i].span.start == 1 &&
	       t->v[i - 1].span.end == t->v[i].span.start &&
	       t->v[i].span.end == t->v[i + 1].span.start &&
	       t->v[i + 1].kind == TY_WORD;
}

/* Only blanks, and not many, between two words of a phrase. */
static bool close_to(const char *s, size_t from, size_t to)
{
	for (; from < to; from++)
		if (s[from] != ' ' && s[from] != '\n')
			return false;
	return true;
}

static void find_english(struct ty_expression_finder *f, const char *s,
			 size_t len)
{
	const struct ty_tokens *t = &f->tokens;
	size_t i, k, n;

	ty_tokenize(f->tokenizer, s, len, &f->tokens);
	for (i = 0; i < t->n; i++) {
		const char *fold = t->folded.p + t->v[i].fold;
		struct unit *u = add_unit(f, t->v[i].span.start,
					  t->v[i].span.end);

		n = t->v[i].fold_len;
		u->kind = english_kind(fold, n, t->v[i].kind);
		u->capital = is_capital_at(s, u->span.start, len);
		u->touches = i > 0 && close_to(s, t->v[i - 1].span.end,
					       u->span.start);
		if (n > 2 && !memcmp(fold + n - 2, "'s", 2)) {
			n -= 2;
			u->span.end -= s[u->span.end - 2] == '\'' ? 2 : 4;
		}
		ty_buf_add(&f->folded, fold, n);
		/* "cease-fire" is one word here. */
		while (u->kind == WORD && joins(s, t, i + 1)) {
			for (k = i + 1; k <= i + 2; k++)
				ty_buf_add(&f->folded,
					   t->folded.p + t->v[k].fold,
					   t->v[k].fold_len);
			i += 2;
			u->span.end = t->v[i].span.end;
		}
		u->fold_len = f->folded.len - u->fold;
	}
}

/* ------------------------------------------------------------ Japanese -- */

/* Words of kanji that are no terms, in the order of strcmp(). */
static const char *const formal_words[] = {
	"一方", "一部", "上記", "下記", "今回", "今年", "今後", "他方",
	"以上", "以下", "以内", "以前", "以外", "以後", "以降", "使用",
	"全体", "全部", "具体的", "前回", "前年", "午前", "午後", "可能",
	"可能性", "各種", "同じ", "同国", "同年", "同日", "同時", "同様",
	"問題", "場合", "多数", "大切", "大量", "実際", "対して", "対応",
	"対象", "必要", "指定", "明らか", "昨年", "時点", "時間", "最初",
	"最後", "最新", "最終", "最近", "有効", "次回", "正常", "毎日",
	"無効", "現在", "理由", "発表", "目的", "直前", "直後", "直接",
	"程度", "種類", "自分", "自身", "表明", "複数", "要求", "説明",
	"質問", "近く", "途中", "通常", "部分", "重要", "関係", "関連",
	"非常",
};

static bool is_kanji(UChar32 c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005;
}

static bool is_katakana(UChar32 c)
{
	return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC ||
	       (c >= 0xFF66 && c <= 0xFF9F);
}

static bool is_hiragana(UChar32 c)
{
	return c >= 0x3041 && c <= 0x3096;
}

/* What kind of unit ICU's word [start, end) is. */
static int japanese_kind(const char *s, size_t start, size_t end)
{
	size_t i = start, kanji = 0, katakana = 0, latin = 0, hiragana = 0;
	UChar32 c, last = 0;

	while (i < end) {
		U8_NEXT_OR_FFFD(s, i, end, c);
		last = c;
		if (is_kanji(c))
			kanji++;
		else if (is_katakana(c))
			katakana++;
		else if (is_hiragana(c))
			hiragana++;
		else if (u_isalpha(c))
			latin++;
		else if (!u_isdigit(c) || !latin)
			return BREAK;
	}
	if (hiragana) {
		/* 引き上げ, 手続き: a verb made a noun. */
		for (i = 0; kanji + hiragana >= 3 && kanji && !katakana &&
		     !latin && i < 9; i++)
			if (last == (UChar32)u"みきりしげけいえめ"[i] &&
			    kanji >= 2)
				return WORD;
		return BREAK;
	}
	if (kanji + katakana + latin == 1)
		return latin ? BREAK : PART;
	return WORD;
}

static void add_japanese(struct ty_expression_finder *f, const char *s,
			 size_t len, size_t start, size_t end)
{
	struct unit *u;
	int kind = japanese_kind(s, start, end);

	/* ICU may part a row of katakana: it is one word. */
	u = f->n ? &f->units[f->n - 1] : NULL;
	if (u && kind != BREAK && u->span.end == start && u->kind != BREAK) {
		size_t at = start, k = start;
		UChar32 before, first;

		U8_BACK_1((const uint8_t *)s, 0, k);
		U8_NEXT_OR_FFFD(s, k, len, before);
		U8_NEXT_OR_FFFD(s, at, len, first);
		if (is_katakana(before) && is_katakana(first)) {
			ty_fold(&f->folded, s + start, end - start,
				TY_FOLD_MATCH, NULL);
			u->span.end = end;
			u->fold_len = f->folded.len - u->fold;
			u->kind = WORD;
			return;
		}
	}
	u = add_unit(f, start, end);
	u->kind = kind;
	if (kind == WORD && AMONG(s + start, end - start, formal_words))
		u->kind = PART;
	u->touches = true;
	ty_fold(&f->folded, s + start, end - start, TY_FOLD_MATCH, NULL);
	u->fold_len = f->folded.len - u->fold;
}

static void find_japanese(struct ty_expression_finder *f, const char *s,
			  size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	int32_t at, next;

	utext_openUTF8(&text, s, (int64_t)len, &status);
	ubrk_setUText(f->words, &text, &status);
	if (U_SUCCESS(status)) {
		at = ubrk_first(f->words);
		while ((next = ubrk_next(f->words)) != UBRK_DONE) {
			add_japanese(f, s, len, (size_t)at, (size_t)next);
			at = next;
		}
	}
	utext_close(&text);
}

/* --------------------------------------------------------- expressions -- */

/* Plurals that lose more than an s. */
static bool loses_more(const char *s, size_t len)
{
	static const char *const endings[] = { "ies", "ches", "shes", "xes",
					       "sses", "zzes" };
	size_t i, n;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		n = strlen(endings[i]);
		if (len > n && !memcmp(s + len - n, endings[i], n))
			return true;
	}
	return false;
}

/* A noun's singular, as far as spelling tells: the rules propose "citie", then
 * "city"; "curse", then "curs". */
static void add_singular(struct ty_buf *out, const char *s, size_t len)
{
	struct ty_base bases[TY_MAX_BASES];
	size_t n = ty_english_bases(s, len, bases), i, best = n;

	for (i = 0; i < n; i++)
		if (bases[i].how == TY_INFLECT_S &&
		    (best == n || loses_more(s, len)))
			best = i;
	if (best < n)
		ty_buf_add(out, bases[best].text, bases[best].len);
	else
		ty_buf_add(out, s, len);
}

static void add_expression(struct ty_expression_finder *f,
			   struct ty_expressions *list, const char *s,
			   size_t first, size_t n)
{
	struct ty_buf *text = &list->text;
	struct ty_expression *e;
	size_t i;

	list->v = ty_grow(list->v, &list->cap, list->n + 1, sizeof(*list->v));
	e = &list->v[list->n++];
	memset(e, 0, sizeof(*e));
	e->key = text->len;
	e->name = f->tokenizer != NULL;
	for (i = first; i < first + n; i++) {
		const struct unit *u = &f->units[i];
		const char *fold = f->folded.p + u->fold;

		if (i > first)
			ty_buf_addc(text, TY_EXPRESSION_GAP);
		if (f->tokenizer && i + 1 == first + n)
			add_singular(text, fold, u->fold_len);
		else
			ty_buf_add(text, fold, u->fold_len);
		e->name &= u->capital || u->kind == LINK;
	}
	e->key_len = text->len - e->key;
	ty_buf_addc(text, '\0');
	e->form = text->len;
	ty_squeeze(text, s + f->units[first].span.start,
		   f->units[first + n - 1].span.end -
		   f->units[first].span.start);
	e->form_len = text->len - e->form;
	ty_buf_addc(text, '\0');
	e->words = (int)n;
	e->first = first == 0;
}

void ty_expressions_find(struct ty_expression_finder *f, const char *s,
			 size_t len, struct ty_expressions *list)
{
	size_t i, k;

	if (!list->text.p)
		ty_buf_init(&list->text);
	ty_buf_clear(&list->text);
	list->n = 0;
	ty_buf_clear(&f->folded);
	f->n = 0;
	if (f->tokenizer)
		find_english(f, s, len);
	else
		find_japanese(f, s, len);
	for (i = 0; i < f->n; i++) {
		if (f->units[i].kind != WORD && f->units[i].kind != PART)
			continue;
		for (k = i; k < f->n && k < i + TY_EXPRESSION_WORDS; k++) {
			const struct unit *u = &f->units[k];

			if (u->kind == BREAK || (k > i && !u->touches))
				break;
			if (u->kind == LINK || (k == i && u->kind == PART))
				continue;
			add_expression(f, list, s, i, k - i + 1);
		}
	}
}
