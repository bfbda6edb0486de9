"""Files in, ranked types out, with a real (small) network."""

from __future__ import annotations

import ast
import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import typilus.prediction.predictor as predictor_module
import typilus.typespace as typespace_module
from graph_extraction import SymbolKind
from tests.typilus.recommenders.contract import check_file
from typilus.errors import SourceError
from typilus.models.loading import load_predictor
from typilus.prediction.predictor import Predictor
from typilus.typespace import TypeMap, TypeSpace

SHOP = '''\
"""A shop."""

from decimal import Decimal


class Shop:
    def __init__(self, title, prices=None):
        self.title = title
        self.prices: dict[str, Decimal] = prices or {}

    def add(self, name, price: Decimal, *rest, **more):
        self.prices[name] = price

    @property
    def total(self):
        return sum(self.prices.values())

    @classmethod
    def empty(cls):
        for unused in range(3):
            count = unused
        return cls("empty")
'''


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    return load_predictor(model_folder)


def test_every_symbol_gets_types_or_a_reason(predictor: Predictor) -> None:
    prediction = predictor.predict_source(SHOP, path="shop.py")
    check_file(json.loads(prediction.to_json()))
    found = {each.qualified_name: each for each in prediction}
    assert {"Shop.__init__.title", "Shop.add.rest", "Shop.add.more", "Shop.title", "Shop.total()"} <= set(found)
    assert found["Shop.add.self"].skipped == "method receiver: its class is its type"
    assert found["Shop.empty.cls"].skipped == "method receiver: its class is its type"
    assert [name for name, each in found.items() if each.skipped] == [
        name for name in found if name.endswith((".self", ".cls"))
    ]


def test_places_are_those_of_the_names(predictor: Predictor) -> None:
    lines = SHOP.splitlines()
    for each in predictor.predict_source(SHOP):
        symbol = each.symbol
        written = lines[symbol.line - 1][symbol.column :]
        assert written.removeprefix("self.").startswith(symbol.name), symbol


def test_existing_annotations_are_told_and_predicted_all_the_same(predictor: Predictor) -> None:
    found = {each.qualified_name: each for each in predictor.predict_source(SHOP)}
    assert found["Shop.add.price"].existing == "Decimal"
    assert found["Shop.prices"].existing == "dict[str, Decimal]"
    assert found["Shop.add.price"].candidates
    assert found["Shop.add.name"].existing is None


def test_none_comes_from_control_flow_alone(predictor: Predictor) -> None:
    found = {each.qualified_name: each for each in predictor.predict_source(SHOP)}
    (only,) = found["Shop.add()"].candidates
    assert (only.type, only.text, only.source) == ("None", "None", "control-flow")
    assert only.probability > 0.9
    for each in found.values():
        if each is not found["Shop.add()"] and each is not found["Shop.__init__()"]:
            assert all(candidate.type != "None" for candidate in each.candidates)
            assert all(candidate.source != "control-flow" for candidate in each.candidates)


def test_candidates_are_ranked_and_cut(predictor: Predictor) -> None:
    whole = predictor.predict_source(SHOP, top=5)
    assert max(len(each.candidates) for each in whole) > 2
    for full, cut in zip(whole, predictor.predict_source(SHOP, top=2), strict=True):
        assert cut.candidates == full.candidates[:2]
        assert sum(candidate.probability for candidate in full.candidates) <= 1 + 1e-6


def test_what_is_not_sure_enough_is_left_out_with_the_reason(predictor: Predictor) -> None:
    for each in predictor.predict_source(SHOP, min_confidence=0.75):
        assert all(candidate.probability >= 0.75 for candidate in each.candidates)
        if not each.candidates and each.symbol.obstacle is None:
            assert each.skipped is not None
            assert each.skipped.startswith("no type reached 0.75: the best, ")


@pytest.mark.parametrize(("top", "confidence"), [(0, 0.0), (1, 1.5), (1, -0.1)])
def test_senseless_bounds_are_refused(predictor: Predictor, top: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="min_confidence must be" if top else "top must be"):
        predictor.predict_source("x = 1", top=top, min_confidence=confidence)


def test_texts_are_what_the_file_would_write(predictor: Predictor) -> None:
    for each in predictor.predict_source("import numpy.typing as npt\nimport numpy as np\n" + SHOP):
        for candidate in each.candidates:
            ast.parse(candidate.text, mode="eval")


def test_real_files_give_the_contract(predictor: Predictor) -> None:
    paths = [Path(module.__file__ or "") for module in (shlex, json, predictor_module)]
    for prediction in predictor.predict_paths(paths):
        assert prediction.error is None
        assert len(prediction) > 20
        check_file(json.loads(prediction.to_json()))


def test_an_empty_file(predictor: Predictor) -> None:
    assert predictor.predict_source("").symbols == ()
    assert predictor.predict_source(b"\xef\xbb\xbf# nothing\r\n").symbols == ()


def test_one_bad_file_raises_alone_and_never_stops_others(predictor: Predictor, tmp_path: Path) -> None:
    names = ["a.py", "bad.py", "latin.py", "c.py"]
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "bad.py").write_text("def f(:\n")
    (tmp_path / "latin.py").write_bytes(b"x = '\xff'\n")
    (tmp_path / "c.py").write_text("def f(y): return y\n")
    paths = [tmp_path / name for name in (*names, "missing.py")]
    found = {Path(each.path).name: each for each in predictor.predict_paths(paths)}
    assert list(found) == [*names, "missing.py"]
    assert [name for name, each in found.items() if each.error] == ["bad.py", "latin.py", "missing.py"]
    for each in found.values():
        check_file(json.loads(each.to_json()))
        assert (each.error is None) == bool(each.symbols)
    for name in ("bad.py", "latin.py", "missing.py"):
        with pytest.raises(SourceError):
            predictor.predict(tmp_path / name)
    with pytest.raises(SourceError, match="predict_paths"):
        predictor.predict(tmp_path)


def test_many_files_give_what_each_gives_alone(predictor: Predictor) -> None:
    files = sorted(Path(typespace_module.__file__).parent.glob("*.py"), key=lambda path: path.stat().st_size)
    together = list(predictor.predict_paths(files[:9]))
    assert len(together) == 9
    for prediction in together:
        alone = predictor.predict(prediction.path)
        for left, right in zip(prediction, alone, strict=True):
            assert left == right


def test_paths_may_be_endless(predictor: Predictor, tmp_path: Path) -> None:
    def paths() -> Iterator[Path]:
        number = 0
        while True:
            path = tmp_path / f"m{number}.py"
            path.write_text("x = 1\n")
            yield path
            number += 1

    endless = predictor.predict_paths(paths())
    assert [Path(next(endless).path).name for _ in range(20)] == [f"m{number}.py" for number in range(20)]


def test_a_recommenders_failure_costs_one_file(
    predictor: Predictor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed = predictor.embedder.embed

    class Moody:
        def embed(self, graphs: list[object]) -> object:
            if any(str(graph.path).endswith("b.py") for graph in graphs):  # type: ignore[attr-defined]
                raise RuntimeError("no memory left")
            return embed(graphs)  # type: ignore[arg-type]

    monkeypatch.setattr(predictor, "embedder", Moody())
    for name in "abc":
        (tmp_path / f"{name}.py").write_text("x = 1\n")
    errors = [prediction.error for prediction in predictor.predict_paths([tmp_path])]
    assert [error is None for error in errors] == [True, False, True]
    assert "RuntimeError: no memory left" in str(errors[1])


def test_an_empty_map_gives_reasons(predictor: Predictor) -> None:
    bare = Predictor(predictor.embedder, TypeSpace(TypeMap.empty(predictor.space.map.dimension)))
    (x,) = bare.predict_source("x = y")
    assert x.skipped == "no annotated symbol is close enough to vote"


def test_types_that_cannot_be_written_are_left_out(predictor: Predictor) -> None:
    vectors = np.zeros((2, predictor.space.map.dimension), np.float32)
    odd = Predictor(predictor.embedder, TypeSpace(TypeMap.build(vectors, ["list[", "int"])))
    (x,) = odd.predict_source("x = y")
    assert [candidate.type for candidate in x.candidates] == ["int"]


def test_private_classes_are_only_suggested_where_the_file_names_them(predictor: Predictor) -> None:
    vectors = np.zeros((3, predictor.space.map.dimension), np.float32)
    types = ["list[shop._Till] | None", "shop._core.Engine", "int"]
    odd = Predictor(predictor.embedder, TypeSpace(TypeMap.build(vectors, types)))
    (x,) = odd.predict_source("x = 1")
    assert {candidate.type for candidate in x.candidates} == {"shop._core.Engine", "int"}
    (x,) = odd.predict_source("from shop import _Till\nx = 1")
    assert {candidate.text for candidate in x.candidates} >= {"list[_Till] | None", "int"}


def test_kinds_are_the_four(predictor: Predictor) -> None:
    assert {each.symbol.kind for each in predictor.predict_source(SHOP)} == set(SymbolKind)
