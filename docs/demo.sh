#!/bin/sh
# The main job on the shipped stories: learn, suggest, hand back a draft, check it.
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

say "What the desk calls things"
run term import $samples/terms.csv
words='Prime ministers discussed rate hikes in the Diet.'
printf "\n$ taiyaku term find '%s'\n" "$words"
$taiyaku term find "$words"

say "A new version of a story comes in: what the memory knows, with today's numbers"
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

say "Look through a draft: numbers, marks, width, terms"
printf 'At least 61 people were injured.\t少なくとも16人がけがをした。\n' >$out/pair.tsv
printf '\n$ cat %s\n' $out/pair.tsv
cat $out/pair.tsv
printf '\n$ taiyaku check %s\n' $out/pair.tsv
# Status 3: something was found, as it should be.
$taiyaku check $out/pair.tsv && exit 1 || test $? -eq 3

say "How much work a day's stories are, as a page with charts"
run analyze -o $out/analysis.html $samples/new/*.en.txt

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
    xdg-open $out/earthquake-3.en.html         read a draft beside its source
    xdg-open $out/analysis.html                see how much of two stories is known
    taiyaku search 震度                                every place the memory has it
    taiyaku suggest 'At least 40 people were injured, local authorities said.'
    taiyaku check --only values                        numbers and dates that do not agree
    taiyaku import $out/earthquake-3.en.xlf    learn a draft once it is finished
    taiyaku stats; taiyaku log; taiyaku undo 2         take the terms back
TXT
