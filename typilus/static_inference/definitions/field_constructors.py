"""The constructors that fields give to data classes and named tuples, as functions."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_extraction import last_name, unapplied

__all__ = ["Field", "constructor", "fields_of_class", "unknown_constructor"]

# Bases that add no fields.
_PLAIN = frozenset({"object", "ABC", "Generic", "Protocol", "NamedTuple"})
_OWN = frozenset({"__init__", "__new__"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a class.

    Attributes:
        name: Name.
        annotation: Annotation, None without one.
        default: Default value, or the call of `field` that tells it.
        by_keyword: Whether it is passed by keyword only.
    """

    name: str
    annotation: ast.expr | None = None
    default: ast.expr | None = None
    by_keyword: bool = False


def constructor(fields: Sequence[Field], *, is_declared: bool) -> ast.FunctionDef | None:
    """Return `__init__` with the fields as parameters, None if no function can have them in order.

    None of its nodes but annotations and defaults has a place.

    Args:
        fields: The fields.
        is_declared: Whether the class declares them. If not, they are what the function assigns.
    """
    plain = [field for field in fields if not field.by_keyword]
    named = [field for field in fields if field.by_keyword]
    defaults = [field.default for field in plain if field.default is not None]
    if any(field.default is None for field in plain[len(plain) - len(defaults) :]):
        return None
    arguments = ast.arguments(
        [],
        [ast.arg("self", None), *(ast.arg(field.name, field.annotation) for field in plain)],
        None,
        [ast.arg(field.name, field.annotation) for field in named],
        [field.default for field in named],
        None,
        defaults,
    )
    body: list[ast.stmt] = [
        ast.Assign(
            [ast.Attribute(ast.Name("self", ast.Load()), field.name, ast.Store())],
            ast.Name(field.name, ast.Load()),
            None,
        )
        for field in (() if is_declared else fields)
    ]
    return _init(arguments, body)


def unknown_constructor() -> ast.FunctionDef:
    """Return an `__init__` that takes anything, for a named tuple whose fields have lost their annotations."""
    return _init(ast.arguments([], [ast.arg("self", None)], ast.arg("_", None), [], [], ast.arg("__", None), []), [])


def _init(arguments: ast.arguments, body: list[ast.stmt]) -> ast.FunctionDef:
    method = ast.FunctionDef("__init__", arguments, body or [ast.Pass()], [], None, None)
    method.type_params = []  # type: ignore[attr-defined,unused-ignore]
    return method


def fields_of_class(class_: ast.ClassDef, others: Mapping[str, Sequence[Field]]) -> list[Field] | None:
    """Return the fields of a data class or named tuple, in order, None of other classes and where not all are known.

    Args:
        class_: Class statement.
        others: Fields of other classes by name, for its bases.
    """
    names = [last_name(unapplied(base)) for base in class_.bases]
    decorators = [one for one in class_.decorator_list if last_name(unapplied(one)) == "dataclass"]
    if not decorators and "NamedTuple" not in names:
        return None
    options = {
        keyword.arg: isinstance(keyword.value, ast.Constant) and bool(keyword.value.value)
        for decorator in decorators
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    }
    if options.get("init") is False or any(name not in _PLAIN and name not in others for name in names):
        return None
    own = {statement.name for statement in class_.body if isinstance(statement, ast.FunctionDef)}
    if not own.isdisjoint(_OWN):
        return None
    fields = {field.name: field for name in reversed(names) for field in others.get(name, ())}
    by_keyword = options.get("kw_only", False)
    for statement in class_.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            kind = last_name(unapplied(statement.annotation))
            if kind == "KW_ONLY":
                by_keyword = True
            elif kind == "InitVar":
                return None
            elif kind != "ClassVar":
                field = _field(statement.target.id, statement, by_keyword)
                fields.pop(statement.target.id, None) if field is None else fields.update({field.name: field})
    return list(fields.values())


def _field(name: str, statement: ast.AnnAssign, by_keyword: bool) -> Field | None:
    """A declared field, None of one that no argument sets: `x: int = field(init=False)`."""
    value = statement.value
    if not isinstance(value, ast.Call) or last_name(value.func) != "field":
        return Field(name, statement.annotation, value, by_keyword)
    options = {keyword.arg: keyword.value for keyword in value.keywords}

    def is_set(option: str, otherwise: bool) -> bool:
        switch = options.get(option)
        return bool(switch.value) if isinstance(switch, ast.Constant) else otherwise

    if not is_set("init", True):
        return None
    has_default = not options.keys().isdisjoint({"default", "default_factory"})
    return Field(name, statement.annotation, value if has_default else None, is_set("kw_only", by_keyword))
