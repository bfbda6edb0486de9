"""Types moved between versions of a file, by scope, kind and name."""

from __future__ import annotations

import random

import pytest

from graph_extraction import parse_source
from typilus.errors import RewriteError
from typilus.lab.experiments.joined.erasing import erase_annotations
from typilus.rewriting import ExistingAnnotationPolicy, RewriteOptions
from typilus.weaving import WovenFile, donations_of, weave_documents

OPTIONS = RewriteOptions(module="shop", by_hand=True, python=(3, 12))

# The report's own example of weaving, in Python.
NETTLE = """
def hello(name: str) -> str:
    def inner() -> str:
        my_string: str = "Hello " + name
        return my_string
    return inner()
"""
PLAIN = """
def hello(name):
    def inner():
        my_string = "Hello " + name
        return my_string
    return inner()
"""


def weave(donor: str, target: str, scope: str = "", options: RewriteOptions = OPTIONS) -> WovenFile:
    return weave_documents(parse_source(donor, "donor.py"), parse_source(target, "shop.py"), options, scope)


def test_a_whole_file() -> None:
    assert weave(NETTLE, PLAIN).text == NETTLE


def test_below_a_scope_its_own_signature_stays() -> None:
    woven = weave(NETTLE, PLAIN, "hello").text
    assert woven == NETTLE.replace("def hello(name: str) -> str:", "def hello(name):")
    assert weave(NETTLE, PLAIN, "hello.inner").text == PLAIN.replace("my_string =", "my_string: str =")


def test_a_scope_that_is_not_there() -> None:
    with pytest.raises(RewriteError, match=r"no function or class bye; there are hello, hello\.inner"):
        weave(NETTLE, PLAIN, "bye")


def test_code_of_the_target_stays() -> None:
    donor = "def f(a: int, b: str = 'x') -> None: ...\n"
    target = "#!/usr/bin/python\r\ndef f( a ,  b=1 ):  # why\r\n\treturn None\r\n"
    woven = weave(donor, target)
    assert (
        woven.source.after == b"#!/usr/bin/python\r\ndef f( a: int ,  b: str = 1 ) -> None:  # why\r\n\treturn None\r\n"
    )


def test_names_are_resolved_in_the_donor_and_spelled_as_the_target_would() -> None:
    donor = "import decimal as d\nfrom typing import Optional\ndef f(x: Optional[d.Decimal]): ...\n"
    assert "def f(x: Decimal | None)" in weave(donor, "from decimal import Decimal\ndef f(x): ...\n").text
    assert "def f(x: decimal.Decimal | None)" in weave(donor, "import decimal\ndef f(x): ...\n").text
    assert "from decimal import Decimal" in weave(donor, "def f(x): ...\n").source.imports


def test_classes_of_the_donor_are_those_of_the_target() -> None:
    donor = "class A: ...\nclass B: ...\ndef f(a: A, b: B): ...\n"
    woven = weave(donor, "class A: pass\ndef f(a, b): ...\n")
    assert "def f(a: A, b):" in woven.text
    assert [refused.edit.name for refused in woven.refused] == ["b"]


def test_type_variables_that_the_target_lacks_do_not_become_any() -> None:
    donor = 'from typing import TypeVar\nT = TypeVar("T")\ndef f(x: list[T]) -> T: ...\n'
    woven = weave(donor, "def f(x): ...\n")
    assert not woven.changed
    assert {refused.reason for refused in woven.refused} == {"the target has no type variable T"}
    assert 'def f(x: "list[T]") -> "T":' in weave(donor, donor.replace(": list[T]) -> T", ")")).text


def test_a_stub_gives_attributes_and_methods() -> None:
    stub = "class A:\n    x: int\n    def __init__(self, y: bytes) -> None: ...\n"
    target = "class A:\n    def __init__(self, y):\n        self.x = f(y)\n"
    assert weave(stub, target).text == (
        "class A:\n    def __init__(self, y: bytes) -> None:\n        self.x: int = f(y)\n"
    )


def test_properties_have_their_own_parts() -> None:
    def text(getter: str, value: str, none: str) -> str:
        return (
            f"class A:\n    @property\n    def x(self){getter}: return 1\n"
            f"    @x.setter\n    def x(self, value{value}){none}: pass\n"
        )

    assert weave(text(" -> int", ": int", " -> None"), text("", "", "")).text == text(" -> int", ": int", " -> None")


def test_functions_of_one_name_are_paired_in_order_or_by_the_nearest_place() -> None:
    donor = "if A:\n    def f(x: int): ...\nelse:\n    def f(x: str): ...\n"
    assert weave(donor, donor.replace(": int", "").replace(": str", "")).text == donor
    assert weave(donor, "\n\n\ndef f(x): ...\n").text == "\n\n\ndef f(x: str): ...\n"


def test_what_the_target_lacks_is_told() -> None:
    woven = weave("def f(a: int, b: int): ...\ndef g(a: int): ...\nN: int\n", "def f(a): ...\n")
    assert [donation.qualified_name for donation in woven.homeless] == ["f.b", "g.a", "N"]


def test_annotations_that_are_there() -> None:
    donor, target = "def f(a: int, b: str, c: str): ...\n", "def f(a: float, b, c: str): ...\n"
    filled = weave(donor, target)
    assert filled.text == "def f(a: float, b: str, c: str): ...\n"
    assert [refused.edit.name for refused in filled.refused] == ["a"]  # c is annotated so already
    kept = RewriteOptions(ExistingAnnotationPolicy.KEEP, by_hand=True)
    assert weave(donor, target, options=kept).text == target
    over = RewriteOptions(ExistingAnnotationPolicy.OVERWRITE, by_hand=True)
    assert weave(donor, target, options=over).text == donor


def test_what_people_wrote_may_be_large_and_none() -> None:
    donor = "def f(x: dict[str, list[dict[str, list[int]]]]) -> None:\n    raise NotImplementedError\n"
    assert (
        weave(donor, donor.replace(": dict[str, list[dict[str, list[int]]]]", "").replace(" -> None", "")).text == donor
    )


def test_fields_are_not_made() -> None:
    target = "import dataclasses\n@dataclasses.dataclass\nclass A:\n    x = 1\n"
    woven = weave(target.replace("x =", "x: int ="), target)
    assert not woven.changed
    assert "could make it a field" in woven.refused[0].reason


def test_weaving_back_what_was_erased_gives_the_same_types() -> None:
    shuffled = random.Random(5)
    types = ["int", "str | None", "list[bytes]", "dict[str, int]", "Thing"]
    lines = ["class Thing:", "    pass"]
    for number in range(30):
        names = [f"p{index}: {shuffled.choice(types)}" for index in range(shuffled.randrange(4))]
        lines += [
            f"def f{number}({', '.join(names)}) -> {shuffled.choice(types)}:",
            f"    v: int = f{number}",
            "    return v",
        ]
    text = "\n".join(lines) + "\n"
    woven = weave(text, erase_annotations(text))
    assert not woven.refused
    expected, got = (donations_of(parse_source(code), "shop", is_package=False) for code in (text, woven.text))
    assert [(one.qualified_name, one.type) for one in got] == [(one.qualified_name, one.type) for one in expected]
    assert not weave(text, woven.text).changed


def test_in_a_notebook() -> None:
    page = weave(NETTLE, PLAIN)._repr_html_()
    assert "+def hello(name: str) -&gt; str:" in page
    assert "not written" not in page
