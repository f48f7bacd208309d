/* Files arrive in the encodings of forty years, and some lie about it. */

#include <iconv.h>
#include <stdlib.h>

#include "base/buf.h"
#include "taiyaku.h"
#include "../tap.h"
#include "text/encoding.h"

static const char lead[] =
	"港市の水道局は９日、断水していた約１２００戸の給水を再開したと発表した。"
	"点検を続ける。\n";
static const char second[] = "住民によると、水はまだ少し濁っているという。\n";

/* `utf8` in another encoding. */
static void put(struct ty_buf *out, const char *encoding, const char *utf8)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	char *in = (char *)utf8, bytes[4096], *to = bytes;
	size_t left = strlen(utf8), room = sizeof(bytes);

	if (cd == (iconv_t)-1 ||
	    iconv(cd, &in, &left, &to, &room) == (size_t)-1 ||
	    iconv(cd, NULL, NULL, &to, &room) == (size_t)-1)
		abort();
	iconv_close(cd);
	ty_buf_add(out, bytes, sizeof(bytes) - room);
}

/* Is it read as `encoding`, and as this text? */
static void reads(const struct ty_buf *in, const char *chosen,
		  const char *declared, const char *encoding,
		  const char *text, const char *name)
{
	struct ty_decoded d;
	struct ty_error err = { 0 };
	enum ty_status st = ty_decode(&d, in->p, in->len, chosen, declared,
				      "story", &err);

	ok_st(st, &err, name);
	if (st == TY_OK) {
		is_str(d.encoding, encoding, name);
		ok(d.length == strlen(text) &&
		   !memcmp(d.text, text, d.length), name);
	}
	ty_decoded_release(&d);
}

static void fails(const char *bytes, size_t len, const char *chosen,
		  const char *declared, long line, long column,
		  const char *text, const char *name)
{
	struct ty_decoded d;
	struct ty_error err = { 0 };

	ok(ty_decode(&d, bytes, len, chosen, declared, "story", &err) !=
	   TY_OK, name);
	is_int(err.line, line, name);
	is_int(err.column, column, name);
	is_str(err.text, text, name);
	ty_decoded_release(&d);
}

static void detected(const char *encoding, const char *name, const char *text)
{
	struct ty_buf in = TY_BUF_INIT;

	put(&in, encoding, text);
	reads(&in, NULL, NULL, name, text, name);
	/* Nobody is misled by a declaration that cannot be true, nor by one
	 * that nobody understands. */
	reads(&in, NULL, "utf-8", name, text, "declared utf-8");
	reads(&in, NULL, "x-no-such", name, text, "declared nonsense");
	reads(&in, NULL, "utf-16", name, text, "declared wide");
	ty_buf_release(&in);
}

static void japanese(void)
{
	static const char *const shorts[] = {
		"東京で地震", "円安進む", "会談へ", "カナダ代表が勝つ",
		"（共同）", "【ロンドン共同】", "停電、復旧へ"
	};
	static const char *const pairs[][2] = {
		{ "SHIFT_JIS", "Shift_JIS" }, { "EUC-JP", "EUC-JP" },
		{ "ISO-2022-JP", "ISO-2022-JP" }, { "UTF-8", "UTF-8" }
	};
	size_t i, k;

	for (k = 0; k < 4; k++) {
		detected(pairs[k][0], pairs[k][1], lead);
		for (i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++)
			detected(pairs[k][0], pairs[k][1], shorts[i]);
	}
	/* Characters that only the vendors' tables have. */
	detected("CP932", "Shift_JIS", "髙橋市長は①給水②点検を急ぐと述べた。\n");
	detected("CP932", "Shift_JIS", "ﾐﾅﾄｼﾉ ｽｲﾄﾞｳｷｮｸ\n");
	/* English around it does not hide it. */
	detected("CP932", "Shift_JIS",
		 "BC-Water,20\nA note to editors in two languages.\n断水が続く。\n");
}

static void wide(void)
{
	struct ty_buf in = TY_BUF_INIT;

	put(&in, "UTF-16LE", "\xEF\xBB\xBF");
	put(&in, "UTF-16LE", lead);
	reads(&in, NULL, "utf-8", "UTF-16LE", lead, "UTF-16LE with a mark");
	reads(&in, "utf-16", NULL, "UTF-16LE", lead, "chosen without order");
	ty_buf_clear(&in);
	put(&in, "UTF-16BE", "\xEF\xBB\xBF");
	put(&in, "UTF-16BE", lead);
	reads(&in, NULL, NULL, "UTF-16BE", lead, "UTF-16BE with a mark");
	reads(&in, "utf-16", NULL, "UTF-16BE", lead, "the mark has the order");
	ty_buf_clear(&in);
	put(&in, "UTF-32LE", "\xEF\xBB\xBF");
	put(&in, "UTF-32LE", lead);
	reads(&in, NULL, NULL, "UTF-32LE", lead, "UTF-32LE with a mark");
	ty_buf_clear(&in);
	put(&in, "UTF-16LE", "The water is back.\nThe mayor said so.\n");
	reads(&in, NULL, NULL, "UTF-16LE",
	      "The water is back.\nThe mayor said so.\n", "without a mark");
	ty_buf_clear(&in);
	put(&in, "UTF-8", "\xEF\xBB\xBF");
	put(&in, "UTF-8", lead);
	reads(&in, NULL, NULL, "UTF-8", lead, "UTF-8 with a mark");
	ty_buf_release(&in);
	fails("\xFF\xFE\x6C\x00\x00\xD8\x6C\x00", 8, NULL, NULL, 1, 2,
	      "invalid UTF-16LE: byte 0x00", "half a surrogate pair");
	fails("\xFF\xFE\x6C\x00\x6C", 5, NULL, NULL, 1, 2,
	      "invalid UTF-16LE: byte 0x6C", "half a unit");
	fails("\xFF\xFE\x6C\x00\x00\x00", 6, NULL, NULL, 1, 2,
	      "a NUL byte, which no text has", "NUL in UTF-16");
}

static void latin(void)
{
	static const char cafe[] = "\x01\x16The caf\xE9 of Jos\xE9 re-opened "
		"at 4 p.m., the owner\x92s wife said.\r\n\x03";
	static const char text[] = "\x01\x16The caf\u00E9 of Jos\u00E9 "
		"re-opened at 4 p.m., the owner\u2019s wife said.\r\n\x03";
	struct ty_buf in = TY_BUF_INIT;

	ty_buf_adds(&in, cafe);
	reads(&in, NULL, NULL, "windows-1252", text,
	      "letters in words, among a wire's control characters");
	reads(&in, NULL, "Shift_JIS", "windows-1252", text, "lying");
	reads(&in, "latin1", NULL, "windows-1252", text, "chosen");
	ty_buf_clear(&in);
	put(&in, "ISO-8859-2", "P\u0159\u00EDli\u0161 \u017Elu\u0165ou\u010Dk\u00FD k\u016F\u0148\n");
	reads(&in, NULL, "iso-8859-2", "ISO-8859-2",
	      "P\u0159\u00EDli\u0161 \u017Elu\u0165ou\u010Dk\u00FD k\u016F\u0148\n", "declared");
	ty_buf_clear(&in);
	put(&in, "KOI8-R", "Вода снова есть во всех домах города, сообщили власти.\n");
	reads(&in, NULL, NULL, "KOI8-R",
	      "Вода снова есть во всех домах города, сообщили власти.\n", "another script");
	ty_buf_release(&in);
	fails("Good.\nbad \xFF byte", 15, NULL, NULL, 2, 5,
	      "invalid UTF-8: byte 0xFF", "a byte alone is no text");
	fails("a \x81 b", 5, NULL, "latin1", 1, 3,
	      "invalid UTF-8: byte 0x81", "nor is a control character");
	fails("na\xC3\xAFve caf\xC3\xA9 r\xE9sum\xE9", 20, NULL, NULL, 1, 13,
	      "invalid UTF-8: byte 0xE9", "UTF-8 with a Latin-1 tail");
}

static void broken(void)
{
	struct ty_buf in = TY_BUF_INIT;
	struct ty_decoded d;

	put(&in, "SHIFT_JIS", lead);
	put(&in, "EUC-JP", second);
	fails(in.p, in.len, NULL, NULL, 2, 1,
	      "this line is in EUC-JP, the lines before it in Shift_JIS",
	      "two encodings");
	ty_buf_clear(&in);
	put(&in, "EUC-JP", lead);
	put(&in, "SHIFT_JIS", second);
	fails(in.p, in.len, NULL, NULL, 2, 1,
	      "this line is in Shift_JIS, the lines before it in EUC-JP",
	      "the other way round");
	ty_buf_clear(&in);
	put(&in, "UTF-8", lead);
	put(&in, "SHIFT_JIS", second);
	fails(in.p, in.len, NULL, NULL, 2, 1,
	      "this line is in Shift_JIS, the lines before it in UTF-8",
	      "Shift_JIS after UTF-8");
	ty_buf_clear(&in);
	put(&in, "SHIFT_JIS", lead);
	put(&in, "UTF-8", second);
	put(&in, "SHIFT_JIS", lead);
	ok(ty_decode(&d, in.p, in.len, NULL, NULL, "f", NULL) == TY_ESYNTAX,
	   "UTF-8 within Shift_JIS");
	ty_decoded_release(&d);

	ty_buf_clear(&in);
	put(&in, "UTF-8", lead);
	in.len--;
	fails(in.p, in.len - 1, NULL, NULL, 1, 43, "invalid UTF-8: byte 0xE3",
	      "cut within a character");
	fails("cut \xE3\x81", 6, NULL, NULL, 1, 5, "invalid UTF-8: byte 0xE3",
	      "cut after two bytes");
	ty_buf_clear(&in);
	put(&in, "EUC-JP", lead);
	fails(in.p, in.len - 2, NULL, NULL, 1, 43, "invalid EUC-JP: byte 0xA1",
	      "cut EUC-JP");
	fails("a\0b", 3, NULL, NULL, 1, 2, "a NUL byte, which no text has",
	      "NUL");
	fails("ab\0c\0d", 6, "Shift_JIS", NULL, 1, 3,
	      "a NUL byte, which no text has", "NUL in Shift_JIS");
	fails("x", 1, "frob", NULL, 0, 0, "unknown encoding 'frob'",
	      "no such encoding");
	fails("x", 1, "UTF-8,locale=ja", NULL, 0, 0,
	      "unknown encoding 'UTF-8,locale=ja'", "no options for ICU");
	fails("ok\n\x83", 4, "Shift_JIS", NULL, 2, 1,
	      "invalid Shift_JIS: byte 0x83", "chosen, and cut");
	ty_buf_release(&in);
}

/* A stream is taken piece by piece only if it can be nothing but UTF-8. */
static void plain(void)
{
	struct ty_buf in = TY_BUF_INIT;

	put(&in, "UTF-8", lead);
	ok(ty_decode_plain(in.p, in.len, NULL), "UTF-8");
	ok(ty_decode_plain(in.p, in.len - 3, NULL), "cut");
	ok(ty_decode_plain("", 0, NULL), "nothing");
	ok(!ty_decode_plain(in.p, in.len, "sjis"), "something else was chosen");
	ok(ty_decode_plain("\xFF", 1, "utf8"), "UTF-8 was chosen");
	ty_buf_clear(&in);
	put(&in, "ISO-2022-JP", lead);
	ok(!ty_decode_plain(in.p, in.len, NULL), "ISO-2022-JP");
	ty_buf_clear(&in);
	put(&in, "SHIFT_JIS", lead);
	ok(!ty_decode_plain(in.p, in.len, NULL), "Shift_JIS");
	ty_buf_release(&in);
}

int main(void)
{
	japanese();
	wide();
	latin();
	broken();
	plain();
	return tap_done();
}
