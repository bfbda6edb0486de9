"""Values that reach a parameter, and that its function's body does not take."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

_CALLS = """
settings = {"name": "a", "size": 2}
for key in settings:
    show(settings[key])
"""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("value.upper()", "str"),
        ("value - 1", "int"),
        ("print(value)", "int | str"),
        ("value.nothing()", "int | str"),
    ],
)
def test_a_parameter_keeps_what_its_body_takes(body: str, kind: str) -> None:
    assert inferred(f"def show(value):\n    {body}\n{_CALLS}")["show.value"].rstrip("?") == kind


def test_none_stays() -> None:
    source = "def show(value):\n    if value:\n        value.upper()\nfor each in ['a', None, 2]:\n    show(each)\n"
    assert inferred(source)["show.value"].rstrip("?") == "str | None"


def test_a_base_class_stays_beside_its_subclasses() -> None:
    source = """
    class Model: ...
    class Item(Model):
        artist = "a"
    def show(model):
        return model.artist
    def make() -> Model: ...
    for each in [make(), Item()]:
        show(each)
    """
    assert inferred(source)["show.model"] == "Model?"
