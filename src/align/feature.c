/* What a segment and its translation are expected to share. */

#include <stdlib.h>
#include <string.h>

#include "align/feature.h"
#include "align/number.h"
#include "base/alloc.h"
#include "text/utf8.h"

#define MAX_FEATURES	256		/* of a segment; more only cost time */
#define MAX_READ	16384		/* bytes of a segment */
#define MONTH_SIGN	"\xe6\x9c\x88"	/* 月 */
#define SPAN_SIGN	"\xe9\x96\x93"	/* 間 */
#define TENTHS_SIGN	"\xe5\x89\xb2"	/* 割 */

/* A word that may begin a term of several words. */
struct waiting {
	struct ty_piece	piece;
	struct ty_forms	forms;
};

/* The walk over the segments of one side. */
struct walk {
	struct ty_features	*features;
	struct ty_segments	*segments;
	const struct ty_lexicon	*terms;		/* the lexicon, if this side is
						   in its source language, */
	const struct ty_lexicon	*strings;	/* in its target language */
	uint32_t		 now;		/* number of this segment */
	struct ty_scan		 scan;
	struct waiting		 words[TY_PHRASE_MAX];
	size_t			 nwords;
};

static bool full(const struct walk *w)
{
	const struct ty_segments *s = w->segments;

	return s->nitems - s->first[s->n] >= MAX_FEATURES;
}

/* Give the segment the feature called `key`; NULL if it has had its share. */
static struct ty_feature *add(struct walk *w, enum ty_feature_kind kind,
			      const void *key, size_t len)
{
	static const char letter[] = "nnmpwkts";
	struct ty_features *fs = w->features;
	struct ty_segments *segments = w->segments;
	uint32_t k, old = fs->names.n;
	char name[128];
	struct ty_feature *f;

	if (full(w))
		return NULL;
	if (len > sizeof(name) - 1)
		len = sizeof(name) - 1;
	name[0] = letter[kind];
	memcpy(name + 1, key, len);
	k = ty_intern_add(&fs->names, name, len + 1);
	if (k == old) {
		fs->v = ty_grow(fs->v, &fs->cap, fs->names.n, sizeof(*fs->v));
		fs->v[k] = (struct ty_feature){
			.kind = kind, .id = TY_INTERN_NONE
		};
	}
	f = &fs->v[k];
	if (f->last != w->now) {
		segments->items = ty_grow(segments->items, &segments->cap_items,
					  segments->nitems + 1,
					  sizeof(*segments->items));
		segments->items[segments->nitems++] = k;
		f->last = w->now;
	}
	return f;
}

static void add_mark(struct walk *w, char mark)
{
	add(w, TY_FEATURE_MARK, &mark, 1);
}

static void add_number(struct walk *w, double value)
{
	/* Sums of fractions may differ in the last bits of a double. */
	float key = (float)value;

	bool small = value <= 12 && value == (int)value;

	add(w, small ? TY_FEATURE_SMALL_NUMERAL : TY_FEATURE_NUMERAL, &key,
	    sizeof(key));
}

static void add_month(struct walk *w, int month)
{
	char key = (char)month;

	add(w, TY_FEATURE_MONTH, &key, 1);
}

/* A word by itself.  Its name is in small letters, so that Nato is NATO. */
static void add_word(struct walk *w, const struct ty_piece *piece,
		     uint32_t term)
{
	char low[TY_PIECE_MAX];
	struct ty_feature *f;
	size_t i;

	if (piece->kind != TY_PIECE_WORD || piece->len < 2)
		return;
	for (i = 0; i < piece->len; i++)
		low[i] = piece->text[i] >= 'A' && piece->text[i] <= 'Z' ?
			 (char)(piece->text[i] + 'a' - 'A') : piece->text[i];
	f = add(w, TY_FEATURE_LATIN, low, piece->len);
	if (f) {
		f->capital |= piece->capital;
		f->id = term;
		f->length = (uint32_t)piece->len;
	}
}

/* Turn the first of the waiting words, or the term that begins there, into a
 * feature. */
static void take_word(struct walk *w)
{
	struct ty_forms forms[TY_PHRASE_MAX];
	struct ty_feature *f;
	size_t k, used = 1;
	uint32_t term;

	for (k = 0; k < w->nwords; k++)
		forms[k] = w->words[k].forms;
	term = ty_lexicon_term(w->terms, forms, w->nwords, &used);
	if (term != TY_INTERN_NONE && used > 1) {
		f = add(w, TY_FEATURE_PHRASE, &term, sizeof(term));
		if (f)
			f->id = term;
	} else {
		used = 1;
		add_word(w, &w->words[0].piece, term);
	}
	w->nwords -= used;
	memmove(w->words, w->words + used, w->nwords * sizeof(*w->words));
}

static void flush_words(struct walk *w)
{
	while (w->nwords)
		take_word(w);
}

static void push_word(struct walk *w, const struct ty_piece *piece)
{
	if (!w->terms) {
		add_word(w, piece, TY_INTERN_NONE);
		return;
	}
	if (w->nwords == TY_PHRASE_MAX)
		take_word(w);
	w->words[w->nwords].piece = *piece;
	ty_lexicon_forms(w->terms, piece, &w->words[w->nwords].forms);
	w->nwords++;
}

static bool follows(const struct ty_buf *s, size_t i, const char *sign)
{
	return s->len - i >= 3 && !memcmp(s->p + i, sign, 3);
}

/* The year before the first of the era whose name ends at byte `i`. */
static double era(const struct ty_buf *s, size_t i)
{
	static const struct {
		char	name[7];
		double	before;
	} eras[] = {
		{ "\xe4\xbb\xa4\xe5\x92\x8c", 2018 },	/* 令和 */
		{ "\xe5\xb9\xb3\xe6\x88\x90", 1988 },	/* 平成 */
		{ "\xe6\x98\xad\xe5\x92\x8c", 1925 }	/* 昭和 */
	};
	size_t k;

	for (k = 0; k < sizeof(eras) / sizeof(*eras); k++)
		if (i >= 6 && !memcmp(s->p + i - 6, eras[k].name, 6))
			return eras[k].before;
	return 0;
}

/* A number that begins where the scan found a digit or a numeral. */
static void number(struct walk *w, const struct ty_piece *piece)
{
	const struct ty_buf *s = &w->scan.folded;
	size_t i = piece->span.start;
	double value;

	if (!ty_number_read(s->p, s->len, &i, &value))
		return;
	w->scan.at = i;
	if (follows(s, i, MONTH_SIGN) && !follows(s, i + 3, SPAN_SIGN) &&
	    value >= 1 && value <= 12) {
		add_month(w, (int)value);
		return;
	}
	if (follows(s, i, TENTHS_SIGN))
		value *= 10;
	add_number(w, value + era(s, piece->span.start));
}

static void word(struct walk *w, const struct ty_piece *piece)
{
	const struct ty_buf *s = &w->scan.folded;
	size_t i = piece->span.end;
	double value;
	int month;

	month = piece->capital ? ty_number_month(piece->text, piece->len) : 0;
	/* "may" and "march" are months before a day only. */
	if (month && ((month != 3 && month != 5) ||
		      (i + 1 < s->len && s->p[i] == ' ' &&
		       s->p[i + 1] >= '0' && s->p[i + 1] <= '9')))
		add_month(w, month);
	if (ty_number_word(piece->text, piece->len, s->p, s->len, &i, &value)) {
		w->scan.at = i;
		add_number(w, value);
	}
	if (piece->len == 7 && !memcmp(piece->text, "percent", 7))
		add_mark(w, '%');
	push_word(w, piece);
}

static void other(struct walk *w, const struct ty_piece *piece)
{
	switch (piece->c) {
	case '?': case '!': case '%': case '(':
		add_mark(w, (char)piece->c);
		break;
	case '"': case 0x300c: case 0x300e:	/* 「 『 */
		add_mark(w, '"');
		break;
	default:
		if (piece->c >= 0x3007 && piece->c <= 0x9fff)
			number(w, piece);
	}
}

/* Strings of the lexicon in text without spaces, the longest at each place.
 * One in katakana must not begin inside a katakana word. */
static void find_strings(struct walk *w)
{
	const struct ty_buf *s = &w->scan.folded;
	size_t i = 0, used, next;
	bool inside = false;
	struct ty_feature *f;
	uint32_t id;
	int32_t c;

	while (i < s->len && !full(w)) {
		next = i;
		c = ty_utf8_next(s->p, s->len, &next);
		id = TY_INTERN_NONE;
		if (c >= 0x80 && !(inside && ty_is_katakana(c)))
			id = ty_lexicon_string(w->strings, s->p + i,
					       s->len - i, &used);
		if (id == TY_INTERN_NONE) {
			inside = ty_is_katakana(c);
			i = next;
			continue;
		}
		f = add(w, TY_FEATURE_STRING, &id, sizeof(id));
		if (f) {
			f->id = id;
			f->length = (uint32_t)ty_utf8_count(s->p + i, used);
		}
		inside = false;
		i += used;
	}
}

static void read_segment(struct walk *w, const char *text)
{
	struct ty_segments *segments = w->segments;
	struct ty_piece piece;
	struct ty_feature *f;
	size_t len;

	w->now++;
	len = strlen(text);
	segments->length[segments->n] = (float)ty_utf8_count(text, len);
	if (!len)
		segments->length[segments->n] = 1;	/* it has a logarithm */
	if (len > MAX_READ)
		for (len = MAX_READ; (text[len] & 0xc0) == 0x80; len--)
			;
	ty_scan_begin(&w->scan, text, len);
	while (!full(w) && ty_scan_next(&w->scan, &piece)) {
		if (piece.len == 0)
			flush_words(w);
		switch (piece.kind) {
		case TY_PIECE_WORD:
			word(w, &piece);
			break;
		case TY_PIECE_NUMBER:
			number(w, &piece);
			push_word(w, &piece);
			break;
		case TY_PIECE_KATAKANA:
			f = add(w, TY_FEATURE_KATAKANA, w->scan.folded.p +
				piece.span.start,
				piece.span.end - piece.span.start);
			if (f)
				f->length = (uint32_t)(piece.span.end -
						       piece.span.start) / 3;
			break;
		default:
			other(w, &piece);
		}
	}
	flush_words(w);
	if (w->strings)
		find_strings(w);
	segments->first[++segments->n] = segments->nitems;
}

/* Fill where[] and at[] from items[] and first[]. */
static void invert(struct ty_segments *segments, uint32_t nfeatures)
{
	size_t i, k, *end;

	segments->where = ty_alloc(segments->nitems + 1, sizeof(uint32_t));
	segments->at = ty_alloc((size_t)nfeatures + 2, sizeof(size_t));
	end = segments->at + 1;
	for (k = 0; k < segments->nitems; k++)
		end[segments->items[k] + 1]++;
	for (k = 0; k < nfeatures; k++)
		end[k + 1] += end[k];
	for (i = 0; i < segments->n; i++)
		for (k = segments->first[i]; k < segments->first[i + 1]; k++)
			segments->where[end[segments->items[k]]++] =
				(uint32_t)i;
}

void ty_features_find(struct ty_features *features,
		      const struct ty_lexicon *lexicon,
		      const char *const *const text[2], const size_t n[2])
{
	struct walk w = { .features = features };
	size_t i;
	int side;

	memset(features, 0, sizeof(*features));
	ty_scan_init(&w.scan);
	for (side = 0; side < 2; side++) {
		w.segments = &features->side[side];
		w.segments->length = ty_alloc(n[side] + 1, sizeof(float));
		w.segments->first = ty_alloc(n[side] + 2, sizeof(size_t));
		w.terms = side == 0 ? lexicon : NULL;
		w.strings = side == 1 ? lexicon : NULL;
		for (i = 0; i < n[side]; i++)
			read_segment(&w, text[side][i]);
	}
	for (side = 0; side < 2; side++)
		invert(&features->side[side], features->names.n);
	ty_scan_release(&w.scan);
}

void ty_features_release(struct ty_features *features)
{
	struct ty_segments *s;

	for (s = features->side; s < features->side + 2; s++) {
		free(s->length);
		free(s->items);
		free(s->first);
		free(s->where);
		free(s->at);
	}
	ty_intern_release(&features->names);
	free(features->v);
}

uint32_t ty_features_string(const struct ty_features *features,
			    const struct ty_lexicon *lexicon, uint32_t id)
{
	char name[TY_PIECE_MAX + 1];
	const char *s = ty_lexicon_text(lexicon, id);
	size_t len;

	if (s[0] & 0x80) {
		name[0] = 's';
		len = sizeof(id);
		memcpy(name + 1, &id, len);
	} else {
		name[0] = 'w';
		len = strlen(s);
		if (len >= TY_PIECE_MAX)
			return TY_INTERN_NONE;
		memcpy(name + 1, s, len);
	}
	return ty_intern_find(&features->names, name, len + 1);
}
