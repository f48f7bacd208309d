/* GET /events: a page's own stream of what changed. */

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "serve/call.h"

#define HEARTBEAT	15	/* seconds */

struct stream {
	struct ty_listener	*listener;
	struct ty_buf		 text;
	size_t			 sent;		/* of the text */
	int			 fd;
	bool			 over;
};

/* Has the gate closed its end?  Nothing else can come from there. */
static bool gone(void *user)
{
	const struct stream *stream = user;
	struct pollfd end = { .fd = stream->fd, .events = POLLIN };

	return poll(&end, 1, 0) > 0;
}

static ssize_t next_bytes(void *user, uint64_t pos, char *out, size_t most)
{
	struct stream *stream = user;
	size_t n;

	(void)pos;
	if (stream->sent == stream->text.len && !stream->over) {
		ty_buf_clear(&stream->text);
		stream->sent = 0;
		stream->over = !ty_listener_next(&stream->text,
						 stream->listener, HEARTBEAT,
						 gone, stream);
	}
	n = stream->text.len - stream->sent;
	if (!n)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (n > most)
		n = most;
	memcpy(out, stream->text.p + stream->sent, n);
	stream->sent += n;
	return (ssize_t)n;
}

static void end_stream(void *user)
{
	struct stream *stream = user;

	ty_listener_free(stream->listener);
	ty_buf_release(&stream->text);
	free(stream);
}

enum MHD_Result ty_reply_events(struct ty_call *call)
{
	const char *last = ty_call_header(call, "Last-Event-ID");
	const char *since = ty_request_query(&call->request, "since");
	struct MHD_Response *response;
	struct stream *stream;
	enum MHD_Result queued;

	stream = ty_alloc(1, sizeof(*stream));
	ty_buf_init(&stream->text);
	stream->fd = MHD_get_connection_info(call->connection,
			MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	stream->listener = ty_hub_read(call->server->hub,
				     *last ? last : since ? since : "");
	/* Its own block of 16 KB: events are small, and go out one by one. */
	response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384,
			next_bytes, stream, end_stream);
	if (!response) {
		end_stream(stream);
		return MHD_NO;
	}
	MHD_add_response_header(response, "Content-Type", "text/event-stream");
	ty_reply_common(response, "no-store");
	call->status = 200;
	queued = MHD_queue_response(call->connection, 200, response);
	MHD_destroy_response(response);
	return queued;
}
