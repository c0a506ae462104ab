"""Learns who of the people that a report names was killed, and writes `crates/annals-report/src/extract/fates_learned.rs`.

    cargo run --release -p evals -- --data DIR --only gva,airwars --part train --teach fates=fates.jsonl
    python3 training/fates.py fates.jsonl --folds 5

Needs NumPy and SciPy. Each line of the input is a person whom a report names in full: `{"set": "gva", "incident": "...", "report": "r_...", "name": "...", "killed": 2,
"record": [{"name": "...", "killed": true}, ...], "measures": {"speaks": [1.0, 0.5], ...}}`, with how many the record of the report's incident counts as killed, the people
whom it names and what `annals_report::extract::fates::measured` gives: whether any mention of the person has it, and the share of the mentions that have it. Somebody
was killed where the record has the person as killed whose name is likest. Who is not in the record was not, where it names all whom it counts as killed; where it does
not, it teaches only those whom it names.

Logistic regression with a ridge towards 0. The sets count alike however many people they name, and a report's people count less the more there are: they are told of in
the same words. What fewer than `LEAST` people have is left out. Weights are rounded to two decimals, and the names of the people leave no trace in them. `--folds N` also
tells how well the weights do on incidents that they were not learned from, from even odds on and from the odds on that `named.rs` asks for.
"""

import argparse
import json
import re
import unicodedata
import zlib
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-report/src/extract/fates_learned.rs"
LEAST = 15
RIDGE = 3.0
# Particles, and what families and elders are called after: they tell nobody from another.
PARTICLES = {"al", "el", "ad", "as", "abu", "umm", "bin", "ibn", "jr", "sr", "dr", "mr", "mrs", "ms"}
# Names of few letters are alike by chance.
LONG = 4
# Two spellings of a name share this much of it, and two of a first name where all other names agree.
ALIKE = 0.8
FIRST_ALIKE = 0.72
# Log-odds from which on people are taken for killed, as `fates.rs` and `named.rs` have them.
BARS = {"even": 0.0, "sure": 1.0, "certain": 1.5}


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name without particles, lower case and without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return tuple(word for word in re.findall("[a-z]+", re.sub("['’`]", "", plain)) if word not in PARTICLES)


@cache
def alike(a: str, b: str) -> float:
    """How much of two words is the same, 0 to 1."""
    return SequenceMatcher(None, a, b).ratio()


def is_spelling(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= LONG and alike(a, b) >= ALIKE)


def may_be(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names may be those of one person: the first agrees, and the others of the shorter stand in the longer, of three or more all but one."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return len(long) == 1 and is_spelling(a[0], b[0])
    found = sum(any(is_spelling(word, other) for other in long[1:]) for word in short[1:])
    others = len(short) - 1
    if is_spelling(a[0], b[0]):
        return found >= others - (len(short) >= 3)
    return alike(a[0], b[0]) >= FIRST_ALIKE and 0 < others == found


def was_killed(row: dict) -> bool | None:
    """Whether the record has a person as killed, by the likest of its names; nothing where it does not tell."""
    name = words(row["name"])
    found = [(name == words(one["name"]), one["killed"]) for one in row["record"] if may_be(name, words(one["name"]))]
    if found:
        return max(found)[1]
    names_all = (row["killed"] or 0) <= sum(one["killed"] for one in row["record"])
    return False if names_all else None


def fit(measures: np.ndarray, killed: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression; `share` says how much each person counts."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = measures @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = (share * (np.logaddexp(0, odds) - killed * odds)).sum() + RIDGE / 2 * (weights @ weights)
        return value, measures.T @ (share * (chance - killed)) + RIDGE * weights

    found = minimize(loss, np.zeros(measures.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 2000})
    return found.x


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fates", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="also tell how well the weights do on incidents held out, in so many parts")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.fates.read_text().splitlines()]
    rows = [row for row in rows if was_killed(row) is not None]
    have: dict[str, int] = {}
    for row in rows:
        for name in row["measures"]:
            have[name] = have.get(name, 0) + 1
    names = sorted(name for name, count in have.items() if count >= LEAST)
    # Whether any mention has it, then the share of the mentions.
    column = {name: index for index, name in enumerate(names)}
    measures = np.zeros((len(rows), 2 * len(names)))
    for at, row in enumerate(rows):
        for name, (any_has, share_has) in row["measures"].items():
            if name in column:
                measures[at, column[name]] = any_has
                measures[at, len(names) + column[name]] = share_has
    killed = np.array([was_killed(row) for row in rows], dtype=float)
    sets = np.array([row["set"] for row in rows])
    in_report = Counter(row["report"] for row in rows)
    share = np.array([in_report[row["report"]] ** -0.5 for row in rows])
    for which in sorted(set(sets)):
        share[sets == which] *= len(rows) / len(set(sets)) / share[sets == which].sum()
    weights = fit(measures, killed, share)
    if args.folds:
        folds = np.array([zlib.crc32(row["incident"].encode()) % args.folds for row in rows])
        odds = np.zeros(len(rows))
        for fold in range(args.folds):
            learned = fit(measures[folds != fold], killed[folds != fold], share[folds != fold])
            odds[folds == fold] = measures[folds == fold] @ learned
        for which in sorted(set(sets)):
            here = sets == which
            for name, bar in BARS.items():
                found = odds >= bar
                precision, recall = killed[here & found].mean(), found[here & (killed > 0.5)].mean()
                print(f"{which}: {here.sum()} people, {name}: precision {100 * precision:.1f}, recall {100 * recall:.1f}")
    lines = [f'    ("{name}", {any_has:.2f}, {share_has:.2f}),' for name, any_has, share_has in zip(names, weights[: len(names)], weights[len(names) :])]
    source = LEARNED.read_text()
    head, tail = source.index("[\n") + 2, source.rindex("];")
    LEARNED.write_text(source[:head] + "\n".join(lines) + "\n" + source[tail:])


if __name__ == "__main__":
    main()
