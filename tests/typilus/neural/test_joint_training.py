"""Two processes that torchrun starts train one network."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from tests.typilus.neural.test_trainer import examples, trainer
from tests.typilus.neural.trained_jointly import gradients, share
from typilus.errors import CheckpointError
from typilus.neural.checkpoints import read_tensors
from typilus.neural.objectives import SIMILARITIES
from typilus.neural.run_state import LOG_FILE


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, small_corpus: Path) -> tuple[Path, str]:
    """The folder of what both processes did, and what they printed."""
    folder = tmp_path_factory.mktemp("joint")
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2", "-m"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if sys.platform == "linux":
        environment["GLOO_SOCKET_IFNAME"] = "lo"
    ran = subprocess.run(
        [*launcher, "tests.typilus.neural.trained_jointly", str(folder), str(small_corpus)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return folder, ran.stdout + ran.stderr


def test_all_processes_end_with_the_same_weights(trained: tuple[Path, str]) -> None:
    first, second = (read_tensors(trained[0] / f"whole-{rank}.safetensors") for rank in range(2))
    begun = trainer(trained[0] / "unused").encoder.state_dict(prefix="encoder.")
    for name, tensor in first.items():
        torch.testing.assert_close(second[name], tensor, rtol=0, atol=0)
    assert any(not torch.equal(first[name], tensor) for name, tensor in begun.items())


@pytest.mark.parametrize("similarity", SIMILARITIES.names)
def test_the_gradient_is_that_of_one_process_with_both_batches(trained: tuple[Path, str], similarity: str) -> None:
    alone, _ = gradients(trained[0] / "unused", similarity, [*share(0), *share(1)])
    for rank in range(2):
        found = read_tensors(trained[0] / f"{similarity}-{rank}.safetensors")
        assert found.keys() == alone.keys()
        for name, gradient in alone.items():
            torch.testing.assert_close(found[name], gradient, rtol=0, atol=1e-5)


def test_an_interrupted_run_of_two_goes_on_to_the_same_weights(trained: tuple[Path, str]) -> None:
    for rank in range(2):
        whole, resumed = (read_tensors(trained[0] / f"{name}-{rank}.safetensors") for name in ("whole", "resumed"))
        for name, tensor in whole.items():
            torch.testing.assert_close(resumed[name], tensor, rtol=0, atol=0)


def test_two_processes_keep_the_best_epoch_as_one_does(trained: tuple[Path, str]) -> None:
    for name in ("model", "objective", "last", "optimizer"):
        whole, resumed = (trained[0] / folder / f"{name}.safetensors" for folder in ("whole", "broken"))
        assert whole.read_bytes() == resumed.read_bytes()


def test_only_the_first_process_reports_and_writes(trained: tuple[Path, str]) -> None:
    folder, printed = trained
    assert printed.count("Trained. A model that predicts:") == 1
    assert printed.count("of 2 processes this one's; 1 for validation") == 1
    with (folder / "whole" / LOG_FILE).open(encoding="utf-8", newline="") as log:
        updates = [int(line["update"]) for line in csv.DictReader(log)]
    assert updates == sorted(set(updates))
    assert json.loads((folder / "whole" / "state.json").read_text())["processes"] == 2


def test_a_run_is_not_gone_on_with_by_another_number_of_processes(trained: tuple[Path, str]) -> None:
    with pytest.raises(CheckpointError, match=r"a run of 2 processes, and this one has 1; .*--nproc_per_node 2"):
        trainer(trained[0] / "broken").train(examples(13), examples(2, 100))
