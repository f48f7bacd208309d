/* The score shown, and why it is what it is. */

#include "base/buf.h"
#include "match/distance.h"
#include "match/runs.h"
#include "match/score.h"
#include "../tap.h"

static struct ty_tokenizer *en, *ja;

/* The unit's kind and status, changed by a few of the cases. */
static enum ty_unit_kind kind = TY_HUMAN;
static enum ty_unit_status status = TY_TRANSLATED;
static bool context;

/* Score `old` for `now` as suggest does, and compare with `want`, which reads
 * "97 = 99 number-2". */
static void scores(struct ty_tokenizer *tokenizer, const char *old,
		   const char *now, const char *want)
{
	struct ty_intern set = { 0 };
	struct ty_tokens a = { 0 }, b = { 0 };
	struct ty_buf got = TY_BUF_INIT;
	struct ty_score score;
	uint32_t x[64], y[64];
	size_t i, d;

	ty_tokenize(tokenizer, old, strlen(old), &a);
	ty_tokenize(tokenizer, now, strlen(now), &b);
	ty_token_ids(&set, old, &a, false, x);
	ty_token_ids(&set, now, &b, false, y);
	d = ty_distance_plain(x, a.n, y, b.n);
	ty_score_match(&score, old, &a, now, &b, ty_similarity(d, a.n, b.n),
		       context, kind, status);
	ty_buf_addf(&got, "%d = %d", score.shown, score.text);
	for (i = 0; i < score.npenalties; i++)
		ty_buf_addf(&got, " %s-%d", score.penalties[i].name,
			    score.penalties[i].points);
	is_str(got.p, want, now);
	ty_buf_release(&got);
	ty_tokens_release(&a);
	ty_tokens_release(&b);
	ty_intern_release(&set);
}

static void identical(void)
{
	const char *s = "The 12 ships left.";

	scores(en, s, s, "100 = 100");
	context = true;
	scores(en, s, s, "101 = 101");
	scores(en, s, "The 12 boats left.", "80 = 80");
	context = false;
	scores(en, "caf\u00E9", "cafe\u0301", "100 = 100");
	scores(en, "", "", "100 = 100");
	/* What was aligned by a program is shown so only when it differs. */
	kind = TY_ALIGNED;
	scores(en, s, s, "100 = 100");
	scores(en, s, "The 12 boats left.", "79 = 80 aligned-1");
	status = TY_REVIEWED;
	scores(en, s, "The 12 boats left.", "80 = 80");
	kind = TY_MACHINE;
	scores(en, s, "The 12 boats left.", "80 = 80");
	status = TY_TRANSLATED;
	scores(en, s, "The 12 boats left.", "79 = 80 aligned-1");
	kind = TY_IMPORTED;
	scores(en, s, "The 12 boats left.", "80 = 80");
	status = TY_DRAFT;
	scores(en, s, "The 12 boats left.", "79 = 80 aligned-1");
	kind = TY_HUMAN;
	status = TY_TRANSLATED;
}

static void numbers(void)
{
	scores(en, "He is 12.", "He is 13.", "97 = 99 number-2");
	scores(en, "3 of 5 left", "5 of 3 left", "97 = 99 number-2");
	scores(en, "some 1,200 men", "some 1200 men",
	       "98 = 99 punctuation-1");
	scores(en, "some 12,00 men", "some 1200 men", "97 = 99 number-2");
	scores(en, "at 1.5 a day", "at 15 a day", "97 = 99 number-2");
	scores(ja, "約１２０人", "約120人", "98 = 99 case-1");
	scores(ja, "約１，２００人", "約1,200人", "98 = 99 case-1");
	/* A value is equal however it is written. */
	scores(en, "worth $1.2 million", "worth $1,200,000",
	       "98 = 99 punctuation-1");
	scores(en, "all 12 saw it", "all twelve saw it",
	       "98 = 99 punctuation-1");
	scores(en, "on Oct. 1 in Oita", "on October 1 in Oita",
	       "98 = 99 punctuation-1");
	/* A sentence that differs in values only is text of 99. */
	scores(en, "Prices rose 2.5 percent to $1.2 billion on Oct. 1.",
	       "Prices rose 12 percent to $900 million on Monday.",
	       "97 = 99 number-2");
	scores(en, "worth 5 dollars", "worth 5 euros", "97 = 99 number-2");
	scores(en, "under Article 9", "under Article 12",
	       "97 = 99 number-2");
	/* Of two kinds, it is another word as well. */
	scores(en, "for 3 years", "for 3 percent", "48 = 50 number-2");
	/* A number that goes leaves one behind in the translation. */
	scores(en, "all 12 ships left", "all the ships left",
	       "73 = 75 number-2");
	scores(en, "all ships left", "all 12 ships left",
	       "73 = 75 number-2");
}

static void forms(void)
{
	scores(en, "The Deal", "THE DEAL", "98 = 99 case-1");
	scores(ja, "ＮＡＴＯ軍", "NATO軍", "98 = 99 case-1");
	scores(ja, "ﾊﾞｽ停", "バス停", "98 = 99 case-1");
	scores(ja, "本当か！", "本当か!", "98 = 99 case-1");
	scores(en, "a “deal”", "a \"deal\"", "98 = 99 punctuation-1");
	scores(en, "It isn’t", "It isn't", "98 = 99 punctuation-1");
	scores(en, "now — or", "now - or", "98 = 99 punctuation-1");
	scores(en, "well…", "well...", "98 = 99 punctuation-1");
	scores(en, "10%", "10 %", "98 = 99 punctuation-1");
	scores(en, "10\u00A0%", "10 %", "98 = 99 punctuation-1");
	scores(ja, "訪米へ　来月", "訪米へ 来月", "98 = 99 punctuation-1");
	scores(en, "the deal", " the deal", "98 = 99 punctuation-1");
	scores(en, "the deal", "the deal\u200B", "98 = 99 punctuation-1");
	scores(en, "The “Deal” of 3", "the \"deal\" of 4",
	       "95 = 99 number-2 case-1 punctuation-1");
	/* Also where other words differ. */
	scores(en, "The two ships left", "the two boats left",
	       "74 = 75 case-1");
	scores(en, "a b c d", "a b c x", "75 = 75");
}

static void borders(void)
{
	struct ty_tokens none = { 0 };
	struct ty_score score;
	int percent;
	bool exact = true;

	is_int(ty_score_most_penalty(), 6, "what penalties can take off");
	for (percent = 0; percent <= 100; percent++) {
		ty_score_match(&score, "a", &none, "b", &none,
			       ty_similarity((size_t)(100 - percent), 100, 9),
			       false, TY_HUMAN, TY_REVIEWED);
		exact &= score.text == (percent > 99 ? 99 : percent);
	}
	ok(exact, "a similarity of n percent is n, and 99 at most");
	status = TY_DRAFT;
	scores(en, "one 2", "all", "0 = 0 number-2 aligned-1");
	status = TY_TRANSLATED;
}

/* The first place where a penalty was seen. */
static void at(const char *old, const char *now, const char *want)
{
	struct ty_tokens a = { 0 }, b = { 0 };
	struct ty_buf got = TY_BUF_INIT;
	struct ty_score score;
	size_t i;

	ty_tokenize(en, old, strlen(old), &a);
	ty_tokenize(en, now, strlen(now), &b);
	ty_score_match(&score, old, &a, now, &b, 1, false, TY_HUMAN,
		       TY_TRANSLATED);
	for (i = 0; i < score.npenalties; i++) {
		const struct ty_penalty *p = &score.penalties[i];

		ty_buf_addf(&got, "%s[%.*s|%.*s]", p->name,
			    (int)(p->old.end - p->old.start),
			    old + p->old.start,
			    (int)(p->now.end - p->now.start),
			    now + p->now.start);
	}
	is_str(got.p, want, now);
	ty_buf_release(&got);
	ty_tokens_release(&a);
	ty_tokens_release(&b);
}

static void places(void)
{
	at("It took 3 of 5.", "It took 3 of 7.", "number[5|7]");
	at("It took the boats.", "It took the 12 big boats.",
	   "number[|12 big]");
	at("The Dam and the Hill.", "The dam and the hill.", "case[Dam|dam]");
	at("A  dam.", "A dam .", "punctuation[  | ]");
	at("A \"dam\" 4.", "A \u201cdam\u201d 5.",
	   "number[4|5]punctuation[\"|\u201c]");
}

/* What no comparison of texts shows. */
static void lowered(void)
{
	struct ty_score score = { .shown = 101, .text = 101 };

	ty_score_lower(&score, TY_PENALTY_MEMORY, 3);
	is_int(score.shown, 98, "a context match of another memory");
	is_str(score.penalties[0].name, "memory", "and why");
	score = (struct ty_score){ .shown = 101, .text = 101 };
	ty_score_lower(&score, TY_PENALTY_CODES, 0);
	is_int(score.shown, 99, "other codes are not the same text");
	score = (struct ty_score){ .shown = 70, .text = 70 };
	ty_score_lower(&score, TY_PENALTY_CODES, 0);
	ty_score_lower(&score, TY_PENALTY_MEMORY, TY_MOST_PENALTY);
	is_int(score.shown, 19, "both");
	is_int(score.npenalties, 2, "with both reasons");
	ty_score_lower(&score, TY_PENALTY_MEMORY, TY_MOST_PENALTY);
	is_int(score.shown, 0, "never below nothing");
}

int main(void)
{
	struct ty_error err;

	ok_st(ty_tokenizer_open(&en, "en", &err), &err, "English");
	ok_st(ty_tokenizer_open(&ja, "ja", &err), &err, "Japanese");
	identical();
	lowered();
	places();
	numbers();
	forms();
	borders();
	ty_tokenizer_close(en);
	ty_tokenizer_close(ja);
	return tap_done();
}
