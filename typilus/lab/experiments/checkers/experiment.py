"""The experiment with one checker: files by turns, until enough predictions are judged; interrupted, it goes on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_extraction import read_source
from typilus.checking import CheckedProject, TypeChecker
from typilus.errors import RewriteError, SourceError
from typilus.lab.experiments.checkers.drawing_up import draw_up
from typilus.lab.experiments.checkers.sampling import SampledProject, by_turns
from typilus.lab.experiments.checkers.trials import FileResult
from typilus.lab.experiments.checkers.trying import FileBench, try_all
from typilus.lab.experiments.network.experiment_log import resume_log
from typilus.prediction import Predictor
from typilus.rewriting import require_rewritable

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["CheckerPair", "ExperimentSettings", "run_checker_experiment"]

# A project of which so many files in a row got no verdict has a checker that cannot cope with it.
_MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class ExperimentSettings:
    """What is measured.

    Attributes:
        predictions: judge at least so many, if there are as many.
        symbols_per_file: draw at most so many.
        with_project: the project's own annotated symbols vote, as for a user who names the project.
        seed: of files, symbols and groups.
    """

    predictions: int = 2500
    symbols_per_file: int = 40
    with_project: bool = True
    seed: int = 0


@dataclass(frozen=True, slots=True)
class CheckerPair:
    """One checker with two limits of time: `first` sees a project it has never read, `trial` only edits to a file."""

    first: TypeChecker
    trial: TypeChecker


def run_checker_experiment(
    predictor: Predictor,
    checkers: CheckerPair,
    projects: Sequence[SampledProject],
    settings: ExperimentSettings,
    log: Path,
    tell: Callable[[str], None] = lambda message: None,
) -> list[FileResult]:
    """Judge top predictions, project by project in turn, until there are enough.

    Args:
        predictor: the model.
        checkers: who judges.
        projects: where files are drawn.
        settings: what is measured.
        log: JSON Lines, a file each; what it holds already is not done again.
        tell: called with the progress.

    Raises:
        CorpusError: the log is of another experiment.
    """
    done = {
        (each.project, each.path): each
        for each in resume_log(log, _title(predictor, checkers.trial, settings), FileResult.from_json)
    }
    judged: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    given_up: set[str] = set()
    found: list[FileResult] = []
    with ExitStack() as stack, log.open("a", encoding="utf-8") as lines:
        desks: dict[str, _Desk] = {}
        for project, path in by_turns(projects, judged, given_up):
            if judged.total() >= settings.predictions:
                break
            result = done.get((project.name, path))
            if result is None:
                if project.name not in desks:
                    desks[project.name] = stack.enter_context(_Desk(predictor, checkers, project, settings))
                result = desks[project.name].judge(path)
                lines.write(json.dumps(result.to_json()) + "\n")
                lines.flush()
            found.append(result)
            count = sum(trial.counts for trial in result.trials)
            judged[project.name] += count
            failures[project.name] = failures[project.name] + 1 if result.without_verdict else 0
            if failures[project.name] == _MOST_FAILURES:
                given_up.add(project.name)
            progress = f"{judged.total()} of {settings.predictions}"
            tell(f"{checkers.trial.name}: {progress}: {project.name} {path}: {result.left_out or count}")
    return found


class _Desk:
    """One project: its copy that the checker sees, and its markers."""

    def __init__(
        self, predictor: Predictor, checkers: CheckerPair, project: SampledProject, settings: ExperimentSettings
    ) -> None:
        self._predictor, self._checkers, self._project, self._settings = predictor, checkers, project, settings
        self._checked = CheckedProject(project.root)
        self._markers: ProjectMarkers | None = None
        if settings.with_project:
            self._markers = predictor.load_project(project.root)

    def __enter__(self) -> _Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._checked.close()

    def judge(self, path: str) -> FileResult:
        """One file, from its baseline to the verdicts."""
        result = FileResult(self._project.name, path)
        place, root, settings = self._checked.root / path, self._checked.root, self._settings
        try:
            source = read_source(place)
            require_rewritable(source)
        except (SourceError, RewriteError) as error:
            return replace(result, left_out=str(error))
        bench = FileBench(self._checkers.first, self._checked, place, source.exact_text)
        objection, without_verdict = bench.objection(), not bench.baseline.status.is_verdict
        result = replace(result, left_out=objection, without_verdict=without_verdict)
        if objection is None:
            file = draw_up(self._predictor, source, root, self._markers, settings.symbols_per_file, settings.seed)
            trials = try_all(bench, self._checkers.trial, file, settings.seed)
            result = replace(result, trials=trials, refused=file.refused, unpredicted=file.unpredicted)
        return replace(result, runs=bench.runs, seconds=bench.seconds)


def _title(predictor: Predictor, checker: TypeChecker, settings: ExperimentSettings) -> dict[str, Any]:
    """What must be the same for a log to be gone on with; more predictions may be asked for."""
    plain = {"checker": checker.name, "model": predictor.fingerprint, **asdict(settings)}
    del plain["predictions"]
    return plain
