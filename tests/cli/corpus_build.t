#!/bin/sh
# A corpus: built, built again, damaged, interrupted, judged; and its stages run
# by others.
. "$(dirname "$0")/lib.sh"
C="$taiyaku corpus"
cp -r "$samples" s

check corpus-build $C build s/pairs.tsv -o c --dev .2 --test .2
check corpus-files ls c
check corpus-card cat c/README.md
check corpus-card-ja sh -c "LANGUAGE=ja $C build -q s/pairs.tsv -o ja --name c --dev .2 --test .2; head -n 3 c/train.ja | wc -l"
ok corpus-tmx xmllint --noout --nonet c/train.tmx c/dev.tmx c/test.tmx
ok corpus-no-script sh -c '! grep -iE "<script|https?://|url\(" c/report.html'
ok corpus-lines sh -c 'for s in train dev test; do
	test "$(wc -l <c/$s.en)" = "$(wc -l <c/$s.jsonl)" &&
	test "$(wc -l <c/$s.ja)" = "$(wc -l <c/$s.tsv)" || exit 1; done'
ok corpus-imports "$taiyaku" -m m.tm import c/train.tmx

# The same bytes whatever the threads, after a second run, and after a kill that
# left half of the work.
$C build -q s/pairs.tsv -o c4 --name c --dev .2 --test .2 --threads 4
ok corpus-threads diff -r -x .work c c4
rm -r c4/.work/[0-7]*
echo '{"version":1,"pairs":[' >"$(ls -d c4/.work/*/* | head -n 1)"
$C build -q s/pairs.tsv -o c4 --name c --dev .2 --test .2 --threads 2
ok corpus-resumed diff -r -x .work c c4
check corpus-again $C build --json s/pairs.tsv -o c --dev .2 --test .2

# No sentence is in two splits.
for l in en ja; do
	for x in train dev test; do sort -u c/$x.$l; done >all.$l
	ok corpus-apart-$l sh -c 'test -s $0 && test -z "$(sort $0 | uniq -d)"' all.$l
done

# What must not leave does not, in no file of ours, killed later or at once.
{ printf 's/marathon/1.en.txt\ts/marathon/1.ja.txt\tlicence=CC0\tpublisher=Minato\tdate=2026-10-01\n'
  printf 's/earthquake/1.en.txt\ts/earthquake/1.ja.txt\tlicence=CC0\tstory=quake\n'
  printf 's/summit-visit/1.en.txt\ts/summit-visit/1.ja.txt\tlicence=CC0\tembargo=2026-10-20\n'
} >list
check corpus-embargo $C build list -o d --now 2026-10-20T12:00:00Z
check corpus-embargo-over $C build list -o d --now 2026-10-22T00:00:00Z
sed 's/story=quake/story=quake\tstatus=killed/; s/CC0\tembargo.*/none/' list >later
check corpus-killed $C build later -o d
ok corpus-nothing-left sh -c '! grep -rqi "earthquake" d'
check corpus-licence $C build list -o d2 --licence CC-BY-4.0 --json
printf 'EMBARGOED until further notice\n\nThe bank of Minato will merge.\n\nIt said so.\n' >e.en.txt
printf 'ミナト銀行が合併する。\n\n同行が発表した。\n' >e.ja.txt
printf 'e.en.txt\te.ja.txt\n' >prose
check corpus-prose $C build prose -o d3 --json

# Bad input: reported, the others go on.
printf '\376\000\377binary\000' >bin; yes '' | head -n 100000 >empty
{ printf 's/marathon/1.en.txt\ts/marathon/1.ja.txt\n'
  printf 'none.txt\ts/marathon/1.ja.txt\n'
  printf 'bin\ts/marathon/1.ja.txt\nempty\ts/marathon/1.ja.txt\n'
  printf 's/marathon/1.en.txt\ts/marathon/1.en.txt\n'
  printf 's/marathon/1.ja.txt\ts/marathon/1.en.txt\n'
} >bad
check corpus-bad $C build bad -o b --threads 1
check corpus-strict $C build bad -o b2 --strict --threads 1
check corpus-nothing-half sh -c 'ls b2'
printf 's/marathon/1.en.txt\n' >one; : >nothing
printf 's/a\ts/b\tcolour=red\n' >colour
check corpus-list-one $C build one -o x
check corpus-list-empty $C build nothing -o x
check corpus-list-colour $C build colour -o x
check corpus-list-none $C build absent -o x
check corpus-no-output $C build list
check corpus-range $C build list -o x --dev .8 --test .8
ok corpus-full sh -c "! (ulimit -f 8; trap '' XFSZ; $C build -q s/pairs.tsv -o f) && test -z \"\$(ls f)\""

# Judged by people.
check corpus-sample sh -c "$C sample c -n 12 --seed 2 -o sheet && cut -f 2,3,6 sheet | head -n 4 && wc -l <sheet"
awk -F '\t' -v OFS='\t' 'NR > 1 { $2 = NR == 3 ? "wrong" : "○" } { print }' sheet >judged
check corpus-rate $C rate c judged
check corpus-rate-again $C rate c --json
sed '2s/○/maybe/' judged >maybe
check corpus-rate-bad $C rate c maybe
check corpus-rate-none $C rate d
check corpus-sample-none $C sample absent

# The stages: a record in, a record out.
while IFS='	' read -r en ja; do
	case $en in '#'*) ;; *)
		printf '{"source":"s/%s","target":"s/%s","story":"s/%s"}\n' "$en" "$ja" "$en" ;;
	esac
done <s/pairs.tsv >records
$C align --jsonl <records >aligned
$C filter --jsonl <aligned >filtered
check corpus-records wc -l records aligned filtered
check corpus-align-error sh -c "echo '{\"source\":\"none\",\"target\":\"s/marathon/1.ja.txt\"}' | $C align --jsonl"
check corpus-align-text sh -c "echo '{\"source_text\":\"The ferry Aurora carried 1,250 people.\",\"target_text\":\"フェリー「オーロラ」には1250人が乗っていた。\"}' | $C align | $C filter"
check corpus-align-bad sh -c "echo '{\"source\":1}' | $C align"
check corpus-align-nonsense sh -c "echo nonsense | $C align"
mv filtered filtered.jsonl
$C build -q filtered.jsonl -o st --name c --dev .2 --test .2
ok corpus-stages diff -r -x .work -x ratings.tsv c st
if command -v parallel >/dev/null; then
	parallel --will-cite --pipe -N 3 -k "$taiyaku corpus align --jsonl | $taiyaku corpus filter --jsonl" <records >spread.jsonl 2>/dev/null
	ok corpus-parallel cmp spread.jsonl filtered.jsonl
	$C build -q spread.jsonl -o sp --name c --dev .2 --test .2
	ok corpus-parallel-build diff -r -x .work -x ratings.tsv c sp
else
	skip corpus-parallel "no GNU parallel"
fi
finish
