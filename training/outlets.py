"""Writes `knowledge/outlets_learned.toml`, where outlets are at home by what they report: `python training/outlets.py --data DIR`.

Of the train part of the Gun Violence Archive: the state that most of an outlet's incidents lie in, and the town where one town has
most of them. Needs Python alone.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# An outlet of fewer incidents says too little; one whose incidents lie anywhere is at home nowhere.
FEWEST_IN_STATE, FEWEST_IN_TOWN = 2, 3
STATE_SHARE = 0.7

HEAD = """# Where news outlets are at home by what they report. Written by training/outlets.py; rows made by hand are in outlets.toml and count more.

[[group]]
source = "Gun Violence Archive, train part: the state and the town of most of the outlet's incidents, in at least {state} and {town} incidents"
rows = [
"""


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def host(outlet: str) -> str:
    return re.sub(r":\d+$", "", outlet.lower()).removeprefix("www.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    arguments = parser.parse_args()
    incidents = {row["id"]: row for row in rows(arguments.data / "gva/train.incidents.jsonl.gz")}
    told: dict[str, set[str]] = defaultdict(set)
    for report in rows(arguments.data / "gva/train.reports.jsonl.gz"):
        if report["outlet"] and report["incident"] in incidents:
            told[host(report["outlet"])].add(report["incident"])
    lines = []
    for outlet, known in sorted(told.items()):
        states = Counter(incidents[key]["state"] for key in sorted(known))
        towns = Counter((incidents[key]["state"], incidents[key]["city"]) for key in sorted(known))
        (state, of_state), ((_, town), of_town) = states.most_common(1)[0], towns.most_common(1)[0]
        if len(known) < FEWEST_IN_STATE or of_state < STATE_SHARE * len(known) or not state:
            continue
        most = town and len(known) >= FEWEST_IN_TOWN and 2 * of_town > len(known)
        home = f"town = {json.dumps(town, ensure_ascii=False)}, " if most else ""
        lines.append(f'  {{ host = "{outlet}", {home}division = {json.dumps(state)}, country = "US" }},\n')
    path = ROOT / "knowledge/outlets_learned.toml"
    path.write_text(HEAD.format(state=FEWEST_IN_STATE, town=FEWEST_IN_TOWN) + "".join(lines) + "]\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} outlets")


if __name__ == "__main__":
    main()
