#ifndef TY_ALIGN_WEIGHTS_H
#define TY_ALIGN_WEIGHTS_H

#include <stddef.h>

#define TY_BEAD_MAX	3		/* segments of a bead on one side */

/* How a feature of one side is met on the other, the surest first. */
enum ty_link_kind {
	TY_LINK_NUMBER,
	TY_LINK_MONTH,
	TY_LINK_LATIN,		/* the same word */
	TY_LINK_SOUND,		/* katakana that sounds like it */
	TY_LINK_TERM,		/* a translation of 3 characters or more, */
	TY_LINK_SHORT,		/* of 2, */
	TY_LINK_SIGN,		/* of 1 */
	TY_LINK_SMALL,		/* a number up to 12 */
	TY_LINK_MARK,
	TY_LINK_ECHO,		/* katakana that resembles it */
	TY_NLINKS
};

struct ty_weights {
	/*
	 * For each kind of link: the probability that a translation has it,
	 * given that its document has; how many segments more than counted have
	 * it by chance; how much of the log-odds to believe, since features
	 * are not independent of one another.
	 */
	struct {
		double	hit, chance, trust;
	} link[TY_NLINKS];
	double	lost[3];	/* log-odds against a segment being translated
				   for each number, name, term in it that is
				   nowhere on the other side */
	double	likeness[2];	/* of sounds: SOUND and ECHO, at least */
	/* Lengths: variance of the log ratio of two translations, within a
	 * document and for each 1/character of the shorter; trust. */
	double	within, jitter, length;
	double	bead[TY_BEAD_MAX + 1][TY_BEAD_MAX + 1];	/* prior log-odds;
				   [1][0] and [0][1]: leaving out a segment */
	double	adapt;		/* how far that follows the document */
	double	swap;		/* prior of neighbours in reversed order, */
	double	cross;		/* of pairs further out of order, */
	double	distance;	/* for each segment that these jump over */
	size_t	cells;		/* largest table to look at as a whole, of about
				   35 bytes each */
	double	sure[2];	/* confidence from the odds of a bead among all
				   ways through: offset and factor */
};

extern const struct ty_weights ty_align_weights;

#endif
