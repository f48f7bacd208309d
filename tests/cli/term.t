#!/bin/sh
# The termbase: added to, found in texts, read from files and written to them.
. "$(dirname "$0")/lib.sh"
TAIYAKU_MEMORY=$tmp/m.tm
export TAIYAKU_MEMORY
T="$taiyaku term"

check term-overview $T
check term-help $T --help
check term-help-ja env LANGUAGE=ja "$taiyaku" term --help
check term-add-help $T add --help
check term-unknown $T improve
check term-none $T list
ok term-none-made test ! -e m.tm

# One by one.
check term-add $T add "prime minister" 首相 --allow 総理大臣 --forbid 宰相 --domain politics
check term-add-ja env LANGUAGE=ja $T add tariff 関税
check term-add-quietly $T -q add Diet 国会 --note "Japan's"
check term-add-again $T add tariff 関税 --forbid タリフ
check term-add-rule $T add -l ja 取り組む --forbid 取組む
check term-add-json $T add --json cease-fire 停戦
check term-add-empty $T add " "
check term-add-language $T add -l nonsense word
check term-list $T list
check term-list-ja env LANGUAGE=ja "$taiyaku" -s ja -t en term list
check term-list-json $T list --json Diet
check term-list-some $T list 総理
check term-list-domain $T list --domain politics
check term-list-status $T list --status forbidden -l ja
check term-list-bad-status $T list --status good
check term-change $T change 2 --prefer 関税率 --note "not the rate" --pos noun
check term-change-none $T change 99 --note x
check term-change-word $T change tariff --note x
check term-remove-term $T remove 2 関税率
check term-remove-none $T remove 2 関税率
check term-remove $T remove 3
check term-removed $T list Diet
check term-log "$taiyaku" log
check term-undo "$taiyaku" undo 9
check term-undone $T list Diet
check term-stats sh -c '"$0" stats --json | grep -o "\"terms\":[0-9]*"' "$taiyaku"
ok term-verify "$taiyaku" verify

# In texts.
check term-find $T find "The prime ministers met in the Diet; no diet, no Tariffs."
check term-find-ja $T -t en -s ja find "首相は停戦に取り組む"
check term-find-back $T find -l ja "首相は停戦に取り組む"
check term-find-json $T find --json "A ceasefire — prime minister’s"
printf 'Tariffs\n\nNothing here.\n' >lines.txt
check_in term-find-lines lines.txt $T find
printf 'ok\n\377\n' >bad.txt
check_in term-find-bytes bad.txt $T find
check term-suggest "$taiyaku" suggest "The prime minister spoke."
check term-suggest-json "$taiyaku" suggest --json "Tariffs."
printf 'Tariffs to rise\n\nNAHA, Japan, Dec. 9 (Minato) -- The prime minister said tariffs would rise.\n' >story.txt
check term-draft "$taiyaku" translate -f xliff -o - story.txt
ok term-draft-html sh -c '"$0" translate -q -f html -o - story.txt | grep -q "term: prime minister — 首相"' "$taiyaku"

# Files.
for f in tbx utx csv; do
	check term-export-$f sh -c '"$0" term export -f $1 -o - | sed "s/<date>[0-9-]*/<date>DATE/"' "$taiyaku" $f
	ok term-export-$f-file $T export -q -o out.$f
	ok term-import-$f "$taiyaku" -m $f.tm term import -q out.$f
	ok term-again-$f "$taiyaku" -m $f.tm term export -q -o again.$f
	ok term-round-$f cmp out.$f again.$f
done
check term-import-twice "$taiyaku" -m csv.tm term import out.csv out.tbx out.utx
check term-import-samples "$taiyaku" -m samples.tm term import "$samples/terms.csv"
ok term-verify-samples "$taiyaku" -m samples.tm verify
check term-samples-find "$taiyaku" -m samples.tm term find "The Bank of Japan's rate hikes weigh on chipmaking and EVs, prime ministers said."
schema=$top/../shared/data/schemas/tbx/TBXcoreStructV03_TBX-Core_integrated.rng
[ -e "$schema" ] || schema=/work/shared/data/schemas/tbx/TBXcoreStructV03_TBX-Core_integrated.rng
if [ -e "$schema" ] && command -v xmllint >/dev/null; then
	ok term-tbx-is-valid xmllint --noout --relaxng "$schema" out.tbx
else
	skip term-tbx-is-valid "no schema or no xmllint"
fi

# Bad files: a place and a cause, and the memory is as it was.
sum=$("$taiyaku" term export -o - -f csv | sha256sum)
H='#UTX 1.20; en/ja; 2026-01-01\n#src\ttgt\tsrc:pos\tterm status\n'
printf "$H"'a\tあ\n\nb\tい\tnoun\tbest\n' >status.utx
printf '#UTX 1.20\n#src\ttgt\n' >nolang.utx
printf 'src\ttgt\n' >nohead.utx
printf '#UTX 1.20; en/ja\na\tあ\n' >nocols.utx
printf "$H"'a\tあ\t\t\t5\n' >many.utx
printf "$H"'alone\n' >notab.utx
printf 'en,ja\na,"あ\n' >quote.csv
printf 'en,ja\na,b,c\n' >fields.csv
printf 'en,ja\na,"b"c\n' >after.csv
printf 'en,ja\na,b"c\n' >inside.csv
printf 'word,meaning\na,b\n' >columns.csv
printf 'lang,term\nqqq,b\n' >lang.csv
printf 'lang,term,status\nen,b,best\n' >status.csv
printf 'en,ja\na,\377\201\n' >bytes.csv
: >empty.csv
: >empty.utx
printf '<tbx><text><body><conceptEntry><langSec><termSec><term>x</term></termSec></langSec></conceptEntry></body></text></tbx>' >nolang.tbx
printf '<tbx><text><body>\n<conceptEntry><langSec xml:lang="en">\n<termSec><term>x</term><term>y</term></termSec></langSec></conceptEntry></body></text></tbx>' >two.tbx
printf '<tbx><text><body>\n<conceptEntry>' >cut.tbx
printf '<html/>' >root.tbx
for f in status.utx nolang.utx nohead.utx nocols.utx many.utx notab.utx quote.csv fields.csv \
	after.csv inside.csv columns.csv lang.csv status.csv bytes.csv empty.csv empty.utx \
	nolang.tbx two.tbx cut.tbx root.tbx none.csv lines.txt; do
	check "term-bad-$(echo $f | tr . -)" $T import $f
done
ok term-untouched sh -c '[ "$("$0" term export -o - -f csv | sha256sum)" = "$1" ]' "$taiyaku" "$sum"
check term-export-unnamed $T export
check term-export-name $T export -o out.doc

# Proposals.
pair() { printf '%s\t%s\n' "$1" "$2"; }
{
	pair "The ferry left the harbor." "フェリーが港湾を出た。"
	pair "A ferry collided." "フェリーが衝突した。"
	pair "The harbor authority denied it." "港湾局は否定した。"
	pair "The harbor authority will close the harbor." "港湾局が港湾を閉鎖する。"
	pair "Two ferries waited." "フェリー2隻が待った。"
	pair "The harbor was calm." "港湾は静かだった。"
	pair "The harbor authority apologised to Mori." "港湾局は森氏に謝罪した。"
	pair "A lighthouse stood there." "そこに灯台があった。"
	pair "The lighthouse and the ferry" "灯台とフェリー"
	pair "Residents of Onomi waited." "小野見の住民は待った。"
	pair "He left Onomi." "彼は小野見をたった。"
	pair "It rained." "雨が降った。"
	pair "Nobody came." "誰も来なかった。"
} >units.tsv
check term-extract "$taiyaku" -m none.tm term extract units.tsv
awk -F'\t' '{ print $2 "\t" $1 }' units.tsv >back.tsv
check term-extract-back "$taiyaku" -m none.tm -s ja -t en term extract --max 2 back.tsv
check term-extract-tsv "$taiyaku" -m none.tm term extract --max 2 -f tsv units.tsv
check term-extract-json "$taiyaku" -m none.tm term extract --max 1 --json units.tsv
check term-extract-least "$taiyaku" -m none.tm term extract --least 4 units.tsv
check term-extract-none "$taiyaku" -m none.tm term extract
"$taiyaku" -m learnt.tm import -q units.tsv
check term-extract-utx "$taiyaku" -m learnt.tm term extract --max 3 -f utx
ok term-extract-import sh -c '"$0" -m learnt.tm term extract --max 3 -f utx >new.utx && "$0" -m learnt.tm term import -q new.utx' "$taiyaku"
check term-extract-unknown "$taiyaku" -m learnt.tm term extract
check term-extract-known "$taiyaku" -m learnt.tm term extract --known
ok term-extract-stories sh -c '"$0" term extract --pairs "$1" | grep -q "tsunami  *津波"' "$taiyaku" "$samples/pairs.tsv"
check term-extract-stdin "$taiyaku" term extract -
check term-extract-languages "$taiyaku" -t fr term extract units.tsv
check term-extract-both "$taiyaku" term extract --pairs list units.tsv
check term-extract-format "$taiyaku" term extract -f tbx units.tsv

mkfifo ask answer
$T --json find -l en <ask >answer &
asked=$!
exec 3>ask 4<answer
echo 'The prime minister came.' >&3
ok an-answer-at-once sh -c 'timeout 10 head -n 1 <&4 | grep -q "{"'
exec 3>&- 4<&-
wait $asked
finish
