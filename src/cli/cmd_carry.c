/* taiyaku carry: a translation with the values of a new source. */

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "cli/cmd.h"
#include "format/carry_json.h"
#include "text/lang.h"

/* Both directions of a pair are open at once, for questions that name them. */
struct desks {
	struct cli	*cli;
	bool		 memory;	/* -m was given: its style counts */
	struct ty_desk	*v[2];
	size_t		 n;
};

static enum ty_status open_pair(struct ty_desk **out, struct desks *desks,
				const char *from, const char *to,
				struct ty_error *err)
{
	struct cli *cli = desks->cli;
	const char *source = cli->source, *target = cli->target;
	enum ty_status st;

	cli->source = from ? from : source;
	cli->target = to ? to : target;
	st = open_desk(out, cli, desks->memory, TY_READ, err);
	cli->source = source;
	cli->target = target;
	return st;
}

static enum ty_status find_desk(struct ty_desk **out, struct desks *desks,
				const char *from, const char *to,
				struct ty_error *err)
{
	enum ty_status st;
	size_t i;

	for (i = 0; i < desks->n; i++) {
		*out = desks->v[i];
		if ((!from || !strcmp(ty_desk_source(*out), from)) &&
		    (!to || !strcmp(ty_desk_target(*out), to)))
			return TY_OK;
	}
	if ((st = open_pair(out, desks, from, to, err)) != TY_OK)
		return st;
	if (desks->n == 2)
		ty_desk_close(desks->v[--desks->n]);
	desks->v[desks->n++] = *out;
	return TY_OK;
}

/* -------------------------------------------------------------- answers -- */

static void print_why(const struct ty_carry *carry, const char *now)
{
	size_t i;

	for (i = 0; i < carry->nrefused; i++) {
		const struct ty_refusal *r = &carry->refused[i];

		fputs("taiyaku: ", stderr);
		if (r->source.end > r->source.start) {
			print_text(stderr, now + r->source.start,
				   r->source.end - r->source.start);
			fputs(": ", stderr);
		}
		fprintf(stderr, "%s\n", ty_refusal_title(r->why));
	}
}

static enum ty_status answer(struct desks *desks,
			     const struct ty_carry_question *q, bool *refused,
			     struct ty_error *err)
{
	struct ty_buf json = TY_BUF_INIT;
	struct ty_carry *carry;
	struct ty_desk *desk;
	enum ty_status st;

	if ((st = find_desk(&desk, desks, q->from, q->to, err)) != TY_OK ||
	    (st = ty_carry_over(&carry, desk, q->source, q->target, q->now,
				err)) != TY_OK)
		return st;
	*refused |= !carry->target;
	if (desks->cli->json) {
		ty_json_carry(&json, q->target, q->now, carry);
		puts(json.p);
		ty_buf_release(&json);
	} else if (carry->target) {
		print_text(stdout, carry->target, strlen(carry->target));
		fputc('\n', stdout);
	} else {
		print_why(carry, q->now);
	}
	ty_carry_free(carry);
	return TY_OK;
}

static enum ty_status answer_lines(struct desks *desks, bool *refused,
				   struct ty_error *err)
{
	struct questions questions = { .line = TY_BUF_INIT };
	struct ty_carry_question q;
	enum ty_status st;

	while ((st = next_question(&questions, TY_MAX_LINE, err)) == TY_OK) {
		st = ty_carry_question_parse(&q, questions.line.p,
					     questions.line.len,
					     _("standard input"),
					     questions.number, err);
		if (st != TY_OK)
			break;
		st = answer(desks, &q, refused, err);
		ty_carry_question_release(&q);
		if (st != TY_OK)
			break;
	}
	ty_buf_release(&questions.line);
	return st == TY_END ? TY_OK : st;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct desks desks = { .cli = cli };
	struct ty_carry_question q = { 0 };
	bool refused = false;
	struct ty_error err;
	enum ty_status st;
	int nargs, status;

	status = parse(cli, argc, argv, NULL, &nargs, 0, 3);
	if (status != GO_ON)
		return status;
	if (nargs ? nargs != 3 : !cli->json)
		return usage_error("carry",
				   _("SOURCE, TARGET and NEW are wanted, or --json and questions on standard input"));
	desks.memory = cli->given.n > 0;
	if (nargs) {
		q.source = argv[0];
		q.target = argv[1];
		q.now = argv[2];
		st = answer(&desks, &q, &refused, &err);
	} else {
		st = answer_lines(&desks, &refused, &err);
	}
	while (desks.n > 0)
		ty_desk_close(desks.v[--desks.n]);
	if (st != TY_OK)
		return fflush(stdout), fail(&err);
	status = finish_output();
	return status == EXIT_DONE && nargs && refused ? EXIT_FOUND : status;
}

const struct command cmd_carry = {
	"carry", run, N_("SOURCE TARGET NEW | --json"),
	N_("rewrite a translation with the values of a new text"),
	N_("Prints TARGET, the translation of SOURCE, with the numbers, dates and amounts in which NEW differs from SOURCE, in TARGET's own way of writing them.  Where it is not certain how, nothing is printed but the reasons, and the exit status is 3.  With --json alone, questions are read from standard input, an object a line.")
};
