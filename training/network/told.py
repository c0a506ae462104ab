"""Short texts written for the training: `told/README.md` says how they are marked. Their slots are filled anew in each copy."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from documents import Document, Placed, place
from names import Names
from sets import FIGURES, statements

FOLDER = Path(__file__).parent / "told"
# Copies of a text: with slots enough that what stands in them teaches nothing.
WITH_SLOTS, WITHOUT = 4, 2
SOME = ["several", "dozens of", "scores of", "many", "a number of", "hundreds of", "at least a dozen", "three", "four", "seven", "some"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "12", "a dozen", "dozens", "scores", "several", "twenty"]
LARGE = ["thousands", "hundreds", "tens of thousands", "several hundred", "a thousand"]
MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
# "killed.child+?<@b": what is counted, of whom, whether a part, how it is said, by whom if not as usual, of which incident.
FIGURE = re.compile(r"(\w+)(?:\.(\w+))?(\+?)([?!%]?)([\^<]?)")
TRIGGER = re.compile(r"is\.([~?-]?)(\w+)(?:=(\w+))?")
STANCES = {"": "asserts", "?": "unknown", "!": "denies", "%": "doubts"}
REALITIES = {"": "asserted", "?": "doubted", "~": "planned", "-": "denied"}
BLAME = {"": "attributes", "claims": "claims", "denies": "denies", "doubts": "doubts"}
PLACES = {"place": "at", "in": "in", "near": "near"}
PARAGRAPH = " // "


@dataclass
class Text:
    """A text with its slots filled: spans in code points with their labels."""

    text: str = ""
    marks: list[tuple[int, int, str]] = field(default_factory=list)


def told(knowledge: Path) -> list[Document]:
    """The written texts as documents: incidents, roles in attacks, names, toponyms, and what happened."""
    names = Names(knowledge)
    documents = []
    for text, placed in texts("told", ["incidents"], names):
        document = statements(row(text, placed), placed)
        # Every cue is marked here, not only one for each figure.
        cues = {word: label[4:] for start, end, label in text.marks if label.startswith("cue.") for word in range(*placed.words_of(start, end))}
        document.words_to_tags("figure_cue", cues, None)
        documents.append(document)
    for text, placed in texts("told-roles", ["roles"], names):
        spans = [(*placed.words_of(start, end), label) for start, end, label in text.marks]
        placed.document.spans_to_tags("muc4", spans)
        # The texts of the set that these stand beside have no capitals.
        small = replace(placed.document, words=[word.lower() for word in placed.document.words])
        documents += [placed.document, small]
    for text, placed in texts("told-names", ["names"], names):
        placed.document.spans_to_tags("uner", [(*placed.words_of(start, end), label) for start, end, label in text.marks])
        documents.append(placed.document)
    for text, placed in texts("told-toponyms", ["toponyms"], names):
        placed.document.spans_to_tags("toponym", [(*placed.words_of(start, end), "place") for start, end, _ in text.marks])
        documents.append(placed.document)
    for text, placed in texts("told-facts", ["facts"], names):
        labels = {placed.words_of(start, end)[1] - 1: label for start, end, label in text.marks}
        placed.document.words_to_tags("factuality", labels, None)
        documents.append(placed.document)
    return documents + told_events(names)


def told_events(names: Names) -> list[Document]:
    """The reports of `told/events*.txt`, each in the topic whose line `== ...` stands before it."""
    draw, topics, reports = random.Random(5), [], []
    for path in sorted(FOLDER.glob("events*.txt")):
        for source in path.read_text(encoding="utf-8").splitlines():
            if source.startswith("== "):
                topics.append(source)
            elif source and not source.startswith("#"):
                if not source.startswith(("1 ", "2 ")):
                    raise ValueError(f"{path.name}: a report begins with 1 or 2, the story that it is of, not with {source[:30]!r}")
                reports.append((f"told {len(topics)}", filled(source[2:], names, draw)))
    documents = []
    for (topic, text), placed in zip(reports, place("told-events", [text.text for _, text in reports])):
        placed.document.topic = topic
        marked = [(list(range(*placed.words_of(start, end))), label) for start, end, label in text.marks]
        placed.document.mentions = [(words, f"{topic} {label}") for words, label in marked]
        documents.append(placed.document)
    return documents


def texts(set_name: str, kinds: list[str], names: Names) -> Iterator[tuple[Text, Placed]]:
    """Every text of `told/KIND*.txt`, several times."""
    draw, filled_texts = random.Random(5), []
    for path in sorted(path for kind in kinds for path in FOLDER.glob(f"{kind}*.txt")):
        for source in path.read_text(encoding="utf-8").splitlines():
            if source and not source.startswith("#"):
                filled_texts += [filled(source, names, draw) for _ in range(WITH_SLOTS if "{" in source else WITHOUT)]
    return zip(filled_texts, place(set_name, [text.text for text in filled_texts]))


def filled(source: str, names: Names, draw: random.Random) -> Text:
    kept = Kept(names, draw)
    slots = re.sub(r"\{(\w+)\}", lambda match: kept.value(match[1]), source)
    result, at = Text(), 0
    for match in MARK.finditer(slots):
        result.text += slots[at : match.start()]
        start = len(result.text)
        result.text += match[1]
        result.marks += [(start, len(result.text), label) for label in match[2].split()]
        at = match.end()
    # Two line ends for four characters leave every place before and after them where it is.
    result.text = (result.text + slots[at:]).replace(PARAGRAPH, " \n\n ")
    # A sentence begins with a capital whatever fills its first slot; what ends in "p.m." or "U.N." is no sentence.
    if "{" in source:
        result.text = re.sub(r"(^|(?<![.][A-Za-z])[.!?] |\n )([a-z])(?=[a-z]* )", lambda match: match[1] + match[2].upper(), result.text)
    return result


class Kept:
    """What fills the slots of one text: names stay the same all through it, numbers are drawn anew."""

    def __init__(self, names: Names, draw: random.Random):
        self.names, self.draw, self.values = names, draw, {}

    def value(self, slot: str) -> str:
        if slot in ("n", "m", "some", "age", "hour", "street"):
            return self.drawn(slot)
        if slot not in self.values:
            kind = slot.rstrip("0123456789")
            while (value := self.drawn(kind)) in self.values.values():
                pass
            self.values[slot] = value
        return self.values[slot]

    def drawn(self, kind: str) -> str:
        draw = self.draw
        match kind:
            case "n":
                return draw.choice(SMALL) if draw.random() < 0.4 else str(draw.randint(2, 60))
            case "m":
                number = draw.choice([100, 250, 1000, 5000, 10_000]) * draw.randint(1, 30)
                return draw.choice([f"{number:,}", str(number), f"{number:,}", draw.choice(LARGE)])
            case "some":
                return draw.choice(SOME)
            case "age":
                return str(draw.randint(2, 89))
            case "day":
                return draw.choice(DAYS)
            case "date":
                return f"{draw.choice(MONTHS)} {draw.randint(1, 28)}" if draw.random() < 0.7 else f"{draw.randint(1, 28)} {draw.choice(MONTHS)}"
            case "hour":
                return draw.choice(["around ", "shortly before ", "just after ", "at about ", "at "]) + f"{draw.randint(1, 12)}:{draw.randint(0, 59):02} {draw.choice(['a.m.', 'p.m.'])}"
            case "street":
                return f"{draw.choice(STREETS)} {draw.choice(['Street', 'Avenue', 'Road', 'Drive', 'Lane', 'Boulevard'])}"
            case "town":
                return draw.choice(TOWNS)
            case "name":
                return f"{draw.choice(FIRST_NAMES)} {draw.choice(SURNAMES)}"
            case "people":
                return self.known("adjective", 1)
            case "group":
                return self.known("armed_group", 2)
            case "force":
                return draw.choice([self.known("adjective", 1) + draw.choice([" forces", " troops", " police", " army"]), "the army", "security forces", self.known("force", 3)])
            case "country":
                return self.known("country", 2)
            case _:
                raise ValueError(f"no slot is called {kind}")

    def known(self, kind: str, most: int) -> str:
        """A name of `knowledge/`, of at most so many words."""
        return " ".join(self.draw.choice(self.names.others[kind, self.draw.randint(1, most)]))


# Towns of every continent; names of persons made of parts that are frequent in many countries.
TOWNS = ["Aleppo", "Almería", "Antofagasta", "Arequipa", "Baghlan", "Bamenda", "Beaumont", "Bergamo", "Bukavu", "Cebu", "Chittagong", "Cúcuta", "Dayton",
         "Deir Hafir", "Durban", "Erzurum", "Fallujah", "Fresno", "Gardez", "Goma", "Graz", "Greenville", "Hajjah", "Hanoi", "Hyderabad", "Irkutsk", "Jackson",
         "Jos", "Kandy", "Kermanshah", "Kharkiv", "Khan Younis", "Kumasi", "Lahore", "Lansing", "Lille", "Macon", "Maiduguri", "Manbij", "Maputo", "Medan", "Mombasa",
         "Mosul", "Nampula", "Odesa", "Oran", "Padang", "Peoria", "Port Harcourt", "Puebla", "Quetta", "Rockford", "Rosario", "Samarkand", "San Pedro Sula",
         "Santa Cruz", "Sfax", "Shreveport", "Surat", "Taiz", "Tampico", "Toledo", "Tulsa", "Varna", "Winnipeg", "Yangon", "Zamboanga", "Zinjibar"]  # fmt: skip
FIRST_NAMES = ["Maria", "John", "Ahmed", "Wei", "Anna", "Ravi", "David", "Yusuf", "Elena", "Jean", "Fatima", "Carlos", "Tyrone", "Destiny", "Mahmoud", "Olga", "Kwame",
               "Priya", "Brandon", "Latoya", "Hassan", "Mei", "Pedro", "Ingrid", "Samuel", "Aisha", "Robert", "Layla", "Dmitri", "Grace"]  # fmt: skip
SURNAMES = ["Lopez", "Miller", "Hassan", "Li", "Kowalska", "Kumar", "Okafor", "Demir", "Petrova", "Dubois", "Johnson", "al-Masri", "Brown", "Nguyen", "Santos", "Haddad",
            "Mensah", "Sharma", "Carter", "Ibrahim", "Schmidt", "Reyes", "Walker", "Karimi", "Osei", "Abdullah", "Harris", "Novak", "Bell", "Castillo"]  # fmt: skip
STREETS = ["Oak", "Main", "Maple", "Washington", "Second", "Fifth", "Lincoln", "Cedar", "Park", "Mill", "Church", "Hill", "Elm", "Franklin", "Jefferson", "Lakeview"]


def row(text: Text, placed: Placed) -> dict:
    """A text in the form of a row of `gold`, for what the training reads of it."""
    found = {"junk": [], "incidents": []}
    incidents: dict[str, dict] = {}
    sentence_of = lambda start: max(at for at in placed.document.sentences if at <= placed.words_of(start, start + 1)[0])  # noqa: E731
    speakers = [(start, end) for start, end, label in text.marks if label == "speaker"]
    cues = [(start, end, label.partition(".")[2]) for start, end, label in text.marks if label.startswith("cue.")]

    def incident(key: str) -> dict:
        return incidents.setdefault(
            key, {"key": key, "role": "main" if key[0] == "a" else "background", "reality": "asserted", "type": "other", "triggers": [], "places": [], "actors": [], "time": {"spans": []}, "statements": []}
        )

    def said_by(start: int, how: str) -> list[dict]:
        """`how`: "^" nobody, "<" the last speaker of an earlier sentence, "" the nearest of the same."""
        if how == "^":
            return []
        sentence = sentence_of(start)
        if how == "<":
            earlier = [one for one in speakers if sentence_of(one[0]) < sentence]
            return [span(*earlier[-1])] if earlier else []
        here = [one for one in speakers if sentence_of(one[0]) == sentence]
        return [span(*min(here, key=lambda one: abs(one[0] - start)))] if here else []

    for start, end, label in text.marks:
        label, _, key = label.partition("@")
        base = re.match(r"\w+", label)[0]
        if base == "junk":
            found["junk"].append(span(start, end))
        elif base == "is":
            reality, kind, role = TRIGGER.fullmatch(label).groups()
            one = incident(key or "a")
            one["role"] = role or one["role"]
            told = (kind, REALITIES[reality])
            if one["triggers"] and told != (one["type"], one["reality"]):
                # A word of its own among those of one incident: "there was no sign that it had been shot down".
                other = incident(f"{key or 'a'} {told}")
                other["type"], other["reality"], other["role"] = *told, one["role"]
                other["triggers"].append(span(start, end))
            else:
                one["type"], one["reality"] = told
                one["triggers"].append(span(start, end))
        elif base in FIGURES:
            if (figure := FIGURE.fullmatch(label)) is None:
                raise ValueError(f"no figure is called {label}")
            _, scope, part, stance, how = figure.groups()
            near = [cue for cue in cues if cue[2] == base and sentence_of(cue[0]) == sentence_of(start)]
            cue = min(near, key=lambda cue: abs(cue[0] - start), default=None)
            incident(key or "a")["statements"].append(
                {
                    "property": base, "figure": span(start, end), "scope": scope or "all", "part": bool(part), "stance": STANCES[stance],
                    "speakers": said_by(start, how), "cue": span(*cue[:2]) if cue else None,
                }
            )  # fmt: skip
        elif base == "blame":
            stance = BLAME[label.partition(".")[2]]
            incident(key or "a")["statements"].append({"property": "responsibility", "actor": span(start, end), "stance": stance, "speakers": said_by(start, "")})
        elif base in ("agent", "target", "victim"):
            incident(key or "a")["actors"].append(span(start, end) | {"role": base})
        elif base in PLACES:
            incident(key or "a")["places"].append(span(start, end) | {"role": PLACES[base]})
        elif base == "time":
            incident(key or "a")["time"]["spans"].append(span(start, end))
        elif base not in ("cue", "speaker"):
            raise ValueError(f"no label is called {label}")
    found["incidents"] = list(incidents.values())
    return found


def span(start: int, end: int) -> dict:
    return {"start": start, "end": end}
