"""The `--device` option."""

from __future__ import annotations

import pytest
import torch

from typilus.errors import TypilusError
from typilus.interfaces.cli.devices import choose_device


def test_a_device_that_is_there_and_one_that_is_not() -> None:
    assert choose_device("cpu") == "cpu"
    with pytest.raises(TypilusError, match="--device abacus: cannot be used here"):
        choose_device("abacus")


@pytest.mark.parametrize(
    ("gpus", "processes", "device"), [(1, None, "cuda"), (0, None, "cpu"), (2, "2", "cuda"), (1, "2", "cpu")]
)
def test_auto_is_a_gpu_where_each_process_has_one(
    gpus: int, processes: str | None, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    if processes is not None:
        monkeypatch.setenv("LOCAL_WORLD_SIZE", processes)
    assert choose_device("auto") == device
