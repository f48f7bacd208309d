/* The body of a request: JSON in memory, a file in the server's folder. */

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"

static enum ty_status open_upload(struct ty_call *call, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;

	if (atomic_fetch_add(&call->server->uploading, call->length) +
	    call->length > TY_MAX_UPLOADS) {
		atomic_fetch_sub(&call->server->uploading, call->length);
		return ty_fail(err, TY_EBUSY,
			_("too many files are being sent at once; try again"));
	}
	ty_buf_addf(&path, "%s/upload-XXXXXX", call->server->folder);
	call->upload = ty_buf_detach(&path);
	call->file = mkstemp(call->upload);		/* mode 0600 */
	if (call->file >= 0)
		return TY_OK;
	ty_fail_errno(err, call->upload, errno);
	atomic_fetch_sub(&call->server->uploading, call->length);
	free(call->upload);
	call->upload = NULL;
	return TY_EIO;
}

static enum ty_status write_upload(struct ty_call *call, const char *bytes,
				   size_t len, struct ty_error *err)
{
	enum ty_status st = TY_OK;
	ssize_t n;

	if (call->file < 0 && (st = open_upload(call, err)) != TY_OK)
		return st;
	for (; len > 0; bytes += n, len -= (size_t)n) {
		n = write(call->file, bytes, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n < 0)
			return ty_fail_errno(err, "", errno);
	}
	return TY_OK;
}

enum ty_status ty_body_take(struct ty_call *call, const char *bytes,
			    size_t len, struct ty_error *err)
{
	if (call->route && (call->route->flags & TY_ROUTE_UPLOAD))
		return write_upload(call, bytes, len, err);
	/* The guard has compared the length with the most that is allowed. */
	ty_buf_add(&call->body, bytes, len);
	return TY_OK;
}

enum ty_status ty_body_read(struct ty_call *call, struct ty_error *err)
{
	json_error_t why;

	if (call->route && (call->route->flags & TY_ROUTE_UPLOAD)) {
		if (call->file < 0)		/* an empty file is one, too */
			return write_upload(call, "", 0, err);
		return TY_OK;
	}
	if (!call->body.len)
		return TY_OK;
	call->request.body = json_loadb(call->body.p, call->body.len,
					JSON_REJECT_DUPLICATES, &why);
	ty_buf_release(&call->body);
	if (!call->request.body)
		return ty_fail_at(err, TY_EINVAL, "", why.line, why.column,
				  _("the content is not well-formed JSON"));
	if (!json_is_object(call->request.body))
		return ty_fail(err, TY_EINVAL,
			       _("the content is to be a JSON object"));
	return TY_OK;
}

void ty_body_release(struct ty_call *call)
{
	if (call->upload) {
		close(call->file);
		unlink(call->upload);	/* unless somebody has renamed it */
		atomic_fetch_sub(&call->server->uploading, call->length);
		free(call->upload);
	}
	json_decref(call->request.body);
	ty_buf_release(&call->body);
}
