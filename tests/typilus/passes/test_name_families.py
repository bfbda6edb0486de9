"""Symbols of one name pull each other's probabilities, the sure ones the others."""

from __future__ import annotations

import pytest

from tests.typilus.passes.predictions import facts, predicted
from typilus.passes import Families, FileFacts
from typilus.prediction import FilePrediction

UNSURE = {"str": 0.3, "pkg.Shop": 0.25}


def one(path: str, types: dict[str, float], name: str = "shop") -> FileFacts:
    return facts(path, f"def f({name}):\n    pass\n", {name: types})


def asked(types: dict[str, float], text: str = "def g(shop):\n    pass\n", name: str = "shop") -> FilePrediction:
    return predicted("asked.py", text, {name: types})


def probabilities(prediction: FilePrediction, name: str = "shop") -> dict[str, float]:
    (symbol,) = (symbol for symbol in prediction if symbol.candidates and symbol.symbol.name == name)
    return {candidate.type: candidate.probability for candidate in symbol.candidates}


def test_a_sure_family_decides_for_one_that_is_not() -> None:
    families = Families([one(f"{number}.py", {"pkg.Shop": 0.9}) for number in range(4)])
    agreed = probabilities(families.agreed(asked(UNSURE)))
    assert list(agreed) == ["pkg.Shop", "str"]
    assert sum(agreed.values()) == pytest.approx(sum(UNSURE.values()))


def test_the_sure_are_heard_rather_than_the_many() -> None:
    many = [one(f"{number}.py", {"str": 0.2}) for number in range(3)]
    agreed = probabilities(Families([*many, one("sure.py", {"pkg.Shop": 0.9})]).agreed(asked(UNSURE)))
    assert agreed["pkg.Shop"] > UNSURE["pkg.Shop"]


def test_other_folders_are_not_heard() -> None:
    elsewhere = Families([one("django/a.py", {"pkg.Shop": 0.9})])
    assert probabilities(elsewhere.agreed(asked(UNSURE))) == UNSURE


def test_nothing_moves_what_is_certain() -> None:
    families = Families([one("a.py", {"pkg.Shop": 0.9})])
    assert probabilities(families.agreed(asked({"str": 1.0, "pkg.Shop": 0.0}))) == {"str": 1.0, "pkg.Shop": 0.0}


def test_no_type_is_added() -> None:
    families = Families([one("a.py", {"bytes": 0.9})])
    assert probabilities(families.agreed(asked(UNSURE))) == UNSURE


def test_a_symbol_is_no_member_of_its_own_family() -> None:
    text = "def g(shop):\n    pass\n"
    itself = facts("asked.py", text, {"shop": {"pkg.Shop": 0.9}})
    assert probabilities(Families([itself]).agreed(asked(UNSURE, text))) == UNSURE


def test_underscores_do_not_part_families_and_returns_are_their_own() -> None:
    underscored = Families([one("a.py", {"pkg.Shop": 0.9}, "_shop")])
    assert probabilities(underscored.agreed(asked(UNSURE)))["pkg.Shop"] > UNSURE["pkg.Shop"]
    returned = Families([facts("a.py", "def shop():\n    return 1\n", {"shop()": {"pkg.Shop": 0.9}})])
    assert probabilities(returned.agreed(asked(UNSURE))) == UNSURE
