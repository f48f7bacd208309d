/* Any two texts under every check: source and target, a newline between them.
 * A text is fixed once: the fixed one needs no fix. */

#include "fuzz.h"

#include "base/alloc.h"
#include "taiyaku.h"
#include "text/utf8.h"

static void check(struct ty_checker *checker, const char *source,
		  const char *target)
{
	const struct ty_checked *pair;
	size_t i;
	char *fixed;

	if (ty_check_pair(&pair, checker, source, target, NULL, NULL) != TY_OK)
		return;
	for (i = 0; i < pair->n; i++) {
		const struct ty_issue *issue = &pair->issues[i];

		MUST(issue->source.start <= issue->source.end);
		MUST(issue->source.end <= strlen(source));
		MUST(issue->target.start <= issue->target.end);
		MUST(issue->target.end <= strlen(target));
	}
	if (!pair->fixed)
		return;
	fixed = ty_strdup(pair->fixed);
	MUST(ty_utf8_valid(fixed, strlen(fixed), &i));
	MUST(ty_check_pair(&pair, checker, source, fixed, NULL, NULL) ==
	     TY_OK);
	MUST(!pair->fixed);
	free(fixed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_desk_options options = { .source = "en", .target = "ja" };
	char *text = ty_strndup((const char *)data, size), *target;
	struct ty_checker *checker;
	struct ty_desk *desk;
	int k;

	target = strchr(text, '\n');
	for (k = 0; target && k < 2; k++) {
		*target = '\0';
		MUST(ty_desk_open(&desk, &options, NULL) == TY_OK);
		MUST(ty_checker_open(&checker, desk, NULL) == TY_OK);
		check(checker, text, target + 1);
		ty_checker_close(checker);
		ty_desk_close(desk);
		options.source = "ja";
		options.target = "en";
	}
	free(text);
	return 0;
}
