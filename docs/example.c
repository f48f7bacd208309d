/* Learn a story with its translation, then print what it suggests for a text.
 *
 *	example MEMORY SOURCE TARGET TEXT
 *
 * Build: cc example.c $(pkg-config --cflags --libs taiyaku) */

#include <stdio.h>
#include <taiyaku.h>

static int fail(const struct ty_error *err)
{
	fprintf(stderr, "example: %s:%ld: %s\n", err->file, err->line,
		err->text);
	return 1;
}

int main(int argc, char **argv)
{
	struct ty_desk_options options = { .mode = TY_CREATE };
	struct ty_matches *matches = NULL;
	struct ty_learned *learned = NULL;
	struct ty_desk *desk = NULL;
	struct ty_error err;
	enum ty_status st;
	size_t i;

	if (argc != 5) {
		fprintf(stderr, "usage: example MEMORY SOURCE TARGET TEXT\n");
		return 2;
	}
	options.memory = argv[1];
	st = ty_desk_open(&desk, &options, &err);
	if (st == TY_OK)
		st = ty_learn(&learned, desk,
			      &(struct ty_pair){ argv[2], argv[3] }, 1,
			      TY_LEARN_CONFIDENCE, &err);
	if (st == TY_OK)
		st = ty_suggest(&matches, desk, argv[4], NULL, &err);
	if (st == TY_OK) {
		printf("%lld units learnt\n", (long long)learned->batch->added);
		for (i = 0; i < matches->n; i++)
			printf("%d\t%s\t%s\n", matches->items[i].score,
			       matches->items[i].source,
			       matches->items[i].target);
	}
	ty_matches_free(matches);
	ty_learned_free(learned);
	ty_desk_close(desk);
	return st == TY_OK ? 0 : fail(&err);
}
