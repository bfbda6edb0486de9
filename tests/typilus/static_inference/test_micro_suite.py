"""The micro-suite is whole: enough programs, each expectation of a symbol that is there, in canonical form."""

from __future__ import annotations

import ast
import collections
from pathlib import Path

import pytest

from tests.typilus.static_inference.micro_suite import CATEGORIES, MicroProgram, micro_programs, read_document
from tests.typilus.static_inference.witnesses import Witnesses, watch
from typilus.annotation_types import FileNames, canonicalize
from typilus.prediction.file_prediction import TypePrediction

MIN_PROGRAMS = 15
# Names that nobody annotates, and what Python itself lays down.
NOT_ASKED = {"_", "__init__", "__all__", "__slots__"}

DOCUMENT = """# Shops

What shops do.

## Price of tea

A constant of another module.

`main.py`:

```python
from prices import TEA

PRICE = TEA  # revealed: PRICE: int or float (missed)


def total(count):  # revealed: count: int; return: int or float
    return count * PRICE
```

`prices.py`:

```python
TEA = 3  # in euros
```

## Closed

No price.

```python
price = None  # revealed: price: None
```
"""


def test_enough_programs_in_every_category() -> None:
    counts = collections.Counter(program.category for program in micro_programs())
    assert sorted(counts) == sorted(CATEGORIES)
    assert len(CATEGORIES) >= 18
    assert min(counts.values()) >= MIN_PROGRAMS, counts


def test_programs_differ() -> None:
    trees = collections.Counter(ast.dump(ast.parse(program.source)) for program in micro_programs())
    assert max(trees.values()) == 1


@pytest.mark.parametrize("program", micro_programs(), ids=str)
def test_revealed_types_are_canonical_and_leave_no_symbol_out(program: MicroProgram) -> None:
    for name, types in program.expected.items():
        assert len(set(types)) == len(types), name
        for text in types:
            assert str(canonicalize(text, FileNames())) == text, name
    names = {each: TypePrediction(each, None, None, ()).qualified_name for each in program.symbols}
    counts = collections.Counter(names.values())
    repeated = {name for name, count in counts.items() if count > 1}  # a property's getter and setter have one name
    assert not repeated & program.expected.keys()
    asked = {name for symbol, name in names.items() if symbol.annotatable and symbol.name not in NOT_ASKED}
    assert asked - program.expected.keys() <= repeated


@pytest.mark.parametrize("program", micro_programs(), ids=str)
def test_revealed_types_are_those_of_the_values_when_a_program_runs(program: MicroProgram, tmp_path: Path) -> None:
    witnesses = watch(program.write_to(tmp_path))
    for name, types in program.expected.items():
        wrong = [why for why in (contradiction(witnesses, name, type_) for type_ in types) if why is not None]
        assert len(wrong) < len(types), wrong


def contradiction(witnesses: Witnesses, name: str, type_: str) -> str | None:
    try:
        return witnesses.contradiction(name, type_)
    except LookupError:
        return f"{type_} names no class"


def test_a_document_is_read(tmp_path: Path) -> None:
    tea, closed = read_document("shops", DOCUMENT)
    assert (str(tea), tea.shows) == ("shops/price_of_tea", "A constant of another module.")
    assert tea.expected == {"PRICE": ("int", "float"), "total.count": ("int",), "total()": ("int", "float")}
    assert tea.missed == {"PRICE"}
    assert "revealed" not in tea.source
    assert tea.write_to(tmp_path) == tmp_path / "shops" / "price_of_tea" / "main.py"
    assert (tmp_path / "shops" / "price_of_tea" / "prices.py").read_text("utf-8") == "TEA = 3  # in euros\n"
    assert closed.write_to(tmp_path).read_text("utf-8") == "price = None\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("No program.\n", "a sentence and a program"),
        ("```python\nx = 1  # revealed: x: int\n```\n", "a sentence and a program"),
        ("Text.\n\nMore text.\n\n```python\nx = 1  # revealed: x: int\n```\n", "nor the name of one: More text"),
        ("Text.\n\n```python\nx = 1\n```\n", "nothing is revealed"),
        ("Text.\n\n```python\nx = 1  # revealed: y: int\n```\n", "defines no such symbol: y: int"),
        ("Text.\n\n```python\nx = 1  # revealed: x: int; x: int\n```\n", "defines no such symbol: x: int"),
        ("Text.\n\n```python\nx = 1  # revealed: x\n```\n", "defines no such symbol: x"),
    ],
)
def test_a_document_with_a_mistake_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_document("shops", f"# Shops\n\n## Tea\n\n{text}")
