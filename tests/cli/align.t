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
finish
