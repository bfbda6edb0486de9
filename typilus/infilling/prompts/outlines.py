"""Definitions without their code: signatures, and classes as their attributes and signatures."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from itertools import chain

from graph_extraction import DefinitionNode, FunctionNode, SourceDocument, receiver_of
from typilus.infilling.prompts.code_lines import CodeLine, PlacedCode, dedented, fitting, lines_of
from typilus.rewriting import header_end

__all__ = ["Outliner"]

_NO_SYMBOLS: frozenset[int] = frozenset()
_LONGEST = 200
"""Characters of a value; longer ones say little more of its type."""


class Outliner:
    """Outlines of the definitions of one file.

    Args:
        document: The file, whose exact text is its text.
        code: Its text, with the places of annotations.
    """

    def __init__(self, document: SourceDocument, code: PlacedCode) -> None:
        self._document = document
        self._code = code

    def start_of(self, node: DefinitionNode) -> int:
        """The offset of the line in which a definition, with its decorators, starts."""
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        return self._document.exact_lines.offset(first, 0)

    def opening(self, node: FunctionNode, types: Mapping[int, str]) -> list[CodeLine]:
        """The header of a function, indented as it is."""
        signature = self.signature(node, types)
        return _opened(signature) if signature else []

    def signature(self, node: FunctionNode, types: Mapping[int, str]) -> list[CodeLine]:
        """The header of a function with `...` for its body, indented as it is."""
        try:
            end = header_end(self._document, node)
        except ValueError:
            return []
        pieces = self._code.pieces(self.start_of(node), end, _NO_SYMBOLS, types)
        return lines_of([*pieces, " ..."])

    def class_header(self, node: ast.ClassDef) -> list[CodeLine]:
        """The decorators, name and bases of a class, indented as it is."""
        lines = self._document.exact_lines
        start, column = lines.span(node)[0], lines.from_utf8(node.lineno, node.col_offset)
        bases = [ast.unparse(base) for base in (*node.bases, *(keyword.value for keyword in node.keywords))]
        decorators = self._code.text[self.start_of(node) : start]
        return lines_of([f"{decorators or ' ' * column}class {node.name}{_in_brackets(bases)}:"])

    def attributes(
        self, node: ast.ClassDef, types: Mapping[int, str], *, with_constructor: bool = True
    ) -> Iterator[list[CodeLine]]:
        """The assignments of a class body, and those to the receiver in its `__init__`, below the signature of that.

        Each is a block of lines that stand or fall together.
        """
        for statement in node.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign):
                yield self._statement(statement, types)
        for statement in node.body if with_constructor else ():
            if isinstance(statement, FunctionNode) and statement.name == "__init__":
                assignments = [line for own in _own_assignments(statement) for line in self._statement(own, types)]
                signature = self.signature(statement, types)
                if signature and assignments:
                    yield [*_opened(signature), *assignments]
                else:
                    yield signature

    def class_outline(self, node: ast.ClassDef, types: Mapping[int, str], budget: int) -> list[CodeLine]:
        """A class as its header, attributes and the signatures of its methods, at the start of the line.

        What does not fit into a number of characters is left out.
        """
        methods = (
            self.signature(statement, types)
            for statement in node.body
            if isinstance(statement, FunctionNode) and not _is_special(statement)
        )
        inner = fitting(chain(self.attributes(node, types), methods), budget)
        header = self.class_header(node)
        lines = [*header, *inner] if inner else [*header[:-1], (*header[-1], " ...")]
        return dedented(lines, self._document.exact_lines.from_utf8(node.lineno, node.col_offset))

    def _statement(self, statement: ast.stmt, types: Mapping[int, str]) -> list[CodeLine]:
        lines = self._document.exact_lines
        start, end = lines.offset(statement.lineno, 0), lines.span(statement)[1]
        if end - start > _LONGEST:
            return []
        return lines_of(self._code.pieces(start, end, _NO_SYMBOLS, types))


def _opened(signature: list[CodeLine]) -> list[CodeLine]:
    """A signature whose body follows."""
    *first, last = signature
    return [*first, (*last[:-1], str(last[-1]).removesuffix(" ..."))]


def _is_special(node: FunctionNode) -> bool:
    """Return whether a method has a name that Python gives a meaning, and with that mostly its types."""
    return node.name.startswith("__") and node.name.endswith("__")


def _own_assignments(function: FunctionNode) -> Iterator[ast.Assign | ast.AnnAssign]:
    """The assignments to attributes of the receiver that stand directly in a method."""
    receiver = receiver_of(function)
    for statement in function.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            owner = target.value if isinstance(target, ast.Attribute) else None
            if receiver is not None and isinstance(owner, ast.Name) and owner.id == receiver.arg:
                yield statement


def _in_brackets(texts: list[str]) -> str:
    return f"({', '.join(texts)})" if texts else ""
