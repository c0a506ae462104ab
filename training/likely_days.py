"""Learns which of the days that a report names is that of its main incident, and writes `crates/annals-report/src/extract/days_learned.rs`.

    cargo run --release -p evals -- --data DIR --only gva --part train --teach days=days.jsonl
    python3 training/likely_days.py days.jsonl --folds 5

Needs NumPy. Each line of the input is a report: `{"incident": "95550", "report": "r_...", "left": ["2014-01-12"], "days": [{"day": "2014-01-12", "right": true,
"measures": {"named": 1.0, ...}}, ...]}`, with the days that `annals_report::extract::days::measured` gives, and `null` for all others. A day is right where the
record of the report's incident has it, and `null` where none is.

A conditional logit (McFadden 1974): the chances of the days of a report add up to 1, each in proportion to the exponential of its weighted measures. It is fitted
by Newton's method, with a ridge towards 0. Reports for which words leave no single day (`left`) count more, since only for these a likely day is shown.
Weights are rounded to two decimals. `--folds N` also tells how often the likeliest day is right on incidents that the weights were not learned from.
"""

import argparse
import json
from pathlib import Path

import numpy as np

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-report/src/extract/days_learned.rs"
RIDGE = 2.0
ROUNDS = 30
UNDECIDED = 3.0


def fit(reports: list[tuple[np.ndarray, int, float]]) -> np.ndarray:
    """Weights by which the right day is likely; a report is the measures of its days, which of them is right, and how much it counts."""
    size = reports[0][0].shape[1]
    weights = np.zeros(size)
    for _ in range(ROUNDS):
        slope, bend = RIDGE * weights, RIDGE * np.eye(size)
        for measures, right, share in reports:
            chance = chances(measures, weights)
            mean = chance @ measures
            slope += share * (mean - measures[right])
            bend += share * ((measures * chance[:, None]).T @ measures - np.outer(mean, mean))
        weights -= np.linalg.solve(bend, slope)
    return weights


def chances(measures: np.ndarray, weights: np.ndarray) -> np.ndarray:
    odds = measures @ weights
    odds = np.exp(odds - odds.max())
    return odds / odds.sum()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("days", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="also tell how well the weights do on incidents held out, in so many parts")
    args = parser.parse_args()
    rows = [row for row in map(json.loads, args.days.read_text().splitlines()) if row["days"]]
    names = list(rows[0]["days"][0]["measures"])
    measured = [np.array([[day["measures"][name] for name in names] for day in row["days"]], dtype=float) for row in rows]
    other = [next(index for index, day in enumerate(row["days"]) if day["day"] is None) for row in rows]
    right = [next((index for index, day in enumerate(row["days"]) if day["right"]), none) for row, none in zip(rows, other)]
    undecided = [len(row["left"]) != 1 for row in rows]

    def lessons(keep: list[bool]) -> list[tuple[np.ndarray, int, float]]:
        return [
            (measures, index, UNDECIDED if open_ else 1.0)
            for measures, index, open_, kept in zip(measured, right, undecided, keep)
            if kept
        ]

    if args.folds:
        incidents = sorted({row["incident"] for row in rows})
        fold = {incident: index % args.folds for index, incident in enumerate(incidents)}
        told = []
        for index in range(args.folds):
            weights = fit(lessons([fold[row["incident"]] != index for row in rows]))
            for row, measures, of_record, none, open_ in zip(rows, measured, right, other, undecided):
                if fold[row["incident"]] == index:
                    chance = chances(measures, weights)
                    chance[none] = 0
                    told.append((open_, chance.max(), chance.argmax() == of_record))
        for open_, what in [(True, "no single day left"), (False, "a single day left")]:
            here = [(chance, is_right) for each, chance, is_right in told if each == open_]
            print(f"{what}: {100 * np.mean([is_right for _, is_right in here]):.1f} right of {len(here)}")
            for low, high in [(0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)]:
                band = [is_right for chance, is_right in here if low <= chance < high]
                if band:
                    print(f"  chance from {low} on: {100 * np.mean(band):.1f} right of {len(band)}")
    weights = fit(lessons([True] * len(rows)))
    lines = [f'    ("{name}", {weight:.2f}),' for name, weight in zip(names, weights)]
    source = LEARNED.read_text()
    head, tail = source.index("[\n") + 2, source.rindex("];")
    LEARNED.write_text(source[:head] + "\n".join(lines) + "\n" + source[tail:])


if __name__ == "__main__":
    main()
