/* What other pairs say of this one: the same sentence, or the same translation,
 * earlier in the files or in the memory. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "flow/check.h"
#include "text/glyph.h"
#include "text/norm.h"

enum { BY_SOURCE, BY_SHAPE, BY_TARGET };

/* Sentences whose words differ in more than this are not the same sentence with
 * another name. */
#define SIMILAR		0.6

void ty_check_seen_init(struct ty_check_seen *seen)
{
	ty_buf_init(&seen->shape);
	ty_buf_init(&seen->target_shape);
	ty_buf_init(&seen->message);
}

void ty_check_seen_release(struct ty_check_seen *seen)
{
	int k;

	ty_intern_release(&seen->sources);
	ty_intern_release(&seen->targets);
	ty_intern_release(&seen->shapes);
	ty_intern_release(&seen->target_shapes);
	for (k = 0; k < 3; k++)
		free(seen->first[k]);
	ty_buf_release(&seen->shape);
	ty_buf_release(&seen->target_shape);
	ty_buf_release(&seen->message);
	for (k = 0; k < 2; k++)
		ty_tokens_release(&seen->tokens[k]);
}

/* The first pair that came with number `n` of a set, which is this one if it
 * is new: *known tells. */
static struct ty_check_first *first(struct ty_check_seen *seen, int by,
				    uint32_t n, bool *known)
{
	size_t had = seen->cap[by];

	*known = true;
	if (n < had && seen->first[by][n].other)
		return &seen->first[by][n];
	*known = false;
	seen->first[by] = ty_grow(seen->first[by], &seen->cap[by],
				  (size_t)n + 1, sizeof(**seen->first));
	if (seen->cap[by] > had)
		memset(seen->first[by] + had, 0, (seen->cap[by] - had) *
		       sizeof(**seen->first));
	return &seen->first[by][n];
}

/* The text folded, each value the same sign: what is left when figures
 * change.  False if there are none. */
static bool shape(struct ty_buf *out, const struct ty_check_side *side)
{
	size_t at = 0, i;

	ty_buf_clear(out);
	for (i = 0; i < side->values->n; i++) {
		const struct ty_span *s = &side->values->v[i].span;

		ty_fold(out, side->s + at, s->start - at, TY_FOLD_MATCH, NULL);
		ty_buf_addc(out, '\1');
		at = s->end;
	}
	ty_fold(out, side->s + at, side->len - at, TY_FOLD_MATCH, NULL);
	return side->values->n > 0;
}

static void tell(const struct ty_check_run *run, struct ty_check_seen *seen,
		 enum ty_check check, const struct ty_check_first *before,
		 const char *other)
{
	const struct ty_span whole = { 0, run->side[TY_CHECK_TARGET].len };
	const struct ty_span source = { 0, run->side[TY_CHECK_SOURCE].len };
	const char *format;

	if (!ty_check_on(run, check))
		return;
	ty_buf_clear(&seen->message);
	if (check == TY_CHECK_INCONSISTENT || check == TY_CHECK_REPEATED)
		format = before->unit ?
			_("unit %lld translates it otherwise: '%s'") :
			_("line %lld translates it otherwise: '%s'");
	else
		format = before->unit ?
			_("unit %lld has this translation for '%s'") :
			_("line %lld has this translation for '%s'");
	ty_buf_addf(&seen->message, format, before->unit ?
		    (long long)before->unit : (long long)before->line, other);
	ty_check_report(run, check, TY_CHECK_TARGET, whole, &source, NULL,
			seen->message.p);
}

/* The same source, or one that differs in values only. */
static void by_source(const struct ty_check_run *run,
		      struct ty_check_seen *seen,
		      const struct ty_check_subject *subject, uint32_t source,
		      uint32_t target)
{
	struct ty_check_first *f;
	uint32_t target_shape;
	bool known, again;

	f = first(seen, BY_SOURCE, source, &again);
	if (!again)
		*f = (struct ty_check_first){ target + 1, 0, subject->line,
					      subject->unit };
	else if (f->other != target + 1)
		tell(run, seen, TY_CHECK_INCONSISTENT, f,
		     ty_intern_get(&seen->targets, f->other - 1));
	if (!ty_check_on(run, TY_CHECK_REPEATED) ||
	    !shape(&seen->shape, &run->side[TY_CHECK_SOURCE]))
		return;
	shape(&seen->target_shape, &run->side[TY_CHECK_TARGET]);
	target_shape = ty_intern_add(&seen->target_shapes,
				     seen->target_shape.p,
				     seen->target_shape.len);
	f = first(seen, BY_SHAPE,
		  ty_intern_add(&seen->shapes, seen->shape.p, seen->shape.len),
		  &known);
	if (!known)
		*f = (struct ty_check_first){ target_shape + 1, target,
					      subject->line, subject->unit };
	else if (f->other != target_shape + 1 && !again)
		tell(run, seen, TY_CHECK_REPEATED, f,
		     ty_intern_get(&seen->targets, f->text));
}

static bool token_in(const struct ty_tokens *tokens, const struct ty_tokens *of,
		     const struct ty_token *t)
{
	size_t i;

	for (i = 0; i < tokens->n; i++)
		if (tokens->v[i].fold_len == t->fold_len &&
		    !memcmp(tokens->folded.p + tokens->v[i].fold,
			    of->folded.p + t->fold, t->fold_len))
			return true;
	return false;
}

/* "Groups" and "Group" are one word, for names. */
static bool stem_in(const struct ty_tokens *tokens, const struct ty_tokens *of,
		    const struct ty_token *t)
{
	size_t i;

	for (i = 0; i < tokens->n; i++)
		if (tokens->v[i].fold_len >= 3 && t->fold_len >= 3 &&
		    !memcmp(tokens->folded.p + tokens->v[i].fold,
			    of->folded.p + t->fold, 3))
			return true;
	return false;
}

/* Does `a` have a name that `b` has not?  Capitals within a sentence; in
 * Japanese, katakana and Han.  Where every word has a capital, none is a name.
 * *shared counts the tokens that both have. */
static bool own_name(const char *text, const struct ty_tokens *a,
		     const struct ty_tokens *b, size_t *shared)
{
	size_t i, small = 0;
	bool name = false;

	*shared = 0;
	for (i = 0; i < a->n; i++) {
		const struct ty_token *t = &a->v[i];
		int32_t c = ty_char_at(text, t->span.start, t->span.end, NULL);

		if (token_in(b, a, t)) {
			++*shared;
			small += c >= 'a' && c <= 'z';
		} else if (t->kind == TY_WORD && !stem_in(b, a, t) &&
			 ((i > 0 && c >= 'A' && c <= 'Z') ||
			  (ty_is_japanese(c) && !(c >= 0x3041 && c <= 0x309F)))) {
			name = true;
			small += ty_is_japanese(c) ? 2 : 0;
		}
	}
	return name && small > 1;
}

bool ty_check_other_names(struct ty_checker *c, const char *now,
			  const char *before)
{
	struct ty_tokens *a = &c->seen.tokens[0], *b = &c->seen.tokens[1];
	size_t of_a, of_b, most;
	struct ty_tokenizer *t;

	if (ty_desk_tokenizer(&t, c->desk, NULL, NULL) != TY_OK)
		return false;
	ty_tokenize(t, now, strlen(now), a);
	ty_tokenize(t, before, strlen(before), b);
	most = a->n > b->n ? a->n : b->n;
	/* Headings and labels are alike in all sorts of ways. */
	if (most < 4 || most > 1000)
		return false;
	return own_name(now, a, b, &of_a) && own_name(before, b, a, &of_b) &&
	       (double)(of_a < of_b ? of_a : of_b) >= SIMILAR * (double)most;
}

static void by_target(struct ty_checker *c, const struct ty_check_run *run,
		      const struct ty_check_subject *subject, uint32_t source,
		      uint32_t target)
{
	struct ty_check_first *f;
	const char *before;
	bool known;

	f = first(&c->seen, BY_TARGET, target, &known);
	if (!known) {
		*f = (struct ty_check_first){ source + 1, 0, subject->line,
					      subject->unit };
		return;
	}
	if (f->other == source + 1)
		return;
	before = ty_intern_get(&c->seen.sources, f->other - 1);
	if (ty_check_on(run, TY_CHECK_UNEDITED) && !subject->draft &&
	    ty_check_other_names(c, subject->source, before))
		tell(run, &c->seen, TY_CHECK_UNEDITED, f, before);
	else
		tell(run, &c->seen, TY_CHECK_SAME_TARGET, f, before);
}

void ty_check_seen_run(struct ty_checker *c, const struct ty_check_run *run,
		       const struct ty_check_subject *subject)
{
	const struct ty_span whole = { 0, run->side[TY_CHECK_TARGET].len };
	uint32_t source, target;

	if (subject->draft)
		ty_check_report(run, TY_CHECK_UNEDITED, TY_CHECK_TARGET, whole,
				NULL, NULL,
				_("a suggestion that nobody has confirmed"));
	if (!ty_check_on(run, TY_CHECK_INCONSISTENT) &&
	    !ty_check_on(run, TY_CHECK_REPEATED) &&
	    !ty_check_on(run, TY_CHECK_SAME_TARGET) &&
	    !ty_check_on(run, TY_CHECK_UNEDITED))
		return;
	source = ty_intern_add(&c->seen.sources, subject->source,
			       strlen(subject->source));
	target = ty_intern_add(&c->seen.targets, subject->target,
			       strlen(subject->target));
	by_source(run, &c->seen, subject, source, target);
	by_target(c, run, subject, source, target);
}
