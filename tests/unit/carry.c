/* A translation follows its source's new values, or says why it does not. */

#include <stdlib.h>
#include <string.h>

#include "taiyaku.h"
#include "../cases.h"

static struct ty_desk *desks[2];

/* What an answer looks like in the case files. */
static void show(struct ty_buf *got, const struct ty_carry *carry)
{
	size_t i, k;

	if (carry->target) {
		ty_buf_addf(got, "> %s", carry->target);
		return;
	}
	for (i = 0; i < carry->nrefused; i++) {
		for (k = 0; k < i; k++)
			if (!strcmp(carry->refused[k].why,
				    carry->refused[i].why))
				break;
		if (k == i)
			ty_buf_addf(got, "%s! %s", i ? "\n" : "",
				    carry->refused[i].why);
	}
}

static void carry_case(struct ty_buf *got, const struct test_case *c,
		       void *user)
{
	char *lines[4] = { c->input.p };
	struct ty_carry *carry;
	struct ty_error err;
	int i;

	(void)user;
	for (i = 1; i < 4; i++) {
		lines[i] = strchr(lines[i - 1], '\n');
		if (!lines[i])
			return;
		*lines[i]++ = '\0';
	}
	if (ty_carry_over(&carry, desks[!strcmp(lines[0], "ja")], lines[1],
			  lines[2], lines[3], &err) != TY_OK) {
		ty_buf_adds(got, err.text);
		return;
	}
	show(got, carry);
	ty_carry_free(carry);
}

int main(void)
{
	static const char *const langs[] = { "en", "ja" };
	struct ty_error err;
	int i;

	for (i = 0; i < 2; i++) {
		const struct ty_desk_options options = {
			.source = langs[i], .target = langs[!i]
		};

		ok_st(ty_desk_open(&desks[i], &options, &err), &err,
		      "a desk without a memory");
	}
	cases_run("tests/cases/carry.txt", carry_case, NULL);
	for (i = 0; i < 2; i++)
		ty_desk_close(desks[i]);
	return tap_done();
}
