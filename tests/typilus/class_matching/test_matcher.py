"""The matcher says what the network it was saved from says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.typilus.class_matching.shop import BASE, CANVAS, CONFIG, ROW, TABLE, table
from typilus.class_matching.agreement import FEATURES, FileVisibility, MatchedSymbols, agreement
from typilus.class_matching.matcher import DefinitionMatcher
from typilus.errors import CheckpointError
from typilus.lab.model_building.matching_network import DefinitionMatching
from typilus.neural.checkpoints import write_tensors

VISIBILITY = FileVisibility((TABLE, ROW), (CONFIG,), (CANVAS,), "shop")


def matching(seed: int = 0) -> DefinitionMatching:
    torch.manual_seed(seed)
    module = DefinitionMatching(4).eval()
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter, std=0.4)
    module.temperature.fill_(1.7)
    return module


def symbols(count: int, seed: int = 1) -> MatchedSymbols:
    rng = np.random.default_rng(seed)
    names = [str(name) for name in rng.choice(["config", "price_table", "x", "row"], count)]
    used = [frozenset({"load"}) if flag else frozenset[str]() for flag in rng.random(count) < 0.5]
    vectors = rng.normal(size=(count, 4)).astype(np.float32)
    return MatchedSymbols(vectors, names, rng.integers(0, 4, count), used, rng.integers(-1, 4, count))


def test_it_equals_the_module(tmp_path: Path) -> None:
    module, classes, asked = matching(), table(), symbols(70)  # more than one chunk
    write_tensors(tmp_path / "m.safetensors", module.state_dict())
    chances, optional = DefinitionMatcher.load(tmp_path / "m.safetensors").probabilities(asked, classes, VISIBILITY)
    with torch.inference_mode():
        scores, odds = module(
            torch.from_numpy(asked.vectors),
            torch.from_numpy(asked.kinds),
            torch.from_numpy(classes.vectors),
            torch.from_numpy(agreement(asked, classes, VISIBILITY)),
        )
    assert np.allclose(chances, scores.softmax(dim=1)[:, 1:].numpy(), atol=1e-5)
    assert np.allclose(optional, odds.sigmoid().numpy(), atol=1e-5)


def test_probabilities_leave_room_for_none() -> None:
    chances, optional = DefinitionMatcher(weights()).probabilities(symbols(9), table(), VISIBILITY)
    assert chances.shape == (9, 5)
    assert (chances >= 0).all()
    assert (chances.sum(axis=1) < 1).all()
    assert ((optional > 0) & (optional < 1)).all()


def test_a_symbol_lies_near_the_definition_of_its_type() -> None:
    classes = table()
    untrained = {name: tensor.numpy() for name, tensor in DefinitionMatching(4).state_dict().items()}
    for part in ("class_side", "symbol_side"):
        untrained[f"{part}.4.weight"] = np.zeros_like(untrained[f"{part}.4.weight"])
        untrained[f"{part}.4.bias"] = np.zeros_like(untrained[f"{part}.4.bias"])
    rows = [CONFIG, BASE, TABLE, ROW]
    asked = MatchedSymbols(
        classes.vectors[rows], ["x"] * 4, np.zeros(4, np.int64), [frozenset[str]()] * 4, np.full(4, -1)
    )
    chances, _ = DefinitionMatcher(untrained).probabilities(asked, classes, VISIBILITY)
    assert chances[:, rows].argmax(axis=1).tolist() == [0, 1, 2, 3]


def weights() -> dict[str, np.ndarray]:
    return {name: tensor.detach().numpy() for name, tensor in matching().state_dict().items()}


def test_what_is_no_matcher_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    with pytest.raises(CheckpointError, match="missing"):
        DefinitionMatcher.load(path)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(CheckpointError, match="not the weights"):
        DefinitionMatcher.load(path)
    write_tensors(path, {"place.weight": torch.eye(4)})
    with pytest.raises(CheckpointError, match="lacks"):
        DefinitionMatcher.load(path)
    write_tensors(path, {**matching().state_dict(), "weights": torch.zeros(5, len(FEATURES) - 1)})
    with pytest.raises(CheckpointError, match=r"weights has shape \(5, 18\), expected \(5, 19\)"):
        DefinitionMatcher.load(path)
