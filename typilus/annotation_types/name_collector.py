"""One walk over a file's statements: what its scopes bind that annotations may use."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from graph_extraction import DefinitionNode, FunctionNode, last_name, statements_of_scope
from typilus.annotation_types.module_names import absolute_module

__all__ = ["NameCollector", "TypeAlias", "checked_branch_first"]

_TYPE_VARIABLE_MAKERS = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple"})
_TYPE_MAKERS = frozenset({"NewType", "namedtuple", "NamedTuple", "TypedDict"})
_ENUM_MAKERS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
_PEP_695_ALIAS: type[ast.stmt] | None = getattr(ast, "TypeAlias", None)


@dataclass(frozen=True)
class TypeAlias:
    """A name that stands for another type: `Vector = List[float]`, `X: TypeAlias = "int"`, `type Pair[T] = ...`.

    Attributes:
        value: Type as written.
        parameters: Type variables in order, where PEP 695 declares them.
    """

    value: ast.expr
    parameters: tuple[str, ...] = ()


class NameCollector:
    """Walks statements, the module's own scope first, and keeps each name's first binding."""

    def __init__(self, module: str, package: str) -> None:
        self.module = module
        self.package = package
        self.imports: dict[str, str] = {}
        self.definitions: dict[str, str] = {}
        self.surely_types: set[str] = set()
        self.aliases: dict[str, TypeAlias] = {}
        self.type_variables: set[str] = set()
        self.star_imports: list[str] = []
        self.modules: list[str] = []
        self.bound: set[str] = set()
        self._seen: set[str] = set()
        self._inner: list[tuple[DefinitionNode, str]] = []

    def collect(self, body: list[ast.stmt]) -> None:
        self._block(body, "", False)
        self.bound |= self._seen
        # Breadth first: an outer scope's names come before an inner scope's. A list that grows while it is read.
        for scope, prefix in self._inner:
            self._block(scope.body, prefix, isinstance(scope, ast.ClassDef))

    def _block(self, body: list[ast.stmt], prefix: str, in_class: bool) -> None:
        for statement in statements_of_scope(body, checked_branch_first):
            if isinstance(statement, ast.Import):
                self._import(statement)
            elif isinstance(statement, ast.ImportFrom):
                self._import_from(statement)
            elif isinstance(statement, ast.ClassDef):
                self._define(statement.name, prefix, in_class)
                self.surely_types.add(statement.name)
                self._parameters(statement)
                self._inner.append((statement, f"{prefix}{statement.name}."))
            elif isinstance(statement, FunctionNode):
                if not prefix:
                    self.bound.add(statement.name)
                self._parameters(statement)
                self._inner.append((statement, f"{prefix}{statement.name}."))
            elif isinstance(statement, ast.Assign):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        if not prefix:
                            self.bound.add(target.id)
                        self._assign(target.id, statement.value, prefix, in_class)
            elif isinstance(statement, ast.AnnAssign):
                self._declare(statement, prefix)
            elif _PEP_695_ALIAS is not None and isinstance(statement, _PEP_695_ALIAS):
                self._alias(statement.name.id, TypeAlias(statement.value, self._parameters(statement)))  # type: ignore[attr-defined,unused-ignore]

    def _bind(self, name: str) -> bool:
        if name in self._seen:
            return False
        self._seen.add(name)
        return True

    def _import(self, statement: ast.Import) -> None:
        for alias in statement.names:
            if alias.asname is not None:
                if self._bind(alias.asname):
                    self.imports[alias.asname] = alias.name
            else:
                root = alias.name.partition(".")[0]
                if self._bind(root):
                    self.imports[root] = root
                if self.imports.get(root) == root:
                    self.modules.append(alias.name)

    def _import_from(self, statement: ast.ImportFrom) -> None:
        # What leads out of the outermost package is looked for beside it, as for a file that stands alone.
        source = absolute_module(statement.module, statement.level, self.package, True)
        source = source or statement.module or ""
        for alias in statement.names:
            if alias.name == "*":
                self.star_imports.append(source)
                continue
            local = alias.asname or alias.name
            if self._bind(local):
                self.imports[local] = f"{source}.{alias.name}" if source else alias.name

    def _define(self, name: str, prefix: str, in_class: bool) -> None:
        qualified = f"{self.module}.{prefix}{name}" if self.module else f"{prefix}{name}"
        if in_class:
            self.definitions.setdefault(prefix + name, qualified)
        if self._bind(name):
            self.definitions[name] = qualified

    def _alias(self, name: str, alias: TypeAlias) -> None:
        if self._bind(name):
            self.aliases[name] = alias

    def _parameters(self, statement: ast.stmt) -> tuple[str, ...]:
        """PEP 695's type parameters, where the interpreter's grammar has them."""
        names = tuple(parameter.name for parameter in getattr(statement, "type_params", ()))
        self.type_variables.update(name for name in names if name not in self._seen)
        return names

    def _declare(self, statement: ast.AnnAssign, prefix: str) -> None:
        if not isinstance(statement.target, ast.Name):
            return
        if not prefix:
            self.bound.add(statement.target.id)
        if statement.value is None:
            return
        annotation = statement.annotation
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            marker = annotation.value
        else:
            marker = last_name(annotation)
        marker = marker.rpartition(".")[2]
        if self.imports.get(marker, marker).rpartition(".")[2] == "TypeAlias":
            self._alias(statement.target.id, TypeAlias(statement.value))

    def _assign(self, name: str, value: ast.expr, prefix: str, in_class: bool) -> None:
        if isinstance(value, ast.Call):
            maker = last_name(value.func)
            maker = self.imports.get(maker, maker).rpartition(".")[2]  # `from typing import TypeVar as _TypeVar`
            if maker in _TYPE_VARIABLE_MAKERS:
                if self._bind(name):
                    self.type_variables.add(name)
            elif maker in _TYPE_MAKERS or self._makes_enum(value, maker):
                self._define(name, prefix, in_class)
                self.surely_types.add(name)
            elif not prefix:
                self._define(name, prefix, in_class)
            if isinstance(value.func, ast.Name) and value.func.id == "type" and len(value.args) == 3:
                self.surely_types.add(name)  # a class, but none that an annotation may name
        elif isinstance(value, ast.Subscript) or (isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)):
            if not prefix or in_class:
                self._alias(name, TypeAlias(value))
        elif not prefix and (isinstance(value, ast.Attribute) or (isinstance(value, ast.Name) and value.id != name)):
            self._alias(name, TypeAlias(value))

    def _makes_enum(self, call: ast.Call, maker: str) -> bool:
        """Return whether it is `Enum("Color", "RED GREEN")` of the standard library, not a class of that name."""
        if maker not in _ENUM_MAKERS or len(call.args) + len(call.keywords) < 2:
            return False
        root, _, rest = ast.unparse(call.func).partition(".")
        return f"{self.imports.get(root, '')}{rest and '.'}{rest}" == f"enum.{maker}"


def checked_branch_first(statement: ast.If) -> list[ast.stmt]:
    """Both branches of an `if`, first the one that checkers see: of `if not TYPE_CHECKING:` the other."""
    if isinstance(statement.test, ast.UnaryOp):
        return [*statement.orelse, *statement.body]
    return [*statement.body, *statement.orelse]
