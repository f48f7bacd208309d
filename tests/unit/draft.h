#ifndef TESTS_UNIT_DRAFT_H
#define TESTS_UNIT_DRAFT_H

/* Drafts made by hand, and files written and read back, for the tests of
 * formats. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/io.h"
#include "format/format.h"

/* A segment of a draft; consecutive ones of one block are a paragraph. */
struct line {
	enum ty_kind		 kind;
	size_t			 block;
	const char		*source;
	enum ty_band		 band;
	const char		*target;
	size_t			 repeats;	/* number of the first; 0 own */
	struct ty_match		*matches;
	size_t			 nmatches;
};

static inline struct ty_draft *make_draft(const struct line *lines, size_t n,
					  const char *source,
					  const char *target)
{
	struct ty_draft *draft = ty_alloc(1, sizeof(*draft));
	struct ty_story *story = ty_alloc(1, sizeof(*story));
	struct ty_buf text = TY_BUF_INIT;
	bool spaced = strcmp(source, "ja") != 0;
	size_t i;

	draft->story = story;
	draft->source = ty_strdup(source);
	draft->target = ty_strdup(target);
	draft->segments = ty_alloc(n, sizeof(*draft->segments));
	story->segments = ty_alloc(n, sizeof(*story->segments));
	story->blocks = ty_alloc(n, sizeof(*story->blocks));
	story->nsegments = n;
	story->path = ty_strdup("desk/story.txt");
	story->format = ty_strdup("text");
	story->slugline = ty_strdup("2nd Ld");
	story->headline = ty_strdup(lines[0].source);
	story->dateline = ty_strdup("MINATO, Nov. 5 (Minato) —");
	story->byline = ty_strdup("By Ai Mori & Jo Hale");
	story->credit = ty_strdup("");
	for (i = 0; i < n; i++) {
		const struct line *line = &lines[i];
		struct ty_segment *s = &story->segments[i];
		struct ty_draft_segment *d = &draft->segments[i];
		struct ty_matches *m = ty_alloc(1, sizeof(*m));
		struct ty_volume *band = &draft->report.bands[line->band];

		if (i && line->block != lines[i - 1].block)
			ty_buf_adds(&text, "\n\n");
		else if (i && spaced)
			ty_buf_addc(&text, ' ');
		s->kind = line->kind;
		s->block = line->block;
		s->text = ty_strdup(line->source);
		s->span.start = text.len;
		ty_buf_adds(&text, line->source);
		s->span.end = text.len;
		if (!i || line->block != lines[i - 1].block)
			story->blocks[line->block].span.start = s->span.start;
		story->blocks[line->block].span.end = s->span.end;
		story->nblocks = line->block + 1;
		m->items = line->matches;
		m->n = line->nmatches;
		m->text = s->text;	/* the segment's */
		d->segment = s;
		d->band = line->band;
		d->target = line->target;
		d->repeats = line->repeats ? line->repeats - 1 : i;
		d->matches = m;
		if (!ty_kind_translated(line->kind))
			continue;
		band->segments++;
		band->words += spaced ? 12 : 0;
		band->characters += spaced ? 0 : 30;
		draft->report.total.segments++;
		draft->report.total.words += spaced ? 12 : 0;
		draft->report.total.characters += spaced ? 0 : 30;
	}
	story->text = ty_buf_detach(&text);
	story->length = strlen(story->text);
	return draft;
}

static inline void free_draft(struct ty_draft *draft)
{
	struct ty_story *story = draft->story;
	size_t i;

	for (i = 0; i < story->nsegments; i++) {
		free(story->segments[i].text);
		free(draft->segments[i].matches);
	}
	free(story->path);
	free(story->format);
	free(story->slugline);
	free(story->headline);
	free(story->dateline);
	free(story->byline);
	free(story->credit);
	free(story->text);
	free(story->blocks);
	free(story->segments);
	free(story);
	free(draft->segments);
	free(draft->source);
	free(draft->target);
	free(draft);
}

/* A folder of the test's own, and files in it. */
static char test_dir[400];

static inline void make_dir(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(test_dir, sizeof(test_dir), "%s/format.XXXXXX",
		 tmp ? tmp : "/tmp");
	if (!mkdtemp(test_dir))
		perror(test_dir);
}

static inline const char *in_dir(const char *name)
{
	static char paths[4][512];
	static int k;

	k = (k + 1) % 4;
	snprintf(paths[k], sizeof(paths[k]), "%s/%s", test_dir, name);
	return paths[k];
}

static inline const char *write_file(const char *name, const char *bytes,
				     size_t len)
{
	const char *path = in_dir(name);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		perror(path);
	return path;
}

static inline const char *write_text(const char *name, const char *text)
{
	return write_file(name, text, strlen(text));
}

/* The draft as a string, to be freed. */
static inline char *draft_string(const struct ty_draft *draft,
				 const char *format)
{
	const struct ty_format *f;
	struct ty_buf buf = TY_BUF_INIT;
	const char *path = in_dir("draft");
	FILE *out = fopen(path, "wb");

	if (ty_format_find(&f, format, path, NULL) == TY_OK)
		f->draft(out, draft, NULL);
	fclose(out);
	ty_read_file(&buf, path, 1 << 24, NULL);
	unlink(path);
	return ty_buf_detach(&buf);
}

#endif
