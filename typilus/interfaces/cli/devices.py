"""The `--device` option of the commands that compute for long."""

from __future__ import annotations

from typilus.errors import TypilusError

__all__ = ["check_device"]


def check_device(name: str) -> None:
    """Make sure that a device can be used.

    Raises:
        TypilusError: It cannot.
    """
    import torch

    try:
        torch.empty(0, device=name)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise TypilusError(f"--device {name}: cannot be used here: {reason}") from error
