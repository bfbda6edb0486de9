"""The places of a file that can carry an annotation, and what stands in the way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_extraction import FunctionNode, Obstacle, SourceDocument, SymbolKind, applied_name
from typilus.annotation_types import FileNames
from typilus.rewriting.annotation_readers import AnnotationReaders
from typilus.semantics import DefinedFunction, Method, Scope, SemanticIndex, semantics_of

__all__ = ["Slot", "SlotKey", "find_slots"]

_DEF = re.compile(r"(?:async(?:\s|\\\r?\n)+)?def(?:\s|\\\r?\n)+")
# Annotations that say more than a type, which another would lose.
_QUALIFIERS = frozenset({"Final", "ClassVar", "TypeAlias", "InitVar", "ReadOnly", "Required", "NotRequired"})
SlotKey = tuple[SymbolKind, int, str]
_Assignment = ast.Assign | ast.AnnAssign


@dataclass(frozen=True, eq=False)
class Slot:
    """One place for an annotation.

    Attributes:
        kind: Kind of the symbol.
        name: Name of the symbol.
        line, column: Position of the name, as in a `Symbol`.
        ordinal: Number of its statement among all definitions of functions and assignments of the file. Adding
            annotations and imports changes no ordinal, so kind, ordinal and name identify the slot.
        statement: Definition or assignment.
        scope: Scope that resolves the names of the annotation.
        owner: Scope whose symbol it is; for an attribute its class.
        annotation: Annotation in the file.
        partly: Whether its signature has annotations, perhaps elsewhere.
        evaluated: Whether the running program computes the annotation.
        obstacle: Reason, in words, why nothing can be written there, whatever the policy.
        commented: Whether a type comment gives its type.
        preferred: Whether it comes first among several assignments of one attribute, as it is in `__init__`.
        instead: Key of the slot that an annotation of this attribute goes to, if not here.
        reader: Possible reader of the annotation while the program runs, which must then be computable; "" if nobody.
    """

    kind: SymbolKind
    name: str
    line: int
    column: int
    ordinal: int
    statement: FunctionNode | _Assignment
    scope: Scope
    owner: Scope
    annotation: ast.expr | None = None
    partly: bool = False
    evaluated: bool = True
    obstacle: str | None = None
    commented: bool = False
    preferred: bool = False
    instead: SlotKey | None = None
    reader: str = ""

    @property
    def key(self) -> SlotKey:
        """The identity of the slot in the same file with other annotations."""
        return self.kind, self.ordinal, self.name


def find_slots(source: SourceDocument, readers: AnnotationReaders | None = None) -> list[Slot]:
    """Return all slots in the order of the text. `readers` are those of the file's annotations.

    Of the assignments to one variable only the first has a slot without obstacle; of those to one attribute the first
    in `__init__`, or else the first.
    """
    semantics = semantics_of(source)
    finder = _Finder(source, semantics, readers or AnnotationReaders(semantics))
    return _only_first(list(finder.slots()))


class _Finder:
    def __init__(self, source: SourceDocument, semantics: SemanticIndex, readers: AnnotationReaders) -> None:
        self._source = source
        self._semantics = semantics
        self._readers = readers
        self._names = FileNames.from_tree(source.tree)
        self._overloaded: set[tuple[ast.AST, str]] = set()
        self._ordinal = 0

    def slots(self) -> Iterator[Slot]:
        for statement, scope in self._semantics.statements:
            if isinstance(statement, FunctionNode):
                yield from self._function(self._semantics.function(statement), scope)
                self._ordinal += 1
            elif isinstance(statement, ast.Assign | ast.AnnAssign):
                yield from self._assignment(statement, scope)
                self._ordinal += 1

    def _function(self, function: DefinedFunction, scope: Scope) -> Iterator[Slot]:
        source, node = self._source, function.node
        every = [argument for argument, _ in function.parameters]
        method = function.scope.method if scope.is_class else None
        receiver = None if method is None else method.receiver
        reading = self._readers.of_function(function)
        general = self._readers.file_objection
        if reading.has_meaning:
            general = f"its annotations may be read while the program runs: {reading.reader}"
        if function.is_overload:
            general = "an overload"
            self._overloaded.add((scope.node, node.name))
        elif (scope.node, node.name) in self._overloaded:
            general = "the implementation of overloads, whose types they tell"
        written = [argument.annotation for argument in every if argument.arg != receiver]
        partly = node.returns is not None or any(annotation is not None for annotation in written)
        start = source.exact_lines.utf8_offset(node.lineno, node.col_offset)
        match = _DEF.match(source.exact_text, start)
        # Annotations see the type parameters of the function and what is around it.
        around = scope if not getattr(node, "type_params", ()) else function.scope
        if match is not None:
            line, column = source.exact_lines.position(match.end())
            kind = SymbolKind.RETURN
            yield Slot(
                *(kind, node.name, line, column, self._ordinal, node, around, scope),
                annotation=node.returns,
                partly=partly,
                obstacle=general,
                commented=node.type_comment is not None,
                reader=reading.reader,
            )
        first = next((argument for argument in every if argument.annotation is not None), None)
        for argument in every:
            obstacle = general
            if reading.dispatches and (first is None or argument is first):
                obstacle = "its annotation chooses the function, for singledispatch"
            if argument.arg == receiver:
                obstacle = Obstacle.RECEIVER
            line, column = argument.lineno, source.exact_lines.from_utf8(argument.lineno, argument.col_offset)
            yield Slot(
                *(SymbolKind.PARAMETER, argument.arg, line, column, self._ordinal, node, around, function.scope),
                annotation=argument.annotation,
                partly=partly,
                obstacle=obstacle,
                commented=node.type_comment is not None or argument.type_comment is not None,
                reader=reading.reader,
            )

    def _assignment(self, node: _Assignment, scope: Scope) -> Iterator[Slot]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        target = targets[0]
        if len(targets) > 1 or target.end_lineno is None or target.end_col_offset is None:
            return
        annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
        obstacle = None
        if annotation is not None and applied_name(annotation) in _QUALIFIERS:
            obstacle = f"its annotation says {applied_name(annotation)}"
        commented = isinstance(node, ast.Assign) and node.type_comment is not None
        if (target.lineno, target.col_offset) != (node.lineno, node.col_offset):
            obstacle = "target in parentheses"
        elif node.value is None:
            obstacle = "a bare declaration"
        if isinstance(target, ast.Name):
            obstacle = obstacle or self._variable_obstacle(target.id, scope)
            position = (target.lineno, self._source.exact_lines.from_utf8(target.lineno, target.col_offset))
            yield Slot(
                *(SymbolKind.VARIABLE, target.id, *position, self._ordinal, node, scope, scope),
                annotation=annotation,
                evaluated=not scope.is_function,
                obstacle=obstacle,
                commented=commented,
            )
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            method = scope.method
            if method is None or target.value.id != method.receiver:
                return
            end = self._source.exact_lines.from_utf8(target.end_lineno, target.end_col_offset)
            yield Slot(
                *(SymbolKind.ATTRIBUTE, target.attr, target.end_lineno, end - len(target.attr)),
                *(self._ordinal, node, scope, method.owner),
                annotation=annotation,
                evaluated=False,
                obstacle=obstacle or self._attribute_obstacle(method, scope),
                commented=commented,
                preferred=method.node.name == "__init__",
            )

    def _attribute_obstacle(self, method: Method, scope: Scope) -> str | None:
        if scope.node is not method.node:
            return "assigned in a function inside a method"
        of_class = self._semantics.function(method.node).is_class_method
        return "assigned to the class, not to an object" if of_class else None

    def _variable_obstacle(self, name: str, scope: Scope) -> str | None:
        if name in scope.foreign:
            return "declared global or nonlocal"
        if name in scope.defined:
            return "an import or a definition binds it, too"
        if name.startswith("__") and name.endswith("__"):
            return "a name that Python gives a meaning"
        if self._names.stands_for_type(name):
            return "it names a type, not a value"
        if isinstance(scope.node, ast.ClassDef):
            objection = self._readers.class_objection(scope.node)
            if objection is not None:
                return f"an annotation could make it a field: its class is {objection}"
        return self._readers.file_objection


def _only_first(slots: list[Slot]) -> list[Slot]:
    """Slots of one variable or attribute behind another, or beside an annotation elsewhere, get an obstacle."""
    first: dict[tuple[ast.AST, str], Slot] = {}
    annotated: dict[tuple[ast.AST, str], Slot] = {}
    assigned = [slot for slot in slots if slot.kind in (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE)]
    for slot in assigned:
        key = (slot.owner.node, slot.name)
        if slot.annotation is not None or (slot.commented and slot.obstacle is None):
            annotated.setdefault(key, slot)
        if slot.obstacle is None:
            before = first.setdefault(key, slot)
            if slot.preferred and not before.preferred and before.kind is SymbolKind.ATTRIBUTE:
                first[key] = slot
    checked: list[Slot] = []
    for slot in slots:
        key = (slot.owner.node, slot.name)
        if slot.kind in (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE) and slot.obstacle is None:
            other = annotated.get(key)
            if other is not None and other is not slot:
                slot = replace(slot, obstacle=f"annotated on line {other.line}")
            elif other is None and first[key] is not slot:
                right = first[key]
                instead = right.key if slot.kind is right.kind is SymbolKind.ATTRIBUTE else None
                slot = replace(slot, obstacle=f"the place for its annotation is line {right.line}", instead=instead)
        checked.append(slot)
    return checked
