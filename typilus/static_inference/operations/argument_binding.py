"""Arguments against a signature: which parameter takes which, whether their types fit, what variables stand for."""

from __future__ import annotations

import ast
from collections.abc import Sequence, Set
from dataclasses import dataclass

from typilus.annotation_types import ANY, CALLABLE, LITERAL, TypeExpression, union_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.substitution import substituted, widened
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import FunctionValue, HeldFunctions, TypeSet, as_type, type_set
from typilus.static_inference.operations.named_tuples import plain_tuple

__all__ = ["Bound", "accepts", "bind", "bind_call", "literal", "unify"]

_BUFFERS = frozenset({"bytes", "bytearray", "memoryview", "array.array", "mmap.mmap"})
# No stub says of a data class what its decorator gives it.
_TAKES_ALL = frozenset({"object", "typing.Any", "_typeshed.DataclassInstance"})
_PROMOTED = {"int": ("float", "complex"), "float": ("complex",), "bool": ("float", "complex", "int")}


@dataclass(frozen=True, slots=True)
class Bound:
    """A parameter and the argument that it takes.

    Attributes:
        parameter: Parameter of the signature.
        argument: Index among the call's arguments.
        is_element: Whether the argument was unpacked, so that the parameter takes its elements.
    """

    parameter: ast.arg
    argument: int
    is_element: bool = False


def bind_call(
    value: FunctionValue, signature: ast.arguments, keywords: Sequence[str], may_lack: bool = False
) -> list[Bound] | None:
    """Return the argument of each parameter of a function, or of one of its overloads, as `bind` does.

    Args:
        value: Called function.
        signature: Its parameters, or those of an overload.
        keywords: Name of each argument, "" for a positional one, "*" and "**" for unpacked ones.
        may_lack: Whether more arguments may come later, as `functools.partial` lets them.
    """
    names = (parameter.arg for parameter in (*signature.posonlyargs, *signature.args, *signature.kwonlyargs))
    return bind(signature, keywords, value.skipped, frozenset(names) if may_lack else value.named)


def bind(
    signature: ast.arguments, keywords: Sequence[str], skipped: int = 0, named_before: Set[str] = frozenset()
) -> list[Bound] | None:
    """Return the argument of each parameter, None if there are too many, unknown names, or too few.

    Args:
        signature: Parameters of the function.
        keywords: Name of each argument, "" for a positional one, "*" and "**" for unpacked ones.
        skipped: Number of parameters that are already bound: 1 for a method of an object.
        named_before: Parameters that are already bound by name, which a call may bind anew.
    """
    positional = [*signature.posonlyargs, *signature.args][skipped:]
    named = {
        argument.arg: argument
        for argument in (*positional[max(0, len(signature.posonlyargs) - skipped) :], *signature.kwonlyargs)
    }
    bindings: list[Bound] = []
    taken = set(named_before)
    index = 0
    is_open = False
    for number, keyword in enumerate(keywords):
        if keyword == "*":
            is_open = True
            bindings.extend(Bound(parameter, number, True) for parameter in positional[index:])
            if signature.vararg is not None:
                bindings.append(Bound(signature.vararg, number, True))
        elif keyword == "**":
            is_open = True
        elif keyword == "":
            if index < len(positional):
                bindings.append(Bound(positional[index], number))
                taken.add(positional[index].arg)
                index += 1
            elif signature.vararg is not None:
                bindings.append(Bound(signature.vararg, number))
            elif not is_open:
                return None
        elif keyword in named and (keyword not in taken or keyword in named_before):
            bindings.append(Bound(named[keyword], number))
            taken.add(keyword)
        elif signature.kwarg is not None:
            bindings.append(Bound(signature.kwarg, number))
        elif not is_open:
            return None
    required = positional[: len(positional) - len(signature.defaults)] if signature.defaults else positional
    wanted = [argument.arg for argument in required]
    wanted += [
        argument.arg
        for argument, default in zip(signature.kwonlyargs, signature.kw_defaults, strict=True)
        if default is None
    ]
    return bindings if is_open or taken.issuperset(wanted) else None


def accepts(semantics: Semantics, wanted: TypeExpression, actual: TypeExpression) -> bool:
    """Return whether a parameter of a type takes an object of another, which in doubt it does."""
    if wanted == actual or wanted.name in _TAKES_ALL or actual == ANY or wanted.name[0] == "~":
        return True
    if wanted.name == "|":
        return any(accepts(semantics, argument, actual) for argument in wanted.arguments)
    if actual.name == "|":
        return all(accepts(semantics, wanted, argument) for argument in actual.arguments)
    if wanted.name == LITERAL:
        return actual.name == LITERAL and set(actual.arguments) <= set(wanted.arguments)
    if actual.name == LITERAL:
        return accepts(semantics, wanted, widened(actual))
    if wanted.name == "typing.LiteralString":
        return False
    if actual.name in _PROMOTED and wanted.name in _PROMOTED[actual.name]:
        return True
    if actual.name == "None" or wanted.name == "None":
        return wanted.name in ("collections.abc.Hashable", actual.name)
    if actual.name == "type" and wanted.name == "type":
        return (
            not wanted.arguments or not actual.arguments or accepts(semantics, wanted.arguments[0], actual.arguments[0])
        )
    base = _ancestor(semantics, actual, wanted.name)
    if base is not None:
        pairs = zip(wanted.arguments, base.arguments, strict=False)
        return all(one.name in ("...", "[]") or accepts(semantics, one, other) for one, other in pairs)
    if wanted.name == "collections.abc.Buffer":
        return actual.name in _BUFFERS
    if semantics.classes.find(actual.name) is None or semantics.classes.find(wanted.name) is None:
        return actual.name not in ("int", "str", "bytes", "float", "bool")
    return _is_protocol(semantics, wanted.name) and _has_methods(semantics, wanted.name, actual)


def literal(node: ast.expr, types: TypeSet) -> TypeSet:
    """An argument that is written out, as the literal that overloads may ask for (`open(path, "rb")`)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes | bool | int):
        return type_set(TypeExpression(LITERAL, (TypeExpression(repr(node.value)),)))
    return types


def _ancestor(semantics: Semantics, type_: TypeExpression, name: str) -> TypeExpression | None:
    """The class of a name above a type, with its arguments: of a named tuple, those that its fields tell."""
    base = semantics.classes.ancestor(type_, name)
    if base is None or base.arguments or base == type_:
        return base
    return semantics.classes.ancestor(plain_tuple(semantics, type_), name)


def _is_protocol(semantics: Semantics, name: str) -> bool:
    definition = semantics.classes.find(name)
    return definition is not None and any(
        base.name == "typing.Protocol" for base in semantics.classes.bases(definition)
    )


def _has_methods(semantics: Semantics, protocol: str, actual: TypeExpression) -> bool:
    definition = semantics.classes.find(protocol)
    names = [] if definition is None else [statement for statement in definition.body if statement != "__slots__"]
    return all(semantics.classes.member(actual, name) is not None for name in names)


def unify(semantics: Semantics, wanted: TypeExpression, types: TypeSet, variables: dict[str, TypeExpression]) -> None:
    """Learn from an argument what the variables in a parameter's type stand for."""
    if "~" not in str(wanted):
        return
    for value in types.ordered:
        if isinstance(value, FunctionValue):
            _unify_function(semantics, wanted, value, variables)
        elif isinstance(value, TypeExpression):
            _unify(semantics, wanted, widened(value), variables)


def _unify(
    semantics: Semantics,
    wanted: TypeExpression,
    actual: TypeExpression,
    variables: dict[str, TypeExpression],
    depth: int = 6,
) -> None:
    if depth == 0 or actual == ANY or actual.name[0] == "~":
        return
    if wanted.name[0] == "~":
        before = variables.get(wanted.name)
        variables[wanted.name] = actual if before is None or before == actual else union_of([before, actual])
    elif isinstance(actual, HeldFunctions):
        unify(semantics, wanted, type_set(*actual.functions), variables)
    elif wanted.name == "|":
        _unify_union(semantics, wanted, actual, variables, depth)
    elif actual.name == "|":
        for argument in actual.arguments:
            _unify(semantics, wanted, argument, variables, depth - 1)
    elif wanted.name == "type":
        if actual.name == "type" and actual.arguments and wanted.arguments:
            _unify(semantics, wanted.arguments[0], actual.arguments[0], variables, depth - 1)
    elif wanted.name == CALLABLE:
        if actual.name == "type" and actual.arguments and len(wanted.arguments) == 2:
            _unify(semantics, wanted.arguments[1], actual.arguments[0], variables, depth - 1)
        elif actual.name == CALLABLE and actual.arguments and len(wanted.arguments) == 2:
            _unify(semantics, wanted.arguments[1], actual.arguments[1], variables, depth - 1)
    else:
        _unify_classes(semantics, wanted, actual, variables, depth)


def _unify_union(
    semantics: Semantics,
    wanted: TypeExpression,
    actual: TypeExpression,
    variables: dict[str, TypeExpression],
    depth: int,
) -> None:
    """Members that take the argument as they are leave nothing to the variables."""
    members = actual.arguments if actual.name == "|" else (actual,)
    plain = [argument for argument in wanted.arguments if "~" not in str(argument)]
    rest = [member for member in members if member not in plain]
    generic = [argument for argument in wanted.arguments if "~" in str(argument) and argument.name[0] != "~"]
    for member in rest:
        is_made = member.name in ("type", CALLABLE)  # `T | Callable[[], T]` calls what can be called
        matching = [
            one
            for one in generic
            if (is_made and one.name == CALLABLE) or semantics.classes.ancestor(member, one.name) is not None
        ]
        for one in matching or [one for one in wanted.arguments if one.name[0] == "~"] or generic:
            _unify(semantics, one, member, variables, depth - 1)


def _unify_classes(
    semantics: Semantics,
    wanted: TypeExpression,
    actual: TypeExpression,
    variables: dict[str, TypeExpression],
    depth: int,
) -> None:
    if wanted.name == "tuple" and actual.name == "tuple":
        if len(wanted.arguments) == 2 and wanted.arguments[1].name == "...":
            for argument in actual.arguments:
                if argument.name != "...":
                    _unify(semantics, wanted.arguments[0], argument, variables, depth - 1)
            return
        base: TypeExpression | None = actual
    else:
        base = _ancestor(semantics, actual, wanted.name)
    if base is not None:
        for one, other in zip(wanted.arguments, base.arguments, strict=False):
            _unify(semantics, one, other, variables, depth - 1)
    elif _is_protocol(semantics, wanted.name):
        _unify_protocol(semantics, wanted, actual, variables, depth)


def _unify_protocol(
    semantics: Semantics,
    wanted: TypeExpression,
    actual: TypeExpression,
    variables: dict[str, TypeExpression],
    depth: int,
) -> None:
    """Unify the results of the protocol's methods with those of the object's methods of the same names."""

    definition = semantics.classes.find(wanted.name)
    given_names = semantics.classes.given(wanted)
    for method in definition.methods if definition is not None else ():
        node = method.node
        if isinstance(node, ast.Lambda) or node.returns is None:
            continue
        declared = semantics.program.read_type(node.returns, method.module)
        asked = [*node.args.posonlyargs, *node.args.args][1:]
        result = semantics.call(
            actual, node.name, [_declared(semantics, method.module, parameter) for parameter in asked]
        )
        if declared is not None and result is not None and result.alternatives:
            _unify(semantics, substituted(declared, given_names), as_type(result), variables, depth - 1)


def _declared(semantics: Semantics, module: ModuleText, parameter: ast.arg) -> TypeSet:
    """Return the declared types of an argument of a protocol's method."""
    type_ = None if parameter.annotation is None else semantics.program.read_type(parameter.annotation, module)
    return type_set(ANY, is_open=True) if type_ is None or "~" in str(type_) else type_set(type_)


def _unify_function(
    semantics: Semantics, wanted: TypeExpression, actual: FunctionValue, variables: dict[str, TypeExpression]
) -> None:
    """A function for a parameter that wants a callable: its result tells."""
    members = wanted.arguments if wanted.name == "|" else (wanted,)
    for member in [one for one in members if one.name == CALLABLE] or members:
        if member.name == CALLABLE and len(member.arguments) == 2:
            result = semantics.result(actual)
            if result.alternatives:
                _unify(semantics, member.arguments[1], as_type(result), variables)
        elif member.name[0] == "~":
            _unify(semantics, member, as_type(type_set(actual)), variables)
