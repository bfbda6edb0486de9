"""Tools that write annotations into the file: pyrefly infer and autotyping; what they wrote is read back."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.peers.contract import SymbolKey, key_of
from benchmarks.peers.naming import Namer
from graph_extraction import SourceDocument, SourceError, extract, parse_source, read_source
from graph_extraction.graph import Symbol

__all__ = ["RewritingPeer", "autotyping", "pyrefly_infer", "written_types"]

SECONDS = 120.0


class RewritingPeer:
    """A command that rewrites a file.

    Args:
        name: of the tool.
        command: to which the file is added.
        own_module: whether the file's own classes are qualified by its module.
    """

    def __init__(self, name: str, command: Sequence[str], own_module: bool = True) -> None:
        self.name, self._command, self._own_module = name, tuple(command), own_module

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        """See `Peer`; a tool that fails or takes too long has no answers."""
        before = read_source(file)
        original = file.read_bytes()
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run([*self._command, str(file)], cwd=root, capture_output=True, timeout=SECONDS, check=False)
            after = parse_source(file.read_bytes(), str(file))
        except SourceError:  # what it wrote cannot be read
            return {}
        finally:
            file.write_bytes(original)
        return written_types(before, after, Namer(root, file, after, self._own_module))


def written_types(before: SourceDocument, after: SourceDocument, namer: Namer) -> Mapping[SymbolKey, str]:
    """Canonical annotations that are new; symbols under the lines that they had before."""
    found = {}
    for old, new in _pairs(extract(before).symbols, extract(after).symbols):
        if old.annotation is None and new.annotation is not None:
            text = namer.canonical(new.annotation)
            if text is not None:
                found[key_of(old)] = text
    return found


def _pairs(before: Sequence[Symbol], after: Sequence[Symbol]) -> Iterator[tuple[Symbol, Symbol]]:
    """The same symbols of both texts: the first of a kind, scope and name with the first, and so on."""
    left: dict[tuple[str, str, str], list[Symbol]] = {}
    for symbol in after:
        left.setdefault((symbol.kind.value, symbol.scope, symbol.name), []).append(symbol)
    for symbol in before:
        others = left.get((symbol.kind.value, symbol.scope, symbol.name))
        if others:
            yield symbol, others.pop(0)


def pyrefly_infer(executable: str = "pyrefly", own_module: bool = True) -> RewritingPeer:
    """`pyrefly infer`, with all that it can add."""
    return RewritingPeer("pyrefly infer", [executable, "infer", "--threads", "1"], own_module)


def autotyping(executable: str = "autotyping", own_module: bool = True) -> RewritingPeer:
    """autotyping, with all transformations that need no arguments."""
    return RewritingPeer("autotyping", [executable, "--aggressive"], own_module)
