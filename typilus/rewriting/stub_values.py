"""The declaration of a variable in a stub: its annotation, the type of its literal, an alias, or Any."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterator, Mapping, Set

from graph_extraction import applied_name
from typilus.semantics import Scope, field_kind

__all__ = ["StubValues"]

_CONSTANTS = (bool, int, float, complex, str, bytes)
_DISPLAYS: dict[type[ast.expr], str] = {
    ast.List: "list[{}]",
    ast.ListComp: "list[{}]",
    ast.Set: "set[{}]",
    ast.SetComp: "set[{}]",
    ast.Dict: "dict[{}, {}]",
    ast.DictComp: "dict[{}, {}]",
    ast.Tuple: "tuple[{}, ...]",
}
_MAKERS = frozenset({"NamedTuple", "NewType", "ParamSpec", "TypeVar", "TypeVarTuple", "TypedDict", "namedtuple"})
_DEFAULTS = ("default", "default_factory", "factory")
_CONSTRUCTING = frozenset({"alias", "converter", "init", "kw_only", "validation_alias"})
_FIELDS = frozenset({"Field", "attrib", "field", "ib"})
_KEPT = frozenset({"__all__", "__slots__", "__match_args__"})
_ALIASED = frozenset(
    {"Annotated", "Callable", "Dict", "FrozenSet", "Iterable", "Iterator", "List", "Literal", "Mapping"}
)
_ALIASED |= {
    "Optional",
    "Sequence",
    "Set",
    "Tuple",
    "Type",
    "Union",
    "dict",
    "frozenset",
    "list",
    "set",
    "tuple",
    "type",
}
_KEEPING = frozenset({"ClassVar", "Final", "TypeAlias"})


class StubValues:
    """Makes the declarations of variables.

    Args:
        bound: Names that the module binds.
        any_name: Spelling of `typing.Any` in the stub.
        class_kind: Kind of the class whose variables they are: "enum", "data" (annotated ones are fields), "tuple"
            (every annotation is a field, even a `ClassVar`), "class", or "" for none.
        models: Names of classes of the file that make fields of their subclasses' annotations.
    """

    def __init__(self, bound: Set[str], any_name: str, class_kind: str = "", models: Set[str] = frozenset()) -> None:
        self._bound = bound
        self._any = any_name
        self._kind = class_kind
        self._models = models

    def within(self, node: ast.ClassDef) -> StubValues:
        """The same for a class's body."""
        bases = [applied_name(base) for base in node.bases]
        class_kind = "class"
        if any(base.endswith(("Enum", "Flag")) for base in bases):
            class_kind = "enum"
        elif {"NamedTuple", "TypedDict"} & set(bases):
            class_kind = "tuple"
        elif field_kind(node.bases, node.decorator_list) is not None or self._models & set(bases):
            class_kind = "data"
        return StubValues(self._bound, self._any, class_kind, self._models)

    @property
    def makes_fields(self) -> bool:
        """Return whether a declaration in the class's body would be a field, so that attributes cannot be declared
        there.
        """
        return self._kind in ("data", "tuple")

    def any(self) -> ast.expr:
        """`Any`."""
        return ast.Name(self._any, ast.Load())

    def plain(self, annotation: ast.expr | None) -> ast.expr | None:
        """An annotation without quotes, which a stub needs nowhere."""
        return None if annotation is None else _Unquote().visit(annotation)

    def of(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
        """The names that an assignment binds, each with its declaration."""
        if isinstance(node, ast.AnnAssign):
            if isinstance(node.target, ast.Name):
                yield node.target.id, self._annotated(node)
            return
        if isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Name) and node.target.id == "__all__" and _is_literal(node.value):
                yield "__all__", node
            return
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, self._assigned(target.id, node.value, scope)
            elif isinstance(target, ast.Tuple | ast.List):
                for element in target.elts:
                    if isinstance(element, ast.Name):
                        yield element.id, _declaration(element.id, self.any())

    def attributes(
        self, node: ast.Assign | ast.AnnAssign, receiver: str, arguments: Mapping[str, ast.expr | None]
    ) -> Iterator[tuple[str, ast.AnnAssign]]:
        """The attributes of `receiver` that an assignment binds, each with its declaration in the class."""
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            for element in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
                if (
                    isinstance(element, ast.Attribute)
                    and isinstance(element.value, ast.Name)
                    and element.value.id == receiver
                ):
                    if isinstance(node, ast.AnnAssign):
                        annotation = self.plain(node.annotation)
                    elif element is not target:
                        annotation = None
                    elif isinstance(node.value, ast.Name) and node.value.id in arguments:
                        annotation = self.plain(copy.deepcopy(arguments[node.value.id]))
                    else:
                        annotation = self._type_of(node.value)
                    yield element.attr, _declaration(element.attr, annotation or self.any())

    def _annotated(self, node: ast.AnnAssign) -> ast.AnnAssign:
        annotation, value = self.plain(node.annotation) or self.any(), node.value
        name = applied_name(annotation)
        kept: ast.expr | None
        if isinstance(value, ast.Call) and applied_name(value) in _FIELDS:
            kept = self._field(value)
        elif value is None or (name in _KEEPING and (name == "TypeAlias" or isinstance(value, ast.Constant))):
            kept = value
        elif name == "Final" and not isinstance(annotation, ast.Subscript):
            return ast.AnnAssign(node.target, self._type_of(value) or self.any(), None, 1)
        else:
            kept = ast.Constant(...) if self._kind else None
        return ast.AnnAssign(node.target, annotation, kept, 1)

    def _assigned(self, name: str, value: ast.expr, scope: Scope) -> ast.stmt:
        as_written = ast.Assign([ast.Name(name, ast.Store())], value)
        if (name in _KEPT and _is_literal(value)) or self._is_alias(value, scope):
            return as_written
        if isinstance(value, ast.Call) and applied_name(value.func) in _MAKERS:
            return as_written
        if self._kind == "enum" and not name.startswith("__"):
            return ast.Assign(as_written.targets, value if isinstance(value, ast.Constant) else ast.Constant(...))
        if self._kind == "tuple":
            return ast.Assign(as_written.targets, value if isinstance(value, ast.Constant) else ast.Constant(...))
        if self._kind == "data" and isinstance(value, ast.Call) and applied_name(value) in _FIELDS:
            return ast.Assign(as_written.targets, _shortened(value))
        declared = self._type_of(value) or self.any()
        if self._kind == "data":  # without an annotation it was no field
            declared = ast.Subscript(ast.Name("ClassVar", ast.Load()), declared, ast.Load())
        return _declaration(name, declared)

    def _field(self, call: ast.Call) -> ast.expr | None:
        """Return the stub of a field's call, with its default and the arguments that its constructor depends on."""
        keywords = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
        default = next((keywords[name] for name in _DEFAULTS if name in keywords), call.args[0] if call.args else None)
        if isinstance(default, ast.Constant) and default.value is ...:
            default = None  # pydantic's way to say that there is none
        kept = [ast.keyword(name, value) for name, value in keywords.items() if name in _CONSTRUCTING]
        if not all(self._is_plain(keyword.value) for keyword in kept) or not kept:
            return None if default is None else ast.Constant(...)
        name = next((name for name in _DEFAULTS if name in keywords), "default")
        if default is not None and self._is_plain(default):
            kept.append(ast.keyword(name, default))
        elif default is not None and not any(_is_false(keyword) for keyword in kept if keyword.arg == "init"):
            return ast.Constant(...)
        return ast.Call(call.func, [], kept)

    def _is_plain(self, value: ast.expr) -> bool:
        """Return whether a value can stand in a stub as it is."""
        if isinstance(value, ast.Name):
            return value.id in self._bound or hasattr(builtins, value.id)
        return isinstance(value, ast.Constant)

    def _type_of(self, value: ast.expr) -> ast.expr | None:
        """The type that a value shows."""
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub | ast.UAdd):
            value = value.operand
        text = ""
        if isinstance(value, ast.Constant) and isinstance(value.value, _CONSTANTS):
            text = type(value.value).__name__
        elif isinstance(value, ast.JoinedStr):
            text = "str"
        elif type(value) in _DISPLAYS:
            text = _DISPLAYS[type(value)].format(self._any, self._any)
        return _expression(text) if text and text.partition("[")[0] not in self._bound else None

    def _is_alias(self, value: ast.expr, scope: Scope) -> bool:
        """Return whether a value is another name of something, or a type."""
        if isinstance(value, ast.BinOp):
            sides = (value.left, value.right)
            return isinstance(value.op, ast.BitOr) and all(self._is_type(side) for side in sides)
        if isinstance(value, ast.Subscript):
            return applied_name(value) in _ALIASED
        if isinstance(value, ast.Name):
            return value.id in self._bound | scope.bound or hasattr(builtins, value.id)
        return False

    def _is_type(self, side: ast.expr) -> bool:
        if isinstance(side, ast.Constant):
            return side.value is None
        if isinstance(side, ast.BinOp):
            return self._is_type(side.left) and self._is_type(side.right)
        return isinstance(side, ast.Subscript | ast.Name) and applied_name(side) in _ALIASED | {
            "int",
            "str",
            "bytes",
            "float",
        }


def _declaration(name: str, annotation: ast.expr) -> ast.AnnAssign:
    return ast.AnnAssign(ast.Name(name, ast.Store()), annotation, None, 1)


def _is_false(keyword: ast.keyword) -> bool:
    return isinstance(keyword.value, ast.Constant) and keyword.value.value is False


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError):
        return False
    return True


def _shortened(call: ast.Call) -> ast.Call:
    """A field's call, all values but constants left out."""
    pairs = [(keyword.arg, keyword.value) for keyword in call.keywords]
    keywords = [
        ast.keyword(name, value if isinstance(value, ast.Constant) else ast.Constant(...)) for name, value in pairs
    ]
    return ast.Call(call.func, [ast.Constant(...) for _ in call.args], keywords)


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


class _Unquote(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if applied_name(node.value) == "Literal":
            return node
        if applied_name(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
            node.slice.elts[0] = self.visit(node.slice.elts[0])
            return node
        self.generic_visit(node)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, str):
            try:
                return _Unquote().visit(_expression(node.value.strip())) or node
            except (SyntaxError, ValueError, RecursionError):
                return node
        return node
