"""The device to predict on: nothing imports torch unless a GPU is asked for and can be there."""

from __future__ import annotations

import importlib.machinery
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.models import prediction_device as module
from typilus.models.prediction_device import prediction_device


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a driver that is there."""
    path = tmp_path / "nvidiactl"
    path.touch()
    monkeypatch.setattr(module, "_DRIVERS", (path,))
    monkeypatch.setattr("shutil.which", lambda name: None)
    return path


def lack(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> importlib.machinery.ModuleSpec | None:
        return None if name == missing else find_spec(name)

    monkeypatch.setattr(module, "find_spec", find)


@pytest.mark.parametrize(("gpus", "device"), [(0, "cpu"), (1, "cuda"), (2, "cuda")])
def test_auto_is_a_gpu_where_there_is_one(
    gpus: int, device: str, driver: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_gpus", lambda: gpus)
    assert prediction_device("auto") == device


def test_auto_asks_torch_only_where_a_driver_is(driver: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.unlink()
    monkeypatch.setattr(module, "_gpus", lambda: pytest.fail("torch was asked"))
    assert prediction_device("auto") == "cpu"
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/nvidia-smi")
    monkeypatch.setattr(module, "_gpus", lambda: 1)
    assert prediction_device("auto") == "cuda"


@pytest.mark.parametrize("missing", ["torch", "torch_geometric"])
def test_without_torch_there_is_no_gpu(missing: str, driver: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(missing, monkeypatch)
    monkeypatch.setattr(module, "_gpus", lambda: pytest.fail("torch was asked"))
    assert prediction_device("auto") == "cpu"
    with pytest.raises(TypilusError, match=r"--device cuda: needs torch and torch_geometric: pip install"):
        prediction_device("cuda")


def test_a_gpu_that_is_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_gpus", lambda: 2)
    assert [prediction_device(name) for name in ("cuda", "cuda:0", "cuda:1")] == ["cuda", "cuda:0", "cuda:1"]
    with pytest.raises(TypilusError, match=r"--device cuda:2: torch sees no such GPU here"):
        prediction_device("cuda:2")


@pytest.mark.parametrize("name", ["abacus", "", "cuda:", "cuda:x", "CPU"])
def test_other_names_are_errors(name: str) -> None:
    with pytest.raises(TypilusError, match="no such device; choose cpu, cuda, cuda:N or auto"):
        prediction_device(name)


def test_the_cpu_needs_no_torch() -> None:
    code = (
        "import sys; from typilus.models.prediction_device import prediction_device; prediction_device('cpu'); "
        "from typilus.models import prediction_device as p; p._has_driver = lambda: False; "
        "assert p.prediction_device('auto') == 'cpu'; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
