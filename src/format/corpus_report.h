#ifndef TY_FORMAT_CORPUS_REPORT_H
#define TY_FORMAT_CORPUS_REPORT_H

#include "format/corpus_files.h"

/* What a report shows of one pair. */
struct ty_corpus_example {
	uint64_t	 rank;		/* the lowest are shown */
	char		*source, *target, *story;
	double		 score;
};

/* So many of a kind, drawn from all without knowing how many there are. */
#define TY_CORPUS_EXAMPLES	5
#define TY_CORPUS_SAMPLES	20
struct ty_corpus_drawn {
	struct ty_corpus_example v[TY_CORPUS_SAMPLES];
	size_t			 n;
};
void ty_corpus_draw(struct ty_corpus_drawn *drawn, size_t most, uint64_t rank,
		    const struct ty_corpus_story *story,
		    const struct ty_corpus_pair *pair);

#define TY_CORPUS_BINS	20
struct ty_corpus_report {
	struct ty_corpus_counts	counts;
	const struct ty_corpus_options *options;
	const char		*name, *source, *target;
	size_t			 embargoed, killed, licence, status;
	size_t			 why[TY_NWHYS];
	size_t			 stories[TY_NSPLITS];
	uint64_t		 characters[TY_NSPLITS][2];
	size_t			 largest;	/* group of stories */
	size_t			 score[2][TY_CORPUS_BINS];	/* left out, kept;
						   confidence in steps of .05 */
	size_t			 length[2][TY_CORPUS_BINS];	/* kept, by side;
						   characters in steps of 10
						   (source), 5 (target) */
	size_t			 shape[4][4];	/* kept: segments of a side */
	char			 first[24], last[24];	/* dates, if ISO */
	struct ty_corpus_drawn	 examples[TY_NWHYS], samples;
};
void ty_corpus_report_release(struct ty_corpus_report *report);

/* report.html and README.md; they look at no result of writing. */
void ty_corpus_page(FILE *f, const struct ty_corpus_report *report);
void ty_corpus_card(FILE *f, const struct ty_corpus_report *report);

#endif
