#ifndef TY_BASE_I18N_H
#define TY_BASE_I18N_H

#include <libintl.h>

/* Translate now / by number / mark only, for tables that are translated when
 * printed. */
#define _(s)		dgettext("taiyaku", (s))
#define Q_(one, many, n) dngettext("taiyaku", (one), (many), (n))
#define N_(s)		(s)

#endif
