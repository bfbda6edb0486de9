"""The readers of annotations in a running program: another annotation may make it another program.

The rule, for each function and each class body:

- Nobody reads them: every decorator, and every call that is handed the function, is known or seen to use no more than
  its name. Any annotation may be written, with names that exist for type checkers alone, or in quotes.
- Somebody may compute them without giving them a meaning: returns and further parameters of functions that
  `functools.singledispatch` registers, methods of classes whose bases cannot be seen. Only annotations that the running
  program can compute at that very place are written.
- Somebody may give them a meaning: routes, commands, dependencies, validators, fields, resolvers. The meaning of
  `-> Report` there is up to the framework (a response model, a converter, a field), so nothing is written.

The standard library and the packages of `known_readers` are known. Decorators, registries, base classes and metaclasses
that the project defines are read as far as they go. If no file of the project mentions a reader of annotations, and
nothing that it imports may be one, unknown functions are harmless, too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_extraction import FunctionNode, applied_name
from typilus.project import ImportableNames, ProjectTexts, is_harmless
from typilus.rewriting.exposure import Exposure
from typilus.rewriting.handing_over import HandingOver, mentions_reading
from typilus.rewriting.meanings import Meaning, Meanings, ModuleSource
from typilus.semantics import DefinedFunction, Scope, SemanticIndex, field_kind

__all__ = ["AnnotationReaders", "Reading"]

_DISPATCHERS = ("functools.singledispatch", "functools.singledispatchmethod")
_PROPERTY_PARTS = frozenset({"setter", "getter", "deleter"})
_CONSTRUCTORS = frozenset({"__init__", "__new__"})
_MAKERS = ("__new__", "__init__", "__call__")


@dataclass(frozen=True, slots=True)
class Reading:
    """The use of a function's annotations at run time.

    Attributes:
        reader: Possible reader, in words, "" if nobody.
        has_meaning: Whether they may change what the program does.
        dispatches: Whether the first annotated parameter selects the function.
    """

    reader: str = ""
    has_meaning: bool = False
    dispatches: bool = False


_NOBODY = Reading()
# Why nothing may be written into a class's body, and what is done with the annotations of its methods.
_Judgment = tuple[str | None, Reading]


class AnnotationReaders:
    """The readers of the annotations of one file.

    Args:
        semantics: Index of the file.
        module: Dotted name of the file, "" if unknown.
        is_package: Whether it is a package's `__init__`.
        importable: The project's other files, None if only this one is known.
    """

    def __init__(
        self,
        semantics: SemanticIndex,
        module: str = "",
        is_package: bool = False,
        importable: ImportableNames | None = None,
    ) -> None:
        self._own = ModuleSource(module, semantics, is_package)
        self._meanings = Meanings(self._own, importable)
        texts = importable.texts if importable is not None else ProjectTexts(None)
        self._handing = HandingOver(self._meanings, texts)
        self._exposure = Exposure(self._meanings, self._handing)
        self._classes: dict[ast.ClassDef, _Judgment] = {}
        self._above: dict[ast.AST, _Judgment] = {}

    @cached_property
    def file_objection(self) -> str | None:
        """Return the reason, in words, why nothing at all may be written into the file."""
        for node in self._own.tree.body:
            if isinstance(node, ast.Import) and any(alias.name == "cython" for alias in node.names):
                return "the file is for Cython, to which annotations are declarations"
        return "the project has its annotations checked while it runs" if self._handing.texts.enforces else None

    def of_function(self, function: DefinedFunction) -> Reading:
        """Return the use of a function's annotations at run time."""
        around = function.scope.parent or self._own.scope
        readings = [self._of_decorator(decorator, around) for decorator in function.node.decorator_list]
        if function.owner is not None:
            readings.append(self._of_method(function.node, function.owner))
        if self._exposure.of(function.qualified_name):
            readings.append(Reading("it is passed on as a value", has_meaning=True))
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
            return Reading(applied_name(function), has_meaning=True)
        meaning = self._meanings.of(function, self._own, scope)
        if self._handing.leaves_unread(meaning, is_factory=called):
            return _NOBODY
        return Reading(ast.unparse(function), has_meaning=True)

    def _dispatches(self, node: ast.expr, scope: Scope) -> bool:
        """Return whether an expression is a function that `functools.singledispatch` made generic."""
        meaning = self._meanings.of(node, self._own, scope)
        if isinstance(node, ast.Name) and isinstance(scope.node, ast.ClassDef) and meaning.node is None:
            return False
        if not isinstance(meaning.node, FunctionNode) or meaning.module is None:
            return meaning.name in (f"{dispatcher}()" for dispatcher in _DISPATCHERS)
        module = meaning.module
        decorators = (self._meanings.of(decorator, module, module.scope) for decorator in meaning.node.decorator_list)
        return any(decorator.name in _DISPATCHERS for decorator in decorators)

    def _of_method(self, node: FunctionNode, owner: ast.ClassDef) -> Reading:
        reading = self._of_class(owner)[1]
        if reading.reader and not reading.has_meaning and node.name in _CONSTRUCTORS and owner.decorator_list:
            return Reading(reading.reader, has_meaning=True)
        return reading

    def class_objection(self, node: ast.ClassDef) -> str | None:
        """Return the reason, in words, why nothing may be written into the body of one of the file's classes, None if
        nobody makes fields of it.
        """
        return self._of_class(node)[0]

    def _of_class(self, node: ast.ClassDef) -> _Judgment:
        """Return the objection to writing into a class's body, and the use of its methods' annotations."""
        if node not in self._classes:
            scope = self._own.semantics.scopes[node]
            meaning = Meaning(node.name, node, self._own, scope.qualified_name)
            self._classes[node] = self._judge_class(meaning, scope.parent or scope)
        return self._classes[node]

    def _judge_class(self, meaning: Meaning, around: Scope) -> _Judgment:
        assert isinstance(meaning.node, ast.ClassDef)
        judgments = [self._of_class_decorator(decorator, around) for decorator in meaning.node.decorator_list]
        judgments.append(self._of_bases(meaning, around, is_base=False))
        judgments += [
            self._inherited_judgment(base) for base in self._bases(meaning, around) if base.node is not meaning.node
        ]
        objection, reading = _combined(judgments)
        if objection is None and self._exposure.of(meaning.qualified):
            objection = "passed as a value to code that may read its annotations"
        return objection, reading

    def _inherited_judgment(self, base: Meaning) -> _Judgment:
        """Return the consequences of a class and all its bases for its subclasses, computed once for each."""
        pending = [base]
        while pending:
            above = pending[-1]
            assert above.node is not None
            assert above.module is not None
            bases = self._bases(above, above.module.scope)
            if above.node not in self._above:
                self._above[above.node] = (None, _NOBODY)  # until its bases are known, it may be above itself
                pending += [base_ for base_ in bases if base_.node not in self._above]
            else:
                own = self._of_bases(above, above.module.scope, is_base=True)
                self._above[above.node] = _combined([own, *(self._above[base_.node] for base_ in bases if base_.node)])
                pending.pop()
        assert base.node is not None
        return self._above[base.node]

    def _bases(self, owner: Meaning, scope: Scope) -> list[Meaning]:
        """The base classes of a class that can be read."""
        assert isinstance(owner.node, ast.ClassDef)
        assert owner.module is not None
        bases = [self._meanings.of(base, owner.module, scope) for base in owner.node.bases]
        return [base for base in bases if isinstance(base.node, ast.ClassDef) and base.module is not None]

    def _of_class_decorator(self, decorator: ast.expr, around: Scope) -> _Judgment:
        field_style = field_kind([], [decorator])
        if field_style is not None:
            return field_style, _NOBODY
        called = isinstance(decorator, ast.Call)
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        if self._handing.leaves_unread(self._meanings.of(function, self._own, around), is_factory=called):
            return None, _NOBODY
        name = ast.unparse(function)
        return f"made by {name}, which may read annotations", Reading(name)

    def _of_bases(self, owner: Meaning, scope: Scope, is_base: bool) -> _Judgment:
        """The bases and the metaclass of a class, and what it does itself with classes below it."""
        assert isinstance(owner.node, ast.ClassDef)
        assert owner.module is not None
        node, module = owner.node, owner.module
        if is_base and (field_style := field_kind([], node.decorator_list, inherited=True)) is not None:
            return field_style, _NOBODY
        field_style = field_kind(node.bases, [])
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
                name = applied_name(above) or "something"
                field_style = field_style or f"made by {name}, which this project does not define"
                if not (meaning.name and is_harmless(meaning.name)) and not self._handing.is_closed:
                    reading = Reading(name)
        return field_style, reading

    def _reads_below(self, owner: Meaning) -> bool:
        """Return whether a base class reads the annotations of its subclasses."""
        assert isinstance(owner.node, ast.ClassDef)
        if mentions_reading(owner.node):
            return True
        return not all(self._leaves(owner, method) for method in _methods(owner, "__init_subclass__"))

    def _leaves(self, owner: Meaning, method: FunctionNode) -> bool:
        # By its bare name, so that its first parameter counts: it is the class in question.
        return self._handing.leaves_unread(Meaning(method.name, method, owner.module, method.name), is_factory=False)

    def _metaclass_leaves(self, meaning: Meaning) -> bool:
        for above in self._meanings.classes_above(meaning):
            assert isinstance(above.node, ast.ClassDef)
            if mentions_reading(above.node):
                return False
            if not all(self._leaves(above, maker) for maker in _methods(above, *_MAKERS)):
                return False
            module = above.module
            assert module is not None
            bases = [self._meanings.of(base, module, module.scope) for base in above.node.bases]
            if not all(isinstance(base.node, ast.ClassDef) or is_harmless(base.name) for base in bases):
                return False
        return True


def _combined(judgments: Sequence[_Judgment]) -> _Judgment:
    """Return the first objection and the gravest reading, of equal ones the one nearer to the root."""
    objection = next((reason for reason, _ in judgments if reason is not None), None)
    reading = max((candidate for _, candidate in reversed(judgments)), key=_gravity, default=_NOBODY)
    return objection, reading


def _gravity(reading: Reading) -> tuple[bool, bool]:
    return reading.has_meaning, bool(reading.reader)


def _is_of_python(meaning: Meaning) -> bool:
    """Return whether it is built in or belongs to the standard library."""
    return meaning.top == "builtins" or meaning.top in sys.stdlib_module_names


def _methods(owner: Meaning, *names: str) -> Sequence[FunctionNode]:
    """The functions of a class's body that have one of some names."""
    assert isinstance(owner.node, ast.ClassDef)
    assert owner.module is not None
    return [method.node for method in owner.module.semantics.methods_of(owner.node) if method.node.name in names]
