#!/bin/sh
# Pairing: which story is the translation of which, and what is refused.
. "$(dirname "$0")/lib.sh"
P="$taiyaku corpus pair"

check corpus-overview $taiyaku corpus
check corpus-pair-help $P --help
check corpus-pair-one $P en

# The shipped stories under names that say nothing, in another order.
mkdir en ja
n=0
for s in company-results defense-talks earthquake marathon rate-decision summit-visit; do
	n=$((n + 1))
	cp "$samples/$s/1.en.txt" en/$n.txt
	cp "$samples/$s/1.ja.txt" ja/$((7 - n)).txt
done
check corpus-pair-text $P en ja
back() { $P --lang-pair ja:en -q ja en | awk -F '\t' '{ print $2 "\t" $1 "\t" $3 }' | sort; }
$P -q en ja >forth
ok corpus-pair-back sh -c 'test "$1" = "$(cat forth)"' sh "$(back)"
$P -q --threads 1 en ja >one
ok corpus-pair-threads sh -c '"$0" corpus pair -q --threads 7 en ja | cmp - one' "$taiyaku"
# The evidence is of floating point: its names, and what it is made from.
keys() { $P --json -q en ja | sed -e 's/":[0-9.e-]*\([,}]\)/":N\1/g' | head -n 1; }
check corpus-pair-json keys

# A story alone is left alone, and two stories of one day have one translation.
cp "$samples/earthquake/2.en.txt" en/8.txt
check corpus-pair-versions $P en ja
rm en/8.txt ja/4.txt
check corpus-pair-alone $P en ja
cp "$samples/earthquake/1.ja.txt" ja/4.txt

# Only what is new is compared.
head -n 4 forth >before
check corpus-pair-known $P --known before en ja
check corpus-pair-known-all $P --known forth en ja
printf 'en/1.txt\n' >bad
check corpus-pair-known-bad $P --known bad en ja
check corpus-pair-known-none $P --known none en ja

# Names and folders that say the language are believed before anything else...
check corpus-pair-names $P "$samples/marathon" "$samples/marathon"
# ... but not if the texts have nothing in common.
mkdir mixed
cp en/1.txt mixed/story.en.txt
cp ja/1.txt mixed/story.ja.txt
check corpus-pair-belied $P mixed mixed
check corpus-pair-belied-ja env LANGUAGE=ja $P mixed mixed

# Dates far apart: the translation of a page cannot be a year older.
page() {	# page FILE DATE HEADLINE BODY...
	f=$1 day=$2 title=$3
	shift 3
	{ echo "<html><head><title>$title</title>"
	  echo "<meta property=\"article:published_time\" content=\"$day\">"
	  echo "</head><body><article><h1>$title</h1>"
	  for p; do echo "<p>$p</p>"; done
	  echo "</article></body></html>"; } >$f
}
mkdir pe pj
page pe/a.html 2026-03-01T09:00:00Z 'Seawall in Kurihama repaired' \
	'The seawall at Kurihama harbor was repaired for 340 million yen.' \
	'Work took 14 months, the city said on Sunday.'
page pj/b.html 2025-03-01T09:00:00+09:00 '久里浜の防波堤を修復' \
	'久里浜港の防波堤が3億4000万円をかけて修復された。' '市は日曜日、工事に14カ月かかったと明らかにした。'
check corpus-pair-days $P pe pj
check corpus-pair-days-any $P --days 366 pe pj

# A page that names its translation is believed; the dates, a year apart,
# do not matter then.
sed 's|<head>|&<link rel="canonical" href="https://example.com/en/7/">|' pe/a.html >linked
mv linked pe/a.html
sed 's|<head>|&<link rel="alternate" hreflang="en" href="https://example.com/en/7">|' pj/b.html >linked
mv linked pj/b.html
linked() { $P -q --json pe pj | sed 's/.*"method":"\([a-z]*\)".*/\1/'; }
check corpus-pair-page linked

# Lists: what is missing is reported, the others go on; --strict stops.
printf 'en/1.txt\n# a remark\nen/none.txt\nen/3.txt\n' >list
check corpus-pair-list $P list ja
check corpus-pair-strict $P --strict list ja
check corpus-pair-ja env LANGUAGE=ja $P list ja
check_in corpus-pair-stdin list $P - ja
check corpus-pair-no-list $P nothing ja
mkdir empty
check corpus-pair-no-stories $P empty ja
check corpus-pair-quiet $P -q en/1.txt ja/6.txt

# Hostile: binary, empty, the wrong language, a bad name, the same on both sides.
mkdir odd
cp ja/6.txt odd/wrong.txt
: >odd/empty.txt
printf '\000\001\002\377\376' >odd/binary.txt
yes '' | head -n 100000 >odd/blank.txt
cp en/1.txt odd/good.txt
cp en/2.txt "odd/$(printf 'a\tb').txt"
check corpus-pair-odd $P odd ja
check corpus-pair-same $P en en
check corpus-pair-full sh -c '"$0" corpus pair -q en ja >/dev/full' "$taiyaku"
check corpus-pair-min $P --min 2 en ja
finish
