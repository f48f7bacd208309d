/* Errors by value: one way to raise them, one table of their words. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

static const char *const words[] = {
	[TY_OK] = "ok",			[TY_END] = "end",
	[TY_EINVAL] = "invalid",	[TY_ENOTFOUND] = "not-found",
	[TY_ESYNTAX] = "syntax",	[TY_ELIMIT] = "too-large",
	[TY_EIO] = "io",		[TY_EDB] = "db",
	[TY_EBUSY] = "busy",		[TY_EDAMAGED] = "damaged",
	[TY_ECANCEL] = "cancelled",
};

const char *ty_status_word(enum ty_status status)
{
	size_t i = (size_t)status;

	return i < sizeof(words) / sizeof(words[0]) ? words[i] : "unknown";
}

/* Cut `s` at a character's border when vsnprintf() had to cut it short. */
static void whole_characters(char *s, size_t size)
{
	size_t n = strlen(s);

	if (n + 1 < size)
		return;
	while (n > 0 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)s[n - 1] >= 0xC0)
		n--;
	s[n] = '\0';
}

static void set(struct ty_error *err, enum ty_status code, const char *file,
		long line, long column, const char *fmt, va_list ap)
{
	if (!err)
		return;
	err->code = code;
	err->line = line;
	err->column = column;
	snprintf(err->file, sizeof(err->file), "%s", file ? file : "");
	whole_characters(err->file, sizeof(err->file));
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	whole_characters(err->text, sizeof(err->text));
}

enum ty_status ty_fail(struct ty_error *err, enum ty_status code,
		       const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(err, code, "", 0, 0, fmt, ap);
	va_end(ap);
	return code;
}

enum ty_status ty_fail_at(struct ty_error *err, enum ty_status code,
			  const char *file, long line, long column,
			  const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(err, code, file, line, column, fmt, ap);
	va_end(ap);
	return code;
}

/* The C library speaks a user's language only where its own catalogue is
 * installed; what is met every day is ours to say. */
static const struct {
	int		 number;
	const char	*text;
} everyday[] = {
	{ ENOENT, N_("no such file or folder") },
	{ ENOTDIR, N_("a part of the path is not a folder") },
	{ EISDIR, N_("this is a folder, not a file") },
	{ EACCES, N_("permission denied") },
	{ EPERM, N_("not permitted") },
	{ EEXIST, N_("the file is there already") },
	{ ENOSPC, N_("no room left on the disk") },
	{ EDQUOT, N_("the disk quota is used up") },
	{ EFBIG, N_("larger than a file may become here") },
	{ ENAMETOOLONG, N_("the name is too long") },
	{ EROFS, N_("the disk can only be read") },
	{ EPIPE, N_("the reader of the output went away") },
	{ EIO, N_("the disk or device failed") },
	{ EINTR, N_("interrupted") },
};

enum ty_status ty_fail_errno(struct ty_error *err, const char *file,
			     int number)
{
	enum ty_status code = number == ENOENT ? TY_ENOTFOUND : TY_EIO;
	size_t i;

	for (i = 0; i < sizeof(everyday) / sizeof(everyday[0]); i++)
		if (everyday[i].number == number)
			return ty_fail_at(err, code, file, 0, 0, "%s",
					  _(everyday[i].text));
	return ty_fail_at(err, code, file, 0, 0, "%s", strerror(number));
}

bool ty_cancelled(const struct ty_monitor *monitor)
{
	return monitor && monitor->cancelled &&
	       monitor->cancelled(monitor->user);
}

void ty_progress(const struct ty_monitor *monitor, const char *what,
		 uint64_t done, uint64_t total)
{
	if (monitor && monitor->progress)
		monitor->progress(monitor->user, what, done, total);
}

void ty_note(const struct ty_monitor *monitor, enum ty_status code,
	     const char *file, long line, long column, const char *fmt, ...)
{
	struct ty_error what;
	va_list ap;

	if (!monitor || !monitor->note)
		return;
	va_start(ap, fmt);
	set(&what, code, file, line, column, fmt, ap);
	va_end(ap);
	monitor->note(monitor->user, &what);
}

enum ty_status ty_fail_cancelled(struct ty_error *err)
{
	return ty_fail(err, TY_ECANCEL, _("cancelled; nothing was changed"));
}
