"""Small programs with the type that a name has where it stands, at every binding that says so.

`tests/cases/bindings/<kind>.py` has the programs of one kind. Each begins with a heading, `# = Nested unpacking`, and
goes on to the next; behind `# + shop.py` stands another file of the same program. At the end of a line stands what is
right there:

    name, *middle = row  #: name: str; middle: list[int]
    count = len(middle)  #: int

A type is that of the name's first occurrence in the line, or of the name that the line begins with. It is canonical,
with classes of the file by their bare name; where several are as good, ` or ` stands between them. Every program runs,
and no value that a name has where it is marked contradicts what is written there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "Binding", "BindingProgram", "binding_programs", "read_programs"]

FOLDER = Path(__file__).parents[2] / "cases" / "bindings"
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
MAIN = "program.py"

_MARK = re.compile(r"  #: (.+)")
_HEADING = re.compile(r"^# = (.+)\n", re.MULTILINE)
_FILE = re.compile(r"^# \+ (\S+)\n", re.MULTILINE)
_TARGET = re.compile(r"\s*([\w.]+)\s*(?:[-+*/|]{0,2}=|:)")


@dataclass(frozen=True, slots=True)
class Binding:
    """A marked occurrence.

    Attributes:
        line, column: its position, the line from 1 and the column from 0, in characters.
        name: the name that stands there, the last part of a dotted one.
        types: what is right there, the best first.
    """

    line: int
    column: int
    name: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BindingProgram:
    """One program.

    Attributes:
        kind: one of `KINDS`.
        title: its heading.
        files: texts by relative path, without marks; the first is the one to run.
        bindings: what is marked in that.
    """

    kind: str
    title: str
    files: Mapping[str, str]
    bindings: tuple[Binding, ...]

    def __str__(self) -> str:
        return f"{self.kind}/{self.title}"

    @property
    def source(self) -> str:
        """The text that is asked about."""
        return self.files[MAIN]

    def write_to(self, folder: Path) -> Path:
        """Write the files into a folder of their own, and return the path of the one to run."""
        home = folder / self.kind / re.sub(r"\W+", "_", self.title)
        for path, text in self.files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
        return home / MAIN


@functools.cache
def binding_programs() -> tuple[BindingProgram, ...]:
    """All of them, by kind.

    Raises:
        ValueError: see `read_programs`.
    """
    return tuple(
        program for kind in KINDS for program in read_programs(kind, (FOLDER / f"{kind}.py").read_text("utf-8"))
    )


def read_programs(kind: str, text: str) -> Iterator[BindingProgram]:
    """The programs of one kind.

    Raises:
        ValueError: a mark names nothing in its line, or a program has none.
    """
    _, *sections = _HEADING.split(text)
    for title, section in zip(sections[::2], sections[1::2], strict=True):
        main, *others = _FILE.split(section)
        files = {MAIN: _MARK.sub("", main), **dict(zip(others[::2], others[1::2], strict=True))}
        bindings = tuple(
            binding
            for number, line in enumerate(main.splitlines(), start=1)
            if (mark := _MARK.search(line)) is not None
            for binding in _bindings(f"{kind}/{title}", number, line, mark[1])
        )
        if not bindings:
            raise ValueError(f"{kind}/{title}: nothing is marked")
        yield BindingProgram(kind, title, files, bindings)


def _bindings(program: str, number: int, line: str, mark: str) -> Iterator[Binding]:
    target = _TARGET.match(line)
    for item in mark.split("; "):
        name, colon, types = item.rpartition(": ")
        if not colon and target is not None:
            name = target[1]
        place = re.search(rf"(?<![\w.]){re.escape(name)}\b", line[: line.index("#: ")]) if name else None
        if place is None:
            raise ValueError(f"{program}: line {number} has no {name or 'name at its start'}")
        last = name.rpartition(".")[2]
        yield Binding(number, place.end() - len(last), last, tuple(types.split(" or ")))
