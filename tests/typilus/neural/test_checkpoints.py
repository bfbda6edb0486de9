"""A model of torch is read with its weights, and serves in a forked child."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from typilus.neural import checkpoints


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_model_serves_in_a_forked_child_too(model_folder: Path) -> None:
    """OpenMP starts its threads in the parent, and a child that counted on them would wait for ever."""
    code = (
        "import os, sys, pathlib, torch\n"
        "from graph_extraction import extract_file\n"
        "from typilus.neural.checkpoints import load_model\n"
        "torch.set_num_threads(2)\n"
        "model, graph = load_model(pathlib.Path(sys.argv[1])), extract_file(sys.argv[2])\n"
        "def work():\n"
        "    torch.ones(1 << 22).exp().sum()\n"
        "    return len(model.embed([graph])[0].symbols)\n"
        "assert work()\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(0 if work() else 1)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "assert torch.get_num_threads() == 2\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMP_")}
    command = [sys.executable, "-W", "ignore", "-c", code, str(model_folder), checkpoints.__file__]
    subprocess.run(command, env=environment, check=True, timeout=120)
