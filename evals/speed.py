"""Times the cleaning of web pages beside trafilatura: `python evals/speed.py --data DIR`.

Both take the English pages of `pages` from their bytes to their text, on one thread, in turns, in the same run. What counts is the
median, over the passes, of the time that the processor spent. Needs `trafilatura==2.3.1`.
"""

import argparse
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path
from statistics import median

import trafilatura

ROOT = Path(__file__).parent.parent
PASSES = 5


def ours(paths: list[Path]) -> float:
    command = ["cargo", "run", "--quiet", "--release", "-p", "evals", "--example", "clean", "--", "1"]
    lines = "".join(f"{path}\n" for path in paths)
    return float(subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, check=True, text=True).stdout)


def theirs(paths: list[Path], fast: bool) -> float:
    pages = [path.read_bytes() for path in paths]
    start = time.process_time()
    for page in pages:
        trafilatura.extract(page, fast=fast, include_comments=False)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data / "pages" / "pages-en.train.tar.xz"
    with tempfile.TemporaryDirectory() as folder, tarfile.open(data) as pages:
        pages.extractall(folder, filter="data")
        paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        passes = [(ours(paths), theirs(paths, False), theirs(paths, True)) for _ in range(PASSES)]
    own, *others = (median(seconds) for seconds in zip(*passes))
    print(f"{len(paths)} pages, {megabytes:.1f} MB")
    print(f"annals            {1e3 * own / len(paths):7.2f} ms a page")
    for name, seconds in zip(["trafilatura", "trafilatura fast"], others):
        print(f"{name:17} {1e3 * seconds / len(paths):7.2f} ms a page, {seconds / own:.1f} times as long")


if __name__ == "__main__":
    main()
