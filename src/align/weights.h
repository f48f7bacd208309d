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
	TY_LINK_TERM,		/* the glossary's, 3 characters or more, */
	TY_LINK_SHORT,		/* of 2 */
	TY_LINK_FIRST,		/* a dictionary's first sense */
	TY_LINK_USUAL,		/* a usual word of its */
	TY_LINK_NAME,		/* the reading of a name */
	TY_LINK_SIGN,		/* the glossary's, of 1 character */
	TY_LINK_OTHER,		/* any other sense of a dictionary */
	TY_LINK_PART,		/* any of these, but always within another */
	TY_LINK_FAINT,		/* a dictionary's, of 1 character */
	TY_LINK_SMALL,		/* a number up to 12 */
	TY_LINK_MARK,
	TY_LINK_ECHO,		/* katakana that resembles it */
	TY_NLINKS,
	TY_LINK_UNSURE = TY_LINK_OTHER	/* and what comes after it */
};

/*
 * For one kind of link: the probability, by side, that a translation has it,
 * given that its document has; how many segments more than counted have it by
 * chance; how much to believe of the log-odds where it is met and, by side,
 * where it is missed, since features are not independent of one another.
 */
struct ty_link_weight {
	double	hit[2], chance, met, missed[2];
};

/* What is nowhere on the other side. */
enum ty_lost { TY_LOST_NUMBER, TY_LOST_NAME, TY_LOST_TERM, TY_NLOST };

struct ty_weights {
	struct ty_link_weight link[TY_NLINKS];
	double	lost[2][TY_NLOST];	/* log-odds against a segment being
				   translated for each of these in it */
	double	likeness[2];	/* of sounds: SOUND and ECHO, at least */
	/* Lengths: variance of the log ratio of two translations, within a
	 * document and for each 1/character of the shorter; trust. */
	double	within, jitter, length;
	double	bead[TY_BEAD_MAX + 1][TY_BEAD_MAX + 1];	/* prior log-odds;
				   [1][0] and [0][1]: leaving out a segment */
	double	adapt;		/* how far that follows the document, */
	double	swap;		/* prior of neighbours in reversed order, */
	double	cross;		/* of pairs further out of order, */
	double	adapt_swap;	/* how far these two follow the document, */
	double	distance;	/* against each segment they jump over */
	double	exact;		/* of what a bead brings, the part that is for
				   being right exactly; */
	double	least;		/* how much more probable it has to be than
				   leaving it out: see path.c */
	size_t	cells;		/* largest table to look at as a whole, of about
				   35 bytes each */
	/* Confidence from log-odds: offset and factor, for beads from the
	 * ways through both documents that connect their sides, for omissions
	 * from those that leave the segment out, for what was joined out of
	 * order from the gain. */
	double	sure[2], sure_omitted[2], sure_crossed[2];
};

extern const struct ty_weights ty_align_weights;

#endif
