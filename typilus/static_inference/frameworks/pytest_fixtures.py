"""The fixtures that a test sees: those of its class and module, of the `conftest.py` files around it, and pytest's own.

https://docs.pytest.org/en/stable/reference/fixtures.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import MappingProxyType

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import versions
from typilus.static_inference.frameworks.declarations import keywords_of, text_of, told
from typilus.static_inference.graph.dependency_graph import Code
from typilus.static_inference.rules.containers import Element

__all__ = ["fixture_value", "is_fixture"]

_OWN = MappingProxyType(
    {
        "cache": "pytest.Cache",
        "capfd": "pytest.CaptureFixture[str]",
        "capfdbinary": "pytest.CaptureFixture[bytes]",
        "caplog": "pytest.LogCaptureFixture",
        "capsys": "pytest.CaptureFixture[str]",
        "capsysbinary": "pytest.CaptureFixture[bytes]",
        "monkeypatch": "pytest.MonkeyPatch",
        "pytestconfig": "pytest.Config",
        "pytester": "pytest.Pytester",
        "record_property": "collections.abc.Callable[[str, object], None]",
        "recwarn": "pytest.WarningsRecorder",
        "request": "pytest.FixtureRequest",
        "tmp_path": "pathlib.Path",
        "tmp_path_factory": "pytest.TempPathFactory",
        # Of plugins that many use.
        "event_loop": "asyncio.AbstractEventLoop",
        "mocker": "pytest_mock.MockerFixture",
    }
)


def is_fixture(function: FunctionDefinition) -> bool:
    """Return whether a function is decorated as a fixture, of pytest or of a plugin for coroutines."""
    return function.has("fixture")


def fixture_value(unit: Unit, function: FunctionDefinition, name: str) -> int | None:
    """Return the node of the fixture that a test or fixture asks for by a name, None if there is none."""
    fixture = next((one for one in _fixtures(unit.program, function, name) if one is not function), None)
    if fixture is not None:
        return _result(unit, fixture)
    own = _OWN.get(name)
    return None if own is None else told(unit, own)


def _fixtures(program: Code, function: FunctionDefinition, name: str) -> Iterator[FunctionDefinition]:
    """Yield the fixtures of a name, the nearest first: one that asks for its own name means the next."""
    if function.owner is not None:
        yield from (method for method in function.owner.methods if is_fixture(method) and _name(method) == name)
    modules = [function.module, *_conftests(program, function.module)]
    plugins = [plugin for module in modules for plugin in _plugins(module)]
    modules += [module for plugin in plugins if (module := program.modules.find(plugin)) is not None]
    for module in modules:
        own = module.derived(_by_name).get(name)
        fixture = own or program.classes.lookup(module, name)  # it may be imported
        if isinstance(fixture, FunctionDefinition) and is_fixture(fixture):
            yield fixture


def _conftests(program: Code, module: ModuleText) -> Iterator[ModuleText]:
    """Yield the modules of the `conftest.py` files beside a module and in the folders around it, the nearest first."""
    parts = module.name.split(".")
    for depth in range(len(parts) - 1, -1, -1):
        conftest = program.modules.find(".".join([*parts[:depth], "conftest"]))
        if conftest is not None and conftest is not module and not program.modules.is_foreign(conftest):
            yield conftest


def _by_name(module: ModuleText) -> dict[str, FunctionDefinition]:
    """The fixtures at the top level of a module."""
    functions = (module.function_of(nodes, "") for statements in module.body.values() for nodes in versions(statements))
    return {_name(function): function for function in functions if is_fixture(function)}


def _name(fixture: FunctionDefinition) -> str:
    """The name that a fixture is asked for by: its own, or that which its decorator gives it."""
    assert not isinstance(fixture.node, ast.Lambda)
    for decorator in fixture.node.decorator_list:
        name = text_of(keywords_of(decorator).get("name")) if isinstance(decorator, ast.Call) else None
        if name is not None:
            return name
    return fixture.node.name


def _plugins(module: ModuleText) -> Iterator[str]:
    """Yield the modules with further fixtures that `pytest_plugins` lists."""
    for statement in module.body.get("pytest_plugins", ()):
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        elements = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        yield from (text for element in elements if (text := text_of(element)) is not None)


def _result(unit: Unit, fixture: FunctionDefinition) -> int:
    """Return the node of what a fixture returns, or of what it yields."""
    program = unit.program
    if not fixture.is_generator:
        return program.slot(program.returned(fixture))
    assert not isinstance(fixture.node, ast.Lambda)
    if fixture.node.returns is None:
        return program.slot(program.yielded(fixture))
    is_async = isinstance(fixture.node, ast.AsyncFunctionDef)
    return unit.add(Element(is_async), [program.slot(program.returned(fixture))])
