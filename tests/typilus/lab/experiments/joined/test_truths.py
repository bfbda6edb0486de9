"""Labels of a project's files, and predicted types under the names that the labels have."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SourceDocument, parse_source, read_source
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES
from typilus.lab.experiments.joined.truths import ProjectTruths

FILES = {
    "shop/__init__.py": "from ._till import Till\n",
    "shop/_till.py": "class Till:\n    pass\n",
    "shop/desk.py": "from ._till import Till\ndef sell(till: Till, count: 'int', note) -> list[Till]: ...\n",
    "broken.py": "def f(:\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def labels_of(truths: ProjectTruths, source: SourceDocument, path: str) -> dict[str, str | None]:
    file = truths.labels(source, path)
    return {symbol.name: label for symbol, label in zip(file.graph.symbols, file.labels, strict=True)}


def test_labels_have_public_names(project: Path) -> None:
    found = labels_of(ProjectTruths("shop", project), read_source(project / "shop/desk.py"), "shop/desk.py")
    assert found == {"sell": "list[shop.Till]", "till": "shop.Till", "count": "int", "note": None}


def test_predictions_are_renamed_as_labels_are(project: Path) -> None:
    truths = ProjectTruths("shop", project)
    assert truths.public("shop._till.Till") == "shop.Till"
    assert truths.public("dict[str, shop._till.Till | None]") == "dict[str, shop.Till | None]"
    for own in ("shop.Till", "elsewhere._till.Till", "int"):
        assert truths.public(own) == own


def test_what_is_no_type_stays_as_it_is(project: Path) -> None:
    truths = ProjectTruths("shop", project)
    assert [truths.public("list[") for _ in range(2)] == ["list["] * 2


def test_unreadable_files_do_not_keep_the_others_from_being_known(project: Path) -> None:
    (project / "shop/bytes.py").write_bytes(b"x = '\xff'\n")
    assert ProjectTruths("shop", project).public("shop._till.Till") == "shop.Till"


def test_huge_files_are_not_read(project: Path) -> None:
    text = FILES["shop/__init__.py"]
    (project / "shop/__init__.py").write_text(text + " " * (MAX_SOURCE_BYTES - len(text)))
    assert ProjectTruths("shop", project).public("shop._till.Till") == "shop.Till", "it is just small enough"
    (project / "shop/__init__.py").write_text(text + " " * MAX_SOURCE_BYTES)
    assert ProjectTruths("shop", project).public("shop._till.Till") == "shop._till.Till"


def test_a_text_that_is_not_the_one_on_disk_is_labeled_as_it_is(project: Path) -> None:
    changed = parse_source("from ._till import Till\ndef sell(note: Till | None): ...\n", "shop/desk.py")
    assert labels_of(ProjectTruths("shop", project), changed, "shop/desk.py")["note"] == "shop.Till | None"
