"""As much of the Language Server Protocol as it takes to ask a server what it shows, and to see what that costs."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

__all__ = ["LanguageServer"]

_SECONDS = 120.0
_TICKS = os.sysconf("SC_CLK_TCK")
_QUIET = 3.0  # longer than servers wait before they look at what can wait


class LanguageServer:
    """A server of one project, started and stopped as a context manager.

    Args:
        command: that starts it, speaking over standard input and output.
        root: the project.
        settings: by section, what the server may ask for.
    """

    def __init__(self, command: Sequence[str], root: Path, settings: Mapping[str, object]) -> None:
        self._root, self._settings = root, settings
        self._process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._number = 0

    def __enter__(self) -> LanguageServer:
        folder = {"uri": self._root.as_uri(), "name": self._root.name}
        hover = {"contentFormat": ["plaintext"]}
        hint = {"resolveSupport": {"properties": ["textEdits", "tooltip"]}}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": hover, "inlayHint": hint},
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": self._root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            },
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self._settings}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        with contextlib.suppress(BrokenPipeError):  # what was not sent yet is of no use to it any more
            self._process.communicate()

    def open(self, file: Path, text: str) -> None:
        """Show the server a file, as if it had this text."""
        document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def change(self, file: Path, text: str, version: int) -> None:
        """Show the server another text of a file that is open."""
        document = {"uri": file.as_uri(), "version": version}
        changed = {"textDocument": document, "contentChanges": [{"text": text}]}
        self._send({"method": "textDocument/didChange", "params": changed})

    def hints(self, file: Path) -> list[str]:
        """The labels of all hints in a file."""
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 100_000, "character": 0}}
        shown = self.ask("textDocument/inlayHint", {"textDocument": {"uri": file.as_uri()}, "range": whole}) or []
        return [
            label if isinstance(label, str) else "".join(part["value"] for part in label)
            for label in (hint["label"] for hint in shown)
        ]

    def cpu(self) -> float:
        """CPU seconds of the server and all processes that it has started, those that have ended among them. Linux."""
        children: defaultdict[int, list[int]] = defaultdict(list)
        seconds: dict[int, float] = {}
        for pid, parent, ticks in _processes():
            children[parent].append(pid)
            seconds[pid] = ticks / _TICKS
        waiting, total = [self._process.pid], 0.0
        while waiting:
            pid = waiting.pop()
            total += seconds.get(pid, 0.0)
            waiting += children[pid]
        return total

    def quiet(self) -> float:
        """CPU seconds once the server has done nothing for a while."""
        last, since = self.cpu(), time.monotonic()
        while time.monotonic() - since < _QUIET:
            time.sleep(0.1)
            now = self.cpu()
            if now - last > 0.015:  # a tick may be that of a watcher
                last, since = now, time.monotonic()
        return self.cpu()

    def close(self, file: Path) -> None:
        """The file is what lies on the disk, again."""
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": file.as_uri()}}})

    def hover(self, file: Path, line: int, column: int) -> str:
        """What is shown at a place (`line` 1-based, `column` 0-based); empty where nothing is."""
        place = {"line": line - 1, "character": column}
        found = self.ask("textDocument/hover", {"textDocument": {"uri": file.as_uri()}, "position": place})
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, params: Mapping[str, object]) -> Any:
        """Send a request and wait for its answer; None after an error, of the server or by the time it took."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        timer = threading.Timer(_SECONDS, self._process.kill)
        timer.start()
        try:
            while (message := self._receive()) is not None:
                if message.get("id") == self._number and "method" not in message:
                    return message.get("result")
                if "id" in message:
                    self._answer(message)
            raise OSError(f"{method}: the server is gone")
        finally:
            timer.cancel()

    def _answer(self, message: Mapping[str, Any]) -> None:
        result: object = None
        if message["method"] == "workspace/configuration":
            result = [self._settings.get(item.get("section", "")) for item in message["params"]["items"]]
        self._send({"id": message["id"], "result": result})

    def _send(self, message: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None
        size = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        if not size:
            return None
        message: dict[str, Any] = json.loads(self._process.stdout.read(size))
        return message


def _processes() -> Iterator[tuple[int, int, int]]:
    """Id, parent and ticks of each process; those of its children that it has waited for are its own."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                yield int(folder.name), int(fields[1]), sum(map(int, fields[11:15]))
