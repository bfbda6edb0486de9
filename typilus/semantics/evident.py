"""The type of an expression where its form alone tells it: literals, displays, constructors. No rule looks further."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from graph_extraction import dotted_name
from typilus.annotation_types import FileNames, is_camel_case

__all__ = ["DESCRIBING", "evident_type"]

MAX_DEPTH = 4
# What these built-in functions return, whatever they get.
RETURNED = {
    **dict.fromkeys(("str", "repr", "chr", "hex", "oct", "bin", "ascii", "format", "input"), "str"),
    **dict.fromkeys(("int", "len", "ord", "hash", "id"), "int"),
    **dict.fromkeys(("bool", "isinstance", "issubclass", "callable", "hasattr", "any", "all"), "bool"),
    **{name: name for name in ("float", "complex", "bytes", "bytearray", "memoryview", "range", "object")},
}
OF_TEXT = {
    **dict.fromkeys(("split", "rsplit", "splitlines"), "list[str]"),
    **dict.fromkeys(("startswith", "endswith", "isdigit", "isalpha"), "bool"),
    **dict.fromkeys(("join", "format", "replace", "strip", "lstrip", "rstrip", "lower", "upper", "title"), "str"),
    "encode": "bytes",
}
# Generic containers, which say nothing of their elements; and functions that are written as classes are.
NO_EVIDENCE = frozenset({"OrderedDict", "Counter", "ChainMap", "Queue", "Field", "TypeVar", "ParamSpec", "NewType"})
# Packages whose calls describe fields of classes and parameters of functions, whatever they are called.
DESCRIBING = frozenset(
    {
        *(
            "fastapi",
            "typer",
            "pydantic",
            "sqlalchemy",
            "sqlmodel",
            "django",
            "rest_framework",
            "marshmallow",
            "wtforms",
        ),
        *(
            "peewee",
            "mongoengine",
            "graphene",
            "strawberry",
            "ninja",
            "attr",
            "attrs",
            "traitlets",
            "click",
            "odmantic",
        ),
        *("tortoise", "pony", "odoo", "serpy", "schematics", "beanie", "factory", "colander", "flask_sqlalchemy"),
    }
)
CERTAIN_COMPARISONS = (ast.Is, ast.IsNot, ast.In, ast.NotIn)


def evident_type(node: ast.expr, names: FileNames, depth: int = MAX_DEPTH) -> str | None:
    """Canonical text of an expression's type, None where its form does not tell.

    A call of something that the file imports is taken for the making of an object if it is written as classes are
    (`Shop()`); so what is told is nearly certain, not proved.
    """
    if depth == 0:
        return None
    if isinstance(node, ast.Constant):
        return None if node.value is Ellipsis else "None" if node.value is None else type(node.value).__name__
    if isinstance(node, ast.JoinedStr):
        return "str"
    if isinstance(node, ast.UnaryOp):
        return "bool" if isinstance(node.op, ast.Not) else _number(evident_type(node.operand, names, depth - 1))
    if isinstance(node, ast.Compare):
        return "bool" if all(isinstance(operator, CERTAIN_COMPARISONS) for operator in node.ops) else None
    if isinstance(node, ast.BinOp):
        return _operation(node, names, depth - 1)
    if isinstance(node, ast.IfExp):
        return _same((node.body, node.orelse), names, depth - 1)
    if isinstance(node, ast.Call):
        return _call(node, names, depth - 1)
    return _container(node, names, depth - 1)


def _container(node: ast.expr, names: FileNames, depth: int) -> str | None:
    if isinstance(node, ast.List | ast.ListComp):
        element = _same(node.elts if isinstance(node, ast.List) else [node.elt], names, depth)
        return None if element is None else f"list[{element}]"
    if isinstance(node, ast.Set | ast.SetComp):
        element = _same(node.elts if isinstance(node, ast.Set) else [node.elt], names, depth)
        return None if element is None else f"set[{element}]"
    if isinstance(node, ast.Dict):
        if any(key is None for key in node.keys):
            return None
        key = _same([key_node for key_node in node.keys if key_node is not None], names, depth)
        value = _same(node.values, names, depth)
        return None if key is None or value is None else f"dict[{key}, {value}]"
    if isinstance(node, ast.DictComp):
        key, value = evident_type(node.key, names, depth), evident_type(node.value, names, depth)
        return None if key is None or value is None else f"dict[{key}, {value}]"
    if isinstance(node, ast.Tuple) and node.elts:
        parts = [evident_type(element, names, depth) for element in node.elts]
        return None if None in parts else f"tuple[{', '.join(map(str, parts))}]"
    return None


def _same(nodes: Sequence[ast.expr] | Iterable[ast.expr], names: FileNames, depth: int) -> str | None:
    """The one type of several expressions."""
    types = {evident_type(node, names, depth) for node in nodes}
    return types.pop() if len(types) == 1 and "None" not in types else None


def _number(type_text: str | None) -> str | None:
    return {"bool": "int"}.get(type_text, type_text) if type_text in ("bool", "int", "float", "complex") else None


def _operation(node: ast.BinOp, names: FileNames, depth: int) -> str | None:
    left = evident_type(node.left, names, depth)
    if left in ("str", "bytes") and isinstance(node.op, ast.Mod):
        return left
    right = evident_type(node.right, names, depth)
    if left is None or right is None:
        return None
    if left == right and isinstance(node.op, ast.Add) and left != "bool":
        return left if not left.startswith(("set[", "dict[", "tuple[")) else None
    if {left, right} <= {"int", "float"} and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
        return "float" if "float" in (left, right) else "int"
    return "float" if {left, right} <= {"int", "float"} and isinstance(node.op, ast.Div) else None


def _call(node: ast.Call, names: FileNames, depth: int) -> str | None:
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in OF_TEXT and _is_text(function.value):
        return OF_TEXT[function.attr]
    dotted = dotted_name(function)
    if dotted is None:
        return None
    if dotted in RETURNED and dotted not in names.bound:
        return RETURNED[dotted]
    root, _, rest = dotted.partition(".")
    if dotted in names.definitions:
        return _class(names.definitions[dotted])
    if root in names.imports and not any(star for star in names.star_imports):
        return _class(f"{names.imports[root]}.{rest}" if rest else names.imports[root])
    return None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _class(qualified: str) -> str | None:
    """Return a qualified name if it is spelled as classes are and no generic container of unknown elements."""
    last = qualified.rpartition(".")[2]
    if qualified.partition(".")[0] in DESCRIBING:
        return None
    is_class = is_camel_case(last) and not last.startswith("_")
    return qualified if is_class and last not in NO_EVIDENCE else None
