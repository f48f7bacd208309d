#!/bin/sh
# The values of a text, in columns and as JSON.
. "$(dirname "$0")/lib.sh"

printf 'Sales rose 4%% to $1.2 million.\n\nNo one came.\nIt runs Oct. 4-6 under Article 9.\n' >en.txt
printf '令和6年度の予算は約3兆5000億円。\n一部は１０月１日に払う。\n' >ja.txt
check_in values en.txt "$taiyaku" values
check_in values-json en.txt "$taiyaku" values --json
check_in values-ja ja.txt "$taiyaku" values -l ja
check_in values-ja-json ja.txt "$taiyaku" values -l ja --json
check values-text "$taiyaku" values "Three men, 45, 50 and 61, left at noon."
check values-other "$taiyaku" values -l de "Am 2024-10-01 waren es 12 % mehr."
check values-escapes "$taiyaku" values "$(printf 'It is \0335 percent.')"
printf 'One house.\nTwo \377 houses.\n' >bad.txt
check_in values-bad bad.txt "$taiyaku" values --json
check values-unknown-language "$taiyaku" values -l xx "5"
check values-too-many "$taiyaku" values 5 6

# Who asks line by line through pipes has each answer before the next question.
mkfifo ask answer
"$taiyaku" values --json <ask >answer &
asked=$!
exec 3>ask 4<answer
echo 'It cost $5.' >&3
ok an-answer-at-once sh -c 'timeout 10 head -n 1 <&4 | grep -q "\"money\""'
exec 3>&- 4<&-
wait $asked
finish
