import itertools
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from urllib.parse import urlsplit

import pytest

from tests.typilus.infilling.backends.loopback_server import Answer, Request, serve
from typilus.errors import InfillError
from typilus.infilling.backends.http_exchange import ExchangeError, HttpExchange, api_key

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def exchange(url: str, key: str = "", time_limit: float = 30.0) -> HttpExchange:
    return HttpExchange(urlsplit(url), key, time_limit, first_pause=0.01)


def test_json_goes_out_and_comes_in() -> None:
    with serve(lambda request: Answer({"asked": request.path, "body": request.body})) as server:
        assert exchange(server.url).ask("/x", {"é": 1}) == {"asked": "/x", "body": {"é": 1}}
        assert exchange(server.url).ask("/y")["asked"] == "/y"
        assert [(request.method, request.key) for request in server.requests] == [("POST", None), ("GET", None)]


def test_the_key_is_sent_and_never_shown() -> None:
    with serve(lambda request: Answer({})) as server:
        way = exchange(server.url, "s3cret")
        way.ask("/x", {})
        assert server.requests[0].key == "Bearer s3cret"
        assert "s3cret" not in repr(way)


def test_a_key_that_is_none_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_API_KEY", " abc ")
    assert api_key() == "abc"
    monkeypatch.setenv("TYPILUS_API_KEY", "s3cret\nX-Header: 1")
    with pytest.raises(InfillError, match="TYPILUS_API_KEY") as error:
        api_key()
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(status: int) -> None:
    answers = iter([Answer({"error": "secret prompt"}, status), Answer(b"{", 200), Answer({"fine": True})])
    with serve(lambda request: next(answers)) as server:
        assert exchange(server.url).ask("/x", {}) == {"fine": True}


@pytest.mark.parametrize(
    ("status", "reason"), [(400, "status 400"), (401, "set TYPILUS_API_KEY"), (404, "status 404"), (302, "redirects")]
)
def test_what_does_not_pass_is_not(status: int, reason: str) -> None:
    headers = {"Location": "http://127.0.0.1:9/elsewhere"}
    with serve(lambda request: Answer({"error": "secret prompt"}, status, headers)) as server:
        with pytest.raises(ExchangeError, match=reason) as error:
            exchange(server.url, "s3cret").ask("/x", {})
        assert len(server.requests) == 1
        assert "secret" not in str(error.value)


def test_it_gives_up() -> None:
    with serve(lambda request: Answer({}, 500)) as server:
        with pytest.raises(ExchangeError, match="status 500"):
            exchange(server.url).ask("/x", {})
        assert len(server.requests) == 3


def test_the_server_says_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    values = iter(["7", formatdate(time.time() + 20, usegmt=True), "soon"])
    with (
        serve(lambda request: Answer({}, 429, {"Retry-After": next(values)})) as server,
        pytest.raises(ExchangeError, match="too many requests"),
    ):
        exchange(server.url).ask("/x", {})
    assert pauses[0] == 7.0
    assert 15 < pauses[1] <= 20


def test_who_wants_to_be_left_alone_for_long_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda pause: pytest.fail("waits"))
    with (
        serve(lambda request: Answer({}, 429, {"Retry-After": "3600"})) as server,
        pytest.raises(ExchangeError, match="too many requests"),
    ):
        exchange(server.url).ask("/x", {})


def trickle(request: Request) -> Iterator[bytes]:
    """Send a byte now and then, each in time for whoever waits for the next one only."""
    yield HEAD + b"Content-Length: 100000\r\n\r\n"
    for _ in range(100):
        time.sleep(0.05)
        yield b" "


def trickle_to_the_close(request: Request) -> Iterator[bytes]:
    yield HEAD + b"Connection: close\r\n\r\n"
    for _ in range(100):
        time.sleep(0.05)
        yield b" "


def trickle_headers(request: Request) -> Iterator[bytes]:
    yield HEAD
    for number in range(100):
        time.sleep(0.05)
        yield f"X-{number}: 1\r\n".encode()


def silent(request: Request) -> Iterator[bytes]:
    time.sleep(3)
    yield b""


@pytest.mark.parametrize("respond", [trickle, trickle_to_the_close, trickle_headers, silent])
def test_the_time_of_the_whole_exchange_is_limited(respond: object) -> None:
    with serve(respond) as server:  # type: ignore[arg-type]
        with pytest.raises(ExchangeError, match=r"no whole answer within 0.3 s"):
            exchange(server.url, time_limit=0.3).ask("/x", {})
        assert len(server.requests) == 1


def test_an_answer_without_end_is_left() -> None:
    def endless(request: Request) -> Iterator[bytes]:
        return itertools.chain([HEAD + b"\r\n["], itertools.repeat(b"1," * 50_000))

    with serve(endless) as server, pytest.raises(ExchangeError, match="longer than 4 MiB"):
        exchange(server.url).ask("/x", {})


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 100\r\n\r\n" + b'{"choices": [',
        HEAD + b"\r\n<html>",
        HEAD + b"\r\n" + b"[" * 100_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"",
    ],
    ids=["cut off", "html", "deep", "bad chunk", "no http", "nothing"],
)
def test_what_is_no_answer_fails(answer: bytes) -> None:
    with serve(lambda request: iter([answer])) as server:
        with pytest.raises(ExchangeError, match=r"no JSON|no HTTP|reset|remote|disconnected"):
            exchange(server.url).ask("/x", {})
        assert len(server.requests) == 3


def test_nobody_there() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(ExchangeError, match="refused"):
        exchange(f"http://127.0.0.1:{port}").ask("/x", {})


def test_no_thread_is_left() -> None:
    before = threading.active_count()
    with serve(lambda request: Answer({})) as server:
        exchange(server.url).ask("/x", {})
    time.sleep(0.05)
    assert threading.active_count() <= before
