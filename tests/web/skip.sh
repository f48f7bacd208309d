#!/bin/sh
# A test of the page that cannot run here says why: usage: skip.sh WHY...
echo "ok 1 - the page # SKIP $*"
echo 1..1
