"""Odd inputs, beside a good file in a project, through `predict`, `annotate --write` and `audit`.

Each call must end by itself, without a traceback, with the exit code that fits what it says; the good file must have a
result, and the odd one a result or an error; and of the files only those that were annotated may have changed, into
what compiles.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import stat
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.attack.odd_bytes import odd_bytes, odd_notebooks
from benchmarks.attack.odd_places import SOURCE, OddPlace, odd_places
from benchmarks.attack.odd_texts import odd_texts
from benchmarks.attack.outcomes import Attack
from benchmarks.attack.processes import Ending, run
from typilus.interfaces.cli import main

__all__ = ["attack_inputs", "names_of_inputs"]

COMMANDS = (
    ("predict",),
    ("annotate", "--write", "--checker", "none", "--min-confidence", "0", "--workers", "1"),
    ("audit", "--checker", "none", "--all", "--min-confidence", "0"),
)
NOBODY = 65534
Snapshot = dict[str, tuple[int, bytes]]


def _places() -> dict[str, OddPlace]:
    found = {f"bytes: {name:.60}": _containing("x.py", content) for name, content in odd_bytes().items()}
    found |= {f"text: {name!a:.60}": _containing("x.py", content) for name, content in odd_texts().items()}
    found |= {f"notebook: {name}": _containing("x.ipynb", content) for name, content in odd_notebooks().items()}
    return found | {f"place: {name}": make for name, make in odd_places().items()}


def names_of_inputs() -> list[str]:
    """Of all that `attack_inputs` tries."""
    return list(_places())


def attack_inputs(names: Iterator[str]) -> Iterator[Attack]:
    """Try some of them, each with three commands."""
    places = _places()
    _warm()
    for name in names:
        outcomes, faults = [], []
        for command in COMMANDS:
            with tempfile.TemporaryDirectory() as folder:
                outcome, fault = _tried(command, name, places[name], Path(folder))
            outcomes.append(outcome)
            if fault:
                faults.append(f"{command[0]}: {fault}")
        yield Attack("inputs", name, "/".join(dict.fromkeys(outcomes)), "; ".join(faults))


def _containing(name: str, content: bytes) -> OddPlace:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _tried(command: tuple[str, ...], name: str, make: OddPlace, folder: Path) -> tuple[str, str]:
    """One call: what became of it, and what is wrong with that, if anything."""
    project = folder / "project"
    project.mkdir()
    (project / "pyproject.toml").touch()
    good = project / "good.py"
    good.write_text(SOURCE)
    try:
        target = make(project)
    except OSError as error:
        return f"cannot be made here ({error.strerror})", ""
    before = snapshot(folder)
    arguments = [*command, "--format", "jsonl", str(target), str(good)]
    ending = run(arguments, folder, _prepared(folder, name))
    fault = ending.fault or _fault_of_answer(ending, good)
    if not fault:
        fault = _fault_of_files(before, snapshot(folder), command[0] == "annotate", _annotated(ending))
    return _outcome(ending, good), fault


def _warm() -> None:
    """Let this process import and read what every call needs, before it forks."""
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            _containing("good.py", SOURCE.encode())(Path(folder))
            with contextlib.redirect_stdout(io.StringIO()):
                main([*command, "--format", "jsonl", folder])


def _prepared(folder: Path, name: str) -> Callable[[], None]:
    """What a process does first; root may read everything, so that what has odd rights needs somebody else."""
    if os.geteuid() == 0 and name.endswith((" file", " folder", " list", " enter")):
        _give_away(folder)
        return partial(_become_nobody, folder / "cache")
    return partial(os.environ.update, TYPILUS_CACHE=str(folder / "cache"))


def _give_away(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def _become_nobody(cache: Path) -> None:
    # The cache of root is not for everybody.
    os.environ["TYPILUS_CACHE"] = str(cache)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _documents(ending: Ending) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ending.output.split("\n") if line]


def _annotated(ending: Ending) -> set[str]:
    """The names of files that are said to be changed."""
    return {os.path.realpath(document["path"]) for document in _documents(ending) if document.get("changed")}


def _outcome(ending: Ending, good: Path) -> str:
    if ending.code == 2:
        return "refused"
    others = [document for document in _documents(ending) if document["path"] != str(good)]
    return "error" if any(document["error"] for document in others) else "result" if others else "left out"


def _fault_of_answer(ending: Ending, good: Path) -> str:
    if ending.code == 2:
        # Settings that are wrong stop everything, and say where.
        return "" if ending.errors.startswith("typilus: ") else "exit code 2 without a message"
    try:
        documents = _documents(ending)
    except ValueError:
        return "what was printed is no JSON: " + ending.output[-200:]
    # What is reached by two names has one result.
    done = {os.path.realpath(document["path"]) for document in documents if document["error"] is None}
    if os.path.realpath(good) not in done:
        return "the good file has no result: " + ending.errors[-200:]
    failed = [document for document in documents if document["error"] is not None]
    if ending.code != bool(failed):
        return f"exit code {ending.code} with {len(failed)} errors: {ending.errors[-200:]}"
    # The first line names the file and says what is wrong; the line of the source and its place may follow.
    unclear = [document["error"] for document in failed if not _is_clear(document["error"], document["path"])]
    return f"an error that says nothing, or too much: {unclear}" if unclear else ""


def _is_clear(error: str, path: str) -> bool:
    words = error.removeprefix(path)
    return words != error and len(words) > len(":1:1: x") and words.count("\n") <= 2


def _fault_of_files(before: Snapshot, after: Snapshot, may_change: bool, annotated: set[str]) -> str:
    lost, added = before.keys() - after.keys(), after.keys() - before.keys()
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    if lost or added:
        return f"lost {sorted(lost)}, added {sorted(added)}"
    if changed and not may_change:
        return f"changed {sorted(changed)}"
    for name in changed:
        if before[name][0] != after[name][0] or (_compiles(before[name][1], name) > _compiles(after[name][1], name)):
            return f"damaged {name}"
        if os.path.realpath(name) not in annotated:
            return f"changed {name} and does not say so"
    return ""


def _compiles(content: bytes, name: str) -> bool:
    if name.endswith(".ipynb"):
        return isinstance(json.loads(content), dict)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(content, "x.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):  # some odd files parse and yet never compiled, as `nonlocal x` in a module
            return False
    return True


def snapshot(folder: Path) -> Snapshot:
    """Rights of everything below a folder but the cache, and contents of what may be read."""
    found = {}
    for top, folders, files in os.walk(folder):
        if Path(top) == folder and "cache" in folders:
            folders.remove("cache")
        for name in (*folders, *files):
            path = os.path.join(top, name)  # noqa: PTH118 - names may be no text
            status = os.lstat(path)
            is_small = stat.S_ISREG(status.st_mode) and status.st_size < 1 << 26
            found[path] = (status.st_mode, Path(path).read_bytes() if is_small else b"")
    return found
