"""Crops around annotations: a function with its class's header and fields, a class's fields, a module's variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_extraction import FunctionNode
from typilus.annotation_types import is_camel_case
from typilus.lab.infiller_training.annotation_hints import Hint, TextPositions, hints_of

__all__ = ["Crop", "FileCrops", "crop_file"]

_MAX_TEXT = 1_400
_HEAD = 1_000
"""Characters of a longer function that are kept as they are; of the rest only the lines that hand something back."""
_MAX_IMPORTS = 500
_MAX_FIELDS = 6
_MAX_CLASSES = 30
_AROUND = 4
"""Lines before and behind a module's variable."""
_HANDING_BACK = ("return ", "yield ", "return(", "raise ")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a file around annotations.

    Attributes:
        text: The part, some lines of which may be left out.
        hints: The annotations in it, in order.
    """

    text: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class FileCrops:
    """The crops of one file, and what they share.

    Attributes:
        project: Name of the project.
        path: Path inside of the project.
        imports: The first imports of the file.
        classes: Names of the classes that the file defines or imports by name, sorted.
        crops: The crops.
    """

    project: str
    path: str
    imports: str
    classes: tuple[str, ...]
    crops: tuple[Crop, ...]


def crop_file(project: str, path: str, text: str) -> FileCrops:
    """Cut a file into crops. One that cannot be parsed has none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return FileCrops(project, path, "", (), ())
    positions = TextPositions(text)
    hints = hints_of(tree, text, positions)
    crops = []
    for ranges in _ranges(tree, text, positions):
        crop = _assemble(text, ranges, hints)
        if crop.hints:
            crops.append(crop)
    return FileCrops(project, path, _imports(tree, text, positions), visible_classes(tree), tuple(crops))


def visible_classes(tree: ast.Module) -> tuple[str, ...]:
    """The names of classes that a module defines or imports by name, sorted, no more than fit into a line."""
    names = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names if is_camel_case(alias.asname or alias.name)}
    return tuple(sorted(names)[:_MAX_CLASSES])


def _imports(tree: ast.Module, text: str, positions: TextPositions) -> str:
    lines: list[str] = []
    size = 0
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            line = text[positions.start(node) : positions.end(node)]
            size += len(line) + 1
            if size > _MAX_IMPORTS:
                break
            lines.append(line + "\n")
    return "".join(lines)


def _ranges(tree: ast.Module, text: str, positions: TextPositions) -> Iterator[list[Range]]:
    """Yield the parts of the text that make a crop each."""
    pending: list[tuple[ast.stmt, list[Range]]] = [(node, []) for node in reversed(tree.body)]
    while pending:
        node, around = pending.pop()
        if isinstance(node, FunctionNode):
            yield [*around, *_function(node, text, positions)]
        elif isinstance(node, ast.ClassDef):
            fields = [field for field in node.body if isinstance(field, ast.AnnAssign | ast.Assign)]
            header = _header(node, positions)
            if any(isinstance(field, ast.AnnAssign) for field in fields):
                yield _limited([header, *(_lines(field, positions) for field in fields)])
            short = [*around, header, *(_lines(field, positions) for field in fields[:_MAX_FIELDS])]
            pending.extend((inner, _limited(short, _MAX_TEXT // 3)) for inner in reversed(node.body))
        elif isinstance(node, ast.If | ast.Try):
            pending.extend((inner, around) for inner in reversed([*node.body, *node.orelse]))
        elif isinstance(node, ast.AnnAssign) and not around:
            first, last = node.lineno - _AROUND, (node.end_lineno or node.lineno) + _AROUND
            yield _limited([(positions.line_start(max(first, 1)), positions.line_start(last + 1))])


def _lines(node: ast.stmt, positions: TextPositions) -> Range:
    return positions.line_start(_first_line(node)), positions.line_start((node.end_lineno or node.lineno) + 1)


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, FunctionNode | ast.ClassDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _header(node: ast.ClassDef, positions: TextPositions) -> Range:
    return positions.line_start(node.lineno), positions.line_start(max(_first_line(node.body[0]), node.lineno + 1))


def _limited(ranges: Sequence[Range], most: int = _MAX_TEXT) -> list[Range]:
    kept: list[Range] = []
    for start, end in ranges:
        most -= end - start
        if most < 0:
            break
        kept.append((start, end))
    return kept


def _function(node: FunctionNode, text: str, positions: TextPositions) -> list[Range]:
    """The function, without the middle of a long one."""
    start, end = _lines(node, positions)
    if end - start <= _MAX_TEXT:
        return [(start, end)]
    body = positions.line_start(node.body[0].lineno)
    cut = text.rfind("\n", start, max(start + _HEAD, body)) + 1
    ranges = [(start, max(cut, body))]
    position, left = ranges[0][1], _MAX_TEXT - (ranges[0][1] - start)
    while position < end and left > 0:
        line_end = min(text.find("\n", position) + 1 or end, end)
        if text[position:line_end].lstrip().startswith(_HANDING_BACK):
            ranges.append((position, line_end))
            left -= line_end - position
        position = line_end
    return ranges


def _assemble(text: str, ranges: Sequence[Range], hints: Sequence[Hint]) -> Crop:
    pieces: list[str] = []
    inside: list[Hint] = []
    length = 0
    for start, end in ranges:
        piece = text[start:end]
        inside += [hint.moved(length - start) for hint in hints if start <= hint.erase_start and hint.erase_end <= end]
        pieces.append(piece)
        length += len(piece)
    return Crop("".join(pieces), tuple(inside))
