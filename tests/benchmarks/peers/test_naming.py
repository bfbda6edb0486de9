"""Bare names mean the classes of the file, then of the project, then of the standard library."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.naming import Namer, absolute
from graph_extraction import extract, read_source
from graph_extraction.graph import SymbolKind

TEXT = """\
from pkg.other import Basket as Bag
class Shop: pass
def add(*items, **options): pass
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "pkg"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "other.py").write_text("class Basket: pass\nclass Coin:\n    class Side: pass\n")
    (folder / "third.py").write_text("class Twice: pass\n")
    (folder / "fourth.py").write_text("class Twice: pass\n")
    (folder / "shop.py").write_text(TEXT)
    return folder / "shop.py"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Shop", "pkg.shop.Shop"),
        ("Bag", "pkg.other.Basket"),
        ("List[Coin]", "list[pkg.other.Coin]"),
        ("Twice", "Twice"),
        ("Path | None", "pathlib.Path | None"),
        ("TextIOWrapper", "io.TextIOWrapper"),
        ("Event", "threading.Event"),
        ("OrderedDict[str, int]", "collections.OrderedDict[str, int]"),
        ("typing.Callable[[int], str]", "collections.abc.Callable[[int], str]"),
        ("int", "int"),
        ("3 + 4", None),
        ("list[", None),
    ],
)
def test_canonical(file: Path, written: str, canonical: str | None) -> None:
    assert Namer(file.parents[1], file, read_source(file)).canonical(written) == canonical


def test_own_classes_by_their_bare_name(file: Path) -> None:
    namer = Namer(file.parents[1], file, read_source(file), own_module=False)
    assert namer.canonical("list[Shop]") == "list[Shop]"
    assert namer.canonical("pkg.shop.Shop") == "Shop"
    assert namer.canonical("Bag") == "pkg.other.Basket"


def test_what_is_said_is_joined(file: Path) -> None:
    source = read_source(file)
    namer = Namer(file.parents[1], file, source)
    symbols = {each.name: each for each in extract(source).symbols if each.kind is SymbolKind.PARAMETER}
    returned = next(each for each in extract(source).symbols if each.kind is SymbolKind.RETURN)
    assert namer.joined(["str", None, "int", "str"], returned) == "int | str"
    assert namer.joined([None], returned) is None
    assert namer.joined(["tuple[int, ...]"], symbols["items"]) == "int"
    assert namer.joined(["dict[str, Shop]"], symbols["options"]) == "pkg.shop.Shop"
    assert namer.joined(["tuple"], symbols["items"]) is None


def test_full_names_mean_nothing_in_the_file(file: Path) -> None:
    file.write_text("from datetime import datetime, date\n")
    namer = Namer(file.parents[1], file, read_source(file))
    assert namer.canonical("datetime.date") == "datetime.datetime.date"
    assert namer.canonical(f"list[{absolute('datetime.date')}] | {absolute('int')}") == "int | list[datetime.date]"
