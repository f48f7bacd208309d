/* Compiled lexicons: what is read from dictionaries, and files that are none. */

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/heads.h"
#include "align/lexfile.h"
#include "align/romaji.h"
#include "base/intern.h"
#include "base/io.h"
#include "../tap.h"

static char dir[512], edict[600], names[600], glossary[600], out[600];

static void make_place(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof(dir), "%s/edictXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		perror(dir);
	snprintf(edict, sizeof(edict), "%s/edict", dir);
	snprintf(names, sizeof(names), "%s/enamdict", dir);
	snprintf(glossary, sizeof(glossary), "%s/glossary.tsv", dir);
	snprintf(out, sizeof(out), "%s/a.lex", dir);
}

static void write_bytes(const char *path, const char *text, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text, 1, len, f) != len || fclose(f))
		perror(path);
}

static void write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static const struct ty_lexicon_files all_files = { glossary, edict, names };

static enum ty_status build(struct ty_lexicon_info *info, struct ty_error *err)
{
	return ty_lexicon_build(info, out, &all_files, NULL, err);
}

/* -------------------------------------------------------------- meanings -- */

/* The term that is the whole text; a name if `name`. */
static uint32_t term_of(const struct ty_lexicon *lex, const char *text,
			bool name)
{
	struct ty_forms forms[TY_PHRASE_MAX];
	uint32_t t = TY_INTERN_NONE;
	struct ty_piece piece;
	struct ty_scan scan;
	size_t n = 0, used = 0;

	ty_scan_init(&scan);
	ty_scan_begin(&scan, text, strlen(text));
	while (n < TY_PHRASE_MAX && ty_scan_next(&scan, &piece)) {
		if (!piece.len)
			continue;
		if (name)
			t = ty_lexicon_name(lex, &piece);
		ty_lexicon_forms(lex, &piece, &forms[n++]);
	}
	ty_scan_release(&scan);
	if (!name)
		t = ty_lexicon_term(lex, forms, n, &used);
	return name || used == n ? t : TY_INTERN_NONE;
}

/* What it means: each string and the number of its grade. */
static const char *meanings(const struct ty_lexicon *lex, const char *text,
			    bool name)
{
	static char all[1024];
	char s[TY_STRING_BYTES];
	uint32_t t = term_of(lex, text, name);
	struct ty_meanings m;
	size_t k, len = 0;

	all[0] = '\0';
	if (t == TY_INTERN_NONE)
		return "(none)";
	ty_lexicon_meanings(&m, lex, t);
	for (k = 0; k < m.n && len + sizeof(s) < sizeof(all); k++) {
		ty_lexicon_text(lex, m.string[k], s);
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s%d",
					k ? " " : "", s, m.grade[k]);
	}
	return all;
}

static const char words[] =
	"　？？？ /OUR WORDS, A TEST/Made by hand/Created: 2026-11-23/\n"
	"港 [みなと] /(n) harbor/port (of call)/(P)/\n"
	"埠頭 [ふとう] /(n) a wharf/quay/\n"
	"灯台 [とうだい] /(n) (1) lighthouse/(2) beacon/(P)/\n"
	"調べる [しらべる] /(v1,vt) (1) to examine/to look into/(P)/\n"
	"出る [でる] /(v1,vi) to leave/(P)/\n"
	"書く [かく] /(v5k,vt) to write/(P)/\n"
	"引き揚げる [ひきあげる] /(v1) to salvage/\n"
	"達する [たっする] /(vs-s) to reach/(P)/\n"
	"深い [ふかい] /(adj-i) deep/(P)/\n"
	"大きい [おおきい] /(adj-i) (1) big/large/(P)/\n"
	"烏賊 [いか] /(n) (uk) squid/\n"
	"帆立貝 [ほたてがい] /(n) (uk) scallop/\n"
	"舟人 [ふなびと] /(n) (1) (arch) sailor/(2) passenger/\n"
	"選挙 [せんきょ] /(n,vs) election/(P)/\n"
	"総選挙 [そうせんきょ] /(n) elections/\n"
	"の [の] /(prt) of/\n"
	"船渠 [せんきょ] /(n) a place for the building and repair of ships/\n"
	"無し [なし] /(n) (without)/\n";

static const char people[] =
	"　？？？ /OUR NAMES/Created: 2026-11-23/\n"
	"大野 [おおの] /(s,p) Oono/\n"
	"新橋 [しんばし] /(p) Shinbashi/\n"
	"林 [はやし] /(s) Hayashi/\n"
	"光 [ひかり] /(f) Hikari/\n"
	"渚町 [なぎさまち] /(p) Nagisamachi/Nagisa Town/\n"
	"ミラー /(s) Miller/\n";

static void read_all(void)
{
	struct ty_lexicon *lex;
	struct ty_lexicon_info info;
	struct ty_error err;
	struct stat sb;

	write_text(edict, words);
	write_text(names, people);
	write_text(glossary, "harbor\t港湾\nport\t港\n");
	if (!ok_st(build(&info, &err), &err, "a lexicon is built"))
		return;
	ok(stat(out, &sb) == 0 && (sb.st_mode & 0777) == 0600 &&
	   (uint64_t)sb.st_size == info.bytes, "its file is the owner's alone");
	is_int((int)info.nsources, 3, "of three sources");
	is_str(info.sources[1].name, "edict", "one is edict");
	is_str(info.sources[1].made, "2026-11-23", "of a day that it says");
	is_int((int)info.sources[1].entries, 18, "with so many entries");
	if (!ok_st(ty_lexicon_open(&lex, out, &err), &err, "it opens"))
		return;
	is_str(meanings(lex, "harbor", false), "港湾0 港1",
	       "our glossary goes first");
	is_str(meanings(lex, "port", false), "港0",
	       "what stands in both is ours; a note is no translation");
	is_str(meanings(lex, "Harbors", false), "港湾0 港1", "plural");
	is_str(meanings(lex, "wharf", false), "埠頭2",
	       "no article; a first sense of an unusual word");
	is_str(meanings(lex, "beacon", false), "灯台2",
	       "a later sense of a usual word");
	is_str(meanings(lex, "examined", false), "調べ1",
	       "a verb without its final kana");
	is_str(meanings(lex, "looking into", false), "調べ1", "a phrase");
	is_str(meanings(lex, "write", false),
	       "書か1 書き1 書く1 書け1 書こ1 書い1 書っ1",
	       "a stem of one character only with what follows");
	is_str(meanings(lex, "leaves", false),
	       "出る1 出た1 出て1 出な1 出ら1 出れ1 出ま1 出よ1 出ず1",
	       "of another kind");
	is_str(meanings(lex, "salvage", false), "引き揚げ2", "a longer verb");
	is_str(meanings(lex, "reached", false), "達す1 達し1 達さ1 達せ1",
	       "a verb in する");
	is_str(meanings(lex, "large", false), "大き1", "an adjective");
	is_str(meanings(lex, "deep", false), "深い1 深く1 深か1 深さ1 深け1",
	       "a short one");
	is_str(meanings(lex, "squid", false), "烏賊2",
	       "two kana would be found everywhere");
	is_str(meanings(lex, "scallop", false), "帆立貝2 ほたてがい2",
	       "what is usually written in kana");
	is_str(meanings(lex, "sailor", false), "(none)", "no archaic sense");
	is_str(meanings(lex, "passenger", false), "舟人3", "but the next");
	is_str(meanings(lex, "elections", false), "総選挙2 選挙2",
	       "a plural has the singular's meanings, too");
	is_str(meanings(lex, "of", false), "(none)", "no particles");
	is_str(meanings(lex, "place", false), "(none)", "no explanations");
	is_str(meanings(lex, "Ono", true), "大野4", "a name");
	is_str(meanings(lex, "Ohno", true), "大野4", "spelt in another way");
	is_str(meanings(lex, "Ono", false), "(none)", "which is no word");
	is_str(meanings(lex, "Shimbashi", true), "新橋4", "m before b");
	is_str(meanings(lex, "Hayashi", true), "林4",
	       "a family of one character");
	is_str(meanings(lex, "Hikari", true), "(none)",
	       "no given name of one character");
	is_str(meanings(lex, "Nagisa Town", false), "渚町4",
	       "a name of two words");
	is_str(meanings(lex, "Miller", true), "ミラー4", "a katakana name");
	ty_lexicon_close(lex);
}

static void heads(void)
{
	char form[TY_HEADS_MAX][TY_HEAD_MAX];
	char longest[TY_HEAD_MAX + 1];

	memset(longest, 'x', sizeof(longest));
	is_int((int)ty_heads(form, longest, TY_HEAD_MAX, TY_BEND_NOT), 0,
	       "what is too long has no form");
	is_int((int)ty_heads(form, "る", 3, TY_BEND_V1), 0, "an end alone");
	is_int((int)ty_heads(form, "する", 6, TY_BEND_SURU), 0,
	       "する is everywhere");
	is_int((int)ty_heads(form, "話し合う", 12, TY_BEND_V5), 1, "one form");
	is_str(form[0], "話し合", "the stem");
	is_int((int)ty_heads(form, "上がる", 9, TY_BEND_V5), 6,
	       "上が is in 以上が");
	is_str(form[5], "上がっ", "so its forms are");
	is_int((int)ty_heads(form, "論ずる", 9, TY_BEND_SURU), 3, "論ずる");
	is_str(form[1], "論じ", "論じ");
	is_int((int)ty_heads(form, "食べた", 9, TY_BEND_V1), 1,
	       "marked as what it is not:");
	is_str(form[0], "食べた", "as it is");
}

static const char *key_of(const char *name)
{
	static char key[TY_ROMAJI_MAX];
	size_t n = ty_romaji_key(key, name, strlen(name));

	return n ? key + 1 : "(none)";
}

static void romaji(void)
{
	char name[200];

	is_str(key_of("Oono"), "ono", "Oono");
	is_str(key_of("Ōno"), "ono", "a macron");
	is_str(key_of("Sohara"), "sohara", "an h that is one");
	is_str(key_of("Ohta"), "ota", "an h that is none");
	is_str(key_of("Honmachi"), "honmachi", "Honmachi");
	is_str(key_of("Hommachi"), "honmachi", "Hommachi");
	is_str(key_of("Jun'ichi"), "junichi", "an apostrophe");
	is_str(key_of("A"), "(none)", "a letter is no name");
	memset(name, 'k', sizeof(name));
	ok(ty_romaji_key(name, name + 50, 150) < TY_ROMAJI_MAX,
	   "a long one is cut");
}

/* ------------------------------------------------------------- encodings -- */

static void encodings(void)
{
	struct ty_lexicon_files files = { NULL, edict, NULL };
	struct ty_lexicon *lex;
	struct ty_error err;

	write_text(edict, "\xb9\xc1 [\xa4\xdf\xa4\xca\xa4\xc8] /(n) harbor/(P)/\n");
	if (ok_st(ty_lexicon_make(&lex, &files, NULL, &err), &err,
		  "EUC-JP is read")) {
		is_str(meanings(lex, "harbor", false), "港1", "as what it is");
		ty_lexicon_close(lex);
	}
	write_text(edict, "港 [みなと] /harbor/\n\xff\xff/\n");
	is_int(ty_lexicon_make(&lex, &files, NULL, &err), TY_ESYNTAX,
	       "neither this nor that");
	ok(!lex && !strcmp(err.file, edict), "is refused by name");
	write_bytes(edict, "a /b/\0c\n", 8);
	is_int(ty_lexicon_make(&lex, &files, NULL, &err), TY_ESYNTAX,
	       "a NUL byte");
}

static bool stop_soon(void *user)
{
	int *left = user;

	return --*left < 0;
}

static void refusals(void)
{
	static const char *const bad[] = {
		"港\n", "港 /\xe6\xb8\xaf", " /x/\n", "港 [みなと /harbor/\n",
		"/harbor/\n"
	};
	struct ty_lexicon_files files = { glossary, edict, NULL };
	struct ty_monitor monitor = { 0 };
	struct ty_lexicon *lex;
	struct ty_error err;
	struct ty_buf text;
	size_t k;
	int left = 0;

	write_text(glossary, "harbor\t港\n");
	for (k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		ty_buf_init(&text);
		ty_buf_addf(&text, "港 [みなと] /harbor/\n%s", bad[k]);
		write_text(edict, text.p);
		ty_buf_release(&text);
		if (k == 1) {
			ok_st(ty_lexicon_make(&lex, &files, NULL, &err), &err,
			      "a last gloss without its slash is one");
			ty_lexicon_close(lex);
			continue;
		}
		is_int(ty_lexicon_make(&lex, &files, NULL, &err), TY_ESYNTAX,
		       "no line of a dictionary");
		ok(!lex && err.line == 2 && !strcmp(err.file, edict),
		   "  it says where");
	}
	write_text(edict, "");
	ok_st(ty_lexicon_make(&lex, &files, NULL, &err), &err,
	      "an empty dictionary is one");
	ty_lexicon_close(lex);
	write_text(glossary, "# languages: fr ja\nport\t港\n");
	is_int(ty_lexicon_make(&lex, &files, NULL, &err), TY_EINVAL,
	       "a French glossary with an English dictionary");
	unlink(edict);
	files.glossary = NULL;
	is_int(ty_lexicon_make(&lex, &files, NULL, &err), TY_ENOTFOUND,
	       "no dictionary");
	ty_buf_init(&text);
	for (k = 0; k < 20000; k++)
		ty_buf_addf(&text, "港%zu /harbor %zu/\n", k, k);
	write_text(edict, text.p);
	ty_buf_release(&text);
	monitor.cancelled = stop_soon;
	monitor.user = &left;
	is_int(ty_lexicon_make(&lex, &files, &monitor, &err), TY_ECANCEL,
	       "it can be stopped");
}

/* --------------------------------------------------------- damaged files -- */

static char *image;
static size_t size;

static void load(void)
{
	struct ty_buf bytes = TY_BUF_INIT;
	struct ty_error err;

	write_text(edict, words);
	write_text(names, people);
	write_text(glossary, "harbor\t港湾\n");
	ok_st(build(NULL, &err), &err, "a lexicon to damage");
	ok_st(ty_read_file(&bytes, out, 1 << 24, &err), &err, "and its bytes");
	size = bytes.len;
	image = ty_buf_detach(&bytes);
}

static enum ty_status open_bytes(const char *bytes, size_t n,
				 struct ty_error *err)
{
	struct ty_lexicon *lex = NULL;
	enum ty_status st;

	write_bytes(out, bytes, n);
	st = ty_lexicon_open(&lex, out, err);
	ty_lexicon_close(lex);
	return st;
}

static void is_damaged(const char *what)
{
	struct ty_error err;

	is_int(open_bytes(image, size, &err), TY_EDAMAGED, what);
	ok(strstr(err.text, "taiyaku lexicon build") != NULL,
	   "  it says what helps");
}

/* Change `n` bytes at `at`, with a hash that is right or not, try, and change
 * them back. */
static void damage(size_t at, const void *bytes, size_t n, bool seal,
		   const char *what)
{
	char *good = malloc(size);

	memcpy(good, image, size);
	memcpy(image + at, bytes, n);
	if (seal)
		ty_lexfile_seal(image);
	is_damaged(what);
	memcpy(image, good, size);
	free(good);
}

/* A number in a section that nobody may follow. */
static void damage_section(enum ty_lexfile_section s, size_t index,
			   uint32_t number, const char *what)
{
	const struct ty_lexfile_head *head =
		(const struct ty_lexfile_head *)image;

	damage(head->sections[s].at + 4 * index, &number, 4, true, what);
}

static void damaged(void)
{
	const uint64_t huge = UINT64_MAX - 7;
	const uint32_t two = 2;
	struct ty_error err;
	size_t n, refused = 0;

	load();
	is_int(open_bytes(image, size, &err), TY_OK, "the same bytes open");
	damage(size - 1, "\xff", 1, false, "a flipped byte at the end");
	damage(size / 2, "\xff", 1, false, "a flipped byte in the middle");
	damage(offsetof(struct ty_lexfile_head, version), &two, 4, true,
	       "another version");
	damage(offsetof(struct ty_lexfile_head, order), &two, 4, true,
	       "another machine");
	damage(offsetof(struct ty_lexfile_head, bytes), &huge, 8, false,
	       "a wrong size");
	damage(offsetof(struct ty_lexfile_head, sections[3].at), &huge, 8,
	       true, "a section far away");
	damage(offsetof(struct ty_lexfile_head, sections[3].size), &huge, 8,
	       true, "a section too large");
	damage(offsetof(struct ty_lexfile_head, nsources), &huge, 8, true,
	       "too many sources");
	damage(offsetof(struct ty_lexfile_head, sources[0].name), "\033", 1,
	       true, "an escape in a name");
	damage_section(TY_WORD_FIRST, 0, 0, "a root that is its own child");
	damage_section(TY_TERM_FIRST, 3, 1, "a way back up");
	damage_section(TY_STRING_FIRST, 2, UINT32_MAX, "a way out");
	damage_section(TY_STRING_SYMBOL, 2, 0x110000, "no character");
	damage_section(TY_MEANING_FIRST, 2, UINT32_MAX, "meanings elsewhere");
	damage_section(TY_MEANINGS, 0, UINT32_MAX, "a string that is none");
	damage_section(TY_GRADES, 0, UINT32_MAX, "a grade that is none");
	/* Cut anywhere: what still has its first word is known for what it
	 * was, what has not is no glossary either. */
	for (n = 8; n < size; n += size / 40 + 1)
		refused += open_bytes(image, n, &err) == TY_EDAMAGED;
	is_int((int)refused, (int)((size - 8) / (size / 40 + 1) + 1),
	       "cut short it is refused");
	is_int(open_bytes(image, 7, &err), TY_ESYNTAX, "cut very short");
	free(image);
}

static void same_bytes(void)
{
	struct ty_buf a = TY_BUF_INIT, b = TY_BUF_INIT;
	struct ty_error err;

	build(NULL, &err);
	ty_read_file(&a, out, 1 << 24, &err);
	build(NULL, &err);
	ty_read_file(&b, out, 1 << 24, &err);
	ok(a.len && a.len == b.len && !memcmp(a.p, b.p, a.len),
	   "the same words give the same bytes");
	ty_buf_release(&a);
	ty_buf_release(&b);
}

int main(void)
{
	make_place();
	read_all();
	heads();
	romaji();
	encodings();
	refusals();
	damaged();
	same_bytes();
	unlink(edict);
	unlink(names);
	unlink(glossary);
	unlink(out);
	rmdir(dir);
	return tap_done();
}
