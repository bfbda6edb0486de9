import pytest

from typilus.infilling import Generation, HoledText
from typilus.infilling.dialects import DIALECTS

CHAT = DIALECTS["chat"]
TWO = HoledText(("def f(a: ", ", b: ", "): pass\n"))


def test_the_holes_are_marked() -> None:
    prompt = CHAT.ask(TWO).prompt
    assert "def f(a: _hole_1_, b: _hole_2_): pass\n" in prompt
    assert "a JSON list of 2 strings" in prompt


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        ('["int", "str"]', ["int", "str"]),
        ('```json\n["int", "list[str]"]\n```', ["int", "list[str]"]),
        ('Sure! ["int", "str"] is it.', ["int", "str"]),
        ('["int"]', []),
        ('["int", 3]', []),
        ('{"a": "int"}', []),
        ("int, str", []),
        ("[" * 5000 + "]" * 5000, []),
        ("", []),
    ],
)
def test_answers_are_read(answer: str, texts: list[str]) -> None:
    assert [text.text for text in CHAT.read(Generation(answer), TWO)] == texts


def test_the_probability_is_counted_once() -> None:
    answers = CHAT.read(Generation('["int", "str"]', -3.0), TWO)
    assert sum(answer.log_probability or 0.0 for answer in answers) == -3.0
    assert CHAT.read(Generation('["int", "str"]'), TWO)[0].log_probability is None
