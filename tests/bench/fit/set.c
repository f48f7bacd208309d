/* The documents that weights are fitted on. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/io.h"
#include "fit.h"

const char *const condition_name[NCONDITIONS] = {
	"clean", "wire", "reordered", "hard"
};

static int bad(const struct ty_error *err)
{
	fprintf(stderr, "fit: %s: %s\n", err->file, err->text);
	return 1;
}

static void read_side(struct document *d, int side, const char *stem,
		      const char *lang)
{
	struct ty_buf path = TY_BUF_INIT, text = TY_BUF_INIT;
	struct ty_error err;
	size_t cap = 0;
	char *p, *nl;

	ty_buf_addf(&path, "%s.%s", stem, lang);
	if (ty_read_file(&text, path.p, TY_MAX_STORY, &err) != TY_OK)
		exit(bad(&err));
	ty_buf_release(&path);
	d->buf[side] = ty_buf_detach(&text);
	for (p = d->buf[side]; *p; p = nl + 1) {
		nl = strchr(p, '\n');
		if (nl)
			*nl = '\0';
		d->text[side] = ty_grow(d->text[side], &cap, d->n[side] + 1,
					sizeof(char *));
		d->text[side][d->n[side]++] = p;
		if (!nl)
			break;
	}
}

static void read_set(struct set *set, const char *data, int folds, int lexicon)
{
	struct ty_buf dir = TY_BUF_INIT, stem = TY_BUF_INIT;
	struct dirent **names;
	struct document *d;
	int c, k, n, which;

	for (c = 0; c < NCONDITIONS; c++) {
		ty_buf_clear(&dir);
		ty_buf_addf(&dir, "%s/%s", data, condition_name[c]);
		n = scandir(dir.p, &names, NULL, alphasort);
		for (k = which = 0; k < n; k++) {
			char *dot = strrchr(names[k]->d_name, '.');

			if (!dot || strcmp(dot, ".gold"))
				continue;
			set->v = ty_grow(set->v, &set->cap, set->n + 1,
					 sizeof(*set->v));
			d = &set->v[set->n++];
			memset(d, 0, sizeof(*d));
			d->condition = c;
			d->lexicon = lexicon;
			ty_buf_clear(&stem);
			ty_buf_addf(&stem, "%s/%s", dir.p, names[k]->d_name);
			if (!gold_read(&d->gold, stem.p))
				exit(1);
			*strrchr(stem.p, '.') = '\0';
			*dot = '\0';
			d->fold = folds ? which++ % folds : 0;
			read_side(d, 0, stem.p, "en");
			read_side(d, 1, stem.p, "ja");
			if (!gold_fits(&d->gold, d->n)) {
				fprintf(stderr, "fit: %s: not of this text\n",
					stem.p);
				exit(1);
			}
		}
		while (n > 0)
			free(names[--n]);
	}
	ty_buf_release(&dir);
	ty_buf_release(&stem);
}

void set_open(struct set *set, const char *data, int folds)
{
	struct ty_error err = { 0 };
	int k;

	if (!set->nlexicons)
		set->lexicon_name[set->nlexicons++] = "tm/lexicon/newsroom.tsv";
	for (k = 0; k < set->nlexicons; k++)
		if (strcmp(set->lexicon_name[k], "-") &&
		    ty_lexicon_open(&set->lexicon[k], set->lexicon_name[k],
				    &err) != TY_OK)
			exit(bad(&err));
	if (ty_value_reader_open(&set->readers[0], "en", &err) != TY_OK ||
	    ty_value_reader_open(&set->readers[1], "ja", &err) != TY_OK)
		exit(bad(&err));
	for (k = 0; k < set->nlexicons; k++)
		read_set(set, data, folds, k);
}

void set_align(struct ty_alignment *al, const struct set *set,
			   const struct document *d, const struct ty_weights *w)
{
	const char *const *text[2] = { d->text[0], d->text[1] };

	ty_align_pair(al, w, set->lexicon[d->lexicon],
		      ty_align_ratio("en", "ja"),
		      TY_ALIGN_SPREAD * TY_ALIGN_SPREAD,
		      (const struct ty_value_reader *const *)set->readers, text,
		      d->n);
}
