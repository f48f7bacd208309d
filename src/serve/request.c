/* What a request says: its arguments, and the members of its body. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "serve/call.h"

const char *ty_request_again(const struct ty_request *request, const char *name,
			     size_t n)
{
	const struct ty_call *call = request->http;
	size_t i;

	for (i = 0; i < call->nquery; i++)
		if (!strcmp(call->query[i].name, name) && n-- == 0)
			return call->query[i].value;
	return NULL;
}

const char *ty_request_query(const struct ty_request *request, const char *name)
{
	return ty_request_again(request, name, 0);
}

enum ty_status ty_request_number(int64_t *out, const struct ty_request *request,
				 const char *name, int64_t least, int64_t most,
				 int64_t otherwise, struct ty_error *err)
{
	const char *s = ty_request_query(request, name);
	char *end;
	long long n;

	*out = otherwise;
	if (!s)
		return TY_OK;
	errno = 0;
	n = strtoll(s, &end, 10);
	/* A number begins with a digit or "-", not with white space. */
	if (errno || end == s || *end || n < least || n > most ||
	    (*s != '-' && (*s < '0' || *s > '9')))
		return ty_fail(err, TY_EINVAL,
			_("'%s' is to be a number from %lld to %lld"), name,
			(long long)least, (long long)most);
	*out = n;
	return TY_OK;
}

static json_t *member(const struct ty_request *request, const char *name)
{
	return request->body ? json_object_get(request->body, name) : NULL;
}

enum ty_status ty_body_text(const char **out, const struct ty_request *request,
			    const char *name, const char *otherwise,
			    struct ty_error *err)
{
	json_t *value = member(request, name);

	*out = otherwise;
	if (!value && otherwise)
		return TY_OK;
	if (!json_is_string(value))
		return ty_fail(err, TY_EINVAL, _("'%s' is to be a text"),
			       name);
	*out = json_string_value(value);
	return TY_OK;
}

enum ty_status ty_body_number(int64_t *out, const struct ty_request *request,
			      const char *name, int64_t least, int64_t most,
			      const int64_t *otherwise, struct ty_error *err)
{
	json_t *value = member(request, name);

	if (!value && otherwise) {
		*out = *otherwise;
		return TY_OK;
	}
	if (!json_is_integer(value) || json_integer_value(value) < least ||
	    json_integer_value(value) > most)
		return ty_fail(err, TY_EINVAL,
			_("'%s' is to be a number from %lld to %lld"), name,
			(long long)least, (long long)most);
	*out = json_integer_value(value);
	return TY_OK;
}

enum ty_status ty_body_flag(bool *out, const struct ty_request *request,
			    const char *name, bool otherwise,
			    struct ty_error *err)
{
	json_t *value = member(request, name);

	*out = otherwise;
	if (!value)
		return TY_OK;
	if (!json_is_boolean(value))
		return ty_fail(err, TY_EINVAL, _("'%s' is to be true or false"),
			       name);
	*out = json_is_true(value);
	return TY_OK;
}
