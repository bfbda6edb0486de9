"""Build a folder of shards from a manifest in one call, resumable and with the same bytes each time."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Literal

from graph_extraction import SYMBOL_KINDS
from typilus.errors import CorpusError, WorkerError
from typilus.files import Workers, named_workers, remove_leftovers, whole_file
from typilus.lab.corpus.corpus_manifest import SIDES, Manifest
from typilus.lab.corpus.corpus_report import CorpusReport, ProjectReport, TypeCounter
from typilus.lab.corpus.duplicates import DuplicateFilter
from typilus.lab.corpus.extraction import ExtractedProject, ProjectFiles, code_digest, extract_project
from typilus.lab.corpus.inferred_stubs import ProjectInference, infer_stubs
from typilus.lab.corpus.label_sampling import label_limit, sample_files
from typilus.lab.corpus.own_code import prepare_folder
from typilus.lab.corpus.projects import Project, prepare_package, prepare_standard_library
from typilus.lab.corpus.pytype_processes import PytypePool
from typilus.lab.corpus.scanning import ScannedFile, read_scan, scan_files, write_scan
from typilus.lab.corpus.shards import SHARD_BYTES, join_record, read_records, record_header, write_records
from typilus.lab.corpus.splits import Splits
from typilus.lab.corpus.standard_library import stub_summaries
from typilus.project import ModuleSummary

__all__ = ["build_corpus"]

FILES_PER_SCAN = 64

Advance = Callable[[int], object]
Stage = Callable[[str, int], Advance]


@dataclass(frozen=True, slots=True)
class _KeptFile:
    """The files of one project that survived selection, and the causes of the others."""

    project: Project
    scanned: list[ScannedFile]
    paths: tuple[str, ...]
    failures: Counter[str]


@dataclass(frozen=True, slots=True)
class _LabeledProject:
    """A project on its way into the shards: its files, what was extracted from them, and what pytype inferred."""

    kept: _KeptFile
    extracted: ExtractedProject
    inference: ProjectInference | None


@dataclass(frozen=True, slots=True)
class _ShardTask:
    work: str
    name: str
    keep: frozenset[str]
    folder: str


@dataclass(frozen=True, slots=True)
class _Shards:
    names: tuple[str, ...]
    size: int
    files: tuple[tuple[str, list[str], list[str]], ...]


def build_corpus(
    manifest: Manifest,
    folder: str | PathLike[str],
    *,
    workers: int | str | None = None,
    progress: bool = True,
    packages: str | PathLike[str] | None = None,
    augment: Literal["pytype"] | None = None,
) -> CorpusReport:
    """Build a corpus.

    Afterwards `folder` holds `shards/<project>-<nnn>.shard`, `splits.json`, `hierarchy.json`, `report.json` and, for
    resuming, `packages/`, `sources/` and `work/`. A build continues where an interrupted one stopped.

    Args:
        manifest: Packages to build from.
        folder: Folder to build in.
        workers: Number of processes, None for one per core, or `ray`, or the address of a Ray cluster.
        progress: Whether to show progress bars on standard error.
        packages: Folder of wheels, `folder/packages` by default.
        augment: "pytype" adds the types that it infers for symbols without annotations, marked as inferred. The
            standard library gets none, as typeshed labels what is public there.

    Raises:
        CorpusError: Pytype is requested but not installed (checked before any work), a package cannot be fetched or
            differs from the manifest, `folder` cannot be used, or a worker process died.
    """
    target = Path(folder)
    wheels = target / "packages" if packages is None else Path(packages)
    try:
        inferring = nullcontext() if augment is None else PytypePool(workers if isinstance(workers, int) else None)
        with inferring as pytype, _stages(progress) as stage, named_workers(workers) as pool:
            for name in ("shards", "sources", "work"):
                (target / name).mkdir(parents=True, exist_ok=True)
                remove_leftovers(target / name)
            projects = _prepare(manifest, wheels, target, stage)
            scanned = [_scan(project, target / "work", pool, stage) for project in projects]
            kept = _without_duplicates(projects, scanned, stage)
            inferences = {} if pytype is None else _infer(kept, target / "work", pytype, stage)
            labeled = _extract(kept, inferences, target / "work", pool, stage)
            report = _finish(manifest, labeled, target, pool, stage)
            report = replace(report, augmented_by=None if pytype is None else pytype.version)
            _write_text(target / "report.json", report.to_json())
            return report
    except WorkerError as error:
        raise CorpusError(f"{target}: {error}; build again to resume") from error
    except OSError as error:
        raise CorpusError(f"{target}: cannot build here: {error}") from error


def _prepare(manifest: Manifest, wheels: Path, target: Path, stage: Stage) -> list[Project]:
    advance = stage("fetch and unpack", len(manifest.packages) + len(manifest.folders) + 1)
    projects = []
    for package in manifest.packages:
        projects.append(prepare_package(package, wheels, target / "sources"))
        advance(1)
    for own in manifest.folders:
        projects.append(prepare_folder(own, target))
        advance(1)
    if manifest.standard_library is not None:
        projects.append(prepare_standard_library(manifest.standard_library))
    advance(1)
    return projects


def _scan(project: Project, work: Path, pool: Workers, stage: Stage) -> list[ScannedFile]:
    path = work / f"{project.name}.scan.npz"
    key = f"{project.key} {project.version} {code_digest()}"
    files = read_scan(path, key)
    if files is None:
        advance = stage(f"select {project.name}", len(project.paths))
        chunks = [project.paths[i : i + FILES_PER_SCAN] for i in range(0, len(project.paths), FILES_PER_SCAN)]
        files = []
        for chunk in pool.map(partial(_scanner, str(project.root), project.folder is not None), chunks):
            files.extend(chunk)
            advance(len(chunk))
        write_scan(path, key, files)
    return files


def _scanner(root: str, any_license: bool) -> Callable[[Sequence[str]], list[ScannedFile]]:
    return partial(scan_files, root, any_license)


def _without_duplicates(projects: list[Project], scanned: list[list[ScannedFile]], stage: Stage) -> list[_KeptFile]:
    """Drop duplicates over all projects, keeping the copy on the test side first, then validation, then training."""
    advance = stage("remove duplicates", sum(len(files) for files in scanned))
    duplicates: DuplicateFilter[tuple[str, str]] = DuplicateFilter()
    kept: dict[str, _KeptFile] = {}
    order = {side: rank for rank, side in enumerate(reversed(SIDES))}
    for project, files in sorted(zip(projects, scanned, strict=True), key=lambda p: (order[p[0].split], p[0].name)):
        origin = "archive: " if project.folder is None else ""
        failures = Counter({f"{origin}{cause}": count for cause, count in project.refused.items()})
        paths = []
        for file in files:
            refusal = file.refusal
            if refusal is None and file.fingerprint is not None:
                duplicate = duplicates.claim((project.name, file.path), file.fingerprint)
                refusal = None if duplicate is None else duplicate[0]
            if refusal is None:
                paths.append(file.path)
            else:
                failures[refusal] += 1
        advance(len(files))
        kept[project.name] = _KeptFile(project, files, tuple(paths), failures)
    return [kept[project.name] for project in projects]


def _infer(kept: list[_KeptFile], work: Path, pytype: PytypePool, stage: Stage) -> dict[str, ProjectInference]:
    entries = [entry for entry in kept if not entry.project.stubs]
    advance = stage("infer with pytype", sum(len(entry.paths) for entry in entries))
    inferences = infer_stubs(
        [(entry.project, entry.paths, _summaries(entry)) for entry in entries], work, pytype, advance
    )
    return {entry.project.name: inference for entry, inference in zip(entries, inferences, strict=True)}


def _summaries(entry: _KeptFile) -> tuple[ModuleSummary, ...]:
    return tuple(file.summary for file in entry.scanned if file.summary is not None)


def _extract(
    kept: list[_KeptFile], inferences: Mapping[str, ProjectInference], work: Path, pool: Workers, stage: Stage
) -> list[_LabeledProject]:
    advance = stage("extract and label", sum(len(entry.paths) for entry in kept))
    labeled = []
    for entry in kept:
        summaries = tuple(stub_summaries()) if entry.project.stubs else _summaries(entry)
        inference = inferences.get(entry.project.name)
        files = ProjectFiles(entry.project, entry.paths, summaries, inference)
        labeled.append(_LabeledProject(entry, extract_project(files, work, pool, advance), inference))
    return labeled


def _finish(
    manifest: Manifest, labeled: Sequence[_LabeledProject], target: Path, pool: Workers, stage: Stage
) -> CorpusReport:
    advance = stage("write shards", len(labeled))
    counts = {done.kept.project.name: sum(file.labels for file in done.extracted.files) for done in labeled}
    limit = label_limit(counts, manifest.share_limit)
    tasks = [_shard_task(done, limit, target / "shards") for done in labeled]
    splits = Splits.of_manifest(manifest)
    counter = TypeCounter(splits)
    sizes: Counter[str] = Counter(dict.fromkeys(SIDES, 0))
    written: set[str] = set()
    reports = []
    for done, task, shards in zip(labeled, tasks, pool.map(_project_writer, tasks), strict=True):
        for path, labels, inferred in shards.files:
            counter.add(task.name, path, labels, inferred)
        written.update(shards.names)
        sizes[done.kept.project.split] += shards.size
        reports.append(_project_report(done, task.keep))
        advance(1)
    for stale in (target / "shards").iterdir():
        if stale.name not in written:
            stale.unlink()
    report = CorpusReport(
        tuple(reports), dict(counter.types), dict(counter.by_project), dict(counter.by_file), counter.common_types,
        dict(sizes), platform.python_version(), inferred_types=dict(counter.inferred_types),
    )  # fmt: skip
    hierarchy = {name: list(bases) for done in labeled for name, bases in sorted(done.extracted.hierarchy.items())}
    _write_text(target / "hierarchy.json", json.dumps(dict(sorted(hierarchy.items())), indent=0) + "\n")
    _write_text(target / "splits.json", splits.to_json())
    return report


def _shard_task(done: _LabeledProject, limit: int | None, folder: Path) -> _ShardTask:
    """Return the task of writing the files within the project's share, and count the others as failures."""
    name, files, failures = done.kept.project.name, done.extracted.files, done.kept.failures
    keep = sample_files(name, {file.path: file.labels for file in files}, limit)
    failures.update(done.extracted.failures)
    if len(keep) < len(files):
        failures["beyond the project's share"] += len(files) - len(keep)
    return _ShardTask(str(done.extracted.work), name, keep, str(folder))


def _project_report(done: _LabeledProject, keep: frozenset[str]) -> ProjectReport:
    project, inference = done.kept.project, done.inference
    files = [file for file in done.extracted.files if file.path in keep]
    numbers = {kind.value: number for number, kind in enumerate(SYMBOL_KINDS)}
    by_kind = {kind: sum(file.by_kind[number] for file in files) for kind, number in numbers.items()}
    inferred = {kind: sum(file.inferred_by_kind[number] for file in files) for kind, number in numbers.items()}
    return ProjectReport(
        name=project.name,
        version=project.version,
        licence=project.licence,
        field=project.field,
        split=project.split,
        files_found=len(project.paths),
        files=len(files),
        nodes=sum(file.nodes for file in files),
        labels=sum(file.labels for file in files),
        labels_by_kind=by_kind,
        uninformative=done.extracted.uninformative,
        malformed=done.extracted.malformed,
        failures=dict(sorted(done.kept.failures.items())),
        inferred_labels=sum(inferred.values()),
        inferred_by_kind=inferred,
        inference_failures={} if inference is None else dict(inference.failures),
        folder=None if project.folder is None else str(project.folder),
    )


def _project_writer() -> Callable[[_ShardTask], _Shards]:
    return _write_project


def _write_project(task: _ShardTask) -> _Shards:
    """Worker: the chosen records of one project as final shards of bounded size."""
    files: list[tuple[str, list[str], list[str]]] = []
    names: list[str] = []
    batch: list[bytes] = []
    held = size = 0

    def flush() -> int:
        path = Path(task.folder) / f"{task.name}-{len(names):03d}.shard"
        write_records(path, batch)
        names.append(path.name)
        batch.clear()
        return path.stat().st_size

    for head, body in read_records(task.work):
        header = record_header(head)
        if header["path"] not in task.keep:
            continue
        labels, inferred = (
            [header["types"][number] for number in numbers if number is not None]
            for numbers in (header["labels"], header.get("inferred", ()))
        )
        files.append((header["path"], labels, inferred))
        batch.append(join_record(head, body))
        held += len(batch[-1])
        if held >= SHARD_BYTES:
            size += flush()
            held = 0
    if batch:
        size += flush()
    return _Shards(tuple(names), size, tuple(files))


def _write_text(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode())


@contextmanager
def _stages(progress: bool) -> Iterator[Stage]:
    """One progress bar a stage on standard error, or nothing at all."""
    if not progress:
        yield lambda title, total: lambda count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:

        def stage(title: str, total: int) -> Advance:
            task = bars.add_task(title, total=total)
            return lambda count: bars.advance(task, count)

        yield stage
