/* What h/api brings: until then nothing is answered and nothing written. */

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/serve.h"

const struct ty_route ty_routes_story[] = { { .path = NULL } };
const struct ty_route ty_routes_segment[] = { { .path = NULL } };
const struct ty_route ty_routes_memory[] = { { .path = NULL } };
const struct ty_route ty_routes_term[] = { { .path = NULL } };
const struct ty_route ty_routes_job[] = { { .path = NULL } };
const struct ty_route ty_routes_protocol[] = { { .path = NULL } };

enum ty_status ty_writer_start(struct ty_writer **out, struct ty_server *server,
			       struct ty_error *err)
{
	(void)server;
	(void)err;
	*out = NULL;
	return TY_OK;
}

void ty_writer_stop(struct ty_writer *writer)
{
	(void)writer;
}

/* Of flow/work.h, until h/work is here. */
__attribute__((weak))
enum ty_status ty_work_open(struct ty_work **out, const char *memory,
			    const char *user, struct ty_error *err)
{
	(void)memory;
	(void)user;
	(void)err;
	*out = NULL;
	return TY_OK;
}

__attribute__((weak)) void ty_work_close(struct ty_work *work)
{
	(void)work;
}
