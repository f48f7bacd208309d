/* The fuzzy index of a memory that several desks have open, and that is written
 * all the time: every list is what comparing with every text gives. */

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "flow/live.h"
#include "store_help.h"

static struct ty_tokenizer *tokenizer;
static int notes;

static void count_note(void *user, const struct ty_error *what)
{
	(void)user;
	(void)what;
	notes++;
}

static const struct ty_monitor monitor = { .note = count_note };

/* Somebody who has the memory open. */
struct reader {
	struct ty_store	*store;
	struct ty_live	*live;
};

static struct reader sit_down(const char *name, int64_t most)
{
	struct reader r = { open_memory(name, TY_WRITE), NULL };

	r.live = ty_live_new(r.store, tokenizer, "en", &monitor);
	ty_live_set_delta(r.live, most);
	return r;
}

static void stand_up(struct reader *r)
{
	ty_live_free(r->live);
	ty_store_close(r->store);
}

/* What is found, as text. */
static bool look_up(struct reader *r, const char *text,
		    struct ty_query_options options, struct ty_buf *out)
{
	struct ty_query *query = ty_query_new();
	struct ty_tokens tokens = { .n = 0 };
	const struct ty_near *found;
	enum ty_status st;
	size_t n = 0, i;
	bool held;

	ty_buf_clear(out);
	ty_tokenize(tokenizer, text, strlen(text), &tokens);
	if ((st = ty_store_hold(r->store, &held, &err)) == TY_OK) {
		st = ty_live_search(r->live, query, &tokens, &options,
				    &err);
		ty_store_let_go(r->store, held);
	}
	if (st == TY_OK)
		ty_query_found(query, &found, &n);
	for (i = 0; i < n && (!options.limit || i < options.limit); i++)
		ty_buf_addf(out, "%lld:%u ", (long long)found[i].id,
			    found[i].distance);
	ty_query_free(query);
	ty_tokens_release(&tokens);
	return st == TY_OK;
}

/* Hold, do, let go. */
static enum ty_status held(struct reader *r,
			   enum ty_status (*what)(struct ty_live *,
						  struct ty_error *))
{
	enum ty_status st;
	bool began;

	if ((st = ty_store_hold(r->store, &began, &err)) == TY_OK) {
		st = what(r->live, &err);
		ty_store_let_go(r->store, began);
	}
	return st;
}

static bool agrees(struct reader *r, const char *text,
		   struct ty_query_options options)
{
	struct ty_buf found = TY_BUF_INIT, whole = TY_BUF_INIT;
	bool same;

	same = look_up(r, text, options, &found);
	options.exhaustive = true;
	same = same && look_up(r, text, options, &whole);
	same = same && !strcmp(found.p, whole.p);
	if (!same)
		printf("# '%s' at %d: found %s\n# but there is %s\n# %s\n", text,
		       options.percent, found.p, whole.p, err.text);
	ty_buf_release(&found);
	ty_buf_release(&whole);
	return same;
}

static void finds(struct reader *r, const char *text, const char *want,
		  const char *name)
{
	const struct ty_query_options options = { .percent = 80 };
	struct ty_buf found = TY_BUF_INIT;

	if (!look_up(r, text, options, &found))
		ok_st(err.code, &err, "look up");
	is_str(found.p, want, name);
	ty_buf_release(&found);
}

/* The names of the index files of a memory, without its own, in order. */
static const char *files(const char *name)
{
	static char list[2000];
	struct dirent **entries;
	size_t len = strlen(name);
	int n = scandir(folder, &entries, NULL, alphasort), i;

	list[0] = '\0';
	for (i = 0; i < n; i++) {
		if (!strncmp(entries[i]->d_name, name, len) &&
		    strstr(entries[i]->d_name, ".index"))
			snprintf(list + strlen(list),
				 sizeof(list) - strlen(list), "%s ",
				 entries[i]->d_name + len + 1);
		free(entries[i]);
	}
	free(entries);
	return list;
}

static void put_many(struct ty_store *store, int from, int to)
{
	char en[80], ja[80];
	int i;

	begin(store, "import", "many.tsv");
	for (i = from; i < to; i++) {
		snprintf(en, sizeof(en), "Boat w%d left pier w%d today.", i,
			 i % 7);
		snprintf(ja, sizeof(ja), "第%d船は今日出港した。", i);
		put(store, en, ja, NULL);
	}
	commit(store);
}

/* ------------------------------------------------------------ following -- */

static void a_small_memory(void)
{
	struct ty_store *writer = open_memory("small.tm", TY_CREATE);
	struct reader r = sit_down("small.tm", TY_LIVE_DELTA);
	struct ty_live_info info;

	finds(&r, "The old ferry left the port.", "", "an empty memory has nothing");
	put_batch(writer, "a.tsv", "The old ferry left the port.", "フェリーが出た。");
	finds(&r, "The old ferry left the port.", "1:0 ", "what was added is found");
	put_batch(writer, "b.tsv", "The old ferry sank the port.", "フェリーが沈んだ。");
	finds(&r, "The old ferry left the port.", "1:0 3:1 ", "and what is like it");
	ty_store_undo(writer, 1, "", NULL, NULL, NULL, NULL);
	finds(&r, "The old ferry left the port.", "3:1 ", "what was taken back is not");
	ty_live_info(r.live, &info);
	ok(info.shards == 0 && info.delta == 1, "all of it in the delta");
	is_str(files("small.tm"), "", "which needs no file");
	stand_up(&r);
	ty_store_close(writer);
}

static void files_of_it(void)
{
	struct ty_store *writer = open_memory("f.tm", TY_CREATE);
	struct reader r = sit_down("f.tm", 10), s;
	struct ty_live_info info;

	put_many(writer, 0, 40);
	finds(&r, "Boat w30 left pier w2 today.", "61:0 5:1 19:1 33:1 47:1 75:1 ",
	      "forty units");
	is_str(files("f.tm"), "en-0-40.index ", "are in a file");
	put_many(writer, 40, 45);
	finds(&r, "Boat w44 left pier w2 today.", "89:0 5:1 19:1 33:1 47:1 61:1 75:1 ",
	      "five more");
	is_str(files("f.tm"), "en-0-40.index ", "are not worth one");
	s = sit_down("f.tm", 10);
	finds(&s, "Boat w44 left pier w2 today.", "89:0 5:1 19:1 33:1 47:1 61:1 75:1 ",
	      "another desk finds the same");
	ty_live_info(s.live, &info);
	ok(info.shards == 1 && info.delta == 5, "in the file and what is new");
	stand_up(&s);
	put_many(writer, 45, 60);
	s = sit_down("f.tm", 10);
	finds(&s, "Boat w59 left pier w3 today.",
	      "119:0 7:1 21:1 35:1 49:1 63:1 77:1 91:1 105:1 ", "twenty new");
	is_str(files("f.tm"), "en-0-60.index ", "are joined to the others");
	finds(&r, "Boat w59 left pier w3 today.",
	      "119:0 7:1 21:1 35:1 49:1 63:1 77:1 91:1 105:1 ",
	      "who had the file open goes on");
	stand_up(&r);
	ok_st(held(&s, ty_live_rebuild), &err, "all is built again");
	is_str(files("f.tm"), "en-0-60.index ", "into one file");
	stand_up(&s);
	ty_store_close(writer);
}

/* ---------------------------------------------------- what files may be -- */

static void damage(const char *name, long at)
{
	FILE *f = fopen(in_folder(name), "r+b");
	int c;

	if (at < 0) {
		fseek(f, at, SEEK_END);
		at = ftell(f);
	}
	fseek(f, at, SEEK_SET);
	c = fgetc(f);
	fseek(f, at, SEEK_SET);
	fputc(c ^ 0x20, f);
	fclose(f);
}

static long size_of(const char *name)
{
	struct stat sb;

	return stat(in_folder(name), &sb) == 0 ? (long)sb.st_size : -1;
}

static bool right(struct reader *r)
{
	static const struct ty_query_options options = { .percent = 60 };

	return agrees(r, "Boat w30 left pier w2 today.", options) &&
	       agrees(r, "Boat w31 sank at pier w2.", options);
}

static void damaged_files(void)
{
	struct ty_store *writer = open_memory("d.tm", TY_CREATE);
	long size, at, wrong = 0, unseen = 0, rounds = 0;
	struct reader r;

	put_many(writer, 0, 40);
	r = sit_down("d.tm", 10);
	ok(right(&r), "a file is made");
	stand_up(&r);
	size = size_of("d.tm-en-0-40.index");
	for (at = 0; at < size; at += size / 40 + 1, rounds++) {
		damage("d.tm-en-0-40.index", at);
		notes = 0;
		r = sit_down("d.tm", 10);
		wrong += !right(&r);
		/* A byte that no search needs does no harm either. */
		unseen += notes == 0;
		stand_up(&r);
		if (notes == 0)
			damage("d.tm-en-0-40.index", at);
	}
	is_int(wrong, 0, "a flipped bit changes no answer");
	ok(unseen < rounds / 2, "it is noted, and the file made again");
	truncate(in_folder("d.tm-en-0-40.index"), size / 2);
	r = sit_down("d.tm", 10);
	ok(right(&r) && size_of("d.tm-en-0-40.index") == size,
	   "so is half a file");
	stand_up(&r);
	truncate(in_folder("d.tm-en-0-40.index"), 0);
	r = sit_down("d.tm", 10);
	ok(right(&r) && size_of("d.tm-en-0-40.index") == size, "an empty one");
	stand_up(&r);
	rename(in_folder("d.tm-en-0-40.index"),
	       in_folder("d.tm-en-0-39.index"));
	r = sit_down("d.tm", 10);
	ok(right(&r), "one under another's name");
	is_str(files("d.tm"), "en-0-40.index ", "is replaced");
	stand_up(&r);
	ty_store_close(writer);
}

static void copy(const char *from, const char *to)
{
	char command[1400];

	snprintf(command, sizeof(command), "cp '%s' '%s'", in_folder(from),
		 in_folder(to));
	ok(system(command) == 0, "a file is copied");
}

/* A memory is put back from a copy and goes another way: the files beside it
 * tell of a past it has not. */
static void another_past(void)
{
	struct ty_store *writer = open_memory("p.tm", TY_CREATE);
	struct reader r;

	put_many(writer, 0, 40);
	ok_st(ty_store_backup(writer, in_folder("p.bak"), NULL, &err), &err,
	      "a copy");
	put_many(writer, 40, 80);
	r = sit_down("p.tm", 10);
	ok(right(&r), "a file of the whole");
	is_str(files("p.tm"), "en-0-80.index ", "is there");
	stand_up(&r);
	ty_store_close(writer);
	copy("p.bak", "p.tm");
	r = sit_down("p.tm", 10);
	ok(right(&r), "put back, it is not used");
	stand_up(&r);
	writer = open_memory("p.tm", TY_WRITE);
	put_many(writer, 100, 140);
	r = sit_down("p.tm", 10);
	ok(right(&r), "nor when the numbers are the same");
	is_str(files("p.tm"), "en-0-80.index ", "but made again");
	finds(&r, "Boat w120 left pier w1 today.",
	      "121:0 3:1 17:1 31:1 45:1 59:1 73:1 93:1 107:1 135:1 149:1 ",
	      "of what is there now");
	stand_up(&r);
	ty_store_close(writer);
}

static void leftovers(void)
{
	struct ty_store *writer = open_memory("l.tm", TY_CREATE);
	struct utimbuf old = { 1000000000, 1000000000 };
	FILE *f;
	struct reader r;

	put_many(writer, 0, 40);
	copy("l.tm", "l.tm-en-0-20.index");
	copy("l.tm", "l.tm-en-0-30.index.AbCdEf");
	copy("l.tm", "l.tm-en-0-33.index.AbCdEf");
	copy("l.tm", "l.tm-en-x.index");
	utime(in_folder("l.tm-en-0-30.index.AbCdEf"), &old);
	r = sit_down("l.tm", 10);
	ok(right(&r), "what others left");
	is_str(files("l.tm"),
	       "en-0-33.index.AbCdEf en-0-40.index en-x.index ",
	       "goes, but what is being written or bears no name of ours");
	stand_up(&r);
	unlink(in_folder("l.tm-en-0-40.index"));
	mkdir(in_folder("l.tm-en-0-40.index"), 0700);
	f = fopen(in_folder("l.tm-en-0-40.index/x"), "w");
	fclose(f);
	notes = 0;
	r = sit_down("l.tm", 10);
	ok(right(&r), "where no file can be written, all stays in memory");
	ok(notes > 0, "and that is said");
	ok(held(&r, ty_live_rebuild) == TY_EIO,
	   "who asks for files is told why there are none");
	ok(right(&r), "and finds all the same");
	stand_up(&r);
	ty_store_close(writer);
}

/* A file that is sound, and of this memory, and wrong: half the texts are not
 * in it. */
static void forge(struct ty_store *store, int64_t units)
{
	struct ty_shelf shelf;
	struct ty_shard_head head;
	struct ty_shard_builder *builder;
	struct ty_tokens tokens = { .n = 0 };
	struct ty_shard *shard;
	int64_t stamp = 0, i;
	char text[80];

	ty_shelf_init(&shelf, store, "en");
	head = shelf.like;
	head.from = 0;
	ty_store_sequence(store, &head.to, &stamp, &err);
	head.stamp = (uint64_t)stamp;
	builder = ty_shard_builder_new(&head);
	for (i = 0; i < units; i += 2) {
		snprintf(text, sizeof(text), "Boat w%d left pier w%d today.",
			 (int)i, (int)(i % 7));
		ty_tokenize(tokenizer, text, strlen(text), &tokens);
		ty_shard_builder_add(builder, 2 * i + 1, i + 1, &tokens);
	}
	ok_st(ty_shard_build(&shard, builder, &err), &err, "half an index");
	ok_st(ty_shelf_save(&shelf, &shard, &err), &err, "is saved");
	ty_shard_builder_free(builder);
	ty_shard_unref(shard);
	ty_shelf_release(&shelf);
	ty_tokens_release(&tokens);
}

static void a_lie(void)
{
	struct ty_store *writer = open_memory("lie.tm", TY_CREATE);
	struct ty_desk_options options = {
		.memory = in_folder("lie.tm"), .mode = TY_WRITE, .data = "tm",
		.monitor = &monitor,
	};
	int64_t troubles = 0, lookups = 0;
	struct ty_desk *desk;

	put_many(writer, 0, 40);
	forge(writer, 40);
	ty_store_close(writer);
	ok_st(ty_desk_open(&desk, &options, &err), &err, "a desk");
	notes = 0;
	ok(ty_verify_matches(&troubles, &lookups, desk, 5, &err) ==
	   TY_EDAMAGED && troubles > 10, "sees what is missing");
	is_int(notes, troubles, "and says where");
	is_int(lookups, 20, "five texts, each in four forms");
	ok(ty_verify(&troubles, desk, &err) == TY_OK,
	   "no sum of bytes can tell");
	ok_st(ty_reindex(desk, &err), &err, "built again");
	ok_st(ty_verify_matches(&troubles, &lookups, desk, 50, &err), &err,
	      "all is found");
	is_int(lookups, 160, "of all forty");
	ty_desk_close(desk);
	is_str(files("lie.tm"), "", "so few need no file");
}

/* ------------------------------------------------ long days, many desks -- */

static void a_long_day(void)
{
	struct ty_store *writer = open_memory("day.tm", TY_CREATE);
	struct reader r = sit_down("day.tm", 8), s;
	struct ty_live_info info;
	bool all = true;
	int i;

	put_many(writer, 0, 30);
	all = right(&r);
	for (i = 0; i < 80; i++) {
		put_many(writer, 1000 + i, 1001 + i);
		all = right(&r) && all;
	}
	ok(all, "eighty confirms, each seen at once");
	ok_st(held(&r, ty_live_settle), &err, "in the end");
	ty_live_info(r.live, &info);
	ok(info.shards > 0 && info.shards <= 8, "there are few pieces");
	s = sit_down("day.tm", 8);
	ok(right(&s), "and they are good for others");
	stand_up(&s);
	/* Closed while a thread may be at work. */
	put_many(writer, 2000, 2007);
	right(&r);
	put_many(writer, 2007, 2014);
	right(&r);
	stand_up(&r);
	ty_store_close(writer);
}

static void two_at_once(void)
{
	struct ty_store *writer = open_memory("two.tm", TY_CREATE);
	struct reader r;
	int status, bad = 0, i;

	put_many(writer, 0, 300);
	ty_store_close(writer);
	for (i = 0; i < 3; i++)
		if (fork() == 0) {
			int k, failed = 0;

			r = sit_down("two.tm", 10);
			for (k = 0; k < 5; k++)
				failed |= held(&r, ty_live_rebuild) != TY_OK;
			stand_up(&r);
			_exit(failed);
		}
	while (wait(&status) > 0)
		bad += status != 0;
	is_int(bad, 0, "three processes build it at once, again and again");
	is_str(files("two.tm"), "en-0-300.index ", "one file comes of it");
	r = sit_down("two.tm", 10);
	ok(right(&r), "a good one");
	stand_up(&r);
}

/* ------------------------------------------------------------- property -- */

#define DESKS	3
#define STEPS	100

static uint64_t seed = 20260101;

static unsigned draw(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % below;
}

static const char *words(void)
{
	static char text[400];
	unsigned n = 1 + draw(12), i;

	text[0] = '\0';
	for (i = 0; i < n; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "%sw%u", i ? " " : "", draw(6));
	return text;
}

static void change_one(struct ty_store *store)
{
	struct ty_variant v[] = {
		{ .lang = draw(4) ? "en" : "fr", .text = words(), .codes = "" },
		{ .lang = "ja", .text = "何か", .codes = "" },
	};
	struct ty_unit unit = {
		.kind = TY_HUMAN, .score = 1, .variants = v, .nvariants = 2,
		.status = draw(4) ? TY_TRANSLATED : TY_REJECTED,
	};
	struct ty_unit got;
	int64_t id = 1 + draw(60);

	if (!get_unit(store, id, &got, NULL)) {
		let_go();
		return;
	}
	unit.id = id;
	unit.revision = got.revision;
	let_go();
	begin(store, "confirm", "");
	if (ty_store_change(store, &unit, &err) != TY_OK)
		ok_st(err.code, &err, "change");
	commit(store);
}

static void step(struct reader *desks)
{
	struct reader *r = &desks[draw(DESKS)];
	unsigned n, i;

	switch (draw(8)) {
	case 0:
	case 1:
		begin(r->store, "import", "x.tsv");
		n = 1 + draw(draw(4) ? 3 : 30);
		for (i = 0; i < n; i++)
			put(r->store, words(), draw(3) ? "何か" : "他", NULL);
		commit(r->store);
		break;
	case 2:
	case 3:
	case 4:
		change_one(r->store);
		break;
	case 5:
		ty_store_undo(r->store, 1 + draw(STEPS / 2), "", NULL, NULL,
			      NULL, NULL);
		break;
	case 6:
		stand_up(r);
		*r = sit_down("prop.tm", 1 + draw(12));
		break;
	default:
		if (held(r, draw(2) ? ty_live_settle : ty_live_rebuild) !=
		    TY_OK)
			ok_st(err.code, &err, "settle");
	}
}

static bool all_agree(struct reader *desks)
{
	struct ty_store *other = open_memory("prop.tm", TY_READ);
	struct reader shared = { other, NULL };
	bool agree = true;
	unsigned i;

	for (i = 0; i < DESKS; i++) {
		struct ty_query_options options = {
			.percent = 50 + (int)draw(51),
			.limit = draw(2) ? 0 : 1 + draw(5),
		};
		agree = agrees(&desks[i], words(), options) && agree;
	}
	shared.live = ty_live_share(desks[0].live, other, tokenizer, NULL);
	agree = agrees(&shared, words(),
		       (struct ty_query_options){ .percent = 60 }) && agree;
	ty_live_free(shared.live);
	ty_store_close(other);
	return agree;
}

/* TY_TEST_SEED=n TY_TEST_STEPS=n: another story, perhaps a shorter one. */
static unsigned steps(void)
{
	const char *other = getenv("TY_TEST_SEED");
	const char *most = getenv("TY_TEST_STEPS");

	if (other)
		seed = strtoull(other, NULL, 10) * 2 + 1;
	return most ? (unsigned)strtoul(most, NULL, 10) : STEPS;
}

static void whatever_happens(void)
{
	const unsigned n = steps();
	struct ty_store *writer = open_memory("prop.tm", TY_CREATE);
	struct reader desks[DESKS];
	unsigned i, wrong = 0;

	for (i = 0; i < DESKS; i++)
		desks[i] = sit_down("prop.tm", 4 + 4 * (int)i);
	for (i = 0; i < n && wrong < 3; i++) {
		step(desks);
		if (!all_agree(desks)) {
			printf("# after step %u\n", i);
			wrong++;
		}
	}
	is_int(wrong, 0, "whatever happens, what is found is what there is");
	for (i = 0; i < DESKS; i++)
		stand_up(&desks[i]);
	ty_store_close(writer);
}

int main(void)
{
	make_folder();
	if (ty_tokenizer_open(&tokenizer, "en", &err) != TY_OK)
		return 1;
	a_small_memory();
	files_of_it();
	damaged_files();
	another_past();
	leftovers();
	a_lie();
	a_long_day();
	two_at_once();
	whatever_happens();
	ty_tokenizer_close(tokenizer);
	remove_folder();
	return tap_done();
}
