"""The client against a small server: requests of either side, notices between, and a server that dies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.peers.language_server import LanguageServer

SERVER = """
import json, sys
def send(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n%b" % (len(body), body)); sys.stdout.flush()
def receive():
    size = int(sys.stdin.buffer.readline().split(b":")[1]); sys.stdin.buffer.readline()
    return json.loads(sys.stdin.buffer.read(size))
text = ""
while True:
    message = receive()
    method = message.get("method")
    if method == "textDocument/didOpen":
        text = message["params"]["textDocument"]["text"]
    elif method == "textDocument/hover":
        place = message["params"]["position"]
        send({"method": "window/logMessage", "params": {}})
        send({"id": 77, "method": "workspace/configuration", "params": {"items": [{"section": "tool"}]}})
        answer = receive()
        assert answer["id"] == 77 and answer["result"] == ["set"], answer
        if place["line"] == 8:
            sys.exit()
        shown = {"contents": {"value": f"{text.splitlines()[place['line']][place['character']:]}"}}
        send({"id": message["id"], "result": shown if place["line"] < 2 else None})
    elif "id" in message:
        send({"id": message["id"], "result": {}})
"""


def test_hovers(tmp_path: Path) -> None:
    program = tmp_path / "server.py"
    program.write_text(SERVER)
    file = tmp_path / "shop.py"
    with LanguageServer([sys.executable, str(program)], tmp_path, {"tool": "set"}) as server:
        server.open(file, "first\nsecond line\nthird\n")
        assert server.hover(file, 2, 7) == "line"
        assert server.hover(file, 3, 0) == ""
        server.close(file)
        with pytest.raises(OSError, match="the server is gone"):
            server.hover(file, 9, 0)
