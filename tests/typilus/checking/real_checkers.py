"""What every checker must do with real files; run where the checker is installed, skipped with a reason elsewhere.

Looked for in the folder that the environment variable TYPILUS_CHECKERS names, then where the package looks.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from typilus.checking.checker import CommandLineChecker, find_executable
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.limited_commands import RunLimits
from typilus.checking.new_errors import new_errors
from typilus.checking.project import CheckedProject

# Machines that test are often busy; pytype alone takes ten seconds on an idle one.
PATIENT = RunLimits(seconds=600.0)

PRICES = """\
def double(number: int) -> int:
    return number * 2
"""
SHOP = """\
from pkg.prices import double


def total():
    return double(2)


def label(text):
    return "Total: " + text


label("many")
"""
RIGHT = SHOP.replace("total():", "total() -> int:").replace("label(text):", "label(text: str) -> str:")
# As long as the right one, so that a cache that looks at sizes only would not notice.
WRONG_RETURN = RIGHT.replace("total() -> int:", "total() -> str:")
WRONG_ARGUMENT = RIGHT.replace("(text: str)", "(text: int)")


def installed(kind: type[CommandLineChecker]) -> CommandLineChecker:
    folder = os.environ.get("TYPILUS_CHECKERS")
    executable = shutil.which(kind.spec.executable, path=folder) if folder else None
    executable = executable or find_executable(kind.spec.executable)
    if executable is None:
        pytest.skip(f"{kind.spec.name} is not installed (looked in TYPILUS_CHECKERS and on the path)")
    return kind(executable, PATIENT)


def write_project(root: Path) -> Path:
    """A package of two modules, the second of which has no annotations; gives that one."""
    package = root / "pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "prices.py").write_text(PRICES)
    (package / "shop.py").write_text(SHOP)
    return package / "shop.py"


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    """All that is under `root`: contents and times of change."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes() if path.is_file() else b"", path.lstat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
    }


def check_the_contract(kind: type[CommandLineChecker], root: Path) -> None:
    """Right annotations pass; a wrong return and a wrong argument are found; the project is never written to."""
    checker = installed(kind)
    shop = write_project(root)
    before = snapshot(root)
    with CheckedProject(root) as project:
        baseline = checker.check(project, {shop: SHOP})
        assert baseline.status is CheckStatus.PASSED, baseline
        assert baseline.version
        assert checker.check(project, {shop: RIGHT}).status is CheckStatus.PASSED
        for text, line in ((WRONG_RETURN, "    return double(2)"), (WRONG_ARGUMENT, "")):
            outcome = checker.check(project, {shop: text})
            assert outcome.status is CheckStatus.FAILED, outcome
            added = new_errors(
                baseline.diagnostics, outcome.diagnostics, {"pkg/shop.py": SHOP}, {"pkg/shop.py": text}, checker.concern
            )
            assert added
            assert {each.path for each in added} == {"pkg/shop.py"}
            if line:
                # Some checkers report the value that is returned, others the annotation that it breaks.
                lines = {text.splitlines()[each.line - 1] for each in added}
                assert lines <= {line, "def total() -> str:"}
        assert checker.check(project, {shop: RIGHT}).status is CheckStatus.PASSED
        copy = project.copy
    assert not copy.exists()
    assert snapshot(root) == before
