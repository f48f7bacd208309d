#ifndef TY_BASE_I18N_H
#define TY_BASE_I18N_H

#include <libintl.h>

/* Translate now / by number / mark only, for tables that are translated when
 * printed.  The language is the thread's (catalogue.h), else the process's. */
#define _(s)		ty_message(s)
#define Q_(one, many, n) ty_message_count((one), (many), (n))
#define N_(s)		(s)

const char *ty_message(const char *id) __attribute__((format_arg(1)));
const char *ty_message_count(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

#endif
