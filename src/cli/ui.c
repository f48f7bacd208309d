/* The terminal: progress, interruption, tables, safe text. */

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/cmd.h"
#include "format/results.h"
#include "text/utf8.h"

#define BAR		24		/* columns of a progress bar */
#define REDRAW_MS	100
#define SHOW_AFTER_MS	400		/* nothing quick needs a bar */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
	/* A second time: the user means it. */
	if (interrupted) {
		signal(signal_number, SIG_DFL);
		raise(signal_number);
	}
	interrupted = 1;
}

bool ui_interrupted(void)
{
	return interrupted != 0;
}

static bool cancelled(void *user)
{
	(void)user;
	return ui_interrupted();
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The progress line: when it began, was drawn last, and if it is there. */
static struct {
	long	begun, drawn;
	bool	shown;
} line;

void ui_clear_progress(void)
{
	if (line.shown)
		fputs("\r\033[K", stderr);
	line.shown = false;
}

static void progress(void *user, const char *what, uint64_t done,
		     uint64_t total)
{
	long now = now_ms();
	int i, full;

	(void)user;
	if (!line.begun)
		line.begun = now;
	if (now - line.begun < SHOW_AFTER_MS || now - line.drawn < REDRAW_MS)
		return;
	line.drawn = now;
	line.shown = true;
	fprintf(stderr, "\r\033[K%s ", what);
	if (total) {
		full = (int)((double)BAR * (double)done / (double)total);
		fputc('[', stderr);
		for (i = 0; i < BAR; i++)
			fputc(i < full ? '#' : '.', stderr);
		fprintf(stderr, "] %d%%", (int)(100 * done / total));
	} else {
		fprintf(stderr, "%llu", (unsigned long long)done);
	}
	fflush(stderr);
}

/* Notes are many at times; after so many only their number is of use. */
#define MOST_NOTES	20

static void note(void *user, const struct ty_error *what)
{
	static int shown;
	struct ty_buf text = TY_BUF_INIT;

	(void)user;
	if (++shown > MOST_NOTES) {
		if (shown == MOST_NOTES + 1)
			fprintf(stderr, _("taiyaku: more such notes are left out\n"));
		return;
	}
	ui_clear_progress();
	if (what->file[0])
		ty_buf_addf(&text, "%s:", what->file);
	if (what->line)
		ty_buf_addf(&text, "%ld:", what->line);
	if (text.len)
		ty_buf_addc(&text, ' ');
	ty_buf_adds(&text, what->text);
	fputs(_("taiyaku: note: "), stderr);
	print_text(stderr, text.p, text.len);
	fputc('\n', stderr);
	ty_buf_release(&text);
}

void ui_start(struct cli *cli)
{
	struct sigaction action = { .sa_handler = on_interrupt };
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	/* A reader that went away is an error of writing, not of life. */
	signal(SIGPIPE, SIG_IGN);
	/* So is a file that may not grow (ulimit -f): the index may be done
	 * without, the answer may not. */
	signal(SIGXFSZ, SIG_IGN);
	cli->color = isatty(STDOUT_FILENO) && !(no_color && no_color[0]) &&
		     !(term && !strcmp(term, "dumb"));
	cli->monitor.cancelled = cancelled;
	cli->monitor.note = note;
	if (isatty(STDERR_FILENO))
		cli->monitor.progress = progress;
}

void table_add(struct table *table, const char *fmt, ...)
{
	struct ty_buf cell = TY_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	ty_buf_vaddf(&cell, fmt, ap);
	va_end(ap);
	table->cells = ty_grow(table->cells, &table->cap, table->n + 1,
			       sizeof(*table->cells));
	table->cells[table->n++] = ty_buf_detach(&cell);
}

static void pad(FILE *f, size_t n)
{
	while (n-- > 0)
		fputc(' ', f);
}

void table_print(struct table *table, FILE *f)
{
	size_t width[8] = { 0 };
	size_t columns = (size_t)table->columns;
	size_t i;

	for (i = 0; i < table->n; i++) {
		size_t w = ty_columns(table->cells[i],
				      strlen(table->cells[i]));

		if (w > width[i % columns])
			width[i % columns] = w;
	}
	for (i = 0; i < table->n; i++) {
		const char *cell = table->cells[i];
		size_t at = i % columns;
		size_t gap = width[at] - ty_columns(cell, strlen(cell));

		if (table->right[at])
			pad(f, gap);
		print_text(f, cell, strlen(cell));
		if (at + 1 == columns || i + 1 == table->n) {
			fputc('\n', f);
		} else {
			if (!table->right[at])
				pad(f, gap);
			pad(f, 2);
		}
		free(table->cells[i]);
	}
	free(table->cells);
	table->cells = NULL;
	table->n = table->cap = 0;
}

void print_done(const char *key, const char *text, const char *count_key,
		int64_t count)
{
	struct ty_buf json = TY_BUF_INIT;

	ty_json_done(&json, key, text, count_key, count);
	puts(json.p);
	ty_buf_release(&json);
}

void say(const char *fmt, ...)
{
	struct ty_buf line_of_text = TY_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	ty_buf_vaddf(&line_of_text, fmt, ap);
	va_end(ap);
	print_text(stdout, line_of_text.p, line_of_text.len);
	putchar('\n');
	ty_buf_release(&line_of_text);
}

void print_text(FILE *f, const char *s, size_t len)
{
	struct ty_buf safe = TY_BUF_INIT;

	ty_printable(&safe, s, len);
	fwrite(safe.p, 1, safe.len, f);
	ty_buf_release(&safe);
}

size_t terminal_width(size_t most)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
		return size.ws_col < most ? size.ws_col : most;
	return 79;
}

/* True if one of the characters of `set` begins at `s`. */
static bool one_of(const char *s, size_t len, const char *set)
{
	size_t i = 0, from, n = strlen(set);

	while (i < n) {
		from = i;
		ty_utf8_next(set, n, &i);
		if (i - from <= len && !memcmp(s, set + from, i - from))
			return true;
	}
	return false;
}

/* Where a line of at most `room` columns ends: after the last space, or, in
 * text without spaces, after a wide character, but not so that a line ends
 * with an opening bracket or begins with what may not begin one (JIS X 4051). */
static size_t break_at(const char *s, size_t len, size_t room)
{
	static const char closing[] = "。、，．」』）］】〉》！？・：；ーっゃゅょッャュョ々…";
	static const char opening[] = "「『（［【〈《";
	size_t i = 0, columns = 0, good = 0;

	while (i < len) {
		size_t start = i, wide;
		int32_t c = ty_utf8_next(s, len, &i);

		wide = ty_columns(s + start, i - start);
		if (columns + wide > room)
			return good ? good : start ? start : i;
		columns += wide;
		if (c == ' ' || (wide == 2 &&
				 !one_of(s + i, len - i, closing) &&
				 !one_of(s + start, i - start, opening)))
			good = i;
	}
	return len;
}

void print_paragraph(FILE *f, const char *text, int indent)
{
	size_t room = terminal_width(100) - (size_t)indent;
	size_t len = strlen(text);

	while (len > 0) {
		size_t n = break_at(text, len, room), shown = n;

		while (shown > 0 && text[shown - 1] == ' ')
			shown--;
		pad(f, (size_t)indent);
		print_text(f, text, shown);
		fputc('\n', f);
		text += n;
		len -= n;
	}
}
