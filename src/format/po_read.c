/*
 * libgettextpo: what it asks of its callers, kept in one place.  It reads files
 * by name, reports errors to functions without an argument of ours, ends
 * programs that do not stop it, and keeps its state in global variables: hence
 * the file in memory, the thread's own pointer, the jump and the lock.
 */

#define _GNU_SOURCE		/* memfd_create */

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <gettext-po.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/po_file.h"

/* What the library's handlers know. */
struct listener {
	struct ty_po_file	*po;
	struct ty_error		*err;
	enum ty_status		 status;
	jmp_buf			 out;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local struct listener *listener;

/* -------------------------------------------------------------- errors -- */

static void on_error(int severity, po_message_t message, const char *file,
		     size_t line, size_t column, int multiline,
		     const char *text)
{
	struct listener *l = listener;

	(void)message;
	(void)file;
	(void)multiline;
	if (severity != PO_SEVERITY_WARNING && l->status == TY_OK)
		l->status = ty_fail_at(l->err, TY_ESYNTAX, l->po->name,
				       line == (size_t)-1 ? 0 : (long)line,
				       column == (size_t)-1 ? 0 : (long)column,
				       "%.*s", (int)strcspn(text, "\n"), text);
	if (severity == PO_SEVERITY_FATAL_ERROR)
		longjmp(l->out, 1);
}

static void on_error2(int severity, po_message_t message1, const char *file1,
		      size_t line1, size_t column1, int multiline1,
		      const char *text1, po_message_t message2,
		      const char *file2, size_t line2, size_t column2,
		      int multiline2, const char *text2)
{
	(void)message2;
	(void)file2;
	(void)line2;
	(void)column2;
	(void)multiline2;
	(void)text2;
	on_error(severity, message1, file1, line1, column1, multiline1, text1);
}

static const struct po_xerror_handler handler = {
	.xerror = on_error, .xerror2 = on_error2,
};

/* ------------------------------------------------------------- feeding -- */

static bool write_all(int fd, const char *s, size_t len)
{
	ssize_t n;

	for (; len > 0; s += n, len -= (size_t)n)
		if ((n = write(fd, s, len)) < 0) {
			if (errno != EINTR)
				return false;
			n = 0;
		}
	return true;
}

/* The file as libgettextpo shall see it: UTF-8, and saying so on the same
 * lines. */
static bool feed(int fd, const struct ty_po_file *po)
{
	static const char header[] =
		"msgid \"\" msgstr "
		"\"Content-Type: text/plain; charset=UTF-8\\n\" ";
	static const char line[] =
		" \"Content-Type: text/plain; charset=UTF-8\\n\" ";
	const char *s = po->file.text;
	size_t i, at = 0, done = 0;
	const char *add = header;

	for (i = 0; i < po->n; i++)
		if (po->v[i].header) {
			add = line;
			at = done = po->forms[po->v[i].form].span.start +
				    strlen("msgstr");
			break;
		}
	if (po->charset.end > po->charset.start) {
		add = "UTF-8";
		at = po->charset.start;
		done = po->charset.end;
	}
	return write_all(fd, s, at) && write_all(fd, add, strlen(add)) &&
	       write_all(fd, s + done, po->file.length - done);
}

/* -------------------------------------------------------------- taking -- */

static char *copy(const char *s)
{
	return s && s[0] ? ty_strdup(s) : NULL;
}

static enum ty_status take_forms(struct ty_po_file *po, struct ty_po_message *m,
				 po_message_t message, struct ty_error *err)
{
	const char *text;
	int i;

	if (!m->plural) {
		m->texts[m->ntexts++] = ty_strdup(po_message_msgstr(message));
		return TY_OK;
	}
	for (i = 0; (text = po_message_msgstr_plural(message, i)); i++) {
		if (i == TY_PO_FORMS)
			return ty_fail_at(err, TY_ELIMIT, po->name, m->line, 0,
					  _("a message of more than %d plural forms"),
					  TY_PO_FORMS);
		m->texts[m->ntexts++] = ty_strdup(text);
	}
	return TY_OK;
}

static enum ty_status take(struct ty_po_file *po, struct ty_po_message *m,
			   po_message_t message, struct ty_error *err)
{
	m->context = copy(po_message_msgctxt(message));
	m->id = ty_strdup(po_message_msgid(message));
	m->plural = copy(po_message_msgid_plural(message));
	m->comments = copy(po_message_comments(message));
	m->extracted = copy(po_message_extracted_comments(message));
	m->previous = copy(po_message_prev_msgid(message));
	m->fuzzy = po_message_is_fuzzy(message);
	return take_forms(po, m, message, err);
}

static void take_header(struct ty_po_file *po, const char *header)
{
	static const char word[] = "nplurals=";
	char *value = header ? po_header_field(header, "Language") : NULL;
	const char *p;

	if (value) {
		free(po->language);
		po->language = value;
	}
	value = header ? po_header_field(header, "Plural-Forms") : NULL;
	if (value && (p = strstr(value, word)))
		po->plurals = strtoul(p + strlen(word), NULL, 10);
	if (po->plurals > TY_PO_FORMS)
		po->plurals = TY_PO_FORMS;
	free(value);
}

static bool in_domain(const struct ty_po_file *po,
		      const struct ty_po_message *m, const char *domain)
{
	size_t n = m->domain.end - m->domain.start;

	if (!n)
		return !strcmp(domain, "messages");
	return strlen(domain) == n &&
	       !memcmp(po->file.text + m->domain.start, domain, n);
}

/* Both readers give the messages of a domain in the order of the file.  `own`:
 * its header is the file's, not only the library's. */
static enum ty_status take_domain(struct ty_po_file *po, po_file_t file,
				  const char *domain, bool own,
				  size_t *taken, struct ty_error *err)
{
	po_message_iterator_t it = po_message_iterator(file, domain);
	enum ty_status st = TY_OK;
	po_message_t message;
	size_t i = 0;

	while (st == TY_OK && (message = po_next_message(it))) {
		if (po_message_is_obsolete(message) ||
		    (!own && !po_message_msgctxt(message) &&
		     !po_message_msgid(message)[0]))
			continue;
		while (i < po->n && !in_domain(po, &po->v[i], domain))
			i++;
		if (i < po->n) {
			st = take(po, &po->v[i++], message, err);
			++*taken;
		}
	}
	po_message_iterator_free(it);
	return st;
}

static enum ty_status take_all(struct ty_po_file *po, po_file_t file,
			       struct ty_error *err)
{
	const char *const *domains = po_file_domains(file);
	enum ty_status st = TY_OK;
	size_t taken = 0, i;
	bool own = false;

	for (i = 0; i < po->n; i++)
		own = own || po->v[i].header;
	for (; st == TY_OK && *domains; domains++)
		st = take_domain(po, file, *domains, own, &taken, err);
	if (st == TY_OK && taken != po->n)
		st = ty_fail_at(err, TY_ESYNTAX, po->name, 0, 0,
				_("this does not belong in a PO file"));
	if (st == TY_OK)
		take_header(po, po_file_domain_header(file, NULL));
	return st;
}

static enum ty_status read_file(struct ty_po_file *po, const char *path,
				struct ty_error *err)
{
	struct listener *l = ty_alloc(1, sizeof(*l));
	volatile po_file_t file = NULL;
	enum ty_status st;

	l->po = po;
	l->err = err;
	listener = l;
	if (!setjmp(l->out))
		file = po_file_read(path, &handler);
	listener = NULL;
	st = l->status;
	free(l);
	if (st == TY_OK && !file)
		st = ty_fail_at(err, TY_EIO, po->name, 0, 0,
				_("the file cannot be given to libgettextpo"));
	if (st == TY_OK)
		st = take_all(po, file, err);
	if (file)
		po_file_free(file);
	return st;
}

enum ty_status ty_po_read(struct ty_po_file *po, struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st;
	int fd = memfd_create("taiyaku.po", MFD_CLOEXEC);

	if (fd < 0)
		return ty_fail_errno(err, po->name, errno);
	ty_buf_addf(&path, "/proc/self/fd/%d", fd);
	if (!feed(fd, po)) {
		st = ty_fail_errno(err, po->name, errno);
	} else {
		pthread_mutex_lock(&lock);
		st = read_file(po, path.p, err);
		pthread_mutex_unlock(&lock);
	}
	close(fd);
	ty_buf_release(&path);
	return st;
}
