/* Which checks are on: for a desk, from a file, and for one pair. */

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/check.h"
#include "text/utf8.h"

#define MOST_CONFIG	((size_t)1 << 20)	/* bytes */

static bool is(const char *s, size_t len, const char *word)
{
	return strlen(word) == len && !memcmp(s, word, len);
}

bool ty_check_assign(enum ty_severity severity[TY_NCHECKS], const char *name,
		     size_t len, enum ty_severity value)
{
	bool any = false;
	size_t k;

	for (k = 0; k < TY_NCHECKS; k++) {
		const struct ty_check_info *info = &ty_check_table[k];

		if (!is(name, len, info->name) && !is(name, len, info->group) &&
		    !is(name, len, "all"))
			continue;
		severity[k] = value;
		any = true;
	}
	return any;
}

static enum ty_status no_check(struct ty_error *err, enum ty_status code,
			       const char *path, long line, const char *name,
			       size_t len)
{
	return ty_fail_at(err, code, path, line, 0,
			  _("'%.*s' is no check; 'taiyaku check --list' names them"),
			  (int)len, name);
}

enum ty_status ty_checker_set(struct ty_checker *checker, const char *name,
			      enum ty_severity severity, struct ty_error *err)
{
	if (ty_check_assign(checker->severity, name, strlen(name), severity))
		return TY_OK;
	return no_check(err, TY_EINVAL, "", 0, name, strlen(name));
}

void ty_checker_both(struct ty_checker *checker, bool both)
{
	checker->both = both;
}

static bool parse_severity(enum ty_severity *out, const char *s, size_t len)
{
	int k;

	for (k = TY_SEVERITY_OFF; k <= TY_SEVERITY_ERROR; k++) {
		if (!is(s, len, ty_severity_word((enum ty_severity)k)))
			continue;
		*out = (enum ty_severity)k;
		return true;
	}
	return false;
}

static const char *skip_blank(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '\r'))
		s++;
	return s;
}

static size_t trimmed(const char *s, const char *end)
{
	while (end > s && (end[-1] == ' ' || end[-1] == '\t' ||
			   end[-1] == '\r'))
		end--;
	return (size_t)(end - s);
}

/* NAME = VALUE in [s, end), without comment. */
static enum ty_status setting(struct ty_checker *checker, const char *path,
			      long line, const char *s, const char *end,
			      struct ty_error *err)
{
	enum ty_severity severity;
	const char *equals, *value;
	size_t n, len;

	s = skip_blank(s, end);
	if (s == end)
		return TY_OK;
	equals = memchr(s, '=', (size_t)(end - s));
	if (!equals)
		return ty_fail_at(err, TY_ESYNTAX, path, line, 0,
				  _("a line is 'NAME = VALUE'"));
	n = trimmed(s, equals);
	value = skip_blank(equals + 1, end);
	len = trimmed(value, end);
	if (is(s, n, "sides")) {
		checker->both = is(value, len, "both");
		return checker->both || is(value, len, "target") ? TY_OK :
			ty_fail_at(err, TY_ESYNTAX, path, line, 0,
				   _("'%s' is one of %s"), "sides",
				   "target, both");
	}
	if (!parse_severity(&severity, value, len))
		return ty_fail_at(err, TY_ESYNTAX, path, line, 0,
				  _("'%.*s' is no severity; it is one of %s"),
				  (int)len, value, "off, note, warning, error");
	if (!ty_check_assign(checker->severity, s, n, severity))
		return no_check(err, TY_ESYNTAX, path, line, s, n);
	return TY_OK;
}

enum ty_status ty_checker_configure(struct ty_checker *checker,
				    const char *path, struct ty_error *err)
{
	struct ty_buf text = TY_BUF_INIT;
	enum ty_status st;
	const char *s, *end, *comment;
	long line = 0;

	st = ty_read_file(&text, path, MOST_CONFIG, err);
	if (st == TY_OK)
		st = ty_utf8_require(text.p, text.len, path, 1, err);
	ty_skip_mark(&text);
	for (s = text.p; st == TY_OK && *s; s = *end ? end + 1 : end) {
		end = s + strcspn(s, "\n");
		comment = memchr(s, '#', (size_t)(end - s));
		st = setting(checker, path, ++line, s, comment ? comment : end,
			     err);
	}
	ty_buf_release(&text);
	return st;
}

/* What is no name there switches nothing off: a note is for people first. */
void ty_check_local(enum ty_severity severity[TY_NCHECKS],
		    const struct ty_checker *checker, const char *note)
{
	static const char mark[] = "[check] off:";
	size_t n;

	memcpy(severity, checker->severity, sizeof(checker->severity));
	while (note && (note = strstr(note, mark))) {
		note += sizeof(mark) - 1;
		while (*note && *note != '\n') {
			note += strspn(note, " ,\t");
			n = strcspn(note, " ,\t\r\n");
			ty_check_assign(severity, note, n, TY_SEVERITY_OFF);
			note += n;
			note += *note == '\r';
		}
	}
}
