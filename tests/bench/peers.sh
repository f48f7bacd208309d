#!/bin/sh
# Taiyaku beside the translation memories that Debian ships: the same segments, the same
# questions, one run; how long an answer takes, and what of the exact answer it misses.
#
#	tests/bench/peers.sh		(make bench-peers; SEGMENTS=100000 QUESTIONS=100)
#
# "best": how often the most similar segment (any of equals) is among the first ten shown;
# "all": how many of the segments at .7 or above are, as far as ten have room.  Similarity is
# Taiyaku's own, by words, with numbers as one class; a peer with another measure may prefer
# others with reason, so read its figures as what a translator used to words would miss.
# Peers that are not installed are left out, saying so; the slow ones answer what they can in
# a minute.
cd "$(dirname "$0")/../.." || exit 1
segments=${SEGMENTS:-100000}
questions=${QUESTIONS:-100}
corpus=../shared/data/fuzzy/en.txt
queries=../shared/data/fuzzy/en.query.txt
[ -f $corpus ] || corpus=/work/shared/data/fuzzy/en.txt
[ -f $queries ] || queries=/work/shared/data/fuzzy/en.query.txt
taiyaku=$PWD/build/taiyaku
here=$PWD/tests/bench
out=$PWD/build/bench/peers

python() { "${PYTHON:-/usr/bin/python3}" "$@"; }
peers() { python "$here/peers.py" "$@"; }
skip() { printf '%-34s skipped: %s\n' "$1" "$2"; }
now() { date +%s%N; }
score() { peers score "$1" exact.jsonl "$2" $3; }	# score NAME ANSWERS [MS]

for file in $corpus $queries; do
	[ -f "$file" ] || { skip "all of it" "$file is not there"; exit 0; }
done
rm -rf "$out"
mkdir -p "$out"
tr -d '\t\r' <$corpus | awk -v n="$segments" 'length && !seen[$0]++ { print; if (++k == n) exit }' >"$out/corpus"
tr -d '\t\r' <$queries | awk 'length && !seen[$0]++' >"$out/all"
cd "$out" || exit 1
awk '{ printf "%s\t%d\n", $0, NR - 1 }' corpus >corpus.tsv

# The exact answer, by comparing with everything.
"$taiyaku" -m m.tm import -q corpus.tsv
"$taiyaku" -m m.tm suggest --json --min 55 --max 1000 <all >fast.jsonl
peers choose fast.jsonl "$questions" all questions fast.exact
"$taiyaku" -m m.tm suggest --json --exhaustive --min 55 --max 1000 <questions >slow.jsonl
peers choose slow.jsonl "$questions" questions same exact.jsonl
echo "$(wc -l <corpus) segments, $(wc -l <questions) questions, $(nproc) cores"

ours() {
	# The first ten, as a translator asks; times from inside one process.
	"$taiyaku" -m m.tm suggest --json --min 60 --max 10 <questions |
		python -c 'import json, sys
for line in sys.stdin:
    print("\t".join(["-"] + [m["target"] for m in json.loads(line)["matches"]]))' >ours
	set -- $("$here/../../build/bench/rates" suggest m.tm questions "$questions" |
		sed -n 's/.*p50 \([0-9]*\) us, p99 \([0-9]*\) us.*/\1 \2/p')
	score "taiyaku" ours 0 | sed "s|mean.*process  *|p50 $(echo "$1" | awk '{ printf "%9.2f", $1 / 1000 }') ms  p99 $(echo "$2" | awk '{ printf "%9.2f", $1 / 1000 }') ms  |"
}

fts5() {
	name="SQLite FTS5 trigram + Levenshtein"
	python -c 'import sqlite3; sqlite3.connect(":memory:").execute(
		"CREATE VIRTUAL TABLE t USING fts5(x, tokenize=trigram)")' 2>/dev/null ||
		{ skip "$name" "no SQLite with FTS5 trigram in Python"; return; }
	peers fts5 corpus questions >fts5
	score "$name" fts5
}

# A cluster of its own, of a user who is not root, on a socket in its folder.
postgres() {
	name="PostgreSQL pg_trgm"
	bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
	[ -x "$bin/initdb" ] || { skip "$name" "no PostgreSQL"; return; }
	[ -f "$(dirname "$bin" | sed 's/lib/share/')/extension/pg_trgm.control" ] ||
		{ skip "$name" "no pg_trgm"; return; }
	as=
	if [ "$(id -u)" = 0 ]; then
		id postgres >/dev/null 2>&1 || { skip "$name" "no user to run it"; return; }
		as="runuser -u postgres --"
	fi
	mkdir pg && chmod 711 . && { [ -z "$as" ] || chown postgres pg; }
	$as "$bin/initdb" -D "$out/pg/data" -E UTF8 --locale=C -A trust >pg.log 2>&1 &&
		$as "$bin/pg_ctl" -D "$out/pg/data" -l "$out/pg/log" -w \
			-o "-k $out/pg -c listen_addresses='' -c fsync=off" start >>pg.log 2>&1 ||
		{ skip "$name" "it does not start (build/bench/peers/pg.log)"; return; }
	sql="$as $bin/psql -h $out/pg -d postgres -qAt"
	{
		echo 'CREATE EXTENSION pg_trgm; CREATE TABLE t(text text, id int);'
		echo 'COPY t FROM STDIN;'
		sed 's/\\/\\\\/g' corpus.tsv
		printf '%s\n' '\.'
		echo 'CREATE INDEX ON t USING gin(text gin_trgm_ops); ANALYZE t;'
	} | $sql >>pg.log 2>&1
	{
		printf '%s\n' '\timing on'
		sed "s/'/''/g; s/.*/SELECT string_agg(id::text, ',') FROM (SELECT id FROM t WHERE text % '&' ORDER BY similarity(text, '&') DESC LIMIT 10) x;/" questions
	} | $sql | awk '/^Time:/ { gsub(",", "\t", ids); printf "%s\t%s\n", $2, ids; ids = ""; next }
		{ ids = $0 }' >postgres
	$as "$bin/pg_ctl" -D "$out/pg/data" -m immediate stop >>pg.log 2>&1
	score "$name" postgres
}

toolkit() {
	name="translate-toolkit TM server"
	python -c 'import translate.storage.tmdb' 2>/dev/null || { skip "$name" "no python3-translate"; return; }
	peers tmdb corpus questions tmdb.sqlite >toolkit 2>toolkit.log
	score "$name" toolkit
}

omegat() {
	name="OmegaT"
	jar=/usr/share/omegat/OmegaT.jar
	[ -f $jar ] || { skip "$name" "not installed"; return; }
	command -v javac >/dev/null || { skip "$name" "no Java compiler to drive it without a window"; return; }
	mkdir -p omegat/source omegat/target omegat/tm omegat/glossary omegat/dictionary omegat/omegat
	peers tmx corpus >omegat/tm/corpus.tmx
	echo 'Nothing to be seen here.' >omegat/source/a.txt
	cat >omegat/omegat.project <<'END'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>JA</target_lang>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
END
	java -Djava.awt.headless=true "-Duser.home=$out" -cp $jar "$here/OmegaTPeer.java" \
		omegat questions 2>omegat.log | sed -n 's/^ANSWER //p' >omegat.answers
	[ -s omegat.answers ] || { skip "$name" "it does not run (build/bench/peers/omegat.log)"; return; }
	score "$name" omegat.answers
}

gettext() {
	name="msgmerge, fuzzy (gettext)"
	command -v msgmerge >/dev/null || { skip "$name" "not installed"; return; }
	peers po corpus numbered >corpus.po
	peers po questions empty >questions.pot
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' >none.po
	begun=$(now)
	msgmerge -q --no-wrap -C corpus.po -o merged.po none.po questions.pot 2>msgmerge.log
	ms=$((($(now) - begun) / 1000000))
	peers merged merged.po >gettext
	score "$name" gettext $ms
}

ours
for peer in fts5 postgres toolkit omegat gettext; do
	$peer
done
rm -rf pg m.tm* tmdb.sqlite omegat
