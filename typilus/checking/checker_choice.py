"""Choose a checker by its name, or the one that fits the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typilus.checking.checker import CommandLineChecker, TypeChecker
from typilus.checking.configuration import configuration_of
from typilus.checking.limited_commands import RunLimits
from typilus.checking.mypy import MypyChecker
from typilus.checking.pyrefly import PyreflyChecker
from typilus.checking.pyright import PyrightChecker
from typilus.checking.pytype import PytypeChecker
from typilus.checking.specs import SPECS
from typilus.checking.ty import TyChecker
from typilus.errors import CheckerError

__all__ = ["CHECKERS", "CheckerChoice", "choose_checker"]

_CHECKER_CLASSES: tuple[type[CommandLineChecker], ...] = (
    MypyChecker,
    PyrightChecker,
    PyreflyChecker,
    TyChecker,
    PytypeChecker,
)
CHECKERS = {
    spec.name: checker_class for spec in SPECS for checker_class in _CHECKER_CLASSES if checker_class.spec is spec
}
"""By name, in the order of `SPECS`."""


@dataclass(frozen=True)
class CheckerChoice:
    """A checker and the reason for choosing it."""

    checker: TypeChecker
    reason: str


def choose_checker(name: str, root: Path, limits: RunLimits | None = None) -> CheckerChoice:
    """Return the checker called `name`. For "auto", return the first that `root` configures, else the first installed.

    Raises:
        CheckerError: No checker has that name, or it is not installed; for "auto", none is installed.
    """
    if name != "auto":
        if name not in CHECKERS:
            raise CheckerError(f"unknown checker {name!r}; choose auto, {', '.join(CHECKERS)}")
        checker = CHECKERS[name](limits=limits)
        if checker.executable is None:
            raise CheckerError(f"{name} is not installed; pip install {name}, or choose another checker")
        return CheckerChoice(checker, f"{name} (requested by name)")
    missing = ""
    for checker_name, checker_class in CHECKERS.items():
        if location := configuration_of(root, checker_class.spec):
            checker = checker_class(limits=limits)
            if checker.executable is not None:
                return CheckerChoice(checker, f"{checker_name} (configured in {location})")
            missing += f"; {checker_name}, which the project configures ({location}), is not installed"
    for checker_name, checker_class in CHECKERS.items():
        checker = checker_class(limits=limits)
        if checker.executable is not None:
            return CheckerChoice(checker, f"{checker_name} (first installed checker){missing}")
    raise CheckerError(f"no type checker is installed{missing}; pip install mypy, or another of {', '.join(CHECKERS)}")
