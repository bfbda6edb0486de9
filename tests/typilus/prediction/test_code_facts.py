"""Facts of the code about candidates."""

from __future__ import annotations

from typilus.prediction.file_prediction import TypePrediction
from typilus.prediction.joining import NO_LIMITS, Joiner
from typilus.project.reading import read_text
from typilus.recommenders import ControlFlowRecommender

CODE = """
def report(text):
    print(text)


def fail(text):
    raise ValueError(text)
"""


def returns_of(code: str) -> dict[str, TypePrediction]:
    joined = Joiner([ControlFlowRecommender()], None).join(read_text(code), NO_LIMITS)
    return {each.symbol.name: each for each in joined.prediction if each.candidates}


def test_what_control_flow_shows_follows_from_the_code() -> None:
    found = returns_of(CODE)
    assert [(each.type, each.follows) for each in found["report"].candidates] == [("None", True)]
    assert [(each.type, each.follows) for each in found["fail"].candidates] == [("typing.NoReturn", True)]
