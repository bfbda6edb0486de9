"""Files of projects annotated by every strategy, and the verdicts on them, resuming an interrupted run."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus.checking import CheckedProject, choose_checker
from typilus.errors import CheckerError, TypilusError
from typilus.lab.experiments.joined.project_copies import copy_project
from typilus.lab.experiments.network.experiment_log import resume_log
from typilus.lab.experiments.whole_files.annotated_files import erased_file, score_text
from typilus.lab.experiments.whole_files.file_judge import STRICT, FileJudge, StrictJudge
from typilus.lab.experiments.whole_files.model_proposals import ModelProposals
from typilus.lab.experiments.whole_files.strategies import STRATEGIES, FileRequest
from typilus.lab.experiments.whole_files.tool_baselines import ToolTexts

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller
    from typilus.prediction import Predictor
    from typilus.project import ProjectMarkers

__all__ = ["FileOutcome", "FilesSettings", "run_files_experiment"]


@dataclass(frozen=True, slots=True)
class FilesSettings:
    """The settings of the experiment.

    Attributes:
        strategies: Names of strategies.
        files: Maximum number of files of each project.
        n: Maximum number of proposals that a strategy makes for a file.
        checker: The judge.
        strict: Whether mypy's strict settings judge, too.
        seed: Seed of the order of files.
        stop_at: A strategy proposes no more when so many of its proposals pass.
        infill: Name of the language model that strategies ask, "" without one.
        max_lines: Files with more lines are left out. None: none.
    """

    strategies: tuple[str, ...] = ("ranking", "joint", "search", "pyrefly", "pyright")
    files: int = 50
    n: int = 1
    checker: str = "pyrefly"
    strict: bool = True
    seed: int = 0
    stop_at: int = 1
    infill: str = ""
    max_lines: int | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file annotated by one strategy.

    Attributes:
        project, path: The file.
        strategy: Name of the strategy.
        places: Parameters and returns that can be annotated.
        annotated: Those that are, acceptably.
        truths: Those that the author annotated.
        exact: Those annotated exactly as by the author.
        quality: Sum of the scores of the annotations, the lower the better.
        passes: Whether some proposal has no error that the file without annotations does not have.
        strict: Whether it has no more errors under mypy's strict settings than with the author's annotations, None
            without a verdict.
        checks: Checks that were made.
        seconds: Spent on the file, predicting included.
        clean: Number of proposals that pass, at most `stop_at`.
        requests: Questions that a language model was asked.
    """

    project: str
    path: str
    strategy: str
    places: int
    annotated: int
    truths: int
    exact: int
    quality: int
    passes: bool
    strict: bool | None
    checks: int
    seconds: float
    clean: int = 0
    requests: int = 0


def run_files_experiment(
    predictor: Predictor,
    projects: Sequence[Path],
    settings: FilesSettings,
    log: Path,
    announce: Callable[[str], None] = lambda message: None,
    infiller: TextInfiller | None = None,
) -> list[FileOutcome]:
    """Annotate files of projects in which nothing is annotated, and let a checker judge the results.

    Args:
        predictor: Model to test.
        projects: Roots of projects.
        settings: Settings of the experiment.
        log: File of JSON Lines, one per source file; source files that it already holds are skipped.
        announce: Callback for progress messages.
        infiller: The language model for `simple` and `tree`.

    Raises:
        CheckerError: The checker is not installed.
        CorpusError: A project has no Python file, or the log is of another experiment.
    """
    title = {"experiment": "files", "model": predictor.fingerprint, **asdict(settings)}
    title["strategies"] = list(settings.strategies)
    del title["files"]
    done = {(entry["project"], entry["path"]): entry for entry in resume_log(log, title, dict)}
    outcomes: list[FileOutcome] = []
    with log.open("a", encoding="utf-8") as lines, tempfile.TemporaryDirectory() as temporary:
        for root in projects:
            announce(f"reading {root}")
            folder = Path(temporary) / root.name
            with _Session(predictor, root, settings, folder, infiller) as session:
                for path in session.drawn():
                    entry = done.get((root.name, path))
                    if entry is None:
                        entry = {"project": root.name, "path": path, "outcomes": [asdict(o) for o in session.run(path)]}
                        lines.write(json.dumps(entry) + "\n")
                        lines.flush()
                    of_file = [_decoded(plain) for plain in entry["outcomes"]]
                    session.count += bool(of_file)
                    outcomes += of_file
                    announce(f"{session.count} of {settings.files}: {root.name} {path}: {_in_words(of_file)}")
    return outcomes


class _Session:
    """One project: its erased copy, what is known of it, and its judges."""

    def __init__(
        self, predictor: Predictor, root: Path, settings: FilesSettings, folder: Path, infiller: TextInfiller | None
    ) -> None:
        self._model = None if infiller is None else ModelProposals(infiller)
        # Numbers of several machines are to be compared: nothing that is installed tells anything.
        self._predictor, self._settings, self._name = predictor.with_packages(()), settings, root.name
        self._copies = copy_project(root, folder)
        self._erased = self._copies.erased
        self._checker = choose_checker(settings.checker, self._erased).checker
        self._project = CheckedProject(self._erased)
        self._strict: StrictJudge | None = None
        self._strict_project: CheckedProject | None = None
        if settings.strict:
            self._strict, self._strict_project = _strict_judge(self._erased, folder)
        self._tools = ToolTexts(self._erased, folder, frozenset(settings.strategies))
        self._markers: ProjectMarkers | None = None
        self.count = 0

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._project.close()
        if self._strict_project is not None:
            self._strict_project.close()

    def drawn(self) -> Iterator[str]:
        """Yield the paths of files in a random order that stays the same, until enough of them were measured."""
        paths = sorted(self._copies.originals)
        random.Random(self._settings.seed).shuffle(paths)
        for path in paths:
            if self.count >= self._settings.files:
                return
            yield path

    def run(self, path: str) -> list[FileOutcome]:
        """Return an outcome for each strategy, none if the file cannot be measured."""
        try:
            file = erased_file(self._copies.annotated / path, self._erased / path, self._erased)
            if file is None or self._is_too_long(file.text):
                return []
            if self._markers is None:
                self._markers = self._predictor.load_project(self._erased)
            start = time.perf_counter()
            joined = self._predictor.explain_source(file.text, path=str(file.path), project=self._markers)
            predicting = time.perf_counter() - start
            texts = self._tools.texts(path)
            judge = FileJudge(self._checker, self._project, file.path, file.text)
            if not judge.has_verdict:
                return []
            reference = self._strict_errors(path, (self._copies.annotated / path).read_text(encoding="utf-8"))
            return [
                self._outcome(
                    name,
                    path,
                    FileRequest(file, joined, judge, texts, self._settings.n, self._model, self._markers),
                    predicting,
                    reference,
                )
                for name in self._settings.strategies
            ]
        except (TypilusError, UnicodeDecodeError):
            return []

    def _is_too_long(self, text: str) -> bool:
        return self._settings.max_lines is not None and len(text.splitlines()) > self._settings.max_lines

    def _outcome(
        self, name: str, path: str, request: FileRequest, predicting: float, reference: int | None
    ) -> FileOutcome:
        start, runs = time.perf_counter(), request.judge.runs
        asked = 0 if self._model is None else self._model.requests
        text, clean = request.file.text, 0
        for index, proposed in enumerate(STRATEGIES[name](request)):
            passes = request.judge.passes(proposed)
            if index == 0 or (passes and not clean):
                text = proposed
            clean += passes
            if clean == self._settings.stop_at:
                break
        seconds = time.perf_counter() - start
        errors = None if reference is None else self._strict_errors(path, text)
        score = score_text(request.file, text)
        return FileOutcome(
            self._name,
            path,
            name,
            len(request.file.places),
            score.annotated,
            len(request.file.truths),
            score.exact,
            score.quality,
            clean > 0,
            None if errors is None or reference is None else errors <= reference,
            request.judge.runs - runs,
            seconds + (predicting if name not in ("pyrefly", "pyright") else 0.0),
            clean,
            0 if self._model is None else self._model.requests - asked,
        )

    def _strict_errors(self, path: str, text: str) -> int | None:
        return None if self._strict is None else self._strict.errors(path, text)


def _strict_judge(erased: Path, folder: Path) -> tuple[StrictJudge | None, CheckedProject | None]:
    """The judge of strictness and the project that it closes, none if mypy is not installed."""
    root = folder / "strict" / erased.name
    try:
        mypy = choose_checker("mypy", erased).checker
    except CheckerError:
        return None, None
    shutil.copytree(erased, root)
    (root / "mypy.ini").write_text(STRICT, encoding="utf-8")
    project = CheckedProject(root)
    return StrictJudge(mypy, project), project


def _decoded(plain: dict[str, Any]) -> FileOutcome:
    return FileOutcome(**plain)


def _in_words(outcomes: Sequence[FileOutcome]) -> str:
    if not outcomes:
        return "left out"
    return ", ".join(f"{outcome.strategy} {'passes' if outcome.passes else 'fails'}" for outcome in outcomes)
