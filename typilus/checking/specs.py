"""What is known of each checker without importing it: help, settings, extras and documentation read it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MYPY", "PYREFLY", "PYRIGHT", "PYTYPE", "SPECS", "TY", "CheckerSpec"]


@dataclass(frozen=True, slots=True)
class CheckerSpec:
    """A checker as users know it.

    Attributes:
        name: as users call it, and the extra of the package that brings it.
        executable: the command.
        own_files: files that are its configuration and nothing else.
        sections: in files that many tools share, the file and the section that means it.
        checks_dependents: whether a few more files in a check cost little, so that those that import a changed file
            are checked with it.
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
