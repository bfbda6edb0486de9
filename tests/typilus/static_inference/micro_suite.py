"""Small programs with the type that a careful engineer would write for each parameter, return and variable.

They lie in `tests/cases/inference/<category>/`, each a file, or a folder with a `main.py` and what it imports. Their
first lines hold what is expected, as `#: Shop.add.item: str`: the symbol as `TypePrediction.qualified_name` has it (a
return as `Shop.add()`), then its canonical type (classes of the file by their bare name); where several types are as
good, with ` or ` between them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CATEGORIES", "PROGRAMS", "MicroProgram", "micro_programs"]

PROGRAMS = Path(__file__).parents[2] / "cases" / "inference"
CATEGORIES = (
    "arguments",
    "assignments",
    "builtins",
    "classes",
    "decorators",
    "dictionaries",
    "direct_calls",
    "dynamic",
    "exceptions",
    "external_modules",
    "functions",
    "generators",
    "imports",
    "keyword_arguments",
    "lambdas",
    "lists",
    "mro",
    "returns",
)

_EXPECTED = re.compile(r"#: (\S+): (.+)")


@dataclass(frozen=True, slots=True)
class MicroProgram:
    """One program.

    Attributes:
        category: one of `CATEGORIES`.
        name: of its file or folder.
        path: the file to infer types in; what it imports lies beside it.
        expected: by symbol, the types that are right, the best first.
    """

    category: str
    name: str
    path: Path
    expected: Mapping[str, tuple[str, ...]]

    @property
    def source(self) -> str:
        """The program's text."""
        return self.path.read_text(encoding="utf-8")


@functools.cache
def micro_programs() -> tuple[MicroProgram, ...]:
    """All of them, by category and name.

    Raises:
        ValueError: a file does not begin with what is expected of it, or says it twice.
    """
    return tuple(_read(category, path) for category in CATEGORIES for path in _paths(PROGRAMS / category))


def _paths(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.py"), *folder.glob("*/main.py")])


def _read(category: str, path: Path) -> MicroProgram:
    expected: dict[str, tuple[str, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#:"):
            break
        found = _EXPECTED.fullmatch(line)
        if found is None or found[1] in expected:
            raise ValueError(f"{path}: not read: {line}")
        expected[found[1]] = tuple(found[2].split(" or "))
    if not expected:
        raise ValueError(f"{path}: nothing is expected of it")
    name = path.parent.name if path.name == "main.py" else path.stem
    return MicroProgram(category, name, path, expected)
