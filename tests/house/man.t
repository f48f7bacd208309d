#!/bin/sh
# Man pages: one for each command, clean, and their examples run.
# An example is what stands between ".Bd -literal" with a line "$ command" and
# ".Ed" in the EXAMPLES section; it is run in a folder with the shipped samples
# as "samples", and must succeed.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

for c in $("$taiyaku" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
	[ "$c" = help ] || ok "page-$c" test -f "docs/taiyaku-$c.1"
done
if command -v mandoc >/dev/null; then
	for p in docs/*.1; do
		ok "lint-$(basename "$p")" mandoc -T lint -W warning "$p"
	done
else
	skip lint "no mandoc"
fi
mkdir "$tmp/bin"
ln -s "$taiyaku" "$tmp/bin/taiyaku"
PATH=$tmp/bin:$PATH
TAIYAKU_LOCALE=$top/build/locale
export PATH TAIYAKU_LOCALE
ran=0
for p in docs/*.1; do
	n=$(basename "$p" .1)
	awk '/^\.Sh EXAMPLES/ { on = 1; next } /^\.Sh / { on = 0 }
	     on && /^\$ / { sub(/^\$ /, ""); gsub(/\\e/, "\\"); gsub(/\\-/, "-"); print }' "$p" >"$tmp/script"
	[ -s "$tmp/script" ] || continue
	ran=$((ran + 1))
	rm -rf "$tmp/work"
	mkdir "$tmp/work"
	cp -r tm/samples "$tmp/work/samples"
	ok "examples-$n" env -u TAIYAKU_MEMORY XDG_DATA_HOME="$tmp/work/xdg" LC_ALL=C.UTF-8 \
		sh -c 'cd "$0/work" && taiyaku learn -q --pairs samples/pairs.tsv && set -e && . "$0/script"' "$tmp"
done
ok some-examples-ran test $ran -gt 10
finish
