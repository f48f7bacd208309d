/* Hard-wrapped text: telling a line break of a machine from one of a writer. */

#include <string.h>
#include <unicode/uchar.h>

#include "text/glyph.h"
#include "text/lines.h"
#include "text/rule.h"

#define TAB		8	/* columns */
#define NARROW		40	/* a line shorter than this was not wrapped */
#define MAX_BYTES	400	/* of a line that may be TY_LINE_WIDE - 1 wide */

/* East Asian characters take two columns.  Three-byte UTF-8 is those, and
 * punctuation that is rare enough in a line. */
static int columns(const char *s, size_t from, size_t to)
{
	int n = 0;

	if (to - from > MAX_BYTES)
		return TY_LINE_WIDE;
	for (; from < to && n < TY_LINE_WIDE; from++) {
		unsigned char b = (unsigned char)s[from];

		if (b < 0x80 || (b >= 0xC0 && b < 0xE3))
			n++;
		else if (b >= 0xE3)
			n += 2;
	}
	return n < TY_LINE_WIDE ? n : TY_LINE_WIDE;
}

struct ty_line ty_line_at(const struct ty_lines *lines, size_t at)
{
	const char *s = lines->s;
	const char *nl = memchr(s + at, lines->newline, lines->end - at);
	size_t stop = nl ? (size_t)(nl - s) : lines->end;
	struct ty_line line = { .next = nl ? stop + 1 : lines->end };
	size_t i;

	line.start = ty_skip_space(s, at, stop);
	line.end = ty_trim_space(s, line.start, stop);
	for (i = at; i < line.start && line.indent < TY_LINE_WIDE; i++)
		if (s[i] == '\t')
			line.indent += TAB;
		else if ((s[i] & 0xC0) != 0x80)
			line.indent += (unsigned char)s[i] >= 0xE3 ? 2 : 1;
	line.width = line.indent + columns(s, line.start, line.end);
	if (line.width > TY_LINE_WIDE)
		line.width = TY_LINE_WIDE;
	line.trailing = line.end < stop && s[line.end] == ' ';
	return line;
}

static int32_t first(const struct ty_lines *lines, const struct ty_line *line)
{
	return ty_char_at(lines->s, line->start, line->end, NULL);
}

static int32_t last(const struct ty_lines *lines, const struct ty_line *line)
{
	size_t i = line->end;
	int32_t c;

	do
		c = ty_char_before(lines->s, line->start, i, &i);
	while (i > line->start && (ty_glyph(c) & (TY_G_CLOSE | TY_G_QUOTE)));
	return c;
}

/* Columns that the first word of a line, and the space before it, would have
 * taken on the line before.  A character of Japanese is a word, together with
 * the marks that must not begin a line. */
static int first_word(const struct ty_lines *lines, const struct ty_line *line)
{
	bool japanese = ty_is_cjk(first(lines, line));
	size_t i = line->start, next;

	while (i < line->end && i - line->start < MAX_BYTES) {
		int32_t c = ty_char_at(lines->s, i, line->end, &next);

		if (ty_is_space(c) ||
		    (japanese && i > line->start &&
		     !(ty_glyph(c) & (TY_G_PAUSE | TY_G_CLOSE | TY_G_STOP))))
			break;
		i = next;
	}
	return columns(lines->s, line->start, i) + !japanese;
}

/* Counts over the pairs of lines without a blank one between them. */
struct census {
	int	widths[TY_LINE_WIDE + 1];	/* of first lines */
	int	pairs;
	int	lower;		/* second lines that begin with a small letter */
	int	cjk;		/* ... with a Japanese character, not indented */
	int	open;		/* first lines that do not end a sentence */
	int	indented;	/* first lines that are */
	int	hanging;	/* ... and go on in a line that is not */
	int	hanging_widths[TY_LINE_WIDE + 1];
};

static void count(struct census *c, const struct ty_lines *lines,
		  const struct ty_line *a, const struct ty_line *b)
{
	int32_t begins = first(lines, b);
	bool open = !(ty_glyph(last(lines, a)) & TY_G_STOP);

	c->pairs++;
	c->widths[a->width]++;
	c->lower += u_islower(begins) != 0;
	c->cjk += ty_is_cjk(begins) && b->indent == 0;
	c->open += open;
	c->indented += a->indent > 0;
	if (a->indent > 0 && b->indent == 0 && open) {
		c->hanging++;
		c->hanging_widths[a->width]++;
	}
}

/* How many lines are nearly as wide as the widest. */
static int count_near(const int *widths, int width, int slack)
{
	int near = 0, w;

	for (w = width; w >= 0 && w >= width - slack; w--)
		near += widths[w];
	return near;
}

/* The width a text is wrapped at, from what most of its lines agree on: most
 * are nearly full, and many go on in the middle of a sentence; or most indented
 * lines are, and go on in lines that are not. */
static int wrap_width(const struct census *c)
{
	int over = c->widths[TY_LINE_WIDE], width, near;
	bool japanese = c->cjk * 2 >= c->pairs;
	int slack = japanese ? 4 : 12;

	if (c->pairs < 2 || over > c->pairs / 20)
		return 0;
	/* A few longer lines (addresses, tables) do not count. */
	for (width = TY_LINE_WIDE - 1; width > 0; width--) {
		over += c->widths[width];
		if (over > c->pairs / 20)
			break;
	}
	if (width < (japanese ? 30 : NARROW + 1))
		return 0;
	if (c->hanging >= 2 && c->hanging * 3 >= c->indented * 2 &&
	    count_near(c->hanging_widths, width, slack) * 2 >= c->hanging)
		return width;
	near = count_near(c->widths, width, slack);
	if (japanese)
		return near * 10 >= c->pairs * 7 &&
		       c->open * 2 >= c->pairs ? width : 0;
	return near * 2 >= c->pairs && c->lower * 5 >= c->pairs * 2 ? width : 0;
}

void ty_lines_begin(struct ty_lines *lines, const char *s,
		    struct ty_span span)
{
	struct census census = { 0 };
	struct ty_line a = { 0 }, b;
	size_t at;

	lines->s = s;
	lines->at = span.start;
	lines->end = span.end;
	lines->newline = memchr(s + span.start, '\n', span.end - span.start) ?
			 '\n' : '\r';
	lines->width = 0;
	for (at = span.start; at < span.end; at = b.next) {
		b = ty_line_at(lines, at);
		if (a.start < a.end && b.start < b.end)
			count(&census, lines, &a, &b);
		a = b;
	}
	lines->width = wrap_width(&census);
}

/* Does a line begin like an item of a list? */
static bool item(const struct ty_lines *lines, const struct ty_line *line)
{
	struct ty_passage p = {
		.s = lines->s, .start = line->start, .end = line->end,
		.sentence = line->start
	};
	struct ty_list_marker marker;
	int32_t c = first(lines, line);

	return (ty_glyph(c) & (TY_G_BULLET | TY_G_DASH)) || c == '*' ||
	       c == '#' || ty_list_marker(&marker, &p, line->start);
}

/* At least three words that begin with a capital or a figure: a sentence that
 * may go on, not an entry of a list. */
static bool sentence_like(const struct ty_lines *lines,
			  const struct ty_line *line)
{
	int32_t c = first(lines, line);
	size_t i;
	int spaces = 0;

	for (i = line->start; i < line->end && spaces < 2; i++)
		spaces += lines->s[i] == ' ';
	return spaces == 2 && !u_islower(c);
}

bool ty_lines_join(const struct ty_lines *lines, const struct ty_line *a,
		   const struct ty_line *b)
{
	int32_t c = first(lines, b), ends = last(lines, a);
	unsigned g = ty_glyph(c);
	bool stopped = ty_glyph(ends) & TY_G_STOP;
	bool full = lines->width &&
		    a->width + first_word(lines, b) > lines->width;

	/* A line cannot begin with what closes or ends something. */
	if ((g & (TY_G_CLOSE | TY_G_PAUSE)) ||
	    ((g & TY_G_STOP) && b->end - b->start <= 2) ||
	    (c == '.' && ty_space_byte(lines->s[b->start + 1])))
		return true;
	if (item(lines, b))
		return full && !stopped && a->indent == b->indent &&
		       (g & TY_G_DASH);
	if (u_islower(c) && !stopped &&
	    (a->width >= NARROW || a->trailing || sentence_like(lines, a)))
		return true;
	if (b->indent > a->indent && b->indent > 1)
		return false;
	/* の and 、 call for more; a headline ends otherwise. */
	if (b->indent == 0 && (ends == 0x306E || ends == 0x3001 ||
			       ends == 0xFF0C))
		return true;
	return full || (a->trailing && !stopped && g && !(g & TY_G_QUOTE));
}

bool ty_lines_next(struct ty_lines *lines, struct ty_span *out)
{
	struct ty_line a, b;

	do {
		if (lines->at >= lines->end)
			return false;
		a = ty_line_at(lines, lines->at);
		lines->at = a.next;
	} while (a.start == a.end);
	out->start = a.start;
	for (; lines->at < lines->end; a = b) {
		b = ty_line_at(lines, lines->at);
		if (b.start == b.end || !ty_lines_join(lines, &a, &b))
			break;
		lines->at = b.next;
	}
	out->end = a.end;
	return true;
}
