/* Many hands on one file: held to a simple model, in threads, in processes,
 * killed at any moment. */

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "store/db.h"
#include "store/file.h"
#include "work_help.h"

static struct ty_desk *desk;

static uint64_t seed = 20261123;

static unsigned draw(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* ---------------------------------------------------------------- model -- */

#define MAX_SEGMENTS	64
#define MAX_STEPS	64

/* What a segment is, told as simply as can be. */
struct model {
	int64_t		 id;
	char		 source[80], target[200];
	enum ty_work_state state;
	const char	*from;
	bool		 edited, locked;
	int		 revision;
};

static struct model models[MAX_SEGMENTS];
static size_t nmodels;

/* A fill-in: who was filled, as it was before and is after. */
struct fill {
	struct model	before;
	int		revision;
};
static struct {
	int64_t		id;
	struct fill	fills[MAX_SEGMENTS];
	size_t		n;
} steps[MAX_STEPS];
static size_t nsteps;

static void load_models(struct ty_work *work, int64_t story)
{
	struct ty_work_segments *g = all(work, story);
	size_t i;

	nmodels = g->n;
	for (i = 0; i < g->n; i++) {
		memset(&models[i], 0, sizeof(models[i]));
		models[i].id = g->items[i].id;
		models[i].revision = 1;
		models[i].from = "";
		snprintf(models[i].source, sizeof(models[i].source), "%s",
			 g->items[i].source);
	}
	ty_work_segments_free(g);
}

static const char *differs(const struct model *m,
			   const struct ty_work_segment *s, size_t i)
{
	return s->id != m->id ? "id" :
	       s->number != (int64_t)i + 1 ? "number" :
	       strcmp(s->source, m->source) ? "source" :
	       strcmp(s->target, m->target) ? "target" :
	       s->state != m->state ? "state" :
	       strcmp(s->from, m->from) ? "from" :
	       s->edited != m->edited ? "edited" :
	       s->locked != m->locked ? "locked" :
	       s->revision != m->revision ? "revision" : NULL;
}

/* The story is what the model says; same and repeats as well. */
static bool as_the_model(struct ty_work *work, int64_t story)
{
	struct ty_work_segments *g = all(work, story);
	bool good = g->n == nmodels;
	size_t i, k;

	for (i = 0; good && i < g->n; i++) {
		const char *what = differs(&models[i], &g->items[i], i);
		size_t first = nmodels, n = 0;

		for (k = 0; k < nmodels; k++)
			if (!strcmp(models[k].source, models[i].source)) {
				first = first < k ? first : k;
				n++;
			}
		if (!what && (g->items[i].same != models[first].id ||
			      g->items[i].repeats != n))
			what = "repeats";
		if (what)
			printf("# segment %zu: %s\n", i + 1, what);
		good = !what;
	}
	ty_work_segments_free(g);
	return good;
}

/* What the write makes of a segment: a person's text, or a match. */
static void model_write(struct model *m, const char *target, const char *from,
			bool confirmed)
{
	bool typed = !strcmp(from, "typed");
	bool other = strcmp(m->target, target) != 0;
	bool new_state = confirmed && m->state != TY_WORK_CONFIRMED;
	bool new_origin = !typed && m->state != TY_WORK_CONFIRMED &&
			  (strcmp(m->from, from) || m->edited);

	if (!other && !new_state && !new_origin)
		return;
	if (!target[0]) {
		m->from = "";
		m->edited = false;
	} else if (!typed || !m->target[0]) {
		m->from = from;
		m->edited = false;
	} else if (other) {
		m->edited = true;
	}
	snprintf(m->target, sizeof(m->target), "%s", target);
	m->state = confirmed ? TY_WORK_CONFIRMED :
		   target[0] ? TY_WORK_DRAFT : TY_WORK_EMPTY;
	m->revision++;
}

static void model_repeat(const struct model *m, int64_t step)
{
	size_t i;

	steps[nsteps].id = step;
	steps[nsteps].n = 0;
	for (i = 0; i < nmodels; i++) {
		struct model *o = &models[i];
		bool machine = !o->edited && (!strcmp(o->from, "match") ||
					      !strcmp(o->from, "repetition"));

		if (o == m || strcmp(o->source, m->source) || o->locked ||
		    !strcmp(o->target, m->target) ||
		    !(o->state == TY_WORK_EMPTY ||
		      (o->state == TY_WORK_DRAFT && machine)))
			continue;
		steps[nsteps].fills[steps[nsteps].n].before = *o;
		snprintf(o->target, sizeof(o->target), "%s", m->target);
		o->state = TY_WORK_DRAFT;
		o->from = "repetition";
		o->edited = false;
		steps[nsteps].fills[steps[nsteps].n++].revision =
			++o->revision;
	}
	if (step)
		nsteps++;
}

/* -------------------------------------------------------- random actions -- */

static struct ty_work *hands[3];
static size_t lost;

static void random_write(struct ty_work *work, int64_t story)
{
	static const char *const texts[] = { "", "い", "ろ", "は", "に ほ" };
	struct model *m = &models[draw((unsigned)nmodels)];
	const char *target = texts[draw(5)];
	const char *from = draw(3) ? "typed" : "match";
	unsigned how = draw(3);
	struct ty_work_write w = {
		.segment = m->id, .key = "", .target = target, .from = from,
		.revision = m->revision - (draw(5) == 0),
	};
	struct ty_work_segments *out;
	enum ty_status st;
	bool late = w.revision != m->revision || m->locked;

	(void)story;
	st = how ? ty_work_confirm(&out, work, &w, how == 2, &err) :
	     ty_work_draft(&out, work, &w, &err);
	if (late || (how && !target[0])) {
		ok(st == TY_EINVAL && !out, "refused");
		lost += late && target[0] && strcmp(target, m->target);
		return;
	}
	ok_st(st, &err, how ? "confirmed" : "drafted");
	model_write(m, target, from, how > 0);
	if (how == 2)
		model_repeat(m, out->step);
	ty_work_segments_free(out);
}

static void random_mark(struct ty_work *work)
{
	struct model *m = &models[draw((unsigned)nmodels)];
	bool lock = draw(2) == 0, to = draw(3) == 0;
	struct ty_work_segments *out;
	enum ty_status st;

	st = lock ? ty_work_lock(&out, work, m->id, m->revision, to, &err) :
	     ty_work_reopen(&out, work, m->id, m->revision, &err);
	if (!lock && m->locked) {
		ok(st == TY_EINVAL, "locked");
		return;
	}
	ok_st(st, &err, lock ? "lock" : "reopened");
	if (lock && m->locked != to) {
		m->locked = to;
		m->revision++;
	} else if (!lock && m->state == TY_WORK_CONFIRMED) {
		m->state = TY_WORK_DRAFT;
		m->revision++;
	}
	ty_work_segments_free(out);
}

static struct model *model_of(int64_t id)
{
	size_t i;

	for (i = 0; i < nmodels; i++)
		if (models[i].id == id)
			return &models[i];
	return NULL;
}

static void random_undo(struct ty_work *work, int64_t story)
{
	size_t step = nsteps ? draw((unsigned)nsteps) : 0, i, n = 0;
	struct ty_work_segments *out;

	if (!nsteps)
		return;
	for (i = 0; i < steps[step].n; i++) {
		const struct fill *f = &steps[step].fills[i];
		struct model *m = model_of(f->before.id);

		if (!m || m->revision != f->revision)
			continue;
		*m = f->before;
		m->revision = f->revision + 1;
		n++;
	}
	ok_st(ty_work_undo(&out, work, story, steps[step].id, &err), &err,
	      "undone");
	is_int(out->n, n, "as many as nobody has changed");
	ty_work_segments_free(out);
}

static void part(struct model *m, const char *source, const char *target)
{
	char copy[200], other[80];

	snprintf(copy, sizeof(copy), "%s", target);
	snprintf(other, sizeof(other), "%s", source);
	snprintf(m->source, sizeof(m->source), "%s", other);
	snprintf(m->target, sizeof(m->target), "%s", copy);
	m->state = copy[0] ? TY_WORK_DRAFT : TY_WORK_EMPTY;
	m->edited = copy[0] != '\0';
	if (!copy[0])
		m->from = "";
	m->revision++;
}

/* At the first space; the whole target goes to the second half. */
static void random_split(struct ty_work *work)
{
	size_t i = draw((unsigned)nmodels);
	struct model *m = &models[i];
	const char *space = strchr(m->source, ' ');
	struct ty_work_segments *out;
	char rest[80];
	enum ty_status st;

	if (nmodels == MAX_SEGMENTS || !space)
		return;
	st = ty_work_split(&out, work, m->id, m->revision,
			   (size_t)(space - m->source), 0, &err);
	if (m->locked) {
		ok(st == TY_EINVAL, "locked");
		return;
	}
	ok_st(st, &err, "split");
	snprintf(rest, sizeof(rest), "%s", space + 1);
	memmove(m + 2, m + 1, (nmodels - i - 1) * sizeof(*m));
	nmodels++;
	m[1] = m[0];
	m[1].id = out->items[i + 1].id;
	m[1].revision = 0;
	part(&m[1], rest, m->target);
	*strchr(m->source, ' ') = '\0';
	part(m, m->source, "");
	ty_work_segments_free(out);
}

static void random_join(struct ty_work *work)
{
	size_t i = draw((unsigned)nmodels);
	struct model *m = &models[i];
	struct ty_work_segments *out;
	char source[200], target[500];
	enum ty_status st;

	st = ty_work_join(&out, work, m->id, m->revision,
			  i + 1 < nmodels ? m[1].revision : 1, &err);
	if (i + 1 == nmodels || m->locked || m[1].locked) {
		ok(st == TY_EINVAL, "not joined");
		return;
	}
	ok_st(st, &err, "joined");
	snprintf(source, sizeof(source), "%s %s", m->source, m[1].source);
	snprintf(target, sizeof(target), "%s%s", m->target, m[1].target);
	source[sizeof(m->source) - 1] = target[sizeof(m->target) - 1] = '\0';
	if (!m->from[0])
		m->from = m[1].from;
	part(m, source, target);
	memmove(m + 1, m + 2, (nmodels - i - 2) * sizeof(*m));
	nmodels--;
	ty_work_segments_free(out);
}

static void random_actions(int64_t story)
{
	struct ty_work *work;
	int i;

	for (i = 0; i < 250; i++) {
		work = hands[draw(3)];
		switch (draw(8)) {
		case 0:
			random_mark(work);
			break;
		case 1:
			random_undo(work, story);
			break;
		case 2:
			random_split(work);
			break;
		case 3:
			random_join(work);
			break;
		default:
			random_write(work, story);
		}
		if (nsteps == MAX_STEPS)
			nsteps = 0;
		if (!as_the_model(hands[draw(3)], story)) {
			ok(false, "the story is as the model says");
			return;
		}
	}
	ok(true, "the story is always as the model says");
	ok(lost > 0, "some were late");
}

static void held_to_a_model(void)
{
	int64_t story;
	size_t i;

	for (i = 0; i < 3; i++)
		hands[i] = open_work(i ? "mika" : "ito");
	story = add(hands[0], desk, "model.txt", "a b c d e f g h.", 0);
	load_models(hands[0], story);
	random_actions(story);
	for (i = 0; i < 3; i++)
		ty_work_close(hands[i]);
}

/* -------------------------------------------------------------- threads -- */

#define WRITES	30

struct hand {
	pthread_t	thread;
	int64_t		story;
	unsigned	number;
	int		done, late;	/* of this hand */
	bool		failed;
};

static void *write_much(void *user)
{
	struct hand *hand = user;
	struct ty_work *work;
	struct ty_error e;
	int i;

	if (ty_work_open(&work, memory, "hand", &e) != TY_OK) {
		hand->failed = true;
		return NULL;
	}
	for (i = 0; i < WRITES; i++) {
		struct ty_work_segments *s = NULL, *out = NULL;
		struct ty_work_write w = { .key = "", .from = "typed" };
		char text[40];
		enum ty_status st;

		st = ty_work_segments(&s, work, hand->story, 1 + i % 3, 1, &e);
		if (st == TY_OK) {
			snprintf(text, sizeof(text), "%u-%d", hand->number, i);
			w.segment = s->items[0].id;
			w.revision = s->items[0].revision;
			w.target = text;
			st = ty_work_confirm(&out, work, &w, false, &e);
		}
		hand->done += st == TY_OK;
		hand->late += st == TY_EINVAL;
		hand->failed = hand->failed ||
			       (st != TY_OK && st != TY_EINVAL);
		ty_work_segments_free(s);
		ty_work_segments_free(out);
	}
	ty_work_close(work);
	return NULL;
}

static void in_threads(void)
{
	struct hand team[2] = { { .number = 0 }, { .number = 1 } };
	struct ty_work *work = open_work("mika");
	int64_t story = add(work, desk, "threads.txt", "One. Two. Three.", 0);
	int i, done = 0, late = 0, revisions = 0, kept = 0;
	struct ty_work_history *h;
	size_t k;

	for (i = 0; i < 2; i++) {
		team[i].story = story;
		if (pthread_create(&team[i].thread, NULL, write_much, &team[i]))
			bail("thread");
	}
	for (i = 0; i < 2; i++) {
		pthread_join(team[i].thread, NULL);
		done += team[i].done;
		late += team[i].late;
		ok(!team[i].failed, "a hand was done or late");
	}
	for (i = 1; i <= 3; i++) {
		const struct ty_work_segment *s = at(work, story, i);

		revisions += s->revision - 1;
		if (ty_work_history(&h, work, s->id, &err) != TY_OK)
			bail("history");
		for (k = 0; k < h->n; k++)
			kept += !strcmp(h->items[k].what, "lost");
		ty_work_history_free(h);
	}
	is_int(done + late, 2 * WRITES, "each write was one of both");
	is_int(revisions, done, "each that was done is a revision");
	is_int(kept, late, "each that was late is kept");
	ty_work_close(work);
}

/* ------------------------------------------------------------ processes -- */

#define ROUNDS	8

/* Confirms "NAME-ROUND-N" for ever, and says so when it is on disk. */
static void confirm_for_ever(int64_t story, int64_t number, int round, int fd)
{
	struct ty_work *work = open_work("child");
	char text[40];
	int n;

	for (n = 0; ; n++) {
		struct ty_work_write w;
		struct ty_work_segments *out;

		snprintf(text, sizeof(text), "%d-%d", round, n);
		w = write_of(at(work, story, number), text);
		if (ty_work_confirm(&out, work, &w, true, &err) != TY_OK ||
		    write(fd, &n, sizeof(n)) != sizeof(n))
			_exit(1);
		ty_work_segments_free(out);
	}
}

static struct ty_store *raw_file(void)
{
	struct ty_store *file;
	char path[700];

	snprintf(path, sizeof(path), "%s-work", memory);
	if (ty_file_open(&file, path, &ty_file_work, TY_WRITE, NULL, &err) !=
	    TY_OK)
		bail("file");
	return file;
}

static int64_t number_of(struct ty_store *file, const char *sql)
{
	int64_t n;

	if (ty_db_int(&n, file, sql, TY_NO_ARGS, &err) != TY_OK)
		bail(sql);
	return n;
}

/* Nothing of an operation is there without the rest. */
static void whole(struct ty_store *file)
{
	is_int(number_of(file, "SELECT count(*) FROM segment s WHERE"
			 " revision > 1 AND NOT EXISTS(SELECT 1 FROM event e"
			 " WHERE e.segment = s.id AND e.revision = s.revision"
			 " AND e.target = s.target)"), 0,
	       "every revision has its event");
	is_int(number_of(file, "SELECT count(*) FROM segment s LEFT JOIN"
			 " lesson l ON l.segment = s.id AND l.target ="
			 " s.target WHERE state = 2 AND l.id IS NULL"), 0,
	       "every confirmed text its lesson");
	is_int(number_of(file, "SELECT count(DISTINCT s.target) FROM segment s"
			 " WHERE s.story = (SELECT max(id) FROM story)"), 1,
	       "repetitions are filled in with it");
	is_int(number_of(file, "SELECT count(*) FROM step WHERE NOT EXISTS("
			 "SELECT 1 FROM step_item WHERE step = step.id)"), 0,
	       "a step has what it filled in");
}

static void killed(void)
{
	struct ty_work *work = open_work("mika");
	int64_t story = add(work, desk, "killed.txt",
			    "Again.\n\nAgain.\n\nAgain.\n", 0);
	struct ty_store *file = raw_file();
	int round, pipes[2], n, last;
	char text[40];

	for (round = 0; round < ROUNDS; round++) {
		const struct timespec moment = {
			.tv_nsec = 1000000 + (long)draw(20000000),
		};
		pid_t child;

		if (pipe(pipes) != 0)
			bail("pipe");
		if ((child = fork()) == 0)
			confirm_for_ever(story, 1, round, pipes[1]);
		close(pipes[1]);
		/* Begun at least. */
		last = read(pipes[0], &n, sizeof(n)) == sizeof(n) ? n : -1;
		nanosleep(&moment, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(pipes[0], &n, sizeof(n)) == sizeof(n))
			last = n;
		close(pipes[0]);
		/* Perhaps one more than it could tell of. */
		snprintf(text, sizeof(text), "%d-%d", round, last);
		if (last >= 0 && strcmp(at(work, story, 1)->target, text))
			snprintf(text, sizeof(text), "%d-%d", round, last + 1);
		is_str(at(work, story, 1)->target, text,
		       "what it said is there");
		ok(last >= 0, "it had begun");
		whole(file);
	}
	is_int(number_of(file, "SELECT count(*) FROM pragma_integrity_check"
			 " WHERE integrity_check <> 'ok'"), 0, "sound");
	ty_store_close(file);
	ty_work_close(work);
}

int main(void)
{
	int64_t troubles;

	make_folder();
	desk = open_desk(TY_CREATE);
	held_to_a_model();
	in_threads();
	killed();
	ok_st(ty_verify(&troubles, desk, &err), &err, "all is sound");
	let_go();
	ty_desk_close(desk);
	remove_folder();
	return tap_done();
}
