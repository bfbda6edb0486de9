"""Names that code writes as texts: `getattr(x, "name")`, `globals()["name"]`, `import_module("name")`.

Of a text that is put together, `getattr(self, "visit_" + name)`, the beginning tells which methods it may be.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from typing import Final

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeNodeKind
from typilus.static_inference.rules.attributes import Member, ModuleNamed
from typilus.static_inference.rules.calls import CHOSEN_BY_CLASS
from typilus.static_inference.rules.displays import literal_types
from typilus.static_inference.rules.value_flow import JOINED, SAME

__all__ = ["dynamic_call", "dynamic_item", "global_slot"]

_BUILT_IN: Final = frozenset({"getattr", "setattr", "globals", "__import__"})
_IMPORTED: Final = frozenset({"import_module", "reload"})
_MOST_METHODS: Final = 60
_NAMES: Final = _BUILT_IN | _IMPORTED


def dynamic_call(unit: Unit, node: ast.Call) -> int | None:
    """Return the node of a call that says with a text which name it means, None for all other calls."""
    if node.keywords or _last_name(node) not in _NAMES:
        return None
    build = _CALLS.get(_function(unit, node))
    return None if build is None else build(unit, node)


def dynamic_item(unit: Unit, node: ast.Subscript) -> int | None:
    """Return the node of `globals()["name"]` or `sys.modules["name"]`, None for all other subscripts."""
    slot = global_slot(unit, node)
    if slot is not None:
        number = unit.environment.get(slot.name) if unit.function is None else None
        return unit.add(SAME, [unit.program.slot(slot) if number is None else number], node, TypeNodeKind.SYMBOL)
    if isinstance(node.value, ast.Attribute) and _origin(unit, node.value) == "sys.modules":
        is_own = isinstance(node.slice, ast.Name) and node.slice.id == "__name__"
        name = unit.module.name if is_own else _text(unit, node.slice)
        return None if name is None else unit.add(ModuleNamed(name), [], node)
    return None


def global_slot(unit: Unit, node: ast.Subscript) -> SlotKey | None:
    """The slot of `globals()["name"]`."""
    if not isinstance(node.value, ast.Call) or _function(unit, node.value) != "globals":
        return None
    name = _text(unit, node.slice)
    return None if name is None else SlotKey(SlotKind.NAME, unit.module.name, "", name)


def _getattr(unit: Unit, node: ast.Call) -> int | None:
    name = _text(unit, node.args[1]) if 2 <= len(node.args) <= 3 else None
    if name is None and len(node.args) >= 2:
        return _dispatched(unit, node)
    if name is None or not name.isidentifier():
        return None
    if len(node.args) == 2:
        member = unit.expression(ast.copy_location(ast.Attribute(node.args[0], name, ast.Load()), node))
        return unit.add(SAME, [member], node)
    member = unit.add(Member(name), [unit.expression(node.args[0])])
    return unit.add(JOINED, [member, unit.expression(node.args[2])], node, TypeNodeKind.MERGE)


def _dispatched(unit: Unit, node: ast.Call) -> int | None:
    """Return the node of `getattr(self, "visit_" + name)`, which may be each of the methods whose names begin so."""
    function = unit.function
    if function is None or function.owner is None:
        return None
    receiver, name, *default = node.args
    name = _assigned(unit, name)
    beginning = _beginning(unit, name)
    if not (isinstance(receiver, ast.Name) and receiver.id == function.receiver and beginning):
        return None
    named = (method.scope.rpartition(".")[2] for method in function.owner.methods if method.scope != function.scope)
    methods = [one for one in named if one.startswith(beginning)]
    if not methods:
        return None
    values = [ast.copy_location(ast.Attribute(receiver, one, ast.Load()), node) for one in methods[:_MOST_METHODS]]
    rule = CHOSEN_BY_CLASS if "__name__" in ast.unparse(name) else JOINED
    return unit.add(rule, [*map(unit.expression, (*values, *default))], node, TypeNodeKind.MERGE)


def _assigned(unit: Unit, node: ast.expr) -> ast.expr:
    """Return what is assigned to a local name, if that is done once, and any other expression as it is."""
    if not isinstance(node, ast.Name) or node.id not in unit.local:
        return node
    values = [one.value for one in ast.walk(unit.node) if isinstance(one, ast.Assign) and _binds(one, node.id)]
    return values[0] if len(values) == 1 else node


def _binds(statement: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in statement.targets)


def _beginning(unit: Unit, node: ast.expr) -> str:
    """The text with which a text begins that is put together from others, "" if it is unknown."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return _text(unit, node.values[0]) or ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _beginning(unit, node.left)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _beginning(unit, node.left).partition("%")[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _beginning(unit, node.func.value).partition("{")[0]
    return _text(unit, node) or ""


def _setattr(unit: Unit, node: ast.Call) -> int | None:
    name = _text(unit, node.args[1]) if len(node.args) == 3 else None
    if name is None or not name.isidentifier():
        return None
    target = ast.copy_location(ast.Attribute(node.args[0], name, ast.Store()), node)
    unit.statements([ast.copy_location(ast.Assign([target], node.args[2]), node)])
    return unit.constant(literal_types(None), node)


def _import_module(unit: Unit, node: ast.Call) -> int | None:
    name = _text(unit, node.args[0]) if len(node.args) == 1 else None
    return None if name is None or name.startswith(".") else unit.add(ModuleNamed(name), [], node)


def _import(unit: Unit, node: ast.Call) -> int | None:
    name = _text(unit, node.args[0]) if len(node.args) == 1 else None
    return None if name is None else unit.add(ModuleNamed(name.partition(".")[0]), [], node)


def _reload(unit: Unit, node: ast.Call) -> int | None:
    return unit.add(SAME, [unit.expression(node.args[0])], node) if len(node.args) == 1 else None


_CALLS: Final[Mapping[str, Callable[[Unit, ast.Call], int | None]]] = {
    "getattr": _getattr,
    "setattr": _setattr,
    "importlib.import_module": _import_module,
    "__import__": _import,
    "importlib.reload": _reload,
}


def _function(unit: Unit, node: ast.Call) -> str:
    """The built-in or imported function that is called, "" for others."""
    if isinstance(node.func, ast.Name) and node.func.id in _BUILT_IN:
        is_own = node.func.id in unit.module.body or node.func.id in unit.local
        return "" if is_own or not hasattr(builtins, node.func.id) else node.func.id
    return _origin(unit, node.func) if _last_name(node) in _IMPORTED else ""


def _last_name(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _origin(unit: Unit, node: ast.expr) -> str:
    """The qualified name of what was imported."""
    name = dotted(node)
    first, dot, rest = name.partition(".")
    return unit.module.names.imports.get(first, "") + dot + rest


def _text(unit: Unit, node: ast.expr) -> str | None:
    """A text that is written out, or that a name of the module stands for."""
    if isinstance(node, ast.Name) and (unit.function is None or node.id not in unit.local):
        statements = unit.module.body.get(node.id, ())
        if len(statements) == 1 and isinstance(statements[0], ast.Assign):
            node = statements[0].value
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
