from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from typilus.isolation import child_environment

SOURCE = "def half(size=1.0):\n    return size / 2\n"


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "typilus", "serve", "--checker", "none", *arguments]


def test_requests_of_standard_input_are_answered_until_it_ends(tmp_path: Path) -> None:
    requests = [
        {"id": 1, "method": "stub", "params": {"source": SOURCE}},
        {"id": 2, "method": "predict", "params": {"source": SOURCE, "top": 1}},
    ]
    ended = subprocess.run(
        _command("--stdio", "--project", str(tmp_path)),
        input="\n".join(map(json.dumps, requests)),
        capture_output=True,
        text=True,
        env=child_environment(),
        check=True,
    )
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert answers[0]["result"] == {"text": "def half(size=...):\n    ...\n"}
    assert {symbol["name"]: symbol["candidates"][0]["type"] for symbol in answers[1]["result"]["symbols"]} == {
        "half": "float",
        "size": "float",
    }


def test_requests_over_http_are_answered(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        _command("--port", str(port), "--project", str(tmp_path)),
        stderr=subprocess.PIPE,
        text=True,
        env=child_environment(),
    )
    try:
        assert server.stderr is not None
        assert f"http://127.0.0.1:{port}" in server.stderr.readline()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/stub",
            json.dumps({"source": SOURCE}).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            assert json.load(response) == {"text": "def half(size=...):\n    ...\n"}
    finally:
        server.terminate()
        server.communicate(timeout=60)
    assert server.returncode == 143
