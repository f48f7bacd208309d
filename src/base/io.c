/* Files: read with limits, written beside and renamed. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"

enum ty_status ty_open_input(FILE **out, const char *path,
			     struct ty_error *err)
{
	struct stat sb;

	*out = NULL;
	if (!strcmp(path, "-")) {
		*out = stdin;
		return TY_OK;
	}
	if (stat(path, &sb) != 0)
		return ty_fail_errno(err, path, errno);
	if (S_ISDIR(sb.st_mode))
		return ty_fail_errno(err, path, EISDIR);
	*out = fopen(path, "rbe");
	if (!*out)
		return ty_fail_errno(err, path, errno);
	return TY_OK;
}

void ty_close_input(FILE *f)
{
	if (f && f != stdin)
		fclose(f);
}

enum ty_status ty_read_file(struct ty_buf *out, const char *path, size_t limit,
			    struct ty_error *err)
{
	enum ty_status st;
	size_t had = out->len, n;
	FILE *f;

	if ((st = ty_open_input(&f, path, err)) != TY_OK)
		return st;
	do {
		ty_buf_reserve(out, 1 << 16);
		n = fread(out->p + out->len, 1, 1 << 16, f);
		out->len += n;
		out->p[out->len] = '\0';
	} while (n > 0 && out->len - had <= limit);
	if (ferror(f))
		st = ty_fail_errno(err, path, errno);
	else if (out->len - had > limit)
		st = ty_fail_at(err, TY_ELIMIT, path, 0, 0,
				_("larger than %zu MB, the most that is read"),
				limit >> 20);
	ty_close_input(f);
	return st;
}

enum ty_status ty_read_line(struct ty_buf *line, FILE *f, const char *path,
			    long number, size_t limit, struct ty_error *err)
{
	int c = 0;

	ty_buf_clear(line);
	ty_buf_reserve(line, 256);
	flockfile(f);
	while (line->len <= limit && (c = getc_unlocked(f)) != EOF &&
	       c != '\n') {
		if (line->len + 1 >= line->cap)
			ty_buf_reserve(line, line->cap);
		line->p[line->len++] = (char)c;
	}
	funlockfile(f);
	if (line->len > limit)
		return ty_fail_at(err, TY_ELIMIT, path, number, 0,
				  _("a line of more than %zu bytes"), limit);
	if (c == EOF && ferror(f))
		return ty_fail_errno(err, path, errno);
	if (c == EOF && line->len == 0)
		return TY_END;
	if (line->len && line->p[line->len - 1] == '\r')
		line->len--;
	line->p[line->len] = '\0';
	return TY_OK;
}

enum ty_status ty_output_open(struct ty_output *out, const char *path,
			      struct ty_error *err)
{
	struct stat sb;
	int fd;

	memset(out, 0, sizeof(*out));
	out->path = ty_strdup(path);
	if (!strcmp(path, "-")) {
		out->f = stdout;
		return TY_OK;
	}
	if (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode)) {
		/* A device or pipe cannot be renamed over. */
		fd = S_ISDIR(sb.st_mode) ? (errno = EISDIR, -1) :
		     open(path, O_WRONLY | O_CLOEXEC);
	} else {
		struct ty_buf temp = TY_BUF_INIT;

		ty_buf_addf(&temp, "%s.XXXXXX", path);
		out->temp = ty_buf_detach(&temp);
		fd = mkstemp(out->temp);	/* mode 0600 */
		if (fd < 0) {
			int e = errno;

			free(out->temp);
			out->temp = NULL;
			errno = e;
		}
	}
	if (fd >= 0)
		out->f = fdopen(fd, "wb");
	if (!out->f) {
		enum ty_status st = ty_fail_errno(err, path, errno);

		if (fd >= 0)
			close(fd);
		ty_output_abort(out);
		return st;
	}
	return TY_OK;
}

enum ty_status ty_output_commit(struct ty_output *out, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	int bad, e;

	/* A failed write leaves the stream's mark and perhaps no errno. */
	errno = 0;
	bad = ferror(out->f);
	bad |= fflush(out->f) != 0;
	bad |= out->temp && fsync(fileno(out->f)) != 0;
	e = errno;
	if (out->f != stdout) {
		bad |= fclose(out->f) != 0;
		if (!e)
			e = errno;
	}
	out->f = NULL;
	if (!bad && out->temp) {
		bad = rename(out->temp, out->path) != 0;
		e = errno;
		if (!bad) {
			free(out->temp);
			out->temp = NULL;
		}
	}
	if (bad)
		st = ty_fail_errno(err, strcmp(out->path, "-") ? out->path :
				   _("standard output"), e ? e : EIO);
	ty_output_abort(out);
	return st;
}

void ty_output_abort(struct ty_output *out)
{
	if (out->f && out->f != stdout)
		fclose(out->f);
	if (out->temp)
		unlink(out->temp);
	free(out->temp);
	free(out->path);
	memset(out, 0, sizeof(*out));
}

void ty_locate(const char *text, size_t offset, long *line, long *column)
{
	size_t i;

	*line = *column = 1;
	for (i = 0; i < offset; i++) {
		if (text[i] == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80) {
			++*column;
		}
	}
}
