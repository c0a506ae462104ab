"""Learns which class of MUC-4's set lists an entity is in, from the words of it and around it, and which two entities are of different
incidents, from where they stand: `evals/src/sets/muc4/classes.tsv`.

    cargo run --release -p evals -- --data DIR --only muc4 --part train --teach described=described.jsonl
    python training/muc4_classes.py described.jsonl --data DIR

Softmax regression over features that are there or not. Learns from the keys of the training part (`muc4/train.jsonl.gz`) alone:
the places of an entity are those where the strings of its fill stand in the text. `evals/src/sets/muc4/classes.rs` and
`apart.rs` find the features in the same way. Only of words for people (`described.rs`) the evals give the features, since what the network reads
is among them: what a word hangs on and by which relation (`g:KILLED obj`, `rel:obj`), whether a number stands before it (`counted`), and whether it is told
as killed or injured (`killed:2`, `unhurt`); it has learned neither from these texts. It needs NumPy and zstandard.

A feature is one of a word (`m:`, `h:`, `p:`, `b:`, `a:`, `g:`, `further:`: in an entity, its head, right before it, around it, what it hangs on, between two), or one of
where and how often an entity stands, of what kind an incident is, of a relation (`sentences:4`, `often:2`, `roles:Target+Victim`, `k:BOMBING`, `rare`).
Names of the texts are left out: of features of words only those are kept whose word an English dictionary has and nobody is called by
(`Dictionary`). What is learned depends on the tables of knowledge that it looks into: where one of them gets other words, run both commands again.
"""

import argparse
import bisect
import gzip
import itertools
import json
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import zstandard

WORD = re.compile(r"[A-Z0-9]+(?:['-][A-Z0-9]+)*")
PREPOSITIONS = {"OF", "IN", "AT", "ON", "FROM", "WITH", "BY", "FOR", "TO", "NEAR", "BELONGING"}
# Words before and after an entity that are looked at.
AROUND = 8
# Places of an entity that are looked at.
PLACES = 6
# What the names of features of words begin with.
WORDS = ("m", "h", "p", "b", "a", "g")
# Features that fewer examples have are left out, as are classes.
LEAST_FEATURE, LEAST_CLASS = 3, 5
STEPS = 200
# Smaller weights are not written.
SMALLEST = 0.1

# What is learned: its name in the file, whether it looks at the words around, and how strongly weights are held small (chosen
# by the share of right ones in a quarter of the training part).
TASKS = {
    "apart": (False, 2.0),
    "described": (True, 2.0),
    "instrument": (False, 1.0),
    "category": (False, 1.0),
    "confidence": (True, 5.0),
    "physical": (False, 1.0),
    "damage": (True, 5.0),
    "named": (False, 1.0),
    "human": (True, 1.0),
    "harm": (True, 5.0),
}
# What the entities are by which incidents are told apart, with the slots that name them.
ROLES = {"PHYS TGT: ID": "Target", "HUM TGT: NAME": "Victim", "HUM TGT: DESCRIPTION": "Group"}
# A sentence ends behind a sign that follows no single letter; a paragraph where more blanks follow.
SENTENCE = re.compile(r"[A-Z0-9\"')\]]{2}[.?!][\"')\]]*(\s+)")
BLANKS = 3
# Words of a sentence that tell of a further incident, or of one before; the evals give all words, and those that have no weight say nothing.
FURTHER = {
    # Penn Discourse Treebank 3.0: connectives of conjunction, similarity, synchrony and succession.
    *("ADDITION", "ADDITIONALLY", "ALSO", "EARLIER", "ELSEWHERE", "LATER", "MEANWHILE", "MOREOVER", "PREVIOUSLY", "SIMILARLY", "SIMULTANEOUSLY"),
    # FrameNet 1.7: Relative_time, Similarity, Increment, Remembering_experience; WordNet 3.0: ordinals.
    *("AGO", "ANOTHER", "HOURS", "OTHER", "PREVIOUS", "RECALLED", "SECOND", "SIMILAR", "THIRD"),
}
# The tasks of each slot of strings, with the slot that answers them.
SLOTS = {
    "INCIDENT: INSTRUMENT ID": {"instrument": "INCIDENT: INSTRUMENT TYPE"},
    "PERP: ORGANIZATION ID": {"confidence": "PERP: ORGANIZATION CONFIDENCE"},
    "PHYS TGT: ID": {"physical": "PHYS TGT: TYPE", "damage": "PHYS TGT: EFFECT OF INCIDENT"},
    "HUM TGT: NAME": {"human": "HUM TGT: TYPE", "harm": "HUM TGT: EFFECT OF INCIDENT"},
    "HUM TGT: DESCRIPTION": {"human": "HUM TGT: TYPE", "harm": "HUM TGT: EFFECT OF INCIDENT"},
}
HEADER = (
    "# Made by training/muc4_classes.py from keys and texts of MUC-4's training part (DEV-MUC3-0001 to 1300; FBIS translations, in the\n"
    "# distribution of github.com/xinyadu/gtt, commit d829ed8). The repository's code is under the MIT licence; of texts and keys, published by the\n"
    "# organisers, no licence is stated. Here stand weights of single English words that a dictionary has, with their part in a sentence (g:KILLED obj),\n"
    "# and of what is measured without words: types of incidents, roles, relations, distances and counts (k:BOMBING, rel:obj, sentences:4, killed:2, rare).\n"
    "# Relations (g:, rel:), numbers (counted) and who is killed or injured are what the network that ships reads. Names are left out.\n"
)
KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
# Tables of knowledge that list English words in small letters; the first ones hold titles, which stand in names: of a title of several
# words its head alone ("central command" makes no title of "central").
TITLES = ["people", "roles", "offices"]
TABLES = [*TITLES, "incident_types", "casualties", "place_words", "telling", "reality", "speech"]
# Words that WordNet does not hold, since they only join others, and such as count.
FUNCTION = set(
    "a about after again against all along also although among an and another any anyone around as at because before behind between both but by cannot "
    "could during each either every everybody few for from he her here him himself his how however i if in inside instead into it its itself many "
    "me more moreover most my neither never no none nor not of off on once only onto or other others our out outside over own per rather several "
    "she should since so some someone such than that the their them themselves then there therefore these they this those though through throughout "
    "to together toward towards under until unto up upon us was we were what when where whether which while who whom whose why will with within "
    "without would yet you your one two three four five six seven eight nine ten eleven twelve dozen hundred hundreds thousand thousands million "
    "millions first second third is are be been has had have do did does may might can must".split()
)
# Proper names that WordNet's index also writes small: an order, a state, a unit, a paper.
PROPER = {"jesuit", "soviet", "atonal", "tempo"}
ENDINGS = [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ly", "")]


def table(name: str) -> list[list[str]]:
    with (KNOWLEDGE / name).open("rb") as file:
        text = zstandard.ZstdDecompressor().stream_reader(file).read().decode()
    return [line.split("\t") for line in text.splitlines()]


def fold(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()
    return re.sub(r"(\D)\1+", r"\1", plain)


def cells(tree) -> set[str]:
    """All words of a table of knowledge, in their case."""
    return {word for string in strings_within(tree) for word in re.findall(r"[^\W\d_]+", string)}


def titles(tree: dict) -> set[str]:
    """The heads of what a table of knowledge lists, in small letters: "chief" of "chief of staff", "command" of "central command"."""
    if "office" in tree:
        tree = tree["office"]
    heads = (head(WORD.findall(form.upper())) for cell in listed(tree) for form in cell.split("/"))
    return {word.lower() for word in heads if word}


def listed(tree) -> list[str]:
    """The strings in lists."""
    if isinstance(tree, dict):
        tree = list(tree.values())
        return [string for inner in tree if not isinstance(inner, str) for string in listed(inner)]
    return [string for inner in tree for string in ([inner] if isinstance(inner, str) else listed(inner))] if isinstance(tree, list) else []


def bases(word: str) -> set[str]:
    word = re.sub(r"'s?$", "", word)
    found = {word}
    for ending, other in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found |= {stem + other} | ({stem[:-1]} if stem[-1] == stem[-2] else set())
    return found


class Dictionary:
    """English words that nobody and no place is called by, as far as WordNet, the tables of knowledge and the names in the keys tell."""

    def __init__(self, rows: list[dict]):
        places = table("places.tsv.zst")
        of_kind = lambda kind, field: {row[field] for row in places if row[0] == kind}  # noqa: E731
        common = of_kind("W", 1)
        tables = {name: tomllib.loads((KNOWLEDGE / f"{name}.toml").read_text()) for name in TABLES}
        small = {word for tree in tables.values() for word in cells(tree) if word.islower()}
        self.words = {row[0] for row in table("senses.tsv.zst")} | small
        self.titles = FUNCTION.union(*(titles(tables[name]) for name in TITLES))
        self.first_names = of_kind("P", 1) - common
        # Words of countries and peoples, and those that the keys use in names of people and places.
        countries = cells(tomllib.loads((KNOWLEDGE / "countries.toml").read_text()))
        self.names = {word.lower() for word in countries if not word.islower() and word.lower() not in small | FUNCTION} | PROPER
        for row in rows:
            for template in row["templates"]:
                for name in ("HUM TGT: NAME", "INCIDENT: LOCATION"):
                    for fill in fills(template["slots"], name):
                        told = " ".join([*strings(fill), *strings_within(fill.get("path", []))])
                        self.names |= {word.lower() for word in WORD.findall(told.upper())}

    def holds(self, word: str) -> bool:
        if word[0].isdigit():
            return re.fullmatch(r"\d+((ST|ND|RD|TH)|(-(YEAR|MONTH|DAY)S?-OLD))?", word) is not None
        word = word.lower()
        if word in FUNCTION:
            return True
        of = bases(word)
        if len(word) < 3 or not of & (self.words | FUNCTION):
            return False
        if fold(word) in self.first_names or of & PROPER:
            return False
        return bool(of & self.titles) or not of & self.names

    def keeps(self, feature: str) -> bool:
        """Of features of words."""
        kind, _, word = feature.partition(":")
        return kind not in WORDS or self.holds(word.split(" ")[0])


def strings_within(tree) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else []
    return [string for item in inner for string in strings_within(item)]


class Text:
    def __init__(self, text: str):
        found = list(WORD.finditer(text.upper()))
        self.words = [match.group() for match in found]
        self.starts = [match.start() for match in found]

    def at(self, place: int) -> int:
        return bisect.bisect_left(self.starts, place)


def head(words: list[str]) -> str:
    last = ""
    for word in words:
        if word in PREPOSITIONS and last:
            break
        last = word
    return last


def own(words: list[str]) -> set[str]:
    return {f"m:{word}" for word in words} | ({f"h:{head(words)}"} if words else set())


def features(text: Text, places: list, kind: str, around: bool) -> set[str]:
    found = {f"k:{kind}"}
    for start, end in places[:PLACES]:
        first, after = text.at(start), text.at(end)
        found |= own(text.words[first:after])
        if first > 0:
            found.add(f"p:{text.words[first - 1]}")
        if around:
            found |= {f"b:{word}" for word in text.words[max(0, first - AROUND) : first]}
            found |= {f"a:{word}" for word in text.words[after : after + AROUND]}
    return found


class Cuts:
    """Where sentences and paragraphs of a text end."""

    def __init__(self, text: str):
        ends = list(SENTENCE.finditer(text.upper()))
        self.sentences = [match.end() for match in ends]
        self.paragraphs = [match.end() for match in ends if len(match.group(1)) >= BLANKS]

    def sentence(self, place: int) -> int:
        return bisect.bisect_right(self.sentences, place)

    def paragraph(self, place: int) -> int:
        return bisect.bisect_right(self.paragraphs, place)


def doubling(count: int) -> int:
    """0, 1, 2, 4, 8: the greatest of them that is not more."""
    return next((step for step in (8, 4, 2, 1) if count >= step), 0)


def two(text: Text, cuts: Cuts, a: tuple[str, list], b: tuple[str, list]) -> set[str]:
    """Features of two entities of incidents of one type, each with its role and places."""
    pairs = [(abs(x - y), min(x, y), max(x, y)) for x, _ in a[1] for y, _ in b[1]]
    _, first, second = min(pairs)
    sentences, paragraphs = cuts.sentence(second) - cuts.sentence(first), cuts.paragraph(second) - cuts.paragraph(first)
    together = sum(cuts.sentence(x) == cuts.sentence(y) for _, x, y in pairs)
    often = min(len(a[1]), len(b[1]))
    found = {f"sentences:{doubling(sentences)}", f"paragraphs:{min(paragraphs, 3)}", "roles:" + "+".join(sorted((a[0], b[0])))}
    found |= {f"together:{min(together, 3)}", f"often:{min(often, 3)}", f"long:{doubling(len(cuts.sentences) // 4)}"}
    if sentences > 0:
        begin = cuts.sentences[cuts.sentence(first)]
        last = cuts.sentence(second)
        end = cuts.sentences[last] if last < len(cuts.sentences) else float("inf")
        between = text.words[text.at(begin) : text.at(end)]
        found |= {f"further:{word}" for word in between if word in FURTHER}
    return found


def apart(rows: list[dict]) -> list:
    """Pairs of entities of one document that the keys have in templates of one type: whether none holds both."""
    found = []
    for row in rows:
        text, cuts = Text(row["text"]), Cuts(row["text"])
        by_kind = defaultdict(lambda: defaultdict(set))
        for number, template in enumerate(row["templates"]):
            slots = template["slots"]
            for slot, role in ROLES.items():
                for fill in fills(slots, slot):
                    places = tuple(sorted({tuple(place) for string in strings(fill) for place in row["strings"].get(string, [])}))
                    if places and not (slot == "HUM TGT: DESCRIPTION" and fill.get("ref")):
                        by_kind[slots["INCIDENT: TYPE"][0]["alts"][0]["t"]][role, places].add(number)
        for entities in by_kind.values():
            for (one, ones), (other, others) in itertools.combinations(entities.items(), 2):
                found.append((two(text, cuts, one, other), "-" if ones & others else "APART"))
    return found


def fills(slots: dict, name: str) -> list[dict]:
    return slots[name] if isinstance(slots[name], list) else []


def strings(fill: dict, key: str = "alts") -> set[str]:
    return {alternative["t"] for alternative in fill.get(key, [])}


def answer(slots: dict, name: str, entity: set[str]) -> str:
    for fill in fills(slots, name):
        if strings(fill, "ref") & entity:
            return fill["alts"][0]["t"]
    return "-"


def examples(rows: list[dict]) -> dict[str, list]:
    found = defaultdict(list)
    for row in rows:
        text = Text(row["text"])
        places_of = lambda fill: [place for alternative in fill["alts"] for place in row["strings"].get(alternative["t"], [])]  # noqa: E731, B023
        for template in row["templates"]:
            slots = template["slots"]
            kind = slots["INCIDENT: TYPE"][0]["alts"][0]["t"]
            for slot, tasks in SLOTS.items():
                for fill in fills(slots, slot):
                    places, entity = places_of(fill), strings(fill)
                    # The description of somebody with a name is part of what is known of the name.
                    if not places or slot == "HUM TGT: DESCRIPTION" and fill.get("ref"):
                        continue
                    described = set()
                    if slot == "HUM TGT: NAME":
                        for other in fills(slots, "HUM TGT: DESCRIPTION"):
                            if strings(other, "ref") & entity:
                                described |= own(WORD.findall(other["alts"][0]["t"]))
                    for task, other in tasks.items():
                        seen = features(text, places, kind, TASKS[task][0]) | described
                        found[task].append((seen, answer(slots, other, entity)))
                    if slot.startswith("HUM"):
                        found["named"].append((features(text, places, "", False), "NAME" if slot == "HUM TGT: NAME" else "DESCRIPTION"))
            who = [place for slot in ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID") for fill in fills(slots, slot) for place in places_of(fill)]
            if who:
                category = fills(slots, "PERP: INCIDENT CATEGORY")
                found["category"].append((features(text, who, kind, False), category[0]["alts"][0]["t"] if category else "-"))
    return found


def described(lines: Path) -> list:
    """Words for people in messages with incidents: whether the key describes a target by them, whose name it does not know."""
    lessons = [json.loads(line) for line in lines.read_text().splitlines()]
    return [(set(lesson["features"]), "TARGET" if lesson["target"] else "-") for lesson in lessons]


def learn(found: list, hold: float, dictionary: Dictionary) -> tuple[list[str], list[str], np.ndarray]:
    """The classes, the features, and a weight for each pair; the last row is that of the class alone."""
    counts = Counter(feature for seen, _ in found for feature in seen)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST_FEATURE and dictionary.keeps(feature))
    classes = sorted(label for label, count in Counter(label for _, label in found).items() if count >= LEAST_CLASS)
    found = [(seen, label) for seen, label in found if label in classes]
    row_of = {feature: index for index, feature in enumerate(names)}
    x = np.zeros((len(found), len(names) + 1), dtype=np.float32)
    y = np.zeros((len(found), len(classes)), dtype=np.float32)
    x[:, -1] = 1
    for index, (seen, label) in enumerate(found):
        x[index, [row_of[feature] for feature in sorted(seen) if feature in row_of]] = 1
        y[index, classes.index(label)] = 1
    # Nesterov's method; the step is one over the greatest curvature.
    direction = np.ones(x.shape[1], dtype=np.float32)
    for _ in range(15):
        direction = x.T @ (x @ direction)
        direction /= np.linalg.norm(direction)
    curvature = 0.5 * float(direction @ (x.T @ (x @ direction))) + hold
    weights = np.zeros((x.shape[1], len(classes)), dtype=np.float32)
    ahead, pace = weights, 1.0
    for _ in range(STEPS):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        held = hold * ahead
        held[-1] = 0
        after = ahead - (x.T @ (shares - y) + held) / curvature
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = after + (pace - 1) / next_pace * (after - weights)
        weights, pace = after, next_pace
    return classes, names, weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("described", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    with gzip.open(arguments.data / "muc4/train.jsonl.gz", "rt") as file:
        rows = [json.loads(line) for line in file]
    dictionary = Dictionary(rows)
    lines = []
    for task, found in sorted((examples(rows) | {"apart": apart(rows), "described": described(arguments.described)}).items()):
        classes, names, weights = learn(found, TASKS[task][1], dictionary)
        lines.append(f"= {task}\t" + "\t".join(classes))
        for name, row in zip([*names, "*"], weights):
            # The heads are also the list of words that may describe a target.
            if name == "*" or task == "described" and name.startswith("h:") or np.abs(row).max() >= SMALLEST:
                lines.append(name + "\t" + "\t".join(f"{weight + 0.0:.1f}".replace("-0.0", "0") for weight in row))
        print(f"{task}: {len(found)} examples, {len(classes)} classes", flush=True)
    path = Path(__file__).parent.parent / "evals/src/sets/muc4/classes.tsv"
    path.write_text(HEADER + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
