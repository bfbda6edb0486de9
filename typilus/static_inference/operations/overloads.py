"""Select the overload for a call, and the values of its signature's type variables."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from graph_extraction import FunctionNode
from typilus.annotation_types import ANY, CALLABLE, NONE, TypeExpression
from typilus.static_inference.definitions.substitution import applied, substituted, without_variables
from typilus.static_inference.definitions.type_variables import bound_of, needs_arguments
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import UNKNOWN, FunctionValue, HeldFunctions, TypeSet, Value, type_set
from typilus.static_inference.operations.argument_binding import Bound, accepts, bind_call, unify
from typilus.static_inference.operations.iteration import elements

__all__ = [
    "chosen",
    "is_overloaded",
    "learns_from_unknown",
    "result_type",
    "takes",
    "variables",
    "wanted_type",
    "written",
]

_GUARDS = frozenset({"typing.TypeGuard", "typing.TypeIs"})


def chosen(
    semantics: Semantics, value: FunctionValue, arguments: Sequence[TypeSet] | None, keywords: tuple[str, ...]
) -> tuple[FunctionNode | ast.Lambda, bool]:
    """The first overload that takes the arguments, and whether that is certain: the unknown may choose another.

    Where none takes None, the call is one that never has it: on some path that inference cannot rule out, the argument
    has no other value yet. Where none takes all else that an argument may be, it is the first one that takes some of
    that, or the arguments of which all is known.
    """
    overloads = value.definition.overloads
    if len(overloads) == 1:
        return overloads[0], True
    if arguments is None:
        return overloads[0], False
    fitting = [node for node in overloads if _fits(semantics, value, node, arguments, keywords)]
    if not fitting:
        others = [argument.without("None") for argument in arguments]
        if others != list(arguments):
            others = [one if one.alternatives else UNKNOWN for one in others]
            return chosen(semantics, value, others, keywords)
        partly = next((node for node in overloads if _fits(semantics, value, node, arguments, keywords, any)), None)
        if partly is None and any(argument.is_open and argument.alternatives for argument in arguments):
            others = [UNKNOWN if argument.is_open else argument for argument in arguments]
            return chosen(semantics, value, others, keywords)[0], False
        return partly or overloads[-1], False
    if "*" in keywords:  # of unpacked arguments there may be any number
        fitting.sort(key=lambda node: node.args.vararg is None)
    if "**" in keywords:  # which may bring what an overload demands, or not
        fitting.sort(key=lambda node: _demands_more(node, keywords))
        if _demands_more(fitting[-1], keywords):
            return fitting[0], {_returned(fitting[0])}.issuperset(map(_returned, fitting))
    vague = [_is_vague(semantics, argument) for argument in arguments]
    if not any(vague):
        return fitting[0], True
    unknown = {number for number, one in enumerate(arguments) if not one.alternatives}
    # What is unknown is hardly the None that an overload is for: `options.get("limit", default)`.
    fitting.sort(key=lambda node: "None" in _wanted_of(value, node, unknown, keywords))
    known_arguments = [UNKNOWN if is_vague else argument for is_vague, argument in zip(vague, arguments, strict=True)]
    possible = [node for node in overloads if _fits(semantics, value, node, known_arguments, keywords)]
    first, open_ = fitting[0], {number for number, is_vague in enumerate(vague) if is_vague}
    wanted = _wanted_of(value, first, open_, keywords)
    rivals = [
        node
        for number, node in enumerate(possible)
        if number < possible.index(first) or _wanted_of(value, node, open_, keywords) != wanted
    ]
    return first, {_returned(node) for node in rivals} <= {_returned(first)}


def _wanted_of(
    value: FunctionValue, node: FunctionNode | ast.Lambda, arguments: Container[int], keywords: tuple[str, ...]
) -> list[str]:
    """The annotations of the parameters that some arguments are bound to, as they are written."""
    return [
        "" if binding.parameter.annotation is None else ast.unparse(binding.parameter.annotation)
        for binding in bind_call(value, node.args, keywords) or ()
        if binding.argument in arguments
    ]


def _demands_more(node: FunctionNode | ast.Lambda, keywords: Container[str]) -> bool:
    """Return whether an overload has a keyword without default that a call does not name."""
    pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    return any(default is None and parameter.arg not in keywords for parameter, default in pairs)


def _returned(node: FunctionNode | ast.Lambda) -> tuple[str, ...]:
    """Return what an overload returns, as it is written, and the object that it is for: `__init__` tells by that."""
    first = [*node.args.posonlyargs, *node.args.args][:1]
    written = [parameter.annotation for parameter in first if parameter.arg == "self"]
    written += [] if isinstance(node, ast.Lambda) else [node.returns]
    return tuple("" if annotation is None else ast.unparse(annotation) for annotation in written)


def _is_vague(semantics: Semantics, argument: TypeSet) -> bool:
    """Return whether an argument may have further types, or types of which a part is unknown."""
    if argument.is_open or not argument.alternatives:
        return True
    return any("typing.Any" in str(type_) or _is_bare(semantics, type_) for type_ in argument.types)


def _is_bare(semantics: Semantics, type_: TypeExpression) -> bool:
    return not type_.arguments and type_.name != "type" and needs_arguments(semantics.classes, type_.name)


def result_type(
    semantics: Semantics, value: FunctionValue, declared: TypeExpression, type_arguments: Mapping[str, TypeExpression]
) -> TypeExpression:
    """A declared type for one call: variables that no argument tells are not known."""
    owner = value.definition.owner
    receiver = value.receiver or (None if owner is None else semantics.program.own_type(owner))
    if receiver is not None:
        declared = applied(declared, receiver, {})
    return without_variables(substituted(declared, type_arguments))


def takes(semantics: Semantics, value: FunctionValue, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> bool:
    """Return whether some overload takes the arguments."""
    return any(_fits(semantics, value, node, arguments, keywords) for node in value.definition.overloads)


def _fits(
    semantics: Semantics,
    value: FunctionValue,
    node: FunctionNode | ast.Lambda,
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
    how_many: Callable[[Iterable[bool]], bool] = all,
) -> bool:
    """Return whether an overload takes the arguments, as many of the types of each as are asked for."""
    bound = bind_call(value, node.args, keywords)
    if bound is None:
        return False
    own = [*node.args.posonlyargs, *node.args.args][: value.is_bound]
    for parameter in own:
        wanted = wanted_type(semantics, value, parameter)
        if wanted is not None and value.receiver is not None and not accepts(semantics, wanted, value.receiver):
            return False
    for binding in bound:
        wanted = wanted_type(semantics, value, binding.parameter)
        if wanted is not None and wanted.name[0] == "~":
            wanted = bound_of(semantics.classes, value.definition.module, wanted.name)
        if wanted is None or binding.is_element:
            continue
        for one in arguments[binding.argument].alternatives:
            if isinstance(one, FunctionValue) and not _takes_function(wanted, one):
                return False
        types = arguments[binding.argument].types
        if types and not how_many(accepts(semantics, wanted, type_) for type_ in types):
            return False
    return True


def _takes_function(wanted: TypeExpression, argument: FunctionValue) -> bool:
    """Return whether a parameter takes a function as its argument: one that guards types says so itself."""
    if isinstance(wanted, HeldFunctions):  # `get(key, other)` gives the other, too
        return argument in wanted.functions
    if wanted.name == CALLABLE and len(wanted.arguments) == 2 and wanted.arguments[1].name in _GUARDS:
        node = argument.definition.node
        return not isinstance(node, ast.Lambda) and node.returns is not None
    return wanted != NONE


def wanted_type(semantics: Semantics, value: FunctionValue, parameter: ast.arg) -> TypeExpression | None:
    """A parameter's annotation, for the receiver of this call."""
    if parameter.annotation is None:
        return None
    declared = semantics.program.read_type(parameter.annotation, value.definition.module)
    if declared is None or value.receiver is None:
        return declared
    return applied(declared, value.receiver, _of_receiver(semantics, value))


_OF_ANY_FILE = {"~AnyStr": ANY}
"""A file without an argument is one that was opened in a mode that nobody knows: bytes are as likely as text."""


def _of_receiver(semantics: Semantics, value: FunctionValue) -> dict[str, TypeExpression]:
    """Return the values, in this object, of the type variables of the class that has the method."""
    owner, receiver = value.definition.owner, value.receiver
    if owner is None or receiver is None:
        return {}
    instance = receiver.arguments[0] if receiver.name == "type" and receiver.arguments else receiver
    name = semantics.classes.public(owner).name
    base = semantics.classes.ancestor(instance, name)
    names = semantics.classes.parameters(name)
    if base is None or not base.arguments:
        return _OF_ANY_FILE if base is not None and name == "typing.IO" else {}
    values = semantics.classes.given(base) if name == "tuple" else dict(zip(names, base.arguments, strict=False))
    return {variable: value for variable, value in values.items() if value.name != variable}


def variables(
    semantics: Semantics,
    value: FunctionValue,
    node: FunctionNode | ast.Lambda,
    arguments: Sequence[TypeSet] | None,
    keywords: tuple[str, ...],
) -> dict[str, TypeExpression]:
    """Return the values of type variables in a call: by the receiver, then by the arguments, if they are known."""
    values = _of_receiver(semantics, value)
    learned: dict[str, TypeExpression] = {}
    if value.is_bound and value.receiver is not None:
        own = [*node.args.posonlyargs, *node.args.args][:1]
        annotation = own[0].annotation if own else None
        declared = semantics.program.read_type(annotation, value.definition.module) if annotation is not None else None
        if declared is not None:
            unify(semantics, declared, type_set(value.receiver), learned)
    if arguments is None:
        return {**learned, **values}
    for binding in bind_call(value, node.args, keywords) or ():
        wanted = wanted_type(semantics, value, binding.parameter)
        if wanted is not None:
            unify(semantics, wanted, _argument(semantics, binding, arguments), learned)
    return {**learned, **values}


def learns_from_unknown(
    semantics: Semantics,
    value: FunctionValue,
    node: FunctionNode | ast.Lambda,
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> bool:
    """Return whether the value of a type variable may be an unknown type of an argument."""
    bindings = bind_call(value, node.args, keywords) or []
    if node.args.kwarg is not None:
        bindings += [Bound(node.args.kwarg, number) for number, keyword in enumerate(keywords) if keyword == "**"]
    for binding in bindings:
        wanted = wanted_type(semantics, value, binding.parameter)
        if wanted is not None and "~" in str(wanted) and _is_vague(semantics, arguments[binding.argument]):
            return True
    return False


def _argument(semantics: Semantics, bound: Bound, arguments: Sequence[TypeSet]) -> TypeSet:
    argument = arguments[bound.argument]
    return elements(semantics, argument) if bound.is_element else argument


def written(node: ast.AST | None) -> list[ast.expr]:
    """A call's arguments as they are written."""
    assert isinstance(node, ast.Call)
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def is_overloaded(value: Value) -> bool:
    """Return whether a function has several signatures."""
    return isinstance(value, FunctionValue) and len(value.definition.overloads) > 1
