"""The operations of a rule on its inputs, and the inputs that it passes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Handing", "UseKind", "Uses"]


class UseKind(Enum):
    """Kinds of operations on a value."""

    ATTRIBUTE = "attribute"
    STORE = "attribute stored"
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
    FORMAT = "format"


class Handing(Enum):
    """The relation of a node's value to the values that flow into it."""

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
    """The meaning of values that flow into a node.

    Attributes:
        inputs: Operation on each input, from the first on; None for an input that is only passed on or inspected.
        rest: Operation on all further inputs.
        handing: Relation of the node's value to its inputs.
        reads_slots: Whether the node has the value of a slot that the rule asks for, as `self.x` has the attribute's.
    """

    inputs: tuple[UseKind | None, ...] = ()
    rest: UseKind | None = None
    handing: Handing = Handing.NEW
    reads_slots: bool = False

    def of(self, index: int) -> UseKind | None:
        """Return the operation on an input, None if there is none."""
        return self.inputs[index] if index < len(self.inputs) else self.rest
