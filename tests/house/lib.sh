# Sourced by the tests of the house itself.
top=$(cd "$(dirname "$0")/../.." && pwd)
taiyaku=${TAIYAKU:?} build=${BUILD:?}
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
count=0
unset LANGUAGE
ok() {
	name=$1; shift; count=$((count + 1))
	if "$@" >"$tmp/log" 2>&1; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"; sed 's/^/# /' "$tmp/log"
	fi
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
finish() { echo "1..$count"; }
