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

enum ty_status ty_read_raw_line(struct ty_buf *line, FILE *f, const char *path,
				long number, size_t limit,
				struct ty_error *err)
{
	int c = 0;

	ty_buf_clear(line);
	ty_buf_reserve(line, 256);
	flockfile(f);
	while (line->len <= limit && c != '\n' &&
	       (c = getc_unlocked(f)) != EOF) {
		if (line->len + 1 >= line->cap)
			ty_buf_reserve(line, line->cap);
		line->p[line->len++] = (char)c;
	}
	funlockfile(f);
	line->p[line->len] = '\0';
	if (line->len > limit && c != '\n')
		return ty_fail_at(err, TY_ELIMIT, path, number, 0,
				  _("a line of more than %zu bytes"), limit);
	if (c == EOF && ferror(f))
		return ty_fail_errno(err, path, errno);
	return line->len ? TY_OK : TY_END;
}

enum ty_status ty_read_line(struct ty_buf *line, FILE *f, const char *path,
			    long number, size_t limit, struct ty_error *err)
{
	enum ty_status st;

	st = ty_read_raw_line(line, f, path, number, limit, err);
	if (st != TY_OK)
		return st;
	if (line->p[line->len - 1] == '\n')
		line->len--;
	if (line->len && line->p[line->len - 1] == '\r')
		line->len--;
	line->p[line->len] = '\0';
	return TY_OK;
}

bool ty_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

bool ty_is_stdout(const char *path)
{
	return !strcmp(path, "-") || !strcmp(path, "/dev/stdout");
}

bool ty_is_pipe(const char *path)
{
	struct stat sb;

	return !strcmp(path, "-") ||
	       (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode) &&
		!S_ISDIR(sb.st_mode));
}

/*
 * Where a link leads, so that the file there is replaced and not the link.
 * False if it leads to something that is already open (/dev/stdout is a link to
 * /proc/self/fd/1): that is written, never replaced.
 */
static bool follow_links(char **path)
{
	char target[4096];
	struct ty_buf next = TY_BUF_INIT;
	const char *slash;
	ssize_t n;
	int i;

	for (i = 0; i < 40; i++) {
		if ((!strncmp(*path, "/dev/", 5) &&
		     strncmp(*path, "/dev/shm/", 9)) ||
		    !strncmp(*path, "/proc/", 6))
			return false;
		n = readlink(*path, target, sizeof(target));
		if (n <= 0 || (size_t)n == sizeof(target))
			break;
		slash = strrchr(*path, '/');
		if (target[0] != '/' && slash)
			ty_buf_add(&next, *path, (size_t)(slash - *path) + 1);
		ty_buf_add(&next, target, (size_t)n);
		free(*path);
		*path = ty_buf_detach(&next);
	}
	return true;
}

/* A slip of the hand must not cost a memory. */
static bool is_database(const char *path)
{
	static const char magic[16] = "SQLite format 3";
	char head[16];
	FILE *f = fopen(path, "rbe");
	bool is = f && fread(head, 1, sizeof(head), f) == sizeof(head) &&
		  !memcmp(head, magic, sizeof(head));

	if (f)
		fclose(f);
	return is;
}

enum ty_status ty_output_open(struct ty_output *out, const char *path,
			      struct ty_error *err)
{
	struct stat sb;
	bool there;
	int fd;

	memset(out, 0, sizeof(*out));
	out->path = ty_strdup(path);
	if (ty_is_stdout(path)) {
		out->f = stdout;
		return TY_OK;
	}
	if (!follow_links(&out->path) ||
	    (stat(out->path, &sb) == 0 && !S_ISREG(sb.st_mode))) {
		/* A device or pipe cannot be renamed over. */
		there = stat(out->path, &sb) == 0;
		fd = there && S_ISDIR(sb.st_mode) ? (errno = EISDIR, -1) :
		     open(out->path, O_WRONLY | O_CLOEXEC);
	} else if (is_database(out->path)) {
		ty_output_abort(out);
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
				  _("this is a database, which is not replaced"));
	} else {
		struct ty_buf temp = TY_BUF_INIT;

		ty_buf_addf(&temp, "%s.XXXXXX", out->path);
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
	bad |= out->temp && !out->quick && fsync(fileno(out->f)) != 0;
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
		st = ty_fail_errno(err, ty_is_stdout(out->path) ?
				   _("standard output") : out->path,
				   e ? e : EIO);
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
