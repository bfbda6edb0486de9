"""Types as one file would write them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from typilus.annotation_types import TypeExpression, parse_type, render
from typilus.errors import TypeExpressionError
from typilus.prediction.file_prediction import Contradiction
from typilus.project import AnalyzedFile, ImportableNames, is_standard
from typilus.ranking import PositionAdapter
from typilus.static_inference import Refutation

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["FileSpelling"]


class FileSpelling:
    """Types as one file would write them."""

    def __init__(self, file: AnalyzedFile, markers: ProjectMarkers | None) -> None:
        self.file = file
        self._markers = markers
        self.position_adapter = PositionAdapter(file)
        self._known: dict[str, str | None] = {}
        self.named = frozenset({*file.names.imports.values(), *file.names.definitions.values()})
        self._local: dict[str, str] = {}
        if markers is not None:
            # A class's public name is not what the file that defines it, or imports it from elsewhere, calls it.
            self._local = {markers.exports.public_name(name): name for name in sorted(self.named)}

    def text(self, type_text: str) -> str | None:
        """Return a canonical type as the file would write it, None if it cannot."""
        if type_text not in self._known:
            try:
                expression = _respelled(parse_type(type_text), self._local)
                private = _is_private(expression, self.named)
                self._known[type_text] = None if private else render(expression, self.file.names).text
            except TypeExpressionError:
                self._known[type_text] = None
        return self._known[type_text]

    def contradiction(self, refutation: Refutation | None) -> Contradiction | None:
        """Return the contradiction that the code proves, in words, None if it proves none."""
        if refutation is None:
            return None
        type_text = str(refutation.type) if self._markers is None else self._markers.public(str(refutation.type))
        return Contradiction(type_text, self.text(type_text) or type_text, refutation.reason)


def _respelled(expression: TypeExpression, names: Mapping[str, str]) -> TypeExpression:
    arguments = tuple(_respelled(argument, names) for argument in expression.arguments)
    return TypeExpression(names.get(expression.name, expression.name), arguments)


def _is_private(expression: TypeExpression, named: Container[str]) -> bool:
    """Return whether it holds a type variable, or a class private to some module that the file does not name.

    Those of the standard library are named by all who annotate with them: `argparse._SubParsersAction`.
    """
    name = expression.name.rpartition(".")[2]
    private = name.startswith(("_", "~")) and expression.name not in named and not _is_in_library(expression.name)
    return private or any(_is_private(argument, named) for argument in expression.arguments)


@lru_cache(maxsize=1 << 12)
def _is_in_library(name: str) -> bool:
    """Return whether the standard library has a class while it runs, and not only in its stubs."""
    module, _, last = name.rpartition(".")
    return is_standard(name) and bool(module) and ImportableNames(()).reason_against(module, last) is None
