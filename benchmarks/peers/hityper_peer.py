"""HiTyper's static mode: its type dependency graphs without recommendations of a network."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.contract import SymbolKey, key_of
from benchmarks.peers.naming import Namer
from benchmarks.peers.printed_types import annotation_text
from graph_extraction import extract, read_source
from graph_extraction.graph import Symbol, SymbolKind

__all__ = ["HiTyperPeer"]

SECONDS = 120.0
_KINDS = {"arg": (SymbolKind.PARAMETER,), "return": (SymbolKind.RETURN,)}
_LOCAL = (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE)


class HiTyperPeer:
    """The command `hityper infer` of an environment of its own (`hityper`, `pycg==0.0.6`).

    Args:
        executable: `hityper`.
        own_module: whether the file's own classes are qualified by its module.
    """

    name = "hityper, static"

    def __init__(self, executable: str = "hityper", own_module: bool = True) -> None:
        self._executable, self._own_module = executable, own_module

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        """See `Peer`; where it fails or takes too long, there are no answers."""
        source = read_source(file)
        namer = Namer(root, file, source, self._own_module)
        said: dict[tuple[str, str, str], list[str]] = {}
        for scope, entry in self._run(root, file):
            said.setdefault((scope, entry["category"], entry["name"]), []).extend(entry["type"])
        found = {}
        for symbol in extract(source).symbols:
            types = said.get(_place(symbol), [])
            text = namer.joined([annotation_text(each) for each in types], symbol)
            if text is not None:
                found[key_of(symbol)] = text
        return found

    def _run(self, root: Path, file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Scope as HiTyper writes it, and what it says of one symbol in it."""
        with tempfile.TemporaryDirectory() as folder:
            command = [self._executable, "infer", "-s", str(file), "-p", str(root), "-d", folder]
            try:
                subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
            except subprocess.TimeoutExpired:
                return
            for path in Path(folder).glob("*_INFERREDTYPES.json"):
                scopes: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
                for scope, entries in scopes.items():
                    yield from ((scope, entry) for entry in entries)


def _place(symbol: Symbol) -> tuple[str, str, str]:
    """How HiTyper names it: `add@Shop` holds a method's parameters, locals and return, `global@global` the rest.

    It puts an attribute under the method that assigns it; `_run`'s answers for `__init__` are taken.
    """
    parts = [part for part in symbol.scope.split(".") if part not in ("", "<locals>")]
    if symbol.kind is SymbolKind.RETURN:
        return f"{symbol.name}@{','.join(reversed(parts)) or 'global'}", "return", symbol.name
    if symbol.kind is SymbolKind.ATTRIBUTE:
        return f"__init__@{','.join(reversed(parts))}", "local", symbol.name
    category = "arg" if symbol.kind is SymbolKind.PARAMETER else "local"
    scope = f"{parts[-1]}@{','.join(reversed(parts[:-1])) or 'global'}" if parts else "global@global"
    return scope, category, symbol.name
