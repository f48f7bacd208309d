/* The translation of a match, with the places a reader has to look at. */

#include "format/target.h"
#include "../tap.h"

static void plain(struct ty_buf *out, const char *s, size_t len)
{
	ty_buf_add(out, s, len);
}

static const struct ty_target_style style = {
	{ "{", "}" }, { "<", ">" }, plain
};

static void shown(const struct ty_match *m, bool now, const char *want)
{
	struct ty_buf out = TY_BUF_INIT;

	ty_target_put(&out, m, now, &style);
	is_str(out.p, want, want);
	ty_buf_release(&out);
}

int main(void)
{
	struct ty_span spans[] = {
		{ 0, 1 }, { 2, 3 }, { 4, 6 }, { 7, 8 }, { 9, 99 }
	};
	struct ty_carried carried[] = {
		{ .was = { 2, 3 }, .now = { 2, 5 } },
		{ .was = { 7, 8 }, .now = { 9, 10 } },
	};
	struct ty_carry carry = { .carried = carried, .ncarried = 2 };
	struct ty_match m = { .target = "a 1 bb 2 c", .target_spans = spans };
	static const struct ty_target_style none = { .put = plain };
	struct ty_buf out = TY_BUF_INIT;

	shown(&m, true, "a 1 bb 2 c");
	m.ntarget_spans = 5;
	shown(&m, true, "<a> <1> <bb> <2> c");
	ok(!ty_target_carried(&m, &spans[1]), "nothing was carried over");
	m.repaired = "a 100 bb 3 c";
	m.carry = &carry;
	shown(&m, true, "<a> {100} <bb> {3} c");
	shown(&m, false, "<a> {1} <bb> {2} c");
	ok(ty_target_carried(&m, &spans[1]), "a value was");
	ok(!ty_target_carried(&m, &spans[2]), "a word was not");
	m.ntarget_spans = 1;
	shown(&m, true, "<a> {100} bb {3} c");
	m.ntarget_spans = 0;
	shown(&m, true, "a {100} bb {3} c");
	ty_target_put(&out, &m, true, &none);
	is_str(out.p, m.repaired, "without marks");
	ty_buf_release(&out);
	return tap_done();
}
