"""A server for other programs: predictions, annotations and stubs of texts, over HTTP or JSON lines.

A session answers in a process of its own, which is ended when a call takes too long; no text is ever written to disk
for longer than a checker needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.interfaces.serve.http_service import http_application, listen
    from typilus.interfaces.serve.json_rpc import Call, answer_lines, response_to
    from typilus.interfaces.serve.limited_worker import LimitedWorker, TimeLimitError
    from typilus.interfaces.serve.methods import METHODS, RequestError
    from typilus.interfaces.serve.session import Session, SessionMaker

__all__ = [
    "METHODS",
    "Call",
    "LimitedWorker",
    "RequestError",
    "Session",
    "SessionMaker",
    "TimeLimitError",
    "answer_lines",
    "http_application",
    "listen",
    "response_to",
]

__getattr__ = lazy_names(
    __name__,
    {
        "http_service": ("http_application", "listen"),
        "json_rpc": ("Call", "answer_lines", "response_to"),
        "limited_worker": ("LimitedWorker", "TimeLimitError"),
        "methods": ("METHODS", "RequestError"),
        "session": ("Session", "SessionMaker"),
    },
)
