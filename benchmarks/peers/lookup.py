"""The look-up of names, for the symbols of a measurement: labels of the corpus's training side and of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.peers.contract import SymbolKey
from typilus.lab.corpus.shards import read_shard
from typilus.lab.corpus.splits import Splits
from typilus.lab.experiments.network import Evidence, LookupBaseline, LookupSettings
from typilus.lab.experiments.network.symbol_table import KINDS, SymbolTable, SymbolTableBuilder
from typilus.project.labeled_file import LabeledFile

__all__ = ["FileKey", "lookup_answers"]

FileKey = tuple[str, str]
"""Project and path."""


def lookup_answers(corpus: Path, asked: Iterable[FileKey], with_project: bool) -> dict[FileKey, dict[SymbolKey, str]]:
    """The majority's type by name and kind, else by last word and kind, else by kind, for all symbols of some files.

    Args:
        corpus: its shards and its split by project.
        asked: files of projects that are not on the training side.
        with_project: whether the labels of a project's other files are known.
    """
    files = frozenset(asked)
    sides = Splits.load(corpus).sides
    projects = {project for project, _ in files}
    table = _table(corpus, projects | {name for name, side in sides.items() if side == "train"})
    names = np.array(table.projects, dtype=object)
    is_train = np.array([sides[name] == "train" for name in names], bool)[table.project_id]
    corpus_rows = np.flatnonzero(is_train)
    evidence = Evidence(table, corpus_rows, np.flatnonzero(~is_train) if with_project else None)
    wanted = np.array([(names[project], path) in files for project, path in _files(table)], bool)
    rows = table.rows_of_files(wanted)
    best = LookupBaseline(evidence, LookupSettings.plain()).predict(rows, 1).type_id[:, 0]
    answers: dict[FileKey, dict[SymbolKey, str]] = {}
    for row, type_id in zip(rows.tolist(), best.tolist(), strict=True):
        file = int(table.file_id[row])
        place = (str(names[table.file_project[file]]), table.paths[file])
        kind, name = KINDS[table.kind[row]], table.names[table.name_id[row]]
        key = SymbolKey(kind, table.scopes[row], name, int(table.line[row]))
        if type_id >= 0:
            answers.setdefault(place, {})[key] = table.types[type_id]
    return answers


def _files(table: SymbolTable) -> Iterator[tuple[int, str]]:
    return zip(table.file_project.tolist(), table.paths, strict=True)


def _table(corpus: Path, projects: set[str]) -> SymbolTable:
    builder = SymbolTableBuilder()
    for shard in sorted((corpus / "shards").glob("*.shard")):
        if shard.stem.rpartition("-")[0] in projects:
            for file in _kept(read_shard(shard), projects):
                builder.add(file)
    return builder.finish()


def _kept(files: Iterable[LabeledFile], projects: set[str]) -> Iterator[LabeledFile]:
    return (file for file in files if file.project in projects)
