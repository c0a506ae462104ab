"""The last step of training but one: `python training/network/sense.py --data DIR --out DIR`.

Learns a word's part in its sentence's vector, so that sentences are as near to one another as MiniLM, before it learned to
label, held them to be. Everything else in the network stays as it is; only `sense` of the checkpoint's mean weights changes.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from checkpoint import Trained
from heads import SENSE_WIDTH
from model import WIDTH, Network, load_minilm
from train import minilm
from windows import Vocabulary, Window, batch, window

SENTENCES, HELD_OUT = 24000, 2000
STEPS, PAIRS_A_STEP, RATE = 4000, 256, 2e-3
# Shorter sentences mean too little to compare.
FEWEST_WORDS = 5


@torch.no_grad()
def mean_vectors(network: Network, windows: list[Window], labels: dict, vocabulary: Vocabulary, branch: str) -> Tensor:
    """For each window the mean of its words' vectors on `branch`."""
    network.eval()
    order = sorted(range(len(windows)), key=lambda index: len(windows[index].pieces))
    found = torch.zeros(len(windows), WIDTH)
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        tensors = batch([windows[index] for index in part], labels, vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = network.hidden(tensors["pieces"], tensors["shapes"], tensors["mask"])[branch].float()
        first = tensors["first"][:, 1:]
        words = hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        known = (tensors["sentences"] >= 0).unsqueeze(-1)
        found[part] = (words * known).sum(1) / known.sum(1)
    return found


def near(vectors: Tensor) -> Tensor:
    unit = F.normalize(vectors, dim=-1)
    return unit @ unit.T


def agreement(mine: Tensor, teacher: Tensor) -> float:
    """Pearson's correlation of the nearness of all pairs."""
    pairs = torch.triu_indices(len(mine), len(mine), 1)
    return float(torch.corrcoef(torch.stack([near(mine)[tuple(pairs)], near(teacher)[tuple(pairs)]]))[0, 1])


def main() -> None:
    trained = Trained(__doc__)
    encoded, labels, vocabulary = trained.encoded, trained.labels, trained.vocabulary
    student, teacher = trained.network(), trained.empty()
    load_minilm(teacher, minilm(), vocabulary.kept)
    bounds = [
        (one, first, after)
        for one in encoded
        for first, after in zip(one.document.sentences, [*one.document.sentences[1:], len(one.document.words)])
        if FEWEST_WORDS <= after - first <= 80
    ]
    windows = [window(*bound, vocabulary, 128) for bound in trained.draw.sample(bounds, min(len(bounds), SENTENCES))]
    wanted = mean_vectors(teacher, windows, labels, vocabulary, "form")
    given = mean_vectors(student, windows, labels, vocabulary, "meaning")
    sense = torch.nn.Linear(WIDTH, SENSE_WIDTH)
    optimizer = torch.optim.Adam(sense.parameters(), lr=RATE)
    for step in range(STEPS):
        picked = torch.randint(HELD_OUT, len(windows), (PAIRS_A_STEP,))
        loss = F.mse_loss(near(sense(given[picked])), near(wanted[picked]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / STEPS)
        optimizer.step()
    with torch.no_grad():
        print(f"agreement with MiniLM on {HELD_OUT} other sentences: {agreement(sense(given[:HELD_OUT]), wanted[:HELD_OUT]):.3f}")
        print(f"without learning: {agreement(given[:HELD_OUT], wanted[:HELD_OUT]):.3f}")
    trained.keep("sense", sense)


if __name__ == "__main__":
    main()
