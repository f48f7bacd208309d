#!/bin/sh
# The house has layers (docs/design.md): a folder of src/ may include itself and
# what stands beneath it, and each outside library has one home.
cd "$(dirname "$0")/.." || exit 1
bad=0

# forbid FOLDER PATTERN WHY
forbid() {
	if grep -rnE "^#[[:space:]]*include $2" "src/$1"; then
		echo "layers: src/$1 $3" >&2
		bad=1
	fi
}

middle='align|match|store|format'
forbid base   "\"(text|$middle|flow|serve|cli)/" "stands on libc alone"
forbid text   "\"($middle|flow|serve|cli)/" "stands on base alone"
for f in align match store format; do
	others=$(echo "$middle" | tr '|' '\n' | grep -v "^$f\$" | paste -sd '|')
	forbid $f "\"($others|flow|serve|cli)/" "may not look beside or above it"
done
forbid flow   '"(serve|cli)/' "may not look above it"
forbid serve  '"cli/' "may not look above it"

# home LIBRARY HEADERS FOLDERS-ALLOWED
home() {
	if grep -rnE "^#[[:space:]]*include <($2)" src | grep -vE "^src/($3)/"; then
		echo "layers: $1 is at home in src/$3" >&2
		bad=1
	fi
}
home ICU         'unicode/'            text
home uchardet    'uchardet'            text
home SQLite      'sqlite3|fts5'        store
home libxml2     'libxml/'             format
home libgettextpo 'gettext-po'         format
home jansson     'jansson'             'format|serve'
home libmicrohttpd 'microhttpd'        'serve'
home xxhash      'xxhash'              'store|match|align'
home libmd       'sha2|md5'            'flow|serve'
home gettext     'libintl'             'base|cli'

[ $bad = 0 ] || exit 1
