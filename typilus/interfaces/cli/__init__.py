"""The command line: `typilus predict`, `train`, `corpus build`, `index`, `evaluate`."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.isolation import leave_current_folder

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. `arguments` are those of the process by default."""
    try:
        if arguments is None:
            leave_current_folder()
        from typilus.interfaces.cli.entry_point import run

        return run(arguments)
    except KeyboardInterrupt:  # while Python still imports
        return 130
