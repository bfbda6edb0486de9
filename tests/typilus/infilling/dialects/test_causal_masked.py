import pytest

from typilus.infilling import Generation, HoledText
from typilus.infilling.dialects import DIALECTS

INCODER = DIALECTS["incoder"]
TWO = HoledText(("A ", " C ", " E"))


def test_the_prompt_is_that_of_the_paper() -> None:
    """Section 2.2: [A; <Mask:0>; C; <Mask:1>; E; <Mask:2>], then <Mask:0>."""
    assert INCODER.ask(TWO).prompt == "A <|mask:0|> C <|mask:1|> E<|mask:2|><|mask:0|>"
    assert INCODER.ask(HoledText(("A", "B"))).prompt == "A<|mask:0|>B<|mask:1|><|mask:0|>"


def test_a_single_hole_ends_with_its_end() -> None:
    assert INCODER.ask(HoledText(("A", "B"))).stop == ("\n", "<|endofmask|>")
    assert "<|endofmask|>" not in INCODER.ask(TWO).stop


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        ("B<|endofmask|><|mask:1|>D<|endofmask|>", ["B", "D"]),
        ("B<|endofmask|>\n<|mask:1|>D<|endofmask|><|mask:2|>", ["B", "D"]),
        ("B<|endofmask|>D", ["B", "D"]),
        ("B<|endofmask|>", ["B"]),
        ("B", ["B"]),
        ("", [""]),
        ("<|endofmask|><|mask:1|>D<|endofmask|>", ["", "D"]),
        ("B<|endofmask|>D<|endofmask|>F<|endofmask|>", ["B", "D"]),
    ],
)
def test_answers_are_read(answer: str, texts: list[str]) -> None:
    assert [text.text for text in INCODER.read(Generation(answer), TWO)] == texts


def test_sentinels_between_answers_cost_nothing() -> None:
    end, mask = "<|endofmask|>", "<|mask:1|>"
    starts = (0, 1, 1 + len(end), 1 + len(end + mask), 2 + len(end + mask))
    tokens = tuple(zip(starts, (-1.0, -0.5, -100.0, -2.0, -0.25), strict=True))
    answers = INCODER.read(Generation(f"B{end}{mask}D{end}", -103.75, tokens), TWO)
    assert [answer.log_probability for answer in answers] == [-1.5, -2.25]
