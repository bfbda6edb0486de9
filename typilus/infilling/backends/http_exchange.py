"""One exchange of JSON with a server, bounded in time and size, and several until one succeeds.

http.client, because only with the bare connection the whole exchange can be ended in time, whatever trickles in, and
because nothing goes to a proxy or follows a redirect: prompts and the key reach the named host and no other. The base
installation needs nothing more.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import socket
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult

from graph_extraction.intake import parse_json
from typilus.errors import InfillError

__all__ = ["ExchangeError", "HttpExchange", "api_key"]

_MAX_ANSWER = 4 << 20
_CONNECT_SECONDS = 10.0
_ATTEMPTS = 3
_FIRST_PAUSE = 0.5
# A server that asks for more is not waited for.
_MAX_PAUSE = 30.0
_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


class ExchangeError(Exception):
    """A failed exchange.

    Attributes:
        status: Status of the answer, None without one.
        pause: Seconds that the server wants to be left alone for, None where it does not say.
        transient: Whether another attempt may succeed.
    """

    def __init__(
        self, reason: str, status: int | None = None, pause: float | None = None, transient: bool = True
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.pause = pause
        self.transient = transient


def api_key() -> str:
    """Return the key in `$TYPILUS_API_KEY`, empty without one.

    Raises:
        InfillError: It cannot be a key. The message does not show it.
    """
    key = os.environ.get("TYPILUS_API_KEY", "").strip()
    if not (key.isascii() and key.isprintable()):
        raise InfillError("TYPILUS_API_KEY: has characters that no key has; set it anew")
    return key


@dataclass(frozen=True)
class HttpExchange:
    """The way to a server.

    Attributes:
        url: Its address; only scheme, host and port count.
        key: Key that is sent along, empty for none.
        time_limit: Seconds for one attempt, from the connection to the end of the answer.
        first_pause: Seconds before the second attempt. Each further pause is twice as long.
    """

    url: SplitResult
    key: str = field(default="", repr=False)
    time_limit: float = 60.0
    first_pause: float = _FIRST_PAUSE

    def ask(self, path: str, body: object | None = None, attempts: int = _ATTEMPTS) -> Any:
        """Return what a server answers, decoded: to a POST if there is a body, else to a GET.

        Raises:
            ExchangeError: All attempts have failed, or one of them in a way that another would not change.
        """
        pause = self.first_pause
        while True:
            try:
                return self._ask_once(path, body)
            except ExchangeError as error:
                attempts -= 1
                wait = pause if error.pause is None else error.pause
                if attempts <= 0 or not error.transient or wait > _MAX_PAUSE:
                    raise
                time.sleep(wait)
                pause *= 2

    def _ask_once(self, path: str, body: object | None) -> Any:
        connection = self._connection()
        expired = threading.Event()
        timer: threading.Timer | None = None
        try:
            connection.connect()
            # Kept, for the connection lets go of it where the server announces that it will close it.
            way: socket.socket = connection.sock
            way.settimeout(self.time_limit)
            timer = threading.Timer(self.time_limit, _end, (way, expired))
            timer.daemon = True
            timer.start()
            return self._send(connection, path, body)
        except (ExchangeError, OSError, HTTPException, ValueError) as error:
            if expired.is_set():
                raise ExchangeError(f"no whole answer within {self.time_limit:g} s", transient=False) from error
            if isinstance(error, ExchangeError):
                raise
            raise ExchangeError(_reason(error)) from error
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self.url.scheme == "https" else HTTPConnection
        assert self.url.hostname is not None
        return kind(self.url.hostname, self.url.port, timeout=min(_CONNECT_SECONDS, self.time_limit))

    def _send(self, connection: HTTPConnection, path: str, body: object | None) -> Any:
        headers = {"Accept": "application/json", "User-Agent": "typilus"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        if body is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            connection.request("POST", path, json.dumps(body).encode(), headers)
        with connection.getresponse() as response:
            return self._read(response)

    def _read(self, response: HTTPResponse) -> Any:
        if response.status != 200:
            status = response.status
            pause = _retry_after(response.getheader("Retry-After"))
            raise ExchangeError(_refusal(status), status, pause, transient=status in _TRANSIENT)
        content = response.read(_MAX_ANSWER + 1)
        if len(content) > _MAX_ANSWER:
            raise ExchangeError(f"the answer is longer than {_MAX_ANSWER >> 20} MiB", 200, transient=False)
        try:
            return parse_json(content)
        except (ValueError, RecursionError) as error:
            raise ExchangeError("the answer is no JSON, or cut off", 200) from error


def _end(way: socket.socket, expired: threading.Event) -> None:
    """End an exchange from another thread: whoever reads from the connection gets no more."""
    expired.set()
    with contextlib.suppress(OSError):
        way.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    """Return in words why an exchange failed. Nothing that was sent is in it."""
    if isinstance(error, TimeoutError):
        return "no connection in time"
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return f"no HTTP answer ({type(error).__name__})"


def _refusal(status: int) -> str:
    """Return in words what a status means. What the server says may repeat the prompt and is not shown."""
    if 300 <= status < 400:
        return f"it redirects (status {status}), which is not followed; name the address itself"
    if status in (401, 403):
        return f"access is refused (status {status}); set TYPILUS_API_KEY to a valid key"
    if status == 429:
        return "too many requests (status 429)"
    return f"status {status}"


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, given as a number or a date."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None
