"""Types for the symbols of a source file from the stub that was inferred from it."""

from __future__ import annotations

import ast
import collections.abc
import sys
from collections.abc import Iterator

from graph_extraction import FunctionNode, SymbolKey, SymbolKind, last_name
from typilus.annotation_types import FileNames, TypeExpression, canonicalize, rename
from typilus.errors import TypeExpressionError

__all__ = ["COUNTED_DUNDERS", "inferred_types", "says_all"]

COUNTED_DUNDERS = frozenset({"__getitem__", "__setitem__", "__enter__", "__call__"})
"""The dunders that measurements count (those of the paper's authors)."""

# A function under any other decorator is not what its stub says: `@contextmanager` makes it return something else.
_TRANSPARENT = frozenset(
    {"staticmethod", "classmethod", "property", "cached_property", "abstractmethod", "override", "final"}
)

_ENUMERATIONS = frozenset(f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"))

_COROUTINE = "collections.abc.Coroutine"

_OPEN = frozenset({"typing.Any", "nothing", "module"})

_GENERIC = frozenset(
    {"list", "dict", "set", "frozenset", "tuple", "type", "re.Pattern", "re.Match"}
    | {f"collections.{name}" for name in ("ChainMap", "Counter", "OrderedDict", "defaultdict", "deque")}
)

_ABSTRACT = frozenset(f"collections.abc.{name}" for name in collections.abc.__all__) - frozenset(
    f"collections.abc.{name}" for name in ("Buffer", "ByteString", "Hashable", "Sized")
)

# What is not sent to a generator pytype leaves open; people write what is taken from it.
_ITERATORS = {
    "collections.abc.Generator": "collections.abc.Iterator",
    "collections.abc.AsyncGenerator": "collections.abc.AsyncIterator",
}


def inferred_types(stub: str, source: ast.Module, module: str, is_package: bool) -> dict[SymbolKey, TypeExpression]:
    """Return the types that a stub by pytype gives to returns, variables and attributes, by kind, scope and name.

    Parameters are left out: pytype repeats their annotations and infers none. So are dunders that no measurement
    counts, members of enumerations, aliases of classes in modules, and functions that are defined more than once (a
    property's setter has its name, too), overloaded, or under decorators that may change them.

    Args:
        stub: Text of the stub.
        source: File that it was inferred from.
        module: Dotted name of the file.
        is_package: Whether the file is an `__init__`.
    """
    try:
        tree = ast.parse(stub)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    names = FileNames.from_tree(tree, module, is_package=is_package)
    functions = _functions(source)
    collected: dict[SymbolKey, set[TypeExpression | None]] = {}
    for key, annotation in _annotations(tree.body, "", names):
        kind, scope, name = key
        if name.startswith("__") and name.endswith("__") and name not in COUNTED_DUNDERS:
            continue
        type_ = _canonical(annotation, names)
        if kind == SymbolKind.RETURN:
            is_async = functions.get((scope, name))
            if is_async is None:
                continue
            if type_ is not None:
                type_ = _as_written(type_, is_async)
        elif kind == SymbolKind.VARIABLE and not scope and type_ is not None and type_.name == "type":
            continue
        collected.setdefault(key, set()).add(type_)
    agreed = {key: types.pop() for key, types in collected.items() if len(types) == 1}
    return {key: type_ for key, type_ in agreed.items() if type_ is not None}


def says_all(expression: TypeExpression) -> bool:
    """Return whether no part of an inferred type is open, by Any, `nothing`, a type variable, or missing arguments.

    A person who writes `list` may mean it; a checker that infers it has not found out what is in it.
    """
    name = expression.name
    if name in _OPEN or name[0] == "~":
        return False
    if not expression.arguments and (name in _GENERIC or name in _ABSTRACT):
        return False
    return all(map(says_all, expression.arguments))


def _as_written(returned: TypeExpression, is_async: bool) -> TypeExpression:
    """Return the annotation that people write for a return type by pytype."""
    name, arguments = returned.name, returned.arguments
    if is_async and name == _COROUTINE and len(arguments) == 3:
        return arguments[2]
    if name in _ITERATORS and arguments and all(rest.name in ("typing.Any", "None") for rest in arguments[1:]):
        return TypeExpression(_ITERATORS[name], arguments[:1])
    return returned


def _canonical(annotation: ast.expr, names: FileNames) -> TypeExpression | None:
    try:
        return rename(canonicalize(annotation, names), _public)
    except TypeExpressionError:
        return None


def _public(name: str) -> str:
    """pytype names classes of the standard library by where they are compiled: `_decimal.Decimal`."""
    module = name.partition(".")[0]
    compiled = module[0] == "_" and {module, module[1:]} <= sys.stdlib_module_names
    return name[1:] if compiled else name


def _annotations(body: list[ast.stmt], scope: str, names: FileNames) -> Iterator[tuple[SymbolKey, ast.expr]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            bases = {str(_canonical(base, names)) for base in node.bases}
            inner = node.body
            if bases & _ENUMERATIONS:
                inner = [statement for statement in inner if not isinstance(statement, ast.AnnAssign)]
            yield from _annotations(inner, f"{scope}.{node.name}".lstrip("."), names)
        elif isinstance(node, FunctionNode):
            if node.returns is not None:
                yield (SymbolKind.RETURN, scope, node.name), node.returns
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if _is_property(node.annotation):
                yield (SymbolKind.RETURN, scope, node.target.id), node.annotation
                continue
            yield (SymbolKind.VARIABLE, scope, node.target.id), node.annotation
            if scope:
                yield (SymbolKind.ATTRIBUTE, scope, node.target.id), node.annotation


def _is_property(annotation: ast.expr) -> bool:
    """pytype writes a property as `size: Annotated[int, 'property']`."""
    return isinstance(annotation, ast.Subscript) and ast.unparse(annotation).endswith(", 'property']")


def _functions(source: ast.Module) -> dict[tuple[str, str], bool]:
    """Scope and name of each function whose stub tells what it returns -> whether it is a coroutine."""
    functions: dict[tuple[str, str], bool] = {}
    unclear: set[tuple[str, str]] = set()

    def walk(node: ast.AST, scope: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                walk(child, f"{scope}.{child.name}".lstrip("."))
            elif isinstance(child, FunctionNode):
                key = (scope, child.name)
                altered = any(last_name(decorator) not in _TRANSPARENT for decorator in child.decorator_list)
                if altered or key in functions:
                    unclear.add(key)
                functions[key] = isinstance(child, ast.AsyncFunctionDef)
            elif isinstance(child, (ast.If, ast.Try, ast.ExceptHandler, ast.With)):
                walk(child, scope)

    walk(source, "")
    return {key: is_async for key, is_async in functions.items() if key not in unclear}
