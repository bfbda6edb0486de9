"""The results of calling functions, methods and classes."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from typilus.annotation_types import ANY, CALLABLE, NONE, TypeExpression, generic_of
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.definitions.substitution import substituted
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import (
    NOTHING,
    UNKNOWN,
    FunctionValue,
    TypeSet,
    Value,
    as_type,
    join,
    type_set,
)
from typilus.static_inference.operations.construction import construct
from typilus.static_inference.operations.declared_results import read_body
from typilus.static_inference.operations.overloads import (
    chosen,
    learns_from_unknown,
    result_type,
    takes,
    variables,
)
from typilus.static_inference.operations.partials import partial_functions
from typilus.static_inference.operations.record_copies import copied_record
from typilus.static_inference.operations.returned_arguments import returned_by_call

__all__ = ["call_function", "call_method", "call_value", "generated", "is_transparent", "keeps_signature", "result_of"]

# Decorators behind which a function is called as before.
_KEEPING = frozenset(
    {
        *("property", "cached_property", "staticmethod", "classmethod", "abstractmethod", "overload", "override"),
        *("final", "wraps", "lru_cache", "cache", "setter", "getter", "deleter", "singledispatch", "no_type_check"),
        *("deprecated", "abstractproperty", "coroutine", "type_check_only", "dataclass_transform", "register"),
    }
)
_MANAGERS = {
    "contextmanager": "contextlib.AbstractContextManager",
    "asynccontextmanager": "contextlib.AbstractAsyncContextManager",
}
_AT_LEAST = {
    "builtins.iter": type_set(TypeExpression("collections.abc.Iterator")),
    "builtins.aiter": type_set(TypeExpression("collections.abc.AsyncIterator")),
    "urllib.request.urlopen": type_set(TypeExpression("http.client.HTTPResponse"), is_open=True),
}
"""What functions return of which stubs say no more than `Any`, or than their unknown argument does."""


def keeps_signature(function: FunctionDefinition) -> bool:
    """Return whether all decorators of a function are known to keep its signature."""
    return all(map(is_transparent, function.decorators))


def is_transparent(decorator: str) -> bool:
    """Return whether a decorator, by its dotted name, is known to keep a function's signature."""
    return decorator.rpartition(".")[2] in _KEEPING | _MANAGERS.keys()


def call_method(
    semantics: Semantics, type_: TypeExpression, name: str, arguments: Sequence[TypeSet], strict: bool = False
) -> TypeSet | None:
    """Return the result of an object's method, None without one or if (`strict`) it does not take the arguments."""
    method = semantics.member(type_, name)
    if method is None:
        return None
    keywords = ("",) * len(arguments)
    results = []
    for value in method.alternatives:
        if strict and isinstance(value, FunctionValue) and not takes(semantics, value, arguments, keywords):
            return None
        results.append(call_value(semantics, value, arguments, keywords))
    return join(results).with_unknown(method.is_open or not results)


def result_of(semantics: Semantics, value: FunctionValue) -> TypeSet:
    """Return the result of a function, whatever its arguments."""
    return call_function(semantics, value, None, ())


def call_value(semantics: Semantics, value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet:
    """Return the result of calling an object, class or function."""
    for shortcut in (copied_record, partial_functions):
        result = shortcut(value, arguments, keywords)
        if result is not None:
            return result
    if isinstance(value, FunctionValue):
        return call_function(semantics, value, arguments, keywords)
    if not isinstance(value, TypeExpression):
        return UNKNOWN
    if value.name == "type" and value.arguments:
        return construct(semantics, value.arguments[0], arguments, keywords)
    if value.name == CALLABLE:
        return type_set(value.arguments[1]) if len(value.arguments) == 2 else UNKNOWN
    if value.name == "type" or semantics.classes.member(value, "__call__") is None:
        return UNKNOWN
    return call_method(semantics, value, "__call__", arguments) or UNKNOWN


def call_function(
    semantics: Semantics, value: FunctionValue, arguments: Sequence[TypeSet] | None, keywords: tuple[str, ...]
) -> TypeSet:
    """Return the result of a function: as annotated, by the first overload that fits, or else as its body computes."""
    value = _making(value, arguments)
    function = value.definition
    node, is_sure = chosen(semantics, value, arguments, keywords)
    if isinstance(node, ast.Lambda) or node.returns is None:
        return _inferred(semantics, value, arguments, keywords)
    declared = semantics.program.read_type(node.returns, function.module)
    if declared is None:
        return UNKNOWN
    read_body(semantics, function, declared, arguments or ())
    type_arguments = variables(semantics, value, node, arguments, keywords)
    result = result_type(semantics, value, declared, type_arguments)
    if result == ANY and function.module.is_stub:
        at_least = _AT_LEAST.get(f"{function.module.name}.{function.scope}")
        if at_least is not None:
            return at_least
    is_sure = is_sure and "~AnyStr" not in str(substituted(declared, type_arguments))
    if is_sure and arguments is not None and "~" in str(declared):
        is_sure = not learns_from_unknown(semantics, value, node, arguments, keywords)
    if isinstance(node, ast.AsyncFunctionDef) and not function.is_generator and not _is_generator_type(declared):
        return type_set(generic_of("collections.abc.Coroutine", (ANY, ANY, result))).with_unknown(
            result == ANY or not is_sure
        )
    return _managed(function, type_set(result)).with_unknown(not is_sure)


def _making(value: FunctionValue, arguments: Sequence[TypeSet] | None) -> FunctionValue:
    """Return `object.__new__`, called with a class, as the method of that class, and any other function as it is."""
    if not arguments or value.definition.scope != "object.__new__":
        return value
    classes = arguments[0].types
    return FunctionValue(value.definition, classes[0]) if len(classes) == 1 and classes[0].name == "type" else value


def _is_generator_type(declared: TypeExpression) -> bool:
    return declared.name in ("collections.abc.AsyncGenerator", "collections.abc.AsyncIterator")


def _inferred(
    semantics: Semantics, value: FunctionValue, arguments: Sequence[TypeSet] | None, keywords: tuple[str, ...]
) -> TypeSet:
    """Return the result of an unannotated function: its returned values, wrapped for a generator or a coroutine."""
    function = value.definition
    if function.module.is_stub:
        return UNKNOWN
    if function.is_generator:
        return _managed(function, generated(semantics, function))
    slot = semantics.program.returned(function)
    result = semantics.slot(slot)
    if arguments is not None and result != NOTHING:
        by_call = returned_by_call(semantics, value, slot, arguments, keywords)
        result = result if by_call is None else by_call
    if isinstance(function.node, ast.AsyncFunctionDef):
        if result == NOTHING:
            return NOTHING
        return type_set(TypeExpression("collections.abc.Coroutine", (ANY, ANY, as_type(result)))).with_unknown(
            result.is_open
        )
    return result


def generated(semantics: Semantics, function: FunctionDefinition) -> TypeSet:
    """Return the result of calling a generator function, before any decorator."""
    is_declared = not isinstance(function.node, ast.Lambda) and function.node.returns is not None
    result = NOTHING if is_declared else semantics.slot(semantics.program.returned(function))
    element = semantics.slot(semantics.program.yielded(function))
    is_async = isinstance(function.node, ast.AsyncFunctionDef)
    sent = as_type(semantics.slot(semantics.program.sent(function))) if function.takes_sent_values else NONE
    rest = (sent,) if is_async else (sent, as_type(result) if result.alternatives else NONE)
    name = "collections.abc.AsyncGenerator" if is_async else "collections.abc.Generator"
    return type_set(TypeExpression(name, (as_type(element), *rest))).with_unknown(element.is_open)


def _managed(function: FunctionDefinition, result: TypeSet) -> TypeSet:
    """Return the result of `@contextmanager` on a generator."""
    for decorator, manager in _MANAGERS.items():
        if function.has(decorator):
            taken = [type_.arguments[0] for type_ in result.types if type_.arguments]
            return type_set(generic_of(manager, tuple(taken[:1]))).with_unknown(result.is_open) if taken else UNKNOWN
    return result
