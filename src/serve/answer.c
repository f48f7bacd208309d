/* The few answers that the gate gives itself. */

#include <string.h>

#include <jansson.h>
#include <stdlib.h>

#include "serve/conn.h"

static const struct { int status; const char *phrase, *word; } phrases[] = {
	{ 200, "OK", "" }, { 400, "Bad Request", "invalid" },
	{ 405, "Method Not Allowed", "method" },
	{ 408, "Request Timeout", "timeout" },
	{ 411, "Length Required", "length" },
	{ 413, "Content Too Large", "too-large" },
	{ 414, "URI Too Long", "too-large" },
	{ 417, "Expectation Failed", "invalid" },
	{ 421, "Misdirected Request", "host" },
	{ 431, "Request Header Fields Too Large", "too-large" },
	{ 503, "Service Unavailable", "busy" },
	{ 505, "HTTP Version Not Supported", "invalid" },
};

static void say(struct ty_buf *out, int status, const char *text, bool body,
		bool keep)
{
	size_t i = 0;

	while (phrases[i].status != status)
		i++;
	ty_buf_addf(out, "HTTP/1.1 %d %s\r\n"
		    "Content-Type: application/json\r\n"
		    "Content-Length: %zu\r\n"
		    "Cache-Control: no-store\r\n"
		    "X-Content-Type-Options: nosniff\r\n"
		    "Referrer-Policy: no-referrer\r\n"
		    "Cross-Origin-Resource-Policy: same-origin\r\n"
		    "Content-Security-Policy: default-src 'none'; "
		    "frame-ancestors 'none'; sandbox\r\n"
		    "%s\r\n%s", status, phrases[i].phrase, strlen(text),
		    keep ? "" : "Connection: close\r\n", body ? text : "");
}

void ty_gate_answer(struct ty_buf *out, const char *text, bool body, bool keep)
{
	say(out, 200, text, body, keep);
}

void ty_gate_refuse(struct ty_buf *out, int status, const char *why)
{
	const char *word = "";
	json_t *all;
	char *text;
	size_t i;

	for (i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (phrases[i].status == status)
			word = phrases[i].word;
	all = json_pack("{si s{ss ss}}", "version", 1, "error", "code", word,
			"message", why);
	text = json_dumps(all, JSON_COMPACT);
	say(out, status, text, true, false);
	free(text);
	json_decref(all);
}
