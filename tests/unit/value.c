/* Values: what a reader of the news takes for a quantity, and what not. */

#include <stdlib.h>
#include <string.h>

#include "taiyaku.h"
#include "../cases.h"
#include "text/value.h"

/* Each value as the case files have it: "money 1200000 USD | $1.2 million". */
static void read_case(struct ty_buf *got, const struct test_case *c, void *user)
{
	struct ty_values values = { 0 };
	const char *s = c->input.p;
	size_t i;

	ty_values_read(user, s, c->input.len, &values);
	for (i = 0; i < values.n; i++) {
		const struct ty_value *v = &values.v[i];

		ty_buf_addf(got, "%s%s%s %s %s%s| %.*s", i ? "\n" : "",
			    v->reference ? "reference " : "",
			    ty_value_kind_word(v->kind), v->amount, v->unit,
			    v->unit[0] ? " " : "",
			    (int)(v->span.end - v->span.start),
			    s + v->span.start);
	}
	ty_values_release(&values);
}

static void run_cases(const char *lang, const char *path)
{
	struct ty_value_reader *reader;
	struct ty_error err;

	ok_st(ty_value_reader_open(&reader, lang, &err), &err, lang);
	cases_run(path, read_case, reader);
	ty_value_reader_close(reader);
}

int main(void)
{
	run_cases("en", "tests/cases/values_en.txt");
	run_cases("ja", "tests/cases/values_ja.txt");
	return tap_done();
}
