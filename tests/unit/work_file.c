/* The file of stories in work: made, found, guarded, damaged, copied. */

#include <fcntl.h>
#include <sys/stat.h>

#include "base/io.h"
#include "store/db.h"
#include "store/file.h"
#include "store/schema.h"
#include "work_help.h"

static struct ty_desk *desk;
static char path[700];

static enum ty_status try(void)
{
	struct ty_work *work;
	enum ty_status st = ty_work_open(&work, memory, "mika", &err);

	ok(st == TY_OK || !work, "no work without success");
	ty_work_close(work);
	return st;
}

/* Run SQL on the file as the library opens it. */
static void run(const char *sql)
{
	struct ty_store *file;

	if (ty_file_open(&file, path, &ty_file_work, TY_WRITE, NULL, &err) !=
	    TY_OK || ty_db_exec(file, sql, &err) != TY_OK)
		bail(sql);
	file->wrote = true;
	ty_store_close(file);
}

static void making(void)
{
	struct ty_stats stats;
	struct stat sb;
	struct ty_work *work;

	ok(try() == TY_OK, "made");
	ok(stat(path, &sb) == 0 && (sb.st_mode & 0777) == 0600, "0600");
	ok_st(ty_stats(&stats, desk, &err), &err, "stats");
	is_int(stats.index_files, 0, "it is no file of the index");
	ok(ty_work_open(&work, path, "", &err) == TY_EDB && !work, err.text);
	ok(ty_desk_open(&(struct ty_desk *){ NULL },
			&(struct ty_desk_options){ .memory = path,
						   .data = "tm" }, &err) ==
	   TY_EDB, "nor is it a memory");
}

/* By whatever name a memory is known, its stories are in one file. */
static void links(void)
{
	char other[700], wrong[720];
	struct ty_work *work;
	struct ty_work_stories *s;

	work = open_work("mika");
	add(work, desk, "one.txt", "One sentence.", 0);
	ty_work_close(work);
	snprintf(other, sizeof(other), "%s/link.tm", folder);
	snprintf(wrong, sizeof(wrong), "%s-work", other);
	if (symlink(memory, other) != 0)
		bail("link");
	ok_st(ty_work_open(&work, other, "mika", &err), &err, "by a link");
	ok_st(ty_work_stories(&s, work, &err), &err, "its stories");
	is_int(s->n, 1, "are the same");
	ok(access(wrong, F_OK) != 0, "there is no other file");
	ty_work_stories_free(s);
	ty_work_close(work);
}

static void copying(void)
{
	char to[700], copy[720];
	struct ty_work_stories *s;
	struct ty_work *work;
	struct stat sb;
	FILE *f;

	snprintf(to, sizeof(to), "%s/copy.tm", folder);
	snprintf(copy, sizeof(copy), "%s-work", to);
	f = fopen(copy, "w");
	fclose(f);
	ok(ty_backup(desk, to, &err) == TY_EINVAL, err.text);
	ok(access(to, F_OK) != 0, "nothing is copied by halves");
	unlink(copy);
	ok_st(ty_backup(desk, to, &err), &err, "copied");
	ok(stat(copy, &sb) == 0 && (sb.st_mode & 0777) == 0600, "with the work");
	ok_st(ty_work_open(&work, to, "mika", &err), &err, "it opens");
	ok_st(ty_work_stories(&s, work, &err), &err, "and holds");
	is_int(s->n, 1, "its story");
	ty_work_stories_free(s);
	ty_work_close(work);
	ok(ty_backup(desk, to, &err) == TY_EINVAL, "not over another");
	unlink(copy);
	ok(ty_backup(desk, to, &err) == TY_EINVAL && access(copy, F_OK) != 0,
	   "nor the half of it");
}

static int notes;
static char noted[512];

static void note(void *user, const struct ty_error *what)
{
	(void)user;
	notes++;
	snprintf(noted, sizeof(noted), "%s", what->text);
}

static void verifying(void)
{
	const struct ty_monitor monitor = { .note = note };
	const struct ty_desk_options options = {
		.memory = memory, .mode = TY_READ, .data = "tm",
		.monitor = &monitor,
	};
	struct ty_desk *reader;
	int64_t troubles;

	if (ty_desk_open(&reader, &options, &err) != TY_OK)
		bail("desk");
	ok_st(ty_verify(&troubles, reader, &err), &err, "all is well");
	run("UPDATE segment SET target = 'x'");
	ok(ty_verify(&troubles, reader, &err) == TY_EDAMAGED, err.text);
	is_int(troubles, 1, "a text that nobody wrote is seen");
	is_str(noted, "story 1: its segments do not agree with each other or"
	       " with their history", "and told");
	run("UPDATE segment SET target = ''; UPDATE segment SET number = 7");
	ok(ty_verify(&troubles, reader, &err) == TY_EDAMAGED, "numbers");
	run("UPDATE segment SET number = 1; CREATE TRIGGER evil AFTER INSERT"
	    " ON event BEGIN DELETE FROM lesson; END");
	ok(ty_verify(&troubles, reader, &err) == TY_EDAMAGED, "a trigger");
	run("DROP TRIGGER evil; UPDATE segment SET repeats = 2");
	ok(ty_verify(&troubles, reader, &err) == TY_EDAMAGED, "repetitions");
	run("UPDATE segment SET repeats = 1");
	ok_st(ty_verify(&troubles, reader, &err), &err, "mended");
	is_int(notes, 4, "one note each");
	ty_desk_close(reader);
}

/* What is no text any more is read as one: the rest of the program, and what it
 * writes, knows nothing else. */
static void no_text(void)
{
	struct ty_work *work = open_work("mika");

	run("UPDATE segment SET target = CAST(x'61FF62' AS TEXT)");
	is_str(at(work, 1, 1)->target, "a\xEF\xBF\xBD" "b",
	       "bytes that are no text");
	run("UPDATE segment SET target = ''");
	ty_work_close(work);
}

/* A file that is another one now is not written: nobody would find it again. */
static void replaced(void)
{
	struct ty_work *work = open_work("mika");
	struct ty_work_write w = write_of(at(work, 1, 1), "消えた文。");
	struct ty_work_segments *out;
	char away[sizeof(path) + 8];

	snprintf(away, sizeof(away), "%s.away", path);
	ok(rename(path, away) == 0, "the file is moved away");
	ok(ty_work_draft(&out, work, &w, &err) == TY_EIO && !out, err.text);
	ok(rename(away, path) == 0, "and back");
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "then it is written");
	ty_work_segments_free(out);
	w = write_of(at(work, 1, 1), "");
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "and emptied");
	ty_work_segments_free(out);
	ty_work_close(work);
}

static void versions(void)
{
	char text[128], sql[64];
	sqlite3 *db;

	run("PRAGMA user_version = 99");
	ok(try() == TY_EDB, "a newer one is refused");
	snprintf(text, sizeof(text), "made by a newer version of taiyaku"
		 " (schema 99; this one knows %d)", ty_schema_work_len);
	is_str(err.text, text, "and says why");
	is_str(err.file, path, "and which file");
	ok(ty_backup(desk, "x", &err) == TY_EDB, "nor is it copied");
	/* Behind the library's back, as it opens this version no more. */
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d",
		 ty_schema_work_len);
	sqlite3_open(path, &db);
	sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
	ok(try() == TY_OK, "this version is not");
}

static void busy(void)
{
	struct ty_store *file;
	struct ty_work *work = open_work("mika");
	struct ty_work_write w = write_of(at(work, 1, 1), "一文。");
	struct ty_work_segments *out;

	if (ty_file_open(&file, path, &ty_file_work, TY_WRITE, NULL, &err) !=
	    TY_OK || ty_db_exec(file, "BEGIN EXCLUSIVE", &err) != TY_OK)
		bail("busy");
	ok_st(ty_work_segment(&out, work, 1, &err), &err, "one may read");
	ty_work_segments_free(out);
	ty_store_abort(file);
	ty_store_close(file);
	ok_st(ty_work_draft(&out, work, &w, &err), &err, "then write");
	ty_work_segments_free(out);
	ty_work_close(work);
}

/* Whatever stands in the file, an answer or one clear error. */
static void damaged(void)
{
	struct ty_buf before = TY_BUF_INIT;
	int refused = 0, i;
	int64_t troubles;
	size_t k;

	if (ty_read_file(&before, path, 1 << 26, &err) != TY_OK)
		bail("read");
	for (i = 0; i < 30; i++) {
		struct ty_work_stories *s = NULL;
		struct ty_work_segments *g = NULL;
		struct ty_work_history *h = NULL;
		struct ty_work *work;
		enum ty_status st;
		FILE *f;

		f = fopen(path, "w");
		fwrite(before.p, 1, before.len, f);
		for (k = 0; k < 40; k++) {
			fseek(f, 100 + (long)((k * 7919 + (size_t)i * 104729) %
			      (before.len - 100)), SEEK_SET);
			fputc((int)(k * 31 + (size_t)i) & 0xFF, f);
		}
		fclose(f);
		st = ty_work_open(&work, memory, "mika", &err);
		if (st == TY_OK)
			st = ty_work_stories(&s, work, &err);
		if (st == TY_OK)
			st = ty_work_segments(&g, work, 1, 1, 0, &err);
		if (st == TY_OK && g->n)
			st = ty_work_history(&h, work, g->items[0].id, &err);
		if (st != TY_OK) {
			refused++;
			ok(err.text[0] && !strcmp(err.file, path),
			   "one error, with the file");
			ok(ty_verify(&troubles, desk, NULL) != TY_OK,
			   "verify sees it, too");
		}
		ty_work_stories_free(s);
		ty_work_segments_free(g);
		ty_work_history_free(h);
		ty_work_close(work);
	}
	ok(refused > 5, "most of it is noticed");
	ty_buf_release(&before);
}

static void not_ours(void)
{
	FILE *f = fopen(path, "w");

	fputs("a letter", f);
	fclose(f);
	ok(try() == TY_EDB, err.text);
}

int main(void)
{
	make_folder();
	snprintf(path, sizeof(path), "%s-work", memory);
	desk = open_desk(TY_CREATE);
	making();
	links();
	copying();
	verifying();
	no_text();
	replaced();
	versions();
	busy();
	let_go();
	damaged();
	not_ours();
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
