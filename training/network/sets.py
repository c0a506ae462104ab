"""The sets that teach the network, each read into documents. What each set is: the README beside its files."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from documents import Document, Placed, place, place_tokens

# wikievents' and RAMS' roles in the words of annals' layers.
PLAIN_ROLES = {
    "Attacker": "agent", "Killer": "agent", "Injurer": "agent", "Detainee": "victim", "Jailer": "agent", "Kidnapper": "agent",
    "Target": "target", "Victim": "victim", "Artifact": None, "Place": "place", "Instrument": "instrument",
    "ExplosiveDevice": "instrument", "Weapon": "instrument", "Damager": "agent", "Destroyer": "agent",
    "DamagerDestroyer": "agent", "Demonstrator": "agent", "Dismantler": "agent", "BodyPart": None,
}  # fmt: skip


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_dev(key: str) -> bool:
    """The cut of sets that have no dev part: identifiers whose SHA-256 begins with a byte below 64."""
    return hashlib.sha256(key.encode()).digest()[0] < 64


# Treebank and entities -------------------------------------------------------------------------------------------------


def read_iob(path: Path) -> Iterator[tuple[str | None, bool, list[str], list[str]]]:
    """Sentences of an IOB2 file: identifier, whether a document begins, words, labels."""
    identifier, opens, words, labels = None, False, [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                identifier = line.split("= ", 1)[1]
            elif line.startswith("# newdoc"):
                opens = True
            elif not line:
                if words == ["-DOCSTART-"]:
                    opens, words, labels = True, [], []
                elif words:
                    yield identifier, opens, words, labels
                    identifier, opens, words, labels = None, False, [], []
            elif not line.startswith("#"):
                _, word, label = line.split("\t")[:3]
                words.append(word)
                labels.append(label)


def morphology(features: str, xpos: str) -> dict[str, str]:
    """The features of a word that matter here, "none" where it has none."""
    found = dict(pair.split("=") for pair in features.split("|") if "=" in pair)
    return {
        "number": found.get("Number", "none") if found.get("Number") in ("Sing", "Plur") else "none",
        "tense": found.get("Tense", "none"),
        "voice": found.get("Voice", "none"),
        "verb_form": found.get("VerbForm", "none"),
        "mood": found.get("Mood", "none"),
    }


MORPHOLOGY = ["number", "tense", "voice", "verb_form", "mood"]


def ewt(data: Path, part: str = "train") -> list[Document]:
    entities = {key: (words, labels) for key, _, words, labels in read_iob(data / f"uner/{part}.iob2.gz")}
    documents, document = [], None
    sentence, key, new_paragraph = [], None, False
    with gzip.open(data / f"ewt/{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = Document("ewt", [], [], [], tree=[])
                documents.append(document)
                new_paragraph = True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line.startswith("# sent_id"):
                key = line.split("= ", 1)[1]
            elif not line and sentence:
                if new_paragraph:
                    document.paragraphs.append(len(document.words))
                new_paragraph = False
                add_sentence(document, sentence, entities.get(key))
                sentence = []
            elif line and line[0].isdigit():
                cells = line.split("\t")
                if cells[0].isdigit():
                    sentence.append(cells)
    return documents


def add_sentence(document: Document, sentence: list[list[str]], entities: tuple | None) -> None:
    base = len(document.words)
    document.sentences.append(base)
    words = [cells[1] for cells in sentence]
    document.words += words
    for cells in sentence:
        document.tags.setdefault("upos", []).append(cells[3])
        for feature, value in morphology(cells[5], cells[4]).items():
            document.tags.setdefault(feature, []).append(value)
        head = int(cells[6])
        document.tree.append((base + head - 1 if head else -1, cells[7]))
    starts = ["starts"] + ["inside"] * (len(words) - 1)
    document.tags.setdefault("sentence", []).extend(starts)
    known = entities is not None and entities[0] == words
    document.tags.setdefault("uner", []).extend(entities[1] if known else [None] * len(words))


def conll2003(data: Path, part: str = "train") -> list[Document]:
    documents = []
    for _, opens, words, labels in read_iob(data / f"conll2003/{part}.iob2.gz"):
        if opens or not documents:
            documents.append(Document("conll2003", [], [], [0], tags={"conll2003": []}))
        documents[-1].sentences.append(len(documents[-1].words))
        documents[-1].words += words
        documents[-1].tags["conll2003"] += labels
    return documents


def re3d(data: Path, part: str = "train") -> list[Document]:
    # The BBC's texts are for non-commercial use and so not for weights that ship.
    free = (row for row in rows(data / "re3d/train.jsonl.gz") if row["folder"] != "BBC Online" or part == "dev")
    kept = [row for row in free if is_dev(row["id"]) == (part == "dev")]
    documents = []
    for row, placed in zip(kept, place("re3d", [row["text"] for row in kept])):
        entities = [entity for entity in row["entities"] if entity["confidence"] >= 0.5]
        entities.sort(key=lambda entity: (entity["s"] - entity["e"], -entity["confidence"], entity["s"]))
        spans = [(*placed.words_of(entity["s"], entity["e"]), entity["type"]) for entity in entities]
        placed.document.spans_to_tags("re3d", spans)
        documents.append(placed.document)
    return documents


def timex(data: Path) -> list[Document]:
    kept = [row for row in rows(data / "timex/train.jsonl.gz") if not is_dev(row["id"])]
    documents = []
    for row, placed in zip(kept, place("timex", [row["text"] for row in kept])):
        spans = [(*placed.words_of(time["s"], time["e"]), time["type"]) for time in row["timex3"]]
        placed.document.spans_to_tags("timex", spans)
        events = {placed.words_of(event["s"], event["e"])[0]: event["class"] for event in row["events"]}
        placed.document.words_to_tags("timeml", {word: kind for word, kind in events.items() if word < len(placed.starts)}, "O")
        documents.append(placed.document)
    return documents


# Classes of GeoWebNews that are no toponyms.
NO_TOPONYM = {"Literal_Expression", "Non_Lit_Expression", "Non_Toponym", "Homonym", "Language"}


def toponyms(data: Path) -> list[Document]:
    documents = []
    for name in ("lgl", "gwn", "geovirus"):
        kept = [row for row in rows(data / f"places/{name}.train.jsonl.gz") if name == "geovirus" or not is_dev(row["id"])]
        for row, placed in zip(kept, place(name, [row["text"] for row in kept])):
            marked = [toponym for toponym in row["toponyms"] if toponym.get("type") not in NO_TOPONYM]
            document = placed.document
            document.spans_to_tags("toponym", [(*placed.words_of(t["s"], t["e"]), "place") for t in marked])
            if name == "geovirus":
                # It leaves adjectives such as "Russian" unmarked, which the others mark.
                tags = document.tags["toponym"]
                for index, word in enumerate(document.words):
                    if tags[index] == "O" and word[0].isupper() and re.search(r"(an|ese|ish|i|ch|ans)$", word):
                        tags[index] = None
            documents.append(document)
    return documents


# Who says it, did it happen -------------------------------------------------------------------------------------------


def polnear(data: Path, part: str = "train") -> list[Document]:
    kept = list(rows(data / f"polnear/{part}.jsonl.gz"))
    documents = []
    for row, placed in zip(kept, place("polnear", [row["text"] for row in kept])):
        document = placed.document
        links = document.links.setdefault("cue", {})
        # Of attributions that lie in one another the shorter one says more of its words.
        size = lambda said: -sum(end - start for start, end in said["content"])  # noqa: E731
        for role in ("source", "cue", "content"):
            spans = []
            for said in row["attributions"]:
                spans += [(*placed.words_of(start, end), role) for start, end in said[role]]
            spans.sort(key=lambda span: span[0] - span[1])
            document.spans_to_tags(role, spans)
        for said in sorted(row["attributions"], key=size):
            if said["cue"]:
                cue, _ = placed.words_of(*said["cue"][0])
                for role in ("source", "content"):
                    for start, end in said[role]:
                        first, after = placed.words_of(start, end)
                        links.update({word: cue for word in range(first, after)})
        documents.append(document)
    return documents


FACTUALITY = ["uw-factuality", "meantime-factuality", "uds-ih2-factuality", "mv2-veridicality", "commitmentbank", "rp-veridicality"]


def factuality(data: Path, part: str = "train") -> list[Document]:
    documents = []
    for name in FACTUALITY:
        for row in rows(data / f"factuality/{name}/{part}.jsonl.gz"):
            placed = place_tokens(name, row["text"])
            document = placed.document
            document.sentences, document.paragraphs = [0], [0]
            labels = {}
            for target in row["targets"]:
                _, after = placed.words_of(target["start"], target["end"])
                value = target["factuality"]
                labels[after - 1] = "yes" if value >= 2 else "no" if value <= -2 else "uncertain"
            document.words_to_tags("factuality", labels, None)
            documents.append(document)
    return documents


# Events ---------------------------------------------------------------------------------------------------------------


def two_levels(kind: str) -> str:
    return ".".join(kind.split(".")[:2])


def wikievents(data: Path, part: str = "train") -> list[Document]:
    documents = []
    path = data / ("wikievents/reduced.train.jsonl.gz" if part == "train" else "wikievents/dev.jsonl.gz")
    kept = list(rows(path))
    texts = [place_tokens("wikievents", row["text"]) for row in kept] if part == "train" else place("wikievents", [row["text"] for row in kept])
    for row, placed in zip(kept, texts):
        triggers = {}
        for event in row["events"]:
            if event.get("start") is None:
                continue
            first, after = placed.words_of(event["start"], event["end"])
            for word in range(first, after):
                triggers.setdefault(word, two_levels(event["type"]))
            add_arguments(placed, first, event["args"])
        placed.document.words_to_tags("wikievents", triggers, "O")
        documents.append(placed.document)
    return documents


def add_arguments(placed: Placed, trigger: int, arguments: list[dict]) -> None:
    full, plain = Spans(), Spans()
    for argument in arguments:
        if argument.get("start") is not None:
            first, after = placed.words_of(argument["start"], argument["end"])
            full.add(first, after, argument["role"])
            if role := PLAIN_ROLES.get(argument["role"]):
                plain.add(first, after, role)
    placed.document.arguments.setdefault("argument", []).append((trigger, full.labels))
    placed.document.arguments.setdefault("role", []).append((trigger, plain.labels))


class Spans:
    """BIO labels of spans that do not overlap, by word."""

    def __init__(self):
        self.labels: dict[int, str] = {}

    def add(self, first: int, after: int, label: str) -> None:
        if any(word in self.labels for word in range(first, after)):
            return
        for word in range(first, after):
            self.labels[word] = f"{'B' if word == first else 'I'}-{label}"


def rams(data: Path) -> list[Document]:
    """One event a window is marked, so that words outside of it teach nothing of triggers."""
    roles = {role.lower(): role for document in wikievents(data) for _, labels in document.arguments.get("argument", []) for role in (label[2:] for label in labels.values())}
    documents = []
    for row in rows(data / "rams/dev.jsonl.gz"):
        placed = place_tokens("rams", row["text"])
        for event in row["events"]:
            first, _ = placed.words_of(event["start"], event["end"])
            arguments = [dict(argument, role=roles.get(re.sub(r"^evt\d+arg\d+", "", argument["role"]), "")) for argument in event["args"]]
            add_arguments(placed, first, [argument for argument in arguments if argument["role"]])
        documents.append(placed.document)
    return documents


def ecb(data: Path) -> list[Document]:
    documents = []
    for row in rows(data / "ecbplus/train.jsonl.gz"):
        placed = place_tokens("ecb", row["text"])
        labels, document = {}, placed.document
        document.topic = f"ecb {row['topic']}"
        for event in row["events"]:
            spans = event.get("spans") or [(event["start"], event["end"])]
            words = [word for span in spans for word in range(*placed.words_of(*span))]
            labels.update(dict.fromkeys(words, event["type"]))
            document.mentions.append((words, event["chain"]))
        document.words_to_tags("ecb", labels, "O")
        documents.append(document)
    return documents


MUC_ROLES = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]


def muc4(data: Path, part: str = "train") -> list[Document]:
    kept = list(rows(data / f"muc4/gtt.{part}.jsonl.gz"))
    kinds = sorted({template["incident_type"] for row in kept for template in row["templates"]})
    documents = []
    # Without capitals no sentence is seen to begin: the cuts are those of the text in capitals.
    cuts = place("muc4", [row["doctext"].upper() for row in kept])
    for row, placed in zip(kept, cuts):
        document, text = placed.document, row["doctext"]
        document.words = [text[start:end] for start, end in zip(placed.starts, placed.ends)]
        spans, shown = [], {f"muc4.{kind}": None for kind in kinds}
        for template in row["templates"]:
            words = shown.get(f"muc4.{template['incident_type']}") or []
            for role in MUC_ROLES:
                for entity in template[role]:
                    for mention, _ in entity:
                        # The key does not say which occurrence was meant.
                        for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
                            first, after = placed.words_of(*match.span())
                            spans.append((first, after, role))
                            words.append(first)
            # A template without a filled role shows in no window that could be named.
            if words:
                shown[f"muc4.{template['incident_type']}"] = words
            else:
                shown.pop(f"muc4.{template['incident_type']}", None)
        spans.sort(key=lambda span: span[0] - span[1])
        document.spans_to_tags("muc4", spans)
        document.windows = shown
        documents.append(document)
    return documents


# Statements -----------------------------------------------------------------------------------------------------------

FIGURES = {"killed": "killed", "injured": "injured"} | dict.fromkeys(["missing", "detained", "displaced", "participants"], "other_figure")


def gold(data: Path, part: str = "train") -> list[Document]:
    kept = list(rows(data / f"gold/{part}.jsonl.gz"))
    return [statements(row, placed) for row, placed in zip(kept, place("gold", [row["text"] for row in kept]))]


def statements(row: dict, placed: Placed) -> Document:
    document = placed.document
    of = lambda span: placed.words_of(span["start"], span["end"])  # noqa: E731
    document.words_to_tags("junk", {word: "junk" for span in row["junk"] for word in range(*of(span))}, "told")
    spans = {head: [] for head in ("place_role", "actor_role", "event_time", "blame", "speaker", *FIGURES.values())}
    labels = {head: {} for head in ("trigger", "trigger_role", "reality", "scope", "part", "figure_stance", "figure_role", "figure_cue")}
    links = {"speaker": {}, "incident": {}}
    for incident in row["incidents"]:
        triggers = sorted(of(span) for span in incident["triggers"])
        for first, after in triggers:
            for word in range(first, after):
                labels["trigger"].setdefault(word, incident["type"])
                labels["trigger_role"].setdefault(word, incident["role"])
                labels["reality"].setdefault(word, incident["reality"])
        parts = Spans()
        for kind, role_of in (("actors", lambda item: item["role"]), ("places", lambda _: "place")):
            for item in incident[kind]:
                spans["actor_role" if kind == "actors" else "place_role"].append((*of(item), item["role"]))
                parts.add(*of(item), role_of(item))
        for span in (incident["time"] or {}).get("spans", []):
            spans["event_time"].append((*of(span), "time"))
            parts.add(*of(span), "time")
        for first, _ in triggers:
            document.arguments.setdefault("role", []).append((first, parts.labels))
        anchors = [first for first, _ in triggers]
        for before, first in zip([-1, *anchors], anchors):
            links["incident"].setdefault(first, before)
        for said in incident["statements"]:
            if said["property"] == "responsibility":
                spans["blame"].append((*of(said["actor"]), said["stance"]))
                continue
            if said["property"] not in FIGURES:
                continue
            first, after = of(said["figure"])
            spans[FIGURES[said["property"]]].append((first, after, said["property"]))
            speakers = [of(span) for span in said["speakers"]]
            spans["speaker"] += [(*speaker, "speaker") for speaker in speakers]
            for word in range(first, after):
                labels["scope"].setdefault(word, said["scope"])
                labels["part"].setdefault(word, "part" if said["part"] else "whole")
                labels["figure_stance"].setdefault(word, said["stance"])
                labels["figure_role"].setdefault(word, incident["role"])
                links["speaker"].setdefault(word, speakers[0][0] if speakers else -1)
                if anchors:
                    nearest = min(anchors, key=lambda anchor: abs(anchor - first))
                    links["incident"].setdefault(word, nearest if nearest != word else -1)
            if said.get("cue"):
                for word in range(*of(said["cue"])):
                    labels["figure_cue"].setdefault(word, said["property"])
    for head, found in spans.items():
        document.spans_to_tags(head, sorted(set(found), key=lambda span: (span[1] - span[0], span)))
    for head in ("trigger", "figure_cue"):
        document.words_to_tags(head, labels[head], "O")
    for head in ("trigger_role", "reality", "scope", "part", "figure_stance", "figure_role"):
        document.words_to_tags(head, labels[head], None)
    document.links = links
    return document


def all_sets(data: Path) -> list[Document]:
    """Everything that the shipped network learns from."""
    readers = [ewt, conll2003, re3d, timex, toponyms, polnear, factuality, wikievents, rams, ecb, muc4, gold]
    documents = []
    for reader in readers:
        found = [document for document in reader(data) if document.words]
        documents += found
        print(f"{reader.__name__:12} {len(found):6} texts {sum(len(document.words) for document in found):8} words", flush=True)
    return documents
