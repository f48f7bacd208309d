#!/bin/sh
# make fuzz [TARGET=tmx] [TIME=60]: libFuzzer under ASan and UBSan, each target
# for so many seconds; new finds stay in build/fuzz.
# usage: fuzz.sh TARGET TIME COMPILER LIBS SOURCES...
cd "$(dirname "$0")/../.." || exit 1
target=$1 time=$2 cc=$3 libs=$4
shift 4
# The quotes around the version do not survive make and two shells.
cc=$(printf '%s\n' "$cc" | sed 's/-DTY_VERSION=[^ ]*//')
b=build/fuzz
mkdir -p $b
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
make -s build/schema.c build/values.c build/weights.c build/paths.c || exit 1
for src in tests/fuzz/*.c; do
	t=$(basename "$src" .c)
	[ "$t" != replay ] || continue
	[ -z "$target" ] || [ "$target" = "$t" ] || continue
	echo "building $t"
	$cc '-DTY_VERSION="fuzz"' -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
		-o "$b/$t" "$src" "$@" build/schema.c build/values.c build/weights.c build/paths.c $libs || exit 1
	mkdir -p "$b/$t.corpus"
	"$b/$t" -max_total_time="$time" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
		-artifact_prefix="$b/$t-" "$b/$t.corpus" "tests/fuzz/corpus/$t" \
		$([ "$t" != story ] || ls -d tm/samples/*/) || exit 1
done
