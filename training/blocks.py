"""Learns which blocks of a web page belong to its story: `python training/blocks.py --data DIR --blocks FILE`.

FILE is written by `cargo run --release -p evals -- --data DIR --only pages --part train --teach blocks=FILE`: the blocks of the
pages in other languages than English, with the features that annals measures of them. Two teachers say which belong to the
story: the strings of the set that must and must not stay, and, where those say nothing, what trafilatura keeps of the same
page. Writes `knowledge/blocks.txt`, and prints how the set's measure comes out on hosts that were not learned from.
"""

import argparse
import json
import math
import re
import tarfile
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlparse

import lightgbm
import numpy as np
import trafilatura

ROOT = Path(__file__).parent.parent
FOLDS = 4
TREES = 100
# What the set's own strings weigh beside a block that only trafilatura speaks of.
GOLD = 8.0
# Pages on which a word of a name must stand before it has a weight, and what is added to its counts.
LEAST_PAGES = 4
PRIOR = 0.3
# The last features of a row, which hang on the weights of names, are made here, since each fold has its own weights.
NAME_FEATURES = 6
PARAMETERS = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.08, "min_data_in_leaf": 40, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 10, "max_bin": 63, "verbose": -1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip


def collapse(text: str) -> str:
    return " ".join(text.split())


def teacher(data: Path) -> dict[str, str]:
    """What trafilatura keeps of each page, by path."""
    kept = {}
    with tarfile.open(data / "pages" / "pages-other.train.tar.xz") as pages:
        for member in pages:
            if member.isfile():
                kept[member.name] = trafilatura.extract(pages.extractfile(member).read(), include_comments=False) or ""
    return kept


def labels(page: dict, kept: str) -> tuple[list[int], list[float]]:
    """For each block, whether it belongs to the story, and what that weighs."""
    texts = [collapse(block["text"]) for block in page["blocks"]]
    lines = {collapse(part).strip("- ") for line in kept.split("\n") for part in [line, *line.split("|")]}
    kept = collapse(kept)
    words = kept.split()
    grams = set(zip(words, words[1:], words[2:], words[3:]))
    story: list[int | None] = []
    for text in texts:
        words = text.split()
        if len(words) >= 5:
            own = list(zip(words, words[1:], words[2:], words[3:]))
            story.append(int(2 * sum(gram in grams for gram in own) >= len(own)))
        else:
            story.append(int(text in kept) if len(text) >= 25 else None)
    # A scrap is told by its line, and only beside something longer that stays.
    for at, text in enumerate(texts):
        if story[at] is None:
            near = any(story[max(0, at - 3) : at + 4])
            story[at] = int(near and text in lines)
    weights = [1.0] * len(texts)
    for strings, stays in (page["without"], 0), (page["with"], 1):
        for string in map(collapse, strings):
            holders = [at for at, text in enumerate(texts) if string in text]
            if stays and len(holders) > 1:
                holders = [at for at in holders if story[at]][:1] or holders[:1]
            for at in holders:
                story[at], weights[at] = stays, GOLD
    # Long pages have many blocks of one kind: they weigh less than their number.
    return story, [weight * 40 / math.sqrt(len(texts)) for weight in weights]


def name_words(element: str) -> list[str]:
    """The words in `div.articleBody#main-text`, as the program cuts them."""
    parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", element)
    return sorted({word.lower() for word in re.split(r"[^a-zA-Z]+", parted) if len(word) > 1})


class Page:
    """The blocks of a page, their features and what the teachers say."""

    def __init__(self, page: dict, kept: str, features: dict):
        self.page = page
        self.fold = sha256(urlparse(page["url"]).netloc.encode()).digest()[0] % FOLDS
        self.story, self.weights = labels(page, kept)
        self.given = np.array(page["features"], dtype=float)[:, :-NAME_FEATURES]
        self.paths = [block["path"] for block in page["blocks"]]
        self.below = self.given[:, features["names"].index("below_story")].astype(int)
        self.words = [[name_words(element) for element in path] for path in self.paths]

    def first(self, names: dict[str, float]) -> np.ndarray:
        rows = []
        for words, below in zip(self.words, self.below):
            of_path = [[names.get(word, 0.0) for word in element] or [0.0] for element in words]
            inner = of_path[len(of_path) - below :]
            own = of_path[-1] if of_path else [0.0]
            rows.append([
                min([0.0, *(min(element) for element in inner)]),
                max([0.0, *(max(element) for element in inner)]),
                sum(map(sum, inner)),
                min(own),
                sum(own),
                max(map(sum, of_path), default=0.0),
            ])  # fmt: skip
        return np.hstack([self.given, np.array(rows)])

    def second(self, first: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """The features with what was thought of the blocks around."""
        parents = [path[-2] if len(path) > 1 else "" for path in self.paths]
        sums, counts = defaultdict(float), Counter(parents)
        for parent, score in zip(parents, scores):
            sums[parent] += score
        told = np.cumsum(scores * np.minimum(self.given[:, 0], 80))
        rows = []
        for at, score in enumerate(scores):
            other = lambda by: scores[at + by] if 0 <= at + by < len(scores) else -1.0
            above, below = scores[max(0, at - 20) : at][::-1], scores[at + 1 : at + 21]
            most = lambda near: near.max() if len(near) else 0.0
            mean = lambda near: near.mean() if len(near) else 0.0
            siblings = (sums[parents[at]] - score) / max(counts[parents[at]] - 1, 1)
            rows.append([
                score, other(-1), other(-2), other(1), other(2), most(above[:5]), most(below[:5]), mean(above[:8]),
                mean(below[:8]), most(above), most(below), siblings, told[at] / (told[-1] + 1e-9), told[-1],
            ])  # fmt: skip
        return np.hstack([first, np.array(rows)])


def learn_names(pages: list[Page]) -> dict[str, float]:
    """Log-odds of the words in names; each page counts as one."""
    inside, outside, on_pages = Counter(), Counter(), Counter()
    for page in pages:
        story = sum(page.story)
        of_page = set()
        for elements, is_story in zip(page.words, page.story):
            words = {word for element in elements for word in element}
            of_page |= words
            for word in words:
                if is_story:
                    inside[word] += 1 / story
                else:
                    outside[word] += 1 / (len(page.story) - story)
        on_pages.update(of_page)
    frequent = sorted(word for word, count in on_pages.items() if count >= LEAST_PAGES)
    return {word: round(math.log((inside[word] + PRIOR) / (outside[word] + PRIOR)), 3) for word in frequent}


def learn_trees(pages: list[Page], rows: list[np.ndarray]) -> lightgbm.Booster:
    story = np.concatenate([page.story for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(np.vstack(rows), story, weight=weights), TREES)


def out_of_fold(pages: list[Page], rows: list[np.ndarray]) -> list[np.ndarray]:
    """The scores of each page by trees that were learned from other hosts."""
    scores: list = [None] * len(pages)
    for fold in range(FOLDS):
        seen = [at for at, page in enumerate(pages) if page.fold != fold]
        trees = learn_trees([pages[at] for at in seen], [rows[at] for at in seen])
        for at, page in enumerate(pages):
            if page.fold == fold:
                scores[at] = trees.predict(rows[at], num_threads=1)
    return scores


def f1(pages: list[Page], scores: list[np.ndarray], least: float) -> float:
    right = wrong = 0
    for page, scores_of_page in zip(pages, scores):
        blocks = zip(page.page["blocks"], scores_of_page)
        kept = collapse(" ".join(block["text"] for block, score in blocks if score >= least))
        stayed = sum(collapse(string) in kept for string in page.page["with"])
        right += stayed
        wrong += len(page.page["with"]) - stayed + sum(collapse(string) in kept for string in page.page["without"])
    return 100 * 2 * right / (2 * right + wrong)


def number(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 1e-4 else f"{value:.6g}"


def written(node: dict, names: list[str], depth: int, lines: list[str]) -> None:
    indent = "  " * depth
    if "leaf_value" in node:
        lines.append(f"{indent}{node['leaf_value']:.4f}")
        return
    # LightGBM asks "at most"; its bounds lie between values, but for the one after zero.
    bound = 1e-9 if 0 < node["threshold"] < 1e-20 else node["threshold"]
    lines.append(f"{indent}{names[node['split_feature']]} < {number(bound)}")
    written(node["left_child"], names, depth + 1, lines)
    written(node["right_child"], names, depth + 1, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--blocks", type=Path, required=True)
    arguments = parser.parse_args()
    kept = teacher(arguments.data)
    lines = arguments.blocks.read_text().splitlines()
    features = json.loads(lines[0])
    pages = [Page(page, kept[page["path"]], features) for page in map(json.loads, lines[1:]) if page["blocks"]]

    rows: list = [None] * len(pages)
    for fold in range(FOLDS):
        names = learn_names([page for page in pages if page.fold != fold])
        for at, page in enumerate(pages):
            if page.fold == fold:
                rows[at] = page.first(names)
    scores = out_of_fold(pages, rows)
    again = [page.second(row, score) for page, row, score in zip(pages, rows, scores)]
    second_scores = out_of_fold(pages, again)
    for least in 0.3, 0.4, 0.5, 0.6:
        print(f"from {least}: first {f1(pages, scores, least):.1f}, second {f1(pages, second_scores, least):.1f}")

    out = [
        "# Which blocks of a web page belong to its story. Written by training/blocks.py; not to be edited by hand.",
        "# Questions are followed by what holds where the answer is yes, then by what holds where it is no; leaves add up.",
        "# source: pages of adbar/trafilatura in other languages than English; names of features: clean/blocks.rs",
        "",
        "[names]",
    ]
    out += [f"{word} {weight:g}" for word, weight in learn_names(pages).items()]
    for section, trees in ("first", learn_trees(pages, rows)), ("second", learn_trees(pages, again)):
        out += ["", f"[{section}]"]
        for tree in trees.dump_model()["tree_info"]:
            out.append("")
            written(tree["tree_structure"], features["names"] + features["second"], 0, out)
    (ROOT / "knowledge" / "blocks.txt").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
