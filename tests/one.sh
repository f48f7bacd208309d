#!/bin/sh
# Run one TAP program: usage: tests/one.sh OUT "NAME COMMAND..."
# Leaves OUT/NAME.tap and OUT/NAME.sum; prints a line, and what failed.
out=$1
set -- $2
name=$1
shift
dir=$PWD/$out/tmp-$name
mkdir -p "$dir"
begun=$(date +%s)
LC_ALL=C.UTF-8 TMPDIR=$dir ASAN_OPTIONS=detect_leaks=1 \
	LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0 \
	timeout 900 "$@" >"$out/$name.tap" 2>&1 </dev/null
status=$?
chmod -R u+rwx "$dir" && rm -rf "$dir"
awk -v name="$name" -v status="$status" -v took=$(($(date +%s) - begun)) -v SUM="$out/$name.sum" '
/^ok /		{ passed++ }
/^not ok /	{ failed++ }
/^1\.\.[0-9]+/	{ plan = substr($1, 4) + 0; planned = 1 }
/^ok .*# SKIP/	{ skipped = skipped "\n  " $0 }
END {
	if (!planned || plan != passed + failed) {
		why = why " (planned " plan ", ran " passed + failed ")"
		failed++
	}
	if (status != 0 && failed == 0) {
		why = why " (exit " status ")"
		failed++
	}
	printf "PASSED %d FAILED %d\n", passed, failed >SUM
	printf "%-7s %-40s %4d %4d s%s%s\n", failed ? "FAILED" : "ok", name, passed, took, why, skipped
	exit failed != 0
}' "$out/$name.tap" || {
	grep -vE '^ok ' "$out/$name.tap" | head -n 60
	exit 0
}
