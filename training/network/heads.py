"""What the network answers: its heads, which branch of the encoder each stands on, and how much it weighs in training."""

from dataclasses import dataclass

from documents import Document

# The features of a word's spelling that an uncased vocabulary loses; the encoder crate computes the same.
SHAPES = 6


def shape(word: str) -> int:
    """1 no capital, 2 a capital first and no other, 3 all capitals, 4 any other mix, 5 begins with a digit."""
    if word[:1].isdigit():
        return 5
    capitals = [letter.isupper() for letter in word if letter.isalpha()]
    if not any(capitals):
        return 1
    if len(capitals) > 1 and all(capitals):
        return 3
    return 2 if capitals[0] and word[:1].isalpha() and not any(capitals[1:]) else 4


@dataclass(frozen=True)
class Head:
    """A label for each word. Kinds: a `class` for each word by itself, spans as `bio`, runs of equal labels as `io`."""

    name: str
    kind: str
    branch: str
    weight: float = 1.0


HEADS = [
    Head("upos", "class", "form"),
    Head("number", "class", "form", 0.3),
    Head("tense", "class", "form", 0.3),
    Head("voice", "class", "form", 0.3),
    Head("verb_form", "class", "form", 0.3),
    Head("mood", "class", "form", 0.3),
    Head("sentence", "class", "form", 0.5),
    Head("uner", "bio", "form", 1.5),
    Head("conll2003", "bio", "form"),
    Head("re3d", "bio", "form", 2.0),
    Head("timex", "bio", "form"),
    Head("toponym", "bio", "form"),
    Head("timeml", "class", "meaning", 0.5),
    Head("source", "bio", "meaning"),
    Head("cue", "bio", "meaning"),
    Head("content", "bio", "meaning"),
    Head("factuality", "class", "meaning", 6.0),
    Head("wikievents", "io", "meaning", 2.0),
    Head("ecb", "io", "meaning", 0.5),
    Head("muc4", "bio", "meaning", 2.0),
    Head("junk", "class", "meaning"),
    Head("trigger", "io", "meaning", 2.0),
    Head("trigger_role", "class", "meaning", 4.0),
    Head("reality", "class", "meaning", 4.0),
    Head("killed", "bio", "meaning", 2.0),
    Head("injured", "bio", "meaning", 2.0),
    Head("other_figure", "bio", "meaning", 2.0),
    Head("figure_cue", "io", "meaning", 2.0),
    Head("scope", "class", "meaning", 4.0),
    Head("part", "class", "meaning", 3.0),
    Head("figure_stance", "class", "meaning", 3.0),
    Head("figure_role", "class", "meaning", 4.0),
    Head("place_role", "bio", "meaning", 2.0),
    Head("actor_role", "bio", "meaning", 2.0),
    Head("event_time", "bio", "meaning", 2.0),
    Head("blame", "bio", "meaning", 2.0),
    Head("speaker", "bio", "meaning", 2.0),
]

# Links from a word to a word of the window, or to nothing.
LINKS = {"cue": 1.0, "speaker": 4.0, "incident": 2.0}
# Tables of what a word is to a trigger.
PAIRS = {"argument": 1.0, "role": 1.0}
# Width of the vectors from which relations, arguments and links are scored, of a word's part in its sentence's vector, and of the
# vector of the event that a word tells of.
PAIR_WIDTH, LINK_WIDTH, ARC_WIDTH, SENSE_WIDTH, EVENT_WIDTH = 128, 96, 192, 128, 128


def tables(documents: list[Document]) -> dict:
    """The labels of every head and table, in a fixed order: "O" first, then by name."""
    seen: dict[str, set] = {head.name: set() for head in HEADS} | {name: {"O"} for name in PAIRS} | {"relation": set(), "windows": set()}
    for document in documents:
        for head, tags in document.tags.items():
            seen[head].update(tag for tag in tags if tag is not None)
        for name, found in document.arguments.items():
            seen[name].update(label for _, labels in found for label in labels.values())
        if document.tree:
            seen["relation"].update(relation for _, relation in document.tree)
        seen["windows"].update(document.windows)
    bio = {head.name for head in HEADS if head.kind == "bio"} | set(PAIRS)
    for name in bio:
        seen[name] |= {"I" + label[1:] for label in seen[name] if label.startswith("B-")}
    return {name: sorted(labels, key=lambda label: (label != "O", label)) for name, labels in seen.items()}
