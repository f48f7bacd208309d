/* Terms proposed from pairs of segments. */

#include <stdlib.h>

#include "taiyaku.h"
#include "text/expression.h"
#include "../tap.h"

static struct ty_error err;

/* ---------------------------------------------------------- expressions -- */

/* The keys of a text's expressions, words parted by "_". */
static const char *keys(const char *lang, const char *text)
{
	static struct ty_buf out = TY_BUF_INIT;
	struct ty_expressions list = { .n = 0 };
	struct ty_expression_finder *finder;
	size_t i;

	ty_buf_clear(&out);
	if (ty_expression_finder_open(&finder, lang, &err) != TY_OK)
		return err.text;
	ty_expressions_find(finder, text, strlen(text), &list);
	for (i = 0; i < list.n; i++) {
		ty_buf_adds(&out, i ? " " : "");
		ty_buf_add(&out, list.text.p + list.v[i].key,
			   list.v[i].key_len);
	}
	for (i = 0; i < out.len; i++)
		if (out.p[i] == TY_EXPRESSION_GAP)
			out.p[i] = '_';
	ty_expressions_release(&list);
	ty_expression_finder_close(finder);
	return out.p;
}

static void expressions(void)
{
	is_str(keys("en", "The harbor cities, for example, grew."),
	       "harbor harbor_city city example grew",
	       "words that are no function words, and their rows");
	is_str(keys("en", "a board of education"),
	       "board board_of_education education", "joined by of");
	is_str(keys("en", "of the 40 cease-fire lines"),
	       "cease-fire cease-fire_line line",
	       "not of numbers; a hyphen makes one word");
	is_str(keys("en", "Tokyo's mayor"), "tokyo tokyo_mayor mayor",
	       "without the ending of a possessive");
	is_str(keys("ja", "防衛省は弾道ミサイルの発射を確認した。"),
	       "防衛 防衛_省 弾道 弾道_ミサイル ミサイル 発射 確認",
	       "Japanese compounds, cut where words end");
	is_str(keys("ja", "引き上げの可能性がある"), "引き上げ",
	       "verbs made nouns, but no formal words");
	is_str(keys("ja", "AI技術"), "ai ai_技術 技術", "and Latin letters");
	is_str(keys("en", ""), "", "nothing in nothing");
	is_str(keys("fr", "bonjour"),
	       "terms are proposed for English and Japanese only, not for 'fr'",
	       "other languages are not known");
}

/* ------------------------------------------------------------- pairing -- */

static const char *const texts[][2] = {
	{ "The ferry left the harbor.", "フェリーが港湾を出た。" },
	{ "A ferry collided.", "フェリーが衝突した。" },
	{ "The harbor authority denied it.", "港湾局は否定した。" },
	{ "The harbor authority will close the harbor.", "港湾局が港湾を閉鎖する。" },
	{ "Two ferries waited.", "フェリー2隻が待った。" },
	{ "The harbor was calm.", "港湾は静かだった。" },
	{ "The harbor was calm.", "港湾は静かだった。" },
	{ "The harbor authority apologised to Mori.", "港湾局は森氏に謝罪した。" },
	{ "Residents waited.", "住民は待った。" },
	{ "Nothing else was damaged.", "他に被害はない。" },
	{ "It rained.", "雨が降った。" },
	{ "He smiled.", "彼は笑った。" },
	{ "Nobody came.", "誰も来なかった。" },
	{ "Snow fell.", "雪が降った。" },
};

struct stream {
	size_t	at;
	bool	back;			/* the other way round */
	int	rewound;
};

static enum ty_status next(void *user, const char **source,
			   const char **target, struct ty_error *e)
{
	struct stream *s = user;

	(void)e;
	if (s->at == sizeof(texts) / sizeof(texts[0]))
		return TY_END;
	*source = texts[s->at][s->back];
	*target = texts[s->at++][!s->back];
	return TY_OK;
}

static enum ty_status rewind_stream(void *user, struct ty_error *e)
{
	struct stream *s = user;

	(void)e;
	s->at = 0;
	s->rewound++;
	return TY_OK;
}

static struct ty_proposals *extract(struct stream *s, int64_t least,
				    size_t max)
{
	const struct ty_pairs pairs = { next, rewind_stream, s };
	const struct ty_extract_options options = { .least = least,
						    .max = max };
	struct ty_desk_options desk_options = {
		.source = s->back ? "ja" : "en", .data = "tm" };
	struct ty_proposals *list = NULL;
	struct ty_desk *desk;

	ok_st(ty_desk_open(&desk, &desk_options, &err), &err,
	      "a desk without a memory");
	ok_st(ty_terms_extract(&list, desk, &pairs, &options, &err), &err,
	      "proposes terms");
	ty_desk_close(desk);
	return list;
}

static const struct ty_proposal *find(const struct ty_proposals *list,
				      const char *source)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (!strcmp(list->items[i].source, source))
			return &list->items[i];
	return NULL;
}

static void pairing(void)
{
	struct stream s = { .at = 0 };
	struct ty_proposals *list = extract(&s, 2, 0);
	const struct ty_proposal *p = find(list, "ferry");

	is_int(list->pairs, 14, "all pairs were looked at");
	is_int(s.rewound, 1, "twice, for the examples");
	ok(p && !strcmp(p->target, "フェリー"), "a word and its katakana");
	is_int(p ? p->together : 0, 3, "in three pairs, once in the plural");
	is_str(p ? p->example_source : "", "A ferry collided.",
	       "the shortest is the example");
	p = find(list, "harbor authority");
	ok(p && !strcmp(p->target, "港湾局"), "two words and their compound");
	ok(!find(list, "authority"), "but not the word that never is alone");
	p = find(list, "harbor");
	ok(p && !strcmp(p->target, "港湾"), "one that often is alone");
	is_int(p ? p->source_count : 0, 5, "the same pair again counts once");
	ok(list->items[0].score >= list->items[list->n - 1].score,
	   "the surest come first");
	ty_proposals_free(list);

	s = (struct stream){ .back = true };
	list = extract(&s, 2, 0);
	p = find(list, "フェリー");
	ok(p && !strcmp(p->target, "ferry"), "and from Japanese");
	ty_proposals_free(list);
	s = (struct stream){ .at = 0 };
	list = extract(&s, 4, 0);
	ok(!find(list, "ferry") && find(list, "harbor"),
	   "at least four times together");
	ty_proposals_free(list);
	s = (struct stream){ .at = 0 };
	list = extract(&s, 2, 1);
	is_int(list->n, 1, "no more than one");
	ty_proposals_free(list);
}

int main(void)
{
	expressions();
	pairing();
	return tap_done();
}
