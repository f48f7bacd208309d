#ifndef TAP_H
#define TAP_H

/* Just enough of the Test Anything Protocol (https://testanything.org).
 * Tests run with the top of the source tree as working directory; TMPDIR is a
 * folder of their own. */

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

#define ok(cond, name)		tap_ok((cond), (name), __FILE__, __LINE__)
#define is_str(got, want, name)	tap_str((got), (want), (name), __FILE__, __LINE__)
#define is_int(got, want, name)	tap_int((long long)(got), (long long)(want), \
					(name), __FILE__, __LINE__)
/* Passes when an expression is TY_OK, else shows err.text. */
#define ok_st(st, err, name)	tap_st((st), (err), (name), __FILE__, __LINE__)

static inline bool tap_ok(bool pass, const char *name, const char *file,
			  int line)
{
	printf("%sok %d - %s\n", pass ? "" : "not ", ++tap_count, name);
	if (!pass) {
		tap_failed++;
		printf("# at %s:%d\n", file, line);
	}
	fflush(stdout);		/* a child must not print it again */
	return pass;
}

static inline bool tap_str(const char *got, const char *want, const char *name,
			   const char *file, int line)
{
	bool pass = tap_ok(got && !strcmp(got, want), name, file, line);

	if (!pass)
		printf("#  got: %s\n# want: %s\n", got ? got : "(null)", want);
	return pass;
}

static inline bool tap_int(long long got, long long want, const char *name,
			   const char *file, int line)
{
	bool pass = tap_ok(got == want, name, file, line);

	if (!pass)
		printf("#  got: %lld\n# want: %lld\n", got, want);
	return pass;
}

#ifdef TAIYAKU_H
static inline bool tap_st(enum ty_status st, const struct ty_error *err,
			  const char *name, const char *file, int line)
{
	bool pass = tap_ok(st == TY_OK, name, file, line);

	if (!pass)
		printf("#  got: %s: %s:%ld:%ld: %s\n", ty_status_word(st),
		       err->file, err->line, err->column, err->text);
	return pass;
}
#endif

static inline int tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
