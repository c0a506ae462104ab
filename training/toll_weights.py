"""Learns which number a toll likeliest has, by all words together, and writes `crates/annals-corpus/src/fuse/weighed_learned.rs`.

    cargo run --release -p evals -- --data DIR --only gva,airwars,fakes --part train --teach tolls=tolls.jsonl
    python3 training/toll_weights.py tolls.jsonl --folds 5

Needs NumPy and SciPy. Each line of the input is a toll: `{"set": "gva", "incident": "...", "property": "killed", "candidates": [{"value": 2, "right": true,
"measured": {"near": 0.0, ...}}, ...]}`, as `annals_corpus::fuse::weighed` gives them; a candidate is right where the record has it, or a range that holds it.
What is measured of the injured hangs on how many died, so both commands are run twice where the weights of the killed changed.

A conditional logit: the chance of a candidate is its share of the sum of `exp(weights . measured)` over those of its toll. Fitted by L-BFGS, with a ridge
towards 0. Weights that come out smaller than their standard error are left out, and the rest is fitted anew, until none is. Sets count by SETS. `--folds N` also tells
how often the weights are right on incidents that they were not learned from.
"""

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-corpus/src/fuse/weighed_learned.rs"
PROPERTIES = ["killed", "injured"]
# How much a toll of each set counts: reports by themselves less, since they are also read together.
SETS = {"gva": 1.0, "gva-report": 0.3, "airwars": 2.0, "fakes": 1.0}
RIDGE = 2.0
STRONG = 1.0
AT_ONCE = 4


def load(path: Path) -> tuple[dict[str, list[dict]], list[str]]:
    """The tolls by property, and the names of measures."""
    tolls: dict[str, list[dict]] = {name: [] for name in PROPERTIES}
    names: list[str] = []
    for line in path.open():
        row = json.loads(line)
        names = names or list(row["candidates"][0]["measured"])
        row["measured"] = np.array([[candidate["measured"][name] for name in names] for candidate in row["candidates"]])
        row["right"] = np.array([candidate["right"] for candidate in row["candidates"]], dtype=float)
        tolls[row["property"]].append(row)
    return tolls, names


def fit(tolls: list[dict], used: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the `used` measures, 0 for the others, and their standard errors. Tolls whose right number is no candidate teach nothing."""
    known = [toll for toll in tolls if toll["right"].any()]
    measured = np.vstack([toll["measured"][:, used] for toll in known])
    right = np.concatenate([toll["right"] for toll in known])
    of = np.repeat(np.arange(len(known)), [len(toll["right"]) for toll in known])
    first = np.searchsorted(of, np.arange(len(known)))
    share = np.array([SETS[toll["set"]] for toll in known])

    def chances(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of each candidate its odds within its toll; of each toll the sum of those that are right."""
        scores = measured @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, first)[of])
        odds /= np.add.reduceat(odds, first)[of]
        return odds, np.add.reduceat(odds * right, first)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds, true = chances(weights)
        slope = measured.T @ ((odds - odds * right / true[of]) * share[of])
        return float(-(share * np.log(true)).sum() + RIDGE / 2 * weights @ weights), slope + RIDGE * weights

    weights = minimize(loss, np.zeros(measured.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    odds, _ = chances(weights)
    means = np.add.reduceat(measured * odds[:, None], first)
    bend = (measured * (odds * share[of])[:, None]).T @ measured - (means * share[:, None]).T @ means
    errors = np.sqrt(np.diag(np.linalg.inv(bend + RIDGE * np.eye(len(weights)))))
    full, full_errors = np.zeros(len(used)), np.ones(len(used))
    full[used], full_errors[used] = weights, errors
    return full, full_errors


def select(tolls: list[dict]) -> np.ndarray:
    """Which measures are used."""
    used = np.vstack([toll["measured"] for toll in tolls]).std(axis=0) > 0
    while True:
        weights, errors = fit(tolls, used)
        strength = np.abs(weights) / errors
        weak = [index for index in np.argsort(strength) if used[index] and strength[index] < STRONG][:AT_ONCE]
        if not weak:
            return used
        used[weak] = False


def is_right(toll: dict, weights: np.ndarray) -> bool:
    return bool(toll["right"][int(np.argmax(toll["measured"] @ weights))])


def folds(tolls: list[dict], used: np.ndarray, near: int, count: int, name: str) -> None:
    fold = np.array([zlib.crc32(toll["incident"].encode()) % count for toll in tolls])
    right = np.zeros(len(tolls), dtype=bool)
    for index in range(count):
        weights, _ = fit([toll for toll, other in zip(tolls, fold) if other != index], used)
        for at in np.flatnonzero(fold == index):
            right[at] = is_right(tolls[at], weights)
    chosen = np.array([bool(toll["right"][int(np.argmin(toll["measured"][:, near]))]) for toll in tolls])
    for which in sorted(SETS):
        here = np.array([toll["set"] == which for toll in tolls])
        if here.any():
            print(f"{name} {which}: {100 * right[here].mean():.1f} right, by the policy {100 * chosen[here].mean():.1f}, {here.sum()} tolls")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tolls", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="also tell how well the weights do on incidents held out, in so many parts")
    args = parser.parse_args()
    tolls, names = load(args.tolls)
    columns = []
    for name in PROPERTIES:
        used = select(tolls[name])
        columns.append(fit(tolls[name], used)[0])
        if args.folds:
            folds(tolls[name], used, names.index("near"), args.folds, name)
    lines = [f'    ("{name}", {killed + 0.0:.2f}, {injured + 0.0:.2f}),' for name, killed, injured in zip(names, *columns)]
    source = LEARNED.read_text()
    head, tail = source.index("[\n") + 2, source.rindex("];")
    LEARNED.write_text(source[:head] + "\n".join(lines) + "\n" + source[tail:])


if __name__ == "__main__":
    main()
