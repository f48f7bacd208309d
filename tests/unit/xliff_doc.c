/* XLIFF as documents: targets go into the file, nothing else changes. */

#define _GNU_SOURCE		/* memmem */
#include <string.h>

#include "document.h"
#include "../tap.h"

#define HEAD1	"<?xml version='1.0' encoding=\"UTF-8\"?>\r\n<!-- c -->" \
		"<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2'" \
		" version='1.2'>\r\n<file original='a' datatype='html'" \
		" source-language='en' target-language='ja'><body>\n"
#define TAIL1	"</body></file></xliff>\n"
#define HEAD2	"<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0'" \
		" version='2.0' srcLang='en'>\n<file id='f'>\n"
#define TAIL2	"</file></xliff>\n"
#define HEAD3	"<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0'" \
		" version='2.1' srcLang='en' trgLang='ja'>\n<x:file id='f'>\n"
#define TAIL3	"</x:file></x:xliff>\n"

static struct ty_document *read_text(const char *text)
{
	struct ty_error err;
	struct ty_document *d = read_bytes(text, strlen(text), "a.xlf", &err);

	if (!ok(d != NULL, "read")) {
		printf("# %s\n", err.text);
		exit(tap_done());
	}
	return d;
}

/* Changing segment `i` of `head`...`tail` makes `units` into `want`. */
static void becomes(const char *head, const char *units, const char *tail,
		    size_t i, const char *target, bool confirmed,
		    const char *want, const char *name)
{
	struct ty_buf file = TY_BUF_INIT, wanted = TY_BUF_INIT;
	struct ty_document *d;
	struct ty_error err;

	ty_buf_addf(&file, "%s%s%s", head, units, tail);
	ty_buf_addf(&wanted, "%s%s%s", head, want, tail);
	d = read_text(file.p);
	is_str(changed(d, file.p, file.len, 0, NULL, false, &err), file.p,
	       "unchanged, byte for byte");
	is_str(changed(d, file.p, file.len, i, target, confirmed, &err),
	       wanted.p, name);
	ty_document_free(d);
	ty_buf_release(&file);
	ty_buf_release(&wanted);
}

static void reading(void)
{
	struct ty_document *d = read_text(HEAD1
		"<group restype='x-headline'><trans-unit id='1' approved='yes'>"
		"<source>The <g id='1'>port</g> opens<x id='2'/> &amp; &#x3c;1"
		"></source><target><x id='2'/><g id='1'>港</g></target>"
		"<note>look\n here</note></trans-unit></group>\n"
		"<trans-unit id='2' translate='no'><source><![CDATA[<b>]]>"
		"</source></trans-unit>\n"
		"<trans-unit id='3'><source>One. Two.</source><seg-source>"
		"<mrk mtype='seg' mid='a'>One.</mrk> <mrk mtype='seg' mid='b'>"
		"Two.</mrk></seg-source><target><mrk mtype='seg' mid='b'>二。"
		"</mrk></target></trans-unit>"
		"<trans-unit id='4'><source><bpt id='1' rid='7'>[</bpt>a<ept"
		" id='2' rid='7'>]</ept><ept id='3'>}</ept></source>"
		"<alt-trans><source>b</source><target>い</target></alt-trans>"
		"</trans-unit>" TAIL1);

	is_int(d->nsegments, 5, "segments");
	is_str(d->source, "en", "source language");
	is_str(d->target, "ja", "target language");
	is_str(d->segments[0].source, "The <1>port</1> opens<2/> & <lt/>1>",
	       "codes are tags, and what looks like one is none");
	is_str(d->segments[0].target, "<2/><1>港</1>", "numbered as there");
	ok(d->segments[0].finished, "approved");
	is_int(d->segments[0].kind, TY_HEADLINE, "a headline");
	is_str(d->segments[0].note, "look here", "its note");
	is_str(d->segments[0].id, "1", "its id");
	is_int(d->segments[0].line, 4, "its line");
	ok(d->segments[1].locked, "not to be translated");
	is_str(d->segments[1].source, "<b>", "CDATA");
	is_str(d->segments[2].source, "One.", "a part");
	is_str(d->segments[2].target, "", "without a target");
	is_str(d->segments[3].target, "二。", "the other has one");
	is_str(d->segments[3].id, "3:b", "and a name");
	is_int(d->segments[3].paragraph, d->segments[2].paragraph,
	       "of one paragraph");
	is_str(d->segments[4].source, "<1>a</1><2/>",
	       "halves are pairs, or stand alone");
	is_str(d->segments[4].target, "", "alternatives are no targets");
	ty_document_free(d);
}

static void writing_1(void)
{
	becomes(HEAD1, "<trans-unit id='1'>\n  <source>A <g id='1'>b</g> c"
		"</source>\n</trans-unit>", TAIL1, 0, "<1>い</1> & あ", true,
		"<trans-unit id='1'>\n  <source>A <g id='1'>b</g> c</source>\n"
		"  <target state=\"translated\"><g id='1'>い</g> &amp; あ</target>"
		"\n</trans-unit>", "a target put in");
	becomes(HEAD1, "<trans-unit id='1' approved='yes'><source>a</source>"
		"<target state='final' x='1'>あ</target></trans-unit>", TAIL1, 0,
		"い", false, "<trans-unit id='1' approved='no'><source>a</source>"
		"<target state='needs-review-translation' x='1'>い</target>"
		"</trans-unit>", "a target changed into a draft");
	becomes(HEAD1, "<trans-unit id='1'><source>a</source><target/>"
		"</trans-unit>", TAIL1, 0, "い", true, "<trans-unit id='1'>"
		"<source>a</source><target state=\"translated\">い</target>"
		"</trans-unit>", "an empty one filled");
	becomes(HEAD1, "<trans-unit id='1'><source>a</source><target>あ</target>"
		"</trans-unit>", TAIL1, 0, "あ", true, "<trans-unit id='1'>"
		"<source>a</source><target state=\"translated\">あ</target>"
		"</trans-unit>", "one confirmed");
	becomes(HEAD1, "<trans-unit id='1'><source>a b</source><seg-source>"
		"<g id='9'><mrk mtype='seg' mid='1'>a</mrk> <mrk mtype='seg'"
		" mid='2'>b</mrk></g></seg-source></trans-unit>", TAIL1, 1, "い",
		true, "<trans-unit id='1'><source>a b</source><seg-source>"
		"<g id='9'><mrk mtype='seg' mid='1'>a</mrk> <mrk mtype='seg'"
		" mid='2'>b</mrk></g></seg-source><target state="
		"\"needs-review-translation\"><g id='9'><mrk mtype='seg' mid='1'>"
		"</mrk> <mrk mtype='seg' mid='2'>い</mrk></g></target>"
		"</trans-unit>", "the second of two parts");
	becomes(HEAD1, "<trans-unit id='1' translate='no'><source>a</source>"
		"</trans-unit>", TAIL1, 0, "い", true, "<trans-unit id='1'"
		" translate='no'><source>a</source></trans-unit>",
		"a locked one stays");
}

static void writing_2(void)
{
	struct ty_document *d;
	struct ty_error err;
	static const char file[] = HEAD2 "<unit id='u'>"
		"<segment><source>a</source></segment></unit>" TAIL2;

	d = read_text(file);
	ok(strstr(changed(d, file, strlen(file), 0, "い", true, &err),
		  "srcLang='en' trgLang=\"ja\">") != NULL,
	   "the file learns its language");
	ty_document_free(d);
	becomes(HEAD3, "<x:unit id='u'><x:segment state='final' subState='a:b'>"
		"<x:source>A <x:pc id='1'>b</x:pc><x:ph id='2'/></x:source>\n"
		"</x:segment><x:ignorable><x:source> </x:source></x:ignorable>"
		"</x:unit>", TAIL3, 0, "<2/><1>い</1>", true, "<x:unit id='u'>"
		"<x:segment state='translated'><x:source>A <x:pc id='1'>b"
		"</x:pc><x:ph id='2'/></x:source><x:target><x:ph id='2'/>"
		"<x:pc id='1'>い</x:pc></x:target>\n</x:segment><x:ignorable>"
		"<x:source> </x:source></x:ignorable></x:unit>",
		"a target and its state, with a prefix");
	becomes(HEAD3, "<x:unit id='u'><x:segment><x:source><x:sc id='1'/>a"
		"<x:sc id='2'/>b<x:ec startRef='1'/>c<x:ec startRef='2'/>"
		"</x:source></x:segment></x:unit>", TAIL3, 0,
		"<1>あ<2>い</1>う</2>", false, "<x:unit id='u'><x:segment>"
		"<x:source><x:sc id='1'/>a<x:sc id='2'/>b<x:ec startRef='1'/>c"
		"<x:ec startRef='2'/></x:source><x:target><x:sc id='1'/>あ"
		"<x:sc id='2'/>い<x:ec startRef='1'/>う<x:ec startRef='2'/>"
		"</x:target></x:segment></x:unit>", "codes that cross");
}

static void refusals(void)
{
	static const char file[] = HEAD1 "<trans-unit id='1'><source>A <g id='1'>"
		"b</g></source></trans-unit>" TAIL1;
	static const char *const wrong[] = { "い", "<1>い", "<1>い</1><2/>",
		"</1>い<1>" };
	struct ty_document *d = read_text(file);
	struct ty_error err;
	size_t i;

	for (i = 0; i < 4; i++) {
		err.text[0] = '\0';
		is_str(changed(d, file, strlen(file), 0, wrong[i], true, &err),
		       "", "tags that are not the source's");
		ok(strstr(err.text, "1>") || strstr(err.text, "2/>"),
		   "are named");
	}
	ty_document_free(d);
	ok(!read_bytes("<xliff version='3.0'/>", 22, "a.xlf", &err) &&
	   err.line == 1, "a version nobody knows");
	ok(!read_bytes(HEAD1 "\n<trans-unit id='1'/>" TAIL1,
		       strlen(HEAD1 "\n<trans-unit id='1'/>" TAIL1), "a.xlf",
		       &err) && err.line == 5, "a unit without a source");
	ok(truncations(file, strlen(file), "a.xlf"), "cut off at every byte");
}

/* The bytes of other encodings stay, too. */
static void encodings(void)
{
	static const char utf16[] = "\xFF\xFE<\0x\0l\0i\0f\0f\0 \0v\0e\0r\0s\0i\0"
		"o\0n\0=\0'\0001\0.\0002\0'\0>\0<\0f\0i\0l\0e\0>\0<\0b\0o\0d\0y\0"
		">\0<\0t\0r\0a\0n\0s\0-\0u\0n\0i\0t\0>\0<\0s\0o\0u\0r\0c\0e\0>\0a\0"
		"<\0/\0s\0o\0u\0r\0c\0e\0>\0<\0t\0a\0r\0g\0e\0t\0>\0x\0<\0/\0t\0"
		"a\0r\0g\0e\0t\0>\0<\0/\0t\0r\0a\0n\0s\0-\0u\0n\0i\0t\0>\0<\0/\0"
		"b\0o\0d\0y\0>\0<\0/\0f\0i\0l\0e\0>\0<\0/\0x\0l\0i\0f\0f\0>\0";
	/* 表 is 95 5C, a backslash behind. */
	static const char sjis[] = "<?xml version='1.0' encoding='Shift_JIS'?>"
		"<xliff version='1.2'><file><body><trans-unit><source>\x95\x5C"
		"</source><target state='new'>a</target><note>\x95\x5C\x87\x40"
		"</note></trans-unit></body></file></xliff>";
	size_t len = sizeof(utf16) - 1;
	struct ty_document *d;
	struct ty_error err;
	const char *out;

	d = read_bytes(utf16, len, "a.xlf", &err);
	ok(d && d->nsegments == 1, "UTF-16");
	if (!d)
		return;
	out = changed(d, utf16, len, 0, NULL, false, &err);
	ok(!memcmp(out, utf16, len), "comes back");
	out = changed(d, utf16, len, 0, "港", false, &err);
	ok(memmem(out, 400, "\x2F\x6E<\0/\0t\0", 8) != NULL, "and is written");
	ty_document_free(d);

	d = read_bytes(sjis, strlen(sjis), "a.xlf", &err);
	ok(d && !strcmp(d->segments[0].source, "表"), "Shift_JIS");
	is_str(changed(d, sjis, strlen(sjis), 0, "表①é", false, &err),
	       "<?xml version='1.0' encoding='Shift_JIS'?>"
	       "<xliff version='1.2'><file><body><trans-unit><source>\x95\x5C"
	       "</source><target state='needs-review-translation'>\x95\x5C"
	       "\x87\x40&#xE9;</target><note>\x95\x5C\x87\x40"
	       "</note></trans-unit></body></file></xliff>",
	       "what it has not is a reference");
	ty_document_free(d);
}

int main(void)
{
	const struct ty_desk_options options = { .source = "en",
						 .target = "ja" };
	struct ty_error err;

	if (!ok_st(ty_desk_open(&desk, &options, &err), &err, "a desk"))
		return tap_done();
	reading();
	writing_1();
	writing_2();
	refusals();
	encodings();
	ty_desk_close(desk);
	return tap_done();
}
