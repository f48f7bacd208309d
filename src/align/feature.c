/* What a segment and its translation are expected to share. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/feature.h"
#include "base/alloc.h"
#include "text/numeral.h"
#include "text/utf8.h"

#define MAX_FEATURES	512		/* of a segment; more only cost time */
#define MAX_READ	16384		/* bytes of a segment */

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
	const struct ty_value_reader *reader;	/* of this side's language */
	struct ty_values	 values;	/* of this segment, */
	size_t			 next;		/* of them, not yet passed */
	uint32_t		 now;		/* number of this segment */
	struct ty_span		 span;		/* of it, what is added */
	struct ty_scan		 scan;
	struct waiting		 words[TY_PHRASE_MAX];
	size_t			 nwords;
};

static bool full(const struct walk *w)
{
	const struct ty_segments *s = w->segments;

	return s->nitems - s->first[s->n] >= MAX_FEATURES;
}

/* What is added next stands there in the folded text. */
static void stand(struct walk *w, size_t start, size_t end)
{
	w->span.start = w->scan.map.v[start];
	w->span.end = w->scan.map.v[end];
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
			.kind = kind, .id = TY_INTERN_NONE,
			.name = TY_INTERN_NONE
		};
	}
	f = &fs->v[k];
	if (f->last != w->now) {
		segments->items = ty_grow(segments->items, &segments->cap_items,
					  segments->nitems + 1,
					  sizeof(*segments->items));
		segments->spans = ty_grow(segments->spans, &segments->cap_spans,
					  segments->nitems + 1,
					  sizeof(*segments->spans));
		segments->spans[segments->nitems] = w->span;
		segments->items[segments->nitems++] = k;
		f->last = w->now;
	} else {
		f->again[segments == &fs->side[1]] = true;
	}
	return f;
}

static void add_mark(struct walk *w, char mark)
{
	add(w, TY_FEATURE_MARK, &mark, 1);
}

static void add_number(struct walk *w, const char *amount)
{
	size_t len = strlen(amount);
	bool small = len == 1 || (len == 2 && strcmp(amount, "12") <= 0 &&
				  amount[0] == '1');

	add(w, small ? TY_FEATURE_SMALL_NUMERAL : TY_FEATURE_NUMERAL, amount,
	    len);
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
		f->id = term;
		if (piece->capital && !f->capital && w->terms)
			f->name = ty_lexicon_name(w->terms, piece);
		f->capital |= piece->capital;
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
	stand(w, w->words[0].piece.span.start,
	      w->words[used - 1].piece.span.end);
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
		stand(w, piece->span.start, piece->span.end);
		add_word(w, piece, TY_INTERN_NONE);
		return;
	}
	if (w->nwords == TY_PHRASE_MAX)
		take_word(w);
	w->words[w->nwords].piece = *piece;
	ty_lexicon_forms(w->terms, piece, &w->words[w->nwords].forms);
	w->nwords++;
}

/* ---------------------------------------------------------------- values -- */

/* Years and days are numbers by themselves, the month is a feature of its own:
 * one language may leave out the others.  Weekdays are often one language's. */
static void add_date(struct walk *w, const char *amount)
{
	char part[8];
	int month = 0;
	size_t n;

	if (!(amount[0] == '-' || (amount[0] >= '0' && amount[0] <= '9')))
		return;
	n = strspn(amount, "0123456789");
	if (n == 4) {
		memcpy(part, amount, n);
		part[n] = '\0';
		add_number(w, part);
	}
	/* "2024-10-01", "--10-01", "---15" */
	amount += n ? n + 1 : 2;
	if (*amount != '-') {
		month = atoi(amount);
		add_month(w, month);
		amount += strspn(amount, "0123456789");
	}
	if (*amount == '-') {
		snprintf(part, sizeof(part), "%d", atoi(amount + 1));
		add_number(w, part);
	}
}

static void add_amount(struct walk *w, enum ty_value_kind kind,
		       const char *amount)
{
	if (kind == TY_VALUE_DATE || kind == TY_VALUE_MONTH)
		add_date(w, amount);
	else
		add_number(w, amount);
}

/* Add the parts of an amount between separators: of a range, of a score. */
static void add_parts(struct walk *w, enum ty_value_kind kind,
		      const char *amount, const char *separator)
{
	char part[TY_VALUE_AMOUNT];
	const char *end = strstr(amount, separator);

	if (!end) {
		add_amount(w, kind, amount);
		return;
	}
	memcpy(part, amount, (size_t)(end - amount));
	part[end - amount] = '\0';
	add_amount(w, kind, part);
	add_amount(w, kind, end + strlen(separator));
}

/* 25 basis points are 0.25 of a point in Japanese. */
static void add_points(struct walk *w, const char *amount)
{
	char points[TY_DECIMAL_TEXT];
	struct ty_decimal d;

	if (!ty_decimal_parse(&d, amount, strlen(amount)) ||
	    !ty_decimal_shift(&d, -2))
		return;
	ty_decimal_format(&d, points);
	add_number(w, points);
}

static void add_values(struct walk *w)
{
	const struct ty_value *v;
	size_t i;

	for (i = 0; i < w->values.n && !full(w); i++) {
		v = &w->values.v[i];
		w->span = v->span;
		if (v->kind == TY_VALUE_RANGE)
			add_parts(w, v->ends, v->amount, "..");
		else if (!strcmp(v->unit, "bp"))
			add_points(w, v->amount);
		else if (v->kind == TY_VALUE_SCORE)
			add_parts(w, TY_VALUE_NUMBER, v->amount, "-");
		else
			add_amount(w, v->kind, v->amount);
	}
}

/* Digits that are no value, as of F-35, are a number, too. */
static void number(struct walk *w, const struct ty_piece *piece)
{
	size_t at = w->scan.map.v[piece->span.start];
	char amount[TY_DECIMAL_TEXT];
	struct ty_numeral num;

	while (w->next < w->values.n &&
	       w->values.v[w->next].span.end <= at)
		w->next++;
	if (w->next < w->values.n && w->values.v[w->next].span.start <= at)
		return;
	if (ty_numeral_read(&num, piece->text, piece->len, 0) && num.good) {
		ty_decimal_format(&num.amount, amount);
		stand(w, piece->span.start, piece->span.end);
		add_number(w, amount);
	}
}

static void word(struct walk *w, const struct ty_piece *piece)
{
	stand(w, piece->span.start, piece->span.end);
	if (piece->len == 7 && !memcmp(piece->text, "percent", 7))
		add_mark(w, '%');
	push_word(w, piece);
}

static void other(struct walk *w, const struct ty_piece *piece)
{
	stand(w, piece->span.start, piece->span.end);
	switch (piece->c) {
	case '?': case '!': case '%': case '(':
		add_mark(w, (char)piece->c);
		break;
	case '"': case 0x300c: case 0x300e:	/* 「 『 */
		add_mark(w, '"');
		break;
	}
}

static void add_string(struct walk *w, uint32_t id, const char *s, size_t len,
		       bool longest)
{
	struct ty_feature *f = add(w, TY_FEATURE_STRING, &id, sizeof(id));

	if (f) {
		f->id = id;
		f->length = (uint32_t)ty_utf8_count(s, len);
		f->longest |= longest;
	}
}

static bool latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A string does not begin or end inside a word of letters, nor begin inside one
 * of katakana. */
static bool whole(const struct ty_buf *s, size_t end)
{
	return !(latin(s->p[end - 1]) && latin(s->p[end]));
}

/* All strings of the lexicon in text without spaces; the longest at a place is
 * told from what is only part of it. */
static void find_strings(struct walk *w)
{
	const struct ty_buf *s = &w->scan.folded;
	uint32_t id[TY_STRING_MAX];
	uint8_t used[TY_STRING_MAX];
	size_t i = 0, next, n, k, covered = 0;
	bool inside = false;
	int32_t c, last = 0;

	for (; i < s->len && !full(w); i = next, last = c) {
		next = i;
		c = ty_utf8_next(s->p, s->len, &next);
		inside = (ty_is_katakana(c) && ty_is_katakana(last)) ||
			 (c < 0x80 && last < 0x80 && latin((char)c) &&
			  latin((char)last));
		n = c == ' ' || inside ? 0 :
		    ty_lexicon_strings(w->strings, s->p + i, s->len - i, id,
				       used);
		for (k = n; k > 0; k--) {
			if (!whole(s, i + used[k - 1]))
				continue;
			stand(w, i, i + used[k - 1]);
			add_string(w, id[k - 1], s->p + i, used[k - 1],
				   i + used[k - 1] > covered);
			if (i + used[k - 1] > covered)
				covered = i + used[k - 1];
		}
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
	ty_values_read(w->reader, text, len, &w->values);
	w->next = 0;
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
			stand(w, piece.span.start, piece.span.end);
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
	add_values(w);
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
		      const struct ty_value_reader *const readers[2],
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
		w.reader = readers[side];
		for (i = 0; i < n[side]; i++)
			read_segment(&w, text[side][i]);
	}
	for (side = 0; side < 2; side++)
		invert(&features->side[side], features->names.n);
	ty_values_release(&w.values);
	ty_scan_release(&w.scan);
}

void ty_features_release(struct ty_features *features)
{
	struct ty_segments *s;

	for (s = features->side; s < features->side + 2; s++) {
		free(s->length);
		free(s->items);
		free(s->spans);
		free(s->first);
		free(s->where);
		free(s->at);
	}
	ty_intern_release(&features->names);
	free(features->v);
}

uint32_t ty_features_string(const struct ty_features *features, uint32_t id)
{
	char name[sizeof(id) + 1] = "s";

	memcpy(name + 1, &id, sizeof(id));
	return ty_intern_find(&features->names, name, sizeof(name));
}
