/* The memory behind the unit that a reader hands out. */

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "format/unit_buf.h"

void ty_unit_buf_init(struct ty_unit_buf *buf)
{
	memset(buf, 0, sizeof(*buf));
	ty_buf_init(&buf->note);
	ty_buf_init(&buf->creator);
	ty_buf_init(&buf->changer);
	ty_buf_init(&buf->created);
	ty_buf_init(&buf->changed);
}

void ty_unit_buf_release(struct ty_unit_buf *buf)
{
	size_t i;

	for (i = 0; i < buf->made; i++) {
		ty_buf_release(&buf->sides[i].text);
		ty_buf_release(&buf->sides[i].codes);
	}
	free(buf->sides);
	free(buf->variants);
	ty_buf_release(&buf->note);
	ty_buf_release(&buf->creator);
	ty_buf_release(&buf->changer);
	ty_buf_release(&buf->created);
	ty_buf_release(&buf->changed);
}

void ty_unit_buf_clear(struct ty_unit_buf *buf, enum ty_unit_kind kind)
{
	memset(&buf->unit, 0, sizeof(buf->unit));
	buf->unit.kind = kind;
	buf->unit.status = TY_TRANSLATED;
	buf->unit.score = 1;
	ty_buf_clear(&buf->note);
	ty_buf_clear(&buf->creator);
	ty_buf_clear(&buf->changer);
	ty_buf_clear(&buf->created);
	ty_buf_clear(&buf->changed);
	buf->nsides = 0;
	buf->size = 0;
}

struct ty_unit_side *ty_unit_buf_side(struct ty_unit_buf *buf,
				      const char *lang)
{
	struct ty_unit_side *side;

	buf->sides = ty_grow(buf->sides, &buf->cap_sides, buf->nsides + 1,
			     sizeof(*buf->sides));
	side = &buf->sides[buf->nsides];
	if (buf->nsides == buf->made) {
		ty_buf_init(&side->text);
		ty_buf_init(&side->codes);
		buf->made++;
	}
	strcpy(side->lang, lang);
	ty_buf_clear(&side->text);
	ty_buf_clear(&side->codes);
	return side;
}

void ty_unit_buf_keep(struct ty_unit_buf *buf)
{
	const struct ty_unit_side *side = &buf->sides[buf->nsides];

	buf->nsides += side->text.len > 0;
	buf->size += sizeof(*side) + side->text.len + side->codes.len;
}

void ty_unit_buf_note(struct ty_unit_buf *buf, const char *line, size_t len)
{
	if (!len)
		return;
	if (buf->note.len)
		ty_buf_addc(&buf->note, '\n');
	ty_buf_add(&buf->note, line, len);
	buf->size += len;
}

void ty_unit_buf_give(struct ty_unit_buf *buf, struct ty_unit *unit)
{
	size_t i;

	buf->variants = ty_grow(buf->variants, &buf->cap_variants,
				buf->nsides + 1, sizeof(*buf->variants));
	for (i = 0; i < buf->nsides; i++)
		buf->variants[i] = (struct ty_variant){
			.lang = buf->sides[i].lang,
			.text = buf->sides[i].text.p,
			.codes = buf->sides[i].codes.p,
		};
	*unit = buf->unit;
	unit->variants = buf->variants;
	unit->nvariants = buf->nsides;
	unit->note = buf->note.p;
	unit->creator = buf->creator.p;
	unit->changer = buf->changer.p;
	unit->created = buf->created.p;
	unit->changed = buf->changed.p;
}
