import pytest

from tests.typilus.infilling.scripted_model import ScriptedModel
from typilus.infilling import Completion, Generation, GenerationRequest, HoledText, TextInfiller
from typilus.infilling.dialects import DIALECTS

TWO = HoledText(("def f(a: ", ", b: ", "): pass\n"))
ONE = HoledText(("def f(a: ", ", b): pass\n"))


def answering(*texts: str, value: float | None = -0.5) -> ScriptedModel:
    """A model whose continuations are these, in turn."""
    rest = list(texts)
    return ScriptedModel(lambda request: [Generation(rest.pop(0), value) for _ in range(request.n)])


def test_holes_far_from_each_other_are_asked_one_after_the_other() -> None:
    model = answering(" int", " str")
    far = HoledText(("a: ", f" = {'1 + ' * 60}1\nb: ", " = ''\n"))
    assert TextInfiller(model, DIALECTS["qwen"]).complete([far]) == [[Completion(("int", "str"), -1.0)]]
    first, second = (request.prompt for request in model.requests)
    assert first.startswith("<|fim_prefix|>a:<|fim_suffix|> = 1")
    assert first.endswith("b = ''\n<|fim_middle|>")
    assert second.startswith("<|fim_prefix|>a: int = 1")
    assert second.endswith("b:<|fim_suffix|> = ''\n<|fim_middle|>")


def test_a_model_goes_on_behind_a_hole() -> None:
    model = answering(" int", " str")
    infiller = TextInfiller(model, DIALECTS["qwen"])
    assert infiller.complete([TWO]) == [[Completion(("int", "str"), -1.0)]]
    question = "<|fim_prefix|>def f(a:<|fim_suffix|>): pass\n<|fim_middle|>"
    assert [request.prompt for request in model.requests] == [question, f"{question} int, b:"]
    assert infiller.requests == 2


def test_an_answer_may_go_on_by_itself() -> None:
    answer = Generation(" int, b: str)", -9.0, ((0, -1.0), (4, -0.5), (8, -2.0), (12, -4.0)))
    model = ScriptedModel(lambda request: [answer])
    assert TextInfiller(model, DIALECTS["qwen"]).complete([TWO]) == [[Completion(("int", "str"), -3.0)]]
    assert len(model.requests) == 1


def test_code_that_a_model_invents_between_holes_is_none() -> None:
    model = answering(" int = 3, c: bool", " str")
    assert TextInfiller(model, DIALECTS["qwen"]).complete([TWO])[0][0].texts == ("int", "str")
    assert model.requests[1].prompt.endswith("<|fim_middle|> int, b:")


def test_all_holes_are_asked_at_once_where_the_dialect_can() -> None:
    model = answering(" int<|endofmask|><|mask:1|> str<|endofmask|>")
    model.inserts_sentinels = True
    assert TextInfiller(model, DIALECTS["incoder"]).complete([TWO])[0][0].texts == ("int", "str")
    (request,) = model.requests
    assert request.prompt == "def f(a:<|mask:0|>, b:<|mask:1|>): pass\n<|mask:2|><|mask:0|>"


def test_a_model_that_is_given_no_sentinels_is_asked_for_one_hole_at_a_time() -> None:
    model = answering(" int<|endofmask|> print", " str<|endofmask|> print")
    assert TextInfiller(model, DIALECTS["incoder"]).complete([TWO])[0][0].texts == ("int", "str")
    assert model.requests[0].prompt == "def f(a:<|mask:0|>, b): pass\n<|mask:1|><|mask:0|>"


def test_what_one_answer_leaves_open_is_asked_again() -> None:
    model = answering(" int<|endofmask|>", " str<|endofmask|>")
    model.inserts_sentinels = True
    assert TextInfiller(model, DIALECTS["incoder"]).complete([TWO])[0][0].texts == ("int", "str")
    assert model.requests[1].prompt == "def f(a: int, b:<|mask:0|>): pass\n<|mask:1|><|mask:0|>"


def test_equal_texts_are_one_request() -> None:
    model = answering("int", "int", "str", "bytes", "bool", "list")
    infiller = TextInfiller(model, DIALECTS["qwen"])
    completions = infiller.complete([TWO], n=3, temperature=0.8, seed=7)[0]
    assert [request.n for request in model.requests] == [3, 2, 1]
    assert [completion.texts for completion in completions] == [("int", "bytes"), ("int", "bool"), ("str", "list")]
    assert {request.seed for request in model.requests} == {7}


def test_equal_texts_have_one_answer_without_chance() -> None:
    model = answering("int")
    assert TextInfiller(model, DIALECTS["qwen"]).complete([ONE, ONE]) == [[Completion(("int",), -0.5)]] * 2
    assert [request.n for request in model.requests] == [1]


def test_at_temperature_0_there_is_one_completion() -> None:
    assert len(TextInfiller(answering("int", "int"), DIALECTS["qwen"]).complete([ONE], n=5)[0]) == 1


def test_answers_end_where_the_hole_does() -> None:
    answer = Generation(" int, b: str):\n", -9.0, ((0, -1.0), (4, -8.0)))
    model = ScriptedModel(lambda request: [answer])
    assert TextInfiller(model, DIALECTS["qwen"]).complete([ONE]) == [[Completion(("int",), -1.0)]]


def test_without_probabilities_there_is_none() -> None:
    model = answering("int", "str", value=None)
    assert TextInfiller(model, DIALECTS["qwen"]).complete([TWO])[0][0].log_probability is None


def test_a_failure_of_one_text_is_none_of_the_others() -> None:
    model = ScriptedModel(lambda request: [] if "bad" in request.prompt else [Generation("int")])
    bad = HoledText(("bad: ", "\n"))
    completions = TextInfiller(model, DIALECTS["qwen"]).complete([bad, ONE, HoledText(("done",))])
    assert [len(group) for group in completions] == [0, 1, 1]
    assert completions[2] == [Completion((), 0)]


def test_nonsense_is_no_answer() -> None:
    model = answering("I cannot do that.")
    assert TextInfiller(model, DIALECTS["chat"]).complete([TWO]) == [[]]


def test_sentinels_in_the_code_are_none() -> None:
    model = answering("int")
    model.special_tokens = frozenset({"<|im_start|>", " "})
    text = HoledText(('END = "<|fim_middle|>"\nx: ', ' = "<|im_start|>"\n'))
    TextInfiller(model, DIALECTS["qwen"]).complete([text])
    prompt = model.requests[0].prompt
    assert prompt == '<|fim_prefix|>END = "< |fim_middle|>"\nx:<|fim_suffix|> = "< |im_start|>"\n<|fim_middle|>'


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_prompts_fit_the_context(dialect: str) -> None:
    def answer(request: GenerationRequest) -> list[Generation]:
        size = len(request.prompt) + len(request.suffix or "") + request.max_tokens
        assert size <= model.context
        return [Generation('["int", "str"]' if dialect == "chat" else "int")]

    model = ScriptedModel(answer, context=900)
    long = HoledText(("x = 1\n" * 1000 + "y: ", " = 2\n" * 1000 + "z: ", " = 3\n" * 1000))
    (completion,) = TextInfiller(model, DIALECTS[dialect]).complete([long])[0]
    assert completion.texts == ("int", "str" if dialect == "chat" else "int")
    assert len(model.requests[0].prompt) > 500 or model.requests[0].suffix


def test_a_context_too_small_for_anything_is_no_error() -> None:
    assert TextInfiller(ScriptedModel(lambda request: [], context=1), DIALECTS["qwen"]).complete([TWO]) == [[]]


def test_scores_are_those_of_the_hole_with_its_end() -> None:
    model = answering()
    assert TextInfiller(model, DIALECTS["qwen"]).score(ONE, ["int", "str"]) == [-len(" int<|endoftext|>")] * 2
    assert model.requests[0].prompt == "<|fim_prefix|>def f(a:<|fim_suffix|>, b): pass\n<|fim_middle|>"


@pytest.mark.parametrize("dialect", ["suffix", "chat"])
def test_without_sentinels_nothing_can_be_scored(dialect: str) -> None:
    model = answering()
    model.chats = dialect == "chat"
    assert TextInfiller(model, DIALECTS[dialect]).score(ONE, ["int"]) is None


def test_leaving_it_closes_the_model() -> None:
    model = answering()
    with TextInfiller(model, DIALECTS["qwen"]) as infiller:
        assert infiller.name == "scripted"
    assert model.closed
