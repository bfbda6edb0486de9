"""Turn the selected files of one project into labeled records, in parallel and resumable."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import graph_extraction
from graph_extraction import SYMBOL_KINDS, SourceError, parse_source
from typilus import annotation_types
from typilus.files import Workers, whole_file
from typilus.lab.corpus.inferred_stubs import ProjectInference, read_stub
from typilus.lab.corpus.projects import Project
from typilus.lab.corpus.shards import encode_record, write_records
from typilus.lab.corpus.standard_library import stub_labels
from typilus.project import (
    LabeledFile,
    ModuleSummary,
    ReExports,
    label_source,
    module_of_path,
    summary_from_json,
    summary_to_json,
)

__all__ = [
    "FILES_PER_TASK",
    "ExtractedFile",
    "ExtractedProject",
    "ProjectFiles",
    "chunk_extractor",
    "code_digest",
    "extract_project",
]

FILES_PER_TASK = 24


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """The record and the counts of one file.

    Attributes:
        path: Path relative to the project's root.
        nodes: Number of nodes of the graph.
        by_kind: Numbers of symbols with a written label, in the order of `SymbolKind`.
        inferred_by_kind: Numbers of symbols with an inferred label, in the same order.
        record: Bytes of the file in a shard.
    """

    path: str
    nodes: int
    by_kind: tuple[int, ...]
    inferred_by_kind: tuple[int, ...]
    record: bytes = b""

    @property
    def labels(self) -> int:
        """Symbols with a written label."""
        return sum(self.by_kind)


@dataclass(slots=True)
class ExtractedProject:
    """The result of extracting one project, with its records in `work`."""

    work: Path
    files: list[ExtractedFile] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    hierarchy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uninformative: int = 0
    malformed: int = 0


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """The files of a project that are extracted, and what their labels need.

    Attributes:
        project: The project.
        paths: Files of the project that were kept, in order.
        summaries: Summaries of all its modules, including those left out.
        inference: Inferred stubs of the project, to label symbols without an annotation.
    """

    project: Project
    paths: tuple[str, ...]
    summaries: tuple[ModuleSummary, ...]
    inference: ProjectInference | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    project: str
    root: str
    paths: tuple[str, ...]
    stubs: bool
    inferred: Path | None


@dataclass(slots=True)
class _Outcome:
    files: list[ExtractedFile] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    hierarchy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uninformative: int = 0
    malformed: int = 0


def extract_project(
    files: ProjectFiles, work: Path, pool: Workers, advance: Callable[[int], object]
) -> ExtractedProject:
    """Extract and label files into a shard in the folder `work`, or read the shard of a finished project.

    Args:
        files: Files of one project.
        work: Folder of intermediate results.
        pool: Workers that extract.
        advance: Callback with the number of files done.
    """
    project, paths = files.project, files.paths
    shard = work / f"{project.name}.shard"
    key = _key(files)
    done = _read(shard, key)
    if done is not None:
        advance(len(paths))
        return done
    reexports = work / f"{project.name}.modules.json"
    reexports.write_text(json.dumps([summary_to_json(summary) for summary in files.summaries]), encoding="utf-8")
    result = ExtractedProject(shard)
    chunks = [paths[i : i + FILES_PER_TASK] for i in range(0, len(paths), FILES_PER_TASK)]
    answers = None if files.inference is None else files.inference.folder
    tasks = [_Task(project.name, str(project.root), chunk, project.stubs, answers) for chunk in chunks]

    extractor = partial(chunk_extractor, str(reexports))

    def records() -> Iterator[bytes]:
        for task, outcome in zip(tasks, pool.map(extractor, tasks), strict=True):
            for file in outcome.files:
                yield file.record
                result.files.append(replace(file, record=b""))
            result.failures.update(outcome.failures)
            result.hierarchy.update(outcome.hierarchy)
            result.uninformative += outcome.uninformative
            result.malformed += outcome.malformed
            advance(len(task.paths))

    write_records(shard, records(), preset=1)
    _write(result, key)
    return result


def chunk_extractor(summaries: str) -> Callable[[_Task], _Outcome]:
    """Return a function that extracts some files of a project, whose summaries are in the file at `path`."""
    entries = json.loads(Path(summaries).read_text(encoding="utf-8"))
    return partial(_extract_chunk, ReExports(summary_from_json(entry) for entry in entries))


def _extract_chunk(names: ReExports, task: _Task) -> _Outcome:
    """Some files of one project. One file's failure is counted and stops nothing."""
    outcome = _Outcome()
    for path in task.paths:
        module, _ = module_of_path(path)
        try:
            source = parse_source((Path(task.root) / path).read_bytes(), path)
            stubs = stub_labels(module) if task.stubs else None
            inferred = None if task.inferred is None else read_stub(task.inferred, path)
            labeling = label_source(source, task.project, module, names, stubs, inferred)
            record = encode_record(labeling.file)
        except (SourceError, OSError):
            outcome.failures["no graph"] += 1
            continue
        except Exception as error:  # the next file must not suffer
            outcome.failures[f"unexpected {type(error).__name__}"] += 1
            continue
        file = labeling.file
        outcome.uninformative += labeling.uninformative
        outcome.malformed += labeling.malformed
        outcome.hierarchy.update(file.hierarchy)
        written, guessed = _counts(file, file.labels), _counts(file, file.inferred)
        if not any(written + guessed):
            outcome.failures["no labeled symbol"] += 1
            continue
        outcome.files.append(ExtractedFile(path, file.graph.num_nodes, written, guessed, record))
    return outcome


def _counts(file: LabeledFile, labels: Sequence[str | None]) -> tuple[int, ...]:
    """Symbols of each kind that have one of these labels."""
    counts = Counter(
        symbol.kind for symbol, label in zip(file.graph.symbols, labels, strict=False) if label is not None
    )
    return tuple(counts[kind] for kind in SYMBOL_KINDS)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Digest of the sources that decide a record's bytes: other code, other results."""
    digest = hashlib.sha256()
    folders = [graph_extraction.__file__, annotation_types.__file__, __file__]
    for folder in (Path(str(file)).parent for file in folders):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _key(files: ProjectFiles) -> str:
    selection = hashlib.sha256("\n".join(files.paths).encode("utf-8", "surrogatepass")).hexdigest()
    inferred = "" if files.inference is None else f" {files.inference.digest}"
    return f"{files.project.key} {files.project.version} {selection} {code_digest()}{inferred}"


def _write(result: ExtractedProject, key: str) -> None:
    document = {
        "key": key,
        "files": [[f.path, f.nodes, list(f.by_kind), list(f.inferred_by_kind)] for f in result.files],
        "failures": dict(sorted(result.failures.items())),
        "hierarchy": {name: list(bases) for name, bases in sorted(result.hierarchy.items())},
        "uninformative": result.uninformative,
        "malformed": result.malformed,
    }
    with whole_file(result.work.with_suffix(".json")) as file:
        file.write(json.dumps(document).encode())


def _read(shard: Path, key: str) -> ExtractedProject | None:
    try:
        document: Mapping[str, Any] = json.loads(shard.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if document.get("key") != key or not shard.exists():
        return None
    return ExtractedProject(
        shard,
        [ExtractedFile(path, nodes, tuple(kinds), tuple(more)) for path, nodes, kinds, more in document["files"]],
        Counter(document["failures"]),
        {name: tuple(bases) for name, bases in document["hierarchy"].items()},
        document["uninformative"],
        document["malformed"],
    )
