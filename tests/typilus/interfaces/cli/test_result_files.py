"""Where results go."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.cli.result_files import results_to


def test_standard_output_is_the_default() -> None:
    with results_to(None) as out:
        assert out is sys.stdout


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "results.txt"
    with results_to(str(path)) as out:
        out.write("één\r\n\udc80")
        assert not path.exists()
    assert path.read_bytes() == "één\r\n\\udc80".encode()


def test_a_file_stays_as_it_was_if_the_command_fails(tmp_path: Path) -> None:
    path = tmp_path / "results.txt"
    path.write_text("old")
    with contextlib.suppress(KeyboardInterrupt), results_to(str(path)) as out:
        out.write("new")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with results_to(str(pipe)) as out:
        out.write("results")
    reader.join()
    assert read == ["results"]
    assert pipe.is_fifo()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match="cannot be written"), results_to(str(tmp_path)):
        pass
