"""Of a project's settings only those of an allowed name and kind are passed on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from typilus.checking.settings import HarmlessSettings, ini_sections, to_toml, toml_table, write_configuration

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

COPY = Path("/copy")
HARMLESS = HarmlessSettings(frozenset({"strict"}), frozenset({"codes", "version"}), frozenset({"search"}))


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("strict", True, True),
        ("strict", "Yes", True),
        ("strict", "0", False),
        ("strict", "plugin.py", None),
        ("strict", ["true"], None),
        ("Strict", True, None),
        ("codes", "a-b, c\n d", ["a-b", "c", "d"]),
        ("codes", ["numpy.*", "x"], ["numpy.*", "x"]),
        *(("codes", ["numpy.*", odd], None) for odd in ("x; rm -r", "--fix", "$(x)", "a\nb", "a=b")),
        ("version", "3.11; touch x", None),
        ("codes", {"a": 1}, None),
        ("version", "3.10", ["3.10"]),
        ("search", ["src", "./stubs", "$MYPY_CONFIG_FILE_DIR/more"], ["/copy/src", "/copy/stubs", "/copy/more"]),
        ("search", "src:stubs", ["/copy/src", "/copy/stubs"]),
        ("search", ["../other", "/etc", "~/x", "$HOME/x", "a\nb", "/copy-of-another"], []),
        ("plugins", "evil.py", None),
        ("junit_xml", "/tmp/x", None),
    ],
)
def test_what_is_harmless_stays(key: str, value: object, kept: object) -> None:
    assert HARMLESS.select({key: value}, COPY) == ({} if kept is None else {key: kept})


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"a": True, "b": ["c", 'quote " and \\ and ünïcode 🐍', "line\nfeed"], "d-e": {"f": {"g": False}}},
        {"parts": [{"matches": "x/**", "errors": {"bad-return": "warn"}}, {}]},
    ],
)
def test_toml_is_read_as_it_is_written(table: dict[str, Any]) -> None:
    assert tomllib.loads(to_toml(table)) == table


def test_a_file_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    for text in (b"[tool.mypy\n", b"\xff\xfe", b"a = " + b"[" * 100_000, b"[tool]\nmypy = 3\n", b"#" * (1 << 21)):
        file.write_bytes(text)
        assert toml_table(file, "tool", "mypy") is None
        assert ini_sections(file) in ({}, {"tool": {"mypy": "3"}})
    file.unlink()
    assert toml_table(file, "tool", "mypy") is None
    os.mkfifo(file)
    assert toml_table(file, "tool", "mypy") is None
    assert ini_sections(file) == {}


def test_values_keep_their_spelling(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.ty]\nversion = 3.10\n")
    assert toml_table(file, "tool", "ty") == {"version": "3.10"}


def test_our_configuration_takes_the_place_of_anything(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name, make in (("file", Path.touch), ("folder", Path.mkdir), ("link", lambda path: path.symlink_to(elsewhere))):
        make(tmp_path / name)
        write_configuration(tmp_path / name, "{}")
        assert (tmp_path / name).read_text() == "{}"
        assert not (tmp_path / name).is_symlink()
    assert list(elsewhere.iterdir()) == []
