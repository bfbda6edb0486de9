"""Tasks over the files of some projects: workers opened as they pay, results in order, kept to go on with later."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from graph_extraction.intake import read_bytes
from typilus.errors import SourceError
from typilus.files import SerialWorkers, Workers, available_cores, local_workers, named_workers
from typilus.listening import Listener
from typilus.prediction import Predictor
from typilus.project import ProjectMarkers
from typilus.recommenders import AddedRecommender, InfillSettings
from typilus.runs.journal import Journal, default_journal_folder
from typilus.runs.project_files import ProjectFiles
from typilus.runs.result_records import from_record, to_record
from typilus.version import VERSION

__all__ = [
    "Command",
    "FileRun",
    "Makers",
    "RunOptions",
    "can_be_sent",
    "digest_of",
    "lasting_options",
    "open_run",
    "opened_journal",
    "run_files",
]

FILES_PER_WORKER = 4
"""A worker loads the model, which takes as long as some two files: for fewer than these it is not started."""

Result = TypeVar("Result", bound="FileResult")
Task = TypeVar("Task")
Done = TypeVar("Done")


class FileResult(Protocol):
    """The result for one file, a frozen dataclass."""

    @property
    def error(self) -> str | None:
        """The reason why there is none, None if there is one."""


class RunOptions(Protocol):
    """The options of a command over many files, as far as a run goes by them."""

    @property
    def project(self) -> str | os.PathLike[str] | ProjectMarkers | None:
        """The project of all files, if one is named."""

    @property
    def model(self) -> str | os.PathLike[str] | Predictor | None:
        """The model, if another than the embedded one."""

    @property
    def added(self) -> Collection[AddedRecommender]:
        """Those that are asked beside the model's own."""

    @property
    def workers(self) -> int | str | Workers | None:
        """Who does the work, or how many processes."""


@dataclass(frozen=True)
class Makers(Generic[Task, Done]):
    """Two ways to make what does the tasks of one project.

    Attributes:
        here: Holds what this process has loaded.
        elsewhere: Can be sent to another process, and loads it there.
    """

    here: Callable[[], Callable[[Task], Done]]
    elsewhere: Callable[[], Callable[[Task], Done]]


@dataclass(frozen=True)
class FileRun:
    """Workers and a listener, for all files of a run.

    Attributes:
        workers: Do the tasks.
        are_here: Whether they are this process.
        listener: Is told how the run proceeds.
    """

    workers: Workers
    are_here: bool
    listener: Listener

    def results(
        self, label: str, makers: Makers[Task, Done], tasks: Sequence[Task], files: Sequence[str]
    ) -> Iterator[Done]:
        """Do a task for each of some files, in order, and show it."""
        if tasks:
            make = makers.here if self.are_here else makers.elsewhere
            yield from self.listener.tracked(self.workers.map(make, tasks), files, label)


@contextlib.contextmanager
def open_run(options: RunOptions, count: int, listener: Listener) -> Iterator[FileRun]:
    """Open the workers that options ask for, by default as many as pay for so many files.

    What cannot be sent to other processes, this one does: with a model, a recommender or a project that the caller has
    made, or a large language model that each would have to load.
    """
    if not can_be_sent(options):
        yield FileRun(SerialWorkers(), True, listener)
    elif options.workers is None or isinstance(options.workers, int):
        number = options.workers or max(1, min(available_cores(), count // FILES_PER_WORKER))
        with local_workers(number) as workers:
            yield FileRun(workers, number == 1, listener)
    elif isinstance(options.workers, str):
        with named_workers(options.workers) as workers:
            yield FileRun(workers, False, listener)
    else:
        yield FileRun(options.workers, False, listener)


def can_be_sent(options: RunOptions) -> bool:
    """Tell whether other processes can do with these options what this one can, each with the memory for it."""
    are_elsewhere = not (options.workers is None or isinstance(options.workers, int))
    return (
        not isinstance(options.project, ProjectMarkers)
        and not isinstance(options.model, Predictor)
        and all(
            added.can_be_sent(are_elsewhere) if isinstance(added, InfillSettings) else isinstance(added, str)
            for added in options.added
        )
    )


@contextlib.contextmanager
def opened_journal(key: str, resume: bool | None) -> Iterator[Journal | None]:
    """The journal of a run, which it empties at its end. None if it keeps none.

    Args:
        key: All that the results depend on, but the files.
        resume: Keep what is in it (True), or begin anew (False); None for no journal.
    """
    if resume is None:
        yield None
        return
    with Journal(default_journal_folder(), f"{VERSION} {key}") as journal:
        if not resume:
            journal.clear()
        yield journal
        journal.clear()


@dataclass(frozen=True)
class Command(Generic[Result]):
    """A command that does each file for itself.

    Attributes:
        label: In a word.
        result: The class of what comes of it.
        options: As the caller gave them.
        prepare: Makes what does the files of one project.
        inform: Makes it anew from what a first pass over the files tells; None for no such pass.
    """

    label: str
    result: type[Result]
    options: RunOptions
    prepare: Callable[[ProjectFiles], Makers[str, Result]]
    inform: Callable[[ProjectFiles, FileRun], Makers[str, Result] | None] | None = None


def run_files(
    command: Command[Result], groups: Sequence[ProjectFiles], listener: Listener, resume: bool | None
) -> Iterator[Result]:
    """Do all files, lazily and in order, project by project. The first project is prepared at the call.

    Args:
        command: What is done.
        groups: The files.
        listener: Is told how the run proceeds.
        resume: Go on where an interrupted run stopped (True), or begin anew (False) and note what is done; None to
            note nothing.

    Raises:
        What preparing raises.
        WorkerError: A worker has ended before its work was done.
    """
    groups = [group for group in groups if group.files]
    listener.files_found(sum(len(group.files) for group in groups))
    first = command.prepare(groups[0]) if groups else None
    return _results(command, groups, first, (listener, resume))


def _results(
    command: Command[Result],
    groups: Sequence[ProjectFiles],
    first: Makers[str, Result] | None,
    telling: tuple[Listener, bool | None],
) -> Iterator[Result]:
    listener, resume = telling
    count = sum(len(group.files) for group in groups)
    named = [(group.root, group.named) for group in groups]
    key = f"{command.label} {lasting_options(command.options)} {named}"
    if count == 1:
        resume = None  # there is nothing to go on with
    with (
        opened_journal(key, resume) as journal,
        open_run(command.options, count, listener) as run,
    ):
        for group in groups:
            makers = first if first is not None and group is groups[0] else command.prepare(group)
            yield from _kept_or_done(command, makers, group, (run, journal))


def _kept_or_done(
    command: Command[Result], makers: Makers[str, Result], group: ProjectFiles, means: tuple[FileRun, Journal | None]
) -> Iterator[Result]:
    """The results of files, those that a journal keeps, and those that are done now and kept then."""
    run, journal = means
    files = group.files
    if journal is None:
        yield from run.results(command.label, _informed(command, makers, group, run), files, files)
        return
    digests = {file: digest_of(file) for file in files}
    kept = {file for file in files if journal.done(file, digests[file]) is not None}
    remaining = [file for file in files if file not in kept]
    if remaining:
        makers = _informed(command, makers, group, run)
    results = run.results(command.label, makers, remaining, remaining)
    for file in files:
        record = journal.done(file, digests[file]) if file in kept else None
        if record is not None:
            yield from_record(command.result, record)
            continue
        result = next(results)
        if result.error is None and digests[file]:
            journal.add(file, digests[file], to_record(result))
        yield result


def _informed(
    command: Command[Result], makers: Makers[str, Result], group: ProjectFiles, run: FileRun
) -> Makers[str, Result]:
    """Return the makers for the files, after a first pass over all of them where there is one."""
    informed = None if command.inform is None else command.inform(group, run)
    return makers if informed is None else informed


def lasting_options(options: Any) -> str:
    """The options that results depend on: not how many processes make them."""
    return repr([(name, getattr(options, name)) for name in options.__dataclass_fields__ if name != "workers"])


def digest_of(path: str) -> str:
    """The hash of a file's content, "" if it cannot be read."""
    try:
        return sha256(read_bytes(Path(path))).hexdigest()
    except (OSError, ValueError, SourceError):
        return ""
