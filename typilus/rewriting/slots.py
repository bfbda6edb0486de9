"""The places of a file that can carry an annotation, and what stands in the way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_extraction import FunctionNode, Obstacle, SourceDocument, SymbolKind, applied_name, parameters, receiver_of
from typilus.annotation_types import FileNames
from typilus.rewriting.annotation_readers import AnnotationReaders
from typilus.semantics import Scope

__all__ = ["Slot", "SlotKey", "find_slots"]

_DEF = re.compile(r"(?:async(?:\s|\\\r?\n)+)?def(?:\s|\\\r?\n)+")
# Annotations that say more than a type, which another would lose.
_QUALIFIERS = frozenset({"Final", "ClassVar", "TypeAlias", "InitVar", "ReadOnly", "Required", "NotRequired"})
_CLASS_METHODS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
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


@dataclass(frozen=True, slots=True)
class _Method:
    """The function whose receiver's attributes are looked for."""

    owner: Scope
    receiver: str
    name: str
    obstacle: str | None


def find_slots(source: SourceDocument, readers: AnnotationReaders | None = None) -> list[Slot]:
    """Return all slots in the order of the text. `readers` are those of the file's annotations.

    Of the assignments to one variable only the first has a slot without obstacle; of those to one attribute the first
    in `__init__`, or else the first.
    """
    finder = _Finder(source, readers or AnnotationReaders(source.tree))
    return _only_first(list(finder.walk()))


class _Finder:
    def __init__(self, source: SourceDocument, readers: AnnotationReaders) -> None:
        self._source = source
        self._readers = readers
        self._names = FileNames.from_tree(source.tree)
        self._overloaded: set[tuple[ast.AST, str]] = set()
        self._ordinal = 0

    def walk(self) -> Iterator[Slot]:
        module = Scope(self._source.tree)
        pending: list[tuple[ast.AST, Scope, _Method | None]] = [(node, module, None) for node in module.node.body[::-1]]
        while pending:
            node, scope, method = pending.pop()
            if isinstance(node, FunctionNode):
                yield from self._function(node, scope)
                self._ordinal += 1
                inner = Scope(node, scope)
                inside = _method_of(node, scope) or (_inside(method, inner) if scope.is_function else None)
                pending.extend((child, inner, inside) for child in node.body[::-1])
            elif isinstance(node, ast.ClassDef):
                inner = Scope(node, scope)
                pending.extend((child, inner, None) for child in node.body[::-1])
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield from self._assignment(node, scope, method)
                self._ordinal += 1
            elif isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
                pending.extend((child, scope, method) for child in reversed(list(ast.iter_child_nodes(node))))

    def _function(self, node: FunctionNode, scope: Scope) -> Iterator[Slot]:
        source = self._source
        every = [argument for argument, _ in parameters(node.args)]
        receiver = _receiver(node, scope)
        reading = self._readers.of_function(node, scope)
        general = self._readers.file_objection
        if reading.has_meaning:
            general = f"its annotations may be read while the program runs: {reading.reader}"
        if any(applied_name(decorator) == "overload" for decorator in node.decorator_list):
            general = "an overload"
            self._overloaded.add((scope.node, node.name))
        elif (scope.node, node.name) in self._overloaded:
            general = "the implementation of overloads, whose types they tell"
        written = [argument.annotation for argument in every if argument.arg != receiver]
        partly = node.returns is not None or any(annotation is not None for annotation in written)
        start = source.exact_lines.utf8_offset(node.lineno, node.col_offset)
        match = _DEF.match(source.exact_text, start)
        inner = Scope(node, scope)
        # Annotations see the type parameters of the function and what is around it.
        around = scope if not getattr(node, "type_params", ()) else inner
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
                *(SymbolKind.PARAMETER, argument.arg, line, column, self._ordinal, node, around, inner),
                annotation=argument.annotation,
                partly=partly,
                obstacle=obstacle,
                commented=node.type_comment is not None or argument.type_comment is not None,
                reader=reading.reader,
            )

    def _assignment(self, node: _Assignment, scope: Scope, method: _Method | None) -> Iterator[Slot]:
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
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and method is not None:
            if target.value.id != method.receiver:
                return
            end = self._source.exact_lines.from_utf8(target.end_lineno, target.end_col_offset)
            yield Slot(
                *(SymbolKind.ATTRIBUTE, target.attr, target.end_lineno, end - len(target.attr)),
                *(self._ordinal, node, scope, method.owner),
                annotation=annotation,
                evaluated=False,
                obstacle=obstacle or method.obstacle,
                commented=commented,
                preferred=method.name == "__init__",
            )

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
            objection = self._readers.class_objection(scope.node, scope.parent or scope)
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


def _receiver(node: FunctionNode, scope: Scope) -> str | None:
    receiver = receiver_of(node) if scope.is_class else None
    return None if receiver is None else receiver.arg


def _method_of(node: FunctionNode, scope: Scope) -> _Method | None:
    receiver = _receiver(node, scope)
    if receiver is None:
        return None
    of_class = node.name in _CLASS_METHODS or any(
        applied_name(decorator) == "classmethod" for decorator in node.decorator_list
    )
    return _Method(scope, receiver, node.name, "assigned to the class, not to an object" if of_class else None)


def _inside(method: _Method | None, function: Scope) -> _Method | None:
    if method is None or method.receiver in function.bound:
        return None
    return replace(method, obstacle="assigned in a function inside a method")
