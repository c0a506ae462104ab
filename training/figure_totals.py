"""Learns which figures of the killed and the injured count everybody, and writes `crates/annals-report/src/extract/totals_learned.rs`.

    cargo run --release -p evals -- --data DIR --only airwars,gva --part train --teach totals=totals.jsonl
    python3 training/figure_totals.py totals.jsonl

Needs NumPy. Each line of the input is a figure that a report asserts: `{"set": "gva", "report": "r_...", "property": "killed", "total": true,
"measures": {"numeral": 1.0, ...}}`, as `annals_report::extract::totals::measured` gives them. A figure counts everybody (`total`) where the record of the
report's incident has its value, or a range that holds it.

Logistic regression, fitted by Newton's method, with a ridge towards 0. The sets count alike however many figures they have, and so do the reports of a set:
a long one has many figures of one incident. Weights are rounded to two decimals. `--folds N` also tells how well the weights do on reports that they were not
learned from.
"""

import argparse
import json
from pathlib import Path

import numpy as np

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-report/src/extract/totals_learned.rs"
PROPERTIES = ["killed", "injured"]
RIDGE = 1.0
ROUNDS = 30


def fit(measures: np.ndarray, total: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression; `share` says how much each figure counts."""
    weights = np.zeros(measures.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(measures @ weights, -30, 30)))
        slope = measures.T @ (share * (chance - total)) + RIDGE * weights
        bend = (measures * (share * chance * (1 - chance))[:, None]).T @ measures + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def shares(rows: list[dict]) -> np.ndarray:
    """How much each figure counts: those of each set together as much as those of another, those of a report less the more there are."""
    in_report: dict[str, int] = {}
    for row in rows:
        in_report[row["report"]] = in_report.get(row["report"], 0) + 1
    share = np.array([in_report[row["report"]] ** -0.5 for row in rows])
    for name in {row["set"] for row in rows}:
        here = np.array([row["set"] == name for row in rows])
        share[here] *= len(rows) / (share[here].sum() * len({row["set"] for row in rows}))
    return share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("totals", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="also tell how well the weights do on reports held out, in so many parts")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.totals.read_text().splitlines()]
    names = list(rows[0]["measures"])
    columns = []
    for name in PROPERTIES:
        mine = sorted((row for row in rows if row["property"] == name), key=lambda row: (row["set"], row["report"]))
        measures = np.array([[row["measures"][name] for name in names] for row in mine], dtype=float)
        total = np.array([row["total"] for row in mine], dtype=float)
        share = shares(mine)
        columns.append(fit(measures, total, share))
        if args.folds:
            reports = sorted({row["report"] for row in mine})
            fold = {report: index % args.folds for index, report in enumerate(reports)}
            folds = np.array([fold[row["report"]] for row in mine])
            right = np.zeros(len(mine))
            for index in range(args.folds):
                weights = fit(measures[folds != index], total[folds != index], share[folds != index])
                held = folds == index
                right[held] = (measures[held] @ weights >= 0) == (total[held] > 0.5)
            for which in sorted({row["set"] for row in mine}):
                here = np.array([row["set"] == which for row in mine])
                print(f"{name} {which}: {100 * right[here].mean():.1f} right, {100 * total[here].mean():.1f} are totals, {here.sum()} figures")
    lines = [f'    ("{name}", {killed:.2f}, {injured:.2f}),' for name, killed, injured in zip(names, *columns)]
    source = LEARNED.read_text()
    head, tail = source.index("[\n") + 2, source.rindex("];")
    LEARNED.write_text(source[:head] + "\n".join(lines) + "\n" + source[tail:])


if __name__ == "__main__":
    main()
