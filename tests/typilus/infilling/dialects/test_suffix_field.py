from typilus.infilling import Generation, HoledText
from typilus.infilling.dialects import DIALECTS

SUFFIX = DIALECTS["suffix"]


def test_prefix_and_suffix_stay_apart() -> None:
    question = SUFFIX.ask(HoledText(("x: ", " = 1\n")))
    assert (question.prompt, question.suffix) == ("x: ", " = 1\n")
    assert SUFFIX.read(Generation("int"), HoledText(("", ""))) == [Generation("int")]
