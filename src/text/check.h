#ifndef TY_TEXT_CHECK_H
#define TY_TEXT_CHECK_H

#include "base/buf.h"
#include "taiyaku.h"
#include "text/agree.h"

/*
 * What can be wrong with a text and its translation.  Each check is a function
 * of the two texts alone; what needs a whole file or a memory (statistics,
 * other translations, terms) is told to it by flow/check.
 */
enum ty_check {
	/* values */
	TY_CHECK_VALUE_DIFFERENT, TY_CHECK_VALUE_MISSING,
	TY_CHECK_VALUE_ADDED, TY_CHECK_VALUE_SCALE, TY_CHECK_VALUE_SIGN,
	TY_CHECK_VALUE_UNIT, TY_CHECK_VALUE_PERCENT, TY_CHECK_VALUE_CLOCK,
	TY_CHECK_VALUE_WEEKDAY, TY_CHECK_VALUE_SWAPPED,
	/* text */
	TY_CHECK_EMPTY, TY_CHECK_UNTRANSLATED, TY_CHECK_SAME_AS_SOURCE,
	TY_CHECK_LENGTH, TY_CHECK_CONTROL, TY_CHECK_DOUBLED_WORD,
	TY_CHECK_DOUBLED_PARTICLE,
	/* marks */
	TY_CHECK_BRACKET, TY_CHECK_END_MARK, TY_CHECK_DOUBLED_MARK,
	/* spaces */
	TY_CHECK_SPACE_EDGE, TY_CHECK_SPACE_DOUBLE, TY_CHECK_SPACE_MARK,
	TY_CHECK_SPACE_JAPANESE,
	/* width */
	TY_CHECK_WIDTH_KANA, TY_CHECK_WIDTH_LATIN, TY_CHECK_WIDTH_DIGITS,
	TY_CHECK_WIDTH_MARK,
	/* codes */
	TY_CHECK_CODE_MISSING, TY_CHECK_CODE_ADDED, TY_CHECK_CODE_ORDER,
	/* consistency */
	TY_CHECK_INCONSISTENT, TY_CHECK_REPEATED, TY_CHECK_SAME_TARGET,
	TY_CHECK_UNEDITED,
	/* terms */
	TY_CHECK_TERM_MISSING, TY_CHECK_TERM_FORBIDDEN,
	TY_NCHECKS
};

extern const struct ty_check_info ty_check_table[TY_NCHECKS];

/* The issues of one pair; strings in them are theirs.  Zeroed to begin with. */
struct ty_issue_list {
	struct ty_issue	*v;
	size_t		 n, cap;
};
void ty_issues_clear(struct ty_issue_list *list);	/* keeps the memory */
void ty_issues_release(struct ty_issue_list *list);

/* An inline code, as both sides can be compared. */
struct ty_check_code {
	size_t		 at;		/* byte of the text */
	char		 role;		/* '<' opens, '>' closes, '-' alone */
	const char	*name;		/* equal in both texts, and of both
					   halves of a pair */
};

struct ty_check_side {
	const char			*s;
	size_t				 len;
	bool				 japanese, english;
	const struct ty_values		*values;	/* NULL: not read */
	const struct ty_check_code	*codes;
	size_t				 ncodes;
};

struct ty_check_run {
	const enum ty_severity	*severity;	/* of each check */
	struct ty_check_side	 side[2];	/* source, target */
	struct ty_issue_list	*out;
};

/* Which side of a pair: the index of ty_check_run.side. */
enum { TY_CHECK_SOURCE, TY_CHECK_TARGET };

static inline bool ty_check_on(const struct ty_check_run *run,
			       enum ty_check check)
{
	return run->severity[check] != TY_SEVERITY_OFF;
}

/*
 * Report something: `message` is one translated sentence.  `span` are bytes of
 * `side`, `other` of the other side or NULL.  `fix`, if not NULL, is what
 * belongs in the place of `span`; it is taken for the target only.
 */
void ty_check_report(const struct ty_check_run *run, enum ty_check check,
		     int side, struct ty_span span,
		     const struct ty_span *other, const char *fix,
		     const char *message);
/* The same with a format that takes `piece`, the text of `span`, once. */
void ty_check_quote(const struct ty_check_run *run, enum ty_check check,
		    int side, struct ty_span span, const char *fix,
		    const char *format);

/* The families.  Those with `side` look at one text alone. */
void ty_check_values(const struct ty_check_run *run);
void ty_check_texts(const struct ty_check_run *run);
void ty_check_words(const struct ty_check_run *run, int side);
void ty_check_marks(const struct ty_check_run *run, int side);
void ty_check_ends(const struct ty_check_run *run);
void ty_check_spaces(const struct ty_check_run *run, int side);
void ty_check_width(const struct ty_check_run *run, int side);
void ty_check_codes(const struct ty_check_run *run);

/* All of them, on both sides or on the target only; issues are appended. */
void ty_check_pair_texts(const struct ty_check_run *run, bool both);

/* Leave out the values that are part of a placeholder: the 2 of %2$s. */
void ty_check_drop_codes(struct ty_values *values, const char *s);

/* Put the fixes of the target into `out`, where none overlaps one before it;
 * false if there are none. */
bool ty_issues_fix(struct ty_buf *out, const char *target, size_t len,
		   const struct ty_issue_list *list);

#endif
