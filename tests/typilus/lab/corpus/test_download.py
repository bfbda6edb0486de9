"""Downloading: pinned, verified, resumed; pip itself is stood in for, so no test needs a network."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.lab.corpus.wheels import make_wheel
from typilus.errors import CorpusError
from typilus.lab.corpus import Package
from typilus.lab.corpus.download import fetch, pip_command, sha256_of


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return make_wheel(tmp_path / "index", "shop", {"shop/__init__.py": "x = 1\n"})


def stand_in(monkeypatch: pytest.MonkeyPatch, source: Path, *, status: int = 0, error: str = "") -> list[list[str]]:
    calls: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        folder = Path(command[command.index("--dest") + 1])
        if not status:
            (folder / source.name).write_bytes(source.read_bytes())
        return subprocess.CompletedProcess(command, status, "", error)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_fetch_downloads_once(tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = stand_in(monkeypatch, tmp_path / "index" / package.file)
    first = fetch(package, tmp_path / "wheels")
    assert sha256_of(first) == package.sha256
    assert fetch(package, tmp_path / "wheels") == first
    assert len(calls) == 1
    assert [path.name for path in (tmp_path / "wheels").iterdir()] == [package.file]


def test_a_damaged_file_is_fetched_again(tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = stand_in(monkeypatch, tmp_path / "index" / package.file)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / package.file).write_bytes(b"half of it")
    assert sha256_of(fetch(package, tmp_path / "wheels")) == package.sha256
    assert len(calls) == 1


def test_a_changed_file_is_refused(tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path / "index" / package.file)
    with pytest.raises(CorpusError, match="the manifest says"):
        fetch(replace(package, sha256="0" * 64), tmp_path / "wheels")
    assert list((tmp_path / "wheels").iterdir()) == []


def test_pip_errors_are_told(tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path / "index" / package.file, status=1, error="noise\nERROR: no such version")
    with pytest.raises(CorpusError, match=r"shop 1\.0: pip download failed: ERROR: no such version"):
        fetch(package, tmp_path / "wheels")


def test_pip_is_asked_for_exactly_one_wheel(tmp_path: Path, package: Package) -> None:
    binary = replace(package, file="shop-1.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl")
    command = pip_command(binary, tmp_path, tmp_path / "requirement.txt")
    assert "--no-deps" in command
    assert "--only-binary=:all:" in command
    assert "--require-hashes" in command
    assert command[command.index("--python-version") + 1] == "3.11"
    assert [command[i + 1] for i, word in enumerate(command) if word == "--platform"] == [
        "manylinux2014_x86_64",
        "manylinux_2_17_x86_64",
    ]
    pure = pip_command(package, tmp_path, tmp_path / "requirement.txt")
    assert pure[pure.index("--abi") + 1] == "none"
    assert not any("//" in word.replace(str(tmp_path), "") for word in command[3:])
