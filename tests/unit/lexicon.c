/* Lexicons: small ones of our own, files that are none, the newsroom's. */

#include <stdlib.h>
#include <unistd.h>

#include "align/lexicon.h"
#include "base/intern.h"
#include "../tap.h"

static char dir[512], path[600];

static void make_place(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof(dir), "%s/lexiconXXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		perror(dir);
	snprintf(path, sizeof(path), "%s/a.tsv", dir);
}

static enum ty_status open_text(struct ty_lexicon **lexicon, const char *text,
				size_t len, struct ty_error *err)
{
	FILE *f = fopen(path, "wb");

	if (f) {
		fwrite(text, 1, len, f);
		fclose(f);
	}
	return ty_lexicon_open(lexicon, path, err);
}

/* The term that begins the text, and how many words it has. */
static uint32_t term(const struct ty_lexicon *lexicon, const char *text,
		     size_t *used)
{
	struct ty_forms forms[TY_PHRASE_MAX];
	struct ty_piece piece;
	struct ty_scan scan;
	size_t n = 0;

	ty_scan_init(&scan);
	ty_scan_begin(&scan, text, strlen(text));
	while (n < TY_PHRASE_MAX && ty_scan_next(&scan, &piece))
		if (piece.len)
			ty_lexicon_forms(lexicon, &piece, &forms[n++]);
	ty_scan_release(&scan);
	*used = 0;
	return ty_lexicon_term(lexicon, forms, n, used);
}

/* True if the text begins with a term of `words` words that means `want`. */
static bool means(const struct ty_lexicon *lexicon, const char *text,
		  size_t words, const char *want)
{
	char string[TY_STRING_BYTES];
	struct ty_meanings m;
	size_t used, k;
	uint32_t t = term(lexicon, text, &used);

	if (t == TY_INTERN_NONE || used != words)
		return false;
	ty_lexicon_meanings(&m, lexicon, t);
	for (k = 0; k < m.n; k++) {
		ty_lexicon_text(lexicon, m.string[k], string);
		if (!strcmp(string, want))
			return true;
	}
	return false;
}

/* The strings of the lexicon at the beginning of the text, a space behind
 * each. */
static const char *strings(const struct ty_lexicon *lexicon, const char *text)
{
	static char all[TY_STRING_MAX * TY_STRING_BYTES];
	uint32_t id[TY_STRING_MAX];
	uint8_t used[TY_STRING_MAX];
	size_t n, k, len = 0;

	n = ty_lexicon_strings(lexicon, text, strlen(text), id, used);
	for (k = 0; k < n; k++) {
		size_t size = ty_lexicon_text(lexicon, id[k], all + len);

		if (size != used[k])
			return "of another length than it says";
		len += size;
		all[len++] = ' ';
	}
	all[len] = '\0';
	return all;
}

static void terms(void)
{
	static const char text[] =
		"# Our own words.\r\n"
		"# languages: en ja\r\n"
		"\r\n"
		"harbor\t港\r\n"
		"harbor\t港湾\r\n"
		"harbor master\t港長\r\n"
		"say\t述べ\r\n"
		"carry\t運\r\n"
		"plan\t計画\r\n"
		"class\t級\r\n"
		"tax\t税\r\n"
		"step down\t辞任\r\n"
		"U.S.\t米国\r\n"
		"EU\tＥＵ\r\n"
		"cease-fire\t停戦\r\n"
		"Group of 7\tG7";
	struct ty_lexicon *lex;
	struct ty_error err;
	size_t used;
	bool swapped;

	if (!ok_st(open_text(&lex, text, strlen(text), &err), &err,
		   "a lexicon with CRLF and comments opens"))
		return;
	ok(means(lex, "harbor", 1, "港") && means(lex, "harbor", 1, "港湾"),
	   "a term has all its meanings");
	ok(means(lex, "Harbor master Ito", 2, "港長"), "the longest term wins");
	ok(means(lex, "harbors of", 1, "港"), "plural");
	ok(means(lex, "harbor’s mouth", 1, "港"), "possessive");
	ok(means(lex, "harbor masters", 2, "港長"), "plural of a phrase");
	ok(means(lex, "said", 1, "述べ"), "an irregular verb");
	ok(means(lex, "carries", 1, "運") && means(lex, "carried", 1, "運") &&
	   means(lex, "carrying", 1, "運"), "carries, carried, carrying");
	ok(means(lex, "planned", 1, "計画") && means(lex, "planning", 1,
	   "計画"), "doubled consonants");
	ok(means(lex, "taxes", 1, "税") && means(lex, "classes", 1, "級"),
	   "plurals in -es");
	ok(means(lex, "stepped down", 2, "辞任"), "an inflected phrase");
	ok(means(lex, "U.S.", 1, "米国") && means(lex, "US", 1, "米国"),
	   "an acronym with and without full stops");
	ok(term(lex, "us", &used) == TY_INTERN_NONE, "us is not the U.S.");
	ok(means(lex, "HARBOR MASTER", 2, "港長"), "a headline in capitals");
	ok(means(lex, "ceasefire", 1, "停戦") == false &&
	   means(lex, "cease-fire", 2, "停戦"), "a hyphen parts words");
	ok(means(lex, "Group of 7", 3, "g7"), "a term with a number");
	ok(means(lex, "EU", 1, "eu"), "full-width letters are folded");
	ok(term(lex, "harborage", &used) == TY_INTERN_NONE, "no other word");
	is_str(strings(lex, "港湾を"), "港 港湾 ", "strings, the shortest first");
	is_str(strings(lex, "港は"), "港 ", "one when that is all");
	is_str(strings(lex, "空港"), "", "none begins here");
	ok(ty_lexicon_fits(lex, "en-US", "ja", &swapped) && !swapped,
	   "English to Japanese");
	ok(ty_lexicon_fits(lex, "ja", "en", &swapped) && swapped,
	   "Japanese to English");
	ok(!ty_lexicon_fits(lex, "en", "fr", &swapped), "not to French");
	ty_lexicon_close(lex);
}

static void other_languages(void)
{
	static const char text[] = "# languages: fr JA_jp\nmairie\t市役所\n";
	struct ty_lexicon *lex;
	struct ty_error err;
	bool swapped;
	size_t used;

	if (!ok_st(open_text(&lex, text, strlen(text), &err), &err,
		   "a lexicon of other languages opens"))
		return;
	ok(ty_lexicon_fits(lex, "fr-CA", "ja", &swapped) && !swapped,
	   "it is of the languages it names");
	ok(!ty_lexicon_fits(lex, "en", "ja", &swapped), "not of others");
	ok(means(lex, "Mairie", 1, "市役所"), "its words are found");
	ok(term(lex, "mairies", &used) == TY_INTERN_NONE,
	   "English inflection is not tried on French");
	ty_lexicon_close(lex);
}

static void is_refused(const char *text, size_t len, long line, long column,
		       const char *why)
{
	struct ty_lexicon *lex;
	struct ty_error err;

	if (!is_int(open_text(&lex, text, len, &err), TY_ESYNTAX, why))
		return;
	ok(!lex && err.line == line && err.column == column &&
	   !strcmp(err.file, path), "  it says where");
	is_str(err.text, why, "  and why");
}
#define REFUSED(text, line, column, why) \
	is_refused(text, sizeof(text) - 1, line, column, why)

static void refusals(void)
{
	struct ty_lexicon *lex;
	struct ty_error err;

	REFUSED("a\tあ\nport\n", 2, 5, "expected a tab and a translation");
	REFUSED("port\t港\tみなと\n", 1, 5, "expected one tab only");
	REFUSED("port\t\n", 1, 6, "the translation is empty");
	REFUSED("...\t港\n", 1, 1, "the term has no words");
	REFUSED("\t港\n", 1, 1, "the term has no words");
	REFUSED("one two three four five six seven eight nine\t九\n", 1, 1,
		"the term has more than eight words");
	REFUSED("# languages: en\n", 1, 13, "expected two languages");
	REFUSED("# languages: en ja ko\n", 1, 13, "expected two languages");
	REFUSED("# languages: en klingonisch\n", 1, 13,
		"expected two languages");
	REFUSED("port\t港港港港港港港港港港港港港港港港港港港港港港港港港港港港港"
		"港港港港\n", 1, 6, "the translation is too long");
	is_int(open_text(&lex, "port\t\xe6\xb8\n", 8, &err), TY_ESYNTAX,
	       "invalid UTF-8");
	ok(!lex && err.line == 1 && err.column == 6, "it says where");
	is_int(open_text(&lex, "po\0rt\tx\n", 8, &err), TY_ESYNTAX,
	       "a NUL byte");
	is_int(ty_lexicon_open(&lex, dir, &err), TY_EIO, "a directory");
	ok(!lex, "no lexicon comes of it");
	unlink(path);
	is_int(ty_lexicon_open(&lex, path, NULL), TY_ENOTFOUND, "no file");
}

static void edges(void)
{
	struct ty_lexicon *lex;
	struct ty_error err;
	size_t used;

	ok_st(open_text(&lex, "", 0, &err), &err, "an empty file is a lexicon");
	ok(term(lex, "port", &used) == TY_INTERN_NONE, "without terms");
	is_str(strings(lex, "港"), "", "and without strings");
	ty_lexicon_close(lex);
	ty_lexicon_close(NULL);
}

static void newsroom(void)
{
	struct ty_lexicon *lex;
	struct ty_error err;

	if (!ok_st(ty_lexicon_open(&lex, "tm/lexicon/newsroom.tsv", &err), &err,
		   "the newsroom's glossary opens"))
		return;
	ok(means(lex, "prime ministers met", 2, "首相"),
	   "it knows prime ministers");
	ty_lexicon_close(lex);
}

int main(void)
{
	make_place();
	terms();
	other_languages();
	refusals();
	edges();
	newsroom();
	unlink(path);
	rmdir(dir);
	return tap_done();
}
