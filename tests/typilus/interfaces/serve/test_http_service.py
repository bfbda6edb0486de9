from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from typilus.errors import TypilusError, WorkerError
from typilus.interfaces.serve import TimeLimitError, http_application
from typilus.interfaces.serve.methods import METHODS, RequestError

PAGE = "http://localhost:5173"
FAILURES = {
    "annotate": (RequestError("no such parameter"), 400),
    "audit": (TypilusError("cannot be read"), 422),
    "stub": (WorkerError("has ended"), 500),
    "reload": (TimeLimitError("too long"), 504),
}


def answered(method: str, parameters: Any) -> Any:
    if method in FAILURES:
        raise FAILURES[method][0]
    return {"method": method, "parameters": parameters}


@pytest.fixture
def client() -> TestClient:
    application = http_application(answered, max_bytes=1000, hosts=["typilus.local"], origins=[PAGE])
    return TestClient(application, base_url="http://localhost")


def test_a_method_gets_the_parameters_of_the_body(client: TestClient) -> None:
    response = client.post("/predict", json={"source": "x = 1"})
    assert response.json() == {"method": "predict", "parameters": {"source": "x = 1"}}


def test_the_root_lists_what_can_be_called(client: TestClient) -> None:
    described = client.get("/").json()
    assert described["methods"].keys() == METHODS.keys()
    assert "source" in described["methods"]["predict"]["parameters"]


@pytest.mark.parametrize("method", FAILURES)
def test_a_failure_has_a_status_a_name_and_a_message(client: TestClient, method: str) -> None:
    error, status = FAILURES[method]
    response = client.post(f"/{method}", json={})
    assert response.status_code == status
    assert response.json() == {"error": {"name": type(error).__name__, "message": str(error)}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "127.0.0.1:8750"}, 200),
        ({"host": "typilus.local"}, 200),
        ({"host": "rebound.example"}, 400),
        ({"origin": PAGE}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_only_known_hosts_and_origins_are_answered(client: TestClient, headers: Mapping[str, str], status: int) -> None:
    assert client.post("/predict", json={}, headers=dict(headers)).status_code == status


def test_a_page_may_ask_for_leave_from_its_origin_only(client: TestClient) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    assert client.options("/predict", headers={"origin": PAGE, **asked}).status_code == 200
    assert client.options("/predict", headers={"origin": "https://elsewhere.example", **asked}).status_code == 400


def test_what_a_form_could_send_is_not_taken(client: TestClient) -> None:
    response = client.post("/predict", content=b"{}", headers={"content-type": "text/plain"})
    assert response.status_code == 415


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"\xff", 400), (b"[" * 900, 400), (b" " * 1001, 413)])
def test_a_body_that_is_no_json_or_too_large_is_refused(client: TestClient, body: bytes, status: int) -> None:
    response = client.post("/predict", content=body, headers={"content-type": "application/json"})
    assert response.status_code == status


def test_an_unknown_method_is_not_there(client: TestClient) -> None:
    response = client.post("/shutdown", json={})
    assert response.status_code == 404
    assert "predict" in response.json()["error"]["message"]


def test_clients_of_another_completion_server_are_answered(client: TestClient) -> None:
    asked = {"model": "small", "prompt": "def f(", "stop": "\n", "logprobs": 1, "suffix": None, "stream": False}
    response = client.post("/v1/completions", json=asked)
    assert response.json() == {"method": "complete", "parameters": {"prompt": "def f(", "stop": ["\n"]}}
    assert client.post("/v1/completions", json={**asked, "stream": True}).status_code == 400
