"""Class hierarchies, as one file's source tells them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import DefinitionNode, last_name, statements_of_scope
from typilus.annotation_types.canonical import canonicalize
from typilus.annotation_types.name_collector import checked_branch_first
from typilus.annotation_types.names import FileNames
from typilus.annotation_types.synonyms import SYNONYMS
from typilus.errors import TypeExpressionError

__all__ = ["collect_bases"]

_MADE_BY_CALL = {
    "namedtuple": "tuple",
    "NamedTuple": "tuple",
    "TypedDict": "typing.TypedDict",
    "Enum": "enum.Enum",
    "IntEnum": "enum.IntEnum",
    "Flag": "enum.Flag",
    "IntFlag": "enum.IntFlag",
}


def collect_bases(tree: ast.Module, names: FileNames) -> dict[str, tuple[str, ...]]:
    """Every class of a file, nested and local ones too, to its bases: qualified names without arguments, in order.

    NewTypes have the type that they wrap for a base; named tuples, TypedDicts and enums made by a call are classes
    like any other. Bases that are no names (`class A(make_base())`) are left out, a class without bases has ().
    """
    bases_by_class: dict[str, tuple[str, ...]] = {}
    scopes: list[tuple[Sequence[ast.stmt], str]] = [(tree.body, f"{names.module}." if names.module else "")]
    for body, prefix in scopes:
        for statement in statements_of_scope(body, checked_branch_first):
            if isinstance(statement, ast.ClassDef):
                qualified = SYNONYMS.get(prefix + statement.name, prefix + statement.name)
                bases = [name for base in statement.bases for name in _base_names(base, names)]
                bases_by_class.setdefault(qualified, tuple(dict.fromkeys(name for name in bases if name != qualified)))
            elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
                bases = _bases_of_call(statement.value, names)
                for target in statement.targets:
                    if bases and isinstance(target, ast.Name):
                        bases_by_class.setdefault(prefix + target.id, tuple(bases))
            if isinstance(statement, DefinitionNode):
                scopes.append((statement.body, f"{prefix}{statement.name}."))
    return bases_by_class


def _base_names(node: ast.expr, names: FileNames) -> list[str]:
    try:
        base = canonicalize(node, names)
    except TypeExpressionError:  # `Generic[T]` is no annotation, nor is a call
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return []
        return ["typing.Generic"] if ast.unparse(node).endswith("Generic") else []
    return [] if base.name == "|" or base.name[0] == "~" else [base.name]


def _bases_of_call(call: ast.Call, names: FileNames) -> list[str]:
    maker = last_name(call.func)
    if maker == "NewType" and len(call.args) == 2:
        return _base_names(call.args[1], names)
    return [_MADE_BY_CALL[maker]] if maker in _MADE_BY_CALL else []
