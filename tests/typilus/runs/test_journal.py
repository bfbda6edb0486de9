"""A journal keeps what was done, whatever happens to the process or to the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from typilus.runs.journal import Journal, default_journal_folder


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_was_added_is_done_in_the_next_process_too(tmp_path: Path) -> None:
    with Journal(tmp_path / "new", "options") as journal:
        assert journal.done("a.py", "1") is None
        journal.add("a.py", "1", {"edits": ["größe"]})
        journal.add("\udcff.py", "2", {})
        assert journal.done("a.py", "1") == {"edits": ["größe"]}
    with Journal(tmp_path / "new", "options") as journal:
        assert len(journal) == 2
        assert journal.done("a.py", "1") == {"edits": ["größe"]}
        assert journal.done("\udcff.py", "2") == {}
        assert journal.done("a.py", "2") is None  # the file was changed
        journal.add("a.py", "2", {"edits": []})
        assert journal.done("a.py", "1") == {"edits": ["größe"]}
        assert journal.done("a.py", "2") == {"edits": []}


def test_other_options_are_another_journal(tmp_path: Path) -> None:
    with Journal(tmp_path, "one") as journal, Journal(tmp_path, "two") as other:
        journal.add("a.py", "1", {})
        assert other.done("a.py", "1") is None


def test_a_torn_or_damaged_line_costs_that_line_alone(tmp_path: Path) -> None:
    with Journal(tmp_path, "options") as journal:
        for name in "abc":
            journal.add(name, "1", {"name": name})
    whole = only_file(tmp_path).read_bytes()
    lines = whole.splitlines(keepends=True)
    ends = [len(b"".join(lines[: number + 1])) - 1 for number in range(3)]  # the line break may be missing
    for cut in range(len(whole) + 1):
        only_file(tmp_path).write_bytes(whole[:cut])
        with Journal(tmp_path, "options") as journal:
            assert len(journal) == sum(cut >= end for end in ends)
            journal.add("d", "1", {"name": "d"})
        with Journal(tmp_path, "options") as journal:
            assert journal.done("d", "1") == {"name": "d"}
            assert [journal.done(name, "1") is not None for name in "abc"] == [cut >= end for end in ends]
    for damaged in (b"\x00\xff\n", b"[1]\n", b'{"path": 1}\n', b'{"path": "b", "digest": "1", "result": 5}\n'):
        only_file(tmp_path).write_bytes(lines[0] + damaged + lines[2])
        with Journal(tmp_path, "options") as journal:
            assert [journal.done(name, "1") is not None for name in "abc"] == [True, False, True]


def test_two_processes_at_once(tmp_path: Path) -> None:
    with Journal(tmp_path, "options") as one, Journal(tmp_path, "options") as two:
        for number in range(20):
            (one if number % 2 else two).add(str(number), "1", {"number": number})
        assert [one.done(str(number), "1") for number in (1, 19)] == [{"number": 1}, {"number": 19}]
    with Journal(tmp_path, "options") as journal:
        assert [journal.done(str(number), "1") for number in range(20)] == [{"number": each} for each in range(20)]


def test_cleared_it_leaves_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path, "options") as journal:
        journal.add("a.py", "1", {})
        journal.clear()
        assert journal.done("a.py", "1") is None
        journal.add("b.py", "1", {"x": 1})
        assert journal.done("b.py", "1") == {"x": 1}
        journal.clear()
    assert list(tmp_path.iterdir()) == []


def test_old_ones_are_forgotten(tmp_path: Path) -> None:
    with Journal(tmp_path, "old") as journal:
        journal.add("a.py", "1", {})
    os.utime(only_file(tmp_path), (time.time() - 40 * 24 * 3600,) * 2)
    with Journal(tmp_path, "new"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_to_write_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Journal(tmp_path / "file" / "folder", "options") as journal:
        journal.add("a.py", "1", {})
        assert journal.done("a.py", "1") is None
        journal.clear()


def test_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path))
    assert default_journal_folder() == tmp_path / "journals"


_WORKER = """
import sys
from pathlib import Path
from typilus.runs.journal import Journal
with Journal(Path(sys.argv[1]), "options") as journal:
    for number in range(100_000):
        if journal.done(str(number), "1") is None:
            journal.add(str(number), "1", {"number": number, "text": "x" * (number % 500)})
            print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    told: list[int] = []
    for moment in (0.01, 0.03, 0.002):
        with subprocess.Popen([sys.executable, "-c", _WORKER, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            told.append(int(process.stdout.readline()))
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            told += [int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    assert len(set(told)) == len(told)  # nothing was done twice
    with Journal(tmp_path, "options") as journal:
        for number in told:
            assert journal.done(str(number), "1") == {"number": number, "text": "x" * (number % 500)}
        assert len(told) <= len(journal) <= len(told) + 3  # done, but not yet told
