"""Copies of a project: sources alone, by their import paths, one without any annotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.errors import CorpusError
from typilus.lab.experiments.joined.project_copies import copy_project, paths_below

TYPED = "from decimal import Decimal\ndef pay(price: Decimal) -> int:\n    return 1\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / "src" / "shop").mkdir(parents=True)
    (root / "setup.py").write_text("")
    for name, text in {"__init__.py": "", "pay.py": TYPED, "pay.pyi": TYPED, "broken.py": "def"}.items():
        (root / "src" / "shop" / name).write_text(text)
    return root


def test_one_copy_is_as_it_was_and_one_without_annotations(project: Path, tmp_path: Path) -> None:
    copies = copy_project(project, tmp_path / "copies")
    for root in (copies.annotated, copies.erased):
        names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.*"))
        assert names == ["setup.py", "shop/__init__.py", "shop/pay.py"]
    assert (copies.annotated / "shop/pay.py").read_text() == TYPED
    erased = (copies.erased / "shop/pay.py").read_text()
    assert "Decimal" not in erased
    assert "def pay(price" in erased
    assert copies.originals["shop/pay.py"] == project / "src/shop/pay.py"
    assert paths_below(copies, [project / "src/shop/pay.py"]) == ["shop/pay.py"]


def test_other_code_has_another_digest(project: Path, tmp_path: Path) -> None:
    first = copy_project(project, tmp_path / "first").digest
    assert copy_project(project, tmp_path / "second").digest == first
    (project / "setup.py").write_text("x = 1\n")
    assert copy_project(project, tmp_path / "third").digest != first


def test_a_folder_without_code_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "setup.cfg").write_text("")
    with pytest.raises(CorpusError, match="holds no Python file"):
        copy_project(tmp_path / "empty", tmp_path / "copies")
