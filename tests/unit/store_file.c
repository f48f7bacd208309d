/* A memory as a file: made, opened, guarded, damaged, copied. */

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/buf.h"
#include "base/io.h"
#include "store/db.h"
#include "store/schema.h"
#include "store_help.h"

static int mode_of(const char *name)
{
	struct stat sb;

	return stat(in_folder(name), &sb) == 0 ? (int)(sb.st_mode & 0777) : -1;
}

static bool exists(const char *name)
{
	return access(in_folder(name), F_OK) == 0;
}

static enum ty_status try(const char *name, enum ty_open mode)
{
	struct ty_store *store;
	enum ty_status st;

	st = ty_store_open(&store, in_folder(name), mode, NULL, &err);
	ok(st == TY_OK || !store, "no store without success");
	ty_store_close(store);
	return st;
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(in_folder(name), "w");

	fputs(text, f);
	fclose(f);
}

/* All bytes of a file; release them. */
static struct ty_buf bytes_of(const char *name)
{
	struct ty_buf b = TY_BUF_INIT;

	if (ty_read_file(&b, in_folder(name), 1 << 26, &err) != TY_OK)
		ok_st(err.code, &err, "read a file");
	return b;
}

static bool same_bytes(const char *name, const struct ty_buf *before)
{
	struct ty_buf now = bytes_of(name);
	bool same = now.len == before->len &&
		    !memcmp(now.p, before->p, now.len);

	ty_buf_release(&now);
	return same;
}

static void put_many(struct ty_store *store, int from, int n)
{
	char en[64], ja[64];
	int i;

	for (i = from; i < from + n; i++) {
		snprintf(en, sizeof(en), "Report number %d arrived.", i);
		snprintf(ja, sizeof(ja), "報告第%d号が届いた。", i);
		put(store, en, ja, NULL);
	}
}

/* -------------------------------------------------- making and reading -- */

static void making(void)
{
	struct ty_store *store;
	mode_t mask;

	ok(try("a.tm", TY_READ) == TY_ENOTFOUND, "there is none to read");
	ok(try("a.tm", TY_WRITE) == TY_ENOTFOUND, "nor to write");
	ok(try("no/a.tm", TY_CREATE) == TY_ENOTFOUND, "nor a folder for it");
	mask = umask(0);
	store = open_memory("a.tm", TY_CREATE);
	put_batch(store, "a.tsv", "A dog.", "犬。");
	umask(mask);
	is_int(mode_of("a.tm"), 0600, "for its owner only");
	is_int(mode_of("a.tm-wal"), 0600, "its log as well");
	is_int(mode_of("a.tm-shm"), 0600, "and the log's index");
	ty_store_close(store);
	ok(!exists("a.tm-wal") && !exists("a.tm-shm"),
	   "closed, it is one file");
	store = open_memory("a.tm", TY_CREATE);
	is_int(count_units(store), 1, "what is there is not made again");
	ty_store_close(store);
}

static void reading(void)
{
	struct ty_buf before = bytes_of("a.tm");
	struct ty_store *store = open_memory("a.tm", TY_READ);

	is_int(count_hits(store, "dog"), 1, "a reader finds");
	ok(ty_store_begin(store, "import", "", "", &err) == TY_EINVAL,
	   "and does not write");
	ok(ty_store_undo(store, 1, "", NULL, NULL, NULL, &err) == TY_EINVAL,
	   "nor undo");
	ok(ty_store_reindex(store, NULL, &err) == TY_EINVAL, "nor reindex");
	is_int(count_troubles(store), 0, "but verifies");
	ok(sqlite3_exec(store->db, "DELETE FROM meta", NULL, NULL, NULL) !=
	   SQLITE_OK, "and is kept to it after");
	ty_store_close(store);
	ok(same_bytes("a.tm", &before), "the file is as before");
	ok(!exists("a.tm-wal") && !exists("a.tm-shm"), "and alone");
	ty_buf_release(&before);
}

/* Somebody who may only look: neither file nor folder can be written. */
static void reading_only(void)
{
	pid_t child;
	int status = -1;

	chmod(in_folder("a.tm"), 0444);
	chmod(folder, 0555);
	if ((child = fork()) == 0) {
		struct ty_store *store;
		int64_t troubles = -1;

		/* Permissions do not bind root. */
		if (geteuid() == 0 && setuid(65534) != 0)
			_exit(9);
		if (access(folder, X_OK) != 0)
			_exit(77);	/* beneath a folder of root's own */
		if (ty_store_open(&store, in_folder("a.tm"), TY_WRITE, NULL,
				  &err) != TY_EIO)
			_exit(1);
		if (ty_store_open(&store, in_folder("a.tm"), TY_READ, NULL,
				  &err) != TY_OK)
			_exit(2);
		if (count_hits(store, "犬") != 1)
			_exit(3);
		if (ty_store_verify(store, &troubles, NULL, &err) != TY_OK)
			_exit(4);
		ty_store_close(store);
		_exit(0);
	}
	waitpid(child, &status, 0);
	chmod(folder, 0700);
	chmod(in_folder("a.tm"), 0600);
	if (WEXITSTATUS(status) == 77)
		ok(true, "a memory is read where all is fixed"
		   " # SKIP nobody else may look into this folder");
	else
		is_int(WEXITSTATUS(status), 0,
		       "a memory is read where all is fixed");
}

/* A memory that its owner protects, reads, and then writes again: the files
 * that SQLite makes for reading must not stay protected. */
static void protected_for_a_while(void)
{
	struct ty_store *store;
	int status = -1;
	pid_t child;

	store = open_memory("p.tm", TY_CREATE);
	ty_store_close(store);
	chmod(folder, 0777);
	if ((child = fork()) == 0) {
		/* Permissions do not bind root. */
		if (geteuid() == 0 &&
		    (chown(in_folder("p.tm"), 65534, (gid_t)-1) != 0 ||
		     setuid(65534) != 0))
			_exit(9);
		if (access(folder, X_OK) != 0)
			_exit(77);
		if (chmod(in_folder("p.tm"), 0444) != 0 ||
		    ty_store_open(&store, in_folder("p.tm"), TY_READ, NULL,
				  &err) != TY_OK)
			_exit(1);
		ty_store_close(store);
		if (chmod(in_folder("p.tm"), 0600) != 0 ||
		    ty_store_open(&store, in_folder("p.tm"), TY_WRITE, NULL,
				  &err) != TY_OK)
			_exit(2);
		if (ty_store_begin(store, "import", "", "", &err) != TY_OK)
			_exit(3);
		ty_store_close(store);
		_exit(0);
	}
	waitpid(child, &status, 0);
	chmod(folder, 0700);
	unlink(in_folder("p.tm"));
	ok(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 77,
	   "a memory is written again after it was protected and read");
	ok(!exists("p.tm-wal") && !exists("p.tm-shm"), "and is one file");
}

static void not_a_memory(void)
{
	struct ty_buf before;
	sqlite3 *db;

	write_file("empty", "");
	write_file("text", "This is no memory, only a few words about one.\n");
	mkdir(in_folder("dir"), 0700);
	mkfifo(in_folder("pipe"), 0600);
	sqlite3_open(in_folder("other.db"), &db);
	sqlite3_exec(db, "PRAGMA journal_mode = WAL; CREATE TABLE t(a)", NULL,
		     NULL, NULL);
	sqlite3_close(db);
	before = bytes_of("other.db");
	ok(try("empty", TY_CREATE) == TY_EDB, "an empty file is no memory");
	is_str(err.text, "not a taiyaku memory", "and says so");
	is_str(err.file, in_folder("empty"), "of this file");
	ok(try("text", TY_WRITE) == TY_EDB, "nor is a text");
	ok(try("dir", TY_CREATE) == TY_EDB, "nor a folder");
	ok(try("pipe", TY_READ) == TY_EDB, "nor a pipe, without waiting");
	ok(try("other.db", TY_WRITE) == TY_EDB, "nor another's database");
	ok(same_bytes("other.db", &before) && !exists("other.db-wal"),
	   "which is left alone");
	ty_buf_release(&before);
}

static void odd_names(void)
{
	static const char *const names[] = {
		"file:x?mode=memory", ":memory:", "対訳 #1 100%?.tm",
		"a?immutable=1", "'quoted\"\n.tm",
	};
	struct ty_store *store;
	size_t i;
	pid_t child;
	int status = -1;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		store = open_memory(names[i], TY_CREATE);
		put_batch(store, "", "An odd name.", "変な名前。");
		ty_store_close(store);
		ok(exists(names[i]), "a file of the very name");
		store = open_memory(names[i], TY_READ);
		is_int(count_units(store), 1, "holds what was put there");
		ty_store_close(store);
		unlink(in_folder(names[i]));
	}
	if ((child = fork()) == 0) {
		if (chdir(folder) != 0 ||
		    ty_store_open(&store, ":memory:", TY_CREATE, NULL, &err) !=
		    TY_OK)
			_exit(1);
		ty_store_close(store);
		_exit(access(":memory:", F_OK) != 0);
	}
	waitpid(child, &status, 0);
	is_int(status, 0, "also in the working folder");
}

/* By a folder that is a link, and by a link to the file itself. */
static void links(void)
{
	static const char *const names[] = { "link/a.tm", "b.tm" };
	struct ty_store *store;
	size_t i;

	mkdir(in_folder("real"), 0700);
	ok(symlink("real", in_folder("link")) == 0 &&
	   symlink("real/a.tm", in_folder("b.tm")) == 0, "two links");
	for (i = 0; i < 2; i++) {
		store = open_memory(names[i], i ? TY_WRITE : TY_CREATE);
		put_batch(store, "", i ? "To a file." : "To a folder.", "先。");
		ok(exists("real/a.tm-wal"), "the log is beside the file");
		ty_store_close(store);
		store = open_memory(names[i], TY_READ);
		is_int(count_units(store), (int)i + 1, "a memory like others");
		ty_store_close(store);
	}
	ok(!exists("real/a.tm-wal") && !exists("b.tm-wal"), "nothing is left");
}

static void made_read_only(void)
{
	struct ty_store *store = open_memory("a.tm", TY_WRITE);

	sqlite3_exec(store->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
	ok(ty_store_begin(store, "import", "", "", &err) == TY_EIO,
	   "SQLite does not let us write");
	is_str(err.text, "the memory can only be read", "which we say");
	ty_store_close(store);
}

/* ------------------------------------------------------------ versions -- */

static void set_version(const char *name, const char *sql)
{
	struct ty_store *store = open_memory(name, TY_WRITE);

	ok(sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK,
	   "another version is made");
	ty_store_close(store);
}

static void versions(void)
{
	static const char back_to_1[] =
		"DROP TABLE concordance; DROP TABLE word; DROP TABLE bitmap;"
		"DELETE FROM meta WHERE key = 'concordance';"
		"PRAGMA user_version = 1";
	struct ty_store *store = open_memory("v.tm", TY_CREATE);
	char text[128];
	sqlite3 *db;

	put_batch(store, "", "An old sentence.", "古い文。");
	ty_store_close(store);
	set_version("v.tm", "PRAGMA user_version = 99");
	ok(try("v.tm", TY_READ) == TY_EDB, "a newer memory is refused");
	snprintf(text, sizeof(text), "made by a newer version of taiyaku"
		 " (schema 99; this one knows %d)", ty_schema_len);
	is_str(err.text, text, "and says why");
	ok(try("v.tm", TY_WRITE) == TY_EDB, "to writers too");

	/* Behind the library's back, as it opens this version no more. */
	sqlite3_open(in_folder("v.tm"), &db);
	snprintf(text, sizeof(text), "PRAGMA user_version = %d",
		 ty_schema_len);
	sqlite3_exec(db, text, NULL, NULL, NULL);
	sqlite3_close(db);
	set_version("v.tm", back_to_1);
	write_file("v.tm.bak-v1", "somebody's file");
	store = open_memory("v.tm", TY_READ);
	is_int(count_hits(store, "古い"), 1,
	       "an older memory is brought up to date, also for a reader");
	is_int(count_troubles(store), 0, "completely");
	ok(ty_store_begin(store, "import", "", "", &err) == TY_EINVAL,
	   "a reader it stays");
	ty_store_close(store);
	is_int(mode_of("v.tm.bak-v1.2"), 0600, "the old one stands beside");
	is_int(exists("v.tm.bak-v1.3"), 0, "once");
	set_version("v.tm", "UPDATE meta SET value = 0"
		    " WHERE key = 'concordance'");
	store = open_memory("v.tm", TY_WRITE);
	ok(store->current, "a concordance of other terms is built again");
	is_int(count_hits(store, "古い"), 1, "and finds");
	ty_store_close(store);
}

/* ------------------------------------------------------------ guarding -- */

static void one_writer(void)
{
	struct ty_store *a = open_memory("a.tm", TY_WRITE);
	struct ty_store *b = open_memory("a.tm", TY_WRITE);
	int64_t before = count_units(a);

	sqlite3_busy_timeout(b->db, 20);
	begin(a, "import", "");
	put(a, "A bird.", "鳥。", NULL);
	ok(ty_store_begin(b, "import", "", "", &err) == TY_EBUSY,
	   "a second writer is told to wait");
	is_str(err.text, "the memory is being written by someone else",
	       "and why");
	is_int(count_units(b), before, "it reads what was there");
	commit(a);
	is_int(count_units(b), before + 1, "and then what is there");
	begin(b, "import", "");
	ty_store_abort(b);
	ok(true, "and may write");
	ty_store_close(a);
	ty_store_close(b);
}

static void given_up(void)
{
	struct ty_store *store = open_memory("a.tm", TY_WRITE);
	struct ty_buf before = bytes_of("a.tm");
	int64_t units = count_units(store);

	begin(store, "import", "");
	put_many(store, 0, 3000);
	ty_store_abort(store);
	is_int(count_units(store), units, "an aborted batch leaves no unit");
	begin(store, "import", "");
	put_many(store, 0, 100);
	ty_store_close(store);
	ok(same_bytes("a.tm", &before), "nor a byte, nor does a forgotten one");
	ty_buf_release(&before);
}

static bool yes(void *user)
{
	(void)user;
	return true;
}

static void cancelled(void)
{
	const struct ty_monitor monitor = { .cancelled = yes };
	struct ty_store *store;
	int64_t units;

	ok_st(ty_store_open(&store, in_folder("a.tm"), TY_WRITE, &monitor,
			    &err), &err, "open with a monitor");
	units = count_units(store);
	begin(store, "import", "");
	put_many(store, 0, 10);
	ok(ty_store_commit(store, NULL, &err) == TY_ECANCEL, "cancelled");
	is_int(count_units(store), units, "nothing was changed");
	ok(ty_store_backup(store, in_folder("c.tm"), &monitor, &err) ==
	   TY_ECANCEL && !exists("c.tm"), "a copy can be cancelled too");
	ty_store_close(store);
}

static void full_disk(void)
{
	struct ty_store *store = open_memory("a.tm", TY_WRITE);
	int64_t units = count_units(store);
	char sql[64];
	int64_t pages;
	enum ty_status st = TY_OK;
	int i;

	ty_db_int(&pages, store, "PRAGMA page_count", TY_NO_ARGS, &err);
	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %d",
		 (int)pages + 8);
	sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	begin(store, "import", "");
	for (i = 0; st == TY_OK && i < 5000; i++) {
		char en[64];
		struct ty_variant v[] = {
			{ .lang = "en", .text = en, .codes = "" },
			{ .lang = "ja", .text = "満杯。", .codes = "" },
		};
		struct ty_unit unit = { .score = 1, .variants = v,
					.nvariants = 2 };

		snprintf(en, sizeof(en), "Line %d.", i);
		st = ty_store_put(store, &unit, NULL, NULL, NULL, &err);
	}
	ok(st == TY_EIO, "the disk is full");
	is_str(err.text, "no room left on the disk; nothing was changed",
	       "which is said");
	ok(ty_store_commit(store, NULL, &err) == TY_EIO,
	   "the batch cannot be committed");
	is_int(count_units(store), units, "nothing was changed");
	sqlite3_exec(store->db, "PRAGMA max_page_count = 1000000", NULL, NULL,
		     NULL);
	put_batch(store, "", "Room again.", "余裕がある。");
	is_int(count_units(store), units + 1, "with room it goes on");
	ty_store_close(store);
}

/* A writer is killed at any moment: whole batches only are left. */
static void killed(void)
{
	const struct timespec wait = { 0, 15000000 };
	struct ty_store *store = open_memory("k.tm", TY_CREATE);
	int round, i, status;
	int64_t units = 0, left;
	int committed[2];
	char line[80];
	pid_t child;

	ty_store_close(store);
	for (round = 0; round < 6; round++) {
		if (pipe(committed) != 0)
			return;
		if ((child = fork()) == 0) {
			store = open_memory("k.tm", TY_WRITE);
			for (i = 0; ; i++) {
				begin(store, "import", "");
				put_many(store, round * 1000000 + i * 100,
					 100);
				commit(store);
				if (write(committed[1], "", 1) != 1)
					_exit(1);
			}
		}
		/* But for the first, each has time for a batch at least, however
		 * slow the machine. */
		if (round > 0 && read(committed[0], line, 1) != 1)
			return;
		nanosleep(&wait, NULL);
		for (i = 0; i < round; i++)
			nanosleep(&wait, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		close(committed[0]);
		close(committed[1]);
		store = open_memory("k.tm", TY_WRITE);
		left = count_units(store);
		snprintf(line, sizeof(line), "killed: whole batches are left");
		ok(left >= units && left % 100 == 0, line);
		is_int(count_hits(store, "報告"), left, "all of it found");
		is_int(count_troubles(store), 0, "nothing wrong");
		units = left;
		ty_store_close(store);
	}
	ok(units > 0, "something was written at all");
}

/* ---------------------------------------------------------------- damage -- */

static void flip(const char *name, const char *text)
{
	struct ty_buf b = bytes_of(name);
	size_t len = strlen(text), i;
	int fd = open(in_folder(name), O_WRONLY), n = 0;

	for (i = 0; i + len <= b.len; i++)
		if (!memcmp(b.p + i, text, len) &&
		    pwrite(fd, "X", 1, (off_t)i) == 1)
			n++;
	ok(n > 0, "bytes are damaged");
	close(fd);
	ty_buf_release(&b);
}

static void note(void *user, const struct ty_error *what)
{
	char *notes = user;

	strncat(notes, what->text, 1000 - strlen(notes));
	strcat(notes, "|");
}

static void damaged(void)
{
	char notes[1100] = "";
	const struct ty_monitor monitor = { .note = note, .user = notes };
	struct ty_store *store = open_memory("d.tm", TY_CREATE);
	int64_t troubles;

	put_batch(store, "", "Quick brown foxes.", "素早い狐。");
	put_batch(store, "", "Lazy dogs.", "怠けた犬。");
	is_int(count_troubles(store), 0, "nothing wrong at first");
	ty_store_close(store);
	flip("d.tm", "Quick");
	store = open_memory("d.tm", TY_READ);
	ok(ty_store_verify(store, &troubles, &monitor, &err) == TY_EDAMAGED,
	   "one letter of a text is seen");
	is_str(notes, "unit 1 is not as it was stored|"
	       "the concordance does not agree with the texts;"
	       " 'taiyaku reindex' builds it again|", "which one");
	is_int(troubles, 2, "and counted");
	is_str(err.text, "2 troubles found", "in words");
	ty_store_close(store);

	store = open_memory("d.tm", TY_WRITE);
	ok_st(ty_store_reindex(store, NULL, &err), &err, "reindex");
	is_int(count_troubles(store), 1, "heals what is derived");
	sqlite3_exec(store->db, "PRAGMA foreign_keys = OFF;"
		     "DELETE FROM unit WHERE id = 2;"
		     "DELETE FROM word WHERE term = 'dogs';"
		     "INSERT INTO change VALUES(9, 1, 1);"
		     "UPDATE meta SET value = 0 WHERE key = 'last_variant';"
		     "CREATE TRIGGER evil AFTER INSERT ON unit"
		     " BEGIN DELETE FROM term; END", NULL, NULL, NULL);
	notes[0] = '\0';
	ty_store_verify(store, &troubles, &monitor, &err);
	if (!ok(strstr(notes, "variant 3 refers to a unit that is not there") &&
	   strstr(notes, "the concordance lacks words") &&
	   strstr(notes, "the sequence of changes has gaps") &&
	   strstr(notes, "the counter 'last_variant' is behind") &&
	   strstr(notes, "the schema of 'evil' is not what it should be"),
	   "what else can be wrong is named"))
		printf("# %s\n", notes);
	ty_store_close(store);
}

static void write_damaged(const char *name, const struct ty_buf *whole,
			  size_t from, unsigned *seed)
{
	char *copy = malloc(whole->len);
	FILE *f = fopen(in_folder(name), "w");
	int i;

	memcpy(copy, whole->p, whole->len);
	for (i = 0; i < 60; i++) {
		*seed = *seed * 1664525 + 1013904223;
		copy[from + *seed % (whole->len - from)] ^=
			(char)(1 + (*seed >> 25));
	}
	ok(fwrite(copy, 1, whole->len, f) == whole->len,
	   "a memory full of holes");
	fclose(f);
	free(copy);
}

/* What SQLite itself stumbles over is told, and does no harm. */
static void garbage(void)
{
	struct ty_store *store = open_memory("whole.tm", TY_CREATE);
	struct ty_hits *hits;
	struct ty_buf whole;
	int64_t troubles;
	unsigned seed = 1;
	int round, opened = 0;

	begin(store, "import", "");
	put_many(store, 0, 2000);
	commit(store);
	ty_store_close(store);
	whole = bytes_of("whole.tm");
	for (round = 0; round < 20; round++) {
		/* The schema, on the first pages, is mostly spared. */
		write_damaged("g.tm", &whole, round % 4 ? 50 * 4096 : 100,
			      &seed);
		unlink(in_folder("g.tm-wal"));
		if (ty_store_open(&store, in_folder("g.tm"), TY_WRITE, NULL,
				  &err) != TY_OK)
			continue;
		opened++;
		if (search(&hits, store, "報告第1", NULL, 0, 20) == TY_OK)
			ty_hits_free(hits);
		ty_store_undo(store, 1, "", NULL, NULL, NULL, &err);
		ok(ty_store_verify(store, &troubles, NULL, &err) ==
		   TY_EDAMAGED && troubles > 0, "verify sees it");
		ty_store_close(store);
	}
	ok(opened >= 5, "often enough it could be opened");
	ty_buf_release(&whole);
}

static void copies(void)
{
	struct ty_store *store = open_memory("k.tm", TY_READ), *copy;
	int64_t units = count_units(store);

	ok_st(ty_store_backup(store, in_folder("copy.tm"), NULL, &err), &err,
	      "a copy");
	is_int(mode_of("copy.tm"), 0600, "for its owner only");
	ok(ty_store_backup(store, in_folder("copy.tm"), NULL, &err) ==
	   TY_EINVAL, "which is not written over");
	ok(ty_store_backup(store, in_folder("no/copy.tm"), NULL, &err) ==
	   TY_ENOTFOUND, "nor put where no folder is");
	ty_store_close(store);
	copy = open_memory("copy.tm", TY_WRITE);
	is_int(count_units(copy), units, "has all units");
	is_int(count_troubles(copy), 0, "and nothing wrong");
	ty_store_close(copy);
}

int main(void)
{
	make_folder();
	making();
	reading();
	reading_only();
	protected_for_a_while();
	not_a_memory();
	odd_names();
	links();
	made_read_only();
	versions();
	one_writer();
	given_up();
	cancelled();
	full_disk();
	killed();
	damaged();
	garbage();
	copies();
	remove_folder();
	return tap_done();
}
