"""The methods over HTTP: `POST /predict` with an object of parameters, and so on.

Starlette and uvicorn (BSD-3-Clause, both of the same well-kept family) read requests and check hosts and origins;
the standard library's server is not meant to be reached by others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from graph_extraction.intake import parse_json
from typilus.errors import TypilusError, WorkerError
from typilus.interfaces.serve.json_rpc import error_name
from typilus.interfaces.serve.limited_worker import TimeLimitError
from typilus.interfaces.serve.methods import METHODS, RequestError
from typilus.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from typilus.interfaces.serve.json_rpc import Call

__all__ = ["http_application", "listen"]

_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")


def http_application(
    call: Call, *, max_bytes: int, hosts: Sequence[str] = (), origins: Sequence[str] = ()
) -> Starlette:
    """The application that a web server runs.

    A browser sends the requests of any page to any server. So only JSON is taken, which a page of another origin
    cannot send unasked; only `origins` may ask; and only requests to a loopback name or one of `hosts` are answered,
    for else a page could give this server a name of its own.

    Args:
        call: Calls a method.
        max_bytes: Maximum size of a request.
        hosts: Names by which the server may be called, beside those of the loopback.
        origins: Web origins whose pages may call it, such as `http://localhost:5173`.
    """
    service = _Service(call, max_bytes, frozenset(origins))
    return Starlette(
        routes=[
            Route("/", service.describe, methods=["GET"]),
            Route("/v1/completions", service.complete, methods=["POST"]),
            Route("/{method}", service.answer, methods=["POST"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*_LOOPBACK, *hosts], www_redirect=False),
            Middleware(
                CORSMiddleware, allow_origins=list(origins), allow_methods=["POST"], allow_headers=["content-type"]
            ),
        ],
    )


def listen(application: Starlette, host: str, port: int, started: Callable[[int], None]) -> None:
    """Serve until the process is interrupted.

    Args:
        application: What answers.
        host: Address to listen on.
        port: Port to listen on; 0 for a free one.
        started: Called with the port, when connections are taken.
    """
    config = uvicorn.Config(application, host, port, log_level="warning", access_log=False, server_header=False)
    connections = config.bind_socket()
    connections.listen(config.backlog)
    started(connections.getsockname()[1])
    uvicorn.Server(config).run([connections])


class _Service:
    def __init__(self, call: Call, max_bytes: int, origins: frozenset[str]) -> None:
        self._call = call
        self._max_bytes = max_bytes
        self._origins = origins

    async def describe(self, request: Request) -> Response:
        """All methods, for people and for whoever asks whether the server is up."""
        methods = {
            name: {
                "summary": method.summary,
                "parameters": {key: parameter.help for key, parameter in method.parameters.items()},
            }
            for name, method in METHODS.items()
        }
        return _json({"name": "typilus", "version": VERSION, "methods": methods})

    async def answer(self, request: Request) -> Response:
        """The result of a method, or an error with a message."""
        return await self._answer(request, request.path_params["method"])

    async def complete(self, request: Request) -> Response:
        """`complete` for clients of OpenAI's completions, whose other parameters are passed over."""
        return await self._answer(request, "complete", lenient=True)

    async def _answer(self, request: Request, method: str, lenient: bool = False) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin not in self._origins:
            return _refusal(403, f"pages of {origin} may not call; start the server with --origin {origin}")
        if method not in METHODS:
            return _refusal(404, f"there is no method {method!r}; there are {', '.join(METHODS)}")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _refusal(415, "the parameters must come as application/json")
        body = await self._body(request)
        if body is None:
            return _refusal(413, f"the request has more than {self._max_bytes} bytes")
        try:
            parameters = parse_json(body.decode())
            if lenient and isinstance(parameters, dict):
                parameters = _of_openai(parameters)
            return _json(await run_in_threadpool(self._call, method, parameters))
        except ValueError as error:
            return _refusal(400, f"the body is not JSON: {error}")
        except TypilusError as error:
            return _refusal(_status_of(error), str(error), error_name(error))

    async def _body(self, request: Request) -> bytes | None:
        """The body, None for one that is too large, of which no more is read."""
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self._max_bytes:
                return None
        return bytes(body)


def _of_openai(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of OpenAI's completions that `complete` has, too.

    Raises:
        RequestError: A stream is asked for.
    """
    if parameters.get("stream"):
        raise RequestError("answers are not streamed; leave `stream` out")
    if isinstance(parameters.get("stop"), str):
        parameters = {**parameters, "stop": [parameters["stop"]]}
    return {
        name: value
        for name, value in parameters.items()
        if name in METHODS["complete"].parameters and value is not None
    }


def _status_of(error: TypilusError) -> int:
    """Return 4xx for what the client can mend, 5xx for the rest."""
    if isinstance(error, RequestError):
        return 400
    if isinstance(error, TimeLimitError):
        return 504
    return 500 if isinstance(error, WorkerError) else 422


def _json(value: Any, status: int = 200) -> Response:
    return JSONResponse(value, status)


def _refusal(status: int, message: str, name: str = "RequestError") -> Response:
    return _json({"error": {"name": name, "message": message}}, status)
