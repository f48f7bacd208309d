/* Index files: any bytes, or a good file with some of its bytes changed, with
 * good hashes or without.  Without, an answer is right or there is none; with
 * them, as from somebody who means harm, it may be wrong, and that is all.
 *
 * First byte: bit 0 the rest is the file; else the rest are changes (place, two
 * bytes little-endian; value), bit 1 hashed again, bit 2 Japanese. */

#include "fuzz.h"

#include "match/image.h"
#include "match/query.h"

static const char *const english[] = {
	"Rain fell on 3 islands.", "Rain fell on 40 islands on Monday.",
	"The minister met reporters.", "The minister met nobody.",
	"A ferry with 12 people left the port and came back at night.",
	"a a a a a a a a a a a a a a", "...", "No.",
};
static const char *const japanese[] = {
	"三つの島に雨が降った。", "月曜、四十の島に雨が降った。",
	"大臣が記者に会った。", "大臣は誰にも会わなかった。",
	"十二人を乗せたフェリーが港を出て夜に戻った。",
	"ああああああああああああああ", "…", "いや。",
};

struct setting {
	struct ty_tokenizer	*tokenizer;
	const char *const	*texts;
	char			*image;		/* a good one */
	size_t			 bytes;
};

static struct setting settings[2];
static struct ty_query *query;

static void set_up(struct setting *s, const char *lang,
		   const char *const *texts)
{
	struct ty_shard_head head = { .to = 1, .tokens = 1 };
	struct ty_shard_builder *b;
	struct ty_tokens tokens = { 0 };
	struct ty_shard *shard;
	int i;

	MUST(ty_tokenizer_open(&s->tokenizer, lang, NULL) == TY_OK);
	s->texts = texts;
	snprintf(head.lang, sizeof(head.lang), "%s", lang);
	b = ty_shard_builder_new(&head);
	for (i = 0; i < 8; i++) {
		ty_tokenize(s->tokenizer, texts[i], strlen(texts[i]), &tokens);
		ty_shard_builder_add(b, i, i, &tokens);
		ty_shard_builder_touch(b, 90 - i);
	}
	MUST(ty_shard_build(&shard, b, NULL) == TY_OK);
	ty_shard_builder_free(b);
	ty_tokens_release(&tokens);
	s->bytes = ty_shard_bytes(shard);
	s->image = malloc(s->bytes);
	MUST(s->image);
	memcpy(s->image, shard->base, s->bytes);
	ty_shard_unref(shard);
}

/* Ask for one text; false if the shard is damaged. */
static bool ask(const struct setting *s, struct ty_shard *shard, int text,
		int percent, bool exhaustive, const struct ty_near **found,
		size_t *n)
{
	struct ty_query_options options = { percent, 0, 0, exhaustive };
	struct ty_tokens tokens = { 0 };
	struct ty_error err = { 0 };
	enum ty_status st;

	ty_tokenize(s->tokenizer, s->texts[text], strlen(s->texts[text]),
		    &tokens);
	ty_query_begin(query, &tokens, &options);
	ty_tokens_release(&tokens);
	st = ty_query_shard(query, shard, NULL, 0, &err);
	MUST(st == TY_OK || (st == TY_EDAMAGED && err.text[0]));
	ty_query_found(query, found, n);
	return st == TY_OK;
}

static void use(const struct setting *s, struct ty_shard *shard, bool trusted)
{
	static const struct ty_shard_head none;
	struct ty_shard_builder *b = ty_shard_builder_new(&none);
	const struct ty_near *found;
	struct ty_shard *merged;
	int i, percent;
	size_t n;

	for (i = 0; i < 8; i++)
		for (percent = 50; percent <= 100; percent += 25)
			if (ask(s, shard, i, percent, false, &found, &n) &&
			    trusted)
				MUST(n > 0 && found[0].id == i &&
				     found[0].distance == 0);
	ask(s, shard, 4, 50, true, &found, &n);
	if (ty_shard_builder_add_shard(b, shard, NULL, 0, NULL) == TY_OK &&
	    ty_shard_build(&merged, b, NULL) == TY_OK)
		ty_shard_unref(merged);
	ty_shard_builder_free(b);
	ty_shard_verify(shard, NULL);
}

static void change(const struct setting *s, char *image, const uint8_t *data,
		   size_t size, bool again)
{
	struct ty_image_head *head = (struct ty_image_head *)image;
	const struct ty_image_head *old =
		(const struct ty_image_head *)s->image;

	for (; size >= 3; data += 3, size -= 3)
		image[(data[0] | data[1] << 8) % s->bytes] = (char)data[2];
	/* Where the hashes are has to stay. */
	head->sections[TY_SUMS] = old->sections[TY_SUMS];
	if (again)
		ty_image_seal(image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct setting *s;
	struct ty_shard *shard;
	struct ty_error err = { 0 };
	enum ty_status st;
	char path[64], *image;
	int fd;

	if (!query) {
		set_up(&settings[0], "en", english);
		set_up(&settings[1], "ja", japanese);
		query = ty_query_new();
	}
	if (!size)
		return 0;
	s = &settings[*data >> 2 & 1];
	if (*data & 1) {
		fd = fuzz_file(path, data + 1, size - 1);
	} else {
		image = malloc(s->bytes);
		MUST(image);
		memcpy(image, s->image, s->bytes);
		change(s, image, data + 1, size - 1, *data & 2);
		fd = fuzz_file(path, (uint8_t *)image, s->bytes);
		free(image);
	}
	st = ty_shard_open(&shard, path, &err);
	MUST(st == TY_OK || (err.text[0] && !shard));
	if (st == TY_OK)
		use(s, shard, (*data & 3) == 0);
	ty_shard_unref(shard);
	close(fd);
	return 0;
}
