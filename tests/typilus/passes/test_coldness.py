"""A project is cold where hardly any signature is annotated."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.passes import is_cold
from typilus.project import OpenDocuments

BARE = "def f(a, b, c):\n    return a\n" * 4
WARM = "def f(a: int) -> int:\n    return a\n"


@pytest.mark.parametrize(
    ("texts", "cold"), [([BARE], True), ([WARM], False), ([BARE, WARM], False), (["x = 1\n"], False)]
)
def test_the_share_of_annotated_signatures_decides(tmp_path: Path, texts: list[str], cold: bool) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.py").write_text(text)
    assert is_cold(sorted(map(str, tmp_path.iterdir()))) is cold


def test_receivers_do_not_count(tmp_path: Path) -> None:
    method = "    def f(self) -> int:\n        return 1\n"
    (tmp_path / "a.py").write_text("class A:\n" + method)
    assert not is_cold([str(tmp_path / "a.py")])


def test_unsaved_texts_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BARE)
    path = str(tmp_path / "a.py")
    assert not is_cold([path], OpenDocuments({path: WARM}))


def test_a_file_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(:\n")
    (tmp_path / "b.py").write_text(BARE)
    assert is_cold([str(tmp_path / name) for name in ("a.py", "b.py", "gone.py")])
