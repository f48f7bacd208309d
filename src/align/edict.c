/* The format of EDICT and ENAMDICT, and what of an entry helps to align. */

#include <stdlib.h>
#include <string.h>

#include "align/gloss.h"
#include "align/heads.h"
#include "align/lexmaker.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/convert.h"
#include "text/utf8.h"

#define MOST_WORDS	4		/* of a gloss; longer ones explain */
#define LICENCE \
	"CC BY-SA 3.0, Electronic Dictionary Research and Development Group"

/* head [reading] /gloss/gloss/ */
struct entry {
	const char	*head, *reading, *glosses, *end;
	size_t		 nhead, nreading;
};

/* What the marks of an entry, in parentheses, say. */
struct marks {
	enum ty_bending	bending;
	bool		verb, kana, usual, dead;
	int		sense;		/* from 1 */
};

struct reader {
	struct ty_lexmaker	*maker;
	const char		*path;
	const struct ty_monitor	*monitor;
	struct ty_lexicon_source *about;
	struct ty_buf		 gloss;
	void			(*take)(struct reader *r,
					const struct entry *e);
};

static bool split(struct entry *e, const char *line, const char *end)
{
	const char *p = memchr(line, '/', (size_t)(end - line));
	const char *space = memchr(line, ' ', (size_t)(end - line));
	const char *close;

	if (!p || !space || space == line || space > p)
		return false;
	*e = (struct entry){ .head = line, .nhead = (size_t)(space - line),
			     .glosses = p + 1, .end = end };
	if (space[1] == '[') {
		close = memchr(space, ']', (size_t)(p - space));
		if (!close)
			return false;
		e->reading = space + 2;
		e->nreading = (size_t)(close - e->reading);
	}
	return true;
}

/* The next gloss, from *at to the slash. */
static bool next_gloss(const char **gloss, size_t *len, const char **at,
		       const char *end)
{
	const char *slash;

	if (*at >= end)
		return false;
	slash = memchr(*at, '/', (size_t)(end - *at));
	*gloss = *at;
	*len = (size_t)((slash ? slash : end) - *at);
	*at += *len + 1;
	return true;
}

static bool is(const char *mark, size_t len, const char *want)
{
	return strlen(want) == len && !memcmp(mark, want, len);
}

static void read_mark(struct marks *m, const char *mark, size_t len)
{
	static const char *const dead[] = { "arch", "obs", "obsc", "rare" };
	size_t k;

	for (k = 0; k < sizeof(dead) / sizeof(*dead); k++)
		m->dead |= is(mark, len, dead[k]);
	m->kana |= is(mark, len, "uk");
	m->usual |= is(mark, len, "P");
	if (len && len < 3 && mark[0] >= '1' && mark[0] <= '9')
		m->sense = atoi(mark);
	else if (len >= 2 && mark[0] == 'v' && mark[1] == '1')
		m->bending = TY_BEND_V1;
	else if (len >= 2 && mark[0] == 'v' && mark[1] == '5')
		m->bending = TY_BEND_V5;
	else if (is(mark, len, "vs-s") || is(mark, len, "vs-i") ||
		 is(mark, len, "vz"))
		m->bending = TY_BEND_SURU;
	else if (is(mark, len, "vk"))
		m->bending = TY_BEND_KURU;
	else if (is(mark, len, "adj-i") || is(mark, len, "adj-ix"))
		m->bending = TY_BEND_ADJECTIVE;
	m->verb |= m->bending != TY_BEND_NOT &&
		   m->bending != TY_BEND_ADJECTIVE;
}

/* Read the groups of marks a gloss begins with and step over them; a note in
 * parentheses reads as marks that nobody knows. */
static void read_marks(struct marks *m, const char **gloss, size_t *len)
{
	const char *p = *gloss, *end = p + *len, *close;
	size_t n;

	while (p < end && *p == '(') {
		close = memchr(p, ')', (size_t)(end - p));
		if (!close)
			break;
		for (p++; p <= close; p += n + 1) {
			for (n = 0; p[n] != ',' && p[n] != ')'; n++)
				;
			read_mark(m, p, n);
		}
		while (p < end && *p == ' ')
			p++;
	}
	*gloss = p;
	*len = (size_t)(end - p);
}

/* The term of a gloss, if it is one rather than an explanation. */
static uint32_t term_of(struct reader *r, size_t *words)
{
	size_t i;

	*words = 1;
	for (i = 0; i < r->gloss.len; i++)
		*words += r->gloss.p[i] == ' ';
	return *words > MOST_WORDS ? TY_INTERN_NONE :
	       ty_lexmaker_term(r->maker, r->gloss.p, r->gloss.len, words);
}

/* -------------------------------------------------------- the dictionary -- */

/* The strings that a head is found by. */
struct forms {
	uint32_t	v[2 * TY_HEADS_MAX];
	size_t		n;
};

static void add_forms(struct forms *forms, struct reader *r, const char *head,
		      size_t len, enum ty_bending bending)
{
	char form[TY_HEADS_MAX][TY_HEAD_MAX];
	size_t n = ty_heads(form, head, len, bending), i, chars;
	uint32_t string;

	for (i = 0; i < n; i++) {
		string = ty_lexmaker_string(r->maker, form[i], strlen(form[i]),
					    &chars);
		if (string != TY_INTERN_NONE)
			forms->v[forms->n++] = string;
	}
}

static enum ty_grade grade_of(const struct marks *m)
{
	if (m->usual && m->sense == 1)
		return TY_GRADE_FIRST;
	return m->usual || m->sense == 1 ? TY_GRADE_USUAL : TY_GRADE_OTHER;
}

/* Marks that count for the whole entry may stand anywhere in it. */
static void read_all_marks(struct marks *m, const struct entry *e)
{
	const char *at = e->glosses, *gloss;
	size_t len;

	*m = (struct marks){ .bending = TY_BEND_NOT };
	while (next_gloss(&gloss, &len, &at, e->end))
		read_marks(m, &gloss, &len);
	m->sense = 1;
}

/* The marks of one gloss: of sense and style what it says holds until the next
 * sense. */
static void step(struct marks *m, const char **gloss, size_t *len)
{
	struct marks fresh = { .sense = 0 };

	read_marks(&fresh, gloss, len);
	if (fresh.sense) {
		m->sense = fresh.sense;
		m->dead = false;
	}
	m->dead |= fresh.dead;
}

static void take_word(struct reader *r, const struct entry *e)
{
	const char *at = e->glosses, *gloss;
	struct forms forms = { .n = 0 };
	struct marks all, m;
	size_t len, words, i;
	uint32_t term;

	read_all_marks(&all, e);
	add_forms(&forms, r, e->head, e->nhead, all.bending);
	if (all.kana && e->reading)
		add_forms(&forms, r, e->reading, e->nreading, all.bending);
	m = all;
	m.dead = false;
	while (forms.n && next_gloss(&gloss, &len, &at, e->end)) {
		step(&m, &gloss, &len);
		ty_gloss(&r->gloss, gloss, len, all.verb);
		term = m.dead ? TY_INTERN_NONE : term_of(r, &words);
		for (i = 0; i < forms.n && term != TY_INTERN_NONE; i++)
			ty_lexmaker_pair(r->maker, term, forms.v[i],
					 grade_of(&m));
	}
}

/* ------------------------------------------------------------- the names -- */

/* Which kinds of names the first gloss says: of a single character only those
 * of families and places stand alone. */
static bool worth(const struct entry *e, const char *gloss, size_t len)
{
	const char *close = memchr(gloss, ')', len);

	if (ty_utf8_count(e->head, e->nhead) > 1)
		return true;
	return close && (memchr(gloss, 's', (size_t)(close - gloss)) ||
			 memchr(gloss, 'p', (size_t)(close - gloss)));
}

static void take_name(struct reader *r, const struct entry *e)
{
	const char *at = e->glosses, *gloss;
	struct forms forms = { .n = 0 };
	size_t len, words;
	struct marks m = { .bending = TY_BEND_NOT };
	uint32_t term;

	while (next_gloss(&gloss, &len, &at, e->end)) {
		if (at - len - 1 == e->glosses && !worth(e, gloss, len))
			break;
		if (!forms.n)
			add_forms(&forms, r, e->head, e->nhead, TY_BEND_NOT);
		if (!forms.n)
			break;
		read_marks(&m, &gloss, &len);
		ty_gloss(&r->gloss, gloss, len, false);
		if (memchr(r->gloss.p, ' ', r->gloss.len))
			term = term_of(r, &words);
		else
			term = ty_lexmaker_name(r->maker, r->gloss.p,
						r->gloss.len);
		if (term != TY_INTERN_NONE)
			ty_lexmaker_pair(r->maker, term, forms.v[0],
					 TY_GRADE_NAME);
	}
}

/* -------------------------------------------------------------- the file -- */

/* The first line names the file: ".../Created: 2021-02-03/". */
static bool is_title(struct reader *r, const char *line, const char *end)
{
	static const char mark[] = "/Created: ";
	const size_t n = sizeof(mark) - 1;
	const char *p;

	for (p = line; p + n + 10 <= end; p++)
		if (!memcmp(p, mark, n)) {
			if (strspn(p + n, "0123456789-") >= 10)
				memcpy(r->about->made, p + n, 10);
			return true;
		}
	return false;
}

static enum ty_status read_lines(struct reader *r, const struct ty_buf *text,
				 struct ty_error *err)
{
	const char *line = text->p, *all = text->p + text->len, *end;
	struct entry e;
	long number = 0;

	for (; line < all; line = end + 1) {
		end = memchr(line, '\n', (size_t)(all - line));
		if (!end)
			end = all;
		if (++number % 4096 == 0) {
			ty_progress(r->monitor, r->path,
				    (uint64_t)(line - text->p), text->len);
			if (ty_cancelled(r->monitor))
				return ty_fail_cancelled(err);
		}
		if (end == line || (number == 1 && is_title(r, line, end)))
			continue;
		if (!split(&e, line, end))
			return ty_fail_at(err, TY_ESYNTAX, r->path, number, 0,
					  _("expected 'WORD [READING] /TRANSLATION/'"));
		r->take(r, &e);
		r->about->entries++;
	}
	return TY_OK;
}

/* As UTF-8, which the file may be in already. */
static enum ty_status read_text(struct ty_buf *text, const char *path,
				struct ty_error *err)
{
	struct ty_buf bytes = TY_BUF_INIT;
	enum ty_status st;
	size_t bad;
	long line, column;

	st = ty_read_file(&bytes, path, TY_MAX_STORY, err);
	if (st == TY_OK && ty_utf8_valid(bytes.p, bytes.len, &bad)) {
		ty_buf_add(text, bytes.p, bytes.len);
	} else if (st == TY_OK &&
		   !ty_convert(text, "EUC-JP", bytes.p, bytes.len, &bad)) {
		ty_locate(text->p, text->len, &line, &column);
		st = ty_fail_at(err, TY_ESYNTAX, path, line, column,
				_("neither EUC-JP nor UTF-8"));
	}
	ty_buf_release(&bytes);
	if (st == TY_OK)
		st = ty_utf8_require(text->p, text->len, path, 1, err);
	return st;
}

static enum ty_status read_file(struct ty_lexmaker *maker, const char *name,
				void (*take)(struct reader *,
					     const struct entry *),
				const char *path,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	struct reader r = {
		.maker = maker, .path = path, .monitor = monitor,
		.gloss = TY_BUF_INIT, .take = take,
		.about = ty_lexmaker_source(maker, name, LICENCE)
	};
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;

	st = read_text(&text, path, err);
	if (st == TY_OK)
		st = read_lines(&r, &text, err);
	ty_buf_release(&text);
	ty_buf_release(&r.gloss);
	return st;
}

enum ty_status ty_edict_read(struct ty_lexmaker *maker, const char *path,
			     const struct ty_monitor *monitor,
			     struct ty_error *err)
{
	return read_file(maker, "edict", take_word, path, monitor, err);
}

enum ty_status ty_enamdict_read(struct ty_lexmaker *maker, const char *path,
				const struct ty_monitor *monitor,
				struct ty_error *err)
{
	return read_file(maker, "enamdict", take_name, path, monitor, err);
}
