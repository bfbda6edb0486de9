"""Workflow commands of GitHub: one line each, whatever paths and messages hold."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.github import GithubFormat
from typilus.interfaces.formats.items import (
    ANNOTATION_DISAGREES,
    SUGGESTED_TYPE,
    UNREADABLE_FILE,
    ReportedItem,
    ReportingRule,
)

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*)(?:,line=(\d+),col=(\d+))?,title=(\w+)::(.*)\n")


def written(items: Sequence[ReportedItem], root: Path) -> str:
    out = io.StringIO()
    run = RunInfo(root, (), lambda results: items, lambda result: "")
    GithubFormat().write([], out, run)
    return out.getvalue()


def unescaped(text: str) -> str:
    """As GitHub reads it."""
    return re.sub("%([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize(
    ("rule", "line", "expected"),
    [
        (SUGGESTED_TYPE, 3, "::notice file=a.py,line=3,col=5,title=SuggestedType::x may be int\n"),
        (ANNOTATION_DISAGREES, 1, "::warning file=a.py,line=1,col=5,title=AnnotationDisagrees::x may be int\n"),
        (UNREADABLE_FILE, None, "::error file=a.py,title=UnreadableFile::x may be int\n"),
        (SUGGESTED_TYPE, None, "::notice file=a.py,title=SuggestedType::x may be int\n"),
    ],
)
def test_a_finding_is_a_command(rule: ReportingRule, line: int | None, expected: str, tmp_path: Path) -> None:
    """Columns are counted from 1 there; where there is no line, there is no column either."""
    item = ReportedItem(str(tmp_path / "a.py"), line, 4, 5, rule, "x may be int")
    assert written([item], tmp_path) == expected


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("a.py", "a.py"),
        ("pkg/../pkg/a.py", "pkg/a.py"),
        ("a,b.py", "a%2Cb.py"),
        ("a:b.py", "a%3Ab.py"),
        ("100%.py", "100%25.py"),
        ("größe.py", "größe.py"),
    ],
)
def test_files_are_named_from_the_root(path: str, named: str, tmp_path: Path) -> None:
    item = ReportedItem(str(tmp_path / path), None, 0, 0, UNREADABLE_FILE, "no")
    assert written([item], tmp_path) == f"::error file={named},title=UnreadableFile::no\n"


@pytest.mark.parametrize("path", ["<stdin>", "/elsewhere/a.py", "../a.py"])
def test_what_lies_elsewhere_keeps_its_name(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.chdir(root)
    item = ReportedItem(path, None, 0, 0, UNREADABLE_FILE, "no")
    outside = written([item], root / "inner")
    assert outside == f"::error file={path},title=UnreadableFile::no\n"


def test_a_linked_root_is_the_folder_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for root, path in (("real", "link"), ("link", "real")):
        item = ReportedItem(str(tmp_path / path / "a.py"), None, 0, 0, UNREADABLE_FILE, "no")
        assert " file=a.py," in written([item], tmp_path / root)


@given(st.text("a%:,\r\n\x1b\u2028é\ud800", max_size=8), st.text("a%:,\r\nß\udcff", min_size=1, max_size=5))
@settings(max_examples=50)
def test_a_command_is_one_line_that_holds_the_message(message: str, name: str) -> None:
    """A message cannot end its command and begin another, and reads back as it was."""
    item = ReportedItem(f"/root/{name}", 1, 0, 1, SUGGESTED_TYPE, message)
    text = written([item], Path("/root"))
    match = COMMAND.fullmatch(text)
    assert match is not None
    assert unescaped(match[6]) == message.encode("utf-8", "backslashreplace").decode()


def test_commands_come_in_the_order_of_the_findings(tmp_path: Path) -> None:
    items = [ReportedItem("<stdin>", line, 0, 1, SUGGESTED_TYPE, f"m{line}") for line in (3, 1, 2)]
    assert [line[-2:] for line in written(items, tmp_path).splitlines()] == ["m3", "m1", "m2"]
    assert written([], tmp_path) == ""
