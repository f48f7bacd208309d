/* Exact decimal arithmetic, on as many digits as news can need. */

#include <string.h>

#include "text/decimal.h"

/* Digits are counted from the last: digit k stands for 10^(k - places). */
static int at(const struct ty_decimal *d, int k)
{
	return k >= 0 && k < d->n ? d->digit[d->n - 1 - k] : 0;
}

/* Drop zeros that say nothing: before the point and behind the last digit. */
static void trim(struct ty_decimal *d)
{
	int zeros = 0;

	while (d->places && d->n && !d->digit[d->n - 1]) {
		d->n--;
		d->places--;
	}
	while (zeros < d->n && !d->digit[zeros] && d->n - zeros > d->places)
		zeros++;
	d->n = (uint8_t)(d->n - zeros);
	memmove(d->digit, d->digit + zeros, d->n);
}

/*
 * Take a number from `n` digits, the last first, of which `places` stand after
 * the point; false if it does not fit.
 */
static bool settle(struct ty_decimal *d, const uint8_t *last, int n, int places)
{
	int low = 0, k;

	while (low < places && low < n && !last[low])
		low++;
	while (n > places && n > low && !last[n - 1])
		n--;
	if (n - low > TY_DECIMAL_DIGITS)
		return false;
	d->n = (uint8_t)(n - low);
	d->places = (uint8_t)(places - low);
	for (k = low; k < n; k++)
		d->digit[n - 1 - k] = last[k];
	return true;
}

void ty_decimal_set(struct ty_decimal *d, uint32_t value)
{
	uint8_t last[10];
	int n = 0;

	memset(d, 0, sizeof(*d));
	for (; value; value /= 10)
		last[n++] = (uint8_t)(value % 10);
	settle(d, last, n, 0);
}

bool ty_decimal_digit(struct ty_decimal *d, int digit)
{
	if (!d->n && !digit)
		return true;
	if (d->n == TY_DECIMAL_DIGITS)
		return false;
	d->digit[d->n++] = (uint8_t)digit;
	return true;
}

bool ty_decimal_place(struct ty_decimal *d, int digit)
{
	if (d->n == TY_DECIMAL_DIGITS)
		return false;
	d->digit[d->n++] = (uint8_t)digit;
	d->places++;
	return true;
}

bool ty_decimal_parse(struct ty_decimal *d, const char *s, size_t len)
{
	bool point = false, any = false, negative;
	size_t i;

	memset(d, 0, sizeof(*d));
	negative = len && s[0] == '-';
	for (i = negative; i < len; i++) {
		if (s[i] == '.' && !point && any) {
			point = true;
			any = false;
			continue;
		}
		if (s[i] < '0' || s[i] > '9')
			return false;
		any = true;
		if (!(point ? ty_decimal_place(d, s[i] - '0') :
			      ty_decimal_digit(d, s[i] - '0')))
			return false;
	}
	d->negative = negative;
	return any;
}

bool ty_decimal_shift(struct ty_decimal *d, int power)
{
	trim(d);
	if (!d->n)
		return true;
	for (; power > 0; power--) {
		if (d->places)
			d->places--;
		else if (!ty_decimal_digit(d, 0))
			return false;
	}
	for (; power < 0; power++) {
		if (d->places == d->n) {
			if (d->n == TY_DECIMAL_DIGITS)
				return false;
			memmove(d->digit + 1, d->digit, d->n++);
			d->digit[0] = 0;
		}
		d->places++;
	}
	trim(d);
	return true;
}

/* As for numbers without a sign. */
static int compare(const struct ty_decimal *a, const struct ty_decimal *b)
{
	int places = a->places > b->places ? a->places : b->places;
	int k = a->n > b->n ? a->n + places : b->n + places, x, y;

	for (; k >= 0; k--) {
		x = at(a, k - (places - a->places));
		y = at(b, k - (places - b->places));
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

bool ty_decimal_add(struct ty_decimal *d, const struct ty_decimal *b)
{
	uint8_t last[2 * TY_DECIMAL_DIGITS + 1];
	const struct ty_decimal a = *d, *more = &a, *less = b;
	int places = a.places > b->places ? a.places : b->places;
	int sign = a.negative == b->negative ? 1 : -1;
	int n = 0, carry = 0, k;

	if (compare(more, less) < 0) {
		more = b;
		less = &a;
	}
	d->negative = more->negative;
	for (k = 0; k < 2 * TY_DECIMAL_DIGITS + 1; k++) {
		carry += at(more, k - (places - more->places)) +
			 sign * at(less, k - (places - less->places)) + 10;
		last[n++] = (uint8_t)(carry % 10);
		carry = carry / 10 - 1;
	}
	return settle(d, last, n, places);
}

bool ty_decimal_multiply(struct ty_decimal *d, const struct ty_decimal *b)
{
	uint8_t last[2 * TY_DECIMAL_DIGITS + 1];
	const struct ty_decimal a = *d;
	int sum = 0, i, k;

	for (k = 0; k < a.n + b->n; k++) {
		for (i = k < b->n ? 0 : k - b->n + 1; i <= k && i < a.n; i++)
			sum += at(&a, i) * at(b, k - i);
		last[k] = (uint8_t)(sum % 10);
		sum /= 10;
	}
	d->negative = a.negative != b->negative;
	return settle(d, last, k, a.places + b->places);
}

bool ty_decimal_times(struct ty_decimal *d, uint32_t factor)
{
	struct ty_decimal b;

	ty_decimal_set(&b, factor);
	return ty_decimal_multiply(d, &b);
}

bool ty_decimal_is_zero(const struct ty_decimal *d)
{
	int k;

	for (k = 0; k < d->n; k++)
		if (d->digit[k])
			return false;
	return true;
}

int ty_decimal_compare(const struct ty_decimal *a, const struct ty_decimal *b)
{
	if (ty_decimal_is_zero(a) && ty_decimal_is_zero(b))
		return 0;
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? -compare(a, b) : compare(a, b);
}

bool ty_decimal_whole(const struct ty_decimal *d, uint32_t max, uint32_t *out)
{
	struct ty_decimal copy = *d;
	uint64_t value = 0;
	int k;

	trim(&copy);
	if (copy.places || copy.n > 10 || (copy.negative && copy.n))
		return false;
	for (k = 0; k < copy.n; k++)
		value = value * 10 + copy.digit[k];
	*out = (uint32_t)value;
	return value <= max;
}

size_t ty_decimal_format(const struct ty_decimal *d, char out[TY_DECIMAL_TEXT])
{
	struct ty_decimal copy = *d;
	size_t len = 0;
	int k;

	trim(&copy);
	if (copy.negative && copy.n)
		out[len++] = '-';
	if (copy.n == copy.places)
		out[len++] = '0';
	for (k = 0; k < copy.n; k++) {
		if (k == copy.n - copy.places)
			out[len++] = '.';
		out[len++] = (char)('0' + copy.digit[k]);
	}
	out[len] = '\0';
	return len;
}
