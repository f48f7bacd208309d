/* How TMX writes dates and scores. */

#include <string.h>

#include "format/tmx.h"

/* True if `s` is like `shape`, where a 'd' is any digit. */
static bool is_like(const char *s, const char *shape)
{
	for (; *shape; s++, shape++)
		if (*shape == 'd' ? *s < '0' || *s > '9' : *s != *shape)
			return false;
	return !*s;
}

void ty_tmx_read_date(struct ty_buf *out, const char *s)
{
	ty_buf_clear(out);
	if (is_like(s, "ddddddddTddddddZ"))
		ty_buf_addf(out, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s, s + 4,
			    s + 6, s + 9, s + 11, s + 13);
}

void ty_tmx_write_date(struct ty_buf *out, const char *s)
{
	ty_buf_clear(out);
	if (is_like(s, "dddd-dd-ddTdd:dd:ddZ"))
		ty_buf_addf(out, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", s, s + 5, s + 8,
			    s + 11, s + 14, s + 17);
}

void ty_tmx_read_score(double *score, const char *s)
{
	double value = s[0] == '1', place = 0.1;

	if ((s[0] != '0' && s[0] != '1') || (s[1] && s[1] != '.'))
		return;
	for (s += s[1] == '.' ? 2 : 1; *s >= '0' && *s <= '9'; s++) {
		value += (*s - '0') * place;
		place /= 10;
	}
	if (!*s && value <= 1)
		*score = value;
}

void ty_tmx_write_score(struct ty_buf *out, double score)
{
	int n = score >= 1 ? 10000 : score > 0 ? (int)(score * 10000 + 0.5) : 0;

	ty_buf_addf(out, "%d.%04d", n / 10000, n % 10000);
}
