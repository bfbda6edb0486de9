"""The values that functions of libraries hand to functions: `sorted(names, key=lambda name: ...)`."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import ANY, ARGUMENT_LIST, CALLABLE, UNION, TypeExpression, parts_of
from typilus.static_inference.definitions.substitution import substituted
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value
from typilus.static_inference.operations.argument_binding import bind_call
from typilus.static_inference.operations.construction import callables_of
from typilus.static_inference.operations.overloads import chosen, variables, wanted_type

__all__ = ["hand_to_callbacks", "has_function"]


def has_function(arguments: Sequence[TypeSet]) -> bool:
    """Return whether one of a call's arguments is a function."""
    for types in arguments:
        for value in types.alternatives:
            if isinstance(value, FunctionValue):
                return True
    return False


def hand_to_callbacks(
    semantics: Semantics, value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]
) -> None:
    """Let the parameters of functions that are arguments have what the called function is declared to pass.

    Args:
        semantics: Answers questions about code.
        value: Called function, or class whose object is made.
        arguments: Types of the arguments.
        keywords: Name of each argument, "" for a positional one.
    """
    for function in callables_of(semantics, value):
        _hand(semantics, function, arguments, keywords)


def _hand(semantics: Semantics, value: FunctionValue, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> None:
    node, _ = chosen(semantics, value, arguments, keywords)
    by_variable = variables(semantics, value, node, arguments, keywords)
    for binding in bind_call(value, node.args, keywords) or ():
        wanted = None if binding.is_element else wanted_type(semantics, value, binding.parameter)
        passed = None if wanted is None else _passed(substituted(wanted, by_variable))
        for callback in arguments[binding.argument].ordered if passed else ():
            if isinstance(callback, FunctionValue) and not callback.definition.module.is_stub:
                _hand_over(semantics, callback, passed or ())


def _passed(wanted: TypeExpression) -> tuple[TypeExpression, ...] | None:
    """The types of the arguments of a callable, which may be optional."""
    members = wanted.arguments if wanted.name == UNION else (wanted,)
    for member in members:
        first = member.arguments[0] if member.name == CALLABLE and member.arguments else None
        if first is not None and first.name in (ARGUMENT_LIST, "typing.Concatenate"):
            return first.arguments if first.name == ARGUMENT_LIST else first.arguments[:-1]
    return None


def _hand_over(semantics: Semantics, callback: FunctionValue, passed: tuple[TypeExpression, ...]) -> None:
    own = callback.definition.node.args
    parameters = [*own.posonlyargs, *own.args][callback.skipped :]
    for parameter, type_ in zip(parameters, passed, strict=False):
        if type_ != ANY and "~" not in str(type_) and ANY not in parts_of(type_):
            semantics.argument(semantics.program.told(type_), callback.definition, parameter.arg)
