"""The options of `typilus server`, of which a project and an editor may set some, too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from typilus.option_values import SYMBOL_KINDS, symbol_kinds
from typilus.options import NumberRange, OptionSpec

__all__ = ["ServerOptions"]


def _spec(help: str, **more: Any) -> dict[str, OptionSpec]:
    return {"option": OptionSpec(help, **more)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """Options of `typilus server`. Each field says what it does."""

    min_confidence: float = field(
        default=0.8,
        metadata=_spec(
            "show and insert no type with a lower probability, 0 to 1 (default: 0.8)",
            metavar="P",
            parse=NumberRange(float, 0, 1),
        ),
    )
    only: Collection[str] | None = field(
        default=None,
        metadata=_spec(
            f"show only these, separated by commas: {', '.join(SYMBOL_KINDS)} (default: parameters, returns, and those "
            "variables and attributes whose type is not obvious from the value)",
            metavar="KINDS",
            parse=symbol_kinds,
        ),
    )
    findings: str = field(
        default="save",
        metadata=_spec(
            "when annotations that look wrong are reported: once a file is opened or saved (default), also whenever "
            "nobody has typed for two seconds, or never",
            choices=("save", "idle", "never"),
        ),
    )
    model: str | None = field(
        default=None,
        metadata=_spec("a model folder made by `typilus index` (default: the bundled model)", metavar="DIR"),
    )
