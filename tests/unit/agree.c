/* Values of two languages: what says the same, and who is whose counterpart. */

#include <stdlib.h>

#include "base/alloc.h"
#include "text/agree.h"
#include "text/calendar.h"
#include "../tap.h"

#define N TY_VALUE_NUMBER
#define C TY_VALUE_COUNT
#define YEN TY_VALUE_MONEY
#define P TY_VALUE_PERCENT
#define F TY_VALUE_FRACTION
#define D TY_VALUE_DATE
#define M TY_VALUE_MONTH
#define Y TY_VALUE_YEAR
#define T TY_VALUE_TIME
#define DUR TY_VALUE_DURATION
#define AGE TY_VALUE_AGE
#define ORD TY_VALUE_ORDINAL
#define LEN TY_VALUE_LENGTH

static struct ty_value value(enum ty_value_kind kind, const char *amount,
			     const char *unit)
{
	struct ty_value v = { .kind = kind, .ends = kind, .unit = unit };

	snprintf(v.amount, sizeof(v.amount), "%s", amount);
	return v;
}

static struct ty_value range(enum ty_value_kind ends, const char *amount,
			     const char *unit)
{
	struct ty_value v = value(TY_VALUE_RANGE, amount, unit);

	v.ends = ends;
	return v;
}

/* Both ways round. */
static void agree(struct ty_value a, struct ty_value b, enum ty_agree want,
		  const char *name)
{
	enum ty_agree there = ty_value_agree(&a, &b);
	enum ty_agree back = ty_value_agree(&b, &a);

	ok(there == want && back == want, name);
	if (there != want || back != want)
		printf("#  got: %d, back %d; want %d\n", there, back, want);
}

#define yes(a, b, name)		agree(a, b, TY_AGREE_SAME, name)
#define converted(a, b, name)	agree(a, b, TY_AGREE_CONVERTED, name)
#define partly(a, b, name)	agree(a, b, TY_AGREE_PARTLY, name)
#define no(a, b, name)		agree(a, b, TY_AGREE_NOT, name)
#define v(kind, amount, unit)	value(kind, amount, unit)

static void numbers(void)
{
	char long_a[TY_VALUE_AMOUNT], long_b[TY_VALUE_AMOUNT];

	yes(v(N, "1200000", ""), v(N, "1200000", ""), "a number is itself");
	no(v(N, "3.5", ""), v(N, "35", ""), "the point moved");
	no(v(N, "1200000", ""), v(N, "120000", ""), "a power of ten less");
	no(v(N, "-4", ""), v(N, "4", ""), "the sign went");
	no(v(N, "3480", ""), v(N, "3500", ""), "rounded is not the same");
	yes(v(N, "7", ""), v(C, "7", "person"), "English counts bare");
	no(v(C, "7", "ship"), v(C, "7", "person"), "what is counted differs");
	converted(v(N, "3", "times"), v(C, "3", "occasion"), "three times");
	partly(v(N, "3", "times"), v(N, "3", ""), "times, or only a number");
	no(v(N, "5", "shindo_upper"), v(N, "5", "shindo_lower"), "upper, lower");
	no(v(N, "5", "shindo_upper"), v(N, "5", ""), "upper, plain");
	converted(v(N, "99", "idxpt"), v(N, "99", "point"), "of a game");
	partly(v(N, "200", "idxpt"), v(P, "200", "point"), "index points");
	partly(v(N, "200", "idxpt"), v(YEN, "200", "JPY"), "of the Nikkei, yen");
	partly(v(N, "100", ""), v(LEN, "100", "m"), "100 or 200 meters");
	partly(v(C, "3", "occasion"), v(ORD, "3", ""), "the third, 3回目");
	no(v(C, "3", "person"), v(AGE, "3", ""), "three people, aged three");

	memset(long_a, '9', sizeof(long_a));
	memset(long_b, '9', sizeof(long_b));
	long_a[90] = long_b[90] = '\0';
	long_b[89] = '8';
	yes(v(N, long_a, ""), v(C, long_a, "person"), "ninety digits");
	no(v(N, long_a, ""), v(N, long_b, ""), "of which the last differs");
	no(v(N, "", ""), v(N, "0", ""), "no amount is no zero");
	converted(v(N, "0.31", ""), v(P, "31", "percent"), ".310, 3割1分");
	no(v(N, "0.31", ""), v(P, "30", "percent"), ".310 is not 3割");
	no(v(N, "31", ""), v(P, "0.31", "percent"), "31 is not 0.31%");
}

static void units(void)
{
	char long_a[TY_VALUE_AMOUNT];

	yes(v(YEN, "4000000000", "JPY"), v(YEN, "4000000000", "JPY"), "money");
	no(v(YEN, "5000000", "USD"), v(YEN, "5000000", "JPY"), "currencies");
	no(v(P, "3", "percent"), v(P, "3", "point"), "percent and points");
	converted(v(P, "25", "bp"), v(P, "0.25", "point"), "basis points");
	no(v(P, "25", "bp"), v(P, "2.5", "point"), "ten times as many");
	converted(v(P, "50", "percent"), v(F, "1/2", ""), "fifty percent, half");
	no(v(P, "33", "percent"), v(F, "1/3", ""), "33 percent is no third");
	yes(v(F, "2/3", ""), v(F, "2/3", ""), "two thirds");
	converted(v(F, "1/2", ""), v(N, "0.5", ""), "half, 0.5");
	no(v(F, "2/3", ""), v(F, "3/4", ""), "three quarters");
	converted(v(LEN, "1.5", "km"), v(LEN, "1500", "m"), "km and m");
	no(v(LEN, "12", "mile"), v(LEN, "12", "km"), "miles and km");
	no(v(LEN, "5", "mile"), v(LEN, "8.04672", "km"), "nor converted");
	converted(v(LEN, "6", "ft"), v(LEN, "72", "in"), "feet and inches");
	converted(v(TY_VALUE_AREA, "2.5", "ha"), v(TY_VALUE_AREA, "25000", "m2"),
		  "hectares");
	converted(v(TY_VALUE_POWER, "140", "MW"),
		  v(TY_VALUE_POWER, "140000", "kW"), "megawatts");
	converted(v(TY_VALUE_RATE, "10", "m/s"), v(TY_VALUE_RATE, "36", "km/h"),
		  "metres a second");
	no(v(TY_VALUE_TEMPERATURE, "-4", "degC"),
	   v(TY_VALUE_TEMPERATURE, "4", "degC"), "minus four degrees");
	no(v(TY_VALUE_TEMPERATURE, "38", "degC"),
	   v(TY_VALUE_TEMPERATURE, "38", "degF"), "Celsius and Fahrenheit");

	memset(long_a, '9', sizeof(long_a));
	long_a[90] = '\0';
	no(v(LEN, long_a, "km"), v(LEN, "1", "mm"), "a very long road");
}

static void times(void)
{
	yes(v(D, "--10-01", ""), v(D, "--10-01", ""), "Oct. 1");
	no(v(D, "--10-01", ""), v(D, "--10-02", ""), "another day");
	no(v(D, "--10-01", ""), v(D, "--11-01", ""), "another month");
	partly(v(D, "2024-10-01", ""), v(D, "--10-01", ""), "no year");
	partly(v(D, "--10-15", ""), v(D, "---15", ""), "Oct. 15, 15日");
	partly(v(D, "Sat", ""), v(D, "---05", ""), "Saturday, 5日");
	no(v(D, "Mon", ""), v(D, "Tue", ""), "another weekday");
	partly(v(D, "2024-10-07", ""), v(D, "Mon", ""), "a Monday it was");
	no(v(D, "2024-10-07", ""), v(D, "Tue", ""), "and no Tuesday");
	no(v(D, "2024-10-07", ""), v(Y, "2024", ""), "a day is not its year");
	no(v(D, "--10-07", ""), v(M, "--10", ""), "nor its month");
	partly(v(M, "2024-10", ""), v(M, "--10", ""), "October 2024, 10月");
	no(v(M, "2024-10", ""), v(Y, "2024", ""), "a month is not its year");
	partly(v(D, "---15", ""), v(ORD, "15", ""), "the 15th");
	partly(v(DUR, "3", "day"), v(D, "---03", ""), "three days, 3日");
	yes(v(Y, "2024", ""), v(Y, "2024", ""), "2024, 令和6年");
	no(v(Y, "2024", ""), v(Y, "2023", ""), "令和5年");
	partly(v(Y, "2024", "FY"), v(Y, "2024", ""), "a fiscal year");
	no(v(Y, "2024", "FY"), v(Y, "2023", ""), "another one");
	no(v(Y, "1990", "decade"), v(Y, "1990", ""), "a decade");
	partly(v(Y, "1990", "decade"), v(Y, "90", "decade"), "90年代");
	no(v(Y, "1990", "decade"), v(Y, "80", "decade"), "80年代");
	partly(v(Y, "2012", ""), v(N, "2012", ""), "a number or a year");
	partly(v(Y, "2012", ""), v(DUR, "12", "year"), "12年");
	yes(v(T, "15:15", ""), v(T, "15:15", ""), "a time");
	no(v(T, "15:15", ""), v(T, "03:15", ""), "afternoon, morning");
	no(v(T, "12:00", ""), v(T, "00:00", ""), "noon, midnight");
	partly(v(N, "8", ""), v(T, "20:00", ""), "at 8");
	no(v(N, "8", ""), v(T, "20:30", ""), "but not half past");
	converted(v(DUR, "18", "month"), v(DUR, "1.5", "year"), "18 months");
	converted(v(DUR, "90", "min"), v(DUR, "1.5", "h"), "90 minutes");
	no(v(DUR, "6", "week"), v(DUR, "6", "month"), "six weeks, 6カ月");
	no(v(DUR, "30", "day"), v(DUR, "1", "month"), "a month has no length");
	yes(v(AGE, "72", ""), v(AGE, "72", ""), "72歳");
	partly(v(AGE, "5", ""), v(DUR, "5", "year"), "five years old");
	partly(v(ORD, "34", ""), v(DUR, "34", "min"), "the 34th minute");
	no(v(ORD, "34", ""), v(YEN, "34", "JPY"), "and no money");
	no(v(AGE, "30", "decade"), v(AGE, "30", ""), "in the thirties");
	converted(v(ORD, "12", "century"), v(ORD, "12", ""), "the 12th");
	no(v(ORD, "2", "floor"), v(ORD, "2", "station"), "of what");
	yes(v(TY_VALUE_SCORE, "3-2", ""), v(TY_VALUE_SCORE, "3-2", ""), "3-2");
	partly(v(TY_VALUE_SCORE, "13-2", ""), v(TY_VALUE_SCORE, "2-13", ""),
	       "the loser's view");
	no(v(TY_VALUE_SCORE, "3-2", ""), v(TY_VALUE_SCORE, "3-1", ""), "3-1");
	partly(v(TY_VALUE_SCORE, "3-2", ""), range(N, "3..2", ""), "or a range");
	no(v(TY_VALUE_SCORE, "3-2", ""), range(N, "3..5", ""), "another");
	no(v(TY_VALUE_SCORE, "11-1", ""), v(TY_VALUE_SCORE, "1-1", ""), "11-1");
}

static void ranges(void)
{
	yes(range(LEN, "100..150", "mm"), range(LEN, "100..150", "mm"), "ends");
	no(range(LEN, "100..150", "mm"), range(LEN, "100..200", "mm"), "high");
	no(range(LEN, "90..150", "mm"), range(LEN, "100..150", "mm"), "low");
	converted(range(LEN, "10..15", "cm"), range(LEN, "100..150", "mm"),
		  "both convert");
	partly(range(D, "--10-01..--10-05", "date"),
	       range(D, "---01..---05", "date"), "days without a month");
	yes(range(Y, "2005..2012", "year"), range(Y, "2005..2012", "year"),
	    "years");
	no(range(LEN, "100..150", "mm"), v(LEN, "100", "mm"), "not one end");
}

static void pair(const struct ty_value *a, size_t na, const struct ty_value *b,
		 size_t nb, const char *want, const char *name)
{
	struct ty_values left = { (struct ty_value *)a, na, na };
	struct ty_values right = { (struct ty_value *)b, nb, nb };
	size_t partner_a[8], partner_b[8], i;
	char got[64] = "";

	ty_values_pair(&left, &right, partner_a, partner_b);
	for (i = 0; i < na; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%c",
			 partner_a[i] == TY_NO_PARTNER ? '.' :
			 (char)('0' + partner_a[i]));
	for (i = 0; i < nb; i++)
		if (partner_b[i] != TY_NO_PARTNER &&
		    partner_a[partner_b[i]] != i)
			snprintf(got + strlen(got), 8, " bad");
	is_str(got, want, name);
}

static void pairs(void)
{
	const struct ty_value two[] = { v(N, "12", ""), v(N, "30", "") };
	const struct ty_value turned[] = {
		v(C, "30", "person"), v(C, "12", "person")
	};
	const struct ty_value day[] = { v(D, "--10-12", ""), v(N, "12", "") };
	const struct ty_value twelve[] = { v(N, "12", ""), v(D, "---12", "") };
	const struct ty_value same_[] = { v(N, "3", ""), v(N, "3", "") };
	size_t *pa, *pb, i, n = 5000;
	struct ty_values a = { NULL, 0, 0 }, b = { NULL, 0, 0 };
	bool all = true;

	pair(two, 2, turned, 2, "10", "by amount, not by place");
	pair(day, 2, twelve, 2, "10", "the best agreement first");
	pair(same_, 2, same_, 2, "01", "equals in the order of the text");
	pair(two, 2, turned, 1, ".0", "one is left over");
	pair(two, 0, turned, 2, "", "nothing to pair with");

	/* A page of figures. */
	a.v = ty_alloc(n, sizeof(*a.v));
	b.v = ty_alloc(n, sizeof(*b.v));
	a.n = b.n = n;
	pa = ty_alloc(n, sizeof(*pa));
	pb = ty_alloc(n, sizeof(*pb));
	for (i = 0; i < n; i++) {
		char amount[16];

		snprintf(amount, sizeof(amount), "%zu", i);
		a.v[i] = v(N, amount, "");
		b.v[i] = v(C, amount, "person");
	}
	ty_values_pair(&a, &b, pa, pb);
	for (i = 0; i < n; i++)
		all = all && pa[i] == i && pb[i] == i;
	ok(all, "five thousand values find their partners");
	free(a.v);
	free(b.v);
	free(pa);
	free(pb);
}

static void weekday(int y, int m, int d, int want, const char *name)
{
	is_int(ty_calendar_weekday(&(struct ty_calendar){ y, m, d, 0 }), want,
	       name);
}

static void calendar(void)
{
	weekday(2024, 2, 29, 4, "a leap day was a Thursday");
	weekday(2000, 1, 1, 6, "2000 began on a Saturday");
	weekday(1868, 10, 23, 5, "Meiji, on a Friday");
	weekday(2023, 2, 29, 0, "no such day");
	weekday(0, 2, 29, 0, "no year, no weekday");
	ok(ty_calendar_valid(&(struct ty_calendar){ 0, 2, 29, 0 }),
	   "some year has a Feb. 29");
	ok(!ty_calendar_valid(&(struct ty_calendar){ 0, 4, 31, 0 }),
	   "no April has 31 days");
	ok(!ty_calendar_valid(&(struct ty_calendar){ 1900, 2, 29, 0 }),
	   "1900 was no leap year");
}

int main(void)
{
	numbers();
	units();
	times();
	ranges();
	pairs();
	calendar();
	return tap_done();
}
