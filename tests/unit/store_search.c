/* The concordance answers as if every text had been looked at. */

#include "base/buf.h"
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
	int i, wrong = 0, found = 0, several = 0;
	int64_t want, got;

	for (i = 0; i < 2 * TEXTS; i++) {
		ty_buf_init(&texts[i]);
		ty_buf_init(&folded[i]);
	}
	fill(store, texts);
	for (i = 0; i < 4000; i++) {
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
	is_int(wrong, 0, "4000 searches find what is there");
	ok(found > 2000 && several > 1000, "often something, often much");
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
	ok(all, "they are all");
	ty_set_release(&set);
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
	store = open_memory("b.tm", TY_CREATE);
	as_by_hand(store);
	narrowing(store);
	without_index(store);
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
