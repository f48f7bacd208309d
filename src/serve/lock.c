/* Which server works on a memory. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/lock.h"

struct ty_lock {
	char	*path;
	int	 fd;
};

/* Whatever name the memory is called by, its lock is one. */
static char *lock_path(const char *memory)
{
	char *real = realpath(memory, NULL);
	struct ty_buf path = TY_BUF_INIT;

	ty_buf_addf(&path, "%s-serve", real ? real : memory);
	free(real);
	return ty_buf_detach(&path);
}

/* The file that is locked must still be the one of that name: who leaves
 * removes it. */
static bool still_there(int fd, const char *path)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && lstat(path, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

enum ty_status ty_lock_take(struct ty_lock **out, const char *memory,
			    struct ty_error *err)
{
	struct ty_lock *lock = ty_alloc(1, sizeof(*lock));
	enum ty_status st = TY_OK;

	*out = NULL;
	lock->path = lock_path(memory);
	lock->fd = -1;
	while (st == TY_OK) {
		lock->fd = open(lock->path, O_RDWR | O_CREAT | O_NOFOLLOW |
				O_CLOEXEC, 0600);
		if (lock->fd < 0)
			st = ty_fail_errno(err, lock->path, errno);
		else if (flock(lock->fd, LOCK_EX | LOCK_NB) != 0)
			st = errno == EWOULDBLOCK ?
			     ty_fail_at(err, TY_EBUSY, memory, 0, 0,
				_("a server works on this memory already")) :
			     ty_fail_errno(err, lock->path, errno);
		else if (still_there(lock->fd, lock->path))
			break;
		if (lock->fd >= 0)
			close(lock->fd);
	}
	if (st == TY_OK) {
		*out = lock;
		return TY_OK;
	}
	free(lock->path);
	free(lock);
	return st;
}

enum ty_status ty_lock_sign(struct ty_lock *lock, const char *address, int port,
			    const char *token_file, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	ty_buf_addf(&text, "%s\n%d\n%s\n", address, port,
		    token_file ? token_file : "");
	if (ftruncate(lock->fd, 0) != 0 ||
	    pwrite(lock->fd, text.p, text.len, 0) != (ssize_t)text.len)
		st = ty_fail_errno(err, lock->path, errno ? errno : ENOSPC);
	ty_buf_release(&text);
	return st;
}

void ty_lock_free(struct ty_lock *lock)
{
	if (!lock)
		return;
	unlink(lock->path);
	close(lock->fd);
	free(lock->path);
	free(lock);
}

/* ------------------------------------------------------------ its holder -- */

/* The next line, which it ends with a NUL; NULL: there is none. */
static char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (!end)
		return NULL;
	*end = '\0';
	*rest = end + 1;
	return line;
}

static bool read_holder(struct ty_holder *out, int fd)
{
	char text[8192], *rest = text, *address, *port, *token;
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
	struct stat sb;

	/* Somebody else could have us tell them our token. */
	if (n < 0 || fstat(fd, &sb) != 0 || sb.st_uid != geteuid() ||
	    (sb.st_mode & 077))
		return false;
	text[n] = '\0';
	address = next_line(&rest);
	port = address ? next_line(&rest) : NULL;
	token = port ? next_line(&rest) : NULL;
	if (!token)
		return false;
	out->address = ty_strdup(address);
	out->port = atoi(port);
	out->token_file = ty_strdup(token);
	return true;
}

enum ty_status ty_lock_holder(struct ty_holder *out, const char *memory,
			      struct ty_error *err)
{
	char *path = lock_path(memory);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 &&
		    errno == EWOULDBLOCK;

	memset(out, 0, sizeof(*out));
	held = held && read_holder(out, fd);
	if (fd >= 0)
		close(fd);
	free(path);
	return held ? TY_OK : ty_fail_at(err, TY_ENOTFOUND, memory, 0, 0,
			_("no server works on this memory"));
}

void ty_holder_release(struct ty_holder *holder)
{
	free(holder->address);
	free(holder->token_file);
}
