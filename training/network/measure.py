"""Quick figures on dev parts while training, greedy decoding in float. The figures that count come from `evals`."""

from collections import Counter
from pathlib import Path

import torch

import sets
from heads import HEADS
from model import Network
from windows import MASK, WINDOW, Vocabulary, batch, cut, encode, window

KINDS = {head.name: head.kind for head in HEADS}


def measure(weights: dict, labels: dict, vocabulary: Vocabulary, data: Path) -> dict[str, float]:
    network = Network(len(vocabulary.pieces), labels, sum(key.startswith("shared.") and key.endswith("qkv.bias") for key in weights))
    network.load_state_dict(weights)
    network.eval()
    dev = [*sets.ewt(data, "dev"), *sets.conll2003(data, "dev"), *sets.re3d(data, "dev"), *sets.polnear(data, "dev")[:30], *sets.wikievents(data, "dev"),
           *sets.muc4(data, "dev")[:60], *sets.gold(data, "dev"), *[one for one in sets.factuality(data, "dev") if one.set in sets.FACTUALITY[:2]]]  # fmt: skip
    counts: dict[str, Counter] = {}
    rows = []
    for document in dev:
        if document.words:
            one = encode(document, vocabulary, labels)
            rows += [window(one, first, after, vocabulary, WINDOW) for first, after in cut(one, WINDOW)]
    rows.sort(key=lambda one: len(one.pieces))
    with torch.no_grad():
        for start in range(0, len(rows), 16):
            score(network, batch(rows[start : start + 16], labels, vocabulary), labels, counts)
    return {name: round(100 * f1(found), 1) for name, found in sorted(counts.items())}


def f1(found: Counter) -> float:
    return 2 * found["right"] / max(1, found["found"] + found["gold"])


def score(network: Network, found: dict, labels: dict, counts: dict[str, Counter]) -> None:
    out = network(found["pieces"], found["shapes"], found["mask"], found["first"])
    for head, tags in found["tags"].items():
        best = out[head].argmax(-1)
        for row in range(len(tags)):
            known = tags[row] >= 0
            gold, guess = tags[row][known].tolist(), best[row][known].tolist()
            if KINDS[head] == "class":
                for want, have in zip(gold, guess):
                    add(counts, head, {(0, want)}, {(0, have)})
                    if head == "factuality":
                        for name in {labels[head][want], labels[head][have]}:
                            add(counts, f"factuality.{name}", {0} if labels[head][want] == name else set(), {0} if labels[head][have] == name else set())
            else:
                add(counts, head, spans(gold, labels[head]), spans(guess, labels[head]))
                if head in ("source", "content"):
                    add(counts, f"{head}.tokens", {i for i, tag in enumerate(gold) if tag}, {i for i, tag in enumerate(guess) if tag})
    if found["tree"] is not None:
        heads, relations = found["tree"]
        sentences = found["sentences"]
        inside = (sentences.unsqueeze(2) == sentences.unsqueeze(1)) & (sentences.unsqueeze(2) >= 0)
        scores = torch.cat([out["heads"][..., :1], out["heads"][..., 1:].masked_fill(~inside, MASK)], -1)
        best = scores.argmax(-1)
        to = out["relation_to"].gather(1, best.unsqueeze(-1).expand(-1, -1, out["relation_to"].shape[-1]))
        kinds = network.relation(torch.relu(out["relation_of"] + to)).argmax(-1)
        known = heads >= 0
        plain = [label.split(":")[0] for label in labels["relation"]]
        for head, guess, relation, kind in zip(heads[known].tolist(), best[known].tolist(), relations[known].tolist(), kinds[known].tolist()):
            add(counts, "uas", {head}, {guess})
            add(counts, "las", {(head, plain[relation])}, {(guess, plain[kind])})
    for name in ("cue", "speaker", "incident"):
        if (targets := found["links"][name]) is not None:
            padded = torch.cat([torch.zeros_like(found["sentences"][:, :1], dtype=torch.bool), found["sentences"] < 0], 1).unsqueeze(1)
            best = out[f"link.{name}"].masked_fill(padded, MASK).argmax(-1)
            for target, guess in zip(targets[targets >= 0].tolist(), best[targets >= 0].tolist()):
                add(counts, f"link.{name}", {target}, {guess})
    for name in ("argument", "role"):
        if found["arguments"][name] is not None:
            rows, triggers, tags = found["arguments"][name]
            mixed = torch.relu(out["argument_of"][rows] + out["argument_to"][rows, triggers].unsqueeze(1))
            best = network.pairs[name](mixed).argmax(-1)
            for gold, guess in zip(tags, best):
                known = gold >= 0
                add(counts, name, spans(gold[known].tolist(), labels[name]), spans(guess[known].tolist(), labels[name]))


def add(counts: dict[str, Counter], name: str, gold: set, guess: set) -> None:
    counts.setdefault(name, Counter()).update(right=len(gold & guess), found=len(guess), gold=len(gold))


def spans(tags: list[int], labels: list[str]) -> set[tuple[int, int, str]]:
    """Spans of BIO labels, or runs of equal labels where they carry no B and I."""
    found, start, kind = set(), 0, None
    for index, tag in enumerate([*tags, -1]):
        label = labels[tag] if tag >= 0 else "O"
        bare = label[2:] if label[:2] in ("B-", "I-") else label
        if kind is not None and (label == "O" or bare != kind or label.startswith("B-")):
            found.add((start, index, kind))
            kind = None
        if kind is None and label != "O":
            start, kind = index, bare
    return found
