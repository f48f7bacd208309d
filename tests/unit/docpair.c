/* Pairing of documents: which Japanese one is the translation of which English
 * one, by their texts, by what they say of themselves, by their dates. */

#include <stdlib.h>

#include "align/docpair.h"
#include "base/alloc.h"
#include "flow/corpus_keys.h"
#include "../tap.h"

static struct ty_lexicon *newsroom;

/* ----------------------------------------------------------------- texts -- */

/* Four stories of one city's day; numbers and names tell them apart. */
static const char *const en[4][3] = {
	{ "The seawall at Kurihama harbor was repaired for 340 million yen.",
	  "The work took 14 months, the city said.",
	  "The ferry to Lisbon leaves at 6:40 a.m. again." },
	{ "A library burned down at Kurihama harbor early on Tuesday.",
	  "Some 48,200 books were lost, the city said.",
	  "Police are questioning a man of 37." },
	{ "Mayor Estela Barros of Lisbon visited the harbor.",
	  "She promised 25 percent more ferries by 2031.",
	  "The city hopes for 90,000 tourists." },
	{ "A strike closed the harbor for 11 hours.",
	  "Dockers demand 7.5 percent more pay.",
	  "The union has 2,650 members, its president said." }
};
static const char *const ja[4][3] = {
	{ "久里浜港の防波堤が3億4000万円をかけて修復された。",
	  "市によると工事には14カ月かかった。",
	  "リスボン行きのフェリーは再び午前6時40分に出る。" },
	{ "久里浜港で火曜日未明、図書館が全焼した。",
	  "市によると約4万8200冊の本が失われた。",
	  "警察は37歳の男から事情を聴いている。" },
	{ "リスボンのエステラ・バロス市長が港を訪れた。",
	  "市長は2031年までにフェリーを25％増やすと約束した。",
	  "市は9万人の観光客を見込む。" },
	{ "ストライキで港が11時間閉鎖された。",
	  "港湾労働者は7.5％の賃上げを求めている。",
	  "委員長によると、組合員は2650人。" }
};

#define MAX	64

struct side {
	struct ty_pair_document	v[MAX];
	size_t			n;
};

static void add(struct side *side, const char *const segments[3])
{
	side->v[side->n++] = (struct ty_pair_document){
		.segments = segments, .n = 3
	};
}

static struct ty_docpair_options usual(void)
{
	return (struct ty_docpair_options){ .least = 0.5, .days = 2,
					    .threads = 1 };
}

static struct ty_docpairs find(const struct side *a, const struct side *b,
			       const struct ty_docpair_options *options,
			       bool back)
{
	const char *const lang[2] = { back ? "ja" : "en", back ? "en" : "ja" };
	const struct ty_pair_document *const docs[2] = {
		back ? b->v : a->v, back ? a->v : b->v
	};
	const size_t n[2] = { back ? b->n : a->n, back ? a->n : b->n };
	struct ty_docpairs out;
	struct ty_error err;

	ok_st(ty_docpair_find(&out, newsroom, lang, docs, n, options, &err),
	      &err, "pairs are looked for");
	return out;
}

/* All English stories, and the Japanese ones from the last to the first. */
static void fill(struct side *a, struct side *b)
{
	size_t i;

	a->n = b->n = 0;
	for (i = 0; i < 4; i++) {
		add(a, en[i]);
		add(b, ja[3 - i]);
	}
}

static bool reversed(const struct ty_docpairs *p, size_t n)
{
	size_t k;

	for (k = 0; k < p->n; k++)
		if (p->v[k].at[0] != k || p->v[k].at[1] != n - 1 - k ||
		    p->v[k].score < 0.5 || p->v[k].linked)
			return false;
	return p->n == n;
}

static void by_text(void)
{
	struct ty_docpair_options options = usual();
	struct ty_docpairs p, q;
	struct side a, b;
	size_t k;

	fill(&a, &b);
	p = find(&a, &b, &options, false);
	ok(reversed(&p, 4), "each story finds its translation");
	q = find(&a, &b, &options, true);
	ok(reversed(&q, 4), "and each translation its story");
	for (k = 0; k < 4 && p.n == 4 && q.n == 4; k++)
		if (p.v[k].score != q.v[3 - k].score)
			break;
	is_int(k, 4, "with the same scores");
	ty_docpairs_release(&q);
	options.threads = 5;
	q = find(&a, &b, &options, false);
	ok(q.n == p.n && !memcmp(p.v, q.v, p.n * sizeof(*p.v)),
	   "five threads find what one does, to the last bit");
	ty_docpairs_release(&p);
	ty_docpairs_release(&q);
}

static void left_alone(void)
{
	struct ty_docpair_options options = usual();
	static const char *const none[3] = { "", "", "" };
	struct ty_docpairs p;
	struct side a, b;

	fill(&a, &b);
	b.n = 2;			/* of the last two stories */
	p = find(&a, &b, &options, false);
	ok(p.n == 2 && p.v[0].at[0] == 2 && p.v[1].at[0] == 3,
	   "what has no translation is left alone");
	ty_docpairs_release(&p);
	a.n = 1;			/* and the first story alone */
	p = find(&a, &b, &options, false);
	is_int(p.n, 0, "also when there is no rival");
	ty_docpairs_release(&p);
	fill(&a, &b);
	a.v[0].n = 0;
	a.v[1].segments = none;
	p = find(&a, &b, &options, false);
	is_int(p.n, 2, "documents without text have no partner");
	ty_docpairs_release(&p);
	a.n = 0;
	p = find(&a, &b, &options, false);
	is_int(p.n, 0, "nothing on one side gives no pairs");
	ty_docpairs_release(&p);
}

static void many(void)
{
	struct ty_docpair_options options = usual();
	struct ty_docpairs p;
	struct side a, b;

	fill(&a, &b);
	add(&a, en[1]);			/* the same story once more */
	p = find(&a, &b, &options, false);
	is_int(p.n, 4, "a translation belongs to one story");
	ty_docpairs_release(&p);
	options.many = true;
	options.least = 0.2;
	p = find(&a, &b, &options, false);
	ok(p.n >= 5 && p.v[p.n - 1].at[0] == 4 && p.v[p.n - 1].at[1] == 2,
	   "or to both, if many are wanted");
	ty_docpairs_release(&p);
}

static void by_link(void)
{
	static const char *const same[] = { "name:harbor" };
	static const char *const other[3] = {
		"キノコの煮物を作る。", "弱火で焦がさない。", ""
	};
	static const char *const two[] = { "name:harbor", "slug:PORT-1#1" };
	struct ty_docpair_options options = usual();
	struct ty_docpairs p;
	struct side a, b;

	fill(&a, &b);
	a.v[0].keys = same;
	b.v[3].keys = two;
	a.v[0].nkeys = 1;
	b.v[3].nkeys = 2;
	p = find(&a, &b, &options, false);
	ok(p.n == 4 && p.v[0].at[1] == 3 && p.v[0].linked && !p.v[1].linked &&
	   p.v[0].score > 0.9, "a key that both have links them");
	ty_docpairs_release(&p);
	a.v[2].keys = same;
	a.v[2].nkeys = 1;
	p = find(&a, &b, &options, false);
	ok(p.n == 4 && !p.v[0].linked, "a key that two have links none");
	ty_docpairs_release(&p);
	a.v[0].nkeys = 0;
	b.v[3].segments = other;
	b.v[3].n = 2;
	p = find(&a, &b, &options, false);
	ok(p.n == 3 && p.nbelied == 1 && p.belied[0].at[0] == 2 &&
	   p.belied[0].at[1] == 3 && !p.v[1].linked && p.v[1].at[0] == 2,
	   "a link that the texts belie is told, and not believed");
	ty_docpairs_release(&p);
}

static void by_day(void)
{
	struct ty_docpair_options options = usual();
	struct ty_docpairs p;
	struct side a, b;

	fill(&a, &b);
	a.v[0].day = (struct ty_day){ 2026, 11, 3 };
	b.v[3].day = (struct ty_day){ 2026, 11, 6 };
	p = find(&a, &b, &options, false);
	is_int(p.n, 3, "a translation of three days later is none");
	ty_docpairs_release(&p);
	b.v[3].day.day = 5;
	p = find(&a, &b, &options, false);
	is_int(p.n, 4, "one of two days later is");
	ty_docpairs_release(&p);
}

static bool always(void *user)
{
	(void)user;
	return true;
}

static void cancelled(void)
{
	struct ty_docpair_options options = usual();
	struct ty_monitor monitor = { 0 };
	const char *const lang[2] = { "en", "ja" };
	struct ty_docpairs p;
	struct ty_error err;
	struct side a, b;

	monitor.cancelled = always;
	options.monitor = &monitor;
	fill(&a, &b);
	is_int(ty_docpair_find(&p, newsroom, lang,
			       (const struct ty_pair_document *const[]){
				a.v, b.v },
			       (const size_t[]){ a.n, b.n }, &options, &err),
	       TY_ECANCEL, "it can be cancelled");
	is_int(p.n, 0, "and nothing is left of it");
}

/* ------------------------------------------------------- days and names -- */

static int apart(const char *a, const char *b)
{
	struct ty_day d[2] = { { 0, 0, 0 }, { 0, 0, 0 } };

	sscanf(a, "%d-%d-%d", &d[0].year, &d[0].month, &d[0].day);
	sscanf(b, "%d-%d-%d", &d[1].year, &d[1].month, &d[1].day);
	return ty_days_apart(d[0], d[1]);
}

static void days(void)
{
	is_int(apart("2026-02-28", "2026-03-01"), 1, "February ends");
	is_int(apart("2028-02-28", "2028-03-01"), 2, "later in a leap year");
	is_int(apart("2026-12-31", "2027-01-01"), 1, "the year ends");
	is_int(apart("2026-11-03", "2025-11-03"), 365, "a year is long");
	is_int(apart("0-12-31", "2027-01-01"), 1, "without a year");
	is_int(apart("0-0-30", "2027-01-01"), 2, "without a month");
	is_int(apart("0-0-0", "2027-01-01"), 0, "nothing known");
}

/* The key that two paths share, of several files each side; NULL if none. */
static const char *shared(const char *a, const char *b)
{
	static char key[200];
	struct ty_keys x = { 0 }, y = { 0 };
	size_t i, k;

	key[0] = '\0';
	ty_keys_of_path(&x, a, 0, "en");
	ty_keys_of_path(&y, b, 0, "ja");
	for (i = 0; i < x.n && !key[0]; i++)
		for (k = 0; k < y.n; k++)
			if (!strcmp(x.v[i], y.v[k]))
				snprintf(key, sizeof(key), "%s", x.v[i]);
	ty_keys_release(&x);
	ty_keys_release(&y);
	return key;
}

static void names(void)
{
	static const char *const paths[] = { "a/b/c.txt", "a/b/d.txt",
					     "a/bc/d.txt" };

	is_str(shared("w/quake.en.txt", "w/quake.ja.txt"), "path:w/quake",
	       "the language is the end of a name");
	is_str(shared("w/en_quake.html", "w/ja_quake.html"), "path:w/quake",
	       "or its beginning");
	is_str(shared("w/en/quake.txt", "w/ja/quake.txt"), "path:w/*/quake",
	       "or a folder");
	is_str(shared("w/quake.en-US.txt", "w/quake.JA.html"), "path:w/quake",
	       "or has a region, or capitals");
	is_str(shared("english/quake.txt", "nihongo/quake.txt"), "name:quake",
	       "the name may be all that is the same");
	is_str(shared("en/0012.txt", "ja/0012.txt"), "",
	       "a running number is nothing");
	is_str(shared("en/20261103.txt", "ja/20261103.txt"), "path:*/20261103",
	       "a long one is something");
	is_str(shared("12.en.txt", "12.ja.txt"), "path:12",
	       "and one with its language, too");
	is_str(shared("queen.txt", "queja.txt"), "", "no word ends in one");
	ok(ty_path_marked("a/quake.ja.txt", "ja") &&
	   !ty_path_marked("ja/quake.txt", "ja"), "a name is marked");
	is_int(ty_paths_root(paths, 2), 4, "two share a folder");
	is_int(ty_paths_root(paths, 3), 2, "three share another");
	is_int(ty_paths_root(paths, 0), 0, "none share none");
}

int main(void)
{
	struct ty_error err;

	if (!ok_st(ty_lexicon_open(&newsroom, "tm/lexicon/newsroom.tsv", &err),
		   &err, "the newsroom glossary opens"))
		return tap_done();
	by_text();
	left_alone();
	many();
	by_link();
	by_day();
	cancelled();
	days();
	names();
	ty_lexicon_close(newsroom);
	return tap_done();
}
