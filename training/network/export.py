"""Writes the trained network as the one file that annals reads: `python training/network/export.py --run DIR --to FILE`.

The graph is written node by node, for one window without padding. Weights of matrix products become int8, one scale a column,
7 bits (`reduce_range`), so that processors without VNNI do not saturate; activations have one scale a window, in the layers one a
row. The word table becomes int8 with one scale a row. `--float` keeps everything in float32.
"""

import argparse
import hashlib
import json
import struct
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
import zstandard
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from heads import ARC_WIDTH, EVENT_WIDTH, HEADS, LINK_WIDTH, LINKS, PAIR_WIDTH, PAIRS, SENSE_WIDTH, SHAPES
from model import ATTENTION_HEADS, BRANCHES, EARLY, EPSILON, LAYERS, LEAST, WIDTH
from train import minilm
from windows import WINDOW, Vocabulary

MAGIC, VERSION = b"annalsnn", 1
OPSET = 20


class Graph:
    """Nodes and tables of an ONNX graph, each named by what it holds."""

    def __init__(self, weights: dict[str, np.ndarray], quantised: bool):
        self.weights, self.quantised, self.nodes, self.tables = weights, quantised, [], []
        self.kept_float: list[str] = []

    def table(self, name: str, values: np.ndarray) -> str:
        if all(table.name != name for table in self.tables):
            self.tables.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def numbers(self, *values: int) -> str:
        return self.table("n_" + "_".join(map(str, values)).replace("-", "m"), np.array(values, dtype=np.int64))

    def op(self, kind: str, inputs: list[str], out: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, **attributes))
        return out

    def product(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, exact: bool = False) -> str:
        """x . weight + bias; `weight` as PyTorch has it, outputs first. `exact` products stay in float32."""
        product = self.op("MatMul", [x, self.table(f"{name}.w", weight.T.astype(np.float32))], f"{name}.product")
        if exact:
            self.kept_float.append(product)
        return self.op("Add", [product, self.table(f"{name}.b", bias.astype(np.float32))], name)

    def even_product(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """The same where x is rounded row by row: each row is brought to the range from 0 to 1 before the product, and back after it.

        MatMulInteger's rows share one scale; `model.Product` says why that is too coarse here.
        """
        if not self.quantised:
            return self.product(x, name, weight, bias)
        low, high = (self.op(kind, [x, self.numbers(-1)], f"{name}.{kind[6:].lower()}", keepdims=1) for kind in ("ReduceMin", "ReduceMax"))
        least = self.table("least", np.array(LEAST, dtype=np.float32))
        reach = self.op("Max", [self.op("Sub", [high, low], f"{name}.wide"), least], f"{name}.reach")
        even = self.op("Div", [self.op("Sub", [x, low], f"{name}.raised"), reach], f"{name}.even")
        product = self.op("MatMul", [even, self.table(f"{name}.w", weight.T.astype(np.float32))], f"{name}.product")
        raised = self.op("MatMul", [low, self.table(f"{name}.sums", weight.sum(1, keepdims=True).T.astype(np.float32))], f"{name}.raised_by")
        self.kept_float.append(raised)
        rest = self.op("Add", [raised, self.table(f"{name}.b", bias.astype(np.float32))], f"{name}.rest")
        return self.op("Add", [self.op("Mul", [product, reach], f"{name}.back"), rest], name)

    def linear(self, x: str, name: str, source: str, scale: float = 1.0, exact: bool = False) -> str:
        return self.product(x, name, self.weights[f"{source}.weight"] * scale, self.weights[f"{source}.bias"] * scale, exact)

    def even_linear(self, x: str, source: str) -> str:
        return self.even_product(x, source, self.weights[f"{source}.weight"], self.weights[f"{source}.bias"])

    def norm(self, x: str, source: str) -> str:
        scale, shift = (self.table(f"{source}.{part}", self.weights[f"{source}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", [x, scale, shift], f"{source}.out", axis=-1, epsilon=EPSILON)

    def layer(self, x: str, source: str) -> str:
        weight, bias = self.weights[f"{source}.qkv.weight"].copy(), self.weights[f"{source}.qkv.bias"].copy()
        scale = (WIDTH // ATTENTION_HEADS) ** -0.5
        weight[:WIDTH] *= scale
        bias[:WIDTH] *= scale
        qkv = self.even_product(x, f"{source}.qkv", weight, bias)
        parts = [f"{source}.{part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{source}.parts", axis=-1, num_outputs=3))
        shape = self.numbers(1, -1, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = (
            self.op("Transpose", [self.op("Reshape", [part, shape], f"{part}.heads")], f"{part}.turned", perm=perm)
            for part, perm in zip(parts, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]))
        )
        attention = self.op("Softmax", [self.op("MatMul", [q, k], f"{source}.scores")], f"{source}.attention", axis=-1)
        mixed = self.op("Transpose", [self.op("MatMul", [attention, v], f"{source}.mixed")], f"{source}.back", perm=[0, 2, 1, 3])
        joined = self.op("Reshape", [mixed, self.numbers(1, -1, WIDTH)], f"{source}.joined")
        x = self.norm(self.op("Add", [x, self.even_linear(joined, f"{source}.out")], f"{source}.sum1"), f"{source}.norm1")
        up = self.op("Gelu", [self.even_linear(x, f"{source}.up")], f"{source}.gelu")
        return self.norm(self.op("Add", [x, self.even_linear(up, f"{source}.down")], f"{source}.sum2"), f"{source}.norm2")


def embed(graph: Graph) -> str:
    words = graph.weights["words.weight"]
    if graph.quantised:
        scale = np.abs(words).max(1, keepdims=True).clip(LEAST) / 127
        rows = graph.op("Gather", [graph.table("words.q", np.round(words / scale).astype(np.int8)), "pieces"], "words.rows", axis=0)
        scales = graph.op("Gather", [graph.table("words.scale", scale.astype(np.float32)), "pieces"], "words.scales", axis=0)
        found = graph.op("Mul", [graph.op("Cast", [rows], "words.float", to=TensorProto.FLOAT), scales], "words.found")
    else:
        found = graph.op("Gather", [graph.table("words", words), "pieces"], "words.found", axis=0)
    shapes = graph.op("Gather", [graph.table("shapes.table", graph.weights["shapes.weight"]), "shapes"], "shapes.found", axis=0)
    length = graph.op("Shape", ["pieces"], "length", start=1, end=2)
    positions = graph.table("positions", graph.weights["positions.weight"][:WINDOW])
    places = graph.op("Slice", [positions, graph.numbers(0), length, graph.numbers(0)], "places")
    return graph.norm(graph.op("Add", [graph.op("Add", [found, shapes], "sum0"), places], "sum1"), "norm")


def build(weights: dict[str, np.ndarray], quantised: bool) -> tuple[Graph, list[str], list[dict]]:
    """The graph, its outputs and the columns of its heads."""
    graph = Graph(weights, quantised)
    x = embed(graph)
    shared = sum(key.startswith("shared.") and key.endswith("qkv.bias") for key in weights)
    for index in range(shared):
        x = graph.layer(x, f"shared.{index}")
    words, rooted = {}, {}
    for branch in BRANCHES:
        y = x
        for index in range(LAYERS - shared):
            y = graph.layer(y, f"branches.{branch}.{index}")
            if branch == "meaning" and index == 0:
                flat = graph.op("Reshape", [y, graph.numbers(-1, WIDTH)], "early.flat")
                words[EARLY] = graph.op("Gather", [flat, "first"], "early.words", axis=0)
        flat = graph.op("Reshape", [y, graph.numbers(-1, WIDTH)], f"{branch}.flat")
        words[branch] = graph.op("Gather", [flat, "first"], f"{branch}.words", axis=0)
        root = graph.op("Slice", [flat, graph.numbers(0), graph.numbers(1), graph.numbers(0)], f"{branch}.root")
        rooted[branch] = graph.op("Concat", [root, words[branch]], f"{branch}.rooted", axis=0)
    columns, parts, first = [], [], 0
    for branch in BRANCHES:
        heads = [head for head in HEADS if head.branch == branch]
        weight, bias = (np.concatenate([weights[f"tags.{head.name}.{part}"] for head in heads]) for part in ("weight", "bias"))
        parts.append(graph.product(words[branch], f"labels.{branch}", weight, bias, exact=True))
        for head in heads:
            columns.append({"name": head.name, "kind": head.kind, "first": first})
            first += len(weights[f"tags.{head.name}.bias"])
    outputs = [graph.op("Concat", parts, "labels", axis=1)]
    outputs.append(link(graph, "heads", words["form"], rooted["form"], "arc_of", "arc_to", ARC_WIDTH))
    outputs.append(graph.linear(words["form"], "relation_of", "relation_of"))
    outputs.append(graph.linear(rooted["form"], "relation_to", "relation_to"))
    outputs.append(graph.linear(words["meaning"], "argument_of", "argument_of"))
    outputs.append(graph.linear(words["meaning"], "argument_to", "argument_to"))
    for name in LINKS:
        outputs.append(link(graph, name, words["meaning"], rooted["meaning"], f"link_of.{name}", f"link_to.{name}", LINK_WIDTH))
    window = graph.linear("meaning.root", "window.row", "windows", exact=True)
    outputs.append(graph.op("Reshape", [window, graph.numbers(-1)], "window"))
    outputs.append(graph.linear(words["meaning"], "sense", "sense"))
    outputs.append(graph.linear(words[EARLY], "event", "event"))
    return graph, outputs, columns


def link(graph: Graph, name: str, of: str, to: str, source_of: str, source_to: str, width: int) -> str:
    left = graph.linear(of, f"{name}.of", source_of, width**-0.5)
    right = graph.op("Transpose", [graph.linear(to, f"{name}.to", source_to)], f"{name}.turned", perm=[1, 0])
    return graph.op("MatMul", [left, right], name)


def model(graph: Graph, outputs: list[str]) -> onnx.ModelProto:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("pieces", "shapes")]
    inputs.append(helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]))
    found = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["labels"] if name == "window" else [f"{name}.rows", f"{name}.columns"]) for name in outputs
    ]
    made = helper.make_graph(graph.nodes, "annals", inputs, found, graph.tables)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10, producer_name="annals")


def quantise(exact: onnx.ModelProto, kept_float: list[str]) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        onnx.save(exact, plain)
        quantize_dynamic(
            plain, small, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            nodes_to_exclude=kept_float, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        found = onnx.load(small)
    # Shapes that the quantiser guessed are of no use to a reader, and some refuse them.
    del found.graph.value_info[:]
    return found


def pack(network: bytes, weights: dict, labels: dict, columns: list[dict], pieces: list[str], name: str, quantised: bool) -> bytes:
    tensors, pairs, at = [], [], 0
    for table, source in (("relation", "relation"), *((name, f"pairs.{name}") for name in PAIRS)):
        entry = {"name": table, "labels": labels[table], "hidden": PAIR_WIDTH}
        for part, values in (("weight", weights[f"{source}.weight"].T), ("bias", weights[f"{source}.bias"])):
            entry[part] = [at, values.size]
            at += values.size
            tensors.append(np.ascontiguousarray(values, dtype="<f4").tobytes())
        pairs.append(entry)
    sections, start, body = [], 0, b""
    # 7 bits in bytes and a vocabulary pack well; level 19 is slow here and as fast as any to unpack.
    packed = zstandard.ZstdCompressor(level=19)
    for section, content in (("network.onnx", network), ("vocab.txt", "\n".join(pieces).encode()), ("tensors.f32", b"".join(tensors))):
        unpacked = len(content)
        content = packed.compress(content)
        sections.append({"name": section, "start": start, "len": len(content), "unpacked": unpacked})
        start += len(content)
        body += content
    header = json.dumps(
        {
            "name": name, "precision": "int8" if quantised else "f32", "window": WINDOW, "sections": sections,
            "heads": [{**column, "labels": labels[column["name"]]} for column in columns],
            "pairs": pairs, "links": list(LINKS), "windows": labels["windows"], "shapes": SHAPES, "sense": SENSE_WIDTH, "event": EVENT_WIDTH,
        },
        ensure_ascii=False,
    ).encode()  # fmt: skip
    hashed = struct.pack("<I", len(header)) + header + body
    return MAGIC + struct.pack("<I", VERSION) + hashlib.sha256(hashed).digest() + hashed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training run")
    parser.add_argument("--to", type=Path, required=True, help="the file to write")
    parser.add_argument("--name", default="en-1")
    parser.add_argument("--float", action="store_true", help="keep float32")
    arguments = parser.parse_args()
    saved = torch.load(arguments.run / "checkpoint.pt")
    weights = {name: weight.float().numpy() for name, weight in saved["average"].items()}
    quantised = not arguments.float
    graph, outputs, columns = build(weights, quantised)
    made = model(graph, outputs)
    if quantised:
        made = quantise(made, graph.kept_float)
    onnx.checker.check_model(made)
    packed = pack(made.SerializeToString(), weights, saved["labels"], columns, Vocabulary(minilm()).pieces, arguments.name, quantised)
    arguments.to.write_bytes(packed)
    print(f"{arguments.to}: {len(packed) / 1e6:.1f} MB, sha256 {hashlib.sha256(packed[44:]).hexdigest()[:12]}")


if __name__ == "__main__":
    main()
