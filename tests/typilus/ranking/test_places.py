"""Types as they are meant where a symbol stands."""

from __future__ import annotations

from typilus.project.reading import read_text
from typilus.ranking.places import Places
from typilus.recommenders.recommender import Recommendation

TEXT = """\
def outside(*rows, **options): ...
class Shop:
    def copy(self, items): ...
"""


def fitted(name: str, kind: str) -> list[str]:
    file = read_text(TEXT)
    symbol = next(each for each in file.graph.symbols if each.name == name)
    return [each.type for each in Places(file).fitted(symbol, [Recommendation(kind, 0.5, "test")])]


def test_starred_parameters_are_annotated_by_element() -> None:
    assert fitted("options", "dict[str, int | None]") == ["int | None"]
    assert fitted("rows", "tuple[str, ...]") == ["str"]
    assert fitted("rows", "tuple[str, int]") == ["tuple[str, int]"]
    assert fitted("options", "dict[int, str]") == ["dict[int, str]"]
    assert fitted("options", "str") == ["str"]
    assert fitted("items", "dict[str, int]") == ["dict[str, int]"]


def test_self_means_nothing_outside_of_a_class() -> None:
    assert fitted("outside", "typing.Self") == []
    assert fitted("items", "list[typing.Self]") == ["list[typing.Self]"]
    assert fitted("copy", "typing.Self") == ["typing.Self"]
