#!/bin/sh
# The server as a command: how it starts, who may ask, how it ends.
. "$(dirname "$0")/lib.sh"

XDG_RUNTIME_DIR=$tmp/run
export XDG_RUNTIME_DIR
unset TMPDIR
"$taiyaku" -m m.tm learn -q "$samples/earthquake/1.en.txt" "$samples/earthquake/1.ja.txt"
pid=

# start ARGUMENT...: a server at a free port; its answer is in the file server
start() {
	rm -f server
	"$taiyaku" -m m.tm --json serve --port 0 "$@" >server 2>server.err &
	pid=$!
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ -s server ] && break
		kill -0 $pid 2>/dev/null || break
		sleep 0.5
	done
	port=$(sed 's/.*"port":\([0-9]*\).*/\1/' server)
	url=http://127.0.0.1:$port
	token=$(cat "$(sed 's/.*"token_file":"\([^"]*\)".*/\1/' server)")
}
# stop [SIGNAL]: it ends by itself, and well
stop() {
	kill -"${1-TERM}" $pid
	wait $pid
}
trap 'kill $pid 2>/dev/null; chmod -R u+rwx "$tmp"; rm -rf "$tmp"' EXIT
unported() { sed -e "s/:$port\([/\"]\)/:PORT\1/g; s/$port/PORT/g; s/once=[0-9a-f]*/once=WORD/g"; }

check serve-help "$taiyaku" serve --help
check serve-no-memory "$taiyaku" -m none.tm serve --port 0
ok leaves-nothing test ! -e none.tm-serve
check serve-outside "$taiyaku" -m m.tm serve --port 0 --listen 0.0.0.0
check serve-outside-6 "$taiyaku" -m m.tm serve --port 0 --listen ::
check serve-no-address "$taiyaku" -m m.tm serve --port 0 --listen nowhere
check serve-proxy "$taiyaku" -m m.tm serve --port 0 --behind-proxy
check serve-port "$taiyaku" -m m.tm serve --port 65536

start
check_in serve-json server unported
ok token-is-closed sh -c 'stat -c %a run/taiyaku/*.token | grep -qx 600'
ok folder-is-closed sh -c 'stat -c %a run/taiyaku | grep -qx 700'
"$taiyaku" -m m.tm serve >again 2>&1
check_in serve-again again unported
cp m.tm other.tm
"$taiyaku" -m other.tm serve --port "$port" >taken 2>&1
ok port-taken test $? = 1
check_in serve-taken taken unported
ok another-command "$taiyaku" -m m.tm suggest 'A strong earthquake struck.'
ok another-writer "$taiyaku" -m m.tm learn -q "$samples/earthquake/2.en.txt" "$samples/earthquake/2.ja.txt"
if command -v curl >/dev/null; then
	ask() { curl -s -o body -w '%{http_code}\n' "$@"; }
	ok health sh -c "curl -s $url/api/v1/health | grep -qx '{\"version\":1,\"status\":\"ok\"}'"
	ask "$url/api/v1/session" >codes
	ask -H "Authorization: Bearer $token" "$url/api/v1/session" >>codes
	ask -H "Authorization: Bearer $token" -H 'Host: evil.example' "$url/api/v1/session" >>codes
	ask -c jar "$(sed -n 's/^ *\(http:[^ ]*\)/\1/p' again)" >>codes
	ask "$(sed -n 's/^ *\(http:[^ ]*\)/\1/p' again)" >>codes
	ask -b jar "$url/api/v1/session" >>codes
	ask -b jar -H 'Content-Type: application/json' -d '{}' "$url/api/v1/invitations" >>codes
	ask -b jar -H 'Content-Type: application/json' -H "Origin: $url" -d '{}' "$url/api/v1/invitations" >>codes
	ask -b jar -H 'Content-Type: application/json' -H "Origin: http://evil.example" -d '{}' "$url/api/v1/invitations" >>codes
	ask "$url/get?q=x&langpair=en%7Cja" >>codes
	check serve-codes cat codes
else
	skip curl "no curl"
fi
ok ends-at-interrupt stop INT
ok says-nothing test ! -s server.err
ok lock-is-gone test ! -e m.tm-serve

# The token is kept, so that pages go on after a restart.
first=$token
start --port "$port"
ok token-is-kept test "$first" = "$(cat "run/taiyaku/$port.token")"
if command -v curl >/dev/null; then
	ok cookie-is-kept sh -c "curl -sf -b jar $url/api/v1/session >/dev/null"
fi
ok ends-at-term stop TERM
chmod 644 "run/taiyaku/$port.token"
"$taiyaku" -m m.tm serve --port "$port" >open 2>&1
ok open-token-is-refused test $? != 0
check_in serve-token open unported

start --share-tm --verbose
if command -v curl >/dev/null; then
	ask "$url/tmserver/en/ja/unit/secret%20words" >codes
	ask "$url/api/v1/session" >>codes
	check serve-shared cat codes
	stop
	check_in serve-log server.err sed 's/ [0-9]* [0-9.]*$//'
	ok log-has-no-text sh -c '! grep -q secret server.err'
else
	stop
fi
finish
