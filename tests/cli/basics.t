#!/bin/sh
# The program itself: help, versions, wrong usage, both languages.
. "$(dirname "$0")/lib.sh"

check help "$taiyaku" --help
check help-command "$taiyaku" help learn
check help-suggest "$taiyaku" suggest --help
check help-ja env LANGUAGE=ja "$taiyaku" --help
check help-suggest-ja env LANGUAGE=ja "$taiyaku" suggest --help
ok help-of-every-command sh -c '
	for c in $("$0" --help | sed -n "s/^  \([a-z][a-z]*\)  .*/\1/p"); do
		"$0" "$c" --help | grep -q "^usage: taiyaku $c" || exit 1
		LANGUAGE=ja "$0" "$c" --help >help || exit 1
		grep -q "^使い方: taiyaku $c" help && ! grep -q Project-Id help || exit 1
	done' "$taiyaku"
ok version sh -c '"$0" --version | grep -Eq "^taiyaku [0-9]+\.[0-9]+\.[0-9]+$"' "$taiyaku"
check no-command "$taiyaku"
check unknown-command "$taiyaku" frob
check unknown-command-ja env LANGUAGE=ja "$taiyaku" frob
check unknown-option "$taiyaku" stats --frob
check option-without-value "$taiyaku" suggest --min
check option-out-of-range "$taiyaku" suggest --min 20 x
check flag-with-value "$taiyaku" suggest --exhaustive=yes x
check too-many-arguments "$taiyaku" stats x
check bad-pair "$taiyaku" --lang-pair enja stats
check unknown-language "$taiyaku" -s xx init x.tm
printf 'Text.\n' >text.txt
check unknown-language-ja env LANGUAGE=ja "$taiyaku" segment -l xx text.txt
check same-languages "$taiyaku" -s en -t en-US init x.tm
ok nothing-was-made sh -c '[ ! -e x.tm ]'

# A language is wished for by LANG alone, on a machine without that locale.
ok lang-alone sh -c 'env -u LC_ALL LANG=ja_JP.UTF-8 "$0" --help | grep -q 使い方' "$taiyaku"

# The default memory lies in the data folder, closed to others.
ok default-memory "$taiyaku" init
ok default-memory-place test -f "$XDG_DATA_HOME/taiyaku/default.tm"
ok default-memory-mode sh -c '[ "$(stat -c %a "$0")" = 600 ]' "$XDG_DATA_HOME/taiyaku/default.tm"
ok memory-by-environment env TAIYAKU_MEMORY=env.tm "$taiyaku" init
ok memory-by-environment-place test -f env.tm
check init-again "$taiyaku" -m env.tm init
check option-before-and-after "$taiyaku" -m env.tm export -o - --format tsv
finish
