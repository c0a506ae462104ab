"""What rules read, for the network to learn from.

The marked statements are few. Before the network, rules read figures; the reports of the training parts where they found what
the record has teach the network the many ways in which figures are told. Of roles and kinds of incidents that the marked sets
hardly have, it learns what the rules read anywhere. The rules are those of one commit of this repository, built in a folder of
their own.
"""

import json
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from documents import ROOT, Document, Placed, place
from sets import FIGURES, is_dev, rows

# The last state in which rules read the figures.
RULES = "f5019cab7d6b"


def readings(texts: list[str]) -> list[dict]:
    """What the rules read in `texts`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "worktree", "add", "--detach", folder, RULES], cwd=ROOT, check=True, capture_output=True)
        try:
            command = ["cargo", "run", "--quiet", "--release", "-p", "annals-report", "--example", "layers"]
            lines = "".join(json.dumps(text) + "\n" for text in texts).encode()
            out = subprocess.run(command, cwd=folder, input=lines, capture_output=True, check=True).stdout
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", folder], cwd=ROOT, check=True)
    return [json.loads(line) for line in out.splitlines()]


def on_record(data: Path) -> list[tuple[str, dict[str, int]]]:
    """Texts of training parts with what the record has: killed and injured, where it has more than none."""
    found = []
    incidents = {row["id"]: row for row in rows(data / "gva/train.incidents.jsonl.gz")}
    for row in rows(data / "gva/train.reports.jsonl.gz"):
        incident = incidents[row["incident"]]
        found.append((f"{row['title']}\n\n{row['text']}", {"killed": incident["killed"], "injured": incident["injured"]}))
    for row in rows(data / "fa-kes/train.jsonl.gz"):
        year, week, _ = date.fromisoformat(row["date"]).isocalendar()
        if not is_dev(f"{year}-W{week:02}"):
            found.append((row["text"], {"killed": row["civilians"]}))
    for row in rows(data / "airwars-gaza/train.jsonl.gz"):
        if not is_dev(row["id"]):
            found.append((row["assessment"], {"killed": row["killed_low"], "injured": row["injured_low"]}))
    return [(text, {role: int(value) for role, value in record.items() if value}) for text, record in found if text]


def agrees(reading: dict, record: dict[str, int]) -> bool:
    """Whether each figure on record was read somewhere, and there is one."""
    read = {(quantity["role"], quantity["low"]) for quantity in reading["quantities"]}
    return bool(record) and all(item in read for item in record.items())


# What the marked sets hardly have, and the rules read well: few words lead to these roles, and few other things to those words.
RARE_ROLES = {"missing", "detained", "displaced", "participants"}
RARE_TYPES = {
    "arrest_sweep", "arson", "collapse", "crash", "drought", "earthquake", "epidemic", "eruption", "fire", "flood", "kidnapping",
    "landslide", "protest", "riot", "robbery", "siege", "storm", "wildfire",
}  # fmt: skip


def silver(data: Path, others: list[Document]) -> list[Document]:
    """What the rules read: of texts on record all figures where the record agrees; of all texts the roles and types that are rare.

    `others`: documents of sets, read for what is rare in them.
    """
    pairs = on_record(data)
    texts = [text for text, _ in pairs] + [" ".join(document.words) for document in others]
    found = readings(texts)
    kept = [(text, reading) for (text, record), reading in zip(pairs, found) if agrees(reading, record)]
    placed = place("silver", [text for text, _ in kept])
    figured = [figures(one, reading) for one, (_, reading) in zip(placed, kept)]
    return figured + rare(list(zip(texts, found)))


def rare(read: list[tuple[str, dict]]) -> list[Document]:
    kept = [(text, reading) for text, reading in read if any(quantity["role"] in RARE_ROLES for quantity in reading["quantities"])]
    documents = []
    for placed, (_, reading) in zip(place("crowds", [text for text, _ in kept]), kept):
        document = figures(placed, {"quantities": [quantity for quantity in reading["quantities"] if quantity["role"] in RARE_ROLES]})
        # Killed and injured were not confirmed here, nor the words that tell of them.
        for head in ("killed", "injured"):
            del document.tags[head]
        document.tags["figure_cue"] = [tag if tag != "O" else None for tag in document.tags["figure_cue"]]
        triggers = {word: trigger["type"] for trigger in reading["triggers"] for word in range(*placed.words_of(*trigger["span"]))}
        document.words_to_tags("trigger", {word: kind if kind in RARE_TYPES else None for word, kind in triggers.items()}, "O")
        documents.append(document)
    return documents


def figures(placed: Placed, reading: dict) -> Document:
    document = placed.document
    spans = {head: [] for head in set(FIGURES.values())}
    labels = {head: {} for head in ("scope", "part", "figure_stance", "figure_cue")}
    for quantity in reading["quantities"]:
        if quantity["role"] not in FIGURES:
            continue
        first, after = placed.words_of(*quantity["figure"])
        spans[FIGURES[quantity["role"]]].append((first, after, quantity["role"]))
        for word in range(first, after):
            labels["scope"].setdefault(word, quantity["scope"])
            labels["part"].setdefault(word, "part" if quantity["part"] else "whole")
            labels["figure_stance"].setdefault(word, quantity["stance"])
        for word in range(*placed.words_of(*(quantity["cue"] or (0, 0)))):
            labels["figure_cue"].setdefault(word, quantity["role"])
    for head, found in spans.items():
        document.spans_to_tags(head, found)
    for head, found in labels.items():
        document.words_to_tags(head, found, "O" if head == "figure_cue" else None)
    return document
