#ifndef TAIYAKU_H
#define TAIYAKU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/*
 * libtaiyaku: a translation memory for wire stories.
 *
 * All text is NUL-terminated UTF-8.  Languages are BCP 47 tags ("en", "ja",
 * "pt-BR").  Functions that can fail return enum ty_status and take
 * `struct ty_error *err` last; pass NULL if the code is enough.  *err is
 * written only on failure.  The library never prints, never exits on bad
 * input, reads no environment variable and makes no network call.
 *
 * Borrow in, own out: a `const` argument is never kept beyond the call; what
 * arrives through `**out` is yours, to be freed by the one function named
 * there; a string inside a result lives as long as the result.  On failure
 * *out is NULL.
 *
 * Use a handle from one thread at a time; separate handles are independent.
 * With memory exhausted the process stops (abort), as in git and SQLite's
 * shell: no function reports it.
 */

/* ------------------------------------------------------------- errors -- */

enum ty_status {
	TY_OK = 0,
	TY_END,		/* iteration is over; not an error */
	TY_EINVAL,	/* the caller broke a rule stated in this header */
	TY_ENOTFOUND,	/* what was asked for is not there */
	TY_ESYNTAX,	/* a file is malformed; the error says where */
	TY_ELIMIT,	/* input larger than a documented limit */
	TY_EIO,		/* the operating system said no */
	TY_EDB,		/* SQLite said no, or the file is no memory */
	TY_EBUSY,	/* somebody else is writing the memory */
	TY_EDAMAGED,	/* the memory fails its own checks */
	TY_ECANCEL	/* the monitor asked to stop; nothing was changed */
};

struct ty_error {
	enum ty_status	code;
	long		line;		/* 1-based; 0 if unknown */
	long		column;		/* 1-based, in code points; 0 if unknown */
	char		file[512];	/* "" if no file is involved */
	char		text[512];	/* one translated sentence, no full stop */
};

/* A stable word for programs: "not-found", "syntax", "io", ... */
const char *ty_status_word(enum ty_status status);

/*
 * What a long call tells its caller, and how it is stopped.  Every member may
 * be NULL.  `progress` is called a few times a second at most; total is 0 when
 * unknown.  `note` receives small troubles that do not end the call (a skipped
 * unit, a guessed language).  `cancelled` is polled; when it returns true the
 * call undoes what it did and returns TY_ECANCEL.
 */
struct ty_monitor {
	void	(*progress)(void *user, const char *what, uint64_t done,
			    uint64_t total);
	void	(*note)(void *user, const struct ty_error *what);
	bool	(*cancelled)(void *user);
	void	*user;
};

/* --------------------------------------------------------------- desk -- */

/*
 * A desk is one person's place of work: a memory, a pair of languages and the
 * rules and lexicons loaded for them.  Everything below starts from it.
 */
struct ty_desk;

enum ty_open {
	TY_READ,	/* the memory must exist; it is not changed (files that
			   are derived from it may appear beside it) */
	TY_WRITE,	/* the memory must exist */
	TY_CREATE	/* make the memory if it is not there */
};

/* A further memory to take suggestions from; it is only read. */
struct ty_reference {
	const char	*path;
	int		 penalty;	/* 0..TY_MOST_PENALTY: taken off the
					   score of all its matches */
};
#define TY_MOST_PENALTY	50

struct ty_desk_options {
	const char	*memory;	/* path of NAME.tm; NULL: no memory */
	int		penalty;	/* of its own matches, as above */
	const struct ty_reference *references;	/* the first goes before the
						   next where matches tie */
	size_t		nreferences;
	enum ty_open	mode;
	const char	*source;	/* NULL: "en", or "ja" if target is en */
	const char	*target;	/* NULL: "ja", or "en" if source is ja */
	const char	*data;		/* folder of rules and lexicons;
					   NULL: the compiled-in one */
	const char	*lexicon;	/* file of ty_lexicon_build(); NULL: the
					   glossary of `data` */
	bool		lexicon_optional; /* if it cannot be used that is noted,
					   and the glossary is */
	const char	*rules;		/* SRX file of segmentation rules, for
					   the languages it maps; NULL: the
					   memory's, else our own */
	const char	*encoding;	/* of all stories read; NULL: each
					   tells its own */
	const char	*user;		/* kept as creator; NULL: "" */
	int		threads;	/* of ty_translate and ty_analysis_add;
					   0: one for each core */
	const struct ty_monitor *monitor;	/* kept until ty_desk_close */
};

/*
 * Open a desk.  A memory of an older schema is backed up beside itself and
 * brought up to date (also with TY_READ: an old memory cannot be read
 * otherwise).
 *
 * Errors: TY_EINVAL unknown language or encoding, or source and target the
 * same; TY_ENOTFOUND no memory at that path; TY_EDB not a memory, or made by a
 * newer version; TY_EBUSY locked for longer than five seconds; TY_EIO.
 */
enum ty_status ty_desk_open(struct ty_desk **out,
			    const struct ty_desk_options *options,
			    struct ty_error *err);

/* The desk's languages, canonical. */
const char *ty_desk_source(const struct ty_desk *desk);
const char *ty_desk_target(const struct ty_desk *desk);

/* Close `desk` and free it.  NULL is allowed. */
void ty_desk_close(struct ty_desk *desk);

/* ------------------------------------------------------------ stories -- */

/* Bytes [start, end) of some text. */
struct ty_span {
	size_t	start, end;
};

/* What a block of a story is.  Only headline, kicker, subhead, body and
 * caption are translated; the rest is kept as metadata. */
enum ty_kind {
	TY_BODY,
	TY_HEADLINE,
	TY_KICKER,
	TY_SUBHEAD,
	TY_CAPTION,
	TY_SLUG,	/* "1st Ld", "CORRECTED-", slugline */
	TY_NOTE,	/* "Eds: ..." */
	TY_BYLINE,
	TY_CREDIT,	/* "==Kyodo" */
	TY_BOILERPLATE	/* junk around a web copy */
};

/* "body", "headline", ...: stable, for programs. */
const char *ty_kind_word(enum ty_kind kind);
bool ty_kind_translated(enum ty_kind kind);

struct ty_block {
	enum ty_kind	kind;
	struct ty_span	span;		/* bytes of the story's text */
};

/* A sentence, headline or caption. */
struct ty_segment {
	enum ty_kind	kind;
	size_t		block;		/* index of its block */
	struct ty_span	span;		/* bytes of the story's text */
	char		*text;		/* NFC; inner line breaks and runs of
					   white space made one space, line
					   breaks between Japanese characters
					   nothing */
};

/*
 * One wire item in one language.  Blocks and segments stand in the order of
 * the text, do not overlap, and together hold every character of it that is
 * not white space: nothing is thrown away.  Strings are "" when not known.
 *
 * The text of an HTML page is its source.  Blocks and segments together hold
 * every character that a reader of the page sees; their spans lie in the source
 * and may enclose markup ("<b>", "&amp;"), which segment.text has not.
 */
struct ty_story {
	char	*path;			/* as given; "-" for standard input */
	char	*format;		/* "text" or "html" */
	char	*encoding;		/* of the file: "UTF-8", "Shift_JIS" */
	char	*lang;
	char	*text;			/* the file as UTF-8, without a BOM */
	size_t	 length;		/* bytes */
	char	 sha256[65];		/* of the file's own bytes, hexadecimal */
	char	*slugline, *headline, *note, *byline, *credit;
	char	*dateline;		/* "NAPLES, Italy, Oct. 19 (Kyodo) —" */
	char	*place, *agency, *date;	/* its parts, as written */
	int	 version;		/* 1; "2nd Ld" is 3 */
	char	*kicker, *description;	/* a page's section and summary */
	char	*published;		/* when, as a page states it */
	char	*addresses;		/* a page's own, and of the same story in
					   other languages: a line each */
	struct ty_block		*blocks;
	size_t			 nblocks;
	struct ty_segment	*segments;
	size_t			 nsegments;
};

/*
 * Read a story from plain text or from an HTML page, told apart by content or
 * by the name (.html, .htm, .xhtml).  `lang` NULL means what the page says,
 * else the desk's source language.  The file is read whole; at most 64 MB
 * (TY_ELIMIT).
 *
 * The encoding is the desk's, if one was chosen; else that of a byte order
 * mark; else the one a page declares, unless its bytes belie it; else UTF-8,
 * if all bytes are; else the one in which the bytes read as text (Shift_JIS,
 * EUC-JP, ISO-2022-JP, windows-1252, UTF-16, others by libuchardet).
 *
 * Errors: TY_EIO, TY_ELIMIT; TY_ESYNTAX bytes of no encoding or of two (file,
 * line, column, byte), NUL bytes, or nothing but white space; TY_EINVAL unknown
 * language or encoding.
 */
enum ty_status ty_story_read(struct ty_story **out, struct ty_desk *desk,
			     const char *path, const char *lang,
			     struct ty_error *err);
enum ty_status ty_story_parse(struct ty_story **out, struct ty_desk *desk,
			      const char *text, size_t length, const char *name,
			      const char *lang, struct ty_error *err);
void ty_story_free(struct ty_story *story);

/*
 * Split running text (no story layout: newlines end a segment unless the text
 * is hard-wrapped, blank lines always do).  `spans` are bytes of `text`; they
 * leave out only white space between segments.  Source: SRX 2.0 conventions
 * and docs/segmentation in ARCHITECTURE, Unicode UAX #29.
 */
struct ty_spans {
	struct ty_span	*items;
	size_t		 n;
};
enum ty_status ty_segment_text(struct ty_spans **out, struct ty_desk *desk,
			       const char *text, size_t length,
			       const char *lang, struct ty_error *err);
void ty_spans_free(struct ty_spans *spans);

/*
 * Why a text is split where it is: each place where a segment might have ended,
 * in the order of the text.  `rule` is a stable word (docs/segmentation.md);
 * "srx-break" and "srx-keep" stand for a rule of an SRX file, which `srx`
 * names: "English#3" is the third rule of the language rule "English", "" none.
 * `word` is the abbreviation or name before the place, of the class
 * `word_class` of the list LANG.abbr; "" if none is.
 */
struct ty_decision {
	struct ty_span	 before, after;	/* a little of the text around it; the
					   place is where they meet */
	bool		 breaks;
	const char	*rule;
	char		*srx;
	struct ty_span	 word;
	const char	*word_class;
};
struct ty_decisions {
	struct ty_decision	*items;
	size_t			 n;
};
enum ty_status ty_explain(struct ty_decisions **out, struct ty_desk *desk,
			  const char *text, size_t length, const char *lang,
			  struct ty_error *err);
void ty_decisions_free(struct ty_decisions *decisions);

/*
 * The memory's own segmentation rules, the text of an SRX file, to be free()d;
 * NULL if it has none.  They are used for the languages they map, instead of
 * ours, by every desk with that memory that was opened without `rules`.
 *
 * ty_set_rules() takes a file in UTF-8 (path NULL: clears them).  Stories that
 * were learnt stay as they were split.
 *
 * Errors: TY_ESYNTAX with file, line and column: no SRX file, or a rule that is
 * no regular expression; TY_ELIMIT; writing.
 */
enum ty_status ty_rules(char **out, struct ty_desk *desk,
			struct ty_error *err);
enum ty_status ty_set_rules(struct ty_desk *desk, const char *path,
			    struct ty_error *err);

/* ---------------------------------------------------------- alignment -- */

/* Segments source[0, source_n) with target[0, target_n); one side may be
 * empty (an omission). */
struct ty_bead {
	size_t	source, source_n;
	size_t	target, target_n;
	double	confidence;		/* 0..1, see ty_align() */
};

/*
 * One piece of evidence for a bead.  `kind` is a stable word, static: "number",
 * "month", "word" (the same on both sides), "sound", "term" (the glossary's),
 * "dictionary", "name", "mark"; "length", "order" (of what is out of order),
 * "prior" (how common such a bead is in these documents), which have no texts.
 */
struct ty_reason {
	const char	*kind;
	char		*source, *target;	/* as written; NULL: not on this
						   side of the bead */
	double		 odds;		/* natural logarithm of how much more
					   probable it makes the bead; of an
					   omission, the omission */
};
struct ty_reasons {
	struct ty_reason	*items;		/* what weighs most first */
	size_t			 n;
};

struct ty_beads {
	struct ty_bead	*items;		/* in the order of the source side */
	size_t		 n;
	struct ty_reasons *reasons;	/* of each bead; NULL unless asked for */
};

/*
 * Align two lists of segments, in the desk's source and target languages.
 * Every segment is in exactly one bead, and the confidence is the probability that
 * something of its two sides belongs together (of an omission, that the segment
 * has no counterpart).  Method: dynamic programming over
 * beads after Gale and Church (Computational Linguistics 19:1, 1993) with
 * lexical evidence.
 *
 * Errors: TY_ELIMIT more than 20,000 segments on a side.
 */
enum ty_status ty_align(struct ty_beads **out, struct ty_desk *desk,
			const char *const *source, size_t nsource,
			const char *const *target, size_t ntarget,
			struct ty_error *err);
/* The same, with the evidence for each bead. */
enum ty_status ty_align_explained(struct ty_beads **out, struct ty_desk *desk,
				  const char *const *source, size_t nsource,
				  const char *const *target, size_t ntarget,
				  struct ty_error *err);
void ty_beads_free(struct ty_beads *beads);

/* ------------------------------------------------------------- corpora -- */

/*
 * What a parallel corpus is made with.  ty_corpus_defaults() fills it in.
 */
struct ty_corpus_options {
	double		confidence;	/* least, of an alignment: 0..1 */
	double		ratio;		/* how many times longer or shorter than
					   usual a translation may be; > 1 */
	double		near;		/* texts that have so much in common are
					   near-duplicates: .5..1 */
	size_t		boilerplate;	/* a text of so many stories is no news;
					   0: any number */
	double		dev, test;	/* shares of the stories, 0..1 together */
	uint64_t	seed;		/* draws them */
	const char *const *licences;	/* only these leave; none: all but
					   "none" and "barred" */
	size_t		nlicences;
	const char	*now;		/* when embargoes are judged, ISO 8601 UTC;
					   NULL: by the clock */
	bool		strict;		/* a story that cannot be read ends it */
	const char	*name;		/* of the corpus; NULL: of its folder */
};
void ty_corpus_defaults(struct ty_corpus_options *options);

/* How much came of it. */
struct ty_corpus_counts {
	size_t		stories;	/* pairs of stories in the list */
	size_t		used;		/* that gave a pair of segments */
	size_t		failed;		/* could not be read; noted */
	size_t		barred;		/* embargoed, killed, without licence */
	size_t		beads;		/* pairs of segments that were found */
	size_t		kept;		/* in the corpus, */
	size_t		split[3];	/* of these in train, dev, test */
	size_t		leaks;		/* pairs of two splits found alike after
					   everything: 0, or there is a bug */
	size_t		aligned;	/* stories aligned now, not before */
};

/*
 * Build a parallel corpus in `folder` from what `input` lists: lines of a
 * story's path, a tab, its translation's, and, after tabs, NAME=VALUE of story,
 * publisher, licence, date, status, embargo (docs/taiyaku-corpus.1); or the
 * JSON lines of ty_corpus_align_line(), aligned or not (NAME.jsonl).
 *
 * For each of train, dev and test there are .tmx, .tsv, .jsonl and two files of
 * plain lines (Moses); with report.html and README.md, the data card.  Files
 * appear whole, all of them after the last was written.  What was aligned is
 * kept in folder/.work, so that a run that was ended goes on where it was, and
 * one with more stories aligns only these.  The same input makes the same bytes,
 * however many threads there are (desk option).
 *
 * Stories are put into splits whole, together with those that have near-
 * duplicates in common with them; near-duplicates are found by MinHash (Broder,
 * 1997).
 *
 * Errors: TY_ESYNTAX a malformed list; TY_ENOTFOUND, TY_EIO, TY_ELIMIT; what is
 * wrong with one story is noted and counted, or with `strict` the error.
 */
enum ty_status ty_corpus_build(struct ty_corpus_counts *out,
			       struct ty_desk *desk, const char *input,
			       const char *folder,
			       const struct ty_corpus_options *options,
			       struct ty_error *err);

/*
 * Its stages, one record in and one out, each a line of JSON (docs/json.md),
 * *out, to be free()d, without a newline.  ..._align_line() adds the pairs of
 * segments of a story, from its two paths or texts; ..._filter_line() says of
 * each pair why it would be left out, as far as it tells by itself.  A story
 * that cannot be read, or must not leave, is a record that says so.
 *
 * Errors: TY_ESYNTAX no such record, at line `number` of `path`; TY_ECANCEL.
 */
enum ty_status ty_corpus_align_line(char **out, struct ty_desk *desk,
				    const char *line, size_t length,
				    const char *path, long number,
				    const struct ty_corpus_options *options,
				    struct ty_error *err);
enum ty_status ty_corpus_filter_line(char **out, struct ty_desk *desk,
				     const char *line, size_t length,
				     const char *path, long number,
				     const struct ty_corpus_options *options,
				     struct ty_error *err);

/*
 * Draw `n` pairs of a corpus for people to judge, as many of each band of
 * confidence if there are so many; the same seed draws the same.  `path`: lines
 * of id, verdict (empty), confidence, source, target, weight (how many pairs of
 * the corpus it stands for), with tabs between, for a spreadsheet.
 *
 * Errors: TY_ENOTFOUND no corpus in `folder`; TY_ESYNTAX, TY_EIO.
 */
enum ty_status ty_corpus_sample(size_t *drawn, const char *folder, size_t n,
				uint64_t seed, const char *path,
				struct ty_error *err);

/* How many of a band's pairs were right, and the interval in which the share of
 * all is, 19 times in 20 (Wilson, 1927). */
struct ty_corpus_precision {
	double	from;			/* confidence of the band, and up */
	size_t	rated, right;
	double	share, low, high;
};
#define TY_CORPUS_BANDS	4
struct ty_corpus_ratings {
	struct ty_corpus_precision bands[TY_CORPUS_BANDS];
	struct ty_corpus_precision all;	/* each weighed by what it stands for */
};

/*
 * Record the verdicts of a sheet of ty_corpus_sample() in folder/ratings.tsv,
 * where a later verdict on a pair takes the place of an earlier one, and sum up
 * all that are there.  `path` NULL: only that.  A verdict is one of "right",
 * "yes", "y", "1", "ok", "○", "正", or "wrong", "no", "n", "0", "x", "×", "誤";
 * empty: not judged.
 *
 * Errors: TY_ESYNTAX with the line: another verdict, no sheet of ours;
 * TY_ENOTFOUND, TY_EIO.
 */
enum ty_status ty_corpus_rate(struct ty_corpus_ratings *out, const char *folder,
			      const char *path, struct ty_error *err);

/* ------------------------------------------------------------ lexicons -- */

/* What a lexicon was made from. */
#define TY_LEXICON_SOURCES	4
struct ty_lexicon_source {
	char		name[24];	/* "edict" */
	char		made[16];	/* its own date, or "" */
	char		licence[80];
	uint64_t	entries;	/* read from it */
};

struct ty_lexicon_info {
	const char	*path;		/* as long as what it was told by */
	char		source[40], target[40];	/* languages */
	uint64_t	bytes;
	uint64_t	terms, strings;	/* of the source, of the target side */
	uint64_t	pairs;		/* of one with the other */
	size_t		nsources;
	struct ty_lexicon_source sources[TY_LEXICON_SOURCES];
};

/* Files to make an English-Japanese lexicon from; NULL: without. */
struct ty_lexicon_files {
	const char	*glossary;	/* as tm/lexicon/newsroom.tsv; its pairs
					   are surer than others */
	const char	*dictionary;	/* in EDICT format, EUC-JP or UTF-8 */
	const char	*names;		/* in ENAMDICT format, the same */
};

/*
 * Compile a lexicon into one file at `path`, which desks open in a few
 * milliseconds and share.  It appears whole or not at all; the same input gives
 * the same bytes.  `info` (may be NULL) says what is in it.
 *
 * Errors: TY_ENOTFOUND, TY_EIO; TY_ESYNTAX with file and line; TY_ECANCEL.
 */
enum ty_status ty_lexicon_build(struct ty_lexicon_info *info, const char *path,
				const struct ty_lexicon_files *files,
				const struct ty_monitor *monitor,
				struct ty_error *err);

/* What the lexicon that `desk` aligns with was made from. */
enum ty_status ty_lexicon_describe(struct ty_lexicon_info *info,
				   struct ty_desk *desk, struct ty_error *err);

/* What a lexicon has learnt from a memory, in the desk's languages. */
struct ty_learnt {
	char		 source[40], target[40];	/* languages */
	uint64_t	 bytes;
	uint64_t	 learnt_from;	/* pairs of texts */
	uint64_t	 source_words, target_words;
	uint64_t	 pairs;		/* of one word with another: at least */
	int64_t		 change;	/* the memory's last that is in it, */
	int64_t		 behind;	/* and how many came after that */
};

/*
 * Learn from the translations in the desk's memory which words are which: what
 * came since it was done last, or all `anew`.  Kept in a file beside the memory;
 * import, learn and undo do this by themselves after some thousand changes.
 * `info` may be NULL.
 *
 * Errors: TY_ECANCEL; TY_EINVAL without a memory; reading it, writing the file.
 */
enum ty_status ty_learnt_build(struct ty_learnt *info, struct ty_desk *desk,
			       bool anew, struct ty_error *err);

/* What was learnt; TY_END if nothing was. */
enum ty_status ty_learnt_describe(struct ty_learnt *info, struct ty_desk *desk,
				  struct ty_error *err);

/* -------------------------------------------------------------- units -- */

enum ty_unit_kind { TY_HUMAN, TY_ALIGNED, TY_IMPORTED, TY_MACHINE };
enum ty_unit_status { TY_DRAFT, TY_TRANSLATED, TY_REVIEWED, TY_REJECTED };

const char *ty_unit_kind_word(enum ty_unit_kind kind);
const char *ty_unit_status_word(enum ty_unit_status status);

/* A unit's text in one language. */
struct ty_variant {
	const char	*lang;
	const char	*text;		/* NFC, without inline codes */
	const char	*codes;		/* JSON array; "" if none; see
					   docs/json.md */
	const char	*prev, *next;	/* neighbouring segments in the story;
					   "" at its ends, NULL unknown */
};

/* What the memory holds: one segment in two or more languages. */
struct ty_unit {
	int64_t			 id;		/* > 0 once stored */
	enum ty_unit_kind	 kind;
	enum ty_unit_status	 status;
	double			 score;		/* alignment, 0..1; 1 if human */
	int64_t			 batch;		/* that created it */
	int			 revision;	/* 1, 2, ... */
	const char		*creator, *changer;
	const char		*created, *changed;	/* ISO 8601, UTC */
	const char		*note;		/* "" if none */
	const struct ty_variant	*variants;
	size_t			 nvariants;
};

/* One import, learn, or confirm session; undoable as a whole. */
struct ty_batch {
	int64_t	 id;
	char	*kind;			/* "learn", "import", "confirm" */
	char	*source;		/* path(s) it came from */
	char	*user;
	char	*started, *finished;	/* ISO 8601, UTC */
	char	*undone;		/* when; "" if not */
	int64_t	 read, added, merged, changed, skipped;
	char	*reasons;		/* JSON object: reason -> count */
};
void ty_batch_free(struct ty_batch *batch);

/* ------------------------------------------------- learning, importing -- */

struct ty_pair {
	const char	*source;	/* path of the story */
	const char	*target;	/* path of its translation */
};

/* The confidence under which a bead is usually not worth keeping. */
#define TY_LEARN_CONFIDENCE	0.7

/* The most segments of a side in a bead that a person made; ours have 3. */
#define TY_BEAD_MOST	9

struct ty_learned {
	size_t	pairs;
	size_t	source_segments, target_segments;
	size_t	beads[TY_BEAD_MOST + 1][TY_BEAD_MOST + 1];	/* [n][m] */
	size_t	below;			/* beads too doubtful to store */
	size_t	reviewed, wrong;	/* of ty_learn_beads(): beads that a
					   person made or found right; found
					   wrong, which are not stored */
	struct ty_batch *batch;
};

/*
 * Align and store pairs of stories as one batch: all of them or none.  Beads
 * with a confidence under `min_confidence` (0..1) are not stored.
 *
 * Errors: those of ty_story_read and of writing (TY_EBUSY, TY_EDB, TY_EIO).
 */
enum ty_status ty_learn(struct ty_learned **out, struct ty_desk *desk,
			const struct ty_pair *pairs, size_t npairs,
			double min_confidence, struct ty_error *err);
/*
 * Store the beads of a sheet that `taiyaku align -f tsv` wrote and a person
 * judged and corrected, as one batch.  `stories` NULL: those the sheet names.
 * What a person found right or changed is stored as reviewed, of kind
 * "aligned", with a score of 1; what was found wrong is not; the rest as by
 * ty_learn(), with the confidence of the sheet.
 *
 * Errors: as ty_learn(); TY_ESYNTAX with the line of the sheet: what is no such
 * sheet, a segment that the story has not or that stands in two beads, a text
 * that is not the story's; TY_EINVAL languages that are not the desk's.
 */
enum ty_status ty_learn_beads(struct ty_learned **out, struct ty_desk *desk,
			      const char *path, const struct ty_pair *stories,
			      double min_confidence, struct ty_error *err);
void ty_learned_free(struct ty_learned *learned);

/*
 * Add what bilingual files hold (docs/formats; `format` NULL: by extension
 * and content).  One batch for all the files.  Units without text in two
 * languages are skipped, with the reason counted and noted.
 *
 * Errors: TY_ESYNTAX with file, line, column; TY_ELIMIT; TY_EIO; writing.
 */
enum ty_status ty_import(struct ty_batch **out, struct ty_desk *desk,
			 const char *const *paths, size_t npaths,
			 const char *format, struct ty_error *err);

/*
 * Write the memory's units to a file; `format` NULL: by extension.  Rejected
 * units stay behind, and those the format has no place for (TSV: without the
 * desk's two languages), which is noted.  The file appears whole or not at all.
 */
enum ty_status ty_export(int64_t *count, struct ty_desk *desk,
			 const char *path, const char *format,
			 struct ty_error *err);

/*
 * Store what a translator confirmed: kind human.  A batch of its own, on disk
 * when the call returns.  `unit->id` 0 adds; otherwise the unit is changed if
 * its revision still is `unit->revision` (TY_EINVAL if not: somebody else was
 * faster), its former state going to the history.
 */
enum ty_status ty_confirm(int64_t *id, struct ty_desk *desk,
			  const struct ty_unit *unit, struct ty_error *err);

/* What a file is. */
struct ty_file_info {
	char	*format;		/* "tmx", "tsv", "xliff", "text", ... */
	char	*version;		/* "1.4"; "" if the format has none */
	char	*encoding;
	char	*source, *target;	/* languages; "" if unknown */
	int64_t	 units;			/* bilingual; or segments for text */
	int64_t	 translated;		/* units with text on both sides */
	int64_t	 bytes;
};
enum ty_status ty_inspect(struct ty_file_info **out, struct ty_desk *desk,
			  const char *path, const char *format,
			  struct ty_error *err);
void ty_file_info_free(struct ty_file_info *info);

/* ------------------------------------------------------------- corpus -- */

/* Two stories that belong together. */
struct ty_story_pair {
	char		*source, *target;	/* paths, as given */
	double		 score;			/* 0..1: the probability of it */
	const char	*method;		/* "link": their names or pages
						   say so; "text" */
	double		 likeness, share, odds, ahead;	/* what the
						   score is made from: see
						   docs/json.md */
};

struct ty_story_pairs {
	struct ty_story_pair	*items;		/* in the order of the sources */
	size_t			 n;
	size_t			 sources, targets;	/* compared */
	size_t			 failed;	/* that could not be read */
};

struct ty_story_pairs_options {
	double	least;		/* score of a pair, 0..1 */
	int	days;		/* apart at most, where both say when; < 0: any */
	bool	many;		/* a story may have several partners */
	bool	strict;		/* the first story that cannot be read ends it;
				   otherwise each is noted and left out */
	const struct ty_pair *known;	/* found before: their stories are not
					   compared again */
	size_t	nknown;
};
#define TY_PAIR_LEAST	0.5
#define TY_PAIR_DAYS	2

/*
 * Find out which story is the translation of which, among any number of others.
 * First by what they say of themselves (file names, addresses of pages), then by
 * what both mention and how well they align.  Source: Utiyama and Isahara (ACL
 * 2003).  The texts of all stories are in memory meanwhile.
 *
 * Errors: TY_EINVAL unknown options; with `strict` those of ty_story_read() and
 * TY_EINVAL for a story in another language.
 */
enum ty_status ty_corpus_pair(struct ty_story_pairs **out, struct ty_desk *desk,
			      const char *const *sources, size_t nsources,
			      const char *const *targets, size_t ntargets,
			      const struct ty_story_pairs_options *options,
			      struct ty_error *err);
void ty_story_pairs_free(struct ty_story_pairs *pairs);

/* -------------------------------------------------------- suggestions -- */

enum ty_edit { TY_SAME, TY_DELETED, TY_INSERTED, TY_REPLACED };

/* How the match's source becomes the new text, in order; spans of both. */
struct ty_change {
	enum ty_edit	edit;
	struct ty_span	old;		/* bytes of the match's source */
	struct ty_span	now;		/* bytes of ty_matches.text */
};

struct ty_penalty {
	const char	*name;		/* "number", "case", "punctuation", ... */
	int		 points;	/* > 0 */
	struct ty_span	 old, now;	/* the first place where it was seen, of
					   the match's source and of
					   ty_matches.text; both empty if it is
					   in no place */
};

/* A penalty's name for people, in their language. */
const char *ty_penalty_title(const char *name);

/* Where a unit came from; strings "" when unknown. */
struct ty_origin {
	const char	*headline;	/* of the source story */
	const char	*path;		/* file it came from */
	const char	*date;		/* when it was stored, ISO 8601 */
	const char	*user;
	int		 version;	/* of the story; 0 unknown */
};

/*
 * score: 101 the same text with the same neighbours, 100 the same text, else
 * floor(100 * similarity), at most 99; all minus the penalties.  similarity:
 * 1 - d / max(m, n), d = Levenshtein distance over folded tokens (words and
 * punctuation, or characters where a language has no spaces; a number is one
 * token of its class), m and n the numbers of tokens.
 */
struct ty_match {
	int64_t			 unit;
	const char		*memory;	/* path of the memory it is in */
	int			 score;
	double			 similarity;
	size_t			 distance;	/* d, and max(m, n): similarity is */
	size_t			 tokens;	/* 1 - distance / tokens */
	const char		*source, *target;
	const char		*repaired;	/* target with the new values;
						   NULL if nothing was done */
	struct ty_carry		*carry;		/* how, or why not, in terms of
						   `target` and ty_matches.text;
						   NULL if no value changed */
	enum ty_unit_kind	 kind;
	enum ty_unit_status	 status;
	struct ty_change	*changes;
	size_t			 nchanges;
	struct ty_span		*target_spans;	/* bytes of `target`: what
						   surely translates words of
						   `source` that changed; in
						   order.  Many words have
						   none: doubt is silent */
	size_t			 ntarget_spans;
	struct ty_penalty	*penalties;
	size_t			 npenalties;
	struct ty_origin	 origin;
};

struct ty_matches {
	char		*text;		/* what was compared: NFC, white space
					   squeezed; "now" spans are of it */
	struct ty_span	*tokens;	/* its tokens */
	size_t		 ntokens;
	size_t		 scored;	/* pairs that were looked at, until no
					   other could enter the list */
	struct ty_match	*items;		/* best score first; ties: similarity,
					   order of the memories, reviewed
					   first, newest, id; what several
					   memories have is there once */
	size_t		 n;
};

struct ty_suggest_options {
	int		 min;		/* lowest score shown, 50..101; 0: 70 */
	size_t		 max;		/* most matches; 0: 10 */
	bool		 exhaustive;	/* compare with the whole memory */
	const char	*prev, *next;	/* neighbours of the text, as in
					   struct ty_variant */
	const char	*codes;		/* inline codes of the text, as in
					   struct ty_variant; NULL: none */
};

/*
 * The best earlier translations of `text`.  `options` may be NULL.  A text of
 * more than 20,000 tokens has none.
 *
 * Each memory is searched by its fuzzy index, which follows what anybody
 * commits: files beside it, if it has had more than a thousand changes.  Where
 * they are missing, damaged or too old the first call builds them (some ten
 * seconds for a million units), in the process's memory if they cannot be
 * written.  A thread of the library may join them; ty_desk_close() ends it.
 */
enum ty_status ty_suggest(struct ty_matches **out, struct ty_desk *desk,
			  const char *text,
			  const struct ty_suggest_options *options,
			  struct ty_error *err);
void ty_matches_free(struct ty_matches *matches);

/* ------------------------------------------------------ carrying values over -- */

/* A value of a translation, rewritten. */
struct ty_carried {
	struct ty_span	 now;		/* bytes of ty_carry.target */
	struct ty_span	 was;		/* bytes of the old target */
	struct ty_span	 source;	/* bytes of the new source: what the
					   value is taken from */
};

/* A value of the new source that was not carried over. */
struct ty_refusal {
	struct ty_span	 source;	/* bytes of the new source; empty where
					   a value went */
	const char	*why;		/* a stable word, docs/json.md; static */
};

struct ty_carry {
	char			*target;	/* NULL: refused */
	struct ty_carried	*carried;	/* in the order of the target;
						   none if no value changed */
	size_t			 ncarried;
	struct ty_refusal	*refused;
	size_t			 nrefused;
};

/*
 * Rewrite `target`, the translation of `source`, with the values in which `now`
 * differs from `source`: each in the way its counterpart is written there,
 * everything else byte for byte, but an English article or plural that follows
 * its number.  All values that changed are carried over or, if for one of them
 * it is not certain how, none: half of them would read like a finished sentence.
 * Other words that changed stay as they are in `target`.
 *
 * The texts are in the desk's languages, of which one must be English and the
 * other Japanese (else refused: "language"); valid UTF-8.  The style of the
 * desk's memory decides what `target` does not show.
 */
enum ty_status ty_carry_over(struct ty_carry **out, struct ty_desk *desk,
			     const char *source, const char *target,
			     const char *now, struct ty_error *err);
void ty_carry_free(struct ty_carry *carry);

/* Why, as a sentence in the user's language. */
const char *ty_refusal_title(const char *why);

/*
 * The memory's house style: how values are written where the translation at
 * hand shows nothing.  `style` is lines "NAME = WORD" (taiyaku-style(1)), only
 * of what is not the default; *out is to be free()d.  ty_set_style() sets what
 * its lines name; NULL sets everything back.
 *
 * Errors: TY_EINVAL, TY_ESYNTAX naming the setting; writing.
 */
enum ty_status ty_style(char **out, struct ty_desk *desk, struct ty_error *err);
enum ty_status ty_set_style(struct ty_desk *desk, const char *style,
			    struct ty_error *err);

/* -------------------------------------------------- drafts and analysis -- */

/* The usual bands of a match report; a segment is in one of them. */
enum ty_band {
	TY_BAND_101,		/* context matches */
	TY_BAND_100,
	TY_BAND_VALUES,		/* the same text but for its values */
	TY_BAND_95,		/* 95-99 */
	TY_BAND_85,		/* 85-94 */
	TY_BAND_75,		/* 75-84 */
	TY_BAND_50,		/* 50-74 */
	TY_BAND_NEW,
	TY_BAND_REPEATED,	/* stood earlier in the same file */
	TY_BAND_ACROSS,		/* stood in a file before it */
	TY_NBANDS
};

/* A band's name for people, in their language. */
const char *ty_band_title(enum ty_band band);

struct ty_volume {
	int64_t	segments;
	int64_t	words;		/* ICU words that hold a letter or digit, of
				   scripts with spaces */
	int64_t	characters;	/* letters, digits and marks of scripts without
				   spaces; punctuation is not counted */
};

struct ty_report {
	struct ty_volume	bands[TY_NBANDS];
	struct ty_volume	total;
};

struct ty_term_hits;		/* see below */
struct ty_draft_segment {
	const struct ty_segment	*segment;
	enum ty_band		 band;
	const char		*target;	/* what the draft puts there;
						   "" if nothing */
	size_t			 repeats;	/* index of the first segment
						   with this text; own index
						   if it is the first */
	struct ty_matches	*matches;	/* never NULL */
	struct ty_term_hits	*terms;		/* of the source; NULL where
						   nothing is translated */
};

struct ty_draft {
	struct ty_story		*story;
	char			*source, *target;	/* languages */
	struct ty_draft_segment	*segments;	/* one for each of the story's,
						   metadata included, with no
						   matches there */
	struct ty_report	 report;
};

/* Pretranslate `story` (which the draft takes over).  Matches of `min` and
 * better are filled in. */
enum ty_status ty_translate(struct ty_draft **out, struct ty_desk *desk,
			    struct ty_story *story, int min,
			    struct ty_error *err);

/* Write a draft: `format` "xliff", "text", "html", "tmx" or NULL by
 * extension. */
enum ty_status ty_draft_write(const struct ty_draft *draft, const char *path,
			      const char *format, struct ty_error *err);
void ty_draft_free(struct ty_draft *draft);

/* Add the volume of one file to *report; repetitions are seen across all the
 * files given to one ty_analysis. */
struct ty_analysis;
enum ty_status ty_analysis_new(struct ty_analysis **out, struct ty_desk *desk,
			       struct ty_error *err);
enum ty_status ty_analysis_add(struct ty_analysis *analysis,
			       const struct ty_story *story,
			       struct ty_report *report, struct ty_error *err);
void ty_analysis_free(struct ty_analysis *analysis);

/* Add the volumes of one report to another. */
void ty_report_add(struct ty_report *sum, const struct ty_report *report);

/* What a segment of each band is worth of a new one. */
struct ty_band_weights {
	double	of[TY_NBANDS];		/* 0..1 */
};

/* Read weights from a file of lines "BAND NUMBER", "95-99 0.3"; # begins a
 * comment; a band not named weighs 1.  TY_ESYNTAX: neither, or a band twice. */
enum ty_status ty_band_weights_read(struct ty_band_weights *out, const char *path,
			       struct ty_error *err);

/* What there is to do, as if all of it were new: words, or characters in
 * languages without spaces, each band by its weight. */
double ty_report_weighted(const struct ty_report *report,
			  const struct ty_band_weights *weights, const char *lang);

/* The volumes of several files, to be shown or sent. */
struct ty_file_report {
	const char	*path;
	struct ty_report report;
};
struct ty_reports {
	const struct ty_file_report *files;
	size_t			 n;
	struct ty_report	 all;
	const char		*source, *target;	/* languages */
	const struct ty_band_weights	*weights;		/* NULL: none */
};

/* Write them: `format` "csv", "html", "json" or NULL by extension. */
enum ty_status ty_reports_write(const struct ty_reports *reports,
				const char *path, const char *format,
				struct ty_error *err);

/* ---------------------------------------------------------- searching -- */

struct ty_hit {
	int64_t		 unit;
	enum ty_unit_kind   kind;
	enum ty_unit_status status;
	const char	*lang;		/* of the side that was found */
	const char	*text;		/* that side, whole */
	struct ty_span	*spans;		/* each place in `text`, in order;
					   they do not overlap */
	size_t		 nspans;
	const char	*other_lang, *other;	/* the other side; "" if none */
	struct ty_span	*other_spans;	/* of options.other in `other` */
	size_t		 nother_spans;
	struct ty_origin origin;
};

struct ty_hits {
	int64_t		total;		/* variants that are wanted, exactly */
	struct ty_hit	*items;		/* newest first */
	size_t		n;
};

/* What else is asked of a hit.  All of it must be so; zeroed means any. */
struct ty_search_options {
	const char	*lang;		/* of the side searched */
	const char	*other;		/* the unit has a text in another
					   language that contains this */
	const char	*story;		/* it stood in a story whose headline,
					   slugline, own number or path, or
					   came from a file whose path,
					   contains this */
	const char	*since, *until;	/* of its last change: "2024",
					   "2024-01", "2024-01-31" or
					   "2024-01-31T23:59:59Z" (UTC), both
					   included, `until` to its end */
	const char	*user;		/* wrote, changed or brought it */
	unsigned	 kinds;		/* bits 1 << enum ty_unit_kind */
	unsigned	 statuses;	/* bits 1 << enum ty_unit_status */
	int64_t		 batch;		/* that brought or changed it */
	size_t		 offset;	/* hits left out */
	size_t		 limit;		/* most hits given; 0: only counted */
};

/*
 * Concordance: variants that contain each of the `ntexts` (one or more), each
 * as it stands, spaces and punctuation included, wherever in the variant,
 * compared after folding (NFKC, case, width, katakana as hiragana).  `options`
 * NULL: all variants, 20 hits.
 *
 * Errors: TY_EINVAL nothing left of a text after folding, an unknown language,
 * a date of another form; TY_EINVAL also for more than 64 texts.
 */
enum ty_status ty_search(struct ty_hits **out, struct ty_desk *desk,
			 const char *const *texts, size_t ntexts,
			 const struct ty_search_options *options,
			 struct ty_error *err);
void ty_hits_free(struct ty_hits *hits);

/* ------------------------------------------------------------- checks -- */

enum ty_severity {
	TY_SEVERITY_OFF, TY_SEVERITY_NOTE, TY_SEVERITY_WARNING,
	TY_SEVERITY_ERROR
};
/* "off", "note", "warning", "error": stable, for programs. */
const char *ty_severity_word(enum ty_severity severity);

/* A check; docs/checks.md explains each. */
struct ty_check_info {
	const char		*name;		/* "value-missing": stable */
	const char		*group;		/* "values": stable */
	enum ty_severity	 severity;	/* unless set otherwise */
	bool			 fixes;		/* some of its issues carry a
						   fix */
	const char		*title;		/* what it finds; English, the
						   key of a translation */
};
/* All checks, *n of them; static. */
const struct ty_check_info *ty_check_list(size_t *n);
/* What a check finds, in the user's language. */
const char *ty_check_title(const struct ty_check_info *check);

/* Something found in a pair of texts.  Spans are bytes of the pair's texts;
 * one that is empty (start = end) names a place or nothing. */
struct ty_issue {
	const char		*kind;		/* the check's name */
	enum ty_severity	 severity;
	struct ty_span		 source, target;
	char			*text;		/* what was found, quoted */
	char			*message;	/* one translated sentence */
	char			*fix;		/* what certainly belongs in the
						   place of `target`; or NULL */
};

struct ty_checked {
	const char		*path;		/* file, or the memory */
	long			 line;		/* of a file; else 0 */
	int64_t			 unit;		/* of a memory; else 0 */
	const char		*source, *target;
	const struct ty_issue	*issues;
	size_t			 n;		/* 0: nothing found */
	const char		*fixed;		/* the target with every fix
						   made; NULL if none */
};

/*
 * A checker holds what is to be looked for, in the desk's two languages, and
 * what it has seen: translations of one sentence are compared over all the files
 * it is given.  The desk's memory, if it has one, lends its terms; close the
 * checker before the desk.
 */
struct ty_checker;
enum ty_status ty_checker_open(struct ty_checker **out, struct ty_desk *desk,
			       struct ty_error *err);
void ty_checker_close(struct ty_checker *checker);

/* Give a check, a group of them or "all" a severity.  TY_EINVAL: no such
 * check. */
enum ty_status ty_checker_set(struct ty_checker *checker, const char *name,
			      enum ty_severity severity, struct ty_error *err);

/* Look at the sources by themselves, too: their spaces, marks and width. */
void ty_checker_both(struct ty_checker *checker, bool both);

/*
 * Read a configuration: lines "NAME = off|note|warning|error", where NAME is a
 * check, a group or "all", and "sides = target|both": whether the texts
 * translated are looked at by themselves, too.  "#" begins a comment.
 *
 * Errors: TY_ESYNTAX with file and line; TY_ENOTFOUND, TY_EIO.
 */
enum ty_status ty_checker_configure(struct ty_checker *checker,
				    const char *path, struct ty_error *err);

/*
 * Check a pair.  `note` (may be NULL) is a unit's note: its lines
 * "[check] off: NAME, GROUP" switch checks off for this pair alone.  *out holds
 * until the next call and needs no freeing; its path is "".
 *
 * Errors: TY_ESYNTAX a text that is no UTF-8; those of reading the memory's
 * terms.
 */
enum ty_status ty_check_pair(const struct ty_checked **out,
			     struct ty_checker *checker, const char *source,
			     const char *target, const char *note,
			     struct ty_error *err);

/*
 * Check every pair of a bilingual file, or of the desk's memory (rejected units
 * are left out).  `found` is called for each pair, in order, also for those
 * where nothing is found.  `fixed` NULL: nothing is written; else the path of a
 * file to be written as `path` is but for the fixed targets: TSV only
 * (TY_EINVAL otherwise).  In a memory, with `fix` set, the fixes become one
 * batch, *batch, that can be undone; NULL if there was nothing to fix.
 *
 * Errors: those of reading (TY_ESYNTAX with file, line, column; TY_ELIMIT;
 * TY_EIO) and of writing.
 */
enum ty_status ty_check_file(struct ty_checker *checker, const char *path,
			     const char *format, const char *fixed,
			     void (*found)(void *user,
					   const struct ty_checked *pair),
			     void *user, struct ty_error *err);
enum ty_status ty_check_memory(struct ty_batch **batch,
			       struct ty_checker *checker, bool fix,
			       void (*found)(void *user,
					     const struct ty_checked *pair),
			       void *user, struct ty_error *err);
/* -------------------------------------------------------------- terms -- */

/*
 * The termbase: concepts, and the terms that name them.  A concept's terms in
 * two languages are each other's translations: those to be used, those that
 * may be, those that must not.
 */
enum ty_term_status { TY_PREFERRED, TY_ALLOWED, TY_FORBIDDEN };

/* "preferred", "allowed", "forbidden": stable, for programs. */
const char *ty_term_status_word(enum ty_term_status status);
bool ty_term_status_parse(enum ty_term_status *out, const char *word);

struct ty_term {
	const char		*lang;
	const char		*text;		/* NFC, in its base form */
	enum ty_term_status	 status;
	const char		*pos;		/* "noun", "properNoun", "verb",
						   ... as TBX-Basic; "" none */
	const char		*note;		/* "" if none */
};

struct ty_concept {
	int64_t			 id;		/* > 0 once stored */
	int			 revision;	/* 1, 2, ... */
	const char		*uid;		/* its name in files; "" none */
	const char		*domain, *definition, *note;	/* "" none */
	const char		*creator, *changer;
	const char		*created, *changed;	/* ISO 8601, UTC */
	const struct ty_term	*terms;
	size_t			 nterms;
};

/* The term to use in `lang`: its first preferred one, else its first allowed
 * one; NULL: none. */
const struct ty_term *ty_concept_best(const struct ty_concept *concept,
				      const char *lang);

struct ty_concepts {
	struct ty_concept	*items;		/* in order of id */
	size_t			 n;
};

/* The concepts of the memory. */
enum ty_status ty_terms(struct ty_concepts **out, struct ty_desk *desk,
			struct ty_error *err);
void ty_concepts_free(struct ty_concepts *concepts);

/*
 * Write concepts as one batch.  id 0: the concept is added; if the memory has
 * one already with its terms in two languages (and no other domain), that one
 * gets its terms and marks.  Otherwise the concept becomes what is given, if
 * its revision still is `revision`.  One with an id and no terms is removed.
 *
 * Errors: TY_EINVAL a concept without terms, an empty text, an unknown
 * language, a revision that is over; TY_ENOTFOUND; writing.
 */
enum ty_status ty_terms_put(struct ty_batch **out, struct ty_desk *desk,
			    const struct ty_concept *concepts, size_t n,
			    struct ty_error *err);

/*
 * Termbase files: "tbx" (TBX-Core, TBX-Basic, TBX-Min, and TBX of 2008), "utx"
 * (UTX 1.20 and before), "csv" (RFC 4180); `format` NULL: by extension.  An
 * import is one batch, all or nothing; its counts are of concepts.  An export
 * has the desk's two languages in UTX, else all.
 *
 * Errors: TY_ESYNTAX with file, line, column; TY_ELIMIT; TY_EIO; writing.
 */
enum ty_status ty_terms_import(struct ty_batch **out, struct ty_desk *desk,
			       const char *const *paths, size_t npaths,
			       const char *format, struct ty_error *err);
enum ty_status ty_terms_export(int64_t *count, struct ty_desk *desk,
			       const char *path, const char *format,
			       struct ty_error *err);

/* A term of the termbase in a text. */
struct ty_term_hit {
	struct ty_span			 span;		/* bytes of the text */
	const struct ty_concept		*concept;
	const struct ty_term		*term;		/* the one found */
};

struct ty_term_hits {
	struct ty_term_hit	*items;		/* in the order of the text;
						   one span may name several
						   concepts */
	size_t			 n;
	void			*termbase;	/* holds what they point to */
};

/*
 * The terms of `lang` (NULL: the desk's source) in a text, in linear time; of
 * terms that overlap the longest.  English terms are found inflected, and with
 * hyphens or spaces; a capital in a term has to be one in the text.  Japanese
 * ones are found where words begin and end (katakana: as a whole), not inside
 * longer ones.
 */
enum ty_status ty_terms_find(struct ty_term_hits **out, struct ty_desk *desk,
			     const char *text, size_t length, const char *lang,
			     struct ty_error *err);
void ty_term_hits_free(struct ty_term_hits *hits);

/* Pairs of segments, one after another, and again from the beginning: TY_END
 * after the last.  Texts live until the next call. */
struct ty_pairs {
	enum ty_status	(*next)(void *user, const char **source,
				const char **target, struct ty_error *err);
	enum ty_status	(*rewind)(void *user, struct ty_error *err);
	void		*user;
};

/* A pair of expressions that may be a term and its translation. */
struct ty_proposal {
	char		*source, *target;
	double		 score;		/* 0..1: best first */
	int64_t		 source_count;	/* pairs of segments that have it */
	int64_t		 target_count;
	int64_t		 together;	/* that have both */
	bool		 name;		/* a proper name, by its capitals */
	bool		 known;		/* in the termbase already */
	int64_t		 example;	/* the number of a pair, from 0 */
	char		*example_source, *example_target;	/* its texts */
};

struct ty_proposals {
	struct ty_proposal	*items;
	size_t			 n;
	int64_t			 pairs;		/* that were looked at */
};

struct ty_extract_options {
	int64_t	least;		/* pairs that have both; 0: 2 */
	size_t	max;		/* most proposals; 0: 1000 */
	bool	known;		/* also what the termbase has */
};

/*
 * Propose terms from pairs of segments in the desk's languages, one of which
 * has to be English and the other Japanese; `pairs` NULL: the memory's units,
 * numbered by their order.  Expressions that mostly stand in one longer one are
 * left out (as C-value does: Frantzi, Ananiadou and Mima, 2000); pairs are rated
 * by log-likelihood (Dunning, 1993) and by how exclusively they go together
 * (Dice), each expression going to its best partner (Melamed, 2000).
 *
 * Two million pairs are looked at, the rest is noted and left out, so that
 * memory is bounded.
 */
enum ty_status ty_terms_extract(struct ty_proposals **out,
				struct ty_desk *desk,
				const struct ty_pairs *pairs,
				const struct ty_extract_options *options,
				struct ty_error *err);
void ty_proposals_free(struct ty_proposals *proposals);

/* --------------------------------------------------- care of a memory -- */

struct ty_stats {
	int64_t	units, reviewed, rejected, stories, segments, batches, terms;
	int64_t	bytes;
	int64_t	index_files, index_bytes;	/* of the fuzzy index, beside
						   the memory */
	int	schema;
	size_t	nlangs;
	struct { char lang[36]; int64_t variants; } langs[16];
};
enum ty_status ty_stats(struct ty_stats *out, struct ty_desk *desk,
			struct ty_error *err);

/* Check the file's structure, row checksums, references, the concordance, the
 * files of the fuzzy index, and the stories in work.  Each trouble goes to the monitor's note;
 * TY_EDAMAGED if any. */
enum ty_status ty_verify(int64_t *troubles, struct ty_desk *desk,
			 struct ty_error *err);

/*
 * Compare what the fuzzy index finds with what comparing with every text finds,
 * which are always the same: for `n` of the memory's texts in the desk's source
 * language, drawn over all of it, and for each of them altered (a word dropped,
 * added, two swapped), at several lowest scores.  The comparisons made are in
 * *lookups; each that differs goes to the monitor's note; TY_EDAMAGED if any.
 */
enum ty_status ty_verify_matches(int64_t *troubles, int64_t *lookups,
				 struct ty_desk *desk, size_t n,
				 struct ty_error *err);

/* A whole copy while others go on working; `path` must not exist.  Stories in
 * work, in a file beside the memory, are copied to a file beside `path`. */
enum ty_status ty_backup(struct ty_desk *desk, const char *path,
			 struct ty_error *err);

/* Build again everything that is derived from the units. */
enum ty_status ty_reindex(struct ty_desk *desk, struct ty_error *err);

struct ty_batches {
	struct ty_batch	*items;		/* newest first */
	size_t		 n;
};
enum ty_status ty_log(struct ty_batches **out, struct ty_desk *desk,
		      size_t limit, struct ty_error *err);
void ty_batches_free(struct ty_batches *batches);

/*
 * Take a batch back: afterwards the memory holds what it would without it.
 * *removed units (or concepts) went because nobody else brought them; *restored
 * got former texts or marks again; *kept stay because they came from elsewhere
 * too, or were changed since.
 *
 * Errors: TY_ENOTFOUND; TY_EINVAL undone already.
 */
enum ty_status ty_undo(int64_t *removed, int64_t *restored, int64_t *kept,
		       struct ty_desk *desk, int64_t batch,
		       struct ty_error *err);

/* "0.1.0" */
const char *ty_version(void);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
