#!/bin/sh
# The server on a large memory: suggestions, confirmations, editors side by side.
# usage: serve.sh MEMORY TEXTS ENGLISH OUT     MEMORY is changed; of the files of
# sentences, one a line, TEXTS are asked for and ENGLISH imported
cd "$(dirname "$0")/../.." || exit 1
memory=$1 texts=$2 english=$3 out=$4
editors=build/bench/editors
token=$out/serve.token

rm -f "$out/served" "$token"
TMPDIR=$out build/taiyaku -m "$memory" --json serve --port 0 --token-file "$token" >"$out/served" &
pid=$!
trap 'kill $pid 2>/dev/null' EXIT
until [ -s "$out/served" ] || ! kill -0 $pid 2>/dev/null; do sleep 0.1; done
port=$(sed 's/.*"port":\([0-9]*\).*/\1/' "$out/served")
url=http://127.0.0.1:$port

# Every byte but the plainest as %XX, as a page sends it.
head -n 2000 "$texts" | cut -f 1 | LC_ALL=C awk '
	BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i) }
	length > 0 && length < 700 { s = ""
		for (i = 1; i <= length; i++) { c = substr($0, i, 1); s = s (c ~ /[A-Za-z0-9]/ ? c : code[c]) }
		print s }' >"$out/asked"
cat >"$out/suggest.lua" <<EOF
local asked, i = {}, 0
for line in io.lines("$out/asked") do asked[#asked + 1] = line end
wrk.headers["Authorization"] = "Bearer $(cat "$token")"
function init() i = math.random(#asked) end
function request()
	i = i % #asked + 1
	return wrk.format("GET", "/api/v1/suggestions?min=70&max=9&q=" .. asked[i])
end
function done(summary, latency)
	io.write(string.format("%.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d errors\n",
		summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
		latency:percentile(99) / 1e3, summary.errors.status + summary.errors.timeout))
end
EOF
row() { printf '%-44s %s   (%s)\n' "$1" "$(tail -n 1)" "$2"; }
if command -v wrk >/dev/null; then
	wrk -t 1 -c 1 -d 2 -s "$out/suggest.lua" $url >/dev/null	# every worker is warm
	wrk -t 1 -c 1 -d 10 -s "$out/suggest.lua" $url |
		row "suggestions over HTTP, 1 client" "p50 at most 2 ms, p99 10 ms"
	wrk -t 2 -c 8 -d 10 -s "$out/suggest.lua" $url |
		row "suggestions over HTTP, 8 clients" "at least 5,000/s"
else
	echo "suggestions over HTTP                        skipped: wrk is not there"
fi

# Health beside 300 clients that never come to an end: the unit test says how long.
TMPDIR=$out build/tests/unit/serve_attacks | sed -n 's/^# the worst of 20 answers took/health beside 300 slow clients: the worst of 20/p'

echo "one editor (confirm at most 50 ms at p99)"
$editors "$port" "$token" $pid "$texts" 1 "$([ "$BENCH_QUICK" ] && echo 10 || echo 60)"
seconds=$([ "$BENCH_QUICK" ] && echo 20 || echo 600)
echo "50 editors for $seconds s (no growth of memory or descriptors)"
$editors "$port" "$token" $pid "$texts" 50 "$seconds"
awk -F '\t' 'length < 600 { print "Report " NR ": " $1 "\t報告" NR }' "$english" |
	head -n 200000 >"$out/import.tsv"
echo "one editor while $(wc -l <"$out/import.tsv") units are imported (confirm at most 100 ms at p99)"
$editors "$port" "$token" $pid "$texts" 1 0 "$out/import.tsv"
kill $pid
wait $pid
