#ifndef TY_BASE_ALLOC_H
#define TY_BASE_ALLOC_H

#include <stddef.h>

/* Zeroed memory for `n` objects; never NULL.  Aborts when there is none. */
void *ty_alloc(size_t n, size_t size);

/*
 * Make room for at least `need` objects of `size` bytes in the array `p`,
 * which has room for *cap; grows by doubling, new memory is not cleared.
 * Returns the array, moved or not.  p NULL and *cap 0 to begin with.
 */
void *ty_grow(void *p, size_t *cap, size_t need, size_t size);

char *ty_strdup(const char *s);			/* NULL gives NULL */
char *ty_strndup(const char *s, size_t len);

#endif
