"""Short reports written for the training: `told.txt` says how they are marked. Their slots are filled anew in each copy."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from documents import Document, Placed, place
from names import Names
from sets import FIGURES, Spans

COPIES = 12
SOME = ["several", "dozens of", "scores of", "many", "a number of", "hundreds of", "at least a dozen", "three", "four", "seven", "some"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "12", "a dozen", "dozens", "scores", "several", "twenty"]
LARGE = ["thousands", "hundreds", "tens of thousands", "several hundred", "a thousand"]
MARK = re.compile(r"\[([^|\]]*)\|?([^\]]*)\]")
SCOPES = {"civilian", "combatant", "child", "woman", "member_of_force", "perpetrator", "responder", "other"}


@dataclass
class Text:
    """A text with its slots filled: spans in code points with their labels."""

    text: str = ""
    marks: list[tuple[int, int, str]] = field(default_factory=list)


def told(knowledge: Path) -> list[Document]:
    lines = (Path(__file__).parent / "told.txt").read_text(encoding="utf-8").splitlines()
    sources = [line for line in lines if line and not line.startswith("#")]
    draw, names = random.Random(5), Names(knowledge)
    texts = [filled(source, names, draw) for _ in range(COPIES) for source in sources]
    return [marked(text, placed) for text, placed in zip(texts, place("told", [text.text for text in texts]))]


def filled(source: str, names: Names, draw: random.Random) -> Text:
    kept = {kind: slot_value(kind, names, draw) for kind in ("town", "country", "people", "name", "force", "group", "day")}
    slots = re.sub(r"\{(\w+)\}", lambda match: kept.get(match[1]) or slot_value(match[1], names, draw), source)
    result, at = Text(), 0
    for match in MARK.finditer(slots):
        result.text += slots[at : match.start()]
        start = len(result.text)
        result.text += match[1]
        result.marks += [(start, len(result.text), label) for label in match[2].split()]
        at = match.end()
    result.text += slots[at:]
    # A sentence begins with a capital whatever fills its first slot.
    result.text = re.sub(r"(^|[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), result.text)
    return result


def slot_value(kind: str, names: Names, draw: random.Random) -> str:
    """What may stand in a slot. Any country's name stands for a town as well: what it is called must not matter."""
    of = lambda name, most: " ".join(draw.choice(names.others[name, draw.randint(1, most)]))  # noqa: E731
    match kind:
        case "n":
            return draw.choice(SMALL) if draw.random() < 0.4 else str(draw.randint(2, 60))
        case "m":
            number = draw.choice([100, 250, 1000, 5000, 10_000]) * draw.randint(1, 30)
            written = [f"{number:,}", str(number), f"{number:,}", draw.choice(LARGE)]
            return draw.choice(written)
        case "some":
            return draw.choice(SOME)
        case "day":
            return draw.choice(DAYS)
        case "town":
            return draw.choice(TOWNS)
        case "name":
            return draw.choice(PERSONS)
        case "people":
            return of("adjective", 1)
        case "group":
            return of("armed_group", 2)
        case "force":
            return draw.choice([of("adjective", 1) + draw.choice([" forces", " troops", " police", " army"]), "the army", "security forces", of("force", 3)])
        case _:
            return of("country", 2)


# Towns of every continent; names of persons made of parts that are frequent in many countries.
TOWNS = ["Almería", "Antofagasta", "Arequipa", "Bamenda", "Bergamo", "Bukavu", "Cebu", "Chittagong", "Cúcuta", "Durban", "Erzurum", "Fresno", "Goma", "Graz",
         "Hanoi", "Hyderabad", "Irkutsk", "Jos", "Kandy", "Kermanshah", "Kharkiv", "Kumasi", "Lahore", "Lille", "Maputo", "Medan", "Mombasa", "Mosul",
         "Nampula", "Odesa", "Oran", "Padang", "Port Harcourt", "Puebla", "Quetta", "Rosario", "Samarkand", "San Pedro Sula", "Santa Cruz", "Sfax", "Surat",
         "Taiz", "Tampico", "Tulsa", "Varna", "Winnipeg", "Yangon", "Zamboanga"]  # fmt: skip
PERSONS = ["Maria Lopez", "John Miller", "Ahmed Hassan", "Li Wei", "Anna Kowalska", "Ravi Kumar", "David Okafor", "Yusuf Demir", "Elena Petrova", "Jean Dubois"]


def marked(text: Text, placed: Placed) -> Document:
    document = placed.document
    spans = {head: [] for head in ("place_role", "actor_role", "event_time", "speaker", *FIGURES.values())}
    labels = {head: {} for head in ("trigger", "reality", "scope", "part", "figure_stance", "figure_cue")}
    of_sentences: dict[int, dict[str, list]] = {}
    for start, end, label in text.marks:
        first, after = placed.words_of(start, end)
        here = of_sentences.setdefault(max(at for at in document.sentences if at <= first), {"figures": [], "speakers": [], "triggers": [], "parts": []})
        base = label.split(".")[0].rstrip("+?!")
        if base in FIGURES:
            spans[FIGURES[base]].append((first, after, base))
            here["figures"].append((first, after))
            scope = label.rstrip("+?!").partition(".")[2] or "all"
            assert scope in SCOPES | {"all"}, label
            for word in range(first, after):
                labels["scope"][word] = scope
                labels["part"][word] = "part" if label.endswith("+") else "whole"
                labels["figure_stance"][word] = {"?": "unknown", "!": "denies"}.get(label[-1], "asserts")
        elif base == "cue":
            labels["figure_cue"].update(dict.fromkeys(range(first, after), label.split(".")[1]))
        elif base == "speaker":
            spans["speaker"].append((first, after, "speaker"))
            here["speakers"].append(first)
        elif base == "is":
            kind = label.split(".")[1]
            labels["trigger"].update(dict.fromkeys(range(first, after), kind.lstrip("~-")))
            labels["reality"].update(dict.fromkeys(range(first, after), {"~": "planned", "-": "denied"}.get(kind[0], "asserted")))
            here["triggers"].append(first)
        elif base in ("agent", "target", "victim", "place", "time"):
            head = {"place": "place_role", "time": "event_time"}.get(base, "actor_role")
            spans[head].append((first, after, "at" if base == "place" else base))
            here["parts"].append((first, after, base))
        else:
            raise ValueError(f"told.txt: no label is called {label}")
    speakers = document.links.setdefault("speaker", {})
    for here in of_sentences.values():
        parts = Spans()
        for part in here["parts"]:
            parts.add(*part)
        for trigger in here["triggers"]:
            document.arguments.setdefault("role", []).append((trigger, parts.labels))
        for first, after in here["figures"]:
            nearest = min(here["speakers"], key=lambda speaker: abs(speaker - first), default=-1)
            speakers.update(dict.fromkeys(range(first, after), nearest))
    for head, found in spans.items():
        document.spans_to_tags(head, sorted(set(found), key=lambda span: (span[1] - span[0], span)))
    for head, found in labels.items():
        document.words_to_tags(head, found, "O" if head in ("trigger", "figure_cue") else None)
    return document
