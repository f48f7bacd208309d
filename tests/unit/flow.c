/* A day at a desk through the public interface: learn, suggest, confirm,
 * translate, search, undo. */

#include <stdlib.h>
#include <unistd.h>

#include "taiyaku.h"
#include "../tap.h"

static char dir[512], memory[600];

static const char english[] =
	"Harbor of Onomi to open in spring\n\n"
	"ONOMI, Nov. 5 (Minato) -- The harbor of Onomi will open on April 3, "
	"the city said.\n\n"
	"The work cost 120 million yen. Mayor Ken Asai said he was relieved.\n\n"
	"About 40 boats will use it.\n";
static const char japanese[] =
	"小野見の港、春に開港へ\n\n"
	"　【小野見港通信】小野見港が4月3日に開港すると市が発表した。\n"
	"　工事費は1億2千万円。浅井健市長は「ほっとした」と述べた。\n"
	"　約40隻の船が利用する。\n";

static const char *put(const char *name, const char *text)
{
	static char path[2][700];
	static int k;
	FILE *f;

	k = !k;
	snprintf(path[k], sizeof(path[k]), "%s/%s", dir, name);
	f = fopen(path[k], "wb");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		perror(name);
	return path[k];
}

static struct ty_desk *open_desk(const char *source, const char *target,
				 enum ty_open mode)
{
	struct ty_desk_options options = {
		.memory = memory, .mode = mode, .source = source,
		.target = target, .data = "tm", .user = "asai",
	};
	struct ty_desk *desk = NULL;
	struct ty_error err;

	if (ty_desk_open(&desk, &options, &err) != TY_OK)
		printf("# %s\n", err.text);
	return desk;
}

static void opening(void)
{
	struct ty_desk_options options = { .memory = memory, .mode = TY_READ };
	struct ty_desk *desk;
	struct ty_error err;

	ok(ty_desk_open(&desk, &options, &err) == TY_ENOTFOUND && !desk,
	   "no memory there");
	options.source = options.target = "ja";
	ok(ty_desk_open(&desk, &options, &err) == TY_EINVAL,
	   "source and target the same");
	options.target = NULL;
	options.source = "nonsense";
	ok(ty_desk_open(&desk, &options, &err) == TY_EINVAL,
	   "an unknown language");
	options = (struct ty_desk_options){ .data = "/nonexistent" };
	ok_st(ty_desk_open(&desk, &options, &err), &err, "without a memory");
	ok(ty_suggest(NULL == desk ? NULL : &(struct ty_matches *){ 0 }, desk,
		      "x", NULL, &err) == TY_EINVAL,
	   "which then cannot suggest");
	ty_desk_close(desk);
}

static void learning(void)
{
	char source[700], target[700];
	struct ty_learned *learned = NULL;
	struct ty_pair pair = { source, target };
	struct ty_error err;
	struct ty_desk *desk = open_desk("en", "ja", TY_CREATE);

	strcpy(source, put("a.en.txt", english));
	strcpy(target, put("a.ja.txt", japanese));
	ok_st(ty_learn(&learned, desk, &pair, 1, TY_LEARN_CONFIDENCE, &err),
	      &err, "learn a story");
	if (!learned)
		exit(tap_done());
	is_int(learned->source_segments, 5, "English segments");
	is_int(learned->target_segments, 5, "Japanese segments");
	is_int(learned->beads[1][1], 5, "beads");
	is_int(learned->batch->added, 5, "units");
	ty_learned_free(learned);

	pair.source = target;
	pair.target = source;
	ok(ty_learn(&learned, desk, &pair, 1, 0, &err) == TY_EINVAL && !learned,
	   "the two the wrong way round");
	ty_desk_close(desk);
}

static int best(struct ty_desk *desk, const char *text, const char *prev,
		const char *next, char target[256])
{
	struct ty_suggest_options options = { .min = 50, .prev = prev,
					      .next = next };
	struct ty_matches *matches;
	struct ty_error err;
	int score = 0;

	strcpy(target, "");
	if (ty_suggest(&matches, desk, text, &options, &err) != TY_OK) {
		printf("# %s\n", err.text);
		return -1;
	}
	if (matches->n) {
		score = matches->items[0].score;
		snprintf(target, 256, "%s", matches->items[0].target);
	}
	ty_matches_free(matches);
	return score;
}

static void suggesting(void)
{
	struct ty_desk *desk = open_desk("en", "ja", TY_READ);
	struct ty_desk *other = open_desk("ja", "en", TY_READ);
	struct ty_matches *matches;
	struct ty_error err;
	char target[256];

	is_int(best(desk, "About 40 boats will use it.", NULL, NULL, target),
	       100, "the same text");
	is_str(target, "約40隻の船が利用する。", "its translation");
	is_int(best(desk, "About 40 boats will use it.",
		    "Mayor Ken Asai said he was relieved.", "", target), 101,
	       "the same text between the same neighbours");
	is_int(best(desk, "About 40 boats will use it.", "Something else.", "",
		    target), 100, "other neighbours");
	is_int(best(desk, "About 55 boats will use it.", NULL, NULL, target),
	       98, "another number, carried over: 99, aligned -1");
	is_int(best(desk, "about 40 boats will use it.", NULL, NULL, target),
	       97, "another case: 99, case -1, aligned -1");
	is_int(best(desk, "Nothing of the kind was ever written here.", NULL,
		    NULL, target), 0, "nothing similar");
	is_int(best(desk, "   ", NULL, NULL, target), 0, "white space");
	is_int(best(other, "約40隻の船が利用する。", NULL, NULL, target), 100,
	       "the other direction");
	is_str(target, "About 40 boats will use it.", "its translation");

	ok_st(ty_suggest(&matches, desk, "About 55 cars will use it.", NULL,
			 &err), &err, "other things are counted");
	ok(matches->n == 1 && matches->items[0].npenalties == 2,
	   "two penalties");
	is_str(matches->items[0].penalties[0].name, "number", "the number");
	ok(!matches->items[0].repaired, "which is not carried over");
	ok(matches->items[0].carry && matches->items[0].carry->nrefused == 1,
	   "but refused");
	is_str(matches->items[0].carry->refused[0].why, "counter", "for this");
	ty_matches_free(matches);
	ok_st(ty_suggest(&matches, desk, "About 55 boats will use it.", NULL,
			 &err), &err, "with its values");
	ok(matches->n == 1 && matches->items[0].npenalties == 1,
	   "one penalty");
	is_str(matches->items[0].target, "約40隻の船が利用する。", "the old");
	is_str(matches->items[0].repaired, "約55隻の船が利用する。",
	       "and the new translation");
	is_str(matches->items[0].origin.headline,
	       "Harbor of Onomi to open in spring", "where it came from");
	ty_matches_free(matches);
	ok(ty_suggest(&matches, desk, "\xFF", NULL, &err) == TY_ESYNTAX,
	   "broken UTF-8");
	ok(ty_suggest(&matches, desk, "x",
		      &(struct ty_suggest_options){ .min = 30 }, &err) ==
	   TY_EINVAL, "a lowest score too low");
	ty_desk_close(desk);
	ty_desk_close(other);
}

static void confirming(void)
{
	struct ty_variant variants[2] = {
		{ .lang = "en", .text = "Boats will come.", .codes = "" },
		{ .lang = "ja", .text = "船が来る。", .codes = "" },
	};
	struct ty_unit unit = {
		.status = TY_REVIEWED, .variants = variants, .nvariants = 2,
		.creator = "", .changer = "", .created = "", .changed = "",
		.note = "",
	};
	struct ty_desk *desk = open_desk("en", "ja", TY_WRITE);
	struct ty_error err;
	char target[256];
	int64_t id = 0;

	ok_st(ty_confirm(&id, desk, &unit, &err), &err, "confirm");
	is_int(best(desk, "Boats will come.", NULL, NULL, target), 100,
	       "known at once");
	unit.id = id;
	unit.revision = 1;
	variants[1].text = "船がやって来る。";
	ok_st(ty_confirm(&id, desk, &unit, &err), &err, "change it");
	best(desk, "Boats will come.", NULL, NULL, target);
	is_str(target, "船がやって来る。", "the new text");
	ok(ty_confirm(&id, desk, &unit, &err) == TY_EINVAL,
	   "somebody else was faster");
	unit.id = 9999;
	ok(ty_confirm(&id, desk, &unit, &err) == TY_ENOTFOUND, "no such unit");
	unit.id = 0;
	unit.nvariants = 1;
	ok(ty_confirm(&id, desk, &unit, &err) == TY_EINVAL, "one side only");
	ty_desk_close(desk);
}

static bool always(void *user)
{
	(void)user;
	return true;
}

static void translating(void)
{
	static const char update[] =
		"Harbor of Onomi to open in spring\n\n"
		"ONOMI, Nov. 5 (Minato) -- The harbor of Onomi will open on "
		"April 3, the city said.\n\n"
		"The work cost 150 million yen. A new road was built.\n\n"
		"A new road was built.\n";
	struct ty_desk_options options = {
		.memory = memory, .mode = TY_READ, .data = "tm",
		.monitor = &(struct ty_monitor){ .cancelled = always },
	};
	struct ty_desk *desk = open_desk("en", "ja", TY_READ);
	struct ty_learned *learned;
	struct ty_story *story;
	struct ty_draft *draft;
	struct ty_error err;
	const char *out;
	char path[700];

	ok_st(ty_story_parse(&story, desk, update, sizeof(update) - 1, "u",
			     "en", &err), &err, "a new version");
	is_int(story->nsegments, 5, "its segments");
	ok_st(ty_translate(&draft, desk, story, 70, &err), &err, "translate");
	is_int(draft->report.bands[TY_BAND_101].segments, 1,
	       "the headline in its place");
	is_int(draft->report.bands[TY_BAND_REPEATED].segments, 1,
	       "a repetition");
	is_int(draft->segments[4].repeats, 3, "of that segment");
	is_str(draft->segments[2].target, "工事費は1億5千万円。",
	       "a fuzzy match is filled in, with the new value");
	is_str(draft->segments[3].target, "", "new text is not");
	out = put("draft.xlf", "");
	strcpy(path, out);
	ok_st(ty_draft_write(draft, path, NULL, &err), &err, "as XLIFF");
	ok(ty_draft_write(draft, path, "frob", &err) == TY_EINVAL,
	   "as something unknown");
	ty_draft_free(draft);
	ty_desk_close(desk);

	options.mode = TY_WRITE;
	ok_st(ty_desk_open(&desk, &options, &err), &err, "an impatient desk");
	ok(ty_learn(&learned, desk, &(struct ty_pair){ path, path }, 1, 0,
		    &err) == TY_ECANCEL, "is interrupted");
	ty_desk_close(desk);
}

static void looking_back(void)
{
	int64_t removed, restored, kept, troubles;
	struct ty_desk *desk = open_desk("en", "ja", TY_WRITE);
	struct ty_batches *batches;
	struct ty_stats stats;
	const char *harbor = "harbor";
	struct ty_hits *hits;
	struct ty_error err;

	ok_st(ty_search(&hits, desk, &harbor, 1, NULL, &err), &err,
	      "search");
	is_int(hits->total, 2, "headline and lead");
	ty_hits_free(hits);
	ok_st(ty_log(&batches, desk, 10, &err), &err, "log");
	is_int(batches->n, 3, "learn and two confirms");
	ty_batches_free(batches);
	ok_st(ty_undo(&removed, &restored, &kept, desk, 3, &err), &err,
	      "undo the change");
	is_int(restored, 1, "one restored");
	ok_st(ty_undo(&removed, &restored, &kept, desk, 1, &err), &err,
	      "undo the learning");
	is_int(removed, 5, "five removed");
	ok_st(ty_stats(&stats, desk, &err), &err, "stats");
	is_int(stats.units, 1, "the confirmed one is left");
	ok_st(ty_verify(&troubles, desk, &err), &err, "sound");
	ty_desk_close(desk);
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");
	char command[700];

	snprintf(dir, sizeof(dir), "%s/flow.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return 1;
	snprintf(memory, sizeof(memory), "%s/m.tm", dir);
	opening();
	learning();
	suggesting();
	confirming();
	translating();
	looking_back();
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	if (system(command) != 0)
		return 1;
	return tap_done();
}
