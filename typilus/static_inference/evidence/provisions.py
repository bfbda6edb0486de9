"""Compare a type with a function's tests of its parameter, and complete it where it lacks a tested class."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from graph_extraction import FunctionNode
from typilus.annotation_types import ANY, CALLABLE, LITERAL, NONE, UNION, TypeExpression, union_of
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import FunctionDefinition, ModuleText, parameters
from typilus.static_inference.definitions.substitution import widened
from typilus.static_inference.evidence.parameter_tests import ParameterTest, Tested, parameter_tests

__all__ = ["Provisions"]

MAX_ADDED = 2
"""Who tests for more classes at once would write a base class of them."""
_FUNCTIONS = ("types.", "functools.partial", CALLABLE)


class Provisions:
    """The tests in the body of one function.

    Args:
        program: Code with the classes.
        function: Function whose tests are read.
    """

    def __init__(self, program: Program, function: FunctionDefinition) -> None:
        self._classes = program.classes
        self._program = program
        self._module: ModuleText = function.module
        self._tests: dict[str, list[ParameterTest]] = {}
        if isinstance(function.node, FunctionNode):
            arguments = function.node.args
            starred = {argument.arg for argument in (arguments.vararg, arguments.kwarg) if argument is not None}
            names = frozenset(parameter.arg for parameter in parameters(arguments)) - starred
            for test in parameter_tests(function.node, names):
                self._tests.setdefault(test.name, []).append(test)

    def objection(self, name: str, type_: TypeExpression, is_lenient: bool = False) -> str | None:
        """Return, in words, a test of a parameter that a type makes pointless, None if it agrees with all of them.

        Args:
            name: Name of the parameter.
            type_: Type that it may have.
            is_lenient: Whether `hasattr` may test for what every value has.
        """
        members = self._members(type_)
        for test in self._tests.get(name, ()):
            wanted = self._wanted(test)
            if wanted is None:
                continue
            test_text = f"{ast.unparse(test.node)} (line {test.node.lineno}) would"
            if test.may_hold and not any(self._may_hold(test.kind, member, wanted) for member in members):
                return f"{test_text} {'never' if test.is_positive else 'always'} hold"
            is_ignored = is_lenient and test.kind is Tested.ATTRIBUTE
            if (
                not is_ignored
                and test.may_fail
                and not any(self._may_fail(test.kind, member, wanted) for member in members)
            ):
                return f"{test_text} {'always' if test.is_positive else 'never'} hold"
        return None

    def completed(self, name: str, type_: TypeExpression) -> TypeExpression | None:
        """Return a type with the tested classes that it lacks, None if that does not help."""
        whole = type_
        for test in self._tests.get(name, ()):
            wanted = self._wanted(test)
            if wanted is None or not test.may_hold:
                continue
            if not any(self._may_hold(test.kind, member, wanted) for member in self._members(whole)):
                added = _added(test.kind, wanted)
                if not 0 < len(added) <= MAX_ADDED:
                    return None
                whole = union_of([whole, *added])
        return whole if whole != type_ and self.objection(name, whole) is None else None

    def _members(self, type_: TypeExpression) -> list[TypeExpression]:
        """The classes of a type by the names of their definitions, which the project may know by others, too."""
        defined = self._classes.defined(type_)
        return [
            widened(argument) if argument.name == LITERAL else argument
            for argument in (defined.arguments if defined.name == UNION else (defined,))
        ]

    def _wanted(self, test: ParameterTest) -> Sequence[TypeExpression | str] | None:
        """Return the classes or the attribute that a test looks for, None if they cannot be read."""
        if test.kind is Tested.ATTRIBUTE:
            return [str(test.wanted.value)] if isinstance(test.wanted, ast.Constant) else None
        if test.wanted is None:
            return []
        types = [None if type_ is None else self._classes.defined(type_) for type_ in self._read(test.wanted)]
        known_types = [type_ for type_ in types if type_ is not None]
        return known_types if len(known_types) == len(types) else None

    def _read(self, node: ast.expr) -> Iterator[TypeExpression | None]:
        """Yield the classes of the second argument of `isinstance`, None for each that is unknown."""
        if isinstance(node, ast.Tuple):
            for element in node.elts:
                yield from self._read(element)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            yield from self._read(node.left)
            yield from self._read(node.right)
        elif (isinstance(node, ast.Call) and ast.unparse(node) == "type(None)") or (
            isinstance(node, ast.Constant) and node.value is None
        ):
            yield NONE
        else:
            named = isinstance(node, ast.Name | ast.Attribute)
            type_ = self._program.read_type(node, self._module) if named else None
            is_known = type_ is not None and self._classes.find(type_.name) is not None
            yield type_ if is_known or type_ in (NONE, TypeExpression(CALLABLE)) else None

    def _may_hold(self, kind: Tested, member: TypeExpression, wanted: Sequence[TypeExpression | str]) -> bool:
        """Return whether an object of a type may pass a test."""
        if self._may_be_anything(member) or kind is Tested.NONE:
            return member == NONE or self._may_be_anything(member)
        if kind is Tested.CALLABLE:
            return self._can_be_called(member)
        if kind is Tested.ATTRIBUTE:
            return self._has(member, str(wanted[0])) is not False
        return any(isinstance(value, TypeExpression) and self._may_be(member, value) for value in wanted)

    def _may_fail(self, kind: Tested, member: TypeExpression, wanted: Sequence[TypeExpression | str]) -> bool:
        """Return whether an object of a type may fail a test."""
        if self._may_be_anything(member) or kind is Tested.NONE:
            return member != NONE
        if kind is Tested.CALLABLE:
            return not self._can_be_called(member)
        if kind is Tested.ATTRIBUTE:
            return self._has(member, str(wanted[0])) is not True
        if member.name == "float":  # an int is a float to annotations
            return True
        return not any(
            isinstance(value, TypeExpression)
            and (member == value or self._classes.is_subclass(member.name, value.name))
            for value in wanted
        )

    def _may_be(self, member: TypeExpression, wanted: TypeExpression) -> bool:
        if NONE in (member, wanted):
            return member == wanted
        if member.name == CALLABLE:
            return wanted.name == "type" or wanted.name.startswith(_FUNCTIONS)
        classes = self._classes
        if classes.find(member.name) is None and "." in member.name and not classes.has_all_bases(wanted.name):
            return True
        if classes.is_subclass(member.name, wanted.name) or classes.is_subclass(wanted.name, member.name):
            return True
        return self._is_protocol(wanted.name) or (member.name, wanted.name) in (("float", "int"), ("complex", "float"))

    def _may_be_anything(self, member: TypeExpression) -> bool:
        is_open = member in (ANY, TypeExpression("object")) or member.name[0] == "~" or member.name == "typing.Self"
        return is_open or self._is_alias(member.name)

    def _is_alias(self, name: str) -> bool:
        """Return whether a name of a module that has been read is no class there: it may stand for any type."""
        module, _, last = name.rpartition(".")
        is_special = module in ("", "typing", "collections.abc")
        if is_special or self._classes.is_far(name) or self._classes.find(name) is not None:
            return False
        text = self._program.modules.find(module)
        return text is not None and last in text.body

    def _is_protocol(self, name: str) -> bool:
        definition = self._classes.find(name)
        bases = () if definition is None else self._classes.bases(definition)
        return any(base.name == "typing.Protocol" for base in bases)

    def _is_made_to_inherit_from(self, name: str) -> bool:
        """Return whether objects usually are of a subclass, which may have more: a class of the project, too."""
        definition = self._classes.find(name)
        is_own = definition is not None and not definition.module.is_stub
        return is_own or name.startswith("collections.abc.") or self._is_protocol(name)

    def _can_be_called(self, member: TypeExpression) -> bool:
        return member.name in (CALLABLE, "type") or self._has(member, "__call__") is not False

    def _has(self, member: TypeExpression, name: str) -> bool | None:
        """Return whether objects of a class have an attribute, None if only some do, or not all bases are known."""
        if member.name == CALLABLE:
            return None
        if member == NONE:
            return hasattr(None, name)
        if member.name == "type" or self._classes.is_subclass(member.name, "BaseException"):
            return None  # made to be inherited from, and to get more
        if self._classes.member(member, name) is not None:
            return True
        if self._is_made_to_inherit_from(member.name):
            return None
        is_open = self._classes.member(member, "__getattr__") is not None
        return None if is_open or not self._classes.has_all_bases(member.name) else False


def _added(kind: Tested, wanted: Sequence[TypeExpression | str]) -> list[TypeExpression]:
    if kind is Tested.NONE:
        return [NONE]
    if kind is Tested.CALLABLE:
        return [TypeExpression(CALLABLE)]
    return [value for value in wanted if isinstance(value, TypeExpression)]
