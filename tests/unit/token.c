/* Tokens: the cases of tests/cases/token.txt, ICU's own opinion, volume. */

#include <stdlib.h>
#include <time.h>

#include <unicode/ubrk.h>

#include "base/buf.h"
#include "text/token.h"
#include "text/utf8.h"
#include "../tap.h"

static struct ty_tokenizer *open_tokenizer(const char *lang)
{
	struct ty_tokenizer *tokenizer;
	struct ty_error err;

	ok_st(ty_tokenizer_open(&tokenizer, lang, &err), &err, lang);
	return tokenizer;
}

/* The tokens as the case file writes them. */
static void write_tokens(struct ty_buf *out, const char *s,
			 const struct ty_tokens *tokens)
{
	const struct ty_token *t;
	size_t i;

	ty_buf_clear(out);
	for (i = 0; i < tokens->n; i++) {
		t = &tokens->v[i];
		if (i)
			ty_buf_addc(out, '|');
		if (t->kind == TY_NUMBER)
			ty_buf_addc(out, '#');
		ty_buf_add(out, s + t->span.start,
			   t->span.end - t->span.start);
	}
}

static void cases(void)
{
	FILE *f = fopen("tests/cases/token.txt", "r");
	struct ty_tokenizer *tokenizer = NULL;
	struct ty_tokens tokens = { 0 };
	struct ty_buf got = TY_BUF_INIT;
	char line[1024], text[1024] = "";
	int n = 0;

	if (!ok(f != NULL, "tests/cases/token.txt"))
		return;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (!*line || !strcmp(line, "#") || !strncmp(line, "# ", 2))
			continue;
		if (*line == '[') {
			line[strcspn(line, "]")] = '\0';
			ty_tokenizer_close(tokenizer);
			tokenizer = open_tokenizer(line + 1);
		} else if (!*text) {
			strcpy(text, line);
		} else {
			ty_tokenize(tokenizer, text, strlen(text), &tokens);
			write_tokens(&got, text, &tokens);
			is_str(got.p, line, text);
			*text = '\0';
			n++;
		}
	}
	ok(n > 25, "all the cases were read");
	fclose(f);
	ty_tokenizer_close(tokenizer);
	ty_tokens_release(&tokens);
	ty_buf_release(&got);
}

/* -------------------------------------------------- the forms compared -- */

static void folded(struct ty_tokenizer *tokenizer, const char *s,
		   const char *want, const char *name)
{
	struct ty_tokens tokens = { 0 };
	struct ty_buf got = TY_BUF_INIT;
	size_t i;

	ty_tokenize(tokenizer, s, strlen(s), &tokens);
	for (i = 0; i < tokens.n; i++) {
		if (i)
			ty_buf_addc(&got, '|');
		ty_buf_add(&got, tokens.folded.p + tokens.v[i].fold,
			   tokens.v[i].fold_len);
	}
	is_str(got.p, want, name);
	ty_tokens_release(&tokens);
	ty_buf_release(&got);
}

static void forms(void)
{
	struct ty_tokenizer *en = open_tokenizer("en");
	struct ty_tokenizer *ja = open_tokenizer("ja-JP");
	struct ty_tokens tokens = { 0 };

	folded(en, "THE “Mayor’s” 1,200", "the|\"|mayor's|\"|\1A",
	       "case, quotes and numbers are levelled");
	folded(ja, "ＡＢｃ１２３、ﾊﾞ", "abc123|、|バ", "and width");
	folded(ja, "１２３と１，２３４", "\1A|と|\1A", "numbers of any length");
	folded(en, "٣٫٥ and ３．５", "\1A|and|\1A", "and of any script");
	folded(en, "a\u200B b \uFEFFc", "a|b|c",
	       "what cannot be seen is no token");
	folded(en, "so\u00ADft", "soft", "a soft hyphen is nothing");
	folded(en, "cafe\u0301", "caf\u00E9", "marks are composed");
	folded(en, "", "", "no text, no tokens");
	folded(ja, " \n\t\u3000 ", "", "nor has white space any");
	folded(en, "a\x01" "b\x7F", "a|b", "controls part words");

	ty_tokenize(en, "one two", 7, &tokens);
	ty_tokenize(ja, "三", 3, &tokens);
	is_int(tokens.n, 1, "the list is used again");
	is_int(tokens.v[0].kind, TY_WORD, "a character is a word");
	is_str(tokens.folded.p, "三", "and so is its memory");
	ty_tokenize(en, "“(_)”", 9, &tokens);
	is_int(tokens.n, 5, "marks");
	ok(tokens.v[0].kind == TY_PUNCT && tokens.v[2].kind == TY_PUNCT,
	   "are punctuation");
	ty_tokens_release(&tokens);
	ty_tokenizer_close(en);
	ty_tokenizer_close(ja);
}

static void unknown(void)
{
	struct ty_tokenizer *tokenizer = (void *)&tokenizer;
	struct ty_error err;

	is_int(ty_tokenizer_open(&tokenizer, "xx", &err), TY_EINVAL,
	       "an unknown language");
	ok(!tokenizer, "gives no tokenizer");
	is_str(err.text, "unknown language 'xx'", "and says why");
}

/* ------------------------------------------------------- as ICU sees it -- */

static unsigned long seed = 20240602;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* A text of what UAX #29 has rules for, and we have no rule of our own: no
 * hyphen, no single letters (for they make abbreviations); and nothing that ICU
 * looks up in a dictionary. */
static void make_text(struct ty_buf *s)
{
	static const char *const parts[] = {
		"ab", "Zoe\u0308", "été", "АБ", "שלום", "12", "٣٤", "９９",
		"'", "’", "·", ",", ".", ";", "\"", "_", "ａｂ",
		"!", "$", "(", " ", " ", "\u3000", "🇯🇵", "🇺🇸", "👩‍⚕️",
		"\u00AD", "猫", ":",
	};
	size_t n = 1 + pick(10);

	ty_buf_clear(s);
	/* Without this a soft hyphen in front would stand alone. */
	ty_buf_adds(s, "x");
	while (n--)
		ty_buf_adds(s, parts[pick(sizeof(parts) / sizeof(*parts))]);
}

/* ICU's words of `s` as write_tokens() would write them, without the "#". */
static void write_icu(struct ty_buf *out, UBreakIterator *words,
		      const char *s, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	int32_t start = 0, end;
	bool stop = false;
	size_t at;
	UChar32 c;

	ty_buf_clear(out);
	utext_openUTF8(&text, s, (int64_t)len, &status);
	ubrk_setUText(words, &text, &status);
	while ((end = ubrk_next(words)) != UBRK_DONE) {
		at = (size_t)start;
		c = ty_utf8_next(s, len, &at);
		/* A row of stops is one mark to us. */
		if (!u_isUWhiteSpace(c) && start && !(c == '.' && stop))
			ty_buf_addc(out, '|');
		if (!u_isUWhiteSpace(c))
			ty_buf_add(out, s + start, (size_t)(end - start));
		stop = c == '.';
		start = end;
	}
	utext_close(&text);
}

static void as_icu(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *words = ubrk_open(UBRK_WORD, "en", NULL, 0, &status);
	struct ty_tokenizer *en = open_tokenizer("en");
	struct ty_buf s = TY_BUF_INIT, want = TY_BUF_INIT, got = TY_BUF_INIT;
	struct ty_tokens tokens = { 0 };
	bool same = true;
	int round;
	size_t i;

	for (round = 0; round < 20000 && same; round++) {
		unsigned long began = seed;

		make_text(&s);
		ty_tokenize(en, s.p, s.len, &tokens);
		/* ICU has no values. */
		if (tokens.values.n)
			continue;
		for (i = 0; i < tokens.n; i++)
			if (tokens.v[i].kind == TY_NUMBER)
				tokens.v[i].kind = TY_WORD;
		write_tokens(&got, s.p, &tokens);
		write_icu(&want, words, s.p, s.len);
		same = !strcmp(got.p, want.p);
		if (!same)
			printf("# seed %lu: %s\n# got %s\n# ICU %s\n", began,
			       s.p, got.p, want.p);
	}
	ok(U_SUCCESS(status) && same, "random texts have ICU's words");
	ubrk_close(words);
	ty_tokenizer_close(en);
	ty_tokens_release(&tokens);
	ty_buf_release(&s);
	ty_buf_release(&want);
	ty_buf_release(&got);
}

/* -------------------------------------------------------------- volume -- */

static void volume(const char *lang, const char *s, long words,
		   long characters)
{
	struct ty_tokenizer *tokenizer = open_tokenizer(lang);
	struct ty_volume volume = { .segments = 7, .words = 100 };

	ty_count_volume(tokenizer, s, strlen(s), &volume);
	is_int(volume.words - 100, words, s);
	is_int(volume.characters, characters, "and its characters");
	is_int(volume.segments, 7, "segments are the caller's");
	ty_tokenizer_close(tokenizer);
}

static void volumes(void)
{
	volume("en", "The U.S. won't pay $3.5 billion -- yet.", 7, 0);
	volume("en", "the word 対訳 (translation)", 3, 2);
	volume("en", "トヨタ builds cars", 2, 3);
	volume("ja", "首相は、訪米する。", 0, 7);
	volume("ja", "Ｇ７のコーヒー１２０万円「案」", 2, 8);
	volume("th", "กำลัง", 0, 5);
	volume("ja", "……！？", 0, 0);
	volume("en", "", 0, 0);
}

/* A hostile line must not take long. */
static void bounded(void)
{
	struct ty_tokenizer *en = open_tokenizer("en");
	struct ty_tokens tokens = { 0 };
	struct ty_buf s = TY_BUF_INIT;
	clock_t began = clock();
	size_t i;

	for (i = 0; i < 200000; i++)
		ty_buf_adds(&s, i % 2 ? "." : "a\u0301");
	for (i = 0; i < 400000; i++)
		ty_buf_adds(&s, "\u0301");
	for (i = 0; i < 200000; i++)
		ty_buf_adds(&s, i % 3 ? "1," : "-");
	ty_tokenize(en, s.p, s.len, &tokens);
	ok(tokens.n > 1000, "a megabyte of stops, marks and commas");
	ok(clock() - began < 5 * CLOCKS_PER_SEC, "in a moment");
	ty_tokens_release(&tokens);
	ty_tokenizer_close(en);
	ty_buf_release(&s);
}

int main(void)
{
	cases();
	forms();
	unknown();
	as_icu();
	volumes();
	bounded();
	return tap_done();
}
