"""What must hold for the positions of every tree."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import Any

Span = tuple[tuple[int, int], tuple[int, int]]


def span(node: Any) -> Span:
    """Start and end as (line, column)."""
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


def is_placed(node: ast.AST) -> bool:
    """Whether nodes of this class have positions."""
    return "lineno" in node._attributes


def segment(text: str, node: Any) -> str:
    """The source of a node."""
    return _segment(text.split("\n"), node)


def _segment(source: list[str], node: Any) -> str:
    lines = [line.encode() for line in source[node.lineno - 1 : node.end_lineno]]
    lines[-1] = lines[-1][: node.end_col_offset]
    lines[0] = lines[0][node.col_offset :]
    return b"\n".join(lines).decode()


def faults(tree: ast.Module, text: str) -> list[str]:
    """Nodes out of their parent, over a sibling, or not at the identifier that they stand for."""
    return [*_layout_faults(tree), *_name_faults(tree, text)]


def _layout_faults(tree: ast.Module) -> Iterator[str]:
    whole: Span = (1, 0), (10**9, 0)
    pending: list[tuple[ast.AST, Span]] = [(tree, whole)]
    while pending:
        node, outer = pending.pop()
        own = span(node) if is_placed(node) else outer
        if own[0] > own[1] or not (outer[0] <= own[0] and own[1] <= outer[1]):
            yield f"{type(node).__name__} at {own} is not within {outer}"
        decorators = getattr(node, "decorator_list", [])
        pending += [(decorator, outer) for decorator in decorators]
        children = [child for child in ast.iter_child_nodes(node) if child not in decorators]
        pending += [(child, own) for child in children]
        # The parts of an f-string all have the place of the whole.
        if not isinstance(node, ast.JoinedStr | ast.FormattedValue):
            spans = sorted(span(child) for child in children if is_placed(child))
            for first, second in itertools.pairwise(spans):
                if first[1] > second[0]:
                    yield f"children of {type(node).__name__} overlap at {first} and {second}"


def _name_faults(tree: ast.Module, text: str) -> Iterator[str]:
    lines = text.split("\n")
    for node in ast.walk(tree):
        source = _segment(lines, node) if is_placed(node) else ""
        match node:
            case ast.Name(id=name) if source != name:
                yield f"Name {name} is {source!r}"
            case ast.arg(arg=name) if source.split(":")[0].strip() != name:
                yield f"arg {name} is {source!r}"
            case ast.Attribute(attr=name) if not source.endswith(name):
                yield f"Attribute {name} is {source!r}"
            case ast.alias(name=name, asname=other) if source.split() != [name, *(["as", other] if other else [])]:
                yield f"alias {name} is {source!r}"
            case ast.keyword(arg=name) if not source.startswith((f"{name}", "**", ">>")):
                yield f"keyword {name} is {source!r}"
            case ast.FunctionDef(name=name) if not source.startswith("def"):
                yield f"def {name} is {source!r}"
            case ast.ClassDef(name=name) if not source.startswith("class"):
                yield f"class {name} is {source!r}"
            case ast.Call() if (
                not source.endswith(")") and not source.startswith(("print", "exec")) and "," not in source
            ):
                yield f"Call is {source!r}"
