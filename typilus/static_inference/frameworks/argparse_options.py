"""The attributes of an `argparse.Namespace`, as the calls of `add_argument` in a module declare them.

https://docs.python.org/3/library/argparse.html#the-add-argument-method
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.frameworks.declarations import (
    converted,
    home_of,
    is_true,
    keywords_of,
    list_of,
    text_of,
    told,
)

__all__ = ["declared_options", "options_of_argparse"]

_PACKAGE = "argparse"
_DECLARING, _DEFAULTS = "add_argument", "set_defaults"
_FLAGS = frozenset({"store_true", "store_false"})
_SEVERAL = frozenset({"*", "+", "..."})


def options_of_argparse(unit: Unit, name: str) -> Iterator[int]:
    """Yield the nodes of what parsed arguments have under a name, as the unit's module declares it anywhere."""
    for declaration in declared_options(unit.module).get(name, ()):
        if isinstance(declaration, ast.keyword):
            yield home_of(unit).expression(declaration.value)
        else:
            yield from _values(unit, declaration)


def declared_options(module: ModuleText) -> dict[str, list[ast.Call | ast.keyword]]:
    """The declarations of a module that imports `argparse`, by the name of the attribute: calls of `add_argument`, or
    arguments of `set_defaults`.
    """
    return module.derived(_declared_in)


def _declared_in(module: ModuleText) -> dict[str, list[ast.Call | ast.keyword]]:
    declared: dict[str, list[ast.Call | ast.keyword]] = {}
    if not any(origin.partition(".")[0] == _PACKAGE for origin in module.names.imports.values()):
        return declared
    for node in ast.walk(module.tree):
        method = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
        if not isinstance(node, ast.Call) or method not in (_DECLARING, _DEFAULTS):
            continue
        if method == _DEFAULTS:
            for keyword in node.keywords:
                if keyword.arg is not None:
                    declared.setdefault(keyword.arg, []).append(keyword)
        else:
            name = _name(node)
            if name is not None:
                declared.setdefault(name, []).append(node)
    return declared


def _name(call: ast.Call) -> str | None:
    """Return the attribute of an argument: `dest`, else its first long spelling, else its first."""
    destination = text_of(keywords_of(call).get("dest"))
    spellings = [text for node in call.args if (text := text_of(node)) is not None]
    if destination is not None or not spellings:
        return destination
    spelling = next((text for text in spellings if text.startswith("--")), spellings[0])
    return spelling.lstrip("-").replace("-", "_") if spelling.startswith("-") else spelling


def _values(unit: Unit, call: ast.Call) -> Iterator[int]:
    keywords = keywords_of(call)
    action, nargs, default = keywords.get("action"), keywords.get("nargs"), keywords.get("default")
    kind = text_of(action) or (dotted(action).rpartition(".")[2] if action is not None else "store")
    if kind in _FLAGS or kind == "BooleanOptionalAction":
        yield told(unit, "bool")
    elif kind == "count":
        yield told(unit, "int")
    elif kind == "store_const" and "const" in keywords:
        yield home_of(unit).expression(keywords["const"])
    elif kind in ("store", "append", "extend"):
        single = told(unit, "str") if "type" not in keywords else converted(unit, keywords["type"])
        is_several = isinstance(nargs, ast.Constant) and (nargs.value in _SEVERAL or isinstance(nargs.value, int))
        is_several = is_several or (nargs is not None and dotted(nargs).endswith("REMAINDER"))
        value = list_of(unit, single) if is_several else single
        yield list_of(unit, value) if kind == "append" else value
    else:
        yield unit.unknown()
        return
    if default is not None:
        is_converted = text_of(default) is not None and "type" in keywords
        if not is_converted and not dotted(default).endswith("SUPPRESS"):
            yield home_of(unit).expression(default)
    elif kind not in _FLAGS and not _is_given(call, keywords.get("required"), text_of(nargs)):
        yield told(unit, "None")


def _is_given(call: ast.Call, required: ast.expr | None, nargs: str | None) -> bool:
    """Return whether a command line without the argument is refused, or leaves an empty list."""
    spelling = next((text for node in call.args if (text := text_of(node)) is not None), "-")
    if not spelling.startswith("-"):
        return nargs != "?"
    return is_true(required)
