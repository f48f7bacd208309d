/* A desk's termbase: what comes in, what it says of texts and translations, and
 * that it can be taken back. */

#include <sqlite3.h>
#include <stdlib.h>

#include "flow/terms.h"
#include "store_help.h"

static struct ty_desk *desk;

static struct ty_desk *open_desk(const char *name, const char *source,
				 enum ty_open mode)
{
	struct ty_desk_options options = {
		.memory = in_folder(name), .mode = mode, .source = source,
		.data = "tm", .user = "mika",
	};
	struct ty_desk *d = NULL;

	if (ty_desk_open(&d, &options, &err) != TY_OK)
		printf("Bail out! %s\n", err.text);
	return d;
}

/* Put a concept written "en=tariff ja=関税 ja-=税金 ja?=タリフ": "-" forbids, "?"
 * allows.  The batch it was. */
static int64_t put_concept(struct ty_desk *d, const char *what,
			   const char *domain)
{
	struct ty_concept_buf c = { .cap = 0 };
	struct ty_batch *batch;
	char copy[256], *save, *word, *text;
	int64_t id = 0;

	snprintf(copy, sizeof(copy), "%s", what);
	ty_concept_clear(&c);
	ty_concept_set(&c.concept.domain, domain);
	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		enum ty_term_status status = TY_PREFERRED;

		text = strchr(word, '=');
		if (text[-1] == '-')
			status = TY_FORBIDDEN;
		else if (text[-1] == '?')
			status = TY_ALLOWED;
		text[status == TY_PREFERRED ? 0 : -1] = '\0';
		text++;
		for (char *p = text; *p; p++)
			if (*p == '_')
				*p = ' ';
		ty_concept_add(&c, word, text)->status = status;
	}
	if (ty_terms_put(&batch, d, &c.concept, 1, &err) == TY_OK)
		id = batch->id;
	ty_batch_free(batch);
	ty_concept_release(&c);
	return id;
}

/* All concepts as the text that put_concept() takes, a line each. */
static const char *show(struct ty_desk *d)
{
	static struct ty_buf out = TY_BUF_INIT;
	struct ty_concepts *list;
	size_t i, k;

	ty_buf_clear(&out);
	if (ty_terms(&list, d, &err) != TY_OK)
		return err.text;
	for (i = 0; i < list->n; i++) {
		const struct ty_concept *c = &list->items[i];

		ty_buf_addf(&out, "%s%lld.%d", i ? "\n" : "",
			    (long long)c->id, c->revision);
		for (k = 0; k < c->nterms; k++)
			ty_buf_addf(&out, " %s%s=%s", c->terms[k].lang,
				    &"\0\0?\0-"[2 * c->terms[k].status],
				    c->terms[k].text);
	}
	ty_concepts_free(list);
	return out.p;
}

/* ------------------------------------------------------------- keeping -- */

static void adding(void)
{
	int64_t first;

	first = put_concept(desk, "en=tariff ja=関税", "");
	is_int(first, 1, "a concept is a batch");
	is_str(show(desk), "1.1 en=tariff ja=関税", "and is there");
	put_concept(desk, "EN=tariff ja=関税 ja-=タリフ", "");
	is_str(show(desk), "1.2 en=tariff ja=関税 ja-=タリフ",
	       "the same pair again: one concept, with what is new");
	put_concept(desk, "en=tariff ja=運賃表", "transport");
	is_str(show(desk), "1.2 en=tariff ja=関税 ja-=タリフ\n"
	       "2.1 en=tariff ja=運賃表", "another translation is another one");
	put_concept(desk, "en=tariff ja?=関税", "trade");
	is_str(show(desk), "1.3 en=tariff ja?=関税 ja-=タリフ\n"
	       "2.1 en=tariff ja=運賃表", "a later mark counts");

	is_int(ty_undo(NULL, NULL, NULL, desk, first, &err), TY_OK,
	       "the first batch is taken back");
	is_str(show(desk), "1.3 en=tariff ja?=関税 ja-=タリフ\n"
	       "2.1 en=tariff ja=運賃表", "others have said the same");
	is_int(ty_undo(NULL, NULL, NULL, desk, 2, &err), TY_OK, "and the next");
	is_str(show(desk), "1.4 en=tariff ja?=関税\n"
	       "2.1 en=tariff ja=運賃表", "what only it said is gone");
	is_int(ty_undo(NULL, NULL, NULL, desk, 4, &err), TY_OK,
	       "and the last that spoke of it");
	is_str(show(desk), "2.1 en=tariff ja=運賃表", "takes the concept along");
	is_int(count_troubles(desk->store), 0, "the memory is well");
}

static void changing(void)
{
	struct ty_concept_buf c = { .cap = 0 };
	int64_t removed, restored, kept;
	struct ty_concepts *list;
	struct ty_batch *batch;

	ty_terms(&list, desk, &err);
	ty_concept_assign(&c, &list->items[0]);
	ty_concepts_free(list);
	ty_concept_add(&c, "ja", "料金表")->status = TY_ALLOWED;
	ty_concept_set(&c.concept.note, "of railways");
	ok_st(ty_terms_put(&batch, desk, &c.concept, 1, &err), &err,
	      "a concept is changed");
	is_int(batch->changed, 1, "and the batch says so");
	is_str(show(desk), "2.2 en=tariff ja=運賃表 ja?=料金表", "by a revision");
	is_int(ty_terms_put(NULL, desk, &c.concept, 1, &err), TY_EINVAL,
	       "whoever saw the former revision cannot change it");
	c.concept.revision = 2;
	c.concept.nterms = 0;
	ok_st(ty_terms_put(NULL, desk, &c.concept, 1, &err), &err,
	      "without terms it is removed");
	c.concept.nterms = 3;
	is_str(show(desk), "", "and gone");
	is_int(ty_terms_put(NULL, desk, &c.concept, 1, &err), TY_ENOTFOUND,
	       "so that it cannot be changed");
	is_int(ty_undo(&removed, &restored, &kept, desk, 6, &err), TY_OK,
	       "the removal is taken back");
	is_int(restored, 1, "which restores it");
	is_str(show(desk), "2.1 en=tariff ja=運賃表 ja?=料金表", "as it was");
	ty_undo(&removed, &restored, &kept, desk, batch->id, &err);
	is_str(show(desk), "2.2 en=tariff ja=運賃表", "and the change too");
	ty_batch_free(batch);
	ty_concept_release(&c);
	is_int(count_troubles(desk->store), 0, "the memory is well");
}

static void refused(void)
{
	const struct ty_term bad[] = {
		{ "en", "", TY_PREFERRED, "", "" },
		{ "nonsense", "x", TY_PREFERRED, "", "" },
		{ "en", "\xFF", TY_PREFERRED, "", "" },
	};
	const struct ty_concept none = { .uid = "" };
	char *before = strdup(show(desk));
	size_t i;

	for (i = 0; i < 3; i++) {
		struct ty_concept c = { .terms = &bad[i], .nterms = 1 };

		is_int(ty_terms_put(NULL, desk, &c, 1, &err), TY_EINVAL,
		       err.text);
	}
	is_int(ty_terms_put(NULL, desk, &none, 1, &err), TY_EINVAL,
	       "a concept without terms");
	is_str(show(desk), before, "and nothing was changed");
	free(before);
}

/* ------------------------------------------------------------- finding -- */

static const char *find(struct ty_desk *d, const char *text, const char *lang)
{
	static struct ty_buf out = TY_BUF_INIT;
	struct ty_term_hits *hits;
	size_t i;

	ty_buf_clear(&out);
	if (ty_terms_find(&hits, d, text, strlen(text), lang, &err) != TY_OK)
		return ty_status_word(err.code);
	for (i = 0; i < hits->n; i++) {
		const struct ty_term_hit *h = &hits->items[i];
		const struct ty_term *best = ty_concept_best(h->concept,
				lang && !strcmp(lang, "ja") ? "en" : "ja");

		ty_buf_addf(&out, "%s%.*s: %s", i ? ", " : "",
			    (int)(h->span.end - h->span.start),
			    text + h->span.start, best ? best->text : "?");
	}
	ty_term_hits_free(hits);
	return out.p;
}

static void finding(void)
{
	struct ty_desk *other = open_desk("m.tm", "en", TY_WRITE);
	struct ty_term_hits *held;

	is_str(find(desk, "New tariffs", NULL), "tariffs: 運賃表",
	       "a term with its translation");
	is_str(find(desk, "運賃表は", "ja"), "運賃表: tariff", "either way");
	is_str(find(desk, "tarif", "fr"), "", "of no other language");
	is_str(find(desk, "\xFF", NULL), "syntax", "in text only");
	ty_terms_find(&held, desk, "tariff", 6, NULL, &err);
	put_concept(other, "en-US=ceasefire ja=停戦 ja-=休戦", "");
	ty_desk_close(other);
	is_str(find(desk, "A cease-fire and tariffs", "en-GB"),
	       "cease-fire: 停戦, tariffs: 運賃表",
	       "what another process adds is found at once");
	is_str(held->items[0].term->text, "tariff",
	       "and an older answer stays whole");
	ty_term_hits_free(held);
}

/* ------------------------------------------------------------ checking -- */

static const char *check(struct ty_desk *d, const char *source,
			 const char *target)
{
	static struct ty_buf out = TY_BUF_INIT;
	struct ty_term_issues *issues;
	size_t i;

	ty_buf_clear(&out);
	if (ty_terms_check(&issues, d, source, target, &err) != TY_OK)
		return err.text;
	for (i = 0; i < issues->n; i++) {
		const struct ty_term_issue *s = &issues->items[i];

		ty_buf_addf(&out, "%s%s %s [%.*s][%.*s] use %s", i ? "; " : "",
			    s->kind == TY_TERM_MISSING ? "missing" :
			    "forbidden", s->term->text,
			    (int)(s->source.end - s->source.start),
			    source + s->source.start,
			    (int)(s->target.end - s->target.start),
			    target + s->target.start,
			    s->use ? s->use->text : "-");
	}
	ty_term_issues_free(issues);
	return out.p;
}

static void checking(void)
{
	struct ty_desk *back;

	put_concept(desk, "en=prime_minister ja=首相 ja?=総理大臣 ja-=宰相", "");
	put_concept(desk, "en=republic ja=共和国", "");
	put_concept(desk, "en=North_Korea ja=北朝鮮 ja-=共和国", "");
	put_concept(desk, "ja=取り組む ja-=取組む", "house style");
	put_concept(desk, "en=Diet ja=国会", "");
	put_concept(desk, "en=diet ja=食事", "");
	put_concept(desk, "en=flash", "");

	is_str(check(desk, "The prime minister met prime ministers.",
		     "首相らが会談した。"), "", "the preferred translation");
	is_str(check(desk, "The prime minister left.", "総理大臣は去った。"),
	       "", "an allowed one");
	is_str(check(desk, "The prime minister left for prime ministers.",
		     "同氏は去った。"),
	       "missing prime minister [prime minister][] use 首相",
	       "none is said once");
	is_str(check(desk, "The Prime Minister left.", "宰相は去った。"),
	       "forbidden 宰相 [Prime Minister][宰相] use 首相",
	       "a forbidden one, and what to use");
	is_str(check(desk, "The premier left.", "宰相は去った。"), "",
	       "which may stand for something else");
	is_str(check(desk, "A republic", "共和国"), "",
	       "a term forbidden for one concept is another's");
	is_str(check(desk, "North Korea", "共和国"),
	       "forbidden 共和国 [North Korea][共和国] use 北朝鮮",
	       "forbidden where that concept is meant");
	is_str(check(desk, "North Korea is a republic.",
		     "北朝鮮は共和国である。"), "", "but not where both are");
	is_str(check(desk, "They will tackle it.", "取組む。"),
	       "forbidden 取組む [][取組む] use 取り組む",
	       "a rule of style needs no source");
	is_str(check(desk, "Diet", "国会"), "", "a homograph");
	is_str(check(desk, "DIET", "食事"), "", "in capitals is either");
	is_str(check(desk, "A flash", "閃光"), "",
	       "a term without translations says nothing");
	is_str(check(desk, "", ""), "", "nor does an empty text");
	is_str(check(desk, "The prime minister", "前首相側"), "",
	       "parts of longer words will do");
	back = open_desk("m.tm", "ja", TY_READ);
	is_str(check(back, "首相は停戦を", "Premiers agreed on cease-fires"),
	       "missing 首相 [首相][] use prime minister", "and backwards");
	ty_desk_close(back);
}

/* ------------------------------------------------------------ verifying -- */

static void spoil(const char *sql, const char *name)
{
	sqlite3 *db;

	sqlite3_open(in_folder("copy.tm"), &db);
	ok(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, name);
	sqlite3_close(db);
}

static void damage(void)
{
	static const char *const ways[] = {
		"UPDATE term SET text = '閣僚' WHERE text = '首相'",
		"UPDATE concept SET note = 'x' WHERE id = 3",
		"DELETE FROM term WHERE text = '北朝鮮'",
		("DROP TRIGGER term_said_stays;"
		 " UPDATE term_said SET status = 2 WHERE text = 'republic'"),
		"UPDATE batch SET undone = 'now' WHERE kind = 'terms'",
	};
	struct ty_stats stats;
	struct ty_store *copy;
	size_t i;

	ok_st(ty_stats(&stats, desk, &err), &err, "the termbase is counted");
	is_int(stats.terms, 21, "by its terms");
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		unlink(in_folder("copy.tm"));
		ok_st(ty_backup(desk, in_folder("copy.tm"), &err), &err,
		      "a copy");
		spoil(ways[i], "is spoilt");
		copy = open_memory("copy.tm", TY_READ);
		ok(count_troubles(copy) > 0, ways[i]);
		ty_store_close(copy);
	}
	is_int(count_troubles(desk->store), 0, "the memory itself is well");
}

int main(void)
{
	make_folder();
	desk = open_desk("m.tm", "en", TY_CREATE);
	adding();
	changing();
	refused();
	finding();
	checking();
	damage();
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
