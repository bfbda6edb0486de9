"""pyright: the types that its language server shows for a name."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from benchmarks.peers.contract import SymbolKey, key_of
from benchmarks.peers.language_server import LanguageServer
from benchmarks.peers.naming import Namer
from benchmarks.peers.places import places_of
from benchmarks.peers.printed_types import annotation_text, split_top
from graph_extraction import extract, read_source
from graph_extraction.graph import SymbolKind

__all__ = ["SETTINGS", "PyrightPeer", "shown_type"]

_UNWRAPPED = ("CoroutineType[", "Coroutine[")
_ANALYSIS = {"diagnosticMode": "openFilesOnly", "useLibraryCodeForTypes": True, "indexing": False}
SETTINGS = {"python": {"analysis": _ANALYSIS}, "python.analysis": _ANALYSIS, "pyright": {}}


class PyrightPeer:
    """pyright's language server, one for each project in turn; a context manager.

    Args:
        executable: `pyright-langserver`.
        own_module: whether the file's own classes are qualified by its module.
    """

    name = "pyright"

    def __init__(self, executable: str = "pyright-langserver", own_module: bool = True) -> None:
        self._executable, self._own_module = executable, own_module
        self._root: Path | None = None
        self._server: LanguageServer | None = None
        self._stack = ExitStack()

    def __enter__(self) -> PyrightPeer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        """See `Peer`."""
        server = self._server_of(root)
        source = read_source(file)
        namer = Namer(root, file, source, self._own_module)
        found = {}
        server.open(file, source.text)
        try:
            for symbol, places in places_of(source, extract(source).symbols).items():
                is_return = symbol.kind is SymbolKind.RETURN
                printed = [shown_type(server.hover(file, *place), is_return) for place in places]
                text = namer.joined([annotation_text(each) for each in printed if each], symbol)
                if text is not None:
                    found[key_of(symbol)] = text
        finally:
            server.close(file)
        return found

    def _server_of(self, root: Path) -> LanguageServer:
        if self._server is None or root != self._root:
            self._stack.close()
            command = [self._executable, "--stdio"]
            self._server = self._stack.enter_context(LanguageServer(command, root, SETTINGS))
            self._root = root
        return self._server


def shown_type(shown: str, is_return: bool) -> str | None:
    """The type in a hover's first paragraph: `(variable) x: int`, `(method) def f(self: Self@A) -> str`."""
    declaration = " ".join(shown.partition("\n---")[0].split("\n\n")[0].split())
    declaration = declaration.replace("( ", "(").replace(" )", ")")  # it was laid out over several lines
    kind, _, rest = declaration.partition(") ")
    if is_return:
        is_function = kind in ("(function", "(method") and rest.startswith(("def ", "async def "))
        arrows = split_top(rest, " -> ")
        if not is_function or len(arrows) < 2:
            return None
        result = " -> ".join(arrows[1:])
        if rest.startswith("async ") and result.startswith("Generator["):
            return f"AsyncGenerator[{split_top(result[len('Generator[') : -1], ', ')[0]}, None]"
        if rest.startswith("async ") or result.startswith(_UNWRAPPED):
            return split_top(result.partition("[")[2][:-1], ", ")[-1] if result.startswith(_UNWRAPPED) else result
        return result
    parts = split_top(rest, ": ")
    return ": ".join(parts[1:]) if len(parts) > 1 else None
