from __future__ import annotations

import io
import json
from typing import Any

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.serve.json_rpc import answer_lines, response_to
from typilus.interfaces.serve.methods import RequestError


def echoed(method: str, parameters: Any) -> Any:
    if method == "stub":
        raise RequestError("unsuitable")
    if method == "nothing":
        raise RequestError("there is no method")
    if method == "audit":
        raise TypilusError("cannot be done")
    return [method, parameters]


def test_a_result_has_the_id_of_its_request() -> None:
    line = b'{"jsonrpc": "2.0", "id": "a", "method": "predict", "params": {"source": "x"}}'
    assert response_to(line, echoed) == {"jsonrpc": "2.0", "id": "a", "result": ["predict", {"source": "x"}]}


def test_a_notification_is_not_answered() -> None:
    assert response_to(b'{"method": "reload"}', echoed) is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", -32700),
        (b"\xff", -32700),
        (b'{"id": 1}', -32600),
        (b"[]", -32600),
        (b'{"id": 1, "method": "nothing"}', -32601),
        (b'{"id": 1, "method": "stub"}', -32602),
        (b'{"id": 1, "method": "audit"}', -32000),
    ],
)
def test_errors_have_the_codes_of_the_protocol(line: bytes, code: int) -> None:
    response = response_to(line, echoed)
    assert response is not None
    assert response["error"]["code"] == code


def test_a_client_can_tell_errors_apart_by_name() -> None:
    response = response_to(b'{"id": 1, "method": "audit"}', echoed)
    assert response is not None
    assert response["error"]["data"] == {"name": "TypilusError"}


def test_lines_are_answered_in_order_and_a_long_one_harms_no_other() -> None:
    requests = b'{"id": 1, "method": "predict"}\n\n' + b" " * 500 + b'\n{"id": 2, "method": "predict"}'
    responses = io.StringIO()
    answer_lines(io.BytesIO(requests), responses, echoed, max_bytes=100)
    answers = [json.loads(line) for line in responses.getvalue().splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 2]
    assert "more than 100 bytes" in answers[1]["error"]["message"]
