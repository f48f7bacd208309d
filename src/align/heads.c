/* What stays of a Japanese verb or adjective when it is bent. */

#include <string.h>

#include "align/heads.h"
#include "text/utf8.h"

/* What may follow the stem of a verb whose dictionary form ends so. */
static const struct {
	const char	*end, *row;
} rows[] = {
	{ "う", "わいうえおっ" }, { "く", "かきくけこいっ" },
	{ "ぐ", "がぎぐげごい" }, { "す", "さしすせそ" },
	{ "つ", "たちつてとっ" }, { "ぬ", "なにぬねのん" },
	{ "ぶ", "ばびぶべぼん" }, { "む", "まみむめもん" },
	{ "る", "らりるれろっ" }
};

/* The end that goes, and what may come instead. */
static const char *endings(const char *head, size_t len,
			   enum ty_bending bending, size_t *cut)
{
	size_t k;

	*cut = 3;
	if (len < 6)
		return NULL;
	switch (bending) {
	case TY_BEND_V1:
		return strcmp(head + len - 3, "る") ? NULL : "るたてなられまよず";
	case TY_BEND_ADJECTIVE:
		return strcmp(head + len - 3, "い") ? NULL : "いくかさけ";
	case TY_BEND_KURU:
		return strcmp(head + len - 3, "る") ? NULL : "るたてなまら";
	case TY_BEND_SURU:
		*cut = 6;
		return len < 9 ? NULL :
		       !strcmp(head + len - 6, "する") ? "すしさせ" :
		       !strcmp(head + len - 6, "ずる") ? "ずじぜ" : NULL;
	case TY_BEND_V5:
		for (k = 0; k < sizeof(rows) / sizeof(*rows); k++)
			if (!strcmp(head + len - 3, rows[k].end))
				return rows[k].row;
		return NULL;
	case TY_BEND_NOT:
		break;
	}
	return NULL;
}

static bool hiragana(const char *s, size_t len)
{
	size_t i = 0;
	int32_t c;

	while (i < len) {
		c = ty_utf8_next(s, len, &i);
		if (!((c >= 0x3041 && c <= 0x309f) || c == 0x30fc))
			return false;
	}
	return true;
}

size_t ty_heads(char out[TY_HEADS_MAX][TY_HEAD_MAX], const char *head,
		size_t len, enum ty_bending bending)
{
	const char *next;
	size_t cut, chars, n = 0;

	if (len + 4 > TY_HEAD_MAX)
		return 0;
	memcpy(out[0], head, len);
	out[0][len] = '\0';
	next = endings(out[0], len, bending, &cut);
	if (next)
		len -= cut;
	chars = ty_utf8_count(head, len);
	/* Two hiragana are in every sentence, whatever it says. */
	if (hiragana(head, len) && chars < 3)
		return 0;
	if (!next || chars > 2 || (chars == 2 && bending != TY_BEND_V5)) {
		out[0][len] = '\0';
		return 1;
	}
	for (; *next && n < TY_HEADS_MAX; next += 3, n++) {
		memcpy(out[n], head, len);
		memcpy(out[n] + len, next, 3);
		out[n][len + 3] = '\0';
	}
	return n;
}
