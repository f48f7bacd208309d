#!/bin/sh
# The page's sources: types, weight, house rules.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

# Text of stories is made text nodes; what would read it as markup is not used.
ok no-markup-from-text sh -c '! grep -rnE "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write|DOMParser|\beval\(|new Function" src/web --include=*.ts --include=*.tsx'
ok no-any sh -c '! grep -rnE "\bany\b[],;)>]|: any\b|as any\b|@ts-ignore|@ts-nocheck" src/web --include=*.ts --include=*.tsx'
ok files-say-what-they-know sh -c 'for f in $(find src/web -name "*.ts" -o -name "*.tsx"); do
	head -1 "$f" | grep -q "^// [A-Z\"]" || { echo "$f"; bad=1; }; done; [ -z "$bad" ]'
ok files-of-a-size sh -c 'for f in $(find src/web -name "*.ts" -o -name "*.tsx"); do
	[ $(wc -l <"$f") -le 400 ] || { wc -l "$f"; bad=1; }; done; [ -z "$bad" ]'
if [ -e build/web/tools ]; then
	ok types build/web/node_modules/.bin/tsc -p src/web
fi
if [ -d build/web/page ]; then
	# Page weight: what a first visit in Japanese brings, as it is sent.
	ok at-most-150-KB sh -c 'n=0; for f in index.html app.js app.css favicon.svg messages/ja.json; do
		n=$((n + $(gzip -9 -c "build/web/page/$f" | wc -c))); done; echo "$n"; [ $n -le 153600 ]'
fi
finish
