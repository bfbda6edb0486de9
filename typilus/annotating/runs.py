"""Whole runs: files found, predicted, annotated and saved, in rounds where they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from typilus.annotating.annotate_settings import AnnotateSettings
from typilus.annotating.annotated_file import AnnotatedFile
from typilus.annotating.file_annotator import FileAnnotator
from typilus.annotating.journal import Journal, default_journal_folder
from typilus.annotating.paths import annotate_predictions
from typilus.annotating.rounds import SettledFiles, joined
from typilus.annotating.writing import Destination
from typilus.errors import RewriteError, SourceError
from typilus.files import find_python_files, local_workers
from typilus.judging import is_project
from typilus.listening import SILENT, Listener
from typilus.options import AnnotateOptions
from typilus.prediction import Predictor, load_project
from typilus.project import ProjectMarkers
from typilus.version import VERSION

__all__ = ["MAX_ROUNDS", "AnnotateRun"]

CANDIDATES = 5
MAX_ROUNDS = 10
"""Enough for what one annotation tells of the next, and that of the one after it; few projects need more than four."""


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

    def files(self, destination: Destination, resume: bool | None) -> Iterator[AnnotatedFile]:
        """All files that the destination names, lazily, and saved where that is wanted.

        Args:
            destination: What becomes of the new texts.
            resume: Go on where an interrupted run stopped (True), or begin anew (False) and note what is done; None
                to note nothing.
        """
        if resume is None:
            yield from self._files(destination, None, dict.fromkeys(find_python_files(destination.named)))
            return
        key = f"{VERSION} {destination} {self.options} {self.settings}"
        with Journal(default_journal_folder(), key) as journal:
            if not resume:
                journal.clear()
            kept = {
                path: self._kept(path, journal) if resume else None for path in find_python_files(destination.named)
            }
            yield from self._files(destination, journal, kept)
            journal.clear()

    def _kept(self, path: str, journal: Journal) -> AnnotatedFile | None:
        """Return an earlier run's result for a file, if the file is as that run left it."""
        try:
            data = self.settings.documents.read(Path(path)).data
        except (OSError, ValueError, LookupError, SourceError):
            return None
        record = journal.done(path, sha256(data).hexdigest())
        return None if record is None else AnnotatedFile.from_record(record, data)

    def _files(
        self, destination: Destination, journal: Journal | None, done: Mapping[str, AnnotatedFile | None]
    ) -> Iterator[AnnotatedFile]:
        destination.prepare(list(done))
        if destination.write and done:
            yield from _in_rounds(_Work(self, destination, journal), done)
            return
        yield from (file for file in done.values() if file is not None)
        remaining = [path for path, file in done.items() if file is None]
        if remaining:
            work = _Work(self, destination, journal)
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
        for file in work.files(paths, settled):
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

    def __init__(self, run: AnnotateRun, destination: Destination, journal: Journal | None) -> None:
        self.run, self._destination, self._journal = run, destination, journal
        self._predictor = run.load()
        is_project(run.options.project, run.settings.root, run.listener)

    def files(self, paths: Sequence[str], settled: SettledFiles | None = None) -> Iterator[AnnotatedFile]:
        """One round, without the files that are settled."""
        run = self.run
        predictions = self._predictor.predict_paths(
            paths,
            project=run.project(self._predictor, read_again=self._destination.write),
            top=CANDIDATES,
            min_confidence=run.options.min_confidence,
        )
        if settled is not None:
            predictions = settled.unsettled(predictions)
        with local_workers(run.options.workers) as workers:
            files = annotate_predictions(predictions, run.settings, workers)
            for file in run.listener.tracked(files, self._destination.named, "annotating"):
                yield self._destination.save(file)

    def finished(self, file: AnnotatedFile, before: AnnotatedFile | None = None) -> AnnotatedFile:
        """Return a file with the work of all rounds so far, and enter it in the journal."""
        finished = file if before is None else joined(before, file)
        if file.source is not None and self._journal is not None:
            data = file.source.after if self._destination.write else file.source.before
            self._journal.add(file.path, sha256(data).hexdigest(), finished.to_record())
        return finished
