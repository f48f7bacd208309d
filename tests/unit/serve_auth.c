/* The token's file, invitations, the cookie. */

#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "serve/auth.h"
#include "../tap.h"

static char file[4096], other[4096];

static enum ty_status open_auth(struct ty_auth **out, struct ty_error *err)
{
	*out = NULL;
	return ty_auth_new(out, file, err);
}

static void put(const char *text, mode_t mode)
{
	FILE *f = fopen(file, "w");

	fputs(text, f);
	fclose(f);
	chmod(file, mode);
}

static void test_kept(void)
{
	struct ty_buf token = TY_BUF_INIT, again = TY_BUF_INIT;
	struct ty_auth *auth;
	struct ty_error err;
	char cookie[65];
	struct stat sb;

	ok_st(open_auth(&auth, &err), &err, "a token is made");
	ok_st(ty_read_file(&token, file, 1000, &err), &err, "it is in the file");
	is_int(stat(file, &sb) == 0 ? sb.st_mode & 0777 : 0, 0600,
	       "that only its owner can read");
	is_int(token.len, 65, "256 bits and a line end");
	ok(ty_auth_is_token(auth, token.p, 64), "it lets in");
	ok(!ty_auth_is_token(auth, token.p, 63), "but not in part");
	ok(!ty_auth_is_token(auth, token.p, 65), "nor with more");
	token.p[63] ^= 1;
	ok(!ty_auth_is_token(auth, token.p, 64), "nor with a bit changed");
	token.p[63] ^= 1;
	snprintf(cookie, sizeof(cookie), "%s", ty_auth_cookie(auth));
	ok(strncmp(cookie, token.p, 64) != 0, "the cookie is not the token");
	ok(!ty_auth_is_token(auth, cookie, 64), "and does not stand for it");
	ok(!ty_auth_is_cookie(auth, token.p, 64), "nor the token for it");
	ty_auth_free(auth);

	ok_st(open_auth(&auth, &err), &err, "after a restart");
	ty_read_file(&again, file, 1000, &err);
	is_str(again.p, token.p, "the token is the same");
	ok(ty_auth_is_cookie(auth, cookie, 64), "and so is the cookie");
	ty_auth_free(auth);
	ty_buf_release(&token);
	ty_buf_release(&again);
}

static void refused(const char *name)
{
	struct ty_auth *auth;
	struct ty_error err = { .code = TY_OK };

	is_int(open_auth(&auth, &err), TY_EINVAL, name);
	is_str(err.file, file, "  and the error names the file");
	ty_auth_free(auth);
}

static void test_refused(void)
{
	static const char good[] = "0123456789abcdef0123456789abcdef"
		"0123456789abcdef0123456789abcdef\n";
	struct ty_auth *auth;
	struct ty_error err;

	put(good, 0600);
	ok_st(open_auth(&auth, &err), &err, "a file with a token");
	ok(ty_auth_is_token(auth, good, 64), "that token lets in");
	ty_auth_free(auth);
	put(good, 0640);
	refused("a file that the group can read");
	put(good, 0602);
	refused("a file that all can write");
	put("0123\n", 0600);
	refused("a short token");
	put("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeG\n",
	    0600);
	refused("a token with a wrong letter");
	put("", 0600);
	ok_st(open_auth(&auth, &err), &err,
	      "a file that somebody was about to write is written");
	ty_auth_free(auth);
	put("", 0644);
	refused("but not one that others can read");
	put(good, 0600);
	if (link(file, other) == 0)
		refused("a file with two names");
	unlink(other);
	if (rename(file, other) == 0 && symlink(other, file) == 0)
		refused("a symbolic link");
	unlink(file);
	unlink(other);
	mkfifo(file, 0600);
	refused("a pipe");
	unlink(file);
	mkdir(file, 0700);
	refused("a folder");
	rmdir(file);
}

static void test_words(void)
{
	struct ty_auth *auth;
	struct ty_error err;
	char *words[10];
	size_t i;

	ok_st(ty_auth_new(&auth, NULL, &err), &err, "a token that is not kept");
	for (i = 0; i < 10; i++)
		words[i] = ty_auth_invite(auth);
	ok(strcmp(words[0], words[1]) != 0, "invitations differ");
	ok(ty_auth_redeem(auth, words[9]), "one lets in");
	ok(!ty_auth_redeem(auth, words[9]), "once");
	ok(!ty_auth_redeem(auth, words[0]), "the oldest give way to new ones");
	ok(ty_auth_redeem(auth, words[5]), "another still holds");
	ok(!ty_auth_redeem(auth, ""), "nothing does not");
	words[6][3] ^= 1;
	ok(!ty_auth_redeem(auth, words[6]), "nor a guess");
	words[6][3] ^= 1;
	ok(ty_auth_redeem(auth, words[6]), "which does not use it up");
	ok(!ty_auth_is_token(auth, words[7], 64), "none of them is the token");
	for (i = 0; i < 10; i++)
		free(words[i]);
	ty_auth_free(auth);
}

int main(void)
{
	const char *dir = getenv("TMPDIR");

	snprintf(file, sizeof(file), "%s/t.token", dir ? dir : "/tmp");
	snprintf(other, sizeof(other), "%s/t.other", dir ? dir : "/tmp");
	unlink(file);
	test_kept();
	unlink(file);
	test_refused();
	test_words();
	return tap_done();
}
