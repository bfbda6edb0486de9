"""Torch with PyTorch Geometric, and its `--device`, for the commands that train and measure networks."""

from __future__ import annotations

import os
from importlib.util import find_spec

from typilus.errors import TypilusError

__all__ = ["AUTO", "choose_device"]

AUTO = "auto"


def choose_device(name: str) -> str:
    """Return the device that is asked for: `auto` is CUDA where each process here has a GPU, else the CPU.

    Raises:
        TypilusError: Torch or PyTorch Geometric is not installed, or torch cannot use the device.
    """
    for module in ("torch", "torch_geometric"):
        if find_spec(module) is None:
            raise TypilusError(f"this command needs {module}, which is not installed: pip install 'typilus[train]'")
    import torch

    if name == AUTO:
        processes = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        return "cuda" if torch.cuda.device_count() >= processes else "cpu"
    try:
        torch.empty(0, device=name)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise TypilusError(f"--device {name}: cannot be used here: {reason}") from error
    return name
