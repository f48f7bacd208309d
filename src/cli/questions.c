/* How questions on standard input are read, one after the other. */

#include <stdio.h>

#include "base/error.h"
#include "base/io.h"
#include "cli/cmd.h"
#include "text/utf8.h"

enum ty_status next_question(struct questions *questions, size_t most,
			     struct ty_error *err)
{
	const char *file = _("standard input");
	struct ty_buf *line = &questions->line;
	enum ty_status st;

	fflush(stdout);
	if (ui_interrupted())
		return ty_fail_cancelled(err);
	st = ty_read_line(line, stdin, file, ++questions->number, most, err);
	if (st != TY_OK)
		return st;
	if (questions->number == 1)
		ty_skip_mark(line);
	return ty_utf8_require(line->p, line->len, file, questions->number,
			       err);
}
