"""The names that a module hands on to those that import it, by the rules of stubs and of `import *`."""

from __future__ import annotations

import ast
from typing import NamedTuple

from typilus.annotation_types import TypeExpression, normal
from typilus.static_inference.definitions.module_text import ClassDefinition, ModuleText

__all__ = ["is_exported", "is_taken_by_star", "public_name"]

# Classes whose names in compiled modules do not show who hands them on.
_OTHERWISE = {
    "frozen_importlib.ModuleSpec": "importlib.machinery.ModuleSpec",
    "threading.LockType": "threading.Lock",
    "threading.lock": "threading.Lock",
}


class _Listed(NamedTuple):
    """The names that a module's `__all__` spells out, and whether it lists no others."""

    names: frozenset[str]
    is_whole: bool


def is_exported(module: ModuleText, name: str) -> bool:
    """Return whether a name of a module is meant for others.

    By the rules of stubs: it is defined there, imported with `*` or `as` its own name, or listed in `__all__`. Sources
    import what they hand on in any way, but what `__all__` lists is all, if there is one.
    """
    listed = module.derived(_listed).names
    if name in listed:
        return True
    bound = module.body.get(name)
    if bound is None:
        return bool(module.stars) and not name.startswith("_")
    if not module.is_stub:
        return not listed
    return _is_handed_on(bound, name)


def is_taken_by_star(module: ModuleText, name: str) -> bool:
    """Return whether `from module import *` binds a name, if the module has it."""
    listed = module.derived(_listed)
    if name in listed.names or listed.is_whole:
        return name in listed.names
    if name.startswith("_"):
        return False
    bound = module.body.get(name)
    if bound is None or not module.is_stub:
        return True
    return _is_handed_on(bound, name)


def public_name(definition: ClassDefinition) -> TypeExpression:
    """Return the class as a type with its canonical name, which for a private module's stub is the public one."""
    module, name = definition.module, definition.name
    if module.is_stub:
        top, _, rest = module.name.partition(".")
        if top == "_collections_abc":
            name = f"collections.abc.{definition.scope}"
        elif top.startswith("_") and top not in ("_typeshed", "__future__"):
            name = ".".join(filter(None, ("threading" if top == "_thread" else top[1:], rest, definition.scope)))
    return normal(_OTHERWISE.get(name, name))


def _listed(module: ModuleText) -> _Listed:
    """Read `__all__`. A source may add to it by calls, which are not looked at, so that there it is never whole."""
    names: set[str] = set()
    statements = module.body.get("__all__", ())
    is_whole = module.is_stub and bool(statements)
    for statement in statements:
        value = statement.value if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign) else None
        elements = value.elts if isinstance(value, ast.List | ast.Tuple) else ()
        texts = [element.value for element in elements if isinstance(element, ast.Constant)]
        names.update(map(str, texts))
        is_whole = is_whole and isinstance(value, ast.List | ast.Tuple) and len(texts) == len(elements)
    return _Listed(frozenset(names), is_whole)


def _is_handed_on(bound: list[ast.stmt], name: str) -> bool:
    """Return whether a stub defines a name, or imports it `as` itself, which hands it on."""
    return any(
        not isinstance(statement, ast.Import | ast.ImportFrom)
        or any(alias.name == alias.asname == name for alias in statement.names)
        for statement in bound
    )
