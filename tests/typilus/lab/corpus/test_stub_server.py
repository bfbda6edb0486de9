"""The process that has loaded pytype: its protocol line by line, and nothing of typilus in it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.lab.corpus.pytype_doubles import install
from typilus.lab.corpus import stub_server

SCRIPT = Path(stub_server.__file__)


def run(folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any] | str]:
    """What the server says of requests, with the stand-in that is installed in a folder: the greeting and the rest."""
    done = subprocess.run(
        [str(folder / "python"), "-B", str(SCRIPT)],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    greeting, *answers = done.stdout.splitlines()
    return [json.loads(greeting), *answers]


def request(folder: Path, name: str, text: str | bytes) -> dict[str, Any]:
    (folder / f"{name}.py").write_bytes(text if isinstance(text, bytes) else text.encode())
    return {
        "source": str(folder / f"{name}.py"),
        "module": name,
        "pythonpath": str(folder / "stubs"),
        "output": str(folder / f"{name}.json"),
        "cpu_seconds": 20,
        "clock_seconds": 60,
        "memory_bytes": 4 << 30,
    }


def answer(folder: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return found


def test_it_greets_and_answers_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch)
    (tmp_path / "fake" / "site" / "pytype" / "__init__.py").write_text("print('pytype prints, too')\n")
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "shop.pyi").write_text("x: int\n")
    said = run(
        tmp_path / "fake",
        [
            request(tmp_path, "first", "# stub: a: int\n"),
            request(tmp_path, "second", "# raise\n"),
            request(tmp_path, "third", "# stub: c: str\n"),
        ],
    )
    python = ".".join(map(str, sys.version_info[:2]))
    assert said == [{"pytype": "9.8", "python": python}, "done", "done", "done"]
    assert answer(tmp_path, "first") == {"pyi": "# sees shop.pyi\na: int"}
    assert answer(tmp_path, "second") == {"failure": "KeyError"}
    assert answer(tmp_path, "third")["pyi"].endswith("c: str")
    assert not list(tmp_path.glob("*.partial")), "an answer is there whole or not at all"


def test_a_pytype_that_does_not_start_is_an_error_in_the_greeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "fake", monkeypatch, works=False)
    assert run(tmp_path / "fake", [request(tmp_path, "a", "x = 1\n")]) == [{"error": "ImportError: no typeshed"}]
    assert not (tmp_path / "a.json").exists()


def test_a_file_is_read_in_the_encoding_that_it_declares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch)
    (tmp_path / "stubs").mkdir()
    run(
        tmp_path / "fake",
        [
            request(tmp_path, "latin", "# coding: latin-1\n# stub: é: int\n".encode("latin-1")),
            request(tmp_path, "broken", b"# stub: \xe9: int\n"),
        ],
    )
    assert answer(tmp_path, "latin")["pyi"].endswith("é: int")
    assert answer(tmp_path, "broken") == {"failure": "SyntaxError"}


def test_nothing_of_typilus_is_imported_since_its_python_need_not_have_it() -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
