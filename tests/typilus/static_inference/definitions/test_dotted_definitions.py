"""Definitions that dotted names stand for."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.definitions.dotted_definitions import definition_named
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.inference import StaticInference

CODE = """
import os.path
class Shop:
    def open(self): ...
class Kiosk(Shop): ...
size = 3
"""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Shop", ClassDefinition),
        ("Shop.open", FunctionDefinition),
        ("Kiosk.open", FunctionDefinition),
        ("os.path.join", FunctionDefinition),
        ("property", ClassDefinition),
        ("size", type(None)),
        ("Shop.close", type(None)),
        ("Shop.open.name", type(None)),
        ("unknown.name", type(None)),
    ],
)
def test_a_definition_by_its_dotted_name(name: str, kind: type) -> None:
    module = ModuleText("town", "", ast.parse(CODE))
    inference = StaticInference()
    inference.modules.add(module)
    assert type(definition_named(inference.program.classes, module, name)) is kind
