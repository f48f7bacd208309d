#!/bin/sh
# How often `taiyaku check` speaks up on good translations: the pairs of the
# shared bilingual documents, joined as their gold says, and a memory of software
# text.  usage: tests/bench/alarms.sh [CHECK-OR-GROUP [EXAMPLES]]
# With a name, that many of its issues are printed, for reading; they are other
# people's text and stay out of the tree.
cd "$(dirname "$0")/../.." || exit 1
taiyaku=${TAIYAKU:-$PWD/build/taiyaku}
data=${DATA:-$PWD/../shared/data}
[ -d "$data/align/clean" ] || { echo "no $data: skipped"; exit 0; }
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT

# A bead a line, its sentences joined: with spaces in English.
for gold in "$data"/align/clean/*.gold; do
	awk -F '\t' -v en="${gold%.gold}.en" -v ja="${gold%.gold}.ja" '
	function joined(list, text, space,   n, part, i, s) {
		n = split(list, part, ",")
		for (i = 1; i <= n; i++)
			s = s (i > 1 ? space : "") text[part[i]]
		return s
	}
	BEGIN {
		while ((getline line <en) > 0) e[ne++] = line
		while ((getline line <ja) > 0) j[nj++] = line
	}
	$1 != "" && $2 != "" { print joined($1, e, " ") "\t" joined($2, j, "") }
	' "$gold"
done >"$tmp/news.tsv"

# rates FILE: segments, time, and of each check how many segments raise it
rates() {
	start=$(date +%s.%N)
	"$taiyaku" check --json -f tsv "$1" >"$tmp/issues"
	end=$(date +%s.%N)
	echo "$start $end" | awk -v n="$(wc -l <"$1")" -v name="$(basename "$1")" \
		'{ printf "%s: %d pairs in %.1f s\n", name, n, $2 - $1 }'
	awk -v n="$(wc -l <"$1")" '
	{
		split("", seen); values = 0
		while (match($0, /"kind":"[a-z-]+"/)) {
			k = substr($0, RSTART + 8, RLENGTH - 9)
			if (!seen[k]++) count[k]++
			if (k ~ /^value-/) values = 1
			$0 = substr($0, RSTART + RLENGTH)
		}
		any++; all_values += values
	}
	END {
		for (k in count)
			printf "  %-18s %6d  %6.2f %%\n", k, count[k],
				100 * count[k] / n | "sort"
		close("sort")
		printf "  %-18s %6d  %6.2f %%\n", "(any value)", all_values,
			100 * all_values / n
		printf "  %-18s %6d  %6.2f %%\n", "(anything)", any, 100 * any / n
	}' "$tmp/issues"
}

if [ -n "$1" ]; then
	f=$tmp/news.tsv
	[ -z "$MEMORY" ] || f=$data/memory/enja.tsv
	"$taiyaku" check --only "$1" -f tsv "$f" | head -n "${2:-60}"
	exit
fi
rates "$tmp/news.tsv"
rates "$data/memory/enja.tsv"
