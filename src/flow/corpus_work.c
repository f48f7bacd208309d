/* What was aligned in earlier runs: a file for each pair of texts, named by what
 * its content depends on, so that it is right or not there. */

#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <dirent.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/io.h"
#include "flow/corpus.h"

/* Raised when the same texts give other pairs or marks. */
#define WORK_VERSION	1

#define HEX	SHA256_DIGEST_STRING_LENGTH

/* --------------------------------------------------------------- a folder */

static enum ty_status make_folder(const char *path, struct ty_error *err)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST ? TY_OK :
	       ty_fail_errno(err, path, errno);
}

/* What the file system says it is now. */
static enum ty_status tell_time(struct ty_corpus_work *work,
				struct ty_error *err)
{
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;
	struct stat sb;
	int fd;

	ty_buf_addf(&path, "%s/now.XXXXXX", work->folder);
	fd = mkstemp(path.p);
	if (fd < 0 || fstat(fd, &sb) != 0)
		st = ty_fail_errno(err, work->folder, errno);
	else
		work->began = sb.st_mtim;
	if (fd >= 0) {
		close(fd);
		unlink(path.p);
	}
	ty_buf_release(&path);
	return st;
}

enum ty_status ty_corpus_work_open(struct ty_corpus_work *work,
				   const char *folder, struct ty_desk *desk,
				   struct ty_error *err)
{
	struct ty_lexicon_info info;
	struct ty_buf setup = TY_BUF_INIT;
	enum ty_status st;
	size_t i;

	work->folder = folder;
	if ((st = make_folder(folder, err)) != TY_OK ||
	    (st = tell_time(work, err)) != TY_OK ||
	    (st = ty_lexicon_describe(&info, desk, err)) != TY_OK)
		return st;
	ty_buf_addf(&setup, "%d %s %s:%s %s %llu %llu %llu", WORK_VERSION,
		    TY_VERSION, desk->source, desk->target,
		    desk->encoding ? desk->encoding : "-",
		    (unsigned long long)info.terms,
		    (unsigned long long)info.strings,
		    (unsigned long long)info.pairs);
	for (i = 0; i < info.nsources; i++)
		ty_buf_addf(&setup, " %s %s %llu", info.sources[i].name,
			    info.sources[i].made,
			    (unsigned long long)info.sources[i].entries);
	SHA256Data((const uint8_t *)setup.p, setup.len, work->setup);
	ty_buf_release(&setup);
	return TY_OK;
}

/* Remove from one folder what this run has not touched. */
static void sweep(const char *folder, const struct timespec *began)
{
	struct ty_buf path = TY_BUF_INIT;
	struct dirent *entry;
	struct stat sb;
	DIR *dir = opendir(folder);

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/%s", folder, entry->d_name);
		if (stat(path.p, &sb) == 0 && S_ISREG(sb.st_mode) &&
		    (sb.st_mtim.tv_sec < began->tv_sec ||
		     (sb.st_mtim.tv_sec == began->tv_sec &&
		      sb.st_mtim.tv_nsec < began->tv_nsec)))
			unlink(path.p);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);		/* if it is empty now */
	ty_buf_release(&path);
}

void ty_corpus_work_sweep(const struct ty_corpus_work *work)
{
	struct ty_buf path = TY_BUF_INIT;
	int i;

	for (i = 0; i < 256; i++) {
		ty_buf_clear(&path);
		ty_buf_addf(&path, "%s/%02x", work->folder, (unsigned)i);
		sweep(path.p, &work->began);
	}
	ty_buf_release(&path);
}

/* ----------------------------------------------------------------- a file */

/* The digest of one side's bytes. */
static enum ty_status digest(char out[HEX], const char *path, const char *text,
			     struct ty_error *err)
{
	struct ty_buf bytes = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	if (text)
		ty_buf_adds(&bytes, text);
	else if (path)
		st = ty_read_file(&bytes, path, TY_MAX_STORY, err);
	if (st == TY_OK)
		SHA256Data((const uint8_t *)bytes.p, bytes.len, out);
	ty_buf_release(&bytes);
	return st;
}

/* FOLDER/ab/cdef...: of everything that the pairs are made from. */
static enum ty_status name_file(struct ty_buf *out,
				const struct ty_corpus_work *work,
				const struct ty_corpus_story *story,
				struct ty_error *err)
{
	static const enum ty_corpus_field seen[] = {
		TY_CF_SOURCE, TY_CF_TARGET, TY_CF_DATE
	};
	char *const *f = story->field;
	struct ty_buf all = TY_BUF_INIT;
	char side[HEX], name[HEX];
	enum ty_status st;
	size_t i;

	ty_buf_adds(&all, work->setup);
	st = digest(side, f[TY_CF_SOURCE], f[TY_CF_SOURCE_TEXT], err);
	if (st == TY_OK) {
		ty_buf_adds(&all, side);
		st = digest(side, f[TY_CF_TARGET], f[TY_CF_TARGET_TEXT], err);
	}
	if (st == TY_OK) {
		ty_buf_adds(&all, side);
		/* A path tells the format, a date the year of an embargo. */
		for (i = 0; i < sizeof(seen) / sizeof(seen[0]); i++)
			ty_buf_addf(&all, "\n%s", f[seen[i]] ? f[seen[i]] : "");
		SHA256Data((const uint8_t *)all.p, all.len, name);
		ty_buf_addf(out, "%s/%.2s/%s", work->folder, name, name + 2);
	}
	ty_buf_release(&all);
	return st;
}

/* What is in the file goes to the story, where that does not say otherwise. */
static void take_over(struct ty_corpus_story *story,
		      struct ty_corpus_story *kept)
{
	int f;

	for (f = 0; f < TY_NCORPUS_FIELDS; f++)
		if (!story->field[f] && kept->field[f]) {
			story->field[f] = kept->field[f];
			kept->field[f] = NULL;
		}
	ty_corpus_set(story, TY_CF_SOURCE_TEXT, NULL);
	ty_corpus_set(story, TY_CF_TARGET_TEXT, NULL);
	story->version = kept->version;
	story->aligned = story->marked = true;
	story->pairs = kept->pairs;
	story->n = kept->n;
	story->cap = kept->cap;
	kept->pairs = NULL;
	kept->n = 0;
}

static bool read_kept(struct ty_corpus_story *story, const char *path)
{
	struct ty_corpus_story kept = { 0 };
	struct ty_buf line = TY_BUF_INIT;
	bool good;

	good = ty_read_file(&line, path, (size_t)-1 / 2, NULL) == TY_OK &&
	       ty_corpus_read(&kept, line.p, line.len, path, 1, NULL) == TY_OK &&
	       kept.aligned;
	if (good) {
		utimensat(AT_FDCWD, path, NULL, 0);
		take_over(story, &kept);
	}
	ty_corpus_clear(&kept);
	ty_buf_release(&line);
	return good;
}

static enum ty_status keep(const struct ty_corpus_story *story, char *path,
			   struct ty_error *err)
{
	struct ty_buf line = TY_BUF_INIT;
	struct ty_output out;
	enum ty_status st;
	char *slash = strrchr(path, '/');

	*slash = '\0';
	st = make_folder(path, err);
	*slash = '/';
	if (st == TY_OK)
		st = ty_output_open(&out, path, err);
	if (st == TY_OK) {
		/* Half a file is no JSON, and is made again. */
		out.quick = true;
		ty_corpus_write(&line, story);
		fwrite(line.p, 1, line.len, out.f);
		st = ty_output_commit(&out, err);
	}
	ty_buf_release(&line);
	return st;
}

/* Nothing of what may not leave stays; of a story whose files are gone, too,
 * nothing will after the sweep. */
static void drop(const struct ty_corpus_work *work,
		 const struct ty_corpus_story *story)
{
	struct ty_buf path = TY_BUF_INIT;

	if (name_file(&path, work, story, NULL) == TY_OK)
		unlink(path.p);
	ty_buf_release(&path);
}

/* A story that its own list, or its own text, bars. */
static void bar(struct ty_corpus_story *story, const char *why)
{
	size_t i;

	ty_corpus_set(story, TY_CF_BARRED, why);
	for (i = 0; i < story->n; i++) {
		free(story->pairs[i].source);
		free(story->pairs[i].target);
		free(story->pairs[i].kind);
	}
	story->n = 0;
	story->aligned = false;
}

enum ty_status ty_corpus_work_load(struct ty_corpus_story *story, bool *fresh,
				   const struct ty_corpus_work *work,
				   struct ty_desk *desk,
				   const struct ty_corpus_options *options,
				   struct ty_error *err)
{
	const char *why = ty_corpus_bar(story, options);
	struct ty_buf path = TY_BUF_INIT;
	enum ty_status st = TY_OK;

	*fresh = false;
	if (why || story->field[TY_CF_BARRED]) {
		if (!story->aligned && !story->field[TY_CF_BARRED])
			drop(work, story);
		bar(story, why ? why : story->field[TY_CF_BARRED]);
		return TY_OK;
	}
	if (story->field[TY_CF_ERROR])
		return ty_fail(err, TY_EINVAL, "%s",
			       story->field[TY_CF_ERROR]);
	if (!story->aligned) {
		if ((st = name_file(&path, work, story, err)) != TY_OK)
			goto done;
		if (!read_kept(story, path.p)) {
			*fresh = true;
			st = ty_corpus_align(story, desk, options, err);
		}
	}
	if (st == TY_OK && story->aligned && !story->marked)
		st = ty_corpus_mark(story, desk, err);
	if (st == TY_OK && *fresh && story->aligned)
		st = keep(story, path.p, err);
	/* An embargo that was over once is not over for an earlier moment. */
	if (st == TY_OK && (why = ty_corpus_bar(story, options)))
		bar(story, why);
done:
	ty_buf_release(&path);
	return st;
}
