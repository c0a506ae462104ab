"""Learns the weights of the linking of reports from pairs with a known answer, and writes `crates/annals-corpus/src/link/learned.rs`.

    cargo run --release -p evals -- --data DIR --only gva --part train --teach links=links.jsonl
    python3 training/link_weights.py links.jsonl

Needs NumPy. Each line of the input is a pair of incident mentions whose reports are known to tell of one incident or of two:
`{"same": true, "vetoed": false, "measured": [["same_day", 0.0], ["report", 0.34], ...]}`, as `annals_corpus::link::measured` gives them.
Pairs that a veto keeps apart, or of which one was told before the other happened, teach nothing.

The days between two publications are each pair's own here, while the linking reads the same curves at the nearest days of the two groups. A
pair has no groups before it is linked, and groups made by the weights in use would teach those weights again. So the curves argue against
stories that lie far apart by what a pair alone tells; groups that grow are nearer, and are held to it the less.

The model is additive: a weight is one number, or a curve through the points that `learned.rs` names, straight between them.
Logistic regression, fitted by Newton's method, with penalties: a small ridge towards 0, and for curves one on bends and a
strong one on slopes and signs that go the wrong way (no wording may argue for a link the more it differs).

Set by hand are the weights in HELD: shootings all over one country differ neither in type nor in actors, are never one campaign, and
seldom lie near each other or in one town; and no outlet follows one of them for weeks, as it does a flood; and nothing is told
before it happened, whatever days the record misreads. What they would teach of those is wrong elsewhere. THRESHOLD is added to the prior once all is learned: average link
over whole groups wants another bar than the even odds of one pair. The best pairwise F1 of clusters on the training part lies there; from 0.55
to 0.95 it moves by 0.1.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-corpus/src/link/learned.rs"

HELD = {
    "type_same", "type_spreads", "type_compatible", "type_related", "type_differs", "actor_shared", "agents_differ",
    "spans_overlap", "weekday_same", "weekday_differs", "month_day_same", "month_day_differs",
    "published_unknown", "copied", "same_outlet", "place_same", "place_holds", "told_before", "news_apart",
}  # fmt: skip
# Held up to this point of the curve: days of one campaign; headlines of a long story, which share few words ("death toll rises").
HELD_TO = {"day_gap": 31.0, "title": 0.15}
# Which way curves may go, as what is measured grows.
RISING = {
    "names_shared": 1, "landmarks_shared": 1, "ages_shared": 1, "telling": 1, "report": 1, "title": 1, "published_gap": -1,
    "published_gap_named": -1, "title_alone": 1,
    "day_gap": -1, "place_gap": -1, "home_gap": -1,
}  # fmt: skip
# The first argues for a link at least as much as the second does at the start of its curve.
ORDER = [("place_same", "place_holds"), ("place_holds", "place_gap"), ("same_day", "days_shared"), ("figure_same", "figure_agrees")]
# From this point on a curve argues against a link, by as much at least.
AGAINST = {"place_gap": [(30.0, 0.0), (60.0, -0.5), (150.0, -1.0), (300.0, -1.5)]}
# What is shared never argues against a link, and what differs never for it.
SIGNS = {
    "names_shared": 1, "names_differ": -1, "same_outlet": -1, "street_shared": 1, "streets_differ": -1, "block_shared": 1, "blocks_differ": -1, "figure_same": 1,
    "figure_differs": -1, "place_same": 1, "same_day": 1, "part_same": 1, "part_differs": -1,
}  # fmt: skip
THRESHOLD = 0.75

RIDGE, BEND, WRONG_WAY, HOLD = 1.0, 8.0, 1e4, 1e7
ROUNDS = 40
LONGEST_STEP = 1.0


def curves(source: str) -> dict[str, list[tuple[float, float]]]:
    """The curves in use, in their order."""
    number = r"(-?\d+(?:\.\d+)?)"
    return {
        name: [(float(at), float(weight)) for at, weight in re.findall(rf"\({number}, {number}\)", points)]
        for name, points in re.findall(r'\("(\w+)", &\[(.*?)\]\)', source)
    }


def shares(points: np.ndarray, at: float) -> list[tuple[int, float]]:
    """Which points of a curve make up its value there, and how much of it each does."""
    after = int(np.searchsorted(points, at))
    if after == 0 or after == len(points):
        return [(min(after, len(points) - 1), 1.0)]
    part = (at - points[after - 1]) / (points[after] - points[after - 1])
    return [(after - 1, 1.0 - part), (after, part)]


class Model:
    """All points of all curves as one vector."""

    def __init__(self, in_use: dict[str, list[tuple[float, float]]]):
        self.in_use, self.first, size = in_use, {}, 0
        for name, points in in_use.items():
            self.first[name] = size
            size += len(points)
        self.places = {name: np.array([at for at, _ in points]) for name, points in in_use.items()}
        self.start = np.array([weight for points in in_use.values() for _, weight in points])

    def row(self, measured: list) -> np.ndarray:
        row = np.zeros(len(self.start), dtype=np.float32)
        for name, at in measured:
            for point, share in shares(self.places[name], at):
                row[self.first[name] + point] += share
        return row

    def ridge(self) -> tuple[np.ndarray, np.ndarray]:
        """How strongly each point is drawn to where: held ones to where they are, the others weakly to 0."""
        held = [
            HOLD if name in HELD or at <= HELD_TO.get(name, -np.inf) else RIDGE for name, points in self.in_use.items() for at, _ in points
        ]
        return np.diag(held), np.array([0.0 if hold == RIDGE else weight for hold, weight in zip(held, self.start)])

    def bends(self) -> np.ndarray:
        penalty = np.zeros((len(self.start), len(self.start)))
        for name, points in self.in_use.items():
            for index in range(1, len(points) - 1):
                at = self.places[name]
                left, right = at[index] - at[index - 1], at[index + 1] - at[index]
                row = np.zeros(len(self.start))
                middle = self.first[name] + index
                row[middle - 1 : middle + 2] = right / (left + right), -1.0, left / (left + right)
                penalty += BEND * np.outer(row, row)
        return penalty

    def wrong_way(self, weights: np.ndarray) -> np.ndarray:
        """A penalty on steps that go the wrong way as the weights are now."""
        penalty = np.zeros((len(weights), len(weights)))
        for name, way in RISING.items():
            for index in range(self.first[name], self.first[name] + len(self.in_use[name]) - 1):
                if way * (weights[index + 1] - weights[index]) < 0:
                    penalty[index : index + 2, index : index + 2] += WRONG_WAY * np.array([[1, -1], [-1, 1]])
        for above, below in ORDER:
            one, other = self.first[above], self.first[below]
            if weights[one] < weights[other]:
                pair = [one, other]
                penalty[np.ix_(pair, pair)] += WRONG_WAY * np.array([[1, -1], [-1, 1]])
        for name, sign in SIGNS.items():
            for index in range(self.first[name], self.first[name] + len(self.in_use[name])):
                if sign * weights[index] < 0:
                    penalty[index, index] += WRONG_WAY
        return penalty

    def against(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A penalty on points that argue less against a link than they must, and where it draws them to."""
        penalty, towards = np.zeros((len(weights), len(weights))), np.zeros(len(weights))
        for name, bounds in AGAINST.items():
            for at, most in bounds:
                index = self.first[name] + int(np.searchsorted(self.places[name], at))
                if weights[index] > most:
                    penalty[index, index], towards[index] = WRONG_WAY, most
        return penalty, towards

    def fit(self, rows: np.ndarray, same: np.ndarray) -> np.ndarray:
        (ridge, towards), bends = self.ridge(), self.bends()
        weights = towards.copy()
        for _ in range(ROUNDS):
            chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
            smooth = bends + self.wrong_way(weights)
            against, bound = self.against(weights)
            gradient = rows.T @ (same - chance) - ridge @ (weights - towards) - smooth @ weights - against @ (weights - bound)
            hessian = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge + smooth + against
            step = np.linalg.solve(hessian, gradient)
            # Where the start is far off, a full Newton step overshoots.
            weights += step * min(1.0, LONGEST_STEP / np.abs(step).max())
            if np.abs(step).max() < 1e-4:
                break
        return weights

    def written(self, weights: np.ndarray) -> str:
        lines = []
        for name, points in self.in_use.items():
            found = weights[self.first[name] : self.first[name] + len(points)]
            lines.append(f'    ("{name}", &[' + ", ".join(f"({at!r}, {round(float(weight), 2) + 0.0!r})" for (at, _), weight in zip(points, found)) + "]),")
        return "\n".join(lines)


def teaches(pair: dict) -> bool:
    return not pair["vetoed"] and all(name != "told_before" for name, _ in pair["measured"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--threshold", type=float, default=THRESHOLD, help="added to the prior")
    arguments = parser.parse_args()
    source = LEARNED.read_text()
    model = Model(curves(source))
    pairs = [json.loads(line) for line in arguments.pairs.open()]
    pairs = [pair for pair in pairs if teaches(pair)]
    rows = np.stack([model.row(pair["measured"]) for pair in pairs])
    same = np.array([float(pair["same"]) for pair in pairs])
    weights = model.fit(rows, same)
    right = ((rows @ weights > 0) == (same > 0)).mean()
    print(f"{len(pairs)} pairs, {int(same.sum())} of one incident; {100 * right:.2f} % on the right side of even odds")
    weights[model.first["prior"]] += arguments.threshold
    head, tail = source.split("= [\n", 1)[0], "];\n"
    LEARNED.write_text(f"{head}= [\n{model.written(weights)}\n{tail}")


if __name__ == "__main__":
    main()
