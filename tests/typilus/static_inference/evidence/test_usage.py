"""What uses tell."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import answers, inferred


def test_uses_speak_for_types() -> None:
    found = inferred(
        """
        def show(text: str) -> None: ...
        def f(a, b, c, d, e):
            show(a)
            b.items()
            if c == "x":
                pass
            if isinstance(d, float):
                pass
            e += 1.5
        class Wheel:
            def turn(self): ...
        def g(wheel):
            wheel.turn()
        """
    )
    assert found["f.a"] == "str?"
    assert found["f.b"].startswith("dict")
    assert found["f.c"] == "str?"
    assert found["f.d"] == "float?"
    assert found["g.wheel"] == "Wheel?"
    assert answers("def show(x: int): ...\ndef f(a):\n    show(a)\n")["f.a"].by_use


def test_what_uses_tell_flows_on() -> None:
    assert inferred("def show(x: str): ...\ndef f(a):\n    show(a)\n    return a.upper()\n")["f()"] == "str?"


def test_what_is_called_is_callable() -> None:
    found = inferred("def f(g):\n    g(1)\n")
    assert found["f.g"] == "collections.abc.Callable?"


def test_abilities_are_no_types() -> None:
    assert "f.a" not in inferred("def f(a):\n    len(a)\n")


def test_what_is_taken_in_place_of_an_empty_value() -> None:
    found = inferred(
        """
        from datetime import date
        class Customer:
            def __init__(self, joined=None, left=None):
                self.joined = joined or date.today()
                self.left = left if left is not None else date.today()
        """
    )
    assert found["Customer.__init__.joined"] == "datetime.date | None?"
    assert found["Customer.__init__.left"] == "datetime.date | None?"


def test_what_calls_an_attribute_speaks_for_no_class_that_has_it_as_a_property() -> None:
    found = inferred(
        """
        class Strategy:
            def __init__(self, environment=None):
                self.environment = environment
            @property
            def rank(self):
                return self.environment.rank() if self.environment else 0
        class Cluster:
            def rank(self):
                return 1
        """
    )
    assert found["Strategy.__init__.environment"] == "Cluster | None?"
    assert found["Strategy.rank()"] == "int?"


def test_what_others_hand_to_the_same_parameter() -> None:
    found = inferred(
        """
        class Node:
            def __init__(self, children):
                self.name, self.children = "a", children
        def render(node):
            lines = [node.name]
            for child in node.children:
                lines.extend(render(child))
            return lines
        def main(children):
            return render(Node(children))
        def again(other):
            return render(other)
        """
    )
    assert found["render.node"] == "Node?"
    assert found["render.child"] == "Node?"
    assert found["again.other"] == "Node?"


def test_what_has_other_attributes_is_none_of_theirs() -> None:
    found = inferred(
        """
        class Node: ...
        def show(node):
            print(node)
        show(Node())
        def again(other):
            other.nothing()
            show(other)
        """
    )
    assert "again.other" not in found


def test_what_else_an_attribute_holds_and_what_attributes_are_set() -> None:
    found = inferred(
        """
        import datetime
        class Task:
            def __init__(self, due=None):
                self.due = due
                self.parent = None
                self.children = []
            def delay(self):
                self.due = datetime.date.today()
            def add(self, child):
                child.parent = self
                self.children.append(child)
        """
    )
    assert found["Task.__init__.due"] == "datetime.date | None?"
    assert found["Task.add.child"] == "Task?"
    assert found["Task.children"] == "list[Task]?"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return sum(one.price for one in x)", "list[Item]"),
        ("for one in x:\n        print(one.price)", "list[Item]"),
        ("return [one.upper().strip() for one in x]", "list[str]"),
        ("for some in x:\n        for one in some:\n            print(one.price)", "list[list[Item]]"),
        ("for key in x:\n        print(x[key])", None),
        ("while x:\n        for x in x:\n            x = x.children", None),
    ],
)
def test_what_is_done_with_elements_speaks_for_a_list(body: str, kind: str | None) -> None:
    item = "class Item:\n    def __init__(self, price):\n        self.price = price\n"
    assert inferred(f"{item}def f(x):\n    {body}\n").get("f.x", "").rstrip("?") == (kind or "")


def test_a_function_that_stands_in_for_a_parameter_has_its_signature() -> None:
    code = "class Item:\n    def __init__(self, price):\n        self.price = price\n"
    code += "def f(items, key=None):\n    items.append(Item(1.5))\n    items.sort(key=key or (lambda one: one.price))\n"
    assert inferred(f"{code}f([])\n")["f.key"] == "collections.abc.Callable[[Item], float] | None?"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("self.place += x", "Vector"),
        ("return x - self.place", "Vector"),
        ("self.price += x", "decimal.Decimal"),
        ("return self.place * x", None),
    ],
)
def test_vectors_and_amounts_are_added_to_their_like(body: str, kind: str | None) -> None:
    code = f"""
        from decimal import Decimal
        class Vector:
            def __add__(self, other):
                return Vector()
            def __mul__(self, factor):
                return Vector()
        class Ball:
            def __init__(self):
                self.place = Vector()
                self.price = Decimal("0.00")
            def f(self, x):
                {body}
        """
    assert inferred(code).get("Ball.f.x", "").rstrip("?") == (kind or "")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("name, mean = x\n    return f'{name.upper()} {mean:.3f}'", "tuple[str, float]"),
        ("for name, mean in x:\n        print(f'{name.upper()} {mean:.3f}')", "list[tuple[str, float]]"),
        ("name, rest = x\n    return name.upper()", None),
        ("name, *rest = x\n    return name.upper()", None),
    ],
)
def test_what_is_done_with_the_parts_speaks_for_a_tuple(body: str, kind: str | None) -> None:
    assert inferred(f"def f(x):\n    {body}\n").get("f.x", "").rstrip("?") == (kind or "")
