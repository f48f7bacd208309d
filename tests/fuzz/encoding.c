/* Any bytes in any encoding: valid UTF-8 without NUL, or an error. */

#include "fuzz.h"

#include "text/encoding.h"
#include "text/utf8.h"

static void one(const char *bytes, size_t size, const char *chosen,
		const char *declared)
{
	struct ty_error err = { 0 };
	struct ty_decoded d;
	size_t bad;

	if (ty_decode(&d, bytes, size, chosen, declared, "fuzz", &err) ==
	    TY_OK) {
		MUST(ty_utf8_valid(d.text, d.length, &bad));
		MUST(!d.length || !memchr(d.text, '\0', d.length));
		MUST(d.encoding[0] != '\0');
		/* What could be nothing but UTF-8 was read as it. */
		if (!chosen && !declared &&
		    ty_decode_plain(bytes, size, NULL))
			MUST(!strcmp(d.encoding, "UTF-8") ||
			     !ty_utf8_valid(bytes, size, &bad));
	} else {
		MUST(err.text[0] != '\0');
	}
	ty_decoded_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "utf-8", "sjis", "euc-jp",
		"iso-2022-jp", "latin1", "utf-16", "utf-16be", "utf-32",
		"gb18030", "koi8-r" };
	const char *bytes = (const char *)data;
	size_t i;

	one(bytes, size, NULL, NULL);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		one(bytes, size, names[i], NULL);
		one(bytes, size, NULL, names[i]);
	}
	return 0;
}
