"""Exact matches of answers, by kind of symbol, and with None where control flow shows it (Table 11)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_extraction import SymbolKind
from typilus.lab.experiments.infilling.hint_tasks import HintTask, normal_hint

__all__ = ["HintMeasures", "Share", "measure"]

_NONE = "None"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of questions.

    Attributes:
        right: Number of right answers.
        count: Number of questions.
    """

    right: int
    count: int

    @property
    def percent(self) -> float | None:
        """The share, %, None of no questions."""
        return 100 * self.right / self.count if self.count else None

    @property
    def error(self) -> float | None:
        """One standard error of it, %."""
        if not self.count:
            return None
        share = self.right / self.count
        return 100 * math.sqrt(share * (1 - share) / self.count)


@dataclass(frozen=True, slots=True)
class HintMeasures:
    """The exact matches of one way to ask.

    Attributes:
        returns: Returns other than None (Table 4).
        all_returns: All returns (Table 11).
        checked_returns: The same with None wherever control flow shows that nothing is returned.
        parameters: Parameters.
        variables: Variables inside of functions.
    """

    returns: Share
    all_returns: Share
    checked_returns: Share
    parameters: Share
    variables: Share

    @property
    def shares(self) -> tuple[Share, ...]:
        """All of them, in their order."""
        return (self.returns, self.all_returns, self.checked_returns, self.parameters, self.variables)


def measure(tasks: Sequence[HintTask], answers: Mapping[str, str]) -> HintMeasures:
    """Hold answers against what somebody wrote. Questions without an answer do not count."""
    asked = [task for task in tasks if task.key in answers]
    returns = [task for task in asked if task.kind is SymbolKind.RETURN]

    def answered(task: HintTask) -> str:
        return answers[task.key]

    def checked(task: HintTask) -> str:
        return _NONE if task.returns_nothing else answers[task.key]

    return HintMeasures(
        _share((task for task in returns if task.answer != _NONE), answered),
        _share(returns, answered),
        _share(returns, checked),
        _share((task for task in asked if task.kind is SymbolKind.PARAMETER), answered),
        _share((task for task in asked if task.kind is SymbolKind.VARIABLE), answered),
    )


def _share(tasks: Iterable[HintTask], answer: Callable[[HintTask], str]) -> Share:
    hits = [normal_hint(answer(task)) == task.answer for task in tasks]
    return Share(sum(hits), len(hits))
