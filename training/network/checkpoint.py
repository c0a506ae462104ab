"""What a training left, for the steps after it: each learns one part of the mean weights anew and leaves the others as they are."""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

import torch

from documents import Document
from model import Network
from train import SEED, begin, minilm, prepare
from windows import Vocabulary, encode


class Trained:
    """The checkpoint in a folder, the documents to learn from, and the random numbers of a step."""

    def __init__(self, step: str, documents: Callable[[Path], list[Document]] | None = None):
        """`step`: what the step does, for `--help`. `documents`: those that it learns from, of the folder of the data sets, where it
        does not take all that the training had."""
        parser = argparse.ArgumentParser(description=step)
        parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
        parser.add_argument("--out", type=Path, required=True, help="folder of the training run")
        parser.add_argument("--begin", type=Path, help="where there is no checkpoint: the weights of this file of export.py")
        arguments = parser.parse_args()
        arguments.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(SEED)
        self.draw = random.Random(SEED)
        self.path = arguments.out / "checkpoint.pt"
        self.saved = begin(arguments.begin) if arguments.begin and not self.path.exists() else torch.load(self.path)
        if documents is None:
            self.encoded, self.labels, self.vocabulary = prepare(arguments.data, arguments.out, self.saved["labels"])
        else:
            self.labels, self.vocabulary = self.saved["labels"], Vocabulary(minilm())
            self.encoded = [encode(document, self.vocabulary, self.labels) for document in documents(arguments.data)]

    def network(self) -> Network:
        """A network with the mean weights."""
        network = self.empty()
        network.load_state_dict(self.saved["average"])
        return network

    def empty(self) -> Network:
        """A network of the same shape."""
        shared = sum(key.startswith("shared.") and key.endswith("qkv.bias") for key in self.saved["average"])
        return Network(len(self.vocabulary.pieces), self.labels, shared)

    def keep(self, part: str, learned: torch.nn.Linear) -> None:
        """Puts what was learned in the place of `part`, and writes the checkpoint."""
        for name, weight in learned.state_dict().items():
            self.saved["average"][f"{part}.{name}"] = weight.detach()
        torch.save(self.saved, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").replace(self.path)
