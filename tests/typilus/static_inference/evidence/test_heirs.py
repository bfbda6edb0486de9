"""What subclasses make of what a class leaves open."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from graph_extraction import SymbolKind, extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.inference import StaticInference

BODIES = ["pass", "return", "'''Code of it.'''", "...", "raise NotImplementedError", "raise NotImplementedError('x')"]


def left_open(source: str, root: Path | None = None, callers: tuple[str, ...] = ()) -> dict[str, bool | None]:
    """By qualified name, of the returns of a program's functions."""
    module, path = ("", "<string>") if root is None else ("main", str(root / "main.py"))
    read = parse_source(dedent(source), path)
    symbols = extract(read).symbols
    inference = StaticInference([] if root is None else [root])
    inference.infer(read, module, symbols, callers=callers)
    return {
        f"{symbol.scope}.{symbol.name}".lstrip("."): inference.left_open(module, symbol)
        for symbol in symbols
        if symbol.kind is SymbolKind.RETURN
    }


@pytest.mark.parametrize("body", BODIES)
def test_what_overrides_return_counts(body: str) -> None:
    source = f"""
        class Handler:
            def name(self):
                {body}
        class Loud(Handler):
            def name(self):
                return "print"
        """
    assert inferred(source) == {"Handler.name()": "str?", "Loud.name()": "str"}
    assert left_open(source)["Handler.name"] is True


def test_where_no_override_returns_anything_none_is_right() -> None:
    source = """
        class Handler:
            def run(self): pass
        class Middle(Handler):
            def run(self): pass
        class Loud(Middle):
            def run(self):
                print(self)
        """
    assert left_open(source) == {"Handler.run": False, "Middle.run": False, "Loud.run": None}


def test_nothing_is_known_without_overrides() -> None:
    source = """
        def free(): pass
        class Handler:
            def __init__(self): pass
            def run(self): pass
            def other(self): return 1
        class Loud(Handler):
            def other(self): return 2
        """
    assert set(left_open(source).values()) == {None}


def test_what_is_overridden_counts_too() -> None:
    source = """
        import unittest, logging
        class Base:
            def name(self) -> str: return ""
        class Null(Base):
            def name(self): pass
        class Case(unittest.TestCase):
            def setUp(self): pass
        class Quiet(logging.Formatter):
            def format(self, record): pass
        """
    found = left_open(source)
    assert (found["Null.name"], found["Case.setUp"], found["Quiet.format"]) == (True, False, True)


def test_overrides_in_other_files(tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text(
        "import main\nclass Loud(main.Handler):\n    title = 'a'\n    def name(self):\n        return 1\n", "utf-8"
    )
    source = "class Handler:\n    title = None\n    def name(self): pass\n"
    assert left_open(source, tmp_path) == {"Handler.name": None}
    assert left_open(source, tmp_path, ("loud", "gone")) == {"Handler.name": True}


def test_properties_generators_and_coroutines() -> None:
    source = """
        class Base:
            @property
            def label(self):
                raise NotImplementedError
            def items(self): pass
            async def fetch(self): pass
        class Heir(Base):
            @property
            def label(self):
                return "a"
            def items(self):
                yield 1
            async def fetch(self):
                return 1
        """
    assert inferred(source)["Base.label()"] == "str?"
    found = left_open(source)
    assert (found["Base.items"], found["Base.fetch"]) == (True, True)


def test_an_attribute_that_is_none_has_what_subclasses_give_it() -> None:
    source = """
        class Base:
            name = None
            size = None
            other = None
        class A(Base):
            name = "a"
        class B(A):
            size = 1
            def other(self): ...
        """
    assert inferred(source) == {
        "Base.name": "str | None",
        "Base.size": "int | None",
        "A.name": "str",
        "B.size": "int",
    }


def test_a_mixin_has_what_it_is_mixed_with() -> None:
    source = """
        class Reader:
            def __init__(self):
                self.line = 0
            def peek(self):
                return b""
        class Scanner:
            def __init__(self):
                self.own = ""
            def mark(self):
                return self.line
            def next(self):
                return self.peek()
            def kept(self):
                return self.own
            def unknown(self):
                return self.nowhere
        class Loader(Reader, Scanner): ...
        """
    found = inferred(source)
    assert (found["Scanner.line"], found["Scanner.mark()"], found["Scanner.next()"]) == ("int?", "int?", "bytes?")
    assert found["Scanner.kept()"] == "str"
    assert "Scanner.unknown()" not in found


def test_a_template_has_what_each_of_its_subclasses_sets() -> None:
    source = """
        class Page:
            def show(self):
                return self.title
        class Home(Page):
            title = "home"
        class Number(Page):
            def __init__(self):
                self.title = 1
        """
    assert inferred(source)["Page.show()"] == "int | str?"


def test_a_mixin_is_found_where_it_is_mixed_in_by_another_file(tmp_path: Path) -> None:
    (tmp_path / "loader.py").write_text(
        "from main import *\nclass Loader(Scanner):\n    def __init__(self):\n        self.line = 0\n", "utf-8"
    )
    read = parse_source("class Scanner:\n    def mark(self):\n        return self.line\n", str(tmp_path / "main.py"))
    symbols = extract(read).symbols
    found = StaticInference([tmp_path]).infer(read, "main", symbols, callers=["loader"])
    types = {symbol.name: str(one.type) for symbol, one in zip(symbols, found, strict=True) if one is not None}
    assert types == {"mark": "int", "line": "int"}


def test_an_attribute_that_is_set_after_the_constructor_of_the_base_begins_as_there() -> None:
    source = """
        class Base:
            def __init__(self):
                self.length = None
                self.title = None
        class Rule(Base):
            def __init__(self):
                super().__init__()
                self.title = "a"
            def run(self):
                self.length = 3
        """
    found = inferred(source)
    assert (found["Rule.length"], found["Rule.title"]) == ("int | None", "str")


def test_classes_that_inherit_from_one_another_end() -> None:
    source = "class A(B):\n    def f(self): pass\nclass B(A):\n    def f(self): pass\n"
    assert left_open(source) == {"A.f": None, "B.f": None}


def test_classes_inside_of_functions_override_too() -> None:
    source = """
    class Base:
        def name(self): pass
    def make():
        class Inner(Base):
            def name(self): return ''
        class Local:
            def size(self): raise NotImplementedError
        class Below(Local):
            def size(self): return 1
    """
    found = left_open(source)
    assert (found["Base.name"], found["make.<locals>.Local.size"]) == (True, True)


def test_what_subclasses_assign_to_an_attribute_is_read_from_objects_of_the_class() -> None:
    source = """
        class Thread: ...
        class Process: ...
        class Runner:
            Child = Process
            limit = 3
            def start(self):
                children = []
                children.append(self.Child())
                return children
            def left(self):
                return self.limit
        class Threaded(Runner):
            Child = Thread
            limit = None
            def left(self):
                return 1
        """
    found = inferred(source)
    assert found["Runner.start()"] == "list[Process | Thread]"
    assert found["Runner.left()"] == "int | None"


def test_parameters_of_a_method_that_is_left_open_and_of_its_overrides() -> None:
    found = inferred(
        """
        from abc import ABC, abstractmethod
        class Entity(ABC):
            @abstractmethod
            def update(self, dt): ...
            def draw(self, canvas, size):
                raise NotImplementedError
            def tick(self):
                self.draw("screen", 3)
        class Player(Entity):
            def update(self, seconds): print(seconds)
            def draw(self, canvas, size): print(canvas)
        Player().update(0.5)
        """
    )
    assert found["Entity.update.dt"] == "float?", "nobody calls it but by its override"
    assert (found["Player.draw.canvas"], found["Player.draw.size"]) == ("str?", "int?")


def test_a_method_and_an_override_that_nothing_is_known_to_call() -> None:
    found = inferred(
        """
        class Field:
            def clean(self, value, strict):
                return value
        class Text(Field):
            def clean(self, text, strict):
                return text
        class Number(Field):
            def clean(self, value, strict):
                return value
        Text().clean("a", True)
        Number().clean(1, 2)
        """
    )
    assert (found["Field.clean.value"], found["Text.clean.text"]) == ("int | str?", "str?")
    assert found["Number.clean.value"] == "int?"


def test_an_attribute_that_is_left_at_none_has_what_subclasses_set() -> None:
    found = inferred(
        """
        class Shape:
            color = None
            def __init__(self):
                self.area = self.name = None
                self.size = None
                self.size = 1
        class Circle(Shape):
            def fit(self):
                self.area = 1.5
                self.color = "red"
                self.size = b""
        class Square(Shape):
            def fit(self):
                self.area = 1
                self.name = "square"
        """
    )
    assert found["Shape.area"] == "float | None"
    assert found["Shape.color"] == "str | None"
    assert found["Shape.name"] == "str | None"
    assert found["Shape.size"] == "int | None", "it is more than a place for what subclasses set"
    assert found["Circle.area"] == "float | None"
    assert found["Square.area"] == "int | None", "what its sister sets is not its own"


def test_a_method_that_returns_nothing_returns_what_its_overrides_do() -> None:
    found = inferred(
        """
        class Node:
            def children(self):
                "Those below."
                return []
            def parent(self):
                return None
            def names(self):
                return ["a"]
        class Pair(Node):
            def __init__(self, left: Node, right: Node):
                self.left, self.right = left, right
            def children(self):
                return [self.left, self.right]
            def parent(self):
                return self.left
            def names(self):
                return ("b", "c")
        """
    )
    assert found["Node.children()"].rstrip("?") == "list[Node]"
    assert found["Node.parent()"].rstrip("?") == "Node | None"
    assert found["Node.names()"].rstrip("?") == "list[str]"
