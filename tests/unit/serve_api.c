/* A translator's way through the API: a story in, segment by segment, and out
 * again; what is refused, and what nobody may overwrite. */

#include "serve_client.h"

#define API	"/api/v1"

static const char memory_tsv[] =
	"The yen rose against the dollar in Tokyo on Friday.\t"
	"金曜日の東京市場で円はドルに対して上昇した。\n"
	"About 1,900 passengers were aboard six trains.\t"
	"列車6本に約1900人が乗っていた。\n"
	"Officials said nobody was injured.\t当局によると、けが人はいなかった。\n";

static const char story[] =
	"Six trains halted by quake\n\n"
	"SENDAI, Nov. 5 (Minato) — About 2,100 passengers were aboard six "
	"trains. Officials said nobody was injured.\n\n"
	"The lines were closed for an hour. Officials said nobody was "
	"injured.\n\n"
	"About 2,400 passengers were aboard six trains.\n";

static struct client c;
static char path[200];

/* "/api/v1/segments/ID/WHAT" of the segment with that number. */
static long long ids[20], story_id;

static const char *at(int number, const char *what)
{
	snprintf(path, sizeof(path), API "/segments/%lld%s", ids[number], what);
	return path;
}

static const char *of_story(const char *what)
{
	snprintf(path, sizeof(path), API "/stories/%lld%s", story_id, what);
	return path;
}

static void remember_segments(void)
{
	size_t i;
	char name[40];

	for (i = 0; i < size_at(&c, "segments") && i < 19; i++) {
		snprintf(name, sizeof(name), "segments.%zu.id", i);
		ids[i + 1] = number_at(&c, name);
	}
}

static void taking_in(void)
{
	is_int(ask(&c, "GET", API "/stories", NULL), 200, "no stories");
	is_int(size_at(&c, "stories"), 0, "at first");
	is_int(ask_json(&c, "POST", API "/stories",
			json_pack("{ss ss}", "name", "../../etc/quake.txt",
				  "text", story)), 201, "a story is pasted");
	story_id = number_at(&c, "story.id");
	is_str(text_at(&c, "story.name"), "quake.txt",
	       "its name is the last part of what was said");
	is_str(text_at(&c, "story.headline"), "Six trains halted by quake",
	       "its headline is known");
	is_int(ask(&c, "POST", API "/stories", "{\"name\":\"x.txt\"}"), 400,
	       "without a text there is no story");
	is_str(text_at(&c, "error.message"), "'text' is to be a text",
	       "which is said");
	is_int(ask(&c, "POST", API "/stories",
		   "{\"name\":\"x\",\"text\":\"a\",\"min\":12}"), 400,
	       "a score that no match has");
	is_int(ask(&c, "POST", API "/stories",
		   "{\"name\":\"x\",\"text\":\"a\",\"language\":\"de\"}"), 400,
	       "a language that is not ours");
	is_int(ask_json(&c, "POST", API "/stories",
			json_pack("{ss ss}", "name", "ja.txt", "text",
				  "円上昇\n\n金曜日の東京市場で円はドルに対して"
				  "上昇した。\n")), 201, "one in Japanese");
	is_str(text_at(&c, "story.source"), "ja", "is known as such");
	is_str(text_at(&c, "story.target"), "en", "to be put into English");
	snprintf(path, sizeof(path), API "/stories/%lld/segments",
		 number_at(&c, "story.id"));
	ask(&c, "GET", path, NULL);
	is_str(text_at(&c, "segments.1.target"),
	       "The yen rose against the dollar in Tokyo on Friday.",
	       "by the same memory");
	is_int(ask_json(&c, "POST", API "/stories",
			json_pack("{ss ss}", "name", "de.xlf", "text",
				  "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:"
				  "tc:xliff:document:1.2\"><file original=\"a\" "
				  "datatype=\"plaintext\" source-language=\"en\" "
				  "target-language=\"de\"><body><trans-unit id="
				  "\"1\"><source>Yes</source></trans-unit></body>"
				  "</file></xliff>")), 400,
	       "one for another language is not ours");
	is_int(ask(&c, "GET", of_story("/segments"), NULL), 200, "segments");
	is_int(number_at(&c, "total"), size_at(&c, "segments"), "all of them");
	remember_segments();
	is_str(text_at(&c, "segments.0.kind"), "headline", "the first");
	is_str(text_at(&c, "segments.5.state"), "draft",
	       "a match is filled in");
	is_str(text_at(&c, "segments.5.target"),
	       "列車6本に約2400人が乗っていた。", "with the new number");
	is_int(number_at(&c, "segments.4.same"), ids[3],
	       "a repetition knows its first");
	ask(&c, "GET", of_story("/segments?from=2&limit=1"), NULL);
	is_int(size_at(&c, "segments"), 1, "one of them");
	is_int(number_at(&c, "segments.0.number"), 2, "the second");
	is_int(ask(&c, "GET", of_story("/segments?from=x"), NULL), 400,
	       "no number");
	is_int(ask(&c, "GET", API "/stories/99", NULL), 404, "no such story");
	is_int(ask(&c, "GET", API "/stories/x", NULL), 404, "nor that");
}

/* Places are characters of the source as it stands. */
static void places(void)
{
	is_int(ask_json(&c, "POST", API "/terms",
			json_pack("{ss ss}", "source", "passenger", "target",
				  "乗客")), 201, "a term");
	ask(&c, "GET", at(2, ""), NULL);
	ok(strstr(text_at(&c, "segment.source"), "— About 2,100 passengers") !=
	   NULL, "the source");
	is_int(number_at(&c, "segment.values.0.0"), 8,
	       "a value begins there: Nov. 5");
	is_int(number_at(&c, "segment.values.1.0"), 32, "2,100");
	is_int(number_at(&c, "segment.values.1.1"), 37, "and its end");
	is_int(number_at(&c, "segment.terms.0.span.0"), 38, "passengers");
	is_int(number_at(&c, "segment.terms.0.span.1"), 48, "in any form");
}

static void drafting(void)
{
	long long revision;

	ask(&c, "GET", at(5, ""), NULL);
	revision = number_at(&c, "segment.revision");
	is_int(ask_json(&c, "PUT", at(4, "/draft"),
			json_pack("{si ss ss}", "revision", 0, "target", "x",
				  "key", "k0")), 409,
	       "a revision that is over");
	is_str(text_at(&c, "error.code"), "conflict", "is a conflict");
	is_str(text_at(&c, "yours"), "x", "with our text");
	ask(&c, "GET", at(4, ""), NULL);
	revision = number_at(&c, "segment.revision");
	is_int(ask_json(&c, "PUT", at(4, "/draft"),
			json_pack("{sI ss ss}", "revision", (json_int_t)revision,
				  "target", "路線は1時間", "key", "k1")), 200,
	       "typing is kept");
	is_str(text_at(&c, "segment.from"), "typed", "as typed");
	is_int(ask_json(&c, "PUT", at(4, "/draft"),
			json_pack("{sI ss ss}", "revision", (json_int_t)revision,
				  "target", "路線は1時間", "key", "k1")), 200,
	       "the same again happens once");
	is_int(number_at(&c, "segment.revision"), revision + 1,
	       "and answers the same");
	is_int(ask_json(&c, "PUT", at(4, "/draft"),
			json_pack("{sI ss ss}", "revision", (json_int_t)revision,
				  "target", "別の人の訳", "key", "k2")), 409,
	       "another write to the old revision");
	is_str(text_at(&c, "current.target"), "路線は1時間", "shows theirs");
	is_str(text_at(&c, "yours"), "別の人の訳", "and ours");
	ask(&c, "GET", at(4, "/history"), NULL);
	is_str(text_at(&c, "history.0.what"), "lost", "which is not lost");
	is_str(text_at(&c, "history.0.target"), "別の人の訳", "but kept");
	is_int(ask(&c, "PUT", at(4, "/draft"), "{\"target\":\"x\"}"), 400,
	       "without a revision nothing is written");
	is_int(ask(&c, "PUT", at(4, "/draft"),
		   "{\"revision\":1,\"target\":\"x\",\"from\":\"heaven\"}"),
	       400, "from nowhere");
	is_int(ask(&c, "PUT", at(4, "/draft"), "{\"revision\":1,"), 400,
	       "half a body");
}

static int revision_of(int number)
{
	ask(&c, "GET", at(number, ""), NULL);
	return (int)number_at(&c, "segment.revision");
}

/* The memory is taught by another thread: an event heard before may have been
 * of an earlier lesson. */
static bool suggested(const char *text, const char *target)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
	char asked[300];
	int tries;

	snprintf(asked, sizeof(asked), API "/suggestions?q=%s", text);
	for (tries = 0; tries < 1000; tries++) {
		if (ask(&c, "GET", asked, NULL) == 200 &&
		    strstr(c.body, target))
			return true;
		nanosleep(&pause, NULL);
	}
	return false;
}

static void confirming(struct listener *page)
{
	int revision = revision_of(3);
	json_t *body = json_pack("{si ss ss}", "revision", revision, "target",
				 "当局は、けが人はいなかったと述べた。", "key",
				 "c1");

	is_int(ask_json(&c, "POST", at(3, "/confirm"), json_incref(body)), 200,
	       "a segment is confirmed");
	is_str(text_at(&c, "segment.state"), "confirmed", "it is");
	is_int(size_at(&c, "filled"), 1, "its repetition is filled in");
	is_int(number_at(&c, "filled.0.id"), ids[5], "that one");
	is_str(text_at(&c, "filled.0.from"), "repetition", "as one");
	ok(number_at(&c, "step") > 0, "which can be taken back");
	ok(heard(page, "event: segments"), "pages are told");
	ok(heard(page, "\"client\":\"page-1\""), "by whom");
	ok(heard(page, "event: memory\ndata: {\"waiting\":0}"),
	   "the memory has learnt");
	is_int(ask_json(&c, "POST", at(3, "/confirm"), body), 200,
	       "a double click");
	is_int(number_at(&c, "segment.revision"), revision + 1, "is one");
	ok(suggested("Officials%20said%20nobody%20was%20injured.",
		     "当局は、けが人はいなかったと述べた。"),
	   "and it is suggested");
	ask(&c, "POST", at(3, "/confirm"),
	    "{\"revision\":0,\"target\":\"y\",\"key\":\"c2\"}");
	is_int(c.status, 409, "nobody overwrites it");
	is_int(ask_json(&c, "POST", at(1, "/confirm"),
			json_pack("{si ss}", "revision", revision_of(1),
				  "target", "")), 400, "nothing is no target");
	is_int(ask_json(&c, "POST", at(1, "/confirm"),
			json_pack("{si ss}", "revision", revision_of(1),
				  "target", " \u3000")), 400,
	       "nor is white space");
}

static void undoing(void)
{
	long long step;

	ask_json(&c, "POST", at(3, "/confirm"),
		 json_pack("{si ss sb}", "revision", revision_of(3), "target",
			   "当局によると、負傷者はない。", "repeat", 1));
	step = number_at(&c, "step");
	is_int(size_at(&c, "filled"), 1, "it is filled in anew");
	is_int(ask_json(&c, "POST", API "/stories/999/undo",
			json_pack("{sI}", "step", (json_int_t)step)), 404,
	       "that is no step of another story");
	ask_json(&c, "POST", of_story("/undo"),
		 json_pack("{sI}", "step", (json_int_t)step));
	is_int(c.status, 200, "a step is taken back");
	is_int(number_at(&c, "segments.0.id"), ids[5], "that of the repetition");
	is_int(ask(&c, "POST", of_story("/undo"), "{\"step\":0}"), 400,
	       "no step");
}

static void state_changes(void)
{
	is_int(ask_json(&c, "POST", at(3, "/reopen"),
			json_pack("{si}", "revision", revision_of(3))), 200,
	       "it is opened again");
	is_str(text_at(&c, "segment.state"), "draft", "as a draft");
	is_int(ask_json(&c, "POST", at(3, "/lock"),
			json_pack("{si sb}", "revision", revision_of(3),
				  "locked", 1)), 200, "locked");
	ok(json_is_true(member(&c, "segment.locked")), "it is");
	is_int(ask_json(&c, "PUT", at(3, "/draft"),
			json_pack("{si ss}", "revision", revision_of(3),
				  "target", "x")), 400, "and not to be changed");
	ask_json(&c, "POST", at(3, "/lock"),
		 json_pack("{si sb}", "revision", revision_of(3), "locked", 0));
	is_int(c.status, 200, "unlocked");
	is_int(ask(&c, "POST", at(3, "/lock"),
		   "{\"revision\":1,\"locked\":\"yes\"}"), 400, "yes is no flag");
}

static void layout(struct listener *page)
{
	size_t n;

	ask(&c, "GET", of_story("/segments"), NULL);
	n = size_at(&c, "segments");
	/* Characters, not bytes: the dash before is three of these. */
	is_int(ask_json(&c, "POST", at(2, "/split"),
			json_pack("{si si si}", "revision", revision_of(2),
				  "source_at", 26, "target_at", 0)), 200,
	       "split");
	is_int(size_at(&c, "segments"), n + 1, "there is one more");
	ok(!strncmp(text_at(&c, "segments.2.source"), "About", 5),
	   "that begins where it was said");
	ok(heard(page, "event: layout"), "pages are told");
	remember_segments();
	is_int(ask_json(&c, "POST", at(2, "/join"),
			json_pack("{si si}", "revision", revision_of(2),
				  "next", 0)), 409, "an old revision of the other");
	is_int(number_at(&c, "current.id"), ids[3], "that is shown");
	is_int(ask_json(&c, "POST", at(2, "/join"),
			json_pack("{si si}", "revision", revision_of(2),
				  "next", revision_of(3))), 200, "joined again");
	is_int(size_at(&c, "segments"), n, "as before");
	remember_segments();
	is_int(ask_json(&c, "POST", at(2, "/split"),
			json_pack("{si si si}", "revision", revision_of(2),
				  "source_at", 9999, "target_at", 0)), 400,
	       "behind its end there is nothing to split");
	is_int(ask_json(&c, "POST", at(2, "/split"),
			json_pack("{si si si}", "revision", 0,
				  "source_at", 9999, "target_at", 0)), 409,
	       "of an old revision, nothing either");
}

static void looking(void)
{
	is_int(ask(&c, "GET", at(2, "/suggestions?min=50&max=2"), NULL), 200,
	       "suggestions of a segment");
	ok(size_at(&c, "matches") >= 1, "there are");
	is_int(ask(&c, "GET", at(2, "/suggestions?max=0"), NULL), 400,
	       "none is no number of them");
	ask_json(&c, "PUT", at(2, "/draft"),
		 json_pack("{si ss}", "revision", revision_of(2), "target",
			   "列車6本に約1200人が乗っていた。。"));
	is_int(ask(&c, "GET", at(2, "/checks"), NULL), 200, "its checks");
	ok(size_at(&c, "issues") > 0, "find the wrong number");
	is_int(ask(&c, "GET", of_story("/checks"), NULL), 200,
	       "those of the story");
	ok(size_at(&c, "segments") > 0, "find it, too");
	is_int(ask(&c, "GET", at(2, "/history"), NULL), 200, "the history");
	ok(size_at(&c, "history.0.changes") > 0, "shows what changed");
}

static void story_changes(void)
{
	ask(&c, "GET", of_story(""), NULL);
	is_int(ask_json(&c, "PATCH", of_story(""),
			json_pack("{sI ss ss}", "revision",
				  (json_int_t)number_at(&c, "story.revision"),
				  "embargo", "not before Monday",
				  "embargo_until", "2099-01-01T00:00:00Z")),
	       200, "an embargo");
	is_int(ask(&c, "PATCH", of_story(""), "{\"revision\":0,\"name\":\"b\"}"),
	       409, "an old revision");
	is_str(text_at(&c, "current.name"), "quake.txt", "shows the story");
	is_int(ask(&c, "GET", of_story("/export?format=text"), NULL), 409,
	       "it stays in");
	is_str(text_at(&c, "error.code"), "embargoed", "because of it");
	is_int(ask(&c, "GET", of_story("/export?format=text&anyway=1"), NULL),
	       200, "unless it is to go");
	ok(has_header(&c, "Content-Disposition: attachment"), "as a file");
	ok(has_header(&c, "quake.ja.txt"), "with a name");
	ask(&c, "GET", of_story(""), NULL);
	ask_json(&c, "PATCH", of_story(""),
		 json_pack("{sI ss}", "revision",
			   (json_int_t)number_at(&c, "story.revision"),
			   "embargo_until", "2020-01-01T00:00:00Z"));
	is_int(ask(&c, "GET", of_story("/export?format=xliff"), NULL), 200,
	       "an embargo that is over");
	ask(&c, "GET", of_story(""), NULL);
	ask_json(&c, "PATCH", of_story(""),
		 json_pack("{sI ss}", "revision",
			   (json_int_t)number_at(&c, "story.revision"),
			   "status", "killed"));
	is_int(ask(&c, "GET", of_story("/export?format=text"), NULL), 409,
	       "a story that was killed");
	is_str(text_at(&c, "error.code"), "killed", "says so");
	is_int(ask(&c, "PATCH", of_story(""),
		   "{\"revision\":99,\"status\":\"lost\"}"), 409,
	       "a status that is none");
	is_int(ask(&c, "GET", of_story("/export?format=dvi&anyway=1"), NULL),
	       400, "a format that is none");
}

static void removing(struct listener *page)
{
	is_int(ask(&c, "DELETE", of_story("?revision=0"), NULL), 409,
	       "an old revision");
	is_int(ask(&c, "DELETE", of_story(""), NULL), 400, "none at all");
	ask(&c, "GET", of_story(""), NULL);
	snprintf(path, sizeof(path), API "/stories/%lld?revision=%lld",
		 story_id, number_at(&c, "story.revision"));
	is_int(ask(&c, "DELETE", path, NULL), 200, "it goes");
	ok(heard(page, "event: gone"), "pages are told");
	is_int(ask(&c, "GET", of_story(""), NULL), 404, "it is gone");
	is_int(ask(&c, "GET", at(1, ""), NULL), 404, "with its segments");
}

/* What is wrong with the checks' settings is no reason to say that a text on
 * disk is not there. */
static void bad_settings(struct listener *page)
{
	char file[340];
	FILE *f;

	snprintf(file, sizeof(file), "%s/.taiyaku-check", c.dir);
	f = fopen(file, "w");
	ok(f && fputs("numbers = perhaps\n", f) > 0 && fclose(f) == 0,
	   "settings that are none");
	is_int(ask(&c, "GET", at(6, "/checks"), NULL), 422, "checks say so");
	is_int(ask_json(&c, "POST", at(6, "/confirm"),
			json_pack("{si ss}", "revision", revision_of(6),
				  "target", "列車6本に約2400人が乗っていた。")),
	       200, "it is confirmed");
	is_int(size_at(&c, "issues"), 0, "with no issues");
	ok(remove(file) == 0, "the settings go");
	ok(heard(page, "event: memory\ndata: {\"waiting\":0}"),
	   "the memory has learnt it");
}

int main(void)
{
	struct listener page;

	ok(make_memory(&c, "serve-api", memory_tsv), "a memory");
	if (!start_server(&c))
		return 1;
	listen_to(&page, &c);
	ok(heard(&page, "event: hello"), "a page listens");
	taking_in();
	places();
	bad_settings(&page);
	drafting();
	confirming(&page);
	undoing();
	state_changes();
	layout(&page);
	looking();
	story_changes();
	removing(&page);
	stop_listening(&page);
	covers(&c, ty_routes_story, "stories");
	covers(&c, ty_routes_segment, "segments");
	end_client(&c);
	return tap_done();
}
