import pytest

from typilus.infilling import Generation, HoledText
from typilus.infilling.dialects import DIALECTS

TEXT = HoledText(("a{b}: ", " = {c}"))


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("qwen", "<|fim_prefix|>a{b}: <|fim_suffix|> = {c}<|fim_middle|>"),
        ("codegemma", "<|fim_prefix|>a{b}: <|fim_suffix|> = {c}<|fim_middle|>"),
        ("starcoder", "<fim_prefix>a{b}: <fim_suffix> = {c}<fim_middle>"),
        ("deepseek", "<｜fim▁begin｜>a{b}: <｜fim▁hole｜> = {c}<｜fim▁end｜>"),
        ("codellama", "<PRE> a{b}:  <SUF> = {c} <MID>"),
        ("codestral", "[SUFFIX] = {c}[PREFIX]a{b}: "),
    ],
)
def test_prompts_are_those_that_the_models_were_trained_on(name: str, prompt: str) -> None:
    question = DIALECTS[name].ask(TEXT)
    assert question.prompt == prompt
    assert question.stop[0] == "\n"
    assert DIALECTS[name].end in question.stop
    assert question.suffix is None


def test_the_whole_answer_is_that_of_the_hole() -> None:
    answer = Generation("int", -1.0)
    assert DIALECTS["qwen"].read(answer, TEXT) == [answer]


@pytest.mark.parametrize(("name", "end"), [("qwen", "<|fim_middle|>int, b: "), ("codestral", "[PREFIX]f(a: int, b: ")])
def test_the_middle_goes_on_behind_the_prompt(name: str, end: str) -> None:
    assert DIALECTS[name].ask(HoledText(("f(a: ", ")"), "int, b: ")).prompt.endswith(end)


def test_an_answer_fills_holes_as_long_as_it_keeps_to_the_code() -> None:
    text = HoledText(("f(a: ", ", b: ", ") -> ", ":"))
    read = DIALECTS["qwen"].read
    assert [one.text for one in read(Generation("int, b: str) -> bool:"), text)] == ["int", " str", " bool:"]
    assert [one.text for one in read(Generation("int, b: str, c: int) -> bool:"), text)] == ["int", " str"]
    assert [one.text for one in read(Generation("int"), text)] == ["int"]
