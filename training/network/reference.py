"""Writes what the shipped network says of a few sentences: `python training/network/reference.py MODEL --to FILE`.

The Rust tests read the file and hold their own pieces and labels against it. ONNX Runtime rounds sums otherwise than rten does,
so labels are given only where the best leads the second by a clear margin.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import onnxruntime
import zstandard

from heads import shape
from windows import CLS, SEP, Vocabulary
from train import minilm

MARGIN = 1.5

# Invented. Each is one window: paragraphs of words.
TEXTS = [
    ["At least 17 people were killed and dozens wounded when two shells hit a market in Port Lune on Friday , the governor said ."],
    ["Police did n't say who fired the shots .", "A 12 - year - old girl died in hospital ."],
    ["“ We carried out no strike , ” a spokesman for the Northern Army told Radio Lune .", "Witnesses disagreed ."],
    ["THREE DEAD AFTER FLOODS IN MORVEN"],
    ["the rebels claimed that the bridge would be bombed if the talks failed ."],
    ["Café owner Zoë Ōta , 41 , saw nothing … but her neighbour 張 did !"],
    ["Jan Lind works for Acme Ltd. in Oslo .", "He was born on 3 May 1971 ."],
]


def unpack(path: Path) -> tuple[dict, dict[str, bytes]]:
    content = path.read_bytes()
    (length,) = struct.unpack("<I", content[44:48])
    header, body = json.loads(content[48 : 48 + length]), content[48 + length :]
    unpacked = zstandard.ZstdDecompressor()
    sections = {part["name"]: unpacked.decompress(body[part["start"] : part["start"] + part["len"]]) for part in header["sections"]}
    return header, sections


def reference(header: dict, session: onnxruntime.InferenceSession, vocabulary: Vocabulary, paragraphs: list[str]) -> dict:
    words, opens = [], []
    for paragraph in paragraphs:
        opens.append(len(words))
        words += paragraph.split(" ")
    cls, sep = vocabulary.numbers[CLS], vocabulary.numbers[SEP]
    pieces, shapes, first = [cls], [0], []
    for index, word in enumerate(words):
        if index in opens and index:
            pieces.append(sep)
            shapes.append(0)
        first.append(len(pieces))
        cut = vocabulary.of(word)
        pieces += cut
        shapes += [shape(word)] * len(cut)
    pieces.append(sep)
    shapes.append(0)
    given = {"pieces": np.array([pieces]), "shapes": np.array([shapes]), "first": np.array(first)}
    (logits,) = session.run(["labels"], given)
    labels = {}
    for head in header["heads"]:
        columns = logits[:, head["first"] : head["first"] + len(head["labels"])]
        order = np.sort(columns, axis=1)
        clear = order[:, -1] - order[:, -2] > MARGIN
        labels[head["name"]] = [head["labels"][best] if sure else None for best, sure in zip(columns.argmax(1), clear)]
    return {"words": words, "paragraphs": opens, "pieces": pieces, "shapes": shapes, "first": first, "labels": labels}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    header, sections = unpack(arguments.model)
    session = onnxruntime.InferenceSession(sections["network.onnx"])
    vocabulary = Vocabulary(minilm())
    assert "\n".join(vocabulary.pieces).encode() == sections["vocab.txt"]
    found = [reference(header, session, vocabulary, text) for text in TEXTS]
    arguments.to.write_text("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
