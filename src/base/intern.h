#ifndef TY_BASE_INTERN_H
#define TY_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

/*
 * A set of byte strings numbered in the order they first came: 0, 1, 2, ...
 * Used where equality of strings is asked often (tokens, terms).
 */
struct ty_intern {
	char		*bytes;		/* all strings, each NUL-terminated */
	size_t		 nbytes, cap_bytes;
	size_t		*start;		/* of string i in `bytes` */
	uint32_t	*length;
	size_t		 cap_start, cap_length;
	uint32_t	*slots;		/* hash table: number + 1; 0 free */
	size_t		 nslots;
	uint32_t	 n;
};

#define TY_INTERN_NONE	UINT32_MAX

void ty_intern_release(struct ty_intern *set);	/* a zeroed one is empty */
void ty_intern_clear(struct ty_intern *set);	/* keeps the memory */
uint32_t ty_intern_add(struct ty_intern *set, const char *s, size_t len);
/* Its number, or TY_INTERN_NONE. */
uint32_t ty_intern_find(const struct ty_intern *set, const char *s, size_t len);
/* String i, NUL-terminated; valid until the next add. */
const char *ty_intern_get(const struct ty_intern *set, uint32_t i);

/* 64-bit FNV-1a: for tables in memory only, never stored. */
uint64_t ty_hash_bytes(const void *bytes, size_t len);

#endif
