/* Does the fuzzy index find what comparing with the whole memory finds? */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"
#include "flow/desk.h"

/* Longer texts are rare, and comparing them with a whole memory takes long. */
#define MOST_TOKENS	400
/* Looked for are a text as it is, and altered in these ways. */
enum form { AS_IS, DROPPED, ADDED, SWAPPED, NFORMS };
#define LIMIT		10

struct proof {
	struct ty_desk		*desk;
	struct ty_live		*live;
	struct ty_tokenizer	*tokenizer;
	struct ty_query		*found, *whole;
	char			**texts;	/* drawn from the memory */
	size_t			 n, most;
	uint64_t		 seen;
	uint64_t		 seed;
	struct ty_tokens	 tokens, other;
	struct ty_buf		 text;
	int64_t			 lookups, troubles;
};

/* The same numbers at every run: xorshift64* (Vigna, 2014). */
static uint64_t draw(struct proof *p, uint64_t below)
{
	p->seed ^= p->seed >> 12;
	p->seed ^= p->seed << 25;
	p->seed ^= p->seed >> 27;
	return p->seed * 0x2545F4914F6CDD1Du % below;
}

/* A reservoir: each text of the memory is as likely to stay in it. */
static enum ty_status collect(void *user, int64_t variant, int64_t unit,
			      const char *text, size_t len)
{
	struct proof *p = user;
	uint64_t at = p->seen++;

	(void)variant;
	(void)unit;
	if (p->seen % 4096 == 0 && ty_cancelled(&p->desk->monitor))
		return TY_ECANCEL;
	if (p->n < p->most)
		at = p->n++;
	else if ((at = draw(p, p->seen)) >= p->most)
		return TY_OK;
	free(p->texts[at]);
	p->texts[at] = ty_strndup(text, len);
	return TY_OK;
}

/* Bytes of token i. */
static void add_token(struct ty_buf *out, const char *text,
		      const struct ty_token *t)
{
	ty_buf_add(out, text + t->span.start, t->span.end - t->span.start);
}

/* Make the text to be looked for, in p->text and p->tokens. */
static void alter(struct proof *p, size_t i, enum form form)
{
	const char *text = p->texts[i], *donor = p->texts[draw(p, p->n)];
	struct ty_tokens *t = &p->tokens;
	const struct ty_token *a, *b;
	size_t len = strlen(text);

	ty_tokenize(p->tokenizer, text, len, t);
	ty_tokenize(p->tokenizer, donor, strlen(donor), &p->other);
	ty_buf_clear(&p->text);
	if (form == AS_IS || t->n < 2 || !p->other.n) {
		ty_buf_add(&p->text, text, len);
		return;
	}
	a = &t->v[draw(p, t->n - 1)];
	b = a + 1;
	ty_buf_add(&p->text, text, a->span.start);
	switch (form) {
	case ADDED:
		add_token(&p->text, donor, &p->other.v[draw(p, p->other.n)]);
		ty_buf_addc(&p->text, ' ');
		ty_buf_adds(&p->text, text + a->span.start);
		break;
	case SWAPPED:
		add_token(&p->text, text, b);
		ty_buf_add(&p->text, text + a->span.end,
			   b->span.start - a->span.end);
		add_token(&p->text, text, a);
		ty_buf_adds(&p->text, text + b->span.end);
		break;
	default:
		ty_buf_adds(&p->text, text + b->span.start);
	}
	ty_tokenize(p->tokenizer, p->text.p, p->text.len, t);
}

/* Are the first lists the same? */
static bool same(struct ty_query *a, struct ty_query *b, size_t limit)
{
	const struct ty_near *x, *y;
	size_t nx, ny, i;

	ty_query_found(a, &x, &nx);
	ty_query_found(b, &y, &ny);
	if (limit && ny > limit)
		ny = limit;
	if (nx != ny)
		return false;
	for (i = 0; i < nx; i++)
		if (x[i].id != y[i].id || x[i].distance != y[i].distance ||
		    x[i].unit != y[i].unit)
			return false;
	return true;
}

/* One text, with and without a limit. */
static enum ty_status look_up(struct proof *p, int percent,
			      struct ty_error *err)
{
	struct ty_query_options options = { .percent = percent,
					    .exhaustive = true };
	enum ty_status st;
	bool agree;

	st = ty_live_search(p->live, p->whole, &p->tokens, &options, err);
	options.exhaustive = false;
	if (st == TY_OK)
		st = ty_live_search(p->live, p->found, &p->tokens,
				    &options, err);
	if (st != TY_OK)
		return st;
	agree = same(p->found, p->whole, 0);
	options.limit = LIMIT;
	st = ty_live_search(p->live, p->found, &p->tokens, &options, err);
	if (st != TY_OK)
		return st;
	agree = agree && same(p->found, p->whole, LIMIT);
	p->lookups++;
	if (!agree) {
		p->troubles++;
		ty_note(&p->desk->monitor, TY_EDAMAGED,
			ty_store_path(p->desk->store), 0, 0,
			_("at %d %%, the fuzzy index does not find what comparing with every text finds: %s"),
			percent, p->text.p);
	}
	return TY_OK;
}

static enum ty_status prove(struct proof *p, struct ty_error *err)
{
	static const int percents[] = { 70, 60, 50, 85, 75, 100 };
	struct ty_monitor *monitor = &p->desk->monitor;
	enum ty_status st;
	size_t i, form;

	st = ty_store_each_variant(p->desk->store, p->desk->source, NULL,
				   0, collect, p, err);
	if (st == TY_ECANCEL)
		return ty_fail_cancelled(err);
	for (i = 0; st == TY_OK && i < p->n; i++)
		for (form = AS_IS; st == TY_OK && form < NFORMS; form++) {
			alter(p, i, (enum form)form);
			if (!p->tokens.n || p->tokens.n > MOST_TOKENS)
				continue;
			ty_progress(monitor, _("comparing"),
				    i * NFORMS + form, p->n * NFORMS);
			if (ty_cancelled(monitor))
				return ty_fail_cancelled(err);
			st = look_up(p, percents[(i + form) %
				     (sizeof(percents) / sizeof(percents[0]))],
				     err);
		}
	return st;
}

enum ty_status ty_verify_matches(int64_t *troubles, int64_t *lookups,
				 struct ty_desk *desk, size_t n,
				 struct ty_error *err)
{
	struct proof p = { .desk = desk, .most = n, .seed = 0x7461697961u };
	struct ty_store *store;
	enum ty_status st;
	bool held;

	*troubles = *lookups = 0;
	if ((st = ty_desk_store(&store, desk, err)) != TY_OK ||
	    (st = ty_desk_live(&p.live, desk, desk->memories, err)) !=
	    TY_OK ||
	    (st = ty_desk_tokenizer(&p.tokenizer, desk, desk->source, err)) !=
	    TY_OK ||
	    (st = ty_store_hold(store, &held, err)) != TY_OK)
		return st;
	ty_buf_init(&p.text);
	p.texts = ty_alloc(n, sizeof(*p.texts));
	p.found = ty_query_new();
	p.whole = ty_query_new();
	st = prove(&p, err);
	ty_store_let_go(store, held);
	ty_query_free(p.found);
	ty_query_free(p.whole);
	while (p.n > 0)
		free(p.texts[--p.n]);
	free(p.texts);
	ty_tokens_release(&p.tokens);
	ty_tokens_release(&p.other);
	ty_buf_release(&p.text);
	*troubles = p.troubles;
	*lookups = p.lookups;
	if (st == TY_OK && p.troubles)
		st = ty_fail_at(err, TY_EDAMAGED, ty_store_path(store), 0, 0,
				Q_("%lld trouble found", "%lld troubles found",
				   (unsigned long)p.troubles),
				(long long)p.troubles);
	return st;
}
