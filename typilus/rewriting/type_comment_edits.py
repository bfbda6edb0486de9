"""Type comments (`# type: int`) as edits: what they say, and how they go away when it is said by annotations."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_extraction import FunctionNode, Obstacle, SourceDocument, SymbolKind
from typilus.annotation_types import FileNames, canonicalize
from typilus.errors import TypeExpressionError
from typilus.rewriting.edits import AnnotationEdit
from typilus.rewriting.signatures import header_end
from typilus.rewriting.slots import Slot
from typilus.rewriting.splices import Splice

__all__ = ["TypeComment", "type_comments", "without_type_comments"]

_COMMENT = re.compile(r"[ \t]*#[ \t]*type:[ \t]*(?!ignore\b)[^\r\n#]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class TypeComment:
    """The type comments of one assignment or function, which become annotations all together or not at all.

    Attributes:
        statement: Assignment or function.
        edits: Equivalent annotations.
        removals: Splices that remove the comments, except those in a function's header.
    """

    statement: ast.stmt
    edits: tuple[AnnotationEdit, ...]
    removals: tuple[Splice, ...]


def type_comments(source: SourceDocument, slots: Sequence[Slot], names: FileNames) -> Iterator[TypeComment]:
    """Every type comment that can be read and whose every type has its place."""
    by_statement: dict[ast.stmt, list[Slot]] = {}
    for slot in slots:
        by_statement.setdefault(slot.statement, []).append(slot)
    for statement, own in by_statement.items():
        if not any(slot.commented for slot in own):
            continue
        try:
            comment = (
                _of_function(source, statement, own) if isinstance(statement, FunctionNode) else _of(source, own[0])
            )
            if comment is not None:
                types, removals = comment
                edits = tuple(_edit(slot, str(canonicalize(written, names))) for slot, written in types)
                yield TypeComment(statement, edits, tuple(removals))
        except (SyntaxError, ValueError, RecursionError, TypeExpressionError):
            continue


_Found = tuple[list[tuple[Slot, ast.expr]], list[Splice]]


def _edit(slot: Slot, canonical: str) -> AnnotationEdit:
    return AnnotationEdit(slot.kind, slot.owner.qualified_name, slot.name, slot.line, slot.column, canonical)


def _of(source: SourceDocument, slot: Slot) -> _Found | None:
    statement = slot.statement
    assert isinstance(statement, ast.Assign)
    value = statement.value
    (_, start), (_, end) = source.exact_lines.span(value), source.exact_lines.span(statement)
    removal = _removal(source, start, end)
    return None if removal is None else ([(slot, _expression(statement.type_comment))], [removal])


def _of_function(source: SourceDocument, function: FunctionNode, slots: Sequence[Slot]) -> _Found | None:
    """The types of the comment behind the header, and of those behind parameters, which it leaves to them by `...`."""
    if any(slot.partly for slot in slots):
        return None
    parameters = [slot for slot in slots if slot.kind is SymbolKind.PARAMETER]
    types: list[tuple[Slot, ast.expr]] = []
    removals: list[Splice] = []
    for slot in parameters:
        written = next((argument.type_comment for argument in _arguments(function) if argument.arg == slot.name), None)
        if written is not None:
            types.append((slot, _expression(written)))
    if function.type_comment is not None:
        first = function.body[0].lineno
        removal = _removal(source, header_end(source, function), source.exact_lines.offset(first, 0))
        if removal is None:
            return None
        removals.append(removal)
        signature = ast.parse(function.type_comment.partition("#")[0].strip(), mode="func_type")
        types += [(slot, signature.returns) for slot in slots if slot.kind is SymbolKind.RETURN]
        argument_types = signature.argtypes
        if [ast.dump(type_) for type_ in argument_types] != [ast.dump(ast.Constant(...))]:
            free = [slot for slot in parameters if slot.obstacle != Obstacle.RECEIVER]
            if types and len(argument_types) not in (len(free), len(parameters)):
                return None
            types += zip(free, argument_types[len(argument_types) - len(free) :], strict=True)
    return types, removals


def _arguments(function: FunctionNode) -> list[ast.arg]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return [argument for argument in every if argument is not None]


def _expression(comment: str | None) -> ast.expr:
    return ast.parse((comment or "").partition("#")[0].strip(), mode="eval").body


def _removal(source: SourceDocument, start: int, end: int) -> Splice | None:
    """Return the splice that removes the first type comment of a part of the text, with its line if otherwise empty."""
    text = source.exact_text
    match = _COMMENT.search(text, start, max(end, _end_of_line(text, start)))
    if match is None:
        return None
    more = text[match.end() : match.end() + 1] == "#"
    line, _ = source.exact_lines.position(match.start())
    begin = source.exact_lines.offset(line, 0)
    if text[begin : match.start()].strip():
        return Splice(match.start(), match.end(), "  " if more else "")
    if more:
        return Splice(text.index("#", match.start()), match.end(), "")
    line_end = _LINE_END.match(text, match.end())
    return Splice(begin, line_end.end() if line_end is not None else match.end(), "")


def _end_of_line(text: str, start: int) -> int:
    match = _LINE_END.search(text, start)
    return match.start() if match is not None else len(text)


def without_type_comments(header: str) -> str:
    """A function's header without the type comments behind its parameters."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", header)
    normal = header.replace("\r\n", "\n").replace("\r", "\n")
    for token in tokenize.generate_tokens(io.StringIO(f"{normal} pass\n").readline):
        if token.type == tokenize.COMMENT and (match := _COMMENT.match(token.string)) is not None:
            row, column = token.start
            line = lines[row - 1]
            rest = token.string[match.end() :]
            before = line[:column] if rest else line[:column].rstrip(" \t")
            lines[row - 1] = before + rest + line[column + len(token.string) :]
    return "".join(lines)
