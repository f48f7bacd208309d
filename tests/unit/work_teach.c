/* What is confirmed teaches the memory: once, in its place, also when killed
 * half-way. */

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store/db.h"
#include "store/file.h"
#include "work_help.h"

static const char text[] =
	"Ferry stops as wind rises\n"
	"\n"
	"ONOMI, Nov. 5 (Minato) — A ferry stopped off Onomi on Wednesday. The"
	" crew of 5 waited for the wind to drop.\n"
	"\n"
	"Nobody was hurt, it said.\n";

static struct ty_desk *desk;		/* the writer's */

static size_t teach(struct ty_work *work)
{
	size_t n = 0;

	if (ty_work_teach(&n, work, desk, &err) != TY_OK)
		bail("teach");
	return n;
}

static int64_t units(void)
{
	struct ty_stats stats;

	if (ty_stats(&stats, desk, &err) != TY_OK)
		bail("stats");
	return stats.units;
}

/* The matches of a text between these neighbours; free them. */
static struct ty_matches *ask(const char *q, const char *prev, const char *next)
{
	const struct ty_suggest_options options = { .prev = prev,
						    .next = next };
	struct ty_matches *m;

	if (ty_suggest(&m, desk, q, &options, &err) != TY_OK)
		bail("suggest");
	return m;
}

/* Is `target` among the translations of `q`? */
static bool knows(const char *q, const char *target)
{
	struct ty_matches *m = ask(q, NULL, NULL);
	bool found = false;
	size_t i;

	for (i = 0; i < m->n; i++)
		found = found || !strcmp(m->items[i].target, target);
	ty_matches_free(m);
	return found;
}

static void lessons(struct ty_work *work, int64_t id)
{
	struct ty_matches *m;
	char *q, *prev, *next;

	confirm(work, id, 2, "5日、小野見沖でフェリーが停止した。");
	confirm(work, id, 1, "風でフェリー停船");
	is_int(waiting(work), 2, "two lessons wait");
	is_int(teach(work), 2, "are taught");
	is_int(waiting(work), 0, "none is left");
	is_int(teach(work), 0, "nor taught again");
	q = strdup(at(work, id, 2)->source);
	prev = strdup(at(work, id, 1)->source);
	next = strdup(at(work, id, 3)->source);
	m = ask(q, prev, next);
	is_int(m->n, 1, "the memory knows it");
	is_int(m->items[0].score, 101, "in this place");
	is_str(m->items[0].origin.headline, "Ferry stops as wind rises",
	       "from which story");
	is_str(m->items[0].origin.path, "ferry.txt", "from which file");
	is_str(m->items[0].origin.user, "ito", "by whom");
	ok(m->items[0].kind == TY_HUMAN && m->items[0].status == TY_TRANSLATED,
	   "by hand");
	ty_matches_free(m);
	m = ask(q, "Elsewhere.", next);
	is_int(m->items[0].score, 100, "elsewhere it is the same text");
	ty_matches_free(m);
	free(q);
	free(prev);
	free(next);
}

static void taught_again(struct ty_work *work, int64_t id)
{
	const char *q = "Nobody was hurt, it said.";
	int64_t before;

	confirm(work, id, 4, "負傷者はいないという。");
	teach(work);
	before = units();
	confirm(work, id, 4, "けが人はいないという。");
	confirm(work, id, 4, "けが人はなかったという。");
	is_int(waiting(work), 1, "the last text counts");
	teach(work);
	is_int(units(), before, "the unit is another");
	ok(knows(q, "けが人はなかったという。"), "as confirmed");
	ok(!knows(q, "負傷者はいないという。"), "and no more as before");
}

/* Who else spoke of a unit is not overruled. */
static void others_units(struct ty_work *work, int64_t id)
{
	const char *q = "The crew of 5 waited for the wind to drop.";
	const struct ty_variant variants[] = {
		{ .lang = "en", .text = q, .codes = "" },
		{ .lang = "ja", .text = "乗員5人は風が収まるのを待った。",
		  .codes = "" },
	};
	const struct ty_unit unit = {
		.kind = TY_IMPORTED, .status = TY_TRANSLATED, .score = 1,
		.variants = variants, .nvariants = 2,
	};

	if (ty_store_begin(desk->store, "import", "a.tmx", "", &err) != TY_OK ||
	    ty_store_put(desk->store, &unit, NULL, NULL, NULL, &err) != TY_OK ||
	    ty_store_commit(desk->store, NULL, &err) != TY_OK)
		bail("import");
	confirm(work, id, 3, variants[1].text);
	teach(work);
	confirm(work, id, 3, "乗組員5人は風がやむのを待った。");
	teach(work);
	ok(knows(q, variants[1].text), "what was imported stays");
	ok(knows(q, "乗組員5人は風がやむのを待った。"), "beside the new one");
}

/* A unit that two segments taught is not changed for one of them; when the
 * other follows, it goes. */
static void shared_units(struct ty_work *work)
{
	int64_t id = add(work, desk, "twice.txt", "It rained.\n\nIt rained.\n",
			 0), before;

	confirm(work, id, 1, "雨だった。");
	confirm(work, id, 2, "雨だった。");
	before = units();
	teach(work);
	is_int(units(), before + 1, "one unit of two segments");
	confirm(work, id, 1, "雨が降った。");
	teach(work);
	ok(knows("It rained.", "雨だった。") &&
	   knows("It rained.", "雨が降った。"), "both stand");
	confirm(work, id, 2, "雨が降った。");
	teach(work);
	ok(!knows("It rained.", "雨だった。"), "until nobody says so");
	is_int(units(), before + 1, "and it is one again");
}

static void gone_meanwhile(struct ty_work *work)
{
	int64_t id = add(work, desk, "snow.txt", "It snowed hard.", 0), batch;
	struct ty_batches *log;

	confirm(work, id, 1, "大雪だった。");
	teach(work);
	if (ty_log(&log, desk, 1, &err) != TY_OK)
		bail("log");
	is_str(log->items[0].kind, "confirm", "a batch");
	is_str(log->items[0].source, "snow.txt", "names the story");
	is_str(log->items[0].user, "ito", "and who");
	batch = log->items[0].id;
	ty_batches_free(log);
	ok_st(ty_undo(NULL, NULL, NULL, desk, batch, &err), &err, "undone");
	confirm(work, id, 1, "大雪になった。");
	teach(work);
	ok(knows("It snowed hard.", "大雪になった。"), "it is put anew");
}

/* Codes go beside the text; white space as in an import. */
static void texts(struct ty_work *work)
{
	int64_t id = add(work, desk, "fog.txt", "Fog came in.", 0);
	struct ty_matches *m;

	confirm(work, id, 1, " 霧が\n出た。 ");
	teach(work);
	m = ask("Fog came in.", NULL, NULL);
	is_str(m->items[0].target, "霧が 出た。", "squeezed");
	ty_matches_free(m);
	/* Nothing to be learnt from, and no reason to wait for ever. */
	id = add(work, desk, "dot.txt", "Dots only.", 0);
	confirm(work, id, 1, "<1/>");
	is_int(teach(work), 1, "tags alone are no unit");
	is_int(waiting(work), 0, "and do not stop the others");
}

static void story_gone(struct ty_work *work)
{
	int64_t id = add(work, desk, "hail.txt", "Hail fell at noon.", 0);
	struct ty_matches *m;

	confirm(work, id, 1, "正午にひょうが降った。");
	ok_st(ty_work_remove(work, id, 1, &err), &err, "the story is removed");
	is_int(teach(work), 1, "it is taught all the same");
	m = ask("Hail fell at noon.", NULL, NULL);
	is_str(m->items[0].origin.path, "hail.txt", "and named");
	ty_matches_free(m);
}

/* ------------------------------------------------------- killed half-way -- */

/* The work file held, so that nobody else can write it. */
static struct ty_store *hold_file(void)
{
	struct ty_store *file;
	char path[700];

	snprintf(path, sizeof(path), "%s-work", memory);
	if (ty_file_open(&file, path, &ty_file_work, TY_WRITE, NULL, &err) !=
	    TY_OK || ty_db_exec(file, "BEGIN IMMEDIATE", &err) != TY_OK)
		bail("hold");
	return file;
}

static void teach_and_wait(void)
{
	struct ty_work *work = open_work("ito");
	size_t n;

	desk = open_desk(TY_WRITE);
	ty_work_teach(&n, work, desk, &err);
	_exit(0);
}

/* Killed between the memory's commit and the queue's: the memory has it, the
 * queue still says that it has not. */
static void killed(struct ty_work *work)
{
	const struct timespec moment = { .tv_nsec = 5000000 };
	int64_t id = add(work, desk, "dew.txt", "Dew fell.", 0), before;
	struct ty_store *file;
	pid_t child;
	int i;

	confirm(work, id, 1, "露が降りた。");
	before = units();
	file = hold_file();
	if ((child = fork()) == 0)
		teach_and_wait();
	for (i = 0; i < 1000 && units() == before; i++)
		nanosleep(&moment, NULL);
	is_int(units(), before + 1, "the memory has it");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ty_store_close(file);
	is_int(waiting(work), 1, "the queue does not know");
	is_int(teach(work), 1, "it is taught again");
	is_int(units(), before + 1, "and is there once");
	confirm(work, id, 1, "露が下りた。");
	teach(work);
	is_int(units(), before + 1, "it is the segment's own unit");
	ok(!knows("Dew fell.", "露が降りた。"), "which it changes");
	/* The same with a change. */
	confirm(work, id, 1, "朝露が降りた。");
	file = hold_file();
	if ((child = fork()) == 0)
		teach_and_wait();
	for (i = 0; i < 1000 && !knows("Dew fell.", "朝露が降りた。"); i++)
		nanosleep(&moment, NULL);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ty_store_close(file);
	is_int(teach(work), 1, "a change is taught again");
	is_int(units(), before + 1, "and is one unit");
	ok(knows("Dew fell.", "朝露が降りた。"), "with the new text");
}

static void busy(struct ty_work *work)
{
	int64_t id = add(work, desk, "sleet.txt", "Sleet fell.", 0);
	struct ty_store *other;
	size_t n;

	confirm(work, id, 1, "みぞれが降った。");
	if (ty_store_open(&other, memory, TY_WRITE, NULL, &err) != TY_OK ||
	    ty_store_begin(other, "import", "x", "", &err) != TY_OK)
		bail("other");
	sqlite3_busy_timeout(desk->store->db, 20);
	ok(ty_work_teach(&n, work, desk, &err) == TY_EBUSY && !n, err.text);
	is_int(waiting(work), 1, "the queue stays");
	confirm(work, id, 1, "みぞれだった。");
	ok(true, "confirming goes on");
	ty_store_abort(other);
	ty_store_close(other);
	is_int(teach(work), 1, "later it is taught");
}

/* -------------------------------------------------------- pretranslation -- */

static void pretranslated(struct ty_work *work)
{
	const struct ty_work_segment *s;
	int64_t id = add(work, desk, "roads.txt",
			 "Crews cleared 12 roads by noon.", 0);

	confirm(work, id, 1, "作業員は正午までに道路12本を通した。");
	teach(work);
	id = add(work, desk, "ferry-2.txt", "Ferry stops as wind rises\n\n"
		 "Crews cleared 15 roads by noon. Seals slept on.\n", 75);
	s = at(work, id, 1);

	is_str(s->target, "風でフェリー停船", "an exact match is filled in");
	ok(s->state == TY_WORK_DRAFT && s->score >= 100 && s->unit &&
	   !strcmp(s->from, "match"), "as a draft, from the memory");
	s = at(work, id, 2);
	is_str(s->target, "作業員は正午までに道路15本を通した。",
	       "values are carried over");
	ok(s->score >= 75 && s->score < 100, "with its score");
	ok(at(work, id, 3)->state == TY_WORK_EMPTY, "where nothing is like it");
}

/* What a file brings is not overwritten. */
static void targets_of_a_file(struct ty_work *work)
{
	static const char xliff[] =
		"<?xml version=\"1.0\"?>\n"
		"<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:"
		"document:1.2\"><file original=\"a\" source-language=\"en\""
		" target-language=\"ja\" datatype=\"plaintext\"><body>"
		"<trans-unit id=\"1\"><source>Ferry stops as wind rises</source>"
		"<target state=\"needs-translation\">渡し船</target></trans-unit>"
		"<trans-unit id=\"2\"><source>Ferry stops as wind rises</source>"
		"<target state=\"final\">渡し船止まる</target></trans-unit>"
		"<trans-unit id=\"3\" translate=\"no\">"
		"<source>Ferry stops as wind rises</source></trans-unit>"
		"<trans-unit id=\"4\"><source>Ferry stops as wind rises</source>"
		"</trans-unit></body></file></xliff>\n";
	int64_t id = add(work, desk, "a.xlf", xliff, 75);
	struct ty_work_segments *g = all(work, id);
	const struct ty_work_segment *last = &g->items[g->n - 1];
	size_t i, final = 0, drafts = 0;

	for (i = 0; i < g->n; i++) {
		const struct ty_work_segment *s = &g->items[i];

		final += s->state == TY_WORK_CONFIRMED &&
			 !strcmp(s->target, "渡し船止まる");
		drafts += s->state == TY_WORK_DRAFT &&
			  !strcmp(s->target, "渡し船") &&
			  !strcmp(s->from, "file");
		ok(!s->locked || !s->target[0], "a locked one stays empty");
	}
	is_int(final, 1, "what is final is confirmed");
	is_int(drafts, 1, "what is not a draft");
	is_str(last->target, "風でフェリー停船", "the rest from the memory");
	is_str(last->from, "match", "as a match");
	is_int(waiting(work), 0, "a file teaches nothing");
	ty_work_segments_free(g);
}

int main(void)
{
	struct ty_work *work;
	int64_t id, troubles;

	make_folder();
	desk = open_desk(TY_CREATE);
	work = open_work("ito");
	id = add(work, desk, "ferry.txt", text, 0);
	lessons(work, id);
	taught_again(work, id);
	others_units(work, id);
	shared_units(work);
	gone_meanwhile(work);
	texts(work);
	story_gone(work);
	pretranslated(work);
	targets_of_a_file(work);
	killed(work);
	busy(work);
	ok_st(ty_verify(&troubles, desk, &err), &err, "the memory is sound");
	let_go();
	ty_work_close(work);
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
