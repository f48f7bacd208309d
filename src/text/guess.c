/* Which encoding bytes look like when nobody says. */

#include <string.h>

#include <uchardet/uchardet.h>

#include "text/guess.h"
#include "text/utf8.h"

#define SAMPLE		((size_t)1 << 16)	/* bytes that tell */
#define LATIN_SURE	16	/* letters that tell one Latin set from others */

/* From the line of the first byte that tells, as much as is worth a look; cut
 * after a line if possible. */
void ty_guess_sample(struct ty_file_bytes *f)
{
	size_t at = 0, end, i;

	while (at < f->length && !(f->bytes[at] & 0x80) && f->bytes[at] != 0x1B)
		at++;
	while (at < f->length && at > 0 && f->bytes[at - 1] != '\n')
		at--;
	end = f->length - at > SAMPLE ? at + SAMPLE : f->length;
	for (i = end; end < f->length && i > at; i--)
		if (f->bytes[i - 1] == '\n') {
			end = i;
			break;
		}
	f->sample = (struct ty_span){ at, end };
}

void ty_guess_try(struct ty_guess *g, const struct ty_file_bytes *f,
		  const char *name)
{
	struct ty_buf text = TY_BUF_INIT;
	size_t size = f->sample.end - f->sample.start, bad;

	memset(g, 0, sizeof(*g));
	strcpy(g->name, name);
	g->whole = ty_convert(&text, name, f->bytes + f->sample.start, size,
			      &bad);
	g->reach = g->whole ? size : bad;
	/* A sample cut in a line of many megabytes may end within a
	 * character. */
	if (f->sample.end < f->length && size - g->reach < 4)
		g->whole = true;
	ty_readable_count(&g->text, &f->kanji, text.p, text.len);
	ty_buf_release(&text);
}

/* Leads of UTF-8 that other encodings seldom have before continuation bytes:
 * accented Latin letters, Cyrillic, and all that takes three bytes. */
static bool utf8_lead(char c)
{
	return c == '\xC2' || c == '\xC3' || c == '\xD0' || c == '\xD1' ||
	       (c & 0xE0) == 0xE0;
}

bool ty_guess_utf8(const struct ty_file_bytes *f)
{
	const char *s = f->bytes + f->sample.start;
	size_t len = f->sample.end - f->sample.start, i = 0, bad, n;
	size_t good = 0, all = 0;

	while (i < len) {
		if (!(s[i] & 0x80)) {
			i++;
			continue;
		}
		for (n = 1; i + n < len && (s[i + n] & 0xC0) == 0x80 && n < 4;
		     n++)
			;
		if (n > 1 && utf8_lead(s[i]) && ty_utf8_valid(s + i, n, &bad))
			good += n;
		all += n;
		i += n;
	}
	return good * 2 > all;
}

/* uchardet's opinion by our name for it; "" for none. */
static void ask_uchardet(char name[TY_ENCODING_MAX],
			 const struct ty_file_bytes *f)
{
	uchardet_t detector = uchardet_new();

	name[0] = '\0';
	if (uchardet_handle_data(detector, f->bytes + f->sample.start,
				 f->sample.end - f->sample.start) == 0) {
		uchardet_data_end(detector);
		if (!ty_convert_name(name, uchardet_get_charset(detector)) ||
		    ty_convert_wide(name) || !strcmp(name, "UTF-8"))
			name[0] = '\0';
	}
	uchardet_delete(detector);
}

/* Better Japanese than the best so far? */
static bool better(const struct ty_readable *a, const struct ty_readable *b)
{
	size_t a_bad = a->halfwidth + a->rare + a->letters + a->loose;
	size_t b_bad = b->halfwidth + b->rare + b->letters + b->loose;

	return a->japanese * (b->japanese + b_bad) >
	       b->japanese * (a->japanese + a_bad);
}

void ty_guess_encoding(char name[TY_ENCODING_MAX], bool *broken,
		       const struct ty_file_bytes *f)
{
	static const char *const japanese[] = { "Shift_JIS", "EUC-JP",
		"ISO-2022-JP" };
	struct ty_guess g, best = { 0 }, halfwidth = { 0 }, start = { 0 };
	char asked[TY_ENCODING_MAX];
	size_t i;

	*broken = false;
	name[0] = '\0';
	if (ty_guess_utf8(f))
		return;
	for (i = 0; i < sizeof(japanese) / sizeof(japanese[0]); i++) {
		ty_guess_try(&g, f, japanese[i]);
		if (g.whole && ty_readable_japanese(&g.text)) {
			if (!best.name[0] || better(&g.text, &best.text))
				best = g;
		} else if (g.whole && ty_readable_halfwidth(&g.text)) {
			halfwidth = g;
		} else if (!g.whole && g.text.japanese >= TY_GUESS_ENOUGH &&
			   ty_readable_japanese(&g.text) &&
			   g.reach > start.reach) {
			start = g;
		}
	}
	if (!best.name[0])
		best = halfwidth;
	if (!best.name[0] && start.name[0]) {
		best = start;
		*broken = true;
	}
	if (!best.name[0]) {
		/* One Latin letter tells nobody which Latin set it is of. */
		ask_uchardet(asked, f);
		ty_guess_try(&g, f, "windows-1252");
		if (g.whole && ty_readable_words(&g.text))
			best = g;
		if (asked[0] && strcmp(asked, "windows-1252"))
			ty_guess_try(&g, f, asked);
		if (g.whole && ty_readable_words(&g.text) &&
		    (!best.name[0] || g.text.latin >= LATIN_SURE ||
		     g.text.latin * 2 < g.text.letters))
			best = g;
	}
	strcpy(name, best.name);
}

const char *ty_guess_joined(const struct ty_file_bytes *f, const char *line,
			    size_t len, const char *encoding)
{
	static const char *const others[] = { "UTF-8", "Shift_JIS", "EUC-JP" };
	struct ty_file_bytes part = *f;
	struct ty_guess g;
	size_t i;

	part.bytes = line;
	part.length = len;
	part.sample = (struct ty_span){ 0, len };
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (!strcmp(others[i], encoding))
			continue;
		ty_guess_try(&g, &part, others[i]);
		if (g.whole && ty_readable_japanese(&g.text))
			return others[i];
	}
	return NULL;
}

bool ty_guess_wide(char name[TY_ENCODING_MAX], const struct ty_file_bytes *f)
{
	static const char *const wide[] = { "UTF-16LE", "UTF-16BE" };
	struct ty_file_bytes head = *f;
	struct ty_guess g;
	size_t i, all;

	head.sample = (struct ty_span){ 0, f->length < SAMPLE ? f->length :
					SAMPLE };
	if (f->length < 8 || f->length % 2)
		return false;
	for (i = 0; i < 2; i++) {
		ty_guess_try(&g, &head, wide[i]);
		all = g.text.rare + g.text.letters + g.text.loose +
		      g.text.halfwidth;
		if (!g.whole || g.text.broken ||
		    g.text.ascii + g.text.japanese < 4 + 10 * all)
			continue;
		strcpy(name, wide[i]);
		return true;
	}
	return false;
}

