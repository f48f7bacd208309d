#!/bin/sh
# All tests: TAP programs, run side by side; then one line that counts them.
# usage: tests/check.sh [fast]      (make check)
cd "$(dirname "$0")/.." || exit 1
out=build/check
rm -rf $out
mkdir -p $out
jobs=$(nproc 2>/dev/null || echo 2)

# plan NAME COMMAND...: one test program, to be run by tests/one.sh
plan() {
	printf '%s\n' "$*" >>$out/plan
}
flavour() {	# flavour NAME BUILD-FOLDER
	for t in "$2"/tests/unit/*; do
		case $t in *.[od]) continue ;; esac
		plan "$1-unit-$(basename "$t")" "$t"
	done
	for t in tests/cli/*.t; do
		plan "$1-cli-$(basename "$t" .t)" env "TAIYAKU=$PWD/$2/taiyaku" \
			"BUILD=$PWD/$2" sh "$t"
	done
	for t in "$2"/tests/fuzz/*; do
		case $t in *.[od]) continue ;; esac
		plan "$1-fuzz-$(basename "$t")" "$t" \
			"tests/fuzz/corpus/$(basename "$t")"
	done
	# The page, in a browser (make WEB=0: there is none).
	if [ "${WEB-1}" = 0 ]; then why="built without the page"
	elif ! [ -e build/web/tools ]; then why="no playwright-core, see make check"
	elif ! [ -x /usr/bin/chromium ]; then why="no chromium"
	else why=
	fi
	for t in tests/web/*.mjs; do
		name=$1-web-$(basename "$t" .mjs)
		case $t in */lib*) continue ;; esac
		if [ "$why" ]; then plan "$name" sh tests/web/skip.sh "$why"
		else plan "$name" env "TAIYAKU=$PWD/$2/taiyaku" node "$t"
		fi
	done
}

flavour plain build
for t in tests/house/*.t; do
	plan "house-$(basename "$t" .t)" env "TAIYAKU=$PWD/build/taiyaku" \
		"BUILD=$PWD/build" sh "$t"
done
if [ "$1" != fast ]; then
	flavour asan build/address-undefined
	for t in build/tests/unit/*; do
		case $t in *.[od]) continue ;; esac
		plan "valgrind-unit-$(basename "$t")" env TY_TEST_SLOW=1 valgrind -q \
			--suppressions=tests/valgrind.supp --error-exitcode=99 --leak-check=full \
			--errors-for-leak-kinds=definite "$t"
	done
fi

# The longest first, so that nothing long is left for the end.
{ grep -E 'cli|valgrind|web-' $out/plan; grep -vE 'cli|valgrind|web-' $out/plan; } |
	xargs -P "$jobs" -I{} sh tests/one.sh $out {}

awk '
FNR == 1 { files++ }
/^PASSED / { passed += $2; failed += $4 }
END {
	if (passed + failed == 0) failed = 1
	printf "%d passed, %d failed\n", passed, failed
	exit failed != 0
}' $out/*.sum
