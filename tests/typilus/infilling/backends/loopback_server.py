"""Servers on the loopback that answer as a test has them answer."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Answer", "LoopbackServer", "Request", "completion", "serve"]


@dataclass(frozen=True)
class Request:
    """What has come in."""

    method: str
    path: str
    key: str | None
    body: Any


@dataclass(frozen=True)
class Answer:
    """What goes out: JSON with a status, or bytes as they are."""

    content: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class LoopbackServer:
    """A server that is running."""

    url: str
    requests: list[Request] = field(default_factory=list)

    def posted(self, path: str = "/v1/completions") -> list[Any]:
        """The bodies that have come to a path."""
        return [request.body for request in self.requests if request.method == "POST" and request.path == path]


def completion(*texts: str) -> dict[str, Any]:
    """The answer of OpenAI's completions."""
    return {"choices": [{"index": index, "text": text} for index, text in enumerate(texts)]}


@contextmanager
def serve(respond: Callable[[Request], Answer | Iterator[bytes]]) -> Iterator[LoopbackServer]:
    """Run a server. It sends an answer, or raw bytes for as long as somebody takes them, and closes the connection."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.loads(content) if content else None
            request = Request(self.command, self.path, self.headers.get("Authorization"), body)
            running.requests.append(request)
            answer = respond(request)
            with contextlib.suppress(OSError):
                if isinstance(answer, Answer):
                    self._send(answer)
                else:
                    for block in answer:
                        self.wfile.write(block)
            self.close_connection = True

        do_GET = do_POST = answer  # noqa: N815

        def _send(self, answer: Answer) -> None:
            content = answer.content if isinstance(answer.content, bytes) else json.dumps(answer.content).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(content)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = LoopbackServer(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
