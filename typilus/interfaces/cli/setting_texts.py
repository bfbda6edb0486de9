"""Settings of training runs as texts of the command line: `--set NAME=VALUE`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from typilus.errors import TypilusError

__all__ = ["settings_from"]


def settings_from(texts: Iterable[str]) -> dict[str, Any]:
    """Settings by name from texts `NAME=VALUE`, whose values are JSON, or else words.

    Raises:
        TypilusError: A text has no equals sign.
    """
    settings: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise TypilusError(f"--set {text}: write NAME=VALUE; --list-settings shows the names")
        try:
            settings[name] = json.loads(value)
        except ValueError:
            settings[name] = value
    return settings
