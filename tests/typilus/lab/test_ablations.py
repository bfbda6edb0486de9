"""Each part of the network that the paper's Table 4 leaves out or exchanges, and some more: trained, kept, and used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph_extraction import TABLE_1, extract, parse_source
from tests.typilus.lab.small_runs import SETTINGS
from typilus.interfaces.cli import main
from typilus.models import load_predictor
from typilus.neural import load_model, read_network
from typilus.neural.run_state import STATE_FILE
from typilus.neural.runtime import GraphNetwork

SOURCE = "class Shop:\n    def add(self, price, count=1):\n        return self.find(price) or count\n"


def without(*names: str) -> list[str]:
    """The relations that are left."""
    assert set(names) < set(TABLE_1)
    return [name for name in TABLE_1 if name not in names]


ABLATIONS: dict[str, dict[str, Any]] = {
    "only names": {"steps": 0, "roles": False},
    "no syntactic edges": {"relations": without("NEXT_TOKEN", "CHILD")},
    "no NEXT_TOKEN": {"relations": without("NEXT_TOKEN")},
    "no CHILD": {"relations": without("CHILD")},
    "no NEXT_*USE": {"relations": without("NEXT_LEXICAL_USE", "NEXT_MAY_USE")},
    "tokens": {"initial_states": "tokens"},
    "characters": {"initial_states": "characters"},
    "whole graphs": {"contracted": False},
    "no roles": {"roles": False},
    "one unknown subtoken": {"buckets": 1},
    "one step": {"steps": 1},
    "hinge": {"similarity": "hinge"},
    "contrastive": {"similarity": "contrastive", "distance": "cosine", "temperature": 0.1},
    "space alone": {"objective": "space", "similarity": "space"},
    "classes": {"objective": "class"},
}


@pytest.mark.parametrize("settings", ABLATIONS.values(), ids=ABLATIONS)
def test_a_network_with_or_without_it(settings: dict[str, Any], small_corpus: Path, tmp_path: Path) -> None:
    chosen = {**SETTINGS, "batch_nodes": 1, **settings}
    options = [part for name, value in chosen.items() for part in ("--set", f"{name}={json.dumps(value)}")]
    assert main(["train", str(small_corpus), str(tmp_path), *options]) == 0
    assert json.loads((tmp_path / STATE_FILE).read_text())["update"] == 2
    stored = json.loads((tmp_path / "config.json").read_text())
    assert {name: stored[name] for name in settings} == settings

    model, graphs = load_model(tmp_path), [extract(parse_source(SOURCE)), extract(parse_source(""))]
    embedded = model.embed(graphs)
    assert embedded[0].symbols.shape == (len(graphs[0].symbols), model.dimension)
    assert np.ptp(embedded[0].symbols, axis=0).min() > 0
    assert embedded[1].symbols.shape == (0, model.dimension)
    if model.config.steps:
        assert len(model.encoder.state_dict()["shared.weight"]) == 2 * len(model.config.relations)
    if not GraphNetwork.lacks(model.config):
        for one, other in zip(GraphNetwork(read_network(tmp_path)).embed(graphs), embedded, strict=True):
            np.testing.assert_allclose(one.symbols, other.symbols, atol=1e-5)

    assert main(["index", str(tmp_path), str(small_corpus)]) == 0
    predicted = load_predictor(tmp_path).predict_source(SOURCE)
    assert predicted.error is None
    assert any(symbol.candidates for symbol in predicted)


def test_only_names_are_worth_what_the_names_are(small_corpus: Path, tmp_path: Path) -> None:
    """Without steps and roles, symbols of one name are one point wherever they are."""
    chosen = {**SETTINGS, "steps": 0, "roles": False}
    options = [part for name, value in chosen.items() for part in ("--set", f"{name}={json.dumps(value)}")]
    assert main(["train", str(small_corpus), str(tmp_path), *options]) == 0
    graph = extract(parse_source("def pay(price): return 1\nclass Till:\n    def use(self):\n        price: int = 2\n"))
    (embedding,) = load_model(tmp_path).embed([graph])
    rows = [row for symbol, row in zip(graph.symbols, embedding.symbols, strict=True) if symbol.name == "price"]
    assert len(rows) == 2
    np.testing.assert_array_equal(rows[0], rows[1])
