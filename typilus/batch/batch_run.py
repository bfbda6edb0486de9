"""Many projects annotated, by workers that do whole projects and write what comes of them into the store."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from typilus import checking, judging, models
from typilus.annotating import AnnotatedFile, Destination
from typilus.batch.project_list import ListedProject
from typilus.batch.project_opening import OpenProject, open_project
from typilus.batch.results_store import ResultsStore, StoredProject
from typilus.errors import TypilusError
from typilus.files import SerialWorkers, available_cores, local_workers
from typilus.listening import SILENT, Listener
from typilus.options import AnnotateOptions
from typilus.runs import (
    AnnotateRun,
    FileRun,
    FileSelection,
    FileTask,
    can_be_sent,
    digest_of,
    lasting_options,
    model_of,
    open_run,
    share_language_model,
)
from typilus.version import VERSION

__all__ = ["ProjectOutcome", "ProjectTask", "run_batch"]

_HERE = FileRun(SerialWorkers(), True, SILENT)


@dataclass(frozen=True)
class ProjectOutcome:
    """The outcome for one project of a batch.

    Attributes:
        name: As the list has it.
        error: Why it could not be done, None if it could.
        files: Those in the store.
        failed: Those of them that could not be read or judged.
        annotations: Those that would be written.
        seconds: That this run has spent on it.
        was_done: Whether an earlier run had done it, with the same options and the same files.
    """

    name: str
    error: str | None
    files: int = 0
    failed: int = 0
    annotations: int = 0
    seconds: float = 0.0
    was_done: bool = False


def run_batch(
    projects: Sequence[ListedProject], store: Path, options: AnnotateOptions, listener: Listener
) -> Iterator[ProjectOutcome]:
    """Annotate projects without writing them, lazily and in order, and keep all results in a store.

    What a store holds already, of the same content and done with the same options, is not done again. A project that
    fails is noted in the store, and the others go on. Workers do whole projects, or, if there are fewer projects than
    workers, the files of one after the other.

    Args:
        projects: Each of them stands for itself; its own settings for typilus do not count.
        store: The database, which is made if there is none.
        options: Of annotating.
        listener: Is told how the run proceeds.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: There is no sound model.
        TypilusError: The store cannot be used, or a project or a baseline is named.
        WorkerError: A worker has ended before its work was done.
    """
    if options.project is not None:
        raise TypilusError("the projects of a batch are those of its list; leave out --project")
    if options.baseline is not None:
        raise TypilusError(f"{os.fspath(options.baseline)}: a baseline is of one project; a batch takes none")
    checking.find_environment(options.environment)
    if options.checker not in (None, "auto", "none"):
        judging.announce_checker(options.checker, Path.cwd(), listener)
    options = share_language_model(options)
    models.find_predictor(options.choice)
    with ResultsStore(store):
        pass
    return _outcomes(projects, store, options, listener)


def _outcomes(
    projects: Sequence[ListedProject], store: Path, options: AnnotateOptions, listener: Listener
) -> Iterator[ProjectOutcome]:
    # Workers on other machines do not reach the database.
    are_processes = options.workers is None or isinstance(options.workers, int)
    count = options.workers if isinstance(options.workers, int) else available_cores()
    if not can_be_sent(options):
        count = 1
    names = [str(project.location) for project in projects]
    if are_processes and (count == 1 or len(projects) >= count):
        with local_workers(count) as workers:
            yield from listener.tracked(
                workers.map(partial(ProjectTask, options, store), projects), names, "annotating"
            )
        return
    with open_run(replace(options, workers=count) if are_processes else options, 0, SILENT) as file_run:
        make = partial(ProjectTask, options, store, file_run)
        yield from listener.tracked(SerialWorkers().map(make, projects), names, "annotating")


class ProjectTask(FileTask):
    """Annotates one project after the other and writes the results into the store.

    Args:
        options: Of annotating.
        store: The database.
        file_run: Does the files of a project.
    """

    def __init__(self, options: AnnotateOptions, store: Path, file_run: FileRun = _HERE) -> None:
        super().__init__()
        self._options, self._file_run = options, file_run
        self._settings = sha256(f"{VERSION} {lasting_options(options)}".encode()).hexdigest()
        self._store = self._open.enter_context(ResultsStore(store))

    def __call__(self, project: ListedProject) -> ProjectOutcome:
        begin = time.perf_counter()
        try:
            with open_project(project.location, FileSelection.of(self._options)) as opened:
                was_done = self._annotate(project, opened, begin)
        except Exception as error:
            reason = str(error) if isinstance(error, TypilusError) else f"{type(error).__name__}: {error}"
            self._store.fail(project.name, str(project.location), reason)
            return ProjectOutcome(project.name, reason, *self._store.counts(project.name), time.perf_counter() - begin)
        counts = self._store.counts(project.name)
        return ProjectOutcome(project.name, None, *counts, time.perf_counter() - begin, was_done)

    def _annotate(self, project: ListedProject, opened: OpenProject, begin: float) -> bool:
        """Do what is left to do of a project. Return whether there was nothing."""
        digests = {Path(file).relative_to(opened.root).as_posix(): digest_of(file) for file in opened.files}
        contents = sha256(repr(sorted(digests.items())).encode()).hexdigest()
        before = self._store.project(project.name)
        if before == StoredProject(before.id if before else 0, self._settings, contents, "done"):
            return True
        stored = self._store.begin(project.name, str(project.location), opened.revision, self._settings, contents)
        done = self._store.hashes(stored)
        left = [path for path in digests if path not in done]
        for path, file in zip(left, self._files(opened, left), strict=True):
            self._store.add(stored, path, digests[path], _relative(file, path, opened.root))
        self._store.finish(stored, time.perf_counter() - begin)
        return False

    def _files(self, opened: OpenProject, paths: Sequence[str]) -> Iterator[AnnotatedFile]:
        root = opened.root
        options = replace(self._options, project=root)
        run = replace(
            AnnotateRun.for_project(root, options, SILENT),
            load=partial(model_of, options.choice),
        )
        files = [str(root / path) for path in paths]
        return run.files(files, Destination(root, [str(root)]), self._file_run, None, opened.files)


def _relative(file: AnnotatedFile, path: str, root: Path) -> AnnotatedFile:
    """A file as the store has it: without the place where the project lay meanwhile."""
    error = None if file.error is None else file.error.replace(f"{root}/", "")
    return replace(file, path=path, error=error)
