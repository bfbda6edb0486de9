"""JSON-RPC 2.0 (https://www.jsonrpc.org/specification), one message a line: a request in, a response out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO, Any, Final

from graph_extraction.intake import parse_json
from typilus.errors import TypilusError
from typilus.interfaces.serve.methods import METHODS, RequestError

__all__ = ["Call", "answer_lines", "error_name", "response_to"]

Call = Callable[[str, Any], Any]
"""Calls a method with parameters, and returns what can be written as JSON."""
_PARSE_ERROR: Final = -32700
_INVALID_REQUEST: Final = -32600
_METHOD_NOT_FOUND: Final = -32601
_INVALID_PARAMS: Final = -32602
_FAILED: Final = -32000  # the first of those that are left to servers


def answer_lines(requests: IO[bytes], responses: IO[str], call: Call, max_bytes: int) -> None:
    """Answer the requests of a stream, in their order, until it ends.

    A line that is longer than `max_bytes` is skipped, and answered by an error.
    """
    while line := requests.readline(max_bytes + 1):
        if len(line) > max_bytes:
            while not line.endswith(b"\n") and line:
                line = requests.readline(max_bytes)
            response: dict[str, Any] | None = _error(None, _INVALID_REQUEST, f"a line has more than {max_bytes} bytes")
        elif not line.strip():
            continue
        else:
            response = response_to(line, call)
        if response is not None:
            print(json.dumps(response, ensure_ascii=True), file=responses, flush=True)


def response_to(line: bytes, call: Call) -> dict[str, Any] | None:
    """The response to a request, None to a notification, which has no `id`."""
    try:
        request = parse_json(line.decode())
    except ValueError as error:
        return _error(None, _PARSE_ERROR, f"is not JSON: {error}")
    if not isinstance(request, dict) or not isinstance(request.get("method"), str):
        return _error(None, _INVALID_REQUEST, "is not an object with a `method`; batches are not answered")
    response = _answer(request.get("id"), request["method"], request.get("params", {}), call)
    return response if "id" in request else None


def _answer(key: Any, method: str, parameters: Any, call: Call) -> dict[str, Any]:
    try:
        return {"jsonrpc": "2.0", "id": key, "result": call(method, parameters)}
    except RequestError as error:
        return _error(key, _INVALID_PARAMS if method in METHODS else _METHOD_NOT_FOUND, str(error))
    except TypilusError as error:
        return _error(key, _FAILED, str(error), error_name(error))


def error_name(error: TypilusError) -> str:
    """The name by which a client can tell what went wrong: that of the error's class."""
    return type(error).__name__


def _error(key: Any, code: int, message: str, name: str | None = None) -> dict[str, Any]:
    data = {} if name is None else {"data": {"name": name}}
    return {"jsonrpc": "2.0", "id": key, "error": {"code": code, "message": message, **data}}
