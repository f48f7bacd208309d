/* What of a dictionary's gloss would stand in a text. */

#include <string.h>

#include "align/gloss.h"

static bool drop(const char **p, size_t *len, const char *start)
{
	size_t n = strlen(start);

	if (*len <= n || memcmp(*p, start, n))
		return false;
	*p += n;
	*len -= n;
	return true;
}

/* Words that stand in every sentence; as glosses they are particles. */
static bool empty_word(const struct ty_buf *s)
{
	static const char *const words[] = {
		"a", "an", "and", "are", "as", "at", "be", "but", "by", "do",
		"etc", "for", "from", "had", "has", "have", "he", "her", "him",
		"his", "i", "if", "in", "into", "is", "it", "its", "me", "my",
		"no", "not", "of", "off", "on", "one", "or", "our", "she",
		"so", "that", "the", "their", "them", "then", "they", "this",
		"to", "up", "us", "was", "we", "were", "with", "you", "your"
	};
	size_t k;

	for (k = 0; k < sizeof(words) / sizeof(*words); k++)
		if (!strcmp(s->p, words[k]))
			return true;
	return false;
}

void ty_gloss(struct ty_buf *out, const char *s, size_t len, bool verb)
{
	const char *p;
	size_t i, n;
	int depth = 0;

	ty_buf_clear(out);
	for (i = 0; i < len; i++) {
		if (s[i] == '(' || s[i] == '{')
			depth++;
		else if ((s[i] == ')' || s[i] == '}') && depth)
			depth--;
		else if (!depth)
			ty_buf_addc(out, s[i]);
	}
	while (out->len && strchr(" .,;:!?", out->p[out->len - 1]))
		out->p[--out->len] = '\0';
	p = out->p + strspn(out->p, " ");
	n = out->len - (size_t)(p - out->p);
	if (verb && drop(&p, &n, "to "))
		drop(&p, &n, "be ");
	if (!drop(&p, &n, "a ") && !drop(&p, &n, "an "))
		drop(&p, &n, "the ");
	memmove(out->p, p, n + 1);
	out->len = n;
	if (empty_word(out))
		ty_buf_clear(out);
}
