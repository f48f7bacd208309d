#ifndef TY_BASE_CATALOGUE_H
#define TY_BASE_CATALOGUE_H

#include "taiyaku.h"

/*
 * The messages of one language, whatever locales the machine has: a file of GNU
 * gettext (.mo), read whole and never changed afterwards, so that threads may
 * share one.
 */
struct ty_catalogue;

/*
 * Read a catalogue.
 *
 * Errors: TY_ENOTFOUND, TY_EIO; TY_ESYNTAX no catalogue, or one whose plural
 * rule is neither of "one form", "n != 1" and "n > 1".
 */
enum ty_status ty_catalogue_read(struct ty_catalogue **out, const char *path,
				 struct ty_error *err);
void ty_catalogue_free(struct ty_catalogue *catalogue);

/* A message in the catalogue's language, or as it is if that has none. */
const char *ty_catalogue_text(const struct ty_catalogue *catalogue,
			      const char *id)
	__attribute__((format_arg(2)));
const char *ty_catalogue_count(const struct ty_catalogue *catalogue,
			       const char *one, const char *many,
			       unsigned long n)
	__attribute__((format_arg(2), format_arg(3)));

/* The language of messages as they stand in the source: English. */
extern const struct ty_catalogue ty_catalogue_none;

/*
 * From now on this thread's messages are in that language; NULL: in the
 * process's, as gettext finds it, which is so at first.  The catalogue is
 * borrowed until the next call.
 */
void ty_language_use(const struct ty_catalogue *catalogue);
const struct ty_catalogue *ty_language_used(void);

/* Where the process's catalogues are: FOLDER/ja/LC_MESSAGES/taiyaku.mo; NULL:
 * nowhere. */
const char *ty_catalogue_folder(void);

#endif
