"""Finds copies with datasketch's MinHashLSH in the collection that `evals scale --dump` wrote, for comparison.

    cargo run --release -p evals -- scale --kept DIR --reports 10000 --copies-only --dump words.jsonl
    python3 evals/datasketch_rate.py words.jsonl

Shingles of five words as annals takes them; 128 permutations, as datasketch's documentation recommends; a threshold of 0.5 of Jaccard similarity, the
share that a copy without its last fifth and its look-alikes leave room for. Needs the packages `datasketch` and `numpy`. Prints a row of Markdown.
"""

import json
import resource
import sys
import time

from datasketch import MinHash, MinHashLSH

THRESHOLD, PERMUTATIONS, WIDTH = 0.5, 128, 5


def shingles(words: str) -> list[bytes]:
    split = words.split(" ")
    return list({" ".join(split[at : at + WIDTH]).encode() for at in range(max(1, len(split) - WIDTH + 1))})


def main() -> None:
    reports = [json.loads(line) for line in open(sys.argv[1])]
    start = time.process_time()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found: dict[str, list[str]] = {}
    for report in reports:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(shingles(report["words"]))
        found[report["id"]] = index.query(sketch)
        index.insert(report["id"], sketch)
    seconds = time.process_time() - start
    # A pair is met once, from whichever report comes later in the file.
    met = {frozenset((report, other)) for report, others in found.items() for other in others}
    planted = {frozenset((report["id"], report["from"])) for report in reports if report["from"]}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| datasketch, {len(reports)} | {1000 * seconds / len(reports):.2f} | - | - | {memory:.0f} | "
        f"{100 * len(met & planted) / max(1, len(planted)):.1f} | {100 * len(met - planted) / max(1, len(reports) - len(planted)):.1f} | - |"
    )


if __name__ == "__main__":
    main()
