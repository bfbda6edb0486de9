"""Settings that an editor sends: `minConfidence`, `only` and `findings`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.options import option_specs

__all__ = ["wishes_of"]

_NAMES: Final = {"minConfidence": "min_confidence", "only": "only", "findings": "findings"}
"""What an editor may set, by its names. What is loaded from where, only the call says."""


def wishes_of(settings: object) -> tuple[dict[str, Any], list[str]]:
    """Return fields of `ServerOptions`, and in words what was not understood. What is null, is not set."""
    values = settings if isinstance(settings, Mapping) else {}
    specs = option_specs(ServerOptions)
    wishes: dict[str, Any] = {}
    refusals = []
    for key, name in _NAMES.items():
        value, spec = values.get(key), specs[name][1]
        if value is None:
            continue
        text = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        try:
            parsed = text if spec.parse is None else spec.parse(text)
        except ValueError as error:
            refusals.append(f"the setting {key} = {value!r}: {error}")
            continue
        if spec.choices and parsed not in spec.choices:
            refusals.append(f"the setting {key} = {value!r}: allowed are {', '.join(spec.choices)}")
            continue
        wishes[name] = parsed
    return wishes, refusals
