#!/bin/sh
# What is installed works from anywhere, without this tree.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
d=$tmp/root

ok install make -s install "DESTDIR=$d" PREFIX=/opt/ty
ok program test -x "$d/opt/ty/bin/taiyaku"
for f in lib/libtaiyaku.a lib/libtaiyaku.so.0 lib/pkgconfig/taiyaku.pc include/taiyaku.h \
	share/man/man1/taiyaku.1 share/locale/ja/LC_MESSAGES/taiyaku.mo \
	share/bash-completion/completions/taiyaku share/taiyaku/rules/en.abbr \
	share/taiyaku/lexicon/newsroom.tsv share/taiyaku/samples/pairs.tsv; do
	ok "has-$f" test -e "$d/opt/ty/$f"
done
ok install-is-where-it-says sh -c 'grep -aq /opt/ty/share/taiyaku "$0/opt/ty/bin/taiyaku" && ! grep -aq "$1/tm" "$0/opt/ty/bin/taiyaku"' "$d" "$top"

# Into its real place, so that the compiled-in paths are tried.
r=$tmp/real
ok install-real make -s install "PREFIX=$r"
mkdir "$tmp/else"
ok runs-from-anywhere sh -c 'cd "$0/else" && env -i HOME="$0" PATH=/usr/bin:/bin "$1/bin/taiyaku" -m x.tm learn \
	"$1/share/taiyaku/samples/marathon/1.en.txt" "$1/share/taiyaku/samples/marathon/1.ja.txt"' "$tmp" "$r"
ok speaks-japanese sh -c 'LC_ALL=C.UTF-8 LANGUAGE=ja "$0/bin/taiyaku" --help | grep -q 使い方' "$r"
ok builds-with-pkg-config sh -c 'PKG_CONFIG_PATH=$0/lib/pkgconfig; export PKG_CONFIG_PATH
	cc docs/example.c -o "$1/shared" $(pkg-config --cflags --libs taiyaku) &&
	LD_LIBRARY_PATH=$0/lib "$1/shared" "$1/y.tm" tm/samples/marathon/1.en.txt tm/samples/marathon/1.ja.txt x' "$r" "$tmp"
ok builds-static sh -c 'PKG_CONFIG_PATH=$0/lib/pkgconfig; export PKG_CONFIG_PATH
	cc docs/example.c -o "$1/static" $(pkg-config --cflags taiyaku) "$0/lib/libtaiyaku.a" $(pkg-config --static --libs-only-l taiyaku | sed "s/-ltaiyaku//") &&
	"$1/static" "$1/z.tm" tm/samples/marathon/1.en.txt tm/samples/marathon/1.ja.txt x' "$r" "$tmp"
ok completion-knows-commands bash -c 'PATH=$0/bin:$PATH; . "$0/share/bash-completion/completions/taiyaku"
	COMP_WORDS=(taiyaku lea); COMP_CWORD=1; _taiyaku; [[ ${COMPREPLY[*]} == learn ]]' "$r"
ok completion-knows-options bash -c 'PATH=$0/bin:$PATH; . "$0/share/bash-completion/completions/taiyaku"
	COMP_WORDS=(taiyaku suggest --exh); COMP_CWORD=2; _taiyaku; [[ ${COMPREPLY[*]} == --exhaustive ]]' "$r"
ok uninstall make -s uninstall "PREFIX=$r"
ok nothing-is-left sh -c '[ -z "$(find "$0" -type f)" ]' "$r"
if [ -d .git ] && command -v git >/dev/null; then
	ok dist sh -c 'make -s dist && tar tzf build/taiyaku-*.tar.gz | grep -q "/src/taiyaku.h$"'
else
	skip dist "not a git checkout"
fi
finish
