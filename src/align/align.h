#ifndef TY_ALIGN_ALIGN_H
#define TY_ALIGN_ALIGN_H

#include "taiyaku.h"

/*
 * English terms and what they are in Japanese text: a glossary (tm/lexicon), or
 * a compiled lexicon (lexfile.h), which is recognised and used where it lies.
 * Or any other pair of languages: `# languages: LANG LANG` in a glossary.
 *
 * Errors: those of ty_read_file(); TY_ESYNTAX with the place; TY_EDAMAGED.
 */
struct ty_lexicon;
enum ty_status ty_lexicon_open(struct ty_lexicon **out, const char *path,
			       struct ty_error *err);
/* See ty_lexicon_build() in taiyaku.h. */
enum ty_status ty_lexicon_make(struct ty_lexicon **out,
			       const struct ty_lexicon_files *files,
			       const struct ty_monitor *monitor,
			       struct ty_error *err);
void ty_lexicon_close(struct ty_lexicon *lexicon);

enum ty_status ty_lexicon_write(const struct ty_lexicon *lexicon,
				const char *path, struct ty_error *err);
void ty_lexicon_about(struct ty_lexicon_info *info,
		      const struct ty_lexicon *lexicon);

/* See ty_align() in taiyaku.h.  `lexicon` may be NULL. */
enum ty_status ty_align_segments(struct ty_beads **out,
				 const struct ty_lexicon *lexicon,
				 const char *source_lang,
				 const char *const *source, size_t nsource,
				 const char *target_lang,
				 const char *const *target, size_t ntarget,
				 struct ty_error *err);
/* See ty_align_explained(). */
enum ty_status ty_align_explain_segments(struct ty_beads **out,
					 const struct ty_lexicon *lexicon,
					 const char *source_lang,
					 const char *const *source,
					 size_t nsource,
					 const char *target_lang,
					 const char *const *target,
					 size_t ntarget, struct ty_error *err);

/* What a text's length in one language usually is to that in another, log. */
double ty_align_ratio(const char *from, const char *to);

#endif
