"""Annotations into the header of one function, by LibCST: comments, line breaks and spaces stay as they are."""

from __future__ import annotations

import io
import tokenize
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import libcst as cst

from graph_extraction import FunctionNode, SourceDocument
from typilus.rewriting.splices import Splice

__all__ = ["annotate_header", "annotate_signature", "header_end"]

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_BODY = " pass"
_HEADERS = 4096


def annotate_signature(
    source: SourceDocument, function: FunctionNode, annotations: Mapping[str, str], returned: str | None
) -> Splice:
    """The change that gives a function's parameters and return their annotations.

    Args:
        source: The file.
        function: A definition in it.
        annotations: Texts by parameter.
        returned: Text of the return's annotation.

    Raises:
        ValueError: LibCST does not read the header, or not as it is written.
    """
    start, _ = source.exact_lines.span(function)
    end = header_end(source, function)
    return Splice(start, end, annotate_header(source.exact_text[start:end], annotations, returned))


def annotate_header(header: str, annotations: Mapping[str, str], returned: str | None) -> str:
    """Return a header, from `def` to its colon, with annotations in place of existing ones.

    Raises:
        ValueError: LibCST cannot read the header, or does not write it back unchanged.
    """
    return _annotated(header, tuple(annotations.items()), returned)


@lru_cache(maxsize=_HEADERS)
def _annotated(header: str, annotations: tuple[tuple[str, str], ...], returned: str | None) -> str:
    """Return the same, made once: in an editor all headers get their annotations again while one of them changes."""
    try:
        module = cst.parse_module(header + _BODY)
    except (cst.ParserSyntaxError, RecursionError) as error:
        raise ValueError("LibCST cannot read its signature") from error
    if module.code != header + _BODY:
        raise ValueError("LibCST would not keep its signature as it is")
    visited = module.visit(_HeaderWriter(dict(annotations), returned))
    assert isinstance(visited, cst.Module)
    return visited.code.removesuffix(_BODY)


class _HeaderWriter(cst.CSTTransformer):
    def __init__(self, annotations: Mapping[str, str], returned: str | None) -> None:
        super().__init__()
        self._annotations = annotations
        self._returned = returned

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Expressions hold nothing to annotate, though a lambda in a default has parameters too."""
        return not isinstance(node, cst.BaseExpression)

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:  # noqa: N802
        text = self._annotations.get(unicodedata.normalize("NFKC", original_node.name.value))  # as Python reads names
        if text is None:
            return updated_node
        equal = updated_node.equal
        if original_node.annotation is None and isinstance(equal, cst.AssignEqual):
            # Beside an annotation PEP 8 wants spaces around the default's equals sign.
            equal = cst.AssignEqual(_spaced(equal.whitespace_before), _spaced(equal.whitespace_after))
        return updated_node.with_changes(annotation=_annotation(text, updated_node.annotation, ""), equal=equal)

    def leave_FunctionDef(  # noqa: N802
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if self._returned is None:
            return updated_node
        return updated_node.with_changes(returns=_annotation(self._returned, updated_node.returns, " "))


def _spaced(whitespace: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    return cst.SimpleWhitespace(" ") if whitespace.empty else whitespace


def _annotation(text: str, existing: cst.Annotation | None, before: str) -> cst.Annotation:
    expression = cst.parse_expression(text)
    if existing is not None:
        return existing.with_changes(annotation=expression)
    return cst.Annotation(expression, cst.SimpleWhitespace(before), cst.SimpleWhitespace(" "))


def header_end(source: SourceDocument, function: FunctionNode) -> int:
    """Offset behind the colon that ends the header."""
    first, column = function.lineno, source.lines.from_utf8(function.lineno, function.col_offset)
    text = source.text[source.lines.offset(first, column) : source.lines.offset(function.body[0].lineno + 1, 0)]
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.OP:
                depth += (token.string in _OPENING) - (token.string in _CLOSING)
                if token.string == ":" and depth == 0:
                    line, end = token.end
                    return source.exact_lines.offset(first + line - 1, end + (column if line == 1 else 0))
    except (tokenize.TokenError, SyntaxError) as error:
        raise ValueError("its signature cannot be read") from error
    raise ValueError("its signature has no end")
