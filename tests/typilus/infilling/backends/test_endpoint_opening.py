from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from tests.typilus.infilling.backends.loopback_server import Answer, LoopbackServer, Request, completion, serve
from typilus.errors import InfillError
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import EndpointTerms, endpoint_opening, open_endpoint
from typilus.infilling.backends.chat_endpoint import ChatEndpoint
from typilus.infilling.backends.completion_endpoint import CompletionEndpoint
from typilus.infilling.backends.endpoint import Endpoint

QWEN: dict[str, object] = {"id": "Qwen/Qwen2.5-Coder-0.5B", "max_model_len": 8192}


def server_with(*models: dict[str, object], suffix: bool = False) -> AbstractContextManager[LoopbackServer]:
    """A server with some models."""

    def respond(request: Request) -> Answer:
        if request.path == "/v1/models":
            return Answer({"object": "list", "data": list(models)})
        if request.path == "/v1/completions" and ("suffix" not in request.body or suffix):
            return Answer(completion("int"))
        return Answer({"error": "secret"}, 400 if request.method == "POST" else 404)

    return serve(respond)


def opened(server: LoopbackServer, fragment: str = "", dialect: str = "auto") -> Endpoint:
    return open_endpoint(f"{server.url}{fragment}", EndpointTerms(dialect=dialect), Announcer(pytest.fail))


def test_the_only_model_need_not_be_named() -> None:
    with server_with(QWEN) as server:
        model = opened(server)
        assert isinstance(model, CompletionEndpoint)
        assert (model.name, model.context, model.takes_suffix) == ("Qwen/Qwen2.5-Coder-0.5B", 8192, False)
        assert model.path == "/v1/completions"
        assert not server.posted()


@pytest.mark.parametrize("fragment", ["/v1", "/v1/", "/v1#Qwen/Qwen2.5-Coder-0.5B", "#Qwen/Qwen2.5-Coder-0.5B"])
def test_addresses_may_be_written_in_several_ways(fragment: str) -> None:
    with server_with(QWEN) as server:
        assert opened(server, fragment).name == "Qwen/Qwen2.5-Coder-0.5B"


def test_one_of_several_has_to_be_named() -> None:
    with server_with(QWEN, {"id": "other"}) as server:
        with pytest.raises(InfillError, match=r"name the model after a #.*it has Qwen/Qwen2.5-Coder-0.5B, other"):
            opened(server)
        with pytest.raises(InfillError, match="has no model 'third'"):
            opened(server, "#third")


def test_without_a_list_the_name_is_believed() -> None:
    with serve(lambda request: Answer({}, 404)) as server:
        assert opened(server, "/v1/fim#codestral-latest").name == "codestral-latest"
        with pytest.raises(InfillError, match="does not list its models"):
            opened(server)


def test_ollama_puts_prompts_into_templates() -> None:
    ollama: dict[str, object] = {"id": "qwen2.5-coder:0.5b", "owned_by": "library"}
    with server_with(ollama, suffix=True) as server:
        assert opened(server).takes_suffix


def test_an_unknown_model_is_asked_with_a_suffix_or_in_a_chat() -> None:
    with server_with({"id": "mystery"}, suffix=True) as server:
        assert opened(server).takes_suffix
    sentences: list[str] = []
    with server_with({"id": "mystery"}) as server:
        model = open_endpoint(server.url, EndpointTerms(), Announcer(sentences.append))
        assert isinstance(model, ChatEndpoint)
    assert sentences == ["mystery: no way to fill holes is known of it; it is asked in a chat"]


def test_a_dialect_that_is_named_decides() -> None:
    with server_with(QWEN) as server:
        assert isinstance(opened(server, dialect="chat"), ChatEndpoint)
        assert opened(server, dialect="suffix").takes_suffix
        assert not opened(server, dialect="starcoder").takes_suffix


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://", "is no URL of a server"),
        ("http:model", "is no URL of a server"),
        ("http://host:port", "is no URL"),
        ("http://[::1", "is no URL"),
        ("http://user:s3cret@host/v1", "a URL has no password"),
        ("http://host/v1?key=s3cret", "a URL has no password or query"),
    ],
)
def test_what_is_no_url_is_said(url: str, reason: str) -> None:
    with pytest.raises(InfillError, match=reason) as error:
        open_endpoint(url, EndpointTerms(), Announcer(pytest.fail))
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(("status", "reason"), [(401, "TYPILUS_API_KEY"), (302, "redirects"), (500, "status 500")])
def test_a_server_that_refuses_is_said(status: int, reason: str) -> None:
    headers = {"Location": "http://127.0.0.1:9/"}
    with serve(lambda request: Answer({}, status, headers)) as server, pytest.raises(InfillError, match=reason):
        opened(server)


def test_only_the_loopback_goes_unannounced(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(exchange: object, base: str, parts: object, url: str) -> dict[str, object]:
        return dict(QWEN)

    monkeypatch.setattr(endpoint_opening, "_find_model", find)
    monkeypatch.setattr(endpoint_opening, "_try", lambda *_: None)
    sentences: list[str] = []
    hosts = ("http://127.0.0.2", "http://localhost", "http://[::1]:8", "http://a.example", "https://b.example/v1")
    for url in (*hosts, "http://localhost.evil.example"):
        open_endpoint(url, EndpointTerms(), Announcer(sentences.append))
    assert sentences == [
        "parts of the files are sent to a.example, unencrypted, as --infill asks for",
        "parts of the files are sent to b.example, as --infill asks for",
        "parts of the files are sent to localhost.evil.example, unencrypted, as --infill asks for",
    ]


def test_the_key_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_API_KEY", "s3cret")
    with server_with(QWEN) as server:
        opened(server)
        assert {request.key for request in server.requests} == {"Bearer s3cret"}
