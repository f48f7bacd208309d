/* The compiled lexicon as a file: what it must be to be believed. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "align/lexfile.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/io.h"
#include "text/lang.h"

#define HASHED	offsetof(struct ty_lexfile_head, source)

static uint64_t hash_of(const char *image, size_t bytes)
{
	return XXH3_64bits(image + HASHED, bytes - HASHED);
}

void ty_lexfile_seal(char *image)
{
	struct ty_lexfile_head *head = (struct ty_lexfile_head *)image;

	head->hash = hash_of(image, head->bytes);
}

static const void *section(const struct ty_lexicon *lex,
			   enum ty_lexfile_section s)
{
	return lex->image + lex->head->sections[s].at;
}

static size_t count(const struct ty_lexicon *lex, enum ty_lexfile_section s)
{
	return lex->head->sections[s].size / sizeof(uint32_t);
}

static void describe_trie(struct ty_lextrie *trie, const struct ty_lexicon *lex,
			  enum ty_lexfile_section first)
{
	trie->first = section(lex, first);
	trie->symbol = section(lex, first + 1);
	trie->n = (uint32_t)count(lex, first + 1);
}

static void describe(struct ty_lexicon *lex)
{
	describe_trie(&lex->words, lex, TY_WORD_FIRST);
	describe_trie(&lex->terms, lex, TY_TERM_FIRST);
	describe_trie(&lex->strings, lex, TY_STRING_FIRST);
	lex->first = section(lex, TY_MEANING_FIRST);
	lex->meanings = section(lex, TY_MEANINGS);
	lex->grades = section(lex, TY_GRADES);
	lex->english = ty_lang_same(lex->head->source, "en");
}

/* ------------------------------------------------------------ verifying -- */

static bool sections_fit(const struct ty_lexfile_head *head)
{
	uint64_t at = sizeof(*head);
	int s;

	for (s = 0; s < TY_LEXFILE_SECTIONS; s++) {
		if (head->sections[s].at != at ||
		    head->sections[s].size > head->bytes - at ||
		    (s != TY_GRADES && head->sections[s].size % 4))
			return false;
		at += head->sections[s].size;
		at += -at & 7;
		if (at > head->bytes)
			return false;
	}
	return at == head->bytes;
}

/* Ended, and to be printed as it is. */
static bool plain(const char *s, size_t size)
{
	size_t i;

	for (i = 0; i < size && s[i]; i++)
		if (s[i] < ' ' || s[i] > '~')
			return false;
	return i < size;
}

static bool names_fit(const struct ty_lexfile_head *head)
{
	uint64_t i;

	if (head->nsources > TY_LEXICON_SOURCES ||
	    !plain(head->source, sizeof(head->source)) ||
	    !plain(head->target, sizeof(head->target)))
		return false;
	for (i = 0; i < head->nsources; i++)
		if (!plain(head->sources[i].name,
			   sizeof(head->sources[i].name)) ||
		    !plain(head->sources[i].made,
			   sizeof(head->sources[i].made)) ||
		    !plain(head->sources[i].licence,
			   sizeof(head->sources[i].licence)))
			return false;
	return true;
}

static bool trie_fits(const struct ty_lexicon *lex,
		      enum ty_lexfile_section first, const struct ty_lextrie *trie)
{
	return count(lex, first + 1) < TY_LEXTRIE_NONE &&
	       count(lex, first) == (size_t)trie->n + 1 && ty_lextrie_sound(trie);
}

static bool characters_fit(const struct ty_lextrie *strings)
{
	uint32_t i, c, most = 0;

	for (i = 1; i < strings->n; i++) {
		c = strings->symbol[i] & ~TY_LEXTRIE_WHOLE;
		most = c > most ? c : most;
	}
	return most <= 0x10ffff;
}

/* Every number that is followed later without asking again. */
static bool meanings_fit(const struct ty_lexicon *lex)
{
	size_t n = count(lex, TY_MEANINGS), i;
	uint32_t most = 0, grade = 0;

	if (count(lex, TY_MEANING_FIRST) != (size_t)lex->terms.n + 1 ||
	    lex->head->sections[TY_GRADES].size != n || lex->first[0] != 0 ||
	    lex->first[lex->terms.n] != n)
		return false;
	for (i = 0; i < lex->terms.n; i++)
		if (lex->first[i] > lex->first[i + 1])
			return false;
	for (i = 0; i < n; i++) {
		most = lex->meanings[i] > most ? lex->meanings[i] : most;
		grade = lex->grades[i] > grade ? lex->grades[i] : grade;
	}
	return n == 0 || (most < lex->strings.n && grade < TY_NGRADES);
}

static enum ty_status verify(struct ty_lexicon *lex, const char *path,
			     struct ty_error *err)
{
	const struct ty_lexfile_head *head = lex->head;

	if (lex->bytes >= sizeof(*head) &&
	    (head->order != TY_LEXFILE_ORDER ||
	     head->version != TY_LEXFILE_VERSION))
		return ty_fail_at(err, TY_EDAMAGED, path, 0, 0,
				  _("a lexicon of another version or machine; 'taiyaku lexicon build' makes it again"));
	if (lex->bytes >= sizeof(*head) && head->bytes == lex->bytes &&
	    head->hash == hash_of(lex->image, lex->bytes) &&
	    names_fit(head) && sections_fit(head)) {
		describe(lex);
		if (trie_fits(lex, TY_WORD_FIRST, &lex->words) &&
		    trie_fits(lex, TY_TERM_FIRST, &lex->terms) &&
		    trie_fits(lex, TY_STRING_FIRST, &lex->strings) &&
		    characters_fit(&lex->strings) && meanings_fit(lex))
			return TY_OK;
	}
	return ty_fail_at(err, TY_EDAMAGED, path, 0, 0,
			  _("the lexicon is damaged; 'taiyaku lexicon build' makes it again"));
}

/* -------------------------------------------------------------- opening -- */

struct ty_lexicon *ty_lexfile_adopt(char *image)
{
	struct ty_lexicon *lex = ty_alloc(1, sizeof(*lex));

	lex->image = image;
	lex->head = (const struct ty_lexfile_head *)image;
	lex->bytes = lex->head->bytes;
	describe(lex);
	return lex;
}

enum ty_status ty_lexfile_map(struct ty_lexicon **out, const char *path,
			      struct ty_error *err)
{
	struct ty_lexicon *lex = NULL;
	enum ty_status st = TY_OK;
	struct stat sb;
	char magic[8];
	void *p;
	int fd;

	*out = NULL;
	/* A pipe of that name must not be waited for. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &sb) != 0) {
		st = ty_fail_errno(err, path, errno);
		goto done;
	}
	if (!S_ISREG(sb.st_mode) || (uint64_t)sb.st_size > SIZE_MAX ||
	    pread(fd, magic, sizeof(magic), 0) != sizeof(magic) ||
	    memcmp(magic, TY_LEXFILE_MAGIC, sizeof(magic))) {
		st = TY_END;
		goto done;
	}
	p = mmap(NULL, (size_t)sb.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED) {
		st = ty_fail_errno(err, path, errno);
		goto done;
	}
	lex = ty_alloc(1, sizeof(*lex));
	lex->image = p;
	lex->bytes = (size_t)sb.st_size;
	lex->mapped = true;
	lex->head = p;
	st = verify(lex, path, err);
	if (st == TY_OK) {
		*out = lex;
		lex = NULL;
	}
done:
	ty_lexicon_close(lex);
	if (fd >= 0)
		close(fd);
	return st;
}

void ty_lexicon_close(struct ty_lexicon *lex)
{
	if (!lex)
		return;
	if (lex->mapped)
		munmap((void *)lex->image, lex->bytes);
	else
		free((void *)lex->image);
	free(lex);
}

enum ty_status ty_lexicon_write(const struct ty_lexicon *lex, const char *path,
				struct ty_error *err)
{
	struct ty_output out;
	enum ty_status st;

	if ((st = ty_output_open(&out, path, err)) != TY_OK)
		return st;
	/* Said here: what the stream remembers is only that it failed. */
	errno = 0;
	if (fwrite(lex->image, 1, lex->bytes, out.f) != lex->bytes) {
		st = ty_fail_errno(err, path, errno ? errno : EIO);
		ty_output_abort(&out);
		return st;
	}
	return ty_output_commit(&out, err);
}

void ty_lexicon_about(struct ty_lexicon_info *info,
		      const struct ty_lexicon *lex)
{
	const struct ty_lexfile_head *head = lex->head;

	memset(info, 0, sizeof(*info));
	strcpy(info->source, head->source);
	strcpy(info->target, head->target);
	info->bytes = lex->bytes;
	info->terms = head->nterms;
	info->strings = head->nstrings;
	info->pairs = count(lex, TY_MEANINGS);
	info->nsources = (size_t)head->nsources;
	memcpy(info->sources, head->sources, sizeof(info->sources));
}
