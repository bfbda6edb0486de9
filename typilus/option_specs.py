"""The description of a command's option, kept in the field of its options' dataclass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["OptionSpec", "option_specs"]


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """The description of an option besides its name, type and default.

    Attributes:
        help: A sentence for people.
        metavar: The name of its value in help; `DIR` says that it is a path.
        choices: The allowed texts; empty where all are.
        parse: Makes a value of a text, with a ValueError if that is not allowed; None: the text is the value.
    """

    help: str
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    parse: Callable[[str], object] | None = None


def option_specs(options: type[object]) -> dict[str, tuple[Any, OptionSpec]]:
    """For each option of a dataclass its default and what is known of it, in order."""
    return {field.name: (field.default, field.metadata["option"]) for field in fields(options)}  # type: ignore[arg-type]
