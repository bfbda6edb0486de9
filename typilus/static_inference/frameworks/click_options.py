"""The options and arguments that click hands to a command, as its decorators declare them.

https://click.palletsprojects.com/en/stable/options/
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from typilus.semantics import is_none
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.frameworks.declarations import (
    converted,
    home_of,
    is_true,
    keywords_of,
    origin_of,
    positional,
    text_of,
    told,
    tuple_of,
)
from typilus.static_inference.rules.displays import TupleDisplay

__all__ = ["handed_by_click"]

_PACKAGES = frozenset({"click", "rich_click", "asyncclick", "cloup"})
_TYPES = {
    **dict.fromkeys(("STRING", "Choice"), "str"),
    **dict.fromkeys(("INT", "IntRange"), "int"),
    **dict.fromkeys(("FLOAT", "FloatRange"), "float"),
    "BOOL": "bool",
    "UUID": "uuid.UUID",
    "DateTime": "datetime.datetime",
}
_UNKNOWN = frozenset({"callback", "cls"})
"""What makes anything of the value."""


def handed_by_click(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the nodes of what click hands to a parameter of a command."""
    assert not isinstance(function.node, ast.Lambda)
    for decorator in function.node.decorator_list:
        kind = _kind(unit, decorator)
        if kind == "pass_context" and positional(function)[:1] == [name]:
            yield told(unit, f"{origin_of(unit, decorator)[0]}.Context")
        elif kind in ("option", "argument") and isinstance(decorator, ast.Call) and _name(decorator, kind) == name:
            yield from _values(unit, decorator, kind)


def _kind(unit: Unit, node: ast.expr) -> str | None:
    """Return the name that a decorator or type has in click, None if it is none of click's."""
    package, name = origin_of(unit, node)
    return name if package in _PACKAGES else None


def _name(call: ast.Call, what: str) -> str | None:
    """Return the parameter of an option: the name that is given, or made of its longest spelling."""
    spellings = [text for node in call.args if (text := text_of(node)) is not None]
    explicit = next((text for text in spellings if text.isidentifier()), None)
    if explicit is not None or not spellings:
        return explicit and explicit.lower() if what == "argument" else explicit
    spelling = next((text for text in spellings if text.startswith("--")), spellings[0])
    return spelling.partition("/")[0].strip().lstrip("-").replace("-", "_").lower()


def _values(unit: Unit, call: ast.Call, what: str) -> Iterator[int]:
    keywords = keywords_of(call)
    default = keywords.get("default")
    if not _UNKNOWN.isdisjoint(keywords):
        yield unit.unknown()
        return
    is_flag = is_true(keywords.get("is_flag")) or any("/" in (text_of(node) or "") for node in call.args)
    is_several = is_true(keywords.get("multiple")) or _number(keywords.get("nargs")) == -1
    if is_flag:
        value = keywords.get("flag_value")
        yield told(unit, "bool") if value is None else home_of(unit).expression(value)
    elif is_true(keywords.get("count")):
        yield told(unit, "int")
    else:
        single = _single(unit, keywords)
        count = _number(keywords.get("nargs")) or 1
        if count > 1:
            single = unit.add(TupleDisplay((False,) * count), [single] * count)
        yield tuple_of(unit, single) if is_several else single
    is_required = is_true(keywords.get("required")) if "required" in keywords else what == "argument"
    has_value = is_flag or is_several or is_required or not {"count", "prompt"}.isdisjoint(keywords)
    if is_none(default) or (default is None and not has_value):
        yield told(unit, "None")


def _single(unit: Unit, keywords: Mapping[str, ast.expr]) -> int:
    """Return the node of one value, as the type or else the default tells."""
    type_, default = keywords.get("type"), keywords.get("default")
    if type_ is not None:
        return _of_type(unit, type_)
    if default is None or is_none(default):
        return told(unit, "str")
    return unit.unknown() if isinstance(default, ast.Lambda) else home_of(unit).expression(default)


def _of_type(unit: Unit, type_: ast.expr) -> int:
    kind, keywords = _kind(unit, type_), keywords_of(type_) if isinstance(type_, ast.Call) else {}
    if isinstance(type_, ast.Tuple):
        return unit.add(TupleDisplay((False,) * len(type_.elts)), [_of_type(unit, part) for part in type_.elts])
    if isinstance(type_, ast.List):  # texts to choose from
        return told(unit, "str")
    if kind == "Path":
        class_ = keywords.get("path_type")
        return told(unit, "str") if class_ is None or is_none(class_) else converted(unit, class_)
    if kind == "File":
        mode = keywords.get("mode") or (type_.args[0] if isinstance(type_, ast.Call) and type_.args else None)
        return told(unit, "typing.BinaryIO" if "b" in (text_of(mode) or "") else "typing.TextIO")
    if kind is not None:
        return told(unit, _TYPES[kind]) if kind in _TYPES else unit.unknown()
    if isinstance(type_, ast.Call):  # an object of a class of the project's own, which has the method
        return converted(unit, ast.copy_location(ast.Attribute(type_, "convert", ast.Load()), type_), 2)
    return converted(unit, type_)


def _number(node: ast.expr | None) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _number(node.operand)
        return None if number is None else -number
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int) else None
