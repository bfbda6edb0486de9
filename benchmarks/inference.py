"""Static inference: milliseconds a file, and how its cost grows with the project.

    python -m benchmarks.inference PROJECT [--files 40] [--sizes 10 20 40 80]

A file alone: each of a sample by itself, as `typilus predict` asks; stubs are read before. Growth: so many files of the
project are put into one graph and solved together, with every call between them; the exponent of seconds over nodes is
fitted to the sizes (1 is linear).
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph_extraction import SourceError, extract, read_source
from typilus.annotation_types import module_name
from typilus.static_inference.definitions.modules import read_module
from typilus.static_inference.inference import StaticInference

ENDLESS = 10**9


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, help="the folder that its modules' names start from")
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 20, 40, 80, 160])
    options = parser.parse_args()
    paths = sorted(options.project.rglob("*.py"))
    random.Random(0).shuffle(paths)
    alone = [each for path in paths[: options.files] if (each := seconds_alone(path)) is not None]
    table = Table(title=f"{len(alone)} files, each alone")
    for column in ("median ms", "90 % below", "longest"):
        table.add_column(column, justify="right")
    ordered = sorted(alone)
    table.add_row(
        *(f"{1000 * each:.0f}" for each in (statistics.median(alone), ordered[int(0.9 * len(alone))], ordered[-1]))
    )
    Console().print(table)
    grown = [(size, *together(options.project, paths[:size])) for size in options.sizes if size <= len(paths)]
    table = Table(title=f"files together; exponent {exponent([(nodes, seconds) for _, nodes, seconds in grown]):.2f}")
    for column in ("files", "nodes", "seconds", "µs a node"):
        table.add_column(column, justify="right")
    for size, nodes, seconds in grown:
        table.add_row(str(size), f"{nodes:,}", f"{seconds:.2f}", f"{1e6 * seconds / nodes:.0f}")
    Console().print(table)


def seconds_alone(path: Path) -> float | None:
    """The second of two times, when the stubs are known; None for a file that cannot be read."""
    try:
        source = read_source(path)
        symbols = extract(source).symbols
    except SourceError:
        return None
    StaticInference().infer(source, "", symbols)
    start = time.process_time()
    StaticInference().infer(source, "", symbols)
    return time.process_time() - start


def together(root: Path, paths: Sequence[Path]) -> tuple[int, float]:
    """Nodes of the graph of all files, and seconds to build and solve it."""
    modules = [read for path in paths if (read := read_module(path, module_name(path, root))) is not None]
    inference = StaticInference()
    inference.program.most_nodes = ENDLESS
    for module in modules:
        inference.modules.add(module)
    start = time.process_time()
    for module in modules:
        inference.program.build(module)
    inference.solver.run()
    return len(inference.program.graph.nodes), time.process_time() - start


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of a line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


if __name__ == "__main__":
    main()
