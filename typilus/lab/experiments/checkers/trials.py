"""Frozen values of the experiment, and their JSON: one prediction on trial, its verdict, all those of one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from typing import Any

from graph_extraction import SymbolKind
from typilus.checking import CheckStatus
from typilus.rewriting import AnnotationEdit

__all__ = ["FileResult", "Transition", "Trial", "TrialError", "Verdict"]


class Transition(str, Enum):
    """The change that a prediction would make to the symbol's annotation (paper, Table 5)."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class Verdict(str, Enum):
    """The result of a trial. `TIMEOUT` and `CRASHED` are no judgment on the prediction and do not count."""

    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class TrialError:
    """A new error that the prediction caused, and where."""

    code: str
    message: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Trial:
    """One symbol's top prediction.

    Attributes:
        edit: Where it would be written, and its canonical type as the file's own names have it.
        existing: The annotation in the file, as written there.
        text: How the prediction is written.
        probability: Of the prediction.
        transition: What it changes.
        verdict: None before the trial.
        errors: The first new errors, of a trial that failed.
        alone: The verdict is that of a run with this edit alone; else of a group that passed together.
        masked: It passed in a group and failed alone; None where that was not looked at.
        existing_type: The canonical type of the annotation in the file, None if there is none or it is no type.
        predicted_type: The canonical type of the prediction.
    """

    edit: AnnotationEdit
    existing: str | None
    text: str
    probability: float
    transition: Transition
    verdict: Verdict | None = None
    errors: tuple[TrialError, ...] = ()
    alone: bool = False
    masked: bool | None = None
    existing_type: str | None = None
    predicted_type: str | None = None

    @property
    def counts(self) -> bool:
        """Return whether the checker has reached a verdict."""
        return self.verdict in (Verdict.PASSED, Verdict.FAILED)

    def judged(self, verdict: Verdict, errors: tuple[TrialError, ...] = (), *, alone: bool = False) -> Trial:
        """The trial with its verdict."""
        return replace(self, verdict=verdict, errors=errors, alone=alone)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Trial:
        """The inverse of `dataclasses.asdict`, as read from JSON."""
        edit = AnnotationEdit(**{**plain["edit"], "kind": SymbolKind(plain["edit"]["kind"])})
        errors = tuple(TrialError(**error) for error in plain["errors"])
        verdict = None if plain["verdict"] is None else Verdict(plain["verdict"])
        changed = {"edit": edit, "errors": errors, "verdict": verdict, "transition": Transition(plain["transition"])}
        return cls(**{**plain, **changed})


@dataclass(frozen=True, slots=True)
class FileResult:
    """The results of one file and its symbols.

    Attributes:
        project: Name of the project in the corpus.
        path: Path in the project.
        left_out: Reason, in words, why the file is no part of the experiment, None if it is.
        without_verdict: Whether the checker had no verdict on the file as it is.
        trials: Predictions that could be written.
        refused: Numbers of predictions that could not be written, by reason, which have no trial.
        unpredicted: Number of symbols without a prediction, which count against the recall.
        runs: Number of checker runs, the baseline included.
        seconds: Duration of these runs.
    """

    project: str
    path: str
    left_out: str | None = None
    without_verdict: bool = False
    trials: tuple[Trial, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)
    unpredicted: int = 0
    runs: int = 0
    seconds: float = 0.0

    @property
    def timed_out(self) -> bool:
        """True if the checker was not done with the file as it is when its time was up."""
        return self.without_verdict and self.left_out == f"baseline {CheckStatus.TIMEOUT.value}"

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {**asdict(replace(self, refused={})), "refused": dict(self.refused)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> FileResult:
        """Return the value that `to_json` wrote."""
        return cls(**{**plain, "trials": tuple(map(Trial.from_json, plain["trials"]))})
