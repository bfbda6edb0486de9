from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.infilling.backends.loopback_server import Answer, Request, completion, serve
from tests.typilus.infilling.learned_function import FUNCTION, TYPES
from typilus.errors import InfillError
from typilus.infilling import InfillerOptions, open_infiller


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("what", ["", "gguf:", "transformers:", "model.gguf", "ftp://host", "own", "openai:gpt"])
def test_what_names_no_model_is_said(what: str) -> None:
    with pytest.raises(InfillError, match=r"names no model; expected http://"):
        open_infiller(what)


def test_a_gguf_file_fills_holes(tiny_gguf: Path) -> None:
    with open_infiller(f"gguf:{tiny_gguf}", notice=pytest.fail) as infiller:
        assert infiller.name == "tiny.gguf"
        assert infiller.complete([FUNCTION])[0][0].texts == TYPES


def test_a_folder_fills_holes(tiny_folder: Path) -> None:
    with open_infiller(f"transformers:{tiny_folder}", InfillerOptions(cached=False), pytest.fail) as infiller:
        assert infiller.complete([FUNCTION])[0][0].texts == TYPES


def respond(request: Request) -> Answer:
    if request.path == "/v1/models":
        return Answer({"data": [{"id": "qwen2.5-coder"}]})
    return Answer(completion("int")) if request.method == "POST" else Answer({}, 404)


def test_answers_are_kept_unless_they_must_not_be(cache: Path) -> None:
    with serve(respond) as server:
        for _ in range(2):
            with open_infiller(server.url) as infiller:
                assert infiller.complete([FUNCTION])[0][0].texts == ("int",) * 3
        assert len(server.posted()) == 3
        assert len(list((cache / "completions").rglob("*.json"))) == 3
        with open_infiller(server.url, InfillerOptions(cached=False)) as infiller:
            infiller.complete([FUNCTION])
        assert len(server.posted()) == 6


def test_options_reach_the_server() -> None:
    sentences: list[str] = []
    options = InfillerOptions(dialect="starcoder", max_requests=1, context=600)
    with serve(respond) as server, open_infiller(server.url, options, sentences.append) as infiller:
        assert infiller.dialect.name == "starcoder"
        assert infiller.model.context == 600
        assert infiller.complete([FUNCTION]) == [[]]
    assert sentences == ["qwen2.5-coder: the budget of 1 requests is used up; it is asked no more"]


def test_an_unknown_dialect_closes_what_was_opened(tiny_gguf: Path) -> None:
    with pytest.raises(InfillError, match="no dialect is called 'klingon'"):
        open_infiller(f"gguf:{tiny_gguf}", InfillerOptions(dialect="klingon"))
