"""The symbols that type coverage counts: those of which pyrefly and mypy, too, ask for an annotation.

Names that a class body binds are not counted, as pyrefly does not count them, nor are local variables, which no checker
asks for. What the language itself fixes (the return of `__init__` or `__len__`, the name that `__getattr__` gets) needs
no annotation; nor does a module's name whose value says it all.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property

from graph_extraction import Symbol, SymbolKind, applied_name
from typilus.semantics import DefinedFunction, SemanticIndex

__all__ = ["Membership", "SymbolCounter", "is_any"]

_ALL = frozenset(range(9))
_FIXED_RETURNS = frozenset(
    f"__{name}__"
    for name in (
        *("init", "post_init", "init_subclass", "del", "setattr", "delattr", "setitem", "delitem", "set", "delete"),
        *("set_name", "str", "repr", "format", "bytes", "bool", "int", "float", "complex", "index", "len", "hash"),
        *("length_hint", "sizeof", "dir", "contains", "instancecheck", "subclasscheck", "buffer"),
    )
)
"""Special methods of which Python fixes the return."""
_FIXED_PARAMETERS = {
    **dict.fromkeys(("__format__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__"), frozenset({0})),
    **dict.fromkeys(("__exit__", "__aexit__", "__buffer__"), _ALL),
    "__set_name__": frozenset({1}),
}
"""Of special methods the positions of those parameters, the receiver apart, of which Python fixes the type."""
_ANY = re.compile(r"""(["']?)(\w+\.)*Any\1""")
_ALIAS = re.compile(r"""(["']?)(\w+\.)*TypeAlias\1""")
_CLASS_NAME = re.compile(r"_*[A-Z]\w*[a-z]\w*")
_HOOKS = frozenset({"__getattr__", "__dir__"})
_TYPE_MAKERS = frozenset({"NewType", "TypeVar", "ParamSpec", "TypeVarTuple", "namedtuple", "NamedTuple", "TypedDict"})
_SETTERS = frozenset({"setter", "deleter"})
_PLAIN = (
    *(ast.Constant, ast.JoinedStr, ast.Name, ast.Lambda),
    *(ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp),
)


def is_any(annotation: str) -> bool:
    """Return whether an annotation says nothing but `Any`."""
    return _ANY.fullmatch(annotation.strip()) is not None


@dataclass(frozen=True, slots=True)
class Membership:
    """The part of a symbol in the counts.

    Attributes:
        counted: It is among the symbols of which coverage is a share.
        public: It is among those that pyrefly counts, too: neither it nor its surroundings are private or local.
    """

    counted: bool
    public: bool


class SymbolCounter:
    """Tells of a file's symbols which are counted.

    Args:
        semantics: Of the file.
    """

    def __init__(self, semantics: SemanticIndex) -> None:
        self._semantics = semantics

    def membership(self, symbol: Symbol) -> Membership:
        """The part of a symbol in the counts."""
        counted = self._is_counted(symbol)
        return Membership(counted, counted and self._is_public(symbol))

    @property
    def functions(self) -> tuple[int, int]:
        """Functions with any annotation, and all, as mypy's line count report has them: those in functions apart."""
        outer = [function for function in self._semantics.functions if "<locals>" not in function.qualified_name]
        return sum(function.is_annotated or _has_comment(function) for function in outer), len(outer)

    @cached_property
    def _overloaded(self) -> frozenset[str]:
        return frozenset(function.qualified_name for function in self._semantics.functions if function.is_overload)

    def _is_counted(self, symbol: Symbol) -> bool:
        if symbol.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN):
            function = self._semantics.function_of(symbol)
            return not symbol.is_receiver and (function is None or self._is_asked_for(symbol, function))
        if symbol.annotation is None and symbol.obstacle is not None:
            return False
        if symbol.kind is SymbolKind.ATTRIBUTE:
            return True
        if symbol.scope or _is_special(symbol.name):
            return False
        return not self._is_plain(symbol) if symbol.annotation is None else not _ALIAS.fullmatch(symbol.annotation)

    def _is_asked_for(self, symbol: Symbol, function: DefinedFunction) -> bool:
        """Return whether the signature is not told by overloads already, and Python does not fix this part of it."""
        if not function.is_overload and function.qualified_name in self._overloaded:
            return False
        name = function.node.name
        if symbol.kind is SymbolKind.RETURN and _SETTERS.intersection(function.decorators):
            return False
        if function.owner is None:
            return function.qualified_name not in _HOOKS
        if symbol.kind is SymbolKind.RETURN:
            return name not in _FIXED_RETURNS
        names = [argument.arg for argument, _ in function.parameters][1:]
        fixed = _FIXED_PARAMETERS.get(name, frozenset())
        return symbol.name not in names or names.index(symbol.name) not in fixed

    def _is_plain(self, symbol: Symbol) -> bool:
        """Return whether all values of a module's name are literals, lambdas, or something by another name."""
        binding = self._semantics.binding_of(symbol)
        return binding is not None and bool(binding.values) and all(map(_tells_itself, binding.values))

    def _is_public(self, symbol: Symbol) -> bool:
        if symbol.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN):
            function = self._semantics.function_of(symbol)
            name = symbol.scope if function is None else function.qualified_name
        else:
            name = f"{symbol.scope}.{symbol.name}"
        if any(part == "<locals>" or _is_private(part) for part in name.split(".")):
            return False
        if symbol.kind is not SymbolKind.ATTRIBUTE:
            return True
        around = self._semantics.function_around(symbol.line)
        return around is not None and around.node.name == "__init__"


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _is_private(name: str) -> bool:
    return name.startswith("_") and not _is_special(name)


def _has_comment(function: DefinedFunction) -> bool:
    return function.node.type_comment is not None


def _tells_itself(value: ast.expr) -> bool:
    if isinstance(value, ast.UnaryOp):
        return _tells_itself(value.operand)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
        return _tells_itself(value.left) and _tells_itself(value.right)
    if isinstance(value, ast.Call):
        return applied_name(value) in _TYPE_MAKERS
    if isinstance(value, ast.Subscript):
        return _tells_itself(value.value)
    if isinstance(value, ast.Attribute):
        return _CLASS_NAME.fullmatch(value.attr) is not None
    return isinstance(value, _PLAIN)
