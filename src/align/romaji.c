/* In how many ways Japanese names are written in Latin letters. */

#include <string.h>

#include "align/romaji.h"
#include "text/utf8.h"

/* The letter that is meant, in small; 0 for what is none. */
static char plain(int32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 'a' - 'A');
	if (c >= 'a' && c <= 'z')
		return (char)c;
	switch (c) {
	case 0x100: case 0x101: case 0xe2:
		return 'a';
	case 0x112: case 0x113: case 0xea:
		return 'e';
	case 0x12a: case 0x12b: case 0xee:
		return 'i';
	case 0x14c: case 0x14d: case 0xf4:
		return 'o';
	case 0x16a: case 0x16b: case 0xfb:
		return 'u';
	default:
		return 0;
	}
}

static bool vowel(char c)
{
	return c && strchr("aeiou", c) != NULL;
}

size_t ty_romaji_key(char key[TY_ROMAJI_MAX], const char *name, size_t len)
{
	char s[TY_PIECE_MAX + 1], c, next;
	size_t i = 0, n = 0, k = 0;

	while (i < len && n + 1 < sizeof(s)) {
		c = plain(ty_utf8_next(name, len, &i));
		if (c)
			s[n++] = c;
	}
	s[n] = '\0';
	if (n < 2)
		return 0;
	key[k++] = '\1';
	for (i = 0; i < n; i++) {
		c = s[i];
		next = s[i + 1];
		if (k > 1 && key[k - 1] == 'o' &&
		    (c == 'u' || (c == 'h' && !vowel(next))))
			continue;
		if (k > 1 && key[k - 1] == c && vowel(c))
			continue;
		if (c == 'm' && (next == 'b' || next == 'm' || next == 'p'))
			c = 'n';
		key[k++] = c;
	}
	key[k] = '\0';
	return k;
}
