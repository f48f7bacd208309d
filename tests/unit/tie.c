/* Words of a sentence and of its translation: tied where it is sure. */

#include <stdlib.h>

#include "align/tie.h"
#include "base/buf.h"
#include "../tap.h"

static struct ty_lexicon *newsroom;

/* The ties of two texts: "a=b" with a comma between them, in the order of the
 * second text, # before those of values. */
static void tied(const char *from, const char *source, const char *to,
		 const char *target, const char *want)
{
	const char *lang[2] = { from, to }, *text[2] = { source, target };
	struct ty_value_reader *readers[2];
	struct ty_buf got = TY_BUF_INIT;
	struct ty_ties ties = { 0 };
	struct ty_error err;
	size_t i, k;

	ty_buf_adds(&got, "");
	for (k = 0; k < 2; k++)
		ok_st(ty_value_reader_open(&readers[k], lang[k], &err), &err,
		      lang[k]);
	ty_ties_find(&ties, newsroom, NULL, lang,
		     (const struct ty_value_reader *const *)readers, text);
	for (i = 0; i < ties.n; i++)
		for (k = 0; k < 2; k++) {
			const struct ty_span *s = &ties.v[i].span[k];

			ty_buf_adds(&got, k ? "=" : i ? "," : "");
			ty_buf_adds(&got, !k && ties.v[i].value ? "#" : "");
			ty_buf_add(&got, text[k] + s->start,
				   s->end - s->start);
		}
	is_str(got.p, want, source);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
	ty_ties_release(&ties);
	ty_buf_release(&got);
}

static void values_and_names(void)
{
	tied("en", "The Aurora left Bremen on Oct. 3.", "ja",
	     "オーロラは１０月３日、ブレーメンを出た。",
	     "Aurora=オーロラ,#Oct. 3=１０月３日,Bremen=ブレーメン");
	tied("ja", "１０月３日にNASAが発表した。", "en",
	     "NASA said so on Oct. 3.", "NASA=NASA,#１０月３日=Oct. 3");
	tied("en", "Three boats and three cars", "ja", "船3隻、車3台",
	     "boats=船,cars=車");
	tied("fr", "On compte 12 navires", "en", "They count on 12 Navires",
	     "#12=12,navires=Navires");
}

static void words(void)
{
	tied("en", "The coast guard rescued 20 passengers.", "ja",
	     "沿岸警備隊が乗客20人を救助した。",
	     "coast guard=沿岸警備隊,passengers=乗客,#20=20人,"
	     "rescued=救助");
	tied("ja", "沿岸警備隊が乗客20人を救助した。", "en",
	     "The coast guard rescued 20 passengers.",
	     "沿岸警備隊=coast guard,救助=rescued,#20人=20,"
	     "乗客=passengers");
}

/* What stands twice may be either. */
static void doubt(void)
{
	tied("en", "A ferry hit a ferry off Bremen.", "ja",
	     "ブレーメン沖でフェリーがフェリーに衝突した。",
	     "Bremen=ブレーメン,off=沖");
	tied("en", "", "ja", "", "");
	tied("en", "Ferry", "ja", "", "");
}

/* What the caller is sure of stands, and what contradicts it does not. */
static void given(void)
{
	const struct ty_span a = { 0, 5 }, b = { 0, 9 };
	const char *lang[2] = { "en", "ja" };
	const char *text[2] = { "Ferry sank.", "連絡船フェリー沈没" };
	struct ty_value_reader *readers[2];
	struct ty_ties ties = { 0 };
	struct ty_error err;

	ty_value_reader_open(&readers[0], "en", &err);
	ty_value_reader_open(&readers[1], "ja", &err);
	ty_ties_add(&ties, &a, &b, false, 2);
	ty_ties_find(&ties, newsroom, NULL, lang,
		     (const struct ty_value_reader *const *)readers, text);
	ok(ties.n > 0 && ties.v[0].span[1].start == 0 &&
	   ties.v[0].span[1].end == 9, "the term that was given");
	ok(ties.n == 1 || ties.v[1].span[0].start >= 5,
	   "nothing else for the same word");
	ty_ties_release(&ties);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
}

/* Long texts and many words cost no time. */
static void bounds(void)
{
	const char *lang[2] = { "en", "ja" };
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT;
	struct ty_value_reader *readers[2];
	struct ty_ties ties = { 0 };
	struct ty_error err;
	const char *text[2];
	int i;

	ty_value_reader_open(&readers[0], "en", &err);
	ty_value_reader_open(&readers[1], "ja", &err);
	for (i = 0; i < 300; i++) {
		ty_buf_addf(&a, "%d ", i * 7);
		ty_buf_addf(&b, "%d、", i * 7);
	}
	text[0] = a.p;
	text[1] = b.p;
	ty_ties_find(&ties, NULL, NULL, lang,
		     (const struct ty_value_reader *const *)readers, text);
	ok(ties.n > 0 && ties.n <= 200, "a table of figures, as far as it goes");
	for (i = 0; i < 700; i++)
		ty_buf_adds(&a, "word ");
	text[0] = a.p;
	ty_ties_find(&ties, NULL, NULL, lang,
		     (const struct ty_value_reader *const *)readers, text);
	is_int(ties.n, 0, "no sentence is that long");
	ty_ties_release(&ties);
	ty_buf_release(&a);
	ty_buf_release(&b);
	ty_value_reader_close(readers[0]);
	ty_value_reader_close(readers[1]);
}

int main(void)
{
	struct ty_error err;

	ok_st(ty_lexicon_open(&newsroom, "tm/lexicon/newsroom.tsv", &err), &err,
	      "the glossary opens");
	values_and_names();
	words();
	doubt();
	given();
	bounds();
	ty_lexicon_close(newsroom);
	return tap_done();
}
