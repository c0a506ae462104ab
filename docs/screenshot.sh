#!/usr/bin/env bash
# Makes docs/screenshot.png: the page of the first example in a browser, with a figure chosen and its words marked in the
# report beside it. Needs chromium (Debian's package of that name). ANNALS names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
annals=${ANNALS:-cargo run --locked --release --quiet -p annals --}
# 3: read, with some inputs set aside.
$annals read examples/airstrikes --format html --output "$work/account.html" || [ $? -eq 3 ]
chosen=$(grep -o 'class="claim" href="#s_[a-z0-9]*"' "$work/account.html" | head -n 1 | grep -o 's_[a-z0-9]*')
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --force-prefers-reduced-motion \
    --window-size=1280,1100 --screenshot="$PWD/docs/screenshot.png" "file://$work/account.html#$chosen"
