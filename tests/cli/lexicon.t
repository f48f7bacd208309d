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
check lexicon-info-newsroom sh -c '"$0" lexicon info --json | sed "s/[0-9][0-9]*/N/g"' "$taiyaku"
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
