/* SRX files read: what they say, and where they are wrong. */

#include <stdlib.h>

#include "base/buf.h"
#include "format/srx.h"
#include "../tap.h"

/* What the rules of `lang` say about the place `at` of `s`. */
static void says(const struct ty_srx *srx, const char *lang, const char *s,
		 size_t at, const char *want)
{
	struct ty_span all = { 0, strlen(s) };
	struct ty_srx_rules *rules = NULL;
	struct ty_buf got = TY_BUF_INIT;
	struct ty_error err = { 0 };
	struct ty_verdict v;

	if (ty_srx_compile(&rules, srx, lang, &err) != TY_OK)
		ty_buf_adds(&got, err.text);
	else if (!rules)
		ty_buf_adds(&got, "no rules");
	else if (ty_srx_decide(&v, rules, s, all, at, at, &err) == TY_OK)
		ty_buf_addf(&got, "%s#%d %s", v.language, v.number,
			    v.breaks ? "breaks" : "keeps");
	else
		ty_buf_adds(&got, "nothing");
	is_str(got.p, want, s);
	ty_buf_release(&got);
	ty_srx_rules_free(rules);
}

static void version_2(void)
{
	struct ty_srx *srx;
	struct ty_error err;

	if (!ok_st(ty_srx_read(&srx, "tests/data/srx-2.srx", &err), &err,
		   "SRX 2.0"))
		return;
	ok_st(ty_srx_check(srx, &err), &err, "its expressions are all right");
	says(srx, "en-US", "The Hon. Jay", 8, "English#1 keeps");
	says(srx, "en", "so; they", 3, "English#2 breaks");
	says(srx, "en", "so: they", 3, "Any#1 breaks");
	says(srx, "ja", "so; they", 3, "nothing");
	says(srx, "ja", "so: they", 3, "Any#1 breaks");
	says(srx, "en", "never once", 5, "nothing");
	ty_srx_free(srx);
}

static void version_1(void)
{
	struct ty_srx *srx;
	struct ty_error err;

	if (!ok_st(ty_srx_read(&srx, "tests/data/srx-1.srx", &err), &err,
		   "SRX 1.0, in Shift_JIS"))
		return;
	says(srx, "ja-JP", "甲；乙", 6, "J#1 breaks");
	says(srx, "ja", "The Hon. Jay", 8, "nothing");
	says(srx, "fr", "The Hon. Jay", 8, "D#1 keeps");
	ty_srx_free(srx);
}

static void ours(void)
{
	static const char *const names[] = { "en", "ja", "default" };
	struct ty_srx_rules *rules;
	struct ty_srx *srx;
	struct ty_error err;
	char path[64];
	size_t i;

	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "tm/rules/%s.srx", names[i]);
		if (!ok_st(ty_srx_read(&srx, path, &err), &err, path))
			continue;
		ok_st(ty_srx_check(srx, &err), &err, path);
		ok_st(ty_srx_compile(&rules, srx, i == 2 ? "de" : names[i],
				     &err), &err, "for its language");
		ok(rules != NULL, "which it maps");
		ty_srx_rules_free(rules);
		ty_srx_free(srx);
	}
}

/* A file of tests/data that is refused: the error, with its place. */
static void refused(const char *name, enum ty_status want_st, const char *want)
{
	char path[64], got[1200] = "";
	struct ty_srx *srx;
	struct ty_error err = { 0 };
	enum ty_status st;

	snprintf(path, sizeof(path), "tests/data/srx-%s.srx", name);
	st = ty_srx_read(&srx, path, &err);
	if (st == TY_OK) {
		st = ty_srx_check(srx, &err);
		ty_srx_free(srx);
	} else {
		ok(srx == NULL, "nothing is given out");
	}
	is_int(st, want_st, name);
	is_str(err.file, st == TY_OK ? "" : path, name);
	snprintf(got, sizeof(got), "%ld:%ld: %s", err.line, err.column,
		 err.text);
	is_str(got, want, name);
}

static void bad_files(void)
{
	refused("root", TY_ESYNTAX,
		"2:1: not an SRX file: its first element is 'tmx'");
	refused("version", TY_ESYNTAX,
		"1:1: SRX 3.0 is not supported, only 1.0 to 2.0");
	refused("cut", TY_ESYNTAX,
		"6:28: the file ends within its element 'beforebreak'");
	refused("regex", TY_ESYNTAX,
		"9:2: rule 2 of 'R' is not a regular expression at its "
		"character 10: a bracket ( or ) has no partner");
	refused("pattern", TY_ESYNTAX,
		"9:1: the language pattern 'en|(' is not a regular expression: "
		"a bracket ( or ) has no partner");
	refused("map", TY_ESYNTAX,
		"9:1: a language map names 'English', and there is no such "
		"language rule");
	refused("break", TY_ESYNTAX,
		"6:1: attribute 'break' of 'rule' must be 'yes' or 'no', not "
		"'maybe'");
	refused("twice", TY_ESYNTAX,
		"7:1: there are two language rules named 'R'");
	refused("sides", TY_ESYNTAX,
		"7:1: a rule has two elements 'beforebreak'");
	refused("nameless", TY_ESYNTAX,
		"5:1: element 'languagerule' lacks attribute "
		"'languagerulename'");
	refused("nomaps", TY_ESYNTAX,
		"0:0: no language map, so no language would use the rules");
	refused("entity", TY_ESYNTAX,
		"2:1: the document type declares entities, which are not "
		"allowed");
	refused("utf8", TY_ESYNTAX, "6:21: invalid UTF-8: byte 0xFF");
	refused("none", TY_ENOTFOUND, "0:0: no such file or folder");
}

/* `n` times `s`. */
static void repeat(struct ty_buf *out, const char *s, size_t n)
{
	for (; n > 0; n--)
		ty_buf_adds(out, s);
}

#define HEAD	"<srx version='2.0'><body><languagerules>" \
		"<languagerule languagerulename='R'>"
#define TAIL	"</languagerule></languagerules><maprules><languagemap " \
		"languagepattern='en' languagerulename='R'/></maprules>" \
		"</body></srx>"

static void limits(void)
{
	struct ty_buf xml = TY_BUF_INIT;
	struct ty_error err = { 0 };
	struct ty_srx *srx;

	is_int(ty_srx_parse(&srx, "", 0, "empty", &err), TY_ESYNTAX,
	       "nothing at all");
	is_str(err.text, "the file is empty", "says so");
	ty_buf_adds(&xml, HEAD "\n<rule><beforebreak>");
	repeat(&xml, "a?", TY_SRX_PATTERN / 2 + 1);
	ty_buf_adds(&xml, "</beforebreak></rule>" TAIL);
	is_int(ty_srx_parse(&srx, xml.p, xml.len, "long", &err), TY_ELIMIT,
	       "a giant expression");
	is_int(err.line, 2, "is found where it is");
	ty_buf_clear(&xml);
	ty_buf_adds(&xml, HEAD);
	repeat(&xml, "<rule/>\n", TY_SRX_RULES + 1);
	ty_buf_adds(&xml, TAIL);
	is_int(ty_srx_parse(&srx, xml.p, xml.len, "many", &err), TY_ELIMIT,
	       "too many rules");
	is_int(err.line, TY_SRX_RULES + 1, "are told by the first too many");
	ty_buf_clear(&xml);
	repeat(&xml, "<srx>", 100000);
	is_int(ty_srx_parse(&srx, xml.p, xml.len, "deep", &err), TY_ELIMIT,
	       "deep nesting");
	ty_buf_release(&xml);
}

int main(void)
{
	version_2();
	version_1();
	ours();
	bad_files();
	limits();
	return tap_done();
}
