"""Names of known actors in texts, and others of their kind to put in their places.

Who acted must not decide what is read. In half of the windows with such names each is therefore replaced by another of its
kind with as many words, so that nothing about the other words can be learned from it.
"""

import random
import re
import tomllib
from collections import defaultdict
from pathlib import Path

# Sets whose texts name actors: those that teach who did what, who says so and how many.
SETS = {"gold", "silver", "crowds", "told", "wikievents", "rams", "polnear", "ecb"}
LONGEST = 4


class Names:
    """The names of `knowledge/`, by kind and number of words."""

    def __init__(self, knowledge: Path):
        self.kinds: dict[tuple[str, ...], str] = {}
        self.others: dict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        for row in tomllib.loads((knowledge / "countries.toml").read_text(encoding="utf-8"))["country"]:
            adjective, people = row["demonyms"][:1], row["demonyms"][1:]
            for kind, names in (("country", row["names"]), ("adjective", adjective), ("people", people)):
                self.add(kind, names)
        for group in tomllib.loads((knowledge / "actors.toml").read_text(encoding="utf-8"))["group"]:
            for row in group["rows"]:
                self.add(group["kind"], [row["name"], *row["aliases"]])

    def add(self, kind: str, names: list[str]) -> None:
        for name in dict.fromkeys(names):
            words = tuple(re.findall(r"[^\W_]+(?:['.][^\W_]+)*\.?|-", name))
            if words not in self.kinds and len(words) <= LONGEST and name[0].isupper():
                self.kinds[words] = kind
                self.others[kind, len(words)].append(words)

    def find(self, words: list[str]) -> list[tuple[int, int]]:
        """Known names in `words` (first word, word after the last), the longest where several begin."""
        found, at = [], 0
        while at < len(words):
            longest = min(LONGEST, len(words) - at)
            length = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in self.kinds), 0) if words[at][0].isupper() else 0
            if length:
                found.append((at, at + length))
            at += length or 1
        return found

    def swap(self, words: list[str], found: list[tuple[int, int]], draw: random.Random) -> dict[int, str]:
        """By word what stands there instead; the same name becomes the same other."""
        chosen, swapped = {}, {}
        for first, after in found:
            name = tuple(words[first:after])
            other = chosen.setdefault(name, draw.choice(self.others[self.kinds[name], len(name)]))
            swapped.update(zip(range(first, after), other))
        return swapped
