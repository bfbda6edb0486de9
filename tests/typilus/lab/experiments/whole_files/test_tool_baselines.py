"""What other tools make of a project without annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.experiments.whole_files.small_project import copies, without_gaps
from typilus.checking import find_executable
from typilus.lab.experiments.whole_files import tool_baselines
from typilus.lab.experiments.whole_files.tool_baselines import ToolTexts


@pytest.mark.skipif(find_executable("pyrefly") is None, reason="pyrefly is not installed")
def test_pyrefly_infers(tmp_path: Path) -> None:
    made = copies(tmp_path)
    texts = ToolTexts(made.erased, tmp_path / "tools", frozenset({"pyrefly"})).texts("shop.py")
    assert "def __init__(self, name) -> None:" in without_gaps(texts["pyrefly"])
    assert "->" not in (made.erased / "shop.py").read_text(), "the project itself stays"


def test_a_stub_of_pyright_is_woven_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = copies(tmp_path, shop="def f(x: int, y: int) -> int:\n    return 1\n")

    def run_command(command: list[str], root: Path, *_: object) -> None:
        stub = root / "typings" / "shop.pyi"
        stub.parent.mkdir()
        stub.write_text("def f(x, y) -> int: ...\n")
        assert command[1:] == ["--createstub", "shop"]

    monkeypatch.setattr(tool_baselines, "run_command", run_command)
    monkeypatch.setattr(tool_baselines, "find_executable", lambda name: name)
    texts = ToolTexts(made.erased, tmp_path / "tools", frozenset({"pyright"})).texts("shop.py")
    assert texts["pyright"].startswith("def f(x     , y     ) -> int")


def test_what_fails_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = copies(tmp_path)
    monkeypatch.setattr(tool_baselines, "run_command", lambda *_: None)
    monkeypatch.setattr(tool_baselines, "find_executable", lambda name: name)
    assert ToolTexts(made.erased, tmp_path / "tools", frozenset({"pyright"})).texts("shop.py") == {}
