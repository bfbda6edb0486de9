"""Type checkers judge the predictions of one trained run: what Table 5 and Figure 7 share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from typilus.annotation_types import TypeLattice
from typilus.checking import CHECKERS, RunLimits
from typilus.errors import CorpusError
from typilus.lab.corpus import SplitKind
from typilus.lab.exhibits.laboratory import Laboratory, RowOutcome
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.experiments import checkers, network
from typilus.lab.model_building import IndexSettings, make_model
from typilus.models import MANIFEST_FILE, load_predictor
from typilus.prediction import Predictor

__all__ = ["CHECKER_NAMES", "CheckerTrials", "run_checker_trials"]

CHECKER_NAMES: Final = ("mypy", "pytype")
"""The paper's."""
_SECONDS, _FIRST_SECONDS = 20.0, 300.0
_SYMBOLS_PER_FILE: Final = 10
"""Few, so that a small number of predictions is of many files."""


@dataclass(frozen=True, slots=True)
class CheckerTrials:
    """The verdicts of both checkers.

    Attributes:
        outcome: The run whose predictions were judged.
        results: Verdicts by checker.
        relations: Of the predictions that change an annotation, by checker.
        reasons: The reason why a checker did not judge, by checker.
    """

    outcome: RowOutcome
    results: dict[str, list[checkers.FileResult]] = field(default_factory=dict)
    relations: dict[str, Mapping[checkers.Relation, checkers.Tally]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def summaries(self) -> dict[str, checkers.CheckerSummary]:
        """The counted verdicts by checker."""
        return {name: checkers.summarize_checker(name, results) for name, results in self.results.items()}


def run_checker_trials(laboratory: Laboratory) -> CheckerTrials:
    """Train the model, make its type map, and let both checkers judge its predictions on the test side.

    Raises:
        CorpusError: The corpus cannot be read, or holds no sources of files to check.
    """
    (outcome,) = laboratory.run([TYPILUS])
    if outcome.reason is not None:
        return CheckerTrials(outcome, reasons=dict.fromkeys(CHECKER_NAMES, outcome.reason))
    folder = outcome.runs[0].folder
    predictor = _predictor(folder, laboratory)
    projects = _projects(laboratory)
    trials = CheckerTrials(outcome)
    lattice = _lattice(laboratory.settings.corpus)
    for name in CHECKER_NAMES:
        if CHECKERS[name]().executable is None:
            trials.reasons[name] = f"{name} is not installed; pip install 'typilus[{name}]'"
            continue
        first, trial = (CHECKERS[name](limits=RunLimits(seconds)) for seconds in (_FIRST_SECONDS, _SECONDS))
        settings = checkers.ExperimentSettings(laboratory.settings.predictions, _SYMBOLS_PER_FILE, with_project=False)
        trials.results[name] = checkers.run_checker_experiment(
            predictor,
            checkers.CheckerPair(first, trial),
            projects,
            settings,
            folder / f"checked-{name}.jsonl",
            laboratory.announce,
        )
        trials.relations[name] = checkers.relation_tallies(trials.results[name], lattice)
    return trials


def _predictor(run: Path, laboratory: Laboratory) -> Predictor:
    """The model of a run, ranked by its own vote alone, as in the paper."""
    folder = run / "model"
    if not (folder / MANIFEST_FILE).exists():
        settings = laboratory.settings
        bench = network.Workbench(settings.device, announce=laboratory.announce)
        make_model(run, settings.corpus, folder, IndexSettings(cast(SplitKind, laboratory.split)), bench)
    predictor = load_predictor(folder)
    return Predictor(predictor.embedder, predictor.space)


def _projects(laboratory: Laboratory) -> Sequence[checkers.SampledProject]:
    settings, split = laboratory.settings, cast(SplitKind, laboratory.split)
    try:
        return checkers.sampled_projects(settings.corpus, "test", 0, split)
    except CorpusError:
        if split == "project":
            raise
    return checkers.library_files_alone(settings.corpus, "test", 0, settings.into / "library")


def _lattice(corpus: Path) -> TypeLattice:
    """The order of types with the classes of a corpus, as far as it has kept them."""
    try:
        plain = json.loads((corpus / "hierarchy.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        plain = {}
    return TypeLattice({name: tuple(bases) for name, bases in plain.items()})
