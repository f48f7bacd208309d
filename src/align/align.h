#ifndef TY_ALIGN_ALIGN_H
#define TY_ALIGN_ALIGN_H

#include "taiyaku.h"

/* English terms and what they are in Japanese text (tm/lexicon), or any other
 * pair of languages: `LANG-LANG` in the file's first comment. */
struct ty_lexicon;
enum ty_status ty_lexicon_open(struct ty_lexicon **out, const char *path,
			       struct ty_error *err);
void ty_lexicon_close(struct ty_lexicon *lexicon);

/* See ty_align() in taiyaku.h.  `lexicon` may be NULL. */
enum ty_status ty_align_segments(struct ty_beads **out,
				 const struct ty_lexicon *lexicon,
				 const char *source_lang,
				 const char *const *source, size_t nsource,
				 const char *target_lang,
				 const char *const *target, size_t ntarget,
				 struct ty_error *err);

#endif
