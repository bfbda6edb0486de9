"""What static inference costs: `python -m benchmarks.static_inference PROJECT [--files 100]`.

Reports, for files drawn from PROJECT:

- milliseconds a file, alone and with the project's other modules (those that it imports, and those that call it; what
  was parsed once is not parsed again, as in a run over many files), beside making the file's graph in the same run;
- growth: the same files, asked in copies of the project that hold more and more of its files. A cost that did not grow
  would have the exponent 0 for a file, and 1 for a whole project.
"""

from __future__ import annotations

import argparse
import math
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from graph_extraction import extract, parse_source
from typilus.corpus.reexports import module_of_path, summarise
from typilus.errors import TypilusError
from typilus.prediction.discovery import find_python_files
from typilus.prediction.importers import Importers
from typilus.prediction.reading import ReadFile, read_file
from typilus.prediction.recommender import Recommendation
from typilus.prediction.static_recommender import StaticRecommender

SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)


def read_all(paths: Sequence[Path], project: Path) -> list[ReadFile]:
    """Those files that can be read."""
    found = []
    for path in paths:
        try:
            found.append(read_file(path, project))
        except TypilusError:
            continue
    return found


def importers_of(project: Path, paths: Sequence[Path]) -> Importers:
    """Who imports what, as the project's markers know it."""
    summaries = []
    for path in paths:
        try:
            source = parse_source(path.read_bytes(), str(path))
        except TypilusError:
            continue
        summaries.append(summarise(source.tree, *module_of_path(path.relative_to(project).as_posix())))
    return Importers(summaries)


def milliseconds(recommender: StaticRecommender, files: Sequence[ReadFile]) -> list[float]:
    """Of each file; the stubs that all use are read before."""
    found = []
    for number, file in enumerate([files[0], *files]):
        silent: list[list[Recommendation]] = [[] for _ in file.graph.symbols]
        start = time.perf_counter()
        recommender.infer(file, silent)
        if number:
            found.append(1_000 * (time.perf_counter() - start))
    return found


def graph_milliseconds(files: Sequence[ReadFile]) -> list[float]:
    """Of making each file's graph."""
    found = []
    for file in files:
        start = time.perf_counter()
        extract(file.source)
        found.append(1_000 * (time.perf_counter() - start))
    return found


def show(name: str, times: Sequence[float]) -> None:
    """One line: median, the ninth decile, the longest."""
    ordered = sorted(times)
    ninth = ordered[min(len(ordered) - 1, 9 * len(ordered) // 10)]
    print(f"{name:24}{statistics.median(ordered):10.1f}{ninth:10.1f}{ordered[-1]:10.1f}")


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The slope of the least-squares line through the logarithms."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(each) for each in times]).slope


def grown(project: Path, paths: Sequence[Path], asked: Sequence[Path]) -> tuple[list[int], list[float]]:
    """Numbers of files, and milliseconds for the asked ones (a share of them in each copy)."""
    sizes, means = [], []
    others = [path for path in paths if path not in set(asked)]
    random.Random(1).shuffle(others)
    for share in SHARES:
        kept = [*asked, *others[: max(0, round(share * len(paths)) - len(asked))]]
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            copies = [root / path.relative_to(project) for path in kept]
            for path, copy in zip(kept, copies, strict=True):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
            files = read_all(copies[: len(asked)], root)
            times = milliseconds(StaticRecommender(root, importers_of(root, copies)), files)
        sizes.append(len(kept))
        means.append(statistics.mean(times))
        print(f"{len(kept):6} files in the project: {means[-1]:8.1f} ms a file, median {statistics.median(times):.1f}")
    return sizes, means


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--files", type=int, default=100, help="that are asked")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    project = options.project.resolve()
    paths = [Path(path) for path in sorted(find_python_files([project]))]
    asked = random.Random(options.seed).sample(paths, min(options.files, len(paths)))
    files = read_all(asked, project)
    print(f"{len(files)} of {len(paths)} files\n{'ms':24}{'median':>10}{'90 %':>10}{'longest':>10}")
    show("graph", graph_milliseconds(files))
    show("static, alone", milliseconds(StaticRecommender(), files))
    show("static, with the project", milliseconds(StaticRecommender(project, importers_of(project, paths)), files))
    sizes, means = grown(project, paths, asked)
    print(f"exponent of a file's cost by the project's size: {exponent(sizes, means):.2f}")


if __name__ == "__main__":
    main()
