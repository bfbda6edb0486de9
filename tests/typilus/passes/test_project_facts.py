"""In a second pass, what was sure of one file is known of it in the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.passes.predictions import facts
from typilus.models import load_predictor
from typilus.passes import ProjectFacts, file_predictor
from typilus.prediction import FilePrediction, Predictor
from typilus.project import DISK

MONEY = "def price(name):\n    return name\n"
SHOP = "from money import price\n\n\ndef total(name):\n    value = price(name)\n    return value\n"


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    return load_predictor(model_folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "money.py").write_text(MONEY)
    (tmp_path / "shop.py").write_text(SHOP)
    return tmp_path


def told(project: Path, types: dict[str, dict[str, float]]) -> ProjectFacts:
    return ProjectFacts((facts(str(project / "money.py"), MONEY, types, str(project)),))


def static_types(prediction: FilePrediction, name: str) -> set[str]:
    (symbol,) = (symbol for symbol in prediction if symbol.qualified_name == name)
    return {
        candidate.type
        for candidate in symbol.candidates
        if {"static", "proved", "inferred-complete"} & set(candidate.sources)
    }


def test_what_a_function_returns_elsewhere_flows_here(predictor: Predictor, project: Path) -> None:
    known = told(project, {"price()": {"complex": 0.95}})
    markers = predictor.load_project(project)
    predict = file_predictor(predictor, markers, known, top=5, min_confidence=0)
    shop = str(project / "shop.py")
    if predictor._ranker is None:
        pytest.skip("the small model has no static inference")
    assert "complex" in static_types(predict(shop), "total()")
    alone = file_predictor(predictor, markers, None, top=5, min_confidence=0)
    assert "complex" not in static_types(alone(shop), "total()")


def test_a_file_is_not_told_its_own_draft(predictor: Predictor, project: Path) -> None:
    known = told(project, {"price()": {"complex": 0.95}})
    predict = file_predictor(predictor, project, known, top=5, min_confidence=0)
    prediction = predict(str(project / "money.py"))
    assert all(symbol.existing is None for symbol in prediction)
    assert all("complex" not in {candidate.type for candidate in symbol.candidates} for symbol in prediction)


def test_limits_hold_for_what_families_agree_on(predictor: Predictor, project: Path) -> None:
    known = told(project, {"name": {"str": 0.95}})
    for prediction in file_predictor(predictor, project, known, top=1, min_confidence=0.5)(str(project / "shop.py")):
        assert len(prediction.candidates) <= 1
        assert all(candidate.probability >= 0.5 for candidate in prediction.candidates)


def test_a_draft_holds_while_its_file_is_what_it_was(project: Path) -> None:
    known = told(project, {"price()": {"complex": 0.95}})
    path = project / "money.py"
    assert known.over(DISK).read(path).text == MONEY.replace(":", " -> complex:", 1)
    path.write_text(MONEY + "\n")
    assert known.over(DISK).read(path).text == MONEY + "\n"
    path.unlink()
    assert known.over(DISK).version(path) is None
