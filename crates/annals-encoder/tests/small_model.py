"""Writes `small.annals`, the model file of this crate's tests: the real graph, tiny and with random weights.

    python crates/annals-encoder/tests/small_model.py

Needs what `training/network/export.py` needs, with which it writes the file.
"""

import sys
from pathlib import Path

import torch

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "training" / "network"))

import export  # noqa: E402
import heads  # noqa: E402
import model  # noqa: E402

SMALL = {"WIDTH": 32, "INNER": 64, "ATTENTION_HEADS": 4, "LAYERS": 2, "WINDOW": 40, "ARC_WIDTH": 16, "LINK_WIDTH": 16, "PAIR_WIDTH": 16, "SENSE_WIDTH": 8}
SMALL |= {
    "PAIRS": {"role": 1.0},
    "LINKS": {"cue": 1.0},
    "HEADS": [
        heads.Head("sort", "class", "form", 1.0),
        heads.Head("thing", "bio", "meaning", 1.0),
        heads.Head("event", "io", "meaning", 1.0),
    ],
}
LABELS = {
    "sort": ["ADJ", "NOUN", "VERB", "PUNCT"],
    "thing": ["O", "B-x", "B-y", "I-x", "I-y"],
    "event": ["O", "hit", "fire"],
    "relation": ["nsubj", "obj", "punct", "root"],
    "role": ["O", "B-agent", "B-place", "I-agent", "I-place"],
    "windows": ["first", "second"],
}
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *("##" + letter for letter in LETTERS), *".,;:!?'\"()-%", "the", "##ed", "##ing", "##s"]


def main() -> None:
    for module in (heads, model, export):
        for name, value in SMALL.items():
            setattr(module, name, value)
    torch.manual_seed(1)
    network = model.Network(len(PIECES), LABELS, shared=1)
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if "norm" not in name:
                weight.normal_(0, 0.3)
    weights = {name: weight.numpy() for name, weight in network.state_dict().items()}
    graph, outputs, columns = export.build(weights, quantised=True)
    made = export.quantise(export.model(graph, outputs), graph.kept_float)
    packed = export.pack(made.SerializeToString(), weights, LABELS, columns, PIECES, "small", quantised=True)
    (HERE / "small.annals").write_bytes(packed)


if __name__ == "__main__":
    main()
