"""What docstrings say of types: Google's, NumPy's and Sphinx's styles, read by `docstring_parser`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph_extraction import Symbol, SymbolKind
from typilus.project import AnalysedFile, Vicinity
from typilus.recommenders.docstring_types import read_docstring_type
from typilus.recommenders.recommender import Recommendation
from typilus.recommenders.sources import DOCSTRING
from typilus.semantics import SemanticIndex

if TYPE_CHECKING:
    from docstring_parser import Docstring

__all__ = ["DocstringRecommender"]

PROBABILITY = 0.8
RETURN = "()"
_SPHINX = re.compile(r"^\s*:(?:param|type|rtype|returns?|var|vartype|ivar|arg)\b", re.MULTILINE)
_NUMPY = re.compile(r"^\s*(?:Parameters|Returns|Attributes|Yields|Other Parameters)\s*\n\s*-{3,}", re.MULTILINE)
_GOOGLE = re.compile(r"^\s*(?:Args|Arguments|Parameters|Params|Returns?|Attributes|Yields?):\s*$", re.MULTILINE)


class DocstringRecommender:
    """Says what the docstring of a function, or of a class, says of parameters, attributes and returns.

    Args:
        vicinity: what each file can name.
    """

    def __init__(self, vicinity: Vicinity) -> None:
        self._vicinity = vicinity

    def recommend(self, files: Sequence[AnalysedFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        return [self._recommend(file) for file in files]

    def _recommend(self, file: AnalysedFile) -> list[list[Recommendation]]:
        told = dict(_told(file.semantics))
        if not told:
            return [[] for _ in file.graph.symbols]
        visible = self._vicinity.of(file)
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            text = next((told[key] for key in _keys(symbol) if key in told), None)
            kind = None if text is None else read_docstring_type(text, file.names, visible)
            answers.append([] if kind is None else [Recommendation(kind, PROBABILITY, DOCSTRING.id)])
        return answers


def _keys(symbol: Symbol) -> Iterator[tuple[str, str]]:
    """Where the type of a symbol may be told: scope and name. Parameters of `__init__` by the class, too."""
    if symbol.kind is SymbolKind.RETURN:
        for between in (".", ".<locals>."):
            yield (f"{symbol.scope}{between}{symbol.name}" if symbol.scope else symbol.name), RETURN
        return
    yield symbol.scope, symbol.name
    if symbol.scope.endswith(".__init__"):
        yield symbol.scope.removesuffix(".__init__"), symbol.name


def _told(semantics: SemanticIndex) -> Iterator[tuple[tuple[str, str], str]]:
    """By scope and name, what docstrings say, the first definition of a name last."""
    for node, scope in reversed(semantics.scopes.items()):
        text = ast.get_docstring(node)
        parsed = None if text is None else _parsed(text)
        if parsed is not None:
            yield from _types(parsed, scope.qualified_name)


def _types(parsed: Docstring, scope: str) -> Iterator[tuple[tuple[str, str], str]]:
    for parameter in parsed.params:
        if parameter.type_name:
            yield (scope, parameter.arg_name.lstrip("*")), parameter.type_name
    if parsed.returns is not None and parsed.returns.type_name and not parsed.returns.is_generator:
        yield (scope, RETURN), parsed.returns.type_name


def _parsed(text: str) -> Docstring | None:
    from docstring_parser import DocstringStyle, ParseError, parse

    for pattern, style in (
        (_SPHINX, DocstringStyle.REST),
        (_NUMPY, DocstringStyle.NUMPYDOC),
        (_GOOGLE, DocstringStyle.GOOGLE),
    ):
        if pattern.search(text):
            try:
                return parse(text, style)
            except (ParseError, ValueError, IndexError, KeyError):
                return None
    return None
