"""Classes of functions: their names in types, and the symbols that cannot name them."""

from __future__ import annotations

from typilus.project.local_classes import LocalClasses
from typilus.project.reading import read_text

TEXT = """\
def make(first):
    class Till: ...
    second = Till()
def other(third): ...
"""


def test_the_file_s_own_local_classes_are_named_as_types_name_them() -> None:
    local = LocalClasses(read_text(TEXT))
    assert local.named("list[make.<locals>.Till] | None") == "list[make.Till] | None"
    assert local.named("far.run.<locals>.Till") == "far.run.<locals>.Till", "no file can name it"
    assert local.named("dict[str, int]") == "dict[str, int]"


def test_they_are_hidden_from_all_outside_of_their_function() -> None:
    file = read_text(TEXT)
    local = LocalClasses(file)
    hidden = {symbol.name for symbol in file.graph.symbols if local.hidden_from(symbol) == {"make.Till"}}
    assert hidden == {"first", "third", "make", "other"}
    nothing = read_text("def f(x): ...\n")
    assert not any(LocalClasses(nothing).hidden_from(symbol) for symbol in nothing.graph.symbols)
