/* PO files opened: which charset they are in, and all that is in them. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "format/po_file.h"
#include "text/encoding.h"
#include "text/utf8.h"

/* The charset that bytes look like for which none is said. */
static void guess_charset(char charset[41], const char *bytes, size_t len,
			  const char *name)
{
	struct ty_decoded d;
	size_t bad;

	strcpy(charset, "UTF-8");
	if (ty_utf8_valid(bytes, len, &bad))
		return;
	if (ty_decode(&d, bytes, len, NULL, NULL, name, NULL) == TY_OK)
		strcpy(charset, d.encoding);
	ty_decoded_release(&d);
}

/* The charset of the header, which is ASCII in every charset a PO file may
 * have; "" if none is said. */
static void find_charset(char charset[41], const char *bytes, size_t len)
{
	static const char type[] = "content-type:", word[] = "charset=";
	size_t end = len < 65536 ? len : 65536, i, n;
	bool seen = false;

	charset[0] = '\0';
	for (i = 0; i < end; i++) {
		if (!seen && end - i > strlen(type) &&
		    !strncasecmp(bytes + i, type, strlen(type)))
			seen = true;
		if (seen && end - i > strlen(word) &&
		    !strncasecmp(bytes + i, word, strlen(word)))
			break;
	}
	if (i == end)
		return;
	i += strlen(word);
	for (n = 0; i + n < end && n < 40 &&
	     (isalnum((unsigned char)bytes[i + n]) ||
	      strchr("-_.:+", bytes[i + n])) && bytes[i + n]; n++)
		;
	/* A template has not decided yet. */
	if (!n || !strncasecmp(bytes + i, "CHARSET", n))
		return;
	memcpy(charset, bytes + i, n);
	charset[n] = '\0';
}

enum ty_status ty_po_file_open(struct ty_po_file *po, const char *bytes,
			       size_t len, const char *name,
			       struct ty_error *err)
{
	char charset[41];
	enum ty_status st;

	memset(po, 0, sizeof(*po));
	ty_buf_init(&po->file.own);
	ty_buf_init(&po->file.fresh);
	po->name = name;
	po->language = ty_strdup("");
	if (len > TY_MAX_PO)
		return ty_fail_at(err, TY_ELIMIT, name, 0, 0,
				  _("larger than %zu MB, the most that is read"),
				  TY_MAX_PO >> 20);
	find_charset(charset, bytes, len);
	if (!charset[0]) {
		guess_charset(charset, bytes, len, name);
		po->guessed = strcmp(charset, "UTF-8") != 0;
	}
	if ((st = ty_patched_open(&po->file, bytes, len, charset, name,
				  err)) == TY_OK &&
	    (st = ty_po_scan(po, err)) == TY_OK)
		st = ty_po_read(po, err);
	return st;
}

static void release_message(struct ty_po_message *m)
{
	size_t i;

	free(m->context);
	free(m->id);
	free(m->plural);
	for (i = 0; i < m->ntexts; i++)
		free(m->texts[i]);
	free(m->comments);
	free(m->extracted);
	free(m->previous);
}

void ty_po_file_release(struct ty_po_file *po)
{
	size_t i;

	for (i = 0; i < po->n; i++)
		release_message(&po->v[i]);
	free(po->v);
	free(po->comments);
	free(po->forms);
	free(po->language);
	ty_patched_release(&po->file);
}

size_t ty_po_forms(const struct ty_po_file *po,
		   const struct ty_po_message *m)
{
	if (m->header)
		return 0;
	if (!m->plural)
		return 1;
	return po->plurals ? po->plurals : m->ntexts ? m->ntexts : 1;
}

const char *ty_po_source(const struct ty_po_message *m, size_t i, size_t n)
{
	return m->plural && (i > 0 || n == 1) ? m->plural : m->id;
}

const char *ty_po_text(const struct ty_po_message *m, size_t i)
{
	return i < m->ntexts ? m->texts[i] : "";
}

bool ty_po_sniff(const char *head, size_t len)
{
	const char *p = head, *end = head + len;

	/* Comments, then a keyword with its string. */
	for (;;) {
		while (p < end && strchr(" \t\r\n", *p))
			p++;
		if (p == end)
			return false;
		if (*p != '#')
			break;
		while (p < end && *p != '\n')
			p++;
	}
	if (end - p > 8 && !strncmp(p, "msgctxt", 7))
		p += 7;
	else if (end - p > 6 && !strncmp(p, "msgid", 5))
		p += 5;
	else
		return false;
	while (p < end && strchr(" \t\r\n", *p))
		p++;
	return p < end && *p == '"';
}
