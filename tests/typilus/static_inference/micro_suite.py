"""Small programs with the type that a careful engineer would write for each parameter, return and variable.

They are the sections of the documents `tests/cases/inference/<category>.md`: a heading, a sentence that says what is
shown, and the program as a fenced block; a program of several files is a block for each, below its name, the first of
which is asked about. At the end of the line that defines a symbol stands the type that is right for it:

    def add(self, item, price):  # revealed: item: str; price: float; return: None

A type is canonical, with classes of the file by their bare name; where several are as good, ` or ` stands between
them, the best first. `(missed)` marks what our own static inference does not find by itself today. Tools get the
programs without these comments. Every program runs, and no value that a symbol has then contradicts what is revealed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import extract, parse_source
from graph_extraction.graph import Symbol, SymbolKind
from typilus.prediction.file_prediction import TypePrediction

__all__ = ["CATEGORIES", "DOCUMENTS", "MicroProgram", "micro_programs", "read_document"]

DOCUMENTS = Path(__file__).parents[2] / "cases" / "inference"
CATEGORIES = tuple(sorted(path.stem for path in DOCUMENTS.glob("*.md")))

_REVEALED = re.compile(r"  # revealed: (.+)")
_MISSED = " (missed)"
_FENCE = "```python\n"
_FILE_NAME = re.compile(r"`([\w./]+)`:")


@dataclass(frozen=True, slots=True)
class MicroProgram:
    """One program.

    Attributes:
        category: one of `CATEGORIES`.
        name: its heading, as a module would be named.
        shows: the sentence below the heading.
        files: texts by relative path, without the comments of revealed types; first the one to infer types in.
        expected: the types that are right by qualified name (a return as `Shop.add()`), the best first.
        missed: names of which our own static inference does not find the type.
    """

    category: str
    name: str
    shows: str
    files: Mapping[str, str]
    expected: Mapping[str, tuple[str, ...]]
    missed: frozenset[str]

    def __str__(self) -> str:
        return f"{self.category}/{self.name}"

    @property
    def source(self) -> str:
        """The text to infer types in."""
        return next(iter(self.files.values()))

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What `source` defines."""
        return extract(parse_source(self.source, str(self))).symbols

    def write_to(self, folder: Path) -> Path:
        """Write the files: one file into the category's folder, several into a folder of their own there.

        Returns:
            The path of the file to infer types in.
        """
        home = folder / self.category / (self.name if len(self.files) > 1 else "")
        for path, text in self.files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
        return home / next(iter(self.files))


@functools.cache
def micro_programs() -> tuple[MicroProgram, ...]:
    """All of them, by category.

    Raises:
        ValueError: see `read_document`.
    """
    return tuple(
        program
        for category in CATEGORIES
        for program in read_document(category, (DOCUMENTS / f"{category}.md").read_text(encoding="utf-8"))
    )


def read_document(category: str, text: str) -> list[MicroProgram]:
    """The programs of one document.

    Raises:
        ValueError: a section has no sentence or no program, or a revealed type names no symbol of its line.
    """
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    return [_program(category, section) for section in sections]


def _program(category: str, section: str) -> MicroProgram:
    heading, _, body = section.partition("\n")
    name = heading.lower().replace(" ", "_")
    shows, *blocks = _paragraphs_and_blocks(body)
    files: dict[str, str] = {}
    path = f"{name}.py"
    for block in blocks:
        if block.startswith(_FENCE):
            files[path] = block.removeprefix(_FENCE).removesuffix("```")
        elif (file_name := _FILE_NAME.fullmatch(block)) is not None:
            path = file_name[1]
        else:
            raise ValueError(f"{category}/{name}: neither a program nor the name of one: {block}")
    if shows.startswith(_FENCE) or not files:
        raise ValueError(f"{category}/{name}: a section is a sentence and a program")
    expected, missed = _revealed(f"{category}/{name}", next(iter(files.values())))
    plain = {path: _REVEALED.sub("", text) for path, text in files.items()}
    return MicroProgram(category, name, shows, plain, expected, missed)


def _paragraphs_and_blocks(body: str) -> Iterator[str]:
    for part in re.split(r"^(```python\n.*?^```)$", body, flags=re.MULTILINE | re.DOTALL):
        yield from [part] if part.startswith(_FENCE) else filter(None, map(str.strip, part.split("\n\n")))


def _revealed(program: str, text: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Expected types by qualified name, and which of the names are marked as missed."""
    names = {
        (symbol.line, "return" if symbol.kind is SymbolKind.RETURN else symbol.name): symbol
        for symbol in extract(parse_source(text, program)).symbols
    }
    expected: dict[str, tuple[str, ...]] = {}
    missed = set()
    for number, line in enumerate(text.splitlines(), start=1):
        comment = _REVEALED.search(line)
        for item in comment[1].split("; ") if comment is not None else ():
            name, _, types = item.partition(": ")
            if (number, name) not in names or not types:
                raise ValueError(f"{program}: the line defines no such symbol: {item}")
            symbol = TypePrediction(names.pop((number, name)), None, None, ()).qualified_name
            expected[symbol] = tuple(types.removesuffix(_MISSED).split(" or "))
            if types.endswith(_MISSED):
                missed.add(symbol)
    if not expected:
        raise ValueError(f"{program}: nothing is revealed")
    return expected, frozenset(missed)
