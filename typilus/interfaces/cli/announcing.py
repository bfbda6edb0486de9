"""The checker of a command: which one judges, and why, is told before any work begins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.errors import CheckerError

if TYPE_CHECKING:
    from typilus.checking import CheckerChoice

__all__ = ["announced_checker"]


def announced_checker(name: str | None, root: Path) -> CheckerChoice | None:
    """The checker that a command asks for; None where none is wanted, or "auto" finds none, which is told.

    Raises:
        CheckerError: the checker that is asked for by name is unknown or not installed.
    """
    from typilus.checking import choose_checker

    if name is None or name == "none":
        return None
    try:
        choice = choose_checker(name, root)
    except CheckerError as error:
        if name != "auto":
            raise
        print(f"typilus: checker: nobody judges; {error}", file=sys.stderr, flush=True)
        return None
    print(f"typilus: checker: {choice.reason}", file=sys.stderr, flush=True)
    return choice
