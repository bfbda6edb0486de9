"""Predict the annotated symbols of a project's files under each condition, file by file, resuming an interrupted run.

A file is measured under all conditions before the next one is begun, so that the conditions can always be compared.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus.annotation_types import TypeLattice
from typilus.config import find_root
from typilus.counting import counted
from typilus.lab.experiments.joined import FAILED, FileRecord, JoinedSettings, ProjectSession, ProjectTruths
from typilus.lab.experiments.joined.project_copies import ProjectCopies, copy_project, paths_below
from typilus.lab.experiments.network.experiment_log import resume_log

if TYPE_CHECKING:
    from typilus.prediction import Predictor

__all__ = ["CONDITIONS", "OwnMeasurement", "OwnSettings", "run_own_experiment"]

CONDITIONS = ("with the project's other files", "the same, bare", "the file alone", "never annotated")
_KEPT_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """The settings of the experiment.

    Attributes:
        files: Maximum number of files with annotated symbols.
        symbols_per_file: Maximum number of symbols drawn from each, as in the published numbers.
        seed: Seed of files and symbols.
    """

    files: int = 50
    symbols_per_file: int = 40
    seed: int = 0


@dataclass(frozen=True, slots=True)
class OwnMeasurement:
    """The records of the measured files.

    Attributes:
        project: Root of the project.
        files: Records of the measured files by condition, in the same order.
        originals: Original file of each path.
        lattice: The project's classes and their bases.
    """

    project: Path
    files: Mapping[str, tuple[FileRecord, ...]]
    originals: Mapping[str, Path]
    lattice: TypeLattice


def run_own_experiment(
    predictor: Predictor, named: Path, settings: OwnSettings, log: Path, announce: Callable[[str], None]
) -> OwnMeasurement:
    """Measure the files of a project, drawn in an order that stays the same, until there are enough.

    Args:
        predictor: Model to test.
        named: File or folder whose files are measured; the rest of its project is read as well.
        settings: Settings of the experiment.
        log: File of JSON Lines, one per source file; source files that it already holds are skipped.
        announce: Callback for progress messages.

    Raises:
        CorpusError: There is no Python file, or the log is of another experiment or of other code.
    """
    root = find_root(named)
    with tempfile.TemporaryDirectory() as temporary:
        announce(f"reading {root}")
        copies = copy_project(root, Path(temporary))
        title = {
            "experiment": "project", "model": predictor.fingerprint, "code": copies.digest,
            "symbols_per_file": settings.symbols_per_file, "seed": settings.seed,
        }  # fmt: skip
        done = {entry["path"]: _decoded(entry) for entry in resume_log(log, title, dict)}
        sessions, lattice = _sessions(predictor, root.name, copies, settings)
        drawn = sorted(paths_below(copies, [named]))
        random.Random(settings.seed).shuffle(drawn)
        measured: list[dict[str, FileRecord]] = []
        with log.open("a", encoding="utf-8") as lines:
            for path in drawn:
                if len(measured) == settings.files:
                    break
                records = done.get(path)
                if records is None:
                    records = _measure(sessions, path)
                    entry = {"path": path, "records": {name: record.to_json() for name, record in records.items()}}
                    lines.write(json.dumps(entry) + "\n")
                    lines.flush()
                for reason in filter(None, (record.left_out for record in records.values())):
                    if reason.startswith(FAILED):
                        announce(f"{path} is left out: {reason}")
                if all(record.left_out is None for record in records.values()) and records:
                    measured.append(records)
                    symbols = len(records[CONDITIONS[0]].symbols)
                    most = min(settings.files, len(drawn))
                    announce(
                        f"{len(measured)} of at most {counted(most, 'file')}: {path}: {counted(symbols, 'symbol')}"
                    )
    files = {name: tuple(records[name] for records in measured) for name in CONDITIONS}
    return OwnMeasurement(root, files, copies.originals, lattice)


def _sessions(
    predictor: Predictor, name: str, copies: ProjectCopies, settings: OwnSettings
) -> tuple[dict[str, ProjectSession], TypeLattice]:
    truths = ProjectTruths(name, copies.annotated)
    annotated = predictor.load_project(copies.annotated)
    erased = predictor.load_project(copies.erased)
    kept = JoinedSettings(symbols_per_file=settings.symbols_per_file, seed=settings.seed)
    bare = replace(kept, imports="bare")
    # A file alone seems to lie where no other file is annotated, whatever looks at its surroundings.
    sessions = (
        ProjectSession(predictor, truths, kept, annotated, copies.annotated),
        ProjectSession(predictor, truths, bare, annotated, copies.annotated),
        ProjectSession(predictor, truths, kept, None, copies.erased),
        ProjectSession(predictor, truths, bare, erased, copies.erased),
    )
    return dict(zip(CONDITIONS, sessions, strict=True)), TypeLattice(annotated.hierarchy())


def _measure(sessions: Mapping[str, ProjectSession], path: str) -> dict[str, FileRecord]:
    """The records of one file by condition, the first alone if nothing in it can be measured."""
    records: dict[str, FileRecord] = {}
    for name, session in sessions.items():
        records[name] = _without_reasons(session.measure(path))
        if records[name].left_out is not None:
            break
    return records


def _without_reasons(record: FileRecord) -> FileRecord:
    """Return a record of what the rates need: a few candidates of each symbol."""
    symbols = (
        replace(symbol, ranked=symbol.ranked[:_KEPT_CANDIDATES], voices=(), rejected=(), facts={})
        for symbol in record.symbols
    )
    return replace(record, symbols=tuple(symbols))


def _decoded(entry: Mapping[str, Any]) -> dict[str, FileRecord]:
    return {name: FileRecord.from_json(plain) for name, plain in entry["records"].items()}
