#!/bin/sh
# Bad input: one clear sentence, the right exit status, the memory byte for byte
# as before, no half-written output.
. "$(dirname "$0")/lib.sh"

"$taiyaku" -m m.tm learn "$samples/marathon/1.en.txt" "$samples/marathon/1.ja.txt" >/dev/null
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY
sum=$(sha256sum <m.tm)
good=$samples/marathon/1.en.txt

# bad NAME COMMAND...: golden, and the memory is untouched
bad() {
	check "$@"
	count=$((count + 1))
	if [ "$(sha256sum <m.tm)" = "$sum" ]; then
		echo "ok $count - $1: memory untouched"
	else
		echo "not ok $count - $1: memory changed"
	fi
}

mkdir folder
: >empty.txt
printf ' \n\t\343\200\200\n' >blank.txt
head -c 3000 "$taiyaku" >binary.txt
printf 'A headline\n\nGood line.\nbad \377 byte here.\n' >latin.txt
printf 'Nul \000 byte.\n' >nul.txt
printf 'truncated \343\201' >cut.txt
for f in none.txt folder empty.txt blank.txt binary.txt latin.txt nul.txt cut.txt; do
	n=$(basename "$f" .txt)
	bad "bad-learn-$n" "$taiyaku" learn "$f" "$samples/marathon/1.ja.txt"
	bad "bad-segment-$n" "$taiyaku" segment -l en "$f"
	bad "bad-translate-$n" "$taiyaku" translate "$f" -o out.xlf
	bad "bad-inspect-$n" "$taiyaku" inspect "$f"
done
ok no-half-written-draft sh -c '[ -z "$(ls | grep "^out")" ]'
bad bad-learn-second "$taiyaku" learn "$good" latin.txt
bad bad-learn-swapped "$taiyaku" learn "$samples/marathon/1.ja.txt" "$good"
bad bad-learn-ja env LANGUAGE=ja "$taiyaku" learn latin.txt "$good"
printf '%s\t%s\n%s\n' "$good" "$samples/marathon/1.ja.txt" 'one path only' >list.tsv
bad bad-list "$taiyaku" learn --pairs list.tsv
printf '%s\t%s\n%s\t%s\n' "$good" "$samples/marathon/1.ja.txt" gone.en.txt gone.ja.txt >list.tsv
bad bad-list-missing-file "$taiyaku" learn --pairs list.tsv

# Bilingual files.
"$taiyaku" export -o whole.tmx >/dev/null
head -n 9 whole.tmx >cut.tmx
printf '<?xml version="1.0"?>\n<tmx version="1.4"><header/>\n<body><tu><tuv xml:lang="ja"><seg>\346\270' >cut2.tmx
bad bad-tmx-cut-in-a-character "$taiyaku" import cut2.tmx
bad bad-tmx-cut "$taiyaku" import cut.tmx
bad bad-tmx-cut-ja env LANGUAGE=ja "$taiyaku" import cut.tmx
bad bad-tmx-after-good "$taiyaku" import whole.tmx cut.tmx
printf '<?xml version="1.0"?>\n<!DOCTYPE tmx [\n<!ENTITY a "aaaaaaaaaa">\n]>\n<tmx version="1.4"><header/><body/></tmx>\n' >bomb.tmx
bad bad-tmx-entity "$taiyaku" import bomb.tmx
printf '<?xml version="1.0"?>\n<rss version="2.0"/>\n' >rss.tmx
bad bad-tmx-other-root "$taiyaku" import rss.tmx
printf 'a\tb\nc\tbad \200\n' >latin.tsv
bad bad-tsv-utf8 "$taiyaku" import latin.tsv
: >empty.tsv
bad bad-tsv-empty "$taiyaku" import empty.tsv
bad bad-import-missing "$taiyaku" import none.tmx
bad bad-import-text "$taiyaku" import "$good"
bad bad-import-format "$taiyaku" import -f frob whole.tmx
bad bad-export-format "$taiyaku" export -o x.frob
ok no-half-written-export sh -c '[ ! -e x.frob ]'
bad bad-export-folder "$taiyaku" export -o no/such/folder/x.tmx
printf 'bad \377\n' >latin.lines
check_in bad-suggest-utf8 latin.lines "$taiyaku" suggest

# Memories.
bad bad-memory-none "$taiyaku" -m none.tm stats
bad bad-memory-folder "$taiyaku" -m folder stats
bad bad-memory-text "$taiyaku" -m "$good" stats
bad bad-memory-text-import "$taiyaku" -m blank.txt import whole.tmx
: >zero.tm
bad bad-memory-empty "$taiyaku" -m zero.tm stats
if command -v sqlite3 >/dev/null; then
	cp m.tm newer.tm
	sqlite3 newer.tm 'PRAGMA user_version = 999' >/dev/null
	sum_newer=$(sha256sum <newer.tm)
	bad bad-memory-newer "$taiyaku" -m newer.tm stats
	bad bad-memory-newer-write "$taiyaku" -m newer.tm import whole.tmx
	ok bad-memory-newer-untouched sh -c '[ "$(sha256sum <newer.tm)" = "$0" ]' "$sum_newer"
	sqlite3 other.tm 'CREATE TABLE t(x)'
	bad bad-memory-other-database "$taiyaku" -m other.tm stats
	# Somebody else is writing for longer than anybody waits.
	(printf 'BEGIN IMMEDIATE;\n'; sleep 12) | sqlite3 m.tm &
	sleep 1
	bad bad-memory-busy "$taiyaku" import whole.tmx
	check reading-while-busy "$taiyaku" search --max 1 ベルリン
	wait
fi
cp m.tm damaged.tm
size=$(stat -c %s damaged.tm)
for at in 20000 40000 60000; do
	printf 'XXXXXXXX' | dd of=damaged.tm bs=1 seek=$((at % size)) conv=notrunc 2>/dev/null
done
ok damage-is-seen sh -c '"$0" -m damaged.tm verify; [ $? = 1 ]' "$taiyaku"
cp m.tm short.tm
truncate -s 9000 short.tm
ok cut-memory-is-seen sh -c '"$0" -m short.tm verify; [ $? = 1 ]' "$taiyaku"

# Full disks.
if [ -w /dev/full ]; then
	check full-stdout sh -c '"$0" segment -l en "$1" >/dev/full' "$taiyaku" "$good"
	check full-export sh -c '"$0" export -o - -f tmx >/dev/full' "$taiyaku"
	check full-export-device "$taiyaku" export -f tmx -o /dev/full
	check full-draft "$taiyaku" translate "$good" -f xliff -o /dev/full
	check full-search sh -c '"$0" search Berlin >/dev/full' "$taiyaku"
fi
mkdir small
if mount -t tmpfs -o size=400k none small 2>/dev/null; then
	cp m.tm small/m.tm
	sum_small=$(sha256sum <small/m.tm)
	awk 'BEGIN { for (i = 0; i < 20000; i++) printf "Sentence number %d of many.\t%d番目の文だ。\n", i, i }' >big.tsv
	check full-disk-import "$taiyaku" -m small/m.tm import big.tsv
	ok full-disk-memory-untouched sh -c '[ "$(sha256sum <small/m.tm)" = "$0" ]' "$sum_small"
	ok full-disk-memory-sound "$taiyaku" -m small/m.tm verify
	check full-disk-draft sh -c 'head -c 300k /dev/zero >small/fill; "$0" export -o small/x.tmx; s=$?; ls small | grep x.tmx; exit $s' "$taiyaku"
	umount small
else
	skip full-disk-import "no tmpfs can be mounted here"
fi

# Sizes: one line of 100 MB.
head -c 100000000 /dev/zero | tr '\0' a >long.txt
bad big-line-segment "$taiyaku" segment -l en long.txt
bad big-line-learn "$taiyaku" learn long.txt "$samples/marathon/1.ja.txt"
cp long.txt long.tsv
bad big-line-tsv "$taiyaku" import long.tsv
rm -f long.txt long.tsv

# Text for a terminal cannot drive it.
printf 'A \033[31mred\033[0m headline\n\nText with an escape \033]0;title\007 in it.\n' >escape.txt
ok escapes-are-neutralised sh -c '"$0" suggest --min 50 "$(cat escape.txt)" >out && grep -q headline out && ! grep -q "$(printf "\033")" out' "$taiyaku"
finish
