"""Programs are run and watched; a revealed type that a value is not of is found, wherever the value turns up."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.typilus.static_inference.witnesses import Witnesses, watch


def watched(folder: Path, text: str) -> Witnesses:
    path = folder / "numbers.py"
    path.write_text(dedent(text), encoding="utf-8")
    return watch(path)


PROGRAM = """
import asyncio
import enum
from dataclasses import dataclass, field


class Color(enum.Enum):
    RED = 1


@dataclass
class Shop:
    name: str
    stock: dict = field(default_factory=dict)

    def sell(self, item, *others, price=1.5, **taxes):
        self.last = item
        left = len(others)
        return left if taxes else None


def counted(limit):
    for number in range(limit):
        yield number
    return "done"


def risky(text):
    try:
        return int(text)
    except ValueError as error:
        raise KeyError(text) from error


def make():
    def inner(flag):
        return not flag

    return inner


async def slow():
    await asyncio.sleep(0)
    return "late"


shop = Shop("corner")
shop.sell("tea", "milk", "jam", vat=0.2)
shop.sell("tea")
numbers = list(counted(2))
risky("7")
try:
    risky("x")
except KeyError:
    pass
make()(True)
waited = asyncio.run(slow())
pair = ("a", 1)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Witnesses:
    return watched(tmp_path_factory.mktemp("watched"), PROGRAM)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("shop", "Shop", "Color"),
        ("Color", "type[Color]", "type[Shop]"),
        ("Color.RED", "Color", "int"),
        ("Shop.name", "str", "bytes"),
        ("Shop.stock", "dict[str, int]", "list"),
        ("Shop.last", "str", "int"),
        ("Shop.sell.self", "typing.Self", "Color"),
        ("Shop.sell.others", "str", "tuple[str, ...]"),
        ("Shop.sell.price", "float", "int"),
        ("Shop.sell.taxes", "float", "dict[str, float]"),
        ("Shop.sell.left", "int", "str"),
        ("Shop.sell()", "int | None", "int"),
        ("counted()", "collections.abc.Generator[int, None, str]", "collections.abc.Generator[str, None, str]"),
        ("counted.number", "int", "str"),
        ("risky()", "int", "int | None"),
        ("risky.error", "ValueError", "KeyError"),
        ("make()", "collections.abc.Callable[[bool], bool]", "bool"),
        ("make.<locals>.inner.flag", "bool", "str"),
        ("make.inner()", "bool", "str"),
        ("slow()", "str", "int"),
        ("numbers", "list[int]", "list[str]"),
        ("pair", "tuple[str, int]", "tuple[str, str]"),
        ("pair", "tuple[str | int, ...]", "tuple[str, ...]"),
        ("pair", "collections.abc.Sequence[int | str]", "collections.abc.Mapping"),
        ("waited", "typing.Literal['late']", "typing.Literal['early']"),
    ],
)
def test_a_wrong_type_is_told_from_a_right_one(program: Witnesses, name: str, right: str, wrong: str) -> None:
    assert program.has(name)
    assert program.contradiction(name, right) is None
    if (name, wrong) != ("risky()", "int | None"):
        assert name in (program.contradiction(name, wrong) or "")


def test_a_result_that_never_came_is_none_of_the_values(program: Witnesses) -> None:
    assert list(program.values["risky()"].values()) == [7], "the call that raised gave nothing"


@pytest.mark.parametrize(
    ("value", "types", "others"),
    [
        ("1", ["int", "float", "complex", "object", "int | str"], ["str", "bool", "None", "list[int]"]),
        ("True", ["bool", "int"], ["str"]),
        ("None", ["None", "int | None", "typing.Any"], ["int"]),
        ("()", ["tuple[()]", "tuple[int, ...]", "tuple"], ["tuple[int]", "list"]),
        ("{'a': [1]}", ["dict[str, list[int]]", "collections.abc.Mapping[str, object]"], ["dict[str, list[str]]"]),
        ("__import__('collections').Counter('aa')", ["collections.Counter[str]"], ["collections.Counter[int]"]),
        ("{1}", ["set[int]", "collections.abc.Collection[int]"], ["set[str]", "frozenset[int]"]),
        ("__import__('io').StringIO()", ["typing.TextIO", "io.StringIO"], ["typing.BinaryIO", "io.BytesIO"]),
        ("__import__('io').BytesIO()", ["typing.BinaryIO", "io.BytesIO"], ["typing.TextIO"]),
        ("__import__('re').compile('a')", ["re.Pattern[str]", "re.Pattern"], ["re.Match", "str"]),
        ("len", ["collections.abc.Callable"], ["type"]),
        ("int", ["type[int]", "type[float | int]", "type"], ["type[str]", "int"]),
        ("iter([])", ["collections.abc.Iterator[int]"], ["collections.abc.Generator", "list"]),
    ],
)
def test_values_of_types(tmp_path: Path, value: str, types: list[str], others: list[str]) -> None:
    witnesses = watched(tmp_path, f"x = {value}\n")
    assert [type_ for type_ in types if witnesses.contradiction("x", type_) is not None] == []
    assert [type_ for type_ in others if witnesses.contradiction("x", type_) is None] == []


def test_a_class_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"shop\.Nothing"):
        watched(tmp_path, "x = 1\n").contradiction("x", "shop.Nothing")


def test_modules_of_a_program_are_gone_when_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "corner_shop.py").write_text("class Tea: ...\n", encoding="utf-8")
    before = list(sys.path)
    witnesses = watched(tmp_path, "from corner_shop import Tea\ncup = Tea()\n")
    assert witnesses.contradiction("cup", "corner_shop.Tea") is None
    assert "corner_shop" not in sys.modules
    assert sys.path == before
    with pytest.raises(ZeroDivisionError):
        watched(tmp_path, "1 / 0\n")
    assert sys.path == before
