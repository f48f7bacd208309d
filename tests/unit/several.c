/* Suggestions from several memories at once. */

#include <stdlib.h>
#include <unistd.h>

#include "taiyaku.h"
#include "../tap.h"

#define MEMORIES	3

static char dir[400], paths[MEMORIES][500];
static struct ty_error err;

static struct ty_desk *open_desk(const char *path, const char *target,
				 enum ty_open mode)
{
	const struct ty_desk_options options = {
		.memory = path, .mode = mode, .data = "tm", .user = "ito",
		.target = target,
	};
	struct ty_desk *desk;

	ok_st(ty_desk_open(&desk, &options, &err), &err, path);
	return desk;
}

/* The memories with their penalties as one desk; `order` names them. */
static struct ty_desk *open_all(const char *order, const int *penalties)
{
	struct ty_reference references[MEMORIES] = { { NULL, 0 } };
	struct ty_desk_options options = {
		.mode = TY_READ, .data = "tm", .references = references + 1,
		.nreferences = strlen(order) - 1,
	};
	struct ty_desk *desk;
	size_t i;

	for (i = 0; order[i]; i++) {
		references[i].path = paths[order[i] - 'a'];
		references[i].penalty = penalties[order[i] - 'a'];
	}
	options.memory = references[0].path;
	options.penalty = references[0].penalty;
	ok_st(ty_desk_open(&desk, &options, &err), &err, order);
	return desk;
}

static void put(struct ty_desk *desk, const char *en, const char *ja,
		const char *codes)
{
	const struct ty_variant variants[] = {
		{ "en", en, codes, NULL, NULL }, { "ja", ja, "", NULL, NULL },
	};
	const struct ty_unit unit = {
		.kind = TY_HUMAN, .status = TY_TRANSLATED, .score = 1,
		.note = "", .variants = variants, .nvariants = 2,
	};
	int64_t id;

	if (ty_confirm(&id, desk, &unit, &err) != TY_OK)
		printf("# %s\n", err.text);
}

static struct ty_matches *ask(struct ty_desk *desk, const char *text, int min,
			      size_t max, bool exhaustive)
{
	const struct ty_suggest_options options = {
		.min = min, .max = max, .exhaustive = exhaustive,
	};
	struct ty_matches *matches;

	if (ty_suggest(&matches, desk, text, &options, &err) != TY_OK) {
		printf("# %s\n", err.text);
		exit(1);
	}
	return matches;
}

static void fill(void)
{
	struct ty_desk *desk;

	desk = open_desk(paths[0], "ja", TY_CREATE);
	put(desk, "The dam will be repaired.", "ダムは修理される。", "");
	put(desk, "The dam was repaired.", "ダムは修理された。", "");
	ty_desk_close(desk);
	desk = open_desk(paths[1], "ja", TY_CREATE);
	put(desk, "The dam will be repaired.", "ダムは修理される。", "");
	put(desk, "The dam will be repaired.", "ダムを修理する。", "");
	put(desk, "The dam will be [rebuilt].", "ダムは再建される。",
	    "[{\"at\":16,\"type\":\"ph\"}]");
	ty_desk_close(desk);
}

static void once_where_it_ranks_best(void)
{
	static const char text[] = "The dam will be repaired.";
	struct ty_matches *m;
	struct ty_desk *desk;

	desk = open_all("ab", (int[]){ 0, 3, 0 });
	m = ask(desk, text, 50, 10, false);
	is_int(m->n, 4, "four different pairs of five");
	is_int(m->items[0].score, 100, "the desk's own first");
	is_str(m->items[0].memory, paths[0], "from its memory");
	is_int(m->items[1].score, 97, "the other's, three lower");
	is_str(m->items[1].target, "ダムを修理する。", "another translation");
	is_str(m->items[1].memory, paths[1], "from the other memory");
	is_str(m->items[1].penalties[0].name, "memory", "which is why");
	ty_matches_free(m);
	ty_desk_close(desk);

	desk = open_all("ab", (int[]){ 5, 0, 0 });
	m = ask(desk, text, 50, 10, false);
	is_int(m->n, 4, "as many");
	is_str(m->items[0].memory, paths[1], "the one without a penalty wins");
	is_int(m->items[1].score, 100, "with both of its translations");
	is_str(m->items[1].memory, paths[1], "although it comes second");
	ty_matches_free(m);
	m = ask(desk, text, 101, 10, false);
	is_int(m->n, 0, "a penalty beyond the threshold ends a search early");
	ty_matches_free(m);
	ty_desk_close(desk);

	desk = open_all("ba", (int[]){ 0, 0, 0 });
	m = ask(desk, text, 60, 1, false);
	is_int(m->n, 1, "as many as asked for");
	is_str(m->items[0].memory, paths[1], "the first memory where they tie");
	ty_matches_free(m);
	m = ask(desk, "The dam will be [rebuilt].", 60, 1, false);
	is_int(m->n == 1 ? m->items[0].score : 0, 99,
	       "the same text with other codes is not the same");
	is_str(m->items[0].penalties[0].name, "codes", "and says so");
	ty_matches_free(m);
	ty_desk_close(desk);
}

/* Units that have no text in the target language stand in nobody's way. */
static void in_another_language(void)
{
	static const char text[] = "The bridge was closed at noon.";
	struct ty_matches *m;
	struct ty_desk *desk;
	char target[100];
	int i;

	desk = open_desk(paths[2], "fr", TY_CREATE);
	for (i = 0; i < 40; i++) {
		const struct ty_variant variants[] = {
			{ "en", text, "", NULL, NULL },
			{ "fr", target, "", NULL, NULL },
		};
		const struct ty_unit unit = {
			.kind = TY_HUMAN, .status = TY_TRANSLATED, .score = 1,
			.note = "", .variants = variants, .nvariants = 2,
		};
		int64_t id;

		snprintf(target, sizeof(target), "Pont %d.", i);
		if (ty_confirm(&id, desk, &unit, &err) != TY_OK)
			printf("# %s\n", err.text);
	}
	ty_desk_close(desk);
	desk = open_desk(paths[2], "ja", TY_WRITE);
	put(desk, "The bridge was shut at noon.", "橋は正午に閉鎖された。", "");
	m = ask(desk, text, 70, 1, false);
	is_int(m->n, 1, "one in Japanese, after forty in French");
	ty_matches_free(m);
	ty_desk_close(desk);
}

static void wrong(void)
{
	const struct ty_reference far = { paths[1], TY_MOST_PENALTY + 1 };
	const struct ty_reference gone = { "/nonexistent/x.tm", 0 };
	struct ty_desk_options options = {
		.memory = paths[0], .mode = TY_READ, .data = "tm",
		.references = &far, .nreferences = 1,
	};
	struct ty_desk *desk;

	ok(ty_desk_open(&desk, &options, &err) == TY_EINVAL && !desk,
	   "a penalty too high");
	options.references = &gone;
	ok(ty_desk_open(&desk, &options, &err) == TY_ENOTFOUND &&
	   !strcmp(err.file, gone.path), "a memory that is not there");
}

/* ------------------------------------------------- generated memories -- */

static unsigned seed;

static unsigned pick(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

static void sentence(char out[200])
{
	static const char *const words[] = {
		"rain", "fell", "on", "the", "Harbor", "again", "12", "40",
		"boats", "left", ",", "today"
	};
	unsigned n = 3 + pick(6);

	for (out[0] = '\0'; n > 0; n--) {
		strcat(out, words[pick(12)]);
		strcat(out, n > 1 ? " " : ".");
	}
}

static bool same(const struct ty_match *a, const struct ty_match *b)
{
	return a->unit == b->unit && a->score == b->score &&
	       !strcmp(a->memory, b->memory) && !strcmp(a->target, b->target);
}

/* However many are asked for, with the index or without: the list is the
 * beginning of the whole ranking. */
static bool prefixes_agree(struct ty_desk *desk, const char *text, int min)
{
	struct ty_matches *all = ask(desk, text, min, 1000, true), *few;
	bool agree = true;
	size_t max, i;

	for (max = 1; agree && max <= 12; max += 1 + max / 2) {
		few = ask(desk, text, min, max, false);
		agree = few->n == (all->n < max ? all->n : max);
		for (i = 0; agree && i < few->n; i++)
			agree = same(&few->items[i], &all->items[i]);
		ty_matches_free(few);
	}
	if (!agree)
		printf("# \"%s\" from %d, %zu shown\n", text, min, max);
	ty_matches_free(all);
	return agree;
}

static void the_top_of_the_whole(void)
{
	char text[200], target[200];
	struct ty_desk *desk;
	bool agree = true;
	unsigned k, i;

	for (k = 0; k < MEMORIES; k++) {
		seed = 17;	/* much is in several of them */
		desk = open_desk(paths[k], "ja", TY_CREATE);
		for (i = 0; i < 60; i++) {
			sentence(text);
			if (pick(3) == k)
				seed += k;
			snprintf(target, sizeof(target), "訳%u", pick(4));
			put(desk, text, target, "");
		}
		ty_desk_close(desk);
	}
	seed = 99;
	for (k = 0; agree && k < 12; k++) {
		desk = open_all(k % 2 ? "abc" : "cab",
				(int[]){ (int)pick(4), (int)pick(9),
					 (int)pick(3) });
		for (i = 0; agree && i < 12; i++) {
			sentence(text);
			agree = prefixes_agree(desk, text,
					       50 + (int)pick(45));
		}
		ty_desk_close(desk);
	}
	ok(agree, "the list is the top of the whole ranking");
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");
	char command[500];
	size_t i;

	snprintf(dir, sizeof(dir), "%s/severalXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	for (i = 0; i < MEMORIES; i++)
		snprintf(paths[i], sizeof(paths[i]), "%s/%c.tm", dir,
			 (char)('a' + i));
	fill();
	once_where_it_ranks_best();
	in_another_language();
	wrong();
	for (i = 0; i < MEMORIES; i++)
		unlink(paths[i]);
	the_top_of_the_whole();
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	ok(system(command) == 0, "nothing is left behind");
	return tap_done();
}
