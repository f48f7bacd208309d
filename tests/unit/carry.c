/* A translation follows its source's new values, or says why it does not. */

#include <stdlib.h>
#include <string.h>

#include "taiyaku.h"
#include "../cases.h"

static struct ty_desk *desks[2];
static int there, back, other, refused;	/* what happened on the way back */

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

/* What lies between the carried values is the old target's, byte for byte, but
 * for an article or a stop that follows its number. */
static bool rest_kept(const struct ty_carry *carry, const char *target)
{
	size_t i, was = 0, now = 0, m, n;

	for (i = 0; i <= carry->ncarried; i++) {
		const struct ty_carried *c = &carry->carried[i];

		m = i < carry->ncarried ? c->was.start : strlen(target);
		n = i < carry->ncarried ? c->now.start :
		    strlen(carry->target);
		if (m < was || n < now || (n - now) + 1 < m - was ||
		    (n - now) > (m - was) + 1)
			return false;
		if (n - now == m - was &&
		    memcmp(target + was, carry->target + now, m - was))
			return false;
		if (i == carry->ncarried)
			return true;
		was = c->was.end;
		now = c->now.end;
	}
	return true;
}

/* A to B, and then B to A: the old target comes back to the byte, unless B did
 * not show how A had been written (9時半 by way of 10時). */
static void way_back(struct ty_desk *desk, const char *source,
		     const char *target, const char *now,
		     const struct ty_carry *carry)
{
	struct ty_carry *again;

	there++;
	if (ty_carry_over(&again, desk, now, carry->target, source, NULL) !=
	    TY_OK)
		return;
	if (!again->target)
		refused++;
	else if (!strcmp(again->target, target))
		back++;
	else
		printf("# %d: %s\n#    %s\n", ++other, target,
		       again->target);
	ty_carry_free(again);
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
	if (carry->target && !rest_kept(carry, lines[2]))
		ty_buf_adds(got, "\nmore than the values has changed");
	if (carry->ncarried)
		way_back(desks[!strcmp(lines[0], "ja")], lines[1], lines[2],
			 lines[3], carry);
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
	printf("# there %d, and to the byte back %d, refused %d\n", there,
	       back, refused);
	/* A half hour by way of a full one, a mark by way of a whole number. */
	is_int(other, 2, "A to B to A is A, but where B does not show its way");
	ok(back > 100, "most come back");
	for (i = 0; i < 2; i++)
		ty_desk_close(desks[i]);
	return tap_done();
}
