/*
 * Aligns every NAME.en with NAME.ja of a folder, one sentence a line, in one
 * process.
 *
 *	align DIR OUTDIR [LEXICON]	writes OUTDIR/NAME.out, one bead a line:
 *				"en,idx<TAB>ja,idx<TAB>score", and prints
 *				documents per second, lexicon loaded
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "taiyaku.h"

struct side {
	struct ty_buf	 text;
	const char	**v;
	size_t		 n, cap;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int bad(const struct ty_error *err)
{
	fprintf(stderr, "align: %s: %s\n", err->file, err->text);
	return 1;
}

static enum ty_status read_side(struct side *side, const char *dir,
				const char *name, const char *lang,
				struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;
	char *p, *nl;

	ty_buf_clear(&side->text);
	side->n = 0;
	ty_buf_addf(&path, "%s/%s.%s", dir, name, lang);
	st = ty_read_file(&side->text, path.p, TY_MAX_STORY, err);
	ty_buf_release(&path);
	for (p = side->text.p; st == TY_OK && p && *p; p = nl + 1) {
		side->v = ty_grow(side->v, &side->cap, side->n + 1,
				  sizeof(*side->v));
		side->v[side->n++] = p;
		nl = strchr(p, '\n');
		if (!nl)
			break;
		*nl = '\0';
	}
	return st;
}

static void put_numbers(FILE *f, size_t first, size_t n, char end)
{
	size_t k;

	for (k = first; k < first + n; k++)
		fprintf(f, "%s%zu", k > first ? "," : "", k);
	fputc(end, f);
}

static enum ty_status write_beads(const struct ty_beads *beads,
				  const char *dir, const char *name,
				  struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;
	const struct ty_bead *b;
	FILE *f;

	ty_buf_addf(&path, "%s/%s.out", dir, name);
	f = fopen(path.p, "w");
	if (!f) {
		st = ty_fail_at(err, TY_EIO, path.p, 0, 0, "cannot write");
		goto done;
	}
	for (b = beads->items; b < beads->items + beads->n; b++) {
		put_numbers(f, b->source, b->source_n, '\t');
		put_numbers(f, b->target, b->target_n, '\t');
		fprintf(f, "%.4f\n", b->confidence);
	}
	if (fclose(f))
		st = ty_fail_at(err, TY_EIO, path.p, 0, 0, "cannot write");
done:
	ty_buf_release(&path);
	return st;
}

int main(int argc, char **argv)
{
	struct ty_desk_options options = { .mode = TY_READ };
	struct side en = { .text = TY_BUF_INIT }, ja = { .text = TY_BUF_INIT };
	struct ty_beads *beads = NULL;
	struct ty_desk *desk = NULL;
	struct dirent **names = NULL;
	struct ty_error err;
	enum ty_status st;
	double spent = 0, t;
	int n, i, done = 0;

	if (argc == 4)
		options.lexicon = argv[3];
	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: align DIR OUTDIR [LEXICON]\n");
		return 2;
	}
	mkdir(argv[2], 0700);
	st = ty_desk_open(&desk, &options, &err);
	/* Two empty lists: now the lexicon is there. */
	if (st == TY_OK)
		st = ty_align(&beads, desk, NULL, 0, NULL, 0, &err);
	ty_beads_free(beads);
	n = scandir(argv[1], &names, NULL, alphasort);
	for (i = 0; i < n && st == TY_OK; i++) {
		char *dot = strrchr(names[i]->d_name, '.');

		if (!dot || strcmp(dot, ".en"))
			continue;
		*dot = '\0';
		st = read_side(&en, argv[1], names[i]->d_name, "en", &err);
		if (st == TY_OK)
			st = read_side(&ja, argv[1], names[i]->d_name, "ja",
				       &err);
		if (st != TY_OK)
			break;
		t = now();
		st = ty_align(&beads, desk, en.v, en.n, ja.v, ja.n, &err);
		spent += now() - t;
		if (st != TY_OK)
			break;
		st = write_beads(beads, argv[2], names[i]->d_name, &err);
		ty_beads_free(beads);
		done++;
	}
	while (n > 0)
		free(names[--n]);
	free(names);
	free(en.v);
	free(ja.v);
	ty_buf_release(&en.text);
	ty_buf_release(&ja.text);
	ty_desk_close(desk);
	if (st != TY_OK)
		return bad(&err);
	printf("%d documents, %.0f a second\n", done,
	       spent > 0 ? done / spent : 0.0);
	return 0;
}
