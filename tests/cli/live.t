#!/bin/sh
# The files of the fuzzy index beside a memory: whatever happens to them, to the
# disk or to who writes them, suggestions are what comparing with every text gives.
. "$(dirname "$0")/lib.sh"

make() {	# make WORD FROM TO: a table of pairs
	awk -v w="$1" -v a="$2" -v b="$3" 'BEGIN { for (i = a; i < b; i++)
		printf "The %s number %c%c was ready in week %d of the plan.\t第%d%sは準備できた。\n", \
			w, 97 + i % 26, 97 + int(i / 26) % 26, i % 53, i, w }'
}
make crane 0 3000 >a.tsv
make ferry 0 40 >b.tsv
make tram 0 2500 >c.tsv

# agree MEMORY: what is found is what there is
agree() {
	for text in 'The crane number bc was ready in week 3 of the plan.' \
		'The ferry number zz was late in week 3 of the plan.' \
		'The tram number ab was never ready.'; do
		"$taiyaku" -m "$1" --json suggest --min 60 "$text" >found.json || return 1
		"$taiyaku" -m "$1" --json suggest --min 60 --exhaustive "$text" >whole.json || return 1
		cmp found.json whole.json || return 1
	done
}
indexes() { ls | grep "^$1-.*index" | paste -sd ' '; }

"$taiyaku" -m m.tm import -q b.tsv
ok small-agrees agree m.tm
check live-small indexes m.tm
"$taiyaku" -m m.tm import -q a.tsv
check live-files indexes m.tm
check live-stats sh -c '"$0" -m m.tm --json stats | sed "s/_bytes\":[1-9][0-9]*/_bytes\":N/"' "$taiyaku"
ok modes sh -c 'stat -c %a m.tm-*.index | grep -v 600; [ $? = 1 ]'
ok agrees agree m.tm
check live-verify "$taiyaku" -m m.tm verify --matches 3
check live-verify-json "$taiyaku" -m m.tm --json verify --matches 3
check live-verify-ja env LANGUAGE=ja "$taiyaku" -m m.tm verify --matches 1
check live-verify-none "$taiyaku" -m m.tm verify --matches 0
"$taiyaku" -m m.tm import -q c.tsv
ok agrees-after-another agree m.tm
"$taiyaku" -m m.tm undo 2 >/dev/null
ok agrees-after-undo agree m.tm
"$taiyaku" -m m.tm import -q a.tsv
ok agrees-after-the-same-again agree m.tm
"$taiyaku" -m m.tm reindex >/dev/null
check live-one-file indexes m.tm
ok agrees-after-reindex agree m.tm

# Damage.
cp m.tm-en-*.index whole.index
size=$(stat -c %s whole.index)
for at in 9 $((size / 3)) $((size / 2)) $((size - 40)); do
	name=$(ls m.tm-en-*.index)
	cp whole.index "$name"
	printf 'XXXX' | dd of="$name" bs=1 seek=$at conv=notrunc 2>/dev/null
	ok "damage-at-$((at * 100 / size))-is-told" sh -c '"$0" -m m.tm verify; [ $? = 1 ]' "$taiyaku"
	ok "damage-at-$((at * 100 / size))-does-no-harm" agree m.tm
done
"$taiyaku" -m m.tm reindex >/dev/null
ok built-again "$taiyaku" -m m.tm verify --matches 2
for junk in /dev/null a.tsv m.tm; do
	cp $junk "$(ls m.tm-en-*.index)"
	ok "junk-$(basename $junk)-does-no-harm" agree m.tm
done

# A memory put back from a copy.
"$taiyaku" -m m.tm backup copy.bak >/dev/null
make yacht 0 2000 >d.tsv
make barge 0 2000 >e.tsv
"$taiyaku" -m m.tm import -q d.tsv
cp copy.bak m.tm
ok put-back agree m.tm
"$taiyaku" -m m.tm import -q e.tsv
ok another-future sh -c '"$0" -m m.tm suggest "The barge number ab was ready in week 1 of the plan." | grep -q barge' "$taiyaku"
ok another-future-agrees agree m.tm

# Who asks line by line through pipes has each answer before the next question.
mkfifo ask answer
"$taiyaku" -m m.tm --json suggest <ask >answer &
asked=$!
exec 3>ask 4<answer
echo 'The crane number bc was late.' >&3
ok an-answer-at-once sh -c 'timeout 10 head -n 1 <&4 | grep -q "\"version\":1"'
exec 3>&- 4<&-
wait $asked

# Several at once.
for i in 1 2 3; do
	"$taiyaku" -m m.tm reindex >/dev/null 2>"$i.err" &
	"$taiyaku" -m m.tm suggest 'The crane number bc was late.' >/dev/null 2>>"$i.err" &
done
wait
ok several-at-once-say-nothing sh -c '[ -z "$(cat 1.err 2.err 3.err | grep -v "written by someone else")" ]'
ok several-at-once agree m.tm
ok several-at-once-sound "$taiyaku" -m m.tm verify --matches 2

# Killed at any moment.
round=0
while [ $round -lt 12 ]; do
	round=$((round + 1))
	rm -f m.tm-en-*.index
	if [ $((round % 2)) = 0 ]; then
		"$taiyaku" -m m.tm reindex >/dev/null 2>&1 &
	else
		"$taiyaku" -m m.tm suggest 'The crane number bc was late.' >/dev/null 2>&1 &
	fi
	pid=$!
	sleep "0.0$((round * 7 % 10))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	ok "killed-$round" agree m.tm
done
ok killed-sound "$taiyaku" -m m.tm verify
for f in m.tm-en-*.index.??????; do
	[ ! -e "$f" ] || touch -d '2 hours ago' "$f"
done
"$taiyaku" -m m.tm reindex >/dev/null
ok live-learns-by-itself test -s m.tm-en-ja.learnt
ok nothing-left-over sh -c '! ls m.tm-en-*.index.?????? 2>/dev/null'

# Files that may not grow: the index is not kept, and the answer comes all the same.
rm -f m.tm-en-*.index
ok no-large-files-answer sh -c 'ulimit -f 80; "$0" -m m.tm --json suggest "The crane number bc was late." >small.json 2>small.err' "$taiyaku"
ok no-large-files-is-told grep -q 'not kept: larger than' small.err
ok no-large-files-leaves-nothing sh -c '! ls | grep "^m.tm-en-[0-9]"'
"$taiyaku" -m m.tm --json suggest 'The crane number bc was late.' >whole.json
ok no-large-files-same cmp small.json whole.json

# A disk that is full, and one that can only be read.
mkdir small
if mount -t tmpfs -o size=8m none small 2>/dev/null; then
	cp copy.bak small/m.tm
	head -c 8m /dev/zero >small/fill 2>/dev/null
	check live-full-disk-suggest sh -c 'LC_ALL=C.UTF-8 "$0" -m small/m.tm suggest --max 1 "The crane number bc was ready in week 3 of the plan." 2>&1 >/dev/null | sed "s/m.tm-.*: the/m.tm: the/; s/index: .*/index: WHY/"' "$taiyaku"
	ok full-disk-agrees agree small/m.tm
	ok full-disk-leaves-nothing sh -c '! ls small | grep index'
	check live-full-disk-reindex sh -c '"$0" -m small/m.tm reindex 2>&1 | sed "s/no room.*/no room/"' "$taiyaku"
	rm small/fill
	ok full-disk-sound "$taiyaku" -m small/m.tm verify
	mount -o remount,ro small
	ok read-only-without-files agree small/m.tm
	mount -o remount,rw small
	ok agree-again agree small/m.tm
	mount -o remount,ro small
	ok read-only-with-files agree small/m.tm
	ok read-only-verify "$taiyaku" -m small/m.tm verify --matches 1
	umount small
else
	skip full-disk-suggest "no tmpfs can be mounted here"
fi
finish
