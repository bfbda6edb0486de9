"""The parts of a URL that Flask and its relatives hand to a view: `@app.route("/users/<int:number>")`.

https://flask.palletsprojects.com/en/stable/quickstart/#variable-rules
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.frameworks.declarations import text_of, told

__all__ = ["handed_by_routes"]

_METHODS = frozenset({"route", "get", "post", "put", "delete", "patch", "websocket"})
_PART = re.compile(r"<(?:(?P<converter>\w+)(?:\([^<>]*\))?:)?(?P<name>\w+)>")
_CONVERTERS = {
    **dict.fromkeys(("", "string", "path", "any", "default"), "str"),
    "int": "int",
    "float": "float",
    "uuid": "uuid.UUID",
}


def handed_by_routes(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the nodes of what the routes of a view hand to a parameter. Converters of a project's own are unknown."""
    assert not isinstance(function.node, ast.Lambda)
    for decorator in function.node.decorator_list:
        if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
            continue
        pattern = text_of(decorator.args[0]) if decorator.args else None
        if decorator.func.attr in _METHODS and pattern is not None:
            for part in _PART.finditer(pattern):
                if part["name"] == name:
                    type_text = _CONVERTERS.get(part["converter"] or "")
                    yield unit.unknown() if type_text is None else told(unit, type_text)
