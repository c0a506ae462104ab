"""Times the program's runtime beside ONNX Runtime on the same int8 network: `python training/network/speed.py MODEL`.

Both run on one thread, one window at a time, on windows of several lengths; one after the other, in the same run.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime

from documents import ROOT
from reference import unpack

LENGTHS = [32, 64, 96, 128, 160]
RUNS = 41


def windows(pieces: int) -> list[dict]:
    """A window of each length, of any pieces: what they are does not bear on the time. Four words to five pieces."""
    draw = np.random.default_rng(7)
    found = []
    for length in LENGTHS:
        first = [at for at in range(1, length - 1) if at % 5]
        found.append({"pieces": draw.integers(0, pieces, length).tolist(), "shapes": [1] * length, "first": first})
    return found


def onnx_runtime(network: bytes, inputs: list[dict]) -> list[float]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    found = []
    for window in inputs:
        fed = {
            "pieces": np.array([window["pieces"]], dtype=np.int64),
            "shapes": np.array([window["shapes"]], dtype=np.int64),
            "first": np.array(window["first"], dtype=np.int64),
        }
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            session.run(None, fed)
            times.append(1e3 * (time.perf_counter() - start))
        found.append(median(times))
    return found


def rten(model: Path, inputs: list[dict]) -> list[float]:
    command = ["cargo", "run", "--quiet", "--release", "-p", "annals-encoder", "--example", "bare", "--", str(model.resolve())]
    lines = "".join(json.dumps(window) + "\n" for window in inputs)
    out = subprocess.run(command, cwd=ROOT, input=lines.encode(), capture_output=True, check=True).stdout
    return [float(line) for line in out.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    arguments = parser.parse_args()
    _, sections = unpack(arguments.model)
    inputs = windows(sections["vocab.txt"].count(b"\n") + 1)
    print("pieces  rten ms  ONNX Runtime ms  ratio")
    for window, ours, theirs in zip(inputs, rten(arguments.model, inputs), onnx_runtime(sections["network.onnx"], inputs)):
        print(f"{len(window['pieces']):6}  {ours:7.1f}  {theirs:15.1f}  {ours / theirs:5.2f}")


if __name__ == "__main__":
    main()
