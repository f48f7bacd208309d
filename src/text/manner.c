/* A decimal's digits by their places, as writing needs them. */

#include "text/manner.h"

int ty_digit_at(const struct ty_decimal *d, int place)
{
	int i = d->n - 1 - (place + d->places);

	return i >= 0 && i < d->n ? d->digit[i] : 0;
}

int ty_digits_whole(const struct ty_decimal *d)
{
	return d->n - d->places;
}

int ty_digits_below(const struct ty_decimal *d, int place)
{
	int last = -d->places;

	while (last < place && ty_digit_at(d, last) == 0)
		last++;
	return place > last ? place - last : 0;
}

bool ty_decimal_under(const struct ty_decimal *d, uint32_t bound)
{
	uint64_t whole = 0;
	int place;

	if (ty_digits_whole(d) > 10)
		return false;
	for (place = ty_digits_whole(d) - 1; place >= 0; place--)
		whole = whole * 10 + (uint64_t)ty_digit_at(d, place);
	return whole < bound;
}
