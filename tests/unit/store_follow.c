/* Somebody keeps an index of a memory's texts and wants to know what changed:
 * by numbers, and by stamps that tell one memory's past from another's. */

#include "store_help.h"

struct seen {
	char	text[256];
};

static enum ty_status see_variant(void *user, int64_t variant, int64_t unit,
				  const char *text, size_t len)
{
	struct seen *s = user;
	size_t at = strlen(s->text);

	snprintf(s->text + at, sizeof(s->text) - at, "%lld/%lld %.*s|",
		 (long long)variant, (long long)unit, (int)len, text);
	return TY_OK;
}

/* No list of units stands for all of them. */
static const char *all(struct ty_store *store)
{
	static struct seen s;

	s.text[0] = '\0';
	ok_st(ty_store_each_variant(store, "en", NULL, 0, see_variant, &s,
				    &err), &err, "all texts");
	return s.text;
}

static void changed(struct ty_store *store, int64_t since, const char *units,
		    const char *texts)
{
	struct seen s = { "" };
	int64_t *v;
	size_t n, i;

	ok_st(ty_store_changed(&v, &n, store, since, &err), &err,
	      "changed units");
	for (i = 0; i < n; i++)
		snprintf(s.text + strlen(s.text), 20, "%lld ", (long long)v[i]);
	is_str(s.text, units, "are these");
	s.text[0] = '\0';
	ok_st(ty_store_each_variant(store, "en", v, n, see_variant, &s, &err),
	      &err, "with their texts");
	is_str(s.text, n ? texts : all(store), "as they now are");
	free(v);
}

static int64_t sequence(struct ty_store *store)
{
	int64_t n = -1, stamp;

	if (ty_store_sequence(store, &n, &stamp, &err) != TY_OK)
		ok_st(err.code, &err, "sequence");
	return n;
}

static void reject(struct ty_store *store, int64_t id)
{
	const struct ty_variant v[] = {
		{ .lang = "en", .text = "Two.", .codes = "" },
		{ .lang = "ja", .text = "二。", .codes = "" },
	};
	const struct ty_unit unit = {
		.id = id, .kind = TY_HUMAN, .status = TY_REJECTED, .score = 1,
		.revision = 1, .variants = v, .nvariants = 2,
	};

	begin(store, "confirm", "");
	ok_st(ty_store_change(store, &unit, &err), &err, "a unit is rejected");
	commit(store);
}

static void numbers(struct ty_store *store)
{
	int64_t s;

	is_int(sequence(store), 0, "an empty memory has no changes");
	changed(store, 0, "", "");
	begin(store, "import", "a.tsv");
	put(store, "One.", "一。", NULL);
	put(store, "Two.", "二。", NULL);
	put(store, "Three.", "三。", NULL);
	commit(store);
	changed(store, 0, "1 2 3 ", "1/1 One.|3/2 Two.|5/3 Three.|");
	s = sequence(store);
	is_int(s, 3, "three changes");
	put_batch(store, "b.tsv", "One.", "一。");
	changed(store, s, "", "");
	ok(sequence(store) > s, "another origin is a change, but not of texts");
	reject(store, 2);
	changed(store, s, "2 ", "");
	changed(store, 0, "1 2 3 ", "1/1 One.|5/3 Three.|");
	s = sequence(store);
	ok_st(ty_store_undo(store, 1, "", NULL, NULL, NULL, &err), &err,
	      "the import is undone");
	changed(store, s, "3 ", "");
	changed(store, 0, "1 2 3 ", "1/1 One.|");
}

static void stamps(struct ty_store *store)
{
	int64_t last = sequence(store), here = 0, there = 0, first = 0;
	struct ty_store *copy;

	ok_st(ty_store_sequence(store, &last, &here, &err), &err,
	      "the last write has a stamp");
	ok(ty_store_stamp(store, last, &there, &err) == TY_OK && there == here,
	   "which is kept");
	ok(ty_store_stamp(store, 3, &first, &err) == TY_OK && first != here,
	   "each has its own");
	ok(ty_store_stamp(store, 2, &first, &err) == TY_END,
	   "but not each change");
	ok_st(ty_store_backup(store, in_folder("copy.tm"), NULL, &err), &err,
	      "a copy");
	copy = open_memory("copy.tm", TY_WRITE);
	ok(ty_store_stamp(copy, last, &there, &err) == TY_OK && there == here,
	   "has the same past");
	put_batch(store, "c.tsv", "Four.", "四。");
	put_batch(copy, "c.tsv", "Four.", "四。");
	ok(ty_store_stamp(store, last + 1, &here, &err) == TY_OK &&
	   ty_store_stamp(copy, last + 1, &there, &err) == TY_OK &&
	   here != there, "and a future of its own");
	ty_store_close(copy);
}

static void holding(struct ty_store *store)
{
	struct ty_store *other = open_memory("a.tm", TY_WRITE);
	int64_t before = sequence(store), *units;
	bool held, again;
	size_t n;

	ok(ty_store_hold(store, &held, &err) == TY_OK && held,
	   "a state is held");
	is_int(sequence(store), before, "and looked at");
	ok(ty_store_hold(store, &again, &err) == TY_OK && !again,
	   "again is the same");
	put_batch(other, "d.tsv", "Five.", "五。");
	is_int(sequence(store), before, "it stays while others write");
	ty_store_let_go(store, again);
	is_int(sequence(store), before, "until");
	ty_store_let_go(store, held);
	is_int(sequence(store), before + 1, "it is let go");
	begin(store, "import", "e.tsv");
	put(store, "Six.", "六。", NULL);
	is_int(sequence(store), before + 1, "what a batch has not committed");
	ok(ty_store_changed(&units, &n, store, 0, &err) == TY_EINVAL,
	   "is no change");
	ty_store_abort(store);
	ty_store_close(other);
}

int main(void)
{
	struct ty_store *store;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	numbers(store);
	stamps(store);
	holding(store);
	ok(ty_store_file(store)[0] == '/' &&
	   strstr(ty_store_file(store), "/a.tm"), "the file's own name");
	is_int(count_troubles(store), 0, "nothing is wrong with the memory");
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
