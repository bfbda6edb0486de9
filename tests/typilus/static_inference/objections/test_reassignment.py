"""What becomes of a parameter's name, against the types of what callers pass."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("page = int(page)", "str", "it is assigned int (line 2)"),
        ("page = int(page)", "int", None),
        ("page = int(page)", "float", None),
        ("page = int(page)", "int | str", None),
        ("page = int(page)", "bool", "it is assigned int (line 2)"),
        ("page = list(page)", "collections.abc.Iterable[int]", None),
        ("page = list(page)", "tuple[int, ...]", "it is assigned list"),
        ("if page == '':\n        page = None", "str", "it is assigned None (line 3)"),
        ("for page in range(3):\n        print(page)", "str", "it is assigned int"),
        # What may be of the type, or takes the place of what is missing.
        ("import os\n    page = os.environ.get(page)", "str", None),
        ("page = page or 3", "str", None),
        ("page = page.other()", "str", None),
        # Nothing is known of the value: it must do for the type.
        ("for page in page.all():\n        print(page['name'])", "str", "is indexed by str, which str does not allow"),
        ("for page in page.all():\n        print(page['name'])", "dict[str, int]", None),
        ("for page in page.all():\n        print(page[0])", "str", None),
        ("return page", "str", None),
    ],
)
def test_later_values_of_a_parameters_name(body: str, kind: str, reason: str | None) -> None:
    assert reassigned(f"def show(page):\n    {body}\n", kind).startswith(reason or "") is True
    assert (reassigned(f"def show(page):\n    {body}\n", kind) == "") == (reason is None)


def test_what_a_star_collects_has_the_type_of_its_elements() -> None:
    assert reassigned("def show(*page):\n    page = list(page)\n", "int") == ""


def reassigned(source: str, kind: str) -> str:
    read = parse_source(source, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols)
    (page,) = (each for each in symbols if each.kind.value == "parameter")
    return inference.judge.reassigned("", page, parse_type(kind)) or ""
