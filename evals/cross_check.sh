#!/usr/bin/env bash
# cross_check.sh DATA: scores the same marks with our scorer of `gold` and with the set's own score.py, and fails where they differ.
set -euo pipefail
data=$1
part=$data/gold/test.jsonl.gz
[ -f "$part" ] || part=$data/gold/dev.jsonl.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --locked --release --quiet -p evals -- --data "$data" --only gold --json "$work/ours.json" --details "$work/details.jsonl" > /dev/null
python3 - "$work" "$data/gold/score.py" "$part" <<'PY'
import json, subprocess, sys
work, scorer, gold = sys.argv[1:]
with open(f"{work}/details.jsonl") as details, open(f"{work}/found.jsonl", "w") as found:
    for line in details:
        row = json.loads(line)
        if row["set"] == "gold":
            found.write(json.dumps(row["found"]) + "\n")
theirs = {}
for line in subprocess.run([sys.executable, scorer, gold, f"{work}/found.jsonl"], check=True, capture_output=True, text=True).stdout.splitlines():
    name, value = line.split()
    if value != "-":
        theirs[name] = float(value)
ours = json.load(open(f"{work}/ours.json"))
different = {name: (ours.get(name), value) for name, value in theirs.items() if abs(ours.get(name, -1) - value) > 0.06}
if different:
    sys.exit(f"the two scorers differ (ours, theirs): {different}")
print(f"the two scorers agree on {len(theirs)} figures of gold")
PY
