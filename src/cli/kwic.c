/* Keyword in context: each place on a line, with what stands before and after
 * it, and the other side beside it; columns line up whatever their scripts. */

#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "text/utf8.h"

#define LEAST	8			/* columns of a side, at least */
#define GAP	2			/* between the columns */

/* A piece of a line, fit for a terminal. */
struct piece {
	struct ty_buf	text;
	size_t		start, end;	/* bytes of it that are shown */
	size_t		columns;	/* that they take */
};

static void make(struct piece *piece, const char *s, size_t len)
{
	ty_buf_init(&piece->text);
	ty_printable(&piece->text, s, len);
	piece->start = 0;
	piece->end = piece->text.len;
	piece->columns = ty_columns(piece->text.p, piece->text.len);
}

/* Take characters from the end, until no more than `room` columns are left. */
static void cut_end(struct piece *piece, size_t room)
{
	const char *s = piece->text.p;
	size_t i = 0, from = 0, columns = 0, wide;

	if (piece->columns <= room)
		return;
	while (i < piece->text.len) {
		from = i;
		ty_utf8_next(s, piece->text.len, &i);
		wide = ty_columns(s + from, i - from);
		if (columns + wide > room)
			break;
		columns += wide;
		from = i;
	}
	piece->end = from;
	piece->columns = columns;
}

/* The same from the beginning; a mark does not stay without its letter. */
static void cut_start(struct piece *piece, size_t room)
{
	const char *s = piece->text.p;
	size_t i = 0, from, wide;

	while (i < piece->text.len) {
		from = i;
		ty_utf8_next(s, piece->text.len, &i);
		wide = ty_columns(s + from, i - from);
		if (piece->columns <= room && wide > 0) {
			i = from;
			break;
		}
		piece->columns -= wide;
	}
	piece->start = i;
}

static void print_piece(const struct piece *piece)
{
	fwrite(piece->text.p + piece->start, 1, piece->end - piece->start,
	       stdout);
}

/* Columns before the place: half of what it leaves; if it need not line up with
 * others, so many that none stay empty. */
static size_t left_of(const struct piece *before, const struct piece *at,
		      const struct piece *after, size_t room, bool line_up)
{
	size_t rest = room - at->columns, left = rest / 2;

	if (line_up)
		return left;
	if (after->columns < rest - left)
		left = rest - after->columns;
	return before->columns < left ? before->columns : left;
}

/* One side in `room` columns, with the place in its middle, marked if it is
 * one. */
static void print_side(const struct cli *cli, const char *text,
		       const struct ty_span *place, bool marked, size_t room,
		       bool fill)
{
	struct piece before, at, after;
	size_t bracket = marked && !cli->color ? 1 : 0, left;

	make(&before, text, place->start);
	make(&at, text + place->start, place->end - place->start);
	make(&after, text + place->end, strlen(text + place->end));
	room -= 2 * bracket;
	cut_end(&at, room);
	left = left_of(&before, &at, &after, room, marked);
	cut_start(&before, left);
	cut_end(&after, room - at.columns - left);
	printf("%*s", (int)(left - before.columns), "");
	print_piece(&before);
	if (marked)
		fputs(cli->color ? FOUND : "[", stdout);
	print_piece(&at);
	if (marked)
		fputs(cli->color ? PLAIN : "]", stdout);
	print_piece(&after);
	if (fill)
		printf("%*s", (int)(room - at.columns - left - after.columns),
		       "");
	ty_buf_release(&before.text);
	ty_buf_release(&at.text);
	ty_buf_release(&after.text);
}

/* Where to look at the other side, if nothing was found there: as far into it
 * as the place is into its own. */
static struct ty_span opposite(const char *other, const char *text,
			       const struct ty_span *place)
{
	size_t len = strlen(other), own = strlen(text), at;
	struct ty_span span;

	at = own ? (size_t)((double)len * (double)(place->start + place->end) /
			    2 / (double)own) : 0;
	if (at > len)
		at = len;
	while (at > 0 && ((unsigned char)other[at] & 0xC0) == 0x80)
		at--;
	span.start = span.end = at;
	return span;
}

/* Of an empty place the whole is shown, if it has room. */
static struct ty_span centre(const char *other, struct ty_span span,
			     size_t room)
{
	size_t len = strlen(other);

	if (span.start == span.end && ty_columns(other, len) <= room) {
		span.start = 0;
		span.end = len;
	}
	return span;
}

void print_kwic(const struct cli *cli, const struct ty_hits *hits,
		size_t width)
{
	char number[32];
	size_t i, k, ids = 0, room;

	for (i = 0; i < hits->n; i++) {
		int n = snprintf(number, sizeof(number), "#%lld",
				 (long long)hits->items[i].unit);

		if ((size_t)n > ids)
			ids = (size_t)n;
	}
	room = width > ids + 2 * GAP + 2 * LEAST ?
	       (width - ids - 2 * GAP) / 2 : LEAST;
	for (i = 0; i < hits->n; i++) {
		const struct ty_hit *h = &hits->items[i];

		for (k = 0; k < h->nspans; k++) {
			bool marked = h->nother_spans > 0;
			struct ty_span there = marked ? h->other_spans[0] :
				centre(h->other, opposite(h->other, h->text,
							  &h->spans[k]), room);

			snprintf(number, sizeof(number), "#%lld",
				 (long long)h->unit);
			printf("%*s%*s", (int)ids, number, GAP, "");
			print_side(cli, h->text, &h->spans[k], true, room,
				   true);
			printf("%*s", GAP, "");
			print_side(cli, h->other, &there, marked, room, false);
			printf("\n");
		}
	}
}
