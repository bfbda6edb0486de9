"""Code is put into the graph when it is needed, and no more than there is room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.static_inference.building import program as program_module
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.type_sets import UNKNOWN
from typilus.static_inference.solving.solver import Solver

STORE = "def sell():\n    return 1\ndef buy():\n    return b''\n"


def program_of(root: Path, most_nodes: int = 1_000) -> Program:
    (root / "store.py").write_text(STORE)
    return Program(Modules({}, [root]), most_nodes)


def function_of(program: Program, name: str) -> FunctionDefinition:
    store = program.modules.find("store")
    found = None if store is None else program.classes.lookup(store, name)
    assert isinstance(found, FunctionDefinition)
    return found


def test_a_function_is_built_when_its_result_is_asked_for(tmp_path: Path) -> None:
    program = program_of(tmp_path)
    solver = Solver(program)
    sell = function_of(program, "sell")
    solver.run()
    assert not program.units
    sold = program.slot(program.returned(sell))
    solver.run()
    assert set(program.units) == {("store", "sell")}, "nothing else of its module is needed"
    assert [str(each) for each in solver.value(sold).types] == ["int"]


def test_building_a_module_builds_all_its_functions(tmp_path: Path) -> None:
    program = program_of(tmp_path)
    store = program.modules.find("store")
    assert store is not None
    program.build(store)
    assert set(program.units) == {("store", ""), ("store", "sell"), ("store", "buy")}


def test_what_there_is_no_room_for_may_be_anything(tmp_path: Path) -> None:
    program = program_of(tmp_path, most_nodes=0)
    store = program.modules.find("store")
    assert store is not None
    program.constant(UNKNOWN)
    solver = Solver(program)
    sold = program.slot(program.returned(function_of(program, "sell")))
    solver.run()
    assert solver.value(sold).is_open
    assert not program.units
    program.build(store)
    assert ("store", "sell") in program.units


def test_one_name_of_many_is_put_there_alone(tmp_path: Path) -> None:
    (tmp_path / "const.py").write_text(
        "import os\nfrom typing import Final\nLIMIT: Final = 3\nNAME = str(LIMIT)\nSIZE: float = 1\nNAMES = []\n"
        "NAMES.append('a')\nBOTH = (ONE, OTHER) = (1, 'b')\nSWITCH = 1\nif os.name:\n"
        "    SWITCH = 'b'\ndef sell(): ...\n"
    )

    def types_of(name: str, of_whole: bool) -> list[str]:
        program = Program(Modules({}, [tmp_path]))
        const = program.modules.find("const")
        assert const is not None
        solver = Solver(program)
        number = program.slot(program.variable(const, name))
        solver.run()
        assert program.is_built(const) is of_whole
        return [str(each) for each in solver.value(number).types]

    assert types_of("LIMIT", of_whole=False) == ["int"]
    assert types_of("NAME", of_whole=False) == ["str"]
    assert types_of("SIZE", of_whole=False) == ["float"]
    assert types_of("OTHER", of_whole=True) == ["str"]
    assert types_of("NAMES", of_whole=True) == ["list[str]"]
    assert types_of("SWITCH", of_whole=True) == ["int", "str"]


def test_of_installed_packages_less_is_put_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_module, "MAX_FOREIGN_NODES", 5)
    installed = tmp_path / "installed"
    (installed / "lib").mkdir(parents=True)
    functions = "".join(f"def f{number}():\n    return [1, 2, 3]\n" for number in range(9))
    (installed / "lib/__init__.py").write_text(functions)
    (tmp_path / "own.py").write_text(functions)
    program = Program(Modules({}, [tmp_path], [installed]))
    for name in ("lib", "own"):
        module = program.modules.find(name)
        assert module is not None
        for number in range(9):
            function = program.classes.lookup(module, f"f{number}")
            assert isinstance(function, FunctionDefinition)
            program.build_function(function)
    built = [module for module, _ in program.units]
    assert 0 < built.count("lib") < built.count("own") == 9


FILLED = """\
SHOPS = []
class Shop:
    def __init__(self):
        self.items = []
    def add(self, item: str):
        self.items.append(item)
    def sell(self):
        return self.items.pop()
def register(shop: Shop):
    SHOPS.append(shop)
def unrelated(): ...
"""


def test_what_fills_a_container_elsewhere_is_built_with_it(tmp_path: Path) -> None:
    (tmp_path / "library.py").write_text(FILLED)
    program = Program(Modules({}, [tmp_path]), 1_000)
    solver = Solver(program)
    library = program.modules.find("library")
    assert library is not None
    shop = program.classes.lookup(library, "Shop")
    assert isinstance(shop, ClassDefinition)
    items, shops = program.slot(program.attribute(shop, "items")), program.slot(program.variable(library, "SHOPS"))
    solver.run()
    assert [str(each) for each in solver.value(items).types] == ["list[str]"]
    assert [str(each) for each in solver.value(shops).types] == ["list[library.Shop]"]
    assert {scope for _, scope in program.units} == {"", "Shop.__init__", "Shop.add", "register"}
