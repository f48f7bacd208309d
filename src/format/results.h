#ifndef TY_FORMAT_RESULTS_H
#define TY_FORMAT_RESULTS_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/style.h"
#include "text/value.h"

/*
 * Results as JSON, one object on one line without its newline: the shapes that
 * docs/json.md promises to other programs.  Spans are in code points, end
 * exclusive, of the text they belong to.  Appends to `out`.
 */
void ty_json_matches(struct ty_buf *out, const char *source,
		     const struct ty_matches *matches,
		     const struct ty_term_hits *terms);
void ty_json_concept(struct ty_buf *out, const struct ty_concept *concept);
void ty_json_terms(struct ty_buf *out, const char *text,
		   const struct ty_term_hits *hits);
void ty_json_proposal(struct ty_buf *out, const struct ty_proposal *proposal);
void ty_json_hits(struct ty_buf *out, const struct ty_hits *hits);
void ty_json_batch(struct ty_buf *out, const struct ty_batch *batch);
void ty_json_stats(struct ty_buf *out, const char *memory,
		   const struct ty_stats *stats);
void ty_json_info(struct ty_buf *out, const char *path,
		  const struct ty_file_info *info);
/* weights NULL: none; else `lang` is the source language. */
void ty_json_report(struct ty_buf *out, const char *path,
		    const struct ty_report *report,
		    const struct ty_band_weights *weights, const char *lang);
void ty_json_reports(struct ty_buf *out, const struct ty_reports *reports);
void ty_json_decisions(struct ty_buf *out, const char *path, const char *lang,
		       const char *text, const struct ty_decisions *decisions);
void ty_json_story(struct ty_buf *out, const struct ty_story *story);
void ty_json_beads(struct ty_buf *out, const struct ty_beads *beads,
		   const char *const *source, const char *const *target);
/* What was found in a pair of texts in these languages; `whole`: with the texts
 * and where they stand. */
void ty_json_checked(struct ty_buf *out, const struct ty_checked *checked,
		     const char *source, const char *target, bool whole);
/* Its issues alone, as docs/api.md has them: an array. */
void ty_json_issues(struct ty_buf *out, const struct ty_checked *checked);
/* {"version":1, KEY:TEXT} and, if count_key is not NULL, count_key:COUNT: what
 * a command that only does something answers. */
void ty_json_done(struct ty_buf *out, const char *key, const char *text,
		  const char *count_key, int64_t count);
void ty_json_values(struct ty_buf *out, const char *text,
		    const struct ty_values *values);
void ty_json_style(struct ty_buf *out, const struct ty_style *style);
/* learnt NULL: nothing was. */
void ty_json_lexicon(struct ty_buf *out, const struct ty_lexicon_info *info,
		     const struct ty_learnt *learnt);
void ty_json_learnt(struct ty_buf *out, const struct ty_learnt *learnt);
void ty_json_story_pair(struct ty_buf *out, const struct ty_story_pair *pair);
void ty_json_learned(struct ty_buf *out, const struct ty_learned *learned);

void ty_json_corpus(struct ty_buf *out, const struct ty_corpus_counts *counts);

void ty_json_ratings(struct ty_buf *out, const struct ty_corpus_ratings *ratings);

#endif
