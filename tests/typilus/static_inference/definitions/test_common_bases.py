"""The nearest class that several classes have in common."""

from __future__ import annotations

import pytest

from graph_extraction import parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.common_bases import common_base, says_nothing
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.modules import Modules

SOURCE = """\
class Animal: ...
class Bird(Animal): ...
class Duck(Bird): ...
class Goose(Bird): ...
class Cat(Animal): ...
class Read: ...
class Written: ...
class Safe(Read, Written): ...
class Full(Read, Written): ...
"""


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ("Duck Goose", "Bird"),
        ("Duck Cat", "Animal"),
        ("Duck Bird", "Bird"),
        ("Duck Read", None),
        ("Duck int", None),
        ("type[Duck] type[Cat]", "type[Animal]"),
        ("Duck type[Cat]", None),
        # Which of the two says what they are?
        ("Safe Full", None),
        ("Safe Read", "Read"),
        ("KeyError IndexError", "LookupError"),
    ],
)
def test_common_base(types: str, expected: str | None) -> None:
    program = Program(Modules({}))
    module = ModuleText("m", "", parse_source(SOURCE, "<string>").tree)
    program.modules.add(module)
    program.build(module)
    named = [parse_type(text.replace("[", "[m.") if "[" in text else text) for text in types.split()]
    own = [type_ if type_.name in _BUILT_IN else parse_type(f"m.{type_}") for type_ in named]
    found = common_base(own, program.classes)
    assert (None if found is None else str(found).replace("m.", "")) == expected


_BUILT_IN = ("int", "KeyError", "IndexError", "type")


def test_bases_that_say_nothing() -> None:
    assert says_nothing(parse_type("object"))
    assert not says_nothing(parse_type("m.Bird"))
