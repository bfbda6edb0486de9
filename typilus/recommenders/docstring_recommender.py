"""Types from docstrings in Google's, NumPy's and Sphinx's styles, parsed by `docstring_parser`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph_extraction import Symbol, SymbolKind
from typilus.recommenders.docstring_types import read_docstring_type
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import DOCSTRING
from typilus.semantics import SemanticIndex

if TYPE_CHECKING:
    from docstring_parser import Docstring

__all__ = ["DocstringRecommender"]

PROBABILITY = 0.8
RETURN = "()"
_FIELD = re.compile(r"\s*:\w[^:]*:")
_SPHINX = re.compile(r"^\s*:(?:param|type|rtype|returns?|var|vartype|ivar|arg)\b", re.MULTILINE)
_NUMPY = re.compile(r"^\s*(?:Parameters|Returns|Attributes|Yields|Other Parameters)\s*\n\s*-{3,}", re.MULTILINE)
_GOOGLE = re.compile(r"^\s*(?:Args|Arguments|Parameters|Params|Returns?|Attributes|Yields?):\s*$", re.MULTILINE)


class DocstringRecommender:
    """Recommends the types that docstrings of functions and classes give for parameters, attributes and returns."""

    sources = (DOCSTRING,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        texts = dict(_told(file.semantics))
        if not texts:
            return [[] for _ in file.graph.symbols]
        visible = context.visible_types.for_file(file)
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            text = next((texts[key] for key in _keys(symbol) if key in texts), None)
            type_text = None if text is None else read_docstring_type(text, file.names, visible)
            answers.append([] if type_text is None else [Recommendation(type_text, PROBABILITY, DOCSTRING.id)])
        return answers


def _keys(symbol: Symbol) -> Iterator[tuple[str, str]]:
    """Yield the scopes and names under which docstrings may give a symbol's type, for `__init__` also the class's."""
    if symbol.kind is SymbolKind.RETURN:
        for between in (".", ".<locals>."):
            yield (f"{symbol.scope}{between}{symbol.name}" if symbol.scope else symbol.name), RETURN
        return
    yield symbol.scope, symbol.name
    if symbol.scope.endswith(".__init__"):
        yield symbol.scope.removesuffix(".__init__"), symbol.name


def _told(semantics: SemanticIndex) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the types in docstrings by scope and name."""
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
                return parse(_fields_of(text) if style is DocstringStyle.REST else text, style)
            except (ParseError, ValueError, IndexError, KeyError):
                return None
    return None


def _fields_of(text: str) -> str:
    """The fields of a docstring in Sphinx's style, each up to a blank line or one that is not indented further.

    The parser takes the last one to go on to the end of the docstring.
    """
    lines: list[str] = []
    indent: int | None = None
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if _FIELD.match(line):
            indent = depth
        elif not line.strip() or (indent is not None and depth <= indent):
            indent = None
        if indent is not None:
            lines.append(line)
    return "\n".join(lines)
