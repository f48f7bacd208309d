/* How slow a connection may be, and how long without work. */

#include <stdatomic.h>

#include "base/i18n.h"
#include "serve/conn.h"

/* Parts or multiples of the deadline: how long the last words of a connection
 * are waited for, it may be without work, and a body be on its way. */
#define LINGER_PART	5
#define IDLE_WINDOWS	6
#define BODY_WINDOWS	60

/* Less than a byte for each millisecond of a window, while some were due. */
static bool too_slow(struct ty_pace *pace, bool wanted, int64_t now,
		     int64_t window)
{
	bool slow;

	if (wanted && pace->since && now - pace->since < window)
		return false;
	slow = wanted && pace->since && pace->bytes < (uint64_t)window;
	pace->since = wanted ? now : 0;
	pace->bytes = 0;
	return slow;
}

static bool is_idle(const struct ty_conn *conn)
{
	return conn->state == TY_CONN_OPEN && !conn->body && !conn->from.len &&
	       !conn->up.len && !conn->down.len &&
	       (!conn->inner ||
		atomic_load(&conn->inner->answered) == conn->requests);
}

void ty_conn_check(struct ty_conn *conn)
{
	const int64_t window = conn->gate->options.deadline_ms;
	const int64_t now = conn->gate->now;
	bool body = conn->body && conn->up.len < TY_CONN_ROOM;

	if (too_slow(&conn->writing, conn->down.len > 0, now, window) ||
	    (conn->state == TY_CONN_LINGER &&
	     now - conn->closed > window / LINGER_PART) ||
	    (is_idle(conn) && now - conn->active >
	     (conn->requests ? IDLE_WINDOWS * window : window))) {
		ty_conn_kill(conn);
		return;
	}
	if ((conn->waiting && now - conn->head_since > window) ||
	    too_slow(&conn->reading, body, now, window) ||
	    (conn->body && now - conn->body_since > BODY_WINDOWS * window)) {
		ty_conn_refuse(conn, 408,
			_("the request did not come in time"));
		ty_conn_settle(conn);
	}
}
