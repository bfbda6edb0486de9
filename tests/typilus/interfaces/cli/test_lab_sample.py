"""`typilus lab sample`: a corpus without a network connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.model_building import corpus_files


def test_a_corpus_of_some_files_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [
        *("argparse.py", "bisect.py", "calendar.py", "code.py", "colorsys.py", "csv.py", "fractions.py"),
        *("ftplib.py", "gettext.py", "heapq.py", "hmac.py", "imaplib.py", "keyword.py", "mailbox.py"),
    ]
    monkeypatch.setattr("typilus.lab.corpus.projects.library_files", lambda root: paths)
    monkeypatch.setattr("socket.socket", lambda *_: pytest.fail("a connection"))
    assert main(["lab", "sample", str(tmp_path), "--workers", "1"]) == ExitCode.OK
    assert "split by file" in capfd.readouterr().out
    sides = {side: list(corpus_files(tmp_path, "file", side)) for side in ("train", "validation", "test")}
    assert sum(map(len, sides.values())) > 8
    labels = {label for file in sides["train"] for label in file.labels if label is not None}
    assert {"str", "int"} <= labels


def test_its_help_is_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "sample", "--help"]) == ExitCode.OK
    assert "usage: typilus lab sample" in capfd.readouterr().out
