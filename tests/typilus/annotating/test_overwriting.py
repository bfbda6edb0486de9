"""Which annotations are overwritten."""

from __future__ import annotations

import pytest

from graph_extraction.graph import Symbol, SymbolKind
from typilus.annotating.overwriting import overwritable
from typilus.prediction.file_prediction import Contradiction, FilePrediction, TypeCandidate, TypePrediction


def kept(existing: str | None, text: str, source: str, contradiction: Contradiction | None = None) -> list[str]:
    symbol = Symbol(0, SymbolKind.RETURN, "", "f", 1, 4, existing)
    best = TypeCandidate(text, text, 0.97, source)
    prediction = FilePrediction("f.py", None, (TypePrediction(symbol, existing, None, (best,), contradiction),))
    (found,) = overwritable(prediction)
    assert found.candidates or found.skipped == "the code does not contradict the annotation that is there"
    return [candidate.text for candidate in found.candidates]


@pytest.mark.parametrize(
    ("existing", "text", "source", "expected"),
    [
        (None, "str", "typespace", ["str"]),
        ("list[T]", "str", "typespace", []),
        ("list[T]", "str", "proved", []),
        ("Reader", "Path", "corpus-names", []),
        ("Any", "int", "proved", ["int"]),
        ("typing.Any", "None", "control-flow", ["None"]),
        ("Any", "int", "typespace", []),
        ("list", "list[int]", "proved", ["list[int]"]),
        ("list", "list[int]", "static", []),
    ],
)
def test_what_is_not_refuted_stays(existing: str | None, text: str, source: str, expected: list[str]) -> None:
    assert kept(existing, text, source) == expected


def test_what_is_refuted_becomes_what_the_code_gives() -> None:
    contradiction = Contradiction("list[str]", "list[str]", "all that is handed back is list[str]")
    assert kept("str", "bytes", "typespace", contradiction) == ["list[str]"]
