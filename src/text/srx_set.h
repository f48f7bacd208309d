#ifndef TY_TEXT_SRX_SET_H
#define TY_TEXT_SRX_SET_H

#include "text/srx.h"

/* An SRX file as written: what srx.c collects and srx_rules.c compiles. */
struct ty_srx_piece {
	char	*s;
	long	 line, column;
};

struct ty_srx_rule {
	struct ty_srx_piece	before, after;
	bool			breaks;
	int			number;		/* in its language rule */
	size_t			language;
};

struct ty_srx_map {
	struct ty_srx_piece	pattern;
	struct ty_srx_piece	name;
};

struct ty_srx {
	char			*file;
	bool			 cascade;
	struct ty_srx_piece	*languages;
	struct ty_srx_rule	*rules;
	struct ty_srx_map	*maps;
	size_t			 nlanguages, nrules, nmaps;
	size_t			 cap_languages, cap_rules, cap_maps;
};

/* The language rule `name`, or srx->nlanguages. */
size_t ty_srx_find(const struct ty_srx *srx, const char *name);

#endif
