"""The log of a long experiment: JSON Lines. The first says what is measured, so that it can be gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from typilus.errors import CorpusError

__all__ = ["resume_log"]

Result = TypeVar("Result")


def resume_log(log: Path, title: Mapping[str, Any], from_json: Callable[[Mapping[str, Any]], Result]) -> list[Result]:
    """Return the results in a log, which is created if it does not exist. An incomplete last line is removed.

    Args:
        log: Log file.
        title: Settings that must be equal to resume the log.
        from_json: Function that decodes a line.

    Raises:
        CorpusError: The log cannot be read, or is of another experiment.
    """
    if not log.exists():
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(json.dumps(title) + "\n", encoding="utf-8")
        return []
    text = log.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        log.write_text(whole, encoding="utf-8")
    try:
        first, *rest = map(json.loads, whole.splitlines())
        if first == title:
            return [from_json(plain) for plain in rest]
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{log}: cannot be read: {error}; name another folder for the report") from error
    raise CorpusError(f"{log}: is of another experiment ({first}); name another folder for the report")
