"""A corpus of folders: named and placed by a rule, copied as imported, whatever the license says, no copies twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.lab.corpus.wheels import shop_source
from typilus.errors import CorpusError
from typilus.lab.corpus import Splits, build_corpus, import_paths, own_manifest, read_shard
from typilus.lab.corpus.own_code import prepare_folder

LICENSED = "# SPDX-License-Identifier: AGPL-3.0-only\ndef pay(price: int) -> bool:\n    return price > 0\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(
        tmp_path / "shop",
        {
            "pyproject.toml": "",
            ".gitignore": "scratch.py\n",
            "scratch.py": "def lost(x: int) -> int: ...\n",
            "src/shop/__init__.py": "",
            "src/shop/till.py": shop_source(1),
            "src/shop/till.pyi": "x: int\n",
            "src/shop/again.py": shop_source(1),
            "src/shop/pay.py": LICENSED,
            "tests/test_pay.py": "def test_pay(price: int) -> None: ...\n",
        },
    )


def test_files_are_copied_by_the_path_that_they_are_imported_by(shop: Path, tmp_path: Path) -> None:
    (own,) = own_manifest([shop]).folders
    project = prepare_folder(own, tmp_path / "corpus")
    assert project.paths == (
        "shop/__init__.py", "shop/again.py", "shop/pay.py", "shop/till.py", "tests/test_pay.py",
    )  # fmt: skip
    assert sorted(path.relative_to(project.root).as_posix() for path in project.root.rglob("*.*")) == [*project.paths]


def test_changed_code_takes_the_place_of_what_it_was(shop: Path, tmp_path: Path) -> None:
    (own,) = own_manifest([shop]).folders
    before = prepare_folder(own, tmp_path / "corpus")
    assert prepare_folder(own, tmp_path / "corpus") == before
    (shop / "src/shop/pay.py").write_text("x: int = 1\n")
    after = prepare_folder(own, tmp_path / "corpus")
    assert after.key != before.key
    assert [path.name for path in (tmp_path / "corpus" / "sources").iterdir()] == [after.root.name]


def test_a_corpus_inside_of_the_folder_is_no_part_of_it(shop: Path) -> None:
    (own,) = own_manifest([shop]).folders
    first = prepare_folder(own, shop / "corpora")
    assert prepare_folder(own, shop / "corpora") == first


def test_a_file_whose_import_path_is_taken_keeps_its_own(tmp_path: Path) -> None:
    root = write(tmp_path / "two", {"setup.py": "", "a.py": "", "src/a.py": ""})
    found = import_paths([root / "a.py", root / "src/a.py"], root)
    assert found == {"a.py": root / "a.py", "src/a.py": root / "src/a.py"}


def test_projects_are_placed_by_their_names(tmp_path: Path) -> None:
    folders = [write(tmp_path / f"p{number}", {"a.py": ""}) for number in range(10)]
    for count, sides in ((2, (2, 0, 0)), (3, (1, 1, 1)), (10, (7, 1, 2))):
        placed = list(own_manifest(folders[:count]).projects.values())
        assert tuple(placed.count(side) for side in ("train", "validation", "test")) == sides
    assert own_manifest(folders).projects == own_manifest(reversed(folders)).projects


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    folders = [write(tmp_path / place / "my shop", {"a.py": ""}) for place in "ab"]
    assert list(own_manifest(folders).projects) == ["my_shop", "my_shop.2"]


def test_what_cannot_be_a_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere: is no folder"):
        own_manifest([tmp_path / "nowhere"])
    with pytest.raises(CorpusError, match="is named twice"):
        own_manifest([tmp_path, tmp_path / "."])
    (own,) = own_manifest([tmp_path]).folders
    with pytest.raises(CorpusError, match="holds no Python file"):
        prepare_folder(own, tmp_path / "corpus")


def test_the_corpus_holds_all_licenses_and_no_duplicates(shop: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    report = build_corpus(own_manifest([shop]), folder, workers=1, progress=False)
    files = [file for shard in sorted((folder / "shards").iterdir()) for file in read_shard(shard)]
    assert [file.path for file in files] == ["shop/again.py", "shop/pay.py", "tests/test_pay.py"]
    assert report.failures["exact duplicate"] == 1
    assert "shop" in Splits.load(folder).sides
    (project,) = json.loads((folder / "report.json").read_text())["projects"]
    assert (project["folder"], project["licence"]) == (str(shop), "not asked")
