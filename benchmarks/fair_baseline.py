"""What it changes that types answer only for errors that `Any` in their place does not show: kept, and let through.

    python -m benchmarks.fair_baseline PROJECT... [--checkers ty mypy] [--planted 300]

For each project and checker: how many of the annotations that would be written without a checker stand by the strict
rule (no error that the file did not have) and by the fair one (none that the file with `Any` in all slots does not
have either). Then wrong types are planted: each in the place of a predicted type, one at a time, made by the rules of
`benchmarks.planting`. Told is how many the checker lets pass by each rule; the fair rule should let pass no more,
except where the strict rule met the wrong type by chance, with an error that any annotation brings to light.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.planting import wrong_types
from graph_extraction import Symbol
from typilus.annotating import AnnotateSettings, FileAnnotator
from typilus.annotation_types import TypeLattice, parse_type
from typilus.api import load
from typilus.checking.checker import TypeChecker
from typilus.checking.new_errors import ErrorChange, error_change
from typilus.checking.project import CheckedProject
from typilus.checking.running import RunLimits
from typilus.checking.selection import CHECKERS, choose_checker
from typilus.errors import TypilusError
from typilus.prediction.filtering import control_edits, writable
from typilus.prediction.project import ProjectMarkers
from typilus.prediction.reading import module_of
from typilus.prediction.values import FilePrediction
from typilus.rewriting import AnnotationEdit, RewriteOptions, SourceAnnotator
from typilus.rewriting.importable import ImportableNames

LIMITS = RunLimits(seconds=300.0)


@dataclass(frozen=True)
class Kept:
    """Annotations without a checker, by the strict and by the fair rule, and runs of the checker for either."""

    unjudged: int
    strict: int
    fair: int
    strict_runs: int
    fair_runs: int
    hidden: int


@dataclass(frozen=True)
class WrongType:
    """A symbol of a file, and a type that it does not have."""

    path: str
    symbol: Symbol
    type: str


@dataclass(frozen=True)
class LetThrough:
    """Wrong types that were tried, and those that pass by each rule."""

    tried: int
    strict: int
    fair: int
    more: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="+", type=Path)
    parser.add_argument("--checkers", nargs="+", default=list(CHECKERS), choices=list(CHECKERS))
    parser.add_argument("--min-confidence", type=float, default=0.8)
    parser.add_argument("--planted", type=int, default=300, help="wrong types, a project")
    options = parser.parse_args()
    predictor = load()
    table = Table()
    for column in ("project", "checker", "unjudged", "strict", "fair", "hidden", "runs", "wrong", "pass", "pass fair"):
        table.add_column(column, justify="right")
    for root in options.projects:
        markers = predictor.load_project(root)
        predictions = [
            prediction
            for prediction in predictor.predict_paths([root], project=markers, min_confidence=options.min_confidence)
            if prediction.error is None
        ]
        wrong = planted(root, predictions, markers, options.planted)
        for name in options.checkers:
            kept, passing = measure_kept(root, name, predictions), measure_wrong(root, name, predictions, wrong)
            runs = f"{kept.strict_runs}, {kept.fair_runs}"
            counts = (kept.unjudged, kept.strict, kept.fair, kept.hidden, runs, passing.tried, passing.strict)
            table.add_row(root.name, name, *map(str, counts), str(passing.fair))
            Console().print(table)
            print("\n".join(passing.more), flush=True)


def measure_kept(root: Path, checker: str, predictions: Sequence[FilePrediction]) -> Kept:
    """Annotate every file three times; nothing is written."""
    settings = AnnotateSettings(root, None, rewrite=_rewriting(root), limits=LIMITS)
    rules = (settings, replace(settings, checker=checker, no_new_errors=True), replace(settings, checker=checker))
    written, runs, hidden = [0, 0, 0], [0, 0, 0], 0
    for number, rule in enumerate(rules):
        with FileAnnotator(rule) as annotator:
            for file in map(annotator.annotate, predictions):
                written[number] += len(file.written)
                runs[number] += file.check.runs if file.check else 0
                hidden += file.check.hidden if file.check else 0
    return Kept(written[0], written[1], written[2], runs[1], runs[2], hidden)


def planted(root: Path, predictions: Sequence[FilePrediction], markers: ProjectMarkers, count: int) -> list[WrongType]:
    """Wrong types for symbols that may be annotated, drawn among all of a project."""
    found = [
        (prediction.path, symbol.symbol, parse_type(symbol.best.type))
        for prediction, annotator in _readable(root, predictions)
        for symbol in writable(prediction, annotator)
        if symbol.best is not None
    ]
    drawn = random.Random(0).sample(found, len(found))
    types = wrong_types([(symbol, was) for _, symbol, was in drawn], markers, TypeLattice(markers.hierarchy()), 0)
    wrong = [
        WrongType(path, symbol, str(now))
        for (path, symbol, _), now in zip(drawn, types, strict=True)
        if now is not None
    ]
    return wrong[:count]


def measure_wrong(
    root: Path, name: str, predictions: Sequence[FilePrediction], planted_types: Sequence[WrongType]
) -> LetThrough:
    """Try each wrong type alone, with the file as it is and with `Any` in all of its slots as measures."""
    checker = choose_checker(name, root, LIMITS).checker
    tried, strict, fair, more = 0, 0, 0, []
    with CheckedProject(root) as project:
        for prediction, annotator in _readable(root, predictions):
            wrong = [each for each in planted_types if each.path == prediction.path]
            changes = _changes(checker, project, prediction, annotator, wrong) if wrong else iter(())
            control = next(changes, None)
            if control is None:
                continue
            for each, change in zip(wrong, changes, strict=False):
                passes, passes_fairly = not change.added, not change.held_against(control)[0]
                tried, strict, fair = tried + 1, strict + passes, fair + passes_fairly
                if passes_fairly and not passes:
                    errors = "; ".join(error.message.partition("\n")[0] for error, _ in change.added)
                    more.append(f"{each.path}:{each.symbol.line} {each.symbol.name}: {each.type}: {errors}")
    return LetThrough(tried, strict, fair, tuple(more))


def _changes(
    checker: TypeChecker,
    project: CheckedProject,
    prediction: FilePrediction,
    annotator: SourceAnnotator,
    wrong: Sequence[WrongType],
) -> Iterator[ErrorChange]:
    """How the file's errors change by `Any` in every slot, and then by each wrong type that can be written."""
    path, text = Path(prediction.path).absolute(), annotator.source.text
    others = {other: other.read_text(encoding="utf-8", errors="replace") for other in project.dependents(path)}
    if not checker.checks_dependents:
        others = {}
    before = checker.check(project, {path: text, **others})
    name = project.relative(path)
    drafts = [[AnnotationEdit.for_symbol(each.symbol, each.type)] for each in wrong]
    slots = [each.symbol for each in writable(prediction, annotator) if each.candidates]
    for edits in (control_edits(slots), *drafts):
        after = annotator.draft(edits).text
        outcome = checker.check(project, {path: after, **others})
        yield error_change(before.diagnostics, outcome.diagnostics, {name: text}, {name: after}, checker.concern)


def _readable(root: Path, predictions: Sequence[FilePrediction]) -> Iterator[tuple[FilePrediction, SourceAnnotator]]:
    for prediction in predictions:
        path = Path(prediction.path)
        module = module_of(prediction.path, root)
        options = replace(_rewriting(root), module=module, is_package=path.stem == "__init__")
        try:
            yield prediction, SourceAnnotator(path.read_bytes(), options, prediction.path)
        except TypilusError:
            continue


def _rewriting(root: Path) -> RewriteOptions:
    # A planted type may be as large as it likes.
    return RewriteOptions(importable=ImportableNames.of_project(root), union_size=10, nesting=6)


if __name__ == "__main__":
    main()
