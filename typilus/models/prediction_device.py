"""The device that a model predicts on. Torch is imported only if a GPU is asked for and can be there."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from typilus.errors import TypilusError

__all__ = ["CPU", "prediction_device"]

CPU: Final = "cpu"
_CUDA: Final = re.compile(r"cuda(?::(\d{1,3}))?")
_MODULES: Final = ("torch", "torch_geometric")
_DRIVERS: Final = (Path("/dev/nvidiactl"), Path("/dev/nvidia0"), Path("/dev/dxg"))
"""Files of NVIDIA's driver: on Linux, and in the Linux of Windows."""


def prediction_device(name: str) -> str:
    """Return `cpu`, which needs no torch, or the GPU to predict on.

    Args:
        name: `cpu`; `cuda` or `cuda:N`, a GPU that has to be there; or `auto`, a GPU where there is one and torch is
            installed, else the CPU.

    Raises:
        TypilusError: There is no such device, or what it needs is not installed.
    """
    if name == CPU:
        return CPU
    if name == "auto":
        return "cuda" if _has_modules() and _has_driver() and _gpus() > 0 else CPU
    named = _CUDA.fullmatch(name)
    if named is None:
        raise TypilusError(f"--device {name}: there is no such device; choose cpu, cuda, cuda:N or auto")
    if not _has_modules():
        raise TypilusError(f"--device {name}: needs {' and '.join(_MODULES)}: pip install 'typilus[train]'")
    if _gpus() <= int(named[1] or 0):
        raise TypilusError(
            f"--device {name}: torch sees no such GPU here; `--device auto` takes one where there is one"
        )
    return name


def _has_modules() -> bool:
    return all(find_spec(module) is not None for module in _MODULES)


def _has_driver() -> bool:
    return any(path.exists() for path in _DRIVERS) or shutil.which("nvidia-smi") is not None


def _gpus() -> int:
    """The number of GPUs that torch can use."""
    import torch

    return torch.cuda.device_count() if torch.cuda.is_available() else 0
