"""The description of each checker, readable without importing it, for help, settings, extras and documentation."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MYPY", "PYREFLY", "PYRIGHT", "PYTYPE", "SPECS", "TY", "CheckerSpec"]


@dataclass(frozen=True, slots=True)
class CheckerSpec:
    """A checker as users know it.

    Attributes:
        name: Name of the checker, and of the package's extra that installs it.
        executable: Name of the command.
        own_files: Configuration files of this checker alone.
        sections: Sections that configure it, each after the name of its file, which many tools share.
        checks_dependents: Whether a few more files in a check cost little, so that files that import a changed file are
            checked with it.
    """

    name: str
    executable: str
    own_files: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    checks_dependents: bool = True


MYPY = CheckerSpec("mypy", "mypy", ("mypy.ini", ".mypy.ini"), (("setup.cfg", "mypy"), ("pyproject.toml", "tool.mypy")))
PYRIGHT = CheckerSpec(
    "pyright",
    "pyright",
    ("pyrightconfig.json",),
    (("pyproject.toml", "tool.pyright"), ("pyproject.toml", "tool.basedpyright")),
)
PYREFLY = CheckerSpec("pyrefly", "pyrefly", ("pyrefly.toml",), (("pyproject.toml", "tool.pyrefly"),))
TY = CheckerSpec("ty", "ty", ("ty.toml",), (("pyproject.toml", "tool.ty"),))
PYTYPE = CheckerSpec(
    "pytype",
    "pytype",
    ("pytype.cfg",),
    (("setup.cfg", "pytype"), ("pyproject.toml", "tool.pytype")),
    checks_dependents=False,
)
SPECS = (MYPY, PYRIGHT, PYREFLY, TY, PYTYPE)
"""In the order in which they are tried; pytype last, for it is no longer maintained and runs on few Pythons."""
