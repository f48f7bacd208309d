#!/bin/sh
# Values carried over, and the house style that fills what is not shown.
. "$(dirname "$0")/lib.sh"

ask() {	# ask SOURCE TARGET NEW [FROM TO]: a question as JSON
	printf '{"source":"%s","target":"%s","new":"%s"' "$1" "$2" "$3"
	[ -z "$4" ] || printf ',"from":"%s","to":"%s"' "$4" "$5"
	echo '}'
}

check carry-done "$taiyaku" carry "It hit 12 towns on Oct. 5." "10月5日、12の町を襲った。" "It hit 15 towns on Oct. 8."
check carry-other-way "$taiyaku" carry -s ja -t en "7歳の少年" "A 7-year-old boy" "11歳の少年"
check carry-nothing "$taiyaku" carry "He sang." "彼は歌った。" "She sang."
check carry-refused "$taiyaku" carry "It has 6 rooms and 6 beds." "部屋6室とベッド6台がある。" "It has 8 rooms and 6 beds."
check carry-refused-ja env LANGUAGE=ja "$taiyaku" carry "It has 6 rooms and 6 beds." "部屋6室とベッド6台がある。" "It has 8 rooms and 6 beds."
check carry-language "$taiyaku" carry -s en -t de "5 men" "5 Mann" "6 men"
check carry-two-texts "$taiyaku" carry "5 men" "男性5人"
check carry-no-question "$taiyaku" carry
check carry-json-answer "$taiyaku" carry --json "It lost \$1.2 million." "赤字は120万ドルだ。" "It lost \$350,000."

{
	ask "It hit 12 towns." "12の町を襲った。" "It hit 15 towns."
	ask "損失は35億円だ。" "It lost 3.5 billion yen." "損失は4200万円だ。" ja en
	ask "It hit 12 towns." "多くの町を襲った。" "It hit 15 towns."
	ask "It hit towns." "12の町を襲った。" "It hit 3 towns."
	ask "" "" ""
} >questions
check_in carry-questions questions "$taiyaku" carry --json
echo '{"source":"a","target":7,"new":"b"}' >bad
check_in carry-bad-member bad "$taiyaku" carry --json
printf '{"source":"a","target":"b","new":"c"}\n{"source":\n' >cut
check_in carry-bad-json cut "$taiyaku" carry --json
printf '{"source":"a","target":"b","new":"c\377"}\n' >bytes
check_in carry-bad-bytes bytes "$taiyaku" carry --json

# The house style, kept in the memory.
check carry-style-default "$taiyaku" -m m.tm init
mkfifo asks answers
"$taiyaku" carry --json <asks >answers &
asked=$!
exec 3>asks 4<answers
echo '{"source":"He has 6 beds.","target":"ベッドが6台ある。","new":"He has 8 beds."}' >&3
ok an-answer-at-once sh -c 'timeout 10 head -n 1 <&4 | grep -q "\"version\":1"'
exec 3>&- 4<&-
wait $asked

check style-show "$taiyaku" -m m.tm style
check style-show-ja env LANGUAGE=ja "$taiyaku" -m m.tm style
check style-set "$taiyaku" -m m.tm style ja.thousand=digits en.scale=letters
check style-kept "$taiyaku" -m m.tm style --json
check style-used "$taiyaku" -m m.tm carry "It drew 4,800 fans." "観客は4800人だった。" "It drew 12,000 fans."
check style-not-named "$taiyaku" carry "It drew 4,800 fans." "観客は4800人だった。" "It drew 12,000 fans."
check style-unknown "$taiyaku" -m m.tm style ja.sand=digits
check style-word "$taiyaku" -m m.tm style ja.digits=roman
check style-no-word "$taiyaku" -m m.tm style ja.digits
check style-reset "$taiyaku" -m m.tm style --reset --json
check style-no-memory "$taiyaku" -m gone.tm style
finish
