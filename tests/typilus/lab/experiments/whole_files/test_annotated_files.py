"""A file without annotations, and the score of texts of it."""

from __future__ import annotations

from pathlib import Path

from graph_extraction import SymbolKind
from tests.typilus.lab.experiments.whole_files.small_project import SHOP, copies
from typilus.lab.experiments.whole_files.annotated_files import ErasedFile, erased_file, score_text


def erased(folder: Path) -> ErasedFile:
    made = copies(folder)
    file = erased_file(made.annotated / "shop.py", made.erased / "shop.py", made.erased)
    assert file is not None
    return file


def test_places_and_truths(tmp_path: Path) -> None:
    file = erased(tmp_path)
    assert "str" not in file.text
    assert file.truths[SymbolKind.PARAMETER, "total", "items"] == "list[str]"
    assert file.truths[SymbolKind.RETURN, "Shop", "__init__"] == "None"
    assert len(file.places) == len(file.truths) == 8


def test_scores(tmp_path: Path) -> None:
    file = erased(tmp_path)
    assert score_text(file, file.text).annotated == 0
    whole = score_text(file, SHOP)
    assert (whole.annotated, whole.exact, whole.quality) == (8, 8, 0)
    vague = score_text(file, SHOP.replace("list[str]", "list").replace("count: int", "count: object"))
    assert (vague.annotated, vague.exact, vague.quality) == (8, 6, 13)


def test_files_without_annotations_are_left_out(tmp_path: Path) -> None:
    made = copies(tmp_path, shop="def f(x): ...\n")
    assert erased_file(made.annotated / "shop.py", made.erased / "shop.py", made.erased) is None
