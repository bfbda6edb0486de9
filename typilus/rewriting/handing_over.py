"""Decide whether a function, class or library leaves the annotations of its arguments unread, as far as is visible."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from graph_extraction import FunctionNode, last_name
from typilus.project import CONTAINER_METHODS, HARMLESS_METHODS, READING_NAMES, ProjectTexts, is_harmless
from typilus.rewriting.meanings import Meaning, Meanings, ModuleSource
from typilus.semantics import Scope, own_nodes

__all__ = ["HandingOver", "handed_values", "mentions_reading"]

_CONSTRUCTORS = ("__init__", "__new__")


def mentions_reading(node: ast.AST) -> bool:
    """Return whether a part of a program names a reader of annotations."""
    for part in ast.walk(node):
        name = last_name(part)
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            name = part.value
        if name in READING_NAMES or (name == "signature" and _is_of_inspect(part)):
            return True
    return False


def _is_of_inspect(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "inspect"
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def handed_values(call: ast.Call) -> Iterator[ast.Name | ast.Attribute]:
    """The names among a call's arguments, those inside displays and inside of calls in them too."""
    pending: list[ast.AST] = [*call.args, *(keyword.value for keyword in call.keywords)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name | ast.Attribute):
            yield node
        elif isinstance(node, ast.Call):
            pending += [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Starred | ast.Dict | ast.IfExp):
            pending += ast.iter_child_nodes(node)


class HandingOver:
    """The effect of calls and decorators on functions and classes.

    Args:
        meanings: Meanings of names.
        texts: Texts of the whole project.
    """

    def __init__(self, meanings: Meanings, texts: ProjectTexts) -> None:
        self._meanings = meanings
        self.texts = texts
        self._judged: dict[tuple[ast.AST, bool], bool] = {}

    @property
    def is_closed(self) -> bool:
        """Return whether nothing in the project, and nothing that it imports, reads annotations, whatever is called."""
        return self.texts.is_whole and not self.texts.reads and not self.texts.strangers

    def is_harmless(self, node: ast.expr, module: ModuleSource, scope: Scope) -> bool:
        """Return whether calling an expression leaves the annotations of its arguments unread."""
        if isinstance(node, ast.Attribute) and node.attr in HARMLESS_METHODS:
            return True
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call) and _is_super(node.value):
            return True
        return self.leaves_unread(self._meanings.of(node, module, scope), is_factory=False)

    def leaves_unread(self, meaning: Meaning, is_factory: bool) -> bool:
        """Return whether calling what an expression means leaves the annotations of its arguments unread.

        Args:
            meaning: Called object.
            is_factory: Whether its result is called with the function or class in question, as in `@register("name")`.
        """
        node = meaning.node
        if isinstance(node, ast.ClassDef):
            return self._class_leaves(meaning, is_factory)
        if isinstance(node, FunctionNode):
            cache_key = (node, is_factory)
            if cache_key not in self._judged:
                self._judged[cache_key] = True  # what calls itself is judged by the rest
                self._judged[cache_key] = self._function_leaves(node, meaning, is_factory)
            return self._judged[cache_key]
        if meaning.top in sys.stdlib_module_names:
            return is_harmless(meaning.name)  # `dataclasses.dataclass` reads them in whatever project
        return self.is_closed or (bool(meaning.name) and node is None and is_harmless(meaning.name))

    def _class_leaves(self, meaning: Meaning, is_factory: bool) -> bool:
        """Making an object of a class with it, or calling such an object."""
        names = ("__call__",) if is_factory or meaning.is_instance else _CONSTRUCTORS
        for above in self._meanings.classes_above(meaning):
            assert isinstance(above.node, ast.ClassDef)
            if mentions_reading(above.node):
                return False
            for base in above.node.bases:
                assert above.module is not None
                base_meaning = self._meanings.of(base, above.module, above.module.scope)
                if not isinstance(base_meaning.node, ast.ClassDef) and not (
                    base_meaning.name and is_harmless(base_meaning.name)
                ):
                    return self.is_closed
            for name in names:
                method = self._meanings.member(above, name)
                if isinstance(method.node, FunctionNode) and not self.leaves_unread(method, is_factory=False):
                    return False
        return True

    def _function_leaves(self, node: FunctionNode, meaning: Meaning, is_factory: bool) -> bool:
        assert meaning.module is not None
        if mentions_reading(node):
            return False
        watched = _watched(node, "." in meaning.qualified, is_factory)
        _follow(node, watched)
        outer = Scope(meaning.module.tree)
        owner = meaning.qualified.rpartition(".")[0]
        if owner:  # names of a class's body are not seen from its methods
            outer = Scope(meaning.module.tree)
        return self._body_leaves(node, Scope(node, outer), meaning.module, watched)

    def _body_leaves(self, function: FunctionNode, scope: Scope, module: ModuleSource, watched: set[str]) -> bool:
        for part in own_nodes(function):
            if isinstance(part, ast.Call) and not self._call_leaves(part, scope, module, watched):
                return False
            if isinstance(part, ast.Assign | ast.AnnAssign) and _stores(part, watched) and self._is_read_later():
                return False
            if isinstance(part, FunctionNode) and not self._body_leaves(part, Scope(part, scope), module, watched):
                return False
        return True

    def _call_leaves(self, call: ast.Call, scope: Scope, module: ModuleSource, watched: set[str]) -> bool:
        handed = {value.id for value in handed_values(call) if isinstance(value, ast.Name)}
        if handed.isdisjoint(watched):
            return True
        if isinstance(call.func, ast.Name) and call.func.id in watched:
            return True
        if isinstance(call.func, ast.Attribute) and call.func.attr in CONTAINER_METHODS:
            return not self._is_read_later()
        return self.is_harmless(call.func, module, scope)

    def _is_read_later(self) -> bool:
        """Return whether annotations of an object that is stored may be read elsewhere in the project."""
        return self.texts.reads or not self.texts.is_whole


def _is_super(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def _watched(node: FunctionNode, is_method: bool, is_factory: bool) -> set[str]:
    """The parameters that stand for the function or class in question."""
    own = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    own = own[1:] if is_method and own and own[0] in ("self", "cls", "mcs", "mcls", "metacls") else own
    if not is_factory:
        return {*own, *(argument.arg for argument in node.args.kwonlyargs)}
    watched = set()
    if node.args.defaults and isinstance(node.args.defaults[0], ast.Constant) and node.args.defaults[0].value is None:
        watched |= set(own[:1])  # `def decorator(function=None, *, option=1)`
    for inner in own_nodes(node):
        if isinstance(inner, FunctionNode) and inner.args.args:
            watched.add(inner.args.args[0].arg)
    return watched


def _follow(node: FunctionNode, watched: set[str]) -> None:
    """Add the variables that a watched value, or what is made of it, is assigned to."""
    assignments = [part for part in ast.walk(node) if isinstance(part, ast.Assign)]
    for _ in range(2):
        for part in assignments:
            values = handed_values(ast.Call(part.value, [part.value], []))
            if any(isinstance(value, ast.Name) and value.id in watched for value in values):
                watched.update(target.id for target in part.targets if isinstance(target, ast.Name))


def _stores(node: ast.Assign | ast.AnnAssign, watched: set[str]) -> bool:
    """Return whether an assignment stores a watched value where other code can find it."""
    if node.value is None:
        return False
    values = handed_values(ast.Call(node.value, [node.value], []))
    if not any(isinstance(value, ast.Name) and value.id in watched for value in values):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(
        isinstance(target, ast.Subscript) or (isinstance(target, ast.Attribute) and target.attr != "__wrapped__")
        for target in targets
    )
