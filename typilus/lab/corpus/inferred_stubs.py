"""Stubs that pytype infers for the files of a corpus: each file once, dependencies first, kept for a resumed build."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from typilus.lab.corpus.projects import Project
from typilus.lab.corpus.pytype_processes import PytypePool, Request
from typilus.project import ModuleSummary, module_of_path
from typilus.project.import_levels import import_levels

__all__ = ["CLOCK_SECONDS", "CPU_SECONDS", "MEMORY_BYTES", "ProjectInference", "infer_stubs", "read_stub"]

CPU_SECONDS = 60
"""Processor time for one file."""

CLOCK_SECONDS = 600
"""Time by the clock; much more, so that a busy machine gives the same corpus as an idle one."""

MEMORY_BYTES = 4 << 30
"""Address space of the process that infers one file."""


@dataclass(frozen=True, slots=True)
class ProjectInference:
    """The result of running pytype on one project.

    Attributes:
        folder: Folder of the answers, for `read_stub`.
        digest: Hash of all answers.
        failures: Numbers of files without a stub, by cause.
    """

    folder: Path
    digest: str
    failures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Job:
    """One project: `answers/` holds what pytype said of each file, `stubs/` what other files may already see."""

    project: Project
    paths: tuple[str, ...]
    levels: Mapping[str, int]
    folder: Path

    def answer(self, path: str) -> Path:
        return self.folder / "answers" / f"{path}.json"

    def at(self, level: int) -> list[str]:
        return [path for path in self.paths if self.levels.get(module_of_path(path)[0], 0) == level]


def infer_stubs(
    projects: Sequence[tuple[Project, Sequence[str], Sequence[ModuleSummary]]],
    work: Path,
    pool: PytypePool,
    advance: Callable[[int], object],
) -> list[ProjectInference]:
    """Let pytype infer a stub for every file, except where an earlier build has the answer.

    A file sees the stubs of the modules on lower levels of its own project, never those that happen to be ready, so
    that the answers do not depend on the number of processes. Only a time limit can make two builds differ.

    Args:
        projects: Projects, each with its files and the summaries of its modules.
        work: Folder of intermediate results.
        pool: Processes that run pytype.
        advance: Callback with the number of files done.

    Raises:
        CorpusError: Pytype cannot be started again.
    """
    jobs = [_job(*entry, work, pool.version) for entry in projects]
    for level in range(max((max(job.levels.values(), default=0) for job in jobs), default=-1) + 1):
        here = [(job, path) for job in jobs for path in job.at(level)]
        requests = [_request(job, path) for job, path in here if not job.answer(path).exists()]
        advance(len(here) - len(requests))
        pool.run(requests, advance)
        for job, path in here:
            _publish(job, path)
    return [_collect(job) for job in jobs]


def read_stub(folder: Path, path: str) -> str | None:
    """The stub inferred for one file, None if pytype failed on it or its answer is lost or damaged."""
    try:
        answer: dict[str, str] = json.loads((folder / "answers" / f"{path}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return answer.get("pyi")


def _job(project: Project, paths: Sequence[str], summaries: Sequence[ModuleSummary], work: Path, version: str) -> _Job:
    folder = work / f"{project.name}.pytype"
    key = f"{project.key} {version} {_code_digest()} " + "\n".join(paths)
    mark = folder / "key"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    if not mark.exists() or mark.read_text() != digest:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        mark.write_text(digest)
    # Only lower levels may be seen, also when a build resumes.
    shutil.rmtree(folder / "stubs", ignore_errors=True)
    return _Job(project, tuple(paths), import_levels(summaries), folder)


def _request(job: _Job, path: str) -> Request:
    answer = job.answer(path)
    answer.parent.mkdir(parents=True, exist_ok=True)
    return {
        "source": str((job.project.root / path).absolute()),
        "module": module_of_path(path)[0],
        "pythonpath": str((job.folder / "stubs").absolute()),
        "output": str(answer.absolute()),
        "cpu_seconds": CPU_SECONDS,
        "clock_seconds": CLOCK_SECONDS,
        "memory_bytes": MEMORY_BYTES,
    }


def _publish(job: _Job, path: str) -> None:
    stub = read_stub(job.folder, path)
    if stub is not None:
        target = job.folder / "stubs" / f"{path}i"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stub, encoding="utf-8")


def _collect(job: _Job) -> ProjectInference:
    digest = hashlib.sha256()
    failures: Counter[str] = Counter()
    for path in job.paths:
        text = job.answer(path).read_bytes()
        digest.update(path.encode("utf-8", "surrogatepass") + b"\0" + text + b"\0")
        cause = json.loads(text).get("failure")
        if cause is not None:
            failures[cause] += 1
    return ProjectInference(job.folder, digest.hexdigest(), dict(sorted(failures.items())))


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Return the hash of the sources that decide on requests to pytype. Changes to graphs do not invalidate answers."""
    root = Path(__file__).parents[2]
    names = ("project/import_levels", "lab/corpus/inferred_stubs", "lab/corpus/stub_server", "project/reexports")
    return hashlib.sha256(b"\0".join((root / f"{name}.py").read_bytes() for name in names)).hexdigest()
