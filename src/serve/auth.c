/* The token, the cookie made from it, and the words that let one in once. */

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/auth.h"

#define SECRET		32		/* bytes */
#define HEX		(2 * SECRET)
#define WORDS		8		/* invitations that are open at once */
#define WORD_SECONDS	600

struct ty_auth {
	char		token[HEX + 1], cookie[HEX + 1];
	pthread_mutex_t	lock;		/* guards the words */
	struct {
		char	text[HEX + 1];	/* "" if there is none */
		time_t	until;
	} words[WORDS];
	size_t		next;		/* the oldest is replaced */
};

static void write_hex(char out[HEX + 1], const uint8_t bytes[SECRET])
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < SECRET; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[HEX] = '\0';
}

static enum ty_status make_secret(char out[HEX + 1], struct ty_error *err)
{
	uint8_t bytes[SECRET];

	/* So few bytes come whole or not at all. */
	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return ty_fail_errno(err, "getrandom", errno);
	write_hex(out, bytes);
	return TY_OK;
}

/* Takes as long whatever differs. */
static bool same(const char *secret, const char *s, size_t len)
{
	unsigned differs = 0;
	size_t i;

	if (len != HEX)
		return false;
	for (i = 0; i < HEX; i++)
		differs |= (unsigned)(secret[i] ^ s[i]);
	return differs == 0;
}

/* ---------------------------------------------------------- token file -- */

static enum ty_status no_token(const char *path, struct ty_error *err)
{
	return ty_fail_at(err, TY_EINVAL, path, 0, 0,
		_("this file holds no token of 'taiyaku serve'; remove it"));
}

/* The token in the open file, if nobody else can know it; "" where it is yet to
 * be written. */
static enum ty_status read_token(char out[HEX + 1], int fd, const char *path,
				 struct ty_error *err)
{
	char bytes[HEX + 2];
	struct stat sb;
	ssize_t n;

	out[0] = '\0';
	if (fstat(fd, &sb) != 0)
		return ty_fail_errno(err, path, errno);
	if (!S_ISREG(sb.st_mode) || sb.st_uid != geteuid() ||
	    sb.st_nlink != 1 || (sb.st_mode & 077))
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
			_("others than you can read or change this token file; remove it"));
	n = read(fd, bytes, sizeof(bytes));
	if (n < 0)
		return ty_fail_errno(err, path, errno);
	if (!n)
		return TY_OK;
	if (n != HEX + 1 || bytes[HEX] != '\n' ||
	    strspn(bytes, "0123456789abcdef") != HEX)
		return no_token(path, err);
	memcpy(out, bytes, HEX);
	out[HEX] = '\0';
	return TY_OK;
}

static enum ty_status write_token(const char token[HEX + 1], int fd,
				  const char *path, struct ty_error *err)
{
	char bytes[HEX + 1];
	int why;

	memcpy(bytes, token, HEX);
	bytes[HEX] = '\n';
	errno = 0;
	if (write(fd, bytes, sizeof(bytes)) == sizeof(bytes) && fsync(fd) == 0)
		return TY_OK;
	why = errno ? errno : ENOSPC;
	if (ftruncate(fd, 0) != 0)	/* half a token is none */
		unlink(path);
	return ty_fail_errno(err, path, why);
}

/*
 * The file's token, or a new one that is kept there.  Two servers that begin at
 * once have the same: the second one waits until the first has written it.  One
 * that was cut off before that has left an empty file, which is filled.
 */
static enum ty_status keep_token(char token[HEX + 1], const char *path,
				 struct ty_error *err)
{
	/* A pipe is not to be waited for. */
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
		      O_CLOEXEC, 0600);
	enum ty_status st;

	if (fd < 0 && errno == ELOOP)
		return ty_fail_at(err, TY_EINVAL, path, 0, 0,
			_("a token file may not be a symbolic link"));
	if (fd < 0 && errno == EISDIR)
		return no_token(path, err);
	if (fd < 0)
		return ty_fail_errno(err, path, errno);
	if (flock(fd, LOCK_EX) != 0)
		st = ty_fail_errno(err, path, errno);
	else
		st = read_token(token, fd, path, err);
	if (st == TY_OK && !token[0] && (st = make_secret(token, err)) == TY_OK)
		st = write_token(token, fd, path, err);
	close(fd);
	return st;
}

/* ------------------------------------------------------------- asking -- */

enum ty_status ty_auth_new(struct ty_auth **out, const char *file,
			   struct ty_error *err)
{
	static const char label[] = "taiyaku cookie ";
	struct ty_auth *auth = ty_alloc(1, sizeof(*auth));
	uint8_t digest[SHA256_DIGEST_LENGTH];
	enum ty_status st;
	SHA2_CTX sha;

	*out = NULL;
	pthread_mutex_init(&auth->lock, NULL);
	st = file ? keep_token(auth->token, file, err) :
	     make_secret(auth->token, err);
	if (st != TY_OK) {
		ty_auth_free(auth);
		return st;
	}
	/* The same after a restart, and no way back from it to the token. */
	SHA256Init(&sha);
	SHA256Update(&sha, (const uint8_t *)label, sizeof(label) - 1);
	SHA256Update(&sha, (const uint8_t *)auth->token, HEX);
	SHA256Final(digest, &sha);
	write_hex(auth->cookie, digest);
	*out = auth;
	return TY_OK;
}

void ty_auth_free(struct ty_auth *auth)
{
	if (!auth)
		return;
	pthread_mutex_destroy(&auth->lock);
	free(auth);
}

static time_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

char *ty_auth_invite(struct ty_auth *auth)
{
	char word[HEX + 1];

	if (make_secret(word, NULL) != TY_OK)
		return ty_strdup("");
	pthread_mutex_lock(&auth->lock);
	memcpy(auth->words[auth->next].text, word, sizeof(word));
	auth->words[auth->next].until = now() + WORD_SECONDS;
	auth->next = (auth->next + 1) % WORDS;
	pthread_mutex_unlock(&auth->lock);
	return ty_strdup(word);
}

bool ty_auth_redeem(struct ty_auth *auth, const char *word)
{
	size_t len = strlen(word), i;
	time_t t = now();
	bool found = false;

	pthread_mutex_lock(&auth->lock);
	for (i = 0; i < WORDS; i++) {
		if (!auth->words[i].text[0] ||
		    !same(auth->words[i].text, word, len))
			continue;
		found = t < auth->words[i].until;
		auth->words[i].text[0] = '\0';
	}
	pthread_mutex_unlock(&auth->lock);
	return found;
}

bool ty_auth_is_token(const struct ty_auth *auth, const char *s, size_t len)
{
	return same(auth->token, s, len);
}

bool ty_auth_is_cookie(const struct ty_auth *auth, const char *s, size_t len)
{
	return same(auth->cookie, s, len);
}

const char *ty_auth_cookie(const struct ty_auth *auth)
{
	return auth->cookie;
}
