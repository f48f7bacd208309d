/* How long a translation is: what is usual, and what is too far from it. */

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/check.h"
#include "text/utf8.h"

/* Bins of log(target / source), in columns; the middle one is 0. */
#define BINS		256
#define PER_BIN		0.03
/* Texts of fewer columns say nothing. */
#define SHORT		12
/* Statistics of fewer pairs than this are not trusted. */
#define ENOUGH		200
/* Alarm beyond so many standard deviations; they are wider for short texts,
 * whose words weigh more. */
#define FAR		5.0
#define SHORT_SPREAD	1.0

/* Measured on bilingual news and software text: the median of long texts, the
 * spread by quartiles, and how it grows towards short ones. */
#define ENGLISH_JAPANESE	(-0.15)
#define USUAL_SPREAD		0.22

void ty_check_lengths_init(struct ty_check_lengths *lengths,
			   bool source_japanese, bool target_japanese)
{
	*lengths = (struct ty_check_lengths){
		.middle = source_japanese == target_japanese ? 0 :
			  target_japanese ? ENGLISH_JAPANESE :
			  -ENGLISH_JAPANESE,
		.spread = USUAL_SPREAD,
	};
}

static bool ratio(double *out, size_t *length, const char *source,
		  size_t source_len, const char *target, size_t target_len)
{
	size_t a = ty_columns(source, source_len);
	size_t b = ty_columns(target, target_len);

	*length = a > b ? a : b;
	*out = log((double)(b + 1) / (double)(a + 1));
	return *length >= SHORT;
}

void ty_check_lengths_add(struct ty_check_lengths *lengths, const char *source,
			  const char *target)
{
	size_t length;
	double r;
	int bin;

	if (!source[0] || !target[0] ||
	    !ratio(&r, &length, source, strlen(source), target,
		   strlen(target)) || length < 2 * SHORT)
		return;
	bin = BINS / 2 + (int)lround(r / PER_BIN);
	lengths->bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
	lengths->n++;
}

/* The bin under which `share` of the pairs are. */
static double quantile(const struct ty_check_lengths *lengths, double share)
{
	double want = share * lengths->n, sum = 0;
	int i;

	for (i = 0; i < BINS && sum + lengths->bins[i] < want; i++)
		sum += lengths->bins[i];
	return (i - BINS / 2) * PER_BIN;
}

/* Median and quartiles do not mind the faults that are looked for. */
void ty_check_lengths_settle(struct ty_check_lengths *lengths)
{
	double spread;

	if (lengths->n < ENOUGH)
		return;
	spread = (quantile(lengths, 0.75) - quantile(lengths, 0.25)) / 1.349;
	lengths->middle = quantile(lengths, 0.5);
	lengths->spread = spread > USUAL_SPREAD ? spread : USUAL_SPREAD;
}

void ty_check_lengths_run(const struct ty_check_lengths *lengths,
			  const struct ty_check_run *run)
{
	const struct ty_check_side *s = &run->side[TY_CHECK_SOURCE];
	const struct ty_check_side *t = &run->side[TY_CHECK_TARGET];
	struct ty_buf message = TY_BUF_INIT;
	double r, spread, off;
	size_t length;

	if (!ty_check_on(run, TY_CHECK_LENGTH) || !s->len || !t->len ||
	    !ratio(&r, &length, s->s, s->len, t->s, t->len))
		return;
	spread = sqrt(lengths->spread * lengths->spread +
		      SHORT_SPREAD * SHORT_SPREAD / (double)length);
	off = r - lengths->middle;
	if (fabs(off) <= FAR * spread)
		return;
	ty_buf_addf(&message, off > 0 ?
		    _("%.1f times as long as translations usually are") :
		    _("%.1f times as short as translations usually are"),
		    exp(fabs(off)));
	ty_check_report(run, TY_CHECK_LENGTH, TY_CHECK_TARGET,
			(struct ty_span){ 0, t->len },
			&(struct ty_span){ 0, s->len }, NULL, message.p);
	ty_buf_release(&message);
}
