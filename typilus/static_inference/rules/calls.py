"""Rules of calls: functions, methods, classes; and what decorators make of a function."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

from typilus.annotation_types import ANY, CALLABLE, NONE, TypeExpression, generic_of
from typilus.static_inference.definitions import FunctionDefinition
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.rules.construction import construct, method_of
from typilus.static_inference.rules.matches import found_all
from typilus.static_inference.rules.overloads import (
    chosen,
    is_overloaded,
    learns_from_unknown,
    result_type,
    skipped,
    takes,
    variables,
    written,
)
from typilus.static_inference.rules.signatures import bind, literal
from typilus.static_inference.scope_names import dotted
from typilus.static_inference.substitution import substituted
from typilus.static_inference.type_sets import (
    NOTHING,
    UNKNOWN,
    FunctionValue,
    SuperValue,
    TypeSet,
    Value,
    as_type,
    join,
    type_set,
)

__all__ = ["call", "call_function", "call_method", "decorated", "generated", "keeps_signature", "result_of", "super_of"]

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


def call(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`f(a, b=c)`: what each function that `f` may be returns; its parameters learn what they are handed."""
    callee, *arguments = inputs
    if callee == NOTHING:
        return NOTHING
    found = []
    literals = [literal(each, known) for each, known in zip(written(node.node), arguments, strict=True)]
    for value in callee.ordered:
        if isinstance(value, FunctionValue):
            _hand_over(semantics, value, node.inputs[1:], node.data)
        elif isinstance(value, TypeExpression) and value.name == "type" and value.arguments:
            _hand_to_class(semantics, value.arguments[0], node.inputs[1:], node.data)
        if value != NONE:
            found.append(_call_value(semantics, value, literals if is_overloaded(value) else arguments, node.data))
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


def super_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`super()`."""
    found: list[Value] = [
        SuperValue(type_.arguments[0] if type_.name == "type" and type_.arguments else type_, node.data)
        for type_ in inputs[0].types
    ]
    return type_set(*found)


def decorated(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A function behind a decorator: the same, where the decorator is known to keep it or its signature."""
    function, decorator = inputs
    if function == NOTHING:
        return NOTHING
    (value, *others) = function.alternatives
    if others or not isinstance(value, FunctionValue):
        return function
    assert isinstance(node.node, ast.expr)
    return function if _keeps(semantics, node.node, decorator) else function.with_unknown()


def keeps_signature(semantics: Semantics, function: FunctionDefinition) -> bool:
    """Whether all decorators of a function are known to keep its signature."""
    return all(each.rpartition(".")[2] in _KEEPING | _MANAGERS.keys() for each in function.decorators)


def _keeps(semantics: Semantics, node: ast.expr, decorator: TypeSet) -> bool:

    return dotted(node).rpartition(".")[2] in _KEEPING | _MANAGERS.keys()


def call_method(
    semantics: Semantics, type_: TypeExpression, name: str, arguments: Sequence[TypeSet], strict: bool = False
) -> TypeSet | None:
    """What a method of an object returns; None if there is none, or (`strict`) it does not take the arguments."""
    method = semantics.member(type_, name)
    if method is None:
        return None
    keywords = ("",) * len(arguments)
    results = []
    for value in method.alternatives:
        if strict and isinstance(value, FunctionValue) and not takes(semantics, value, arguments, keywords):
            return None
        results.append(_call_value(semantics, value, arguments, keywords))
    return join(results).with_unknown(method.is_open or not results)


def result_of(semantics: Semantics, value: FunctionValue) -> TypeSet:
    """What a function returns, whatever it is called with."""
    return call_function(semantics, value, None, ())


def _call_value(semantics: Semantics, value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet:
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
    """What a function returns: as annotated, of overloads the first that takes the arguments; or as its body does."""
    function = value.definition
    node, is_sure = chosen(semantics, value, arguments, keywords)
    if isinstance(node, ast.Lambda) or node.returns is None:
        return _inferred(semantics, function)
    declared = semantics.program.read_type(node.returns, function.module)
    if declared is None:
        return UNKNOWN
    given = variables(semantics, value, node, arguments, keywords)
    result = result_type(semantics, value, declared, given)
    is_sure = is_sure and "~AnyStr" not in str(substituted(declared, given))
    if is_sure and arguments is not None and "~" in str(declared):
        is_sure = not learns_from_unknown(semantics, value, node, arguments, keywords)
    if isinstance(node, ast.AsyncFunctionDef) and not function.is_generator and not _is_generator_type(declared):
        return type_set(generic_of("collections.abc.Coroutine", (ANY, ANY, result))).with_unknown(
            result == ANY or not is_sure
        )
    return _managed(function, type_set(result)).with_unknown(not is_sure)


def _is_generator_type(declared: TypeExpression) -> bool:
    return declared.name in ("collections.abc.AsyncGenerator", "collections.abc.AsyncIterator")


def _inferred(semantics: Semantics, function: FunctionDefinition) -> TypeSet:
    """What an unannotated function gives: what its `return`s have, wrapped if it is a generator or a coroutine."""
    if function.module.is_stub:
        return UNKNOWN
    if function.is_generator:
        return _managed(function, generated(semantics, function))
    result = semantics.slot(semantics.program.returned(function))
    if isinstance(function.node, ast.AsyncFunctionDef):
        if result == NOTHING:
            return NOTHING
        return type_set(TypeExpression("collections.abc.Coroutine", (ANY, ANY, as_type(result)))).with_unknown(
            result.is_open
        )
    return result


def generated(semantics: Semantics, function: FunctionDefinition) -> TypeSet:
    """What calling a generator function gives, before any decorator."""
    is_declared = not isinstance(function.node, ast.Lambda) and function.node.returns is not None
    result = NOTHING if is_declared else semantics.slot(semantics.program.returned(function))
    element = semantics.slot(semantics.program.yielded(function))
    is_async = isinstance(function.node, ast.AsyncFunctionDef)
    rest = (NONE,) if is_async else (NONE, as_type(result) if result.alternatives else NONE)
    name = "collections.abc.AsyncGenerator" if is_async else "collections.abc.Generator"
    return type_set(TypeExpression(name, (as_type(element), *rest))).with_unknown(element.is_open)


def _managed(function: FunctionDefinition, result: TypeSet) -> TypeSet:
    """What `@contextmanager` makes of a generator."""
    for decorator, manager in _MANAGERS.items():
        if function.has(decorator):
            taken = [each.arguments[0] for each in result.types if each.arguments]
            return type_set(generic_of(manager, tuple(taken[:1]))).with_unknown(result.is_open) if taken else UNKNOWN
    return result


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
