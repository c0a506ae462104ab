"""The step after `sense.py`: `python training/network/event.py --data DIR --out DIR`.

Learns a word's vector of the event that it tells of: the nearer those of two mentions, the likelier they tell of one event, in one report or
in two. Everything else in the network stays as it is; only `event` of the checkpoint's mean weights changes.

It learns from the topics of `told/events*.txt` alone. Those of ECB+ are left to tell how well it does on topics that it has never seen, here and in
`training/chain_weights.py`, which learns what its nearness is worth beside all else.
"""

from collections import defaultdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

import sets
from checkpoint import Trained
from documents import Document
from heads import EVENT_WIDTH
from model import EARLY, WIDTH, Network
from names import Names
from told import told_events
from train import KNOWLEDGE
from windows import WINDOW, Encoded, Vocabulary, batch, cut, window

LEARNED_FROM, TOLD_ON = "told-events", "ecb"
PASSES, RATE, DECAY, DROPPED = 10, 1e-3, 0.02, 0.3
# The cosine at which two mentions are as likely of one event as of two, how fast the log-odds rise with it, and the weight of pairs that
# are of one, which are few.
EVEN, STEEPNESS, SAME_WEIGHT = 0.5, 10.0, 4.0


def documents(data: Path) -> list[Document]:
    return [*told_events(Names(KNOWLEDGE)), *sets.ecb(data)]


@torch.no_grad()
def topics(network: Network, encoded: list[Encoded], labels: dict, vocabulary: Vocabulary) -> list[tuple[Tensor, Tensor]]:
    """Of each topic the mean early vectors of the words of its mentions, and the numbers of their events."""
    network.eval()
    found, numbers = defaultdict(lambda: ([], [])), {}
    for one in encoded:
        words = torch.zeros(len(one.document.words), WIDTH)
        for first, after in cut(one, WINDOW):
            tensors = batch([window(one, first, after, vocabulary, WINDOW)], labels, vocabulary)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = network.hidden(tensors["pieces"], tensors["shapes"], tensors["mask"], ["meaning"])[EARLY].float()
            words[first:after] = hidden[0, tensors["first"][0, 1 : after - first + 1]]
        vectors, events = found[one.document.topic]
        for own, event in one.document.mentions:
            vectors.append(words[own].mean(0))
            events.append(numbers.setdefault(event, len(numbers)))
    return [(torch.stack(vectors), torch.tensor(events)) for vectors, events in found.values() if len(events) > 1]


def pairs(vectors: Tensor, events: Tensor) -> tuple[Tensor, Tensor]:
    """The log-odds that two mentions of a topic are of one event, and whether they are, for all pairs."""
    unit = F.normalize(vectors, dim=-1)
    first, second = torch.triu_indices(len(events), len(events), 1)
    return STEEPNESS * ((unit @ unit.T)[first, second] - EVEN), (events[first] == events[second]).float()


def area(event: torch.nn.Linear, told: list[tuple[Tensor, Tensor]]) -> float:
    """How often a pair of one event is nearer than a pair of two, over all topics (the area under the ROC curve)."""
    with torch.no_grad():
        near, same = (torch.cat(part) for part in zip(*(pairs(event(vectors), events) for vectors, events in told)))
    rank = torch.empty(len(near), dtype=torch.float64)
    rank[near.argsort()] = torch.arange(1, len(near) + 1, dtype=torch.float64)
    ones = same.sum().double()
    return float((rank[same > 0].sum() - ones * (ones + 1) / 2) / (ones * (len(same) - ones)))


def main() -> None:
    trained = Trained(__doc__, documents)
    network = trained.network()
    of = {name: [one for one in trained.encoded if one.document.set == name] for name in (LEARNED_FROM, TOLD_ON)}
    learned, held_out = (topics(network, of[name], trained.labels, trained.vocabulary) for name in (LEARNED_FROM, TOLD_ON))
    event = torch.nn.Linear(WIDTH, EVENT_WIDTH)
    optimizer = torch.optim.AdamW(event.parameters(), lr=RATE, weight_decay=DECAY)
    for passed in range(PASSES):
        for vectors, events in trained.draw.sample(learned, len(learned)):
            near, same = pairs(event(F.dropout(vectors, DROPPED)), events)
            loss = F.binary_cross_entropy_with_logits(near, same, 1 + (SAME_WEIGHT - 1) * same)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        optimizer.param_groups[0]["lr"] = RATE * (1 - (passed + 1) / PASSES)
        print(f"pass {passed + 1}: on the written topics {area(event, learned):.4f}, on ECB+ {area(event, held_out):.4f}", flush=True)
    trained.keep("event", event)


if __name__ == "__main__":
    main()
