"""`typilus explain`: which line is meant, and what is shown of its symbols."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.recommenders import SOURCES

SHOP = """\
class Till:
    pass


def label(text: str, width: int = 3, till: Till | None = None) -> str:
    wide = text.ljust(width)
    return wide


low, high = 1, "a\\x1b"
print(low)
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "shop.py"
    path.write_text(SHOP)
    return path


def explained(place: str, model: Path, capfd: pytest.CaptureFixture[str], *more: str, is_near: bool = False) -> str:
    assert main(["explain", place, "--model", str(model), *more]) == ExitCode.OK
    out, err = capfd.readouterr()
    assert ("the nearest on" in err) is is_near
    return out


def test_a_line_for_people(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = explained(f"{shop}:5", model_folder, capfd)
    for text in ("label.till", "parameter, line 5, written: Till | None", "said by", "name 1.00", "near "):
        assert text in shown


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (5, ["label()", "label.text", "label.width", "label.till"]),
        (6, ["label.wide"]),
        (7, ["label.wide"]),
        (10, ["low", "high"]),
        (11, ["low", "high"]),
    ],
)
def test_all_symbols_of_a_line_or_the_nearest_and_no_other(
    line: int, names: list[str], shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    place = f"shop.py:{line}"
    is_near = line in (7, 11)
    documents = json.loads(explained(place, model_folder, capfd, "--format", "json", is_near=is_near))
    assert len(documents) == len(names)
    text = explained(place, model_folder, capfd, is_near=is_near)
    for name in names:
        assert f"{name}" in text
    assert "said by: who recommends" in text


@pytest.mark.parametrize(
    ("name", "symbols"),
    [
        ("label", ["label", "text", "width", "till"]),
        ("label()", ["label", "text", "width", "till"]),
        ("label.till", ["till"]),
        ("high", ["high"]),
    ],
)
def test_a_symbol_by_name(
    name: str, symbols: list[str], shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    documents = json.loads(explained(f"shop.py::{name}", model_folder, capfd, "--format", "json"))
    assert [document["name"] for document in documents] == symbols


def test_the_project_of_the_file_votes(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (shop.parent / "other.py").write_text("def strike(till: int) -> bytes:\n    return b''\n")
    command = ("shop.py::label.till", model_folder, capfd, "--top", "50")
    alone = explained(*command)
    (shop.parent / "pyproject.toml").touch()
    project = explained(*command)
    assert "other.py" not in alone
    assert "other.py:1" in "".join(project.split()), "however long the path to it is"
    assert "def strike(till: int) -> bytes:" in project, "with the line of code"


def test_symbols_stand_apart(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    both = explained("shop.py:10", model_folder, capfd)
    low, high = both.split("\n\n", 1)
    assert "low" in low
    assert "high" in high
    assert not both.startswith("\n")
    assert not explained("shop.py:6", model_folder, capfd).startswith("\n")


def test_fewer_candidates(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for top in (1, 2):
        documents = json.loads(explained("shop.py:5", model_folder, capfd, "--format", "json", "--top", str(top)))
        assert max(len(document["candidates"]) for document in documents) == top


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("shop.py", "shop.py: line number missing; write FILE:LINE, as in shop.py:12"),
        ("shop.py:", "shop.py:: line number missing"),
        ("shop.py:x", "shop.py:x: line number missing"),
        ("shop.py:-1", "shop.py:-1: line number missing"),
        ("shop.py:1:2x", "shop.py:1:2x: line number missing"),
        ("12", "12: line number missing"),
        ("nowhere.py:3", "nowhere.py"),
        ("shop.py:4000", "shop.py:4000: no such line; the file has 11"),
        (
            "shop.py::labl",
            "shop.py::labl: no such parameter, return, variable or attribute; did you mean shop.py::label?",
        ),
        ("shop.py::", "shop.py::: line number missing; write FILE:LINE, as in shop.py:12, or FILE::NAME"),
        (".:3", "."),
    ],
)
def test_a_place_that_is_none(
    place: str, reason: str, shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", place, "--model", str(model_folder)]) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("typilus: ")
    assert reason in err


@pytest.mark.skipif(os.name == "nt", reason="no colons in names of files there")
def test_only_the_last_colon_parts_file_and_line(
    shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shop.rename("a:1.py")
    assert "label.wide" in explained("a:1.py:6", model_folder, capfd)


def test_help_names_every_source(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--help"]) == ExitCode.OK
    listed = capfd.readouterr().out.partition("\nsources:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == [source.id for source in SOURCES]
    assert all(line.endswith(source.description) for line, source in zip(listed, SOURCES, strict=True))


def test_the_network(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = explained(f"{shop}:6", model_folder, capfd, "--network")
    assert "label.wide  variable, line 6" in shown
    assert "^" in shown
    [document] = json.loads(explained(f"{shop}:6", model_folder, capfd, "--network", "--format", "json"))
    assert (document["name"], document["line"]) == ("wide", 6)
    assert document["nodes"]


def test_the_network_knows_no_project(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", f"{shop}:6", "--network", "--project", "."]) == ExitCode.USAGE
    assert "leave --project out" in capfd.readouterr().err


def test_a_column_asks_for_what_is_there(shop: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = explained("shop.py:6:17", model_folder, capfd)
    assert text.splitlines()[0] == "shop.py:6:12: text.ljust is Callable[..., str]"
    document = json.loads(explained("shop.py:11:7", model_folder, capfd, "--format", "json"))
    assert (document["type"], document["is_whole"]) == ("int", True)
    assert main(["explain", "shop.py:3:1", "--model", str(model_folder)]) == ExitCode.USAGE
    assert "no name, attribute, subscript or call is here" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("place", "more", "message"),
    [("shop.py:6:0", (), "columns count from 1"), ("shop.py:6:3", ("--network",), "leave the column out")],
)
def test_a_column_that_cannot_be(
    place: str, more: tuple[str, ...], message: str, shop: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", place, *more]) == ExitCode.USAGE
    assert message in capfd.readouterr().err
