"""Annotating real files with each checker: seconds, checker runs against one at a time, and whether all edits stand.

    python -m benchmarks.annotating PROJECT... [--checkers ty mypy] [--files 10] [--min-confidence 0]

Files of 250 to 350 lines are drawn from each project (a folder of Python files). Every symbol of theirs is annotated,
whether or not it has an annotation. A new copy of the project then judges the result once more, whole.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph_extraction.graph import SymbolKind
from typilus.annotating import AnnotatedFile, AnnotateSettings, FileAnnotator
from typilus.api import load
from typilus.checking.checker_choice import choose_checker
from typilus.checking.limited_commands import RunLimits
from typilus.checking.new_errors import new_errors
from typilus.checking.project import CheckedProject
from typilus.prediction.file_prediction import FilePrediction
from typilus.project.importable import ImportableNames
from typilus.rewriting import ExistingAnnotationPolicy, RewriteOptions

MIN_LINES, MAX_LINES = 250, 350
LIMITS = RunLimits(seconds=300.0)


@dataclass(frozen=True)
class Measured:
    """One file: seconds of the whole, of a bare run of the checker, runs, runs one at a time, edits, and how many
    files' results stand."""

    seconds: float
    bare: float
    runs: int
    one_at_a_time: int
    suggested: int
    standing: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="+", type=Path)
    parser.add_argument("--checkers", nargs="+", default=["ty", "pyrefly", "mypy", "pyright", "pytype"])
    parser.add_argument("--files", type=int, default=2, help="a project")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    options = parser.parse_args()
    predictor = load()
    drawn: list[tuple[Path, FilePrediction]] = []
    for root in options.projects:
        files = list(medium_files(root))
        chosen = random.Random(0).sample(files, min(options.files, len(files)))
        predicted = predictor.predict_paths(chosen, project=root, min_confidence=options.min_confidence)
        drawn.extend((root.resolve(), each) for each in predicted if each.error is None)
    table = Table(title=f"{len(drawn)} files of {MIN_LINES} to {MAX_LINES} lines")
    for column in ("checker", "files", "s a file", "s a bare run", "runs", "one at a time", "ratio", "edits", "stand"):
        table.add_column(column, justify="right")
    for name in options.checkers:
        measured = [each for root, prediction in drawn if (each := measure(name, root, prediction)) is not None]
        table.add_row(*row(name, measured))
        Console().print(table)


def medium_files(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*.py")):
        if MIN_LINES <= path.read_bytes().count(b"\n") <= MAX_LINES:
            yield str(path.resolve())


def measure(name: str, root: Path, prediction: FilePrediction) -> Measured | None:
    """None where the checker gives no verdict on the file as it is."""
    importable = ImportableNames.of_project(root)
    options = RewriteOptions(ExistingAnnotationPolicy.OVERWRITE, importable=importable)
    settings = AnnotateSettings(root, name, None, frozenset(SymbolKind), options, LIMITS)
    path = Path(prediction.path)
    with FileAnnotator(settings) as annotator, CheckedProject(root) as project:
        checker = choose_checker(name, root, LIMITS).checker
        before = path.read_text(encoding="utf-8")
        # The first run fills caches of the project; later ones are what users wait for.
        annotator.annotate(FilePrediction(prediction.path, None, ()))
        baseline = checker.check(project, {path: before})
        start = time.perf_counter()
        baseline = checker.check(project, {path: before})
        bare = time.perf_counter() - start
        start = time.perf_counter()
        file = annotator.annotate(prediction)
        seconds = time.perf_counter() - start
        if file.source is None or file.check is None or not baseline.status.is_verdict:
            return None
        after = file.source.after.decode(file.source.encoding)
        outcome = checker.check(project, {path: after})
        relative = project.relative(path)
        errors = new_errors(
            baseline.diagnostics, outcome.diagnostics, {relative: before}, {relative: after}, checker.concern
        )
        suggested = len(file.written)
        standing = suggested if outcome.status.is_verdict and not errors else 0
        return Measured(seconds, bare, file.check.runs, tried_alone(prediction, file), suggested, standing)


def tried_alone(prediction: FilePrediction, file: AnnotatedFile) -> int:
    """Runs if each symbol's candidates were tried one after the other until one stands, and one for the baseline.

    A symbol whose candidates were all rejected has had them all tried; those that were not judged count none.
    """
    runs = 1
    for before, after in zip(prediction, file.symbols, strict=True):
        types = [each.type for each in before.candidates]
        best = after.prediction.best
        if best is not None and best.checked == "passed":
            runs += types.index(best.type) + 1
        elif after.reason is not None and " rejects " in after.reason:
            runs += len(types)
    return runs


def row(name: str, measured: Sequence[Measured]) -> list[str]:
    if not measured:
        return [name, "0", *[""] * 7]
    runs, alone = sum(each.runs for each in measured), sum(each.one_at_a_time for each in measured)
    suggested, standing = sum(each.suggested for each in measured), sum(each.standing for each in measured)
    return [
        name,
        str(len(measured)),
        f"{statistics.median(each.seconds for each in measured):.2f}",
        f"{statistics.median(each.bare for each in measured):.2f}",
        str(runs),
        str(alone),
        f"{runs / alone:.2f}",
        str(suggested),
        f"{standing / max(suggested, 1):.1%}",
    ]


if __name__ == "__main__":
    main()
