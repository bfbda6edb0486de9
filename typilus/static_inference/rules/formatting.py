"""The rule of a value that an f-string formats by a specification: `f"{mean:.3f}"`."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import UseKind, Uses
from typilus.static_inference.graph.type_sets import TypeSet, type_set

__all__ = ["Formatted", "formatting_of"]

_FLOAT, _INT, _TIME = map(TypeExpression, ("float", "int", "datetime.datetime"))
_STR = TypeExpression("str")
_NUMBER = re.compile(r"(?:.?[<>=^])?[-+ ]?z?#?0?\d*[,_]?(?:\.\d+)?([a-zA-Z%]?)")
_BY_CODE = {**dict.fromkeys("eEfFgG%", _FLOAT), **dict.fromkeys("bcdoxX", _INT)}
_TIME_CODE = re.compile(r"%[YymBbdHIMSjAaFT]")
_WITHOUT = frozenset({"str", "bytes", "list", "dict", "set", "tuple", "None"})
"""Classes whose objects take none of these specifications."""
_NUMBERS = ("int", "float", "bool")


@dataclass(slots=True, eq=False, repr=False)
class Formatted:
    """`f"{value:.3f}"`, with the value as input.

    Attributes:
        type: Type that the specification is for.
    """

    name: ClassVar[str] = "formatting"
    uses: ClassVar[Uses] = Uses((UseKind.FORMAT,))
    type: TypeExpression

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return text."""
        return type_set(_STR)

    def refuses(self, type_: TypeExpression) -> bool:
        """Return whether formatting an object of a type so is an error."""
        others = _NUMBERS if self.type == _TIME else ("float",) if self.type == _INT else ()
        return type_.name in _WITHOUT or type_.name in others


def formatting_of(specification: ast.expr | None) -> Formatted | None:
    """Return the rule for what stands behind the colon, None if that tells nothing of the value.

    Args:
        specification: It, as the syntax tree has it.
    """
    parts = specification.values if isinstance(specification, ast.JoinedStr) else []
    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in parts)
    if _TIME_CODE.search(text):
        return Formatted(_TIME)
    match = _NUMBER.fullmatch(text)
    type_ = None if match is None else _BY_CODE.get(match[1])
    return None if type_ is None else Formatted(type_)
