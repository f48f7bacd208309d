#!/bin/sh
# The concordance: several texts, both sides, in context, and what limits it.
. "$(dirname "$0")/lib.sh"
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY

ok learn "$taiyaku" learn -q --pairs "$samples/pairs.tsv"
printf 'The port reopened.\t港が再開した。\nThe port is closed.\t港は閉鎖中だ。\n' >port.tsv
printf 'A port of call\t寄港地\n' >call.tsv
ok import env TAIYAKU_USER=hana "$taiyaku" import -q port.tsv call.tsv

# Each text stands as it is; several are wanted all, wherever they stand.
check search-phrase "$taiyaku" search 'the port'
check search-several "$taiyaku" search port closed
check search-one-lacks "$taiyaku" search port zzzz
check search-other "$taiyaku" search 港 --other 'port is'
check search-other-none "$taiyaku" search 港 --other 港
check search-json "$taiyaku" search --json --max 1 'ＰＯＲＴ' --other 寄港

# In context, in columns, whatever the scripts.
check search-kwic "$taiyaku" search --kwic 津波
check search-kwic-narrow "$taiyaku" search -k --width 60 --lang en tsunami
check search-kwic-other "$taiyaku" search -k --width 120 --max 3 津波 --other tsunami
check search-kwic-ja env LANGUAGE=ja "$taiyaku" search -k --width 79 --max 2 quake
check search-kwic-long "$taiyaku" search -k --width 40 'of Miyagi Prefecture in northeastern Japan'
printf 'red \033[31m\tport\ta\314\201\314\201\314\201 q\316\261\n' >hostile.txt
printf 'Red \033[31m port a\314\201\314\201\314\201 q.\t赤い港\342\200\256。\n' >hostile.tsv
ok import-hostile "$taiyaku" import -q hostile.tsv
check search-kwic-hostile "$taiyaku" search -k --width 50 'red'

# What limits it.
check search-story "$taiyaku" search --story EARTHQUAKE/2 --max 1 津波
check search-story-headline "$taiyaku" search --story 'lower 6' --max 0 津波
check search-story-file "$taiyaku" search --story call.tsv 港
check search-user "$taiyaku" search --user hana --max 1 port
check search-kind "$taiyaku" search --kind imported,human --max 1 port
check search-status "$taiyaku" search --status reviewed port
check search-batch "$taiyaku" search --batch 1 --max 0 港
check search-since "$taiyaku" search --since 2020-01-01 --until 2020-12-31 津波
check search-until "$taiyaku" search --until 2999 --max 0 津波
check search-page "$taiyaku" search --offset 2 --max 1 'port '

# What cannot be asked.
check search-bad-date "$taiyaku" search --since 'last week' 津波
check search-bad-kind "$taiyaku" search --kind human,robot 津波
check search-bad-status "$taiyaku" search --status '' 津波
check search-bad-batch "$taiyaku" search --batch x 津波
check search-no-text "$taiyaku" search
check search-empty-text "$taiyaku" search 津波 ''
check search-empty-other "$taiyaku" search 津波 --other ' '
check search-bad-date-ja env LANGUAGE=ja "$taiyaku" search --since 2024-1 津波
echo "1..$count"
