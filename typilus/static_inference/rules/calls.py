"""Rules of calls, and of what decorators make of a function."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.input_uses import UseKind, Uses
from typilus.static_inference.operations.calling import call_value, is_transparent
from typilus.static_inference.operations.construction import method_of
from typilus.static_inference.operations.matches import found_all
from typilus.static_inference.operations.overloads import is_overloaded, skipped, written
from typilus.static_inference.operations.signatures import bind, literal
from typilus.static_inference.scope_names import dotted
from typilus.static_inference.type_sets import NOTHING, FunctionValue, SuperValue, TypeSet, Value, join, type_set

__all__ = ["DECORATED", "Call", "Decorated", "SuperOf"]


@dataclass(frozen=True, slots=True)
class Call:
    """`f(a, b=c)`; the first input is what is called.

    Attributes:
        keywords: of each argument its name, "" for one by position, "*" and "**" for unpacked ones.
    """

    name: ClassVar[str] = "call"
    uses: ClassVar[Uses] = Uses((UseKind.CALL,), UseKind.ARGUMENT)
    keywords: tuple[str, ...]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """What each function that `f` may be returns; its parameters learn what they are handed."""
        callee, *arguments = inputs
        if callee == NOTHING:
            return NOTHING
        found = []
        literals = [literal(code, known) for code, known in zip(written(node.node), arguments, strict=True)]
        for value in callee.ordered:
            if isinstance(value, FunctionValue):
                _hand_over(semantics, value, node.inputs[1:], self.keywords)
            elif isinstance(value, TypeExpression) and value.name == "type" and value.arguments:
                _hand_to_class(semantics, value.arguments[0], node.inputs[1:], self.keywords)
            if value != NONE:
                handed = literals if is_overloaded(value) else arguments
                found.append(call_value(semantics, value, handed, self.keywords))
        texts = found_all(node.node, callee)
        if texts is not None:
            return texts.with_unknown(callee.is_open)
        if not found and _may_find_nothing(node.node):
            found.append(type_set(NONE))
        return join(found).with_unknown(callee.is_open or not found)


def _may_find_nothing(node: ast.AST | None) -> bool:
    """`options.get("port")`, whatever has the options: the key of a dictionary, not the path of a request."""
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return False
    key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    is_key = isinstance(key, str) and "/" not in key
    return is_key and isinstance(node.func, ast.Attribute) and node.func.attr == "get"


def _hand_to_class(
    semantics: Semantics, type_: TypeExpression, arguments: Sequence[int], keywords: tuple[str, ...]
) -> None:
    for name in ("__init__", "__new__"):
        method = method_of(semantics, type_, name)
        if method is not None and not method.definition.module.is_stub:
            _hand_over(semantics, method, arguments, keywords)


def _hand_over(semantics: Semantics, value: FunctionValue, arguments: Sequence[int], keywords: tuple[str, ...]) -> None:
    """Arguments flow into parameters, for which an annotation speaks louder."""
    function = value.definition
    if function.module.is_stub:
        return
    bound = bind(function.node.args, keywords, skipped(value)) or ()
    named = {each.parameter.arg for each in bound if not each.is_element}
    taken: Counter[int] = Counter()
    for each in bound:
        source = arguments[each.argument]
        if not each.is_element:
            semantics.argument(source, function, each.parameter.arg)
        elif each.parameter.arg not in named:
            part = semantics.program.part(source, taken[source])
            taken[source] += 1
            semantics.argument(part, function, each.parameter.arg)


@dataclass(frozen=True, slots=True)
class SuperOf:
    """`super()`; the input is the receiver.

    Attributes:
        after: the class around, by its qualified name.
    """

    name: ClassVar[str] = "super_of"
    uses: ClassVar[Uses] = Uses()
    after: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The receiver, to be searched behind a class."""
        found: list[Value] = [
            SuperValue(type_.arguments[0] if type_.name == "type" and type_.arguments else type_, self.after)
            for type_ in inputs[0].types
        ]
        return type_set(*found)


@dataclass(frozen=True, slots=True)
class Decorated:
    """A function behind a decorator."""

    name: ClassVar[str] = "decorated"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The same function, where the decorator is known to keep it or its signature; else perhaps another."""
        function, _ = inputs
        if function == NOTHING:
            return NOTHING
        (value, *others) = function.alternatives
        if others or not isinstance(value, FunctionValue):
            return function
        assert isinstance(node.node, ast.expr)
        return function if is_transparent(dotted(node.node)) else function.with_unknown()


DECORATED = Decorated()
