"""Run type checkers on a project with some texts replaced, and report the errors that the replacement causes.

This room runs mypy and the others, and compares their errors. It does not know what a prediction is: `judging`, which
builds on it, turns predictions into texts to check and drops the candidates that cause errors.

From the outside in: a `CheckedProject` is a copy that may be changed (project.py); a `TypeChecker` (checker.py) judges
it and returns a `CheckOutcome` (diagnostics.py): mypy, pyright, pyrefly, ty and pytype, a module each; `choose_checker`
(checker_choice.py) takes the one that the project is configured for. `new_errors` tells what a change has caused, and
`find_assignment` finds, in few runs, the most probable annotations that cause nothing; judging.py joins all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.checking.assignment_search import Assignment, find_assignment
    from typilus.checking.checker import TypeChecker, find_executable
    from typilus.checking.checker_choice import CHECKERS, CheckerChoice, choose_checker
    from typilus.checking.dependents import Dependents
    from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
    from typilus.checking.environments import find_environment
    from typilus.checking.judging import CheckerSession, RenderedText, SymbolLocation
    from typilus.checking.limited_commands import RunLimits, run_command
    from typilus.checking.project import CheckedProject
    from typilus.checking.pytype import interpreter_of
    from typilus.checking.specs import SPECS, CheckerSpec
    from typilus.checking.warm import WarmProcess, WarmProcessError

__all__ = [
    "CHECKERS",
    "SPECS",
    "Assignment",
    "CheckOutcome",
    "CheckStatus",
    "CheckedProject",
    "CheckerChoice",
    "CheckerSession",
    "CheckerSpec",
    "Concern",
    "Dependents",
    "Diagnostic",
    "RenderedText",
    "RunLimits",
    "SymbolLocation",
    "TypeChecker",
    "WarmProcess",
    "WarmProcessError",
    "choose_checker",
    "find_assignment",
    "find_environment",
    "find_executable",
    "interpreter_of",
    "run_command",
]

__getattr__ = lazy_names(
    __name__,
    {
        "assignment_search": (
            "Assignment",
            "find_assignment",
        ),
        "checker": ("TypeChecker", "find_executable"),
        "checker_choice": (
            "CHECKERS",
            "CheckerChoice",
            "choose_checker",
        ),
        "dependents": ("Dependents",),
        "diagnostics": (
            "CheckOutcome",
            "CheckStatus",
            "Concern",
            "Diagnostic",
        ),
        "environments": ("find_environment",),
        "judging": (
            "CheckerSession",
            "RenderedText",
            "SymbolLocation",
        ),
        "limited_commands": ("RunLimits", "run_command"),
        "project": ("CheckedProject",),
        "pytype": ("interpreter_of",),
        "specs": (
            "SPECS",
            "CheckerSpec",
        ),
        "warm": ("WarmProcess", "WarmProcessError"),
    },
)
