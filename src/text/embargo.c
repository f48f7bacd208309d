/* Embargoes in prose: the words that state one, and the moment they name. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/embargo.h"
#include "text/glyph.h"
#include "text/wording.h"

/* Bytes that a statement may be long, and that may lie between its date, time
 * and zone. */
#define LONGEST	240
#define GAP	48

/* ---------------------------------------------------------------- words -- */

/* What begins a statement. */
static const char *const words[] = {
	"embargoed until", "embargoed till", "embargoed to", "embargoed for",
	"embargoed:", "embargoed -", "embargo until", "embargo till",
	"embargo:", "embargo to", "under embargo until", "under embargo to",
	"under strict embargo", "strictly embargoed", "hold for release",
	"hold for publication", "hold until", "not for release before",
	"not for release until", "not for publication before",
	"not for publication until", "not for use before", "not for use until",
	"not for broadcast before", "not for broadcast until",
	"do not publish before", "do not publish until", "do not use before",
	"do not use until", "do not release before", "do not release until",
	"解禁日時", "解禁時間", "解禁時刻", "解禁日", "解禁は", "解禁：",
	"解禁:", "解禁＝", "解禁=", "解禁　", "解禁 ", "報道解禁", "公表解禁",
	"放送解禁", "掲載解禁", "エンバーゴ",
};

/* The same word said by itself: enough for a note that begins with it. */
static const char *const alone[] = { "embargoed", "embargo", "解禁" };

static bool is_word_start(const char *s, size_t i)
{
	return i == 0 || !ty_is_latin(ty_char_before(s, 0, i, NULL)) ||
	       !ty_is_latin((unsigned char)s[i]);
}

/* Where a statement begins in `p`, or p.end. */
static size_t find_words(const char *s, struct ty_span p, bool leading)
{
	struct ty_span in = ty_bare(s, p);
	size_t i;

	while (in.start < in.end && (s[in.start] == '*' || s[in.start] == '-' ||
				     s[in.start] == ' '))
		in.start++;
	if (!leading && ty_begins_any(s, in, alone, TY_LENGTH(alone)))
		return in.start;
	for (i = in.start; i < in.end; i++) {
		if (((unsigned char)s[i] & 0xC0) != 0x80 &&
		    is_word_start(s, i) &&
		    ty_begins_any(s, (struct ty_span){ i, in.end }, words,
				  TY_LENGTH(words)))
			return i;
		if (leading)
			break;
	}
	return p.end;
}

/* ---------------------------------------------------------------- zones -- */

static const struct zone {
	const char	*word;
	int		 minutes;	/* east of Greenwich */
} zones[] = {
	{ "GMT", 0 }, { "UTC", 0 }, { "BST", 60 }, { "CET", 60 },
	{ "CEST", 120 }, { "EST", -300 }, { "EDT", -240 }, { "CDT", -300 },
	{ "MST", -420 }, { "MDT", -360 }, { "PST", -480 }, { "PDT", -420 },
	{ "JST", 540 }, { "KST", 540 }, { "HKT", 480 }, { "SGT", 480 },
	{ "AEST", 600 }, { "AEDT", 660 }, { "NZST", 720 }, { "NZDT", 780 },
	{ "Japan time", 540 }, { "Tokyo time", 540 }, { "日本時間", 540 },
	{ "グリニッジ標準時", 0 }, { "協定世界時", 0 }, { "世界標準時", 0 },
	{ "米東部標準時", -300 }, { "米東部夏時間", -240 },
	{ "米東部夏時刻", -240 }, { "中央欧州時間", 60 },
	{ "中央欧州夏時間", 120 },
};

/* These tell a zone too, but not which hour it has that day. */
static const char *const vague[] = {
	"ET", "CT", "MT", "PT", "CST", "IST", "local time", "London time",
	"U.K. time", "UK time", "Eastern", "Central", "Pacific", "現地時間",
	"東部時間", "ロンドン時間", "英国時間", "韓国時間", "中国時間",
};

/* The zone named in `p`: how many there are, 2 for several or a vague one. */
static int find_zone(const char *s, struct ty_span p, int *minutes)
{
	int n = 0;
	size_t i, k;

	for (i = p.start; i < p.end; i++) {
		struct ty_span rest = { i, p.end };

		if (((unsigned char)s[i] & 0xC0) == 0x80 ||
		    !is_word_start(s, i))
			continue;
		if (ty_begins_any(s, rest, vague, TY_LENGTH(vague)))
			return 2;
		for (k = 0; k < TY_LENGTH(zones); k++) {
			size_t end = ty_begins(s, rest, zones[k].word);

			if (!end)
				continue;
			/* UTC+9 */
			if (end < p.end && (s[end] == '+' || s[end] == '-'))
				return 2;
			if (!n || *minutes != zones[k].minutes)
				n++;
			*minutes = zones[k].minutes;
			break;
		}
	}
	return n;
}

/* --------------------------------------------------------------- moments -- */

/* Days from 1970-01-01: Howard Hinnant, chrono-Compatible Low-Level Date
 * Algorithms. */
static long days_from(int y, int m, int d)
{
	long era, year;
	int yoe, doy;

	year = m <= 2 ? y - 1 : y;
	era = year / 400;
	yoe = (int)(year - era * 400);
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void civil_from(long days, int *y, int *m, int *d)
{
	long z = days + 719468, era = z / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = (int)(yoe + era * 400) + (*m <= 2);
}

/* The moment `minutes` after the beginning of a day. */
static void set_moment(struct ty_embargo *out, long day, long minutes)
{
	int y, m, d;

	while (minutes < 0) {
		minutes += 1440;
		day--;
	}
	day += minutes / 1440;
	minutes %= 1440;
	civil_from(day, &y, &m, &d);
	if (y < 1900 || y > 9998)
		return;
	snprintf(out->until, sizeof(out->until), "%04d-%02d-%02dT%02d:%02d:00Z",
		 y, m, d, (int)minutes / 60, (int)minutes % 60);
}

/* The year of a date that has none: of those in which there is such a day, the
 * one nearest to today. */
static int nearest_year(const struct ty_calendar *date,
			const struct ty_calendar *today)
{
	long now, best = 0, away;
	struct ty_calendar d = *date;
	int year = 0, y;

	if (!today->year || !today->month || !today->day)
		return 0;
	now = days_from(today->year, today->month, today->day);
	for (y = today->year - 1; y <= today->year + 1; y++) {
		d.year = y;
		if (!ty_calendar_valid(&d))
			continue;
		away = labs(days_from(y, d.month, d.day) - now);
		if (!year || away < best) {
			year = y;
			best = away;
		}
	}
	return year;
}

/* "2026-10-19T18:00:00Z", "...+09:00" at the start of `s`. */
static bool read_iso(struct ty_embargo *out, const char *s)
{
	int y, m, d, h, min, zh = 0, zm = 0, n = 0;
	struct ty_calendar date = { 0 };
	char sign;

	if (sscanf(s, "%4d-%2d-%2dT%2d:%2d%n", &y, &m, &d, &h, &min, &n) < 5 ||
	    !n)
		return false;
	s += n;
	if (*s == ':')
		s += 1 + strspn(s + 1, "0123456789.");
	sign = *s;
	if (sign != 'Z' && ((sign != '+' && sign != '-') ||
			    sscanf(s + 1, "%2d:%2d", &zh, &zm) < 2))
		return false;
	date = (struct ty_calendar){ .year = y, .month = m, .day = d };
	if (y < 1900 || m < 1 || d < 1 || !ty_calendar_valid(&date) || h < 0 ||
	    h > 23 || min < 0 || min > 59 || zh < 0 || zh > 14 || zm < 0 ||
	    zm > 59)
		return false;
	set_moment(out, days_from(y, m, d), h * 60 + min -
		   (sign == '-' ? -1 : 1) * (zh * 60 + zm));
	return true;
}

/* What a statement says, put together. */
struct said {
	struct ty_calendar	date;
	int			minutes, zone;
	int			times, zones;
	bool			broken;		/* it says two things */
};

static void merge(int *known, int said, bool *broken)
{
	if (said && *known && *known != said)
		*broken = true;
	if (said)
		*known = said;
}

static void add_value(struct said *said, const struct ty_value *v)
{
	struct ty_calendar c;
	int h, m;

	if (v->kind == TY_VALUE_TIME) {
		if (sscanf(v->amount, "%2d:%2d", &h, &m) < 2)
			said->broken = true;
		else if (!said->times++ || said->minutes == h * 60 + m)
			said->minutes = h * 60 + m;
		else
			said->broken = true;
	} else if (ty_calendar_read(&c, v)) {
		merge(&said->date.year, c.year, &said->broken);
		merge(&said->date.month, c.month, &said->broken);
		merge(&said->date.day, c.day, &said->broken);
		merge(&said->date.weekday, c.weekday, &said->broken);
	} else {
		said->broken = true;
	}
}

static void settle(struct ty_embargo *out, struct said *said,
		   const struct ty_calendar *today)
{
	struct ty_calendar plain = said->date;

	if (said->broken || !said->times || said->zones != 1 ||
	    !said->date.month || !said->date.day)
		return;
	if (!plain.year)
		plain.year = nearest_year(&plain, today);
	plain.weekday = 0;
	if (!plain.year || !ty_calendar_valid(&plain) ||
	    (said->date.weekday &&
	     ty_calendar_weekday(&plain) != said->date.weekday))
		return;
	set_moment(out, days_from(plain.year, plain.month, plain.day),
		   said->minutes - said->zone);
}

/* ------------------------------------------------------------ statements -- */

static bool is_moment(const struct ty_value *v)
{
	return v->kind == TY_VALUE_TIME || v->kind == TY_VALUE_DATE ||
	       v->kind == TY_VALUE_MONTH || v->kind == TY_VALUE_YEAR ||
	       (v->kind == TY_VALUE_RANGE && (v->ends == TY_VALUE_TIME ||
					      v->ends == TY_VALUE_DATE));
}

/* Where a statement without a date ends: with its sentence or its bracket. */
static size_t clause_end(const char *s, struct ty_span p)
{
	size_t i, next;

	for (i = p.start; i < p.end; i = next) {
		int32_t c = ty_char_at(s, i, p.end, &next);

		if ((ty_glyph(c) & TY_G_CLOSE && !(ty_glyph(c) & TY_G_OPEN)) ||
		    c == 0x3002 || c == ';' || (c == '.' && next < p.end &&
						ty_space_byte(s[next])))
			return i;
	}
	return p.end;
}

/* The end of a statement: its last date or time, and a zone after it. */
static size_t statement_end(const char *s, struct ty_span p,
			    const struct ty_values *values)
{
	size_t end = p.start, i;
	int minutes;

	for (i = 0; i < values->n; i++) {
		const struct ty_span *v = &values->v[i].span;

		if (v->start < p.start || v->end > p.end ||
		    !is_moment(&values->v[i]))
			continue;
		if (v->start > (end == p.start ? end + 2 * GAP : end + GAP))
			break;
		end = v->end;
		/* 2026-10-19T18:00:00Z */
		if (end < p.end && s[end] == 'T')
			end += strspn(s + end, "T0123456789:+-.Z");
	}
	if (end > p.end)
		end = p.end;
	if (end == p.start)
		return clause_end(s, p);
	/* "12:01 a.m. Oct. 19 (GMT)", "5時（日本時間）" */
	for (i = end; i < p.end && i < end + 32; i++) {
		struct ty_span rest = { end, i + 1 };

		if (find_zone(s, rest, &minutes))
			return clause_end(s, (struct ty_span){ i, p.end }) <
			       i + 32 ? clause_end(s, (struct ty_span){
						   i, p.end }) : i + 1;
		if (s[i] == '.' || s[i] == ';' || s[i] == '\n')
			break;
	}
	return end;
}

static void read_moment(struct ty_embargo *out, const char *s,
			const struct ty_values *values,
			const struct ty_calendar *today)
{
	struct said said = { .zone = 540 };
	struct ty_span p = out->words;
	bool japanese = false;
	size_t i, next;

	for (i = p.start; i < p.end; i = next) {
		japanese |= ty_is_japanese(ty_char_at(s, i, p.end, &next));
		if (s[i] >= '1' && s[i] <= '9' && read_iso(out, s + i))
			return;
	}
	for (i = 0; i < values->n; i++)
		if (values->v[i].span.start >= p.start &&
		    values->v[i].span.end <= p.end &&
		    is_moment(&values->v[i]))
			add_value(&said, &values->v[i]);
	/* Midnight begins a day or ends it. */
	said.broken |= ty_contains(s, p, "midnight");
	said.zones = find_zone(s, p, &said.zone);
	if (!said.zones && japanese)
		said.zones = 1;
	settle(out, &said, today);
}

bool ty_embargo_find(struct ty_embargo *out,
		     const struct ty_value_reader *reader, const char *s,
		     size_t len, bool leading, const struct ty_calendar *today)
{
	struct ty_values values = { 0 };
	struct ty_span p = { 0, len };
	size_t i;

	memset(out, 0, sizeof(*out));
	out->words.start = find_words(s, p, leading);
	if (out->words.start == len)
		return false;
	p.start = out->words.start;
	if (p.end - p.start > LONGEST) {
		p.end = p.start + LONGEST;
		while (((unsigned char)s[p.end] & 0xC0) == 0x80)
			p.end--;
	}
	for (i = p.start; i < p.end && s[i] != '\n'; i++)
		;
	p.end = i;
	ty_values_read(reader, s, p.end, &values);
	out->words.end = statement_end(s, p, &values);
	read_moment(out, s, &values, today);
	ty_values_release(&values);
	return true;
}
