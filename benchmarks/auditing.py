"""How good `typilus audit` is at finding planted errors: `python -m benchmarks.auditing SOURCES --side validation`.

SOURCES is the folder of unpacked packages that `typilus corpus build` makes; the manifest says which of them are on
which side. Of each project a copy gets wrong annotations (see planting.py) in some of its files; these are audited with
the model's own map and the project's markers, the wrong ones among them. A finding where nothing was planted counts as
false, though the annotation there may be wrong in truth. Precision depends on how many annotations are wrong; the
false findings among 1,000 annotated symbols do not.

The default threshold is the least in the table at which fewer than one in 1,000 right annotations is accused on the
validation side, without a checker. `--out` keeps every finding for reading.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.planting import LESSER_RULES, RULES, Planted, plant
from graph_extraction.graph import Symbol
from typilus.annotation_types import TypeLattice
from typilus.api import load
from typilus.auditing.checked import FindingsFilter
from typilus.auditing.disagreement_finder import DEFAULT_CONFIDENCE, MAX_AGREEING, DisagreementFinder
from typilus.auditing.file_audit import Finding
from typilus.checking.checker_choice import choose_checker
from typilus.checking.project import CheckedProject
from typilus.lab.corpus.corpus_manifest import load_manifest
from typilus.prediction.file_prediction import document_of
from typilus.prediction.predictor import Predictor
from typilus.project.reading import module_of, names_of
from typilus.semantics import semantics_of

THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)
CHECKED_FROM = 0.7
"""What is less probable is not shown to a checker: it would cost runs and no threshold is that low."""
AGREEING = (0, MAX_AGREEING, 2, 5, 10**6)
"""How many markers may agree with the annotation; the last: any number."""


@dataclass
class Tally:
    """What was found in all projects together.

    Attributes:
        annotated: annotated symbols that were looked at.
        planted: every wrong one.
        found: by way of auditing, the findings and what was planted there, if anything.
        runs: by checker, how often it was run.
    """

    annotated: int = 0
    planted: list[Planted] = field(default_factory=list)
    found: dict[str, list[tuple[str, Finding, Planted | None]]] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)

    @property
    def main(self) -> int:
        """How many of the planted types are different from what was there."""
        return sum(each.rule in RULES for each in self.planted)


def audit_project(source: Path, copy: Path, predictor: Predictor, options: argparse.Namespace, tally: Tally) -> None:
    """Plant errors in a copy of a project and look for them."""
    shutil.copytree(source, copy)
    markers = predictor.load_project(copy)
    files, planted = plant(
        copy, markers, TypeLattice(markers.hierarchy()), files=options.files, share=options.share, seed=options.seed
    )
    tally.planted += planted
    wrong = {(each.path, each.kind, each.scope, each.name): each for each in planted}
    markers = predictor.load_project(copy)
    classes = markers.hierarchy()

    def note(way: str, path: str, findings: Sequence[Finding]) -> None:
        for each in findings:
            tally.found.setdefault(way, []).append((path, each, wrong.get((path, *_key(each.symbol)))))

    with ExitStack() as stack:
        project = stack.enter_context(CheckedProject(copy))
        filters = {name: FindingsFilter(choose_checker(name, copy).checker, project) for name in options.checker}
        for prediction in map(predictor.file_examiner(markers, evidence=50), files):
            tally.annotated += len(prediction)
            if prediction.error is not None:
                continue
            parsed = document_of(prediction)
            names = names_of(parsed, module_of(prediction.path, copy))
            for most in AGREEING:
                finder = DisagreementFinder(classes, markers.exports, min(THRESHOLDS), True, most)
                findings = finder.findings(prediction, semantics_of(parsed), names)
                note(f"{most} may agree", prediction.path, findings)
                if most == MAX_AGREEING:
                    for name, judge in filters.items():
                        different = [
                            each
                            for each in findings
                            if each.kind.value == "different" and each.confidence >= CHECKED_FROM
                        ]
                        kept, runs = judge.kept(parsed, different) if different else ([], 0)
                        note(name, prediction.path, kept)
                        tally.runs[name] = tally.runs.get(name, 0) + runs


def _key(symbol: Symbol) -> tuple[Any, str, str]:
    return symbol.kind, symbol.scope, symbol.name


def curve(tally: Tally, way: str) -> Iterator[dict[str, float]]:
    """Precision and recall of the findings of kind "different" by threshold."""
    clean = tally.annotated - len(tally.planted)
    for threshold in THRESHOLDS:
        if way in tally.runs and threshold < CHECKED_FROM:
            continue
        rows = [
            wrong
            for _, finding, wrong in tally.found.get(way, [])
            if finding.kind.value == "different" and finding.confidence >= threshold
        ]
        true = sum(wrong is not None and wrong.rule in RULES for wrong in rows)
        false = sum(wrong is None for wrong in rows)
        yield {
            "threshold": threshold,
            "true": true,
            "false": false,
            "precision": true / max(1, true + false),
            "recall": true / max(1, tally.main),
            "false_per_1000": 1000 * false / max(1, clean),
        }


def by_rule(tally: Tally, way: str) -> Iterator[dict[str, Any]]:
    """Of what each rule planted, how much is found at the default threshold, and shown by default."""
    for rule in (*RULES, *LESSER_RULES):
        rows = [
            finding
            for _, finding, wrong in tally.found.get(way, [])
            if wrong is not None and wrong.rule == rule and finding.confidence >= DEFAULT_CONFIDENCE
        ]
        yield {
            "rule": rule,
            "planted": sum(each.rule == rule for each in tally.planted),
            "found": len(rows),
            "shown": sum(finding.kind.value == "different" for finding in rows),
        }


def report(tally: Tally) -> dict[str, Any]:
    """Everything that is printed, as plain values."""
    return {
        "annotated": tally.annotated,
        "planted": len(tally.planted),
        "planted_different": tally.main,
        "curves": {way: list(curve(tally, way)) for way in tally.found},
        "rules": list(by_rule(tally, f"{MAX_AGREEING} may agree")),
        "runs": tally.runs,
    }


def show(result: dict[str, Any]) -> None:
    """Tables of a report."""
    print(
        f"{result['annotated']} annotations, {result['planted']} wrong, {result['planted_different']} of them different"
    )
    for way, rows in result["curves"].items():
        print(f"\n{way}\nthreshold  true  false  precision  recall  false in 1,000")
        for row in rows:
            counts = f"{row['threshold']:9}  {row['true']:4}  {row['false']:5}"
            print(f"{counts}  {row['precision']:9.1%}  {row['recall']:6.1%}  {row['false_per_1000']:14.2f}")
    print(f"\nby rule, at {DEFAULT_CONFIDENCE}: planted, found with --all, shown by default")
    for row in result["rules"]:
        print(f"{row['planted']:5} {row['found']:5} {row['shown']:5}  {row['rule']}")
    print(f"\nruns of the checker: {result['runs']}")


def main() -> None:
    """Plant, audit, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--side", choices=("validation", "test"), default="validation")
    parser.add_argument("--checker", action="append", default=[])
    parser.add_argument("--files", type=int, default=60, help="at most so many of a project")
    parser.add_argument("--share", type=float, default=0.05, help="of their annotations, made wrong")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    predictor, tally = load(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        for package in load_manifest().packages:
            if package.split == options.side:
                name = f"{package.name}-{package.version}"
                audit_project(options.sources / name, Path(folder, package.name), predictor, options, tally)
                print(f"{name}: {tally.annotated} annotations, {len(tally.planted)} planted", flush=True)
    result = report(tally)
    show(result)
    if options.out is not None:
        found = {
            way: [
                {"path": path, **finding.to_dict(), "planted": wrong and asdict(wrong)} for path, finding, wrong in rows
            ]
            for way, rows in tally.found.items()
        }
        options.out.write_text(json.dumps({**result, "found": found}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
