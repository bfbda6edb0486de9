"""HiTyper's static mode: its type dependency graphs without recommendations of a network."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.contract import SymbolKey, key_of
from benchmarks.peers.naming import Namer
from benchmarks.peers.printed_types import annotation_text
from graph_extraction import extract, read_source
from graph_extraction.graph import Symbol, SymbolKind

__all__ = ["HiTyperPeer"]

SECONDS = 120.0


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
        symbols = extract(source).symbols
        functions = _functions(symbols)
        for symbol in symbols:
            types = said.get(_place(symbol, functions), [])
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


def _functions(symbols: Sequence[Symbol]) -> frozenset[str]:
    """Qualified names of the functions; those around another come before it."""
    found: set[str] = set()
    for symbol in symbols:
        if symbol.kind is SymbolKind.RETURN:
            joint = ".<locals>." if symbol.scope in found else "."
            found.add(f"{symbol.scope}{joint}{symbol.name}" if symbol.scope else symbol.name)
    return frozenset(found)


def _place(symbol: Symbol, functions: Collection[str]) -> tuple[str, str, str]:
    """How HiTyper names it: `add@Shop` holds a method's parameters, locals and return, `global@global` the module's.

    Of nested classes it names all, outermost first; of nested functions the innermost alone. It puts an attribute under
    the method that assigns it: `__init__` is believed. Variables of a class it does not know.
    """
    outer, _, last = symbol.scope.rpartition(".")
    if symbol.kind is SymbolKind.RETURN:
        return f"{symbol.name}@{_classes(symbol.scope, functions)}", "return", symbol.name
    if symbol.kind is SymbolKind.ATTRIBUTE:
        return f"__init__@{_classes(symbol.scope, functions)}", "local", symbol.name
    category = "arg" if symbol.kind is SymbolKind.PARAMETER else "local"
    inside = f"{last}@{_classes(outer, functions)}" if symbol.scope else "global@global"
    return inside, category, symbol.name


def _classes(scope: str, functions: Collection[str]) -> str:
    """Those that a scope lies in or is, by their names with commas."""
    parts = [part for part in scope.split(".") if part]
    names = [".".join(parts[: end + 1]) for end, part in enumerate(parts) if part != "<locals>"]
    return ",".join(name.rpartition(".")[2] for name in names if name not in functions) or "global"
