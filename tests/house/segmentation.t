#!/bin/sh
# The conventions of segmentation: every example of docs/segmentation*.md holds,
# in every way that the beginning of those documents tells of.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
TAIYAKU_LOCALE=$build/locale
LC_ALL=C.UTF-8
export TAIYAKU_LOCALE LC_ALL

# extract DOC DIR: for each example DIR/NNN.in, the text; .want, what is to come
# of it; .how, the command; .at, its line.  DIR/all has them all, DIR/desk.srx
# the rules that stand in a block.
extract() {
	mkdir -p "$2" && awk -v dir="$2" '
	function open() {
		n++; text = ""; base = sprintf("%s/%03d", dir, n)
		printf "" >(base ".in"); printf "" >(base ".want")
		print NR >(base ".at"); print mode, lang >(base ".how")
	}
	# Segments of marked text, newlines as spaces; each with what kind it is.
	function want(s, kind,   part, k, i) {
		gsub(/\n/, " ", s)
		k = split(s, part, /‖/)
		for (i = 1; i <= k; i++) {
			sub(/^( |　)+/, "", part[i]); sub(/( |　)+$/, "", part[i])
			print kind part[i] >(base ".want")
		}
	}
	function give(s) {
		gsub(/ ‖ /, " ", s); gsub(/‖/, "", s)
		print s >(base ".in")
	}
	function shut() {
		close(base ".in"); close(base ".want")
		close(base ".at"); close(base ".how")
	}
	/^```/ && lang == "" {
		lang = substr($1, 4); mode = NF > 1 ? $2 : "each"
		if (lang == "console")
			mode = "run"
		if (lang != "xml" && mode != "each")
			open()
		next
	}
	/^```/ {
		if (mode == "lines") {
			want(text, ""); give(text)
		}
		if (lang != "xml" && mode != "each")
			shut()
		lang = ""; next
	}
	lang == "" { next }
	lang == "xml" { print >(dir "/desk.srx"); next }
	mode == "run" {
		if (sub(/^\$ /, ""))
			print >(base ".in")
		else
			print >(base ".want")
		next
	}
	{ print >(dir "/all") }
	mode == "each" { open(); want($0, ""); give($0); shut() }
	mode == "lines" { text = text == "" ? $0 : text "\n" $0 }
	mode == "story" && /^[a-z]+: / {
		kind = $1; sub(/^[a-z]+: /, ""); want($0, kind " "); give($0); next
	}
	mode == "story" { give($0) }' "$1"
}
# Each segment of a story in JSON with its kind before it.
kinds() {
	awk '{ sub(/.*"segments":/, "")
		while (match($0, /"kind":"[a-z]+","block":[0-9]+,"text":"[^"]*"/)) {
			split(substr($0, RSTART, RLENGTH), v, "\"")
			print v[4] ": " v[10]; $0 = substr($0, RSTART + RLENGTH)
		}
	}'
}
# same EXAMPLE: what comes of it is what the document says.
same() {
	read -r mode lang <"$1.how"
	case $mode in
	run) (cd "$(dirname "$1")" && PATH=$tmp/bin:$PATH sh "$1.in") ;;
	story) "$taiyaku" segment -l "$lang" --json "$1.in" | kinds ;;
	*) "$taiyaku" segment -l "$lang" "$1.in" ;;
	esac >"$1.out" && diff -u "$1.want" "$1.out"
}
enough() { [ "$(find "$1" -name '*.in' | wc -l)" -ge 40 ]; }
# tells DOC WORD...: each word has its row in a table.
tells() {
	doc=$1; shift
	for w; do
		grep -q "^| \`$w\` |" "$doc" || { echo "$w is missing"; return 1; }
	done
}

mkdir "$tmp/bin"
ln -s "$taiyaku" "$tmp/bin/taiyaku"
rules=$(sed -n 's/^	\[TY_RULE_.*{ "\([a-z-]*\)",.*/\1/p' src/text/segment.c)
classes=$(sed -n 's/^\([a-z-]*\):.*/\1/p' tm/rules/*.abbr | sort -u)
ok rules-are-found test "$(echo "$rules" | wc -l)" -gt 20
for d in segmentation segmentation.ja; do
	case $d in *.ja) LANGUAGE=ja ;; *) LANGUAGE=en ;; esac
	export LANGUAGE
	ok "$d-is-read" extract "docs/$d.md" "$tmp/$d"
	ok "$d-has-enough" enough "$tmp/$d"
	for e in "$tmp/$d"/*.in; do
		ok "$d.md:$(cat "${e%.in}.at")" same "${e%.in}"
	done
	# Words without spaces: they are to be split.
	# shellcheck disable=SC2086
	ok "$d-tells-every-rule" tells "docs/$d.md" $rules
	# shellcheck disable=SC2086
	ok "$d-tells-every-class" tells "docs/$d.md" $classes
done
ok both-have-the-same-examples cmp "$tmp/segmentation/all" "$tmp/segmentation.ja/all"

# A test that cannot fail proves nothing.
awk '/^```/ { on = !on } on && !done && sub(/ ‖ /, " ") { done = 1 } { print }' docs/segmentation.md >"$tmp/lost.md"
awk '/^```/ { on = !on } on && !/^```/ && !done && sub(/ /, " ‖ ") { done = 1 } { print }' docs/segmentation.md >"$tmp/added.md"
awk '/^```/ { n++ } n < 5' docs/segmentation.md >"$tmp/short.md"
for d in lost added short; do
	extract "$tmp/$d.md" "$tmp/$d"
done
not() { ! "$@"; }
ok a-lost-mark-is-seen not same "$tmp/lost/001"
ok a-mark-too-many-is-seen not same "$tmp/added/001"
ok a-lost-mark-spoils-no-other-example same "$tmp/lost/002"
ok too-few-are-seen not enough "$tmp/short"
ok a-missing-word-is-seen not tells docs/segmentation.md no-such-rule
finish
