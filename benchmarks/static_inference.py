"""What static inference costs: `python -m benchmarks.static_inference PROJECT... [--files 60]`.

For files drawn from each project: milliseconds a file, alone and with the project's other modules (those that it
imports, and those that call it; what was parsed once is not parsed again, as in a run over many files), beside making
the file's graph in the same run. With several projects, how the cost of a file grows with the project's size: the
exponent is 0 where it does not (the whole project then costs in proportion to its files), and 1 where it is
proportional.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from graph_extraction import extract, parse_source
from typilus.errors import TypilusError
from typilus.files.discovery import find_python_files
from typilus.project.importers import Importers
from typilus.project.reading import AnalyzedFile, read_file
from typilus.project.reexports import module_of_path, summarize
from typilus.recommenders.recommender import Recommendation
from typilus.recommenders.static_recommender import StaticRecommender


def read_all(paths: Sequence[Path], project: Path) -> list[AnalyzedFile]:
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
        summaries.append(summarize(source.tree, *module_of_path(path.relative_to(project).as_posix())))
    return Importers(summaries)


def milliseconds(recommender: StaticRecommender, files: Sequence[AnalyzedFile]) -> list[float]:
    """Of each file; the stubs that all use are read before."""
    found = []
    for number, file in enumerate([files[0], *files]):
        silent: list[list[Recommendation]] = [[] for _ in file.graph.symbols]
        start = time.perf_counter()
        recommender.infer(file, silent)
        if number:
            found.append(1_000 * (time.perf_counter() - start))
    return found


def graph_milliseconds(files: Sequence[AnalyzedFile]) -> list[float]:
    """Of making each file's graph."""
    found = []
    for file in files:
        start = time.perf_counter()
        extract(file.document)
        found.append(1_000 * (time.perf_counter() - start))
    return found


def row(name: str, times: Sequence[float]) -> str:
    """Median, ninth decile, longest."""
    ordered = sorted(times)
    ninth = ordered[min(len(ordered) - 1, 9 * len(ordered) // 10)]
    return f"  {name:24}{statistics.median(ordered):10.1f}{ninth:10.1f}{ordered[-1]:10.1f}"


def measure(project: Path, count: int, seed: int) -> tuple[int, list[float]]:
    """How many files a project has, and what those that were drawn cost with it; printed beside the rest."""
    paths = [Path(path) for path in sorted(find_python_files([project]))]
    files = read_all(random.Random(seed).sample(paths, min(count, len(paths))), project)
    joined = milliseconds(StaticRecommender(project, importers_of(project, paths)), files)
    print(f"{project.name}: {len(files)} of {len(paths)} files\n  {'ms':24}{'median':>10}{'90 %':>10}{'longest':>10}")
    print(row("graph", graph_milliseconds(files)))
    print(row("static, alone", milliseconds(StaticRecommender(), files)))
    print(row("static, with the project", joined), flush=True)
    return len(paths), joined


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The slope of the least-squares line through the logarithms."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(each) for each in times]).slope


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=Path, nargs="+")
    parser.add_argument("--files", type=int, default=60, help="that are asked of each project")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    measured = [measure(project.resolve(), options.files, options.seed) for project in options.projects]
    if len(measured) > 1:
        sizes = [size for size, _ in measured]
        for name, middle in (("median", statistics.median), ("mean", statistics.mean)):
            slope = exponent(sizes, [middle(each) for _, each in measured])
            print(f"exponent of a file's {name} cost by the project's size: {slope:.2f}")


if __name__ == "__main__":
    main()
