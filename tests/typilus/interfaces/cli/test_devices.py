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


@pytest.mark.parametrize(("has_gpu", "device"), [(True, "cuda"), (False, "cpu")])
def test_auto_is_a_gpu_where_there_is_one(has_gpu: bool, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: has_gpu)
    assert choose_device("auto") == device
