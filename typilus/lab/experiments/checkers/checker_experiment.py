"""Run the experiment with one checker on files drawn project by project, resuming an interrupted run."""

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
from typilus.lab.experiments.checkers.project_sampling import SampledProject, round_robin
from typilus.lab.experiments.checkers.trial_building import build_trials
from typilus.lab.experiments.checkers.trial_running import FileUnderTest, run_trials
from typilus.lab.experiments.checkers.trials import FileResult
from typilus.lab.experiments.network.experiment_log import resume_log
from typilus.prediction import Predictor
from typilus.rewriting import require_rewritable

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["CheckerPair", "ExperimentSettings", "run_checker_experiment"]

# A project of which so many files in a row got no verdict has a checker that cannot cope with it. The first file alone
# shows it where it takes all the time that there is: what it imports is what takes so long.
_MAX_FAILURES = 3


@dataclass(frozen=True, slots=True)
class ExperimentSettings:
    """The settings of the experiment.

    Attributes:
        predictions: Minimum number of predictions to check, if there are as many.
        symbols_per_file: Maximum number of symbols drawn per file.
        with_project: Whether the project's own annotated symbols vote, as for a user who names the project.
        seed: Seed of files, symbols and groups.
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
    announce: Callable[[str], None] = lambda message: None,
) -> list[FileResult]:
    """Check top predictions, project by project in turn, until there are enough.

    Args:
        predictor: Model to test.
        checkers: Checkers of the baseline and of the trials.
        projects: Projects to draw files from.
        settings: Settings of the experiment.
        log: File of JSON Lines, one per source file; source files that it already holds are skipped.
        announce: Callback for progress messages.

    Raises:
        CorpusError: The log is of another experiment.
    """
    done = {
        (result.project, result.path): result
        for result in resume_log(log, _title(predictor, checkers.trial, settings), FileResult.from_json)
    }
    judged: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    excluded_projects: set[str] = set()
    results: list[FileResult] = []
    with ExitStack() as stack, log.open("a", encoding="utf-8") as lines:
        desks: dict[str, _ProjectSession] = {}
        for project, path in round_robin(projects, judged, excluded_projects):
            if judged.total() >= settings.predictions:
                break
            result = done.get((project.name, path))
            if result is None:
                if project.name not in desks:
                    desks[project.name] = stack.enter_context(_ProjectSession(predictor, checkers, project, settings))
                result = desks[project.name].judge(path)
                lines.write(json.dumps(result.to_json()) + "\n")
                lines.flush()
            results.append(result)
            count = sum(trial.counts for trial in result.trials)
            judged[project.name] += count
            failures[project.name] = failures[project.name] + 1 if result.without_verdict else 0
            most = 1 if result.timed_out and not judged[project.name] else _MAX_FAILURES
            if failures[project.name] >= most:
                excluded_projects.add(project.name)
            progress = f"{judged.total()} of {settings.predictions}"
            announce(f"{checkers.trial.name}: {progress}: {project.name} {path}: {result.left_out or count}")
    return results


class _ProjectSession:
    """One project: its copy that the checker sees, and its markers."""

    def __init__(
        self, predictor: Predictor, checkers: CheckerPair, project: SampledProject, settings: ExperimentSettings
    ) -> None:
        predictor = predictor.with_packages(())  # numbers of several machines are to be compared
        self._predictor, self._checkers, self._project, self._settings = predictor, checkers, project, settings
        self._checked = CheckedProject(project.root)
        self._markers: ProjectMarkers | None = None
        if settings.with_project:
            self._markers = predictor.load_project(project.root)

    def __enter__(self) -> _ProjectSession:
        return self

    def __exit__(self, *_: object) -> None:
        self._checked.close()

    def judge(self, path: str) -> FileResult:
        """One file, from its baseline to the verdicts."""
        result = FileResult(self._project.name, path)
        index, root, settings = self._checked.root / path, self._checked.root, self._settings
        try:
            source = read_source(index)
            require_rewritable(source)
        except (SourceError, RewriteError) as error:
            return replace(result, left_out=str(error))
        bench = FileUnderTest(self._checkers.first, self._checked, index, source.exact_text)
        objection, without_verdict = bench.objection(), not bench.baseline.status.is_verdict
        result = replace(result, left_out=objection, without_verdict=without_verdict)
        if objection is None:
            file = build_trials(self._predictor, source, root, self._markers, settings.symbols_per_file, settings.seed)
            trials = run_trials(bench, self._checkers.trial, file, settings.seed)
            result = replace(result, trials=trials, refused=file.refused, unpredicted=file.unpredicted)
        return replace(result, runs=bench.runs, seconds=bench.seconds)


def _title(predictor: Predictor, checker: TypeChecker, settings: ExperimentSettings) -> dict[str, Any]:
    """Return the settings that must be equal to resume a log. The number of predictions may grow."""
    plain = {"checker": checker.name, "model": predictor.fingerprint, **asdict(settings)}
    del plain["predictions"]
    return plain
