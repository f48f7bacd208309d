#ifndef TY_BASE_ERROR_H
#define TY_BASE_ERROR_H

#include "taiyaku.h"

/*
 * Fill *err (which may be NULL) and return `code`, so that a failing branch is
 * one statement:
 *
 *	return ty_fail(err, TY_ENOTFOUND, _("no unit with id %lld"), id);
 */
enum ty_status ty_fail(struct ty_error *err, enum ty_status code,
		       const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* As ty_fail(), for trouble at a place in a file.  `line` and `column` are
 * 1-based; 0 means unknown. */
enum ty_status ty_fail_at(struct ty_error *err, enum ty_status code,
			  const char *file, long line, long column,
			  const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* As ty_fail_at() for errno `number` met while working on `file`: the text is
 * the system's own, in the user's language.  TY_ENOTFOUND for ENOENT, else
 * TY_EIO. */
enum ty_status ty_fail_errno(struct ty_error *err, const char *file,
			     int number);

/* Helpers for a monitor that may be NULL or have NULL members. */
bool ty_cancelled(const struct ty_monitor *monitor);
void ty_progress(const struct ty_monitor *monitor, const char *what,
		 uint64_t done, uint64_t total);
void ty_note(const struct ty_monitor *monitor, enum ty_status code,
	     const char *file, long line, long column, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
enum ty_status ty_fail_cancelled(struct ty_error *err);

#endif
