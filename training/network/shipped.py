"""A model file that `export.py` wrote, back as the weights of a network: what training goes on from where its checkpoints are gone."""

import json
import struct
from pathlib import Path

import numpy as np
import onnx
import torch
import zstandard
from onnx import numpy_helper
from torch import Tensor

from heads import ARC_WIDTH, HEADS, LINK_WIDTH, LINKS, PAIR_WIDTH
from model import ATTENTION_HEADS, BRANCHES, LAYERS, POSITIONS, WIDTH

# Before the header: "annalsnn", the version, a SHA-256, the header's length.
HEADER_AT = 8 + 4 + 32


def weights_of(path: Path) -> tuple[dict[str, Tensor], dict]:
    """The weights and the labels of a file in int8. Rounding them again gives the same whole numbers."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<I", content, HEADER_AT)
    body = HEADER_AT + 4 + length
    header = json.loads(content[HEADER_AT + 4 : body])
    unpack = zstandard.ZstdDecompressor()
    sections = {
        one["name"]: unpack.decompress(content[body + one["start"] : body + one["start"] + one["len"]], max_output_size=one["unpacked"])
        for one in header["sections"]
    }
    tables = {table.name: numpy_helper.to_array(table) for table in onnx.load_from_string(sections["network.onnx"]).graph.initializer}
    weights, labels = network(tables, header)
    tensors = np.frombuffer(sections["tensors.f32"], dtype="<f4")
    for pair in header["pairs"]:
        name = "relation" if pair["name"] == "relation" else f"pairs.{pair['name']}"
        for part, shape in (("weight", (PAIR_WIDTH, -1)), ("bias", (-1,))):
            at, size = pair[part]
            weights[f"{name}.{part}"] = tensors[at : at + size].reshape(shape).T
        labels[pair["name"]] = pair["labels"]
    return {name: torch.tensor(np.ascontiguousarray(weight)).float() for name, weight in weights.items()}, labels


def network(tables: dict[str, np.ndarray], header: dict) -> tuple[dict[str, np.ndarray], dict]:
    """What stands in the graph, by the names of `model.Network`, and the labels of its heads."""
    found = {"words.weight": tables["words.q"].astype(np.float32) * tables["words.scale"], "shapes.weight": tables["shapes.table"]}
    found["positions.weight"] = np.zeros((POSITIONS, WIDTH), dtype=np.float32)
    found["positions.weight"][: len(tables["positions"])] = tables["positions"]
    found |= {name: table for name, table in tables.items() if "norm" in name}

    def linear(name: str, source: str, scale: float = 1.0) -> None:
        found[f"{name}.weight"], found[f"{name}.bias"] = product(tables, source)[0] / scale, product(tables, source)[1] / scale

    shared = sum(name.startswith("shared.") and name.endswith("qkv.b") for name in tables)
    layers = [f"shared.{index}" for index in range(shared)]
    layers += [f"branches.{branch}.{index}" for branch in BRANCHES for index in range(LAYERS - shared)]
    for layer in layers:
        for part in ("qkv", "out", "up", "down"):
            linear(f"{layer}.{part}", f"{layer}.{part}")
        for part in ("weight", "bias"):
            # The graph asks for queries at the scale of their products with keys.
            found[f"{layer}.qkv.{part}"][:WIDTH] /= (WIDTH // ATTENTION_HEADS) ** -0.5
    linear("arc_of", "heads.of", ARC_WIDTH**-0.5)
    linear("arc_to", "heads.to")
    for name in ("relation_of", "relation_to", "argument_of", "argument_to", "sense"):
        linear(name, name)
    # Files from before there were vectors of events: these begin as those of sentences.
    linear("event", "event" if header.get("event") else "sense")
    for name in LINKS:
        linear(f"link_of.{name}", f"{name}.of", LINK_WIDTH**-0.5)
        linear(f"link_to.{name}", f"{name}.to")
    linear("windows", "window.row")
    labels = {"windows": header["windows"]}
    heads = {head["name"]: head for head in header["heads"]}
    begin = dict.fromkeys(BRANCHES, 0)
    for head in HEADS:
        labels[head.name] = heads[head.name]["labels"]
        weight, bias = product(tables, f"labels.{head.branch}")
        rows = slice(begin[head.branch], begin[head.branch] + len(labels[head.name]))
        begin[head.branch] = rows.stop
        found[f"tags.{head.name}.weight"], found[f"tags.{head.name}.bias"] = weight[rows], bias[rows]
    return found, labels


def product(tables: dict[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Weight, outputs first, and bias of a matrix product."""
    if (whole := tables.get(f"{name}.w_quantized")) is None:
        return tables[f"{name}.w"].T.copy(), tables[f"{name}.b"].copy()
    return (whole.astype(np.float32) * tables[f"{name}.w_scale"]).T.copy(), tables[f"{name}.b"].copy()
