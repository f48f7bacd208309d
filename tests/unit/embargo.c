/* Embargoes in prose. */

#include <string.h>

#include "text/embargo.h"
#include "../tap.h"

static struct ty_value_reader *en, *ja;

static void says(const char *text, bool leading, const char *words,
		 const char *until)
{
	static const struct ty_calendar today = { .year = 2026, .month = 10,
						  .day = 18 };
	const struct ty_value_reader *reader =
		(unsigned char)text[0] >= 0xE3 ? ja : en;
	struct ty_embargo e;
	char got[300];

	if (!ok(ty_embargo_find(&e, reader, text, strlen(text), leading,
				&today), text))
		return;
	snprintf(got, sizeof(got), "%.*s",
		 (int)(e.words.end - e.words.start), text + e.words.start);
	is_str(got, words, "the words");
	is_str(e.until, until, "the moment");
}

static void silent(const char *text)
{
	static const struct ty_calendar today;
	const struct ty_value_reader *reader =
		(unsigned char)text[0] >= 0xE3 ? ja : en;
	struct ty_embargo e;

	ok(!ty_embargo_find(&e, reader, text, strlen(text), true, &today),
	   text);
}

static void english(void)
{
	says("EMBARGOED until 6 p.m. EDT Oct. 19. Eds: photos will move.",
	     false, "EMBARGOED until 6 p.m. EDT Oct. 19",
	     "2026-10-19T22:00:00Z");
	says("Eds: HOLD FOR RELEASE UNTIL 12:01 a.m. EST Tuesday, Jan. 5, 2027",
	     false, "HOLD FOR RELEASE UNTIL 12:01 a.m. EST Tuesday, Jan. 5, 2027",
	     "2027-01-05T05:01:00Z");
	says("Embargoed for release at 0001 GMT, Tuesday 12 March 2024.", true,
	     "Embargoed for release at 0001 GMT, Tuesday 12 March 2024",
	     "2024-03-12T00:01:00Z");
	says("(EMBARGO: 2026-10-19T18:00:00+09:00)", true,
	     "EMBARGO: 2026-10-19T18:00:00+09:00", "2026-10-19T09:00:00Z");
	says("*** Not for release before 10 a.m. JST on Jan. 2 ***", true,
	     "Not for release before 10 a.m. JST on Jan. 2",
	     "2027-01-02T01:00:00Z");
	says("Embargoed until noon ET Oct. 20", true,
	     "Embargoed until noon ET Oct. 20", "");
	says("Embargoed until noon GMT Friday", true,
	     "Embargoed until noon GMT Friday", "");
	says("Embargoed until noon GMT Monday, Oct. 20", true,
	     "Embargoed until noon GMT Monday, Oct. 20", "");
	says("Embargoed until midnight GMT Oct. 20", true,
	     "Embargoed until midnight GMT Oct. 20", "");
	says("Embargoed until the speech begins; check against delivery", true,
	     "Embargoed until the speech begins", "");
	silent("The embargo until 2020 hurt the port.");
	silent("Embargoed goods seized at Minato port on Oct. 19");
	silent("He said: not for release before noon.");
}

static void japanese(void)
{
	says("【解禁：10月19日午前5時】", true, "解禁：10月19日午前5時",
	     "2026-10-18T20:00:00Z");
	says("解禁日時　2026年4月2日（木）17時30分", true,
	     "解禁日時　2026年4月2日（木）17時30分",
	     "2026-04-02T08:30:00Z");
	says("編注＝報道解禁は10月19日午後5時（グリニッジ標準時）。写真あり", false,
	     "報道解禁は10月19日午後5時（グリニッジ標準時",
	     "2026-10-19T17:00:00Z");
	says("解禁日時：現地時間10月19日午後5時", true,
	     "解禁日時：現地時間10月19日午後5時", "");
	says("解禁日：10月19日付朝刊", true, "解禁日：10月19日", "");
	silent("アユ漁が１日、解禁された。");
	silent("解禁された漁場は１０月１９日まで。");
}

int main(void)
{
	struct ty_error err;

	ok_st(ty_value_reader_open(&en, "en", &err), &err, "English");
	ok_st(ty_value_reader_open(&ja, "ja", &err), &err, "Japanese");
	english();
	japanese();
	ty_value_reader_close(en);
	ty_value_reader_close(ja);
	return tap_done();
}
