"""The network: MiniLM's layers, the upper ones once for each branch, and the heads on them."""

import json
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from heads import ARC_WIDTH, EVENT_WIDTH, HEADS, LINK_WIDTH, LINKS, PAIR_WIDTH, PAIRS, SENSE_WIDTH, SHAPES

WIDTH, INNER, ATTENTION_HEADS, LAYERS, POSITIONS = 384, 1536, 12, 6, 512
EPSILON = 1e-12
# The least that a scale of whole numbers may be.
LEAST = 1e-8
BRANCHES = ("form", "meaning")
# What the first own layer of the branch of meaning makes of the words: it still knows more of which event they tell of than the last,
# which is bent on labels.
EARLY = "meaning, early"


class Product(nn.Linear):
    """A matrix product that training may read as the shipped network will: in whole numbers.

    Weights have 7 bits and one scale a row, inputs 8 bits and one scale a window, as `export.py` and the ONNX operator
    DynamicQuantizeLinear have them; gradients pass as if nothing were rounded (straight-through, Bengio et al. 2013). The `even` ones
    have one scale for each row of their inputs: the furthest row of a window reaches four to eight times as far as the middle one
    where the feed-forward parts begin and end, and one scale for all leaves little to the others (Bondarenko et al. 2021,
    "Understanding and overcoming the challenges of efficient transformer quantization").
    """

    coarse = False

    def __init__(self, inputs: int, outputs: int, even: bool = False):
        super().__init__(inputs, outputs)
        self.even = even

    def forward(self, x: Tensor) -> Tensor:
        if not (self.coarse and self.training):
            return super().forward(x)
        if not self.even:
            return F.linear(coarse_windows(x), coarse_rows(self.weight), self.bias)
        x = x.float()
        low, high = x.detach().amin(-1, keepdim=True), x.detach().amax(-1, keepdim=True)
        reach = (high - low).clamp(min=LEAST)
        return F.linear(coarse_windows((x - low) / reach) * reach + low, coarse_rows(self.weight), self.bias)


def coarse_rows(weight: Tensor) -> Tensor:
    scale = weight.detach().abs().amax(1).clamp(min=LEAST) / 63
    return torch.fake_quantize_per_channel_affine(weight, scale, torch.zeros_like(scale, dtype=torch.int32), 0, -63, 63)


def coarse_windows(x: Tensor) -> Tensor:
    x = x.float()
    known = x.detach().flatten(1)
    low, high = known.amin(1).clamp(max=0), known.amax(1).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=LEAST)
    zero = (-low / scale).round().clamp(0, 255).to(torch.int32)
    return torch.fake_quantize_per_channel_affine(x, scale, zero, 0, 0, 255)


class Layer(nn.Module):
    """One layer of a transformer in BERT's order: attention, sum and norm, feed-forward, sum and norm."""

    def __init__(self):
        super().__init__()
        self.qkv = Product(WIDTH, 3 * WIDTH, even=True)
        self.out = Product(WIDTH, WIDTH, even=True)
        self.norm1 = nn.LayerNorm(WIDTH, EPSILON)
        self.up = Product(WIDTH, INNER, even=True)
        self.down = Product(INNER, WIDTH, even=True)
        self.norm2 = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // ATTENTION_HEADS) ** -0.5) @ k.transpose(-1, -2)
        # Autocast would do these two in float32, at a third of the step's time.
        with torch.autocast("cpu", enabled=False):
            weights = (scores + mask.to(scores.dtype)).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + cheap_dropout(self.out(mixed), self.training))
        return self.norm2(x + cheap_dropout(self.down(F.gelu(self.up(x))), self.training))


def cheap_dropout(x: Tensor, training: bool, p: float = 0.1) -> Tensor:
    """Dropout that draws one random number for four neighbouring values: on a CPU the drawing is what costs."""
    if not training:
        return x
    keep = torch.rand(*x.shape[:-1], x.shape[-1] // 4) >= p
    return x * (keep / (1 - p)).to(x.dtype).repeat_interleave(4, -1)


class Network(nn.Module):
    def __init__(self, vocabulary: int, labels: dict, shared: int):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.shared = nn.ModuleList(Layer() for _ in range(shared))
        self.branches = nn.ModuleDict({name: nn.ModuleList(Layer() for _ in range(LAYERS - shared)) for name in BRANCHES})
        self.labels = labels
        self.tags = nn.ModuleDict({head.name: nn.Linear(WIDTH, len(labels[head.name])) for head in HEADS})
        self.windows = nn.Linear(WIDTH, max(1, len(labels["windows"])))
        self.arc_of, self.arc_to = Product(WIDTH, ARC_WIDTH), Product(WIDTH, ARC_WIDTH)
        self.relation_of, self.relation_to = Product(WIDTH, PAIR_WIDTH), Product(WIDTH, PAIR_WIDTH)
        self.relation = nn.Linear(PAIR_WIDTH, len(labels["relation"]))
        self.argument_of, self.argument_to = Product(WIDTH, PAIR_WIDTH), Product(WIDTH, PAIR_WIDTH)
        self.pairs = nn.ModuleDict({name: nn.Linear(PAIR_WIDTH, len(labels[name])) for name in PAIRS})
        self.link_of = nn.ModuleDict({name: Product(WIDTH, LINK_WIDTH) for name in LINKS})
        self.link_to = nn.ModuleDict({name: Product(WIDTH, LINK_WIDTH) for name in LINKS})
        self.sense = Product(WIDTH, SENSE_WIDTH)
        self.event = Product(WIDTH, EVENT_WIDTH)
        nn.init.zeros_(self.shapes.weight)

    def read_coarsely(self) -> None:
        """From here on training sees the network in whole numbers."""
        for part in self.modules():
            if isinstance(part, Product):
                part.coarse = True

    def hidden(self, pieces: Tensor, shapes: Tensor, mask: Tensor, branches: Iterable[str] = BRANCHES) -> dict[str, Tensor]:
        """Vectors of all pieces, for each of `branches` and with that of meaning for `EARLY`: [batch, pieces, WIDTH]."""
        places = torch.arange(pieces.shape[1])
        x = self.norm(self.words(pieces) + self.positions(places) + self.shapes(shapes))
        x = cheap_dropout(x, self.training)
        for layer in self.shared:
            x = layer(x, mask)
        found = {}
        for name in branches:
            y = x
            for layer in self.branches[name]:
                y = layer(y, mask)
                if name == "meaning":
                    found.setdefault(EARLY, y)
            found[name] = y
        return found

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, branches: Iterable[str] = BRANCHES) -> dict[str, Tensor]:
        """What the heads on `branches` say. `first` [batch, words + 1]: index of each word's first piece, after that of [CLS].

        All outputs are in float32.
        """
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.hidden(pieces, shapes, mask, branches)
        at = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        words = {name: vectors.float().gather(1, at) for name, vectors in hidden.items()}
        out = {head.name: self.tags[head.name](words[head.branch][:, 1:]) for head in HEADS if head.branch in words}
        if (form := words.get("form")) is not None:
            out["heads"] = self.arc_of(form[:, 1:]) @ self.arc_to(form).transpose(1, 2) * ARC_WIDTH**-0.5
            out["relation_of"], out["relation_to"] = self.relation_of(form[:, 1:]), self.relation_to(form)
        if (meaning := words.get("meaning")) is not None:
            out["argument_of"], out["argument_to"] = self.argument_of(meaning[:, 1:]), self.argument_to(meaning[:, 1:])
            for name in LINKS:
                out[f"link.{name}"] = self.link_of[name](meaning[:, 1:]) @ self.link_to[name](meaning).transpose(1, 2) * LINK_WIDTH**-0.5
            out["windows"] = self.windows(meaning[:, 0])
            out["sense"], out["event"] = self.sense(meaning[:, 1:]), self.event(words[EARLY][:, 1:])
        return out


def load_minilm(network: Network, folder: Path, kept: list[int]) -> None:
    """Puts MiniLM's weights in place; `kept` lists the pieces of its vocabulary that stay."""
    weights = load_file(folder / "model.safetensors")
    weights = {key.removeprefix("bert."): value for key, value in weights.items()}
    config = json.loads((folder / "config.json").read_text())
    assert config["hidden_size"] == WIDTH and config["num_hidden_layers"] == LAYERS
    with torch.no_grad():
        network.words.weight.copy_(weights["embeddings.word_embeddings.weight"][kept])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        network.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
        copy(network.norm, weights, "embeddings.LayerNorm")
        for index in range(LAYERS):
            shared = index < len(network.shared)
            places = [network.shared[index]] if shared else [network.branches[name][index - len(network.shared)] for name in BRANCHES]
            for layer in places:
                load_layer(layer, weights, f"encoder.layer.{index}")


def split(weights: dict[str, Tensor], shared: int) -> dict[str, Tensor]:
    """The same network with fewer layers shared: the upper shared ones become the first of every branch."""
    before = sum(key.startswith("shared.") and key.endswith("qkv.bias") for key in weights)
    found = {}
    for key, weight in weights.items():
        part, *rest = key.split(".")
        if part == "shared" and int(rest[0]) >= shared:
            for name in BRANCHES:
                found[".".join(["branches", name, str(int(rest[0]) - shared), *rest[1:]])] = weight.clone()
        elif part == "branches":
            name, index, *rest = rest
            found[".".join([part, name, str(int(index) + before - shared), *rest])] = weight
        else:
            found[key] = weight
    return found


def load_layer(layer: Layer, weights: dict, name: str) -> None:
    for kind in ("weight", "bias"):
        parts = [weights[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.qkv, kind).copy_(torch.cat(parts))
    copy(layer.out, weights, f"{name}.attention.output.dense")
    copy(layer.norm1, weights, f"{name}.attention.output.LayerNorm")
    copy(layer.up, weights, f"{name}.intermediate.dense")
    copy(layer.down, weights, f"{name}.output.dense")
    copy(layer.norm2, weights, f"{name}.output.LayerNorm")


def copy(module: nn.Module, weights: dict, name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
