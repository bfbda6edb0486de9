from __future__ import annotations

import ast

from tests.typilus.lab.infiller_training.small_infiller import SHOP
from typilus.lab.infiller_training.crops import Crop, crop_file


def answers(crop: Crop) -> list[str]:
    return [crop.text[hint.start : hint.end] for hint in crop.hints]


def test_fields_functions_and_variables_have_crops() -> None:
    file = crop_file("shop", "shop/prices.py", SHOP)
    fields, method, function, variable = file.crops
    assert fields.text.startswith("class Till(Base):\n")
    assert answers(fields) == ["int", "Counter"]
    assert method.text.startswith("class Till(Base):\n")
    assert "    @property\n    def label(" in method.text
    assert answers(method) == ["int", "Counter", "str", "int", "Path", "str | None", "list[str]"]
    assert function.text.startswith("def weigh(")
    assert answers(function) == ["float", "dict[str, int] | None", "int"]
    assert variable.text.endswith("LIMIT: int = 12\n")
    assert file.classes == ("Counter", "Path", "Till")
    assert file.imports.splitlines()[-1] == "from pathlib import Path"


def test_the_middle_of_a_long_function_is_left_out() -> None:
    body = "".join(f"    value_{number} = compute({number})\n" for number in range(200))
    text = f"def f(x: int) -> str:\n{body}    if x:\n        return 'a'\n    return value_7\n"
    [crop] = crop_file("p", "f.py", text).crops
    assert len(crop.text) < 1_500
    assert answers(crop) == ["int", "str"]
    assert crop.text.endswith("        return 'a'\n    return value_7\n")


def test_only_parts_with_hints_are_crops() -> None:
    assert crop_file("p", "f.py", "def f(x):\n    return x\n\n\nclass A:\n    x = 1\n").crops == ()
    assert crop_file("p", "f.py", "def f(:\n").crops == ()


def test_crops_hold_lines_of_the_file_alone() -> None:
    lines = set(SHOP.splitlines())
    for number, crop in enumerate(crop_file("shop", "shop/prices.py", SHOP).crops):
        assert set(crop.text.splitlines()) <= lines
        if number < 3:  # the last is some lines around a variable
            ast.parse(crop.text)
