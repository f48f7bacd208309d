#!/bin/sh
# The figures this project promises, measured and printed, never asserted.  What needs the
# shared material is skipped, saying so, where that is absent.  BENCH_QUICK=1 leaves out what
# takes longest: ten million segments, and all queries held against a full scan.
cd "$(dirname "$0")/../.." || exit 1
data=../shared/data
out=build/bench/out
taiyaku=build/taiyaku
spawn=build/bench/spawn
rates=build/bench/rates

# The page, in a browser.
if [ -e build/web/tools ] && [ -x /usr/bin/chromium ]; then
	node tests/bench/web.mjs | grep -vE '^(ok|1\.\.)'
else
	skip "the page" "node, chromium (make check installs them)"
fi
rm -rf $out
mkdir -p $out

figure() {	# figure NAME LIMIT N COMMAND...: whole processes
	name=$1 limit=$2 n=$3
	shift 3
	set -- $($spawn "$n" "$@")
	printf '%-44s median %8s ms, least %8s ms, memory %4s MB   (at most %s)\n' \
		"$name" "$1" "$2" "$3" "$limit"
}
skip() { printf '%-44s skipped: %s is not there\n' "$1" "$2"; }

echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
figure "taiyaku --version" "20 ms" 21 $taiyaku --version
$taiyaku -m $out/demo.tm learn -q --pairs tm/samples/pairs.tsv
figure "suggest, demo memory, whole process" "60 ms" 21 \
	$taiyaku -m $out/demo.tm suggest 'The agency lifted a tsunami advisory at 9 p.m.'
figure "learn, 12 pairs of stories" "-" 5 sh -c "rm -f $out/l.tm; $taiyaku -m $out/l.tm learn -q --pairs tm/samples/pairs.tsv"

tsv=$data/memory/enja.tsv
if [ -f $tsv ]; then
	figure "import of 225,677 pairs, concordance included" "15 s, 300 MB" 3 \
		sh -c "rm -f $out/big.tm*; exec $taiyaku -m $out/big.tm import -q $tsv"
	ls -l $out/big.tm | awk '{ printf "  the memory: %.0f MB\n", $5 / 1e6 }'
	figure "lexicon learn --anew, 225,677 pairs" "60 s, 500 MB" 1 \
		$taiyaku -m $out/big.tm lexicon learn -q --anew
	# Every distinct text of the memory as stored, NUL between them.
	$taiyaku -m $out/big.tm export -q -o $out/big.tmx
	figure "export to TMX" "200 MB" 1 $taiyaku -m $out/big.tm export -q -o $out/big2.tmx
	figure "import of that TMX" "200 MB" 1 $taiyaku -m $out/again.tm import -q $out/big.tmx
	sqlite3 $out/big.tm 'SELECT text FROM variant' -newline "$(printf '\036')" 2>/dev/null |
		tr '\036' '\000' >$out/texts
	if [ -s $out/texts ]; then
		$rates search $out/big.tm $out/texts 設定 円 file 'the file' ファイルを開く の e
	else
		skip "search against a full scan" sqlite3
	fi
	figure "search, whole process" "50 ms" 11 $taiyaku -m $out/big.tm search 設定
	cut -f 1 $tsv | awk 'NR % 997 == 0' | sed 's/the/a/' >$out/queries
	$rates suggest $out/big.tm $out/queries 200
else
	skip "import, search, suggest" $tsv
fi

# The fuzzy index alone.  Each line also says how many queries were held against a full scan,
# and how many of these differ: of 2,000 of each language, at .6, .7 and .8.
fuzzy() {	# fuzzy NAME LIMIT ARGUMENTS...
	name=$1 limit=$2
	shift 2
	printf '%-44s %s   (at most %s)\n' "$name" "$(TMPDIR=$out build/bench/fuzzy "$@")" "$limit"
}
if [ -f $data/fuzzy/en.txt ]; then
	en="$data/fuzzy/en.txt $data/fuzzy/en.query.txt en"
	ja="$data/fuzzy/ja.txt $data/fuzzy/ja.query.txt ja"
	all=$([ "$BENCH_QUICK" ] || echo 2000)
	fuzzy "fuzzy index, English, .7" "25, 250 us; 300, 600 bytes; 10 s" $en .7 0 $all
	fuzzy "fuzzy index, English, .6" "80, 500 us" $en .6 0 $all
	fuzzy "fuzzy index, Japanese, .7" "120, 1200 us" $ja .7 0 $all
	if [ "$BENCH_QUICK" ]; then
		echo "  ten million segments, and every query checked: without BENCH_QUICK"
	else
		fuzzy "fuzzy index, English, .8" "-" $en .8 0 $all
		fuzzy "fuzzy index, Japanese, .6" "-" $ja .6 0 $all
		fuzzy "fuzzy index, Japanese, .8" "-" $ja .8 0 $all
		fuzzy "fuzzy index, English, ten million, .7" "300, 3000 us" $en .7 10000000 20
	fi
else
	skip "fuzzy index" $data/fuzzy
fi

# A memory of a million units, made once: English segments, each with some Japanese one.
english=$data/fuzzy/en.txt
million=build/bench/million/enja.tm
if [ -f $english ]; then
	if [ ! -f $million ]; then
		mkdir -p build/bench/million
		tr -d '\t' <$data/fuzzy/ja.txt | awk 'NR == FNR { ja[n++] = $0; next }
			{ gsub(/\t/, " "); print $0 "\t" ja[(FNR - 1) % n] }' - $english >$out/million.tsv
		figure "import of 1 M pairs, indexes included" "-" 1 \
			$taiyaku -m $million import -q $out/million.tsv
	fi
	$taiyaku -m $million suggest -q 'Builds the index, if need be.' >/dev/null
	ls -l $million-en-*.index | awk '{ s += $5 } END { printf "  its index: %d files, %.0f MB\n", NR, s / 1e6 }'
	sentence=$(sed -n 7p $data/fuzzy/en.query.txt)
	figure "suggest, 1 M units, whole process" "40 ms" 21 $taiyaku -m $million suggest "$sentence"
	echo "through the library, 1 M units               (p50 at most 200 us; after a confirm + 50 us)"
	$rates suggest $million $data/fuzzy/en.query.txt 2000
	$rates confirm $million $out/elsewhere.tm $data/fuzzy/en.query.txt 200
	echo "searches, 1 M units: a page of 20 and the exact count (at most 20 ms)"
	$rates search $million - 設定 円 会議 ファイルを開く zebra の e . file 'the file'
	figure "search --kwic, 1 M units, whole process" "50 ms" 11 $taiyaku -m $million search --kwic 設定
	figure "search --lang ja, 1 M units" "50 ms" 11 $taiyaku -m $million search --lang ja の
	figure "search --other, 1 M units" "50 ms" 11 $taiyaku -m $million search の --other zebra
	figure "search --kind among 50,000 hits" "-" 5 $taiyaku -m $million search --kind imported 設定
	# The server, on a copy that may be written to.
	mkdir -p $out/served
	cp $million* $out/served
	sh tests/bench/serve.sh $out/served/enja.tm $data/fuzzy/en.query.txt $english $out/served
else
	skip "a memory of a million units" $english
fi

# Which of 10,000 stories belongs to which of 10,000, made by splicing.
if [ -f $tsv ]; then
	mkdir -p $out/stories/en $out/stories/ja
	awk -v out=$out/stories -v n=10000 -f tests/bench/splice.awk $tsv
	figure "corpus pair, 10,000 x 10,000 stories" "60 s" 1 \
		$taiyaku corpus pair -q $out/stories/en $out/stories/ja
fi
for t in wire hard halves; do
	[ -f $data/align/docalign-$t/gold.tsv ] || continue
	(cd $data/align/docalign-$t && $OLDPWD/$taiyaku corpus pair -q en ja) |
		sed 's/en.//; s/ja.//; s/[.]txt//g' >$out/docalign.tsv
	printf '%-44s %s\n' "corpus pair, docalign-$t" \
		"$(python3 $data/align/score_docs.py $data/align/docalign-$t $out/docalign.tsv)"
done

# Stories in work, every confirm on disk.
echo "work on stories, a story of 5,000 segments"
if [ -f $tsv ]; then
	build/bench/work $out/work.tm 1000 $tsv
else
	build/bench/work $out/work.tm 1000
fi

# News text to segment: documents of the dev sets, one after the other.
if [ -f $data/segment/ntrex_en.jsonl ]; then
	for l in en ja; do
		cat $data/segment/ntrex_$l.jsonl $data/segment/ud_$l*.jsonl |
			sed -n 's/.*"text": *"\(.*\)", *"segs".*/\1/p' |
			sed 's/\\n/\n/g; s/\\"/"/g' >$out/doc.$l
		i=0
		while [ $i -lt 20 ]; do cat $out/doc.$l; i=$((i + 1)); done >$out/news.$l
		$rates segment $l $out/news.$l
		$rates values $l $out/news.$l
	done
	# Terms: the newsroom's glossary for a termbase, 10,000 concepts.
	{ printf 'en\tja\n'; grep -v '^#' tm/lexicon/newsroom.tsv; } >$out/terms.csv
	$taiyaku -m $out/terms.tm term import -q $out/terms.csv
	for l in en ja; do
		$rates terms $out/terms.tm $l $out/doc.$l
	done
	i=0
	while [ $i -lt 128 ]; do cat $out/news.en; i=$((i + 1)); done | head -c 1000000000 >$out/gigabyte
	figure "segment, a stream of 1 GB" "flat memory" 1 \
		sh -c "exec $taiyaku segment -l en - <$out/gigabyte"
	rm -f $out/gigabyte
else
	skip "segmentation" "$data/segment"
fi

# Alignment: documents of 15 by 15 sentences, and one of 2,000 by 2,000; then the figures of the
# weights as they are (build/bench/fit cross-validates them).
if [ -f $data/align/score.py ] && command -v python3 >/dev/null; then
	set -- tm/lexicon/newsroom.tsv
	if [ -f /usr/share/edict/edict ]; then
		$taiyaku lexicon build -q -o $out/edict.lex
		set -- "$@" $out/edict.lex
	fi
	for lexicon; do
		echo "alignment with $(basename "$lexicon") (at least 500 documents a second)"
		for c in clean wire reordered hard; do
			printf '%-10s' $c
			build/bench/align $data/align/$c $out/align "$lexicon" | tr '\n' ' '
			python3 $data/align/score.py $data/align/$c $out/align
			rm -r $out/align
		done
		build/bench/fit -n -l "$lexicon" $data/align 2>&1 | sed -n 's/^all.*recall/recall/p; /at .9/p'
	done
	mkdir $out/long
	for l in en ja; do cat $data/align/clean/*.$l | head -n 2000 >$out/long/long.$l; done
	figure "align 2,000 x 2,000 segments" "2000 ms" 3 \
		$taiyaku align -f beads --lines $out/long/long.en $out/long/long.ja
else
	skip "alignment" $data/align
fi

# Values, pairs and carrying over by the shared scorer; alarms of checks on news that agrees.
if [ -f $data/values/score.py ] && command -v python3 >/dev/null; then
	python3 $data/values/score.py --cmd $taiyaku --dir $data/values |
		grep -E 'pairs:|carry:|strict|amount\+unit|alarms|rewrite|refuse|values_'
	DATA=$data sh tests/bench/alarms.sh
	echo "values written in every style and read again (0 failures)"
	TY_TEST_MANY=1 build/tests/unit/value_write | grep -v '^ok'
else
	skip "values, checks, carrying over" $data/values
fi

# The page, in a browser.
if [ -e build/web/tools ] && [ -x /usr/bin/chromium ]; then
	node tests/bench/web.mjs | grep -vE '^(ok|1\.\.)'
else
	skip "the page" "node, chromium (make check installs them)"
fi
rm -rf $out
