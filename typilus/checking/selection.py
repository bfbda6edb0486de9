"""A checker by its name, or the one that fits the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typilus.checking.checker import CommandLineChecker, TypeChecker
from typilus.checking.configuration import configuration_of
from typilus.checking.mypy import MypyChecker
from typilus.checking.pyrefly import PyreflyChecker
from typilus.checking.pyright import PyrightChecker
from typilus.checking.pytype import PytypeChecker
from typilus.checking.running import RunLimits
from typilus.checking.specs import SPECS
from typilus.checking.ty import TyChecker
from typilus.errors import CheckerError

__all__ = ["CHECKERS", "CheckerChoice", "choose_checker"]

_KINDS: tuple[type[CommandLineChecker], ...] = (
    MypyChecker,
    PyrightChecker,
    PyreflyChecker,
    TyChecker,
    PytypeChecker,
)
CHECKERS = {spec.name: kind for spec in SPECS for kind in _KINDS if kind.spec is spec}
"""By name, in the order of `SPECS`."""


@dataclass(frozen=True)
class CheckerChoice:
    """A checker, and why this one."""

    checker: TypeChecker
    why: str


def choose_checker(name: str, root: Path, limits: RunLimits | None = None) -> CheckerChoice:
    """The checker of that name; for "auto" the first that `root` is configured for, else the first installed.

    Raises:
        CheckerError: no checker has that name, or it is not installed; for "auto", none is.
    """
    if name != "auto":
        if name not in CHECKERS:
            raise CheckerError(f"no checker is called {name!r}; choose auto, {', '.join(CHECKERS)}")
        checker = CHECKERS[name](limits=limits)
        if checker.executable is None:
            raise CheckerError(f"{name} is not installed; pip install {name}, or choose another checker")
        return CheckerChoice(checker, f"{name}: asked for by name")
    missing = ""
    for checker_name, kind in CHECKERS.items():
        if place := configuration_of(root, kind.spec):
            checker = kind(limits=limits)
            if checker.executable is not None:
                return CheckerChoice(checker, f"{checker_name}: the project configures it ({place})")
            missing += f"; {checker_name}, which the project configures ({place}), is not installed"
    for checker_name, kind in CHECKERS.items():
        checker = kind(limits=limits)
        if checker.executable is not None:
            return CheckerChoice(checker, f"{checker_name}: the first that is installed{missing}")
    raise CheckerError(f"no type checker is installed{missing}; pip install mypy, or another of {', '.join(CHECKERS)}")
