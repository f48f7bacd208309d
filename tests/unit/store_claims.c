/* Batches say different things of the same pair: what the memory then holds
 * does not depend on their order, and not on batches that were undone. */

#include "base/buf.h"
#include "store/db.h"
#include "store_help.h"

/* ------------------------------------------------------------- helpers -- */

static enum ty_put how;

/* A pair in the open batch, with all that can be said of it. */
static int64_t say(struct ty_store *store, const char *en, const char *ja,
		   enum ty_unit_kind kind, enum ty_unit_status status,
		   double score)
{
	const struct ty_variant v[] = {
		{ .lang = "en", .text = en, .codes = "", .prev = "",
		  .next = "" },
		{ .lang = "ja", .text = ja, .codes = "" },
	};
	const struct ty_unit unit = { .kind = kind, .status = status,
				      .score = score, .variants = v,
				      .nvariants = 2 };
	int64_t id = 0;

	if (ty_store_put(store, &unit, NULL, &how, &id, &err) != TY_OK)
		ok_st(err.code, &err, "put");
	return id;
}

static int64_t say_batch(struct ty_store *store, const char *ja,
			 enum ty_unit_kind kind, enum ty_unit_status status,
			 double score)
{
	int64_t id;

	begin(store, "import", "some.tsv");
	id = say(store, "Talks began.", ja, kind, status, score);
	commit(store);
	return id;
}

/* Unit `id` gets another Japanese text, in the open batch. */
static enum ty_status change(struct ty_store *store, int64_t id,
			     const char *ja, enum ty_unit_status status)
{
	struct ty_unit unit;
	struct ty_variant v[2];
	enum ty_status st = TY_ENOTFOUND;

	if (get_unit(store, id, &unit, NULL)) {
		memcpy(v, unit.variants, sizeof(v));
		v[1].text = ja;
		unit.variants = v;
		unit.kind = TY_HUMAN;
		unit.status = status;
		st = ty_store_change(store, &unit, &err);
	}
	let_go();
	return st;
}

static void change_batch(struct ty_store *store, int64_t id, const char *ja)
{
	begin(store, "confirm", "");
	ok_st(change(store, id, ja, TY_TRANSLATED), &err, "a change");
	commit(store);
}

static void undo(struct ty_store *store, int64_t batch)
{
	ok_st(ty_store_undo(store, batch, "aya", NULL, NULL, NULL, &err), &err,
	      "undo");
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All that the memory says, a line a unit, sorted; to be free()d. */
static char *all_of(struct ty_store *store)
{
	struct ty_buf out = TY_BUF_INIT;
	struct ty_cursor *cursor;
	struct ty_unit unit;
	char *lines[64];
	size_t n = 0, i;

	ok_st(ty_store_units(&cursor, store, &err), &err, "units");
	while (n < 64 && ty_cursor_next(cursor, &unit, NULL, &err) == TY_OK) {
		struct ty_buf line = TY_BUF_INIT;

		ty_buf_addf(&line, "%s=%s %s %s %.2f\n", unit.variants[0].text,
			    unit.variants[1].text,
			    ty_unit_kind_word(unit.kind),
			    ty_unit_status_word(unit.status), unit.score);
		lines[n++] = ty_buf_detach(&line);
	}
	ty_cursor_close(cursor);
	qsort(lines, n, sizeof(*lines), by_line);
	ty_buf_adds(&out, "");
	for (i = 0; i < n; i++) {
		ty_buf_adds(&out, lines[i]);
		free(lines[i]);
	}
	return ty_buf_detach(&out);
}

static void holds(struct ty_store *store, const char *want, const char *what)
{
	char *got = all_of(store);

	is_str(got, want, what);
	free(got);
	is_int(count_troubles(store), 0, "nothing is wrong");
}

/* ---------------------------------------------------------- by example -- */

static void who_stays_is_heard(void)
{
	struct ty_store *store = open_memory("a.tm", TY_CREATE);

	say_batch(store, "会談開始。", TY_IMPORTED, TY_TRANSLATED, 1);
	say_batch(store, "会談開始。", TY_HUMAN, TY_REVIEWED, 1);
	say_batch(store, "会談開始。", TY_HUMAN, TY_REVIEWED, 1);
	undo(store, 2);
	holds(store, "Talks began.=会談開始。 human reviewed 1.00\n",
	      "reviewed by two, undone of one: reviewed");
	undo(store, 3);
	holds(store, "Talks began.=会談開始。 imported translated 1.00\n",
	      "of both: no more");
	undo(store, 1);
	holds(store, "", "nothing is left");
	say_batch(store, "会談開始。", TY_HUMAN, TY_REVIEWED, 1);
	say_batch(store, "会談開始。", TY_ALIGNED, TY_TRANSLATED, 0.5);
	undo(store, 4);
	holds(store, "Talks began.=会談開始。 aligned translated 0.50\n",
	      "the first is undone, the second stands as it was");
	ty_store_close(store);
}

static void any_order(void)
{
	static const struct {
		enum ty_unit_kind kind;
		enum ty_unit_status status;
		double score;
	} said[] = {
		{ TY_ALIGNED, TY_TRANSLATED, 0.9 },
		{ TY_IMPORTED, TY_DRAFT, 0.25 },
		{ TY_IMPORTED, TY_DRAFT, 0.75 },
		{ TY_MACHINE, TY_REJECTED, 1 },
	};
	struct ty_store *store = open_memory("b.tm", TY_CREATE);
	int64_t batch = 1;
	int order, used, i, k;

	/* All orders; under valgrind a few. */
	for (order = 0; order < 256; order += getenv("TY_TEST_SLOW") ? 9 : 1) {
		for (used = 0, i = 0; i < 4; i++)
			used |= 1 << (order >> 2 * i & 3);
		if (used != 15)
			continue;
		begin(store, "import", "");
		for (i = 0; i < 4; i++) {
			k = order >> 2 * i & 3;
			say(store, "Talks began.", "開始。", said[k].kind,
			    said[k].status, said[k].score);
			if (i == order % 3) {
				commit(store);
				begin(store, "import", "");
			}
		}
		commit(store);
		holds(store,
		      "Talks began.=開始。 imported translated 0.75\n",
		      "the best of each");
		undo(store, batch++);
		undo(store, batch++);
	}
	ty_store_close(store);
}

static void rejected(void)
{
	struct ty_store *store = open_memory("c.tm", TY_CREATE);

	say_batch(store, "会談", TY_IMPORTED, TY_REVIEWED, 1);
	say_batch(store, "会談", TY_ALIGNED, TY_REJECTED, 0.5);
	holds(store, "Talks began.=会談 imported reviewed 1.00\n",
	      "a weaker kind does not reject");
	say_batch(store, "会談", TY_HUMAN, TY_REJECTED, 1);
	holds(store, "Talks began.=会談 human rejected 1.00\n",
	      "a person does");
	say_batch(store, "会談", TY_HUMAN, TY_TRANSLATED, 1);
	holds(store, "Talks began.=会談 human reviewed 1.00\n",
	      "and may think again");
	undo(store, 4);
	holds(store, "Talks began.=会談 human rejected 1.00\n", "and again");
	ty_store_close(store);
}

static void changed_and_learnt_again(void)
{
	struct ty_store *store = open_memory("d.tm", TY_CREATE);
	int64_t id;

	id = say_batch(store, "甲", TY_ALIGNED, TY_TRANSLATED, 0.5);
	change_batch(store, id, "乙");
	ok(say_batch(store, "甲", TY_ALIGNED, TY_TRANSLATED, 0.75) != id,
	   "the former text is another unit by now");
	undo(store, 2);
	holds(store, "Talks began.=甲 aligned translated 0.75\n",
	      "the change is undone: one unit, not two");
	ok(get_unit(store, id, &(struct ty_unit){ 0 }, NULL),
	   "the older of them");
	let_go();
	undo(store, 3);
	holds(store, "Talks began.=甲 aligned translated 0.50\n",
	      "each batch can still be taken back");
	undo(store, 1);
	holds(store, "", "and the last");
	ty_store_close(store);
}

static void changed_to_what_is_there(void)
{
	struct ty_store *store = open_memory("e.tm", TY_CREATE);
	int64_t id, other, history;

	other = say_batch(store, "乙", TY_IMPORTED, TY_REVIEWED, 1);
	id = say_batch(store, "甲", TY_ALIGNED, TY_TRANSLATED, 0.5);
	change_batch(store, id, "乙");
	holds(store, "Talks began.=乙 human reviewed 1.00\n",
	      "two units become one");
	ok(get_unit(store, id, &(struct ty_unit){ 0 }, NULL),
	   "the one that was changed");
	let_go();
	ok_st(ty_db_int(&history, store, "SELECT count(DISTINCT unit)"
			" FROM unit_history WHERE batch = 3", TY_NO_ARGS, &err),
	      &err, "the history");
	is_int(history, 2, "holds both");
	undo(store, 3);
	holds(store, "Talks began.=乙 imported reviewed 1.00\n"
	      "Talks began.=甲 aligned translated 0.50\n",
	      "and they part again");
	ok(!get_unit(store, other, &(struct ty_unit){ 0 }, NULL),
	   "under numbers that were never used");
	let_go();
	is_int(count_hits(store, "甲"), 1, "one is found");
	is_int(count_hits(store, "乙"), 1, "and the other");
	ty_store_close(store);
}

/* What one change silenced goes along when the change itself is silenced by
 * another, is heard again and is part of another unit then. */
static void a_long_story(void)
{
	struct ty_store *store = open_memory("l.tm", TY_CREATE);
	int64_t id, other;

	id = say_batch(store, "甲", TY_ALIGNED, TY_TRANSLATED, 0.5);
	change_batch(store, id, "乙");
	change_batch(store, id, "丙");
	say_batch(store, "丙", TY_ALIGNED, TY_TRANSLATED, 0.75);
	undo(store, 3);
	holds(store, "Talks began.=丙 aligned translated 0.75\n"
	      "Talks began.=乙 human translated 1.00\n",
	      "the second change is undone, its text was learnt since");
	undo(store, 4);
	holds(store, "Talks began.=乙 human translated 1.00\n", "was");
	ok(!get_unit(store, id, &(struct ty_unit){ 0 }, NULL), "it has moved");
	let_go();
	ok_st(ty_db_int(&other, store, "SELECT max(id) FROM unit", TY_NO_ARGS,
			&err), &err, "to another unit");
	change_batch(store, other, "丁");
	undo(store, 2);
	holds(store, "Talks began.=丁 human translated 1.00\n",
	      "the first change is undone, but another stands over it");
	undo(store, 5);
	holds(store, "Talks began.=甲 aligned translated 0.50\n",
	      "at last the text returns that was there first");
	ty_store_close(store);
}

static int64_t contexts(struct ty_store *store)
{
	int64_t n;

	ok_st(ty_db_int(&n, store, "SELECT count(*) FROM context c JOIN variant"
			" v ON v.id = c.variant", TY_NO_ARGS, &err), &err,
	      "contexts");
	return n;
}

/* English texts stand at the edge of a story here. */
static void places_follow(void)
{
	struct ty_store *store = open_memory("f.tm", TY_CREATE);
	int64_t id;

	id = say_batch(store, "甲", TY_ALIGNED, TY_TRANSLATED, 0.5);
	say_batch(store, "乙", TY_ALIGNED, TY_TRANSLATED, 0.5);
	change_batch(store, id, "乙");
	is_int(count_units(store), 1, "one unit");
	is_int(contexts(store), 2, "stood in both places");
	undo(store, 3);
	is_int(count_units(store), 2, "two units");
	is_int(contexts(store), 2, "each in its own");
	undo(store, 2);
	is_int(contexts(store), 1, "and not in what is undone");
	holds(store, "Talks began.=甲 aligned translated 0.50\n", "so it is");
	ty_store_close(store);
}

/* A batch of several files tells of each unit from which it is. */
static void files(void)
{
	struct ty_store *store = open_memory("g.tm", TY_CREATE);
	struct ty_origin origin;
	struct ty_unit unit;
	struct ty_hits *hits;
	int64_t one, two, three;

	ok(ty_store_source(store, "x", &err) == TY_EINVAL,
	   "no file outside a batch");
	begin(store, "import", "one.tsv (+1)");
	ok_st(ty_store_source(store, "one.tsv", &err), &err, "the first file");
	one = put(store, "One.", "一。", NULL);
	ok_st(ty_store_source(store, "two.tsv", &err), &err, "the second");
	two = put(store, "Two.", "二。", NULL);
	ok_st(ty_store_source(store, NULL, &err), &err, "neither");
	three = put(store, "Three.", "三。", NULL);
	ty_store_source(store, "one.tsv", &err);
	commit(store);
	ok(get_unit(store, one, &unit, &origin), "one");
	is_str(origin.path, "one.tsv", "is of the first");
	ok(get_unit(store, two, &unit, &origin), "two");
	is_str(origin.path, "two.tsv", "of the second");
	ok(get_unit(store, three, &unit, &origin), "three");
	is_str(origin.path, "one.tsv (+1)", "of the batch");
	let_go();
	put_batch(store, "later.tsv", "Two.", "二。");
	begin(store, "confirm", "");
	put(store, "Two.", "二。", NULL);
	commit(store);
	ok_st(search(&hits, store, "二", NULL, 0, 1), &err,
	      "what several brought");
	is_str(hits->items[0].origin.path, "later.tsv",
	       "is of the newest that was a file");
	ty_hits_free(hits);
	is_int(count_troubles(store), 0, "nothing is wrong");
	sqlite3_exec(store->db, "UPDATE origin SET status = 0 WHERE unit = 1;"
		     "UPDATE origin SET past = 9 WHERE unit = 2 AND batch = 2",
		     NULL, NULL, NULL);
	is_int(count_troubles(store), 2, "what is said is verified too");
	ty_store_close(store);
}

/* ------------------------------------------------------- by generation -- */

#define BATCHES	12
#define PAIRS	4		/* few, so that they meet often */
#define SAID	3		/* at most, in a batch */

static unsigned seed = 7;

static unsigned chance(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

struct said {
	int	pair;
	enum ty_unit_kind kind;
	enum ty_unit_status status;
	double	score;
};
struct made {
	struct said	said[SAID];
	int		n;
	int64_t		batch;
	bool		changes;	/* as well */
	bool		undone;
};

static void say_all(struct ty_store *store, struct made *made)
{
	static const char *const texts[PAIRS] = { "甲", "乙", "丙", "丁" };
	struct ty_batch *batch;
	int i;

	begin(store, "import", "generated");
	for (i = 0; i < made->n; i++)
		say(store, "Talks began.", texts[made->said[i].pair],
		    made->said[i].kind, made->said[i].status,
		    made->said[i].score);
	if (made->changes) {
		struct ty_stats stats;
		int64_t id;

		ty_store_stats(store, &stats, &err);
		ty_db_int(&id, store, "SELECT id FROM unit ORDER BY"
			  " (id * 7 + ?1) % 5 LIMIT 1",
			  TY_ARGS(TY_INT(chance(5))), &err);
		if (stats.units &&
		    change(store, id, texts[chance(PAIRS)],
			   (enum ty_unit_status)chance(4)) != TY_OK)
			ok_st(err.code, &err, "change");
	}
	if (ty_store_commit(store, &batch, &err) != TY_OK)
		ok_st(err.code, &err, "commit");
	made->batch = batch->id;
	ty_batch_free(batch);
}

static void make_up(struct made *made, bool changes)
{
	int i;

	memset(made, 0, sizeof(*made));
	made->changes = changes && chance(2);
	made->n = made->changes ? 0 : 1 + (int)chance(SAID);
	for (i = 0; i < made->n; i++)
		made->said[i] = (struct said){
			.pair = (int)chance(PAIRS),
			.kind = (enum ty_unit_kind)chance(4),
			.status = (enum ty_unit_status)chance(4),
			.score = chance(5) / 4.0,
		};
}

/* A memory that need not outlast a power cut. */
static struct ty_store *open_quick(const char *name)
{
	struct ty_store *store = open_memory(name, TY_CREATE);

	sqlite3_exec(store->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return store;
}

/* All of a memory in which only what stands was ever put; it is empty again
 * afterwards. */
static char *afresh(struct ty_store *store, const struct made *made, int n)
{
	struct made again[BATCHES];
	char *all;
	int i;

	memcpy(again, made, (size_t)n * sizeof(*made));
	for (i = 0; i < n; i++)
		if (!made[i].undone && !made[i].changes)
			say_all(store, &again[i]);
	all = all_of(store);
	for (i = 0; i < n; i++)
		if (!made[i].undone && !made[i].changes)
			ty_store_undo(store, again[i].batch, "", NULL, NULL,
				      NULL, &err);
	return all;
}

static bool twins(struct ty_store *store)
{
	int64_t n;

	ty_db_int(&n, store, "SELECT count(*) - count(DISTINCT hash) FROM unit",
		  TY_NO_ARGS, &err);
	return n != 0;
}

static bool undo_one(struct ty_store *store, struct made *made)
{
	made->undone = true;
	return ty_store_undo(store, made->batch, "", NULL, NULL, NULL, &err) ==
		TY_OK && !twins(store) && !count_troubles(store);
}

/* Undo what is not undone from a random place on; with `changes`, only those.
 * False if something went wrong. */
static bool undo_rest(struct ty_store *store, struct made *made, int n,
		      bool changes)
{
	int at = (int)chance((unsigned)n), i;
	bool good = true;

	for (i = 0; i < n; i++, at = (at + 5) % n)
		if (!made[at].undone && (made[at].changes || !changes))
			good = undo_one(store, &made[at]) && good;
	return good;
}

static bool equal(struct ty_store *store, struct ty_store *other,
		  const struct made *made, int n)
{
	char *is = all_of(store), *should = afresh(other, made, n);
	bool same = !strcmp(is, should);

	if (!same)
		printf("# is:\n# %s# should be:\n# %s", is, should);
	free(is);
	free(should);
	return same;
}

static bool one_life(struct ty_store *store, struct ty_store *other,
		     bool changes)
{
	struct made made[BATCHES];
	bool good = true;
	int n = 0, i;

	while (n < BATCHES) {
		if (n && !chance(3)) {
			i = (int)chance((unsigned)n);
			if (!made[i].undone)
				good = undo_one(store, &made[i]) && good;
			continue;
		}
		make_up(&made[n], changes);
		say_all(store, &made[n++]);
		good = !twins(store) && !count_troubles(store) && good;
		if (!changes && n % 3 == 0)
			good = equal(store, other, made, n) && good;
	}
	good = undo_rest(store, made, n, true) && good;
	good = equal(store, other, made, n) && good;
	good = undo_rest(store, made, n, false) && good;
	return count_units(store) == 0 && contexts(store) == 0 && good;
}

static void lives(bool changes, int n, const char *what)
{
	struct ty_store *store = open_quick(changes ? "j.tm" : "h.tm");
	struct ty_store *other = open_quick(changes ? "k.tm" : "i.tm");
	int wrong = 0;

	while (n-- > 0)
		wrong += !one_life(store, other, changes);
	is_int(wrong, 0, what);
	ty_store_close(store);
	ty_store_close(other);
}

int main(void)
{
	make_folder();
	who_stays_is_heard();
	any_order();
	rejected();
	changed_and_learnt_again();
	changed_to_what_is_there();
	a_long_story();
	places_follow();
	files();
	lives(false, 20, "what is undone was never there");
	lives(true, 30, "with changes undone, so it is too");
	remove_folder();
	return tap_done();
}
