"""Classes are embedded beside symbols, and change nothing about them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import extract_file
from typilus.neural import checkpoints
from typilus.neural.checkpoints import load_model

HERE = (checkpoints.__file__, __file__)


@pytest.mark.parametrize("limit", [6_000, 300])
def test_symbols_lie_where_they_lie_without_the_classes(model_folder: Path, limit: int) -> None:
    model = load_model(model_folder)
    model.config = replace(model.config, node_limit=limit)
    graphs = [extract_file(path) for path in HERE]
    alone = model.embed([replace(graph, definitions=()) for graph in graphs])
    for plain, embedding, graph in zip(alone, model.embed(graphs), graphs, strict=True):
        np.testing.assert_allclose(embedding.symbols, plain.symbols, rtol=1e-4, atol=1e-5)
        classes = embedding.classes
        assert classes is not None
        assert classes.shape == (len(graph.definitions), model.dimension)
        assert not len(classes) or np.abs(classes).sum(axis=1).min() > 0


def test_no_graphs(model_folder: Path) -> None:
    assert load_model(model_folder).embed([]) == []


def test_the_fingerprint_is_the_networks(model_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(model_folder, tmp_path / "model"))
    before = load_model(folder)
    (folder / "type_map.safetensors").write_bytes(b"another map")
    assert load_model(folder).fingerprint == before.fingerprint
    (folder / "config.json").write_text(replace(before.config, seed=7).to_json(), encoding="utf-8")
    assert load_model(folder).fingerprint != before.fingerprint


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


class Definition:
    """For the graph of this file to have a class."""
