#ifndef TY_BASE_PATHS_H
#define TY_BASE_PATHS_H

/* Where things are, fixed when the program is linked: the source tree for
 * build/taiyaku, PREFIX for an installed one (Makefile). */
extern const char ty_lexicon_file[];	/* a compiled lexicon, if it is there */
extern const char ty_data_dir[];	/* rules, lexicons, samples */
extern const char ty_locale_dir[];

#endif
