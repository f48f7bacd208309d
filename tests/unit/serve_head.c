/* Heads of requests: what goes through, what is refused, byte by byte. */

#include <stdio.h>

#include "serve/head.h"
#include "../tap.h"

#define H "Host: localhost:8246\r\n"

struct shape {
	const char	*name;
	const char	*bytes;
	int		 status;	/* 0: it goes through */
};

static const struct shape shapes[] = {
	{ "a page asked for", "GET / HTTP/1.1\r\n" H "\r\n", 0 },
	{ "HTTP 1.0 with a host", "GET / HTTP/1.0\r\n" H "\r\n", 0 },
	{ "no space after the colon", "GET / HTTP/1.1\r\nhost:localhost:8246\r\n\r\n", 0 },
	{ "a tab before a value, spaces after", "GET / HTTP/1.1\r\nHost:\tlocalhost:8246 \t\r\n\r\n", 0 },
	{ "a query with a bar", "GET /get?q=%E7%8C%AB&langpair=en|ja HTTP/1.1\r\n" H "\r\n", 0 },
	{ "content with its length", "POST /x HTTP/1.1\r\n" H "Content-Length: 12\r\n\r\n", 0 },
	{ "a length with a nought", "POST /x HTTP/1.1\r\n" H "Content-Length: 007\r\n\r\n", 0 },
	{ "the most that may come", "POST /x HTTP/1.1\r\n" H "Content-Length: 67108864\r\n\r\n", 0 },
	{ "removal without content", "DELETE /x HTTP/1.1\r\n" H "\r\n", 0 },
	{ "an empty field", "GET / HTTP/1.1\r\n" H "X-Empty:\r\n\r\n", 0 },
	{ "somebody else's cookie in UTF-8", "GET / HTTP/1.1\r\n" H "Cookie: a=\xE7\x8C\xAB\r\n\r\n", 0 },
	{ "100-continue", "POST /x HTTP/1.1\r\n" H "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\n", 0 },

	{ "two hosts", "GET / HTTP/1.1\r\n" H "Host: evil.example\r\n\r\n", 400 },
	{ "the same host twice", "GET / HTTP/1.1\r\n" H H "\r\n", 400 },
	{ "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
	{ "no host in HTTP 1.0", "GET / HTTP/1.0\r\n\r\n", 400 },
	{ "two lengths", "POST /x HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400 },
	{ "the same length twice", "POST /x HTTP/1.1\r\n" H "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", 400 },
	{ "a list of lengths", "POST /x HTTP/1.1\r\n" H "Content-Length: 5, 5\r\n\r\n", 400 },
	{ "a length with a sign", "POST /x HTTP/1.1\r\n" H "Content-Length: +5\r\n\r\n", 400 },
	{ "a length below nothing", "POST /x HTTP/1.1\r\n" H "Content-Length: -1\r\n\r\n", 400 },
	{ "a length in hexadecimal", "POST /x HTTP/1.1\r\n" H "Content-Length: 0x5\r\n\r\n", 400 },
	{ "an empty length", "POST /x HTTP/1.1\r\n" H "Content-Length: \r\n\r\n", 400 },
	{ "a length that overflows", "POST /x HTTP/1.1\r\n" H "Content-Length: 18446744073709551617\r\n\r\n", 413 },
	{ "too long by a byte", "POST /x HTTP/1.1\r\n" H "Content-Length: 67108865\r\n\r\n", 413 },
	{ "no length", "POST /x HTTP/1.1\r\n" H "\r\n", 411 },
	{ "chunks", "POST /x HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n", 411 },
	{ "a length and chunks", "POST /x HTTP/1.1\r\n" H "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400 },
	{ "chunks and a length", "POST /x HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 411 },
	{ "chunks in disguise", "POST /x HTTP/1.1\r\n" H "Transfer-Encoding: \tx,chunked\r\nContent-Length: 5\r\n\r\n", 411 },
	{ "chunks in another case", "GET /x HTTP/1.1\r\n" H "tRANSFER-eNCODING: identity\r\n\r\n", 411 },
	{ "a space before the colon", "POST /x HTTP/1.1\r\n" H "Content-Length : 5\r\n\r\n", 400 },
	{ "a tab before the colon", "POST /x HTTP/1.1\r\n" H "Transfer-Encoding\t: chunked\r\nContent-Length: 5\r\n\r\n", 400 },
	{ "a folded line", "GET / HTTP/1.1\r\n" H "X-A: b\r\n c\r\n\r\n", 400 },
	{ "a line folded with a tab", "GET / HTTP/1.1\r\n" H "X-A: b\r\n\tc\r\n\r\n", 400 },
	{ "a folded first field", "GET / HTTP/1.1\r\n " H "\r\n", 400 },
	{ "a field without a name", "GET / HTTP/1.1\r\n" H ": x\r\n\r\n", 400 },
	{ "a field without a colon", "GET / HTTP/1.1\r\n" H "Content-Length\r\n\r\n", 400 },
	{ "a bracket in a name", "GET / HTTP/1.1\r\n" H "Content[Length: 5\r\n\r\n", 400 },
	{ "a name in UTF-8", "GET / HTTP/1.1\r\n" H "\xE7\x8C\xAB: 5\r\n\r\n", 400 },
	{ "a host in UTF-8", "GET / HTTP/1.1\r\nHost: \xE7\x8C\xAB\r\n\r\n", 400 },
	{ "bare line feeds", "GET / HTTP/1.1\nHost: localhost:8246\n\n", 400 },
	{ "a bare line feed in a value", "GET / HTTP/1.1\r\n" H "X: a\nContent-Length: 5\r\n\r\n", 400 },
	{ "a bare return in a value", "GET / HTTP/1.1\r\n" H "X: a\rContent-Length: 5\r\n\r\n", 400 },
	{ "two returns", "GET / HTTP/1.1\r\r\n" H "\r\n", 400 },
	{ "an escape character", "GET / HTTP/1.1\r\n" H "X: \033[2J\r\n\r\n", 400 },
	{ "a delete character", "GET /\x7F HTTP/1.1\r\n" H "\r\n", 400 },
	{ "an empty line first", "\r\nGET / HTTP/1.1\r\n" H "\r\n", 400 },
	{ "the whole address", "GET http://localhost:8246/ HTTP/1.1\r\n" H "\r\n", 400 },
	{ "somebody else's address", "GET http://evil.example/ HTTP/1.1\r\n" H "\r\n", 400 },
	{ "two slashes", "GET //evil.example/ HTTP/1.1\r\n" H "\r\n", 400 },
	{ "an asterisk", "HEAD * HTTP/1.1\r\n" H "\r\n", 400 },
	{ "a fragment", "GET /#a HTTP/1.1\r\n" H "\r\n", 400 },
	{ "a backslash", "GET /\\evil HTTP/1.1\r\n" H "\r\n", 400 },
	{ "an address in raw UTF-8", "GET /\xE7\x8C\xAB HTTP/1.1\r\n" H "\r\n", 400 },
	{ "two spaces", "GET  / HTTP/1.1\r\n" H "\r\n", 400 },
	{ "a tab for a space", "GET\t/ HTTP/1.1\r\n" H "\r\n", 400 },
	{ "a space in the address", "GET /a b HTTP/1.1\r\n" H "\r\n", 505 },
	{ "a space at the line's end", "GET / HTTP/1.1 \r\n" H "\r\n", 505 },
	{ "no version", "GET /\r\n" H "\r\n", 400 },
	{ "version 2", "GET / HTTP/2.0\r\n" H "\r\n", 505 },
	{ "version 1.2", "GET / HTTP/1.2\r\n" H "\r\n", 505 },
	{ "version 1.10", "GET / HTTP/1.10\r\n" H "\r\n", 505 },
	{ "a version in small letters", "GET / http/1.1\r\n" H "\r\n", 505 },
	{ "a method in small letters", "get / HTTP/1.1\r\n" H "\r\n", 405 },
	{ "TRACE", "TRACE / HTTP/1.1\r\n" H "\r\n", 405 },
	{ "CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" H "\r\n", 405 },
	{ "OPTIONS", "OPTIONS / HTTP/1.1\r\n" H "\r\n", 405 },
	{ "another protocol's greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
	{ "content of what only reads", "GET / HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\n", 400 },
	{ "two cookies", "GET / HTTP/1.1\r\n" H "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 400 },
	{ "two origins", "GET / HTTP/1.1\r\n" H "Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400 },
	{ "two types", "GET / HTTP/1.1\r\n" H "Content-Type: a/b\r\nContent-Type: application/json\r\n\r\n", 400 },
	{ "a strange wish", "POST /x HTTP/1.1\r\n" H "Expect: the unexpected\r\nContent-Length: 1\r\n\r\n", 417 },
};

/* What becomes of bytes that come `step` at a time. */
static int feed(struct ty_head *head, const char *bytes, size_t len,
		size_t step)
{
	enum ty_head_state state = TY_HEAD_MORE;
	size_t n = 0;

	memset(head, 0, sizeof(*head));
	while (state == TY_HEAD_MORE && n < len) {
		n = n + step < len ? n + step : len;
		state = ty_head_read(head, bytes, n);
	}
	return state == TY_HEAD_MORE ? -1 : state == TY_HEAD_BAD ?
	       head->status : 0;
}

/* However the bytes come, and wherever they are cut, the end is the same. */
static void test_shape(const struct shape *shape)
{
	size_t len = strlen(shape->bytes), step, cut;
	struct ty_head head;
	bool same = true;

	for (step = 1; step <= len; step++)
		same &= feed(&head, shape->bytes, len, step) == shape->status;
	for (cut = 0; cut < len; cut++) {
		int got = feed(&head, shape->bytes, cut, cut ? cut : 1);

		same &= got == -1 || (shape->status && got == shape->status);
	}
	if (!ok(same, shape->name))
		printf("# %d, not %d\n", feed(&head, shape->bytes, len, len),
		       shape->status);
}

static void test_nul(void)
{
	static const char bytes[] = "GET / HTTP/1.1\r\n" H "X: a\0b\r\n\r\n";
	static const char early[] = "GET /\0 HTTP/1.1\r\n" H "\r\n";
	struct ty_head head;

	is_int(feed(&head, bytes, sizeof(bytes) - 1, 7), 400, "NUL in a value");
	is_int(feed(&head, early, sizeof(early) - 1, 7), 400,
	       "NUL in an address");
}

static void test_limits(void)
{
	struct ty_buf bytes = TY_BUF_INIT;
	struct ty_head head;
	size_t i;

	ty_buf_adds(&bytes, "GET /");
	while (bytes.len < TY_MAX_REQUEST_LINE - 11)
		ty_buf_addc(&bytes, 'a');
	ty_buf_adds(&bytes, " HTTP/1.1\r\n" H "\r\n");
	is_int(feed(&head, bytes.p, bytes.len, 100), 0,
	       "a request line of 8 KB is read");
	ty_buf_clear(&bytes);
	ty_buf_adds(&bytes, "GET /");
	while (bytes.len < TY_MAX_REQUEST_LINE + 1)
		ty_buf_addc(&bytes, 'a');
	is_int(feed(&head, bytes.p, bytes.len, 100), 414,
	       "a longer one is refused before its end");

	ty_buf_clear(&bytes);
	ty_buf_adds(&bytes, "GET / HTTP/1.1\r\n" H);
	for (i = 0; i < TY_MAX_FIELDS - 1; i++)
		ty_buf_addf(&bytes, "X-%zu: y\r\n", i);
	is_int((ty_buf_adds(&bytes, "\r\n"),
		feed(&head, bytes.p, bytes.len, 100)), 0, "64 fields");
	bytes.len -= 2;
	ty_buf_adds(&bytes, "X: y\r\n\r\n");
	is_int(feed(&head, bytes.p, bytes.len, 100), 431, "65 fields");

	ty_buf_clear(&bytes);
	ty_buf_adds(&bytes, "GET / HTTP/1.1\r\n" H "X: ");
	while (bytes.len < TY_MAX_HEAD + 1)
		ty_buf_addc(&bytes, 'a');
	is_int(feed(&head, bytes.p, bytes.len, 1000), 431,
	       "a head of more than 16 KB is refused before its end");
	ty_buf_release(&bytes);
}

static void test_written(void)
{
	static const char bytes[] =
		"PUT /api/v1/segments/7/draft?a=b HTTP/1.1\r\n"
		"User-Agent: x\r\nhost:  127.0.0.1:8246\t\r\n"
		"Connection: X-Evil ,\tClose\r\nX-Forwarded-For: 10.0.0.1\r\n"
		"CONTENT-LENGTH: 5\r\nContent-Type: application/json\r\n"
		"Upgrade: h2c\r\nX-Taiyaku-Client: p1\r\n\r\nhello";
	static const char old[] = "GET / HTTP/1.0\r\n" H
		"Connection: keep-alive\r\n\r\n";
	struct ty_buf out = TY_BUF_INIT;
	struct ty_head head;

	is_int(feed(&head, bytes, sizeof(bytes) - 1, sizeof(bytes) - 1), 0,
	       "a whole request");
	ty_head_write(&out, &head, bytes);
	is_str(out.p, "PUT /api/v1/segments/7/draft?a=b HTTP/1.1\r\n"
	       "Host: 127.0.0.1:8246\r\nContent-Length: 5\r\n"
	       "Content-Type: application/json\r\nX-Taiyaku-Client: p1\r\n"
	       "Connection: close\r\n\r\n",
	       "what was understood goes on, and nothing else");
	is_int(head.length, 5, "the length of its content");
	is_int(head.len, sizeof(bytes) - 1 - 5, "the head ends before it");
	ok(!head.keep, "the connection ends");

	ty_buf_clear(&out);
	is_int(feed(&head, old, sizeof(old) - 1, 3), 0, "an old client");
	ty_head_write(&out, &head, old);
	is_str(out.p, "GET / HTTP/1.0\r\n" H "Connection: keep-alive\r\n\r\n",
	       "who may keep the connection");
	ty_buf_release(&out);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		test_shape(&shapes[i]);
	test_nul();
	test_limits();
	test_written();
	return tap_done();
}
