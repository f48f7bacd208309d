/*
 * A draft as plain text: the story as it stands, its translated segments in
 * place of their sources.  What is not finished stands between ⟦ and ⟧, so that
 * a search for ⟦ leads through all that is left to do: ⟦the source⟧ where there
 * is no translation, ⟦85% the translation⟧ where it is one of another text.
 */

#include <string.h>

#include "base/i18n.h"
#include "format/formats.h"
#include "text/lang.h"
#include "text/utf8.h"

/* True if the translation is that of this very text. */
static bool is_finished(const struct ty_draft_segment *d)
{
	return d->matches->n &&
	       !strcmp(d->matches->items[0].source, d->segment->text);
}

static void put_segment(struct ty_buf *out, size_t i, void *user)
{
	const struct ty_draft *draft = user;
	const struct ty_draft_segment *d = &draft->segments[i];
	const char *text = d->target;

	if (!ty_kind_translated(d->segment->kind)) {
		ty_buf_adds(out, d->segment->text);
		return;
	}
	if (text[0] && is_finished(d)) {
		ty_buf_adds(out, text);
		return;
	}
	ty_buf_adds(out, TY_DRAFT_MARK);
	if (!text[0])
		text = d->segment->text;
	else if (d->matches->n)
		ty_buf_addf(out, "%d%% ", d->matches->items[0].score);
	ty_buf_adds(out, text);
	ty_buf_adds(out, TY_DRAFT_END);
}

/* What stands between two blocks: the story's own line breaks, of which there
 * is at least one; the line breaks of a page's source mean nothing. */
static void put_gap(struct ty_buf *out, const struct ty_story *story,
		    size_t from, size_t to)
{
	size_t start = out->len, i;

	if (!strcmp(story->format, "html")) {
		ty_buf_adds(out, "\n\n");
		return;
	}
	for (i = from; i < to; i++)
		if (story->text[i] == '\n')
			ty_buf_addc(out, '\n');
	if (out->len == start)
		ty_buf_addc(out, '\n');
}

void ty_story_text(struct ty_buf *out, const struct ty_story *story,
		   const char *lang,
		   void (*put)(struct ty_buf *out, size_t segment, void *user),
		   void *user)
{
	const char *space = ty_lang_spaced(lang) ? " " : "";
	const struct ty_block *blocks = story->blocks;
	size_t begun = 0, i;	/* where the block's text begins */

	for (i = 0; i < story->nsegments; i++) {
		const struct ty_segment *s = &story->segments[i];
		size_t before = out->len, from;

		if (i && s->block != s[-1].block) {
			put_gap(out, story, blocks[s[-1].block].span.end,
				blocks[s->block].span.start);
			before = begun = out->len;
		} else if (out->len > begun) {
			ty_buf_adds(out, space);
		}
		from = out->len;
		put(out, i, user);
		if (out->len == from && from > before) {
			out->len = before;
			out->p[before] = '\0';
		}
	}
	ty_buf_addc(out, '\n');
}

static enum ty_status draft_text(FILE *f, const struct ty_draft *draft,
				 struct ty_error *err)
{
	struct ty_buf out = TY_BUF_INIT;

	(void)err;
	ty_story_text(&out, draft->story, draft->target, put_segment,
		      (void *)draft);
	fwrite(out.p, 1, out.len, f);
	ty_buf_release(&out);
	return TY_OK;
}

/* Any text is text. */
static bool sniff(const char *head, size_t len)
{
	size_t bad;

	/* The head may end within a character. */
	return ty_utf8_valid(head, len, &bad) || len - bad < 4;
}

const struct ty_format ty_format_text = {
	.name = "text",
	.extensions = "txt text",
	.title = N_("plain text: stories in, drafts out"),
	.draft = draft_text,
	.sniff = sniff,
};
