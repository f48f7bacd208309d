/* A search may ask for more than a text: several, one on either side, and who,
 * when, whence and of what worth.  It answers as if every unit had been looked
 * at. */

#include "base/buf.h"
#include "store_help.h"
#include "text/norm.h"

#define TEXTS(...)	(const char *const[]){ __VA_ARGS__ }, \
			sizeof((const char *const[]){ __VA_ARGS__ }) / \
			sizeof(const char *)

/* How many hits, or minus the error. */
static int64_t count(struct ty_store *store, const char *const *texts,
		     size_t n, struct ty_search_options o)
{
	struct ty_hits *hits;
	enum ty_status st;
	int64_t total;

	st = ty_store_search(&hits, store, texts, n, &o, &err);
	if (st != TY_OK)
		return -(int64_t)st;
	total = hits->total;
	ty_hits_free(hits);
	return total;
}

static int64_t count_file(struct ty_store *store, struct ty_search_options o)
{
	return count(store, TEXTS("file"), o);
}

/* ------------------------------------------------------------ by example -- */

static int64_t put_unit(struct ty_store *store, enum ty_unit_kind kind,
			enum ty_unit_status status, const char *created,
			const char *creator, const char *en, const char *ja)
{
	const struct ty_variant variants[] = {
		{ .lang = "en", .text = en, .codes = "" },
		{ .lang = "ja", .text = ja, .codes = "" },
	};
	const struct ty_unit unit = {
		.kind = kind, .status = status, .score = 1,
		.created = created, .creator = creator,
		.variants = variants, .nvariants = 2,
	};
	int64_t id = 0;

	if (ty_store_put(store, &unit, NULL, NULL, &id, &err) != TY_OK)
		ok_st(err.code, &err, "put");
	return id;
}

static void two_sides(struct ty_store *store)
{
	const struct ty_search_options open_side = {
		.other = "開く", .limit = 10,
	};
	struct ty_hits *h;

	is_int(count(store, TEXTS("file", "open"),
		     (struct ty_search_options){ 0 }), 1, "both texts");
	is_int(count(store, TEXTS("open", "file", "zebra"),
		     (struct ty_search_options){ 0 }), 0, "all, not some");
	ok_st(ty_store_search(&h, store, TEXTS("FILE", "open", "the file"),
			      &(struct ty_search_options){ .limit = 1 }, &err),
	      &err, "texts that overlap");
	is_int(h->items[0].nspans, 2, "are marked once");
	ok(h->items[0].spans[0].end == 4 && h->items[0].spans[1].start == 5,
	   "in the order of the text");
	ty_hits_free(h);
	ok_st(ty_store_search(&h, store, TEXTS("file"), &open_side, &err), &err,
	      "a text on one side and one on the other");
	is_int(h->total, 1, "is one unit");
	is_int(h->items[0].unit, 1, "the right one");
	is_int(h->items[0].nother_spans, 1, "marked on the other side");
	is_int(h->items[0].other_spans[0].start, strlen("ファイルを"), "from");
	is_int(h->items[0].other_spans[0].end, strlen("ファイルを開く"), "to");
	ok(h->items[0].kind == TY_HUMAN && h->items[0].status == TY_REVIEWED,
	   "and what the unit is worth is told");
	ty_hits_free(h);
	is_int(count_file(store, (struct ty_search_options){
			  .other = "file" }), 0,
	       "the other side is another language");
	is_int(count(store, TEXTS("."), (struct ty_search_options){
		     .other = "開く" }), 1,
	       "where the text tells nothing the other side leads");
	is_int(count(store, TEXTS("。"), (struct ty_search_options){
		     .other = "." }), 4, "or nothing does");
	is_int(count_file(store, (struct ty_search_options){ .other = " " }),
	       -TY_EINVAL, "the other side must be something");
	is_int(count(store, NULL, 0, (struct ty_search_options){ 0 }),
	       -TY_EINVAL, "and so must this");
}

static void filters(struct ty_store *store)
{
	is_int(count_file(store, (struct ty_search_options){ 0 }), 4,
	       "all there are");
	is_int(count_file(store, (struct ty_search_options){
			  .kinds = 1 << TY_HUMAN }), 1, "of a kind");
	is_int(count_file(store, (struct ty_search_options){
			  .kinds = 1 << TY_HUMAN | 1 << TY_MACHINE }), 2,
	       "of either kind");
	is_int(count_file(store, (struct ty_search_options){
			  .statuses = 1 << TY_DRAFT }), 1, "of a status");
	is_int(count_file(store, (struct ty_search_options){
			  .since = "2024" }), 3, "since a year began");
	is_int(count_file(store, (struct ty_search_options){
			  .until = "2024" }), 3, "until it ended");
	is_int(count_file(store, (struct ty_search_options){
			  .since = "2024-02-29", .until = "2024-02-29" }), 1,
	       "on a day");
	is_int(count_file(store, (struct ty_search_options){
			  .since = "2024-02-29T12:00:01Z",
			  .until = "2024-12" }), 1, "since a second");
	is_int(count_file(store, (struct ty_search_options){
			  .user = "hana" }), 2, "by somebody");
	is_int(count_file(store, (struct ty_search_options){
			  .user = "mika" }), 4, "or brought by her");
	is_int(count_file(store, (struct ty_search_options){
			  .batch = 2 }), 3, "of a batch, in its part");
	is_int(count_file(store, (struct ty_search_options){
			  .story = "WIRE" }), 2, "from a file so called");
	is_int(count_file(store, (struct ty_search_options){
			  .story = "wire", .user = "hana",
			  .kinds = 1 << TY_MACHINE }), 1, "all at once");
	is_int(count_file(store, (struct ty_search_options){
			  .since = "yesterday" }), -TY_EINVAL, "no date");
	is_int(count_file(store, (struct ty_search_options){
			  .until = "2024-1-1" }), -TY_EINVAL, "nor this");
	is_int(count_file(store, (struct ty_search_options){
			  .story = "" }), -TY_EINVAL, "a story has a name");
}

static void by_example(struct ty_store *store)
{
	begin(store, "import", "desk.tsv");
	put_unit(store, TY_HUMAN, TY_REVIEWED, "2023-12-31T23:59:59Z", "hana",
		 "Open the file.", "ファイルを開く。");
	commit(store);
	begin(store, "import", "wire.tmx (+1)");
	ty_store_source(store, "wire/a.tmx", &err);
	put_unit(store, TY_IMPORTED, TY_TRANSLATED, "2024-02-29T12:00:00Z",
		 "ken", "A file.", "一件のファイル。");
	put_unit(store, TY_MACHINE, TY_DRAFT, "2024-12-31T00:00:00Z", "hana",
		 "Two files.", "二件のファイル。");
	ty_store_source(store, "other.tmx", &err);
	put_unit(store, TY_IMPORTED, TY_TRANSLATED, "2025-01-01T00:00:00Z",
		 "ken", "File three.", "三つ目のファイル。");
	commit(store);
	two_sides(store);
	filters(store);
}

/* A learnt unit is found by its stories, not by the others of its batch. */
static void stories(struct ty_store *store)
{
	struct ty_segment segments[2][1] = {
		{ { .kind = TY_BODY, .text = "The file was learnt." } },
		{ { .kind = TY_BODY, .text = "Another file was learnt." } },
	};
	const char *const ja[] = { "学んだ。", "別のものを学んだ。" };
	char *const paths[] = { "day/one.txt", "day/two.txt" };
	char *const headlines[] = { "First Light", "Second Wind" };
	int i;

	begin(store, "learn", "day/one.txt (+1)");
	for (i = 0; i < 2; i++) {
		struct ty_story s = {
			.path = paths[i], .lang = "en", .slugline = "BC-Sun",
			.headline = headlines[i], .note = "", .byline = "",
			.credit = "", .dateline = "", .place = "",
			.agency = "", .date = "", .version = 1,
			.segments = segments[i], .nsegments = 1,
		};
		const struct ty_variant v[] = {
			{ .lang = "en", .text = segments[i][0].text },
			{ .lang = "ja", .text = ja[i] },
		};
		struct ty_place places[2] = { { 0, 0 }, { 0, 0 } };
		const struct ty_unit unit = {
			.kind = TY_ALIGNED, .status = TY_TRANSLATED,
			.score = 1, .variants = v, .nvariants = 2,
		};
		int64_t id;

		memset(s.sha256, '0' + i, 64);
		ty_store_put_story(store, &s, 0, &id, &places[0].segment,
				   &err);
		places[0].segments = 1;
		ty_store_put(store, &unit, places, NULL, NULL, &err);
	}
	commit(store);
	is_int(count_file(store, (struct ty_search_options){
			  .story = "one.txt" }), 1, "by the story's path");
	is_int(count_file(store, (struct ty_search_options){
			  .story = "second wi" }), 1, "by its headline");
	is_int(count_file(store, (struct ty_search_options){
			  .story = "bc-sun" }), 2, "by its slugline");
	is_int(count(store, TEXTS("学"), (struct ty_search_options){
		     .story = "one.txt" }), 1, "its translation as well");
}

/* ------------------------------------------------------- by generation -- */

static unsigned seed = 7;

static unsigned chance(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

static const char *const words[] = {
	"yen", "dollar", "The ", " rose", " fell", ".", ", ", "e", "in", " ",
	"bank", "Bank of",
};
static const char *const words_ja[] = {
	"円", "ドル", "が", "上昇", "下落", "。", "、", "日銀", "の", "銀行",
	"ｶﾞｲ", "ガイ",
};
static const char *const users[] = { "aya", "ben", "" };
static const char *const asked_users[] = { "aya", "ben", "", "mika", "eva" };
static const char *const days[] = {
	"2023-05-05T10:00:00Z", "2024-01-31T23:59:59Z", "2024-02-01T00:00:00Z",
	"2025-06-01T08:30:00Z",
};
static const char *const limits[] = {
	"2023", "2024-01", "2024-01-31", "2024-02-01T00:00:00Z", "2025-06-01",
};
static const char *const files[] = { "a.tmx", "b.tmx", "dir/c.tsv" };
static const char *const names[] = { "A.TMX", "dir", "tmx", "batch" };

#define PICK(a) (a)[chance(sizeof(a) / sizeof((a)[0]))]

#define UNITS	400
static struct generated {
	struct ty_buf	text[2], folded[2];
	enum ty_unit_kind kind;
	enum ty_unit_status status;
	const char	*created, *creator, *file;
	int64_t		 batch;
} made[UNITS];

static void make(struct generated *g, int i)
{
	unsigned n;
	int side;

	for (side = 0; side < 2; side++) {
		ty_buf_init(&g->text[side]);
		ty_buf_init(&g->folded[side]);
		for (n = 1 + chance(6); n > 0; n--)
			ty_buf_adds(&g->text[side],
				    side ? PICK(words_ja) : PICK(words));
		ty_buf_addf(&g->text[side], "%d", i);
		ty_fold(&g->folded[side], g->text[side].p, g->text[side].len,
			TY_FOLD_SEARCH, NULL);
	}
	g->kind = (enum ty_unit_kind)chance(4);
	g->status = (enum ty_unit_status)chance(4);
	g->created = PICK(days);
	g->creator = PICK(users);
}

static void fill(struct ty_store *store)
{
	int64_t batch = 0;
	int i;

	for (i = 0; i < UNITS; i++) {
		if (i % 50 == 0) {
			if (i)
				commit(store);
			begin(store, "import", "batch.list");
			batch++;
		}
		make(&made[i], i);
		made[i].batch = batch;
		made[i].file = chance(4) ? PICK(files) : NULL;
		ty_store_source(store, made[i].file, &err);
		put_unit(store, made[i].kind, made[i].status, made[i].created,
			 made[i].creator, made[i].text[0].p,
			 made[i].text[1].p);
	}
	commit(store);
}

/* The folded forms of what is asked for. */
struct asked {
	struct ty_buf	texts[2], other, story;
	size_t		n;
};

static void fold(struct ty_buf *out, const char *s)
{
	ty_buf_clear(out);
	if (s)
		ty_fold(out, s, strlen(s), TY_FOLD_SEARCH, NULL);
}

static bool holds(const struct ty_buf *text, const struct ty_buf *what)
{
	return strstr(text->p, what->p) != NULL;
}

static bool fits(const struct generated *g, const struct asked *a,
		 const struct ty_search_options *o)
{
	struct ty_buf from = TY_BUF_INIT;
	bool found;

	fold(&from, g->file ? g->file : "batch.list");
	found = !o->story || holds(&from, &a->story);
	ty_buf_release(&from);
	return found &&
	       (!o->kinds || o->kinds & 1u << g->kind) &&
	       (!o->statuses || o->statuses & 1u << g->status) &&
	       (!o->since || strcmp(g->created, o->since) >= 0) &&
	       (!o->until || strncmp(g->created, o->until,
				     strlen(o->until)) <= 0) &&
	       /* Mika is who imports. */
	       (!o->user || !strcmp(g->creator, o->user) ||
		!strcmp(o->user, "mika")) &&
	       (!o->batch || g->batch == o->batch);
}

static int64_t count_by_hand(const struct asked *a,
			     const struct ty_search_options *o)
{
	int64_t n = 0;
	int i, side;

	for (i = 0; i < UNITS; i++)
		for (side = 0; side < 2; side++) {
			const struct generated *g = &made[i];

			n += (!o->lang || !strcmp(o->lang,
						  side ? "ja" : "en")) &&
			     holds(&g->folded[side], &a->texts[0]) &&
			     (a->n < 2 ||
			      holds(&g->folded[side], &a->texts[1])) &&
			     (!o->other ||
			      holds(&g->folded[!side], &a->other)) &&
			     fits(g, a, o);
		}
	return n;
}

/* Each filter is there or not by its bit of `which`: all combinations come. */
static void draw(struct ty_search_options *o, unsigned which)
{
	memset(o, 0, sizeof(*o));
	if (which & 1)
		o->lang = chance(2) ? "en" : "ja";
	if (which & 2)
		o->other = chance(2) ? PICK(words_ja) : PICK(words);
	if (o->other && !o->other[strspn(o->other, " ")])
		o->other = "の";
	if (which & 4)
		o->story = PICK(names);
	if (which & 8)
		o->since = PICK(limits);
	if (which & 16)
		o->until = PICK(limits);
	if (which & 32)
		o->user = PICK(asked_users);
	if (which & 64)
		o->kinds = 1 + chance(15);
	if (which & 128)
		o->statuses = 1 + chance(15);
	if (which & 256)
		o->batch = 1 + chance(9);
}

static void by_generation(struct ty_store *store)
{
	static struct asked a = { .texts = { TY_BUF_INIT, TY_BUF_INIT },
				  .other = TY_BUF_INIT,
				  .story = TY_BUF_INIT };
	struct ty_search_options o;
	const char *texts[2];
	int wrong = 0, found = 0;
	int64_t want, got;
	unsigned searches = getenv("TY_TEST_SLOW") ? 512 : 2048, i, k;

	fill(store);
	for (i = 0; i < searches; i++) {
		draw(&o, i % 512);
		a.n = 1 + chance(2);
		for (k = 0; k < 2; k++) {
			do
				texts[k] = chance(2) ? PICK(words) :
					   PICK(words_ja);
			while (!texts[k][strspn(texts[k], " ")]);
			fold(&a.texts[k], texts[k]);
		}
		fold(&a.other, o.other);
		fold(&a.story, o.story);
		want = count_by_hand(&a, &o);
		got = count(store, texts, a.n, o);
		found += got > 0;
		if (want != got && ++wrong < 5)
			printf("# %u '%s' '%s': %d by hand, %d by search\n",
			       i % 512, texts[0], a.n > 1 ? texts[1] : "",
			       (int)want, (int)got);
	}
	is_int(wrong, 0, "all combinations of filters");
	ok(found > (int)searches / 10, "often something is left");
	for (i = 0; i < UNITS; i++)
		for (k = 0; k < 2; k++) {
			ty_buf_release(&made[i].text[k]);
			ty_buf_release(&made[i].folded[k]);
		}
	ty_buf_release(&a.texts[0]);
	ty_buf_release(&a.texts[1]);
	ty_buf_release(&a.other);
	ty_buf_release(&a.story);
}

/* Pages that follow one another give each hit once, in the same order. */
static void pages(struct ty_store *store)
{
	struct ty_search_options o = { .kinds = 1 << TY_HUMAN, .limit = 1000 };
	struct ty_hits *all, *page;
	size_t at, i;
	bool same = true;

	ok_st(ty_store_search(&all, store, TEXTS("e"), &o, &err), &err,
	      "all at once");
	o.limit = 7;
	for (at = 0; at < all->n; at += o.limit) {
		o.offset = at;
		ok_st(ty_store_search(&page, store, TEXTS("e"), &o, &err),
		      &err, "a page");
		same = same && page->total == all->total;
		for (i = 0; same && i < page->n; i++)
			same = page->items[i].unit == all->items[at + i].unit;
		ty_hits_free(page);
	}
	ok(same && (int64_t)all->n == all->total && all->n > 20,
	   "the same as page by page");
	for (i = 1; i < all->n; i++)
		same = same && all->items[i - 1].unit > all->items[i].unit;
	ok(same, "newest first");
	ty_hits_free(all);
}

int main(void)
{
	struct ty_store *store;

	make_folder();
	store = open_memory("a.tm", TY_CREATE);
	by_example(store);
	stories(store);
	ty_store_close(store);
	store = open_memory("b.tm", TY_CREATE);
	by_generation(store);
	pages(store);
	ty_store_close(store);
	remove_folder();
	return tap_done();
}
