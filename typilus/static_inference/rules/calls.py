"""Rules of calls: functions, methods, classes; and what decorators make of a function."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typilus.annotation_types.expression import ANY, CALLABLE, NONE, TypeExpression, generic_of
from typilus.static_inference.classes import substituted
from typilus.static_inference.definitions import Function, FunctionDefinition
from typilus.static_inference.graph import TypeNode
from typilus.static_inference.rules.containers import elements
from typilus.static_inference.rules.signatures import Bound, accepts, bind, literal, unify
from typilus.static_inference.type_sets import (
    NOTHING,
    UNKNOWN,
    FunctionValue,
    SuperValue,
    TypeSet,
    Value,
    class_object,
    instances,
    join,
    of,
)

if TYPE_CHECKING:
    from typilus.static_inference.solver import Solver

__all__ = ["call", "call_function", "call_method", "decorated", "keeps_signature", "method_of", "result_of", "super_of"]

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


def call(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`f(a, b=c)`: what each function that `f` may be returns; its parameters learn what they are handed."""
    callee, *arguments = inputs
    if callee == NOTHING:
        return NOTHING
    found = []
    written = [literal(each, known) for each, known in zip(_written(node.node), arguments, strict=True)]
    for value in callee.ordered:
        if isinstance(value, FunctionValue):
            _hand_over(solver, value, node.inputs[1:], node.data)
        elif isinstance(value, TypeExpression) and value.name == "type" and value.arguments:
            _hand_to_class(solver, value.arguments[0], node.inputs[1:], node.data)
        if value != NONE:
            found.append(_call_value(solver, value, written if _is_overloaded(value) else arguments, node.data))
    return join(found).opened(callee.is_open or not found)


def _written(node: ast.AST | None) -> list[ast.expr]:
    assert isinstance(node, ast.Call)
    return [*node.args, *(each.value for each in node.keywords)]


def _is_overloaded(value: Value) -> bool:
    return isinstance(value, FunctionValue) and len(value.definition.overloads) > 1


def super_of(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`super()`."""
    found: list[Value] = [
        SuperValue(kind.arguments[0] if kind.name == "type" and kind.arguments else kind, node.data)
        for kind in inputs[0].types
    ]
    return of(*found)


def decorated(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A function behind a decorator: the same, where the decorator is known to keep it or its signature."""
    function, decorator = inputs
    if function == NOTHING:
        return NOTHING
    (value, *others) = function.alternatives
    if others or not isinstance(value, FunctionValue):
        return function
    assert isinstance(node.node, ast.expr)
    return function if _keeps(solver, node.node, decorator) else function.opened()


def keeps_signature(solver: Solver, function: FunctionDefinition) -> bool:
    """Whether all decorators of a function are known to keep its signature."""
    return all(each.rpartition(".")[2] in _KEEPING | _MANAGERS.keys() for each in function.decorators)


def _keeps(solver: Solver, node: ast.expr, decorator: TypeSet) -> bool:
    from typilus.static_inference.definitions import dotted

    return dotted(node).rpartition(".")[2] in _KEEPING | _MANAGERS.keys()


def call_method(
    solver: Solver, kind: TypeExpression, name: str, arguments: Sequence[TypeSet], strict: bool = False
) -> TypeSet | None:
    """What a method of an object returns; None if there is none, or (`strict`) it does not take the arguments."""
    from typilus.static_inference.rules.attributes import read_member

    method = read_member(solver, kind, name)
    if method is None:
        return None
    keywords = ("",) * len(arguments)
    results = []
    for value in method.alternatives:
        if strict and isinstance(value, FunctionValue) and not _takes(solver, value, arguments, keywords):
            return None
        results.append(_call_value(solver, value, arguments, keywords))
    return join(results).opened(method.is_open or not results)


def result_of(solver: Solver, value: FunctionValue) -> TypeSet:
    """What a function returns, whatever it is called with."""
    return call_function(solver, value, None, ())


def _call_value(solver: Solver, value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet:
    if isinstance(value, FunctionValue):
        return call_function(solver, value, arguments, keywords)
    if not isinstance(value, TypeExpression):
        return UNKNOWN
    if value.name == "type" and value.arguments:
        return construct(solver, value.arguments[0], arguments, keywords)
    if value.name == CALLABLE:
        return of(value.arguments[1]) if len(value.arguments) == 2 else UNKNOWN
    if value.name == "type" or solver.classes.member(value, "__call__") is None:
        return UNKNOWN
    return call_method(solver, value, "__call__", arguments) or UNKNOWN


def call_function(
    solver: Solver, value: FunctionValue, arguments: Sequence[TypeSet] | None, keywords: tuple[str, ...]
) -> TypeSet:
    """What a function returns: as annotated, of overloads the first that takes the arguments; or as its body does."""
    function = value.definition
    node = _chosen(solver, value, arguments, keywords)
    if isinstance(node, ast.Lambda) or node.returns is None:
        return _inferred(solver, function)
    declared = solver.program.read_type(node.returns, function.module)
    if declared is None:
        return UNKNOWN
    given = {} if arguments is None else _variables(solver, value, node, arguments, keywords)
    result = _applied(solver, value, declared, given)
    if isinstance(node, ast.AsyncFunctionDef) and not function.is_generator and not _is_generator_type(declared):
        return of(generic_of("collections.abc.Coroutine", (ANY, ANY, result))).opened(result == ANY)
    return _managed(function, of(result))


def _is_generator_type(declared: TypeExpression) -> bool:
    return declared.name in ("collections.abc.AsyncGenerator", "collections.abc.AsyncIterator")


def _applied(
    solver: Solver, value: FunctionValue, declared: TypeExpression, given: dict[str, TypeExpression]
) -> TypeExpression:
    """A declared type for one call: variables that no argument tells are not known."""
    from typilus.static_inference.rules.attributes import applied

    receiver = value.receiver
    if receiver is not None:
        instance = receiver.arguments[0] if receiver.name == "type" and receiver.arguments else receiver
        declared = applied(declared, instance, {})
    elif value.definition.owner is not None:
        declared = applied(declared, solver.program.own_type(value.definition.owner), {})
    return _without_variables(substituted(declared, given))


def _without_variables(kind: TypeExpression) -> TypeExpression:
    from typilus.annotation_types.expression import union_of

    if kind.name[0] == "~":
        return TypeExpression("str") if kind.name == "~AnyStr" else ANY  # text is far more common than bytes
    if not kind.arguments:
        return kind
    if kind.name == "|":
        kept = [each for each in map(_without_variables, kind.arguments) if each != ANY]
        # `T | None` of which T is not known says that None is possible, and no more.
        return union_of(kept) if len(kept) == len(kind.arguments) else ANY
    return generic_of(kind.name, tuple(map(_without_variables, kind.arguments)))


def _chosen(
    solver: Solver, value: FunctionValue, arguments: Sequence[TypeSet] | None, keywords: tuple[str, ...]
) -> Function | ast.Lambda:
    overloads = value.definition.overloads
    if arguments is None or len(overloads) == 1:
        return overloads[0]
    for node in overloads:
        if _fits(solver, value, node, arguments, keywords):
            return node
    return overloads[-1]


def _takes(solver: Solver, value: FunctionValue, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> bool:
    return any(_fits(solver, value, node, arguments, keywords) for node in value.definition.overloads)


def _fits(
    solver: Solver,
    value: FunctionValue,
    node: Function | ast.Lambda,
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> bool:
    bound = bind(node.args, keywords, _skipped(value))
    if bound is None:
        return False
    own = [*node.args.posonlyargs, *node.args.args][: _skipped(value)]
    for parameter in own:
        wanted = _wanted(solver, value, parameter)
        if wanted is not None and value.receiver is not None and not accepts(solver, wanted, value.receiver):
            return False
    for each in bound:
        wanted = _wanted(solver, value, each.parameter)
        if wanted is None or each.is_element:
            continue
        if not all(accepts(solver, wanted, kind) for kind in arguments[each.argument].types):
            return False
    return True


def _skipped(value: FunctionValue) -> int:
    return 1 if value.receiver is not None and not value.definition.is_static else 0


def _wanted(solver: Solver, value: FunctionValue, parameter: ast.arg) -> TypeExpression | None:
    """A parameter's annotation, for the receiver of this call."""
    if parameter.annotation is None:
        return None
    declared = solver.program.read_type(parameter.annotation, value.definition.module)
    if declared is None or value.receiver is None:
        return declared
    from typilus.static_inference.rules.attributes import applied

    receiver = value.receiver
    instance = receiver.arguments[0] if receiver.name == "type" and receiver.arguments else receiver
    return applied(declared, instance, _of_receiver(solver, value))


def _of_receiver(solver: Solver, value: FunctionValue) -> dict[str, TypeExpression]:
    """What the type variables of the class that has the method stand for in this object."""
    owner, receiver = value.definition.owner, value.receiver
    if owner is None or receiver is None:
        return {}
    instance = receiver.arguments[0] if receiver.name == "type" and receiver.arguments else receiver
    name = solver.classes.public(owner).name
    base = solver.classes.ancestor(instance, name)
    names = solver.classes.parameters(name)
    if base is None or not base.arguments:
        return {}
    known = solver.classes.given(base) if name == "tuple" else dict(zip(names, base.arguments, strict=False))
    return {variable: each for variable, each in known.items() if each.name != variable}


def _variables(
    solver: Solver,
    value: FunctionValue,
    node: Function | ast.Lambda,
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> dict[str, TypeExpression]:
    """What type variables stand for in a call: by the receiver, then by the arguments."""
    given = _of_receiver(solver, value)
    skipped = _skipped(value)
    learned: dict[str, TypeExpression] = {}
    if skipped and value.receiver is not None:
        own = [*node.args.posonlyargs, *node.args.args][:1]
        annotation = own[0].annotation if own else None
        declared = solver.program.read_type(annotation, value.definition.module) if annotation is not None else None
        if declared is not None:
            unify(solver, declared, of(value.receiver), learned)
    for each in bind(node.args, keywords, skipped) or ():
        wanted = _wanted(solver, value, each.parameter)
        if wanted is not None:
            unify(solver, wanted, _argument(solver, each, arguments), learned)
    return {**learned, **given}


def _argument(solver: Solver, bound: Bound, arguments: Sequence[TypeSet]) -> TypeSet:
    argument = arguments[bound.argument]
    return elements(solver, argument) if bound.is_element else argument


def _inferred(solver: Solver, function: FunctionDefinition) -> TypeSet:
    """What an unannotated function gives: what its `return`s have, wrapped if it is a generator or a coroutine."""
    if function.module.is_stub:
        return UNKNOWN
    result = solver.slot(solver.program.returned(function))
    if function.is_generator:
        element = solver.slot(solver.program.yielded(function))
        is_async = isinstance(function.node, ast.AsyncFunctionDef)
        rest = (NONE,) if is_async else (NONE, instances(result) if result.alternatives else NONE)
        name = "collections.abc.AsyncGenerator" if is_async else "collections.abc.Generator"
        return _managed(function, of(TypeExpression(name, (instances(element), *rest))).opened(element.is_open))
    if isinstance(function.node, ast.AsyncFunctionDef):
        if result == NOTHING:
            return NOTHING
        return of(TypeExpression("collections.abc.Coroutine", (ANY, ANY, instances(result)))).opened(result.is_open)
    return result


def _managed(function: FunctionDefinition, result: TypeSet) -> TypeSet:
    """What `@contextmanager` makes of a generator."""
    for decorator, manager in _MANAGERS.items():
        if function.has(decorator):
            taken = [each.arguments[0] for each in result.types if each.arguments]
            return of(generic_of(manager, tuple(taken[:1]))).opened(result.is_open) if taken else UNKNOWN
    return result


def construct(solver: Solver, kind: TypeExpression, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet:
    """An object of a class, its type arguments told by those of `__init__` or `__new__`."""
    if kind.name == "type" and len(arguments) == 1:
        return of(*(class_object(each) for each in arguments[0].types)).opened(arguments[0].is_open)
    if kind.arguments or solver.classes.find(kind.name) is None:
        return of(kind)
    made = _by_new(solver, kind, arguments, keywords)
    if made is not None:
        return made
    names = solver.classes.parameters(kind.name)
    if not names:
        return of(kind)
    given = _by_init(solver, kind, names, arguments, keywords)
    return of(generic_of(kind.name, tuple(given.get(name, ANY) for name in names)))


def _by_new(
    solver: Solver, kind: TypeExpression, arguments: Sequence[TypeSet], keywords: tuple[str, ...]
) -> TypeSet | None:
    """What a stub's `__new__` says that it returns (`zip`, `enumerate`, `tuple`)."""
    method = method_of(solver, kind, "__new__")
    if method is None or not method.definition.module.is_stub or method.definition.owner is None:
        return None
    if solver.classes.public(method.definition.owner).name == "object":
        return None
    names = solver.classes.parameters(kind.name)
    own = TypeExpression(kind.name, tuple(map(TypeExpression, names)))
    value = FunctionValue(method.definition, class_object(own))
    node = _chosen(solver, value, arguments, keywords)
    declared = None if isinstance(node, ast.Lambda) or node.returns is None else node.returns
    read = None if declared is None else solver.program.read_type(declared, method.definition.module)
    if read is None or not names:
        return None if read is None or read.name == "typing.Self" else of(_applied(solver, method, read, {}))
    given = _variables(solver, value, node, arguments, keywords)
    if kind.name == "tuple":
        element = given.get(names[0], ANY)
        return of(
            TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, TypeExpression("...")))
        )
    return of(_applied(solver, value, read, given))


def _by_init(
    solver: Solver,
    kind: TypeExpression,
    names: tuple[str, ...],
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> dict[str, TypeExpression]:
    method = method_of(solver, kind, "__init__")
    if method is None:
        return {}
    own = TypeExpression(kind.name, tuple(map(TypeExpression, names)))
    value = FunctionValue(method.definition, own)
    node = _chosen(solver, value, arguments, keywords)
    given = _variables(solver, value, node, arguments, keywords)
    # `def __init__(self: dict[str, T], **kwargs: T)`: the receiver's annotation says what is made.
    own_argument = [*node.args.posonlyargs, *node.args.args][:1]
    annotation = own_argument[0].annotation if own_argument else None
    declared = None if annotation is None else solver.program.read_type(annotation, method.definition.module)
    if declared is not None and declared.name == kind.name:
        filled = [substituted(each, given) for each in declared.arguments]
        given.update(zip(names, filled, strict=False))
    return {name: each for name, each in given.items() if each.name[0] != "~"}


def method_of(solver: Solver, kind: TypeExpression, name: str) -> FunctionValue | None:
    """A method of a class, bound to an object of it; None if it has none."""
    member = solver.classes.member(kind, name)
    nodes = [] if member is None else [each for each in member.statements if isinstance(each, Function)]
    if member is None or not nodes:
        return None
    owner = member.owner.definition
    return FunctionValue(owner.module.function_of(nodes, owner.scope, owner), kind)


def _hand_to_class(solver: Solver, kind: TypeExpression, arguments: Sequence[int], keywords: tuple[str, ...]) -> None:
    for name in ("__init__", "__new__"):
        method = method_of(solver, kind, name)
        if method is not None and not method.definition.module.is_stub:
            _hand_over(solver, method, arguments, keywords)


def _hand_over(solver: Solver, value: FunctionValue, arguments: Sequence[int], keywords: tuple[str, ...]) -> None:
    """Arguments flow into parameters that have no annotation."""
    function = value.definition
    if function.module.is_stub:
        return
    for each in bind(function.node.args, keywords, _skipped(value)) or ():
        if each.parameter.annotation is None and not each.is_element:
            solver.argument(arguments[each.argument], function, each.parameter.arg)
