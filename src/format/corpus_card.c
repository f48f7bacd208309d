/* The data card of a corpus: what it is, where it is from, how it was made. */

#include <string.h>

#include "base/i18n.h"
#include "format/corpus_report.h"

/* A name from outside, as a line of Markdown that says just that. */
static void put_name(FILE *f, const char *s)
{
	for (; *s; s++) {
		if (strchr("\\`*_{}[]<>#|!", *s))
			fputc('\\', f);
		fputc((unsigned char)*s < ' ' ? ' ' : *s, f);
	}
}

static void put_count(FILE *f, const char *name, size_t n)
{
	fprintf(f, "| %s | %zu |\n", name, n);
}

static void put_made(FILE *f, const struct ty_corpus_report *r)
{
	const struct ty_corpus_options *o = r->options;

	fprintf(f, "\n## %s\n\n", _("How it was made"));
	fprintf(f, _("Stories were aligned sentence by sentence with Taiyaku %s.  A pair was kept if the confidence of its alignment is at least %.2f, if no side is more than %.1f times longer than usual, if both are in their languages, and if their numbers do not contradict one another."),
		ty_version(), o->confidence, o->ratio);
	fputs("\n\n", f);
	if (o->boilerplate) {
		fprintf(f, _("Texts of %zu stories or more were left out as boilerplate."),
			o->boilerplate);
		fputs("\n\n", f);
	}
	fprintf(f, _("Of pairs with both sides alike (MinHash similarity of %.2f or more) the first was kept."),
		o->near);
	fputs("\n\n", f);
	fprintf(f, _("Stories are in one split as a whole, with all that share near-duplicates with them; the largest such group has %zu stories.  Looking for near-duplicates across splits afterwards found: %zu."),
		r->largest, r->counts.leaks);
	fputs("\n", f);
}

static void put_files(FILE *f, const struct ty_corpus_report *r)
{
	int split;

	fprintf(f, "\n## %s\n\n", _("Files"));
	fprintf(f, "| | %s | %s | %s: %s | %s: %s |\n|---|---|---|---|---|\n",
		_("stories"), _("pairs"), r->source, _("characters"),
		r->target, _("characters"));
	for (split = 0; split < TY_NSPLITS; split++)
		fprintf(f, "| %s | %zu | %zu | %llu | %llu |\n",
			ty_corpus_splits[split], r->stories[split],
			r->counts.split[split],
			(unsigned long long)r->characters[split][0],
			(unsigned long long)r->characters[split][1]);
	fprintf(f, _("\nEach split is there as TMX, as TSV (source, target, confidence, id, paragraphs, story, publisher, licence, date, method), as JSON lines, and as plain lines in two files (%s, %s).\n"),
		r->source, r->target);
}

static void put_left_out(FILE *f, const struct ty_corpus_report *r)
{
	int why;

	fprintf(f, "\n## %s\n\n| %s | |\n|---|---|\n", _("What was left out"),
		_("stories"));
	put_count(f, _("under an embargo"), r->embargoed);
	put_count(f, _("killed"), r->killed);
	put_count(f, _("no licence"), r->licence);
	put_count(f, _("not marked as usable"), r->status);
	put_count(f, _("could not be read"), r->counts.failed);
	fprintf(f, "\n| %s | |\n|---|---|\n", _("pairs"));
	for (why = 1; why < TY_NWHYS; why++)
		put_count(f, ty_corpus_why_title((enum ty_corpus_why)why),
			  r->why[why]);
}

void ty_corpus_card(FILE *f, const struct ty_corpus_report *r)
{
	fputs("# ", f);
	put_name(f, r->name);
	fputs("\n\n", f);
	fprintf(f, _("A parallel corpus of news, %s to %s: %zu pairs of segments from %zu stories."),
		r->source, r->target, r->counts.kept, r->counts.used);
	fputs("\n", f);
	if (r->first[0]) {
		fputs("\n", f);
		fprintf(f, _("Stories are from %s to %s."), r->first, r->last);
		fputs("\n", f);
	}
	put_files(f, r);
	put_made(f, r);
	put_left_out(f, r);
	fprintf(f, "\n## %s\n\n%s\n", _("What to know before using it"),
		_("Pairs were aligned by a program and not read by people, but for those that were rated; confidence is the probability that the sides belong together.  The licence of each pair stands beside it.  News names people: what may be done with these texts depends on the law of the place, too."));
}
