#!/bin/sh
# The main job on the shipped stories, as a translator would do it.
. "$(dirname "$0")/lib.sh"
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY

ok learn-all "$taiyaku" learn --pairs "$samples/pairs.tsv"
ok verify-after-learning "$taiyaku" verify
ok learn-again-merges sh -c '"$0" --json learn --pairs "$1" | grep -q "\"added\":0"' \
	"$taiyaku" "$samples/pairs.tsv"

# Known sentences come back whole, changed ones with their changes.
ok exact sh -c '"$0" suggest "$1" | grep -q "^  100 "' "$taiyaku" \
	'No abnormalities were found at its nuclear power plants, the utility said.'
ok changed-number sh -c '"$0" --json suggest "$1" |
	grep -q "\"version\":1,.*\"score\":98,.*\"repaired\":\".*約2700戸が.*\"carried\":\[{\"old\":.*\"was\":\"4200戸\""' "$taiyaku" \
	'Oshu Electric Power Co. said some 2,700 households lost power in Miyagi and Iwate prefectures.'
explain() {
	"$taiyaku" suggest --explain --max 1 \
		'Oshu Electric Power Co. said some 2,700 Households lost power in Miyagi prefecture.' |
		sed 's/, 20[-0-9]*,.*/, DATE/'
}
check explain explain
check explain-ja env LANGUAGE=ja sh -c '"$0" suggest --explain --max 1 "$1" | sed "s/、20[-0-9]*.*//; s/, 20[-0-9]*.*//"' \
	"$taiyaku" 'Oshu Electric Power Co. said some 2,700 Households lost power in Miyagi prefecture.'
# Spans are of the text as it was compared; what is typed may hold more spaces.
check spaces-and-halves "$taiyaku" suggest --min 50 --max 1 \
	'   No   abnormalities were found at its nuclear power plants in Kyushu,  the utility said. '
check spaces-and-halves-ja "$taiyaku" -s ja suggest --min 50 --max 1 \
	'　　原発に異常は　確認されていないと　いう。'
ok exhaustive-is-the-same sh -c '
	"$0" suggest --json --min 50 <"$1" >fast
	"$0" suggest --json --min 50 --exhaustive <"$1" >slow
	[ -s fast ] && cmp fast slow' "$taiyaku" "$samples/earthquake/3.en.txt"
ok the-other-direction sh -c '"$0" -s ja -t en suggest --min 50 <"$1" | grep -q "^  [0-9 ]*[0-9] "' \
	"$taiyaku" "$samples/new/rate-next.ja.txt"

# A new version: most of it is known, and a draft in every format.
for f in xlf html txt tmx; do
	ok "translate-$f" sh -c '"$0" translate "$1" -o "$2" && grep -q 原発に異常は確認されていないという "$2"' \
		"$taiyaku" "$samples/earthquake/3.en.txt" "draft.$f"
	ok "draft-mode-$f" sh -c '[ "$(stat -c %a "$0")" = 600 ]' "draft.$f"
done
check translate-report "$taiyaku" translate "$samples/earthquake/3.en.txt" -o r.txt
check translate-report-ja env LANGUAGE=ja "$taiyaku" translate "$samples/earthquake/3.en.txt" -o r.txt
check draft-text cat r.txt
check analyze "$taiyaku" analyze "$samples/earthquake/3.en.txt" "$samples/new/quake-kyushu.en.txt"
check analyze-ja-source "$taiyaku" -s ja -t en analyze "$samples/new/rate-next.ja.txt"
if command -v xmllint >/dev/null; then
	ok xliff-well-formed xmllint --noout draft.xlf
	ok tmx-well-formed xmllint --noout draft.tmx
	ok html-no-script sh -c '! grep -qi "<script\|http://\|src=" draft.html'
fi

# An unfinished draft teaches nothing that nobody looked at.
ok import-unfinished sh -c '"$0" --json import draft.xlf | grep -q "\"unfinished\":"' "$taiyaku"
ok unfinished-is-not-exact sh -c '! "$0" suggest "$1" | grep -q "^  100 "' "$taiyaku" \
	'At least 61 people were injured, nine of them seriously, local authorities said.'
ok undo-unfinished "$taiyaku" undo 3
ok learn-refuses-a-draft sh -c '"$0" learn "$1" draft.txt 2>err; [ $? = 1 ] && grep -q "^taiyaku: draft.txt:[0-9]*:[0-9]*: " err' \
	"$taiyaku" "$samples/earthquake/3.en.txt"

# A finished draft comes back and is learnt, with its context.
sed 's|state="[^"]*"|state="final"|' draft.xlf >final.xlf
ok import-draft "$taiyaku" import final.xlf
ok context-match sh -c '"$0" --json translate "$1" -o again.txt |
	grep -q "\"101\":{\"segments\":[1-9]"' "$taiyaku" "$samples/earthquake/3.en.txt"

# What came in can be seen, searched and taken back.
check search "$taiyaku" search --max 3 震度
check search-folded "$taiyaku" search --max 1 --lang en 'ＴＳＵＮＡＭＩ advisory'
check search-nothing "$taiyaku" search zzzz
ok log-lists-four sh -c '[ "$("$0" --json log | wc -l)" = 4 ]' "$taiyaku"
before=$("$taiyaku" --json stats | sed 's/.*"units":\([0-9]*\).*/\1/')
ok undo-draft "$taiyaku" undo 4
ok undone-twice sh -c '"$0" undo 4; [ $? = 1 ]' "$taiyaku"
ok undo-second-learning "$taiyaku" undo 2
ok first-learning-still-there sh -c '"$0" suggest "$1" | grep -q "^  10[01] "' "$taiyaku" \
	'No abnormalities were found at its nuclear power plants, the utility said.'
ok undo-first "$taiyaku" undo 1
check stats-after-undo "$taiyaku" --json stats
ok verify-after-undo "$taiyaku" verify

# Out and in again: the second export is the first.
ok learn-once-more "$taiyaku" learn --pairs "$samples/pairs.tsv"
for f in tmx tsv; do
	ok "export-$f" "$taiyaku" export -o "a.$f"
	ok "import-$f" "$taiyaku" -m "back-$f.tm" import "a.$f"
	ok "export-again-$f" "$taiyaku" -m "back-$f.tm" export -o "b.$f"
	ok "round-trip-$f" cmp "a.$f" "b.$f"
done
# What must be kept is not written over, and links are followed.
fails 1 export-not-over-a-memory "$taiyaku" export -f tsv -o m.tm
ok verify-after-that "$taiyaku" verify
cp "$samples/marathon/1.en.txt" own.txt
fails 1 draft-not-over-its-story "$taiyaku" translate own.txt -o own.txt
ok story-is-there cmp own.txt "$samples/marathon/1.en.txt"
mkdir real && ln -s real link && ln -s "$tmp/real.tsv" link.tsv && : >real.tsv
ok export-through-a-link sh -c '"$0" export -o link.tsv && [ -h link.tsv ] && cmp real.tsv a.tsv' "$taiyaku"
ok export-to-dev-stdout sh -c '"$0" export -f tsv -o /dev/stdout >out.tsv && [ -h /dev/stdout ] && cmp out.tsv a.tsv' "$taiyaku"
ok memory-through-a-link sh -c '"$0" -m link/x.tm init && "$0" -m link/x.tm import a.tsv && [ -f real/x.tm ]' "$taiyaku"
ok import-from-a-pipe sh -c 'cat a.tsv | "$0" -m pipe.tm --json import -f tsv - | grep -q "\"read\":$(wc -l <a.tsv),"' "$taiyaku"
ok pipe-needs-a-format sh -c 'cat a.tsv | "$0" -m pipe.tm import -; [ $? = 1 ]' "$taiyaku"
ok inspect-a-pipe sh -c 'cat a.tmx | "$0" --json inspect -f tmx - | grep -q "\"units\":$(wc -l <a.tsv),"' "$taiyaku"
ok failed-learning-makes-no-memory sh -c '! "$0" -m new.tm learn none.txt none.txt && [ ! -e new.tm ]' "$taiyaku"
printf 'One text.\t一つの文。\n' >one.tsv
printf 'Two texts.\t二つの文。\n' >two.tsv
ok each-file-is-named sh -c '"$0" -m two.tm import one.tsv two.tsv && "$0" -m two.tm suggest "Two texts." | grep -q "#2 two.tsv"' "$taiyaku"
for c in "init j.tm" "export -o j.tsv" "backup j2.tm" "reindex" "stats" "log" "verify"; do
	ok "json-$c" sh -c '"$0" --json $1 | grep -q "^{\"version\":1,\|\"version\":1}$"' "$taiyaku" "$c"
done

ok backup "$taiyaku" backup copy.tm
ok backup-verifies "$taiyaku" -m copy.tm verify
ok backup-mode sh -c '[ "$(stat -c %a copy.tm)" = 600 ]'
fails 1 backup-does-not-overwrite "$taiyaku" backup copy.tm
ok reindex "$taiyaku" reindex
ok verify-after-reindex "$taiyaku" verify
check inspect "$taiyaku" inspect a.tmx a.tsv draft.xlf "$samples/earthquake/3.en.txt"
check learn-output "$taiyaku" -m l.tm learn "$samples/marathon/1.en.txt" "$samples/marathon/1.ja.txt"
check learn-output-ja env LANGUAGE=ja "$taiyaku" -m l2.tm learn "$samples/marathon/1.en.txt" "$samples/marathon/1.ja.txt"
check log-output "$taiyaku" -m l.tm log
check log-output-ja env LANGUAGE=ja "$taiyaku" -m l.tm log
check align-beads "$taiyaku" align -f beads "$samples/marathon/1.en.txt" "$samples/marathon/1.ja.txt"
check suggest-output "$taiyaku" -m l.tm suggest --min 50 'Naomi Chesang of Kenya, who won the last four races, was fourth in 2:22:30.'
check suggest-output-ja env LANGUAGE=ja "$taiyaku" -m l.tm -s ja -t en suggest --min 50 'ナオミ・チェサング（ケニア）は２時間２１分５９秒で２位だった。'
finish
