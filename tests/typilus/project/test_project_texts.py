"""A project's texts, looked through as bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.project.project_texts import ProjectTexts, reads_annotations


def project(root: Path, **texts: str) -> ProjectTexts:
    for name, text in texts.items():
        (root / f"{name}.py").write_text(text, "utf-8")
    return ProjectTexts(root)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (b"f.__annotations__", True),
        (b"typing.get_type_hints(f)", True),
        (b"inspect.signature(f)", True),
        (b"from inspect import getdoc, signature", True),
        (b"signature = 1", False),
        (b"my__annotations__ = 1", False),
    ],
)
def test_who_may_read_annotations(text: bytes, reads: bool) -> None:
    assert reads_annotations(text) is reads


def test_what_is_known_of_all_files(tmp_path: Path) -> None:
    texts = project(
        tmp_path,
        one="import fastapi, os\nfrom two import *\nimport click\n",
        two="from one import thing\nvars(one)\n",
        three="import two as second\ndir(second)\n",
    )
    assert not texts.reads
    assert not texts.enforces
    assert texts.strangers == {"fastapi"}
    assert texts.stars == ((tmp_path / "one.py", "two"),)
    assert texts.mentioning(["thing", "second"]) == {tmp_path / "two.py", tmp_path / "three.py"}
    assert [texts.looks_through(name) for name in ("pkg.one", "pkg.two", "pkg.three")] == [True, True, False]


def test_names_made_at_run_time_look_through_everything(tmp_path: Path) -> None:
    texts = project(tmp_path, one="found = import_module(name)\nvars(found)\n")
    assert texts.looks_through("anything")


def test_environments_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    for folder in (".hidden", "node_modules", "env"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text("f.__annotations__\n")
    (tmp_path / "env" / "pyvenv.cfg").touch()
    texts = project(tmp_path, one="")
    assert texts.is_whole
    assert not texts.reads


def test_without_a_project_nothing_is_known() -> None:
    texts = ProjectTexts(None)
    assert not texts.is_whole
    assert texts.mentioning(["a"]) == set()
