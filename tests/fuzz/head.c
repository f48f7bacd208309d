/* Any bytes as the head of a request: the same however they come, and what goes
 * on can be read in one way only. */

#include "fuzz.h"

#include <strings.h>

#include "serve/head.h"

static enum ty_head_state feed(struct ty_head *head, const char *bytes,
			       size_t size, size_t step)
{
	enum ty_head_state state = TY_HEAD_MORE;
	size_t n = 0;

	memset(head, 0, sizeof(*head));
	while (state == TY_HEAD_MORE && n < size) {
		n = n + step < size ? n + step : size;
		state = ty_head_read(head, bytes, n);
	}
	return state;
}

static bool same_text(const char *a, const struct ty_span *x, const char *b,
		      const struct ty_span *y)
{
	return x->end - x->start == y->end - y->start &&
	       !memcmp(a + x->start, b + y->start, x->end - x->start);
}

/* Lines that begin with this, as a simple reader would find them. */
static int lines(const char *text, const char *name)
{
	int n = 0;

	for (; (text = strchr(text, '\n')); n += !strncasecmp(text, name,
							      strlen(name)))
		text++;
	return n;
}

static void read_again(const struct ty_head *head, const char *bytes)
{
	struct ty_buf out = TY_BUF_INIT, twice = TY_BUF_INIT;
	struct ty_head other;
	size_t i;

	ty_head_write(&out, head, bytes);
	MUST(strlen(out.p) == out.len);
	MUST(feed(&other, out.p, out.len, 1) == TY_HEAD_WHOLE);
	MUST(other.len == out.len && other.length == head->length);
	MUST(other.keep == head->keep && other.minor == head->minor);
	MUST(same_text(bytes, &head->target, out.p, &other.target));
	for (i = 0; i < TY_FIELDS; i++)
		MUST(same_text(bytes, &head->fields[i], out.p,
			       &other.fields[i]));
	ty_head_write(&twice, &other, out.p);
	MUST(!strcmp(out.p, twice.p));
	MUST(lines(out.p, "Content-Length:") == (head->fields[TY_FIELD_LENGTH].end != 0));
	MUST(lines(out.p, "Host:") == 1);
	MUST(lines(out.p, "Transfer-Encoding") == 0);
	MUST(lines(out.p, " ") == 0 && lines(out.p, "\t") == 0);
	ty_buf_release(&out);
	ty_buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_buf bytes = TY_BUF_INIT;
	struct ty_head whole, piece;
	enum ty_head_state state;
	size_t step;

	ty_buf_add(&bytes, data, size);
	state = feed(&whole, bytes.p, size, size ? size : 1);
	for (step = 1; step < 8; step += 3) {
		MUST(feed(&piece, bytes.p, size, step) == state);
		MUST(piece.status == whole.status && piece.len == whole.len);
	}
	if (state == TY_HEAD_BAD)
		MUST(whole.status >= 400 && whole.why);
	if (state == TY_HEAD_WHOLE) {
		MUST(whole.len <= size && whole.len <= TY_MAX_HEAD);
		read_again(&whole, bytes.p);
	}
	ty_buf_release(&bytes);
	return 0;
}
