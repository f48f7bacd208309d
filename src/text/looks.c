/* What lines of a story look like: notes, bylines, credits, captions, junk. */

#include <string.h>
#include <unicode/uchar.h>

#include "text/glyph.h"
#include "text/looks.h"
#include "text/wording.h"

#define SHORT_LINE	40	/* columns */
#define WIDEST		1000

int ty_looks_width(const char *s, struct ty_span p)
{
	size_t i;
	int n = 0;

	for (i = p.start; i < p.end && n < WIDEST; i++) {
		unsigned char b = (unsigned char)s[i];

		if ((b & 0xC0) != 0x80)
			n += b >= 0xE3 ? 2 : 1;
	}
	return n < WIDEST ? n : WIDEST;
}

int ty_looks_words(const char *s, struct ty_span p)
{
	bool in_word = false;
	size_t i;
	int n = 0;

	for (i = p.start; i < p.end && n < WIDEST; i++) {
		bool space = ty_space_byte(s[i]);

		n += !space && !in_word;
		in_word = !space;
	}
	return n;
}

static int32_t first(const char *s, struct ty_span p)
{
	return p.start < p.end ? ty_char_at(s, p.start, p.end, NULL) : 0;
}

static int32_t last(const char *s, struct ty_span p)
{
	return p.start < p.end ? ty_char_before(s, p.start, p.end, NULL) : 0;
}

/* Is the whole of it one pair of brackets? */
static bool bracketed(const char *s, struct ty_span p)
{
	int32_t close = ty_glyph_partner(first(s, p));

	return close && last(s, p) == close;
}

/* --------------------------------------------------- notes, names, credit -- */

bool ty_looks_note(const char *s, struct ty_span p)
{
	static const char *const words[] = {
		"eds:", "eds.:", "ed:", "editors:", "editor's note",
		"editors' note", "editor’s note", "editors’ note",
		"note to editors", "attention editors", "attn:", "attn editors",
		"embargoed", "編注", "編集注", "編集者注", "注）", "注：", "注＝",
		"デスク注", "解禁"
	};

	return ty_begins_any(s, ty_bare(s, p), words, TY_LENGTH(words));
}

/* A person's or a desk's name: words with capitals, small words between. */
static bool names(const char *s, struct ty_span p)
{
	static const char *const between[] = {
		"and", "of", "the", "de", "da", "del", "van", "von", "bin",
		"al", "in", "for", "correspondents", "correspondent", "staff",
		"writer", "writers", "contributors", "&"
	};
	size_t i = p.start, from;
	int words = 0;

	while (i < p.end) {
		from = i;
		while (i < p.end && !ty_space_byte(s[i]))
			i++;
		if (!u_isupper(ty_char_at(s, from, p.end, NULL)) &&
		    (words == 0 || !ty_begins_any(s, (struct ty_span){ from, i },
					       between, TY_LENGTH(between))) &&
		    !ty_begins(s, (struct ty_span){ from, i }, "dpa"))
			return false;
		words++;
		i = ty_skip_space(s, i, p.end);
	}
	return words >= 1 && words <= 10;
}

static bool japanese_byline(const char *s, struct ty_span p,
			    struct ty_span *name)
{
	static const char *const roles[] = {
		"文", "取材", "執筆", "構成", "聞き手", "撮影", "写真", "記者"
	};
	size_t k, i, next;
	int32_t c;

	*name = ty_bare(s, p);
	if (first(s, p) == 0x3010 && bracketed(s, p))	/* 【】 */
		return true;
	for (k = 0; k < TY_LENGTH(roles); k++) {
		i = ty_begins(s, *name, roles[k]);
		if (!i || i >= name->end)
			continue;
		c = ty_char_at(s, i, name->end, &next);
		if (!(ty_glyph(c) & (TY_G_PAUSE | TY_G_SPACE)) && c != 0xFF1D &&
		    c != '=' && c != '/' && c != 0xFF0F)
			continue;
		name->start = ty_skip_space(s, next, name->end);
		return true;
	}
	i = strlen("記者");
	if (name->end - name->start > i &&
	    !memcmp(s + name->end - i, "記者", i) &&
	    ty_looks_width(s, *name) <= 20) {
		name->end = ty_trim_space(s, name->start, name->end - i);
		return true;
	}
	return false;
}

bool ty_looks_byline(const char *s, struct ty_span p, struct ty_span *name)
{
	struct ty_span in = ty_bare(s, p);
	size_t i;

	if (ty_looks_width(s, p) > 2 * SHORT_LINE || in.start == in.end ||
	    (ty_glyph(last(s, in)) & (TY_G_STOP | TY_G_PAUSE)))
		return false;
	i = ty_begins(s, in, "By");
	if (i && i < in.end && ty_space_byte(s[i])) {
		*name = (struct ty_span){ ty_skip_space(s, i, in.end), in.end };
		return names(s, *name);
	}
	return ty_looks_width(s, p) <= SHORT_LINE &&
	       ty_is_cjk(first(s, in)) && japanese_byline(s, p, name);
}

bool ty_looks_credit(const char *s, struct ty_span p,
		     const struct ty_abbrev *words, struct ty_span *name)
{
	static const char *const ends[] = {
		"end", "ends", "end it", "ends it", "-30-", "###", "おわり",
		"終わり", "終", "完", "了"
	};
	static const char *const reporting[] = {
		"reporting by", "additional reporting by", "writing by",
		"editing by", "compiled by", "取材協力"
	};
	struct ty_span in = ty_bare(s, p);
	size_t k, i;

	if (ty_begins(s, in, "- "))		/* an item of a list */
		in.start += 2;
	*name = in;
	if (ty_begins_any(s, in, reporting, TY_LENGTH(reporting)))
		return true;
	if (in.start == in.end || ty_looks_width(s, p) > SHORT_LINE)
		return false;
	for (k = 0; k < TY_LENGTH(ends); k++)
		if (ty_begins(s, in, ends[k]) == in.end) {
			name->end = name->start;
			return true;
		}
	if (ty_begins(s, p, "==") || ty_begins(s, p, "＝＝")) {
		for (i = in.start; i < in.end && s[i] != '('; i++)
			;			/* "==Kyodo (Dec. 9)" */
		name->end = ty_trim_space(s, in.start, i);
		return true;
	}
	if (s[in.start] == '-' && ty_abbrev_is(words, TY_W_AGENCY,
					       s + in.start + 1,
					       in.end - in.start - 1)) {
		name->start++;			/* "-Kyodo" */
		return true;
	}
	if (ty_begins(s, in, "--") && ty_looks_words(s, in) <= 3) {
		name->start = ty_skip_space(s, in.start + 2, in.end);
		return name->start < name->end;
	}
	for (i = in.start; i < in.end && s[i] >= 'A' && s[i] <= 'Z'; i++)
		;
	if (i - in.start >= 2 && i + 1 == in.end && s[i] == '-') {
		name->end = i;			/* "KWS-" */
		return true;
	}
	return ty_abbrev_is(words, TY_W_AGENCY, s + in.start,
			    in.end - in.start);
}

/* ------------------------------------------------- captions, boilerplate -- */

/* The bracket that `p` ends with: what is in it, and where it opens. */
static bool last_bracket(const char *s, struct ty_span p, struct ty_span *in,
			 size_t *open)
{
	int32_t close = last(s, p), c;
	size_t i, prev;

	if (close != ')' && close != 0xFF09 && close != 0x3011)
		return false;
	ty_char_before(s, p.start, p.end, &in->end);
	for (i = in->end; i > p.start && in->end - i < 120; i = prev) {
		c = ty_char_before(s, p.start, i, &prev);
		if (ty_glyph_partner(c) == close) {
			in->start = i;
			*open = prev;
			return i < in->end;
		}
	}
	return false;
}

bool ty_looks_ending(const char *s, struct ty_span p, struct ty_span *in)
{
	size_t open;

	if (!last_bracket(s, p, in, &open))
		return false;
	p.end = ty_trim_space(s, p.start, open);
	return ty_glyph(last(s, p)) & TY_G_STOP;
}

bool ty_looks_caption(const char *s, struct ty_span p)
{
	static const char *const words[] = {
		"photo:", "photo -", "caption:", "file photo", "pictured:",
		"photo shows", "supplied photo", "写真：", "写真＝", "写真説明",
		"【写真", "（写真", "キャプション"
	};
	static const char *const photos[] = {
		"photo", "via ap", "getty", "pool", "資料写真", "撮影", "提供"
	};
	struct ty_span in;
	size_t open, k;

	if (ty_begins_any(s, p, words, TY_LENGTH(words)))
		return true;
	if (!last_bracket(s, p, &in, &open))
		return false;
	for (k = 0; k < TY_LENGTH(photos); k++)
		if (ty_contains(s, in, photos[k]) && open > p.start)
			return true;
	/* 笑顔を見せる選手＝１１日、東京（共同） */
	p.end = open;
	return ty_looks_width(s, p) <= 160 && ty_contains(s, p, "＝") &&
	       !ty_contains(s, p, "。");
}

static bool has_letter(const char *s, struct ty_span p)
{
	size_t i = p.start;

	while (i < p.end)
		if (u_isalnum(ty_char_at(s, i, p.end, &i)))
			return true;
	return false;
}

bool ty_looks_transmission(const char *s, struct ty_span p)
{
	unsigned char c = (unsigned char)s[p.start];

	if ((c != 0x01 && c != 0x03 && c != 0x04 && c != 0x16) ||
	    ty_looks_width(s, p) > 2 * SHORT_LINE)
		return false;
	while (p.end > p.start && (ty_glyph(last(s, p)) & (TY_G_CLOSE |
							   TY_G_QUOTE)))
		ty_char_before(s, p.start, p.end, &p.end);
	return !(ty_glyph(last(s, p)) & TY_G_STOP);
}

bool ty_looks_boilerplate(const char *s, struct ty_span p)
{
	static const char *const words[] = {
		"copyright", "©", "(c) ", "share this", "share on", "share:",
		"related article", "related articles", "related stories",
		"related coverage", "related news", "related:", "read more",
		"read next", "read also", "see also", "click here", "sign up",
		"subscribe", "advertisement", "advertising", "follow us",
		"most read", "most popular", "print this", "this site uses",
		"we use cookies", "this material may not be",
		"無断転載", "関連記事", "関連ニュース", "この記事をシェア",
		"シェアする", "ツイート", "広告", "会員登録", "続きを読む",
		"印刷する", "あわせて読みたい", "著作権"
	};

	if (!has_letter(s, p) || ty_looks_transmission(s, p))
		return true;
	if (ty_looks_words(s, p) == 1 &&
	    (ty_begins(s, p, "http://") || ty_begins(s, p, "https://") ||
	     ty_begins(s, p, "www.") || memchr(s + p.start, '@',
					    p.end - p.start)))
		return true;
	if (ty_looks_width(s, p) > 160)
		return false;
	return ty_begins_any(s, p, words, TY_LENGTH(words)) ||
	       ty_contains(s, p, "all rights reserved");
}

bool ty_looks_subhead(const char *s, struct ty_span p)
{
	int32_t c = first(s, p);

	return (c == 0x25A0 || c == 0x25A1 || c == 0x25C6 || c == 0x25BC) &&
	       ty_looks_width(s, p) <= 80 && has_letter(s, p) &&
	       !(ty_glyph(last(s, p)) & TY_G_STOP);
}

bool ty_looks_sentence(const char *s, struct ty_span p,
		       const struct ty_abbrev *words)
{
	int width = ty_looks_width(s, p);
	struct ty_span in;
	size_t prev, from;
	int32_t c = 0;

	if (ty_looks_ending(s, p, &in))
		return true;
	p = ty_bare(s, p);
	while (p.end > p.start) {
		c = ty_char_before(s, p.start, p.end, &prev);
		if (!(ty_glyph(c) & (TY_G_CLOSE | TY_G_QUOTE)))
			break;
		p.end = prev;
	}
	if (!(ty_glyph(c) & TY_G_STOP) || c == 0x2026)
		return false;
	if (c == 0x3002 || c == 0xFF61 || c == 0xFF0E)
		return true;
	if (c != '.')			/* a headline may ask */
		return width >= 60 && ty_looks_words(s, p) > 8;
	/* "12 South Maple Ave." */
	for (from = prev; from > p.start && !ty_space_byte(s[from - 1]); from--)
		;
	return width >= 60 ||
	       !ty_abbrev_classes(words, s + from, p.end - from);
}
