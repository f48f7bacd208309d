#!/bin/sh
# How much work stories are: bands, repetitions, weights, reports.
. "$(dirname "$0")/lib.sh"
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY

ok learn "$taiyaku" learn -q --pairs "$samples/pairs.tsv"
cat >a.txt <<'END'
Wheat leads market

Rain fell on the plain for 3 days. The harvest was late.

Rain fell on the plain for 3 days.
END
cat >b.txt <<'END'
Rice leads market

The harvest was late. Nobody minded.
END
printf 'Rain fell on the plain for 5 days.\t平野では5日間雨が降った。\nWheat leads Market\t小麦が主導\n' >rain.tsv
ok import "$taiyaku" import -q rain.tsv
printf '# Ours.\n101 0\n100\t0.1 # once seen\n\nvalues .25\n' >bad.weights
printf '\357\273\277101 0\n100 0.1\nvalues 0.25\r\n  75-84 0.5\nrepeated 0\nrepeated-across 0\n' >weights

check analyze-bands "$taiyaku" analyze a.txt b.txt
check analyze-bands-ja env LANGUAGE=ja "$taiyaku" analyze a.txt
check analyze-json "$taiyaku" analyze --json a.txt
check analyze-weights "$taiyaku" analyze --weights weights a.txt b.txt
check analyze-weights-json "$taiyaku" analyze --json --weights weights a.txt
check analyze-weights-ja-source "$taiyaku" -s ja analyze --weights weights "$samples/new/rate-next.ja.txt"

# Reports.
cp a.txt '=cmd|"a".txt'
check analyze-csv "$taiyaku" analyze -o - -f csv a.txt '=cmd|"a".txt'
check analyze-csv-weights "$taiyaku" analyze -o - -f csv --weights weights a.txt
check analyze-report-json "$taiyaku" analyze -o - -f json --weights weights a.txt b.txt
ok analyze-html "$taiyaku" analyze --weights weights -o r.html a.txt b.txt
ok analyze-html-mode sh -c '[ "$(stat -c %a r.html)" = 600 ]'
check analyze-html-page sed -e '/^<style>/,/^<\/style>/d' -e 's/Taiyaku [0-9.]*</Taiyaku V</' r.html
if command -v xmllint >/dev/null; then
	check analyze-html-well-formed sh -c 'xmllint --html --noout r.html 2>&1 | grep -v "Tag [a-z]* invalid" |
		grep -i "error\|warning"'
fi
ok analyze-html-ja env LANGUAGE=ja "$taiyaku" -s ja -t en analyze -o ja.html "$samples/new/rate-next.ja.txt"
ok analyze-html-one-file sh -c '! grep -q "class=\"files\"" ja.html && grep -q "<html lang=\"ja\"" ja.html'
ok analyze-html-nothing-loaded sh -c '! grep -Eiq "<script|<link|<img|url\(|https?:" r.html'

# What cannot be.
check analyze-bad-weights "$taiyaku" analyze --weights bad.weights a.txt
printf '100 0.1\n100 0.2\n' >twice
check analyze-weights-twice "$taiyaku" analyze --weights twice a.txt
printf '100 1.5\n' >heavy
check analyze-weights-heavy "$taiyaku" analyze --weights heavy a.txt
printf '99 0.5\n' >unknown
check analyze-weights-unknown env LANGUAGE=ja "$taiyaku" analyze --weights unknown a.txt
check analyze-weights-missing "$taiyaku" analyze --weights gone a.txt
check analyze-format-unknown "$taiyaku" analyze -o r.xls a.txt
check analyze-format-none "$taiyaku" analyze -o r a.txt
check analyze-format-alone "$taiyaku" analyze -f csv a.txt
check analyze-failed sh -c '"$0" analyze -o f.csv a.txt gone.txt; ls f.csv*' "$taiyaku"
cp a.txt a.csv
check analyze-over-its-file sh -c '"$0" analyze -o a.csv a.txt a.csv; head -n 1 a.csv' "$taiyaku"
echo "1..$count"
