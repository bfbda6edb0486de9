"""What a rule does with each of its inputs, and which of them it hands on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Handing", "UseKind", "Uses"]


class UseKind(Enum):
    """Kinds of operations on a value."""

    ATTRIBUTE = "attribute"
    CALL = "call"
    ARGUMENT = "argument"
    ITERATION = "iteration"
    SUBSCRIPT = "subscript"
    INDEX = "index"
    OPERAND = "operand"
    COMPARISON = "comparison"
    INSTANCE = "isinstance"
    CONTEXT = "with"
    AWAIT = "await"


class Handing(Enum):
    """How the value of a node is related to the values that flow into it."""

    NEW = "new"
    """It is a value of its own."""
    SAME = "same"
    """It is the only input: an occurrence of a name."""
    NARROWED = "narrowed"
    """It is the first input, as far as a test lets that through."""
    FILLED = "filled"
    """It is the first input, a container that holds more from here on."""
    MERGED = "merged"
    """It is one of the inputs, as branches meet."""
    EITHER = "either"
    """It is one of the inputs, of which the first that is true is taken."""
    GUARDED = "guarded"
    """It is the last input, unless one before that is false and is taken for it."""
    STORED = "stored"
    """It is one of the inputs, under the name of a symbol."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What it means for a value to flow into a node.

    Attributes:
        inputs: the operation on each input, from the first on; None for an input that is only handed on or looked at.
        rest: the operation on all further inputs.
        handing: how the node's value is related to its inputs.
        reads_slots: a slot that the rule asks for is what the node has, as `self.x` has what the attribute has.
    """

    inputs: tuple[UseKind | None, ...] = ()
    rest: UseKind | None = None
    handing: Handing = Handing.NEW
    reads_slots: bool = False

    def of(self, index: int) -> UseKind | None:
        """The operation on an input; None if there is none."""
        return self.inputs[index] if index < len(self.inputs) else self.rest
