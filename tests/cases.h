#ifndef CASES_H
#define CASES_H

/*
 * Reader of tests/cases/ files: a case is lines up to a blank one, each a sign,
 * a space and text.  "<" lines are the input; "# " lines are for people; what
 * the other signs mean is up to the test, which gets them one to a line, signs
 * included.  A file that holds no case, or cannot be read, fails.
 */

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "taiyaku.h"
#include "tap.h"

struct test_case {
	long		line;		/* where it begins */
	struct ty_buf	input;		/* joined by newlines */
	struct ty_buf	expected;	/* the other lines */
};

static inline bool cases_next(FILE *f, long *number, struct test_case *c)
{
	char line[8192];
	bool any = false;

	ty_buf_clear(&c->input);
	ty_buf_clear(&c->expected);
	while (fgets(line, sizeof(line), f)) {
		struct ty_buf *to;

		++*number;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			continue;
		if (line[0] == '\0') {
			if (any)
				return true;
			continue;
		}
		if (!any)
			c->line = *number;
		any = true;
		to = line[0] == '<' ? &c->input : &c->expected;
		if (to->len)
			ty_buf_addc(to, '\n');
		/* "<" alone is an empty line of the input. */
		if (to == &c->input)
			ty_buf_adds(to, line[1] ? line + 2 : "");
		else
			ty_buf_adds(to, line);
		/* An input that begins with an empty line. */
		if (to == &c->input && !to->len)
			ty_buf_addc(to, '\n');
	}
	return any;
}

/* Call `run` for each case of a file, which returns what it found in the form
 * of the expected lines. */
static inline void cases_run(const char *path,
			     void (*run)(struct ty_buf *got,
					 const struct test_case *c,
					 void *user), void *user)
{
	struct test_case c = { 0, TY_BUF_INIT, TY_BUF_INIT };
	struct ty_buf got = TY_BUF_INIT;
	FILE *f = fopen(path, "r");
	char name[256];
	long number = 0;
	int n = 0;

	ok(f != NULL, path);
	while (f && cases_next(f, &number, &c)) {
		ty_buf_clear(&got);
		run(&got, &c, user);
		snprintf(name, sizeof(name), "%s:%ld", path, c.line);
		is_str(got.p, c.expected.p, name);
		n++;
	}
	ok(n > 0, "the file holds cases");
	if (f)
		fclose(f);
	ty_buf_release(&c.input);
	ty_buf_release(&c.expected);
	ty_buf_release(&got);
}

#endif
