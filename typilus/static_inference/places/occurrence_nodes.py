"""The nodes of the type dependency graph that stand for occurrences."""

from __future__ import annotations

import ast
from collections import defaultdict

from graph_extraction import DefinitionNode, FunctionNode
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeDependencyGraph
from typilus.static_inference.places.located_occurrences import Occurrence
from typilus.static_inference.rules.calls import Decorated
from typilus.static_inference.rules.containers import Element, Entered, Unpacked
from typilus.static_inference.rules.value_flow import Collected, Declared

__all__ = ["OccurrenceNodes"]


class OccurrenceNodes:
    """The nodes of one module, by their syntax.

    The first node of an expression is its value; those that come later are made of it, as what a loop takes from it.

    Args:
        graph: Graph that has the whole module.
        module: Module to look into.
    """

    def __init__(self, graph: TypeDependencyGraph, module: ModuleText) -> None:
        self._graph = graph
        self._module = module
        self._numbers: defaultdict[ast.AST, list[int]] = defaultdict(list)
        for number, node in enumerate(graph.nodes):
            if node.node is not None and node.module is module:
                self._numbers[node.node].append(number)

    def number(self, occurrence: Occurrence) -> int | None:
        """Return the node of an occurrence, None if the graph has none."""
        node, parents = occurrence.node, occurrence.parents
        if isinstance(node, ast.arg):
            return self._parameter(node, parents)
        if isinstance(node, ast.keyword):
            return self._first(node.value)
        if isinstance(node, DefinitionNode):
            return self._definition(node)
        if isinstance(node, ast.alias):
            return self._alias(node, parents[0])
        if isinstance(node, ast.pattern):
            return self._captured(node, parents)
        if isinstance(getattr(node, "ctx", None), ast.Store):
            return self._bound(node, parents)
        number = self._first(node)
        return self._receiver(node, parents) if number is None and isinstance(node, ast.Name) else number

    def _receiver(self, node: ast.Name, parents: tuple[ast.AST, ...]) -> int | None:
        """The slot of `self` in `self.x = value`, which nothing reads there."""
        function = next((one for one in parents if isinstance(one, FunctionNode)), None)
        arguments = [] if function is None else [*function.args.posonlyargs, *function.args.args]
        receiver = next((argument for argument in arguments if argument.arg == node.id), None)
        return None if receiver is None or function is None else self._parameter(receiver, (function,))

    def _first(self, node: ast.AST) -> int | None:
        return next(iter(self._numbers.get(node, ())), None)

    def _of_rule(self, node: ast.AST, *rules: type) -> int | None:
        numbers = self._numbers.get(node, ())
        return next((number for number in numbers if isinstance(self._graph.nodes[number].rule, rules)), None)

    def _parameter(self, node: ast.arg, parents: tuple[ast.AST, ...]) -> int | None:
        function = next((one for one in parents if isinstance(one, FunctionNode | ast.Lambda)), None)
        definition = next((one for one in self._module.functions.values() if function in one.nodes), None)
        if definition is None:
            return None
        slot = self._graph.slots.get(SlotKey(SlotKind.NAME, self._module.name, definition.scope, node.arg))
        if slot is None or node.arg not in definition.starred:
            return slot
        dependents = (number for number, is_input in self._graph.dependents[slot].items() if is_input)
        return next((number for number in dependents if isinstance(self._graph.nodes[number].rule, Collected)), slot)

    def _definition(self, node: DefinitionNode) -> int | None:
        outermost = node.decorator_list[0] if node.decorator_list and isinstance(node, FunctionNode) else None
        decorated = None if outermost is None else self._of_rule(outermost, Decorated)
        return self._first(node) if decorated is None else decorated

    def _alias(self, node: ast.alias, statement: ast.AST) -> int | None:
        assert isinstance(statement, ast.Import | ast.ImportFrom)
        numbers = self._numbers.get(statement, ())
        index = statement.names.index(node)
        return numbers[index] if index < len(numbers) and node.name != "*" else None

    def _captured(self, node: ast.pattern, parents: tuple[ast.AST, ...]) -> int | None:
        """The node of what a pattern binds: of the pattern that it names, or of the subject."""
        inner = node.pattern if isinstance(node, ast.MatchAs) and node.pattern is not None else node
        numbers = self._numbers.get(inner, ()) or self._numbers.get(node, ())
        if numbers:
            return numbers[-1]
        match = next((one for one in parents if isinstance(one, ast.Match)), None)
        return self._first(match.subject) if match is not None and isinstance(parents[0], ast.match_case) else None

    def _bound(self, target: ast.AST, parents: tuple[ast.AST, ...]) -> int | None:
        """The node of the value that a target takes."""
        positions: list[int] = []
        current = target
        for parent in parents:
            unpacked = self._of_rule(current, Unpacked)
            if unpacked is not None:
                return unpacked
            if isinstance(parent, ast.Tuple | ast.List):
                positions.append(parent.elts.index(current))  # type: ignore[arg-type]
            elif not isinstance(parent, ast.Starred):
                return self._given(target, parent, positions, parents)
            current = parent
        return None

    def _given(
        self, target: ast.AST, statement: ast.AST, positions: list[int], parents: tuple[ast.AST, ...]
    ) -> int | None:
        """The node of what a statement gives to a target, which is part of its targets at some positions."""
        if isinstance(statement, ast.For | ast.AsyncFor | ast.AugAssign):
            return self._first(statement)
        if isinstance(statement, ast.comprehension):
            return self._of_rule(statement.iter, Element)
        if isinstance(statement, ast.withitem):
            return self._of_rule(statement.context_expr, Entered)
        if isinstance(statement, ast.AnnAssign):
            declared = self._declared(target, parents)
            if declared is not None or statement.value is None:
                return declared
        if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.NamedExpr) or statement.value is None:
            return None
        value = statement.value
        for position in reversed(positions):
            if not isinstance(value, ast.Tuple | ast.List) or position >= len(value.elts):
                return None
            value = value.elts[position]
        return self._first(value)

    def _declared(self, target: ast.AST, parents: tuple[ast.AST, ...]) -> int | None:
        """The slot of a variable with an annotation."""
        if not isinstance(target, ast.Name):
            return None
        around = next((one for one in parents if isinstance(one, DefinitionNode)), None)
        kind, scope = SlotKind.NAME, ""
        if isinstance(around, ast.ClassDef):
            kind = SlotKind.ATTRIBUTE
            scope = next((name for name, one in self._module.classes.items() if one.node is around), "")
        elif around is not None:
            scope = next((name for name, one in self._module.functions.items() if around in one.nodes), "")
        slot = self._graph.slots.get(SlotKey(kind, self._module.name, scope, target.id))
        return slot if slot is not None and isinstance(self._graph.nodes[slot].rule, Declared) else None
