#!/bin/sh
# Stories come in the encodings and pages of a newsroom's past and present.
. "$(dirname "$0")/lib.sh"

# The page first, then the same words in the encodings of wires.
check story-page "$taiyaku" segment "$data/harbor.html"
check story-page-ja "$taiyaku" segment "$data/ruby.html"
check story-page-sjis "$taiyaku" segment --json "$data/table-sjis.html"
check_in story-page-stdin "$data/ruby.html" "$taiyaku" segment
ja=$samples/marathon/1.ja.txt
en=$samples/marathon/1.en.txt
"$taiyaku" segment -l ja "$ja" >want
"$taiyaku" align -f tsv "$en" "$ja" | grep -v "^#" >aligned
"$taiyaku" align -f tsv --lines "$en" "$ja" | grep -v "^#" >aligned-lines
for e in SHIFT_JIS EUC-JP ISO-2022-JP UTF-16 UTF-16LE UTF-16BE UTF-32; do
	iconv -f UTF-8 -t $e "$ja" >"$e.txt"
	same() { "$taiyaku" "$@" | cmp - want; }
	case $e in UTF-16?E) choose="--encoding $e" ;; *) choose= ;; esac
	ok "segment-$e" same segment -l ja $choose "$e.txt"
	ok "segment-$e-stdin" sh -c '"$0" segment -l ja $2 <"$1" | cmp - want' "$taiyaku" "$e.txt" "$choose"
	ok "segment-$e-chosen" same segment -l ja --encoding $e "$e.txt"
done
for e in SHIFT_JIS EUC-JP ISO-2022-JP; do
	ok "align-$e" sh -c '"$0" align -f tsv "$1" "$2" | grep -v "^#" | cmp - aligned' "$taiyaku" "$en" "$e.txt"
	ok "align-lines-$e" sh -c '"$0" align -f tsv --lines "$1" "$2" | grep -v "^#" | cmp - aligned-lines' "$taiyaku" "$en" "$e.txt"
	ok "learn-$e" "$taiyaku" -m m.tm learn "$en" "$e.txt"
	ok "translate-$e" sh -c '"$0" -m m.tm -s ja -t en translate "$1" -o out.txt && [ -s out.txt ]' "$taiyaku" "$e.txt"
	ok "analyze-$e" "$taiyaku" -m m.tm -s ja -t en analyze "$e.txt"
done
check story-inspect "$taiyaku" inspect SHIFT_JIS.txt EUC-JP.txt ISO-2022-JP.txt UTF-16.txt "$data/harbor.html" "$data/ruby.html" "$data/table-sjis.html"
ok learn-a-page "$taiyaku" -m m.tm learn "$data/harbor.html" "$data/ruby.html"
ok translate-a-page "$taiyaku" -m m.tm translate "$data/harbor.html" -o page.txt
ok the-draft-has-the-article grep -q '⟦Squid: 700 yen⟧' page.txt

# Latin-1 in words, among the control characters of a wire.
printf '\001\026The caf\351 of Jos\351 is open, he said. \223Come in.\224\r\n\003' >latin.txt
check story-latin "$taiyaku" segment latin.txt
check story-latin-json "$taiyaku" segment --json latin.txt
# What is no text of any kind says where.
printf 'Good line.\nbad \377 byte\n' >bad.txt
check story-bad "$taiyaku" segment bad.txt
check story-bad-chosen "$taiyaku" segment --encoding latin1 bad.txt
check story-unknown-encoding "$taiyaku" segment --encoding frob bad.txt
head -n 3 "$ja" | iconv -t EUC-JP >two.txt
head -n 3 "$ja" | iconv -t SHIFT_JIS >>two.txt
check story-two-encodings "$taiyaku" segment -l ja two.txt
check story-two-encodings-ja env LANGUAGE=ja "$taiyaku" segment -l ja two.txt
printf '<html><b></b>' >empty.html
check story-empty-page "$taiyaku" segment empty.html

# A stream is segmented in pieces, and the pieces do not show.
awk 'BEGIN { srand(1); for (i = 0; i < 30000; i++) {
	n = int(rand() * 4) + 1; s = ""
	for (k = 0; k < n; k++) s = s "Sentence " i " of the Nov. " k " story, he said. "
	print s; if (rand() < .7) print "" } }' >long.txt
awk 'BEGIN { RS = ""; FS = "\n" } { for (i = 1; i <= NF; i++) print $i "\n" }' long.txt >parts.txt
"$taiyaku" segment long.txt >long.out
ok stream-all-there sh -c '[ "$(tr -d " \n" <long.txt | sha256sum)" = "$(tr -d " \n" <long.out | sha256sum)" ]'
ok stream-same-as-lines sh -c '"$0" segment parts.txt | cmp - long.out' "$taiyaku"
ok stream-from-a-pipe sh -c 'cat long.txt | "$0" segment | cmp - long.out' "$taiyaku"
# A sanitizer reserves memory by the terabyte.
case $taiyaku in
*address*) skip stream-in-little-memory "a sanitizer build" ;;
*) ok stream-in-little-memory sh -c 'ulimit -v 400000; for i in 1 2 3 4 5 6 7 8 9 10; do cat long.txt; done | "$0" segment >/dev/null' "$taiyaku" ;;
esac
printf '\357\273\277One. Two.\n\036\n\036\nThree.\n\036' >documents.txt
check story-documents "$taiyaku" segment documents.txt
{ cat long.txt; printf 'bad \377 byte\n'; } >late.txt
ok stream-locates-late-errors sh -c '"$0" segment late.txt 2>&1 >/dev/null | grep -q "^taiyaku: late.txt:$(wc -l <late.txt):5: invalid UTF-8"' "$taiyaku"
finish
