"""Tensors are sent whole, and to a GPU from pinned memory."""

from __future__ import annotations

import pytest
import torch

from typilus.neural.transfers import send


def test_on_a_cpu_nothing_is_copied() -> None:
    tensor = torch.arange(3)
    assert send(tensor, torch.device("cpu")) is tensor


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_a_gpu_gets_the_same_numbers() -> None:
    sent = send(torch.arange(1_000), torch.device("cuda"))
    assert sent.device.type == "cuda"
    assert torch.equal(sent.cpu(), torch.arange(1_000))
    assert send(sent, sent.device) is sent
