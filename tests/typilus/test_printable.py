"""What people read holds nothing that their terminal obeys."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.printable import local_path, printable, printable_json


def test_what_a_terminal_obeys_is_escaped() -> None:
    assert printable("a\tb\nc é 漢 😀") == "a\tb\nc é 漢 😀"
    assert printable("\x1b]0;x\x07\r\x9b1m\u202e\u2066\u200f\u2028\ufeff") == (
        r"\x1b]0;x\x07\r\x9b1m\u202e\u2066\u200f\u2028\ufeff"
    )
    for number in range(0x3000):
        if unicodedata.category(chr(number)) == "Cc" and chr(number) not in "\t\n":
            assert printable(chr(number)).isprintable()


def test_json_says_the_same_in_one_line() -> None:
    value = {"\x1b[2J": ["a\x85b\u2028c", "\x9b1m\u202e", "é 漢 😀 \\u"]}
    shown = printable_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(shown) == value
    assert len(shown.splitlines()) == 1
    assert not {"\x85", "\x9b", "\u202e"} & set(shown)
    assert "é 漢 😀" in shown


@pytest.mark.parametrize("command", ["predict", "annotate", "audit"])
def test_names_and_lines_of_files_are_shown_without_their_escapes(
    command: str, tmp_path: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = "x\x1b[31m\u202e.py"
    (tmp_path / name).write_text("def f(name: int = 'x'):\n    return name\n")
    (tmp_path / f"broken{name}").write_text("def f(:  # \x1b[2J\u202e\n")
    checker = [] if command == "predict" else ["--checker", "none"]
    main([command, str(tmp_path), "--model", str(model_folder), *checker])
    output = capfd.readouterr()
    shown = output.err if command == "annotate" else output.out + output.err
    assert r"\x1b[31m" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_a_file_of_the_current_folder_is_named_from_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert local_path(str(tmp_path / "shop" / "till.py")) == str(Path("shop/till.py"))
    assert local_path(str(tmp_path.parent / "till.py")) == str(tmp_path.parent / "till.py")
    assert local_path("pandas/core.py") == "pandas/core.py"
