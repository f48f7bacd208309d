#!/bin/sh
# The house: layers, public header, example, set-up script.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

ok layers sh tests/layers.sh
# A rule that cannot fail proves nothing: an include that looks up must be seen.
cp -r src tests "$tmp"
printf '#include "flow/desk.h"\n' >>"$tmp/src/base/buf.c"
ok layers-see-an-upward-include sh -c '! sh "$0/tests/layers.sh"' "$tmp"
printf '#include "taiyaku.h"\nint main(void) { return ty_version() == 0; }\n' >"$tmp/h.c"
ok header-alone-c cc -std=c11 -Wall -Wextra -Werror -pedantic -Isrc -fsyntax-only "$tmp/h.c"
if command -v g++ >/dev/null; then
	ok header-alone-cxx g++ -Wall -Wextra -Werror -x c++ -Isrc -fsyntax-only "$tmp/h.c"
else
	skip header-alone-cxx "no g++"
fi
ok example-under-60-lines sh -c '[ "$(wc -l <docs/example.c)" -lt 60 ]'
ok example-learns-and-suggests sh -c '"$0/example" "$1/e.tm" tm/samples/earthquake/1.en.txt tm/samples/earthquake/1.ja.txt \
	"The agency issued a tsunami advisory." >"$1/e.out" && grep -q "units learnt" "$1/e.out"' "$build" "$tmp"
ok files-are-closed sh -c '[ "$(stat -c %a "$0/e.tm")" = 600 ]' "$tmp"
for s in .ci/run .ci/setup docs/demo.sh tests/*.sh tests/*/*.sh tests/*/*.t; do
	sh -n "$s" || echo "$s" >>"$tmp/bad"
done
ok scripts-parse test ! -e "$tmp/bad"
ok top-level-is-as-agreed sh -c '! ls -A | grep -vxE "Makefile|README.md|src|po|tm|tests|docs|build|LICENSE|\.ci|\.git|\.gitignore|\.clang-format|\.editorconfig"'
ok ci-runs-the-readmes-command grep -q 'make check' .ci/run
ok readme-has-both-commands sh -c 'grep -q "make demo" README.md && grep -q "make check" README.md && grep -q "make demo" docs/README.ja.md'
finish
