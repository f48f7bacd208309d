/* How katakana and Latin spellings of one name resemble each other. */

#include <stdbool.h>
#include <string.h>

#include "align/sound.h"
#include "text/utf8.h"

enum {
	A = 1, I, U, E, O,		/* vowels first */
	K, G, S, SH, Z, J, T, TH, CH, D, N, M, P, B, F, H, R, W, Y
};

/* What it costs to leave a sound out: vowels come and go (katakana adds them,
 * English writes silent ones), so do h, r, w and y beside vowels. */
static const uint8_t weight[TY_SOUND_KINDS] = {
	[A] = 2, [I] = 2, [U] = 1, [E] = 2, [O] = 2,
	[K] = 8, [G] = 8, [S] = 6, [SH] = 8, [Z] = 8, [J] = 8, [T] = 6,
	[TH] = 8, [CH] = 8, [D] = 7, [N] = 7, [M] = 8, [P] = 8, [B] = 8,
	[F] = 8, [H] = 3, [R] = 4, [W] = 4, [Y] = 2
};

/* Sounds that stand for one another across the two spellings, and the cost. */
static const uint8_t near[][3] = {
	{ K, G, 4 }, { K, S, 5 }, { K, CH, 4 }, { K, H, 5 }, { G, J, 2 },
	{ G, H, 4 }, { S, SH, 2 }, { S, Z, 2 }, { S, TH, 1 }, { S, CH, 4 },
	{ S, T, 5 }, { SH, CH, 3 }, { SH, J, 3 }, { SH, Z, 4 }, { SH, TH, 4 },
	{ Z, J, 2 }, { Z, D, 5 }, { Z, TH, 2 }, { Z, CH, 4 }, { J, CH, 4 },
	{ J, D, 3 }, { J, Y, 2 }, { J, H, 3 }, { CH, H, 4 }, { T, TH, 1 },
	{ T, CH, 3 }, { T, D, 4 }, { TH, D, 4 }, { N, M, 3 }, { P, B, 4 },
	{ P, F, 5 }, { B, F, 4 }, { B, W, 3 }, { F, H, 1 }, { W, F, 4 },
	{ W, U, 1 }, { W, O, 2 }, { Y, I, 0 }, { R, A, 4 }, { R, U, 4 }
};

/* Katakana U+30A1 to U+30F4: consonant, vowel; the small ones apart. */
static const uint8_t kana[][2] = {
	{ 0, A }, { 0, A }, { 0, I }, { 0, I }, { 0, U }, { 0, U }, { 0, E },
	{ 0, E }, { 0, O }, { 0, O }, { K, A }, { G, A }, { K, I }, { G, I },
	{ K, U }, { G, U }, { K, E }, { G, E }, { K, O }, { G, O }, { S, A },
	{ Z, A }, { SH, I }, { J, I }, { S, U }, { Z, U }, { S, E }, { Z, E },
	{ S, O }, { Z, O }, { T, A }, { D, A }, { CH, I }, { J, I }, { 0, 0 },
	{ T, U }, { Z, U }, { T, E }, { D, E }, { T, O }, { D, O }, { N, A },
	{ N, I }, { N, U }, { N, E }, { N, O }, { H, A }, { B, A }, { P, A },
	{ H, I }, { B, I }, { P, I }, { F, U }, { B, U }, { P, U }, { H, E },
	{ B, E }, { P, E }, { H, O }, { B, O }, { P, O }, { M, A }, { M, I },
	{ M, U }, { M, E }, { M, O }, { Y, A }, { Y, A }, { Y, U }, { Y, U },
	{ Y, O }, { Y, O }, { R, A }, { R, I }, { R, U }, { R, E }, { R, O },
	{ W, A }, { W, A }, { W, I }, { W, E }, { 0, O }, { N, 0 }, { B, U }
};

#define KANA		0x30a1
#define NKANA		((int32_t)(sizeof(kana) / sizeof(*kana)))
#define SMALL_TSU	0x30c3

static bool small(int32_t c)
{
	return (c <= 0x30a9 && c % 2) || c == 0x30e3 || c == 0x30e5 ||
	       c == 0x30e7 || c == 0x30ee;
}

void ty_sound_init(struct ty_sound_costs *costs)
{
	size_t a, b, k;

	/* By default as much as leaving out both. */
	for (a = 0; a < TY_SOUND_KINDS; a++)
		for (b = 0; b < TY_SOUND_KINDS; b++)
			costs->v[a][b] = a == b ? 0 : a <= O && b <= O ? 2 :
					 weight[a] + weight[b];
	for (k = 0; k < sizeof(near) / sizeof(*near); k++) {
		a = near[k][0];
		b = near[k][1];
		costs->v[a][b] = costs->v[b][a] = near[k][2];
	}
}

static void add(struct ty_sound *sound, uint8_t v)
{
	if (!v || sound->n == TY_SOUND_MAX ||
	    (sound->n && sound->v[sound->n - 1] == v))
		return;
	sound->v[sound->n++] = v;
	sound->weight += weight[v];
}

static void take_back(struct ty_sound *sound)
{
	sound->weight -= weight[sound->v[--sound->n]];
}

void ty_sound_of_kana(struct ty_sound *sound, const char *s, size_t len)
{
	uint8_t last;
	size_t i = 0;
	int32_t c;

	memset(sound, 0, sizeof(*sound));
	while (i < len) {
		c = ty_utf8_next(s, len, &i);
		if (c < KANA || c - KANA >= NKANA || c == SMALL_TSU)
			continue;
		last = sound->n ? sound->v[sound->n - 1] : 0;
		if (small(c) && last && last <= O) {
			/* ファ is fa, チェ che, but キャ kya. */
			take_back(sound);
			if (kana[c - KANA][0] && sound->n &&
			    sound->v[sound->n - 1] != SH &&
			    sound->v[sound->n - 1] != CH &&
			    sound->v[sound->n - 1] != J)
				add(sound, kana[c - KANA][0]);
			add(sound, kana[c - KANA][1]);
			continue;
		}
		add(sound, kana[c - KANA][0]);
		add(sound, kana[c - KANA][1]);
	}
}

/* The letter under the accent of U+00C0 to U+017F; '?' has none. */
static const char base[] =
	"aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
	"nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Letters a to z where no rule says otherwise. */
static const uint8_t letter[26] = {
	A, B, K, D, E, F, G, H, I, J, K, R, M, N, O, P, K, R, S, T, U, B, W,
	K, I, Z
};

/* Letters that make another sound together: tried in this order. */
static const struct {
	char	s[4];
	uint8_t	v[2];
} together[] = {
	{ "sch", { SH } }, { "tch", { CH } }, { "ght", { T } },
	{ "sh", { SH } }, { "ch", { CH } }, { "th", { TH } },
	{ "ph", { F } }, { "gh", { G } }, { "kn", { N } }, { "wr", { R } },
	{ "ck", { K } }, { "qu", { K, W } }, { "ce", { S, E } },
	{ "ci", { S, I } }, { "cy", { S, I } }, { "x", { K, S } },
	{ "ee", { I } }, { "oo", { U } }, { "ya", { Y, A } },
	{ "ye", { Y, E } }, { "yo", { Y, O } }, { "yu", { Y, U } },
	{ "ts", { T, S } }, { "tz", { T, S } }, { "dg", { J } }
};
#define NTOGETHER	(sizeof(together) / sizeof(*together))

void ty_sound_of_latin(struct ty_sound *sound, const char *s, size_t len)
{
	char plain[2 * TY_SOUND_MAX];
	size_t i = 0, n = 0, k, used;
	int32_t c;

	memset(sound, 0, sizeof(*sound));
	while (i < len && n + 1 < sizeof(plain)) {
		c = ty_utf8_next(s, len, &i);
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (c >= 0xc0 && c < 0x180)
			c = base[c - 0xc0];
		if (c >= 'a' && c <= 'z')
			plain[n++] = (char)c;
	}
	plain[n] = '\0';
	for (i = 0; i < n; i += used) {
		for (k = 0; k < NTOGETHER; k++)
			if (!strncmp(plain + i, together[k].s,
				     used = strlen(together[k].s)))
				break;
		if (k < NTOGETHER) {
			add(sound, together[k].v[0]);
			add(sound, together[k].v[1]);
		} else {
			add(sound, letter[plain[i] - 'a']);
			used = 1;
		}
	}
}

/* A look that spares most of the comparing: words of one sound weigh about the
 * same and begin with much the same sound, or both with one that comes and
 * goes. */
static bool may_match(const struct ty_sound_costs *costs,
		      const struct ty_sound *a, const struct ty_sound *b)
{
	return a->n && b->n && 2 * a->weight <= 3 * b->weight &&
	       2 * b->weight <= 3 * a->weight &&
	       (costs->v[a->v[0]][b->v[0]] <= 4 ||
		(weight[a->v[0]] <= 3 && weight[b->v[0]] <= 3));
}

double ty_sound_similarity(const struct ty_sound_costs *costs,
			   const struct ty_sound *a, const struct ty_sound *b)
{
	unsigned int row[TY_SOUND_MAX + 1], diagonal, best, x;
	size_t i, j;

	if (!may_match(costs, a, b))
		return 0;
	row[0] = 0;
	for (j = 0; j < b->n; j++)
		row[j + 1] = row[j] + weight[b->v[j]];
	for (i = 0; i < a->n; i++) {
		const uint8_t *cost = costs->v[a->v[i]];
		unsigned int w = weight[a->v[i]];

		diagonal = row[0];
		row[0] += w;
		for (j = 0; j < b->n; j++) {
			best = diagonal + cost[b->v[j]];
			diagonal = row[j + 1];
			x = diagonal + w;
			if (x < best)
				best = x;
			x = row[j] + weight[b->v[j]];
			if (x < best)
				best = x;
			row[j + 1] = best;
		}
	}
	return 1 - (double)row[b->n] / ((a->weight + b->weight) / 2.0);
}
