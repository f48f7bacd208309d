#!/bin/sh
# Lexicons: built from dictionaries of our own, looked at, used, refused.
. "$(dirname "$0")/lib.sh"
L="$taiyaku lexicon"
lex=$tmp/xdg/taiyaku/lexicon-en-ja.lex

check lexicon-overview $L
check lexicon-help $L build --help
check lexicon-unknown $L improve

cat >edict <<'EOF'
　？？？ /WORDS OF A TEST/Created: 2026-11-23/
灯台 [とうだい] /(n) (1) lighthouse/(P)/
消える [きえる] /(v1,vi) (1) to go out/(P)/
修繕 [しゅうぜん] /(n,vs) repair/mending/(P)/
EOF
cat >enamdict <<'EOF'
鮫島 [さめじま] /(p,s) Samejima/
EOF
printf 'islander\t島民\n' >glossary.tsv

# Sizes are told, not tested.
plain() { sed -e 's/^bytes  *[0-9]*$/bytes N/' -e 's/"bytes":[0-9]*/"bytes":N/'; }
built() { $L build --dictionary edict --names enamdict --glossary glossary.tsv "$@"; }
build_plain() { built "$@" | plain; }
info_plain() { $L info "$@" | plain; }
check lexicon-build build_plain
ok lexicon-mode sh -c 'test "$(stat -c %a "$0")" = 600' "$lex"
check lexicon-build-json build_plain --json -o other.lex
ok lexicon-same cmp other.lex "$lex"
check lexicon-build-quiet built -q -o third.lex
check lexicon-info-file info_plain other.lex
check lexicon-info-newsroom sh -c '"$0" lexicon info --json | sed "s|:[0-9][0-9]*|:N|g"' "$taiyaku"
unset TAIYAKU_LEXICON
check lexicon-info-default info_plain

# Used: none of these words is in the newsroom's glossary.
printf '%s\n' 'The lighthouse went out.' 'Samejima did the repair.' >en
printf '%s\n' '鮫島が修繕した。' '灯台が消えた。' >ja
beads() { "$taiyaku" align --lines -f beads en ja | cut -f 1,2; }
check lexicon-used beads
TAIYAKU_LEXICON=
export TAIYAKU_LEXICON
check lexicon-not-used beads
unset TAIYAKU_LEXICON

# Learnt from the memory: what is new, all anew, of another past.
learnt() { "$taiyaku" -m m.tm lexicon learn "$@" | plain; }
"$taiyaku" -q init m.tm 2>/dev/null || "$taiyaku" -q -m m.tm init
check lexicon-learn-nothing learnt
printf '%s\t%s\n' 'The brown harbour' '茶色のハーバー' 'A brown hat' '茶色のハット' \
	'A harbour in fog' '霧のハーバー' 'The hat in fog' '霧のハット' \
	'A brown horse' '茶色のホース' 'Brown tea' '茶色のティー' \
	'Fog at sea' '海の霧' 'The sea' '海' >pairs.tsv
"$taiyaku" -q -m m.tm import pairs.tsv
ok lexicon-small-waits test ! -e m.tm-en-ja.learnt
check lexicon-learn learnt
ok lexicon-learn-mode sh -c 'test "$(stat -c %a m.tm-en-ja.learnt)" = 600'
TAIYAKU_LEXICON= ; export TAIYAKU_LEXICON
marked() { "$taiyaku" -m m.tm suggest --min 50 --max 1 'The green harbour'; }
check lexicon-learnt-used marked
cp m.tm copy.tm
printf 'A brown coat\t茶色のコート\n' >more.tsv
"$taiyaku" -q -m m.tm import more.tsv
check lexicon-learn-behind sh -c '"$0" -m m.tm lexicon info | sed -n "/^learnt from/,/since/p"' "$taiyaku"
check lexicon-learn-more learnt --json
cp m.tm-en-ja.learnt kept
check lexicon-learn-again learnt --json
ok lexicon-learn-idle cmp kept m.tm-en-ja.learnt
check lexicon-learn-back sh -c '"$0" -m m.tm --lang-pair ja:en lexicon learn --json | sed "s/\"bytes.*//"' "$taiyaku"
cp m.tm-en-ja.learnt copy.tm-en-ja.learnt
check lexicon-learn-other-past sh -c '"$0" -m copy.tm lexicon info | grep -c "^learnt from"' "$taiyaku"
head -c 300 kept >m.tm-en-ja.learnt
check lexicon-learn-damaged marked
check lexicon-learn-verify "$taiyaku" -m m.tm verify
check lexicon-learn-mended learnt --json
unset TAIYAKU_LEXICON

# Refused where it was asked for, noted where it was found.
head -c 500 other.lex >cut.lex
check lexicon-cut-named env TAIYAKU_LEXICON=cut.lex "$taiyaku" align --lines -f beads en ja
check lexicon-missing env TAIYAKU_LEXICON=none.lex "$taiyaku" lexicon info
cp cut.lex "$lex"
check lexicon-cut-found beads

check lexicon-no-dictionary $L build --dictionary none --names enamdict
printf 'no dictionary\n' >bad
check lexicon-bad-dictionary $L build --dictionary bad --names enamdict
check lexicon-bad-names $L build --dictionary edict --names bad
printf '# languages: fr ja\nport\t港\n' >fr.tsv
check lexicon-other-languages $L build --dictionary edict --names enamdict --glossary fr.tsv
check lexicon-full-disk $L build --dictionary edict --names enamdict -o /dev/full
check lexicon-no-folder $L build --dictionary edict --names enamdict -o none/x.lex
ok lexicon-kept cmp cut.lex "$lex"

# The dictionary of Debian.
if [ -r /usr/share/edict/edict ]; then
	ok lexicon-edict sh -c '"$0" lexicon build -q -o real.lex &&
		"$0" lexicon info --json real.lex | grep -q "\"name\":\"edict\",\"entries\":[1-9][0-9]\{4\}"' "$taiyaku"
	TAIYAKU_LEXICON=real.lex
	export TAIYAKU_LEXICON
	check lexicon-edict-used beads
else
	skip lexicon-edict "no edict (apt-get install edict)"
	skip lexicon-edict-used "no edict (apt-get install edict)"
fi
finish
