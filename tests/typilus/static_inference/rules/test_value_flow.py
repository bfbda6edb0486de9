"""Slots, merges, `await`."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_a_variable_has_all_that_is_assigned() -> None:
    assert inferred("x = 1\nx = 'a'\n")["x"] == "int | str"


def test_annotations_are_believed() -> None:
    found = inferred("x: float = 1\ny = x\ndef f(a: int) -> str: ...\nz = f(1)\n")
    assert (found["y"], found["z"]) == ("float", "str")
    assert found["f.a"] == "int?"


def test_args_and_kwargs_are_collected() -> None:
    found = inferred("def f(*args, **kwargs):\n    x = args\n    y = kwargs\nf(1, 2, a='b')\n")
    assert found["f.x"] == "tuple[int, ...]"
    assert found["f.y"] == "dict[str, typing.Any]?"


def test_keyword_arguments_tell_of_one_another_only_where_they_are_said_to_be_alike() -> None:
    text = "def f(**kwargs{}):\n    timeout = kwargs.pop('timeout', None)\nf(name='b', unix=True)\n"
    assert "f.timeout" not in inferred(text.format(""))
    assert "f.timeout" not in inferred(text.format(": Any"))
    assert inferred(text.format(": int"))["f.timeout"] == "int | None"


def test_an_annotation_does_not_speak_for_itself() -> None:
    found = inferred("def f(a: float = 1) -> float:\n    return 1\nx: float = f()\ny: bytes = 'a'\n")
    assert (found["f.a"], found["f()"], found["x"], found["y"]) == ("int?", "int", "float", "str")
