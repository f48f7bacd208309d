#!/bin/sh
# taiyaku check: pairs, files, the memory; what is switched off; fixes.
. "$(dirname "$0")/lib.sh"

printf '%s\t%s\n' \
	'The ferry carried 240 people.' 'フェリーには240人が乗っていた。' \
	'The ferry carried 240 people.' 'フェリーには420人が乗っていた。' \
	'The minister resigned.' '大臣をを 信じたｶﾞ 。。' \
	'A new pier was built.' 'A new pier was built.' >p.tsv
check check-list "$taiyaku" check --list
check_in check-pairs p.tsv "$taiyaku" check --pairs
check_in check-pairs-json p.tsv "$taiyaku" check --pairs --json
check_in check-only p.tsv "$taiyaku" check --pairs --only marks,width-kana
check_in check-off p.tsv "$taiyaku" check --pairs --off values,spaces,same-as-source -q
check_in check-clean p.tsv "$taiyaku" check --pairs --only codes
check check-file "$taiyaku" check p.tsv
check check-file-json "$taiyaku" check --json --only values p.tsv
check_in check-from-japanese /dev/stdin "$taiyaku" -s ja -t en check --pairs <<'END'
犬が3匹いた。	There were the the four dogs.
END
printf 'A  cat\t猫だ\n' >both.tsv
check check-both "$taiyaku" check --both both.tsv

# Lines without a translation, a blank one, a byte order mark, CRLF, a note.
printf '\357\273\277One.\n\nTwo 5.\t二つの6。\tnb [check] off: values\r\nTwo 5.\t二つの6。\n' >odd.tsv
check check-odd "$taiyaku" check --pairs --json odd.tsv

# ---- configuration
printf '# ours\nall = off\nvalues = warning	# only these\n' >conf
check check-config "$taiyaku" check -c conf p.tsv
cp conf .taiyaku-check
check check-config-here "$taiyaku" check -q p.tsv
rm .taiyaku-check
printf 'values = off\nvalue = off\n' >bad
check check-config-bad "$taiyaku" check -c bad p.tsv
printf 'values = loud\n' >bad
check check-config-bad-severity "$taiyaku" check -c bad p.tsv
check check-config-missing "$taiyaku" check -c gone p.tsv
check check-only-unknown "$taiyaku" check --only values,nonsense p.tsv
check check-no-file "$taiyaku" check gone.tsv
check check-bad-file "$taiyaku" check --pairs "$data/latin1.tsv"
check check-story "$taiyaku" check "$samples/earthquake/1.en.txt"
check check-output-alone "$taiyaku" check -o out.tsv p.tsv

# ---- fixes
check_in check-fix-pairs p.tsv "$taiyaku" check --pairs --fix
cp p.tsv q.tsv
check check-fix-output "$taiyaku" check -q --fix -o fixed.tsv q.tsv
ok check-fix-leaves-the-file cmp p.tsv q.tsv
check check-fix-again "$taiyaku" check -q --fix -o again.tsv fixed.tsv
ok check-fix-is-done cmp fixed.tsv again.tsv
ok check-fix-in-place sh -c '"$0" check -q --fix q.tsv; test $? = 3 && cmp q.tsv fixed.tsv' "$taiyaku"
printf '\357\273\277Wait,  there\t待て､\tnote \r\nYes\tはい' >crlf.tsv
printf '\357\273\277Wait,  there\t待て、\tnote \r\nYes\tはい' >want.tsv
ok check-fix-all-fixed "$taiyaku" check -q --fix crlf.tsv
ok check-fix-touches-nothing-else cmp crlf.tsv want.tsv

# ---- the memory, TMX and XLIFF
"$taiyaku" -m m.tm -q import p.tsv >log
check check-memory "$taiyaku" -m m.tm check
check check-memory-json "$taiyaku" -m m.tm check --json --only values,inconsistent
check check-memory-fix "$taiyaku" -m m.tm check -q --fix
check check-memory-fixed "$taiyaku" -m m.tm search 大臣
check check-memory-undo "$taiyaku" -m m.tm undo 2
check check-memory-none "$taiyaku" -m gone.tm check
"$taiyaku" -m m.tm export -q -o m.tmx
check check-tmx "$taiyaku" check -q --only values m.tmx
check check-tmx-fix "$taiyaku" check -q --fix m.tmx
"$taiyaku" -m m.tm term add -q minister 閣僚 >log
check check-terms "$taiyaku" -m m.tm check --only terms
check check-terms-of-a-file "$taiyaku" -m m.tm check --only terms p.tsv
cat >codes.tmx <<'END'
<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="xml"/><body>
<tu><tuv xml:lang="en"><seg>Press <bpt i="1" x="1">&lt;b></bpt>Enter<ept i="1">&lt;/b></ept><ph x="2">{n}</ph>.</seg></tuv>
<tuv xml:lang="ja"><seg><bpt i="1" x="1">&lt;b></bpt>Enter<ept i="1">&lt;/b></ept>を押す 。</seg></tuv></tu>
<tu><prop type="check">off: codes, end-mark</prop><tuv xml:lang="en"><seg>Press <ph x="2">{n}</ph>.</seg></tuv>
<tuv xml:lang="ja"><seg>押す</seg></tuv></tu>
</body></tmx>
END
# A match of the memory that nobody has edited; not the pair itself, nor one
# whose words differ in small things.
printf 'Mayor Sato said the Onomi bridge will be closed.\t佐藤市長は小野見橋を通行止めにすると述べた。\n' >known.tsv
"$taiyaku" -q -m known.tm import known.tsv
printf 'Mayor Sato said the Kitara bridge will be closed.\t佐藤市長は小野見橋を通行止めにすると述べた。\n' >left.tsv
printf 'Mayor Sato said that the Onomi bridge will be closed.\t佐藤市長は小野見橋を通行止めにすると述べた。\n' >small.tsv
check check-unedited "$taiyaku" -m known.tm check left.tsv
check check-unedited-ja env LANGUAGE=ja "$taiyaku" -q -m known.tm check left.tsv
check check-unedited-not "$taiyaku" -m known.tm check known.tsv small.tsv
check check-codes "$taiyaku" check codes.tmx
"$taiyaku" -m d.tm -q learn "$samples/earthquake/1.en.txt" "$samples/earthquake/1.ja.txt" >log
"$taiyaku" -m d.tm -q translate "$samples/earthquake/3.en.txt" -o d.xlf >log 2>&1
check check-draft "$taiyaku" check -q d.xlf
finish
