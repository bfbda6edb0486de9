"""Rules of values that only describe a field or a parameter: `title = CharField()`, `limit=Query(10)`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import TypeExpression
from typilus.semantics import DESCRIBING
from typilus.static_inference.definitions.module_text import ClassDefinition
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Uses
from typilus.static_inference.graph.type_sets import TypeSet, join

__all__ = ["PASSED_BY_DEFAULT", "FieldOfClass", "PassedByDefault", "descriptions"]

# Metaclasses that leave what a body assigns as it is.
_PLAIN = frozenset({"ABCMeta", "abc.ABCMeta", "type", "EnumMeta", "enum.EnumMeta"})


@dataclass(slots=True, eq=False, repr=False)
class FieldOfClass:
    """The value that a class's body assigns from a call.

    If an unknown base, decorator or metaclass sees the class, an object of another unknown class may merely describe a
    field, as objects of some packages do in any case; objects will have something else under the name. Further inputs
    are that, where it is known.

    Attributes:
        owner: The class.
    """

    name: ClassVar[str] = "field_of_class"
    uses: ClassVar[Uses] = Uses()
    owner: ClassDefinition

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The first input, less what may only describe a field, and what objects have."""
        describing = {type_ for type_ in inputs[0].types if type_.name.partition(".")[0] in DESCRIBING}
        unseen = {type_ for type_ in inputs[0].types if _is_unseen(semantics, type_)}
        if unseen and _has_strangers(semantics, self.owner):
            describing |= unseen
        assigned = TypeSet(inputs[0].alternatives - describing, True) if describing else inputs[0]
        return join([assigned, *inputs[1:]])


@dataclass(slots=True, eq=False, repr=False)
class PassedByDefault:
    """A parameter's default that is a call: some frameworks read from it what they are to pass."""

    name: ClassVar[str] = "passed_by_default"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The input, less what only describes what is passed."""
        described = {type_ for type_ in inputs[0].types if type_.name.partition(".")[0] in DESCRIBING}
        return TypeSet(inputs[0].alternatives - described, True) if described else inputs[0]


PASSED_BY_DEFAULT = PassedByDefault()


def descriptions(semantics: Semantics, slot: int) -> dict[str, str]:
    """Return the code, by class, of the values that flow into a slot and merely describe it."""
    by_class = {}
    for number in semantics.graph.nodes[slot].inputs:
        node = semantics.graph.nodes[number]
        rule = node.rule
        if not isinstance(rule, FieldOfClass | PassedByDefault) or not isinstance(node.node, ast.Call):
            continue
        code = dotted(node.node.func)
        root, _, rest = code.partition(".")
        origin = "" if node.module is None else node.module.names.imports.get(root, root)
        class_type = TypeExpression(f"{origin}.{rest}" if rest else origin or root)
        is_field = (
            isinstance(rule, FieldOfClass)
            and _is_unseen(semantics, class_type)
            and _has_strangers(semantics, rule.owner)
        )
        if is_field or class_type.name.partition(".")[0] in DESCRIBING:
            by_class[class_type.name] = code
    return by_class


def _is_unseen(semantics: Semantics, type_: TypeExpression) -> bool:
    return "." in type_.name and semantics.classes.find(type_.name) is None


def _has_strangers(semantics: Semantics, owner: ClassDefinition) -> bool:
    metaclasses = (keyword.value for keyword in owner.node.keywords if keyword.arg == "metaclass")
    if any(ast.unparse(metaclass) not in _PLAIN for metaclass in metaclasses):
        return True
    decorators = (decorator.partition(".")[0] for decorator in owner.decorators)
    if any(semantics.classes.lookup(owner.module, decorator) is None for decorator in decorators):
        return True
    return not semantics.classes.has_all_bases(owner.name)
