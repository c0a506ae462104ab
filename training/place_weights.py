"""Learns what weighs for one of the places of a name, and writes `crates/annals-report/src/resolve/place/weights.rs`.

    cargo run --release -p evals -- --data DIR --only lgl,gwn,geovirus --part train --teach places=places.jsonl
    python3 training/place_weights.py places.jsonl

Needs NumPy. Each line of the input is a name that several places of the gazetteer share, in a report where it is known which is meant:
`{"set": "lgl", "report": "...", "terms": ["size", ...], "places": [{"right": true, "terms": [4.1, ...]}, ...]}`.
Names none of whose places is right teach nothing.

The model is a conditional logit: the weight of a place is the exponential of the sum of its terms, each times its weight, and the share of
the right places is as large as it can be, less a ridge that pulls towards the weights in HAND, which were set by hand before there was
anything to learn from. It is fitted by Newton's method. What is measured depends on what was chosen before in the same report; so write the
choices anew with the weights learned, and learn again, until they stay.

`--folds` measures by cross-validation over reports, with the weights in use beside those learned.
"""

import argparse
import json
import zlib
from pathlib import Path

import numpy as np

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-report/src/resolve/place/weights.rs"
HAND = {
    "size": 1.0, "country": 8.0, "region": 7.0, "state": 6.7, "province": 5.0, "facility": 5.5, "district": 4.5, "capital": 1.0,
    "alias": -1.2, "country_told": 1.2, "division_told": 2.0, "places_near": 1.6, "home": 2.0,
}  # fmt: skip
# Terms that can only argue one way.
SIGNS = {
    "size": 1, "capital": 1, "alias": -1, "country_told": 1, "division_told": 1, "places_near": 1, "home": 1,
}  # fmt: skip
RIDGE = 1.0
ROUNDS = 60
FOLDS = 5

HEAD = """\
//! What weighs for one of the places of a name: a name and a log-odds for each term of `choose.rs`, in its order.
//! Written by `training/place_weights.py`, which says what they were learned from.

/// How many terms there are.
pub const TERMS: usize = {count};

/// A weight each term.
#[rustfmt::skip]
pub const WEIGHTS: [(&str, f64); TERMS] = [
"""


def read(path: str) -> tuple[list[str], list[tuple[str, np.ndarray, np.ndarray]]]:
    """The names of the terms; and for each name that teaches: its report, the terms of its places, which are right."""
    names, choices = [], []
    for line in Path(path).read_text("utf-8").splitlines():
        row = json.loads(line)
        names = row["terms"]
        right = np.array([place["right"] for place in row["places"]], bool)
        if right.any() and not right.all():
            choices.append((row["report"], np.array([place["terms"] for place in row["places"]]), right))
    return names, choices


def learn(names: list[str], choices: list[tuple[str, np.ndarray, np.ndarray]]) -> np.ndarray:
    """The weights that make the right places most likely."""
    hand = np.array([HAND[name] for name in names])
    weights, free = hand.copy(), np.ones(len(names), bool)
    for _ in range(ROUNDS):
        slope = RIDGE * (hand - weights)
        bend = RIDGE * np.eye(len(names))
        for _, terms, right in choices:
            score = terms @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            among = share * right / (share * right).sum()
            mean, wanted = share @ terms, among @ terms
            slope += wanted - mean
            bend += (terms * share[:, None]).T @ terms - np.outer(mean, mean)
        slope[~free] = 0.0
        bend[~free, :] = 0.0
        bend[:, ~free] = 0.0
        bend[~free, ~free] = 1.0
        step = np.linalg.solve(bend, slope)
        step *= min(1.0, 1.0 / max(np.abs(step).max(), 1e-9))
        weights = weights + step
        for index, name in enumerate(names):
            if weights[index] * SIGNS.get(name, 0) < 0:
                weights[index], free[index] = 0.0, False
        if np.abs(step).max() < 1e-6:
            break
    return weights


def share_right(weights: np.ndarray, choices: list[tuple[str, np.ndarray, np.ndarray]]) -> tuple[int, int]:
    """How many names are given a right place."""
    return sum(bool(right[np.argmax(terms @ weights)]) for _, terms, right in choices), len(choices)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("choices")
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    names, choices = read(args.choices)
    if args.folds:
        hand = np.array([HAND[name] for name in names])
        before, after, all_of_them = 0, 0, 0
        for fold in range(FOLDS):
            held = [choice for choice in choices if zlib.crc32(choice[0].encode()) % FOLDS == fold]
            others = [choice for choice in choices if zlib.crc32(choice[0].encode()) % FOLDS != fold]
            learned = learn(names, others)
            before += share_right(hand, held)[0]
            after += share_right(learned, held)[0]
            all_of_them += len(held)
        print(f"{all_of_them} names; right by hand {before / all_of_them:.4f}, learned {after / all_of_them:.4f}")
    weights = learn(names, choices)
    lines = [f'    ("{name}", {weight:.2f}),\n' for name, weight in zip(names, weights)]
    LEARNED.write_text(HEAD.format(count=len(names)) + "".join(lines) + "];\n", "utf-8")
    print("".join(lines), share_right(weights, choices))


main()
