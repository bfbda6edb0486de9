"""Annotating: one file, or those of some projects, predicted, judged and saved, in rounds where they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from typilus import models
from typilus.annotating import AnnotatedFile, AnnotateSettings, Destination, FileAnnotator
from typilus.errors import RewriteError, SourceError, TypilusError
from typilus.judging import documents_of, is_project
from typilus.listening import SILENT, Listener
from typilus.options import AnnotateOptions
from typilus.passes import ProjectFacts
from typilus.prediction import Predictor, load_project
from typilus.project import ProjectMarkers
from typilus.runs.annotate_tasks import CANDIDATES, AnnotateTask, RoundTask
from typilus.runs.file_run import FileRun, Makers, open_run, opened_journal
from typilus.runs.file_tasks import share_language_model
from typilus.runs.first_pass import first_pass
from typilus.runs.journal import Journal
from typilus.runs.project_files import FileSelection, ProjectFiles, by_project
from typilus.runs.rounds import SettledFiles, joined

__all__ = ["MAX_ROUNDS", "AnnotateRun", "annotate_files"]

LABEL = "annotating"
MAX_ROUNDS = 10
"""Enough for what one annotation tells of the next, and that of the one after it; few projects need more than four."""
Task = TypeVar("Task")
Done = TypeVar("Done")


def annotate_files(
    paths: Iterable[str | os.PathLike[str]],
    options: AnnotateOptions,
    listener: Listener,
    *,
    write: bool = False,
    stubs: Path | None = None,
    resume: bool | None = None,
) -> Iterator[AnnotatedFile]:
    """Annotate the files of some projects, lazily, project by project and in order.

    Args:
        paths: Files, and folders to search.
        options: Of annotating.
        listener: Is told how the run proceeds.
        write: Put the new texts in the place of the files, in rounds.
        stubs: A folder that gets a stub for each file.
        resume: As for `run_files`.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: There is no sound model.
        TypilusError: Stubs of several projects are wanted in one folder, or the language model cannot be opened.
    """
    groups = by_project(paths, options.project, FileSelection.of(options))
    if stubs is not None and len(groups) > 1:
        roots = ", ".join(str(group.root) for group in groups[:3])
        raise TypilusError(f"{stubs}: would get the stubs of several projects ({roots}, …); run once for each")
    options = share_language_model(options)
    runs = [AnnotateRun.for_project(group.root, options, listener) for group in groups]
    return _annotated(groups, runs, options, partial(Destination, write=write, stubs=stubs), resume)


def _annotated(
    groups: Sequence[ProjectFiles],
    runs: Sequence[AnnotateRun],
    options: AnnotateOptions,
    destination: Callable[..., Destination],
    resume: bool | None,
) -> Iterator[AnnotatedFile]:
    if not runs:
        return
    count = sum(len(group.files) for group in groups)
    runs[0].listener.files_found(count)
    with open_run(options, count, runs[0].listener) as file_run:
        for group, run in zip(groups, runs, strict=True):
            yield from run.files(group.files, destination(group.root, list(group.named)), file_run, resume)


@dataclass(frozen=True)
class AnnotateRun:
    """Annotates the files of one project.

    Attributes:
        options: As the caller gave them.
        settings: What they come to for this project.
        load: Gives the model; called only if there is anything to predict.
        listener: Is told how the run proceeds.
    """

    options: AnnotateOptions
    settings: AnnotateSettings
    load: Callable[[], Predictor]
    listener: Listener

    @classmethod
    def for_project(cls, root: Path, options: AnnotateOptions, listener: Listener) -> AnnotateRun:
        """Return the run for a project, and tell the listener what was chosen automatically.

        Raises:
            CheckerError: The checker is unknown or not installed, or there is no such environment.
        """
        settings = AnnotateSettings.for_project(root, options, listener, documents_of(options.project))
        load = partial(models.find_predictor, options.choice)
        return cls(options, settings, load, listener)

    def file(self, path: str, source: str | bytes | None = None) -> AnnotatedFile:
        """One file, or a text.

        Args:
            path: Of the file; names the text.
            source: The text, if it is not to be read from the settings' documents.

        Raises:
            SourceError: It cannot be read as Python.
            RewriteError: It is no plain source of Python 3, or the checker has no verdict on it.
            CheckerError: It lies outside of the project.
        """
        predictor = self.load()
        project, confidence = self.project(predictor), self.options.min_confidence
        if source is None:
            source = self.settings.documents.unsaved.get(Path(os.path.realpath(path)))
        if source is None:
            predicted = predictor.predict(path, project=project, top=CANDIDATES, min_confidence=confidence)
        else:
            predicted = predictor.predict_source(
                source, path=path, project=project, top=CANDIDATES, min_confidence=confidence
            )
        with FileAnnotator(self.settings) as annotator:
            file = annotator.annotate_or_raise(predicted)
        if file.error is not None:
            raise RewriteError(file.error)
        return file

    @property
    def is_project(self) -> bool:
        """True if the files are those of one project, see `judging.is_project`."""
        return is_project(self.options.project, self.settings.root, SILENT)

    def project(self, predictor: Predictor, read_again: bool = False) -> ProjectMarkers | None:
        """The markers of the project: those that the caller gave, unless it is to be read again, else as it is now."""
        if not self.is_project:
            return None
        project = self.options.project
        if isinstance(project, ProjectMarkers) and not read_again:
            return project
        return load_project(predictor, self.settings.root, self.listener, self.settings.documents)

    def files(
        self,
        files: Sequence[str],
        destination: Destination,
        file_run: FileRun,
        resume: bool | None,
        every: Sequence[str] = (),
    ) -> Iterator[AnnotatedFile]:
        """All of some files, lazily, and saved where that is wanted.

        Args:
            files: Of the project.
            destination: What becomes of the new texts.
            file_run: Does the work.
            resume: As for `run_files`.
            every: All files of the run, if some were done before: a first pass is made over them, too.
        """
        key = f"{LABEL} with fixes {destination} {replace(self.options, workers=None)} {self.settings}"
        with opened_journal(key, resume) as journal:
            kept = {path: self._kept(path, journal) if resume and journal is not None else None for path in files}
            yield from self._files(_Work(self, destination, (file_run, journal), every or files), kept)

    def _kept(self, path: str, journal: Journal) -> AnnotatedFile | None:
        """Return an earlier run's result for a file, if the file is as that run left it."""
        try:
            data = self.settings.documents.read(Path(path)).data
        except (OSError, ValueError, LookupError, SourceError):
            return None
        record = journal.done(path, sha256(data).hexdigest())
        return None if record is None else AnnotatedFile.from_record(record, data)

    def _files(self, work: _Work, done: Mapping[str, AnnotatedFile | None]) -> Iterator[AnnotatedFile]:
        work.destination.prepare(list(done))
        for file in filter(None, done.values()):
            work.tell(file)
        if work.destination.write and done:
            yield from _in_rounds(work, done)
            return
        yield from (file for file in done.values() if file is not None)
        remaining = [path for path, file in done.items() if file is None]
        if remaining:
            yield from map(work.finished, work.files(remaining))


def _in_rounds(work: _Work, done: Mapping[str, AnnotatedFile | None]) -> Iterator[AnnotatedFile]:
    """Write until a round over all files adds nothing to any, for what was written votes in the next round.

    It tells most about the files around it, so the others wait until nothing more is added there. A file that has
    been tried since a text was last changed need not be tried again.
    """
    files = {path: file for path, file in done.items() if file is not None}
    settled = SettledFiles(work.run.settings.root, list(done))
    paths = [path for path in done if path not in files] or list(done)
    tried: set[str] = set()
    for _ in range(MAX_ROUNDS):
        changed = []
        for file in work.unsettled(paths, settled):
            files[file.path] = work.finished(file, files.get(file.path))
            if file.changed:
                changed.append(file.path)
            elif file.error is None:
                settled.settle(file.path)
        tried = set() if changed else tried.union(paths)
        around = settled.around(changed) if changed else set(done) - tried
        paths = [path for path in done if path in around and files[path].error is None]
        if not paths:
            break
    else:
        work.run.listener.notice(f"there may be more to annotate after {MAX_ROUNDS} round(s): run again to go on")
    yield from (files[path] for path in done)


class _Work:
    """Predicts, judges and saves files. Each is judged in the project as it then is on disk."""

    def __init__(
        self,
        run: AnnotateRun,
        destination: Destination,
        means: tuple[FileRun, Journal | None],
        every: Sequence[str],
    ) -> None:
        self.run, self.destination, self._every = run, destination, every
        self._file_run, self._journal = means
        self._facts: ProjectFacts | None = None
        self._is_first = True

    def files(self, paths: Sequence[str]) -> Iterator[AnnotatedFile]:
        """Annotate files once."""
        yield from map(self.destination.save, self._file_run.results(LABEL, self._makers(AnnotateTask), paths, paths))

    def unsettled(self, paths: Sequence[str], settled: SettledFiles) -> Iterator[AnnotatedFile]:
        """One round, without the files that are settled."""
        tasks = settled.begin(paths)
        for result in self._file_run.results(LABEL, self._makers(RoundTask), tasks, paths):
            settled.note(result)
            if result.file is not None:
                yield self.destination.save(result.file)

    def _makers(self, task: Callable[..., Callable[[Task], Done]]) -> Makers[Task, Done]:
        run = self.run
        is_project(run.options.project, run.settings.root, run.listener)
        predictor = run.load()
        markers = run.project(predictor, read_again=self.destination.write)
        ready = replace(run.options, model=predictor, recommenders=(), infill=None)
        sent = replace(run.options, workers=None)
        folder = None if markers is None else run.settings.root
        if markers is not None and self._is_first:
            # Later rounds keep what it told of files that are still as they were: the others speak for themselves.
            self._facts = first_pass((ready, sent), markers, self._every, self._file_run)
        self._is_first = False
        return Makers(
            partial(task, ready, run.settings, markers, self._facts),
            partial(task, sent, run.settings, folder, self._facts),
        )

    def finished(self, file: AnnotatedFile, before: AnnotatedFile | None = None) -> AnnotatedFile:
        """Return a file with the work of all rounds so far, tell the listener, and enter it in the journal."""
        finished = file if before is None else joined(before, file)
        self.tell(finished)
        if file.source is not None and self._journal is not None:
            data = file.source.after if self.destination.write else file.source.before
            self._journal.add(file.path, sha256(data).hexdigest(), finished.to_record())
        return finished

    def tell(self, file: AnnotatedFile) -> None:
        """Tell the listener what became of a file."""
        self.run.listener.file_done(file.path, len(file.written), file.error is not None)
