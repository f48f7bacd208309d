/* Stories are learnt: where a sentence stood, and what a match tells of it. */

#include "store/db.h"
#include "store_help.h"

#define PARTS(a) (a), sizeof(a) / sizeof((a)[0])

static struct ty_segment english[] = {
	{ .kind = TY_HEADLINE, .text = "Ministers meet" },
	{ .kind = TY_BODY, .block = 1, .text = "The ministers met." },
	{ .kind = TY_BODY, .block = 1, .text = "They agreed." },
};
static struct ty_segment japanese[] = {
	{ .kind = TY_HEADLINE, .text = "閣僚が会談" },
	{ .kind = TY_BODY, .block = 1, .text = "閣僚が会談し、合意した。" },
};

static struct ty_story story_of(char *lang, char *path, char *headline,
				struct ty_segment *segments, size_t n)
{
	struct ty_story s = {
		.path = path, .lang = lang, .slugline = "", .note = "",
		.headline = headline, .byline = "", .credit = "",
		.dateline = "", .place = "TOKYO", .agency = "Kyodo",
		.date = "", .version = 2, .segments = segments,
		.nsegments = n,
	};

	memset(s.sha256, lang[0], 64);
	return s;
}

/* Put one bead: the sentence and its translation where they stood. */
static int64_t put_bead(struct ty_store *store, int64_t en, int64_t ja,
			const char *next)
{
	const struct ty_variant v[] = {
		{ .lang = "en", .text = "The ministers met.", .codes = "",
		  .prev = "Ministers meet", .next = next },
		{ .lang = "ja", .text = "閣僚が会談し、合意した。",
		  .codes = "", .prev = "閣僚が会談", .next = "" },
	};
	const struct ty_place places[] = { { en, 1 }, { ja, 1 } };
	const struct ty_unit unit = {
		.kind = TY_ALIGNED, .status = TY_TRANSLATED, .score = 0.75,
		.variants = v, .nvariants = 2,
	};
	int64_t id = 0;

	ok_st(ty_store_put(store, &unit, places, NULL, &id, &err), &err,
	      "a bead is put");
	return id;
}

/* Learn the two stories; returns the id of the English one. */
static int64_t learn(struct ty_store *store, char *path, int64_t *unit,
		     const char *next)
{
	struct ty_story en = story_of("en", path, "Ministers meet",
				      PARTS(english));
	struct ty_story ja = story_of("ja", "talks.ja.txt", "閣僚が会談",
				      PARTS(japanese));
	int64_t en_id = 0, ja_id = 0, en_segments[3], ja_segments[2];

	begin(store, "learn", "talks.en.txt talks.ja.txt");
	ok_st(ty_store_put_story(store, &en, 0, &en_id, en_segments, &err),
	      &err, "the original");
	ok_st(ty_store_put_story(store, &ja, en_id, &ja_id, ja_segments, &err),
	      &err, "its translation");
	ok(en_segments[1] == en_segments[0] + 1, "segments in order");
	*unit = put_bead(store, en_segments[1], ja_segments[1], next);
	commit(store);
	return en_id;
}

static enum ty_status first_variant(void *user, int64_t variant,
				    int64_t unit, const char *text, size_t len)
{
	int64_t *id = user;

	(void)unit;
	(void)text;
	(void)len;
	if (!*id)
		*id = variant;
	return TY_OK;
}

static bool in_context(struct ty_store *store, int64_t variant,
		       const char *prev, const char *next)
{
	bool found = true;

	if (ty_store_in_context(store, variant, prev, next, &found, &err) !=
	    TY_OK)
		ok_st(err.code, &err, "context");
	return found;
}

static void contexts(struct ty_store *store, int64_t en, int64_t ja)
{
	ok(in_context(store, en, "Ministers meet", "They agreed."),
	   "the English text with its neighbours");
	ok(in_context(store, en, "MINISTERS MEET", "They agreed."),
	   "however they are written");
	ok(!in_context(store, en, "Ministers meet", "They argued."),
	   "another sentence follows");
	ok(!in_context(store, en, "", "They agreed."),
	   "the edge of a story is not a neighbour");
	ok(!in_context(store, en, "Ministers meet", NULL),
	   "what is not known is not the same");
	ok(in_context(store, ja, "閣僚が会談", ""),
	   "the Japanese text ends its story");
	ok(!in_context(store, ja, "閣僚が会談", "They agreed."),
	   "neighbours are of its own language");
}

static void entry(struct ty_store *store, int64_t variant, const char *other,
		  const char *source, const char *target, const char *headline)
{
	struct ty_entry *entries;
	size_t n;

	ok_st(ty_store_entries(&entries, &n, store, variant, other, &err),
	      &err, "entries of a variant");
	is_int(n, 1, "one translation");
	if (n == 1) {
		is_str(entries[0].headline, "", "where from is not asked yet");
		ok_st(ty_store_entry_origin(&entries[0], store, variant, &err),
		      &err, "asked");
		is_str(entries[0].source, source, "its text");
		is_str(entries[0].target, target, "the other text");
		is_str(entries[0].headline, headline, "the story's headline");
		is_int(entries[0].version, 2, "and version");
		is_str(entries[0].user, "mika", "who brought it");
		ok(strlen(entries[0].created) == 20, "and when");
	}
	ty_entries_free(entries, n);
	ok_st(ty_store_entries(&entries, &n, store, variant, "fr", &err),
	      &err, "in a language it does not have");
	is_int(n, 0, "no translation");
	ty_entries_free(entries, n);
}

static void told_by_the_batch(struct ty_store *store)
{
	struct ty_entry *entries;
	struct ty_origin origin;
	struct ty_batches *log;
	struct ty_unit unit;
	int64_t id;
	size_t n;

	id = put_batch(store, "old.tsv", "Nothing known.", "不明。");
	put_batch(store, "new.tsv", "Nothing known.", "不明。");
	ok(get_unit(store, id, &unit, &origin), "a pair from two files");
	is_str(origin.path, "new.tsv", "is of the newer one");
	is_str(origin.headline, "", "without a headline");
	let_go();
	ok(ty_store_entries(&entries, &n, store, 9999, "ja", &err) ==
	   TY_ENOTFOUND && !entries && !n, "no such variant");
	ok_st(ty_store_log(&log, store, 2, &err), &err, "the log");
	is_int(log->n, 2, "as much as was asked for");
	is_str(log->items[0].source, "new.tsv", "newest first");
	ty_batches_free(log);
}

static void in_numbers(struct ty_store *store)
{
	struct ty_stats stats;

	ok_st(ty_store_stats(store, &stats, &err), &err, "statistics");
	is_int(stats.units, 2, "units");
	is_int(stats.stories, 2, "stories");
	is_int(stats.segments, 5, "segments");
	is_int(stats.batches, 4, "batches");
	is_int(stats.nlangs, 2, "languages");
	is_int(stats.langs[0].variants, 2, "texts of each");
	ok(stats.bytes > 0 && stats.schema > 0, "size and schema");
}

int main(void)
{
	struct ty_store *store;
	int64_t story, again, unit, unit_again, en = 0, ja = 0;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	story = learn(store, "talks.en.txt", &unit, "They agreed.");
	again = learn(store, "./talks.en.txt", &unit_again, "They agreed.");
	ok(again == story && unit_again == unit,
	   "the same stories again are the same, whatever their path");
	ty_store_each_variant(store, "en", NULL, 0, first_variant, &en, &err);
	ty_store_each_variant(store, "ja", NULL, 0, first_variant, &ja, &err);
	contexts(store, en, ja);
	entry(store, en, "ja", "The ministers met.",
	      "閣僚が会談し、合意した。", "Ministers meet");
	entry(store, ja, "en", "閣僚が会談し、合意した。",
	      "The ministers met.", "閣僚が会談");
	told_by_the_batch(store);
	in_numbers(store);
	ok_st(ty_store_backup(store, in_folder("copy.tm"), NULL, &err), &err,
	      "stories go into a copy too");

	ok_st(ty_store_undo(store, 1, "mika", NULL, NULL, NULL, &err), &err,
	      "the first learning is undone");
	contexts(store, en, ja);
	ok_st(ty_store_undo(store, 2, "mika", NULL, NULL, NULL, &err), &err,
	      "and the second");
	ok(!in_context(store, en, "Ministers meet", "They agreed."),
	   "then the context is gone");
	is_int(count_units(store), 1, "with the unit");

	english[2].text = "They agreed on it.";
	ok(learn(store, "talks.en.txt", &unit_again, "They agreed on it.") !=
	   story, "cut otherwise, the same file is another story");
	ok(unit_again != unit, "no id is used twice");
	is_int(count_troubles(store), 0, "nothing is wrong with the memory");
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
