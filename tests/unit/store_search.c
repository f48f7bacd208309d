/* The concordance answers as if every text had been looked at. */

#include "base/buf.h"
#include "store/bitmap.h"
#include "store/db.h"
#include "store/query.h"
#include "text/norm.h"
#include "store_help.h"

/* ------------------------------------------------------------ by example -- */

static void hits(struct ty_store *store)
{
	struct ty_hits *h;

	put_batch(store, "old.tsv", "Open the FILE and file it.",
		  "ファイルを開いて保管する。");
	put_batch(store, "mid.tsv", "A profile of the yen.", "円の横顔。");
	put_batch(store, "new.tsv", "Settings", "設定（ｾｯﾃｲ）、㍻の設定");

	ok_st(search(&h, store, "file", NULL, 0, 10), &err,
	      "a word");
	is_int(h->total, 2, "also in the middle of another word");
	is_int(h->items[0].unit, 2, "newest first");
	is_str(h->items[0].lang, "en", "the side that was found");
	is_str(h->items[0].other_lang, "ja", "and the other");
	is_str(h->items[0].other, "円の横顔。", "side");
	is_str(h->items[0].origin.path, "mid.tsv", "where it came from");
	is_int(h->items[1].nspans, 2, "each place, in any case");
	is_int(h->items[1].spans[0].start, 9, "from");
	is_int(h->items[1].spans[0].end, 13, "to");
	ty_hits_free(h);

	ok_st(search(&h, store, "file", NULL, 1, 10), &err,
	      "the next page");
	ok(h->total == 2 && h->n == 1 && h->items[0].unit == 1,
	   "begins where the first ended");
	ty_hits_free(h);
	ok_st(search(&h, store, "file", NULL, 5, SIZE_MAX),
	      &err, "a page after the last");
	ok(h->total == 2 && h->n == 0, "is empty");
	ty_hits_free(h);

	ok_st(search(&h, store, "せってい", NULL, 0, 10), &err,
	      "kana of either kind and width");
	is_int(h->items[0].spans[0].start, strlen("設定（"), "half-width");
	is_int(h->items[0].spans[0].end, strlen("設定（ｾｯﾃｲ"), "whole");
	ty_hits_free(h);
	ok_st(search(&h, store, "成", NULL, 0, 10), &err,
	      "half of what a character stands for");
	is_int(h->items[0].spans[0].start, strlen("設定（ｾｯﾃｲ）、"),
	       "marks the character");
	is_int(h->items[0].spans[0].end, strlen("設定（ｾｯﾃｲ）、㍻"), "whole");
	ty_hits_free(h);

	is_int(count_hits(store, "円"), 1, "one character");
	is_int(count_hits(store, "設定"), 1, "two characters");
	is_int(count_hits(store, "。"), 2, "punctuation");
	is_int(count_hits(store, "it and file"), 0, "words in that order");
	is_int(count_hits(store, "\" OR \"x* NEAR("), 0, "no query syntax");
	is_int(count_hits(store, "\""), 0, "nor a lone quotation mark");
	ok(search(&h, store, "", NULL, 0, 10) == TY_EINVAL &&
	   !h, "nothing is not searched for");
	ok(search(&h, store, " \xE3\x80\x80", NULL, 0, 10) ==
	   TY_EINVAL, "nor are spaces");
	ok(search(&h, store, "\xFF", NULL, 0, 10) == TY_EINVAL,
	   "nor what is no text");
	ok_st(search(&h, store, "file", "ja-JP", 0, 10), &err,
	      "in one language");
	is_int(h->total, 0, "only there");
	ty_hits_free(h);
	is_int(count_troubles(store), 0, "nothing is wrong");
}

/* ------------------------------------------------------- by generation -- */

static unsigned seed = 20;

static unsigned chance(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* Pieces of text that meet in all ways: scripts with and without spaces, the
 * same letter in several forms, marks, words longer than a term. */
static const char *const pieces[] = {
	"a", "b", "ab", "A", "Ｂ", "file", "File", "files", "re", " ", " ",
	"  ", "　", ".", ",", "-", "'", "’", "\"", "%s", "1", "２", "12", "é",
	"e\xCC\x81", "ß", "ﬁ", "Ⅷ", "円", "定", "設", "設定", "の", "ノ", "ﾉ",
	"か", "が", "ｶ", "ｶﾞ", "カ\xE3\x82\x99", "ー", "ｰ", "・", "。", "、",
	"「", "」", "々", "〇", "㍻", "①", "한", "국", "ไทย", "ก", "я", "Я",
	"😀", "\xF0\xA0\xAE\xB7", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"abababababababababababababababababababababababababababababababab",
};
#define NPIECES (sizeof(pieces) / sizeof(pieces[0]))

static void generate(struct ty_buf *out, unsigned most)
{
	unsigned n = 1 + chance(most), i;

	ty_buf_clear(out);
	for (i = 0; i < n; i++)
		ty_buf_adds(out, pieces[chance(NPIECES)]);
}

/* A part of one of the texts, cut anywhere between characters. */
static void cut(struct ty_buf *out, const struct ty_buf *text)
{
	size_t start = chance((unsigned)text->len), end, i;
	unsigned n = chance(4) ? 1 + chance(6) : 1 + chance(90);

	while (start > 0 && ((unsigned char)text->p[start] & 0xC0) == 0x80)
		start--;
	for (end = start, i = 0; i < n && end < text->len; i++)
		do
			end++;
		while (((unsigned char)text->p[end] & 0xC0) == 0x80);
	ty_buf_clear(out);
	ty_buf_add(out, text->p + start, end - start);
}

#define TEXTS	300
static struct ty_buf folded[2 * TEXTS];

static void fill(struct ty_store *store, struct ty_buf texts[2 * TEXTS])
{
	int i;

	begin(store, "import", "generated");
	for (i = 0; i < TEXTS; i++) {
		generate(&texts[2 * i], 12);
		generate(&texts[2 * i + 1], 12);
		/* So that no two are equal. */
		ty_buf_addf(&texts[2 * i], " %d", i);
		ty_buf_addf(&texts[2 * i + 1], "第%d", i);
		put(store, texts[2 * i].p, texts[2 * i + 1].p, NULL);
	}
	commit(store);
	for (i = 0; i < 2 * TEXTS; i++)
		ty_fold(&folded[i], texts[i].p, texts[i].len, TY_FOLD_SEARCH,
			NULL);
}

static int64_t count_by_hand(const char *query)
{
	struct ty_buf q = TY_BUF_INIT;
	int64_t n = 0;
	int i;

	ty_fold(&q, query, strlen(query), TY_FOLD_SEARCH, NULL);
	for (i = 0; i < 2 * TEXTS; i++)
		n += strstr(folded[i].p, q.p) != NULL;
	if (!q.p[strspn(q.p, " ")])
		n = -1;
	ty_buf_release(&q);
	return n;
}

static void as_by_hand(struct ty_store *store)
{
	static struct ty_buf texts[2 * TEXTS];
	struct ty_buf query = TY_BUF_INIT;
	int searches = getenv("TY_TEST_SLOW") ? 200 : 4000;
	int i, wrong = 0, found = 0, several = 0;
	int64_t want, got;

	for (i = 0; i < 2 * TEXTS; i++) {
		ty_buf_init(&texts[i]);
		ty_buf_init(&folded[i]);
	}
	fill(store, texts);
	for (i = 0; i < searches; i++) {
		if (chance(5))
			cut(&query, &texts[chance(2 * TEXTS)]);
		else
			generate(&query, 3);
		want = count_by_hand(query.p);
		got = count_hits(store, query.p);
		found += got > 0;
		several += got > 3;
		if (want != got && ++wrong < 5)
			printf("# '%s': %d by hand, %d by index\n", query.p,
			       (int)want, (int)got);
	}
	is_int(wrong, 0, "what is there is found");
	ok(found > searches / 2 && several > searches / 4, "often something, often much");
	is_int(count_troubles(store), 0, "and nothing is wrong");
	ty_buf_release(&query);
	for (i = 0; i < 2 * TEXTS; i++) {
		ty_buf_release(&texts[i]);
		ty_buf_release(&folded[i]);
	}
}

/* The index does narrow: else all of the above would show nothing. */
static void narrowing(struct ty_store *store)
{
	struct ty_set set;
	bool exact, all;

	ok_st(ty_set_init(&set, store, &err), &err, "a set");
	ok_st(ty_query_candidates(&set, &exact, &all, store, "設定", 6, &err),
	      &err, "candidates");
	ok(exact && !all, "are known without a look at the texts");
	is_int(ty_set_count(&set), count_hits(store, "設定"), "exactly");
	ok_st(ty_query_candidates(&set, &exact, &all, store, "a file", 6,
				  &err), &err, "of two words");
	ok(!exact && !all && ty_set_count(&set) < TEXTS, "they are fewer");
	ok_st(ty_query_candidates(&set, &exact, &all, store, ".", 1, &err),
	      &err, "of punctuation");
	ok(exact && !all, "neither");
	is_int(ty_set_count(&set), count_hits(store, "."), "exactly");
	ty_set_release(&set);
}

/* --------------------------------------------------- characters in blocks -- */

#define MANY	(TY_BITMAP_BLOCK + TY_BITMAP_BLOCK / 4)	/* units */

static const char *const rare[] = { "é", "Ｑ", "㍻", "\"", "ヰ", "😀" };
#define NRARE	(sizeof(rare) / sizeof(rare[0]))

/* Unit `i`: a rare character in every 97th, "e" in two of three. */
static void many_text(struct ty_buf *en, struct ty_buf *ja, int i)
{
	ty_buf_clear(en);
	ty_buf_clear(ja);
	ty_buf_addf(en, "%s %d%s", i % 3 ? "Ten" : "No", i,
		    i % 97 ? "" : rare[i / 97 % NRARE]);
	ty_buf_addf(ja, "%s%d%s", i % 5 ? "の" : "が", i,
		    i % 89 ? "" : rare[i / 89 % NRARE]);
}

static void put_many(struct ty_store *store, int from, int to)
{
	struct ty_buf en = TY_BUF_INIT, ja = TY_BUF_INIT;

	begin(store, "import", "many");
	for (; from < to; from++) {
		many_text(&en, &ja, from);
		put(store, en.p, ja.p, NULL);
	}
	commit(store);
	ty_buf_release(&en);
	ty_buf_release(&ja);
}

/* Of the units [from, to), as searches find them and as they were made. */
static void same_as_made(struct ty_store *store, int from, int to,
			 const char *name)
{
	static const char *const asked[] = {
		"e", "N", "7", "の", "ガ", " ", "q", "平", "\"", "é", "ヰ", "😀",
		"x", "。", "\" ", "7\"",
	};
	const size_t n = sizeof(asked) / sizeof(asked[0]);
	struct ty_buf text[2] = { TY_BUF_INIT, TY_BUF_INIT };
	struct ty_buf form = TY_BUF_INIT, needle = TY_BUF_INIT;
	struct ty_hits *h;
	int64_t want[2], wrong = 0;
	size_t k, side;
	int i;

	for (k = 0; k < n; k++) {
		ty_buf_clear(&needle);
		ty_fold(&needle, asked[k], strlen(asked[k]), TY_FOLD_SEARCH,
			NULL);
		want[0] = want[1] = 0;
		for (i = from; i < to; i++) {
			many_text(&text[0], &text[1], i);
			for (side = 0; side < 2; side++) {
				ty_buf_clear(&form);
				ty_fold(&form, text[side].p, text[side].len,
					TY_FOLD_SEARCH, NULL);
				want[side] += strstr(form.p, needle.p) != NULL;
			}
		}
		if (!strcmp(asked[k], " "))
			continue;
		wrong += count_hits(store, asked[k]) != want[0] + want[1];
		for (side = 0; side < 2; side++) {
			if (search(&h, store, asked[k], side ? "ja-JP" : "en",
				   0, 0) != TY_OK) {
				wrong++;
				continue;
			}
			wrong += h->total != want[side];
			ty_hits_free(h);
		}
	}
	is_int(wrong, 0, name);
	ty_buf_release(&text[0]);
	ty_buf_release(&text[1]);
	ty_buf_release(&form);
	ty_buf_release(&needle);
}

static void blocks(struct ty_store *store)
{
	int64_t end, removed;

	put_many(store, 0, 3000);
	ok_st(ty_bitmap_end(&end, store, &err), &err, "few variants");
	is_int(end, 0, "fill no block");
	same_as_made(store, 0, 3000, "and are found");
	put_many(store, 3000, MANY - 10);
	put_many(store, MANY - 10, MANY);
	ty_bitmap_end(&end, store, &err);
	is_int(end, 2 * TY_BITMAP_BLOCK, "many fill two");
	same_as_made(store, 0, MANY, "and are found, by language too");
	is_int(count_troubles(store), 0, "nothing is wrong");
	ok_st(ty_store_undo(store, 1, "mika", &removed, NULL, NULL, &err),
	      &err, "the first thousands are taken back");
	is_int(removed, 3000, "all of them");
	same_as_made(store, 3000, MANY, "they are not found any more");
	is_int(count_troubles(store), 0, "and nothing is wrong");

	/* The newest go: the last block is above the highest id then. */
	put_many(store, MANY, MANY + TY_BITMAP_BLOCK);
	ok_st(ty_store_undo(store, 4, "mika", &removed, NULL, NULL, &err),
	      &err, "a block of the newest comes and goes");
	same_as_made(store, 3000, MANY, "and is not found");
	put_many(store, MANY, MANY + 10);
	same_as_made(store, 3000, MANY + 10, "what comes then is");
	is_int(count_troubles(store), 0, "nothing is wrong");
	ok_st(ty_store_undo(store, 5, "mika", &removed, NULL, NULL, &err),
	      &err, "it goes, too");

	/* A bit that is not true, and one that is missing. */
	sqlite3_exec(store->db, "UPDATE bitmap SET bits = x'ff1f' WHERE id ="
		     " (SELECT min(id) FROM bitmap WHERE length(bits) < 100"
		     " AND id & 1048575 = 1)", NULL, NULL, NULL);
	ok(count_troubles(store) > 0, "a wrong bit is noticed");
	ok_st(ty_store_reindex(store, NULL, &err), &err, "built again");
	is_int(count_troubles(store), 0, "it is right");
	sqlite3_exec(store->db, "DELETE FROM bitmap WHERE id = (101 << 20) + 1",
		     NULL, NULL, NULL);
	ok(count_troubles(store) > 0, "a row that went is noticed");
	sqlite3_exec(store->db, "UPDATE bitmap SET bits = x'00'", NULL, NULL,
		     NULL);
	is_int(search(&(struct ty_hits *){ NULL }, store, "e", NULL, 0, 1),
	       TY_EDAMAGED, "bits that cannot be are damage");
	ok_st(ty_store_reindex(store, NULL, &err), &err, "built again");
	same_as_made(store, 3000, MANY, "all is found");
}

static void without_index(struct ty_store *store)
{
	int64_t n = count_hits(store, "設定"), m = count_hits(store, "ab");

	store->current = false;
	is_int(count_hits(store, "設定"), n, "without an index, the same");
	is_int(count_hits(store, "ab"), m, "answers");
	store->current = true;
	ok_st(ty_store_reindex(store, NULL, &err), &err, "reindex");
	is_int(count_hits(store, "設定"), n, "built again, the same");
	is_int(count_troubles(store), 0, "nothing is wrong");
}

int main(void)
{
	struct ty_store *store;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	hits(store);
	ty_store_close(store);
	store = open_memory("c.tm", TY_CREATE);
	blocks(store);
	ty_store_close(store);
	store = open_memory("b.tm", TY_CREATE);
	as_by_hand(store);
	narrowing(store);
	without_index(store);
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
