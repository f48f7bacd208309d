#!/bin/sh
# Suggestions from several memories: order, penalties, wrong usage.
. "$(dirname "$0")/lib.sh"

text='The port of Onomi will open in spring.'
printf 'The port of Onomi will open in autumn.\t小野見港は秋に開港する。\n' >desk.tsv
printf 'The port of Onomi will open in spring.\t小野見港の開港は春だ。\n' >agency.tsv
cat desk.tsv >>agency.tsv
ok import-desk "$taiyaku" -m desk.tm import desk.tsv
ok import-agency "$taiyaku" -m agency.tm import agency.tsv

# The same pair is shown once, where it ranks best; a penalty has its reason.
suggest() {
	"$taiyaku" "$@" suggest "$text" | sed 's/, 20[-0-9]*,/, DATE,/; s/, [a-z_]*, \([a-z]*\.tm\)$/, USER, \1/'
}
check several-plain suggest -m desk.tm -m agency.tm
check several-penalty suggest -m desk.tm -m agency.tm:-9
check several-one-with-a-penalty suggest -m agency.tm:-9
check several-ja env LANGUAGE=ja sh -c '"$0" -m desk.tm -m agency.tm:-9 suggest --max 1 "$1" | head -2' \
	"$taiyaku" "$text"
ok several-json sh -c '"$0" --json -m desk.tm -m agency.tm suggest "$1" |
	grep -q "\"memory\":\"agency.tm\",\"score\":100.*\"memory\":\"desk.tm\""' "$taiyaku" "$text"
ok several-exhaustive sh -c '
	"$0" --json -m desk.tm -m agency.tm:-2 suggest --exhaustive "$1" >slow
	"$0" --json -m desk.tm -m agency.tm:-2 suggest "$1" >fast
	cmp fast slow' "$taiyaku" "$text"
printf '%s\n' "$text" >story.txt
ok several-analyze sh -c '"$0" -m desk.tm -m agency.tm --json analyze story.txt |
	grep -q "\"100\":{\"segments\":1"' "$taiyaku"
ok several-translate sh -c '"$0" -m desk.tm -m agency.tm translate story.txt -o draft.txt &&
	grep -qx 小野見港の開港は春だ。 draft.txt' "$taiyaku"

# A name that only looks like a penalty, too high a penalty, one that is gone.
cp agency.tm 'odd:-x'
ok several-odd-name "$taiyaku" -m 'odd:-x' suggest "$text"
check several-too-high "$taiyaku" -m desk.tm:-51 suggest "$text"
check several-gone "$taiyaku" -m desk.tm -m gone.tm suggest "$text"
check several-one-only "$taiyaku" -m desk.tm -m agency.tm stats
finish
