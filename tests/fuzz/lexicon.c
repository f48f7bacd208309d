/* Lexicons: any bytes as a dictionary, as names or as a glossary, what is made
 * of them being a file that opens; or a good file with some of its bytes
 * changed and hashed again, as by somebody who means harm.
 *
 * First byte: 0 a dictionary, 1 names, 2 a glossary, 3 a compiled file, else
 * the rest are changes (place, two bytes little-endian; value). */

#include "fuzz.h"

#include "align/lexfile.h"
#include "align/scan.h"
#include "base/intern.h"

static const char good[] =
	"灯台 [とうだい] /(n) (1) lighthouse/(2) beacon/(P)/\n"
	"消える [きえる] /(v1,vi) (1) to go out/to vanish/(P)/\n"
	"鮫島 [さめじま] /(p) Samejima/\n";

static const char text[] = "The lighthouses went out in Samejima, beacon.";
static const char japanese[] = "鮫島の灯台が消えたが、灯火は残った。";

static void use(const struct ty_lexicon *lex)
{
	struct ty_forms forms[TY_PHRASE_MAX];
	uint32_t id[TY_STRING_MAX], t, k;
	uint8_t used[TY_STRING_MAX];
	char string[TY_STRING_BYTES];
	struct ty_meanings m;
	struct ty_piece piece;
	struct ty_scan scan;
	size_t n = 0, i, got;

	ty_scan_init(&scan);
	ty_scan_begin(&scan, text, strlen(text));
	while (n < TY_PHRASE_MAX && ty_scan_next(&scan, &piece)) {
		if (!piece.len)
			continue;
		ty_lexicon_forms(lex, &piece, &forms[n++]);
		t = ty_lexicon_name(lex, &piece);
		MUST(t == TY_INTERN_NONE || t < lex->terms.n);
	}
	ty_scan_release(&scan);
	for (i = 0; i < n; i++) {
		t = ty_lexicon_term(lex, forms + i, n - i, &got);
		MUST(t == TY_INTERN_NONE || (t < lex->terms.n && got &&
					     got <= n - i));
	}
	for (t = 0; t < lex->terms.n; t++) {
		ty_lexicon_meanings(&m, lex, t);
		for (i = 0; i < m.n; i++) {
			MUST(m.grade[i] < TY_NGRADES);
			ty_lexicon_text(lex, m.string[i], string);
		}
	}
	for (i = 0; i < sizeof(japanese) - 1; i += 3) {
		n = ty_lexicon_strings(lex, japanese + i,
				       sizeof(japanese) - 1 - i, id, used);
		for (k = 0; k < n; k++)
			MUST(i + used[k] < sizeof(japanese));
	}
}

/* The bytes as a file of this kind (0: dictionary, 1: names, 2: glossary). */
static struct ty_lexicon *make(int kind, const uint8_t *data, size_t size)
{
	struct ty_lexicon_files files = { NULL, NULL, NULL };
	struct ty_error err = { 0 };
	struct ty_lexicon *lex;
	enum ty_status st;
	char path[64];
	int fd = fuzz_file(path, data, size);

	*(kind == 0 ? &files.dictionary : kind == 1 ? &files.names :
	  &files.glossary) = path;
	st = ty_lexicon_make(&lex, &files, NULL, &err);
	MUST(st == TY_OK ? lex != NULL : !lex && err.text[0]);
	close(fd);
	return lex;
}

/* Use the bytes as a compiled file; `whole`: it has to open. */
static void map(const char *bytes, size_t size, bool whole)
{
	struct ty_error err = { 0 };
	struct ty_lexicon *lex;
	enum ty_status st;
	char path[64];
	int fd = fuzz_file(path, (const uint8_t *)bytes, size);

	st = ty_lexfile_map(&lex, path, &err);
	MUST(st == TY_OK || (!lex && !whole));
	MUST(st == TY_OK || st == TY_END || err.text[0]);
	if (lex)
		use(lex);
	ty_lexicon_close(lex);
	close(fd);
}

static void change(const uint8_t *data, size_t size)
{
	struct ty_lexicon *lex = make(0, (const uint8_t *)good,
				      sizeof(good) - 1);
	struct ty_lexfile_head *head;
	char *image = malloc(lex->bytes);

	MUST(image);
	memcpy(image, lex->image, lex->bytes);
	for (; size >= 3; data += 3, size -= 3)
		image[(data[0] | data[1] << 8) % lex->bytes] = (char)data[2];
	head = (struct ty_lexfile_head *)image;
	if (head->bytes == lex->bytes)
		ty_lexfile_seal(image);
	map(image, lex->bytes, false);
	free(image);
	ty_lexicon_close(lex);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ty_lexicon *lex;

	if (!size)
		return 0;
	if (*data == 3) {
		map((const char *)data + 1, size - 1, false);
	} else if (*data > 3) {
		change(data + 1, size - 1);
	} else {
		lex = make(*data, data + 1, size - 1);
		if (lex)
			map(lex->image, lex->bytes, true);
		ty_lexicon_close(lex);
	}
	return 0;
}
