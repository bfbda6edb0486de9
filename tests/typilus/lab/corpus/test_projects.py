"""Projects on disk: unpacked once, verified by their content, or found in the standard library."""

from __future__ import annotations

import importlib.metadata
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.lab.corpus.wheels import make_wheel
from typilus.errors import CorpusError
from typilus.lab.corpus import Package, StandardLibrary
from typilus.lab.corpus.projects import prepare_package, prepare_standard_library
from typilus.lab.corpus.standard_library import library_files

FILES = {"shop/__init__.py": "", "shop/prices.py": "x = 1\n", "shop/data.txt": "no code", "../outside.py": "x = 2\n"}


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return make_wheel(tmp_path / "wheels", "shop", FILES, version="2.1", side="test")


def test_a_package_is_unpacked_with_what_the_manifest_says_of_it(tmp_path: Path, package: Package) -> None:
    project = prepare_package(package, tmp_path / "wheels", tmp_path / "sources")
    assert (project.name, project.version, project.licence, project.field, project.split) == (
        "shop", "2.1", "MIT", "field of shop", "test",
    )  # fmt: skip
    assert project.root == tmp_path / "sources" / "shop-2.1"
    assert project.paths == ("shop/__init__.py", "shop/prices.py")
    assert sum(project.refused.values()) >= 1
    assert not (tmp_path / "sources" / "outside.py").exists()
    assert project.key == package.sha256
    assert not project.stubs


def test_it_is_unpacked_once(tmp_path: Path, package: Package) -> None:
    first = prepare_package(package, tmp_path / "wheels", tmp_path / "sources")
    (tmp_path / "wheels" / package.file).unlink()
    assert prepare_package(package, tmp_path / "wheels", tmp_path / "sources") == first


@pytest.mark.parametrize("mark", ["", "{", "[]", "null", '{"sha256": "of another wheel"}', None])
def test_a_mark_that_says_nothing_of_this_wheel_is_not_believed(
    tmp_path: Path, package: Package, mark: str | None
) -> None:
    first = prepare_package(package, tmp_path / "wheels", tmp_path / "sources")
    (marked,) = (path for path in (tmp_path / "sources").iterdir() if path.is_file())
    (first.root / "shop" / "prices.py").write_text("changed = True\n")
    (first.root / "more.py").write_text("")
    if mark is None:
        marked.unlink()
    else:
        marked.write_text(mark)
    assert prepare_package(package, tmp_path / "wheels", tmp_path / "sources") == first
    assert (first.root / "shop" / "prices.py").read_text() == FILES["shop/prices.py"]
    assert not (first.root / "more.py").exists()
    assert json.loads(marked.read_text())["sha256"] == package.sha256


def test_a_folder_that_was_removed_is_unpacked_again(tmp_path: Path, package: Package) -> None:
    first = prepare_package(package, tmp_path / "wheels", tmp_path / "sources")
    for path in sorted(first.root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    first.root.rmdir()
    assert prepare_package(package, tmp_path / "wheels", tmp_path / "sources") == first
    assert (first.root / "shop" / "prices.py").exists()


def test_a_wheel_that_differs_from_the_manifest_is_refused(tmp_path: Path, package: Package) -> None:
    other = replace(package, sha256="0" * 64, file="shop-9-py3-none-any.whl", version="no such version")
    with pytest.raises(CorpusError, match="shop"):
        prepare_package(other, tmp_path / "wheels", tmp_path / "sources")
    assert not (tmp_path / "sources").exists()


@pytest.fixture
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "lib"
    root.mkdir()
    (root / "shlex.py").write_text("x = 1\n")
    monkeypatch.setattr("typilus.lab.corpus.projects.library_root", lambda: root)
    return root


LIBRARY = StandardLibrary("python", "PSF-2.0", "standard library", "train")


def test_the_key_of_the_library_is_its_content(small_library: Path) -> None:
    first = prepare_standard_library(LIBRARY)
    assert prepare_standard_library(LIBRARY) == first
    assert first.stubs
    assert first.paths == tuple(library_files(small_library)) == ("shlex.py",)
    (small_library / "shlex.py").write_text("x = 2\n")
    assert prepare_standard_library(LIBRARY).key != first.key


def test_without_typeshed_the_library_has_no_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    with pytest.raises(CorpusError, match=r"needs typeshed_client: install the extra 'corpus'"):
        prepare_standard_library(LIBRARY)
