"""What it changes that types answer only for errors that `Any` in their place does not show: kept, and let through.

    python -m benchmarks.fair_baseline PROJECT... --out FOLDER [--checkers ty mypy] [--planted 300] [--seconds 240]

For each project and checker: how many of the annotations that would be written without a checker stand by the strict
rule (no error that the file did not have) and by the fair one (none that the file with `Any` in all slots does not
have either). Then wrong types are planted: each in the place of a predicted type, one at a time, made by the rules of
`benchmarks.planting`. Told is how many the checker lets pass by each rule. The fair rule should let pass no more but
*by chance*: where the strict rule throws out the predicted type, too, with an error on the same line and of the same
code, it does not tell wrong from right.

What is known of a file by a checker is a line of `FOLDER/results.jsonl`; the same command goes on with the files that
are missing there, in a random order that is always the same, so that any part of them is a sample. Predictions are
made once and kept beside it. The table counts what is known so far.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.planting import wrong_types
from graph_extraction import Symbol, SymbolKind, parse_source
from typilus.annotating import AnnotatedFile, AnnotateSettings, FileAnnotator
from typilus.annotation_types import TypeLattice, parse_type
from typilus.api import load
from typilus.checking.checker import TypeChecker
from typilus.checking.checker_choice import CHECKERS, choose_checker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.judging import CheckerSession, RenderedText
from typilus.checking.limited_commands import RunLimits
from typilus.checking.new_errors import ErrorChange
from typilus.checking.project import CheckedProject
from typilus.errors import TypilusError
from typilus.judging.filtering import control_texts, writable
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.project.importable import ImportableNames
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import module_of
from typilus.rewriting import AnnotationEdit, RewriteOptions, SourceAnnotator

LIMITS = RunLimits(seconds=300.0)
_COUNTED = {
    "unjudged": "unjudged",
    "strict": "strict",
    "fair": "fair",
    "hidden": "hidden",
    "wrong": "wrong",
    "strict_passes": "pass",
    "fair_passes": "pass fair",
    "chance": "by chance",
}
"""Fields of `FileResult` that are added up, and the columns that show them."""


@dataclass(frozen=True)
class FileResult:
    """What is known of one file by one checker.

    Attributes:
        project, checker, path: which; the path as it is predicted.
        unjudged: annotations that would be written without a checker.
        strict, fair: how many of them are kept by each rule.
        strict_runs, fair_runs: of the checker.
        hidden: errors that the annotations kept by the fair rule bring to light.
        rejected: by the fair rule, each symbol and the reason.
        wrong, strict_passes, fair_passes: wrong types that were tried, and those that pass by each rule.
        more: those that only the fair rule lets pass, and the strict rule's errors.
        chance: how many of them the strict rule met by chance: it throws out the predicted type likewise.
        fewer: those that only the strict rule lets pass.
        error: why the file was not judged by a checker.
    """

    project: str
    checker: str
    path: str
    unjudged: int = 0
    strict: int = 0
    fair: int = 0
    strict_runs: int = 0
    fair_runs: int = 0
    hidden: int = 0
    rejected: tuple[str, ...] = ()
    wrong: int = 0
    strict_passes: int = 0
    fair_passes: int = 0
    more: tuple[str, ...] = ()
    chance: int = 0
    fewer: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class WrongType:
    """A symbol of a file, and a type that it does not have."""

    path: str
    symbol: Symbol
    type: str


@dataclass(frozen=True)
class Prepared:
    """The predictions for a project's files, in a random order, and the wrong types planted there."""

    predictions: list[FilePrediction]
    wrong: list[WrongType]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the results")
    parser.add_argument("--checkers", nargs="+", default=list(CHECKERS), choices=list(CHECKERS))
    parser.add_argument("--min-confidence", type=float, default=0.8)
    parser.add_argument("--planted", type=int, default=300, help="wrong types, a project")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no file after so long")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    results = options.out / "results.jsonl"
    done = read_results(results)
    end = time.monotonic() + options.seconds
    for root in options.projects:
        prepared = prepare(root, options)
        for name in options.checkers:
            known = {each.path for each in done if (each.project, each.checker) == (root.name, name)}
            missing = [each for each in prepared.predictions if each.path not in known]
            for result in measure(root, name, missing, prepared.wrong, end):
                with results.open("a", encoding="utf-8") as lines:
                    lines.write(f"{json.dumps(asdict(result))}\n")
                done.append(result)
    show(done)


def read_results(path: Path) -> list[FileResult]:
    if not path.exists():
        return []
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [FileResult(**_with_tuples(line)) for line in lines]


def _with_tuples(line: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in line.items()}


def prepare(root: Path, options: argparse.Namespace) -> Prepared:
    """Predict the types of a project, or take what an earlier part has predicted."""
    kept: Path = options.out / f"{root.name}.json"
    if kept.exists():
        return read_prepared(json.loads(kept.read_text(encoding="utf-8")))
    predictor = load()
    markers = predictor.load_project(root)
    predicted = predictor.predict_paths([root], project=markers, min_confidence=options.min_confidence)
    predictions = [prediction for prediction in predicted if prediction.error is None]
    random.Random(0).shuffle(predictions)
    prepared = Prepared(predictions, planted(root, predictions, markers, options.planted))
    kept.write_text(json.dumps(asdict(prepared), default=lambda kind: kind.value), encoding="utf-8")
    return prepared


def read_prepared(plain: dict[str, Any]) -> Prepared:
    """The predictions, without evidence and reasons, which no annotation needs."""

    def candidates(symbol: dict[str, Any]) -> tuple[TypeCandidate, ...]:
        fields = ("type", "text", "probability", "source", "reassigned")
        return tuple(TypeCandidate(**{name: each[name] for name in fields}) for each in symbol["candidates"])

    def symbols(prediction: dict[str, Any]) -> tuple[TypePrediction, ...]:
        return tuple(
            TypePrediction(_symbol(each["symbol"]), each["existing"], each["skipped"], candidates(each))
            for each in prediction["symbols"]
        )

    return Prepared(
        [FilePrediction(each["path"], each["error"], symbols(each)) for each in plain["predictions"]],
        [WrongType(each["path"], _symbol(each["symbol"]), each["type"]) for each in plain["wrong"]],
    )


def _symbol(plain: dict[str, Any]) -> Symbol:
    return Symbol(**{**plain, "kind": SymbolKind(plain["kind"])})


def measure(
    root: Path, name: str, predictions: Sequence[FilePrediction], wrong: Sequence[WrongType], end: float
) -> Iterator[FileResult]:
    """Annotate each file without a checker and by each rule, and try its wrong types; nothing is written."""
    if not predictions or time.monotonic() >= end:
        return
    settings = AnnotateSettings(root, None, rewrite=_rewriting(root), limits=LIMITS)
    strict_rule, fair_rule = replace(settings, checker=name, no_new_errors=True), replace(settings, checker=name)
    checker = choose_checker(name, root, LIMITS).checker
    with (
        FileAnnotator(settings) as unjudged,
        FileAnnotator(strict_rule) as strict,
        FileAnnotator(fair_rule) as fair,
        CheckedProject(root) as project,
    ):
        for prediction in predictions:
            if time.monotonic() >= end:
                return
            result = FileResult(root.name, name, prediction.path, len(unjudged.annotate(prediction).written))
            result = _with_kept(result, strict.annotate(prediction), fair.annotate(prediction))
            if result.error is None:
                planted_here = [each for each in wrong if each.path == prediction.path]
                result = _with_wrong(result, root, project, checker, prediction, planted_here)
            yield result


def _with_kept(result: FileResult, strict: AnnotatedFile, fair: AnnotatedFile) -> FileResult:
    rejected = (
        f"{each.prediction.qualified_name} (line {each.prediction.symbol.line}): {each.reason}"
        for each in fair.symbols
        if each.reason is not None and " rejects " in each.reason
    )
    return replace(
        result,
        strict=len(strict.written),
        fair=len(fair.written),
        strict_runs=strict.check.runs if strict.check else 0,
        fair_runs=fair.check.runs if fair.check else 0,
        hidden=fair.check.hidden if fair.check else 0,
        rejected=tuple(rejected),
        error=strict.error or fair.error,
    )


def _with_wrong(
    result: FileResult,
    root: Path,
    project: CheckedProject,
    checker: TypeChecker,
    prediction: FilePrediction,
    wrong: Sequence[WrongType],
) -> FileResult:
    """Try each wrong type alone."""
    annotator = _annotator(root, prediction)
    if annotator is None or not wrong:
        return result
    passing: dict[tuple[bool, bool], list[str]] = {}
    chance = 0
    for each, outcome in zip(wrong, _outcomes(checker, project, prediction, annotator, wrong), strict=True):
        said = "; ".join(error.message.partition("\n")[0] for error in outcome.errors)
        by_chance = " (as with the predicted type)" if outcome.by_chance else ""
        line = f"line {each.symbol.line} {each.symbol.name}: {each.type}: {said}{by_chance}"
        passing.setdefault((not outcome.errors, not outcome.caused), []).append(line)
        chance += outcome.by_chance
    more, fewer = (tuple(passing.get(outcome, ())) for outcome in ((False, True), (True, False)))
    both = len(passing.get((True, True), ()))
    return replace(
        result,
        wrong=len(wrong),
        strict_passes=both + len(fewer),
        fair_passes=both + len(more),
        more=more,
        chance=chance,
        fewer=fewer,
    )


def show(results: Iterable[FileResult]) -> None:
    """One row for each project and checker; then the wrong types that only the fair rule lets pass."""
    table = Table()
    for column in ("project", "checker", "files", "runs", *_COUNTED.values()):
        table.add_column(column, justify="right")
    rows: dict[tuple[str, str], list[FileResult]] = {}
    for each in results:
        rows.setdefault((each.project, each.checker), []).append(each)
    for (project, checker), files in rows.items():
        judged = [each for each in files if each.error is None]
        runs = ", ".join(str(sum(getattr(each, name) for each in judged)) for name in ("strict_runs", "fair_runs"))
        sums = (str(sum(getattr(each, name) for each in judged)) for name in _COUNTED)
        table.add_row(project, checker, f"{len(judged)}/{len(files)}", runs, *sums)
    Console(width=140).print(table)
    for each in (each for files in rows.values() for each in files):
        for line in (*each.more, *(() if each.error is None else (each.error,))):
            print(f"{each.checker} {each.path}: {line}")


def planted(root: Path, predictions: Sequence[FilePrediction], markers: ProjectMarkers, count: int) -> list[WrongType]:
    """Wrong types for symbols that may be annotated, drawn among all of a project."""
    found = [
        (prediction.path, symbol.symbol, parse_type(symbol.best.type))
        for prediction in predictions
        if (annotator := _annotator(root, prediction)) is not None
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


@dataclass(frozen=True)
class _Outcome:
    """The errors that come with a wrong type, those that the controls do not show, and whether only the fair rule lets
    it pass because the strict rule meets the predicted type likewise."""

    errors: list[Diagnostic]
    caused: list[Diagnostic]
    by_chance: bool = False


def _outcomes(
    checker: TypeChecker,
    project: CheckedProject,
    prediction: FilePrediction,
    annotator: SourceAnnotator,
    wrong: Sequence[WrongType],
) -> Iterator[_Outcome]:
    """What comes of each wrong type, judged as `CheckerSession` does."""
    path = Path(prediction.path).absolute()
    predicted = {each.symbol: each.best.type for each in writable(prediction, annotator) if each.best is not None}
    controls = control_texts(predicted, annotator)
    judge = CheckerSession(checker, project, path, annotator.source.text, lambda _: RenderedText(""), controls)
    for each in wrong:
        text = annotator.draft([AnnotationEdit.for_symbol(each.symbol, each.type)]).text
        planted_change = judge.change(text)
        if planted_change is None:
            failure = [Diagnostic(judge.path, 0, 0, "", "no verdict")]
            yield _Outcome(failure, failure)
            continue
        errors = [error for error, _ in planted_change.added]
        caused, _ = judge.errors_beyond_controls(planted_change, text)
        by_chance = False
        if errors and not caused:
            predicted_type = AnnotationEdit.for_symbol(each.symbol, predicted[each.symbol])
            right = judge.change(annotator.draft([predicted_type]).text)
            by_chance = right is not None and _places(planted_change) <= _places(right)
        yield _Outcome(errors, caused, by_chance)


def _places(change: ErrorChange) -> set[tuple[str, str, int | None]]:
    return {(error.path, error.code, line) for error, line in change.added}


def _annotator(root: Path, prediction: FilePrediction) -> SourceAnnotator | None:
    path = Path(prediction.path)
    module = module_of(prediction.path, root)
    options = replace(_rewriting(root), module=module, is_package=path.stem == "__init__")
    try:
        return SourceAnnotator(parse_source(path.read_bytes(), prediction.path), options)
    except TypilusError:
        return None


def _rewriting(root: Path) -> RewriteOptions:
    # A planted type may be as large as it likes.
    return RewriteOptions(importable=ImportableNames.of_project(root), union_size=10, nesting=6)


if __name__ == "__main__":
    main()
