/* An SRX file in memory: its language rules, rules and maps, as written. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/srx_set.h"

struct ty_srx *ty_srx_new(const char *file)
{
	struct ty_srx *srx = ty_alloc(1, sizeof(*srx));

	srx->file = ty_strdup(file);
	return srx;
}

void ty_srx_free(struct ty_srx *srx)
{
	size_t i;

	if (!srx)
		return;
	for (i = 0; i < srx->nlanguages; i++)
		free(srx->languages[i].s);
	for (i = 0; i < srx->nrules; i++) {
		free(srx->rules[i].before.s);
		free(srx->rules[i].after.s);
	}
	for (i = 0; i < srx->nmaps; i++) {
		free(srx->maps[i].pattern.s);
		free(srx->maps[i].name.s);
	}
	free(srx->languages);
	free(srx->rules);
	free(srx->maps);
	free(srx->file);
	free(srx);
}

void ty_srx_set_cascade(struct ty_srx *srx, bool cascade)
{
	srx->cascade = cascade;
}

size_t ty_srx_find(const struct ty_srx *srx, const char *name)
{
	size_t i;

	for (i = 0; i < srx->nlanguages; i++)
		if (!strcmp(srx->languages[i].s, name))
			break;
	return i;
}

static struct ty_srx_piece keep(const struct ty_srx_text *text)
{
	return (struct ty_srx_piece){ ty_strdup(text->s), text->line,
				      text->column };
}

static enum ty_status room(const struct ty_srx *srx, size_t n, size_t most,
			   const struct ty_srx_text *at, struct ty_error *err)
{
	if (n < most)
		return TY_OK;
	return ty_fail_at(err, TY_ELIMIT, srx->file, at->line, at->column,
			  _("more than %zu segmentation rules or language maps"),
			  most);
}

static enum ty_status check_length(const struct ty_srx *srx,
				   const struct ty_srx_text *at,
				   struct ty_error *err)
{
	if (strlen(at->s) <= TY_SRX_PATTERN)
		return TY_OK;
	return ty_fail_at(err, TY_ELIMIT, srx->file, at->line, at->column,
			  _("a regular expression of more than %d bytes"),
			  TY_SRX_PATTERN);
}

enum ty_status ty_srx_add_language(struct ty_srx *srx,
				   const struct ty_srx_text *name,
				   struct ty_error *err)
{
	enum ty_status st = room(srx, srx->nlanguages, TY_SRX_MAPS, name, err);

	if (st != TY_OK)
		return st;
	if (ty_srx_find(srx, name->s) < srx->nlanguages)
		return ty_fail_at(err, TY_ESYNTAX, srx->file, name->line,
				  name->column,
				  _("there are two language rules named '%s'"),
				  name->s);
	srx->languages = ty_grow(srx->languages, &srx->cap_languages,
				 srx->nlanguages + 1, sizeof(*srx->languages));
	srx->languages[srx->nlanguages++] = keep(name);
	return TY_OK;
}

enum ty_status ty_srx_add_rule(struct ty_srx *srx, bool breaks,
			       const struct ty_srx_text *before,
			       const struct ty_srx_text *after,
			       struct ty_error *err)
{
	struct ty_srx_rule *rule;
	enum ty_status st;

	if ((st = room(srx, srx->nrules, TY_SRX_RULES, before, err)) != TY_OK ||
	    (st = check_length(srx, before, err)) != TY_OK ||
	    (st = check_length(srx, after, err)) != TY_OK)
		return st;
	srx->rules = ty_grow(srx->rules, &srx->cap_rules, srx->nrules + 1,
			     sizeof(*srx->rules));
	rule = &srx->rules[srx->nrules];
	rule->before = keep(before);
	rule->after = keep(after);
	rule->breaks = breaks;
	rule->language = srx->nlanguages - 1;
	rule->number = 1;
	if (srx->nrules && rule[-1].language == rule->language)
		rule->number += rule[-1].number;
	srx->nrules++;
	return TY_OK;
}

enum ty_status ty_srx_add_map(struct ty_srx *srx,
			      const struct ty_srx_text *pattern,
			      const struct ty_srx_text *name,
			      struct ty_error *err)
{
	struct ty_srx_map *map;
	enum ty_status st;

	if ((st = room(srx, srx->nmaps, TY_SRX_MAPS, pattern, err)) != TY_OK ||
	    (st = check_length(srx, pattern, err)) != TY_OK)
		return st;
	srx->maps = ty_grow(srx->maps, &srx->cap_maps, srx->nmaps + 1,
			    sizeof(*srx->maps));
	map = &srx->maps[srx->nmaps++];
	map->pattern = keep(pattern);
	map->name = keep(name);
	return TY_OK;
}

enum ty_status ty_srx_seal(const struct ty_srx *srx, struct ty_error *err)
{
	size_t i;

	for (i = 0; i < srx->nmaps; i++) {
		const struct ty_srx_piece *name = &srx->maps[i].name;

		if (ty_srx_find(srx, name->s) == srx->nlanguages)
			return ty_fail_at(err, TY_ESYNTAX, srx->file,
					  name->line, name->column,
					  _("a language map names '%s', and there is no such language rule"),
					  name->s);
	}
	return TY_OK;
}
