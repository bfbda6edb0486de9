"""Rules of imports and attributes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import NONE, TypeExpression, is_test_module
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import UseKind, Uses
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, ModuleValue, TypeSet, join, type_set
from typilus.static_inference.operations.members import member_of_module, member_of_value, own_name, value_of
from typilus.static_inference.operations.operands import hand_operands

__all__ = ["Builtin", "Imported", "Member", "MemberStored", "ModuleNamed", "NamespaceMember"]

_NAMESPACE = "argparse.Namespace"


@dataclass(slots=True, eq=False, repr=False)
class ModuleNamed:
    """`import a.b`.

    Attributes:
        module: Dotted name.
    """

    name: ClassVar[str] = "module_named"
    uses: ClassVar[Uses] = Uses()
    module: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The module."""
        return type_set(ModuleValue(self.module))


@dataclass(slots=True, eq=False, repr=False)
class Imported:
    """`from module import name`.

    Attributes:
        module: Dotted name.
        identifier: Imported name.
    """

    name: ClassVar[str] = "imported"
    uses: ClassVar[Uses] = Uses()
    module: str
    identifier: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the value of the module's name."""
        return member_of_module(semantics, self.module, self.identifier)


@dataclass(slots=True, eq=False, repr=False)
class Builtin:
    """A name that no scope binds.

    Attributes:
        identifier: The name.
    """

    name: ClassVar[str] = "builtin"
    uses: ClassVar[Uses] = Uses()
    identifier: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the value of a name of `builtins`, or of one that an `import *` brought."""
        for module in (node.module, semantics.program.modules.find("builtins")):
            target = None if module is None else semantics.classes.lookup(module, self.identifier)
            if target is not None:
                return value_of(semantics, target)
        return own_name(self.identifier) or UNKNOWN


@dataclass(slots=True, eq=False, repr=False)
class Member:
    """`value.name`.

    Attributes:
        attribute: The name.
    """

    name: ClassVar[str] = "member"
    uses: ClassVar[Uses] = Uses((UseKind.ATTRIBUTE,), reads_slots=True)
    attribute: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the value of the name for each of the value's types, except None."""
        if inputs[0] == NOTHING:
            return NOTHING
        members = [
            member_of_value(semantics, value, self.attribute) or UNKNOWN
            for value in inputs[0].ordered
            if value != NONE or len(inputs[0].alternatives) == 1
        ]
        return join(members).with_unknown(inputs[0].is_open)


@dataclass(slots=True, eq=False, repr=False)
class NamespaceMember(Member):
    """`arguments.name`, where a command line's parser declares an argument of this name: further inputs are its values.

    A namespace has no attributes by itself.
    """

    name: ClassVar[str] = "namespace_member"

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return what the parser declares if the value is a namespace, else what any value has under the name."""
        values = inputs[0].without("None").alternatives
        if values and all(isinstance(value, TypeExpression) and value.name == _NAMESPACE for value in values):
            return join(inputs[1:])
        return Member.infer(self, semantics, node, inputs)


@dataclass(slots=True, eq=False, repr=False)
class MemberStored:
    """`value.name = other`, where the value is no receiver: its classes have the other value under the name, too.

    Attributes:
        attribute: The name.
    """

    name: ClassVar[str] = "member_stored"
    uses: ClassVar[Uses] = Uses((UseKind.STORE,))
    attribute: str

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the other value, which flows into the attribute of each class of the project that has it."""
        for value in inputs[0].ordered:
            if not isinstance(value, TypeExpression):
                continue
            member = semantics.classes.member(value, self.attribute)
            if member is None:
                continue
            owner = member.owner.definition
            if not all(map(_is_plain, member.statements)):
                described = semantics.slot(semantics.program.attribute(owner, self.attribute))
                hand_operands(semantics, described, "__set__", node.inputs)
                continue
            if _converts(semantics, value):
                continue
            is_double = node.module is not None and is_test_module(node.module.name)
            if not (owner.module.is_stub or semantics.program.modules.is_foreign(owner.module)) and (
                not is_double or is_test_module(owner.module.name)
            ):
                slot = semantics.program.slot(semantics.program.attribute(owner, self.attribute))
                semantics.graph.flow(node.inputs[1], slot)
        return inputs[1]


def _converts(semantics: Semantics, value: TypeExpression) -> bool:
    """Return whether a class has a `__setattr__` of its own, which may store anything."""
    setter = semantics.classes.member(value, "__setattr__")
    return setter is not None and not setter.owner.definition.module.is_stub


def _is_plain(statement: ast.stmt) -> bool:
    """Return whether a class variable is a mere default: no descriptor, to which what is stored is handed."""
    plain = ast.Constant | ast.List | ast.Dict | ast.Set | ast.Tuple | ast.UnaryOp
    return isinstance(statement, ast.Assign) and isinstance(statement.value, plain)
