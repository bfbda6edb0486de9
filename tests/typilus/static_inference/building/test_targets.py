"""What assignments bind."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


def test_targets() -> None:
    found = inferred(
        """
        a = b = 1
        (c, d), [e] = ("x", 2.0), [b""]
        f, g = g, f = "s", 3
        if (h := 1.5) > 1:
            pass
        class A:
            def __init__(self):
                self.x, self.y = 1, "a"
                self.z: float = 1
        """
    )
    kinds = {name: kind.rstrip("?") for name, kind in found.items()}
    assert (kinds["a"], kinds["b"], kinds["c"], kinds["d"], kinds["e"]) == ("int", "int", "str", "float", "bytes")
    assert kinds["h"] == "float"
    assert (kinds["A.x"], kinds["A.y"], kinds["A.z"]) == ("int", "str", "int")


def test_globals_and_closures() -> None:
    found = inferred(
        """
        total = None
        def add():
            global total
            total = 1
        def outer():
            count = 0
            def inner():
                nonlocal count
                count = count + 0.5
                return count
            return inner()
        """
    )
    assert found["total"] == "int | None"
    assert found["outer.count"] == "float"
    assert found["outer()"] == "float"


def test_what_is_stored_in_a_class_from_outside() -> None:
    source = """
    class Part: ...
    class Entity:
        part_class = None
        name = None
        def run(self): return 1
    Entity.part_class = Part
    Entity.run = len
    Entity.unknown = 1
    def change(Entity: Part):
        Entity.name = 1
    """
    found = inferred(source)
    assert found["Entity.part_class"] == "type[Part] | None"
    assert "Entity.name" not in found
    assert found["Entity.run()"] == "int"


@pytest.mark.parametrize("item", ["result[name]", "result.setdefault(name, {})"])
def test_what_is_put_into_an_item_is_in_its_container(item: str) -> None:
    source = f"""
    def f(names: list[str]):
        result = {{}}
        result["a"] = {{}}
        for name in names:
            cell = {item}
            cell[name] = 1
        return result
    """
    assert inferred(source)["f()"].rstrip("?") == "dict[str, dict[str, int]]"


def test_a_variable_bound_anew_is_no_item_any_more() -> None:
    source = """
    def f(names: list[str]):
        result = {"a": [1]}
        row = result["a"]
        row = []
        row.append("b")
        return result
    """
    assert inferred(source)["f()"].rstrip("?") == "dict[str, list[int]]"
