# Sourced by every CLI test.  Each test is one `check NAME COMMAND...`, whose
# output and exit status must equal tests/cli/NAME.out.  ACCEPT=1 rewrites them.
# The folder of the test is replaced by TMP and dates by DATE, so that the
# answer is the same everywhere.

taiyaku=${TAIYAKU:?path of the taiyaku under test}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
samples=$top/tm/samples
data=$top/tests/data
# The folder is a fresh one whose name has a fixed length, for tables.
tmp=$(mktemp -d) && trap 'chmod -R u+rwx "$tmp"; rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
count=0
LC_ALL=C.UTF-8
TAIYAKU_USER=tester
XDG_DATA_HOME=$tmp/xdg
# What is asserted must not depend on the dictionaries of the machine.
TAIYAKU_LEXICON=
export LC_ALL TAIYAKU_USER XDG_DATA_HOME TAIYAKU_LEXICON
unset LANGUAGE TAIYAKU_MEMORY

settle() {
	sed -e "s|$tmp|TMP|g" -e "s|$top|TOP|g" \
	    -e 's/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9:.]*Z/DATE/g' \
	    -e 's/20[0-9][0-9][0-9][0-9][0-9][0-9]T[0-9]*Z/DATE/g' \
	    -e 's/20[2-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]/DATE/g' \
	    -e 's/, 20[2-9][0-9]-[0-9][0-9]-[0-9][0-9]/, DATE/g'  \
	    -e 's/"bytes":[0-9]*,"schema"/"bytes":N,"schema"/'
}

# check NAME COMMAND...: standard output and errors, and the exit status
check() {
	name=$1; shift; count=$((count + 1))
	{ "$@" 2>&1; echo "exit $?"; } </dev/null | settle >got
	compare
}

# check_in NAME FILE COMMAND...: the same with FILE as standard input
check_in() {
	name=$1; in=$2; shift 2; count=$((count + 1))
	{ "$@" 2>&1; echo "exit $?"; } <"$in" | settle >got
	compare
}

compare() {
	[ -z "$ACCEPT" ] || cp got "$here/$name.out"
	if diff -u "$here/$name.out" got >diff; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"; sed 's/^/# /' diff
	fi
	rm -f got diff
}

# ok NAME COMMAND...: passes when the command succeeds
ok() {
	name=$1; shift; count=$((count + 1))
	if "$@" >log 2>&1 </dev/null; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"; sed 's/^/# /' log
	fi
	rm -f log
}

# fails STATUS NAME COMMAND...: passes when it exits so, with one line on
# standard error that begins with "taiyaku: "
fails() {
	want=$1; name=$2; shift 2; count=$((count + 1))
	"$@" >out.log 2>err.log </dev/null
	got=$?
	if [ $got = "$want" ] && [ "$(wc -l <err.log)" = 1 ] &&
	   grep -q '^taiyaku: ' err.log; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"; echo "# exit $got"
		sed 's/^/# /' err.log
	fi
	rm -f out.log err.log
}

skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }
finish() { echo "1..$count"; }
