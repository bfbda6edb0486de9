"""Types as they are meant where a symbol stands."""

from __future__ import annotations

from typilus.project.reading import read_text
from typilus.ranking.position_adapter import PositionAdapter
from typilus.recommenders.recommender import Recommendation

TEXT = """\
def outside(*rows, **options): ...
class Shop:
    def copy(self, items): ...
"""


def adapted(name: str, kind: str) -> list[str]:
    file = read_text(TEXT)
    symbol = next(each for each in file.graph.symbols if each.name == name)
    return [each.type for each in PositionAdapter(file).adapt(symbol, [Recommendation(kind, 0.5, "test")])]


def test_starred_parameters_are_annotated_by_element() -> None:
    assert adapted("options", "dict[str, int | None]") == ["int | None"]
    assert adapted("rows", "tuple[str, ...]") == ["str"]
    assert adapted("rows", "tuple[str, int]") == ["tuple[str, int]"]
    assert adapted("options", "dict[int, str]") == ["dict[int, str]"]
    assert adapted("rows", "tuple[f.<locals>.C, ...]") == ["tuple[f.<locals>.C, ...]"]
    assert adapted("options", "str") == ["str"]
    assert adapted("items", "dict[str, int]") == ["dict[str, int]"]


def test_self_means_nothing_outside_of_a_class() -> None:
    assert adapted("outside", "typing.Self") == []
    assert adapted("items", "list[typing.Self]") == ["list[typing.Self]"]
    assert adapted("copy", "typing.Self") == ["typing.Self"]


LOCAL = """\
def make(first):
    class Till:
        def join(self, second): ...
    def inner(third): ...
    fourth = Till()
class Box:
    def open(self):
        class Lid:
            class Hinge: ...
        fifth = Lid()
def other(sixth):
    class Till: ...
    seventh = Till()
class Lid: ...
"""


def test_a_class_of_a_function_means_nothing_outside_of_it() -> None:
    file = read_text(LOCAL, "pkg.py")
    adapter = PositionAdapter(file)
    said = [Recommendation(kind, 0.5, "test") for kind in ("list[pkg.make.Till]", "pkg.Box.open.Lid.Hinge", "pkg.Lid")]
    found = {
        (each.kind.value, each.name): [one.type for one in adapter.adapt(each, said)] for each in file.graph.symbols
    }
    everywhere, till, hinge = ["pkg.Lid"], ["list[pkg.make.Till]", "pkg.Lid"], ["pkg.Box.open.Lid.Hinge", "pkg.Lid"]
    inside = {**dict.fromkeys(("second", "third", "fourth", "seventh"), till), "fifth": hinge}
    inside = {**inside, "first": everywhere, "sixth": everywhere}
    assert {name: types for (kind, name), types in found.items() if kind != "return" and name in inside} == inside
    assert found["return", "make"] == found["return", "open"] == everywhere, (
        "what it returns is annotated outside of it"
    )
    assert found["return", "join"] == found["return", "inner"] == till
