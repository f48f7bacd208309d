#!/bin/sh
# Catalogues: complete, current, well-formed, and in use.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

xgettext --language=C -k_ -kN_ -kQ_:1,2 -cTRANSLATORS: --from-code=UTF-8 \
	-o "$tmp/taiyaku.pot" src/*/*.c
# The page's (src/web/build.mjs makes them), if it was built.
if [ -d build/web/pot ]; then
	xgettext --language=JavaScript -k -k_ -kN_ -kQ_:1,2 --from-code=UTF-8 \
		-j -o "$tmp/taiyaku.pot" build/web/pot/*.js
fi
for po in po/*.po; do
	l=$(basename "$po" .po)
	ok "$l-checks" msgfmt --check -o /dev/null "$po"
	ok "$l-complete" sh -c 's=$(LC_ALL=C msgfmt --statistics -o /dev/null "$0" 2>&1); echo "$s"
		case $s in *fuzzy*|*untranslated*) exit 1 ;; esac' "$po"
	ok "$l-current" msgcmp "$po" "$tmp/taiyaku.pot"
	ok "$l-in-use" sh -c 'LC_ALL=C.UTF-8 LANGUAGE=$0 "$1" --help >"$2/a"; LC_ALL=C.UTF-8 "$1" --help >"$2/b"; ! cmp -s "$2/a" "$2/b"' "$l" "$taiyaku" "$tmp"
done
finish
