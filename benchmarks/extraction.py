"""Extraction beside `ast.parse` plus `tokenize` of the same files in the same run, and its growth with file size.

    python -m benchmarks.extraction [--files 300] [FILE_OR_FOLDER...]

The first table is processor time, one file after the other, so that other load on the machine falls on both sides;
"extraction" goes from the text of a file to its frozen graph, parsing included. The second is one file made of more and
more modules of the standard library: with linear growth, time per line stays what it is.
"""

from __future__ import annotations

import argparse
import ast
import io
import math
import sysconfig
import time
import tokenize
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from graph_extraction import PASSES, EdgeSink, SourceError, extract, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.syntax.recording import read_syntax

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)


def parse_and_tokenize(text: str) -> None:
    """What any tool that reads Python has to spend."""
    ast.parse(text)
    for _ in tokenize.generate_tokens(io.StringIO(text).readline):
        pass


def parse_and_extract(text: str) -> None:
    """What this package spends."""
    extract(parse_source(text))


def seconds(work: Callable[[str], None], text: str, repeats: int = 3) -> float:
    """Processor time, the least of some runs."""
    best = math.inf
    for _ in range(repeats):
        begin = time.process_time()
        work(text)
        best = min(best, time.process_time() - begin)
    return best


def readable_texts(paths: list[Path]) -> Iterator[str]:
    """Texts of the files that both sides can read."""
    for path in paths:
        try:
            text = path.read_text("utf-8")
            ast.parse(text)
            parse_source(text)
        except (OSError, UnicodeError, SyntaxError, ValueError, RecursionError, SourceError):
            continue
        yield text


def compare(texts: list[str]) -> None:
    """Print the ratio and where the time goes."""
    rows = [(seconds(parse_and_tokenize, text), seconds(parse_and_extract, text)) for text in texts]
    base, ours = (sum(column) for column in zip(*rows, strict=True))
    ratios = sorted(own / peer for peer, own in rows if peer > 0.001)
    nodes = lines = 0
    steps: dict[str, float] = {}

    def clock(name: str, begin: float) -> None:
        steps[name] = steps.get(name, 0.0) + time.process_time() - begin

    for text in texts:
        begin = time.process_time()
        source = parse_source(text)
        clock("parse", begin)
        begin = time.process_time()
        builder = GraphBuilder(source)
        clock("scan", begin)
        begin = time.process_time()
        syntax = read_syntax(builder)
        clock("sweep", begin)
        edges = {step.edge.type: EdgeSink(builder.vocabulary_node) for step in PASSES}
        for step in PASSES:
            begin = time.process_time()
            step.run(syntax, edges[step.edge.type])
            clock(type(step).__name__, begin)
        begin = time.process_time()
        nodes += builder.freeze(edges).num_nodes
        clock("freeze", begin)
        lines += text.count("\n")
    print(f"{len(texts)} files, {lines:,} lines, {nodes:,} nodes")
    print(f"ast.parse + tokenize  {base:7.2f} s")
    print(f"extraction            {ours:7.2f} s   ratio {ours / base:.2f}", end="")
    print(f"   (by file: median {ratios[len(ratios) // 2]:.2f}, worst {ratios[-1]:.2f})" if ratios else "")
    print(f"{nodes / ours:,.0f} nodes/s, {lines / ours:,.0f} lines/s; shares, with the garbage collector at work:")
    total = sum(steps.values())
    print("  " + ", ".join(f"{name} {spent / total:.0%}" for name, spent in steps.items()))


def grow(texts: list[str]) -> None:
    """Print the time per line of ever larger files, and the exponent of the growth."""
    lines_of_all = "\n".join(texts).split("\n")
    lines_of_all *= 1 + 2 * SIZES[-1] // len(lines_of_all)
    measured: list[tuple[int, float]] = []
    print("\n  lines   seconds   µs/line")
    for size in SIZES:
        text = _whole_statements(lines_of_all, size)
        if text is None:
            break
        spent = seconds(parse_and_extract, text)
        lines = text.count("\n")
        measured.append((lines, spent))
        print(f"{lines:7,} {spent:9.3f} {spent / lines * 1e6:9.1f}")
    if len(measured) > 1:
        (first_size, first), (last_size, last) = measured[0], measured[-1]
        print(f"time grows with size to the power {math.log(last / first) / math.log(last_size / first_size):.2f}")


def _whole_statements(lines: list[str], size: int) -> str | None:
    """The first lines of a text that parse, about so many."""
    for end in range(size, min(len(lines), size + 2_000)):
        if lines[end][:1].isalpha() and lines[end - 1] == "":
            text = "\n".join(lines[:end])
            try:
                ast.parse(text)
            except SyntaxError:
                continue
            return text
    return None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(sysconfig.get_path("stdlib"))])
    parser.add_argument("--files", type=int, default=300, help="so many files, evenly spread")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    paths: list[Path] = []
    for path in options.paths:
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        paths += [file for file in found if "site-packages" not in file.relative_to(path).parts]
    texts = list(readable_texts(paths[:: max(1, len(paths) // options.files)]))
    compare(texts)
    grow(texts)


if __name__ == "__main__":
    main()
