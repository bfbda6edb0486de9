"""Where a project's root is, and what its files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.config import find_root, read_settings
from typilus.errors import TypilusError


@pytest.mark.parametrize("marker", ["pyproject.toml", "setup.cfg", "setup.py", ".git"])
def test_the_root_is_the_nearest_folder_with_a_marker(tmp_path: Path, marker: str) -> None:
    inner = tmp_path / "outer" / "inner" / "pkg"
    inner.mkdir(parents=True)
    (tmp_path / "outer" / "setup.py").touch()
    assert find_root(inner / "new.py") == tmp_path / "outer"
    (tmp_path / "outer" / "inner" / marker).touch()
    assert find_root(inner) == find_root(inner / "new.py") == tmp_path / "outer" / "inner"


def test_the_root_of_a_relative_path_and_of_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "pkg").mkdir(parents=True)
    (tmp_path / "project" / "setup.cfg").touch()
    (tmp_path / "link").symlink_to(tmp_path / "project" / "pkg")
    monkeypatch.chdir(tmp_path / "project" / "pkg")
    assert find_root("x.py") == find_root("../y.py") == find_root(tmp_path / "link" / "x.py") == tmp_path / "project"


def test_without_a_marker_it_is_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.config._ROOT_MARKERS", ("no-such-marker",))
    assert find_root(tmp_path / "x.py") == find_root(tmp_path) == tmp_path


def test_toml(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.typilus]\nmin-confidence = 0.90\npython = 3.10\nonly = ["returns"]\n[tool.typilus.predict]\ntop = 3\n'
    )
    (tmp_path / "setup.cfg").write_text("[typilus]\ntop = 4\n")
    settings = read_settings(tmp_path)
    assert settings is not None
    assert settings.file == tmp_path / "pyproject.toml"
    assert settings.common == {"min-confidence": "0.90", "python": "3.10", "only": ["returns"]}
    assert settings.commands == {"predict": {"top": 3}}


@pytest.mark.parametrize("section", ["typilus", "tool:typilus"])
def test_ini(tmp_path: Path, section: str) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "typilus-user"\n')
    (tmp_path / "setup.cfg").write_text(f"[metadata]\nx = 100%\n[{section}]\ntop = 4\n[{section}.predict]\ntop = 3\n")
    settings = read_settings(tmp_path)
    assert settings is not None
    assert settings.section == section
    assert settings.common == {"top": "4"}
    assert settings.commands == {"predict": {"top": "3"}}


@pytest.mark.parametrize("text", ["", "[tool]\n", "tool = 1  # typilus\n", "= broken, but not about us"])
def test_no_settings(tmp_path: Path, text: str) -> None:
    assert read_settings(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text(text)
    assert read_settings(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", b"[tool.typilus]\ntop = = 1\n"),
        ("pyproject.toml", b"[tool]\ntyp = 1\ntypilus = 1\n"),
        ("pyproject.toml", b"# typilus \xff\n"),
        ("setup.cfg", b"[typilus]\ntop = 1\ntop = 2\n"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, text: bytes) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(TypilusError, match=f"{name}: its settings for typilus cannot be read"):
        read_settings(tmp_path)
