#!/usr/bin/env bash
# Makes docs/screenshot.png: the page of the first example, as a browser shows it. Needs chromium (Debian's package of that name).
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --locked --release --quiet -p annals -- read examples/airstrikes --format html --output "$work/account.html" || [ $? -eq 3 ]
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size=1280,1100 \
    --screenshot="$PWD/docs/screenshot.png" "file://$work/account.html"
