#!/bin/sh
# kill -9 in the middle of an import leaves whole batches only; Ctrl-C too.
. "$(dirname "$0")/lib.sh"

awk 'BEGIN { for (i = 0; i < 30000; i++)
	printf "The ministry said unit %d was ready on day %d.\t%d番の部隊は%d日目に準備を終えたと同省は述べた。\n", i, i % 365, i, i % 365 }' >big.tsv
printf 'One sentence.\t一つの文。\n' >small.tsv
"$taiyaku" -m m.tm import small.tsv >/dev/null
units() { "$taiyaku" -m m.tm --json stats | sed 's/.*"units":\([0-9]*\).*/\1/'; }

# How long a whole import takes here, to spread the kills over it.
cp m.tm time.tm
start=$(date +%s%N)
"$taiyaku" -m time.tm import big.tsv >/dev/null
whole=$((($(date +%s%N) - start) / 1000000))
round=0
killed=0
while [ $round -lt 20 ]; do
	round=$((round + 1))
	wait_ms=$((whole * round / 21 + 1))
	"$taiyaku" -m m.tm import big.tsv >/dev/null 2>&1 &
	pid=$!
	sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
	kill -9 $pid 2>/dev/null && killed=$((killed + 1))
	wait $pid 2>/dev/null
	n=$(units)
	ok "round $round: $n units" sh -c '[ "$0" = 1 ] || [ "$0" = 30001 ]' "$n"
	# Once the whole batch is in, it is taken back for the next round.
	if [ "$n" = 30001 ]; then
		batch=$("$taiyaku" -m m.tm --json log --max 1 | sed 's/.*"batch":\([0-9]*\).*/\1/')
		"$taiyaku" -m m.tm undo "$batch" >/dev/null
	fi
done
ok "some rounds were killed in time" test $killed -gt 5
ok still-sound "$taiyaku" -m m.tm verify

cat big.tsv big.tsv big.tsv big.tsv big.tsv big.tsv | sed 's/unit/lot/' | awk '{ print NR " " $0 }' >huge.tsv
"$taiyaku" -m m.tm import huge.tsv >int.log 2>&1 &
pid=$!
sleep "$(printf '%d.%03d' $((whole / 2000)) $((whole / 2 % 1000)))"
kill -INT $pid 2>/dev/null
wait $pid
status=$?
n=$(units)
# The import is cut short: half-way through the time it takes there is much to do.
ok "interrupt: exit $status with $n units" sh -c '[ "$0" = 1 ] && [ "$1" = 1 ]' $status "$n"
ok sound-after-interrupt "$taiyaku" -m m.tm verify
finish
