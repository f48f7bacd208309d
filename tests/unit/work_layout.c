/* Segments split and joined: texts, numbers, repetitions, history, export. */

#include "work_help.h"

static struct ty_desk *desk;

static void free_all(struct ty_work_segments *s)
{
	ty_work_segments_free(s);
}

/* Byte after which `part` ends in `text`. */
static size_t after(const char *text, const char *part)
{
	const char *p = strstr(text, part);

	return p ? (size_t)(p - text) + strlen(part) : strlen(text) + 1;
}

static enum ty_status split(struct ty_work *work, int64_t id, int64_t number,
			    const char *source, const char *target)
{
	const struct ty_work_segment *s = at(work, id, number);
	struct ty_work_segments *out;
	enum ty_status st;

	st = ty_work_split(&out, work, s->id, s->revision,
			   after(s->source, source), after(s->target, target),
			   &err);
	free_all(out);
	return st;
}

static enum ty_status join(struct ty_work *work, int64_t id, int64_t number,
			   int by)
{
	const struct ty_work_segment *s = at(work, id, number);
	struct ty_work_segments *all_of_it = all(work, id), *out;
	int next = (size_t)number < all_of_it->n ?
		   all_of_it->items[number].revision : 1;
	enum ty_status st;

	st = ty_work_join(&out, work, s->id, s->revision, next + by, &err);
	free_all(out);
	free_all(all_of_it);
	return st;
}

/* Numbers run from 1, same and repeats are what comparing says. */
static bool sound(struct ty_work *work, int64_t id)
{
	struct ty_work_segments *g = all(work, id);
	bool good = true;
	size_t i, k, n;

	for (i = 0; i < g->n; i++) {
		const struct ty_work_segment *s = &g->items[i], *first = NULL;

		for (k = n = 0; k < g->n; k++)
			if (!strcmp(g->items[k].source, s->source)) {
				first = first ? first : &g->items[k];
				n++;
			}
		good = good && s->number == (int64_t)i + 1 &&
		       s->same == first->id && s->repeats == n;
	}
	free_all(g);
	return good;
}

static const char english[] =
	"The ferry left; it came back. It came back.\n"
	"\n"
	"It came back. Nobody   knows why.\n";

static void a_split(struct ty_work *work, int64_t id)
{
	struct ty_work_segments *g;
	int64_t first = at(work, id, 1)->id;

	confirm(work, id, 1, "船は出て、　戻った。");
	ok(split(work, id, 1, "left; it came", "nothing") == TY_EINVAL,
	   err.text);
	ok(split(work, id, 1, "back.", "") == TY_EINVAL, "nor at the end");
	ok(ty_work_split(&g, work, first, at(work, id, 1)->revision, 15, 1,
			 &err) == TY_EINVAL && !g, "nor in a character");
	ok(ty_work_split(&g, work, first, 1, 15, 0, &err) == TY_EINVAL,
	   "nor in what was seen long ago");
	ok_st(split(work, id, 1, "The ferry left;", "船は出て、"), &err, "split");
	g = all(work, id);
	is_int(g->n, 5, "one more");
	is_str(g->items[0].source, "The ferry left;", "the first half");
	is_str(g->items[0].target, "船は出て、", "its translation");
	is_str(g->items[1].source, "it came back.", "the second");
	is_str(g->items[1].target, "戻った。", "its own");
	ok(g->items[0].state == TY_WORK_DRAFT &&
	   g->items[1].state == TY_WORK_DRAFT, "both to be looked at");
	is_int(g->items[0].words + g->items[1].words, 6, "words are counted");
	is_int(g->items[1].paragraph, g->items[0].paragraph, "one paragraph");
	free_all(g);
	ok(sound(work, id), "numbers and repetitions are right");
}

static void a_join(struct ty_work *work, int64_t id)
{
	struct ty_work_history *h;
	int64_t second = at(work, id, 2)->id;

	type(work, id, 2, "戻ってきた。");
	ok(join(work, id, 1, 1) == TY_EINVAL, err.text);
	ok_st(join(work, id, 1, 0), &err, "joined");
	is_str(at(work, id, 1)->source, "The ferry left; it came back.",
	       "the source is as it was");
	is_str(at(work, id, 1)->target, "船は出て、　戻ってきた。",
	       "with the space that stood there");
	ok(sound(work, id), "numbers and repetitions are right");
	ok_st(ty_work_history(&h, work, at(work, id, 1)->id, &err), &err,
	      "history");
	is_int(h->n, 5, "of both");
	is_str(h->items[0].what, "joined", "joined");
	ok(h->items[1].segment == second &&
	   !strcmp(h->items[1].what, "typed"), "what was typed in the other");
	is_str(h->items[4].what, "confirmed", "as far as it goes");
	ty_work_history_free(h);
}

static void over_sentences(struct ty_work *work, int64_t id)
{
	ok_st(join(work, id, 1, 0), &err, "two sentences joined");
	is_str(at(work, id, 1)->source,
	       "The ferry left; it came back. It came back.",
	       "with a space between them");
	ok(join(work, id, 1, 0) == TY_EINVAL, err.text);
	is_int(at(work, id, 2)->repeats, 1, "one repetition less");
	ok_st(split(work, id, 1, "it came back.", "戻ってきた。"), &err,
	      "split again");
	is_int(at(work, id, 3)->repeats, 2, "one more");
	ok(sound(work, id), "all is right");
	ok_st(join(work, id, 3, 0), &err, "the next paragraph's");
	is_str(at(work, id, 3)->source, "It came back. Nobody knows why.",
	       "too");
	ok(join(work, id, 3, 0) == TY_EINVAL, "there is none after");
}

static void written(struct ty_work *work, int64_t id)
{
	struct ty_buf out = TY_BUF_INIT;

	confirm(work, id, 1, "船は出て、戻ってきた。");
	confirm(work, id, 2, "戻ってきた。");
	confirm(work, id, 3, "戻ってきたが、なぜかは誰も知らない。");
	ok_st(ty_work_export(&out, work, desk, id, "text", &err), &err,
	      "written");
	is_str(out.p, "船は出て、戻ってきた。戻ってきた。\n\n"
	       "戻ってきたが、なぜかは誰も知らない。\n", "as it is joined");
	ty_buf_release(&out);
}

static void japanese(struct ty_work *work)
{
	struct ty_desk *back;
	const struct ty_desk_options options = {
		.memory = memory, .mode = TY_READ, .data = "tm",
		.source = "ja", .target = "en",
	};
	int64_t id;

	if (ty_desk_open(&back, &options, &err) != TY_OK)
		bail("desk");
	id = add(work, back, "船.txt", "船が出た。戻った。\n", 0);
	confirm(work, id, 1, "A ship left.");
	confirm(work, id, 2, "It returned.");
	ok_st(join(work, id, 1, 0), &err, "Japanese joined");
	is_str(at(work, id, 1)->source, "船が出た。戻った。", "without a space");
	is_str(at(work, id, 1)->target, "A ship left. It returned.",
	       "its English with one");
	is_int(at(work, id, 1)->characters, 7, "characters are counted");
	ok_st(split(work, id, 1, "船が出た。", "A ship left."), &err, "split");
	is_str(at(work, id, 2)->target, "It returned.", "trimmed");
	ty_desk_close(back);
}

static void locked(struct ty_work *work, int64_t id)
{
	const struct ty_work_segment *s = at(work, id, 2);
	struct ty_work_segments *out;

	ok_st(ty_work_lock(&out, work, s->id, s->revision, true, &err), &err,
	      "locked");
	free_all(out);
	ok(join(work, id, 1, 0) == TY_EINVAL, err.text);
	ok(split(work, id, 2, "It", "戻") == TY_EINVAL, err.text);
}

/* Units of a file that is no story are not joined, but for what was one. */
static void files(struct ty_work *work)
{
	static const char xliff[] =
		"<?xml version=\"1.0\"?>\n"
		"<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:"
		"document:1.2\"><file original=\"a\" source-language=\"en\""
		" target-language=\"ja\" datatype=\"plaintext\"><body>"
		"<trans-unit id=\"1\"><source>One <g id=\"1\">ship</g>; it"
		" sank.</source></trans-unit>"
		"<trans-unit id=\"2\"><source>Two.</source></trans-unit>"
		"</body></file></xliff>\n";
	int64_t id = add(work, desk, "a.xlf", xliff, 0);
	const struct ty_work_segment *s = at(work, id, 1);

	is_str(s->source, "One <1>ship</1>; it sank.", "with its code");
	ok(split(work, id, 1, "One <1", "") == TY_EINVAL, "not in a tag");
	ok(join(work, id, 1, 0) == TY_EINVAL, err.text);
	ok_st(split(work, id, 1, "</1>;", ""), &err, "split");
	ok_st(join(work, id, 1, 0), &err, "and joined again");
	is_str(at(work, id, 1)->source, "One <1>ship</1>; it sank.",
	       "as it was");
}

/* With other rules the file would be cut elsewhere: what was translated can
 * still be had, and never lands in another's place. */
static void other_rules(struct ty_work *work, int64_t id)
{
	static const char srx[] =
		"<?xml version=\"1.0\"?>\n"
		"<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"
		"<header segmentsubflows=\"yes\" cascade=\"no\"/><body>"
		"<languagerules><languagerule languagerulename=\"E\">"
		"<rule break=\"no\"><beforebreak>\\.</beforebreak>"
		"<afterbreak>\\s</afterbreak></rule></languagerule>"
		"</languagerules><maprules><languagemap languagepattern=\"en\""
		" languagerulename=\"E\"/></maprules></body></srx>\n";
	struct ty_desk_options options = { .memory = memory, .mode = TY_WRITE,
					   .data = "tm" };
	struct ty_buf out = TY_BUF_INIT;
	struct ty_desk *other;
	char path[700];
	FILE *f;

	snprintf(path, sizeof(path), "%s/one.srx", folder);
	f = fopen(path, "w");
	fputs(srx, f);
	fclose(f);
	options.rules = path;
	if (ty_desk_open(&other, &options, &err) != TY_OK)
		bail("desk");
	ok(ty_work_export(&out, work, other, id, "text", &err) == TY_EINVAL &&
	   !out.len, err.text);
	ok_st(ty_work_export(&out, work, other, id, "tsv", &err), &err,
	      "as TSV");
	ok(strstr(out.p, "It came back. Nobody knows why.\t戻ってきたが"),
	   "with all that was translated");
	ty_buf_release(&out);
	ty_desk_close(other);
}

/* A story removed leaves nothing but lessons. */
static void removed(struct ty_work *work, int64_t id)
{
	struct ty_work_segments *g;

	ok_st(ty_work_remove(work, id, 1, &err), &err, "removed");
	ok(ty_work_segments(&g, work, id, 1, 0, &err) == TY_ENOTFOUND && !g,
	   "with its segments");
	ok(waiting(work) > 0, "lessons stay");
}

int main(void)
{
	struct ty_work *work;
	int64_t id, troubles;

	make_folder();
	desk = open_desk(TY_CREATE);
	work = open_work("mika");
	id = add(work, desk, "ferry.txt", english, 0);
	is_int(at(work, id, 4)->number, 4, "four segments");
	ok(sound(work, id), "to begin with");
	a_split(work, id);
	a_join(work, id);
	over_sentences(work, id);
	written(work, id);
	other_rules(work, id);
	locked(work, id);
	japanese(work);
	files(work);
	removed(work, id);
	ok_st(ty_verify(&troubles, desk, &err), &err, "all is sound");
	let_go();
	ty_work_close(work);
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
