#!/bin/sh
# The checks: docs/checks*.md tell of each one that the program lists, with its
# severity, and of no other.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
LC_ALL=C.UTF-8
export LC_ALL

"$taiyaku" check --list | awk '{ print $2, $3 }' | sort >"$tmp/listed"
ok checks-are-listed test "$(wc -l <"$tmp/listed")" -gt 30
for d in checks checks.ja; do
	sed -n 's/^| `\([a-z-]*\)` | \([a-z]*\) |.*/\1 \2/p' "docs/$d.md" | sort >"$tmp/$d"
	ok "$d-tells-each" diff "$tmp/listed" "$tmp/$d"
done
for g in $("$taiyaku" check --list | awk '{ print $1 }' | sort -u); do
	ok "group-$g" sh -c 'grep -q "^## $0" docs/checks.md && grep -q "^## $0" docs/checks.ja.md' "$g"
done
finish
