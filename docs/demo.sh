#!/bin/sh
# The main job on the shipped stories: learn, suggest, hand back a draft.
# `make demo` runs it; everything it writes is under build/demo.
set -eu
cd "$(dirname "$0")/.."
out=build/demo
taiyaku=build/taiyaku
samples=tm/samples
TAIYAKU_MEMORY=$out/demo.tm
export TAIYAKU_MEMORY
rm -rf $out
mkdir -p $out

say() { printf '\n=== %s\n' "$*"; }
run() { printf '\n$ %s\n' "taiyaku $*"; $taiyaku "$@"; }

say "A memory, and past stories with their translations"
run init
run learn --pairs $samples/pairs.tsv

say "A new version of a story comes in: what the memory knows of some of it"
printf '\n$ taiyaku segment -l en %s | grep ... | taiyaku suggest --max 1\n\n' \
	$samples/earthquake/3.en.txt
$taiyaku segment -l en $samples/earthquake/3.en.txt |
	grep -E '^At least|^A tsunami of up|lost power|^No abnormalities|^Services will' |
	$taiyaku suggest --max 1

say "A story that resembles another"
printf '\n$ taiyaku segment -l en %s | grep ... | taiyaku suggest --max 2\n\n' \
	$samples/new/quake-kyushu.en.txt
$taiyaku segment -l en $samples/new/quake-kyushu.en.txt |
	grep -E 'struck off|lost power' | $taiyaku suggest --max 2

say "Drafts to hand on: XLIFF for any CAT tool, plain text, a page to read"
for story in earthquake/3.en new/quake-kyushu.en; do
	name=$(echo $story | sed 's|.*/||; s|^3\.|earthquake-3.|')
	run translate $samples/$story.txt -o $out/$name.xlf
	$taiyaku translate -q $samples/$story.txt -o $out/$name.draft.txt
	$taiyaku translate -q $samples/$story.txt -o $out/$name.html
done

say "The other direction: a Japanese story into English"
run -s ja -t en translate $samples/new/rate-next.ja.txt -o $out/rate-next.ja.html
$taiyaku -s ja -t en translate -q $samples/new/rate-next.ja.txt -o $out/rate-next.ja.xlf

seed=../shared/data/seed/story.txt
if [ -f $seed ]; then
	say "The story this project was asked for with"
	run translate $seed -o $out/seed.html
	$taiyaku translate -q $seed -o $out/seed.xlf
fi

say "What was written"
ls -1 $out/*.xlf $out/*.txt $out/*.html
cat <<TXT

Next, with build/taiyaku in your PATH (or after make install) try:

    export TAIYAKU_MEMORY=$PWD/$TAIYAKU_MEMORY
    xdg-open $out/earthquake-3.en.html      read a draft beside its source
    taiyaku search 震度                      every place the memory has it
    taiyaku suggest 'The agency lifted a tsunami advisory.'
    taiyaku import $out/earthquake-3.en.xlf  learn a draft once it is finished
    taiyaku stats; taiyaku log; taiyaku undo 2
TXT
