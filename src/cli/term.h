#ifndef TY_CLI_TERM_H
#define TY_CLI_TERM_H

#include "cli/cmd.h"

/* The commands behind `taiyaku term`: "term list", ...  NULL at the end. */
extern const struct command term_list, term_add, term_change, term_remove,
	term_find, term_import, term_export, term_extract;

/* A concept on a line of its own. */
void print_concept(const struct ty_concept *concept, const char *source,
		   const char *target);

/* The concepts of a text's terms, a line each, each once. */
void print_terms(const struct ty_term_hits *hits, const char *source,
		 const char *target);

#endif
