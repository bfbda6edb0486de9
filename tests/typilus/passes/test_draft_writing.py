"""A file's draft has its confident types, and nothing of what people wrote is changed."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.passes.predictions import facts, predicted
from typilus.passes.draft_writing import CONFIDENT, facts_of

TEXT = "class Shop:\n    def add(self, price, note, old: str):\n        self.last = price\n        return note\n"


def test_confident_types_are_written_into_the_draft() -> None:
    sure, unsure = CONFIDENT + 0.01, CONFIDENT - 0.01
    types = {"price": {"int": sure}, "note": {"str": unsure}, "last": {"int": sure}, "old": {"bytes": 1.0}}
    draft = facts("shop.py", TEXT, types).draft
    expected = TEXT.replace("price,", "price: int,").replace("self.last =", "self.last: int =")
    assert draft == expected


def test_classes_of_other_files_are_imported(tmp_path: Path) -> None:
    draft = facts(str(tmp_path / "shop.py"), TEXT, {"price": {"money.Money": 1.0}}, str(tmp_path)).draft
    assert draft is not None
    assert "price: Money" in draft or "price: money.Money" in draft
    assert "money import Money" in draft or "import money" in draft


def test_there_is_no_draft_where_nothing_is_sure() -> None:
    outcome = facts("shop.py", TEXT, {"price": {"int": 0.3, "str": 0.2}})
    assert outcome.draft is None
    (opinion,) = outcome.opinions
    assert (opinion.scope, opinion.name, opinion.types) == ("Shop.add", "price", (("int", 0.3), ("str", 0.2)))


def test_a_file_that_failed_tells_nothing() -> None:
    prediction = predicted("shop.py", TEXT, {})
    assert facts_of(prediction, "").opinions == ()
    assert facts_of(prediction, "").draft is None


def test_old_python_has_opinions_but_no_draft() -> None:
    prediction = predicted("shop.py", "def f(price):\n    return price\n", {"price": {"list[": 1.0}})
    assert facts_of(prediction, "").draft is None
