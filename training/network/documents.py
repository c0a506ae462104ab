"""Documents: texts as words, with what their sets mark on them.

Every set becomes a list of `Document`s over words. Texts that come as running text are cut by the program's own splitter
(`cargo run -p annals-encoder --example words`), so that the network learns on the very tokens that it will be given.
"""

import json
import subprocess
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Document:
    """One text. Indices count words; what is not in `tags` or `links` is not known and teaches nothing."""

    set: str
    words: list[str]
    sentences: list[int]  # index of the first word of each sentence
    paragraphs: list[int]  # index of the first word of each paragraph
    tags: dict[str, list] = field(default_factory=dict)  # head -> a label for each word, None where not known
    links: dict[str, dict[int, int]] = field(default_factory=dict)  # link -> word -> word, or -1 for "to nothing"
    tree: list[tuple[int, str]] | None = None  # head (-1: root) and relation of each word
    arguments: dict[str, list[tuple[int, dict[int, str]]]] = field(default_factory=dict)  # table -> (trigger, word -> label)
    windows: dict[str, list[int] | None] = field(default_factory=dict)  # label -> words that show it, None where known to be absent
    mentions: list[tuple[list[int], str]] = field(default_factory=list)  # words of a mention of an event, name of the event
    topic: str | None = None  # documents of one topic can tell of one event

    def spans_to_tags(self, head: str, spans: list[tuple[int, int, str]], known: bool = True) -> None:
        """Marks `spans` (first word, word after the last, label) in BIO; of spans that overlap the first given stays."""
        tags = self.tags.setdefault(head, ["O" if known else None] * len(self.words))
        for first, after, label in spans:
            if first < after and all(tag in ("O", None) for tag in tags[first:after]):
                tags[first] = f"B-{label}"
                tags[first + 1 : after] = [f"I-{label}"] * (after - first - 1)

    def words_to_tags(self, head: str, labels: dict[int, str], outside: str | None) -> None:
        """Labels single words; all others are `outside` (None: not known)."""
        tags = self.tags.setdefault(head, [outside] * len(self.words))
        for word, label in labels.items():
            tags[word] = label


class Placed:
    """A running text cut into words, to place the spans (in code points) that a set marks."""

    def __init__(self, set_name: str, text: str, cut: list):
        self.text = text
        self.starts, self.ends, sentences, paragraphs = [], [], [], []
        for paragraph in cut:
            paragraphs.append(len(self.starts))
            for sentence in paragraph:
                sentences.append(len(self.starts))
                for start, end in sentence:
                    self.starts.append(start)
                    self.ends.append(end)
        words = [text[start:end] for start, end in zip(self.starts, self.ends)]
        self.document = Document(set_name, words, sentences, paragraphs)

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """First word and word after the last of those that share a character with the span."""
        first = bisect_right(self.ends, start)
        after = first
        while after < len(self.starts) and self.starts[after] < end:
            after += 1
        return first, after


def place(set_name: str, texts: list[str]) -> list[Placed]:
    """Cuts `texts` with the program's splitter."""
    command = ["cargo", "run", "--quiet", "--release", "-p", "annals-encoder", "--example", "words"]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    out = subprocess.run(command, cwd=ROOT, input=lines.encode(), capture_output=True, check=True).stdout
    cuts = [json.loads(line) for line in out.splitlines()]
    assert len(cuts) == len(texts)
    return [Placed(set_name, text, cut) for text, cut in zip(texts, cuts)]


def place_tokens(set_name: str, text: str) -> Placed:
    """A text whose tokens are parted by blanks already, a sentence ending after each final mark."""
    cut, sentence, at = [], [], 0
    for line in text.split("\n"):
        paragraph, sentence = [], []
        start = at
        for token in line.split(" "):
            if token:
                sentence.append((start, start + len(token)))
            start += len(token) + 1
            if token in (".", "!", "?") and sentence:
                paragraph.append(sentence)
                sentence = []
        if sentence:
            paragraph.append(sentence)
        if paragraph:
            cut.append(paragraph)
        at += len(line) + 1
    return Placed(set_name, text, cut)
