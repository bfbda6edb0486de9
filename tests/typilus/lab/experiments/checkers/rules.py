"""A checker that judges by rules, a predictor that looks types up by name, and a project for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_extraction import extract, read_source
from typilus.checking.checker import TypeChecker
from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.specs import CheckerSpec
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.prediction.predictor import Predictor

SHOP = """\
def total(prices: list[int], count):
    result = sum(prices) * count
    return result


def label(text, width: int = 3) -> str:
    for line in text:
        print(line)
    return text
"""


class RuleChecker(TypeChecker):
    """Reports each line that holds all words of a rule; with a rule's status it has no verdict instead."""

    spec = CheckerSpec("rules", "rules")

    def __init__(self, *wrong: Sequence[str], statuses: Mapping[str, CheckStatus] | None = None) -> None:
        self.wrong, self.statuses = wrong, dict(statuses or {})
        self.texts: list[str] = []

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        ((path, text),) = changed.items()
        self.texts.append(text)
        status = next((status for word, status in self.statuses.items() if word in text), None)
        if status is not None:
            return CheckOutcome(status, (), 1.0, self.name, "1")
        found = [
            Diagnostic(project.relative(path), number + 1, 0, "wrong", f"wrong: {' '.join(words)}")
            for words in self.wrong
            for number, line in enumerate(text.splitlines())
            if all(word in line for word in words)
        ]
        return CheckOutcome(CheckStatus.FAILED if found else CheckStatus.PASSED, tuple(found), 1.0, self.name, "1")

    def concern(self, code: str) -> Concern:
        return Concern.TYPES


class NamePredictor(Predictor):
    """Gives each symbol the type and probability that its name has."""

    fingerprint = "by name"

    def __init__(self, known: Mapping[str, tuple[str, float]]) -> None:
        self.known = known

    def predict(self, path: Any, **_: Any) -> FilePrediction:
        symbols = []
        for symbol in extract(read_source(path)).symbols:
            found = self.known.get(symbol.name)
            best = () if found is None else (TypeCandidate(found[0], found[0], found[1], "typespace"),)
            symbols.append(TypePrediction(symbol, symbol.annotation, None, best))
        return FilePrediction(str(path), None, tuple(symbols))


PREDICTED = {
    "prices": ("list[int]", 0.9),
    "count": ("int", 0.8),
    "result": ("str", 0.4),
    "total": ("int", 0.7),
    "text": ("str", 0.6),
    "line": ("str", 0.6),
    "width": ("float", 0.3),
}


def write_shop(root: Path, name: str = "shop.py", text: str = SHOP) -> Path:
    """A project of one file."""
    root.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")
    return root / name
