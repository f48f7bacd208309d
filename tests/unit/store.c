/* A memory is filled, corrected and asked. */

#include "store/db.h"
#include "store_help.h"

/* Two agencies bring the same sentence; a third one translates it otherwise. */
static void same_and_other(struct ty_store *store)
{
	enum ty_put how;
	int64_t first, again, other, sequence, later, stamp;
	struct ty_batch *batch;

	begin(store, "import", "a.tsv");
	first = put(store, "The talks ended.", "会談は終わった。", &how);
	ok(first > 0 && how == TY_PUT_ADDED, "a new pair is added");
	again = put(store, "The talks ended.", "会談は終わった。", &how);
	ok(again == first && how == TY_PUT_MERGED, "the same pair is merged");
	other = put(store, "The talks ended.", "協議は終了した。", &how);
	ok(other != first && how == TY_PUT_ADDED,
	   "another translation is another unit");
	ty_store_skip(store, "empty");
	ty_store_skip(store, "empty");
	ty_store_skip(store, "un\"usual");
	ok_st(ty_store_commit(store, &batch, &err), &err, "commit");
	is_int(batch->read, 6, "six were read");
	is_int(batch->added, 2, "two added");
	is_int(batch->merged, 1, "one merged");
	is_int(batch->skipped, 3, "three skipped");
	is_str(batch->reasons, "{\"empty\":2,\"un\\\"usual\":1}",
	       "the reasons are counted");
	is_str(batch->source, "a.tsv", "the batch knows its source");
	ok(batch->finished[0] && !batch->undone[0], "finished, not undone");
	ty_batch_free(batch);

	ok_st(ty_store_sequence(store, &sequence, &stamp, &err), &err, "sequence");
	is_int(sequence, 2, "two changes: merging within a batch is none");
	is_int(put_batch(store, "b.tsv", "The talks ended.",
			 "会談は終わった。"), first,
	       "a later batch merges into the first unit");
	ok_st(ty_store_sequence(store, &later, &stamp, &err), &err, "sequence");
	is_int(later, 3, "another origin is a change");
}

static void what_is_refused(struct ty_store *store)
{
	struct ty_variant v[] = {
		{ .lang = "en", .text = "Only one side.", .codes = "" },
		{ .lang = "en-GB", .text = "Only one side!", .codes = "" },
	};
	struct ty_unit unit = { .kind = TY_IMPORTED, .score = 1,
				.variants = v, .nvariants = 2 };
	char *huge;

	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_EINVAL,
	   "nothing is put outside a batch");
	begin(store, "import", "");
	ok(ty_store_begin(store, "import", "", "", &err) == TY_EINVAL,
	   "one batch at a time");
	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_EINVAL,
	   "one language is not enough");
	v[1].lang = "ja";
	v[1].text = "";
	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_EINVAL,
	   "nor is an empty translation");
	v[1].text = "\xE7\x89";
	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_EINVAL,
	   "half a character is no text");
	v[1].text = "片側だけ。";
	unit.score = 1.5;
	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_EINVAL,
	   "a score above one is refused");
	unit.score = 1;
	huge = malloc((1u << 20) + 2);
	memset(huge, 'a', (1u << 20) + 1);
	huge[(1u << 20) + 1] = '\0';
	v[0].text = huge;
	ok(ty_store_put(store, &unit, NULL, NULL, NULL, &err) == TY_ELIMIT,
	   "a segment of more than a megabyte is refused");
	free(huge);
	v[0].text = "Both sides.";
	ok_st(ty_store_put(store, &unit, NULL, NULL, NULL, &err), &err,
	      "after all that the batch still works");
	ty_store_abort(store);
	ty_store_abort(store);
	is_int(count_hits(store, "Both sides"), 0, "an aborted batch is gone");
	ok(ty_store_commit(store, NULL, &err) == TY_EINVAL,
	   "and cannot be committed");
}

/* A person's word stands above a program's. */
static void a_person_confirms(struct ty_store *store)
{
	const struct ty_variant v[] = {
		{ .lang = "en", .text = "Shares fell.", .codes = "" },
		{ .lang = "ja", .text = "株価は下落した。", .codes = "" },
	};
	struct ty_unit unit = { .kind = TY_ALIGNED, .status = TY_DRAFT,
				.score = 0.5, .variants = v, .nvariants = 2 };
	struct ty_unit got;
	struct ty_origin origin;
	enum ty_put how;
	int64_t id;

	begin(store, "learn", "x.txt");
	ok_st(ty_store_put(store, &unit, NULL, &how, &id, &err), &err,
	      "an aligned draft");
	commit(store);
	unit.kind = TY_HUMAN;
	unit.status = TY_TRANSLATED;
	begin(store, "confirm", "");
	ok_st(ty_store_put(store, &unit, NULL, &how, &id, &err), &err,
	      "is confirmed");
	ok(how == TY_PUT_CHANGED, "which changes it");
	commit(store);
	ok(get_unit(store, id, &got, &origin), "it is there");
	ok(got.kind == TY_HUMAN && got.status == TY_TRANSLATED,
	   "human and translated now");
	ok(got.score == 1 && got.revision == 2, "certain; revision 2");
	is_str(got.changer, "mika", "changed by");
	unit.kind = TY_MACHINE;
	unit.status = TY_REJECTED;
	begin(store, "import", "");
	ok_st(ty_store_put(store, &unit, NULL, &how, &id, &err), &err,
	      "a program rejects it");
	commit(store);
	ok(how == TY_PUT_MERGED, "which changes nothing");
	unit.kind = TY_HUMAN;
	begin(store, "confirm", "");
	ty_store_put(store, &unit, NULL, &how, &id, &err);
	commit(store);
	ok(how == TY_PUT_CHANGED, "a person may");
	let_go();
}

struct gathered {
	int	n;
	char	text[512];
};

static enum ty_status gather(void *user, int64_t variant, int64_t unit,
			     const char *text, size_t len)
{
	struct gathered *g = user;

	ok(variant > 0 && unit > 0 && strlen(text) == len,
	   "a variant with its unit and length");
	g->n++;
	strncat(g->text, text, sizeof(g->text) - strlen(g->text) - 2);
	strcat(g->text, "|");
	return TY_OK;
}

static enum ty_status refuse(void *user, int64_t variant, int64_t unit,
			     const char *text, size_t len)
{
	(void)user;
	(void)variant;
	(void)unit;
	(void)text;
	(void)len;
	return TY_ELIMIT;
}

static void reading_variants(struct ty_store *store)
{
	struct gathered g = { 0, "" };

	ok_st(ty_store_each_variant(store, "en-US", NULL, 0, gather, &g, &err),
	      &err, "every English text");
	is_str(g.text, "The talks ended.|The talks ended.|",
	       "of units that are not rejected, by primary subtag");
	g = (struct gathered){ 0, "" };
	ok_st(ty_store_each_variant(store, "ja", NULL, 0, gather, &g, &err),
	      &err, "the other direction");
	is_str(g.text, "会談は終わった。|協議は終了した。|", "in order of id");
	g.n = 0;
	ok_st(ty_store_each_variant(store, "fr", NULL, 0, gather, &g, &err), &err,
	      "a language nobody has");
	is_int(g.n, 0, "gives nothing");
	ok(ty_store_each_variant(store, "en", NULL, 0, refuse, NULL, &err) ==
	   TY_ELIMIT, "the reader's own status comes back");
}

/* Unit 1 is corrected in its Japanese; everything else about it stays. */
static void a_correction(struct ty_store *store)
{
	struct ty_variant v[] = {
		{ .lang = "en", .text = "The talks ended.", .codes = "" },
		{ .lang = "ja", .text = "会談は「終わった」。\\\n\t\x01😀",
		  .codes = "[]" },
	};
	struct ty_unit unit = { .id = 1, .kind = TY_HUMAN, .score = 1,
				.status = TY_REVIEWED, .revision = 1,
				.note = "checked", .variants = v,
				.nvariants = 2 };
	struct ty_unit got;
	sqlite3_stmt *row;

	begin(store, "confirm", "");
	ok_st(ty_store_change(store, &unit, &err), &err, "a correction");
	ok(ty_store_change(store, &unit, &err) == TY_EINVAL,
	   "the same revision cannot be corrected twice");
	unit.id = 999;
	ok(ty_store_change(store, &unit, &err) == TY_ENOTFOUND,
	   "nor a unit that is not there");
	commit(store);
	ok(get_unit(store, 1, &got, NULL), "it is there");
	is_int(got.revision, 2, "revision 2");
	is_int(got.nvariants, 2, "two texts");
	is_str(got.variants[0].text, v[0].text, "the English stayed");
	is_str(got.variants[1].text, v[1].text, "the Japanese is new");
	is_str(got.note, "checked", "with its note");
	let_go();
	is_int(count_hits(store, "会談は終わった"), 0,
	       "the old text is found no more");
	is_int(count_hits(store, "会談は「終わった"), 1, "the new one is");

	ok(ty_db_row(&row, store, "SELECT state FROM unit_history"
		     " WHERE unit = 1 AND revision = 1", TY_NO_ARGS, &err) ==
	   TY_OK, "the former state is in the history");
	ok(strstr(ty_db_text(row, 0), "\"creator\":\"mika\"") &&
	   strstr(ty_db_text(row, 0), "\"text\":\"会談は終わった。\""),
	   "as JSON, with its text");
	sqlite3_reset(row);
	ok(sqlite3_exec(store->db, "DELETE FROM unit_history", NULL, NULL,
			NULL) != SQLITE_OK, "history is not deleted");
	ok(sqlite3_exec(store->db, "UPDATE unit_history SET state = ''", NULL,
			NULL, NULL) != SQLITE_OK, "nor changed");
	ok(sqlite3_exec(store->db, "DELETE FROM change", NULL, NULL, NULL) !=
	   SQLITE_OK, "nor are changes");
}

int main(void)
{
	struct ty_store *store;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	same_and_other(store);
	what_is_refused(store);
	a_person_confirms(store);
	reading_variants(store);
	a_correction(store);
	is_int(count_troubles(store), 0, "nothing is wrong with the memory");
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
