"""jedi: completion's inference; parameters by the calls within the file and project."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.contract import SymbolKey, key_of
from benchmarks.peers.naming import Namer, absolute
from benchmarks.peers.places import Place, places_of
from benchmarks.peers.printed_types import annotation_text, split_top
from graph_extraction import extract, read_source
from graph_extraction.graph import Symbol, SymbolKind

__all__ = ["JediPeer", "annotations_of"]

SECONDS = 120.0
"""For one file; what it has not answered by then it leaves open."""


class JediPeer:
    """jedi, in this process.

    Args:
        own_module: whether the file's own classes are qualified by its module.
    """

    name = "jedi"

    def __init__(self, own_module: bool = True) -> None:
        self._own_module = own_module

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        """See `Peer`."""
        import jedi  # noqa: PLC0415 - it may be missing

        source = read_source(file)
        script = jedi.Script(source.text, path=file, project=jedi.Project(root, load_unsafe_extensions=False))
        namer = Namer(root, file, source, self._own_module)
        found = {}
        end = time.monotonic() + SECONDS
        for symbol, places in places_of(source, extract(source).symbols).items():
            if time.monotonic() > end:
                break
            text = namer.joined([each for place in places for each in _answers(script, symbol, place)], symbol)
            if text is not None:
                found[key_of(symbol)] = text
        return found


def _answers(script: Any, symbol: Symbol, place: Place) -> Iterator[str]:
    """Annotations of what jedi finds there; it may fail in any way, and then has no answer."""
    try:
        names = script.infer(*place)
        if symbol.kind is SymbolKind.RETURN:
            yield from _returned(names)
        else:
            yield from annotations_of(names)
    except Exception:
        return


def _returned(names: Iterable[Any]) -> Iterator[str]:
    """What functions return; jedi executes a function without its class, so a method's hint must do."""
    for name in names:
        if name.type == "function":
            results = list(annotations_of(name.execute()))
            hint = split_top(name.get_type_hint() or "", " -> ")
            yield from results or hint[1:2]


def annotations_of(names: Iterable[Any]) -> Iterator[str]:
    """What jedi's names stand for, as annotations."""
    for name in names:
        if name.type == "module":
            yield "types.ModuleType"
        elif name.type == "class":
            yield f"type[{_named(name.full_name)}]"
        elif name.type == "function":
            yield _callable(name.get_type_hint() or "")
        elif name.full_name == "builtins.NoneType" or name.name == "None":
            yield "None"
        elif name.full_name is not None:
            hint = name.get_type_hint()
            # A hint's own class is written bare, though its full name is known; its arguments are bare in any case.
            arguments = hint[hint.index("[") :] if hint and "[" in hint else ""
            yield _named(name.full_name) + arguments


def _named(full_name: str | None) -> str:
    name = (full_name or "typing.Any").removeprefix("builtins.")
    return name if name.startswith("typing.") else absolute(name)


def _callable(hint: str) -> str:
    """`Callable` of `f(a: int, b=None) -> str`."""
    head, *result = split_top(hint, " -> ")
    parameters = "(" + head.partition("(")[2] if head.endswith(")") else "(...)"
    return annotation_text(f"{parameters} -> {result[0] if result else 'Unknown'}") or "typing.Callable"
