#!/bin/sh
# Segmentation rules: given on the command line, kept in the memory, explained.
. "$(dirname "$0")/lib.sh"

wrap() {	# wrap LANG RULES...: a file of rules
	lang=$1; shift
	printf '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n<header segmentsubflows="yes" cascade="no"/>\n<body>\n<languagerules>\n<languagerule languagerulename="House">\n'
	printf '%s\n' "$@"
	printf '</languagerule>\n</languagerules>\n<maprules>\n<languagemap languagepattern="%s" languagerulename="House"/>\n</maprules>\n</body>\n</srx>\n' "$lang"
}
wrap 'en.*' '<rule break="no"><beforebreak>Grp\.</beforebreak><afterbreak>\s</afterbreak></rule>' \
	'<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>' >house.srx
wrap 'ja' '<rule break="yes"><beforebreak>；</beforebreak></rule>' >ja.srx
wrap 'en' '<rule break="no">' '<beforebreak>[.]</beforebreak>' '<afterbreak>\s+(a+)+b</afterbreak></rule>' >slow.srx
wrap 'en' '<rule break="no">' '<beforebreak>[.</beforebreak></rule>' >bad.srx
printf 'Gen. Endo joined Minato Grp. Shares rose; we cheered. "So what?" he said ... and left.\n' >en.txt
printf '甲；乙。「なぜ？」と述べた。なぜ？――不明。\n' >ja.txt

check rules-none "$taiyaku" segment en.txt
check rules-given "$taiyaku" segment --rules house.srx en.txt
check rules-given-ja "$taiyaku" segment -l ja --rules ja.srx ja.txt
check rules-for-another-language "$taiyaku" segment -l ja --rules house.srx ja.txt
check rules-explain "$taiyaku" segment --explain en.txt
check rules-explain-given "$taiyaku" segment --explain --rules house.srx en.txt
check rules-explain-ja env LANGUAGE=ja "$taiyaku" segment -l ja --explain ja.txt
check rules-explain-json "$taiyaku" segment --explain --json --rules house.srx en.txt
check rules-explain-story "$taiyaku" segment --explain --story en.txt
check rules-escapes sh -c 'printf "It is \033[31mred. Yes.\n" | "$0" segment --explain' "$taiyaku"

# Bad rules.
check rules-missing "$taiyaku" segment --rules gone.srx en.txt
check rules-bad "$taiyaku" segment --rules bad.srx en.txt
check rules-not-srx "$taiyaku" segment --rules en.txt en.txt
printf 'The end. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa. Yes.\n' >slow.txt
check rules-slow "$taiyaku" segment --rules slow.srx slow.txt
check rules-slow-story "$taiyaku" segment --story --rules slow.srx slow.txt
printf 'A first document.\n\036\n' | cat - slow.txt >two.txt
check rules-slow-second "$taiyaku" segment --rules slow.srx two.txt

# Kept in a memory.
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY
"$taiyaku" init >/dev/null
check rules-memory-none "$taiyaku" rules
sum=$(sha256sum <m.tm)
check rules-set-bad "$taiyaku" rules --set bad.srx
check rules-set-missing "$taiyaku" rules --set gone.srx
printf '\377' | cat house.srx - >latin.srx
check rules-set-encoding "$taiyaku" rules --set latin.srx
check rules-set-and-clear "$taiyaku" rules --set house.srx --clear
ok rules-memory-untouched sh -c '[ "$(sha256sum <m.tm)" = "$0" ]' "$sum"
check rules-set "$taiyaku" rules --set house.srx
check rules-show "$taiyaku" rules
ok rules-come-back-as-they-were sh -c '"$0" rules | cmp - house.srx' "$taiyaku"
ok rules-verify "$taiyaku" verify

# They are used by what opens the memory, unless --rules is given.
printf 'Trade talks open\n\nNAHA, Japan, Dec. 9 (Minato) -- Minato Grp. Shares rose on Monday; the head of the firm was glad.\n' >new.txt
ok rules-learn "$taiyaku" learn -q "$samples/marathon/1.en.txt" "$samples/marathon/1.ja.txt"
check rules-used "$taiyaku" translate -f text -o - new.txt
check rules-not-used "$taiyaku" translate --rules ja.srx -f text -o - new.txt
check rules-analyze "$taiyaku" analyze new.txt
check rules-analyze-not "$taiyaku" analyze --rules ja.srx new.txt
"$taiyaku" rules --set slow.srx
printf 'A head\n\nNAHA, Japan, Dec. 9 (Minato) -- The end. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa. Yes.\n' >slow.txt
check rules-slow-memory "$taiyaku" translate -f text -o - slow.txt
check rules-clear "$taiyaku" rules --clear
check rules-cleared "$taiyaku" rules
finish
