"""Windows: whole sentences of one document as pieces, with what is known of their words, and batches of them."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import BertWordPieceTokenizer

from documents import Document
from heads import HEADS, LINKS, PAIRS, shape
from names import SETS as NAMING
from names import Names

# Most pieces of a window, special ones included.
WINDOW = 160
CLS, SEP, UNKNOWN, PAD = "[CLS]", "[SEP]", "[UNK]", "[PAD]"


class Vocabulary:
    """The pieces of MiniLM's vocabulary that English text can need, renumbered."""

    def __init__(self, folder: Path):
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        everything = [line for line in lines if line]
        self.kept = [index for index, piece in enumerate(everything) if is_kept(piece)]
        self.pieces = [everything[index] for index in self.kept]
        self.numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self.cut = BertWordPieceTokenizer(vocab=self.numbers, lowercase=True)
        self.cache: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        found = self.cache.get(word)
        if found is None:
            found = self.cut.encode(word, add_special_tokens=False).ids or [self.numbers[UNKNOWN]]
            self.cache[word] = found
        return found


def is_kept(piece: str) -> bool:
    """Special pieces, and those of Latin letters, digits and marks; the rest would only teach other scripts."""
    if piece.startswith("[unused"):
        return False
    bare = piece.removeprefix("##")
    return piece in (CLS, SEP, UNKNOWN, PAD, "[MASK]") or all(character < "\u0250" or "\u2000" <= character < "\u2100" or character in "\u20ac" for character in bare)


@dataclass
class Encoded:
    """A document in numbers; -1 is not known."""

    document: Document
    pieces: list[list[int]]
    shapes: list[int]
    tags: dict[str, np.ndarray]
    sentence_of: np.ndarray
    names: list[tuple[int, int]]  # known actors: first word, word after the last


def encode(document: Document, vocabulary: Vocabulary, labels: dict, names: Names | None = None) -> Encoded:
    numbers = {name: {label: number for number, label in enumerate(found)} for name, found in labels.items()}
    tags = {
        head: np.array([-1 if tag is None else numbers[head].get(tag, -1) for tag in found], dtype=np.int16)
        for head, found in document.tags.items()
        if any(tag is not None for tag in found)
    }
    sentence_of = np.zeros(len(document.words), dtype=np.int32)
    for number, first in enumerate(document.sentences):
        sentence_of[first:] = number
    if document.tree:
        heads = np.array([head for head, _ in document.tree])
        relations = np.array([numbers["relation"].get(relation, -1) for _, relation in document.tree], dtype=np.int16)
        document.tree = (heads, relations)
    document.arguments = {
        name: [(trigger, {word: numbers[name][label] for word, label in found.items() if label in numbers[name]}) for trigger, found in items]
        for name, items in document.arguments.items()
    }
    actors = names.find(document.words) if names and document.set in NAMING else []
    return Encoded(document, [vocabulary.of(word) for word in document.words], [shape(word) for word in document.words], tags, sentence_of, actors)


def cut(encoded: Encoded, budget: int) -> list[tuple[int, int]]:
    """Windows (first word, word after the last) of whole sentences that hold at most `budget` pieces with the special ones.

    A sentence too long for a window has windows of its own, without the overlap that the program reads it with.
    """
    document, windows, first = encoded.document, [], 0
    begins = set(document.paragraphs)
    before = np.cumsum([0, *(len(pieces) + (word in begins) for word, pieces in enumerate(encoded.pieces))])
    size = lambda start, after: 2 + before[after] - before[start] - (start in begins)  # noqa: E731
    bounds = [*document.sentences, len(document.words)]
    for start, after in zip(bounds, bounds[1:]):
        if size(first, after) <= budget:
            continue
        if start > first:
            windows.append((first, start))
        first = start
        while size(first, after) > budget:
            end = first + 1
            while end < after and size(first, end + 1) <= budget:
                end += 1
            windows.append((first, end))
            first = end
            if end == after:
                break
        else:
            # The rest of a long sentence, or a sentence that opens a window.
            if first > start:
                windows.append((first, after))
                first = after
    if first < len(document.words):
        windows.append((first, len(document.words)))
    return windows


@dataclass
class Window:
    encoded: Encoded
    first: int
    after: int
    pieces: list[int]
    shapes: list[int]
    starts: list[int]


def window(encoded: Encoded, first: int, after: int, vocabulary: Vocabulary, limit: int, spelling: int | None = None, swapped: dict[int, str] | None = None) -> Window:
    """`spelling`: the shape that all words are given, for texts in capitals or without any. `swapped`: words read in place of others."""
    paragraphs = set(encoded.document.paragraphs)
    cls, sep = vocabulary.numbers[CLS], vocabulary.numbers[SEP]
    pieces, shapes, starts = [cls], [0], [0]
    for word in range(first, after):
        if word in paragraphs and word > first:
            pieces.append(sep)
            shapes.append(0)
        starts.append(len(pieces))
        other = (swapped or {}).get(word)
        kind, own = (encoded.shapes[word], encoded.pieces[word]) if other is None else (shape(other), vocabulary.of(other))
        kind = kind if spelling is None or kind == 5 else spelling
        pieces += own
        shapes += [kind] * len(own)
    pieces.append(sep)
    shapes.append(0)
    # A single word can be longer than any window.
    pieces, shapes = pieces[:limit], shapes[:limit]
    starts = [min(start, limit - 1) for start in starts]
    return Window(encoded, first, after, pieces, shapes, starts)


MASK = -1e4
MOST_TRIGGERS = 6


def batch(windows: list[Window], labels: dict, vocabulary: Vocabulary) -> dict:
    """Tensors of a batch. Word positions count from 0 in the window; column 0 of links and heads is "nothing" or the root."""
    size, longest = len(windows), max(len(window.pieces) for window in windows)
    most = max(window.after - window.first for window in windows)
    pieces = torch.full((size, longest), vocabulary.numbers[PAD])
    shapes = torch.zeros((size, longest), dtype=torch.long)
    mask = torch.full((size, 1, 1, longest), MASK)
    first = torch.zeros((size, most + 1), dtype=torch.long)
    sentences = np.full((size, most), -1)
    for row, one in enumerate(windows):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        shapes[row, : len(one.shapes)] = torch.tensor(one.shapes)
        mask[row, ..., : len(one.pieces)] = 0
        first[row, : len(one.starts)] = torch.tensor(one.starts)
        sentences[row, : one.after - one.first] = one.encoded.sentence_of[one.first : one.after]
    found = {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first, "sentences": torch.from_numpy(sentences)}
    found["tags"] = {}
    for head in HEADS:
        rows = [(row, one) for row, one in enumerate(windows) if head.name in one.encoded.tags]
        if rows:
            tags = np.full((size, most), -1, dtype=np.int64)
            for row, one in rows:
                tags[row, : one.after - one.first] = one.encoded.tags[head.name][one.first : one.after]
            found["tags"][head.name] = torch.from_numpy(tags)
    found["tree"] = trees(windows, size, most)
    found["links"] = {name: links(name, windows, size, most) for name in LINKS}
    found["arguments"] = {name: arguments(name, windows, most) for name in PAIRS}
    found["windows"] = shown(windows, labels["windows"])
    return found


def trees(windows: list[Window], size: int, most: int) -> tuple[torch.Tensor, torch.Tensor] | None:
    if not any(one.encoded.document.tree for one in windows):
        return None
    heads = np.full((size, most), -1, dtype=np.int64)
    relations = np.full((size, most), -1, dtype=np.int64)
    for row, one in enumerate(windows):
        if one.encoded.document.tree:
            head, relation = (column[one.first : one.after] for column in one.encoded.document.tree)
            place = np.where(head < 0, 0, head - one.first + 1)
            inside = (head < 0) | ((head >= one.first) & (head < one.after))
            heads[row, : len(head)] = np.where(inside, place, -1)
            relations[row, : len(head)] = np.where(inside, relation, -1)
    return torch.from_numpy(heads), torch.from_numpy(relations)


def links(name: str, windows: list[Window], size: int, most: int) -> torch.Tensor | None:
    found, any_known = np.full((size, most), -1, dtype=np.int64), False
    for row, one in enumerate(windows):
        for word, target in one.encoded.document.links.get(name, {}).items():
            if one.first <= word < one.after:
                inside = one.first <= target < one.after
                if inside or target < 0 or name == "incident":
                    found[row, word - one.first] = target - one.first + 1 if inside else 0
                    any_known = True
    return torch.from_numpy(found) if any_known else None


def arguments(name: str, windows: list[Window], most: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor] | None:
    """Rows and words of triggers, and the label of each word of the window to each: 0 is O."""
    rows, triggers, found = [], [], []
    for row, one in enumerate(windows):
        here = [item for item in one.encoded.document.arguments.get(name, []) if one.first <= item[0] < one.after]
        for trigger, words in random.sample(here, min(len(here), MOST_TRIGGERS)):
            tags = np.full(most, -1, dtype=np.int64)
            tags[: one.after - one.first] = 0
            for word, label in words.items():
                if one.first <= word < one.after:
                    tags[word - one.first] = label
            rows.append(row)
            triggers.append(trigger - one.first)
            found.append(tags)
    if not rows:
        return None
    return torch.tensor(rows), torch.tensor(triggers), torch.from_numpy(np.stack(found))


def shown(windows: list[Window], labels: list[str]) -> torch.Tensor | None:
    found, any_known = torch.full((len(windows), max(1, len(labels))), -1.0), False
    for row, one in enumerate(windows):
        for column, label in enumerate(labels):
            if label in one.encoded.document.windows:
                any_known = True
                words = one.encoded.document.windows[label]
                if words is None:
                    found[row, column] = 0
                elif any(one.first <= word < one.after for word in words):
                    found[row, column] = 1
    return found if any_known else None
