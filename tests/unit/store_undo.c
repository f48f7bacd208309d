/* Batches are taken back, in whatever order. */

#include "store_help.h"

static int64_t removed, restored, kept;

static enum ty_status undo(struct ty_store *store, int64_t batch)
{
	removed = restored = kept = -1;
	return ty_store_undo(store, batch, "aya", &removed, &restored, &kept,
			     &err);
}

static int64_t change(struct ty_store *store, int64_t id, const char *ja)
{
	struct ty_unit unit;
	struct ty_variant v[2];
	enum ty_status st;
	int64_t batch = -1;
	struct ty_batch *b;

	if (!get_unit(store, id, &unit, NULL))
		return -1;
	memcpy(v, unit.variants, sizeof(v));
	v[1].text = ja;
	unit.variants = v;
	begin(store, "confirm", "");
	st = ty_store_change(store, &unit, &err);
	if (st == TY_OK && ty_store_commit(store, &b, &err) == TY_OK) {
		batch = b->id;
		ty_batch_free(b);
	}
	let_go();
	return batch;
}

static const char *japanese(struct ty_store *store, int64_t id)
{
	struct ty_unit unit;

	return get_unit(store, id, &unit, NULL) ? unit.variants[1].text : NULL;
}

static void two_origins(struct ty_store *store)
{
	int64_t shared, own;

	begin(store, "import", "first.tsv");	/* batch 1 */
	shared = put(store, "Rain is expected.", "雨の見込み。", NULL);
	own = put(store, "Snow is expected.", "雪の見込み。", NULL);
	commit(store);
	put_batch(store, "second.tsv", "Rain is expected.", "雨の見込み。");
	ok_st(undo(store, 1), &err, "the first batch is undone");
	is_int(removed, 1, "what only it brought goes");
	is_int(kept, 1, "what another brought too stays");
	ok(japanese(store, shared) && !japanese(store, own), "so it is");
	let_go();
	is_int(count_hits(store, "雪"), 0, "and the concordance knows");
	is_int(count_hits(store, "雨"), 1, "what is left");
	ok(undo(store, 1) == TY_EINVAL, "it cannot be undone twice");
	ok(undo(store, 77) == TY_ENOTFOUND, "nor what never was");
	ok_st(undo(store, 2), &err, "the second is undone");
	is_int(removed, 1, "now the shared one goes too");
	is_int(count_units(store), 0, "nothing is left");
}

static void corrections(struct ty_store *store)
{
	int64_t id, b1, b2, b3;

	id = put_batch(store, "c.tsv", "The yen rose.", "円は上げた。");
	b1 = change(store, id, "円は上昇した。");
	b2 = change(store, id, "円が上昇した。");
	ok_st(undo(store, b1), &err, "the older of two corrections is undone");
	is_int(kept, 1, "but a newer one stands");
	is_int(restored, 0, "so nothing returns");
	is_str(japanese(store, id), "円が上昇した。", "the newer text stays");
	let_go();
	ok_st(undo(store, b2), &err, "the newer is undone as well");
	is_int(restored, 1, "now the unit returns");
	is_str(japanese(store, id), "円は上げた。",
	       "to what it was before both");
	let_go();
	is_int(count_hits(store, "円は上げた"), 1, "it is found again");
	is_int(count_hits(store, "円が上昇"), 0, "the correction is not");

	b3 = change(store, id, "円高になった。");
	ok_st(undo(store, b3), &err, "a third correction is undone");
	is_str(japanese(store, id), "円は上げた。", "and returns as far");
	let_go();
}

/* What a person worked on does not vanish with the batch it came in. */
static void a_correction_stands(struct ty_store *store)
{
	int64_t id, created, b;
	struct ty_batches *log;

	id = put_batch(store, "d.tsv", "Oil prices fell.", "原油は下げた。");
	ty_store_log(&log, store, 1, &err);
	created = log->items[0].id;
	ty_batches_free(log);
	b = change(store, id, "原油価格は下落した。");
	ok_st(undo(store, created), &err, "the import is undone");
	is_int(removed, 0, "nothing goes");
	is_int(kept, 1, "the corrected unit is kept");
	ok_st(undo(store, b), &err, "the correction is undone");
	is_int(removed, 1, "now nothing holds the unit");
	ok(!japanese(store, id), "and it is gone");
	let_go();
}

/* Undoing a small batch takes its texts out one by one, undoing a large one
 * builds the concordance again: either way it agrees with the texts. */
static void small_and_large(struct ty_store *store)
{
	char en[64], ja[64];
	int64_t before = count_units(store), i, large;
	struct ty_batch *batch;

	begin(store, "import", "large.tsv");
	for (i = 0; i < 50; i++) {
		snprintf(en, sizeof(en), "Item %d was sold.", (int)i);
		snprintf(ja, sizeof(ja), "第%d号が売れた。", (int)i);
		put(store, en, ja, NULL);
	}
	ty_store_commit(store, &batch, &err);
	large = batch->id;
	ty_batch_free(batch);
	put_batch(store, "small.tsv", "Item 99 was kept.", "第99号は残った。");
	is_int(count_hits(store, "item"), 51, "51 items");
	ok_st(undo(store, large + 1), &err, "the small batch is undone");
	is_int(count_hits(store, "item"), 50, "50 items");
	is_int(count_troubles(store), 0, "all agrees");
	ok_st(undo(store, large), &err, "the large one is undone");
	is_int(removed, 50, "fifty go");
	is_int(count_hits(store, "item"), 0, "no item");
	is_int(count_units(store), before, "as before");
	is_int(count_troubles(store), 0, "all agrees");
}

int main(void)
{
	struct ty_store *store;
	struct ty_batches *log;
	int64_t sequence, later, stamp;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	two_origins(store);
	corrections(store);
	a_correction_stands(store);
	ty_store_sequence(store, &sequence, &stamp, &err);
	small_and_large(store);
	ty_store_sequence(store, &later, &stamp, &err);
	is_int(later - sequence, 102, "every addition and removal is a change");
	ok_st(ty_store_log(&log, store, 100, &err), &err, "the log");
	ok(log->n > 0 && log->items[log->n - 1].undone[0],
	   "says which batches are undone");
	ty_batches_free(log);
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
