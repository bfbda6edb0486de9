"""The mocks that `unittest.mock.patch`, as a decorator, hands to tests: one for each, the lowest first.

https://docs.python.org/3/library/unittest.mock.html#patch
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.frameworks.declarations import keywords_of, positional, told

__all__ = ["handed_by_mock"]

_PATCHES = {"patch": 1, "mock.patch": 1, "patch.object": 2, "mock.patch.object": 2}
"""So many arguments stand before the replacement, which is handed over only if it is not given. Routers have a method
`patch`, too."""
_NEW, _NEW_CALLABLE = "new", "new_callable"
_CALLABLES = frozenset({"AsyncMock", "Mock", "MagicMock", "NonCallableMock", "NonCallableMagicMock", "PropertyMock"})


def handed_by_mock(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the node of the mock that a parameter of a patched function gets."""
    assert not isinstance(function.node, ast.Lambda)
    decorators = function.node.decorator_list[::-1]
    if function.owner is not None and function.node.name.startswith("test"):
        decorators += function.owner.node.decorator_list[::-1]
    mocks = [mock for decorator in decorators if (mock := _mock(decorator)) is not None]
    names = positional(function)
    if name in names[: len(mocks)]:
        yield told(unit, mocks[names.index(name)])


def _mock(decorator: ast.expr) -> str | None:
    """Return the class of the mock that a decorator hands over, None if it hands over none."""
    if not isinstance(decorator, ast.Call):
        return None
    before = _PATCHES.get(dotted(decorator.func).removeprefix("unittest."))
    keywords = keywords_of(decorator)
    if before is None or len(decorator.args) > before or _NEW in keywords or len(keywords) < len(decorator.keywords):
        return None
    class_name = dotted(keywords[_NEW_CALLABLE]).rpartition(".")[2] if _NEW_CALLABLE in keywords else "MagicMock"
    return f"unittest.mock.{class_name}" if class_name in _CALLABLES else None
