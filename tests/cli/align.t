#!/bin/sh
# Alignment: its formats, its evidence, and what it is not given.
. "$(dirname "$0")/lib.sh"
A="$taiyaku align"
printf '%s\n' 'The ferry Aurora carried 1,250 people, the coast guard said Friday.' \
	'It was sunny.' 'It sank off Bremen, and 18 sailors are missing.' >en
printf '%s\n' 'フェリー「オーロラ」には1250人が乗っていたと沿岸警備隊が発表した。' \
	'船はブレーメン沖で沈んだ。船員18人が行方不明となっている。' >ja
printf '%s\n' 'フェリー「オーロラ」には1250人が乗っていたと沿岸警備隊が発表した。' \
	'船はブレーメン沖で沈んだ。' '船員18人が行方不明となっている。' >lines.ja
: >nothing
yes 'A sentence that comes again and again.' | head -n 300 >same

check align-text $A en ja
check align-lines $A --lines -f beads en lines.ja
check align-tsv $A --lines -f tsv en lines.ja
check align-tsv-bom sh -c "$A --lines -f tsv --bom en lines.ja | head -c 3 | od -An -tx1"
check align-bom-alone $A --bom en ja
check align-tmx $A --lines -f tmx en lines.ja
# The page is looked at by eye; here: it is well-formed, loads nothing, shows
# what is out of order, and every figure with the focus has its evidence.
printf '%s\n' '船員18人が行方不明となっている。' \
	'フェリー「オーロラ」には1250人が乗っていたと沿岸警備隊が発表した。' '<b>&' >turned.ja
printf '%s\n' 'The ferry Aurora carried 1,250 people, the coast guard said.' \
	'The 18 sailors are missing.' >turned.en
$A --lines -f html turned.en turned.ja >page.html
ok align-html-moved grep -q 'class="[a-z]* moved"' page.html
ok align-html-nothing-loaded sh -c '! grep -Eiq "<script|src=|url\(|<link" page.html'
ok align-html-escaped sh -c 'grep -q "&lt;b&gt;&amp;" page.html && ! grep -q "<b>&" page.html'
ok align-html-evidence sh -c '[ "$(grep -o "aria-describedby=\"e[0-9]*" page.html | cut -d\" -f2 | sort)" = "$(grep -o "role=\"tooltip\" id=\"e[0-9]*" page.html | cut -d\" -f4 | sort)" ] && grep -q tooltip page.html'
check align-explain $A --lines --explain en lines.ja
check align-explain-ja env LANGUAGE=ja "$taiyaku" align --lines --explain en lines.ja
check align-explain-back "$taiyaku" -s ja -t en align --lines --explain lines.ja en
check align-explain-json sh -c "$A --lines --explain --json en lines.ja | sed 's/\\([0-9]\\.[0-9]\\)[0-9]*/\\1/g'"
check align-explain-beads $A --explain -f beads en ja
check align-format $A -f docx en ja

# One side missing, empty, the same file twice, a language that is not there.
check align-one $A en
check align-missing $A en absent
check align-empty $A --lines -f beads en nothing
check align-nothing $A --lines -f beads nothing nothing
check align-twice $A --lines -f beads en en
check align-swapped $A --lines -f beads ja en
check align-same-lines sh -c "$A --lines -f beads same same | cut -f 1,2 | awk '\$1 != \$2' | wc -l"
yes '' | head -n 20001 >blank
check align-blank $A --lines blank en

# A sheet goes out, is corrected and comes back.
printf '%s\n' 'Ferry sinks off Bremen' '' \
	'The ferry Aurora carried 1,250 people, the coast guard said Friday.' \
	'=It was "sunny", people said.' 'It sank off Bremen, and 18 sailors are missing.' >s.en
printf '%s\n' 'ブレーメン沖でフェリー沈没' '' \
	'フェリー「オーロラ」には1250人が乗っていたと沿岸警備隊が発表した。' \
	'船はブレーメン沖で沈んだ。船員18人が行方不明となっている。' >s.ja
L="$taiyaku -m sheet.tm learn"
$A -f tsv s.en s.ja >sheet.tsv
check align-sheet cat sheet.tsv
check align-sheet-as-it-is $L --beads sheet.tsv
sed -e '5s/\t\t/\twrong\t/' -e '6s/^2+3/2/' -e '7s/\t\t/\tOK\t/' sheet.tsv >corrected.tsv
check align-sheet-corrected $L --beads corrected.tsv
check align-sheet-kept sh -c "$taiyaku -m sheet.tm export -f tmx -o - | grep -E 'x-taiyaku|<seg'"
# As spreadsheets save it: all in quotes, semicolons, CRLF, UTF-16.
awk -F'\t' '{ gsub(/^"|"$/, "", $5); gsub(/^"|"$/, "", $6); for (i = 1; i <= 6; i++) printf "\"%s\"%s", $i, i < 6 ? ";" : "\r\n" }' sheet.tsv >saved.csv
check align-sheet-semicolons $L --beads saved.csv
iconv -f UTF-8 -t UTF-16 sheet.tsv >wide.tsv
check align-sheet-utf16 $L --beads wide.tsv
# Wrong sheets: each with its line.
bad() { name=$1; shift; sed "$@" sheet.tsv >bad.tsv; check align-sheet-bad-$name $L --beads bad.tsv; }
bad number '6s/^2+3/two/'
bad none '6s/^2+3/99/'
bad twice '6s/^2+3/1/'
bad apart '6s/^2+3/2+4/'
bad verdict '5s/\t\t/\tperhaps\t/'
bad confidence '5s/\t[01]\.[0-9]*/\t2.5/'
bad text '5s/Ferry/Boat/'
bad columns '4d'
bad language '2s/\ten\t/\tfr\t/'
bad version '1s/1$/2/'
bad story '2s/s.en/gone.en/'
bad unnamed '2,3d'
check align-sheet-bad-empty $L --beads nothing
check align-sheet-given $L --beads bad.tsv s.en s.ja
$A --lines -f tsv en lines.ja >bad.tsv
check align-sheet-bad-lines $L --beads bad.tsv
check align-sheet-pairs $L --beads bad.tsv --pairs sheet.tsv
finish
