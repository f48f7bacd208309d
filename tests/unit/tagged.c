/* Tagged text: codes as tags in the text, and back. */

#include <stdlib.h>

#include "base/buf.h"
#include "format/tagged.h"
#include "taiyaku.h"
#include "../tap.h"

static const char *escaped(const char *text)
{
	static struct ty_buf out = TY_BUF_INIT;

	ty_buf_clear(&out);
	ty_tagged_escape(&out, text, strlen(text));
	return out.p;
}

static void plain(void)
{
	static const char *const texts[] = {
		"", "a < b", "<b>bold</b>", "<1>", "</2>", "<3/>", "<lt/>",
		"<<1>>", "<10000>", "<01>", "<1/2>", "</1/>", "<1", "<", "<lt/>1>",
		"港<9999/>が開く",
	};
	struct ty_buf out = TY_BUF_INIT;
	bool same = true;
	size_t i;

	is_str(escaped("a < b <b>"), "a < b <b>", "most < are themselves");
	is_str(escaped("<1> <lt/>"), "<lt/>1> <lt/>lt/>",
	       "what looks like a tag is escaped");
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		ty_buf_clear(&out);
		ty_tagged_plain(&out, escaped(texts[i]));
		if (strcmp(out.p, texts[i]))
			same = tap_str(out.p, texts[i], "", __FILE__, __LINE__);
	}
	ok(same, "any text comes back");
	ty_buf_clear(&out);
	ty_tagged_plain(&out, "The <1>port</1> opens<2/>.");
	is_str(out.p, "The port opens.", "tags are no text");
	ty_buf_release(&out);
}

/* tagged -> text and codes -> tagged */
static void round_trip(const char *tagged, const char *codes_wanted)
{
	struct ty_buf text = TY_BUF_INIT, codes = TY_BUF_INIT;
	struct ty_buf again = TY_BUF_INIT;

	ty_tagged_parse(&text, &codes, tagged);
	if (codes_wanted)
		is_str(codes.p, codes_wanted, "codes");
	ok(ty_tagged_make(&again, text.p, codes.p), "made again");
	is_str(again.p, tagged, "the same");
	ty_buf_release(&text);
	ty_buf_release(&codes);
	ty_buf_release(&again);
}

static void codes(void)
{
	struct ty_buf out = TY_BUF_INIT;

	round_trip("Nothing", "");
	round_trip("<2>a</2>b<1/>",
		   "[{\"at\":0,\"i\":\"2\",\"type\":\"bpt\",\"x\":\"2\"},"
		   "{\"at\":1,\"i\":\"2\",\"type\":\"ept\"},"
		   "{\"at\":2,\"type\":\"ph\",\"x\":\"1\"}]");
	round_trip("<1><2>港</1>の</2><lt/>3>", NULL);
	ok(ty_tagged_make(&out, "ab", "[{\"at\":0,\"type\":\"hi\"},{\"at\":1,"
			  "\"type\":\"ph\",\"x\":\"7\"},{\"at\":1,\"type\":"
			  "\"ph\",\"x\":\"7\"},{\"at\":2,\"type\":\"/hi\"}]"),
	   "codes of other programs");
	is_str(out.p, "<1>a<7/><2/>b</1>", "get numbers of their own");
	ty_buf_clear(&out);
	ok(ty_tagged_make(&out, "ab", "[{\"at\":9,\"type\":\"bpt\",\"i\":\"x\"},"
			  "{\"at\":-1,\"type\":\"ept\",\"i\":\"y\"},{},3]"),
	   "codes that are broken");
	is_str(out.p, "ab<1/><2/><3/><4/>", "stand alone, inside the text");
	ty_buf_clear(&out);
	ok(!ty_tagged_make(&out, "ab", "{}") && !ty_tagged_make(&out, "a", "["),
	   "what is no list of codes is refused");
	is_str(out.p, "", "and leaves nothing");
	ty_buf_release(&out);
}

static void refused(const char *source, const char *target, const char *why)
{
	struct ty_error err = { .text = "" };

	is_int(ty_tagged_check(source, target, &err), TY_EINVAL, target);
	ok(strstr(err.text, why) != NULL, why);
}

static void checking(void)
{
	struct ty_error err;

	ok_st(ty_tagged_check("<1>a</1> <2/>", "<2/>か<1>あ</1>", &err), &err,
	      "tags may change places");
	ok_st(ty_tagged_check("<1><2>a</1></2>", "<2><1>あ</2></1>", &err),
	      &err, "and cross if they did");
	refused("<1>a</1>", "<1>あ", "</1>");
	refused("a<2/>", "あ", "<2/>");
	refused("a", "あ<3/>", "<3/>");
	refused("a<1/>", "<1/>あ<1/>", "<1/>");
	refused("<1>a</1>", "<1/>あ", "<1");
	refused("<1>a</1>", "</1>あ<1>", "<1>");
	refused("<1>a</1><2>b</2>", "<1>あ<2></1>い</2>", "</1>");
}

int main(void)
{
	plain();
	codes();
	checking();
	return tap_done();
}
