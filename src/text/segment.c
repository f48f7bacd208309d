/* Segmenters: what a language needs, and text into paragraphs into sentences. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/glyph.h"
#include "text/lang.h"
#include "text/lines.h"
#include "text/scan.h"

static const struct {
	const char	*word;
	bool		 splits;
} decisions[TY_NRULES] = {
	[TY_RULE_BLANK_LINE] = { "blank-line", true },
	[TY_RULE_NEWLINE] = { "newline", true },
	[TY_RULE_WRAPPED] = { "wrapped", false },
	[TY_RULE_STOP] = { "stop", true },
	[TY_RULE_STARTER] = { "starter", true },
	[TY_RULE_NOTE] = { "note", true },
	[TY_RULE_MISSING_SPACE] = { "missing-space", true },
	[TY_RULE_BULLET] = { "bullet", true },
	[TY_RULE_LIST_ITEM] = { "list-item", true },
	[TY_RULE_QUOTE_ENDS] = { "quote-ends", true },
	[TY_RULE_LOWER] = { "lower", false },
	[TY_RULE_TITLE] = { "title", false },
	[TY_RULE_NUMBER] = { "number", false },
	[TY_RULE_MONTH] = { "month", false },
	[TY_RULE_TIME] = { "time", false },
	[TY_RULE_INITIAL] = { "initial", false },
	[TY_RULE_ABBREVIATION] = { "abbreviation", false },
	[TY_RULE_NAME] = { "name", false },
	[TY_RULE_DOTS] = { "dots", false },
	[TY_RULE_ATTRIBUTION] = { "attribution", false },
	[TY_RULE_LIST_MARKER] = { "list-marker", false },
	[TY_RULE_GLUED] = { "glued", false },
	[TY_RULE_BRACKET] = { "bracket", false },
	[TY_RULE_GOES_ON] = { "goes-on", false },
	[TY_RULE_SRX_BREAK] = { "srx-break", true },
	[TY_RULE_SRX_KEEP] = { "srx-keep", false },
};

const char *ty_rule_word(enum ty_rule rule)
{
	return decisions[rule].word;
}

bool ty_rule_splits(enum ty_rule rule)
{
	return decisions[rule].splits;
}

/* Which bytes may begin something that the pass has to look at. */
static void choose_bytes(struct ty_segmenter *seg)
{
	const char *c;

	seg->telling[0xE2] = 1;		/* … • ▽, quotes */
	if (!seg->icu)
		for (c = ".!?)\xE3\xEF"; *c; c++)
			seg->telling[(unsigned char)*c] = 1;
	else
		seg->telling[')'] = 1;
	if (seg->cjk)
		for (c = "\"([{\xC2"; *c; c++)
			seg->telling[(unsigned char)*c] = 1;
}

enum ty_status ty_segmenter_open(struct ty_segmenter **out, const char *data,
				 const char *lang, struct ty_error *err)
{
	struct ty_segmenter *seg = ty_alloc(1, sizeof(*seg));
	UErrorCode status = U_ZERO_ERROR;
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;

	*out = NULL;
	seg->cjk = ty_lang_same(lang, "ja") || ty_lang_same(lang, "zh");
	/* Without CLDR's suppressions ("-u-ss-standard"): ICU 72 finds them
	 * within words, too, and then misses the end of "Er kam." */
	if (!seg->cjk && !ty_lang_same(lang, "en"))
		seg->icu = ubrk_open(UBRK_SENTENCE, lang, NULL, 0, &status);
	ty_buf_addf(&path, "%s/rules/%.*s.abbr", data,
		    (int)strcspn(lang, "-"), lang);
	if (U_FAILURE(status))
		st = ty_fail(err, TY_EINVAL,
			     _("no sentence rules for language '%s'"), lang);
	else
		st = ty_abbrev_load(&seg->words, path.p, err);
	choose_bytes(seg);
	if (st == TY_OK)
		*out = seg;
	else
		ty_segmenter_close(seg);
	ty_buf_release(&path);
	return st;
}

void ty_segmenter_close(struct ty_segmenter *seg)
{
	if (!seg)
		return;
	ubrk_close(seg->icu);
	utext_close(seg->utext);
	ty_brackets_release(&seg->brackets);
	ty_brackets_release(&seg->inner);
	ty_abbrev_release(&seg->words);
	ty_srx_rules_free(seg->srx);
	free(seg);
}

void ty_segmenter_set_rules(struct ty_segmenter *seg,
			    struct ty_srx_rules *rules)
{
	int c;

	ty_srx_rules_free(seg->srx);
	seg->srx = rules;
	memset(seg->telling, 0, sizeof(seg->telling));
	choose_bytes(seg);
	for (c = 1; rules && c < 0x80; c++)
		if (ty_srx_is_mark(rules, c))
			seg->telling[c] = 1;
	/* Beyond ASCII a look at any character tells more. */
	if (rules && ty_srx_has_far_marks(rules))
		memset(seg->telling + 0xC2, 1, 0xF5 - 0xC2);
}

enum ty_status ty_segmenter_status(struct ty_segmenter *seg,
				   struct ty_error *err)
{
	enum ty_status st = seg->failed.code;

	if (st != TY_OK && err)
		*err = seg->failed;
	seg->failed.code = TY_OK;
	return st;
}

const struct ty_verdict *ty_segmenter_verdict(const struct ty_segmenter *seg)
{
	return &seg->verdict;
}

void ty_segmenter_trace(struct ty_segmenter *seg,
			void (*trace)(void *user, size_t at,
				      enum ty_rule rule), void *user)
{
	seg->trace = trace;
	seg->user = user;
}

const struct ty_abbrev *ty_segmenter_words(const struct ty_segmenter *seg)
{
	return &seg->words;
}

void ty_segmenter_word(const struct ty_segmenter *seg, const char *text,
		       size_t at, struct ty_span *word, const char **name)
{
	const size_t reach = 64;
	struct ty_passage p = { .s = text, .end = at, .words = &seg->words };
	size_t end = at, prev, from;
	uint32_t classes;
	int i;

	p.start = p.sentence = at > reach ? at - reach : 0;
	while (end > p.start && ty_glyph(ty_char_before(text, p.start, end,
						       &prev)) &
				(TY_G_CLOSE | TY_G_QUOTE | TY_G_SPACE))
		end = prev;
	if (end == p.start || !(ty_glyph(ty_char_before(text, p.start, end,
						       &prev)) & TY_G_STOP))
		return;
	from = ty_word_start(&p, prev);
	classes = ty_abbrev_classes(&seg->words, text + from, end - from);
	for (i = 0; i <= TY_W_NAME; i++)
		if (classes >> i & 1) {
			*word = (struct ty_span){ from, end };
			*name = ty_word_class_word((enum ty_word_class)i);
			return;
		}
}

/* For the trace: the newlines in and after a paragraph. */
static void tell_newlines(struct ty_segmenter *seg, const char *text,
			  struct ty_span span, size_t end, char newline)
{
	size_t i;
	int n = 0;

	for (i = span.start; i < span.end; i++)
		if (text[i] == newline)
			ty_scan_tell(seg, i, TY_RULE_WRAPPED);
	for (; i < end && ty_space_byte(text[i]); i++)
		n += text[i] == newline;
	if (n)
		ty_scan_tell(seg, span.end, n > 1 ? TY_RULE_BLANK_LINE :
		     TY_RULE_NEWLINE);
}

void ty_segmenter_run(struct ty_segmenter *seg, const char *text,
		      struct ty_span span, struct ty_span_list *out)
{
	struct ty_lines lines;
	struct ty_span paragraph;

	ty_lines_begin(&lines, text, span);
	while (ty_lines_next(&lines, &paragraph)) {
		ty_segmenter_paragraph(seg, text, paragraph, out);
		if (seg->trace)
			tell_newlines(seg, text, paragraph, span.end,
				      lines.newline);
	}
}
