"""Learns the weights of the linking of reports from compared pairs with a known answer.

    cargo run --release -p evals -- --data DIR --only gva --part train --pairs pairs.jsonl
    python3 training/link_weights.py pairs.jsonl > table.txt

Each line of the input is a pair of incident mentions: `{"same": true, "terms": [{"feature": "date gap 0 days", "weight": 2.0}, ...]}`,
as `annals_corpus::link::compared` gives them for a collection whose incidents are known. The output has one line a weight, in the
form of `crates/annals-corpus/src/link/weights.rs`. Logistic regression with a small ridge penalty towards the weights in use,
fitted by Newton's method; no package is needed beside Python. Pairs that a veto keeps apart teach nothing.

Three things are set by hand. HELD are weights that shootings all over one country cannot teach, since they differ in neither type
nor actors and are never one campaign; they stay as they are in use while the rest is learned. THRESHOLD is added to the prior:
average link over whole groups wants a lower bar than the even odds of one pair; it is about the one with the best B3 F1 on train, on the side of fewer joins. In
the table the pull of a shared place and of figures is rounded towards what other kinds of incidents suggest.
"""

import json
import math
import re
import sys
from collections import Counter

RIDGE = 2.0
ROUNDS = 25
LONGEST_STEP = 1.0

THRESHOLD = 0.7

HELD = {
    "type_same", "type_compatible", "type_related", "type_differs", "actor_shared", "agents_differ", "names_differ",
    "day_gap_1", "day_gap_3", "day_gap_7", "day_gap_31", "day_gap_over", "weekday_same", "weekday_differs",
    "month_day_same", "month_day_differs", "spans_overlap", "place_far", "place_apart", "published_unknown",
}  # fmt: skip

# So much ridge holds a weight where it is.
HOLD = 1e6

BUCKETS = ((1, "1"), (3, "3"), (7, "7"), (31, "31"))

FIXED = {
    "before anything is compared": "prior",
    "date gap 0 days": "same_day",
    "a possible day in common": "days_shared",
    "spans of time overlap": "spans_overlap",
    "same day of the year, year unknown": "month_day_same",
    "same weekday": "weekday_same",
    "another weekday": "weekday_differs",
    "published on the same day": "published_gap_1",
    "days of publication not compared": "published_unknown",
    "the same place": "place_same",
    "one place holds the other": "place_holds",
    "no rare name shared": "names_differ",
    "a rare name shared": "name_shared",
    "same type": "type_same",
    "one type is a kind of the other": "type_compatible",
    "related types": "type_related",
    "types have nothing in common": "type_differs",
    "an actor shared": "actor_shared",
    "different agents named": "agents_differ",
    "the same figure": "figure_same",
    "figures agree": "figure_agrees",
    "figures differ widely": "figure_differs",
}


def bucket(prefix, days):
    for limit, name in BUCKETS:
        if days <= limit:
            return prefix + name
    return prefix + "over"


def values(term):
    """The weights that a term is made of, with the value that each is multiplied by."""
    feature = term["feature"]
    if feature in FIXED:
        yield FIXED[feature], 1.0
    elif found := re.fullmatch(r"date gap (\d+) days?", feature):
        yield bucket("day_gap_", int(found[1])), 1.0
    elif re.fullmatch(r"date gap \d+ days, which the days of publication make doubtful", feature):
        yield "day_gap_doubted", 1.0
    elif found := re.fullmatch(r"published (\d+) days? apart", feature):
        yield bucket("published_gap_", int(found[1])), 1.0
    elif found := re.fullmatch(r"places (\d+) km apart", feature):
        km = int(found[1])
        yield "place_near" if km <= 30 else "place_apart" if km <= 150 else "place_far", 1.0
    elif found := re.fullmatch(r"(\d+) rare names shared", feature):
        yield "name_shared", 1.0
        yield "name_shared_more", float(min(int(found[1]) - 1, 2))
    elif found := re.fullmatch(r"wording of the (telling|reports) (\d+) % alike", feature):
        name = "telling" if found[1] == "telling" else "report"
        neutral = NEUTRAL[name]
        yield name, min(int(found[2]) / 100 - neutral, 0.4)


NEUTRAL = {"telling": 0.12, "report": 0.16}


def solve(matrix, vector):
    """Gaussian elimination with partial pivoting."""
    n = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            if factor:
                for j in range(i, n + 1):
                    rows[k][j] -= factor * rows[i][j]
    solution = [0.0] * n
    for i in reversed(range(n)):
        rest = sum(rows[i][j] * solution[j] for j in range(i + 1, n))
        solution[i] = (rows[i][n] - rest) / rows[i][i]
    return solution


def main():
    pairs = []
    in_use = {}
    for line in open(sys.argv[1]):
        pair = json.loads(line)
        if pair.get("veto"):
            continue
        row = {}
        for term in pair["terms"]:
            for name, value in values(term):
                row[name] = row.get(name, 0.0) + value
                if value == 1.0 and name not in in_use:
                    in_use[name] = term["weight"]
        pairs.append((row, 1.0 if pair["same"] else 0.0))
    names = sorted({name for row, _ in pairs for name in row})
    index = {name: i for i, name in enumerate(names)}
    in_use["prior"] = in_use.get("prior", 0.0) - THRESHOLD
    start = [in_use.get(name, 0.0) for name in names]
    data = [([(index[name], value) for name, value in row.items()], same) for row, same in pairs]
    weights = start[:]
    ridge = [HOLD if name in HELD else RIDGE for name in names]
    for _ in range(ROUNDS):
        gradient = [r * (s - w) for r, s, w in zip(ridge, start, weights)]
        hessian = [[ridge[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for row, same in data:
            score = sum(weights[i] * value for i, value in row)
            chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
            spread = chance * (1.0 - chance)
            for i, value in row:
                gradient[i] += (same - chance) * value
                for j, other in row:
                    hessian[i][j] += spread * value * other
        # Where the start is far off, a full Newton step overshoots.
        steps = solve(hessian, gradient)
        shrink = min(1.0, LONGEST_STEP / max(abs(step) for step in steps))
        weights = [weight + shrink * step for weight, step in zip(weights, steps)]
    held = Counter(name for row, _ in pairs for name in row)
    for name, weight in zip(names, weights):
        if name == "prior":
            weight += THRESHOLD
        print(f"    {name}: {weight:.2f}, // {held[name]} pairs")


if __name__ == "__main__":
    main()
