"""The `--device` option."""

from __future__ import annotations

import importlib.machinery
from importlib.util import find_spec

import pytest
import torch

from typilus.errors import TypilusError
from typilus.interfaces.cli import devices
from typilus.interfaces.cli.devices import AUTO, choose_device


def test_a_device_that_is_there_and_one_that_is_not() -> None:
    assert choose_device("cpu") == "cpu"
    with pytest.raises(TypilusError, match="--device abacus: cannot be used here"):
        choose_device("abacus")


@pytest.mark.parametrize("missing", ["torch", "torch_geometric"])
def test_what_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> importlib.machinery.ModuleSpec | None:
        return None if name == missing else find_spec(name)

    monkeypatch.setattr(devices, "find_spec", find)
    with pytest.raises(TypilusError, match=rf"needs {missing}, which is not installed: pip install 'typilus\[train\]'"):
        choose_device("cpu")


@pytest.mark.parametrize(
    ("gpus", "processes", "device"), [(1, None, "cuda"), (0, None, "cpu"), (2, "2", "cuda"), (1, "2", "cpu")]
)
def test_auto_is_a_gpu_where_each_process_has_one(
    gpus: int, processes: str | None, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    if processes is not None:
        monkeypatch.setenv("LOCAL_WORLD_SIZE", processes)
    assert choose_device(AUTO) == device
