"""Code and configuration that leave a mark when a checker, or this package, runs or obeys them: no mark may appear."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.attack.outcomes import Attack
from tests.typilus.checking.test_hostile_projects import CONFIGURATIONS, MODULES, WRONG
from tests.typilus.checking.test_mypy_settings import SPELLINGS
from tests.typilus.files.hostile import hostile_module, marks
from typilus.checking.checker import CommandLineChecker
from typilus.checking.checker_choice import CHECKERS
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.project import CheckedProject

__all__ = ["attack_by_planting", "names_of_planted"]

NAMES = ("a.py", "@args.py", "--version.py", "$(touch x;touch y).py")


def names_of_planted() -> list[str]:
    """Every checker with every name of a file, and mypy with every spelling of plugins."""
    return [f"{checker} {name}" for checker in CHECKERS for name in NAMES] + [
        f"mypy plugins {number}" for number in range(len(SPELLINGS))
    ]


def attack_by_planting(names: Iterable[str]) -> Iterator[Attack]:
    """Check some of the projects, each from within its folder."""
    here = Path.cwd()
    for name in names:
        checker, _, what = name.partition(" ")
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            _plant(root, Path(folder) / "marks")
            if what.startswith("plugins "):
                file, text = SPELLINGS[int(what.partition(" ")[2])]
                (root / "mypy.ini").unlink()
                (root / file).write_text(text, encoding="utf-8")
                what = "a.py"
            os.chdir(root)
            try:
                yield Attack("planted", name, *_checked(CHECKERS[checker](), root, what))
            finally:
                os.chdir(here)


def _plant(root: Path, left: Path) -> None:
    (root / ".venv" / "bin").mkdir(parents=True)
    left.mkdir()
    for name in (*MODULES, "evil", "évil"):
        (root / f"{name}.py").write_text(hostile_module(left, name))
    (root / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.7\n")
    for name in ("python", "python3", "mypy", "git", "node"):
        (root / ".venv" / "bin" / name).write_text(f"#!/bin/sh\ntouch {left}/{name}\n")
        (root / ".venv" / "bin" / name).chmod(0o755)
    for name, text in CONFIGURATIONS.items():
        (root / name).write_text(text.replace("MARKS", str(left)))
    (root / "args.py").write_text(f"--config-file=mypy.ini\n--junit-xml={left}/junit_xml\n")
    (root / "a.py").write_text("number = 'text'\n")


def _checked(checker: CommandLineChecker, root: Path, name: str) -> tuple[str, str]:
    before = {path: path.lstat().st_mtime_ns for path in root.rglob("*")}
    with CheckedProject(root) as project:
        outcome = checker.check(project, {root / name: WRONG})
    if outcome.status is CheckStatus.UNAVAILABLE:
        return "not installed", ""
    left = marks(root.parent / "marks")
    if left:
        return "fault", f"ran or obeyed {left}"
    if {path: path.lstat().st_mtime_ns for path in root.rglob("*")} != before:
        return "fault", "the project was written to"
    if name == "a.py" and outcome.status is not CheckStatus.FAILED:
        return str(outcome.status.value), f"does not judge: {outcome.reason}"
    return str(outcome.status.value), ""
