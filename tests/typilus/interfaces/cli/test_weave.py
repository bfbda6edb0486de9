"""`typilus weave` as people and programs meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.interfaces.cli import main

DONOR = (
    "from typing import Final, List\nLIMIT: Final = 1\n"
    "def f(x: List[int], y: str) -> None: ...\ndef gone(z: int): ...\n"
)
TARGET = "LIMIT = 1\ndef f(x, y: bytes):\n    print(x)\n"
WOVEN = "LIMIT = 1\ndef f(x: list[int], y: bytes) -> None:\n    print(x)\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "donor.py").write_text(DONOR)
    (tmp_path / "target.py").write_text(TARGET)
    return str(tmp_path / "donor.py"), str(tmp_path / "target.py")


def test_a_diff_by_default(files: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["weave", *files]) == 0
    out, err = capfd.readouterr()
    assert "-def f(x, y: bytes):\n+def f(x: list[int], y: bytes) -> None:\n" in out
    assert Path(files[1]).read_text() == TARGET
    assert "2 annotations suggested; 1 refused" in err
    assert "1 symbol without: it has an annotation, which is kept" in err
    assert "1 annotation of symbols that the target lacks" in err
    assert "1 annotation of the donor that are no types by themselves" in err


def test_in_place_and_elsewhere(files: tuple[str, str], tmp_path: Path) -> None:
    assert main(["weave", *files, "-o", str(tmp_path / "new" / "out.py")]) == 0
    assert (tmp_path / "new" / "out.py").read_text() == WOVEN
    assert Path(files[1]).read_text() == TARGET
    assert main(["weave", *files, "--in-place"]) == 0
    assert Path(files[1]).read_text() == WOVEN


def test_bad_input(files: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")
    (tmp_path / "binary.py").write_bytes(b"\x00\xff")
    for donor, target, *options in (
        (str(tmp_path / "none.py"), files[1]),
        (files[0], str(tmp_path)),
        (str(tmp_path / "broken.py"), files[1]),
        (files[0], str(tmp_path / "binary.py")),
        (*files, "--scope", "nothing"),
        (*files, "--policy", "often"),
        (*files, "--in-place", "--diff"),
    ):
        assert main(["weave", donor, target, *options]) == 2
        assert capfd.readouterr().err
    assert Path(files[1]).read_text() == TARGET
