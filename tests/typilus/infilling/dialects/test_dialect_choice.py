import pytest

from tests.typilus.infilling.scripted_model import ScriptedModel
from typilus.errors import InfillError
from typilus.infilling.dialects import DIALECTS, SENTINELS, choose_dialect, named_dialect


def model(name: str = "x", *tokens: str) -> ScriptedModel:
    scripted = ScriptedModel(lambda request: [])
    scripted.name = name
    scripted.special_tokens = frozenset(tokens)
    return scripted


@pytest.mark.parametrize("name", [name for name, dialect in DIALECTS.items() if dialect.required])
def test_a_model_with_its_special_tokens_speaks_a_dialect(name: str) -> None:
    assert choose_dialect(model("x", "<other>", *DIALECTS[name].required)) is DIALECTS[name]
    assert set(DIALECTS[name].required) <= set(SENTINELS)


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("facebook/incoder-1B", "incoder"),
        ("Qwen/Qwen2.5-Coder-0.5B", "qwen"),
        ("qwen2.5-coder:7b", "qwen"),
        ("bigcode/starcoder2-3b", "starcoder"),
        ("deepseek-ai/deepseek-coder-1.3b-base", "deepseek"),
        ("codellama/CodeLlama-7b-hf", "codellama"),
        ("google/codegemma-2b", "codegemma"),
        ("codestral-latest", "codestral"),
    ],
)
def test_names_tell_the_dialect_where_nothing_else_does(name: str, dialect: str) -> None:
    assert choose_dialect(model(name)) is DIALECTS[dialect]
    assert named_dialect(name) is DIALECTS[dialect]


def test_special_tokens_come_before_the_name() -> None:
    assert choose_dialect(model("my-codellama-like", *DIALECTS["qwen"].required)).name == "qwen"


def test_a_server_that_fills_holes_needs_no_sentinels() -> None:
    scripted = model("Qwen/Qwen2.5-Coder-0.5B")
    scripted.takes_suffix = True
    assert choose_dialect(scripted).name == "suffix"
    scripted.chats = True
    assert choose_dialect(scripted).name == "chat"


def test_people_may_choose() -> None:
    assert choose_dialect(model("x", *DIALECTS["qwen"].required), "incoder").name == "incoder"
    with pytest.raises(InfillError, match="no dialect is called 'klingon'; choose one of auto, incoder"):
        choose_dialect(model(), "klingon")


def test_what_nobody_knows_is_said() -> None:
    with pytest.raises(InfillError, match=r"gpt2: cannot tell .* name its dialect \(incoder, "):
        choose_dialect(model("gpt2"))
