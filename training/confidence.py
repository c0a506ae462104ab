"""Learns how sure accounts and tolls are, writes the weights that annals uses, and shows how they hold on other data.

    cargo run --release -p evals -- --data DIR --only gva,airwars --part train --teach confidence=train.jsonl
    cargo run --release -p evals -- --data DIR --only gva,airwars --teach confidence=dev.jsonl
    python3 training/confidence.py train.jsonl --shown dev.jsonl

The first two write a JSON line for each account of a shooting (`gva`) and for each toll of killed and injured (`gva`, `airwars-gaza`), with what
`annals_corpus::fuse::confidence` measures of it and whether the record agrees. The third fits a logistic regression to each kind by Newton's method,
writes `crates/annals-corpus/src/fuse/learned.rs`, and draws from the other file `docs/confidence.svg` and the tables of `docs/confidence.md`.

Needs NumPy. Deterministic. The sets count by the square roots of their sizes: one is five times as large as the other, and neither is what users will bring. A small ridge draws
every weight but the prior towards 0.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
LEARNED = ROOT / "crates/annals-corpus/src/fuse/learned.rs"
PAGE = ROOT / "docs/confidence.md"
PICTURE = ROOT / "docs/confidence.svg"
RIDGE = 2.0
ROUNDS = 50
# Bounds of the bins of the reliability curve; the last holds 1.
BINS = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
# What argues for a value never argues against it, and the other way round, whatever two sets happen to say.
SIGNS = {
    "incident_origins": 1, "corroborated": 1, "signs": 1, "main": 1, "weakest_link": 1, "doubted": -1, "disputes": -1, "day": 1, "few_days": 1, "town": 1,
    "placed": 1, "towns": -1, "toll": 1, "size": -1, "stated": 1, "origins": 1, "speakers": 1, "others": -1, "whole": 1, "disputed": -1,
    "spread": -1, "replaced": -1,
}  # fmt: skip
WRONG_WAY = 1e4
# What the page calls each measure, for those whose weight is not 0.
WORDS = {
    "incident": {
        "origins": "how many independent origins it has", "corroborated": "whether it has more than one", "signs": "how plainly its reports tell of an incident",
        "main": "whether they are about it", "weakest_link": "how strongly their weakest link ties them", "doubted": "whether it is doubted",
        "disputes": "whether anything is disputed", "day": "whether the day is known", "few_days": "whether it is one of a few days", "town": "whether the town is known",
        "towns": "how many towns there are", "placed": "whether at least the province is known", "toll": "whether a toll of killed or injured is given",
    },
    "toll": {
        "injured": "whether it counts the injured", "none": "whether the figure is 0", "several": "whether it is more than 1", "injured_none": "whether it says that nobody is injured",
        "injured_several": "whether it says that several are injured", "size": "how large it is", "stated": "whether anybody gives the best figure as it stands",
        "origins": "how many origins give the best figure", "speakers": "how many speakers give the best figure", "others": "how many origins give another",
        "whole": "whether the figure is of everybody", "disputed": "whether it is disputed", "spread": "how far low and high lie apart",
        "replaced": "whether a figure was replaced", "incident_origins": "how many independent origins the incident has",
        "killed_too": "whether a figure of killed stands beside that of injured",
    },
}  # fmt: skip
# A set is off where its mean confidence and its share of right ones lie further apart than this.
OFF = 0.05
KINDS = {"incident": "INCIDENT", "toll": "TOLL"}
MEANING = {
    "incident": "That an account tells of one incident, on its day and at its place.",
    "toll": "That the best figure of a toll is that of the record.",
}


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.open()]


def names_of(cases: list[dict]) -> list[str]:
    return [name for name, _ in cases[0]["measured"]]


def rows_of(cases: list[dict], names: list[str]) -> np.ndarray:
    return np.array([[dict(case["measured"]).get(name, 0.0) for name in names] for case in cases])


def chances(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))


def fit(cases: list[dict]) -> dict[str, float]:
    names = names_of(cases)
    rows = rows_of(cases, names)
    right = np.array([float(case["right"]) for case in cases])
    sizes = {name: sum(case["set"] == name for case in cases) for name in {case["set"] for case in cases}}
    weight = np.array([math.sqrt(len(cases) / len(sizes) / sizes[case["set"]]) for case in cases])
    ridge = np.diag([0.0 if name == "prior" else RIDGE for name in names]) + 1e-9 * np.eye(len(names))
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = chances(rows, weights)
        wrong = np.array([SIGNS.get(name, 0) * value < 0 for name, value in zip(names, weights)])
        drawn = ridge + np.diag(WRONG_WAY * wrong)
        gradient = rows.T @ (weight * (right - chance)) - drawn @ weights
        hessian = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + drawn
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(value), 2) + 0.0 for name, value in zip(names, weights)}


def confidence(cases: list[dict], learned: dict[str, float]) -> np.ndarray:
    names = names_of(cases)
    return np.round(chances(rows_of(cases, names), np.array([learned[name] for name in names])), 2)


def bins(confidence: np.ndarray, right: np.ndarray) -> list[tuple[float, float, int, float, float]]:
    """Of each bin that holds cases: bounds, how many, mean confidence, share of right ones."""
    found = []
    for low, high in zip(BINS, BINS[1:]):
        inside = (confidence >= low) & ((confidence < high) | (high == 1.0))
        if inside.any():
            found.append((low, high, int(inside.sum()), float(confidence[inside].mean()), float(right[inside].mean())))
    return found


def error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: how far share and mean confidence lie apart, by bin, weighted by how many it holds."""
    return sum(count * abs(mean - share) for _, _, count, mean, share in bins(confidence, right)) / len(right)


def margin(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval for a share, 95 %."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def write_learned(learned: dict[str, dict[str, float]]) -> None:
    text = "//! The weights of [`confidence`](super::confidence), learned by `training/confidence.py`; do not edit by hand.\n"
    for kind, constant in KINDS.items():
        text += f"\n/// {MEANING[kind]}\npub const {constant}: &[(&str, f64)] = &[\n"
        text += "".join(f'    ("{name}", {value!r}),\n' for name, value in learned[kind].items())
        text += "];\n"
    LEARNED.write_text(text)


def panel(left: int, title: str, found: list) -> str:
    """A square of 260 with the curve; the corner at the bottom left is 0, 0."""
    x = lambda value: left + 260 * value
    y = lambda value: 300 - 260 * value
    out = [f'<rect x="{left}" y="40" width="260" height="260" fill="none" stroke="#888"/>']
    out.append(f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>')
    out.append(f'<text x="{left + 130}" y="28" text-anchor="middle" font-weight="bold">{title}</text>')
    for tick in (0, 0.5, 1):
        out.append(f'<text x="{x(tick):.0f}" y="318" text-anchor="middle">{tick:g}</text>')
        out.append(f'<text x="{left - 8}" y="{y(tick) + 4:.0f}" text-anchor="end">{tick:g}</text>')
    points = " ".join(f"{x(mean):.1f},{y(share):.1f}" for _, _, _, mean, share in found)
    out.append(f'<polyline points="{points}" fill="none" stroke="#1668a8" stroke-width="2"/>')
    for _, _, count, mean, share in found:
        low, high = margin(share, count)
        out.append(f'<line x1="{x(mean):.1f}" y1="{y(low):.1f}" x2="{x(mean):.1f}" y2="{y(high):.1f}" stroke="#1668a8"/>')
        out.append(f'<circle cx="{x(mean):.1f}" cy="{y(share):.1f}" r="{2 + math.log10(count) * 2:.1f}" fill="#1668a8"/>')
    out.append(f'<text x="{left + 130}" y="336" text-anchor="middle">confidence</text>')
    return "\n".join(out)


def measured(learned: dict[str, dict[str, float]]) -> str:
    """What has a weight, in words."""
    lines = []
    for kind in KINDS:
        named = [words for name, words in WORDS[kind].items() if learned[kind].get(name)]
        lines.append(f"- {'an' if kind == 'incident' else 'a'} {kind}: {', '.join(named)}.\n")
    return "".join(lines)


def off(kind: str, sure: np.ndarray, right: np.ndarray, sets: np.ndarray) -> str:
    """Where confidence misleads: bins whose interval leaves their mean confidence out, and sets that are further off than OFF."""
    lines = ""
    many = {True: "too sure", False: "not sure enough"}
    for low, high, count, mean, share in bins(sure, right):
        bounds = margin(share, count)
        if not bounds[0] <= mean <= bounds[1]:
            lines += f"- {kind}, {low:.1f} to {high:.1f}: {many[mean > share]}. Mean confidence is {mean:.2f}, {share:.2f} are right ({count} cases).\n"
    for name in sorted(set(sets)):
        mean, share = sure[sets == name].mean(), right[sets == name].mean()
        if abs(mean - share) > OFF:
            lines += f"- {kind}, all of {name}: {many[bool(mean > share)]}. Mean confidence is {mean:.2f}, {share:.2f} are right ({int((sets == name).sum())} cases).\n"
    return lines


def show(cases: list[dict], learned: dict[str, dict[str, float]]) -> None:
    panels, tables, misled = [], [], ""
    for index, (kind, title) in enumerate([("incident", "incident"), ("toll", "toll")]):
        of_kind = [case for case in cases if case["kind"] == kind]
        sure = confidence(of_kind, learned[kind])
        right = np.array([float(case["right"]) for case in of_kind])
        found = bins(sure, right)
        panels.append(panel(60 + 340 * index, title, found))
        table = f"\n### {title.capitalize()}\n\n| confidence | cases | mean confidence | right | 95 % interval |\n|---|---|---|---|---|\n"
        for low, high, count, mean, share in found:
            bounds = margin(share, count)
            table += f"| {low:.1f} to {high:.1f} | {count} | {mean:.2f} | {share:.2f} | {max(bounds[0], 0):.2f} to {bounds[1]:.2f} |\n"
        rest = f"\n{len(of_kind)} cases, {right.mean():.2f} right. Expected calibration error {error(sure, right):.3f}; Brier score {((sure - right) ** 2).mean():.3f}"
        rest += f", where saying {right.mean():.2f} of everything has {right.mean() * (1 - right.mean()):.3f}.\n"
        for name in sorted({case["set"] for case in of_kind}):
            of_set = np.array([case["set"] == name for case in of_kind])
            rest += f"{name}: {int(of_set.sum())} cases, mean confidence {sure[of_set].mean():.2f}, right {right[of_set].mean():.2f}, calibration error {error(sure[of_set], right[of_set]):.3f}.\n"
        tables.append(table + rest)
        misled += off(title, sure, right, np.array([case["set"] for case in of_kind]))
        print(kind, rest.strip())
    style = 'font-family="sans-serif" font-size="12"'
    PICTURE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="350" {style}>\n<rect width="680" height="350" fill="#fff"/>\n' + "\n".join(panels) + "\n</svg>\n")
    before, rest = PAGE.read_text().split("<!-- measured -->\n")
    between = rest.split("<!-- weighed -->\n")[1].split("<!-- tables -->")[0]
    where = f"\n### Where it is off\n\n{misled or 'No bin and no set, beyond chance.' + chr(10)}"
    PAGE.write_text(f"{before}<!-- measured -->\n{measured(learned)}<!-- weighed -->\n{between}<!-- tables -->\n{where}{''.join(tables)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--shown", type=Path, help="cases that the tables and the picture are made of")
    arguments = parser.parse_args()
    cases = load(arguments.cases)
    learned = {kind: fit([case for case in cases if case["kind"] == kind]) for kind in KINDS}
    write_learned(learned)
    if arguments.shown:
        show(load(arguments.shown), learned)


if __name__ == "__main__":
    main()
