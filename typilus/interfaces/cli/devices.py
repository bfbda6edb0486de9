"""Torch with PyTorch Geometric, and its `--device`, for the commands that train and measure networks."""

from __future__ import annotations

from importlib.util import find_spec

from typilus.errors import TypilusError

__all__ = ["check_device"]


def check_device(name: str) -> None:
    """Make sure that torch and PyTorch Geometric are installed and that torch can use a device.

    Raises:
        TypilusError: It is not, or cannot.
    """
    for module in ("torch", "torch_geometric"):
        if find_spec(module) is None:
            raise TypilusError(f"this command needs {module}, which is not installed: pip install 'typilus[train]'")
    import torch

    try:
        torch.empty(0, device=name)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise TypilusError(f"--device {name}: cannot be used here: {reason}") from error
