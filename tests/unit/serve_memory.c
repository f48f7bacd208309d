/* What the API does with the memory: terms, search, jobs, uploads; other tools'
 * protocols; messages in other languages; markup in every text; a restart. */

#include <libintl.h>

#include "serve_client.h"

#define API	"/api/v1"
#define SCRIPT	"<script>alert(1)</script>"
#define QUOTED	"%3Cscript%3Ealert(1)%3C%2Fscript%3E"

static const char memory_tsv[] =
	"The yen rose against the dollar in Tokyo on Friday.\t"
	"金曜日の東京市場で円はドルに対して上昇した。\n"
	"Officials said 3 people were injured.\t"
	"当局によると、3人がけがをした。\n";

static struct client c;
static char path[300];

static const char *in(const char *what, long long id)
{
	snprintf(path, sizeof(path), API "/%s/%lld", what, id);
	return path;
}

/* ---- the memory */

static void asking(void)
{
	is_int(ask(&c, "GET", API "/memory", NULL), 200, "the memory");
	is_int(number_at(&c, "units"), 2, "has two units");
	is_int(number_at(&c, "waiting"), 0, "nothing waits");
	is_int(ask(&c, "GET", API "/suggestions?q=Officials%20said%205%20"
		   "people%20were%20injured.&max=1", NULL), 200, "suggestions");
	is_str(text_at(&c, "matches.0.repaired"),
	       "当局によると、5人がけがをした。", "with values carried over");
	is_int(ask(&c, "GET", API "/suggestions", NULL), 400, "of nothing");
	is_str(text_at(&c, "error.message"), "'q' is missing", "are none");
	is_int(ask(&c, "GET", API "/suggestions?q=a&min=40", NULL), 400,
	       "a score that is too low");
	is_int(ask(&c, "GET", API "/search?q=yen&q=dollar&kind=imported,human",
		   NULL), 200, "search");
	is_int(number_at(&c, "total"), 1, "finds both words");
	is_int(number_at(&c, "hits.0.spans.0.0"), 4, "where they stand");
	is_int(ask(&c, "GET", API "/search?q=yen&kind=nobody", NULL), 400,
	       "a kind that is none");
	is_int(ask(&c, "GET", API "/search?q=yen&since=monday", NULL), 400,
	       "nor is that a date");
	is_int(ask(&c, "POST", API "/checks",
		   "{\"source\":\"3 <1>men</1> ran.\",\"target\":"
		   "\"男性4人が<1>走った。\"}"), 200, "checks of a pair");
	ok(strstr(c.body, "code-missing") != NULL, "see its codes");
	ok(strstr(c.body, "value-") != NULL, "and its values");
	is_int(ask(&c, "POST", API "/checks", "{\"source\":\"a\"}"), 400,
	       "half a pair");
}

static void terms(struct listener *page)
{
	long long id;
	json_t *concept;

	is_int(ask_json(&c, "POST", API "/terms",
			json_pack("{ss ss ss ss ss}", "source", "rate hike",
				  "target", "利上げ", "status", "preferred",
				  "domain", "economy", "note", SCRIPT)), 201,
	       "a term is added");
	ok(heard(page, "event: terms"), "pages are told");
	id = number_at(&c, "concept.concept");
	is_int(number_at(&c, "concept.revision"), 1, "it is new");
	concept = json_deep_copy(member(&c, "concept"));
	json_array_append_new(json_object_get(concept, "terms"),
			      json_pack("{ss ss ss}", "lang", "ja", "text",
					"金利上昇", "status", "forbidden"));
	is_int(ask_json(&c, "PUT", in("terms", id), json_incref(concept)), 200,
	       "a form that is not to be used");
	is_int(size_at(&c, "concept.terms"), 3, "comes to it");
	is_int(ask_json(&c, "PUT", in("terms", id), concept), 409,
	       "who did not see that is refused");
	is_int(number_at(&c, "current.revision"), 2, "and sees it now");
	is_int(ask(&c, "PUT", in("terms", id), "{\"revision\":2,\"terms\":[]}"),
	       400, "no terms, no concept");
	is_int(ask(&c, "PUT", in("terms", id),
		   "{\"revision\":2,\"terms\":[{\"lang\":7}]}"), 400,
	       "seven is no language");
	is_int(ask(&c, "PUT", in("terms", 99), "{\"revision\":1}"), 404,
	       "a concept that is not there");
	is_int(ask(&c, "GET", API "/terms?q=%E5%88%A9&status=preferred", NULL),
	       200, "looked for");
	is_int(size_at(&c, "terms"), 1, "it is found");
	is_int(ask(&c, "GET", API "/terms?status=loved", NULL), 400,
	       "a status that is none");
	snprintf(path, sizeof(path), API "/terms/%lld?revision=1", id);
	is_int(ask(&c, "DELETE", path, NULL), 409, "an old revision");
	snprintf(path, sizeof(path), API "/terms/%lld?revision=2", id);
	is_int(ask(&c, "DELETE", path, NULL), 200, "it goes");
	ask(&c, "GET", API "/terms", NULL);
	is_int(size_at(&c, "terms"), 0, "it is gone");
}

/* ---- jobs */

static void upload(const char *name, const char *bytes)
{
	snprintf(path, sizeof(path), API "/uploads?name=%s", name);
	ask_bytes(&c, "POST", path, "application/octet-stream", bytes,
		  strlen(bytes));
}

static long long batch;

static void importing(struct listener *page)
{
	char id[40];
	long long job;

	upload("..%2F..%2Fnew.tsv", "Stocks fell.\t株は下落した。\n");
	is_int(c.status, 201, "a file is sent");
	is_str(text_at(&c, "name"), "new.tsv", "it has a name of ours");
	is_str(text_at(&c, "file.format"), "tsv", "and is looked at");
	snprintf(id, sizeof(id), "%s", text_at(&c, "upload"));
	is_int(ask_json(&c, "POST", API "/jobs",
			json_pack("{ss s[s]}", "kind", "import", "uploads",
				  id)), 202, "it is to be imported");
	is_str(text_at(&c, "job.what"), "new.tsv", "it");
	job = number_at(&c, "job.id");
	is_str(wait_for_job(&c, job), "done", "it is");
	batch = number_at(&c, "job.result.batch");
	is_int(number_at(&c, "job.result.added"), 1, "one unit");
	is_str(text_at(&c, "job.result.source"), "new.tsv",
	       "from a file without a path");
	ok(heard(page, "event: job"), "pages are told");
	ok(heard(page, "event: memory"), "and of the memory");
	ask(&c, "GET", API "/suggestions?q=Stocks%20fell.", NULL);
	is_str(text_at(&c, "matches.0.origin.path"), "new.tsv",
	       "nor does the memory know where it lay");
	is_int(ask_json(&c, "POST", API "/jobs",
			json_pack("{ss s[s]}", "kind", "import", "uploads",
				  id)), 404, "a file is used once");
	upload("bad.tmx", "<tmx><body>");
	is_int(c.status, 201, "a bad file is sent");
	ok(json_is_null(member(&c, "file")), "that is none");
	is_str(text_at(&c, "error.file"), "bad.tmx", "and where it is bad");
	snprintf(id, sizeof(id), "%s", text_at(&c, "upload"));
	ask_json(&c, "POST", API "/jobs", json_pack("{ss s[s]}", "kind",
						    "import", "uploads", id));
	job = number_at(&c, "job.id");
	is_str(wait_for_job(&c, job), "failed", "it cannot be imported");
	is_str(text_at(&c, "job.error.file"), "bad.tmx", "as it says");
	is_str(text_at(&c, "job.error.code"), "syntax", "why");
}

static void aligning(void)
{
	char source[40], target[40];

	upload("a.en.txt", "The yen fell.\n\nStocks rose on Monday.\n");
	snprintf(source, sizeof(source), "%s", text_at(&c, "upload"));
	upload("a.ja.txt", "円は下落した。\n\n月曜日に株は上昇した。\n");
	snprintf(target, sizeof(target), "%s", text_at(&c, "upload"));
	is_int(ask_json(&c, "POST", API "/jobs",
			json_pack("{ss ss ss}", "kind", "align", "source",
				  source, "target", target)), 202,
	       "two stories are learnt");
	is_str(wait_for_job(&c, number_at(&c, "job.id")), "done", "they are");
	is_int(number_at(&c, "job.result.pairs"), 1, "as a pair");
	is_str(text_at(&c, "job.what"), "a.en.txt, a.ja.txt", "those");
}

static void caring(void)
{
	static const char *const kinds[] = { "verify", "reindex", "backup" };
	char file[400];
	size_t i;

	for (i = 0; i < 3; i++) {
		is_int(ask_json(&c, "POST", API "/jobs",
				json_pack("{ss}", "kind", kinds[i])), 202,
		       kinds[i]);
		is_str(wait_for_job(&c, number_at(&c, "job.id")), "done",
		       "is done");
	}
	snprintf(file, sizeof(file), "%s", text_at(&c, "job.result.file"));
	ok(access(file, R_OK) == 0, "the copy is there");
	strcat(file, "-work");
	ok(access(file, R_OK) == 0, "with what is in work");
	is_int(ask(&c, "GET", API "/jobs", NULL), 200, "all jobs");
	is_int(size_at(&c, "jobs"), 6, "are remembered");
	is_str(text_at(&c, "jobs.0.kind"), "backup", "the last is first");
	is_int(ask(&c, "DELETE", in("jobs", number_at(&c, "jobs.0.id")), NULL),
	       200, "one that is done cannot be cancelled");
	is_str(text_at(&c, "job.state"), "done", "it stays done");
	is_int(ask(&c, "GET", in("jobs", 99), NULL), 404, "no such job");
	is_int(ask(&c, "DELETE", in("jobs", 99), NULL), 404, "nor to cancel");
	is_int(ask(&c, "POST", API "/jobs", "{\"kind\":\"dance\"}"), 400,
	       "no such kind");
	is_int(ask(&c, "POST", API "/jobs", "{\"kind\":\"import\"}"), 400,
	       "an import of nothing");
	is_int(ask(&c, "POST", API "/jobs",
		   "{\"kind\":\"align\",\"source\":\"u98\",\"target\":\"u99\"}"),
	       404, "files that were never sent");
	is_int(ask(&c, "GET", API "/memory/log?limit=2", NULL), 200, "the log");
	is_int(size_at(&c, "batches"), 2, "has what came in");
	is_int(ask_json(&c, "POST", API "/memory/undo",
			json_pack("{sI}", "batch", (json_int_t)batch)), 200,
	       "a batch is taken back");
	is_int(number_at(&c, "removed"), 1, "with its unit");
	is_int(ask_json(&c, "POST", API "/memory/undo",
			json_pack("{sI}", "batch", (json_int_t)batch)), 400,
	       "once");
}

/* A job that goes on until it is told not to. */
static enum ty_status run_long(void *user, struct ty_desk *desk,
			       struct ty_buf *result, struct ty_error *err)
{
	int i;

	(void)user;
	(void)result;
	for (i = 0; i < 1000; i++) {
		ty_progress(&desk->monitor, "waiting", (uint64_t)i, 1000);
		if (ty_cancelled(&desk->monitor))
			return ty_fail_cancelled(err);
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
	return TY_OK;
}

static void cancelling(void)
{
	struct ty_job_options options = { .kind = "verify", .run = run_long };
	long long running, waiting;

	options.what = ty_strdup("m.tm");
	running = ty_server_job(c.server, &options);
	do
		ask(&c, "GET", in("jobs", running), NULL);
	while (!strcmp(text_at(&c, "job.state"), "queued"));
	ask(&c, "POST", API "/jobs", "{\"kind\":\"verify\"}");
	waiting = number_at(&c, "job.id");
	is_int(ask_json(&c, "POST", API "/terms",
			json_pack("{ss ss}", "source", "a", "target", "b")),
	       503, "a job has the memory");
	is_str(text_at(&c, "error.code"), "busy", "that is said");
	ask(&c, "GET", in("jobs", running), NULL);
	is_str(text_at(&c, "job.state"), "running", "it runs");
	is_str(text_at(&c, "job.step"), "waiting", "and says what it does");
	ask(&c, "DELETE", in("jobs", waiting), NULL);
	is_str(text_at(&c, "job.state"), "cancelled", "one that waits goes");
	ask(&c, "DELETE", in("jobs", running), NULL);
	is_str(wait_for_job(&c, running), "cancelled",
	       "one that runs ends");
}

/* ---- other tools */

static void protocols(void)
{
	is_int(ask(&c, "GET", "/tmserver/en/ja/unit/Officials%20said%203%20"
		   "people%20were%20injured%2Fhurt.?min_similarity=60"
		   "&max_candidates=1", NULL), 200, "as amaGama");
	is_int(json_array_size(c.json), 1, "one unit");
	is_str(text_at(&c, "0.target"), "当局によると、3人がけがをした。",
	       "it");
	is_int(ask(&c, "GET", "/tmserver/en/de/unit/Officials", NULL), 200,
	       "a language that is not ours");
	is_str(c.body, "[]", "has no units");
	is_int(ask(&c, "GET", "/tmserver/ja_JP/en/unit/%E5%BD%93%E5%B1%80%E3%81"
		   "%AB%E3%82%88%E3%82%8B%E3%81%A8%E3%80%813%E4%BA%BA%E3%81%8C"
		   "%E3%81%91%E3%81%8C%E3%82%92%E3%81%97%E3%81%9F%E3%80%82",
		   NULL), 200, "the other way");
	is_str(text_at(&c, "0.target"),
	       "Officials said 3 people were injured.", "too");
	is_int(ask(&c, "GET", "/get?q=Officials%20said%203%20people%20were%20"
		   "injured.&langpair=en%7Cja", NULL), 200, "as MyMemory");
	is_str(text_at(&c, "responseData.translatedText"),
	       "当局によると、3人がけがをした。", "the best");
	is_int(number_at(&c, "responseStatus"), 200, "all is well");
	is_str(text_at(&c, "matches.0.quality"), "100", "the same text");
	ask(&c, "GET", "/get?q=x&langpair=en%7Cde", NULL);
	is_int(number_at(&c, "responseStatus"), 403, "a pair that is none");
	ask(&c, "GET", "/get?langpair=en%7Cja", NULL);
	is_int(number_at(&c, "responseStatus"), 403, "a text that is none");
}

/* ---- languages */

static const struct {
	const char	*accept, *says, *tag;
} tongues[] = {
	{ NULL, "'q' is missing", "en" },
	{ "ja", "「q」がありません", "ja" },
	{ "en-GB,en;q=0.9,ja;q=0.8", "'q' is missing", "en" },
	{ "de;q=1, ja-JP;q=0.5, en;q=0.1", "「q」がありません", "ja" },
	{ "ja;q=0, fr", "'q' is missing", "en" },
	{ ";;;,,=,;q=", "'q' is missing", "en" },
};

static void languages(void)
{
	const char *japanese = dgettext("taiyaku", "'%s' is missing");
	size_t i;

	/* In the process's language, which is none: untranslated. */
	is_str(japanese, "'%s' is missing", "the process speaks English");
	for (i = 0; i < sizeof(tongues) / sizeof(tongues[0]); i++) {
		c.language = tongues[i].accept;
		ask(&c, "GET", API "/session", NULL);
		is_str(text_at(&c, "language"), tongues[i].tag,
		       tongues[i].accept ? tongues[i].accept : "no wish");
	}
	c.language = "ja";
	ask(&c, "GET", API "/search?q=yen&since=x", NULL);
	ok(strstr(c.body, "日付") != NULL, "errors are in that language");
	c.language = NULL;
	ask(&c, "GET", API "/search?q=yen&since=x", NULL);
	ok(strstr(c.body, "日付") == NULL, "and the next in its own");
}

/* ---- markup */

/* Is what was said shown as JSON text only?  ask() looks at the headers. */
static void harmless(int status, const char *name)
{
	tap_ok(c.status == status && c.json &&
	       has_header(&c, "Content-Type: application/json"), name,
	       __FILE__, __LINE__);
}

static void markup(void)
{
	static const char *const reflected[] = {
		API "/suggestions?q=" QUOTED, API "/search?q=" QUOTED,
		API "/search?q=a&story=" QUOTED "&user=" QUOTED,
		API "/terms?q=" QUOTED, API "/terms?domain=" QUOTED,
		"/tmserver/en/ja/unit/" QUOTED,
		"/get?q=" QUOTED "&langpair=en%7Cja",
	};
	static const char *const refused[] = {
		API "/search?q=a&kind=" QUOTED, API "/terms?status=" QUOTED,
		API "/search?q=a&lang=" QUOTED, API "/stories/" QUOTED,
		API "/search?q=a&since=" QUOTED, API "/" QUOTED,
	};
	long long story, segment;
	int revision;
	size_t i;

	c.page = SCRIPT;
	for (i = 0; i < sizeof(reflected) / sizeof(reflected[0]); i++) {
		ask(&c, "GET", reflected[i], NULL);
		harmless(200, reflected[i]);
	}
	for (i = 0; i + 1 < sizeof(refused) / sizeof(refused[0]); i++) {
		ask(&c, "GET", refused[i], NULL);
		harmless(c.status == 404 ? 404 : 400, refused[i]);
	}
	ask_json(&c, "POST", API "/stories",
		 json_pack("{ss ss}", "name", SCRIPT ".txt", "text",
			   SCRIPT " Headline\n\nThe man " SCRIPT " ran.\n"));
	harmless(201, "a story");
	story = number_at(&c, "story.id");
	snprintf(path, sizeof(path), API "/stories/%lld/segments", story);
	ask(&c, "GET", path, NULL);
	harmless(200, "its segments");
	segment = number_at(&c, "segments.1.id");
	snprintf(path, sizeof(path), API "/segments/%lld/confirm", segment);
	ask_json(&c, "POST", path,
		 json_pack("{si ss ss}", "revision",
			   (int)number_at(&c, "segments.1.revision"), "target",
			   SCRIPT "\"><img src=x onerror=alert(1)>",
			   "key", SCRIPT));
	harmless(200, "a translation");
	revision = (int)number_at(&c, "segment.revision");
	c.page = "\xFF\xFE";
	snprintf(path, sizeof(path), API "/segments/%lld/draft", segment);
	ask(&c, "PUT", path, "{\"revision\":0,\"target\":\"\xFF\"}");
	harmless(400, "bytes that are no text");
	ask(&c, "PUT", path, "{\"revision\":0,\"target\":\"a\\u0000b\"}");
	harmless(400, "nor is that");
	snprintf(path, sizeof(path), API "/segments/%lld/reopen", segment);
	ask_json(&c, "POST", path, json_pack("{si}", "revision", revision));
	harmless(400, "a page whose name is no text");
	c.page = SCRIPT;
	upload(QUOTED ".txt", SCRIPT);
	harmless(201, "a file's name");
	c.page = NULL;
	snprintf(path, sizeof(path),
		 API "/stories/%lld/export?format=html&page=1", story);
	ask(&c, "GET", path, NULL);
	is_int(c.status, 200, "a page to look at");
	ok(has_header(&c, "sandbox"), "can do nothing");
	ok(!strstr(c.body, "<script>") && !strstr(c.body, "<img src=x"),
	   "and has no markup of the story's");
	snprintf(path, sizeof(path),
		 API "/stories/%lld/export?format=page&page=1", story);
	ask(&c, "GET", path, NULL);
	ok(!strstr(c.body, "<script>") && !strstr(c.body, "<img src=x"),
	   "nor has the translation's");
	snprintf(path, sizeof(path), API "/stories/%lld/export?format=tsv",
		 story);
	ask(&c, "GET", path, NULL);
	ok(has_header(&c, "Content-Disposition: attachment"),
	   "everything else is saved");
	ok(!strstr(c.raw.p, "filename=\"<"), "under a name that is none");
}

/* ---- a restart */

static void restarting(void)
{
	struct ty_desk_options options = { .memory = c.memory,
					   .mode = TY_WRITE };
	struct ty_desk *desk = NULL;
	struct ty_store *store = NULL;
	long long segment;
	int i;

	ask_json(&c, "POST", API "/stories",
		 json_pack("{ss ss}", "name", "b.txt", "text",
			   "Shares\n\nShares of the maker doubled.\n"));
	snprintf(path, sizeof(path), API "/stories/%lld/segments",
		 number_at(&c, "story.id"));
	ask(&c, "GET", path, NULL);
	segment = number_at(&c, "segments.1.id");
	/* Somebody else writes the memory: lessons have to wait. */
	ok(ty_desk_open(&desk, &options, NULL) == TY_OK &&
	   ty_desk_store(&store, desk, NULL) == TY_OK &&
	   ty_store_begin(store, "import", "x", "eve", NULL) == TY_OK,
	   "another process holds the memory");
	snprintf(path, sizeof(path), API "/segments/%lld/confirm", segment);
	ask_json(&c, "POST", path,
		 json_pack("{si ss}", "revision",
			   (int)number_at(&c, "segments.1.revision"), "target",
			   "同社の株価は2倍になった。"));
	is_int(c.status, 200, "a confirm does not wait for it");
	is_int(number_at(&c, "waiting"), 1, "its lesson does");
	ty_store_abort(store);
	ty_desk_close(desk);
	stop_server(&c);
	if (!start_server(&c))
		return;
	for (i = 0; i < 500; i++) {
		ask(&c, "GET", API "/memory", NULL);
		if (!number_at(&c, "waiting"))
			break;
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
	is_int(number_at(&c, "waiting"), 0, "taught after the restart");
	ask(&c, "GET", API "/suggestions?q=Shares%20of%20the%20maker%20doubled.",
	    NULL);
	is_str(text_at(&c, "matches.0.target"), "同社の株価は2倍になった。",
	       "at the latest");
	is_int(size_at(&c, "matches"), 1, "and once");
}

int main(void)
{
	struct listener page;
	size_t i;

	bindtextdomain("taiyaku", "build/locale");
	ok(make_memory(&c, "serve-memory", memory_tsv), "a memory");
	if (!start_server(&c))
		return 1;
	listen_to(&page, &c);
	asking();
	terms(&page);
	importing(&page);
	aligning();
	caring();
	cancelling();
	protocols();
	languages();
	markup();
	stop_listening(&page);
	restarting();
	covers(&c, ty_routes_memory, "the memory");
	covers(&c, ty_routes_term, "terms");
	covers(&c, ty_routes_job, "jobs");
	covers(&c, ty_routes_protocol, "protocols");
	for (i = 0; ty_routes[i]; i++)
		all_described(&c, ty_routes[i]);
	end_client(&c);
	return tap_done();
}
