"""Writes `knowledge/senses.tsv.zst`: what words of events mean, from WordNet 3.0, so that "quake" and "earthquake", "announce" and "announcement" are known to be near.

    apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wordnet
    python3 training/senses.py wordnet/usr/share/wordnet

Needs zstandard. The package `wordnet-base` of Debian holds the files of Princeton's WordNet 3.0 under WordNet's own licence.

Kept are single words: all verbs, and the nouns and adjectives that can name what happens. Rows of the table, parted by tabs:

- `form`, `v` or `n`, `lemma`: an irregular form;
- `lemma`, `v`, `n` or `a`, meanings, broader ones: numbers parted by commas. The meanings of a word are those of its first senses and those of the words
  derived from it ("announcement" of "announce"); broader are the senses that these are kinds of, are caused by or come with.
"""

import argparse
from pathlib import Path

import zstandard

OUT = Path(__file__).resolve().parents[1] / "knowledge/senses.tsv.zst"
FILES = {"v": "verb", "n": "noun", "a": "adj"}
# Senses of nouns, by WordNet's files of its lexicographers, that can name what happens or what it comes to.
NOUNS = {"act": 4, "attribute": 7, "cognition": 9, "communication": 10, "event": 11, "feeling": 12, "motive": 16, "phenomenon": 19, "possession": 21, "process": 22, "relation": 24, "state": 26, "time": 28}  # fmt: skip
# WordNet orders the senses of a word by how often texts mean them.
SENSES = {"v": 4, "n": 4, "a": 3}
DERIVED = {"v": {"+"}, "n": {"+"}, "a": {"+", "&", "\\"}}
BROADER = {"@", "*", ">", "$"}


def senses(folder: Path) -> dict:
    """Part of speech and offset of each sense: its file of the lexicographers and its pointers."""
    found = {}
    for pos, name in FILES.items():
        for line in (folder / f"data.{name}").open():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            first = 4 + 2 * int(fields[3], 16)
            pointers = [fields[first + 1 + 4 * at : first + 4 + 4 * at] for at in range(int(fields[first]))]
            found[pos, int(fields[0])] = int(fields[1]), [(sign, ("a" if to == "s" else to, int(offset))) for sign, offset, to in pointers]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wordnet", type=Path)
    folder = parser.parse_args().wordnet
    known = senses(folder)
    rows, lemmas, numbers = [], set(), {}

    def number(found: set) -> str:
        return ",".join(str(n) for n in sorted(numbers.setdefault(sense, len(numbers)) for sense in sorted(found)))

    for pos, name in FILES.items():
        for line in (folder / f"index.{name}").open():
            if line.startswith(" "):
                continue
            fields = line.split()
            lemma, count = fields[0], int(fields[2])
            if not lemma.replace("-", "").isalpha():
                continue
            own = [(pos, int(offset)) for offset in fields[-count:]][: SENSES[pos]]
            if pos == "n":
                own = [sense for sense in own if known[sense][0] in NOUNS.values()]
            meanings = set(own) | {to for sense in own for sign, to in known[sense][1] if sign in DERIVED[pos] and to in known}
            # Adjectives count where something that happens is derived from them ("dead", "guilty").
            if not own or pos == "a" and not any(to[0] in "vn" for to in meanings):
                continue
            broader = {to for sense in meanings for sign, to in known[sense][1] if sign in BROADER}
            lemmas.add((lemma, pos))
            rows.append(f"{lemma}\t{pos}\t{number(meanings)}\t{number(broader)}")
    for pos in "vn":
        for line in (folder / f"{FILES[pos]}.exc").open():
            form, *bases = line.split()
            rows.extend(f"{form}\t{pos}\t{lemma}" for lemma in bases[:1] if (lemma, pos) in lemmas and form.isalpha())
    text = "".join(row + "\n" for row in sorted(rows))
    OUT.write_bytes(zstandard.ZstdCompressor(level=19).compress(text.encode()))
    print(f"{len(rows)} rows, {len(numbers)} meanings, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
