"""`Any` as the last resort."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction.graph import SymbolKind
from tests.typilus.annotating.test_file_annotator import TEXT, annotated, shop
from tests.typilus.judging.rule_checker import RuleChecker
from typilus.annotating import AnnotateSettings
from typilus.checking.checker_choice import CheckerChoice

__all__ = ["shop"]


def test_signatures_are_whole_and_nothing_else_is_any(shop: Path) -> None:
    shop.write_text(TEXT.replace("def price(self, item)", "def price(self, item, *rest, price)"))
    file = annotated(shop, AnnotateSettings(shop.parent, fallback=True))
    assert file.text is not None
    assert "def price(self, item: bytes, *rest: Any, price: Any) -> float:" in file.text
    assert "from typing import Any" in file.text
    assert "self.items = items" in file.text


def test_other_kinds_that_are_asked_for(shop: Path) -> None:
    kinds = frozenset({SymbolKind.ATTRIBUTE})
    file = annotated(shop, AnnotateSettings(shop.parent, kinds=kinds, fallback=True))
    assert file.text is not None
    assert "self.items: Any = items" in file.text
    assert "def price(self, item):" in file.text


def test_what_the_checker_rejects_becomes_any(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = RuleChecker(r"item: (bytes|str)")
    monkeypatch.setattr(
        "typilus.annotating.file_annotator.choose_checker", lambda *_: CheckerChoice(checker, "for a test")
    )
    file = annotated(shop, AnnotateSettings(shop.parent, "rules", fallback=True))
    assert file.text is not None
    assert "item: Any) -> float:" in file.text


def test_functions_that_return_nothing_else_return_none(shop: Path) -> None:
    shop.write_text("class Shop:\n    def __init__(self, whatever):\n        self.whatever = whatever\n")
    file = annotated(shop, AnnotateSettings(shop.parent, fallback=True))
    assert file.text is not None
    assert "def __init__(self, whatever: Any) -> None:" in file.text
