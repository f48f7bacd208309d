/* Any bytes as SRX: rules or a located error; any rules over a text: an answer
 * or the error that names one. */

#include "fuzz.h"

#include "format/srx.h"
#include "text/segment.h"

static const char text[] =
	"Gen. Endo met him at 3 p.m. in Naha; he left ... and came back. "
	"\"No!\" "
	"cf. p. 5: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa. See www.example.com.\n"
	"「ほっとした。」と述べた。なぜ…急ぐのか？　明日決まる；以上。";

static void run(const struct ty_srx *srx, const char *lang)
{
	struct ty_span_list list = { 0 };
	struct ty_srx_rules *rules;
	struct ty_segmenter *seg;
	size_t i, at = 0;

	if (ty_srx_compile(&rules, srx, lang, NULL) != TY_OK)
		return;
	MUST(ty_segmenter_open(&seg, "tm", lang, NULL) == TY_OK);
	ty_segmenter_set_rules(seg, rules);
	ty_segmenter_run(seg, text, (struct ty_span){ 0, sizeof(text) - 1 },
			 &list);
	ty_segmenter_status(seg, NULL);
	for (i = 0; i < list.n; i++) {
		MUST(list.v[i].start >= at && list.v[i].end > list.v[i].start);
		at = list.v[i].end;
	}
	MUST(at <= sizeof(text) - 1);
	free(list.v);
	ty_segmenter_close(seg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_error err;
	struct ty_srx *srx;

	if (ty_srx_parse(&srx, (const char *)data, size, "fuzz", &err) !=
	    TY_OK) {
		MUST(err.code != TY_OK && err.text[0] && !srx);
		return 0;
	}
	run(srx, "en");
	run(srx, "ja");
	run(srx, "de");
	ty_srx_free(srx);
	return 0;
}
