"""Proofs against an annotation: the values that the code gives cannot be of the written type."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import ANY, NONE, TypeExpression, generic_of, parse_type, union_of
from typilus.semantics import default_of
from typilus.static_inference.answers.written_types import annotation_of
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.graph.type_sets import UNKNOWN, TypeSet, join, type_set
from typilus.static_inference.objections.exclusion import excludes
from typilus.static_inference.operations.calling import keeps_signature
from typilus.static_inference.solving.solver import Solver

__all__ = [
    "Refutation",
    "displays_into",
    "literals_into",
    "refuted_flow",
    "refuted_generator",
    "refuted_method",
]

_DEMANDED: Mapping[str, str] = {
    "__init__": "None",
    "__str__": "str",
    "__repr__": "str",
    "__format__": "str",
    "__bytes__": "bytes",
    "__len__": "int",
    "__length_hint__": "int",
    "__hash__": "int",
    "__index__": "int",
    "__int__": "int",
    "__float__": "float",
    "__complex__": "complex",
    "__bool__": "bool",
}
"""What Python itself, which calls these methods, takes from them."""
_ABOVE_GENERATORS = ("Generator", "Iterator", "Iterable")
_NEVER = frozenset({"typing.NoReturn", "typing.Never"})
# Decorators that take a generator function and leave its annotation to be that of a generator.
_OF_GENERATORS = frozenset({"fixture"})
_FLOWS = {
    SymbolKind.RETURN: "handed back",
    SymbolKind.PARAMETER: "given by default",
    SymbolKind.VARIABLE: "assigned",
    SymbolKind.ATTRIBUTE: "assigned",
}
_DISPLAYS = (
    *(ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
# The value is that of the inputs, or of the first of them with more in it.
_HANDING_ON = frozenset({Handing.SAME, Handing.MERGED, Handing.FILLED})


@dataclass(frozen=True, slots=True)
class Refutation:
    """The reason why an annotation cannot be right.

    Attributes:
        type: Type that the code gives instead.
        reason: Reason in words.
    """

    type: TypeExpression
    reason: str


def refuted_method(function: FunctionDefinition, written: TypeExpression, solver: Solver) -> Refutation | None:
    """A method that Python calls for a value of one class, annotated with another: `__init__` gives None."""
    name = function.scope.rpartition(".")[2]
    if function.owner is None or name not in _DEMANDED or written.name in _NEVER:
        return None
    demanded = parse_type(_DEMANDED[name])
    if not excludes(written, demanded, solver.classes):
        return None
    return Refutation(demanded, f"Python takes only {demanded} from {name}")


def refuted_generator(
    function: FunctionDefinition, written: TypeExpression, result: TypeSet, solver: Solver
) -> Refutation | None:
    """Refute the annotation of a function that yields, if it is no class of generators.

    Args:
        function: Function that yields.
        written: Its annotation.
        result: Result of calling it.
        solver: Solver that knows the classes.
    """
    is_async = isinstance(function.node, ast.AsyncFunctionDef)
    right = {f"collections.abc.{'Async' if is_async else ''}{name}" for name in _ABOVE_GENERATORS}
    if not all(decorator.rpartition(".")[2] in _OF_GENERATORS for decorator in _unknown_decorators(function, solver)):
        return None
    generator = TypeExpression("collections.abc.AsyncGenerator" if is_async else "collections.abc.Generator")
    if written.name in right or not (written == NONE or excludes(written, generator, solver.classes)):
        return None
    type_ = annotation_of(result, solver, SymbolKind.RETURN)
    if type_ is None or type_.name not in right:
        type_ = generic_of(f"collections.abc.{'Async' if is_async else ''}Iterator", (ANY,))
    return Refutation(type_, "it yields: calling it gives a generator")


def _unknown_decorators(function: FunctionDefinition, solver: Solver) -> list[str]:
    return [] if keeps_signature(function) else function.decorators


def refuted_flow(symbol: Symbol, written: TypeExpression, types: TypeSet, solver: Solver) -> Refutation | None:
    """All that flows into a symbol is known, and nothing of it is what is written.

    None alone proves nothing: it may stand for what a subclass or a later assignment will give.
    """
    known_types = [type_ for type_ in types.types if type_ != NONE]
    if types.is_open or not known_types or len(types.types) < len(types.alternatives):
        return None
    if not all(excludes(written, type_, solver.classes) for type_ in known_types):
        return None
    type_ = annotation_of(types, solver, symbol.kind) or union_of(types.types)
    return Refutation(type_, f"all that is {_FLOWS[symbol.kind]} is {union_of(known_types)}")


def displays_into(slot: int, solver: Solver) -> TypeSet:
    """Return the classes that flow into a slot, without elements, if all values are literals and displays."""
    types: set[TypeExpression] = set()
    seen: set[int] = set()
    pending = list(solver.graph.nodes[slot].inputs)
    while pending:
        number = pending.pop()
        node = solver.graph.nodes[number]
        if number in seen:
            continue
        seen.add(number)
        handing = node.rule.uses.handing
        if isinstance(node.node, _DISPLAYS) and handing is not Handing.FILLED:
            types.update(TypeExpression(type_.name) for type_ in solver.value(number).types)
        elif handing in _HANDING_ON:
            pending += node.inputs[:1] if handing is Handing.FILLED else node.inputs
        else:
            return UNKNOWN
    return type_set(*types)


def literals_into(slot: int, symbol: Symbol, function: FunctionDefinition | None, solver: Solver) -> TypeSet:
    """Return the types that flow into a variable or attribute, if all are literals and displays, or a parameter's
    default.

    What a call gives may only describe a field, and what others store in a variable is not known.
    """
    numbers = solver.graph.nodes[slot].inputs
    if symbol.kind is SymbolKind.PARAMETER:
        default = None if function is None else default_of(function.node.args, symbol.name)
        numbers = [number for number in numbers if solver.graph.nodes[number].node is default]
    if not numbers or not all(_is_literal(solver.graph.nodes[number].node) for number in numbers):
        return UNKNOWN
    return join(solver.value(number) for number in numbers)


def _is_literal(node: ast.AST | None) -> bool:
    return isinstance(node, _DISPLAYS) or (isinstance(node, ast.Constant) and node.value is not ...)
