/* Which language a request wants its messages in. */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "serve/language.h"

#define MOST_TONGUES	64

struct ty_speech {
	struct tongue {
		char			 tag[16];
		struct ty_catalogue	*catalogue;
	}			 v[MOST_TONGUES];
	size_t			 n;
	char			 own[16];	/* the process's */
};

/* The language of the catalogue that gettext has found, from its header. */
static void find_own(struct ty_speech *speech)
{
	static const char key[] = "\nLanguage: ", no_message[] = "";
	const char *p = strstr(dgettext("taiyaku", no_message), key);
	size_t n;

	memcpy(speech->own, "en", 3);
	if (!p)
		return;
	p += sizeof(key) - 1;
	n = strcspn(p, "_.@\n");
	if (n == 0 || n >= sizeof(speech->own))
		return;
	memcpy(speech->own, p, n);
	speech->own[n] = '\0';
}

/* What cannot be read is a language we do not have. */
static void add(struct ty_speech *speech, const char *folder, const char *tag)
{
	struct tongue *t = &speech->v[speech->n];
	struct ty_buf path = TY_BUF_INIT;

	if (speech->n == MOST_TONGUES || strlen(tag) >= sizeof(t->tag) ||
	    tag[0] == '.')
		return;
	ty_buf_addf(&path, "%s/%s/LC_MESSAGES/taiyaku.mo", folder, tag);
	if (ty_catalogue_read(&t->catalogue, path.p, NULL) == TY_OK) {
		memcpy(t->tag, tag, strlen(tag) + 1);
		speech->n++;
	}
	ty_buf_release(&path);
}

struct ty_speech *ty_speech_open(void)
{
	struct ty_speech *speech = ty_alloc(1, sizeof(*speech));
	const char *folder = ty_catalogue_folder();
	DIR *dir = folder ? opendir(folder) : NULL;
	struct dirent *entry;

	find_own(speech);
	while (dir && (entry = readdir(dir)))
		add(speech, folder, entry->d_name);
	if (dir)
		closedir(dir);
	return speech;
}

void ty_speech_close(struct ty_speech *speech)
{
	size_t i;

	if (!speech)
		return;
	for (i = 0; i < speech->n; i++)
		ty_catalogue_free(speech->v[i].catalogue);
	free(speech);
}

/* Does a range of the header ("ja-JP") name the tongue ("ja")? */
static bool names(const char *range, size_t len, const char *tag)
{
	size_t n = strlen(tag);

	return len >= n && !strncasecmp(range, tag, n) &&
	       (len == n || range[n] == '-');
}

/* The weight behind a range, in thousandths: ";q=0.8". */
static int weight(const char *s, size_t len)
{
	const char *end = s + len, *q = memchr(s, '=', len);
	int w, scale = 100;

	if (!q || q + 1 == end)
		return 1000;
	w = *++q == '1' ? 1000 : 0;
	if (++q < end && *q == '.')
		for (q++; q < end && *q >= '0' && *q <= '9'; q++, scale /= 10)
			w += (*q - '0') * scale;
	return w < 1000 ? w : 1000;
}

const char *ty_speech_use(const struct ty_speech *speech, const char *accept)
{
	const struct ty_catalogue *catalogue = NULL;
	const char *tag = speech->own, *p, *q;
	int best = 0, w;
	size_t len, i;

	for (p = accept ? accept : ""; *p; p += len + (p[len] == ',')) {
		p += strspn(p, " \t");
		len = strcspn(p, ",");
		q = p + strcspn(p, ",; \t");
		w = weight(q, (size_t)(p + len - q));
		if (w <= best)
			continue;
		if (names(p, (size_t)(q - p), "en")) {
			catalogue = &ty_catalogue_none;
			tag = "en";
			best = w;
		}
		for (i = 0; i < speech->n; i++)
			if (names(p, (size_t)(q - p), speech->v[i].tag)) {
				catalogue = speech->v[i].catalogue;
				tag = speech->v[i].tag;
				best = w;
			}
	}
	ty_language_use(catalogue);
	return tag;
}
