/* Alignment: the stories of tests/cases/align.txt, small ones of our own, and
 * what holds for all. */

#include <math.h>
#include <stdlib.h>

#include "align/reason.h"
#include "base/alloc.h"
#include "base/io.h"
#include "../tap.h"

static struct ty_lexicon *newsroom;

/* Two lists of segments; at most this many each. */
#define MAX	64
struct text {
	const char	*v[2][MAX];
	size_t		 n[2];
};

static struct ty_beads *align(const struct ty_lexicon *lexicon,
			      const char *from, const char *const *source,
			      size_t nsource, const char *to,
			      const char *const *target, size_t ntarget)
{
	struct ty_beads *beads = NULL;
	struct ty_error err;
	enum ty_status st;

	st = ty_align_segments(&beads, lexicon, from, source, nsource, to,
			       target, ntarget, &err);
	if (st != TY_OK)
		ok_st(st, &err, "aligns");
	return beads;
}

/* Every segment is in one bead, in the order of the source side. */
static bool complete(const struct ty_beads *beads, size_t nsource,
		     size_t ntarget)
{
	bool *seen = ty_alloc(ntarget + 1, sizeof(*seen)), good = true;
	size_t next = 0, held = 0, k, t;

	for (k = 0; k < beads->n; k++) {
		const struct ty_bead *b = &beads->items[k];

		good = good && b->source == next && b->source_n <= 3 &&
		       b->target_n <= 3 && b->source_n + b->target_n > 0 &&
		       b->target + b->target_n <= ntarget &&
		       b->confidence >= 0 && b->confidence <= 1;
		for (t = b->target; good && t < b->target + b->target_n; t++) {
			good = !seen[t];
			seen[t] = true;
			held++;
		}
		next += b->source_n;
	}
	free(seen);
	return good && next == nsource && held == ntarget;
}

static const struct ty_bead *find(const struct ty_beads *beads, size_t source,
				  size_t source_n, size_t target,
				  size_t target_n)
{
	const struct ty_bead *b;

	for (b = beads->items; b < beads->items + beads->n; b++)
		if (b->source_n == source_n && b->target_n == target_n &&
		    (!source_n || b->source == source) &&
		    (!target_n || b->target == target))
			return b;
	return NULL;
}

/* The other way round has the same beads. */
static bool mirrored(const struct ty_beads *a, const struct ty_beads *b)
{
	const struct ty_bead *x, *y;

	for (x = a->items; x < a->items + a->n; x++) {
		y = find(b, x->target, x->target_n, x->source, x->source_n);
		if (!y || y->confidence != x->confidence)
			return false;
	}
	return a->n == b->n;
}

/* "0,1=0 2= =1": what is printed for people, with numbers from 0. */
static void print_beads(struct ty_buf *out, const struct ty_beads *beads)
{
	const struct ty_bead *b;
	size_t k;

	ty_buf_clear(out);
	for (b = beads->items; b < beads->items + beads->n; b++) {
		if (out->len)
			ty_buf_addc(out, ' ');
		for (k = 0; k < b->source_n; k++)
			ty_buf_addf(out, "%s%zu", k ? "," : "", b->source + k);
		ty_buf_addc(out, '=');
		for (k = 0; k < b->target_n; k++)
			ty_buf_addf(out, "%s%zu", k ? "," : "", b->target + k);
	}
}

/* -------------------------------------------------- the linguists' cases -- */

/* Read "0,1" at *s; leaves *s behind it. */
static size_t numbers(char **s, size_t *first)
{
	size_t n = 0;
	char *end;

	for (;;) {
		unsigned long x = strtoul(*s, &end, 10);

		if (end == *s)
			return n;
		if (!n++)
			*first = x;
		*s = *end == ',' ? end + 1 : end;
	}
}

static void case_beads(const char *name, size_t need, const struct text *text,
		       struct ty_bead *gold, size_t ngold)
{
	struct ty_beads *there, *back;
	struct ty_buf got = TY_BUF_INIT;
	char title[128];
	size_t k, found = 0, pairs = 0;

	there = align(newsroom, "en", text->v[0], text->n[0], "ja", text->v[1],
		      text->n[1]);
	back = align(newsroom, "ja", text->v[1], text->n[1], "en", text->v[0],
		     text->n[0]);
	for (k = 0; k < ngold; k++) {
		if (!gold[k].source_n || !gold[k].target_n)
			continue;
		pairs++;
		found += find(there, gold[k].source, gold[k].source_n,
			      gold[k].target, gold[k].target_n) != NULL;
	}
	snprintf(title, sizeof(title), "%s: %zu of %zu beads, at least %zu",
		 name, found, pairs, need);
	if (!ok(found >= need && need > 0 && need <= pairs, title)) {
		print_beads(&got, there);
		printf("#  got: %s\n", got.p);
	}
	ok(complete(there, text->n[0], text->n[1]), "every segment once");
	ok(mirrored(there, back), "the same beads from Japanese to English");
	ty_buf_release(&got);
	ty_beads_free(there);
	ty_beads_free(back);
}

static void cases(void)
{
	struct ty_buf file = TY_BUF_INIT;
	struct ty_bead gold[2 * MAX];
	struct text text = { .n = { 0, 0 } };
	struct ty_error err;
	char *line, *rest, *name = NULL;
	size_t part = 0, need = 0, ngold = 0;

	if (!ok_st(ty_read_file(&file, "tests/cases/align.txt", 1 << 20, &err),
		   &err, "the cases can be read"))
		return;
	for (line = strtok_r(file.p, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (!strncmp(line, "# ", 2) || !strcmp(line, "#"))
			continue;
		if (line[0] == '[') {
			if (name)
				case_beads(name, need, &text, gold, ngold);
			name = line + 1;
			line = strchr(line, ']');
			*line++ = '\0';
			need = strtoul(line, NULL, 10);
			part = text.n[0] = text.n[1] = ngold = 0;
		} else if (!strcmp(line, "--")) {
			part++;
		} else if (part < 2) {
			text.v[part][text.n[part]++] = line;
		} else {
			memset(&gold[ngold], 0, sizeof(*gold));
			gold[ngold].source_n = numbers(&line,
						       &gold[ngold].source);
			line += strspn(line, " =");
			gold[ngold].target_n = numbers(&line,
						       &gold[ngold].target);
			ngold++;
		}
	}
	if (name)
		case_beads(name, need, &text, gold, ngold);
	ty_buf_release(&file);
}

/* --------------------------------------------------------- small stories -- */

#define COUNT(v)	(sizeof(v) / sizeof(*(v)))

static void is_beads(const struct ty_lexicon *lexicon, const char *from,
		     const char *const *source, size_t nsource, const char *to,
		     const char *const *target, size_t ntarget,
		     const char *want, const char *name)
{
	struct ty_beads *beads = align(lexicon, from, source, nsource, to,
				       target, ntarget);
	struct ty_buf got = TY_BUF_INIT;

	print_beads(&got, beads);
	is_str(got.p, want, name);
	ty_buf_release(&got);
	ty_beads_free(beads);
}

static void evidence(void)
{
	static const char *const en[] = {
		"The ferry carried 1,250 people, the coast guard said.",
		"It left at 7:45 on Aug. 12 with a cargo worth $3.5 billion.",
		"Three of 18 sailors came from Lagos.",
		("\"Where is the captain?\" asked Rosalind Achterberg, 34, a "
		 "nurse from Bremen."),
		"A spokesman for OPQR declined to comment."
	};
	static const char *const ja[] = {
		"フェリーには１２５０人が乗っていた。",
		"船は８月１２日７時４５分、３５億ドル相当の貨物を積んで出た。",
		"船員十八人のうち三人はラゴス出身だった。",
		"「船長はどこですか」とブレーメンの看護師ロザリンド・アハターベルクさん（３４）は尋ねた。",
		"ＯＰＱＲは取材に応じなかった。"
	};
	static const char *const omitted[] = {
		"フェリーには１２５０人が乗っていた。",
		"船員十八人のうち三人はラゴス出身だった。",
		"気温は２３度、湿度は６４％、波の高さは１・５メートルだった。",
		"ＯＰＱＲは取材に応じなかった。"
	};
	static const char *const turned[] = {
		"フェリーには１２５０人が乗っていた。",
		"ＯＰＱＲは取材に応じなかった。",
		"「船長はどこですか」とブレーメンの看護師ロザリンド・アハターベルクさん（３４）は尋ねた。",
		"船は８月１２日７時４５分、３５億ドル相当の貨物を積んで出た。",
		"船員十八人のうち三人はラゴス出身だった。"
	};
	static const char *const merged[] = {
		"フェリーには１２５０人が乗り、８月１２日７時４５分、３５億ドル相当の貨物を積んで港を出たと沿岸警備隊が発表した。",
		"船員十八人のうち三人はラゴス出身だった。",
		"「船長はどこですか」とロザリンド・アハターベルクさん（３４）は尋ねた。",
		"ブレーメンから来た看護師だ。",
		"ＯＰＱＲは取材に応じなかった。"
	};

	is_beads(NULL, "en", en, 5, "ja", ja, 5, "0=0 1=1 2=2 3=3 4=4",
		 "numbers, names and acronyms need no lexicon");
	is_beads(newsroom, "en", en, 5, "ja", omitted, 4,
		 "0=0 1= 2=1 =2 3= 4=3", "omissions on both sides");
	is_beads(newsroom, "en", en, 5, "ja", turned, 5, "0=0 1=3 2=4 3=2 4=1",
		 "a story told in another order");
	is_beads(newsroom, "en", en, 5, "ja", merged, 5, "0,1=0 2=1 3=2,3 4=4",
		 "sentences merged and split");
	is_beads(newsroom, "ja", merged, 5, "en", en, 5, "0=0,1 1=2 2,3=3 4=4",
		 "and the other way round");
}

static void other_languages(void)
{
	static const char *const en[] = {
		"Marie Dupont was elected mayor of Besançon on March 3.",
		"She won 56 percent of the vote.",
		"Her rival, Paul Legrand, conceded defeat that evening.",
		"Turnout was 61 percent, down from 70 percent."
	};
	static const char *const fr[] = {
		"Marie Dupont a été élue maire de Besançon le 3 mars.",
		"Elle a obtenu 56 % des voix.",
		"La participation a été de 61 %, contre 70 % auparavant."
	};
	static const char *const ko[] = {
		"마리 뒤퐁은 3월 3일 브장송 시장으로 선출되었다.",
		"그는 56 %를 얻었다.",
		"투표율은 70 %에서 61 %로 떨어졌다."
	};

	is_beads(newsroom, "en", en, 4, "fr", fr, 3, "0=0 1=1 2= 3=2",
		 "French is aligned without a lexicon");
	is_beads(newsroom, "fr", fr, 3, "en", en, 4, "0=0 1=1 =2 2=3",
		 "from French");
	is_beads(newsroom, "en", en, 4, "ko", ko, 3, "0=0 1=1 2= 3=2",
		 "Korean too");
	is_beads(newsroom, "en", en, 4, "en", en, 4, "0=0 1=1 2=2 3=3",
		 "a text with itself");
}

static void lexicon_decides(void)
{
	static const char *const en[] = {
		"The earthquake damaged the bridge.",
		"The cabinet will meet again to discuss the budget.",
		"Prices of rice fell."
	};
	static const char *const ja[] = {
		"内閣は予算を協議するため再び会合を開く。",
		"地震で橋が壊れた。",
		"コメの価格は下落した。"
	};

	is_beads(newsroom, "en", en, 3, "ja", ja, 3, "0=1 1=0 2=2",
		 "terms show what belongs together");
	is_beads(newsroom, "ja-JP", ja, 3, "en-US", en, 3, "0=1 1=0 2=2",
		 "in both directions, whatever the region");
}

/* ------------------------------------------------------------- evidence -- */

static const struct ty_reason *reason(const struct ty_reasons *rs,
				      const char *kind, const char *source,
				      const char *target)
{
	const struct ty_reason *r;

	for (r = rs->items; r < rs->items + rs->n; r++)
		if (!strcmp(r->kind, kind) &&
		    !r->source == !source && !r->target == !target &&
		    (!source || !strcmp(r->source, source)) &&
		    (!target || !strcmp(r->target, target)))
			return r;
	return NULL;
}

static double weight_of(const struct ty_reasons *rs)
{
	double sum = 0;
	size_t k;

	for (k = 0; k < rs->n; k++)
		sum += rs->items[k].odds;
	return sum;
}

static const char *const told_en[] = {
	"The prime minister met 1,250 farmers in Lisbon.",
	"It cost $3.5 million.",
	"Nobody in the parliament of Oslo spoke of the earthquake of 1983."
};
static const char *const told_ja[] = {
	"首相はリスボンで農民１２５０人と会った。", "費用は３５０万ドルだった。"
};

static void reasons(void)
{
	struct ty_error err;
	struct ty_beads *beads, *back;
	const struct ty_reason *r;

	ok_st(ty_align_explain_segments(&beads, newsroom, "en", told_en, 3,
					"ja", told_ja, 2, &err), &err,
	      "aligns, with reasons");
	ok_st(ty_align_explain_segments(&back, newsroom, "ja", told_ja, 2, "en",
					told_en, 3, &err), &err, "and back");
	if (!ok(beads->n == 3 && back->n == 3, "three beads"))
		return;
	r = reason(&beads->reasons[0], "term", "prime minister", "首相");
	ok(r && r->odds > 0, "a term speaks for a bead, as it is written");
	r = reason(&beads->reasons[0], "sound", "Lisbon", "リスボン");
	ok(r && r->odds > 0, "so does a name");
	r = reason(&beads->reasons[1], "number", "$3.5 million",
		   "３５０万ドル");
	ok(r && r->odds > 0, "and an amount");
	ok(reason(&beads->reasons[1], "length", NULL, NULL) &&
	   reason(&beads->reasons[1], "prior", NULL, NULL),
	   "lengths and the kind of bead are there too");
	r = reason(&beads->reasons[2], "term", "earthquake", NULL);
	ok(r && r->odds > 0, "what is nowhere speaks for an omission");
	r = reason(&back->reasons[0], "term", "首相", "prime minister");
	ok(r && r->odds > 0, "source and target as they are given");
	ok(fabs(weight_of(&beads->reasons[0]) - weight_of(&back->reasons[0])) <
	   1e-6, "which changes nothing else");
	ty_beads_free(beads);
	ty_beads_free(back);
	beads = align(newsroom, "en", told_en, 3, "ja", told_ja, 2);
	ok(!beads->reasons, "unless asked for there are none");
	ty_beads_free(beads);
}

/* The reasons of each bead, whatever its kind, make its score. */
static void reasons_are_all(void)
{
	static const char *const source[] = {
		"Rain fell on Oslo.", "The mayor of Oslo, Anna Berg, said so.",
		"Some 31 roads and 17 bridges were closed.", "Trams stopped.",
		"The NATO meeting opened on Aug. 12."
	};
	static const char *const target[] = {
		"８月１２日にＮＡＴＯの会合が開かれた。",
		"オスロでは雨が降ったとアンナ・ベルク市長が述べた。",
		"道路３１本が閉鎖された。", "橋１７本も通れなかった。"
	};
	const char *const *text[2] = { source, target };
	const size_t n[2] = { 5, 4 };
	struct ty_value_reader *readers[2];
	struct ty_alignment al;
	size_t k, crossed = 0, several = 0;
	bool all = true;

	ok(ty_value_reader_open(&readers[0], "en", NULL) == TY_OK &&
	   ty_value_reader_open(&readers[1], "ja", NULL) == TY_OK, "readers");
	ty_align_pair(&al, &ty_align_weights, newsroom,
		      ty_align_ratio("en", "ja"), 0.04,
		      (const struct ty_value_reader *const *)readers, text, n);
	for (k = 0; k < al.path.n; k++) {
		const struct ty_pairing *p = &al.path.v[k];
		struct ty_reasons rs = { 0 };
		double want = p->score;

		if (!p->n[0] || !p->n[1])
			continue;
		/* The score of what was found out of order is the gain. */
		if (p->crossed)
			want += al.priors.omission[0] * (double)p->n[0] +
				al.priors.omission[1] * (double)p->n[1];
		ty_reasons_find(&rs, &al, p, text, 0);
		all = all && fabs(weight_of(&rs) - want) < 1e-3;
		crossed += p->crossed;
		several += p->n[0] + p->n[1] > 2;
		ty_reasons_release(&rs);
	}
	ok(all, "the reasons add up to the score");
	ok(crossed && several, "out of order and of several segments, too");
	ty_alignment_release(&al);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
}

/* A line that comes again and again could be any of them. */
static void same_lines(void)
{
	const char *v[200];
	struct ty_beads *beads;
	size_t k, right = 0;

	for (k = 0; k < 200; k++)
		v[k] = k % 50 ? "The same line again." : "Another line.";
	beads = align(newsroom, "en", v, 200, "en", v, 200);
	for (k = 0; k < beads->n; k++)
		right += beads->items[k].source_n == 1 &&
			 beads->items[k].target_n == 1 &&
			 beads->items[k].source == beads->items[k].target;
	is_int(right, 200, "the same line many times over");
	ty_beads_free(beads);
}

/* ------------------------------------------------------------- the edges -- */

static void empty_sides(void)
{
	static const char *const en[] = { "One.", "Two." };
	static const char *const nothing[] = { "", "...", " " };

	is_beads(NULL, "en", en, 2, "ja", NULL, 0, "0= 1=", "no target");
	is_beads(NULL, "en", NULL, 0, "ja", en, 2, "=0 =1", "no source");
	is_beads(newsroom, "ja", NULL, 0, "en", en, 2, "=0 =1",
		 "no source, turned round");
	is_beads(NULL, "en", NULL, 0, "ja", NULL, 0, "", "nothing at all");
	is_beads(newsroom, "en", nothing, 3, "ja", nothing, 3, "0=0 1=1 2=2",
		 "segments without a word");
}

static void refusals(void)
{
	const char **many = ty_alloc(20001, sizeof(*many));
	const char *bad[] = { "fine", "not \xff fine" };
	struct ty_beads *beads;
	struct ty_error err;
	size_t k;

	for (k = 0; k < 20001; k++)
		many[k] = "a";
	is_int(ty_align_segments(&beads, NULL, "en", many, 20001, "ja", many, 1,
				 &err), TY_ELIMIT, "too many segments");
	is_str(err.text, "more than 20000 segments in a document",
	       "it says how many may be");
	is_int(ty_align_segments(&beads, NULL, "en", many, 1, "ja", many, 20001,
				 NULL), TY_ELIMIT, "on the other side too");
	is_int(ty_align_segments(&beads, NULL, "en", bad, 2, "ja", bad, 1,
				 &err), TY_EINVAL, "invalid UTF-8");
	is_str(err.text, "segment 2 is not valid UTF-8", "it says where");
	ok(!beads, "nothing is handed out");
	free(many);
}

static char *repeated(const char *piece, size_t n)
{
	struct ty_buf buf = TY_BUF_INIT;

	while (n--)
		ty_buf_adds(&buf, piece);
	return ty_buf_detach(&buf);
}

static void long_segments(void)
{
	const char *en[3], *ja[3];
	char *a = repeated("words and numbers ", 8000);
	char *b = repeated("言葉と数字の", 10000);

	en[0] = "It cost 123 yen.";
	ja[0] = "値段は123円だった。";
	en[1] = a;
	ja[1] = b;
	en[2] = "It cost 456 yen.";
	ja[2] = "値段は456円だった。";
	is_beads(newsroom, "en", en, 3, "ja", ja, 3, "0=0 1=1 2=2",
		 "segments of more than 50,000 characters");
	free(a);
	free(b);
}

/* ----------------------------------------------------- what always holds -- */

static uint32_t state = 1;

static uint32_t number(uint32_t below)
{
	state = state * 1664525 + 1013904223;
	return (state >> 8) % below;
}

/* Some words that the other side may have too, and some that it has not. */
static char *random_segment(int side)
{
	static const char *const words[2][8] = {
		{ "president", "Sweden", "25", "\"", "Kyoto", "of", "NATO",
		  "Aug." },
		{ "大統領", "スウェーデン", "２５", "「", "京都", "の",
		  "ＮＡＴＯ", "８月" }
	};
	struct ty_buf buf = TY_BUF_INIT;
	uint32_t k, n = number(12);

	for (k = 0; k < n; k++) {
		ty_buf_adds(&buf, words[side][number(8)]);
		if (side == 0)
			ty_buf_addc(&buf, ' ');
	}
	return ty_buf_detach(&buf);
}

static void random_documents(void)
{
	char *v[2][12];
	struct ty_beads *there, *back;
	size_t n[2], k;
	int round, side;
	bool all = true, same = true;

	for (round = 0; round < 300; round++) {
		for (side = 0; side < 2; side++) {
			n[side] = number(13);
			for (k = 0; k < n[side]; k++)
				v[side][k] = random_segment(side);
		}
		there = align(newsroom, "en", (const char *const *)v[0], n[0],
			      "ja", (const char *const *)v[1], n[1]);
		back = align(newsroom, "ja", (const char *const *)v[1], n[1],
			     "en", (const char *const *)v[0], n[0]);
		all = all && complete(there, n[0], n[1]) &&
		      complete(back, n[1], n[0]);
		same = same && mirrored(there, back);
		ty_beads_free(there);
		ty_beads_free(back);
		for (side = 0; side < 2; side++)
			for (k = 0; k < n[side]; k++)
				free(v[side][k]);
	}
	ok(all, "random documents: every segment once, in order");
	ok(same, "random documents: the same beads in both directions");
}

/* Two long documents with the same numbers at the same places, but 40 segments
 * that only one has, and far less room than a whole table would take. */
#define LONG	400
static void narrow_strip(void)
{
	struct ty_weights weights = ty_align_weights;
	const char *const *text[2];
	const char **v[2];
	size_t n[2] = { LONG, LONG - 40 }, k, i, right = 0, held = 0;
	struct ty_value_reader *readers[2];
	struct ty_alignment al;
	struct ty_path path;

	weights.cells = LONG * 30;
	v[0] = ty_alloc(LONG, sizeof(**v));
	v[1] = ty_alloc(LONG, sizeof(**v));
	for (k = 0; k < LONG; k++) {
		struct ty_buf en = TY_BUF_INIT, ja = TY_BUF_INIT;

		ty_buf_addf(&en, "Item %zu was sold for a good price.",
			    k + 1000);
		ty_buf_addf(&ja, "品目%zuは高く売れた。", k + 1000);
		v[0][k] = ty_buf_detach(&en);
		if (k < 200 || k >= 240)
			v[1][k < 200 ? k : k - 40] = ty_buf_detach(&ja);
		else
			ty_buf_release(&ja);
	}
	text[0] = v[0];
	text[1] = v[1];
	ok(ty_value_reader_open(&readers[0], "en", NULL) == TY_OK &&
	   ty_value_reader_open(&readers[1], "ja", NULL) == TY_OK, "readers");
	ty_align_pair(&al, &weights, NULL, -0.89, 0.04,
		      (const struct ty_value_reader *const *)readers, text, n);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
	path = al.path;
	for (k = 0; k < path.n; k++) {
		i = path.v[k].at[0];
		held += path.v[k].n[0] + path.v[k].n[1];
		right += path.v[k].n[0] == 1 && path.v[k].n[1] == 1 &&
			 path.v[k].at[1] == (i < 200 ? i : i - 40);
	}
	is_int(held, n[0] + n[1], "a narrow strip holds every segment");
	ok(right >= LONG - 42, "and the right path");
	ty_alignment_release(&al);
	for (k = 0; k < n[0]; k++)
		free((char *)v[0][k]);
	for (k = 0; k < n[1]; k++)
		free((char *)v[1][k]);
	free(v[0]);
	free(v[1]);
}

static void confidence(void)
{
	static const char *const en[] = {
		"Some 4,731 tickets were sold in Oslo.", "It rained.",
		"It was cold."
	};
	static const char *const ja[] = {
		"オスロでは4731枚の券が売れた。", "雨だった。", "寒かった。"
	};
	struct ty_beads *beads = align(newsroom, "en", en, 3, "ja", ja, 3);

	ok(beads->n == 3 && beads->items[0].confidence > 0.9,
	   "a bead with a number and a name is sure");
	ok(beads->n == 3 && beads->items[1].confidence <
	   beads->items[0].confidence, "one with nothing is less so");
	ty_beads_free(beads);
}

int main(void)
{
	struct ty_error err;

	if (!ok_st(ty_lexicon_open(&newsroom, "tm/lexicon/newsroom.tsv", &err),
		   &err, "the newsroom glossary opens"))
		return tap_done();
	cases();
	evidence();
	lexicon_decides();
	other_languages();
	confidence();
	reasons();
	reasons_are_all();
	same_lines();
	empty_sides();
	refusals();
	long_segments();
	random_documents();
	narrow_strip();
	ty_lexicon_close(newsroom);
	return tap_done();
}
