from __future__ import annotations

from pathlib import Path

import pytest

import typilus
from graph_extraction import SourceDocument
from typilus.errors import TypilusError
from typilus.interfaces.lsp.editor_project import EditorProject, ProjectOptions
from typilus.interfaces.lsp.server_options import ServerOptions

SETTINGS = """
[tool.typilus]
min-confidence = 0.95

[tool.typilus.server]
min-confidence = 0.7

[tool.typilus.annotate]
complete = true
checker = "mypy"
"""


def test_the_projects_settings_hold_and_no_checker_runs(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    options = ProjectOptions.of(tmp_path, ServerOptions(), {})
    assert options.server.min_confidence == 0.7
    assert options.annotate.complete
    assert (options.annotate.checker, options.audit.checker) == ("none", "none")
    assert options.audit.min_confidence == 0.95


def test_the_call_comes_before_the_project_and_the_editor_before_both(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    called = ServerOptions(min_confidence=0.6)
    assert ProjectOptions.of(tmp_path, called, {}).server.min_confidence == 0.6
    assert ProjectOptions.of(tmp_path, called, {"min_confidence": 0.5}).server.min_confidence == 0.5


def test_settings_that_are_not_allowed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.typilus.server]\nmodel = "/elsewhere"\n')
    with pytest.raises(TypilusError, match="model"):
        ProjectOptions.of(tmp_path, ServerOptions(), {})


def test_an_unsaved_file_is_read_with_the_project_and_may_change(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "a.py").write_text("def f(x: int) -> None: ...\n")
    project = EditorProject.open(tmp_path, ProjectOptions.of(tmp_path, ServerOptions(), {}), False)
    pauses: list[None] = []
    predictor = typilus.load()
    project.read(predictor, {str(tmp_path / "b.py"): "def g(y: str): ...\n"}, lambda: pauses.append(None))
    assert project.markers is not None
    assert len(project.markers.type_map) == 2
    assert len(pauses) == 2
    project.update(predictor, SourceDocument(str(tmp_path / "b.py"), "def g(y: str) -> int: ...\n"))
    assert len(project.markers.type_map) == 3
    assert project.settings.documents == project.markers.documents


def test_a_folder_that_nothing_marks_is_a_project_if_the_editor_opened_it(tmp_path: Path) -> None:
    options = ProjectOptions.of(tmp_path, ServerOptions(), {})
    assert EditorProject.open(tmp_path, options, True).is_project
    assert not EditorProject.open(tmp_path, options, False).is_project
