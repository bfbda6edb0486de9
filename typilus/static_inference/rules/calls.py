"""Rules for calls of functions, methods and classes, and for the effect of decorators on a function."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from typilus.annotation_types import CALLABLE, ELLIPSIS, NONE, TypeExpression, generic_of
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.graph.dependency_graph import Key, Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses
from typilus.static_inference.graph.type_sets import (
    NOTHING,
    FunctionValue,
    SuperValue,
    TypeSet,
    Value,
    join,
    type_set,
)
from typilus.static_inference.operations.argument_binding import bind_call, literal
from typilus.static_inference.operations.callbacks import hand_to_callbacks, has_function
from typilus.static_inference.operations.calling import call_value, is_transparent, result_of
from typilus.static_inference.operations.construction import method_of
from typilus.static_inference.operations.forwarding import forwarding_of
from typilus.static_inference.operations.matches import found_all
from typilus.static_inference.operations.overloads import is_overloaded, written
from typilus.static_inference.operations.taken_values import may_find_nothing, taken_out
from typilus.static_inference.rules.displays import Dictionary
from typilus.static_inference.rules.shared_containers import Shared
from typilus.static_inference.rules.value_flow import Collected, Parameter

__all__ = ["CHOSEN_BY_CLASS", "DECORATED", "SEND", "Call", "Decorated", "SuperOf"]


MAX_NAMES = 10
"""Of what has more names, the origin is not looked for."""


@cache
def _uses(keywords: tuple[str, ...]) -> Uses:
    """The uses of a call's inputs by the names of its arguments."""
    if "*" not in keywords:
        return Uses((UseKind.CALL,), UseKind.ARGUMENT)
    kinds = (UseKind.ITERATION if keyword == "*" else UseKind.ARGUMENT for keyword in keywords)
    return Uses((UseKind.CALL, *kinds), UseKind.ARGUMENT)


@dataclass(slots=True, eq=False, repr=False)
class Call:
    """`f(a, b=c)`, with the called object as first input.

    Attributes:
        keywords: Name of each argument, "" for a positional one, "*" and "**" for unpacked ones.
    """

    name: ClassVar[str] = "call"
    keywords: tuple[str, ...]

    @property
    def uses(self) -> Uses:
        """The first input is called, the others are arguments, and what "*" unpacks is iterated over."""
        return _uses(self.keywords)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the results of each function that `f` may be, whose parameters receive the arguments."""
        callee, *arguments = inputs
        if callee == NOTHING:
            return NOTHING
        results = []
        # Which of several functions takes which unpacked arguments is not known.
        is_choice = "*" in self.keywords and sum(isinstance(value, FunctionValue) for value in callee.alternatives) > 1
        is_unclear = is_choice and _unpacks_another(semantics, node, self.keywords)
        handed_over = node.inputs[1:]
        if _parameter_of(semantics, node.inputs[0]) is not None:
            handed_over = [semantics.program.passed_on(number, node.inputs[0]) for number in handed_over]
        has_callbacks = has_function(arguments)
        literals = [literal(code, types) for code, types in zip(written(node.node), arguments, strict=True)]
        for value in callee.ordered:
            if isinstance(value, FunctionValue):
                if not is_unclear:
                    _hand_over(semantics, value, handed_over, self.keywords)
            elif isinstance(value, TypeExpression) and value.name == "type" and value.arguments:
                _hand_to_class(semantics, value.arguments[0], handed_over, self.keywords)
            elif isinstance(value, TypeExpression) and (method := method_of(semantics, value, "__call__")) is not None:
                _hand_over(semantics, method, handed_over, self.keywords)
            if has_callbacks:
                hand_to_callbacks(semantics, value, arguments, self.keywords)
                _forward(semantics, value, inputs, node)
            if value != NONE:
                handed = literals if is_overloaded(value) or _is_class(value) else arguments
                results.append(call_value(semantics, value, handed, self.keywords))
        texts = found_all(node.node, callee)
        if texts is not None:
            return texts.with_unknown(callee.is_open)
        if not results and may_find_nothing(node.node):
            results.append(type_set(NONE))
        types = join(results).with_unknown(callee.is_open or not results)
        return taken_out(semantics, types, node)


def _forward(semantics: Semantics, value: Value, inputs: Sequence[TypeSet], node: TypeNode) -> None:
    """Let functions that are arguments have those that a library hands on to them."""
    assert isinstance(node.rule, Call)
    forwarding = forwarding_of(semantics, value, inputs[1:], node.rule.keywords)
    if forwarding is not None:
        sources = [node.inputs[1 + index] for index in forwarding.arguments]
        if forwarding.are_elements:
            sources = [semantics.program.entry(source, None) for source in sources]
        pairs = [pair for one in zip(sources, forwarding.keywords, strict=True) for pair in _named(semantics, *one)]
        for callback in forwarding.callbacks:
            names = tuple(keyword for _, keyword in pairs)
            _hand_over(semantics, callback, [source for source, _ in pairs], names, forwarding.may_lack)


def _named(semantics: Semantics, source: int, keyword: str) -> Iterator[tuple[int, str]]:
    """Yield an argument, or the parts of `**{"name": value}` by their names."""
    rule, inputs = semantics.graph.nodes[source].rule, semantics.graph.nodes[source].inputs
    if keyword != "**" or not isinstance(rule, Dictionary) or not all(rule.keyed):
        yield source, keyword
        return
    for key, value in zip(inputs[::2], inputs[1::2], strict=True):
        name = semantics.literal(key)
        if name is not None and isinstance(name.value, str):
            yield value, name.value


def _parameter_of(semantics: Semantics, number: int) -> int | None:
    """Return the parameter without annotation that a node reads, of the function itself or of one around it."""
    for _ in range(MAX_NAMES):
        node = semantics.graph.nodes[number]
        if isinstance(node.rule, Parameter):
            return number if node.rule.declared is None else None
        if node.rule.uses.handing is not Handing.SAME or not node.inputs:
            return None
        number = node.inputs[0]
    return None


def _is_class(value: Value) -> bool:
    return isinstance(value, TypeExpression) and value.name == "type"


class Send(Call):
    """`g.send(x)`, perhaps of a generator, whose `yield` has what is sent."""

    __slots__ = ()
    name: ClassVar[str] = "sending"

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Hand the argument over to the generator functions that may have made the receiver."""
        for call in _origins(semantics, node.inputs[0]):
            semantics.watch(call, reads_value=True)
            for value in semantics.value(semantics.graph.nodes[call].inputs[0]).alternatives:
                if isinstance(value, FunctionValue) and value.definition.takes_sent_values:
                    sent = semantics.program.slot(semantics.program.sent(value.definition))
                    semantics.graph.flow(node.inputs[1], sent)
        return Call.infer(self, semantics, node, inputs)


def _origins(semantics: Semantics, member: int) -> list[int]:
    """Return the calls that a method's receiver may come from, under a few names."""
    calls, pending, seen = [], semantics.graph.nodes[member].inputs[:1], set[int]()
    while pending and len(seen) < MAX_NAMES:
        number = pending.pop()
        if number not in seen:
            seen.add(number)
            rule = semantics.graph.nodes[number].rule
            if isinstance(rule, Call):
                calls.append(number)
            elif isinstance(rule, Parameter) or rule.uses.handing in (Handing.SAME, Handing.MERGED, Handing.STORED):
                pending += semantics.graph.nodes[number].inputs
    return calls


SEND = Send(("",))


def _unpacks_another(semantics: Semantics, node: TypeNode, keywords: tuple[str, ...]) -> bool:
    """Return whether an argument is unpacked that is not the function's own `*args`."""
    pairs = zip(node.inputs[1:], keywords, strict=True)
    return any(keyword == "*" and not _is_own(semantics, number) for number, keyword in pairs)


def _is_own(semantics: Semantics, number: int) -> bool:
    """Return whether a node is the `*args` of the function around it."""
    source = semantics.graph.nodes[number]
    return isinstance(semantics.graph.nodes[source.inputs[0]].rule if source.inputs else source.rule, Collected)


def _hand_to_class(
    semantics: Semantics, type_: TypeExpression, arguments: Sequence[int], keywords: tuple[str, ...]
) -> None:
    for name in ("__init__", "__new__"):
        method = method_of(semantics, type_, name)
        if method is not None and not method.definition.module.is_stub:
            _hand_over(semantics, method, arguments, keywords)


def _hand_over(
    semantics: Semantics,
    value: FunctionValue,
    arguments: Sequence[int],
    keywords: tuple[str, ...],
    may_lack: bool = False,
) -> None:
    """Arguments flow into parameters, for which an annotation speaks louder."""
    function = value.definition
    if function.module.is_stub:
        return
    bound = bind_call(value, function.node.args, keywords, may_lack) or ()
    named = {binding.parameter.arg for binding in bound if not binding.is_element}
    taken: Counter[int] = Counter()
    program, own = semantics.program, function.node.args
    position = 0
    for binding in bound:
        source = arguments[binding.argument]
        is_rest = binding.parameter is own.vararg
        if is_rest or binding.parameter is own.kwarg:
            slot = program.parameter(function, binding.parameter.arg)
            if binding.is_element:
                program.hand_all(slot, source, position - taken[source])
                semantics.argument(program.entry(source, None), function, binding.parameter.arg)
                continue
            program.hand(slot, Key(position) if is_rest else Key(keywords[binding.argument]), source)
            position += is_rest
        if not binding.is_element:
            semantics.argument(source, function, binding.parameter.arg)
            rule, slot = semantics.graph.nodes[source].rule, program.parameter(function, binding.parameter.arg)
            if isinstance(rule, Shared) and rule.returned is not None:
                semantics.graph.flow(slot, rule.returned)
            elif (parameter := _parameter_of(semantics, source)) is not None and parameter != slot:
                semantics.graph.flow(program.filled_by(parameter, slot), parameter)
        elif binding.parameter.arg not in named:
            index = taken[source]
            # What calls hand to the function's own `*args` is known by its place.
            part = program.entry(source, Key(index)) if _is_own(semantics, source) else program.part(source, index)
            taken[source] += 1
            semantics.argument(part, function, binding.parameter.arg)
    for source, keyword in zip(arguments, keywords, strict=True):
        if keyword == "**":
            _hand_over_named(semantics, function, source, named | ({function.receiver} if value.is_bound else set()))


def _hand_over_named(semantics: Semantics, function: FunctionDefinition, source: int, bound: Set[str | None]) -> None:
    """`**options` flow into the parameters of their names, and into `**kwargs`."""
    own, program = function.node.args, semantics.program
    if own.kwarg is not None:
        program.hand_all(program.parameter(function, own.kwarg.arg), source, 0)
    for parameter in (*own.args, *own.kwonlyargs):
        if parameter.arg not in bound:
            semantics.argument(program.entry(source, Key(parameter.arg)), function, parameter.arg)


@dataclass(slots=True, eq=False, repr=False)
class SuperOf:
    """`super()`, with the receiver as input.

    Attributes:
        after: Qualified name of the enclosing class.
    """

    name: ClassVar[str] = "super_of"
    uses: ClassVar[Uses] = Uses()
    after: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The receiver, to be searched behind a class."""
        values: list[Value] = [
            SuperValue(type_.arguments[0] if type_.name == "type" and type_.arguments else type_, self.after)
            for type_ in inputs[0].types
        ]
        return type_set(*values)


@dataclass(slots=True, eq=False, repr=False)
class ChosenByClass:
    """One of several methods, chosen by the class of what it is handed, so that none of them takes all of that.

    `getattr(self, "visit_" + type(node).__name__)`: what it is called with does not flow into their parameters.
    """

    name: ClassVar[str] = "chosen_by_class"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return callables with the results of all of them."""
        methods = join(inputs)
        functions = [value for value in methods.ordered if isinstance(value, FunctionValue)]
        results = join(result_of(semantics, function) for function in functions)
        callables = (generic_of(CALLABLE, (ELLIPSIS, type_)) for type_ in results.types)
        return type_set(*callables, is_open=methods.is_open or results.is_open or not functions)


CHOSEN_BY_CLASS = ChosenByClass()


@dataclass(slots=True, eq=False, repr=False)
class Decorated:
    """A function behind a decorator."""

    name: ClassVar[str] = "decorated"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return what the decorator gives for the function.

        A decorator that is called as one that keeps the signature gives the same function, and one whose code is not
        there perhaps another.
        """
        function, decorators = inputs
        assert isinstance(node.node, ast.expr)
        is_kept = is_transparent(dotted(node.node))
        if function == NOTHING or decorators == NOTHING:
            return function if is_kept else NOTHING
        values = function.alternatives
        is_method = any(isinstance(value, FunctionValue) and value.definition.owner is not None for value in values)
        by_decorator = [None] if is_method else [_decorated(semantics, node, value) for value in decorators.ordered]
        results = [types for types in by_decorator if types is not None]
        if is_kept:
            return function
        if len(results) == len(by_decorator) > 0 and not decorators.is_open:
            result = join(results)
            if result == NOTHING or (result.alternatives and not result.is_open):
                return result
        return function.with_unknown()


def _decorated(semantics: Semantics, node: TypeNode, decorator: Value) -> TypeSet | None:
    """Return the result of a decorator whose code is there, None for others."""
    if isinstance(decorator, FunctionValue):
        return _instantiated(semantics, node, decorator)
    if not isinstance(decorator, TypeExpression):
        return None
    class_type = decorator.arguments[0] if decorator.name == "type" and decorator.arguments else decorator
    definition = semantics.classes.find(class_type.name)
    if definition is None or definition.module.is_stub:
        return None
    if class_type is not decorator:
        _hand_to_class(semantics, class_type, node.inputs[:1], ("",))
        return type_set(class_type)
    method = method_of(semantics, decorator, "__call__")
    return None if method is None else _instantiated(semantics, node, method)


def _instantiated(semantics: Semantics, node: TypeNode, decorator: FunctionValue) -> TypeSet | None:
    """Return what a function returns for the one that it decorates, and no other."""
    function, program = decorator.definition, semantics.program
    plain = [*function.node.args.posonlyargs, *function.node.args.args][decorator.skipped :]
    is_declared = not isinstance(function.node, ast.FunctionDef) or function.node.returns is not None
    if function.module.is_stub or function.is_generator or is_declared or not plain:
        return None
    instance = program.instance(function, node)
    if instance is None:
        return None
    for one in (function, instance):
        semantics.argument(node.inputs[0], one, plain[0].arg)
    return semantics.slot(program.returned(instance))


DECORATED = Decorated()
