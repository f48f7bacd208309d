/* Memory: what happens when there is none, decided once. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void *ty_alloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		abort();
	return p;
}

void *ty_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap ? *cap : 16;

	if (need <= *cap)
		return p;
	while (n < need) {
		if (n > SIZE_MAX / 2)
			abort();
		n *= 2;
	}
	if (n > SIZE_MAX / size)
		abort();
	p = realloc(p, n * size);
	if (!p)
		abort();
	*cap = n;
	return p;
}

char *ty_strndup(const char *s, size_t len)
{
	char *p = ty_alloc(len + 1, 1);

	memcpy(p, s, len);
	return p;
}

char *ty_strdup(const char *s)
{
	return s ? ty_strndup(s, strlen(s)) : NULL;
}
