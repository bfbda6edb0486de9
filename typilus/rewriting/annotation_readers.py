"""Who reads annotations while a program runs: where somebody may, another annotation may be another program.

The rule, for each function and each class body:

- Nobody reads them: every decorator, and every call that is handed the function, is known or seen to look no further
  than its name. Anything may be written; names may exist for type checkers alone, or be quoted.
- Somebody may compute them, but gives them no meaning: returns and further parameters of what
  `functools.singledispatch` registers, methods of classes whose bases cannot be seen. Only what the running program
  can compute at that very place is written.
- Somebody may give them a meaning: routes, commands, dependencies, validators, fields, resolvers. What `-> Report` does
  there is the framework's affair (a response model, a converter, a field), so nothing is written.

Known are the standard library and the packages of `known_readers`; seen is what the project defines itself: its
decorators, registries, base classes and metaclasses are read as far as they go. Where no file of the project mentions
what reads annotations, and nothing that it imports may, strangers are harmless, too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_extraction import FunctionNode
from typilus.project import ImportableNames, ProjectTexts, is_harmless
from typilus.rewriting.exposure import Exposure
from typilus.rewriting.handing_over import HandingOver, mentions_reading
from typilus.rewriting.meanings import Meaning, Meanings, ModuleSource
from typilus.semantics import Scope, field_kind, last_name, own_nodes

__all__ = ["AnnotationReaders", "Reading"]

_DISPATCHERS = ("functools.singledispatch", "functools.singledispatchmethod")
_PROPERTY_PARTS = frozenset({"setter", "getter", "deleter"})
_CONSTRUCTORS = frozenset({"__init__", "__new__"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What is done with the annotations of a function at run time.

    Attributes:
        reader: who may read them, in words; "" if nobody.
        has_meaning: they may change what the program does.
        dispatches: the first annotated parameter chooses the function.
    """

    reader: str = ""
    has_meaning: bool = False
    dispatches: bool = False


_NOBODY = Reading()
# Why nothing may be written into a class's body, and what is done with the annotations of its methods.
_Judgement = tuple[str | None, Reading]


class AnnotationReaders:
    """Tells for one file who reads its annotations.

    Args:
        tree: the file.
        module: its dotted name, "" if unknown.
        is_package: it is a package's `__init__`.
        importable: finds the project's other files; None if only this one is known.
    """

    def __init__(
        self, tree: ast.Module, module: str = "", is_package: bool = False, importable: ImportableNames | None = None
    ) -> None:
        self._own = ModuleSource(module, tree, is_package)
        self._meanings = Meanings(self._own, importable)
        texts = importable.texts if importable is not None else ProjectTexts(None)
        self._handing = HandingOver(self._meanings, texts)
        self._exposure = Exposure(self._meanings, self._handing)
        self._classes: dict[ast.ClassDef, _Judgement] = {}
        self._above: dict[ast.AST, _Judgement] = {}

    @cached_property
    def file_objection(self) -> str | None:
        """In words, why nothing at all may be written into the file."""
        for node in self._own.tree.body:
            if isinstance(node, ast.Import) and any(alias.name == "cython" for alias in node.names):
                return "the file is for Cython, to which annotations are declarations"
        return "the project has its annotations checked while it runs" if self._handing.texts.enforces else None

    def of_function(self, node: FunctionNode, scope: Scope) -> Reading:
        """Who reads a function's annotations.

        Args:
            node: its definition.
            scope: the block that it is in.
        """
        readings = [self._of_decorator(decorator, scope) for decorator in node.decorator_list]
        if isinstance(scope.node, ast.ClassDef):
            readings.append(self._of_method(node, scope.node, scope))
        if self._exposure.of(Scope(node, scope).qualified_name):
            readings.append(Reading("it is handed, as a value, to somebody", has_meaning=True))
        return max(readings, key=_gravity, default=_NOBODY)

    def _of_decorator(self, decorator: ast.expr, scope: Scope) -> Reading:
        called = isinstance(decorator, ast.Call)
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(function, ast.Attribute):
            if function.attr in _PROPERTY_PARTS:
                return _NOBODY
            if function.attr == "register" and self._dispatches(function.value, scope):
                return _NOBODY if called else Reading("singledispatch", dispatches=True)
        if isinstance(decorator, ast.Call) and any(keyword.arg == "pydantic" for keyword in decorator.keywords):
            return Reading(last_name(function), has_meaning=True)
        meaning = self._meanings.of(function, self._own, scope)
        if self._handing.leaves_unread(meaning, is_factory=called):
            return _NOBODY
        return Reading(ast.unparse(function), has_meaning=True)

    def _dispatches(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an expression is a function that was made generic by `functools.singledispatch`."""
        meaning = self._meanings.of(node, self._own, scope)
        if isinstance(node, ast.Name) and isinstance(scope.node, ast.ClassDef) and meaning.node is None:
            return False
        if not isinstance(meaning.node, FunctionNode) or meaning.module is None:
            return meaning.name in (f"{each}()" for each in _DISPATCHERS)
        place = Scope(meaning.module.tree)
        found = (self._meanings.of(each, meaning.module, place) for each in meaning.node.decorator_list)
        return any(each.name in _DISPATCHERS for each in found)

    def _of_method(self, node: FunctionNode, owner: ast.ClassDef, scope: Scope) -> Reading:
        reading = self._of_class(owner, scope.parent or scope)[1]
        if reading.reader and not reading.has_meaning and node.name in _CONSTRUCTORS and owner.decorator_list:
            return Reading(reading.reader, has_meaning=True)
        return reading

    def class_objection(self, node: ast.ClassDef, around: Scope) -> str | None:
        """In words, why nothing may be written into a class's body; None if it is seen that nobody makes fields of it.

        Args:
            node: the class.
            around: the block that it is in.
        """
        return self._of_class(node, around)[0]

    def _of_class(self, node: ast.ClassDef, around: Scope) -> _Judgement:
        """Why not to write into a class's body, and what is done with its methods' annotations."""
        if node not in self._classes:
            qualified = Scope(node, around).qualified_name
            self._classes[node] = self._judge_class(Meaning(node.name, node, self._own, qualified), around)
        return self._classes[node]

    def _judge_class(self, meaning: Meaning, around: Scope) -> _Judgement:
        assert isinstance(meaning.node, ast.ClassDef)
        found = [self._of_class_decorator(decorator, around) for decorator in meaning.node.decorator_list]
        found.append(self._of_bases(meaning, around, is_base=False))
        found += [self._passed_on(base) for base in self._bases(meaning, around) if base.node is not meaning.node]
        objection, reading = _together(found)
        if objection is None and self._exposure.of(meaning.qualified):
            objection = "handed, as a value, to somebody who may read its annotations"
        return objection, reading

    def _passed_on(self, base: Meaning) -> _Judgement:
        """What a class and all that are above it mean for the classes below; each is looked at once."""
        pending = [base]
        while pending:
            above = pending[-1]
            assert above.node is not None
            assert above.module is not None
            place = Scope(above.module.tree)
            bases = self._bases(above, place)
            if above.node not in self._above:
                self._above[above.node] = (None, _NOBODY)  # until its bases are known, it may be above itself
                pending += [each for each in bases if each.node not in self._above]
            else:
                own = self._of_bases(above, place, is_base=True)
                self._above[above.node] = _together([own, *(self._above[each.node] for each in bases if each.node)])
                pending.pop()
        assert base.node is not None
        return self._above[base.node]

    def _bases(self, owner: Meaning, scope: Scope) -> list[Meaning]:
        """The base classes of a class that can be read."""
        assert isinstance(owner.node, ast.ClassDef)
        assert owner.module is not None
        found = [self._meanings.of(base, owner.module, scope) for base in owner.node.bases]
        return [base for base in found if isinstance(base.node, ast.ClassDef) and base.module is not None]

    def _of_class_decorator(self, decorator: ast.expr, around: Scope) -> _Judgement:
        kind = field_kind([], [decorator])
        if kind is not None:
            return kind, _NOBODY
        called = isinstance(decorator, ast.Call)
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        if self._handing.leaves_unread(self._meanings.of(function, self._own, around), is_factory=called):
            return None, _NOBODY
        name = ast.unparse(function)
        return f"made by {name}, which may read annotations", Reading(name)

    def _of_bases(self, owner: Meaning, scope: Scope, is_base: bool) -> _Judgement:
        """The bases and the metaclass of a class, and what it does itself with classes below it."""
        assert isinstance(owner.node, ast.ClassDef)
        assert owner.module is not None
        node, module = owner.node, owner.module
        if is_base and (kind := field_kind([], node.decorator_list, inherited=True)) is not None:
            return kind, _NOBODY
        kind = field_kind(node.bases, [])
        if is_base and self._reads_below(owner):
            return f"below {node.name}, which reads annotations", Reading(node.name, has_meaning=True)
        metaclasses = [keyword.value for keyword in node.keywords if keyword.arg == "metaclass"]
        reading = _NOBODY
        for above in [*node.bases, *metaclasses]:
            meaning = self._meanings.of(above, module, scope)
            if isinstance(meaning.node, ast.ClassDef) and not meaning.is_instance:
                if above in metaclasses and not self._metaclass_leaves(meaning):
                    name = meaning.node.name
                    return f"made by {name}, which may read annotations", Reading(name, has_meaning=True)
            elif not meaning.name or not is_harmless(meaning.name) or not _is_of_python(meaning):
                name = last_name(above) or "something"
                kind = kind or f"made by {name}, which this project does not define"
                if not (meaning.name and is_harmless(meaning.name)) and not self._handing.is_closed:
                    reading = Reading(name)
        return kind, reading

    def _reads_below(self, owner: Meaning) -> bool:
        """Whether a base class looks at the annotations of the classes below it."""
        assert isinstance(owner.node, ast.ClassDef)
        if mentions_reading(owner.node):
            return True
        hooks = [each for each in _methods(owner.node) if each.name == "__init_subclass__"]
        return not all(self._leaves(owner, hook) for hook in hooks)

    def _leaves(self, owner: Meaning, method: FunctionNode) -> bool:
        # By its bare name, so that its first parameter counts: it is the class in question.
        return self._handing.leaves_unread(Meaning(method.name, method, owner.module, method.name), is_factory=False)

    def _metaclass_leaves(self, meaning: Meaning) -> bool:
        for above in self._meanings.classes_above(meaning):
            assert isinstance(above.node, ast.ClassDef)
            if mentions_reading(above.node):
                return False
            makers = [each for each in _methods(above.node) if each.name in ("__new__", "__init__", "__call__")]
            if not all(self._leaves(above, maker) for maker in makers):
                return False
            assert above.module is not None
            found = [self._meanings.of(base, above.module, Scope(above.module.tree)) for base in above.node.bases]
            if not all(isinstance(base.node, ast.ClassDef) or is_harmless(base.name) for base in found):
                return False
        return True


def _together(found: Sequence[_Judgement]) -> _Judgement:
    """The first objection and the gravest reading; of two that are alike the one further up."""
    objection = next((kind for kind, _ in found if kind is not None), None)
    reading = max((each for _, each in reversed(found)), key=_gravity, default=_NOBODY)
    return objection, reading


def _gravity(reading: Reading) -> tuple[bool, bool]:
    return reading.has_meaning, bool(reading.reader)


def _is_of_python(meaning: Meaning) -> bool:
    """Whether it is built in or of the standard library."""
    return meaning.top == "builtins" or meaning.top in sys.stdlib_module_names


def _methods(node: ast.ClassDef) -> Sequence[FunctionNode]:
    return [each for each in own_nodes(node) if isinstance(each, FunctionNode)]
