/* Decimals and numerals: exact, or nothing. */

#include <stdlib.h>

#include "text/decimal.h"
#include "text/numeral.h"
#include "../tap.h"

static struct ty_decimal parse(const char *s)
{
	struct ty_decimal d;

	if (!ty_decimal_parse(&d, s, strlen(s)))
		printf("# not a decimal: %s\n", s);
	return d;
}

static void is(const struct ty_decimal *d, const char *want, const char *name)
{
	char text[TY_DECIMAL_TEXT];

	ty_decimal_format(d, text);
	is_str(text, want, name);
}

static void forms(void)
{
	static const char *const cases[][2] = {
		{ "0", "0" }, { "007", "7" }, { "3.50", "3.5" },
		{ "-0.30", "-0.3" }, { "-0", "0" }, { "0.000", "0" },
		{ "1200000", "1200000" }, { "0.05", "0.05" }, { "10", "10" },
		{ "1000000000000000000000000000000000000000",
		  "1000000000000000000000000000000000000000" },
		{ "0.0000000000000000000000000000000000000001",
		  "0.0000000000000000000000000000000000000001" },
	};
	static const char *const bad[] = {
		"", "-", ".", "1.", ".5", "1.2.3", "1e5", "+5", "5 ", "1,000",
		"10000000000000000000000000000000000000000",
		"0.00000000000000000000000000000000000000001",
	};
	struct ty_decimal d;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		d = parse(cases[i][0]);
		is(&d, cases[i][1], cases[i][0]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!ty_decimal_parse(&d, bad[i], strlen(bad[i])), bad[i]);
}

static void sums(void)
{
	static const char *const cases[][4] = {	/* a, b, a + b, a * b */
		{ "1.2", "0.85", "2.05", "1.02" },
		{ "99", "1", "100", "99" },
		{ "5", "-7.5", "-2.5", "-37.5" },
		{ "-5", "5", "0", "-25" },
		{ "0.1", "0.9", "1", "0.09" },
		{ "123456789", "0", "123456789", "0" },
		{ "300", "0.01", "300.01", "3" },
	};
	struct ty_decimal a, b;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		a = parse(cases[i][0]);
		b = parse(cases[i][1]);
		ok(ty_decimal_add(&a, &b), "fits");
		is(&a, cases[i][2], "sum");
		a = parse(cases[i][0]);
		ok(ty_decimal_multiply(&a, &b), "fits");
		is(&a, cases[i][3], "product");
	}
	a = parse("9999999999999999999999999999999999999999");
	b = parse("1");
	ok(!ty_decimal_add(&a, &b), "no sum of 41 digits");
	a = parse("100000000000000000000");
	b = a;
	ok(!ty_decimal_multiply(&a, &b), "no product of 41 digits");
	a = parse("1");
	b = parse("0.0000000000000000000000000000000000000001");
	ok(!ty_decimal_add(&a, &b), "nor of 41 with those behind the point");
}

static void shifts(void)
{
	struct ty_decimal d = parse("1.25");

	ok(ty_decimal_shift(&d, 6), "1.25 million");
	is(&d, "1250000", "is whole");
	ok(ty_decimal_shift(&d, -8), "and back, further");
	is(&d, "0.0125", "behind the point");
	ok(ty_decimal_shift(&d, -36), "as far as it goes");
	ok(!ty_decimal_shift(&d, -1), "and no further");
	d = parse("0");
	ok(ty_decimal_shift(&d, 1000), "nothing stays nothing");
	is(&d, "0", "however far");
	d = parse("1");
	ok(!ty_decimal_shift(&d, 40), "no 10^40");
}

static void order(void)
{
	static const char *const up[] = {
		"-10", "-9.5", "-0.01", "0", "0.009", "0.01", "1", "1.5", "2",
		"10", "100.01"
	};
	const struct ty_decimal big = parse("4294967296");
	struct ty_decimal a, b;
	uint32_t whole;
	size_t i, k;
	bool right = true;

	for (i = 0; i < sizeof(up) / sizeof(*up); i++) {
		for (k = 0; k < sizeof(up) / sizeof(*up); k++) {
			a = parse(up[i]);
			b = parse(up[k]);
			right &= ty_decimal_compare(&a, &b) ==
				 (i < k ? -1 : i > k);
		}
	}
	ok(right, "every two are in order");
	a = parse("-0.0");
	b = parse("0");
	is_int(ty_decimal_compare(&a, &b), 0, "nothing has no sign");
	a = parse("3.50");
	b = parse("3.5");
	is_int(ty_decimal_compare(&a, &b), 0, "3.50 is 3.5");
	a = parse("12.00");
	ok(ty_decimal_whole(&a, 12, &whole) && whole == 12, "12.00 is whole");
	ok(!ty_decimal_whole(&a, 11, &whole), "and more than 11");
	ok(!ty_decimal_whole(&b, 11, &whole), "3.5 is not");
	ok(!ty_decimal_whole(&big, UINT32_MAX, &whole), "2^32 is too much");
}

/* ------------------------------------------------------------- numerals -- */

static void reads(const char *s, const char *want)
{
	char got[TY_DECIMAL_TEXT + 32], text[TY_DECIMAL_TEXT];
	struct ty_numeral num;

	if (!ty_numeral_read(&num, s, strlen(s), 0)) {
		is_str("none", want, s);
		return;
	}
	ty_decimal_format(&num.amount, text);
	snprintf(got, sizeof(got), "%s up to %zu", num.good ? text : "bad",
		 num.span.end);
	is_str(got, want, s);
}

static void numerals(void)
{
	char *long_one = malloc(1000001);
	struct ty_numeral num;

	reads("48,500 men", "48500 up to 6");
	reads("3.25.", "3.25 up to 4");
	reads("1,200,000", "1200000 up to 9");
	reads("３，０００", "3000 up to 15");
	reads("１２0", "120 up to 7");
	reads("٤٨", "48 up to 4");
	reads("٣٫٥", "3.5 up to 6");
	reads("٤8", "bad up to 3");
	reads("1,23,4", "bad up to 6");
	reads("1234,567", "bad up to 8");
	reads("2.4.1", "bad up to 5");
	reads("1.5,000", "bad up to 7");
	reads("1, 2", "1 up to 1");
	reads("10000000000000000000000000000000000000000", "bad up to 41");
	reads("one", "none");
	reads("", "none");
	memset(long_one, '1', 1000000);
	ok(ty_numeral_read(&num, long_one, 1000000, 0) && !num.good &&
	   num.span.end == 1000000, "a million digits are none, all at once");
	free(long_one);
}

int main(void)
{
	forms();
	sums();
	shifts();
	order();
	numerals();
	return tap_done();
}
