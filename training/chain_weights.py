"""Learns the weights of event chains from ECB+, and writes `crates/annals-corpus/src/chains/learned.rs`.

    cargo run --release -p evals -- --data DIR --only ecb --part train --teach chains=chains.jsonl
    python3 training/chain_weights.py chains.jsonl

Needs NumPy. The input names the chain of each mention of the training part, and gives what `annals_corpus::chains::measured` measures of each pair of
reports of one topic, and of each pair of mentions in them.

Both models, of reports and of mentions, are additive: a weight is one number or a curve through the points that `learned.rs` names, straight
between them; logistic regression with a small ridge, fitted by Newton's method. The model of mentions is learned twice: first by what is measured of
each pair, then with `neighbours` beside it, how far both are near to the same others by the odds of the first; these are odds of models that were learned without
their topics. The odds of two reports, which the model of mentions takes, are those of a model that
was learned without their topic. Of pairs of two events every third is learned from, and counts for three.

The bar of chains is chosen by cross-validation over topics (five parts): the one with the best CoNLL F1 of the chains of all training topics.
The bar of stories is the one with the best pairwise F1 of stories.
"""

import argparse
import heapq
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

LEARNED = Path(__file__).resolve().parents[1] / "crates/annals-corpus/src/chains/learned.rs"
RIDGE, ROUNDS, LONGEST_STEP = 1.0, 25, 2.0
EVERY, FOLDS = 3, 5
# As in `chains/mod.rs` and `chains/stories.rs`.
MOST_PAIR, LEAST_STORY, MOST_STORY = 6.0, -3.0, 8.0
# As in `chains/neighbours.rs`.
LEAST, ALONE = 0.1, 0.5
BARS = [-1.25, -1.0, -0.75, -0.5, -0.25, 0.0]
STORY_BARS = [-0.8, -0.6, -0.4, -0.2, 0.0, 0.2]


def curves(source: str, table: str) -> dict[str, np.ndarray]:
    """The points of the curves of a table, in order."""
    body = source.split(f"pub const {table}: &[Curve] = &[")[1].split("\n];")[0]
    return {name: np.array([float(at) for at in re.findall(r"\((-?[\d.]+), ", points)]) for name, points in re.findall(r'\("(\w+)", &\[(.*?)\]\)', body)}


class Model:
    """All points of all curves as one vector."""

    def __init__(self, points: dict[str, np.ndarray]):
        self.points, self.first, self.size = points, {}, 0
        for name, places in points.items():
            self.first[name] = self.size
            self.size += len(places)

    def rows(self, columns: dict[str, np.ndarray]) -> np.ndarray:
        """A row a pair; what was not measured (NaN) adds nothing."""
        count = len(next(iter(columns.values())))
        rows = np.zeros((count, self.size), dtype=np.float32)
        for name, places in self.points.items():
            measured = columns[name]
            known = np.flatnonzero(~np.isnan(measured))
            at = np.clip(measured[known], places[0], places[-1])
            if len(places) == 1:
                rows[known, self.first[name]] = 1.0
                continue
            before = np.clip(np.searchsorted(places, at, side="right") - 1, 0, len(places) - 2)
            part = (at - places[before]) / (places[before + 1] - places[before])
            rows[known, self.first[name] + before] = 1 - part
            rows[known, self.first[name] + before + 1] = part
        return rows

    def fit(self, rows: np.ndarray, same: np.ndarray, weight: np.ndarray) -> np.ndarray:
        ridge = np.full(self.size, RIDGE)
        ridge[self.first["prior"]] = 1e-3
        weights, rows = np.zeros(self.size), rows.astype(np.float64)
        for _ in range(ROUNDS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
            gradient = rows.T @ (weight * (same - chance)) - ridge * weights
            hessian = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
            step = np.linalg.solve(hessian, gradient)
            weights += step * min(1.0, LONGEST_STEP / np.abs(step).max())
            if np.abs(step).max() < 1e-4:
                break
        return weights

    def written(self, weights: np.ndarray) -> str:
        lines = []
        for name, places in self.points.items():
            found = weights[self.first[name] : self.first[name] + len(places)]
            lines.append(f'    ("{name}", &[' + ", ".join(f"({float(at)!r}, {round(float(weight), 2) + 0.0!r})" for at, weight in zip(places, found)) + "]),")
        return "\n".join(lines)


def group(count: int, pairs: dict[tuple[int, int], float], missing: float, bar: float) -> list[int]:
    """Average link, as `chains/group.rs` has it; slow and plain."""
    sums = [dict() for _ in range(count)]
    for (a, b), score in pairs.items():
        if score > missing:
            sums[a][b] = sums[b][a] = score - missing
    size, label = [1] * count, list(range(count))
    queue, bar = [], bar - missing
    for (a, b), score in pairs.items():
        if score - missing > bar:
            queue.append((missing - score, a, b))
    heapq.heapify(queue)
    parent = {}
    while queue:
        _, a, b = heapq.heappop(queue)
        if sums[a] is None or sums[b] is None:
            continue
        joined = sums[a]
        for other, total in sums[b].items():
            joined[other] = joined.get(other, 0.0) + total
        joined.pop(a, None)
        joined.pop(b, None)
        slot = len(sums)
        sums[a] = sums[b] = None
        sums.append(joined)
        size.append(size[a] + size[b])
        parent[a] = parent[b] = slot
        for other, total in joined.items():
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[other][slot] = total
            mean = total / (size[other] * size[slot])
            if mean > bar:
                heapq.heappush(queue, (-mean, min(other, slot), max(other, slot)))
    for item in range(count):
        while label[item] in parent:
            label[item] = parent[label[item]]
    return label


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll(gold: list, found: list) -> float:
    """CoNLL F1 of two clusterings of the same mentions. CEAFe is that of a greedy alignment, which is as good for choosing a bar."""
    sizes_gold, sizes_found, both = defaultdict(int), defaultdict(int), defaultdict(int)
    for g, p in zip(gold, found):
        sizes_gold[g] += 1
        sizes_found[p] += 1
        both[g, p] += 1
    parts_gold, parts_found = defaultdict(int), defaultdict(int)
    for g, p in both:
        parts_gold[g] += 1
        parts_found[p] += 1
    links = lambda sizes, parts: sum(n - parts[c] for c, n in sizes.items()) / max(1, sum(n - 1 for n in sizes.values()))
    muc = f1(links(sizes_found, parts_found), links(sizes_gold, parts_gold))
    b3 = f1(sum(n * n / sizes_found[p] for (_, p), n in both.items()) / len(gold), sum(n * n / sizes_gold[g] for (g, _), n in both.items()) / len(gold))
    taken_gold, taken_found, phi = set(), set(), 0.0
    for likeness, g, p in sorted(((2 * n / (sizes_gold[g] + sizes_found[p]), g, p) for (g, p), n in both.items()), key=lambda one: (-one[0], str(one[1:]))):
        if g not in taken_gold and p not in taken_found:
            taken_gold.add(g)
            taken_found.add(p)
            phi += likeness
    return 100 * (muc + b3 + f1(phi / len(sizes_found), phi / len(sizes_gold))) / 3


def likeness(count: int, pairs: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """How far the mentions of each pair have the same neighbours, as `chains/neighbours.rs` has it."""
    chance = 1 / (1 + np.exp(-odds))
    near = [{} for _ in range(count)]
    for (a, b), p in zip(pairs.tolist(), chance.tolist()):
        if p >= LEAST:
            near[a][b] = near[b][a] = p
    sums = [sum(others.values()) for others in near]
    found = []
    for a, b in pairs.tolist():
        few, many = sorted((near[a], near[b]), key=len)
        shared = sum(p * many[other] for other, p in few.items() if other in many)
        found.append(shared / ((sums[a] + ALONE) * (sums[b] + ALONE)) ** 0.5)
    return np.array(found, dtype=np.float32)


def columns(measured: list[dict], points: dict) -> dict[str, np.ndarray]:
    return {name: np.array([one.get(name, np.nan) for one in measured], dtype=np.float32) for name in points}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", type=Path)
    source = LEARNED.read_text()
    story_points, first_points, event_points = curves(source, "STORIES"), curves(source, "FIRST"), curves(source, "EVENTS")
    topics, chains, reports, stories = [], [], [], []
    mentions, number, place, events = [], {}, [], defaultdict(list)
    for line in parser.parse_args().pairs.open():
        row = json.loads(line)
        if "document" in row:
            topics.append(row["topic"])
            for index, chain in enumerate(row["chains"]):
                number[row["document"], index] = len(mentions)
                mentions.append((row["document"], chain))
        elif "documents" in row:
            reports.append(tuple(row["documents"]))
            stories.append((row["same"], row["measured"]))
        else:
            place.append((number[tuple(row["mentions"][0])], number[tuple(row["mentions"][1])]))
            for name in first_points:
                events[name].append(row["measured"].get(name, np.nan))
    folds = {topic: index % FOLDS for index, topic in enumerate(sorted(set(topics)))}

    # Stories.
    model = Model(story_points)
    rows, same = model.rows(columns([measured for _, measured in stories], story_points)), np.array([same for same, _ in stories], dtype=float)
    ends = np.array([[topics[report] for report in pair] for pair in reports])
    odds = np.zeros(len(rows))
    for topic in sorted(set(topics)):
        out = (ends == topic).any(1)
        if out.any():
            odds[out] = rows[out] @ model.fit(rows[~out], same[~out], np.ones((~out).sum()))
    odds = np.clip(odds, -MOST_STORY, MOST_STORY)
    story_pairs = {tuple(sorted(pair)): float(score) for pair, score in zip(reports, odds)}
    best = (0.0, 0.0, [])
    for bar in STORY_BARS:
        story_of = group(len(topics), story_pairs, -MOST_STORY, bar)
        found = np.array([story_of[a] == story_of[b] for a, b in reports])
        score = 2 * (found * same).sum() / (found.sum() + same.sum())
        print(f"stories above {bar}: pairwise F1 {100 * score:.1f}")
        best = max(best, (score, bar, story_of), key=lambda one: one[0])
    _, story_bar, story_of = best
    story_lines = model.written(model.fit(rows, same, np.ones(len(rows))))

    # Chains.
    place = np.array(place)
    report_of = np.array([report for report, _ in mentions])
    left, right = report_of[place[:, 0]], report_of[place[:, 1]]
    story = np.array([np.nan if a == b else story_pairs[min(a, b), max(a, b)] for a, b in zip(left, right)], dtype=np.float32)
    story_of = np.array(story_of)
    kept = np.flatnonzero(~(story <= LEAST_STORY))
    table = {name: np.array(values, dtype=np.float32)[kept] for name, values in events.items()}
    place, left, right = place[kept], left[kept], right[kept]
    table["story"] = story[kept]
    table["same_story"] = np.where((left != right) & (story_of[left] == story_of[right]), 1.0, np.nan).astype(np.float32)
    names = [chain for _, chain in mentions]
    same = np.array([names[a] == names[b] for a, b in place])
    # A prime is out of step with the numbers of mentions of reports.
    learn = np.flatnonzero(same | (np.arange(len(same)) % EVERY == 0))
    weight = np.where(same[learn], 1.0, EVERY)
    fold_of = np.array([folds[topic] for topic in topics])
    ends = np.stack([fold_of[left], fold_of[right]], 1)


    def learned(model: Model) -> tuple[np.ndarray, np.ndarray]:
        """The weights, and the odds of each pair by weights that were learned without its topics."""
        rows = model.rows(table)
        odds = np.zeros(len(rows))
        for fold in range(FOLDS):
            out = (ends == fold).any(1)
            inside = ~out[learn]
            odds[out] = rows[out] @ model.fit(rows[learn[inside]], same[learn[inside]].astype(float), weight[inside])
        return model.fit(rows[learn], same[learn].astype(float), weight), np.clip(odds, -MOST_PAIR, MOST_PAIR)

    first_model, event_model = Model(first_points), Model(event_points)
    first_weights, odds = learned(first_model)
    table["neighbours"] = likeness(len(mentions), place, odds)
    event_weights, odds = learned(event_model)
    pairs = {(int(min(a, b)), int(max(a, b))): float(score) for (a, b), score in zip(place, odds)}
    scores = {}
    for bar in BARS:
        scores[bar] = conll(names, group(len(mentions), pairs, -MOST_PAIR, bar))
        print(f"chains above {bar}: CoNLL F1 about {scores[bar]:.2f}", flush=True)
    chain_bar = max(BARS, key=lambda bar: (scores[bar], -bar))
    first_lines, event_lines = first_model.written(first_weights), event_model.written(event_weights)

    source = re.sub(r"STORY_BAR: f64 = [-\d.]+;", f"STORY_BAR: f64 = {story_bar};", source)
    source = re.sub(r"CHAIN_BAR: f64 = [-\d.]+;", f"CHAIN_BAR: f64 = {chain_bar};", source)
    for name, lines in (("STORIES", story_lines), ("FIRST", first_lines), ("EVENTS", event_lines)):
        head, rest = source.split(f"pub const {name}: &[Curve] = &[\n")
        source = head + f"pub const {name}: &[Curve] = &[\n{lines}\n];" + rest.split("\n];", 1)[1]
    LEARNED.write_text(source)


if __name__ == "__main__":
    main()
