/* Carrying over: any three texts in either direction.  What is carried stands
 * in order, what is refused has a reason, and one excludes the other. */

#include "fuzz.h"

#include "taiyaku.h"

static void one(struct ty_desk *desk, const char *source, const char *target,
		const char *now)
{
	struct ty_carry *carry;
	size_t i, at = 0;

	if (ty_carry_over(&carry, desk, source, target, now, NULL) != TY_OK)
		return;
	MUST((carry->target != NULL) == (carry->nrefused == 0));
	MUST(carry->target || carry->ncarried == 0);
	for (i = 0; i < carry->ncarried; i++) {
		const struct ty_carried *c = &carry->carried[i];

		MUST(c->now.start >= at && c->now.end > c->now.start);
		MUST(c->now.end <= strlen(carry->target));
		MUST(c->was.end <= strlen(target));
		MUST(c->source.end <= strlen(now));
		at = c->now.end;
	}
	for (i = 0; i < carry->nrefused; i++) {
		MUST(carry->refused[i].source.end <= strlen(now));
		MUST(*ty_refusal_title(carry->refused[i].why));
	}
	ty_carry_free(carry);
}

/* Three lines. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "en", "ja" };
	static struct ty_desk *desks[2];
	char *text = malloc(size + 1), *target, *now;
	int i;

	for (i = 0; i < 2 && !desks[i]; i++) {
		struct ty_desk_options options = {
			.source = langs[i], .target = langs[!i], .data = "tm"
		};

		MUST(ty_desk_open(&desks[i], &options, NULL) == TY_OK);
	}
	MUST(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	target = strchr(text, '\n');
	now = target ? strchr(target + 1, '\n') : NULL;
	if (now) {
		*target++ = '\0';
		*now++ = '\0';
		for (i = 0; i < 2; i++)
			one(desks[i], text, target, now);
	}
	free(text);
	return 0;
}
