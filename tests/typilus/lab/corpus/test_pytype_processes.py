"""The server and its processes: limits hold, one bad file stops nothing, nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.typilus.lab.corpus.pytype_doubles import install
from typilus.errors import CorpusError
from typilus.lab.corpus.pytype_processes import PytypePool, Request, find_interpreter


def request_for(folder: Path, name: str, text: str, cpu: int = 30, clock: int = 300) -> Request:
    source = folder / f"{name}.py"
    source.write_text(text)
    return {
        "source": str(source),
        "module": name,
        "pythonpath": str(folder / "stubs"),
        "output": str(folder / f"{name}.json"),
        "cpu_seconds": cpu,
        "clock_seconds": clock,
        "memory_bytes": 4 << 30,
    }


def answers(folder: Path) -> Mapping[str, Mapping[str, str]]:
    return {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def test_each_way_to_fail_is_named_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch)
    requests = [
        request_for(tmp_path, "a_good", "# stub: x: int\n"),
        request_for(tmp_path, "b_spin", "# spin\n", cpu=1),
        request_for(tmp_path, "c_crash", "# crash\n"),
        request_for(tmp_path, "d_eat", "# eat\n"),
        request_for(tmp_path, "e_raise", "# raise\n"),
        request_for(tmp_path, "f_dead", "# kill the server\n"),
        request_for(tmp_path, "g_good", "# stub: y: int\n"),
    ]
    done: list[int] = []
    with PytypePool(1) as pool:
        assert pool.version.startswith("pytype 9.8, Python 3.")
        pool.run(requests, done.append)
    found = answers(tmp_path)
    assert {name: answer.get("failure") for name, answer in found.items()} == {
        "a_good": None,
        "b_spin": "time limit",
        "c_crash": f"ended by signal {int(signal.SIGSEGV)}",
        "d_eat": "MemoryError",
        "e_raise": "KeyError",
        "f_dead": "process died",
        "g_good": None,
    }
    assert found["g_good"]["pyi"].endswith("y: int")
    assert sum(done) == len(requests)


def test_time_by_the_clock_is_limited_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch)
    with PytypePool(1) as pool:
        pool.run([request_for(tmp_path, "a", "# sleep\n", clock=1)], lambda count: None)
    assert answers(tmp_path) == {"a": {"failure": "time limit"}}


def test_an_interrupt_ends_what_runs_and_answers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch)

    def interrupt(count: int) -> None:
        raise KeyboardInterrupt

    start = time.monotonic()
    requests = [request_for(tmp_path, "a", ""), *(request_for(tmp_path, f"z{n}", "# sleep\n") for n in range(4))]
    with PytypePool(2) as pool:
        with pytest.raises(KeyboardInterrupt):
            pool.run(requests, interrupt)
        started = [process._process.process.pid for process in pool._processes]
    assert time.monotonic() - start < 60
    assert list(answers(tmp_path)) == ["a"]
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_pytype_that_does_not_start_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "fake", monkeypatch, works=False)
    with pytest.raises(CorpusError, match=r"no typeshed.*pip install"):
        PytypePool(1)


def test_the_interpreter_that_the_command_runs_with_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "linked"))
    for folder in ("linked", "real"):
        (tmp_path / folder).mkdir()
    with pytest.raises(CorpusError, match=r"not found: pip install"):
        find_interpreter()
    script = tmp_path / "real" / "pytype"
    script.write_text("#!/opt/tools/bin/python3.11\n")
    script.chmod(0o755)
    # As pipx puts it there.
    (tmp_path / "linked" / "pytype").symlink_to(script)
    assert find_interpreter() == "/opt/tools/bin/python3.11"


def test_the_real_pytype(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([os.environ["PATH"], os.environ.get("TYPILUS_CHECKERS", "")]))
    try:
        find_interpreter()
    except CorpusError:
        pytest.skip("pytype is not installed (looked in TYPILUS_CHECKERS and on the path)")
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "dep.pyi").write_text("class Shop: ...\ndef make() -> Shop: ...\n")
    text = "import dep\nimport time\nprint('loud')\ndef f(x):\n    return dep.make()\nN = [1]\n"
    with PytypePool(1) as pool:
        pool.run([request_for(tmp_path, "a", text), request_for(tmp_path, "b", "def f(:\n")], lambda count: None)
    found = answers(tmp_path)
    assert "def f(x) -> dep.Shop: ..." in found["a"]["pyi"]
    assert "N: list[int]" in found["a"]["pyi"]
    assert found["b"]["failure"] in ("CompileError", "SyntaxError")
