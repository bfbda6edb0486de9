"""What names of modules, classes and objects have."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.inference import StaticInference


def found(program: str, value: str) -> str | None:
    return inferred(f"{program}\nx = {value}\n").get("x")


@pytest.mark.parametrize(
    ("module", "value", "type_"),
    [
        ("math", "math.pi", "float"),
        ("errno", "errno.EPERM", "int"),
        ("string", "string.digits", "str"),
        ("stat", "stat.S_IFDIR", "int"),
        ("os", "os.path", "types.ModuleType"),
        ("os.path", "os.path.sep", "str"),
        ("sys", "sys.argv", "list[str]"),
        ("random", "random.choice", "collections.abc.Callable?"),
        ("collections", "collections.OrderedDict", "type[collections.OrderedDict]?"),
        ("math", "math.nothing", None),
        ("nowhere", "nowhere.nothing", None),
    ],
)
def test_members_of_modules(module: str, value: str, type_: str | None) -> None:
    assert found(f"import {module}", value) == type_


def test_a_class_of_a_module_that_is_not_there_is_taken_by_its_spelling() -> None:
    program = "from nowhere import Shop, shop, SHOP\na = Shop()\nb = shop()\nc = SHOP\n"
    assert inferred(program) == {"a": "nowhere.Shop?"}


CLASSES = """
import enum
from typing import Final

class Base:
    shared = 1
    limit: Final = 8
    low: Final = -1.5
    nothing: Final = None
    declared: bytes
    def __init__(self): self.own = "a"
    def method(self): return 2.5
    @property
    def made(self): return [self.own]
    @staticmethod
    def static(): return b""
    @classmethod
    def of(cls): return cls()
    class Inner: ...

class Child(Base):
    def method(self): return super().method
"""


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("Base.shared", "int"),
        ("Base().shared", "int"),
        ("Base.limit", "int"),
        ("Base().low", "float"),
        ("Base().nothing", None),
        ("Base().declared", "bytes"),
        ("Base().own", "str"),
        ("Base.own", "str"),
        ("Base().made", "list[str]"),
        ("Base.made", None),
        ("Base().method()", "float"),
        ("Base.method(Base())", "float"),
        ("Base.static()", "bytes"),
        ("Base().static()", "bytes"),
        ("Base.of()", "Base"),
        ("Child.of()", "Base"),  # a limit: the class that a method is called on does not get into its body
        ("Child().method()()", "float"),
        ("Base.Inner()", "Base.Inner"),
        ("Base.__name__", "str"),
        ("Base.method.__qualname__", "str"),
        ("Base().missing", None),
        ("Base.missing", None),
        ("Base.mro()", "list[type]?"),
    ],
)
def test_members_of_classes_and_objects(value: str, type_: str | None) -> None:
    assert found(CLASSES, value) == type_


ENUMERATIONS = """
import enum

class Auto(enum.Enum):
    A = enum.auto()
    B = "b"

class Text(enum.StrEnum):
    A = enum.auto()

class Generated(enum.Enum):
    def _generate_next_value_(name, start, count, last): return b""
    A = enum.auto()
    B = 1

class Plain(enum.Enum):
    A = (1, "a")
    _ignored = 2.5
"""


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("Auto.A", "Auto"),
        ("Auto.A.value", "int | str"),
        ("Text.A.value", "str"),
        ("Generated.A.value", "int?"),
        ("Plain.A.value", "tuple[int, str]"),
        ("Plain.A._value_", "tuple[int, str]"),
        ("Plain.A.name", "str"),
        ("Plain['A']", "Plain"),
        ("Plain((1, 'a'))", "Plain"),
        ("Plain._ignored", "float"),
    ],
)
def test_members_of_enumerations(value: str, type_: str) -> None:
    assert found(ENUMERATIONS, value) == type_


def test_what_a_class_gives_for_names_that_it_lacks() -> None:
    program = "class A:\n    x = 1\n    def __getattr__(self, name): return b''\n"
    assert found(program, "A().missing") == "bytes?"
    assert found(program, "A().x") == "int"
    assert found(program, "A().__missing__") is None
    assert found(program, "A.missing") is None


@pytest.mark.parametrize(
    ("value", "type_"), [("Row().field", "int"), ("Row.field", "str"), ("Row().plain", "Field"), ("Row().late", "bool")]
)
def test_descriptors_are_asked_only_where_the_class_has_them(value: str, type_: str) -> None:
    program = """
from typing import overload
class Field:
    @overload
    def __get__(self, row: None, owner: type) -> str: ...
    @overload
    def __get__(self, row: object, owner: type) -> int: ...
    def __get__(self, row, owner): ...
class Late:
    def __get__(self, row, owner=None) -> bool: ...
class Row:
    field = Field()
    late: Late
    def __init__(self): self.plain = Field()
"""
    assert found(program, value) == type_


def test_members_of_another_module_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("from shop.tea import price as cost\nname = 'corner'\n", "utf-8")
    (tmp_path / "shop" / "tea.py").write_text("price = 2.5\ndef brew(): return b''\n", "utf-8")
    program = "import shop.tea\na = shop.cost\nb = shop.name\nc = shop.tea.brew()\nd = shop.tea\ne = shop.milk\n"
    assert inferred(program, tmp_path) == {"a": "float", "b": "str", "c": "bytes", "d": "types.ModuleType"}


def test_a_property_gives_what_its_getter_returns_wherever_its_setter_stands() -> None:
    program = """
class Shop:
    @property
    def price(self): return 2.5
    @price.setter
    def price(self, price): self.paid = price
"""
    assert found(program, "Shop().price") == "float"


def test_a_getter_that_nobody_reads_has_what_it_returns() -> None:
    kinds = inferred(
        """
        class Shop:
            def __init__(self):
                self.cost = 2.5
            @property
            def price(self):
                return self.cost
            @price.setter
            def price(self, price):
                self.cost = price
        """
    )
    assert kinds["Shop.price()"].rstrip("?") == "float"


def test_of_a_class_that_nobody_knows_more_of_the_members_of_all_classes_are_known() -> None:
    assert inferred("def f(t: type):\n    x = t.__name__\n    y = t.price\n") == {
        "f.x": "str",
        "f()": "None",
    }


def test_installed_functions_are_what_their_signatures_declare(tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    (installed / "lib").mkdir(parents=True)
    (installed / "lib/__init__.py").write_text(
        "def changed(function): return 3\n@changed\ndef declared() -> str: ...\n@changed\ndef open_(): return 'x'\n"
        "def plain(): return [1]\n"
    )
    source = "import lib\na = lib.declared()\nb = lib.open_\nc = lib.plain()\n"
    document = parse_source(source, str(tmp_path / "main.py"))
    symbols = extract(document).symbols
    found = StaticInference([], [installed]).infer(document, "main", symbols)
    assert [str(one.type) for one in found if one is not None] == ["str", "int", "list[int]"]


def test_a_descriptor_gives_itself_to_the_class_alone() -> None:
    found = inferred(
        """
        class Reactive:
            def __get__(self, instance, owner):
                if instance is None:
                    return self
                return 4
        class Area:
            width = Reactive()
        of_object = Area().width
        of_class = Area.width
        """
    )
    assert (found["of_object"], found["of_class"]) == ("int", "Reactive | int")
