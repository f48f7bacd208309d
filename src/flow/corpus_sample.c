/* Pairs for people to judge, and what their verdicts say of the corpus. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/io.h"
#include "format/corpus_files.h"
#include "format/csv.h"

/* The bands of confidence that are drawn from alike. */
static const double bands[TY_CORPUS_BANDS] = { 0, .8, .9, .99 };

static size_t band_of(double score)
{
	size_t i = TY_CORPUS_BANDS - 1;

	while (i > 0 && score < bands[i])
		i--;
	return i;
}

/* ----------------------------------------------------------------- drawing */

struct drawn {
	uint64_t	 rank;
	char		*id, *source, *target;
	double		 score;
};

/* Those of lowest rank, in its order, and how many there were. */
struct stratum {
	struct drawn	*v;
	size_t		 n, all, taken;
};

static void free_drawn(struct drawn *d)
{
	free(d->id);
	free(d->source);
	free(d->target);
}

static void offer(struct stratum *s, size_t most, uint64_t seed,
		  const struct ty_corpus_line *line)
{
	struct ty_buf key = TY_BUF_INIT;
	struct drawn *d;
	uint64_t rank;
	size_t i, low = 0, high = s->n;

	ty_buf_addf(&key, "%llu %s", (unsigned long long)seed, line->id);
	rank = ty_hash_bytes(key.p, key.len) * 0x9E3779B97F4A7C15u;
	ty_buf_release(&key);
	s->all++;
	while (low < high) {
		i = low + (high - low) / 2;
		if (s->v[i].rank <= rank)
			low = i + 1;
		else
			high = i;
	}
	if (low == most)
		return;
	if (s->n == most)
		free_drawn(&s->v[--s->n]);
	d = &s->v[low];
	memmove(d + 1, d, (s->n++ - low) * sizeof(*d));
	d->rank = rank;
	d->id = ty_strdup(line->id);
	d->source = ty_strdup(line->source);
	d->target = ty_strdup(line->target);
	d->score = line->score;
}

static enum ty_status offer_split(struct stratum *strata, size_t most,
				  uint64_t seed, const char *folder,
				  const char *split, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT, text = TY_BUF_INIT;
	struct ty_corpus_line line;
	enum ty_status st;
	long number = 0;
	FILE *f;

	ty_buf_addf(&path, "%s/%s.jsonl", folder, split);
	st = ty_open_input(&f, path.p, err);
	while (st == TY_OK) {
		st = ty_read_line(&text, f, path.p, ++number,
				  16 * (size_t)TY_MAX_LINE, err);
		if (st == TY_OK)
			st = ty_corpus_line_read(&line, text.p, text.len,
						 path.p, number, err);
		if (st != TY_OK)
			break;
		offer(&strata[band_of(line.score)], most, seed, &line);
		ty_corpus_line_free(&line);
	}
	ty_close_input(f);
	ty_buf_release(&path);
	ty_buf_release(&text);
	return st == TY_END ? TY_OK : st;
}

/* As many of each band; what one has not the others give. */
static size_t share_out(struct stratum *strata, size_t n)
{
	size_t total = 0, i;
	bool any = true;

	while (total < n && any) {
		any = false;
		for (i = 0; i < TY_CORPUS_BANDS && total < n; i++)
			if (strata[i].taken < strata[i].n) {
				strata[i].taken++;
				total++;
				any = true;
			}
	}
	return total;
}

static void write_sheet(FILE *f, const struct stratum *strata)
{
	struct ty_buf row = TY_BUF_INIT;
	size_t i, k;

	fputs("id\tverdict\tconfidence\tsource\ttarget\tweight\n", f);
	for (i = 0; i < TY_CORPUS_BANDS; i++)
		for (k = 0; k < strata[i].taken; k++) {
			const struct drawn *d = &strata[i].v[k];

			ty_buf_clear(&row);
			ty_csv_quote(&row, d->id);
			ty_buf_addf(&row, "\t\t%.4f\t", d->score);
			ty_csv_quote(&row, d->source);
			ty_buf_addc(&row, '\t');
			ty_csv_quote(&row, d->target);
			ty_buf_addf(&row, "\t%.2f\n", (double)strata[i].all /
				    (double)strata[i].taken);
			fwrite(row.p, 1, row.len, f);
		}
	ty_buf_release(&row);
}

enum ty_status ty_corpus_sample(size_t *drawn, const char *folder, size_t n,
				uint64_t seed, const char *path,
				struct ty_error *err)
{
	struct stratum strata[TY_CORPUS_BANDS] = { { 0 } };
	enum ty_status st = TY_OK;
	struct ty_output out;
	size_t i;
	int split;

	for (i = 0; i < TY_CORPUS_BANDS; i++)
		strata[i].v = ty_alloc(n + 1, sizeof(*strata[i].v));
	for (split = 0; st == TY_OK && split < TY_NSPLITS; split++)
		st = offer_split(strata, n, seed, folder,
				 ty_corpus_splits[split], err);
	*drawn = share_out(strata, n);
	if (st == TY_OK)
		st = ty_output_open(&out, path, err);
	if (st == TY_OK) {
		write_sheet(out.f, strata);
		st = ty_output_commit(&out, err);
	}
	for (i = 0; i < TY_CORPUS_BANDS; i++) {
		while (strata[i].n > 0)
			free_drawn(&strata[i].v[--strata[i].n]);
		free(strata[i].v);
	}
	return st;
}

/* ------------------------------------------------------------------ rating */

struct rating {
	bool	right;
	double	score, weight;
};

struct ratings {
	struct ty_intern ids;
	struct rating	*v;		/* of id i */
	size_t		 cap;
};

/* 1 right, 0 wrong, -1 not judged, -2 no verdict at all. */
static int verdict_of(const char *s)
{
	static const char *const words[2][8] = {
		{ "wrong", "no", "n", "0", "x", "×", "誤", NULL },
		{ "right", "yes", "y", "1", "ok", "○", "正", NULL },
	};
	int v, i;

	if (!s[0])
		return -1;
	for (v = 0; v < 2; v++)
		for (i = 0; words[v][i]; i++)
			if (!strcmp(s, words[v][i]))
				return v;
	return -2;
}

static enum ty_status read_row(struct ratings *r, const struct ty_csv *csv,
			       struct ty_error *err)
{
	const char *id = ty_csv_text(ty_csv_field(csv, 0));
	int verdict = verdict_of(ty_csv_text(ty_csv_field(csv, 1)));
	double weight;
	uint32_t i;

	if (csv->n < 6 || (weight = strtod(ty_csv_field(csv, 5), NULL)) <= 0 ||
	    !isfinite(weight))
		return ty_fail_at(err, TY_ESYNTAX, csv->path, csv->line, 0,
				  _("not a line of a sheet of 'corpus sample'"));
	if (verdict == -2)
		return ty_fail_at(err, TY_ESYNTAX, csv->path, csv->line, 0,
				  _("'%.40s' is no verdict; write right or wrong"),
				  ty_csv_field(csv, 1));
	if (verdict < 0)
		return TY_OK;
	i = ty_intern_add(&r->ids, id, strlen(id));
	r->v = ty_grow(r->v, &r->cap, (size_t)i + 1, sizeof(*r->v));
	r->v[i].right = verdict == 1;
	r->v[i].score = strtod(ty_csv_field(csv, 2), NULL);
	r->v[i].weight = weight;
	return TY_OK;
}

static enum ty_status read_sheet(struct ratings *r, const char *path,
				 struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;
	struct ty_csv csv;
	bool first = true;

	if ((st = ty_read_file(&text, path, TY_MAX_STORY, err)) != TY_OK) {
		ty_buf_release(&text);
		return st;
	}
	ty_skip_mark(&text);
	ty_csv_open(&csv, text.p, path);
	while ((st = ty_csv_next(&csv, err)) == TY_OK) {
		if (first ? strcmp(ty_csv_field(&csv, 0), "id") != 0 :
		    (st = read_row(r, &csv, err)) != TY_OK)
			break;
		first = false;
	}
	if (st == TY_OK || (st == TY_END && first))
		st = ty_fail_at(err, TY_ESYNTAX, path, 1, 0,
				_("not a sheet of 'corpus sample'"));
	ty_csv_close(&csv);
	ty_buf_release(&text);
	return st == TY_END ? TY_OK : st;
}

static enum ty_status keep_ratings(const struct ratings *r, const char *path,
				   struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st;
	uint32_t i;

	if ((st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	fputs("id\tverdict\tconfidence\tsource\ttarget\tweight\n", out.f);
	for (i = 0; i < r->ids.n; i++)
		fprintf(out.f, "%s\t%s\t%.4f\t\t\t%.2f\n",
			ty_intern_get(&r->ids, i),
			r->v[i].right ? "right" : "wrong", r->v[i].score,
			r->v[i].weight);
	return ty_output_commit(&out, err);
}

/* Wilson's interval for a share among `n` that count. */
static void set_interval(struct ty_corpus_precision *p, double share, double n)
{
	const double z = 1.959964;
	double middle, half;

	p->share = share;
	p->low = 0;
	p->high = 1;
	if (n <= 0)
		return;
	middle = (share + z * z / (2 * n)) / (1 + z * z / n);
	half = z / (1 + z * z / n) *
	       sqrt(share * (1 - share) / n + z * z / (4 * n * n));
	p->low = middle > half ? middle - half : 0;
	p->high = middle + half < 1 ? middle + half : 1;
}

static void sum_up(struct ty_corpus_ratings *out, const struct ratings *r)
{
	double weight = 0, squares = 0, right = 0;
	uint32_t i;
	size_t k;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < r->ids.n; i++) {
		const struct rating *v = &r->v[i];

		k = band_of(v->score);
		out->bands[k].rated++;
		out->bands[k].right += v->right;
		out->all.rated++;
		out->all.right += v->right;
		weight += v->weight;
		squares += v->weight * v->weight;
		right += v->right ? v->weight : 0;
	}
	for (k = 0; k < TY_CORPUS_BANDS; k++) {
		struct ty_corpus_precision *p = &out->bands[k];

		p->from = bands[k];
		set_interval(p, p->rated ? (double)p->right / (double)p->rated :
			     0, (double)p->rated);
	}
	/* As many as weigh alike tell as much (Kish, 1965). */
	set_interval(&out->all, weight > 0 ? right / weight : 0,
		     squares > 0 ? weight * weight / squares : 0);
}

enum ty_status ty_corpus_rate(struct ty_corpus_ratings *out, const char *folder,
			      const char *path, struct ty_error *err)
{
	struct ty_buf kept = TY_BUF_INIT;
	struct ratings r = { .v = NULL };
	enum ty_status st;

	ty_buf_addf(&kept, "%s/ratings.tsv", folder);
	st = read_sheet(&r, kept.p, err);
	if (st == TY_ENOTFOUND && path)
		st = TY_OK;
	if (st == TY_OK && path) {
		st = read_sheet(&r, path, err);
		if (st == TY_OK)
			st = keep_ratings(&r, kept.p, err);
	}
	if (st == TY_OK)
		sum_up(out, &r);
	ty_intern_release(&r.ids);
	free(r.v);
	ty_buf_release(&kept);
	return st;
}
