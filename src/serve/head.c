/* The head of a request: what is beyond doubt, and nothing else. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "serve/head.h"

#define N(x)	(sizeof(x) / sizeof((x)[0]))

static const char *const names[TY_FIELDS] = {
	[TY_FIELD_HOST] = "Host", [TY_FIELD_LENGTH] = "Content-Length",
	[TY_FIELD_TYPE] = "Content-Type", [TY_FIELD_COOKIE] = "Cookie",
	[TY_FIELD_AUTHORIZATION] = "Authorization",
	[TY_FIELD_ORIGIN] = "Origin", [TY_FIELD_SITE] = "Sec-Fetch-Site",
	[TY_FIELD_LANGUAGE] = "Accept-Language",
	[TY_FIELD_EVENT] = "Last-Event-ID",
	[TY_FIELD_CLIENT] = "X-Taiyaku-Client",
	[TY_FIELD_MATCH] = "If-None-Match", [TY_FIELD_EXPECT] = "Expect",
};

static enum ty_head_state bad(struct ty_head *head, int status,
			      const char *why)
{
	head->status = status;
	head->why = why;
	return TY_HEAD_BAD;
}

bool ty_head_is(const char *bytes, const struct ty_span *span, const char *word)
{
	return strlen(word) == span->end - span->start &&
	       !memcmp(bytes + span->start, word, span->end - span->start);
}

/* As above, in any case. */
static bool is_name(const char *bytes, const struct ty_span *span,
		    const char *word)
{
	return strlen(word) == span->end - span->start &&
	       !strncasecmp(bytes + span->start, word,
			    span->end - span->start);
}

/* ------------------------------------------------------------- its end -- */

/* Control characters have no place in a head; a CR and an LF only together. */
static bool fits_after(char before, char c)
{
	if (before == '\r' || c == '\n')
		return before == '\r' && c == '\n';
	return c == '\r' || c == '\t' ||
	       ((unsigned char)c >= 0x20 && (unsigned char)c != 0x7F);
}

static enum ty_head_state find_end(struct ty_head *head, const char *p,
				   size_t len)
{
	size_t i;

	for (i = head->at; i < len; i++) {
		if (!fits_after(i ? p[i - 1] : '\0', p[i]))
			return bad(head, 400,
				N_("the request holds characters that no request may hold"));
		if (!head->line_ended && i >= TY_MAX_REQUEST_LINE)
			return bad(head, 414,
				N_("the address of the request is too long"));
		if (i >= TY_MAX_HEAD)
			return bad(head, 431,
				N_("the head of the request is too long"));
		if (p[i] != '\n')
			continue;
		if (i == 1)
			return bad(head, 400,
				N_("the request begins with an empty line"));
		head->line_ended = true;
		if (p[i - 2] == '\n') {
			head->at = head->len = i + 1;
			return TY_HEAD_WHOLE;
		}
	}
	head->at = len;
	return TY_HEAD_MORE;
}

/* -------------------------------------------------------- request line -- */

static bool good_method(struct ty_head *head, const char *p)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "PUT",
					       "PATCH", "DELETE" };
	size_t i;

	for (i = 0; i < N(methods); i++)
		if (ty_head_is(p, &head->method, methods[i]))
			return true;
	return false;
}

/* "/path?query" in visible ASCII: no other host's name, no fragment. */
static bool good_target(const struct ty_head *head, const char *p)
{
	size_t i;

	if (p[head->target.start] != '/' || p[head->target.start + 1] == '/')
		return false;
	for (i = head->target.start; i < head->target.end; i++)
		if ((unsigned char)p[i] <= 0x20 || (unsigned char)p[i] > 0x7E ||
		    strchr("#\"<>\\", p[i]))
			return false;
	return true;
}

/* The line's parts are parted by one space each.  `end`: of the line, without
 * its CR. */
static enum ty_head_state read_line(struct ty_head *head, const char *p,
				    size_t end)
{
	const char *first = memchr(p, ' ', end);
	const char *second = first ?
		memchr(first + 1, ' ', end - (size_t)(first + 1 - p)) : NULL;
	struct ty_span version;

	if (!second || second == first + 1)
		return bad(head, 400, N_("the first line is no request"));
	head->method = (struct ty_span){ 0, (size_t)(first - p) };
	head->target = (struct ty_span){ (size_t)(first + 1 - p),
					 (size_t)(second - p) };
	version = (struct ty_span){ head->target.end + 1, end };
	if (ty_head_is(p, &version, "HTTP/1.1"))
		head->minor = 1;
	else if (!ty_head_is(p, &version, "HTTP/1.0"))
		return bad(head, 505, N_("the request is not of HTTP 1.1"));
	if (!good_method(head, p))
		return bad(head, 405, N_("there is no such method here"));
	if (!good_target(head, p))
		return bad(head, 400,
			N_("the address of the request is none of this server's"));
	head->keep = head->minor == 1;
	return TY_HEAD_WHOLE;
}

/* -------------------------------------------------------------- fields -- */

static bool is_token(const char *p, const struct ty_span *span)
{
	static const char token[] = "!#$%&'*+-.^_`|~0123456789"
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t i;

	for (i = span->start; i < span->end; i++)
		if (!p[i] || !strchr(token, p[i]))
			return false;
	return span->end > span->start;
}

/* "keep-alive", "close", or names of other fields, which go no further. */
static void read_connection(struct ty_head *head, const char *p,
			    struct ty_span all)
{
	struct ty_span word;

	while (all.start < all.end) {
		const char *comma = memchr(p + all.start, ',',
					   all.end - all.start);

		word = all;
		if (comma)
			word.end = (size_t)(comma - p);
		all.start = word.end + (comma != NULL);
		while (word.start < word.end && (p[word.start] == ' ' ||
						 p[word.start] == '\t'))
			word.start++;
		while (word.start < word.end && (p[word.end - 1] == ' ' ||
						 p[word.end - 1] == '\t'))
			word.end--;
		if (is_name(p, &word, "close"))
			head->keep = false;
		else if (is_name(p, &word, "keep-alive") && head->minor == 0)
			head->keep = true;
	}
}

/* One of those that are let through, once. */
static enum ty_head_state keep_field(struct ty_head *head, const char *p,
				     enum ty_field field, struct ty_span value)
{
	size_t i;

	if (head->fields[field].end)
		return bad(head, 400,
			N_("the request says the same thing twice"));
	/* Cookies of other servers of this machine may hold anything. */
	for (i = value.start; field != TY_FIELD_COOKIE && i < value.end; i++)
		if ((unsigned char)p[i] > 0x7E)
			return bad(head, 400,
				N_("the request holds characters that no request may hold"));
	head->fields[field] = value;
	return TY_HEAD_WHOLE;
}

static enum ty_head_state read_field(struct ty_head *head, const char *p,
				     size_t start, size_t end)
{
	const char *colon = memchr(p + start, ':', end - start);
	struct ty_span name = { start, colon ? (size_t)(colon - p) : start };
	struct ty_span value = { name.end + 1, end };
	size_t i;

	/* No name: a folded line, or none at all; a space before the colon. */
	if (!is_token(p, &name))
		return bad(head, 400,
			N_("a line of the request's head is malformed"));
	while (value.start < value.end && (p[value.start] == ' ' ||
					   p[value.start] == '\t'))
		value.start++;
	while (value.start < value.end && (p[value.end - 1] == ' ' ||
					   p[value.end - 1] == '\t'))
		value.end--;
	if (is_name(p, &name, "Transfer-Encoding"))
		return bad(head, head->fields[TY_FIELD_LENGTH].end ? 400 : 411,
			N_("the request must say the length of its content"));
	if (is_name(p, &name, "Connection"))
		read_connection(head, p, value);
	for (i = 0; i < TY_FIELDS; i++)
		if (is_name(p, &name, names[i]))
			return keep_field(head, p, (enum ty_field)i, value);
	return TY_HEAD_WHOLE;
}

/* ------------------------------------------------------------ the whole -- */

static enum ty_head_state read_length(struct ty_head *head, const char *p)
{
	const struct ty_span *said = &head->fields[TY_FIELD_LENGTH];
	bool reads = ty_head_is(p, &head->method, "GET") ||
		     ty_head_is(p, &head->method, "HEAD");
	size_t i;

	if (!said->end && !reads && !ty_head_is(p, &head->method, "DELETE"))
		return bad(head, 411,
			N_("the request must say the length of its content"));
	for (i = said->start; i < said->end; i++) {
		if (p[i] < '0' || p[i] > '9')
			return bad(head, 400,
				N_("the length of the content is no number"));
		head->length = head->length * 10 + (uint64_t)(p[i] - '0');
		if (head->length > TY_MAX_BODY)
			return bad(head, 413,
				N_("the content is larger than 64 MB"));
	}
	if (said->end && said->end == said->start)
		return bad(head, 400,
			N_("the length of the content is no number"));
	if (head->length && reads)
		return bad(head, 400,
			N_("a request that only reads has no content"));
	return TY_HEAD_WHOLE;
}

enum ty_head_state ty_head_read(struct ty_head *head, const char *p, size_t len)
{
	enum ty_head_state state = find_end(head, p, len);
	size_t start, end, n = 0;

	if (state != TY_HEAD_WHOLE)
		return state;
	for (start = 0; start < head->len - 2; start = end + 2) {
		end = start + strcspn(p + start, "\r");
		state = start ? read_field(head, p, start, end) :
			read_line(head, p, end);
		if (state != TY_HEAD_WHOLE)
			return state;
		if (n++ > TY_MAX_FIELDS)
			return bad(head, 431,
				N_("the head of the request is too long"));
	}
	if (!head->fields[TY_FIELD_HOST].end)
		return bad(head, 400, N_("the request names no host"));
	if (head->fields[TY_FIELD_EXPECT].end &&
	    !is_name(p, &head->fields[TY_FIELD_EXPECT], "100-continue"))
		return bad(head, 417,
			N_("the request expects what is not done here"));
	return read_length(head, p);
}

void ty_head_write(struct ty_buf *out, const struct ty_head *head,
		   const char *bytes)
{
	const struct ty_span *f;
	size_t i;

	ty_buf_add(out, bytes, head->method.end);
	ty_buf_addc(out, ' ');
	ty_buf_add(out, bytes + head->target.start,
		   head->target.end - head->target.start);
	ty_buf_addf(out, " HTTP/1.%d\r\n", head->minor);
	for (i = 0; i < TY_FIELDS; i++) {
		f = &head->fields[i];
		if (!f->end)
			continue;
		ty_buf_adds(out, names[i]);
		ty_buf_adds(out, ": ");
		ty_buf_add(out, bytes + f->start, f->end - f->start);
		ty_buf_adds(out, "\r\n");
	}
	if (!head->keep)
		ty_buf_adds(out, "Connection: close\r\n");
	else if (head->minor == 0)
		ty_buf_adds(out, "Connection: keep-alive\r\n");
	ty_buf_adds(out, "\r\n");
}
