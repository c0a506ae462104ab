#!/usr/bin/env bash
# From the data sets to the model that annals ships: training/network.sh DATA OUT [--begin FILE]
# Stops at any time; the same command goes on. OUT keeps the environment, checkpoints and the log, and may be anywhere.
set -euo pipefail
data=$(realpath "${1:?folder of the data sets}")
mkdir -p "${2:?folder for checkpoints}"
out=$(realpath "$2")
begin=(${3:+--begin "$(realpath "${4:?file of a network to begin with}")"})
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

[ -d "$out/venv" ] || python3 -m venv "$out/venv"
"$out/venv/bin/pip" install --quiet -r training/network/requirements.txt
python() { "$out/venv/bin/python" "$@"; }
# Read by jemalloc alone, where LD_PRELOAD names it: memory is kept for the next step, in huge pages.
export MALLOC_CONF=${MALLOC_CONF:-thp:always,metadata_thp:auto,dirty_decay_ms:-1,muzzy_decay_ms:-1}

# Memory that is never given back falls to pieces in a quarter of an hour, so the training goes in pieces that end with 75.
status=75
while [ "$status" -eq 75 ]; do
    status=0
    python training/network/train.py --data "$data" --out "$out" "${begin[@]}" --minutes 8 || status=$?
done
[ "$status" -eq 0 ] || exit "$status"
python training/network/sense.py --data "$data" --out "$out"
python training/network/event.py --data "$data" --out "$out"
python training/network/export.py --run "$out" --to models/en/en-1.annals
python training/network/export.py --run "$out" --to "$out/en-1-f32.annals" --float
python training/network/reference.py models/en/en-1.annals --to crates/annals-encoder/tests/reference.json
# A run that began with a file goes on with its log.
if [ "${#begin[@]}" -eq 0 ]; then cp "$out/log.jsonl" training/network/log.jsonl; else cat "$out/log.jsonl" >> training/network/log.jsonl; fi
