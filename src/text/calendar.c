/* The amounts of dates, taken apart, and the proleptic Gregorian calendar. */

#include <stdio.h>
#include <string.h>

#include "text/calendar.h"

/* Exactly `n` digits at *s, which moves past them; -1 if there are others. */
static int digits(const char **s, int n)
{
	int v = 0;

	for (; n > 0; n--, ++*s) {
		if (**s < '0' || **s > '9')
			return -1;
		v = 10 * v + (**s - '0');
	}
	return v;
}

static int weekday_of(const char *name)
{
	static const char names[] = "MonTueWedThuFriSatSun";
	const char *at = strlen(name) == 3 ? strstr(names, name) : NULL;

	return at && (at - names) % 3 == 0 ? (int)(at - names) / 3 + 1 : 0;
}

static bool year(struct ty_calendar *out, const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 6 || s[n])
		return false;
	out->year = digits(&s, (int)n);
	return out->year > 0;
}

bool ty_calendar_read(struct ty_calendar *out, const struct ty_value *v)
{
	const char *s = v->amount;

	memset(out, 0, sizeof(*out));
	if (v->kind == TY_VALUE_YEAR)
		return year(out, s);
	if (v->kind != TY_VALUE_DATE && v->kind != TY_VALUE_MONTH)
		return false;
	if ((out->weekday = weekday_of(s)))
		return true;
	/* 2024-10-01, 2024-10, --10-01, --10, ---15. */
	if (!strncmp(s, "---", 3)) {
		s += 3;
		out->day = digits(&s, 2);
	} else {
		if (!strncmp(s, "--", 2)) {
			s += 2;
		} else if ((out->year = digits(&s, 4)) <= 0 || *s++ != '-') {
			return false;
		}
		out->month = digits(&s, 2);
		if (*s == '-') {
			s++;
			out->day = digits(&s, 2);
		}
	}
	return !*s && out->month >= 0 && out->day >= 0;
}

bool ty_calendar_valid(const struct ty_calendar *date)
{
	static const int days[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	int y = date->year;
	bool leap = !y || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));

	if (date->month > 12 || date->day > 31)
		return false;
	if (date->month == 2 && date->day == 29)
		return leap;
	return !date->month || date->day <= days[date->month - 1];
}

int ty_calendar_weekday(const struct ty_calendar *date)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int y = date->year, day;

	if (date->weekday)
		return date->weekday;
	if (!y || !date->month || !date->day || !ty_calendar_valid(date))
		return 0;
	/* Sakamoto's rule: 0 is Sunday. */
	y -= date->month < 3;
	day = (y + y / 4 - y / 100 + y / 400 + shift[date->month - 1] +
	       date->day) % 7;
	return day ? day : 7;
}
